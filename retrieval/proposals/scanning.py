"""Doses, the randomisation ratio and the age of patients: they stand inside names, and are told by their form alone."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.layout import Sentence
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Expression
from retrieval.checks.sentences.slots import Slot
from retrieval.proposals.draft import Draft
from retrieval.proposals.reading import Scene

_RATIO = re.compile(r"(?<![0-9.:])[0-9]{1,2} ?: ?[0-9]{1,2}(?: ?: ?[0-9]{1,2})*(?![0-9.:]*[0-9]|%)")
_DOSE = re.compile(
    r"\b(?P<drug>[A-Za-z][a-z]{3,}(?:-[a-z]+)?)(?: at(?: a dose of)?|,)? ?[(\[]?"
    r"(?P<value>(?<![\w.])[0-9]+(?:\.[0-9]+)?)[ -]?(?P<unit>mg/kg|mg/m2|mg|µg|mcg|g)(?P<per>/(?:day|d|dose"
    r"|week))?(?![\w/])"
)
_YEARS = r"[ -]?(?:years?|yr)\b"
_AGES = (
    re.compile(
        rf"\baged? (?:between )?(?P<low>[0-9]{{1,2}}) ?(?:-|to|and|through) ?(?P<high>[0-9]{{1,3}}){_YEARS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<low>[0-9]{{1,2}}) ?(?:-|to|through) ?(?P<high>[0-9]{{1,3}}){_YEARS} (?:of age|old)\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:aged?|ages)(?: of)? (?:at least |>=? ?|≥ ?|over |from )?(?P<low>[0-9]{{1,2}}){_YEARS}(?! of follow)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<low>[0-9]{{1,2}}){_YEARS}(?: of age| old)? (?:or|and) (?:older|over|above)\b", re.IGNORECASE),
    re.compile(rf"\b(?:at least|older than) (?P<low>[0-9]{{1,2}}){_YEARS} (?:of age|old)\b", re.IGNORECASE),
)


def scan(scene: Scene) -> list[Draft]:
    """Return the rows of the ratio, of the doses of the trial's own drugs and of the age for eligibility, each once."""
    return [*_ratios(scene), *_doses(scene), *_ages(scene)]


def _ratios(scene: Scene) -> list[Draft]:
    text = scene.reading.text
    for place, sentence in enumerate(scene.reading.sentences):
        if not cues.RANDOMISED.search(text, sentence.start, sentence.end):
            continue
        match = _RATIO.search(text, sentence.start, sentence.end)
        if match:
            arms = [arm.name for arm in scene.arms]
            pair = {"comparison": " vs ".join(arms)} if len(arms) == 2 else {"arm": "all"}
            value = re.sub(r"\s", "", match[0])
            cells: dict[str, object] = {"outcome": "Randomisation ratio", "statistic": "ratio", "value": value, **pair}
            return [_draft(match.start(), match.end(), value, place=place, cells=cells)]
    return []


def _ages(scene: Scene) -> list[Draft]:
    """ "Aged at least 18 years", "60 years of age or older", "12 to 80 years of age"."""
    text = scene.reading.text
    for pattern in _AGES:
        for match in pattern.finditer(text):
            place = _sentence_of(match.start(), scene.reading.sentences)
            if place is None or re.search(
                r"\b(?:median|mean|average)\b", text[max(0, match.start() - 30) : match.start()]
            ):
                continue
            high = match["high"] if "high" in pattern.groupindex else None
            cells = _age_cells(match["low"], high)
            return [_draft(match.start("low"), match.end(), match["low"], place=place, cells=cells)]
    return []


def _age_cells(low: str, high: str | None) -> dict[str, object]:
    if high is None:
        return {
            "outcome": "Minimum age for eligibility", "statistic": "threshold", "value": Decimal(low), "unit": "years",
            "arm": "all",
        }  # fmt: skip
    return {
        "outcome": "Age for eligibility", "statistic": "range", "value": f"{low}-{high}", "unit": "years",
        "interval_kind": "range", "ci_low": Decimal(low), "ci_high": Decimal(high), "arm": "all",
    }  # fmt: skip


def _doses(scene: Scene) -> list[Draft]:
    """A drug that is told with several doses names arms by them, and has no one dose."""
    text = scene.reading.text
    found: dict[str, list[re.Match[str]]] = {}
    for match in _DOSE.finditer(text):
        drug = match["drug"].casefold()
        if any(
            re.search(rf"\b{re.escape(drug)}\b", spelling.casefold())
            for arm in scene.arms
            for spelling in arm.spellings
        ):
            found.setdefault(drug, []).append(match)
    drafts = []
    for drug, matches in found.items():
        if len({(match["value"], match["unit"]) for match in matches}) > 1 or drug == "placebo":
            continue
        match = matches[0]
        place = _sentence_of(match.start("value"), scene.reading.sentences)
        if place is not None:
            cells = _dose_cells(drug, match, scene, place=place)
            drafts.append(_draft(match.start("value"), match.end("unit"), match["value"], place=place, cells=cells))
    return drafts


def _dose_cells(drug: str, match: re.Match[str], scene: Scene, *, place: int) -> dict[str, object]:
    pattern = re.compile(rf"\b{re.escape(drug)}\b", re.IGNORECASE)
    arms = [arm.name for arm in scene.arms if any(pattern.search(spelling) for spelling in arm.spellings)]
    if len(arms) > 1:
        sentence = scene.reading.sentences[place]
        arms = list({span.name for span in scene.arm_spans if sentence.start <= span.start < match.start()})
    return {
        "outcome": f"{drug.capitalize()} dose",
        "statistic": "dose",
        "value": Decimal(match["value"]),
        "unit": match["unit"] + (match["per"] or ""),
        "arm": arms[0] if len(arms) == 1 else None,
    }


def _sentence_of(start: int, sentences: tuple[Sentence, ...]) -> int | None:
    return next((place for place, item in enumerate(sentences) if item.start <= start < item.end), None)


def _draft(start: int, end: int, printed: str, *, place: int, cells: dict[str, object]) -> Draft:
    number = Number(start, start + len(printed), printed, "digits", printed, unit_end=end, after=start)
    return Draft(Slot(Expression((), start, end), place), number, start, end, {"category": "design", **cells})
