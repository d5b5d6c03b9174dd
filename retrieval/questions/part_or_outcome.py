"""Words that name an outcome and a part of the patients alike: which of both a question means by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.mentions import overlaps
from retrieval.questions import clauses, relations
from retrieval.questions.framing import without_frames
from retrieval.questions.how_fared import asks_how_fared
from retrieval.terms import Mention

POINTED_PART = r"(?:this|that)\s(?:age\s)?(?:sub-?)?(?:group|set|part|population)"
"""Words that stand for a part of the patients named before: "in this age group"."""
_EVENTS = re.compile(r"\b(?:events?|toxicit(?:y|ies))\b", re.IGNORECASE)
"""What a grade is of, where no outcome is named: "grade 3 events among those"."""
_REFERS_BACK = re.compile(rf"\b(?:they|their|them|these|those|{POINTED_PART})\b(?! (?:with|who|that)\b)", re.IGNORECASE)
_Span = tuple[int, int]
_LISTED = 5
"""Characters between two names of a list."""
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "hazard reduction")
_OF_SHARES = ("odds ratio", "risk ratio")
"""Effects on how many reached something: they are of what is named, where nothing else is."""
RATES = ("count", "percentage")
_AVERAGES = ("median", "mean")
_WAS = re.compile(
    r"(?<!\bwho )(?<!\bthat )\b(?:was|were|is|are|be|been|tested|proved|came out)"
    r"\s(?:\w+ly\s|found\s|judged\s|considered\s)?$",
    re.IGNORECASE,
)
"""Before what is said of those of whom a share is asked: "what proportion was negative"."""
_HOW_MANY = re.compile(r"\b(?:how many|number of)\s$", re.IGNORECASE)
_THERE = re.compile(r"\s(?:was|were|are|is)\sthere\b|\s?[,;?]|\sand\b|\W*$", re.IGNORECASE)
"""Around those who are counted, and of whom nothing else is said: "how many women were there"."""
_AMONG = re.compile(
    r"\b(?:of (?:the|all|those|these)|in how many|in what (?:share|proportion|percentage) of) (?:[\w-]+ )?"
    r"(?:(?:patients|participants|people|subjects|pts)\s)?(?:with|who had|having)\s(?:an? )?$",
    re.IGNORECASE,
)
"""Before those among whom something else is counted: "how many of the patients with renal impairment had it"."""
LEADS_PART = re.compile(
    r"\W*(?:and\s)?(?:among|in|within|of)\s(?:the\s|those\s|patients\s|people\s|all\s)*(?:(?:with|who had|having)\s)?"
    r"(?:an?\s)?",
    re.IGNORECASE,
)
"""Before the part of the patients that begins a question: "in late relapse, how many had renal impairment"."""
_OUTCOME_OF = re.compile(
    r"(?<!who )(?<!that )(?<!have )\b(?:turn(?:ed|s)?|bec[ao]mes?|reach(?:ed)?|achieved?|attain(?:ed)?|got|went)"
    r"\s(?:an?\s|to\s)?$",
    re.IGNORECASE,
)
"""Before what became of somebody, where the words name a part of the patients as well: "what share turned negative"."""
_DIFFER_IN = re.compile(
    r"\b(?:differ\w*|balanced?|imbalances?|similar|comparable|alike|equal|matched|even)\s(?:at (?:baseline|entry)\s)?"
    r"(?:in|for|on|by|regarding|as to|with (?:respect|regard) to|in terms of)\s"
    r"(?!patients\b|pts\b|people\b|those\b|participants\b)(?:(?:the|their|share|proportion|rate|of|frequency)\s)*$",
    re.IGNORECASE,
)
"""Before what two arms are said to have alike or not: "did the groups differ in earlier use of a drug"."""
_LISTED_WITH = re.compile(
    r"(?:\s(?:at|on|before) (?:the |study )?(?:start|baseline|entry|enrolment|enrollment|inclusion))?"
    r",?\s(?:and|or|&|as well as|plus)\s(?:to\s|of\s|with\s|for\s)?(?:an?\s|any\s|the\s)?",
    re.IGNORECASE,
)
"""Between two states of the same people of which a share is asked: "refractory to the one drug, and to any other"."""
_NAMING = ("outcome", "subgroup", "grade")
_MEASURED = ("efficacy", "safety")
_AT_START = re.compile(
    r"\b(?:at|on|before|upon) (?:baseline|entry|enrolment|enrollment|study entry|the start|the outset)\b"
)
_HAD = re.compile(
    r"\s(?:who\s|that\s)?(?:also\s|ever\s|then\s)?"
    r"(?:(?:had|have)(?!\s(?:the\s|these\s)?(?:patients|people|participants|they|those|subjects)\b)|achieved|reached|got|showed|developed|experienced|attained|recovered|responded"
    r"|became|become|turned|went|(?:were|are)(?! there)(?= \w))\b",
    re.IGNORECASE,
)
"""After those of whom something else is counted: "how many patients with renal impairment had it"."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question with words that are both an outcome and a subgroup.

    Attributes:
        both: Where those words stand.
        others: Whether another outcome is named.
        apart: Outcomes that are asked by themselves, whatever else the words mean.
        shares: Of the words, those whose rate is asked.
        results: Of the words, those that are asked as an outcome, where any is.
    """

    text: str
    mentions: tuple[Mention, ...]
    both: frozenset[_Span]
    others: bool
    apart: tuple[Mention, ...]
    shares: frozenset[_Span]
    results: frozenset[_Span]

    def follow(self, mention: Mention, *kinds: str) -> list[Mention]:
        """What is named behind a mention, of these kinds."""
        return [m for m in self.mentions if m.term.kind in kinds and m.start > mention.end]


def outcome_or_subgroup(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Take words that are both an outcome and a subgroup for one of them."""
    reading = _read(text, mentions)
    kept = tuple(mention for mention in reading.mentions if _stays(mention, reading))
    return _with_their_kind(text, reading.mentions, kept)


def _read(text: str, mentions: tuple[Mention, ...]) -> _Reading:
    """The question with what tells which of the two its words are."""
    outcomes = [m for m in mentions if m.term.kind == "outcome"]
    parts = {(m.start, m.end) for m in mentions if m.term.kind == "subgroup"}
    both = frozenset((m.start, m.end) for m in outcomes if (m.start, m.end) in parts)
    single = [m for m in outcomes if (m.start, m.end) not in both]
    others = any(m.term.category != "baseline" for m in single)
    others = others or (any(m.term.kind == "grade" for m in mentions) and bool(_EVENTS.search(text)))
    sure = [m for m in single if m.term.category in _MEASURED]
    apart = [m for m in outcomes if sure and is_asked_apart(text, m, sure)]
    apart += [m for m in outcomes if others and is_counted_itself(text, m, mentions)]
    mentions = tuple(m for m in mentions if m.term.kind != "subgroup" or not overlaps(m, *apart))
    shares = _shares_asked(text, mentions, both)
    results = frozenset() if others else _results_asked(text, both, shares)
    return _Reading(text, mentions, both, others, tuple(apart), shares, results)


def _results_asked(text: str, both: Iterable[_Span], shares: Iterable[_Span]) -> frozenset[_Span]:
    """Where words stand that are asked as an outcome, with those that are listed behind them."""
    results = {*shares, *(span for span in both if _OUTCOME_OF.search(text[: span[0]]))}
    listed = (span for span in both if any(_LISTED_WITH.fullmatch(text, end, span[0]) for _, end in results))
    return frozenset((*results, *listed))


def _shares_asked(text: str, mentions: Iterable[Mention], both: Iterable[_Span]) -> frozenset[_Span]:
    """Where words stand whose rate is asked: "what was the rate of ...", "how many ... were there"."""
    rates = [m.start for m in mentions if m.term.kind == "statistic" and m.term.name in RATES]
    return frozenset(
        (start, end)
        for start, end in both
        if min(rates, default=start) < start
        and (_WAS.search(text[:start]) or (_HOW_MANY.search(text[:start]) and _THERE.match(text, end)))
    )


def _stays(mention: Mention, reading: _Reading) -> bool:
    """Whether a mention is kept, of words that are both an outcome and a subgroup."""
    span, kind = (mention.start, mention.end), mention.term.kind
    if span not in reading.both or kind not in ("outcome", "subgroup") or mention in reading.apart:
        return True
    if _tells_of_whom(mention, reading):
        return kind == "subgroup"
    if reading.results:
        return kind == ("outcome" if span in reading.results else "subgroup")
    text = reading.text
    counted = relations.is_counted(text[: mention.start]) and not _AMONG.search(text[: mention.start])
    counted = (counted and not _HAD.match(text, mention.end)) or span in reading.shares
    after = reading.others or reading.follow(mention, "outcome")
    if counted and after and _REFERS_BACK.search(text, mention.end):
        return True  # "how many had an early relapse, and their PFS": it is asked for, and restricts the rest
    return kind == ("subgroup" if _restricts(mention, reading, counted=counted) else "outcome")


def _tells_of_whom(mention: Mention, reading: _Reading) -> bool:
    """Whether the words around tell of whom it is asked: "how many early relapsers had renal impairment"."""
    text, before = reading.text, reading.text[: mention.start]
    events = {(m.start, m.end) for m in reading.mentions if m.term.kind == "outcome" and m.term.category == "safety"}
    if (mention.start, mention.end) in events and _AT_START.search(text):
        return True  # what patients came with is no event of theirs
    behind = reading.follow(mention, "subgroup")
    listed = (m.end for m in behind if _LISTED_WITH.fullmatch(text, mention.end, m.start))
    if _HAD.match(text, max(listed, default=mention.end)) and reading.follow(mention, *_NAMING):
        return True
    if LEADS_PART.fullmatch(before) and any(
        m.term.name != mention.term.name for m in reading.follow(mention, "outcome")
    ):
        return True  # "among early relapsers, was renal impairment as frequent"
    baseline = (m.end for m in reading.mentions if m.term.kind == "outcome" and m.term.category == "baseline")
    ends = min(baseline, default=len(text))  # "the share of impaired ones among those who relapsed early"
    return relations.counts_within(before) and ends <= mention.start


def _restricts(mention: Mention, reading: _Reading, *, counted: bool) -> bool:
    """Whether words restrict what else is asked."""
    text, mentions = reading.text, reading.mentions
    if reading.others and not counted:
        return True
    told = {m.term.name for m in mentions if m.term.kind == "statistic"}
    if any(name in _EFFECTS and (reading.others or name not in _OF_SHARES) for name in told):
        return True
    balanced = not reading.others and _DIFFER_IN.search(text[: mention.start])
    if not balanced and asks_how_fared(text, mentions):
        return True
    parts = (m for m in mentions if m.term.kind == "subgroup" and (m.start, m.end) not in reading.both)
    return any(_are_listed(mention, m) for m in parts)  # "early and late relapsers": one kind for both


def _with_their_kind(text: str, mentions: Sequence[Mention], kept: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions kept, with the part that others are compared to taken for one too: "early ones than late ones"."""
    outcomes = {(m.start, m.end) for m in kept if m.term.kind == "outcome"}
    parts = [m for m in kept if m.term.kind == "subgroup" and (m.start, m.end) not in outcomes]
    kinds = {kind for part in parts for kind in part.term.broader}
    compared = [
        m
        for m in mentions
        if m.term.kind == "subgroup"
        and (m.start, m.end) in outcomes
        and kinds & set(m.term.broader)
        and _THAN.search(text[: m.start])
    ]
    spans = {(m.start, m.end) for m in compared}
    stay = [m for m in kept if m.term.kind != "outcome" or (m.start, m.end) not in spans]
    return (*stay, *(m for m in compared if m not in kept))


def is_counted_itself(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a name stands right behind a word for a share or a number, and before the end of what is counted.

    Not where more is asked of those counted ("the number with an early relapse, and their survival").
    """
    rates = [m.end for m in mentions if m.term.kind == "statistic" and m.term.name in (*RATES, *_AVERAGES)]
    others = (m for m in mentions if m.term.kind == "subgroup" and m.start > mention.end)
    end = max((m.end for m in others if _LISTED_WITH.fullmatch(text, mention.end, m.start)), default=mention.end)
    closed = ENDS.match(text, end) and not (_HAD.match(text, end) or _REFERS_BACK.search(text, end))
    return bool(closed) and any(_SHARE_OF.fullmatch(text, end, mention.start) for end in rates if end < mention.start)


_SHARE_OF = re.compile(r"\s(?:of\s|with\s|who (?:were|are|had)\s|being\s)?(?:the\s|an?\s)?", re.IGNORECASE)
"""Between the word for a share and the part of which it is the share, with nothing of which else it might be."""


def _are_listed(one: Mention, other: Mention) -> bool:
    return one.start <= other.end + _LISTED and other.start <= one.end + _LISTED


def is_asked_apart(text: str, mention: Mention, measured: Sequence[Mention]) -> bool:
    """Whether a characteristic is asked in a further question of its own: "how often ..., and what was the median age".

    Not where what is measured stands in a later question of those patients ("how many had it, and their survival").
    """
    cuts = [0, *clauses.parts_of(text), len(text)]
    start, end = next((a, b) for a, b in pairwise(cuts) if a <= mention.start < b)
    if any(start <= m.start < end for m in measured):
        return False
    before = without_frames(text)[start : mention.start].lstrip(" ,.:;")
    itself = bool(_WHAT_WAS.fullmatch(before))
    if any(m.start >= end for m in measured):
        closed = itself or text[start:end].strip().endswith("?")
        return closed and not _THEM.search(text[end:]) and (itself or relations.is_counted(before))
    return itself or relations.is_counted(before)


_THEM = re.compile(rf"\b(?:their|them|they|those|these|such|that|the same|there|{POINTED_PART})\b", re.IGNORECASE)
"""Words of a later question that may be asked of those patients."""
_WHAT_WAS = re.compile(
    r"(?:and\s)?(?:what|which)(?:['’]s|\s(?:was|were|is|are)|(?=\s(?:the|their|its)\s))\s(?:(?:the|their|its)\s)?(?:[\w-]+\s){0,2}"
    r"|(?:the|their|its)\s(?:median|mean|average)\s",
    re.IGNORECASE,
)
"""Before what is asked for itself: "what was the median"."""
_THAN = re.compile(r"\b(?:than|vs\.?|versus|compared (?:with|to)|as)\s(?:in\s|with\s|the\s|those\s)*$", re.IGNORECASE)
ENDS = re.compile(
    r"\W*$|\s*[,;?(]|\s(?:in|with|by|for|on|at|per|under|between|among|after|overall|and|or|vs|versus"
    r"|(?:was|were|is|are)\s(?:there|it|seen|found|reported))\b",
    re.IGNORECASE,
)
"""What follows a part of which nothing else is said."""
