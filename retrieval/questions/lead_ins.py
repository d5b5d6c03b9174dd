"""Words before a question that tell what its answer is wanted for: "working on a poster about relapse: what was"."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.questions.question import Question

_DOING = (
    r"(?:writ|prepar|updat|draft|revis|review|read|teach|plan|build|design|check|study|mapp|compil|collect|edit|head"
    r"|com|chatt|research|translat|test|clean|open|set|present|giv|organis|organiz|catch|finish|work|mak|proof-?read"
    r"|train|learn|refresh|fill|answer|verify|sort|travel|brows|skimm|cramm|swott|document|audit|code|cod|complet"
    r"|putt|go|sitt|support|run|start|liais|host|moderat|chair|juggl|stock|order|budget|costing|negotiat|model|meet)ing"
)
_DO = (
    r"(?:write|prepare|update|draft|revise|review|read|teach|plan|build|design|check|study|compile|collect|edit|head"
    r"|research|translate|test|clean|open|set|present|give|organi[sz]e|work|make|run|order|chair|sit|serve|cover|belong"
    r"|come|fly|travel|speak|lecture|advise|volunteer|moderate|lead|print|launch|stock|meet|finish|discuss|wonder)"
)
_WORK = (
    r"(?:thesis|dissertation|leaflet|poster|slides?|slide deck|deck|talk|review|pathway|protocol|guideline|lecture|exam"
    r"|seminar|report|letter|manuscript|paper|article|chapter|blog|podcast|newsletter|handout|summary|dossier|audit"
    r"|journal club|teaching|presentation|book|brochure|website|essay|assignment|homework|course|submission|abstract"
    r"|meeting|session|training|project|handbook|formulary|workshop|webinar|factsheet|flyer|infographic|quiz)"
)
_DOCUMENT = r"(?:report|paper|article|abstract|letter|manuscript|summary|review|website|brochure)"
"""What may be a source where it is "the" one: "in the Lancet paper, what was"."""
_ASKER = (
    r"(?:I|we|(?:my|our)\s(?:(?!patients?\b|pts\b|women\b|men\b)[\w-]+\s){0,3}?(?:team|group|unit|ward|hospital|clinic|board|committee|department|library"
    r"|pharmacy|charity|institute|practice|boss|chief|consultant|registrar|editor|students?|fellows?|residents?|nurses?"
    r"|colleagues?|service|centre|center|office|registry|formulary|journal|company|agency|network|society|lab|school))"
)
_ONLY_TELLS = re.compile(
    rf"\W*(?:(?:so|well|ok(?:ay)?|now|hi|hello|hola|bonjour|hallo|ciao"
    rf"|(?:dear|hi|hello) (?:all|team|colleagues?|sir|madam|doctor)|good (?:morning|afternoon|evening|day))\W+)?(?:"
    rf"(?:(?:just|currently|while|when|whilst|still|also|busy|am|before|after|back (?:to|from)|about to|been)\s+)*"
    rf"(?:{_DOING}|holiday|leave)\b"
    rf"|(?:for|on|towards|in)\s(?:my|our|an?)\s(?:[\w-]+\s){{0,3}}?{_WORK}s?\b"
    rf"|(?:for|on|towards)\s(?:the|this)\s(?:[\w-]+\s){{0,3}}?(?!{_DOCUMENT}){_WORK}s?\b"
    rf"|(?:before|after|while|whilst|when|as|since|until)\s(?:I|we|my\s\w+|our\s\w+)\s(?:\w+\s)?{_DO}s?\b"
    rf"|as (?:an?|the) (?:[\w-]+\s){{0,3}}?(?:pharmacist|nurse|doctor|student|physician|editor|journalist|statistician"
    rf"|haematologist|hematologist|oncologist|librarian|teacher|trainee|fellow|gp|reviewer|scientist|clinician)\b"
    rf"|{_ASKER}(?:['’](?:m|re|ve)|\s(?:am|are|is|was|were|have|has|had|will))?\s"
    rf"(?:(?:been|just|currently|now|still|also|all|both|often|mainly|only|soon)\s)*"
    rf"(?:{_DOING}|{_DO}s?|wondered|discussed|met|gave|wrote|started|opened|planned|(?:an?|the|from|based|new|in|on|at)\s"
    rf"|interested in|due)\b"
    rf"|i have an?\s(?:[\w-]+\s){{0,3}}?{_WORK}s?\b"
    rf")",
    re.IGNORECASE,
)
"""Begins a clause of who asks, what they are at, and what they need the answer for."""
_TO_TELL = r"\sto\s(?:explain|present|prepare|write|teach|update|brief|draft|talk|discuss|counsel|describe)\b"
"""After a need that is the asker's own, and no question: "I'm a nurse and need to explain side effects"."""
_RESTRICTS = re.compile(
    r"\b(?:patients?|pts|people|women|men|wom[ae]n|man|lady|adults?|elderly|cases?|population|sub-?groups?|those|they|she|he|her"
    r"|him|his|child(?:ren)?|participants|persons?|mum|mom|dad|father|mother|husband|wife|uncle|aunt|friend|year[- ]old"
    r"|says?|said|tells?|told|hear[ds]?|claim\w*|thinks?|thought|believ\w+|understand|knows?|knew|suggest\w*|insist\w*"
    r"|notes?|noted|shows?|showed|seen|saw|learn\w*|stat(?:es|ed)|argue\w*|assum\w*"
    rf"|needs?(?!{_TO_TELL})|want(?:s|ed)?|require\w*|ask(?:s|ed)"
    r"|would like|looking for|treat(?:s|ed|ing)?|manag\w+|prescrib\w+|refer\w*|compar\w+|versus|vs|wish\w*"
    r"|please|give me|tell me|only|except|excluding|without)\b|\?|\d",
    re.IGNORECASE,
)
"""Words by which a clause may say of whom is asked, claim something, or ask."""
_CLAUSE_ENDS = re.compile(
    r"\s(?:(?:and|so|but)\s)?(?=(?:I|we)\s(?:\w+\s)?(?:need|want|would like|require)\b)"
    r"|\s(?:and|so|but)\s(?=(?:I|we)(?:\s(?:am|are|were|was)|['’](?:m|re))\s(?:\w+\s)?(?:trying|looking|hoping|keen|curious)\b)"
    rf"|\s(?:and|so|but)\s(?:also\s)?(?=(?:need(?!{_TO_TELL})|want|would like|require)\b)"
    r"|(?<=[a-z\d)]{2})[.!]\s+|[:;]\s+|\n+|\s[–—-]+\s+|,\s+(?:so\s+|and\s+)?(?=(?:what|how|which|who|when|where|why|is|was|were|did|do|does"
    r"|can|could|tell|give|please|i\swonder|any)\b)",
    re.IGNORECASE,
)
_FIRST_COMMA = re.compile(r",\s+(?:(?:so|therefore|hence)\W+)?", re.IGNORECASE)
_LEANS = re.compile(
    r"\b(?:that|this|these|those|it|its|they|them|their|such|same|there|so)\b"
    r"(?!\s(?:trial|study|drug|regimen|combination|programme|paper|publication|treatment)\b)",
    re.IGNORECASE,
)
_NAMING = ("outcome", "topic")
_SCOPES = ("subgroup", "population", "analysis", "grade", "arm")


def without_lead_in(question: Question, *, read: Callable[[str], Question]) -> Question | None:
    """The question behind what only tells what its answer is wanted for, where it stands alone; else ``None``.

    Args:
        read: Reads a text as a question of the same trial.
    """
    begin = _begins_to_ask(question.text)
    asked = read(question.text[begin:]) if begin else None
    named = [m.start for m in asked.mentions if m.term.kind in _NAMING] if asked else []
    return asked if asked and named and not _LEANS.search(asked.text[: min(named)]) else None


def only_tells(sentence: str) -> bool:
    """Whether a sentence begins by telling who asks, and what they are at."""
    return bool(_ONLY_TELLS.match(sentence))


def scope_of(question: Question, asked: Question) -> tuple[str, ...]:
    """Words of a lead-in that name of whom, when or of which grade might be asked: "a chapter on early relapse"."""
    begin = len(question.text) - len(asked.text)
    return tuple(m.text for m in question.mentions if m.term.kind in _SCOPES and m.start < begin)


def _begins_to_ask(text: str) -> int:
    """Where what is asked begins behind the clauses that ask nothing; 0 where there are none."""
    start = 0
    while opens := _ONLY_TELLS.match(text, start):
        ends = _CLAUSE_ENDS.search(text, opens.end())
        comma = _FIRST_COMMA.search(text, opens.end()) if _IS_SUBORDINATE.match(opens.group()) else None
        ends = min((end for end in (ends, comma) if end), key=lambda end: end.end(), default=None)
        if ends is None or _RESTRICTS.search(text, start, ends.start()):
            break
        start = ends.end()
    return start


_IS_SUBORDINATE = re.compile(r"\W*(?:while|whilst|when|before|after|as|since|until|\w+ing)\b", re.IGNORECASE)
