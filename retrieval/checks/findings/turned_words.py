"""Two arms compared in words, "longer with A than with B", against the order of their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.spreads import DISPERSIONS
from retrieval.checks.findings.arm_orders import (
    as_rates,
    orders_of_arms,
    orders_of_hazards,
    ratios_to_start,
    rows_beside,
    unsigned,
)
from retrieval.checks.findings.compared_arms import PEOPLE, arm_that, arm_with
from retrieval.checks.findings.favours import loser_of
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.concessions import is_conceded
from retrieval.checks.sentences.harms import HARMS, HARMS_WERE, HAZARD_OR_RISK, RISK_OF, is_harm, is_rate_of
from retrieval.checks.terms.arm_pairs import Span, find_pairs, held_against, is_turned

_UP = (
    r"longer|lengthened|extended|higher|greater|commoner|larger|bigger|more often|"
    r"more (?:frequent|frequently|common|often|commonly|numerous)|increased|superior|improved|prolonged"
    r"|later(?= (?:with|in|on|under|than)\b)"
    rf"|better|more (?:of (?:the|those|these|its) )?(?:\w+ )?{PEOPLE}|more(?=\s{{4,}})"
    r"|more(?= (?!than\b)[^.;,%0-9]{1,40} (?:\([^()]{1,20}\) )?than\b)"
)
_DOWN = (
    r"(?:earlier|sooner)(?= (?:with|in|on|under|than)\b)|shorter|shortened|lower|rarer|scarcer|smaller"
    r"|less (?:frequent|frequently|common|often|commonly|numerous)|fewer|decreased|inferior|worse|reduced"
    r"|less(?= (?!than\b)[^.;,%0-9]{1,40} than\b)"
)
MOVED = Rare(
    r"\b(?:fell|falls|fallen|(?:went|gone|came|come) (?:down|up)|dropped"
    r"|declined|decreased|rose|increased|improved|changed|shrank|shrunk|shrinks|eased|lessened"
    r"|abated|diminished|sank|slid|grew|climbed|moved|shifted|reductions?|changes?|improvements?|falls?|declines?)"
    r"(?: by)?(?: -?[0-9.]+)?(?: [\w%/]+){0,2} (?:was |were )?"
    r"(?:(?P<up>more|further|larger|greater)|(?P<down>less|smaller))\b",
    "more", "further", "larger", "greater", "less", "smaller",
)  # fmt: skip
"""How far a figure moved: of changes from baseline the size counts, and not the sign."""
_SIZE = re.compile(r"larger|greater|bigger|smaller|more|less", re.IGNORECASE)
"""Told of changes below zero, the size is meant: -28.7 is the larger change, and "more weight" lost."""
COMPARED = Rare(
    rf"(?<!or )(?<!or even )(?<!non-)(?<!\bnot )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    r"(?!\s+(?:follow-?\s?up|analys[ei]s|study|phase|access)\b)"
    r"(?!\s+(?:[0-9.]+\s?%\s)?(?:confidence\s|CI\s)?(?:limit|bound|end)s?\b)"
    r"(?!\s+than\s+(?:an?|one|half|two|three|four|five|six|seven|eight|nine|ten|[0-9])\b)",
    "long", "length", "extend", "high", "great", "common", "larg", "big", "more", "increas", "super", "improv", "low",
    "later", "better", "earl", "soon", "short", "rare", "scarc", "small", "less", "few", "decreas", "infer", "wors",
    "reduc",
)  # fmt: skip
"""A word of comparison; "extended follow-up" is the name of an analysis."""
_NUMBERS = re.compile(
    r"\b(?:more|fewer|less|greater|higher|lower)\b(?! (?:frequent|common|likely|often))", re.IGNORECASE
)
_AGAINST = re.compile(r"\bthan\b|\b(?:superior|inferior) to\b|compared (?:with|to)|\bversus\b|\bvs\b", re.IGNORECASE)


SPEED = Rare(r"\b(?:(?P<up>slower)|(?P<down>faster|quicker))\b", "faster", "slower", "quicker")
_LASTS = re.compile(r"\btime to\b|\bduration\b", re.IGNORECASE)
"""In the title of what is the longer, the slower it comes."""


Told = tuple[re.Match[str], str] | None
"""The words that are wrong, and what the table has."""


def find_turned(
    clause: Clause,
    words: str,
    rows: Sequence[Result],
    *,
    ratios: Sequence[Result],
    told: Sequence[tuple[int, Result]],
) -> Told:
    """ "Longer with A than with B" where the table has it the other way round.

    Args:
        rows: Results of what is compared, those that the sentence's own figures are of first.
        ratios: Ratios of two arms among them.
        told: Those that its own figures were found to be, each with its offset.
    """
    plain, pairs = _without_outcomes(clause, words), _pairs_compared(clause)
    match = _word_of_comparison(plain, rows)
    if match is None or not rows or _NEGATED.search(words[: match.start()]) or _AIM.search(words[: match.start()]):
        return None
    arms = _arms_compared(clause, match, pairs)
    if arms is None:
        return None
    rows = rows_beside(rows, told, set(arms), clause.sentence.start + match.end()) or rows
    judged = _JUDGED.fullmatch(match["up"] or match["down"]) is not None
    if judged and rows[0].category != "efficacy":
        return None
    outcome = next((row for row in rows if row.category != "baseline"), rows[0]).outcome
    about = plain if pairs else words  # "the risk of progression was lower with A" names an outcome, and a risk
    if _tells_hazard(match, words, outcome, about=about, held=bool(ratios)):
        verdicts = orders_of_hazards(ratios, arms[0])
    else:
        own = [row for row in rows if row.outcome == outcome]
        verdicts = _orders_told(match, words, own, arms, moved=MOVED.search(plain) is not None)
    if judged and len(losers := {loser_of(row) for row in ratios if row.outcome == outcome} - {None}) == 1:
        verdicts = {-1 if arms[0] in losers else 1}  # what is better, and not what is more
    verdicts.discard(0)
    if not verdicts or (1 if match["up"] else -1) in verdicts:
        return None
    return match, f"the table has {outcome} the other way round for {arms[0]} and {arms[1]}"


def _pairs_compared(clause: Clause) -> list[tuple[Span, ...]]:
    """The pairs of arms that the sentence holds against each other."""
    return [
        pair
        for pair in find_pairs(clause.text, (), arm_spans(clause))
        if is_turned(pair)
        or (_AGAINST.search(clause.text, pair[0].end, pair[1].start) and not _has_own_figure(clause, pair))
    ]


def _word_of_comparison(plain: str, rows: Sequence[Result]) -> re.Match[str] | None:
    """The word that compares: how far a figure moved, which is the larger, or which came the sooner."""
    if moved := MOVED.search(plain):
        return moved
    match = next((it for it in COMPARED.finditer(plain) if not is_conceded(plain, *it.span())), None)
    return match or (SPEED.search(plain) if rows and _LASTS.search(rows[0].outcome) else None)


def _arms_compared(clause: Clause, match: re.Match[str], pairs: Sequence[tuple[Span, ...]]) -> tuple[str, str] | None:
    """The arm that is told to have more or less, and the one that it is held against."""
    behind = pairs and pairs[0][1].end <= clause.sentence.start + match.start()  # "HR A vs B 0.68, so better on A"
    if (behind or not pairs) and (beside := arm_with(clause, match)):
        return beside
    return (pairs[0][0].name, pairs[0][1].name) if pairs else arm_that(clause, match)


def _tells_hazard(match: re.Match[str], words: str, outcome: str, *, about: str, held: bool) -> bool:
    """Whether what is told to be more or less is a hazard or a risk, which a ratio tells.

    Args:
        about: The words in which a hazard may be named.
        held: Whether a ratio is held at all.
    """
    before = words[: match.start()]
    if RISK_OF.search(before) or _THE_RISK.match(words, match.end()) or is_rate_of(outcome, before):
        return True
    harms = held and (HARMS.match(words, match.start()) or HARMS_WERE.search(before)) and not is_harm(outcome)
    return bool(harms) or HAZARD_OR_RISK.search(about[max(0, match.start() - 100) : match.end() + 12]) is not None


def _orders_told(
    match: re.Match[str], words: str, own: Sequence[Result], arms: tuple[str, str], *, moved: bool
) -> set[int]:
    """The orders that the two arms' figures have: of how far they moved, the size and not the sign."""
    figures = [row for row in own if row.arm and family(row.statistic, row.unit) not in DISPERSIONS]
    if moved and any("ratio" in f"{row.statistic} {row.unit or ''} {row.outcome}".casefold() for row in figures):
        figures = ratios_to_start(figures)  # a ratio to baseline is the smaller, the further it fell
    sized = _SIZE.fullmatch(match[0]) or _JUDGED.fullmatch(match["up"] or match["down"])
    fell = sized and all(isinstance(row.value, Decimal) and row.value < 0 for row in figures)
    compared = [unsigned(row) for row in figures] if moved or fell else own
    verdicts = orders_of_arms(as_rates(compared), *arms)
    if _NUMBERS.match(words, match.start()):
        verdicts |= orders_of_arms(compared, *arms)  # "more patients" may be told of the bare counts
    return verdicts


def _has_own_figure(clause: Clause, pair: tuple[Span, ...]) -> bool:
    """Whether the second arm is held against a figure of its own: "97 mL higher than on B and 54 higher than on C"."""
    between = (item.end for item in clause.expressions if pair[0].end <= item.start < pair[1].start)
    return not clause.evidence.facts.pair and any(held_against(clause.text, end, pair[1:]) for end in between)


_AIM = re.compile(
    r"\b(?:whether|objectives?|aims?|aimed|hypothes\w+|designed|powered|intended)\b"
    r"|\bto (?:demonstrate|show|test|prove)\b",
    re.IGNORECASE,
)
"""Before what was to be shown: an objective is no result."""
_THE_RISK = re.compile(r"\s(?:the |their |its |that )?(?:hazard|risk|likelihood|chance) (?:of|for)\b", re.IGNORECASE)
"""Behind "reduced": what was, though the outcome's name may hold these words, "reduced the risk of progression"."""


def _without_outcomes(clause: Clause, words: str) -> str:
    """The words with the names of outcomes and groups blanked: "cytogenetic risk" tells no hazard."""
    for kind in ("outcome", "subgroup"):
        for mention in clause.mentions.get(kind, ()):
            low, high = mention.start - clause.sentence.start, mention.end - clause.sentence.start
            words = words[:low] + " " * (high - low) + words[high:]
    return words


_NEGATED = re.compile(r"\b(?:not|no|neither)\b[\w\s]{0,20}$")
_JUDGED = re.compile(r"superior|improved|prolonged|better|inferior|worse", re.IGNORECASE)
"""Tells what is better, and not what is more."""
