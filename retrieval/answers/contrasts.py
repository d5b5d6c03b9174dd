"""Which arm a question takes to have more of something, against the figures of the two arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ingest.records import Result
from retrieval.answers.arms_compared import arm_claimed, arms_named
from retrieval.answers.phrasing import grade_words, in_sentence
from retrieval.intake import stories
from retrieval.questions.question import Question
from retrieval.records import Sentence

_PRESUPPOSES = re.compile(
    r"^\W*(?:so|as (?!an?\b|far\b|of\b|per\b|for\b|to\b)|considering)\b"
    r"|\b(?:why|how come|how is it|by how much|what explains|what is the reason|explain|since|given that|because"
    r"|confirm|agree|correct|right|true|verify|we hear|heard|ok(?:ay)?(?=\W*$)"
    r"|(?:can|could|may|should) (?:i|we) (?:quote|cite|say|write|print|state|claim|tell|put)"
    r"|is (?:this|that|it) (?:so|the case)|no|yes|i (?:assume|believe|understand|suppose|take it|gather)|presumably"
    r"|surely)\b"
    r"|^(?!\W*(?:was|were|is|are|did|do|does|which|what|who|how|has|have|had)\b)[^?]*[.!]?\s*$"
    r"|\b(?:is|was|were|did)n['’]t (?:it|they)\b|^\W*(?:is|was|were|are|did|does|do|has|have)n['’]t\b"
    r"|\b(?:are|do|does|has|have|had|would|is|was|were|did)n['’]?t (?:it|they|there|that|he|she)\W*$"
    r"|\bthe (?:\w+ )?significant (?:[\w-]+ ){0,3}?"
    r"(?:advantage|benefit|improvement|gain|difference|prolongation|reduction)\b"
    r"|^\W*(?:we|they|i|you) (?:saw|see|found|had|got|observed|noted|noticed|read|heard|think|thought|believe)\b",
    re.IGNORECASE,
)
"""Words of a question that takes its premise for granted, or asks to have it confirmed; a plain "were there more" does
not."""
YES_OR_NO = re.compile(r"\W*(?:(?:and|so|but|then)\s)?(?:did|do|does|was|were|is|are|has|have|had)\b", re.IGNORECASE)
"""Begins a question that wants a yes or a no."""
_NO_SHARE = (
    r"(?! than (?:about |around |roughly )?(?:\d|half|one in|twice"
    r"|(?:an?|one|two|three)[ -](?:half|thirds?|quarters?|fifths?|tenth)))"
)
"""A bound of one arm's figure, which compares no arms: "more than half of the controls"."""
_AS = r"(?:as (?:many|much|often|common|frequent|likely|high|long)|the (?:number|rate|risk|frequency|share))\b"
_MORE = re.compile(
    rf"\b(?:more|higher|greater|longer|increas(?:ed?|es|ing)|rais(?:ed?|es|ing)|larger|oftener|commoner)\b{_NO_SHARE}|\b(?:doubl|tripl)(?:ed?|es|ing)\b(?![\s-](?:blind|dummy))"
    rf"|\b(?:twice|double|triple|(?:\d+|two|three|four|five)[ -]times) {_AS}",
    re.IGNORECASE,
)
_LESS = re.compile(
    rf"\b(?:fewer|less|lower(?:ed|s|ing)?|shorter|reduc(?:ed?|es|ing)|decreas(?:ed?|es|ing)|smaller|rarer)\b{_NO_SHARE}|\bhalv(?:ed?|es|ing)\b"
    rf"|\b(?:half|a (?:third|quarter)) {_AS}",
    re.IGNORECASE,
)


def correct_direction(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where a question takes for granted that one arm has more, and no figure shown bears that out.

    Of an event it may hold for the severe ones alone, or at a later analysis: then the figures tell.
    """
    told = direction_claimed(question, shown)
    if told is None or any(told.borne_out) or not presupposes(question.text):
        return ()
    return (Sentence(f"Correction: {told.denied()}", (told.own, told.other)),)


class Direction(NamedTuple):
    """The leading figures of two arms of which a question says that the first is ``more``, or less, than the other.

    Attributes:
        borne_out: Whether each of the pairs of figures shown of that outcome is so.
    """

    own: Result
    other: Result
    more: bool
    borne_out: tuple[bool, ...]

    def denied(self) -> str:
        """That it is not so."""
        return f"{self._named()} is not {self._word()} with {self.own.arm} than with {self.other.arm}."

    def affirmed(self) -> str:
        """That it is so."""
        return f"{self._named()} is {self._word()} with {self.own.arm} than with {self.other.arm}."

    def _named(self) -> str:
        return f"the figure reported for {name_event(self.own)}"

    def _word(self) -> str:
        return "higher" if self.more else "lower"


def name_event(row: Result) -> str:
    """The outcome of a result within a sentence, with its severity where no number tells that: it is no figure."""
    graded = grade_words(row.grade)
    return f"{in_sentence(row.outcome)}{f'{graded},' if graded and not any(map(str.isdigit, graded)) else ''}"


def direction_claimed(question: Question, shown: Sequence[Result]) -> Direction | None:
    """Which arm a question says to have more or less of something, and whether the figures shown bear that out."""
    more, less = (_outside_names(pattern, question) for pattern in (_MORE, _LESS))
    word = more or less
    pair = _leading_pair(shown)
    if not word or (more and less) or pair is None:
        return None
    if "median" in pair[0].statistic and _RISK.search(question.text):
        return None  # a lower risk of an event is a longer time to it
    if _KEEPS_FROM.search(question.text[: word.start()]):
        return None  # what prevents more has less of it
    claimed = arm_claimed(question, word, shown)
    if claimed not in (pair[0].arm, pair[1].arm):
        return None
    own, other = pair if pair[0].arm == claimed else pair[::-1]
    pairs = [rows for rows in _pairs_named(question, shown) if rows[0].outcome == own.outcome]
    return Direction(own, other, bool(more), tuple(_bears_out(rows, claimed, more=bool(more)) for rows in pairs))


_KEEPS_FROM = re.compile(
    r"\b(?:prevent|avoid|avert|spare|save|stop|reduce|cut|lower|suppress|abolish|protect)\w*\b[^.?;,]{0,20}$",
    re.IGNORECASE,
)
"""Before "more" or "fewer" of what is kept from happening: "did it prevent more relapses"."""
_RISK = re.compile(r"\b(?:risks?|hazards?|chances?|likelihood|dangers?|odds)\b", re.IGNORECASE)


def correct_equality(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where a question takes two arms to have as much of something, and the figures shown differ."""
    equal = _EQUAL.search(question.text)
    if equal is None or _ROUGHLY.search(question.text[: equal.start()]) or not presupposes(question.text):
        return ()
    pair = _leading_pair(shown)
    if pair is None or pair[0].value == pair[1].value:
        return ()
    first, second = pair
    named = f"{in_sentence(first.outcome)}{grade_words(first.grade)}"
    text = f"Correction: the figures reported for {named} are not the same with {first.arm} and with {second.arm}."
    return (Sentence(text, pair),)


_ROUGHLY = re.compile(
    r"\b(?:about|roughly|approximately|around|nearly|almost|broadly|more or less|pretty much)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Before what is said to be as frequent, by and large: no two figures tell whether that holds."""


def equality_borne_out(question: Question, shown: Sequence[Result]) -> tuple[tuple[Result, Result], ...]:
    """The leading figures of two arms that are the same, where a question says that they are."""
    pair = _leading_pair(shown) if _EQUAL.search(question.text) else None
    return (pair,) if pair and pair[0].value == pair[1].value else ()


_EQUAL = re.compile(
    r"(?<!twice )(?<!times )(?<!half )(?<!third )(?<!quarter )(?<!not )(?<!n't )(?<!n’t )"
    r"\b(?:just )?as (?:frequent|often|common|many|high|low|likely|good|effective|long)\b(?! as \d)"
    r"|\b(?:equally|identical(?:ly)?|the same (?:(?:median|mean|average) )?(?:number|rate|frequency|percentage|share"
    r"|ages?|time"
    r"|duration)|no difference"
    r"|(?<!day )(?<!week )(?<!wk )(?<!month )(?<!year )\d{2,5}"
    r" (?:(?:patients|people|participants) )?(?:(?:were|was) )?(?:in|to|on)"
    r" (?:each|both|either|every) (?:arm|group)s?"
    r"|(?:balanced|equal|even) in (?:size|numbers?)"
    r"|(?:was|were|is|are|being|stayed|remained) (?:exactly |just |quite )?(?:the same|equal|identical)"
    r"(?= (?:in|with|for|on|between|across) (?:both|each|the two|either|all)))\b",
    re.IGNORECASE,
)


def _outside_names(pattern: re.Pattern[str], question: Question) -> re.Match[str] | None:
    """The first match that is no part of a name: "neutrophil count decreased", "grade 3 or more".

    Who "lived longer" is compared all the same.
    """
    names = [m for m in question.mentions if m.term.kind in ("outcome", "grade", "subgroup")]
    names = [m for m in names if not _TIMED.search(m.text)]
    found = pattern.finditer(question.text)
    return next((match for match in found if not any(m.start <= match.start() < m.end for m in names)), None)


_TIMED = re.compile(r"\b(?:longer|shorter)\b", re.IGNORECASE)


def correct_favour(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where a question takes for granted that one arm did better, and a ratio shown favours the other."""
    worse = _outside_names(_WORSE, question)
    word = worse or _outside_names(_BETTER, question)
    named = arms_named(question, shown)
    if not word or not named or not presupposes(question.text):
        return ()
    before = [arm for arm in named if arm.end <= word.start()]
    claimed = (before[-1] if before else named[0]).arm
    if _NOT.search(question.text):
        return ()
    for row in shown:
        if row.statistic != _HAZARD or not isinstance(row.value, Decimal) or not row.comparison:
            continue
        first, _, second = row.comparison.partition(" vs ")
        favoured = first if row.value < 1 else second
        against = claimed == favoured if worse else claimed != favoured
        if claimed in (first, second) and against and row.value != 1:
            side = "below" if row.value < 1 else "above"
            told = f"the {_HAZARD} reported for {in_sentence(row.outcome)}, {row.comparison}, is {side} the null value"
            other = second if favoured == first else first
            return (Sentence(f"Correction: {told}, in favour of {favoured}, not of {other}.", (row,)),)
    return _correct_response(claimed, _pairs_named(question, shown), worse=bool(worse))


def _pairs_named(question: Question, shown: Sequence[Result]) -> list[tuple[Result, Result]]:
    """The results of the two arms that a question holds against each other; of all arms where it names no two."""
    named = {arm.arm for arm in arms_named(question, shown)}
    pairs = list(pairs_of_arms(shown))
    return [pair for pair in pairs if {row.arm for row in pair} <= named] or pairs


def _correct_response(claimed: str, pairs: Sequence[tuple[Result, Result]], *, worse: bool) -> tuple[Sentence, ...]:
    """A correction where more patients of the other arm had what is wished for, or with ``worse`` fewer."""
    pairs = [pair for pair in pairs if claimed in (pair[0].arm, pair[1].arm)]
    pairs = [pair for pair in pairs if pair[0].statistic in _SHARES and _WISHED.search(pair[0].outcome)]
    pairs = [pair for pair in pairs if not _UNWISHED.search(pair[0].outcome)]
    if not pairs or any(_bears_out(pair, claimed, more=not worse) for pair in pairs):
        return ()
    own, other = pairs[0] if pairs[0][0].arm == claimed else pairs[0][::-1]
    verb = "is not lower" if worse else "is not higher"
    text = (
        f"Correction: the figure reported for {in_sentence(own.outcome)} {verb} with {own.arm} than with {other.arm}."
    )
    return (Sentence(text, pairs[0]),)


_SHARES = ("percentage", "count")
_WISHED = re.compile(
    r"\b(?:achiev\w*|respon(?:se|ders?|ded)\w*|clear(?:ed|ance)?|remission|maintain\w*|improve\w*|suppress\w*|cured?"
    r"|surviv\w*|free)\b",
    re.IGNORECASE,
)
_UNWISHED = re.compile(r"\b(?:loss|lost|fail\w*|relapse\w*|adverse|worsen\w*|death|discontinu\w*)\b", re.IGNORECASE)
"""What a share counts that is better the higher it is, as its title tells; and what makes it no such."""


_HAZARD = "hazard ratio"
_BETTER = re.compile(
    r"\b(?:(?<!or )better|superior|outperform\w*|beat|won|more effective|favou?r(?:s|ed|ing)?)\b", re.IGNORECASE
)
_WORSE = re.compile(
    r"\b(?:shorten(?:s|ed)?|worsen(?:s|ed)?|harm(?:s|ed)?|inferior|did worse|fared worse|reduced? (?:the )?survival)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no)\s(?:\w+\s)?(?:better|superior|more effective)\b", re.IGNORECASE)


def presupposes(text: str) -> bool:
    """Whether a question takes its premise for granted, or asks to have it confirmed."""
    last = _SENTENCE_ENDS.split(text.strip())[-1]
    return bool(_PRESUPPOSES.search(text) or _FIGURE_ALONE.fullmatch(text.strip())) or stories.asks_to_confirm(last)


_FIGURE_ALONE = re.compile(
    r"(?!(?:what|how|which|who|when|where|is|are|was|were|do|does|did)\b)[^?]*\d[.·]\d+"
    r"(?:\s?\(\s?\d[^()?]*\d\)|,?\s\d\d(?:\.\d)?\s?%\s?CI\b[^()?]*\d)\?+",
    re.IGNORECASE,
)
"""A figure with its interval as the whole of a question, which is to be confirmed: "0.58 (99% CI 0.42-0.79)?"."""


_SENTENCE_ENDS = re.compile(r"[.!?:;]['\"’”]?\s+")


def _bears_out(pair: tuple[Result, Result], claimed: str | None, *, more: bool) -> bool:
    """Whether the arm of which it is claimed has the higher figure of the two, or with ``more`` false the lower one."""
    own, other = pair if pair[0].arm == claimed else pair[::-1]
    assert isinstance(own.value, Decimal), "a pair has numbers"
    assert isinstance(other.value, Decimal), "a pair has numbers"
    return own.arm == claimed and own.value != other.value and (own.value > other.value) == more


def _leading_pair(shown: Sequence[Result]) -> tuple[Result, Result] | None:
    """The leading figure's results of two arms, where both are numbers of one slot."""
    return next(pairs_of_arms(shown), None)


def pairs_of_arms(shown: Sequence[Result]) -> Iterator[tuple[Result, Result]]:
    """Results of two arms that are numbers of one slot, in the order shown."""
    rows = [row for row in shown if row.arm not in (None, "all") and isinstance(row.value, Decimal)]
    for first, second in combinations(rows, 2):
        if first.arm != second.arm and _slot(first) == _slot(second):
            yield first, second


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.grade, row.subgroup, row.data_cutoff
