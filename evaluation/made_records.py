"""Registry-like records, made by chance: about 100 results and a dozen passages each, in the registry's own format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ARMS = 6  # a placebo and five doses
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
_MEASURES = (
    "Progression-Free Survival",
    "Overall Survival",
    "Overall Response Rate",
    "Change From Baseline in Lamp Flicker Score",
    "Change From Baseline in Wick Length",
    "Time to First Flicker",
    "Area Under the Curve of Oil",
    "Maximum Brightness",
    "Participants With Soot",
    "Quality of Light Questionnaire",
    "Glass Clarity Index",
    "Change From Baseline in Burning Time",
)
_EVENTS = ("Nausea", "Headache", "Anaemia", "Pneumonia", "Fatigue", "Diarrhoea", "Neutropenia", "Pyrexia", "Rash")
_CONDITIONS = ("Flicker", "Marsh Fever", "Soot Lung", "Glass Fatigue", "Oil Thirst", "Wick Rot")


@dataclass(frozen=True, slots=True)
class Made:
    """What a question may ask of one record.

    Attributes:
        value: A figure of its first measure, as posted.
    """

    trial: str
    acronym: str
    drug: str
    measures: tuple[str, ...]
    event: str
    value: str


def make_record(number: int) -> tuple[Made, dict[str, Any]]:
    """Return record ``number``, always the same, as an object of the registry's format."""
    chance = Random(number)  # noqa: S311  # figures, no secrets
    word = "".join(chance.choices(_SYLLABLES, k=4))
    weeks = [chance.choice((4, 8, 12, 24, 48)) for _ in range(5)]
    titles = tuple(f"{name} at Week {week}" for name, week in zip(chance.sample(_MEASURES, 5), weeks, strict=True))
    measures = [_measure(title, weeks[0], chance) for title in titles]
    first = measures[0]["classes"][0]["categories"][0]["measurements"][0]["value"]
    made = Made(f"NCT{90_000_000 + number}", word.upper(), f"{word[:5]}nib", titles, chance.choice(_EVENTS), first)
    arms = _arms(made.drug)
    protocol = {
        "identificationModule": {
            "nctId": made.trial,
            "briefTitle": f"{made.drug.capitalize()} in {chance.choice(_CONDITIONS)}",
            "acronym": made.acronym,
        },
        "statusModule": {"overallStatus": "COMPLETED"},
        "descriptionModule": {
            "briefSummary": f"The trial asks whether {made.drug} helps in {chance.choice(_CONDITIONS)}."
        },
        "conditionsModule": {"conditions": [chance.choice(_CONDITIONS)]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE3"], "enrollmentInfo": {"count": 600}},
        "armsInterventionsModule": {
            "armGroups": [
                {"label": arm, "type": "EXPERIMENTAL", "interventionNames": [f"Drug: {made.drug}"]} for arm in arms
            ],
            "interventions": [{"type": "DRUG", "name": made.drug, "armGroupLabels": arms[1:]}],
        },
        "eligibilityModule": {
            "eligibilityCriteria": f"Inclusion Criteria:\n\n* Glass intact for {weeks[0]} weeks\n* No soot",
            "minimumAge": "18 Years",
        },
    }
    results = {
        "participantFlowModule": _flow(arms, chance),
        "outcomeMeasuresModule": {"outcomeMeasures": [measure | _groups("OG", arms) for measure in measures]},
        "adverseEventsModule": _events(made.event, arms, chance),
    }
    return made, {"protocolSection": protocol, "resultsSection": results, "hasResults": True}


def write_records(folder: Path, *, count: int) -> None:
    """Write ``count`` records, one file each."""
    folder.mkdir(parents=True)
    for number in range(count):
        made, record = make_record(number)
        (folder / f"{made.trial}.json").write_text(json.dumps(record), encoding="utf-8")


def _arms(drug: str) -> list[str]:
    return ["Placebo", *(f"{drug.capitalize()} {10 * step} mg" for step in range(1, ARMS))]


def _groups(kind: str, arms: list[str]) -> dict[str, Any]:
    return {"groups": [{"id": f"{kind}{place:03}", "title": arm} for place, arm in enumerate(arms)]}


def _measure(title: str, week: int, chance: Random) -> dict[str, Any]:
    values = [
        {
            "groupId": f"OG{place:03}",
            "value": f"{chance.uniform(1, 90):.2f}",
            "spread": f"{chance.uniform(1, 20):.2f}",
        }
        for place in range(ARMS)
    ]
    counts = [{"groupId": f"OG{place:03}", "value": str(chance.randint(80, 120))} for place in range(ARMS)]
    analysis = {
        "groupIds": ["OG000", "OG001"],
        "statisticalMethod": "ANCOVA",
        "pValue": f"{chance.uniform(0, 0.2):.3f}",
        "paramType": "Mean Difference (Net)",
        "paramValue": f"{chance.uniform(-5, 5):.2f}",
        "ciPctValue": "95",
        "ciNumSides": "TWO_SIDED",
        "ciLowerLimit": f"{chance.uniform(-9, -5):.2f}",
        "ciUpperLimit": f"{chance.uniform(5, 9):.2f}",
    }
    return {
        "type": "PRIMARY",
        "title": title,
        "paramType": "MEAN",
        "dispersionType": "Standard Deviation",
        "unitOfMeasure": "score",
        "timeFrame": f"Week {week}",
        "denoms": [{"units": "Participants", "counts": counts}],
        "classes": [{"categories": [{"measurements": values}]}],
        "analyses": [analysis],
    }


def _flow(arms: list[str], chance: Random) -> dict[str, Any]:
    lit = [{"groupId": f"FG{place:03}", "numSubjects": str(chance.randint(80, 120))} for place in range(ARMS)]
    return _groups("FG", arms) | {
        "periods": [{"title": "Overall Study", "milestones": [{"type": "STARTED", "achievements": lit}]}]
    }


def _events(term: str, arms: list[str], chance: Random) -> dict[str, Any]:
    totals = ("deaths", "serious", "other")
    groups = [
        group
        | {f"{name}NumAffected": chance.randint(0, 9) for name in totals}
        | {f"{name}NumAtRisk": 100 for name in totals}
        for group in _groups("EG", arms)["groups"]
    ]
    stats = [
        {"groupId": f"EG{place:03}", "numAffected": chance.randint(0, 9), "numAtRisk": 100} for place in range(ARMS)
    ]
    event = {"term": term, "organSystem": "General disorders", "stats": stats}
    return {"eventGroups": groups, "timeFrame": "48 weeks", "seriousEvents": [event], "otherEvents": [event]}
