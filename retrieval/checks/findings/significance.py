"""\"Significant\" and \"formally tested\" against the p-values and intervals of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import Decimal
from typing import Literal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.findings.misnamed_p import called_insignificant, called_nominal
from retrieval.checks.findings.proven import find_claim
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.table.rows import Rows
from retrieval.records import Finding, Verdict

_SIGNIFICANT = Rare(
    r"(?P<before>(?:\b(?:not|no|non|nor|neither|without|whether|never|clinically|n't|lack of"
    r"|fail\w*|miss(?:ed|es|ing)|short of|lost)\b(?:[\w\s,-]{0,25}|(?:(?!\b(?:and|but|while|only)\b)[\w\s-]){0,50})"
    r"|\b(?:(?:can|could|should|may|must|do|does|did|would|will|is|are)(?:(?: ?not|n't)\b| never\b)"
    r"|nobody|no one|nothing)\s"
    r"(?:[a-z]+ ){0,2}(?:call|speak|claim|describe|regard|consider|conclude|say|state|read|deem|judge|treat|present"
    r"|interpret|report|count|amount|take|make|tell|think|believe|write|imply|suggest|assume|infer)\w*\b"
    r"[\w\s,-]{0,70}))?\b(?P<word>significan(?:t|tly|ce))\b",
    "significan",
)
_TESTED = Rare(
    r"(?P<before>\b(?:not|no|never|neither|without|whether)\b[\w\s,-]{0,25})?"
    r"\b(?P<word>(?:formally|statistically) tested|(?:under|with) (?:strict )?(?:alpha|type I error) control"
    r"|(?:alpha|multiplicity)-controlled|confirmatory|formal(?:ly)? test)\b",
    "test",
    "control",
    "confirmatory",
)
_ESTABLISHED = Rare(
    r"(?P<before>\b(?:not|no|never|neither|without|cannot|fail\w*)\b[\w\s,-]{0,25})?"
    r"\b(?P<word>(?:establish|demonstrat|prov|confirm)(?:es|ed|ing)?)\b(?= (?:an? |the |its )?"
    r"(?:\w+ ){0,2}(?:benefit|effect|superiority|advantage|protection|efficacy|reduction)\b)",
    "establish",
    "demonstrat",
    "prov",
    "confirm",
)
"""What claims an effect as shown, which a tested p-value would have to bear out."""
_NOMINAL = re.compile(r"\bnominal(?:ly)?\b|\bnot (?:formally )?tested\b|\bdescriptive\b", re.IGNORECASE)


def check_significance(
    text: str, clause: Clause, words: str, judgements: Sequence[Judgement], tables: Sequence[Rows]
) -> list[Finding]:
    """Return where one sentence calls significant, or tested, what the table does not."""
    if wrong := called_nominal(text, clause, words, judgements) or called_insignificant(
        text, clause, words, judgements
    ):
        return wrong
    match = _SIGNIFICANT.search(words) or _TESTED.search(words) or _ESTABLISHED.search(words)
    claim = None if match else find_claim(clause, words, judgements)
    match = match or claim
    if match is None or _is_taken_back(words, match, judgements):
        return []
    at = clause.sentence.start + match.start("word"), clause.sentence.start + match.end("word")
    if crossing := _told_crossing(judgements, at[0]):
        told: _Told = "error", f"the interval told beside it, {crossing}, holds 1"
    elif not judgements and _SUBGROUPS.search(words):
        told = _untested_in_groups(clause)
    elif not judgements and (row := _crossing_group(clause)):
        told = "error", f"the interval of {row.outcome} in {row.subgroup} holds 1"
    else:
        every = [row for rows in tables for row in rows]
        told = _untested(words, match, judgements, every, claimed=claim is not None)
    return [finding(ErrorClass.P_VALUE, told[0], text, at, told[1])] if told else []


_Told = tuple[Literal["error", "warning"], str] | None
"""How wrong it is to call a figure significant, and why."""


def _is_taken_back(words: str, match: re.Match[str], judgements: Sequence[Judgement]) -> bool:
    """Whether a sentence denies significance, or calls it nominal and tells no p-value that refutes it."""
    if match["before"] or _DENIED_BEHIND.match(words, match.end()):
        return True
    refuted = any(
        item.part.role is Role.P and isinstance(item.part.number.value, Decimal) and item.part.number.value > _ALPHA
        for item in judgements
    )
    return _NOMINAL.search(words) is not None and not refuted and not _is_flat(words, match)


def _untested(
    words: str, match: re.Match[str], judgements: Sequence[Judgement], every: Sequence[Result], *, claimed: bool
) -> _Told:
    """Why the results that the figures of a sentence are of bear out no significance.

    Args:
        every: The results of the outcomes told.
        claimed: Whether an effect is claimed without the word.
    """
    if not every:
        return None
    ids = {item.result.id for item in judgements if item.result is not None and item.result.comparison}
    rows = [row for row in every if row.id in ids] or every
    outcome = rows[0].outcome
    group = _untested_group(judgements, every)
    crosses = any(_crosses(row) for row in every if row.subgroup == group and row.id in ids)
    if group and (crosses or not claimed):
        return "error", f"the table has no p-value for {outcome} in {group}"
    compared = _compared(rows, every, ids)
    if any(row.p_tested == "tested" and row.p_value is not None and row.p_value <= _ALPHA for row in compared):
        return None
    if any(_is_nominal(row) for row in compared):
        return "error", f"the table has no tested p-value for {outcome}: nominal, or the interval crosses 1"
    never = _is_untested_pair(judgements, every) or _has_no_test(rows)
    severity: Literal["error", "warning"] = "error" if never and _tells_difference(words, match) else "warning"
    return severity, f"the table has no tested p-value for {outcome}"


def _compared(rows: Sequence[Result], every: Sequence[Result], ids: Set[str]) -> list[Result]:
    """The comparisons of two arms told; where none has a p-value, those that have one, which may be nominal."""
    compared = [row for row in rows if row.comparison and (row.id in ids or not row.subgroup)]
    if any(row.p_value is not None for row in compared):
        return compared
    tested = (row for row in every if row.comparison and not row.subgroup and row.p_value is not None)
    return [*compared, *tested]  # at another cut-off it may be nominal


def _is_nominal(row: Result) -> bool:
    """Whether a result was not tested, or shows no difference."""
    above = row.p_value is not None and row.p_value > _ALPHA
    return above or row.p_tested == "nominal" or _UNTESTED.search(row.note or "") is not None or _crosses(row)


def _has_no_test(rows: Sequence[Result]) -> bool:
    """Whether the rows tell adverse events, or an outcome of which no arms are compared, and no p-value at all."""
    category = rows[0].category
    alone = category == "safety" or (category == "efficacy" and not any(row.comparison for row in rows))
    return alone and not any(row.p_value is not None for row in rows)


def _is_untested_pair(judgements: Sequence[Judgement], rows: Sequence[Result]) -> bool:
    """Whether confirmed figures are of two arms of one outcome that the table does not hold against each other."""
    told = [
        item.result
        for item in judgements
        if item.verdict is Verdict.SUPPORTED and item.result and item.result.arm and item.part.role in _FIGURES
    ]
    arms, outcomes = {row.arm for row in told}, {row.outcome for row in told}
    if len(arms) != len(("one", "other")) or len(outcomes) != 1:
        return False
    held = [row for row in rows if row.comparison and row.outcome in outcomes]
    return not any(arms == set((row.comparison or "").split(" vs ")) for row in held)


_FIGURES = (Role.ESTIMATE, Role.COUNT)


def _told_crossing(judgements: Sequence[Judgement], place: int) -> str | None:
    """The one interval of a sentence, or the last before a place behind all, where it holds the value of no effect."""
    slots = list({id(item.slot): item.slot for item in judgements}.values())
    told = [slot for slot in slots if slot.expression.number(Role.LOW) and slot.expression.number(Role.HIGH)]
    told = told if len(told) == 1 or place < max((it.expression.end for it in slots), default=0) else told[-1:]
    if len(told) != 1 or not told[0].statistics or not told[0].statistics <= cues.RATIOS:
        return None
    low, high = (told[0].expression.number(role) for role in (Role.LOW, Role.HIGH))
    values = [number.value for number in (low, high) if number is not None and isinstance(number.value, Decimal)]
    return f"{low.text} to {high.text}" if low and high and len(values) == 2 and values[0] < 1 < values[1] else None


def _crossing_group(clause: Clause) -> Result | None:
    """The primary outcome's result in a group that a sentence without figures names, whose interval holds 1."""
    primary, folded = clause.evidence.facts.primary, clause.evidence.facts.folded
    if any(item.term.name not in primary and item.term.name.casefold() not in folded for item in clause.named or ()):
        return None  # told of another outcome
    groups = frozenset(item.term.name for item in clause.mentions.get("subgroup", ()))
    rows = [row for name in primary for row in clause.evidence.in_groups(name, groups)] if groups else []
    return next((row for row in rows if row.comparison and _crosses(row)), None)


def _untested_in_groups(clause: Clause) -> _Told:
    """Why results of subgroups are not significant, where no p-value is held of the primary outcome in any."""
    held = [row for name in clause.evidence.facts.primary for row in clause.evidence.results(name)]
    groups = [row for row in held if row.subgroup and row.comparison]
    if not groups or any(row.p_value is not None for row in groups):
        return None
    return "error", f"the table has no p-value for {groups[0].outcome} in any subgroup"


_SUBGROUPS = Rare(
    r"\bsub-?groups?\b(?: \w+){0,2} (?:is|was|were|are|reached|proved)\b[^.;:]{0,30}\bsignifican"
    r"|\bsignifican[^.;:]{0,40}\bin (?:all|every|each|both|most)\b[^.;:]{0,20}\bsub-?groups?",
    "subgroup", "sub-group",
)  # fmt: skip


def _untested_group(judgements: Sequence[Judgement], rows: Sequence[Result]) -> str | None:
    """The one group that all efficacy figures of a sentence are of, where no p-value is held of the outcome in it."""
    told = [item.result for item in judgements if item.result is not None and item.result.category == "efficacy"]
    groups = {row.subgroup for row in told}
    if len(groups) != 1 or None in groups:
        return None
    return None if any(row.p_value is not None for row in rows if row.subgroup in groups) else groups.pop()


_DENIED_BEHIND = re.compile(
    r"(?: \w+){0,2} (?:can|could|must|should|may|was|is|has|had)(?: ?not|n't| never)\b", re.IGNORECASE
)
"""Behind the word: "significance cannot be claimed"."""
_UNTESTED = re.compile(
    r"\bnot (?:\w+ )?tested\b|\bno (?:formal |statistical )?(?:test|hypothesis)|\bdescriptive\b", re.IGNORECASE
)
"""In a result's note: nothing was tested."""
_DIFFERS = re.compile(
    r"\s(?:more|less|fewer|higher|lower|greater|larger|smaller|reduced|increased|decreased|raised|different|worse|better"
    r"|longer|shorter|differ\w*|advantage|benefit|improvement|reduction|increase|gain|superiority)\b",
    re.IGNORECASE,
)
"""Behind "significantly": how two arms are told to differ."""


def _tells_difference(words: str, match: re.Match[str]) -> bool:
    """Whether two arms are told to differ significantly: "significantly more", "the difference was significant"."""
    lead = words[: match.start("word")]
    return _DIFFERS.match(words, match.end()) is not None or _DIFFERENCE.search(lead) is not None


_DIFFERENCE = re.compile(
    r"\b(?:difference|gap|contrast)\b[^.;:,0-9]{0,40}\b(?:was|were|is|proved|reached|attained)\s"
    r"(?:highly |clearly |also |both )?(?:statistically )?$",
    re.IGNORECASE,
)


def _is_flat(words: str, match: re.Match[str]) -> bool:
    """Whether a word claims statistical significance without calling it nominal itself, whatever the p-value beside."""
    before = words[max(0, match.start("word") - 40) : match.start("word")]
    return _STATISTICALLY.search(before) is not None and _NOMINAL.search(before) is None


_STATISTICALLY = re.compile(r"\bstatistically\s$", re.IGNORECASE)


_ALPHA = Decimal("0.05")
"""A p-value above this is significant in no trial."""


def _crosses(row: Result) -> bool:
    if (
        family(row.statistic, row.unit) not in cues.RATIOS
        or not isinstance(row.ci_low, Decimal)
        or not isinstance(row.ci_high, Decimal)
    ):
        return False
    return row.ci_low < 1 < row.ci_high
