"""Words that say something else than the figure: a hazard told as a risk or a time, significance without a test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks import cues
from retrieval.checks.arms import Span, find_pairs
from retrieval.checks.binding import Clause, arm_spans
from retrieval.checks.comparison import Judgement
from retrieval.checks.cues import family
from retrieval.checks.kinds import ErrorClass, finding
from retrieval.checks.roles import Role
from retrieval.records import Finding, Verdict

_ABSOLUTE = re.compile(r"\babsolute(?:ly)?\b(?: \w+){0,2} (?:risk|reduction|benefit|hazard|decrease)|\babsolute risk\b", re.IGNORECASE)
_FEWER = re.compile(r"\b(?:fewer|less|more) (?:\w+ )?(?:patients|people|participants|deaths|progressions|events)\b|\bof patients (?:avoid|were spared|benefit)", re.IGNORECASE)
_LONGER = re.compile(
    r"(?:(?P<factor>[0-9]+(?:\.[0-9]+)?|twice|two|three)(?:[ -]?(?:times|fold))?|(?P<percent>[0-9]+(?:\.[0-9]+)? ?(?:%|percent|per cent))) (?:as long|longer|more time|the (?:survival )?time)\b",
    re.IGNORECASE,
)
_LIKELY = re.compile(r"\b(?:times|fold|twice|%|percent)(?: (?:as|more|less))?(?: \w+)? (?:likely|probable)\b|\btwice as likely\b|\btimes the (?:risk|chance|likelihood)\b", re.IGNORECASE)
_SIGNIFICANT = re.compile(r"(?P<before>\b(?:not|no|non|nor|neither|without|never|clinically|n't|lack of|fail\w*)\b[\w\s,-]{0,25})?\b(?P<word>significan(?:t|tly|ce))\b", re.IGNORECASE)
_NOMINAL = re.compile(r"\bnominal(?:ly)?\b|\bnot (?:formally )?tested\b|\bdescriptive\b", re.IGNORECASE)
_NO_DATA = re.compile(r"\bno median\b|\bmedian[^.;]{0,60}\b(?:(?:is|was) (?:not available|unavailable|unknown|missing|not reported)|no data)\b|\bno data\b[^.;]{0,30}\bmedian\b", re.IGNORECASE)
_MOST = re.compile(r"\b(?:most|the (?:vast |great |large )?majority|more than half|over half)(?: of)?(?: the| all)?(?: \w+){0,2} (?:patients|participants|people|subjects)\b", re.IGNORECASE)
_UP = r"longer|higher|greater|more (?:frequent|frequently|common|often|commonly)|increased|superior|improved|prolonged|better"
_DOWN = r"shorter|lower|less (?:frequent|frequently|common|often|commonly)|fewer|decreased|inferior|worse|reduced"
_COMPARED = re.compile(rf"(?<!or )(?<!or even )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_FAVOURS = re.compile(r"\bfavou?r(?:s|ed|ing|able)?\b(?: (?:to|of|for))?\s(?:the\s)?", re.IGNORECASE)
_WORSE_RISK = re.compile(r"\b(?:increas(?:e|ed|es|ing)|higher|greater|raised|elevated)\b(?: \w+){0,3} (?:risk|hazard) of (?:disease |tumou?r )?(?:progression|death|relapse)|\bworsened\b", re.IGNORECASE)


def check_wording(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return what one sentence words wrongly."""
    words = clause.text[clause.sentence.start : clause.sentence.end]
    outcomes = _outcomes(clause, judgements)
    rows = [row for outcome in outcomes for row in clause.evidence.results(outcome)]
    found = _hazard(text, clause, words, judgements, rows)
    found += _odds(text, clause, words, rows)
    found += _significance(text, clause, words, rows)
    found += _missing_median(text, clause, words, rows)
    found += _most(text, clause, words, rows)
    found += _direction(text, clause, words, rows)
    found += _numbers(text, judgements)
    return found


def _outcomes(clause: Clause, judgements: Sequence[Judgement]) -> list[str]:
    told = [mention.term.name for mention in clause.mentions.get("outcome", ())]
    bound = [outcome for item in judgements for outcome in item.slot.outcomes[:1]]
    return list(dict.fromkeys([*bound, *told]))


def _at(clause: Clause, match: re.Match[str]) -> tuple[int, int]:
    return clause.sentence.start + match.start(), clause.sentence.start + match.end()


def _hazard(text: str, clause: Clause, words: str, judgements: Sequence[Judgement], rows: Sequence[Result]) -> list[Finding]:
    hazards = [row for row in rows if family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal)]
    if not hazards:
        return []
    found: list[Finding] = []
    reductions = {(100 * (1 - Decimal(row.value))).quantize(Decimal(1)) for row in hazards}  # type: ignore[arg-type]  # decimals
    told = {item.part.number.value for item in judgements if item.part.number.unit in ("%", "points")}
    absolute = _ABSOLUTE.search(words) or _FEWER.search(words)
    if absolute and told & reductions:
        found.append(finding(ErrorClass.HAZARD_AS_ABSOLUTE_RISK, "error", text, _at(clause, absolute), "a hazard ratio gives a relative change of the hazard, no absolute risk and no share of patients"))
    longer = _LONGER.search(words)
    if longer:
        found.append(finding(ErrorClass.HAZARD_AS_TIME, "error", text, _at(clause, longer), "neither a hazard ratio nor two medians give a ratio of survival times"))
    return found


def _odds(text: str, clause: Clause, words: str, rows: Sequence[Result]) -> list[Finding]:
    likely = _LIKELY.search(words)
    if likely and any(family(row.statistic, row.unit) == cues.ODDS for row in rows):
        return [finding(ErrorClass.ODDS_AS_RISK, "error", text, _at(clause, likely), "the result is an odds ratio, which is no ratio of risks")]
    return []


def _significance(text: str, clause: Clause, words: str, rows: Sequence[Result]) -> list[Finding]:
    match = _SIGNIFICANT.search(words)
    if match is None or match["before"] or _NOMINAL.search(words) or not rows:
        return []
    at = clause.sentence.start + match.start("word"), clause.sentence.start + match.end("word")
    compared = [row for row in rows if row.comparison and not row.subgroup]
    if any(row.p_tested == "tested" for row in compared):
        return []
    if any(row.p_tested == "nominal" or _crosses(row) or (row.p_value is not None and row.p_value > Decimal("0.05")) for row in compared):
        return [finding(ErrorClass.P_VALUE, "error", text, at, f"the table has no tested p-value for {rows[0].outcome}: nominal, or the interval crosses 1")]
    return [finding(ErrorClass.P_VALUE, "warning", text, at, f"the table has no tested p-value for {rows[0].outcome}")]


def _crosses(row: Result) -> bool:
    if family(row.statistic, row.unit) not in cues.RATIOS or not isinstance(row.ci_low, Decimal) or not isinstance(row.ci_high, Decimal):
        return False
    return row.ci_low < 1 < row.ci_high


def _missing_median(text: str, clause: Clause, words: str, rows: Iterable[Result]) -> list[Finding]:
    match = _NO_DATA.search(words)
    if match and any(row.value == "not reached" for row in rows):
        return [finding(ErrorClass.NOT_REACHED, "error", text, _at(clause, match), '"not reached" is a result: more than half were still without the event')]
    return []


def _most(text: str, clause: Clause, words: str, rows: Sequence[Result]) -> list[Finding]:
    match = _MOST.search(words)
    if match is None:
        return []
    arms = {span.name for span in arm_spans(clause)}
    shares = [row for row in rows if row.unit == "%" and isinstance(row.value, Decimal) and row.arm and (not arms or row.arm in arms) and not row.subgroup]
    grades = {mention.term.name for mention in clause.mentions.get("grade", ())}
    shares = [row for row in shares if not grades or row.grade in grades or row.grade is None]
    if shares and all(Decimal(row.value) <= 50 for row in shares):  # type: ignore[arg-type]  # decimals
        row = shares[0]
        return [finding(ErrorClass.UNCHECKED_QUANTITY, "error", text, _at(clause, match), f"{row.outcome} was {row.value} % with {row.arm}: not most")]
    return []


def _direction(text: str, clause: Clause, words: str, rows: Sequence[Result]) -> list[Finding]:
    """Words of direction against the hazard ratio or the two arms' figures."""
    hazards = [row for row in rows if family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal) and row.comparison and not row.subgroup]
    spans = arm_spans(clause)
    if hazards and all(Decimal(row.value) < 1 for row in hazards):  # type: ignore[arg-type]  # decimals
        second = (hazards[0].comparison or "").split(" vs ")[-1]
        for match in _FAVOURS.finditer(words):
            end = clause.sentence.start + match.end()
            if any(span.name == second and 0 <= span.start - end <= 5 for span in spans):
                return [finding(ErrorClass.DIRECTION, "error", text, _at(clause, match), f"a hazard ratio below 1 ({hazards[0].comparison}) does not favour {second}")]
        risk = _WORSE_RISK.search(words)
        if risk and not re.search(r"\b(?:no|not|without)\b", words[max(0, risk.start() - 15) : risk.start()]):
            named = [span.name for span in spans if span.end <= clause.sentence.start + risk.start()]
            if not named or named[-1] != second:
                return [finding(ErrorClass.DIRECTION, "error", text, _at(clause, risk), f"the hazard ratio {hazards[0].value} ({hazards[0].comparison}) is a lower hazard")]
    return _compared(text, clause, words, rows, spans)


def _compared(text: str, clause: Clause, words: str, rows: Sequence[Result], spans: Sequence[Span]) -> list[Finding]:
    """ "Longer with A than with B" where the table has it the other way round."""
    pairs = [pair for pair in find_pairs(clause.text, (), spans) if re.search(r"\bthan\b|compared (?:with|to)|\bversus\b|\bvs\b", clause.text[pair[0].end : pair[1].start])]
    match = _COMPARED.search(words)
    if match is None or not pairs or not rows:
        return []
    first, second = pairs[0][0].name, pairs[0][1].name
    if re.search(r"\b(?:not|no|neither)\b[\w\s]{0,20}$", words[: match.start()]):
        return []
    outcome = rows[0].outcome
    verdicts = {_order(one, two) for one in rows for two in rows if one.outcome == two.outcome == outcome and one.arm == first and two.arm == second and _same(one, two)}
    verdicts.discard(0)
    good = match["up"] and re.fullmatch("superior|improved|prolonged|better", match["up"].casefold())
    bad = match["down"] and re.fullmatch("inferior|worse", match["down"].casefold())
    if (good or bad) and rows[0].category != "efficacy":
        return []
    wanted = 1 if match["up"] else -1
    if verdicts and wanted not in verdicts:
        return [finding(ErrorClass.DIRECTION, "error", text, _at(clause, match), f"the table has {outcome} the other way round for {first} and {second}")]
    return []


def _same(one: Result, two: Result) -> bool:
    return (one.statistic, one.unit, one.grade, one.data_cutoff, one.subgroup) == (two.statistic, two.unit, two.grade, two.data_cutoff, two.subgroup)


def _order(one: Result, two: Result) -> int:
    """1 where ``one`` is the larger figure; not reached is longer than any time."""
    if "not reached" in (one.value, two.value):
        return (one.value == "not reached") - (two.value == "not reached")
    if not isinstance(one.value, Decimal) or not isinstance(two.value, Decimal):
        return 0
    return (one.value > two.value) - (one.value < two.value)


def _numbers(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """What a number that agrees still leaves out, or moves across the null."""
    found: list[Finding] = []
    for item in judgements:
        number, row = item.part.number, item.result
        span = number.start, number.end
        if row is None or item.verdict is not Verdict.SUPPORTED:
            continue
        if item.part.role is Role.P and row.p_sides == "one-sided" and item.slot.sides is None:
            found.append(finding(ErrorClass.P_VALUE, "warning", text, span, "the p-value is one-sided, and the text does not say so"))
        if item.part.role in (Role.LOW, Role.HIGH) and family(row.statistic, row.unit) in cues.RATIOS:
            reported = row.ci_low if item.part.role is Role.LOW else row.ci_high
            if number.value == 1 and isinstance(reported, Decimal) and reported != 1:
                found.append(finding(ErrorClass.BOUND_OVER_NULL, "error", text, span, f"the bound is {reported}, which rounding moves to 1"))
        if item.part.role is Role.LOW and row.ci_level is not None and item.slot.expression.number(Role.LEVEL) is None and item.slot.expression.interval == "CI" and not _level_near(item):
            found.append(finding(ErrorClass.CI_LEVEL, "warning", text, span, f"the interval is a {row.ci_level} % CI, and the text does not say so"))
    return found


def _level_near(item: Judgement) -> bool:
    return re.search(r"\bCI\b|confidence", item.slot.before) is None
