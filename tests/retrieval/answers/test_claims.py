"""Figures that a question wants confirmed."""

from __future__ import annotations

import pytest

from retrieval.answers.claims import correct_claim, tell_owner
from tests.retrieval.small_trial import BASE, PFS, RESULTS, ZELTA, SmallCorpus, ask, make_result

FLOW = {"category": "disposition", "statistic": "count", "unit": "patients", "arm": "all", "data_cutoff": None}
CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_result("article:31", outcome="Patients screened", value="341", **FLOW),
        make_result("article:32", outcome="Patients randomised", value="302", **FLOW),
    )
)
SHOWN = CORPUS.table.results(outcome="Patients randomised")


def test_wrong_number_is_corrected_and_traced() -> None:
    """The number reported is told, and what the claimed one is the number of."""
    told = correct_claim(ask("The trial had 341 randomised, right?"), SHOWN, corpus=CORPUS)
    assert [[row.id for row in sentence.results] for sentence in told] == [["article:32"], ["article:31"]]


def test_number_of_nothing_is_only_corrected() -> None:
    """A number that no result has is not traced."""
    told = correct_claim(ask("The trial had 299 randomised, right?"), SHOWN, corpus=CORPUS)
    assert [[row.id for row in sentence.results] for sentence in told] == [["article:32"]]


@pytest.mark.parametrize(
    "text",
    ["The trial had 302 randomised, right?", "Were 341 or 302 patients randomised?", "How many were randomised?"],
)
def test_right_or_open_question_is_not_corrected(text: str) -> None:
    """A right figure, and a question that claims none, get no correction."""
    assert correct_claim(ask(text), SHOWN, corpus=CORPUS) == ()


def test_number_of_people_claims_no_number_of_places() -> None:
    """How many patients a trial had speaks of no centres, and how many centres it had does."""
    row = make_result("article:35", outcome="Study centres", value="69", **{**FLOW, "unit": "centres"})
    assert correct_claim(ask("It had 302 patients, right, at how many centres?"), (row,), corpus=CORPUS) == ()
    assert correct_claim(ask("It was run at 60 centres, right?"), (row,), corpus=CORPUS)


def test_figure_of_a_part_is_traced_to_it() -> None:
    """A figure of the same outcome in a part of the patients is said to be that part's."""
    rows = CORPUS.table.results(outcome=PFS)
    whole = next(row for row in rows if row.id == "update:1")
    told = tell_owner("0.70", whole, shown=(whole,), corpus=CORPUS)
    assert told is not None
    assert [row.id for row in told.results] == ["update:2"]
    assert "subgroup: age ≥65 years" in told.text


def test_figure_of_another_arm_does_not_bear_a_claim_out() -> None:
    """That 123 were in the other arm does not make it the number in this one."""
    flow = {**FLOW, "outcome": "Patients randomised"}
    rows = (
        make_result("article:33", value="179", **{**flow, "arm": ZELTA}),
        make_result("article:34", value="123", **{**flow, "arm": BASE}),
    )
    told = correct_claim(ask("Given that 123 patients were in the zeltamab group?"), rows, corpus=CORPUS)
    assert [row.id for sentence in told for row in sentence.results][:1] == ["article:33"]


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("It ran in 69 countries at 16 centres, right?", ["countries", "centres"]),
        ("It ran in 16 countries at 69 centres, right?", []),
        ("It ran in a single country, right?", ["countries"]),
    ],
)
def test_each_number_of_places_is_held_against_its_own(text: str, corrected: list[str]) -> None:
    """Two numbers that are swapped are corrected both."""
    rows = tuple(
        make_result(f"article:{id}", outcome=outcome, value=value, **{**FLOW, "unit": unit})
        for id, outcome, value, unit in ((36, "Countries", "16", "countries"), (37, "Study centres", "69", "centres"))
    )
    told = correct_claim(ask(text), rows, corpus=CORPUS)
    assert [sentence.results[0].unit for sentence in told] == corrected


def test_claim_of_an_arm_is_held_against_that_arm() -> None:
    """Where the arm's median was not reached, no other arm's median is told in its place."""
    median = {"outcome": PFS, "statistic": "Kaplan-Meier median", "unit": "months"}
    rows = (
        make_result("article:51", arm=ZELTA, value="not reached", **median),
        make_result("article:52", arm=BASE, value="19.2", **median),
    )
    corpus = SmallCorpus(rows)
    [told, *_] = correct_claim(ask("The median PFS was 35.7 months with Zelta-Base, right?"), rows, corpus=corpus)
    assert [row.id for row in told.results] == ["article:51"]
