"""Words of direction, "longer", "favours", "increased", against the figures of the two arms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import AnyOf, Rare
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
from retrieval.checks.findings.favours import FAVOURS, loser_of
from retrieval.checks.judging.interval_ends import ALLOWS
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause, arm_spans
from retrieval.checks.sentences.concessions import is_conceded
from retrieval.checks.sentences.harms import HARMS, HARMS_WERE, HAZARD_OR_RISK, RISK_OF, is_harm, is_rate_of
from retrieval.checks.terms.arm_pairs import Span, find_pairs, held_against, is_turned
from retrieval.records import Finding

_UP = (
    r"longer|lengthened|extended|higher|greater|commoner|larger|bigger|more often|"
    r"more (?:frequent|frequently|common|often|commonly)|increased|superior|improved|prolonged"
    r"|later(?= (?:with|in|on|under|than)\b)"
    rf"|better|more (?:of (?:the|those|these|its) )?(?:\w+ )?{PEOPLE}|more(?=\s{{4,}})"
    r"|more(?= (?!than\b)[^.;,%0-9]{1,40} than\b)"
)
_DOWN = (
    r"(?:earlier|sooner)(?= (?:with|in|on|under|than)\b)|shorter|shortened|lower|rarer|scarcer|smaller"
    r"|less (?:frequent|frequently|common|often|commonly)|fewer|decreased|inferior|worse|reduced"
    r"|less(?= (?!than\b)[^.;,%0-9]{1,40} than\b)"
)
_MOVED = Rare(
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
_COMPARED = Rare(
    rf"(?<!or )(?<!or even )(?<!non-)(?<!\bnot )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    r"(?!\s+(?:follow-?\s?up|analys[ei]s|study|phase|access)\b)"
    r"(?!\s+(?:[0-9.]+\s?%\s)?(?:confidence\s|CI\s)?(?:limit|bound|end)s?\b)"
    r"(?!\s+than\s+(?:an?|one|half|two|three|four|five|six|seven|eight|nine|ten|[0-9])\b)",
    "long", "length", "extend", "high", "great", "common", "larg", "big", "more", "increas", "super", "improv", "low",
    "later", "better", "earl", "soon", "short", "rare", "scarc", "small", "less", "few", "decreas", "infer", "wors",
    "reduc",
)  # fmt: skip
"""A word of comparison; "extended follow-up" is the name of an analysis."""
_WORSE_RISK = Rare(
    r"\b(?:increas(?:e|ed|es|ing)|higher|greater|raised|elevated)\b(?: \w+){0,3} (?:risk"
    r"|hazard) of (?:disease |tumou?r )?(?:progression|death|relapse)|\bworsened\b",
    "risk of",
    "hazard of",
    "worsened",
)
_CHANGED_BY = Rare(
    r"\b(?:(?P<up>increased|raised|elevated|worsened)|(?P<down>reduced|lowered|decreased|halved|cut))"
    r" (?:by|with|on|under)\s(?:the\s)?",
    "ed by", "ed with", "ed on", "ed under", "cut by", "cut with", "cut on", "cut under",
)  # fmt: skip
_MORE = Rare(r"\b(?:more|less)\b(?! than\b)", "more", "less")
"""Before the name of an event, which is blanked when arms are compared: "more discontinuations with A than with B"."""
_NUMBERS = re.compile(
    r"\b(?:more|fewer|less|greater|higher|lower)\b(?! (?:frequent|common|likely|often))", re.IGNORECASE
)
_AGAINST = re.compile(r"\bthan\b|\b(?:superior|inferior) to\b|compared (?:with|to)|\bversus\b|\bvs\b", re.IGNORECASE)


_SPEED = Rare(r"\b(?:(?P<up>slower)|(?P<down>faster|quicker))\b", "faster", "slower", "quicker")
_LASTS = re.compile(r"\btime to\b|\bduration\b", re.IGNORECASE)
"""In the title of what is the longer, the slower it comes."""


def tells_direction(words: str) -> bool:
    """Whether any words of direction stand there at all."""
    return _OF_DIRECTION.is_in(words)


_DID = Rare(
    r"\b(?:did|does|do|fared?|fares)\s(?:clearly |much |somewhat |significantly )?(?:(?P<better>better)|worse)\b"
    r"(?!\s(?:on|with|in|than|under|when)\b)",
    "did", "do", "fare",
)  # fmt: skip
"""Behind the arm that is told to be the better or the worse one."""
_OF_DIRECTION = AnyOf(FAVOURS, _DID, _WORSE_RISK, _CHANGED_BY, _COMPARED, _MOVED, _MORE, _SPEED)


def check_direction(
    text: str, clause: Clause, words: str, rows: Sequence[Result], *, told: Sequence[tuple[int, Result]] = ()
) -> list[Finding]:
    """Words of direction against the ratio or the two arms' figures.

    Args:
        rows: Results of the outcomes that the sentence names, in its groups and at its cut-offs.
        told: Those that its own figures were found to be, each with its offset; where one is a ratio, the words are
            about it.
    """
    bound = [row for _, row in told]
    ratios = _ratios(bound) or [row for row in _ratios(rows) if family(row.statistic, row.unit) == cues.HAZARD]
    spans = arm_spans(clause)
    gaps = [row for row in bound if family(row.statistic, row.unit) == cues.DIFFERENCE]
    for check in (_favours, _worse, _changed) if ratios else (_favours,):
        wrong = check(clause, words, ratios or gaps, spans) if ratios or gaps else None
        if wrong is not None:
            match, reason = wrong
            start = clause.sentence.start
            span = start + match.start(), start + match.end()
            return [finding(ErrorClass.DIRECTION, "error", text, span, reason)]
    own = [row.outcome for row in bound if row.arm]
    led = sorted(rows, key=lambda row: row.outcome not in own[:1])  # what the sentence's figures are of goes first
    return _compared(text, clause, words, led, ratios=_ratios(bound) or _ratios(rows), told=told)


def _ratios(rows: Sequence[Result]) -> list[Result]:
    whole = [
        row
        for row in rows
        if family(row.statistic, row.unit) in cues.RATIOS - {cues.MEANS}
        and isinstance(row.value, Decimal)
        and row.comparison
    ]
    return [row for row in whole if not row.subgroup] or whole


Told = tuple[re.Match[str], str] | None


def _favours(clause: Clause, words: str, ratios: Sequence[Result], spans: Sequence[Span]) -> Told:
    """ "Favoured B" where the ratio favours A."""
    losers = {loser_of(row) for row in ratios}
    if len(losers) != 1 or None in losers:
        return None
    loser, row = losers.pop(), ratios[0]
    for match in _DID.finditer(words):
        start = clause.sentence.start + match.start()
        arm = next((span.name for span in spans if 0 <= start - span.end <= 5), None)
        told = arm in (row.comparison or "").split(" vs ") and not _denied(words, match)
        if told and (arm == loser) == bool(match["better"]):
            return (
                match,
                f"the {family(row.statistic, row.unit)} {row.value} ({row.comparison}) does not favour {loser}",
            )
    for match in FAVOURS.finditer(words):
        end = clause.sentence.start + match.end()
        if any(span.name == loser and 0 <= span.start - end <= 5 for span in spans) and not _denied(words, match):
            return (
                match,
                f"the {family(row.statistic, row.unit)} {row.value} ({row.comparison}) does not favour {loser}",
            )
    return None


def _worse(clause: Clause, words: str, ratios: Sequence[Result], spans: Sequence[Span]) -> Told:
    """A higher risk of progression or death told of a hazard ratio below 1."""
    hazards = [row for row in ratios if family(row.statistic, row.unit) == cues.HAZARD]
    risk = _WORSE_RISK.search(words)
    if risk is None or not hazards or any(Decimal(row.value) >= 1 for row in hazards) or _denied(words, risk):  # type: ignore[arg-type]  # decimals
        return None
    if ALLOWS.search(words[: risk.start()]):
        return None  # "compatible with anything from a 39 % reduction to a 20 % increase in the hazard of death"
    second = (hazards[0].comparison or "").split(" vs ")[-1]
    named = [span.name for span in spans if span.end <= clause.sentence.start + risk.start()]
    if named and named[-1] == second:
        return None
    return risk, f"the hazard ratio {hazards[0].value} ({hazards[0].comparison}) is a lower hazard"


def _changed(clause: Clause, words: str, ratios: Sequence[Result], spans: Sequence[Span]) -> Told:
    """ "Deaths were increased by A" where the ratio of A to B is below 1."""
    row = ratios[0]
    if not is_harm(row.outcome):
        return None
    first, _, second = (row.comparison or "").partition(" vs ")
    for match in _CHANGED_BY.finditer(words):
        end = clause.sentence.start + match.end()
        arm = next((span.name for span in spans if 0 <= span.start - end <= 5), None)
        if arm is None and re.match(rf"{re.escape(first.split()[0])}\b", words[match.end() :], re.IGNORECASE):
            arm = first if not second.casefold().startswith(first.split()[0].casefold()) else None
        if arm not in (first, second) or _denied(words, match):
            continue
        rises = (Decimal(row.value) > 1) == (arm == first)  # type: ignore[arg-type]  # decimals
        if Decimal(row.value) != 1 and bool(match["up"]) != rises:  # type: ignore[arg-type]  # decimals
            change = "higher" if rises else "lower"
            return match, f"{row.statistic} {row.value} ({row.comparison}): {row.outcome} was {change} with {arm}"
    return None


def _denied(words: str, match: re.Match[str]) -> bool:
    return re.search(r"\b(?:no|not|without|neither)\b[\w\s]{0,16}$", words[: match.start()]) is not None


def _compared(  # noqa: PLR0913  # what the sentence says, and what its figures are
    text: str,
    clause: Clause,
    words: str,
    rows: Sequence[Result],
    *,
    ratios: Sequence[Result],
    told: Sequence[tuple[int, Result]],
) -> list[Finding]:
    """ "Longer with A than with B" where the table has it the other way round."""
    plain = _without_outcomes(clause, words)
    pairs = [
        pair
        for pair in find_pairs(clause.text, (), arm_spans(clause))
        if is_turned(pair)
        or (_AGAINST.search(clause.text, pair[0].end, pair[1].start) and not _has_own_figure(clause, pair))
    ]
    moved = _MOVED.search(plain)
    match = moved or next((it for it in _COMPARED.finditer(plain) if not is_conceded(plain, *it.span())), None)
    match = match or (_SPEED.search(plain) if rows and _LASTS.search(rows[0].outcome) else None)
    if match is None or not rows or re.search(r"\b(?:not|no|neither)\b[\w\s]{0,20}$", words[: match.start()]):
        return []
    if _AIM.search(words[: match.start()]):
        return []
    behind = pairs and pairs[0][1].end <= clause.sentence.start + match.start()  # "HR A vs B 0.68, so better on A"
    beside = arm_with(clause, match) if behind or not pairs else None
    arms = beside or ((pairs[0][0].name, pairs[0][1].name) if pairs else arm_that(clause, match))
    if arms is None:
        return []
    first, second = arms
    rows = rows_beside(rows, told, {first, second}, clause.sentence.start + match.end()) or rows
    later = [row for row in rows if row.category != "baseline"] or list(rows)
    outcome = later[0].outcome
    own = [row for row in rows if row.outcome == outcome]
    judged = (match["up"] or match["down"]).casefold() in (
        "superior", "improved", "prolonged", "better", "inferior", "worse",
    )  # fmt: skip
    figures = [row for row in own if row.arm and family(row.statistic, row.unit) not in DISPERSIONS]
    falls = judged and all(isinstance(row.value, Decimal) and row.value < 0 for row in figures)
    if moved and any("ratio" in f"{row.statistic} {row.unit or ''} {row.outcome}".casefold() for row in figures):
        figures = ratios_to_start(figures)  # a ratio to baseline is the smaller, the further it fell
    sized = _SIZE.fullmatch(match[0]) and all(isinstance(row.value, Decimal) and row.value < 0 for row in figures)
    compared = [unsigned(row) for row in figures] if moved or falls or sized else own
    verdicts = orders_of_arms(as_rates(compared), first, second)
    if _NUMBERS.match(words, match.start()):
        verdicts |= orders_of_arms(compared, first, second)  # "more patients" may be told of the bare counts
    if judged and rows[0].category != "efficacy":
        return []
    about = plain if pairs else words  # "the risk of progression was lower with A" names an outcome, and a risk
    named = RISK_OF.search(words[: match.start()]) or _THE_RISK.match(words, match.end())
    harms = HARMS.match(words, match.start()) or HARMS_WERE.search(words[: match.start()])
    if (
        named
        or (harms and ratios and not is_harm(outcome))
        or HAZARD_OR_RISK.search(about[max(0, match.start() - 100) : match.end() + 12])
        or is_rate_of(outcome, words[: match.start()])
    ):
        verdicts = orders_of_hazards(ratios, first)
    if judged and len(losers := {loser_of(row) for row in ratios if row.outcome == outcome} - {None}) == 1:
        verdicts = {-1 if first in losers else 1}  # what is better, and not what is more
    verdicts.discard(0)
    if not verdicts or (1 if match["up"] else -1) in verdicts:
        return []
    span = clause.sentence.start + match.start(), clause.sentence.start + match.end()
    reason = f"the table has {outcome} the other way round for {first} and {second}"
    return [finding(ErrorClass.DIRECTION, "error", text, span, reason)]


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
