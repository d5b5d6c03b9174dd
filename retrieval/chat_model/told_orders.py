"""Orders that words tell, "less frequent in A", "rose from", "twice as many with B", against the figures told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.chat_model.claim import Claim
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.sentences.concessions import is_conceded
from retrieval.terms import Mention

Figures = Sequence[tuple[int, int, Result]]
_UP = (
    r"more (?:frequent(?:ly)?|common(?:ly)?|often|patients"
    r"|(?:[\w-]+ )?(?:events|discontinuations|infections|reactions|responses|deaths|TEAEs|AEs|cases|toxicity))"
    r"|commoner|higher|greater|longer|larger|increased|elevated"
    r"|raised|prolonged|doubled|tripled|quadrupled"
)
_DOWN = (
    r"less (?:frequent(?:ly)?|common(?:ly)?|often)|fewer|rarer|lower|smaller|shorter|decreased|reduced|shortened"
    r"|halved|cut(?![- ]off)"
)
_COMPARED = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    r"(?! (?:than (?:\d|one|half)|follow|limit|bound|end"
    r"|(?:the |its )?(?:[\w-]+ )?(?:risk|hazard|odds|rate of (?:prog|death))))",
    re.IGNORECASE,
)
_IN_ARM = re.compile(
    r"(?:\s(?!than\b|versus\b|compared\b|as\b|and\b|but\b|or (?!worse|higher|above|more)|while\b)"
    r"[\w\u2265-]+){0,7}?\s(?:with|in|on|for|under|among|when|by|after)\s"
    r"(?:those |patients )?(?:on |given |receiving )?(?:the )?(?:adding |addition of )?$",
    re.IGNORECASE,
)
_OF_ANYTHING = re.compile(
    r"\b(?:(?P<up>more)|(?P<down>less|fewer))(?= (?:[\w-]+ ){1,5}?(?:with|in|on|under)\b[^.;]{1,60}\bthan\b)"
    r"(?!(?: [\w-]+){0,2} (?:well|safe\w*|toler\w*|effective\w*|favou?r\w*|durabl\w*|alive|surviv\w*)\b)",
    re.IGNORECASE,
)
"""Less of whatever with one arm than with the other: "less of a problem with A (8 %) than with B (14 %)"."""
_MILD = re.compile(
    r"(?:(?P<down>\b(?:gentler|kinder|milder|easier|safer|less (?:toxic|burdensome|harmful))\b)"
    r"|(?P<up>(?<!no )(?<!not )\b(?:harsher|tougher|harder|more (?:toxic|burdensome|harmful))\b))",
    re.IGNORECASE,
)
"""How an arm was borne, against how many had an event."""
_RISING = re.compile(
    r"\b(?:(?P<up>rose|rises|risen|increas(?:ed|es)|grew|grown|climbed|went up|jumped)"
    r"|(?P<down>fell|falls|fallen|dropped|declined|decreas(?:ed|es)|shrank|went down|sank))\b[^.;0-9]{0,60}?\bfrom\s"
    r"(?P<first>[0-9]+(?:\.[0-9]+)?)(?:[^.;0-9]|\b20[0-9]{2}\b){0,60}?\bto\s(?P<second>[0-9]+(?:\.[0-9]+)?)",
    re.IGNORECASE,
)
_AS_MANY = re.compile(
    r"\b(?:(?P<up>twice|double|three times|[0-9.]+ times)|(?P<down>half))"
    r" as (?:many|often|frequent|common|high|likely|long)\b",
    re.IGNORECASE,
)


def find_orders(
    words: str, figures: Figures, arms: Sequence[Mention], *, beside: Sequence[Result], text: str | None = None
) -> Iterator[Claim]:
    """Where the words tell an order that the figures have the other way round.

    Args:
        words: The statement with blanks for what the program printed.
        beside: Results of the same outcomes, of other arms too.
        text: The statement with what was printed, for changes from one figure to another.
    """
    arms = [arm for arm in arms if arm.term.name != "all"]
    yield from _changes(words if text is None else text)
    yield from _over_time(words, figures)
    yield from _comparisons(words, figures, arms, beside)
    yield from _similar(words, figures)
    yield from _no_more(words, figures, arms, beside)


def _changes(words: str) -> Iterator[Claim]:
    for found in _RISING.finditer(words):
        first, second = Decimal(found["first"]), Decimal(found["second"])
        if (found["up"] and second < first) or (found["down"] and second > first):
            word = "up" if found["up"] else "down"
            yield Claim(*found.span(word), f"{first} to {second} is a change the other way", refuted=True)


def _over_time(words: str, figures: Figures) -> Iterator[Claim]:
    """ "It fell over time", of two figures of one arm that rose from the earlier data cut-off to the later one."""
    rows = tuple(dict.fromkeys(row for _, _, row in figures))
    for found in _WENT.finditer(words):
        ways = {way for one in rows for other in rows if (way := _way(one, other)) is not None}
        if len(ways) == 1 and len({row.outcome for row in rows}) == 1 and ways != {bool(found["up"])}:
            yield Claim(*found.span(), "the figures changed the other way", refuted=True)
            return


_WENT = re.compile(
    r"\b(?:(?P<up>rose|risen|increased|grew|grown|climbed|went up)"
    r"|(?P<down>fell|fallen|dropped|declined|decreased|shrank|went down))"
    r"(?= (?:[\w-]+ ){0,2}(?:over time|with (?:time|longer follow-?up)|between|thereafter|afterwards|later)\b)",
    re.IGNORECASE,
)


def _way(one: Result, other: Result) -> bool | None:
    """Whether a figure rose from the first data cut-off to the second; ``None`` where the two are no such pair."""
    same = all(
        getattr(one, name) == getattr(other, name) for name in (*_SHARED, "arm", "comparison") if name != _CUTOFF
    )
    values = one.value, other.value
    if not same or not one.data_cutoff or not other.data_cutoff or one.data_cutoff >= other.data_cutoff:
        return None
    decimal = all(isinstance(value, Decimal) for value in values) and values[0] != values[1]
    return values[1] > values[0] if decimal else None  # type: ignore[operator]  # decimals


_CUTOFF = "data_cutoff"


def _comparisons(words: str, figures: Figures, arms: Sequence[Mention], beside: Sequence[Result]) -> Iterator[Claim]:
    told = (
        *_COMPARED.finditer(words),
        *_AS_MANY.finditer(words),
        *_OF_ANYTHING.finditer(words),
        *_MILD.finditer(words),
    )
    for found in told:
        if _NOT.search(words[max(0, found.start() - _FAR) : found.start()]) or is_conceded(words, *found.span()):
            continue
        up = bool(found["up"])
        first = _compared_arm(words, found, arms)
        orders = {order for one, other in _pairs(figures, beside) if (order := _order(one, other, first)) is not None}
        if first and orders and orders == {not up}:
            yield Claim(*found.span(), f"the figures of {first} are the other way round", refuted=True)


_NOT = re.compile(
    r"(?:\b(?:not|no|never|neither|nor|hardly|without)|n't)\s(?:\w+ly\s|any\s|statistically\s)?$", re.IGNORECASE
)
"""Before a comparison that is denied: "discontinuations were not higher with A"."""
_FAR = 40


def _compared_arm(words: str, found: re.Match[str], arms: Sequence[Mention]) -> str | None:
    """The arm of which a word of comparison is told: right behind it, or before a verb that it stands behind."""
    end = found.end()
    behind = next((arm for arm in arms if arm.start >= end), None)
    if behind is not None and _IN_ARM.fullmatch(words, end, behind.start):
        return behind.term.name
    before = next((arm for arm in reversed(arms) if arm.end <= found.start()), None)
    if (
        before is not None
        and (
            _WAS.fullmatch(words, before.end, found.start())
            or (_DOES.fullmatch(found[0]) and _BARE.fullmatch(words, before.end, found.start()))
        )
        and not _ADDED_TO.search(words[: before.start])
    ):
        return before.term.name
    return None


_WAS = re.compile(
    r"(?: (?:arm|group|patients|recipients|combination|regimen))?,?"
    r" (?:(?:was|is) (?:associated|linked) with|resulted in|was|were|is|are|had|has|showed?|produced|caused"
    r"|came with|appeared|seemed|looked|led to)(?: to be)?"
    r"\s(?:\w+ly |far |much |also |even |a |somewhat )*",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:increas|decreas|reduc|rais|elevat|prolong|shorten|doubl|tripl|quadrupl|halv)ed|cut", re.IGNORECASE
)
_BARE = re.compile(
    r"(?: (?:arm|group|combination|regimen))?\s(?:\w+ly |also |almost |more than |about )?", re.IGNORECASE
)
"""Between an arm and what it did: "adding A increased discontinuation"."""
_ADDED_TO = re.compile(r"\b(?:to|than|with|versus|vs\.?|over|against|and|without)\s(?:the )?$", re.IGNORECASE)


def _pairs(figures: Figures, beside: Sequence[Result]) -> Iterator[tuple[Result, Result]]:
    """Each figure of an arm with that of the other one, all else equal."""
    for _, _, row in figures:
        if row.arm in (None, "all") or family(row.statistic, row.unit) in cues.COMPARATIVE:
            continue
        for other in beside:
            same = all(getattr(row, name) == getattr(other, name) for name in _SHARED)
            if same and other.arm not in (row.arm, None, "all"):
                yield row, other


_SIMILAR = re.compile(
    r"\b(?:similar(?:ly)?|comparabl[ey]|(?:well )?balanced|equally|alike|evenly"
    r"|(?:nearly|almost|virtually|practically|essentially) (?:the same|identical|equal))\b",
    re.IGNORECASE,
)
_HARDLY = re.compile(
    r"(?:\b(?:not|no|never|neither|nor|less|hardly|barely|scarcely|far from|anything but|rather than|without)"
    r"|n't)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
"""Before what is said to be alike: it is denied."""
_EXCEPT = re.compile(
    r"\b(?:apart from|aside from|except|exception|other than|but|save for|excluding|although|though|however|yet|whereas"
    r"|while|even if|despite)\b",
    re.IGNORECASE,
)
_ALIKE, _POINTS = Decimal("1.5"), Decimal(5)
"""How far apart two figures that are called similar may be: as a factor, and in points."""


def _similar(words: str, figures: Figures) -> Iterator[Claim]:
    """What is called similar, where the figures of the two arms are far apart; what is excepted behind it may be."""
    for found in _SIMILAR.finditer(words):
        if _HARDLY.search(words[: found.start()]):
            continue
        excepted = _EXCEPT.search(words, found.end())
        end = excepted.start() if excepted else len(words)
        rows = tuple(dict.fromkeys(row for start, _, row in figures if start < end))
        for one, other in _pairs(figures, rows):
            low, high = sorted(row.value if isinstance(row.value, Decimal) else Decimal(0) for row in (one, other))
            if low and high - low > _POINTS and high > low * _ALIKE:
                yield Claim(*found.span(), f"{low} and {high} are not alike", refuted=True)
                return


_NO_MORE = re.compile(r"\b(?:no|not) (?:more|any more|worse|higher|greater)(?: [\w-]+){0,2} than\b", re.IGNORECASE)


def _no_more(words: str, figures: Figures, arms: Sequence[Mention], beside: Sequence[Result]) -> Iterator[Claim]:
    """ "A was no more toxic than B", where the figure of A is well above that of B."""
    for found in _NO_MORE.finditer(words):
        arm = _compared_arm(words, found, arms)
        for one, other in _pairs(figures, beside):
            values = (one.value, other.value) if one.arm == arm else (other.value, one.value)
            decimal = all(isinstance(value, Decimal) for value in values) and arm in (one.arm, other.arm)
            if decimal and one.unit == "%" and values[0] - values[1] > _POINTS:  # type: ignore[operator]  # decimals
                yield Claim(*found.span(), f"{values[0]} with {arm} is more than {values[1]}", refuted=True)
                return


_SHARED = ("outcome", "statistic", "unit", "grade", "subgroup", "data_cutoff", "item", "censoring")


def _order(one: Result, other: Result, first: str | None) -> bool | None:
    """Whether the figure of the arm ``first`` is the higher one; ``None`` where it is neither."""
    if first not in (one.arm, other.arm) or one.value == other.value:
        return None
    values = [row.value if isinstance(row.value, Decimal) else Decimal("Infinity") for row in (one, other)]
    if not all(isinstance(row.value, Decimal) or row.value == "not reached" for row in (one, other)):
        return None
    return (values[0] > values[1]) == (one.arm == first)
