"""One figure of two analyses in a sentence: each is held against its own, and not against the other's."""

from __future__ import annotations

import pytest

from retrieval.records import Verdict
from tests.retrieval.checks.on_corpus.conftest import Check

FIGURES = [
    ("the complete response rate with Isa-Kd", "39.7%", "the interim analysis", "44.1%", "the final PFS analysis"),
    ("the number of PFS events", "103", "the interim analysis", "159", "the final PFS analysis"),
    ("median follow-up", "20.7 months", "the interim analysis", "44 months", "the final PFS analysis"),
    (
        "the median PFS in the Isa-Kd arm",
        "not reached",
        "the interim analysis",
        "35.7 months",
        "the final PFS analysis",
    ),
]
WAYS = [
    "At {last}, {what} was {late}, compared with {early} at {first}.",
    "In {last} {what} was {late} versus {early} at {first}.",
    "At {first} and at {last}, {what} was {early} and {late}, respectively.",
    "As for {what}: {early} -> {late} ({first} -> {last}).",
    "Whatever {what} was at {first}, namely {early}, it was {late} at {last}.",
    "When told, {what} was {early} at {first} and {late} at {last}.",
]
PAIRS = [
    "At {last}, MRD negativity was {b1} in the Isa-Kd arm and {b2} in the Kd arm, against {a1} and {a2} at {first}.",
    "At {first} and {last}, MRD negativity on Isa-Kd was {a1} and {b1}, respectively, and on Kd {a2} and {b2}.",
    "MRD negativity: Isa-Kd {a1} -> {b1}, Kd {a2} -> {b2} ({first} -> {last}).",
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure[0])
def test_figures_of_two_analyses(check: Check, way: str, figure: tuple[str, str, str, str, str]) -> None:
    """Told rightly none is contradicted, and swapped one is."""
    what, early, first, late, last = figure
    true = check(way.format(what=what, early=early, first=first, late=late, last=last))
    assert not [item.reason for item in true.checks if item.verdict is Verdict.CONTRADICTED]
    swapped = check(way.format(what=what, early=late, first=first, late=early, last=last))
    assert any(item.verdict is Verdict.CONTRADICTED for item in swapped.checks)


@pytest.mark.parametrize("way", PAIRS)
def test_pairs_of_two_analyses(check: Check, way: str) -> None:
    """Two arms at two analyses are four figures, each with its arm and its analysis."""
    names = {"first": "the interim analysis", "last": "the final PFS analysis", "a2": "13.0%", "b2": "15.4%"}
    true = check(way.format(a1="29.6%", b1="33.5%", **names))
    assert {item.verdict for item in true.checks} == {Verdict.SUPPORTED}
    swapped = check(way.format(a1="33.5%", b1="29.6%", **names))
    assert any(item.verdict is Verdict.CONTRADICTED for item in swapped.checks)


@pytest.mark.parametrize(
    "text",
    [
        "Although severe events were more common with isatuximab, fewer patients discontinued because of TEAEs: "
        "15 of 177 (8%) versus 17 of 122 (14%) with Kd.",
        "Although more serious events were seen with Isa-Kd, fewer stopped treatment because of TEAEs, 8% against 14%.",
        "Cough was never severe with Isa-Kd (grade ≥3: 0%), although 23.0% had it at some grade.",
        "Infusion-related reactions interrupted isatuximab in 29.9% of patients.",
        "Under the FDA's censoring rule the hazard ratio becomes 0.548, nearer to one than the 0.53 of The Lancet.",
    ],
)
def test_what_a_sentence_grants_first(check: Check, text: str) -> None:
    """What is granted before the figures, or told beside them, is not what they show."""
    report = check(text)
    assert not [item.reason for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    assert not [item for item in report.findings if item.severity == "error"]


def test_a_grant_that_the_figures_rule_out(check: Check) -> None:
    """A comparison with its own figures is judged, whatever word leads in."""
    report = check("Although fewer patients had serious events with Isa-Kd (59% versus 57% with Kd), all was well.")
    assert [item.kind for item in report.findings if item.severity == "error"] == ["direction"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "We add isatuximab to carfilzomib and dexamethasone because of a trial in which 302 patients were "
            "randomised, 179 of them to the triplet and 123 to Kd.",
            ("302", "312"),
        ),
        (
            "At the interim analysis the hazard ratio for PFS was 0.53. Then the later update: the hazard ratio moved "
            "a little, to 0.58, and MRD negativity went up to 33.5% and 15.4%.",
            ("0.58", "0.68"),
        ),
    ],
)
def test_figures_before_what_is_told_next(check: Check, text: str, wrong: tuple[str, str]) -> None:
    """A whole has no arm, whatever was named before it; a ratio is of no outcome behind it that has none."""
    assert {item.verdict for item in check(text).checks} == {Verdict.SUPPORTED}
    altered = [item for item in check(text.replace(*wrong)).checks if item.number == wrong[1]]
    assert [item.verdict for item in altered] == [Verdict.CONTRADICTED]
