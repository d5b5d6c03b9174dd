"""Relative reductions told as something else: a hazard ratio as an absolute risk, a share of patients, or a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import AnyOf, Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding, place_of
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.table.rows import Rows
from retrieval.records import Finding, Verdict

_ABSOLUTE = Rare(
    r"(?<!\bno )(?<!\bnot )(?<!\bnot an )(?<!\bnot the )(?<!\bthan an )(?<!\bthan the )(?<!\bno such )"
    r"(?:\babsolute(?:ly)?\b(?: \w+){0,2} (?:risk|reduction|benefit|hazard|decrease)|\babsolute risk\b)",
    "absolute",
)
_FEWER = Rare(
    r"\b(?:fewer|less|more) (?:(?!than\b)[\w+/-]+ ){0,2}(?:patients|people|participants|deaths|progressions|events)\b"
    r"|\bmore survivors\b|\b(?:fewer|less|more) of (?:those|the (?:patients|people|participants))\b"
    r"|\bper (?:100|hundred|one hundred)\b"
    r"|\bfewer (?:died|progressed|relapsed|had|experienced|developed|suffered)\b"
    r"|\bof patients (?:avoid|were spared|benefit)|\b(?:of|in|out of) (?:every |each )?(?:100|one hundred)\b"
    r"|\b(?:prevent|avoid|avert|spar)(?:ed|s|ing)\b|\bthe number of (?:patients|people|deaths|events)\b"
    r"|\b(?:proportion|share|percentage|fraction) of (?:patients|people|participants|those)"
    r" (?:who|that|with|[a-z]+ing)\b",
    "fewer", "less", "more", "100", "hundred", "of patients", "prevent", "avoid", "avert", "spar", "the number of",
    "proportion", "share", "percentage", "fraction",
)  # fmt: skip
_LONGER = Rare(
    r"(?<![0-9.])(?!(?:19|20)[0-9]{2}\s)(?:(?P<factor>[0-9]+(?:\.[0-9]+)?|twice|two|three)(?:[ -]?(?:times|fold))?"
    r"|(?P<percent>[0-9]+(?:\.[0-9]+)? ?(?:%|percent|per cent))) (?:as (?:long|late|soon|early)|longer|later"
    r"|sooner|earlier(?! (?:lines?|treatments?|therap|regimens?|trial|stud|phase))"
    r"|as much time|more (?:time|months|weeks|years)(?! of (?:follow|observ|data|experience))"
    r"|as many (?:months|weeks|years)|the (?:[\w-]+ ){0,2}time)\b"
    r"|\b(?:that|this|the same) (?:fraction|proportion|multiple|share) of the (?:survival )?time\b"
    r"|\btime\b[^.;]{0,40}\bmultiplied by\b"
    r"|(?<![0-9.])0?\.[0-9]+ (?:of|times) (?:its|their|the|what)(?: [\w-]+){0,2} (?:length|duration|time|was|were)\b",
    "long", "late", "soon", "earl", "time", "as many", "of its", "of their", "of the", "of what", " more ",
)  # fmt: skip
_PROLONGED = Rare(
    r"\b(?:prolong|extend|lengthen|improv|increas|delay|postpon|deferr)\w*\b[^.;]{0,160}\bby\b",
    "prolong", "extend", "lengthen", "improv", "increas", "delay", "postpon", "deferr",
)  # fmt: skip
_FOLD = Rare(
    r"\b(?:prolong|extend|lengthen|delay|postpon)\w*\b[^.;]{0,160}?\b(?:[0-9]+(?:\.[0-9]+)?|two|three|four)"
    r"(?:-| )?(?:fold|times)\b",
    "fold", "times",
)  # fmt: skip
"""A time made longer by a factor: "lengthened the time to relapse 1.3-fold"."""
_TIMES_THAT = Rare(
    r"\b(?:time|survival|duration|PFS2?|OS|EFS|DFS|months|median)\b[^.;]{0,60}?\b(?:was|is|were|came to)\s"
    r"(?:only |just |about )?[0-9]?\.[0-9]+[ -](?:times|fold) (?:\([^()]*\) )?(?:that|those)\b",
    "times",
    "fold",
)
"""A time told as so many times that of the other arm: "time to relapse with A was 0.58 times that with B"."""
_DOUBLED = Rare(r"\btime to\b[^.;:,0-9]{0,60}\b(?:was|were)\s(?:\w+ ){0,2}?(?:doubled|tripled|halved)\b", "time to")
"""A time told as a multiple of the other arm's, beside a hazard ratio: "the time to relapse was doubled"."""
_RATE = re.compile(r"\brates? of\b", re.IGNORECASE)
"""Within such words: "at any time the rate of progression was 0.58 times that with B" tells of the hazard."""
_RISK = re.compile(r"(?<!-)\b(?:hazard|risk)s?\b(?! ratio)", re.IGNORECASE)
_OF_HUNDRED = re.compile(
    r" (?:(?:fewer|more|less) )?(?:[a-z]+ ){0,4}?(?:of|in|out of|per) (?:every |each )?(?:100|one hundred)\b",
    re.IGNORECASE,
)
_POINTS = Rare(r"\b(?:percentage|percent)[ -]points?\b|[0-9] points\b", "point")
_HALVED_NUMBER = Rare(r"\bhalv(?:ed|es|ing)(?: of)? the number of\b|\bthe number of [^.;,]{1,60} halved\b", "halv")


_MISTOLD = AnyOf(_ABSOLUTE, _FEWER, _POINTS, _HALVED_NUMBER, _LONGER, _PROLONGED, _FOLD, _TIMES_THAT, _DOUBLED)
_NOT_SO = Rare(
    r"\b(?:(?:not|nor|never|rather than|instead of|no (?:statement|claim|proof))\s(?:as|to|into|that|of|an?|the)"
    r"|(?:wrong|incorrect|misleading|(?:an?|the) (?:error|mistake|misreading)) (?:to|that)"
    r"|(?:misread|mistaken|misinterpreted|misunderstood) (?:as|for|to mean))\s"
    r"(?:(?!\b(?:but|and|so|because|since)\b)(?:[^.;:,\n]|\.(?=[0-9])))*",
    "not", "nor", "never", "rather than", "instead of", "no ", "wrong", "incorrect", "misleading", "error", "mis",
)  # fmt: skip
"""What a ratio is told not to be: "a 42 % lower hazard, not to a 42 % longer time"."""


def check_hazard(
    text: str, clause: Clause, words: str, judgements: Sequence[Judgement], tables: Sequence[Rows]
) -> list[Finding]:
    """Return where a hazard ratio, or the reduction that follows from it, is told as a risk, a share or a time."""
    if _NOT_SO.search(words):
        words = _NOT_SO.pattern.sub(lambda match: " " * len(match[0]), words)
    whom = _unconfirmed_patients(words, judgements)
    if whom is None and not _MISTOLD.is_in(words):
        return []
    events = (_FEWER.search(words) or _LONGER.search(words)) and _EVENTS.search(words)
    if whom or events or _HALVED_NUMBER.search(words):  # events that are counted have no ratio: their endpoint has
        tables = [*tables, *(clause.evidence.results(name) for name in clause.evidence.facts.primary)]
    values = _hazards_held(tables) or _told_ratios(judgements)
    if not values:
        return []
    lower = [100 * (1 - value) for value in values]
    lower += [100 * value for value in _hazards_held(tables)] if whom else []
    told = {share for item in judgements if (share := _told_share(clause, item)) is not None}
    reduced = any(share.quantize(value, way) == value for share in lower for value in told for way in _ROUNDINGS)
    found: list[Finding] = []
    if absolute := _as_absolute(words, whom, reduced=reduced, ratio=any(item.slot.hazards for item in judgements)):
        reason = "a hazard ratio gives a relative change of the hazard, no absolute risk and no share of patients"
        at = place_of(clause, absolute)
        found.append(finding(ErrorClass.HAZARD_AS_ABSOLUTE_RISK, "error", text, at, reason))
    if longer := _as_time(words, reduced=reduced) or (_DOUBLED.search(words) if _told_ratios(judgements) else None):
        reason = "neither a hazard ratio nor two medians give a ratio of survival times"
        found.append(finding(ErrorClass.HAZARD_AS_TIME, "error", text, place_of(clause, longer), reason))
    return found


def _hazards_held(tables: Sequence[Rows]) -> list[Decimal]:
    """The hazard ratios of the tables."""
    return [
        row.value
        for rows in tables
        for row in rows.where(lambda row: family(row.statistic, row.unit) == cues.HAZARD)
        if isinstance(row.value, Decimal)
    ]


def _as_absolute(words: str, whom: re.Match[str] | None, *, reduced: bool, ratio: bool) -> re.Match[str] | None:
    """The words that tell a change of the hazard as one of a risk, or of how many patients.

    Args:
        reduced: Whether a share told is the reduction of the hazard.
        ratio: Whether a hazard ratio is told.
    """
    if not reduced and not (ratio and _HALVED_NUMBER.search(words)):
        return None
    absolute = _ABSOLUTE.search(words) or _FEWER.search(words)
    return absolute or ((_POINTS.search(words) or whom) if ratio else None)


def _told_ratios(judgements: Sequence[Judgement]) -> list[Decimal]:
    """The hazard ratios that a sentence tells itself, whatever outcome it leaves out."""
    return [
        item.part.number.value
        for item in judgements
        if cues.HAZARD in item.slot.statistics
        and item.part.role is Role.ESTIMATE
        and isinstance(item.part.number.value, Decimal)
        and item.part.number.form == "digits"
    ]


def _as_time(words: str, *, reduced: bool) -> re.Match[str] | None:
    """Where a ratio is told as one of times; what is told of a hazard, or lengthened by another number, is none."""
    if told := _LONGER.search(words) or _FOLD.search(words):
        return told
    if _RISK.search(words):
        return None
    times = _TIMES_THAT.search(words)
    times = None if times and _RATE.search(times[0]) else times
    return (_PROLONGED.search(words) if reduced else None) or times


def _unconfirmed_patients(words: str, judgements: Sequence[Judgement]) -> re.Match[str] | None:
    """Where a share of patients is told that the table does not confirm: "47 % of patients were cured (HR 0.53)"."""
    open_share = any(item.part.number.unit == "%" and item.verdict not in _CONFIRMED for item in judgements)
    return _OF_PATIENTS.search(words) if open_share else None


_CONFIRMED = (Verdict.SUPPORTED, Verdict.DERIVED)
_OF_PATIENTS = Rare(
    r"(?:%|\bper ?cent) of (?:the |all |our )?(?:[\w+/-]+ )?(?:patients|people|participants)\b"
    r"|\bof (?:the |all |our |treated )?(?:patients|people|participants),? (?:[0-9.]+ ?%|[a-z-]+ per ?cent)",
    "% of", "cent of", "of patients", "of all", "of the", "of our", "of treated", "of people", "of participants",
)  # fmt: skip
_ROUNDINGS = (ROUND_HALF_UP, ROUND_DOWN)


def _told_share(clause: Clause, item: Judgement) -> Decimal | None:
    """The share in per cent that a number tells: "47 %", "47 points", "47 of 100", "47 out of every 100"."""
    number = item.part.number
    if not isinstance(number.value, Decimal):
        return None
    if number.form == "share":
        return (100 * number.value).normalize()
    is_share = number.unit in ("%", "percentage points", "points") or _OF_HUNDRED.match(clause.text, number.unit_end)
    return number.value if is_share else None


_EVENTS = re.compile(r"\b(?:died|dying|deaths?|progress(?:ed|ing|ions?)|relapsed?)\b(?![- ]free)", re.IGNORECASE)
"""Events that a primary endpoint may be made of, "died or progressed", whatever their name in the table."""
