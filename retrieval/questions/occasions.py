"""For what occasion somebody asks, told in a clause of its own: "I'm presenting at journal club tomorrow"."""

from __future__ import annotations

import re

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WHEN = (
    rf"\b(?:(?:next|this|on|by|until|till|before|last|every)\s{_DAY}|(?:next|this) (?:week|weekend|month)"
    r"|to(?:day|morrow|night)|tmrw|tmr|tmw|tomo|this (?:morning|afternoon|evening)|(?:at |by |before )?(?:noon|midday)"
    r"|right now|in (?:an?|half an|\d{1,2}) (?:hours?|min(?:ute)?s?)|in a (?:few|couple of) (?:hours|days|minutes)"
    r"|(?:at|by|before) (?:one|two|three|four|five|six|\d{1,2})(?:\s?[ap]m|\s?o['’]clock)?)\b"
)
_EVENT = (
    r"(?:journal club|club|boards?|meetings?|MDTs?|clinic|call|talk|presentation|rounds?|lecture|seminar|congress"
    r"|conference|deadline|exams?|viva|webinar|session|committee|panel|debate|tutorial|class|workshop|symposium"
    r"|interview|podcast|posters?|slides?|deck|manuscript|dossier|submission|application|thesis|essay|newsletter"
    r"|leaflet|booklet|monograph|publication|literature review|notes|ASH|ASCO|ESMO|EHA)"
)
PERSON = (
    r"(?:boss|registrar|KOLs?|reviewers?|referees?|colleagues?|consultant|reps?|professor|prof|supervisor|students?"
    r"|fellows?|residents?|nurses?|doctors?|editor|director|manager|pharmacists?|chief|attending|trainees?)"
)
"""Who asks at work."""
_DOING = (
    r"(?:presenting|preparing|writing|doing|drafting|revising|reviewing|reading|teaching|lecturing|sitting"
    r"|putting together|working on|speaking|studying)"
)
_TELLER = (
    r"(?:(?:i|im|ive|we|we['’]?[rv]e|i['’](?:m|ve|d)|am|my|our|got|have|needs? (?:this|it|that)|the|just|currently"
    rf"|on call|in an? (?:meeting|hurry|rush|call)|(?:it|this|that)(?:['’]?s| is)? for|for an?|{PERSON}|\w+ing)\b)"
)
_NO_CIRCUMSTANCE = (
    r"\b(?:what\w*|which|who\w*|how|when|where|why|whether|if|did|does|was there|tell|give|show|list|compare"
    r"|patients?|pts?|people|women|woman|men|man|child(?:ren)?|those|aged?|years?|persons?|participants?"
    rf"|about|regarding|concerning|in terms of|with an? (?!(?:\w+ )?{PERSON}\b)\w+"
    r"|(?:i|we) (?:also |just |only |still )?(?:need|want|require|would like) (?:the|all|both|some|to have))\b"
    r"|\bon\s(?!the (?:train|plane|bus|phone|ward|way|road)|call\b|an? "
    rf"(?:poster|paper|talk|slides?|dossier)|(?:my|our) |{_DAY})|[%<>≥≤]|\d{{3}}|\d\.\d"
)
"""What asks, or tells of whom or of what it is asked: no circumstance of the asker."""
_CLAUSE = re.compile(
    rf"(?:^|(?<=[.!?;:\n]\s))\W*(?=(?P<clause>(?:(?!\s[-–—]\s|[.?!;,\n]).)*))(?={_TELLER})"
    rf"(?!(?:(?!\s[-–—]\s|[.?!;,\n]).)*?(?:{_NO_CIRCUMSTANCE}))"
    rf"(?=(?:(?!\s[-–—]\s|[.?!;,\n]).)*?(?:{_WHEN}|\b{_EVENT}\b|\b{PERSON}\b|\b{_DOING}\b))"
    r"(?P=clause)(?:\s[-–—](?=\s)|[.!;,\n]+|$)",
    re.IGNORECASE,
)
_TIME = re.compile(rf"{_WHEN}(?=\W*$|\s?[,.;!–—-])|(?<=\s){_WHEN}(?=\s[-–—])", re.IGNORECASE)


def occasion_spans(text: str) -> list[tuple[int, int]]:
    """Spans of ``text`` that tell in which circumstances it is asked, and when the answer is wanted.

    A clause that names patients or a subject, or that asks, is none: "I have a talk on smokers", "we treat women".
    """
    return [match.span() for pattern in (_CLAUSE, _TIME) for match in pattern.finditer(text)]


def without_occasions(text: str) -> str:
    """The text with blanks in place of what tells for what occasion it is asked."""
    for start, end in occasion_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
