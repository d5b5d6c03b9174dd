"""Which clauses of a text ask something, and which only tell a story or what the answer is wanted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_SEGMENT = re.compile(r"[^.!?;\n]+(?:(?:[.;](?=\S)|(?:(?<=gr)|(?<=vs)|(?<=Gr))\.)[^.!?;\n]+)*[.!?;]*|\n")
_LEAD_IN = re.compile(
    r"(?:[,:]|\s[-–—])\s+(?=(?:and\s+)?(?:what|how|which|who|when|where|why|is|was|were|did|do|does|can|could|tell|give|please(?!\W*$)|any(?:thing)?)\b)",
    re.IGNORECASE,
)
_ADMITTED = (
    r"^\W*(?:pt|patient)\s(?:on|post|after|with|w)\b[^?]*"
    r"\b(?:admitted|developed|presented|presents|came in|now has|just (?:had|got|started)|in hospital)\b"
)
"""A case in a clinician's shorthand: "pt on X admitted w fever"."""
_STORY = re.compile(
    r"(?i:\b(?:(?:wo)?man|lady|gentleman|(?:fe)?male|patient|pt),? (?:aged )?\d{2}\b)|"
    r"\bI\b|\b(?i:we|my|our|mine|ours|he|she|his|her|him|yesterday|last week|colleagues?|year[- ]old|years old)\b"
    r"|\b(?i:a|one|this) (?i:patient|woman|man|lady|gentleman|pt)\b"
    rf"|(?i:{_ADMITTED})"
)
_ONE_PERSON = re.compile(
    r"\b(?:(?:wo)?man|lady|gentleman|(?:fe)?male|patient|pt),? (?:aged )?\d{2}\b|"
    r"\b(?:he|she|his|her|him|wife|husband|mother|father|uncle|aunt|brother|sister|son|daughter|friend)\b"
    r"|\byears?[- ]old\b|\b\d{2}\s?[MF]\b"
    r"|\b(?:my|our|a|an|one|this|the)\W+(?:[\w-]+\W+){0,2}(?:patient|woman|man|lady|gentleman|pt)\b"
    r"|\bone of (?:my|our|the|her|his|their) (?:[\w-]+ )?(?:patients|pts|women|men|residents|clients)\b"
    rf"|{_ADMITTED}",
    re.IGNORECASE,
)
_ANAPHORA = re.compile(
    r"\b(?:that|this|these|those|such|the same)\W+"
    r"(?:sub)?(?:group|population|patients?|setting|cohort|disease|people)\b"
    r"|\b(?:in|among|for|of|with)\W+(?:them|these|those|such)\b"
    r"(?!\s(?:on|who|whose|with|without|given|receiving|treated|taking|getting|in|aged|under|over|of|that|the)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?\s*$|\b(?:we (?:would |do |also )?(?:need|require|want|appreciate)|would (?:also )?(?:need|like|appreciate))\b"
    r"|\bI(?:'d|’d)? (?:need|want|would like|like to|wish|am looking|am interested|was wondering|wonder)\b"
    r"|\b(?:I(?:['’]m| am)|we(?:['’]re| are)) (?:\w+ly |just )?(?:after (?:the|both|all|any)|looking for|interested in"
    r"|curious about|(?:trying|hoping) to (?:find|get|learn)|hoping for)\b"
    r"|^\W*(?:and\s+|so\s+|but\s+)?(?:what|how|which|who|whom|whose|when|where|why|is|are|was|were|did|do|does|has|have"
    r"|can|could|would|tell|give|show|list|report|summari[sz]e|compare|state|please|find|look|any(?:thing)?)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:want|wish|would like|have|need|am writing|are writing)\b[^?]{0,10}\bto report\b[^?]*$", re.IGNORECASE
)
"""That somebody reports a case, which asks for nothing."""
_OPENER = re.compile(
    r"^\W*(?:(?:hi|hello|dear)\b[^,]*,\W*)?(?:(?:could|can|would|will) (?:you|someone|anyone)(?: please| kindly)?"
    r"|please|kindly)"
    r" (?:tell|give|help|advise|inform|let|send|provide|confirm|share|clarify)(?: (?:me|us))?(?: know)?\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"^\W*(?:it is |it's |this is |needed |i need it )?for (?:a|an|my|our|the|use in|inclusion in)"
    r"\b[^?]{1,80}?\b(?:submission|presentation"
    r"|talk|slides?|poster|dossier|review|meeting|committee|letter|enquiry|inquiry|request|report|paper|thesis|lecture"
    r"|tumou?r board|journal club)\b",
    re.IGNORECASE,
)


_TAG = re.compile(
    r"(?:have|did|do) (?:i|we) (?:got |get |have |read |quote |quoted )?(?:that|this|it)(?: figure| number)?"
    r" (?:right|correct(?:ly)?)\s*\?+|"
    r"(?:and\s)?(?:is\s|was\s|are\s|were\s)?(?:(?:that|this|it|he|she|they|(?:my|the|our|this)\scolleague)\s)?(?:ok(?:ay)?|right|true|correct|wrong|mistaken|agree(?:d)?|confirmed?|fine|valid"
    r"|so|the case|accurate|or not|yes|no|really|still (?:true|right)"
    r"|can (?:i|we) (?:quote|cite|use|say|print) (?:that|this|it)|(?:good|safe) to (?:go|send|print|use|quote))"
    r"(?:\s(?:like (?:that|this)|as (?:it (?:is|stands)|is|written)|so|to (?:go|send|print|use|quote|cite|publish)))?"
    r"\s*\?+",
    re.IGNORECASE,
)


_CONFIRMS = re.compile(
    r"(?:and\s|so\s)?(?:(?:is|was)\s(?:this|that|it)\s(?:really\s)?(?:what|how)\s[^?]{3,80}"
    r"|(?:does|do|did)\s(?:the|this|these|your)\s[^?]{3,60}\s(?:support|confirm|bear out|back|show|say)\s"
    r"(?:this|that|it|so))\s*\?+",
    re.IGNORECASE,
)
"""A question of its own that only asks whether what stands before it is so: "Is this what the record shows?"."""


def asking_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the text without the sentences and clauses that only tell a story; the whole text when all do."""
    clauses = _with_tags(text, list(_clauses(text)))
    openers = {first for first, second in pairwise(clauses) if _only_opens(text[slice(*first)], text[slice(*second)])}
    return [span for span in clauses if span not in openers and not _tells(text[slice(*span)])] or [(0, len(text))]


def setting_spans(text: str) -> list[tuple[int, int]]:
    """Spans of stories that set the scene ("We treat elderly patients"), and so restrict what is asked after them.

    The story of one patient sets none, unless the question refers back to it ("in that group").
    """
    asked = " ".join(text[slice(*span)] for span in asking_spans(text))
    stories = [span for span in _clauses(text) if _tells(text[slice(*span)])]
    referred = bool(_ANAPHORA.search(asked))
    return [span for span in stories if referred or not _ONE_PERSON.search(text[slice(*span)])]


def patient_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses that only tell what one person has or had: a number in them is theirs, and no result."""
    return [span for span in _clauses(text) if _tells(text[slice(*span)]) and _ONE_PERSON.search(text[slice(*span)])]


def asks_anything(text: str) -> bool:
    """Whether a clause of ``text`` asks something."""
    return any(_ASKS.search(text[slice(*span)].strip()) for span in _clauses(text))


def untold_patients(text: str) -> list[tuple[int, int]]:
    """Spans of stories whose patients a question refers back to ("did those patients do better", "people like her")."""
    asked = " ".join(text[slice(*span)] for span in asking_spans(text))
    referred = _ANAPHORA.search(asked) or _LIKE_THEM.search(asked)
    return [span for span in _clauses(text) if referred and _tells(text[slice(*span)])]


_LIKE_THEM = re.compile(
    r"\b(?:patients?|people|pts|anyone|someone|those|men|women|folks?|cases?)\slike\s(?:that|this|him|her|them|me|us|mine)\b",
    re.IGNORECASE,
)


def asks_to_confirm(words: str) -> bool:
    """Whether a sentence only asks whether what stands before it is so: "ok?", "Is that what the record shows?"."""
    return bool(_TAG.fullmatch(words) or _CONFIRMS.fullmatch(words))


def _with_tags(text: str, clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The clauses, a tag that only asks to confirm ("ok?", "true?") joined to what it is about."""
    joined: list[tuple[int, int]] = []
    for start, end in clauses:
        words = text[start:end].strip()
        if joined and asks_to_confirm(words):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    for match in _SEGMENT.finditer(text):
        cuts = [match.start(), *(match.start() + cut.end() for cut in _LEAD_IN.finditer(match.group())), match.end()]
        yield from pairwise(cuts)


def _tells(clause: str) -> bool:
    told = (_STORY.search(clause) and not _SUPPOSES.match(clause)) or _PURPOSE.search(clause)
    return bool(told) and (bool(_REPORTS.search(clause)) or not _ASKS.search(clause.strip()))


_SUPPOSES = re.compile(
    r"\W*(?:and\s|but\s|so\s)?(?:if|when(?:ever)?|once|where|in case|suppos(?:e|ing)|assuming|provided)\s(?:that\s)?"
    r"(?:an?|any|some|one|the)\s(?:\w+\s)?(?:patient|pt|person|man|woman|participant)\s"
    r"(?:is|has|gets?|becomes?|turns?|reaches|achieves|carries|relapses|belongs|stays?|remains|had|does|goes|was)\b"
    r"(?!.*\b(?:I|my|our|we|yesterday|last week|he|she|his|her|year[- ]old|years old)\b)"
    r"|\W*(?:and\s|but\s|so\s)?(?:in|for|among|with)\s(?:an?|any|one|some|my|our|this)\s(?:[\w-]+\s){0,2}?"
    r"(?:patient|pt|person|man|woman|participant)\b"
    r"(?!.*\b(?:is|has|had|was|were|did|developed|got|came|died|year[- ]old|years old)\b)",
    re.IGNORECASE,
)
"""A condition that holds for anybody, and so restricts what is asked: "if a patient has renal impairment".

So does a phrase that names whom the question is about: "in a patient with renal impairment, what was".
"""


def _only_opens(clause: str, following: str) -> bool:
    """Whether a clause only asks for an answer ("could you tell me, for a talk that I am to give,") to what follows."""
    opener = _OPENER.match(clause)
    return bool(opener) and bool(_ASKS.search(following.strip())) and _tells(clause[opener.end() :] if opener else "")
