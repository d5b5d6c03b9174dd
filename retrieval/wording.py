"""How a question is put: patterns of plain English, before any vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

REGISTRY_NUMBER = re.compile(r"\bNCT\s?\d{8}\b", re.IGNORECASE)
_LANDMARK = re.compile(
    r"\b(?:(?:at|after|by|within|over|beyond)\s+)?(?:the\s+)?"
    r"(?P<count>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty-?four)"
    r"(?P<joint>\s*-\s*|\s+)(?P<unit>years?|yrs?|months?|mo|weeks?|days?)\b"
    r"(?![\s-]+(?:of\s+age|olds?\b|or\s+older|and\s+over))",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:at|on|during|after|with|by)\s+(?:the\s+)?(?:first|second|third|fourth|\d+(?:st|nd|rd|th))\s+"
    r"(?:infusion|dose|cycle|day|visit)\b|\b(?:cycle|day)\s+\d+\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(?:at|after|by|within|over|beyond)\b", re.IGNORECASE)
_AFTERWORD = re.compile(
    r"^\s*(?:landmark|rate|survival|os|pfs|efs|dfs|mortality|follow|update|data|mark)\b", re.IGNORECASE
)
_EVERY_CUTOFF = re.compile(
    r"\b(?:each|every|all|both|different|three|two|various)\s+(?:the\s+)?(?:data\s+)?"
    r"(?:cut-?\s?offs?|analys[ei]s|time\s?points?|updates?)"
    r"|\b(?:over time|chang(?:e|ed|es)|evolv\w+|compare\w* .*(?:interim|final|update)"
    r"|across (?:the )?(?:analyses|cut))"
    r"|\b(?:interim|primary|first|initial|original)\b[^.?]*\b(?:and|vs\.?|versus|to|then|with|from)\b[^.?]*"
    r"\b(?:final|updated?|latest|second|last|later|longer)\b"
    r"|\b(?:final|updated?|latest|second|last|later)\b[^.?]*\b(?:and|vs\.?|versus|with|from|than)\b[^.?]*"
    r"\b(?:interim|primary|first|initial|original)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:and|with|plus|including|incl)\W+(?:the\W+|its\W+|a\W+)?(?:\d+\s?%\W*)?(?:p[- ]?values?|confidence|CIs?)\b",
    re.IGNORECASE,
)
_P = re.compile(r"\bp\b\W*(?:values?|=|<|>)?|\bp-?values?\b", re.IGNORECASE)
_MEMBER_END = re.compile(r"[,;.?]|\band\b", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:differ\w*|vs\.?|versus|compar\w*|than|against|conflict\w*|discrepan\w*)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:overall|whole|entire|all patients|itt)\b", re.IGNORECASE)
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand first "
    "second third fourth half twice double".split()
)
_ASSESSOR = re.compile(
    r"\b(?:investigator|independent(?:ly)?|irc|bicr|central(?:ly)?)\b[\s-]+(?:\w+[\s-]+)?(?:assess\w*|review\w*|committee|judged)\b"
    r"|\b(?:by|per)\W+(?:the\W+)?(?:irc|bicr|investigators?)\b",
    re.IGNORECASE,
)
_EVERY_SUBGROUP = re.compile(
    r"\b(?:by|across|per|in|for|all|each|every|various|different|which|prespecified)\W+(?:the\W+|all\W+|each\W+|every\W+)?subgroups?\b"
    r"|\bsubgroup (?:analys[ei]s|results?|data|findings)\b|\bforest plot\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:patients?|people|those|subjects?|participants?)\W+"
    r"(?:with|having|who (?:had|have|developed|experienced))\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![-\d])(?P<year>20\d\d)\b(?!-)")
_COUNTED = re.compile(
    r"(?:%|\bper ?cent(?:age)?|\bproportion|\bshare|\bhow many)\W+(?:of\W+|with\W+|had\W+|patients\W+)*$", re.IGNORECASE
)
_JOINED = re.compile(r"^\W*(?:and|or|plus|as well as|&|,|/)\W*", re.IGNORECASE)
_LINKS_CAUSE = re.compile(
    r"^\W*(?:(?:was|were|is|are|has|have|had|patients?|pts|treatment|therapy|the|their|any|drug|early|permanently)\W+)*"
    r"(?:of|from|due to|because of|owing to|caused by|on account of|for|leading to|led to|resulting in|resulted in"
    r"|that led to|->|-->|=>|→)\W*(?:(?:an?|the|any|treatment|therapy|study|their)\W+)*$",
    re.IGNORECASE,
)
_EVERY_GRADE = re.compile(
    r"\b(?:by|per|each|every|all|across|which|what|different|individual|single)\s+(?:the\s+)?(?:severity|grades?)\b(?!\s+[\dIV])"
    r"|\b(?:grade|severity)\s+(?:breakdown|distribution|split)\b|\b(?:breakdown|distribution|split)\s+(?:by|of|per)\s+"
    r"(?:grades?|severity)\b",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\bhow (?:often|frequently|many times)\s+(?:is|was|are|were|did|do|does)\s[^?.]{1,60}?"
    r"\b(?:given|administered|infused|dosed|injected"
    r"|(?:get|receive|take) (?:it|them|the drug|treatment|an? infusion))\b",
    re.IGNORECASE,
)
_NEXT_QUESTION = re.compile(
    r"(?P<joint>(?:\band\b|[,;/&?])\s*(?:\band\b\s*)?)(?=(?:who|whom|where|when|what|which|how|why)\b)", re.IGNORECASE
)
_SENSITIVITY = re.compile(
    r"\b(?:10\s?\^?\s?[-−–⁻]\s?|1e-?|10 to the (?:power of )?minus )(?P<power>[4-6⁴⁵⁶])(?![\d.%])", re.IGNORECASE
)
_SUPERSCRIPTS = str.maketrans("⁴⁵⁶", "456")
_ONLY_JOINS = re.compile(
    r"^\s*(?:(?:no|nos|nr|numbers?|ids?)\b\.?\s*)?(?:,|/|&|\+|(?:,\s*)?\b(?:and|or|plus|as well as|vs\.?|versus)\b)"
    r"\s*(?:\b(?:the|of|for|by|its|then)\b\s*)*$",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:results?|met|meet|reach\w*|achiev\w*|outcomes?|findings?|improv\w*|effect|value|figures?|numbers?)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\b(?:most (?:common|frequent|often)\w*|commonest|top (?:\d+|three|five|ten))\b", re.IGNORECASE)
_SEGMENT = re.compile(r"[^.!?;\n]+(?:(?:[.;](?=\S)|(?:(?<=gr)|(?<=vs)|(?<=Gr))\.)[^.!?;\n]+)*[.!?;]*|\n")
_LEAD_IN = re.compile(
    r"(?:,|\s[-–—])\s+(?=(?:and\s+)?(?:what|how|which|who|when|where|why|is|was|were|did|do|does|can|could|tell|give|please)\b)",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"(?i:^\W*(?:(?:wo)?man|lady|gentleman|(?:fe)?male|patient|pt),? (?:aged )?\d{2}\b)|"
    r"\bI\b|\b(?i:we|my|our|mine|ours|he|she|his|her|him|yesterday|last week|colleagues?|year[- ]old|years old)\b"
    r"|\b(?i:a|one|this) (?i:patient|woman|man|lady|gentleman|pt)\b"
)
_ONE_PERSON = re.compile(
    r"^\W*(?:(?:wo)?man|lady|gentleman|(?:fe)?male|patient|pt),? (?:aged )?\d{2}\b|"
    r"\b(?:he|she|his|her|him|wife|husband|mother|father|uncle|aunt|brother|sister|son|daughter|friend)\b"
    r"|\byears?[- ]old\b|\b\d{2}\s?[MF]\b"
    r"|\b(?:my|our|a|an|one|this|the)\W+(?:[\w-]+\W+){0,2}(?:patient|woman|man|lady|gentleman|pt)\b",
    re.IGNORECASE,
)
_ANAPHORA = re.compile(
    r"\b(?:that|this|these|those|such|the same)\W+"
    r"(?:sub)?(?:group|population|patients?|setting|cohort|disease|people)\b"
    r"|\b(?:in|among|for|of|with)\W+(?:them|these|those|such)\b",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(
    r"\bhow (?:did|do|does|well|good)\b.*\b(?:do|fare|work|perform|go)\b|\b(?:efficacy|effective\w*|outcomes?|results?"
    r"|benefit\w*|what about|findings|data|summari[sz]e|summary|overview|differ)\b",
    re.IGNORECASE,
)
_WHOLE_TOO = re.compile(
    r"\b(?:overall(?! survival| response)|whole|entire|total|all patients|itt)\b"
    r"[^.?]{0,40}\b(?:and|vs\.?|versus|compared|or|,)"
    r"|\b(?:and|vs\.?|versus|compared (?:with|to)|than|or)\W+(?:in\W+|the\W+)*"
    r"(?:overall(?! survival| response)|whole|entire|total|all patients|itt)\b",
    re.IGNORECASE,
)
_CONSEQUENCES = (
    ("discontinuation", re.compile(r"\b(?:discontinu\w*|withdr[ae]w\w*|stop(?:ped|ping|s)?)\b", re.IGNORECASE)),
    ("interruption", re.compile(r"\binterrupt\w*\b", re.IGNORECASE)),
    ("dose reduction", re.compile(r"\breduc(?:tion|tions|ed)\b", re.IGNORECASE)),
    ("dose delay", re.compile(r"\bdelay\w*\b", re.IGNORECASE)),
    ("death", re.compile(r"\b(?:deaths?|fatal\w*|died|lethal)\b", re.IGNORECASE)),
    ("duration", re.compile(r"\b(?:duration|lasted|how long)\b", re.IGNORECASE)),
    ("onset", re.compile(r"\b(?:onset|on day|first day|day \d|time to)\b", re.IGNORECASE)),
    ("relatedness", re.compile(r"\brelated\b(?! to)|\brelated to\b|\battribut\w*\b", re.IGNORECASE)),
)
_ASKS = re.compile(
    r"\?\s*$|\bI(?:'d|’d)? (?:need|want|would like|like to|wish|am looking|am interested|was wondering|wonder)\b"
    r"|^\W*(?:and\s+|so\s+|but\s+)?(?:what|how|which|who|whom|whose|when|where|why|is|are|was|were|did|do|does|has|have"
    r"|can|could|would|tell|give|show|list|report|summari[sz]e|compare|state|please|find|look)\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\bhow (?:was|were|is|are|did)\b[^?.]*\b(?:assess\w*|measur\w*|defin\w*|evaluat\w*|analy[sz]\w*"
    r"|collect\w*|determin\w*|select\w*|design\w*|conduct\w*|test(?:ed|ing)|detect\w*)\b"
    r"|\b(?:which|what|by what|using (?:what|which)) (?:method|assay|technique|test|technology|platform)s?\b"
    r"|\b(?:which|what) sensitivity\b"
    r"|\b(?:method|assay|technique|sensitivity) (?:of|for|used|behind)\b|\b(?:assessment|detection) method\b",
    re.IGNORECASE,
)
_SIGNIFICANCE = re.compile(
    r"\b(?:significan\w*|benefi\w*|better|superior\w*|improv\w*|prolong\w*|extend\w*|longer|worse|favou?r\w*|work\w*"
    r"|effective\w*)\b",
    re.IGNORECASE,
)


_RESTRICTS_BEFORE = re.compile(
    r"\b(?:in|among|amongst|for|with|without|under|over|during|versus|vs|than|from|by|at|after|before|on|of|who|whose|are|were|"
    r"had|have|having|receiving|treated|excluding|including)\W+(?:[\w'’-]+\W+){0,2}$",
    re.IGNORECASE,
)
_RESTRICTS_AFTER = re.compile(
    r"^\W*(?:[\w-]+\W+)?(?:patients?|subjects?|participants?|people|persons?|population|subgroups?|cohorts?|group|arm|disease)\b",
    re.IGNORECASE,
)
_TERSE = 6
"""Words up to which a question is a list of slots, in which every word counts."""


def asks_overview(text: str) -> bool:
    """Whether results at large are asked for: "how did it do", "efficacy", "what about"."""
    return bool(_OVERVIEW.search(text))


def includes_whole(text: str) -> bool:
    """Whether the whole population is asked for beside a part of it ("overall and in the elderly")."""
    return bool(_WHOLE_TOO.search(text))


def consequences(text: str) -> tuple[str, ...]:
    """What is said of an event beside its rate: discontinuation for it, death from it, its duration."""
    return tuple(name for name, pattern in _CONSEQUENCES if pattern.search(text))


def consequences_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The consequences that stand with the event named at a span, in the same member of a list."""

    def together(match: re.Match[str]) -> bool:
        between = text[end : match.start()] if match.start() >= end else text[match.end() : start]
        return not _MEMBER_END.search(between)

    return tuple(name for name, pattern in _CONSEQUENCES if any(together(match) for match in pattern.finditer(text)))


def assessor(text: str) -> str | None:
    """Who is asked to have assessed: "investigator", "independent"; ``None`` when nobody is named."""
    match = _ASSESSOR.search(text)
    if not match:
        return None
    return "investigator" if "investigator" in match.group().casefold() else "independent"


def asks_every_subgroup(text: str) -> bool:
    """Whether a figure is asked for in each subgroup."""
    return bool(_EVERY_SUBGROUP.search(text))


def compares(text: str) -> bool:
    """Whether two things are held against each other, so that neither restricts the other."""
    return bool(_COMPARES.search(text))


def names_whole(text: str) -> bool:
    """Whether the whole population is named."""
    return bool(_WHOLE.search(text))


def every_analysis(text: str) -> bool:
    """Whether the results of every analysis are asked for."""
    return bool(_EVERY_CUTOFF.search(text))


def ranked(text: str) -> bool:
    """Whether the most frequent of many outcomes are asked for."""
    return bool(_RANKED.search(text))


def weighs(text: str) -> bool:
    """Whether it is asked if a difference is one: significant, better, longer."""
    return bool(_SIGNIFICANCE.search(text))


def only_adds(text: str) -> bool:
    """Whether a p-value or an interval is asked for beside something else ("ORR and the p-value")."""
    return bool(_ADDED.search(text))


def years(text: str) -> Iterator[tuple[int, int]]:
    """Spans of years: "at 2022", "2020 versus 2022"."""
    for match in _YEAR.finditer(text):
        yield match.span("year")


def names_p(text: str) -> bool:
    """Whether a p-value is named, not only significance."""
    return bool(_P.search(text))


def is_condition(before: str) -> bool:
    """Whether what follows is what patients have: "in patients with anaemia"."""
    return bool(_CONDITION.search(before))


def is_counted(before: str) -> bool:
    """Whether what follows is counted: "% ISS III", "proportion with high risk"."""
    return bool(_COUNTED.search(before))


def is_joined(between: str) -> bool:
    """Whether the words between two names list them ("PFS and OS"), so that neither restricts the other."""
    return bool(_JOINED.match(between))


def only_joins(between: str) -> bool:
    """Whether nothing stands between two names but what lists them ("A, B and of C")."""
    return bool(_ONLY_JOINS.match(between))


def links_cause(between: str) -> bool:
    """Whether the words between two events make one the cause of the other ("died of", "AEs -> discontinuation")."""
    return bool(_LINKS_CAUSE.match(between))


def asks_every_grade(text: str) -> bool:
    """Whether each grade is asked for by itself: "by grade", "grade breakdown"."""
    return bool(_EVERY_GRADE.search(text))


def sensitivity(text: str) -> str | None:
    """A sensitivity that is named as a power of ten, as results write it: ``"10^-5"`` for "10-5" and "1e-5"."""
    match = _SENSITIVITY.search(text)
    return f"10^-{match['power'].translate(_SUPERSCRIPTS)}" if match else None


def question_words(text: str) -> Iterator[int]:
    """Where a further question begins within a sentence: at "and where", "/ what", ", when"."""
    yield from (match.end("joint") for match in _NEXT_QUESTION.finditer(text))


def schedule(text: str) -> tuple[int, int] | None:
    """The span in which it is asked how often something is given, else ``None``."""
    match = _SCHEDULE.search(text)
    return match.span() if match else None


def asks_method(text: str) -> bool:
    """Whether it is asked how something was done or measured."""
    return bool(_METHOD.search(text))


def asks_result(text: str) -> bool:
    """Whether the result of what is named is asked for, not what it is."""
    return bool(_RESULT.search(text))


def landmarks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of time points that restrict an outcome: "at 24 months", "5-year", "two-year survival"."""
    yield from (match.span() for match in _OCCASION.finditer(text))
    for match in _LANDMARK.finditer(text):
        adjective = "-" in match["joint"] or _AFTERWORD.match(text[match.end() :])
        if adjective or _PREPOSITION.match(match.group()):
            yield match.span()


def asking_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the text without the sentences and clauses that only tell a story; the whole text when all do."""
    return [span for span in _clauses(text) if not _tells(text[slice(*span)])] or [(0, len(text))]


def setting_spans(text: str) -> list[tuple[int, int]]:
    """Spans of stories that set the scene ("We treat elderly patients"), and so restrict what is asked after them.

    The story of one patient sets none, unless the question refers back to it ("in that group").
    """
    asked = " ".join(text[slice(*span)] for span in asking_spans(text))
    stories = [span for span in _clauses(text) if _tells(text[slice(*span)])]
    referred = bool(_ANAPHORA.search(asked))
    return [span for span in stories if referred or not _ONE_PERSON.search(text[slice(*span)])]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    for match in _SEGMENT.finditer(text):
        cuts = [match.start(), *(match.start() + cut.end() for cut in _LEAD_IN.finditer(match.group())), match.end()]
        yield from pairwise(cuts)


def restricts(text: str, start: int, end: int) -> bool:
    """Whether the word at a span narrows what is asked: a name, a code, what follows a preposition, what people are.

    "split" in "how were they split" narrows nothing; "vegans" in "PFS in vegans" does, and in a few words everything.
    """
    word = text[start:end]
    named = (word[:1].isupper() and text[:start].strip() != "") or any(character.isdigit() for character in word)
    return (
        named
        or len(text.split()) <= _TERSE
        or bool(_RESTRICTS_BEFORE.search(text[:start]))
        or bool(_RESTRICTS_AFTER.match(text[end:]))
    )


def start_of_restriction(text: str, start: int) -> int:
    """Where the phrase begins that the word at ``start`` restricts a question by: at its preposition ("in vegans")."""
    match = _RESTRICTS_BEFORE.search(text[:start])
    return match.start() if match else start


def _tells(clause: str) -> bool:
    return bool(_STORY.search(clause)) and not _ASKS.search(clause.strip())
