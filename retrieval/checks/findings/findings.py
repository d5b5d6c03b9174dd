"""Errors that are not one number: classes of contradicted numbers, wording, consistency, and balance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from retrieval.checks.binding.reading import Reading
from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.findings.consistency import check_consistency, check_levels, check_sides, group_expressions
from retrieval.checks.findings.wording import check_wording
from retrieval.checks.judging.changes import is_change, is_change_back
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, classify, finding
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict

_LETTER_WORDS = 120
"""A text of this length that tells efficacy is expected to tell safety as well."""
_SALUTATION = re.compile(r"(?:dear|to whom)\b", re.IGNORECASE)
_SAFETY = re.compile(
    r"\bsafety\b(?! (?:analysis|evaluable|population|set))|\b(?:adverse|undesirable|side)[ -](?:\w+ )?"
    r"(?:events?|reactions?|effects?|experiences?)\b|\b(?:TE)?AEs?\b|\btoxicit|\btolerab|\btolerated\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?<!not )(?<!less )(?<!as )\b(?:well|better)[ -]tolerated\b"
    r"|\btolerated (?:it|this|them|treatment|the \w+) (?:(?:very|generally|quite|rather|remarkably) )?well\b"
    r"|\b(?:excellent|(?:very )?good|favou?rable|acceptable|manageable|benign|clean|reassuring|outstanding|superior)\s"
    r"(?:(?:and|overall|general) |\w+ )?(?:safety|tolerability)(?: profile)?\b"
    r"|\b(?:safety|tolerability)(?: profile)?(?::| was| is) "
    r"(?:excellent|good|favou?rable|acceptable|manageable|fine)\b",
    re.IGNORECASE,
)
"""Safety praised, and not told: no balance to a benefit."""
_BENEFIT = re.compile(
    r"\b(?:prolong|lengthen|breakthrough|improv|superior|benefit|favou?r(?:s|ed|ing|able)\b|met its primary"
    r"|achieved its primary"
    r"|outperform|\bworked\b|\beffective\b|\befficacious\b|\bhazard of [\w ]{4,40} (?:was|were) (?:\w+ )?lower\b"
    r"|better\b|longer\b(?! follow)|deeper\b|significantly\b"
    r"|(?:reduc|lower|cut)\w* the (?:\w+ )?(?:risk|hazard|incidence|rate)"
    r"|(?:was|were) (?:\w+ )?less (?:frequent|common) (?:with|on|in|under)\b"
    r"|more patients (?:reached|achieved|had|responded|were)"
    r"|\bspeaks? for (?:itself|themselves)|\b(?:impressive|striking|remarkable|outstanding|compelling|convincing)\b)",
    re.IGNORECASE,
)
"""Words that claim a benefit."""
_CUTOFFS_TOLD = re.compile(
    r"\b(?:cut-?\s?offs|data cuts|analyses|time ?points)\b|\b(?:from|between) the (?:first|primary|interim|earlier)\b"
    r"|\b(?:earlier|later) (?:cut-?\s?off|data cut|analysis|look|one)\b"
    r"|\band (?:later|then|subsequently)\b"
    r"|\b(?:analysis|cut-?off|data|look) of (?:\w+ )?20[0-9]{2}\b[^\n]{1,120}?"
    r"\b(?:that|the one|those) of (?:\w+ )?20[0-9]{2}\b"
    r"|\b(?:difference|gap|margin)\b[^.;]{0,60}\b(?:grew|rose|widened|narrowed|shrank|increased|fell|went)\b"
    r"|\b(?:in|at|by) (?:the )?20[0-9]{2}\b[^;]{1,80}\b(?:in|at|by) (?:the )?20[0-9]{2}\b"
    r"|\b(?:the first time|initially|originally|at first|by then|at that time|the second time)\b"
    r"|\((?-i:[A-Z])[\w'-]+,? (?:et al\.?,? )?20[0-9]{2}\)[^\n]{0,90}\("
    r"|\b(?-i:[A-Z])[\w'-]+ (?:et al\.?,? )?\(?20[0-9]{2}\)?[^\n]{1,120}?"
    r"\b(?-i:[A-Z])[\w'-]+ (?:et al\.?,? )?\(?20[0-9]{2}\b",
    re.IGNORECASE,
)
"""What says that figures are of several cut-offs: words, or a publication cited for each."""
_YES = re.compile(r"yes\b", re.IGNORECASE)
_NNT = Rare(r"\bnumbers? needed to (?:treat|harm)\b|\bNN[TH]\b", "needed", "nnt", "nnh")


def find_errors(text: str, *, reading: Reading, judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
    """Return the findings of a text in the order of their offsets, one of a kind at one place."""
    by_sentence: defaultdict[int, list[Judgement]] = defaultdict(list)
    for item in judgements:
        by_sentence[item.slot.sentence].append(item)
    found = _classes(text, judgements) + check_consistency(text, judgements) + check_levels(text, judgements)
    found += check_sides(text, judgements)
    for place, clause in reading.clauses.items():
        before = by_sentence[place - 1] if place and not by_sentence[place] else ()
        if not by_sentence[place] and _YES.match(reading.text, clause.sentence.start):
            before = by_sentence[place + 1]  # "Yes, significantly. The hazard ratio was ..."
        found += check_wording(text, clause, by_sentence[place], before)
        found += _pooled(text, clause, by_sentence[place])
        mixed = _mixed_cutoffs(text, by_sentence[place])
        if mixed and not _CUTOFFS_TOLD.search(reading.text, clause.sentence.start, clause.sentence.end):
            found += mixed
    found += _mixed_rows(text, reading, by_sentence)
    found += _points(text, judgements) + _needed_to_treat(text, reading)
    found += _balance(text, reading, judgements)
    unique = {(item.kind, item.start, item.end): item for item in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda item: (item.start, item.end, item.kind)))


def _points(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """A difference of two shares in percentage points that is told in per cent, as a relative difference would be."""
    return [
        finding(
            ErrorClass.PERCENTAGE_POINTS,
            "warning",
            text,
            (item.part.number.start, item.part.number.unit_end),
            f"{item.result.source} gives {item.result.value} percentage points, and per cent may be read as a ratio",
        )
        for item in judgements
        if item.verdict is Verdict.SUPPORTED and item.result is not None and item.result.comparison is not None
        if item.result.unit == "percentage points" and item.part.role is Role.ESTIMATE and item.part.number.unit == "%"
    ]


def _pooled(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Figures of several trials together that are told of one alone."""
    match = _ALONE.search(clause.text, clause.sentence.start, clause.sentence.end)
    rows = [item.result for item in judgements if item.result is not None and item.verdict is Verdict.SUPPORTED]
    pooled = [row for row in rows if _POOLED.search(f"{row.outcome} {row.arm or row.comparison or ''}")]
    if match is None or not pooled:
        return []
    reason = f"{pooled[0].source} gives {pooled[0].value} of several trials together"
    return [finding(ErrorClass.POPULATION_MIX, "error", text, match.span(), reason)]


_ALONE = Rare(
    r"\b(?:in|for|from) (?:(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z0-9])[\w-]*){0,2}|(?:this|that|one|the first) (?:trial|study))"
    r" (?:alone|only|by itself)\b",
    "alone", "only", "by itself",
)  # fmt: skip
_POOLED = re.compile(r"\bpooled\b", re.IGNORECASE)


def _classes(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """Name the class of each contradicted number, once for each expression."""
    found: list[Finding] = []
    for group in group_expressions(judgements):
        seen: set[ErrorClass] = set()
        for item in group:
            kind = classify(item)
            if kind is not None and kind not in seen:
                seen.add(kind)
                found.append(finding(kind, "error", text, (item.part.number.start, item.part.number.end), item.reason))
    return found


def _mixed_rows(text: str, reading: Reading, by_sentence: Mapping[int, Sequence[Judgement]]) -> list[Finding]:
    """The same in one row of a table: its cells, each read by itself, stand side by side."""
    rows: defaultdict[tuple[int, int], list[Judgement]] = defaultdict(list)
    for place, clause in reading.clauses.items():
        if clause.sentence.kind == "cell" and clause.sentence.label:
            rows[clause.sentence.label] += by_sentence[place]
    return [item for row in rows.values() for item in _mixed_cutoffs(text, row, where="row")]


def _mixed_cutoffs(text: str, judgements: Sequence[Judgement], *, where: str = "sentence") -> list[Finding]:
    """Figures of one outcome from different cut-offs in one sentence that does not say so."""
    groups = [
        (item, {row.data_cutoff for row in item.supporters})
        for item in judgements
        if item.verdict is Verdict.SUPPORTED
        and item.part.role in (Role.ESTIMATE, Role.COUNT)
        and item.supporters
        and not cues.is_follow_up_name(item.supporters[0].outcome)
        and None not in {row.data_cutoff for row in item.supporters}
    ]
    if any(item.slot.cutoffs or item.slot.analyses for item, _ in groups):
        return []
    if len(groups) > 1 and _SOURCES.search(groups[0][0].slot.told):
        return []
    found: list[Finding] = []
    if any(_became(one, other) for (one, _), (other, _) in pairwise(groups)):
        return []  # a change over time says that its figures are of two
    for place, (item, cutoffs) in enumerate(groups):
        for other, others in groups[:place]:
            same = _is_of_one(item.slot.outcomes[:1], other.slot.outcomes[:1]) and not _became(other, item)
            groups_told = {item.slot.subgroups, other.slot.subgroups} - {frozenset()}
            if same and len(groups_told) < len((item, other)) and item.slot is not other.slot and not cutoffs & others:
                span = other.part.number.start, item.part.number.end
                names = f"{_dates(others)} and {_dates(cutoffs)}"
                return [
                    finding(
                        ErrorClass.CUTOFF_MIX,
                        "error",
                        text,
                        span,
                        f"figures of different data cut-offs ({names}) in one {where} that does not say so",
                    )
                ]
    return found


def _is_of_one(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two figures are of one outcome, or one is how many had its event: "after 103 events the ratio was"."""
    if first == second:
        return True
    return bool(first and second) and (f"{first[0]} events" == second[0] or f"{second[0]} events" == first[0])


_SOURCES = re.compile(
    r"\b(?:earlier|first|later|second|other|another|two|both)\s(?:[\w-]+\s)?"
    r"(?:looks?|analys[ie]s|cut-?\s?offs|time ?points"
    r"|reports?|papers?|abstracts?|publications?|presentations?|posters?|sources?|articles?|labels?)\b"
    r"|\b(?:an?|one|two|three) (?:years?|months?) (?:later|on|earlier|before)\b",
    re.IGNORECASE,
)
"""Says that figures come from two publications or times, which may be of two analyses."""


def _became(first: Judgement, second: Judgement) -> bool:
    """Whether two figures of one arm are told as a change over time: "from 57 % to 59.8 %"."""
    arms = {item.result.arm for item in (first, second) if item.result is not None}
    return len(arms) == 1 and (is_change(first, second) or is_change_back(first, second))


def _dates(cutoffs: Iterable[object]) -> str:
    return " or ".join(sorted(str(cutoff) for cutoff in cutoffs))


def _needed_to_treat(text: str, reading: Reading) -> list[Finding]:
    """A number needed to treat: told with its number, it is an error, since no result bears it out."""
    return [
        finding(
            ErrorClass.DERIVED_NUMBER,
            "error" if _NUMBER_FOLLOWS.match(reading.text, match.end()) else "warning",
            text,
            match.span(),
            "a number needed to treat is not in the table and is never derived from it",
        )
        for match in _NNT.finditer(reading.text)
    ]


_NUMBER_FOLLOWS = re.compile(r"(?:[^.;0-9]|\.(?!\s)){0,60}?[0-9]")


def _compares(efficacy: Sequence[Judgement]) -> bool:
    """Whether a text tells how the arms compare in efficacy, by one figure of each; a lone ratio may be looked up."""
    rows = [item.result for item in efficacy if item.result is not None and item.verdict is not Verdict.UNCHECKED]
    arms = {row.arm for row in rows if row.arm not in (None, "all")}
    return len(arms) > 1


def _balance(text: str, reading: Reading, judgements: Sequence[Judgement]) -> list[Finding]:
    """Efficacy told in a letter, or as a benefit, without a word of safety; a bare figure may stand alone."""
    rows = [item.result for item in judgements if item.result is not None]
    efficacy = [item for item in judgements if item.result is not None and item.result.category == "efficacy"]
    is_letter = len(text.split()) >= _LETTER_WORDS or _SALUTATION.match(text.lstrip()) is not None
    if not efficacy or any(row.category == "safety" for row in rows):
        return []
    told, praises = _PRAISE.subn(" ", reading.text)
    if not (is_letter or praises or _BENEFIT.search(reading.text) or _compares(efficacy)):
        return []
    if _SAFETY.search(told):
        return []
    span = efficacy[0].part.number.start, efficacy[0].part.number.end
    return [finding(ErrorClass.MISSING_BALANCE, "warning", text, span, "the text tells efficacy and no safety result")]
