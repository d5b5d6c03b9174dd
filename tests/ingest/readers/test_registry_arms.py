"""Groups of a record's modules are matched into arms by their titles, never by their ids."""

from __future__ import annotations

import pytest

from ingest.readers.registry_arms import ArmBook, Side
from ingest.readers.registry_populations import AnalysisSets, find_sets
from ingest.readers.registry_record import Group

LONG = "Two drops of it in the morning and one at night for twelve weeks."


def group(id: str, title: str, description: str = "") -> Group:
    """A reporting group."""
    return Group(id=id, title=title, description=description)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Placebo", "1 Placebo", id="enumerated"),
        pytest.param("2. Repaglinide", "Repaglinide", id="with a stop"),
        pytest.param("Placebo", "Patients Who Received Placebo", id="padded"),
        pytest.param("Placebo", "placebo arm", id="arm"),
        pytest.param("Arm A: Oil", "Oil", id="label before"),
        pytest.param("Oil (Arm A)", "Oil", id="label behind"),
        pytest.param("Placebo", "Placebo (FAS)", id="analysis set"),
        pytest.param("Dose >=5 mg", "Dose ≥5 mg", id="sign"),
    ],
)
def test_titles_that_mean_one_arm(first: str, second: str) -> None:
    """Enumeration, padding, labels and marks of analysis sets do not make another arm."""
    book = ArmBook(AnalysisSets())
    before = book.read_groups([group("FG000", first)])
    assert book.read_groups([group("OG007", second)])["OG007"].arm == before["FG000"].arm


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("10 mg Oil", "20 mg Oil", id="doses"),
        pytest.param("Oil", "Oil Then Placebo", id="sequence"),
        pytest.param("Placebo", "Placebo->Oil", id="switch"),
        pytest.param("Oil", "Oil: Week 8", id="time point"),
        pytest.param("Oil", "Oil - Green Lamps", id="part of the arm"),
    ],
)
def test_titles_that_mean_other_arms(first: str, second: str) -> None:
    """A dose, a sequence or a part is an arm of its own, even under one description."""
    book = ArmBook(AnalysisSets())
    before = book.read_groups([group("FG000", first, LONG)])
    assert book.read_groups([group("OG000", second, LONG)])["OG000"].arm != before["FG000"].arm


def test_description_matches_where_titles_allow_it() -> None:
    """An abbreviated title over the same description is the same arm, and what was posted is kept."""
    book = ArmBook(AnalysisSets())
    book.read_groups([group("FG000", "Certolizumab Pegol 200 mg", LONG)])
    assert book.read_groups([group("BG000", "CZP 200 mg", LONG)])["BG000"] == Side(
        "Certolizumab Pegol 200 mg", None, "CZP 200 mg"
    )


def test_shared_description_matches_nothing() -> None:
    """Where both groups have one description, it tells no arms apart."""
    book = ArmBook(AnalysisSets())
    book.read_groups([group("FG000", "Oil", LONG), group("FG001", "Water", "Another text that is long enough.")])
    sides = book.read_groups([group("BG000", "A Lamp", LONG), group("BG001", "B Lamp", LONG)])
    assert {side.arm for side in sides.values()} == {"A Lamp", "B Lamp"}


def test_groups_side_by_side_are_never_one_arm() -> None:
    """Two groups of one title in one module stay two, unless their analysis sets differ."""
    book = ArmBook(AnalysisSets())
    twice = book.read_groups([group("OG000", "Oil", "One."), group("OG001", "Oil", "Two.")])
    assert twice["OG000"].arm != twice["OG001"].arm
    sets = book.read_groups([group("OG000", "Water (FAS)"), group("OG001", "Water (PPS)")])
    assert [(side.arm, side.population) for side in sets.values()] == [
        ("Water", "full analysis set"),
        ("Water", "per-protocol"),
    ]


@pytest.mark.parametrize("title", ["Total", "Total Title", "All Participants", "Overall"])
def test_total_is_all(title: str) -> None:
    """A total beside other groups is all participants; alone it is an arm like any other."""
    book = ArmBook(AnalysisSets())
    sides = book.read_groups([group("BG000", "Oil"), group("BG001", title)])
    assert sides["BG001"].arm == "all"
    assert book.read_groups([group("BG000", title)])["BG000"].arm == title


def test_abbreviation_is_known_where_the_record_defines_it() -> None:
    """SS is the safety set of a record that says so, and nothing in another."""
    sets = find_sets(["Subjects formed the Safety Set (SS)."])
    assert sets.split_mark("Placebo (SS)") == ("Placebo", "safety")
    assert AnalysisSets().split_mark("Placebo (SS)") == ("Placebo (SS)", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FAS consisted of all subjects in the randomised set with a dose.", "full analysis set"),
        ("Participants in the Intent-to-Treat population. Safety population excluded.", "intention-to-treat"),
        ("All lamps. The full analysis set was larger.", None),
        ("Treated lamps", None),
        ("Lit lamps (LL) population: ITT lamps without a fault.", None),
        ("Per-protocol population: randomised lamps without a fault.", "per-protocol"),
        ("Micro-mITT population: mITT lamps with a germ.", "microbiological modified intention-to-treat"),
        ("ITT lamps: all that were lit.", "intention-to-treat"),
        (None, None),
    ],
)
def test_description_is_about_its_first_set(text: str | None, expected: str | None) -> None:
    """The first analysis set of the first sentence is the one that a description is about."""
    assert AnalysisSets().of_description(text) == expected
