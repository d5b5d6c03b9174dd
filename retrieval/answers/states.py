"""What a question takes to be so without a figure: that a median was reached, or was not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import NOT_REACHED, Result
from retrieval.answers.claims import name_slot
from retrieval.answers.contrasts import presupposes
from retrieval.answers.phrasing import format_value, grade_words, in_sentence, with_arm
from retrieval.questions.question import Question
from retrieval.records import Sentence

_REACHED = re.compile(
    r"(?P<not>(?:n['’]t|\bnot|\bnever)(?: yet| been| even)* )?\b(?<![–-]not )(?<![–-] not )reached\b"
    r"|(?P<unreached>\bunreached\b)",
    re.IGNORECASE,
)
"""Of a median; that of a limit ("15.8–not reached") is none."""
_ENDS = re.compile(r"[,;?.]|\b(?:but|while|whereas|and (?:wh\w+|how|was|did))\b", re.IGNORECASE)
"""What ends the clause in which something is taken to be so."""
_EACH_ARM = re.compile(r"\b(?:both|either|each|neither|all) (?:\w+ )?(?:arms?|groups?)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:neither|no) (?:arm|group)\b", re.IGNORECASE)


def correct_reached(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction for each arm whose median a question takes not to have been reached, or to have been, wrongly.

    Where it names no arm, only what is so in no arm is wrong.
    """
    words = list(_REACHED.finditer(question.text))
    if len({bool(word["not"] or word["unreached"]) for word in words}) != 1 or not presupposes(question.text):
        return ()  # nothing of a median, or of each arm another thing
    word = words[0]
    claimed = not (word["not"] or word["unreached"] or _NEITHER.search(question.text))
    medians = [row for row in shown if "median" in row.statistic and row.arm not in (None, "all")]
    named = _arms_claimed(question, word.end())
    each = bool(_EACH_ARM.search(question.text))
    arms = dict.fromkeys(row.arm for row in medians if row.arm in named or each or not named)
    corrections = []
    for arm in arms:
        rows = [row for row in medians if row.arm == arm]
        rows = _latest(rows) if _UP_TO_NOW.search(question.text) and not question.analyses else rows
        reached = [isinstance(row.value, Decimal) for row in rows]
        if all(reached) if not claimed else all(row.value == NOT_REACHED for row in rows):
            verb = "was not reached" if claimed else f"was reached: {format_value(rows[0])}"
            corrections.append(Sentence(f"Correction: {_small(name_slot(rows[0]))}, {verb}.", (rows[0],)))
    return tuple(corrections) if named or each or len(corrections) == len(arms) else ()


_UP_TO_NOW = re.compile(
    r"\b(?:(?:has|have) (?:not|never)|(?:has|have)n['’]t|still|yet|to date|so far|up to now|until now)\b",
    re.IGNORECASE,
)
"""That what is said to be so is so today: what an earlier analysis found bears out nothing of it."""


def _latest(rows: Sequence[Result]) -> list[Result]:
    """The rows of the latest data cut-off; all where none has one."""
    latest = max((row.data_cutoff for row in rows if row.data_cutoff), default=None)
    return [row for row in rows if latest in (None, row.data_cutoff)]


def _arms_claimed(question: Question, end: int) -> set[str]:
    """The arms of which something is claimed: "not reached with A, what was it with B" claims nothing of B.

    Args:
        end: Where the claim ends.
    """
    named = [m for m in question.mentions if m.term.kind == "arm" and m.term.role != "all"]
    own = [m for m in named if not _ENDS.search(question.text[end : m.start]) and m.start > end]
    return {m.term.name for m in own or named}


def correct_none(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where a question takes nobody to have had what a result shown counts: "nobody died of it"."""
    claim = _NOBODY.search(question.text)
    if not claim or not presupposes(question.text):
        return ()
    asked = {m.term.name for m in question.mentions if m.term.kind == "arm" and m.term.role != "all"}
    told = (row for row in shown if row.category == "safety" or _NOBODY_AT_ALL.match(claim.group()))
    rows = [row for row in told if isinstance(row.value, Decimal) and row.arm]
    if _DEATH.search(re.split(r"[,;?]", question.text[claim.start() :], maxsplit=1)[0]):
        rows = [row for row in rows if row.grade == "5" or _DEATH.search(f"{row.outcome} {row.item or ''}")]
    had = [row for row in rows if row.value and (not asked or row.arm in asked) and row.statistic in _COUNTED]
    if not had:
        return ()
    figures = "; ".join(f"{format_value(row)} with {row.arm}" for row in had if _slot(row) == _slot(had[0]))
    named = _named(had[0])
    same = tuple(row for row in had if _slot(row) == _slot(had[0]))
    return (Sentence(f"Correction: the figure reported for {named} is not zero: {figures}.", same),)


def correct_all(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where a question takes everybody to have had what a result shown counts: "all had had it"."""
    first = min((m.start for m in question.mentions if m.term.kind == "outcome"), default=0)
    everybody = _EVERYBODY.search(question.text)
    if (
        everybody is None
        or everybody.end() > first
        or _IN_ALL.search(question.text[: everybody.start()])
        or not presupposes(question.text)
    ):
        return ()
    rows = [row for row in shown if row.unit == "%" and isinstance(row.value, Decimal) and row.arm]
    rows = [row for row in rows if row.value != _WHOLE and _slot(row) == _slot(rows[0])]
    if not rows or _NOBODY.search(question.text):
        return ()
    figures = "; ".join(f"{format_value(row)}{with_arm(row)}" for row in rows)
    named = _named(rows[0])
    return (
        Sentence(f"Correction: the figure reported for {named} is not that of all patients: {figures}.", tuple(rows)),
    )


_WHOLE = Decimal(100)
_EVERYBODY = re.compile(
    r"\b(?:everyone|everybody|all (?:the |of the |of them|of those)?(?:patients|pts|participants|people|subjects)?"
    r"|every (?:single )?(?:patient|participant|person))\b"
    r"(?=[^?.;,]*\b(?:had|have|has|was|were|got|developed|reached|achieved)\b)",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\b(?:in|of|for|among|across|at|not|nearly|almost)\s$", re.IGNORECASE)


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.item, row.grade, row.statistic, row.subgroup, row.data_cutoff


def _named(row: Result) -> str:
    """What a result counts, with the row of its measure: of all adverse events, those who died."""
    return f"{in_sentence(row.outcome)}{f' – {row.item}' if row.item else ''}{grade_words(row.grade)}"


_DEATH = re.compile(r"\b(?:die[ds]?|dead|deaths?|mortality|fatal\w*|killed|lethal)\b", re.IGNORECASE)
_COUNTED = ("percentage", "count")
_NOBODY = re.compile(
    r"\b(?:nobody|no ?-?one|none|not a (?:single )?(?:patient|person|case|death)\w*|not one (?:patient|person)"
    r"|no (?:patients?|people|participants?|deaths?|cases?|fatalities|events?)|zero (?:patients|deaths|cases)"
    r"|(?:was|were|had|have|saw|with) no\b(?! (?:difference|more|longer|evidence)))\b",
    re.IGNORECASE,
)
"""That a question takes something to have happened to nobody."""
_NOBODY_AT_ALL = re.compile(r"nobody|no ?-?one|none|not |no (?:patient|people|participant)", re.IGNORECASE)
"""The same in words that stand for people, of whatever they had."""


def _small(text: str) -> str:
    return f"the {text}" if text.startswith("Kaplan") else f"the {text[:1].lower()}{text[1:]}"
