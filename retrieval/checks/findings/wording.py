"""Words that say something else than the figure: a hazard told as a risk or a time, significance without a test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.findings.directions import check_direction, tells_direction
from retrieval.checks.findings.omissions import check_null, check_omissions
from retrieval.checks.findings.significance import check_significance, refers_back
from retrieval.checks.findings.told_orders import check_told_order
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding, place_of
from retrieval.checks.sentences.clauses import Clause, arm_spans
from retrieval.checks.table.rows import Rows
from retrieval.records import Finding, Verdict

_ABSOLUTE = Rare(
    r"\babsolute(?:ly)?\b(?: \w+){0,2} (?:risk|reduction|benefit|hazard|decrease)|\babsolute risk\b", "absolute"
)
_FEWER = Rare(
    r"\b(?:fewer|less|more) (?:(?!than\b)[\w+/-]+ ){0,2}(?:patients|people|participants|deaths|progressions|events)\b"
    r"|\b(?:fewer|less|more) of (?:those|the (?:patients|people|participants))\b"
    r"|\bper (?:100|hundred|one hundred)\b"
    r"|\bfewer (?:died|progressed|relapsed|had|experienced|developed|suffered)\b"
    r"|\bof patients (?:avoid|were spared|benefit)|\b(?:of|in|out of) (?:every |each )?(?:100|one hundred)\b"
    r"|\b(?:prevent|avoid|avert|spar)(?:ed|s|ing)\b|\bthe number of (?:patients|people|deaths|events)\b"
    r"|\b(?:proportion|share|percentage|fraction) of (?:patients|people|participants|those) (?:who|that|with)\b",
    "fewer", "less", "more", "100", "hundred", "of patients", "prevent", "avoid", "avert", "spar", "the number of",
    "proportion", "share", "percentage", "fraction",
)  # fmt: skip
_LONGER = Rare(
    r"(?<![0-9.])(?:(?P<factor>[0-9]+(?:\.[0-9]+)?|twice|two|three)(?:[ -]?(?:times|fold))?"
    r"|(?P<percent>[0-9]+(?:\.[0-9]+)? ?(?:%|percent|per cent))) (?:as (?:long|late|soon|early)|longer|later"
    r"|sooner|earlier(?! (?:lines?|treatments?|therap|regimens?|trial|stud|phase))"
    r"|as much time|more (?:time|months|weeks|years)|as many (?:months|weeks|years)"
    r"|the (?:survival )?time)\b"
    r"|\b(?:that|this|the same) (?:fraction|proportion|multiple|share) of the (?:survival )?time\b"
    r"|\btime\b[^.;]{0,40}\bmultiplied by\b"
    r"|(?<![0-9.])0?\.[0-9]+ (?:of|times) (?:its|their|the|what)(?: [\w-]+){0,2} (?:length|duration|time|was|were)\b",
    "long", "late", "soon", "earl", "time", "as many", "of its", "of their", "of the", "of what", " more ",
)  # fmt: skip
_PROLONGED = Rare(
    r"\b(?:prolong|extend|lengthen|improv|increas)\w*\b[^.;]{0,160}\bby\b",
    "prolong", "extend", "lengthen", "improv", "increas",
)  # fmt: skip
_FOLD = Rare(
    r"\b(?:prolong|extend|lengthen|delay|postpon)\w*\b[^.;]{0,160}?\b(?:[0-9]+(?:\.[0-9]+)?|two|three|four)"
    r"(?:-| )?(?:fold|times)\b",
    "fold", "times",
)  # fmt: skip
"""A time made longer by a factor: "lengthened the time to relapse 1.3-fold"."""
_RISK = re.compile(r"(?<!-)\b(?:hazard|risk)s?\b(?! ratio)", re.IGNORECASE)
_OF_HUNDRED = re.compile(
    r" (?:(?:fewer|more|less) )?(?:[a-z]+ ){0,4}?(?:of|in|out of|per) (?:every |each )?(?:100|one hundred)\b",
    re.IGNORECASE,
)
_POINTS = Rare(r"\b(?:percentage|percent)[ -]points?\b", "point")
_HALVED_NUMBER = Rare(r"\bhalv(?:ed|es|ing) the number of\b", "halv")
_LIKELY = Rare(
    r"\b(?:times|fold|twice|%|percent)(?: (?:as|more|less))?(?: \w+)? (?:likely|probable)\b"
    r"|\b(?:probability|chance|likelihood)\b[^.;]{0,60}\b(?:multiplied|increased|raised|rose|went up|higher)\b"
    r"[^.;%]{0,30}\bby (?:a factor of )?[0-9.]+(?![0-9.]* ?%)"
    r"|\btwice as likely\b|\btimes the (?:risk|chance|likelihood)\b",
    "likel", "probab", "chance", "times the risk",
)  # fmt: skip
_NO_DATA = Rare(
    r"\bno median\b|\bmedian[^.;]{0,80}\b(?:not (?:available|reported|known)|unavailable|unknown|missing|no data)\b"
    r"|\bno data\b[^.;]{0,30}\bmedian\b",
    "median",
)
_REACHED = Rare(r"\bnot (?:yet )?(?:been |be )?reached\b|\bNR\b|\bunreached\b", "reached", "nr")
"""Tells what is meant by no median: "no median can be given: it was not reached"."""
_MOST = Rare(
    r"\b(?:most|the (?:vast |great |large )?majority|more than half|over half)(?: of)?(?: the"
    r"| all)?(?: \w+){0,2} (?:patients|participants|people|subjects)\b",
    "most", "majority", "half",
)  # fmt: skip


def check_wording(
    text: str, clause: Clause, judgements: Sequence[Judgement], before: Sequence[Judgement] = ()
) -> list[Finding]:
    """Return what one sentence words wrongly.

    Args:
        before: The numbers of the sentence before, which one without a figure may speak of.
    """
    words = clause.text[clause.sentence.start : clause.sentence.end]
    if _DENIED.search(words):
        words = _DENIED.pattern.sub(lambda match: " " * len(match[0]), words)
    outcomes = _outcomes(clause, judgements)
    tables = [clause.evidence.results(outcome) for outcome in outcomes]
    found = _hazard(text, clause, words, judgements, tables)
    found += _odds(text, clause, words, judgements, tables)
    if before and not judgements and not outcomes and refers_back(words):
        earlier = [clause.evidence.results(name) for name in _outcomes(clause, before)]
        found += check_significance(text, clause, words, before, earlier)
    else:
        found += check_significance(text, clause, words, judgements, tables)
    found += _missing_median(text, clause, words, tables)
    found += _most(text, clause, words, tables)
    if tells_direction(words):
        decided = [item for item in judgements if item.verdict is not Verdict.UNCHECKED]
        told = [(item.part.number.start, item.result) for item in decided if item.result is not None]
        turned = check_direction(text, clause, words, _told_rows(tables, judgements), told=told)
        found += turned or check_told_order(text, clause, judgements)
    found += check_null(text, clause, judgements) + check_omissions(text, judgements)
    return found


_DENIED = Rare(
    r"\b(?:not|never|(?:rather|other) than|instead of|avoid(?: saying)?)\s[\"'][^\"'\n]{3,90}[\"']"
    r"|\b(?:(?:do|does|did|is|are|can|should|must) ?(?:not|never)|(?:do|does|is|are|ca|should|must)n't|cannot)\s"
    r"(?:mean|imply|say|tell us|be read as|be taken (?:as|to mean)|translate|equate|amount|the same as|saying)\b"
    r"[^.;:\n]*"
    r"|\"[^\"\n]{3,90}\"(?= (?:is|was|are|were|must|should|has|have|needs?|ought) (?:(?:to|not|now|be|been) ){0,3}"
    r"(?:replaced|removed|deleted|changed|reworded|corrected|avoided|struck|dropped|go\b|wrong|misleading|incorrect))",
    "not", "never", "n't", "rather than", "other than", "instead of", "avoid", '"',
)  # fmt: skip
"""What a text says that it does not mean: "not '47 % fewer patients'", "does not mean that 47 % fewer progressed"."""


def _outcomes(clause: Clause, judgements: Sequence[Judgement]) -> list[str]:
    told = [mention.term.name for mention in clause.mentions.get("outcome", ())]
    bound = [outcome for item in judgements for outcome in item.slot.outcomes[:1] or _assumed(item)]
    return list(dict.fromkeys([*bound, *told]))


def _assumed(item: Judgement) -> list[str]:
    """The outcome that a number without one was read as."""
    return [item.result.outcome] if item.result is not None else []


def _told_rows(tables: Sequence[Rows], judgements: Sequence[Judgement]) -> list[Result]:
    """The results of the grades, groups and cut-offs that the sentence's figures were found to be."""
    told = {
        (row.outcome, row.grade, row.subgroup, row.data_cutoff)
        for item in judgements
        for row in (item.result,)
        if row is not None and row.arm not in (None, "all")
    }
    return [row for rows in tables for row in (rows.cells(told) if told else rows)]


def _hazard(
    text: str, clause: Clause, words: str, judgements: Sequence[Judgement], tables: Sequence[Rows]
) -> list[Finding]:
    whom = _unconfirmed_patients(words, judgements)
    patterns = (_ABSOLUTE, _FEWER, _POINTS, _HALVED_NUMBER, _LONGER, _PROLONGED, _FOLD)
    if whom is None and not any(pattern.search(words) for pattern in patterns):
        return []
    if whom or ((_FEWER.search(words) or _LONGER.search(words)) and _EVENTS.search(words)):
        tables = [*tables, *(clause.evidence.results(name) for name in clause.evidence.facts.primary)]
    hazards = [
        row
        for rows in tables
        for row in rows.where(
            lambda row: family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal)
        )
    ]
    if not hazards:
        return []
    found: list[Finding] = []
    lower = [100 * (1 - Decimal(row.value)) for row in hazards]  # type: ignore[arg-type]  # decimals
    told = {share for item in judgements if (share := _told_share(clause, item)) is not None}
    reduced = any(share.quantize(value, way) == value for share in lower for value in told for way in _ROUNDINGS)
    ratio_told = any(item.slot.hazards for item in judgements)
    absolute = _ABSOLUTE.search(words) or _FEWER.search(words) or (_POINTS.search(words) if ratio_told else None)
    absolute = absolute or (whom if ratio_told else None)
    halved = _HALVED_NUMBER.search(words) if ratio_told else None
    if absolute and (reduced or halved):
        found.append(
            finding(
                ErrorClass.HAZARD_AS_ABSOLUTE_RISK,
                "error",
                text,
                place_of(clause, absolute),
                "a hazard ratio gives a relative change of the hazard, no absolute risk and no share of patients",
            )
        )
    longer = (
        _LONGER.search(words)
        or _FOLD.search(words)
        or (_PROLONGED.search(words) if reduced and not _RISK.search(words) else None)
    )
    if longer:
        found.append(
            finding(
                ErrorClass.HAZARD_AS_TIME,
                "error",
                text,
                place_of(clause, longer),
                "neither a hazard ratio nor two medians give a ratio of survival times",
            )
        )
    return found


def _unconfirmed_patients(words: str, judgements: Sequence[Judgement]) -> re.Match[str] | None:
    """Where a share of patients is told that the table does not confirm: "47 % of patients were cured (HR 0.53)"."""
    open_share = any(item.part.number.unit == "%" and item.verdict not in _CONFIRMED for item in judgements)
    return _OF_PATIENTS.search(words) if open_share else None


_CONFIRMED = (Verdict.SUPPORTED, Verdict.DERIVED)
_OF_PATIENTS = Rare(
    r"(?:%|\bper ?cent) of (?:the |all |our |treated )?(?:patients|people|participants)\b"
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


def _odds(
    text: str, clause: Clause, words: str, judgements: Sequence[Judgement], tables: Sequence[Rows]
) -> list[Finding]:
    likely = _LIKELY.search(words)
    told = any(item.slot.statistics == {cues.ODDS} for item in judgements)  # "twice as likely (OR 2.01)"
    if likely and (told or any(statistic == cues.ODDS for rows in tables for statistic, _ in rows.units)):
        return [
            finding(
                ErrorClass.ODDS_AS_RISK,
                "error",
                text,
                place_of(clause, likely),
                "the result is an odds ratio, which is no ratio of risks",
            )
        ]
    return []


def _missing_median(text: str, clause: Clause, words: str, tables: Sequence[Rows]) -> list[Finding]:
    match = _NO_DATA.search(words) if not _REACHED.search(words) else None
    if match and any(row.value == "not reached" for rows in tables for row in rows):
        return [
            finding(
                ErrorClass.NOT_REACHED,
                "error",
                text,
                place_of(clause, match),
                '"not reached" is a result: more than half were still without the event',
            )
        ]
    return []


def _most(text: str, clause: Clause, words: str, tables: Sequence[Rows]) -> list[Finding]:
    match = _MOST.search(words)
    if match is None:
        return []
    arms = {span.name for span in arm_spans(clause)}
    shares = [
        row
        for rows in tables
        for row in rows.in_groups(frozenset({None}))
        if row.unit == "%" and isinstance(row.value, Decimal) and row.arm and (not arms or row.arm in arms)
    ]
    grades = {mention.term.name for mention in clause.mentions.get("grade", ())}
    shares = [row for row in shares if not grades or row.grade in grades or row.grade is None]
    if shares and all(Decimal(row.value) <= 50 for row in shares):  # type: ignore[arg-type]  # decimals
        row = shares[0]
        return [
            finding(
                ErrorClass.UNCHECKED_QUANTITY,
                "error",
                text,
                place_of(clause, match),
                f"{row.outcome} was {row.value} % with {row.arm}: not most",
            )
        ]
    return []
