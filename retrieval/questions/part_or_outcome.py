"""Words that name an outcome and a part of the patients alike: which of both a question means by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.mentions import overlaps
from retrieval.questions import clauses, relations, wording
from retrieval.questions.framing import without_frames
from retrieval.terms import Mention, TermIndex

POINTED_PART = r"(?:this|that)\s(?:age\s)?(?:sub-?)?(?:group|set|part|population)"
"""Words that stand for a part of the patients named before: "in this age group"."""
_EVENTS = re.compile(r"\b(?:events?|toxicit(?:y|ies))\b", re.IGNORECASE)
"""What a grade is of, where no outcome is named: "grade 3 events among those"."""
_REFERS_BACK = re.compile(rf"\b(?:they|their|them|these|those|{POINTED_PART})\b(?! (?:with|who|that)\b)", re.IGNORECASE)
_LISTED = 5
"""Characters between two names of a list."""
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "hazard reduction")
_OF_SHARES = ("odds ratio", "risk ratio")
"""Effects on how many reached something: they are of what is named, where nothing else is."""
_RATES = ("count", "percentage")
_AVERAGES = ("median", "mean")
_COMPARED = re.compile(r"\bhow (?:did|do|does) [^?,;]{3,80}?\bcompare (?:with|to|against)\b", re.IGNORECASE)
"""That those of one part are held against those of another, as to how they fared."""
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
_LEADS_PART = re.compile(
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


def outcome_or_subgroup(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Take words that are both an outcome and a subgroup for one of them."""
    spans: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        spans.setdefault((mention.start, mention.end), set()).add(mention.term.kind)
    both = {span for span, kinds in spans.items() if {"outcome", "subgroup"} <= kinds}
    others = any(
        m.term.kind == "outcome" and (m.start, m.end) not in both and m.term.category != "baseline" for m in mentions
    )
    others = others or (any(m.term.kind == "grade" for m in mentions) and bool(_EVENTS.search(text)))
    sure = [
        m
        for m in mentions
        if m.term.kind == "outcome" and (m.start, m.end) not in both and m.term.category in _MEASURED
    ]
    apart = [m for m in mentions if sure and m.term.kind == "outcome" and is_asked_apart(text, m, sure)]
    apart += [m for m in mentions if others and m.term.kind == "outcome" and _is_counted_itself(text, m, mentions)]
    mentions = tuple(m for m in mentions if m.term.kind != "subgroup" or not overlaps(m, *apart))
    told = {m.term.name for m in mentions if m.term.kind == "statistic"}
    measured = any(name in _EFFECTS and (others or name not in _OF_SHARES) for name in told)
    rates = [m.start for m in mentions if m.term.kind == "statistic" and m.term.name in _RATES]
    events = {(m.start, m.end) for m in mentions if m.term.kind == "outcome" and m.term.category == "safety"}
    results = {span for span in both if not others and _OUTCOME_OF.search(text[: span[0]])}
    shares = {
        (start, end)
        for start, end in both
        if min(rates, default=start) < start
        and (_WAS.search(text[:start]) or (_HOW_MANY.search(text[:start]) and _THERE.match(text, end)))
    }
    results |= set() if others else shares
    results |= {span for span in both if any(_LISTED_WITH.fullmatch(text, end, span[0]) for _, end in results)}
    weighed = wording.asks_overview(text) or wording.weighs(text) or bool(_COMPARED.search(text))
    parts = [m for m in mentions if m.term.kind == "subgroup" and (m.start, m.end) not in both]

    def stays(mention: Mention) -> bool:
        if (mention.start, mention.end) not in both or mention.term.kind not in ("outcome", "subgroup"):
            return True
        if mention in apart:
            return True
        if (mention.start, mention.end) in events and _AT_START.search(text):
            return mention.term.kind == "subgroup"  # what patients came with is no event of theirs
        behind = (m for m in mentions if m.term.kind == "subgroup" and m.start > mention.end)
        listed = (m.end for m in behind if _LISTED_WITH.fullmatch(text, mention.end, m.start))
        if _HAD.match(text, max(listed, default=mention.end)) and any(
            m.start > mention.end for m in mentions if m.term.kind in _NAMING
        ):
            return mention.term.kind == "subgroup"  # "how many early relapsers had renal impairment"
        if _LEADS_PART.fullmatch(text[: mention.start]) and any(
            m.start > mention.end for m in mentions if m.term.kind == "outcome" and m.term.name != mention.term.name
        ):
            return mention.term.kind == "subgroup"  # "among early relapsers, was renal impairment as frequent"
        baseline = (m.end for m in mentions if m.term.kind == "outcome" and m.term.category == "baseline")
        if relations.counts_within(text[: mention.start]) and min(baseline, default=len(text)) <= mention.start:
            return mention.term.kind == "subgroup"  # "the share of impaired ones among those who relapsed early"
        if results:
            return mention.term.kind == ("outcome" if (mention.start, mention.end) in results else "subgroup")
        counted = relations.is_counted(text[: mention.start]) and not _AMONG.search(text[: mention.start])
        counted = (counted and not _HAD.match(text, mention.end)) or (mention.start, mention.end) in shares
        after = any(m.term.kind == "outcome" and m.start > mention.end for m in mentions)
        if counted and (others or after) and _REFERS_BACK.search(text, mention.end):
            return True  # "how many had an early relapse, and their PFS": it is asked for, and restricts the rest
        beside = any(_are_listed(mention, m) for m in parts)  # "early and late relapsers": one kind for both
        balanced = not others and bool(_DIFFER_IN.search(text[: mention.start]))
        restricts = (others and not counted) or measured or (weighed and not balanced) or beside
        return mention.term.kind == ("subgroup" if restricts else "outcome")

    kept = tuple(mention for mention in mentions if stays(mention))
    return _with_their_kind(text, mentions, kept)


def names_those_among(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a part of the patients is named as those among whom an outcome is counted, before it or behind."""
    first = min((m.start for m in mentions if m.term.kind == "outcome"), default=len(text))
    parts = [m.start for m in mentions if m.term.kind == "subgroup"]
    leads = any(start < first and _LEADS_PART.fullmatch(text[:start]) for start in parts)
    return leads or any(start > first and relations.counts_within(text[:start]) for start in parts)


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


_THAN = re.compile(r"\b(?:than|vs\.?|versus|compared (?:with|to)|as)\s(?:in\s|with\s|the\s|those\s)*$", re.IGNORECASE)


def counted_as_parts(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with the outcomes within the names of parts of which a share is asked: "share with MRD negativity".

    A part's name may be longer than the outcome's ("patients with MRD negativity"), which is not read beside it. Where
    other outcomes are named, it has to stand right behind its share, and restricts none of them.
    """
    rates = [m for m in mentions if m.term.kind == "statistic" and m.term.name in _RATES]
    listed = any(m.term.kind == "outcome" for m in mentions)
    found: list[Mention] = []
    for part in (m for m in mentions if m.term.kind == "subgroup" and _ENDS.match(text, m.end)):
        if _is_counted_itself(text, part, mentions) if listed else any(rate.start < part.start for rate in rates):
            named = terms.find(_PEOPLE.sub("", part.text), trial=trial, kinds={"outcome"}, typos=False)
            found += [replace(part, term=one.term) for one in named if one.term.category == "efficacy"]
    spans = {(m.start, m.end) for m in found} if listed else set()
    kept = (m for m in mentions if m.term.kind != "subgroup" or (m.start, m.end) not in spans)
    return (*kept, *found)


def _is_counted_itself(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a name stands right behind a word for a share or a number, and before the end of what is counted.

    Not where more is asked of those counted ("the number with an early relapse, and their survival").
    """
    rates = [m.end for m in mentions if m.term.kind == "statistic" and m.term.name in (*_RATES, *_AVERAGES)]
    others = (m for m in mentions if m.term.kind == "subgroup" and m.start > mention.end)
    end = max((m.end for m in others if _LISTED_WITH.fullmatch(text, mention.end, m.start)), default=mention.end)
    closed = _ENDS.match(text, end) and not (_HAD.match(text, end) or _REFERS_BACK.search(text, end))
    return bool(closed) and any(_SHARE_OF.fullmatch(text, end, mention.start) for end in rates if end < mention.start)


_SHARE_OF = re.compile(r"\s(?:of\s|with\s|who (?:were|are|had)\s|being\s)?(?:the\s|an?\s)?", re.IGNORECASE)
"""Between the word for a share and the part of which it is the share, with nothing of which else it might be."""


def counted_by_part(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with how many belong to a part, where its name goes on from an outcome's: "how many relapsed late".

    The outcome of the same name that counts those of the part is asked then, and no event at large.
    """
    parts = [m for m in mentions if m.term.kind == "subgroup"]
    found: list[Mention] = []
    for mention in mentions:
        events = mention.term.kind == "outcome" and mention.term.name.endswith(" events")
        part = next((p for p in parts if events and mention.start < p.start < mention.end < p.end), None)
        if part and not _COUNTS_EVENTS.match(mention.text):
            continue  # "the share of patients who relapsed late"
        term = (
            terms.term(part.term.name[:1].upper() + part.term.name[1:], kind="outcome", trial=trial) if part else None
        )
        count = terms.term("count", kind="statistic") if term else None
        if part is None or term is None or count is None:
            found.append(mention)
        else:
            start, end = mention.start, mention.start + len("how many")
            found += (Mention(start, end, text[start:end], count), replace(part, term=term))
    return tuple(found)


_COUNTS_EVENTS = re.compile(r"how many\s", re.IGNORECASE)


_PEOPLE = re.compile(
    r"^\w+\s(?:with|having|who (?:were|are|had|have|became))\s|\s(?:patients|people|participants|subjects|pts)$",
    re.IGNORECASE,
)
"""Who is counted, before or behind what they are or have: "patients who were"."""
_ENDS = re.compile(
    r"\W*$|\s*[,;?(]|\s(?:in|with|by|for|on|at|per|under|between|among|after|overall|and|or|vs|versus"
    r"|(?:was|were|is|are)\s(?:there|it|seen|found|reported))\b",
    re.IGNORECASE,
)
"""What follows a part of which nothing else is said."""


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
