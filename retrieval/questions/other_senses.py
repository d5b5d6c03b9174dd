"""Words that elsewhere ask for centres, for deaths, a test or any figure, and where they stand say something else."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.terms import Mention

_DEATHS = "All-cause mortality"
_P = "p-value"
_TREATED_FOR = "Treatment duration"
_EACH = re.compile(r"\b(?:an?|per|each|every)\s$", re.IGNORECASE)
"""Before "week on the drug" where that tells how often, and not for how long."""
_A_PLACE = re.compile(r"(?:the )?(?:hospital|clinic)", re.IGNORECASE)
_INTO = re.compile(r"\b(?:in|into|to|from|out of|at|of)\s(?:the\s|a\s)?$", re.IGNORECASE)
"""Before a place where patients are, or are sent, and of which no number is asked: "put people in hospital"."""
_RELATED = re.compile(r"[\w)]-related\s$", re.IGNORECASE)
"""Before deaths from one cause: "clot-related death"."""
_CLINICALLY = re.compile(r"\bclinically\s$", re.IGNORECASE)
"""Before "significant" where that tells a kind of event or of change, and asks for no test."""
_COUNT = "count"
_FALL = "fall"
_OF_A_VALUE = re.compile(r"\s(?:in|of|from|to|by|with|at|on|after|over)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:an?|any|each|one|every|per|least|serious)\s$", re.IGNORECASE)
"""Around the fall of a value, which is no accident: "thickness fall with the drug", but "a fall in the bath"."""
_OF_TIME = re.compile(r"\s(?:of\s)?(?:days|weeks|months|years)\b", re.IGNORECASE)
"""After "number of" where a time is asked, and nobody is counted: "the number of weeks on treatment"."""
_A_LATER_STEP = re.compile(
    r"\sto\s(?:cross|switch|continue|stay|stop|go on|receive|change|resume|return)\b", re.IGNORECASE
)
"""After "allowed" where it is asked what those who were in a trial could do, and not who could enter it."""
_EVENTS = "Treatment-emergent adverse event"
_HEADING = re.compile(r"\s(?:table|list|overview|rates?|data|numbers|figures)\b[^?:]{0,20}:\s", re.IGNORECASE)
"""After adverse events that only head a list of single ones: "AE table: cough and fever"."""
_RUN_IN = re.compile(r"[- ]in\b", re.IGNORECASE)
"""After "the run" where that is the time before a treatment, and no symptom."""
_A_SITE = re.compile(r"sites?", re.IGNORECASE)
_IN_THE_WEB = re.compile(
    r"\b(?:web|internet|company|corporate|manufacturer|maker|sponsor|product|drug|official)(?:['’]s|s['’])?[\s-]$",
    re.IGNORECASE,
)
"""Before the site of a company, at which no patients were treated."""
_ASKS_WHAT = re.compile(r"\b(?:do|does|did|would|could|might|may|not|n['’]t)\s(?:\S+\s){1,9}$", re.IGNORECASE)
_OF_A_MEAN = re.compile(
    r"\b(?:the|an?|and|or|their|its|in|of|with|squares?|from|by|for|adjusted|what|which|by how much"
    r"|(?:an?|the) (?:\w+er|similar|different|overall|same))\s$",
    re.IGNORECASE,
)
"""Before "mean" where it is the verb ("what does that mean"), and no average is asked."""
_DOSE = "dose"
_AT_LEAST_ONE = re.compile(r"\b(?:at least (?:an?|one|1)|one or more|(?:≥|>=)\s?1)\s$", re.IGNORECASE)
"""Before "dose" where it is told who was treated at all, and not how much was given."""
_A_COUNTRY = re.compile(r"in the (?:US|U\.S\.|States)", re.IGNORECASE)
_A_DOCUMENT = re.compile(
    r"\s(?:labell?ing|label|prescribing|package|product|PI|register|registry|approval|notice|leaflet|insert)\b",
    re.IGNORECASE,
)
"""After a country whose document is named, and no part of the patients: "in the US label"."""
_WEIGHED_AGAINST = re.compile(
    r"\b(?:beats?|better than|worse than|superior to|inferior to|outperforms?|compared? (?:with|to|against)|versus"
    r"|vs\.?|against|rather than|instead of)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before a treatment that another one is held against, and that is no subject of prose by itself."""
_COSTS = ("cost", "price", "costs")
_AT = re.compile(r"\bat\s(?:(?:what|which|the|a|any|some)\s)?(?:\w+\s)?$", re.IGNORECASE)
_IN_HARM = re.compile(
    r"(?=[^?.;]*\b(?:adverse|side|toxic\w*|safety|events?|effects?|reactions?|harms?|tolerab\w*|infections?|AEs?|SAEs?"
    r"|TEAEs?|deaths?|grade)\b)\s(?:in|of|for|to|as|with|do|did|does)\b",
    re.IGNORECASE,
)
_FOR_A_GAIN = re.compile(
    r"\s(?:of|for)\s(?:the\s|this\s|that\s)?(?:\w+\s){0,2}(?:gains?|benefits?|improvements?|advantage)\b", re.IGNORECASE
)
"""Around a cost that is paid in harm, and not in money: "at what price in side effects"."""
_WORKS_FOR = re.compile(r"work(?:s|ed|ing)? for", re.IGNORECASE)
_WHAT_WORKS = re.compile(
    r"\b(?:it|this|that|drugs?|treatments?|combinations?|therap(?:y|ies)|triplet|regimens?)\s(?:(?:really|actually"
    r"|also|not)\s)?$",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"\s(?:those|these|patients|people|women|men|older|elderly|every(?:one|body)|me|us|most)\b", re.IGNORECASE
)
"""Around "work for" where a treatment does, and nobody is employed."""
_A_TIME = re.compile(r"(?:early|late)(?: (?:and|or|vs\.?|versus|to) (?:early|late))?", re.IGNORECASE)
_AN_ANALYSIS = re.compile(
    r"\s(?:data|results?|figures?|numbers?|analys[ei]s|looks?|read-?\s?outs?|reports?|updates?|cut-?\s?offs?|cuts?)\b",
    re.IGNORECASE,
)
"""After a time that tells which analysis is meant: "early data" are those of no early event."""
_AUTHORS = "authors"
_DID_THE = re.compile(r"\b(?:did|do|does|have|had)\s(?:the\s|any\s)?$", re.IGNORECASE)
_ACTED = re.compile(
    r"\s(?:also\s)?(?:do|done|find|handle|deal|try|see|observe|count|measure|use|correct|adjust|manage|conclude"
    r"|think|notice)\b",
    re.IGNORECASE,
)
"""Around the investigators where it is asked what they did, and not who they are."""
_WHAT_IS_DONE = re.compile(
    r"[\s-](?:transfusions?|support|growth[\s-]factors?|medications?|medicines?|drugs?|tablets?|pills?|prophyla\w+"
    r"|vaccin\w+"
    r"|management|prevention|premedication|(?:treatment|therapy)"
    r"(?![\s-](?:discontinu|interrupt|stop|withdr|emergent|related|group|arm|duration|terminat|ended|end\b)))\b",
    re.IGNORECASE,
)
_DONE_FOR = re.compile(
    r"\b(?:receiv\w+|got|get|given|need\w*|requir\w+|took|taking|prescribed|on|had|have|used?|were|was)\s(?:\w+\s)?"
    r"(?:treatment|treated|therapy|medication|medicines?|drugs?|prophylaxis|vaccin\w+|transfus\w+|antibiotics?"
    r"|tablets?)"
    r"\s(?:for|against|to (?:treat|prevent|control|lower))\s(?:their\s|the\s|an?\s)?$",
    re.IGNORECASE,
)
"""Around an event that only tells what something is done for: "a platelet transfusion", "treatment for fever"."""

_OF_THE_OLD = re.compile(r"geriatrics?|paediatrics?|pediatrics?|senior", re.IGNORECASE)
_A_SPECIALTY = re.compile(
    r"\s(?:onco|h(?:a|ae|e)mato|cardio|neuro|medic|clinic|ward|unit|team|department|service|nurs|pharm|special|speak"
    r"|colleague|registrar|consultant|doctor|physician|partner|fellow|lecturer|says?\b|said\b|claim|insist|think|told\b"
    r"|believe|tells?\b|mention|argue)\w*",
    re.IGNORECASE,
)
"""Who asks or is quoted, and no part of the patients: "geriatric oncology here", "my senior says"."""
PRIOR = ("Prior ", "prior ")
"""How the names of treatments before the trial, and of those who had them, begin."""
_EARLIER = re.compile(r"\b(?:prior|previous\w*|before\w*|earlier|past|history|already|entry)\b", re.IGNORECASE)
_WENT_ON_TO = re.compile(
    r"\b(?:subsequent(?:ly)?|post-?\s?(?:study|trial|treatment|protocol)|later|afterwards?|proceed\w*|bridg\w+|went on"
    r"|go(?:ing|ne|es)? on|mov\w+ on)\b[^,;.?]{0,30}",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\w*\s(?:in \w+ arms? |per arm )?(?:later\b|afterwards?\b|subsequently\b|(?:after|following|since)\s"
    r"(?:(?:the|this|study|trial|protocol|their|end of|completing|leaving|stopping|being)\s)*"
    r"(?:stud(?:y|ies)|trial|treatment|therapy|regimen|randomi\w+|enrol\w+|(?-i:[A-Z][A-Z\d-]{3,}))\b)",
    re.IGNORECASE,
)
"""Around a treatment that was given after the trial's, and not before it: "went on to a transplant"."""


_Told = Callable[[Mention], object]


def _called(*names: str) -> _Told:
    return lambda mention: mention.term.name in names


def _written(words: re.Pattern[str]) -> _Told:
    return lambda mention: words.fullmatch(mention.text)


def _said(word: str) -> _Told:
    return lambda mention: mention.text.casefold() == word


def _is_safety(mention: Mention) -> bool:
    return mention.term.category == "safety"


_SENSES: tuple[tuple[_Told, re.Pattern[str] | None, re.Pattern[str] | None], ...] = (
    (_written(_A_PLACE), _INTO, None),
    (_called(_DEATHS), _RELATED, None),
    (_called(_P), _CLINICALLY, None),
    (_called(_TREATED_FOR), _EACH, None),
    (_called(_COUNT), None, _OF_TIME),
    (_said("allowed"), None, _A_LATER_STEP),
    (_called(_EVENTS), None, _HEADING),
    (lambda mention: mention.text.casefold().endswith("run"), None, _RUN_IN),
    (_written(_WORKS_FOR), _WHAT_WORKS, None),
    (_written(_WORKS_FOR), None, _WHOM),
    (lambda mention: mention.term.kind == "subgroup" and _A_TIME.fullmatch(mention.text), None, _AN_ANALYSIS),
    (_called(_AUTHORS), _DID_THE, _ACTED),
    (_is_safety, None, _WHAT_IS_DONE),
    (_is_safety, _DONE_FOR, None),
    (_written(_A_SITE), _IN_THE_WEB, None),
    (_called(_DOSE), _AT_LEAST_ONE, None),
    (_written(_OF_THE_OLD), None, _A_SPECIALTY),
    (_written(_A_COUNTRY), None, _A_DOCUMENT),
    (lambda mention: mention.term.kind == "topic" and mention.text.isalpha(), _WEIGHED_AGAINST, None),
)
"""What names something else where these words stand before it, and those behind it."""


def paid_in_harm(word: str, before: str, after: str) -> bool:
    """Whether a word for a price asks what was suffered for something, and not what was paid."""
    return bool(
        word.casefold() in _COSTS and _IN_HARM.match(after) and (_AT.search(before) or _FOR_A_GAIN.match(after))
    )


def without_other_senses(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions without those whose words say something else where they stand."""
    return tuple(m for m in mentions if not _says_else(m, text[: m.start], text[m.end :]))


def _says_else(mention: Mention, before: str, after: str) -> bool:
    """Whether words say something else than what they name, by what stands around them."""
    for is_so, leads, follows in _SENSES:
        around = (leads is None or leads.search(before)) and (follows is None or follows.match(after))
        if around and is_so(mention):
            return True
    word = mention.text.casefold()
    if word == _FALL and not _ONE.search(before) and _OF_A_VALUE.match(after):
        return True
    if word == "mean" and _ASKS_WHAT.search(before) and not _OF_A_MEAN.search(before):
        return True
    if mention.term.name.startswith(PRIOR) and _is_later(mention.text, before, after):
        return True
    return paid_in_harm(mention.text, before, after)


def _is_later(told: str, before: str, after: str) -> bool:
    """Whether a treatment that is not called an earlier one is told to have followed the trial's."""
    return not _EARLIER.search(told) and bool(
        any(said.end() == len(before) for said in _WENT_ON_TO.finditer(before)) or _SINCE.match(after)
    )


def follows_trial(text: str) -> bool:
    """Whether a question asks what those in the trial went on to: of that, no earlier treatment tells anything."""
    return bool(_WENT_ON_TO.search(text) and not _EARLIER.search(text))


_ANY_FIGURE = ("number", "numbers", "in numbers", "figure", "figures")


def without_general_names(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out general terms where the trial has one of its own, and words for any figure."""
    own = [m for m in mentions if m.term.trial is not None]
    mentions = tuple(
        m
        for m in mentions
        if m.term.trial is not None
        or not any(o.term.kind == m.term.kind and o.start < m.end and m.start < o.end for o in own)
    )
    short = {(m.start, m.end) for m in own if m.term.kind == "outcome" and m.text.isupper()}  # the "SDS" is no SDs
    return tuple(
        m
        for m in mentions
        if m.term.kind != "statistic" or (m.text.casefold() not in _ANY_FIGURE and (m.start, m.end) not in short)
    )
