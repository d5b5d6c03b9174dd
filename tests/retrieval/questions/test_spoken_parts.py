"""Parts and outcomes that are named by other words than their own."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from tests.retrieval.small_trial import HARBOUR, OS, PFS, RESULTS, ZELTA, SmallCorpus, ask


def test_condition_asked_as_a_side_effect_is_an_event() -> None:
    """ "As side effects" asks for events; of those who have the condition it is a part of the patients."""
    asked = ask("What about nausea and kidney failure as side effects?")
    assert {"Nausea", "Kidney failure"} == set(asked.outcomes)
    assert asked.subgroups == ()
    assert "Kidney failure" not in ask("Was nausea seen in those with kidney failure as a side effect?").outcomes


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "previous lines: median, and how many had just one?",
            ("Number of prior lines of therapy", "One prior line of therapy"),
        ),
        ("previous lines: median, and how many had 1 to 3?", ("Number of prior lines of therapy",)),
        ("previous lines, and how many had at least one reaction?", ("Number of prior lines of therapy",)),
    ],
)
def test_member_is_told_by_its_own_word_alone(text: str, outcomes: tuple[str, ...]) -> None:
    """One of a family that the question names before; a range or a bound is none."""
    assert tuple(name for name in ask(text).outcomes if "line" in name) == outcomes


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("How many were 70 or older, and how many under?", "age <70 years"),
        ("How many were below 65, and what share were above that?", "age >=65 years"),
        ("How many were 70 or older, and how many had pneumonia?", None),
        ("How many were 70 or older, and how many were over?", None),
    ],
)
def test_other_side_of_a_bound_is_asked(text: str, part: str | None) -> None:
    """Those on the other side of the bound told are a part of their own; its own side is no other."""
    assert set(ask(text).subgroups) - {"age >=70 years", "age <65 years"} == ({part} if part else set())


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("I heard the control arm lived 60 months, is that so?", "Overall survival"),
        ("The control group survived five years, right?", "Overall survival"),
        ("How many lived 5 years?", "5-year overall survival rate"),
        ("What share survived five years?", "5-year overall survival rate"),
    ],
)
def test_time_that_patients_lived_is_no_rate(text: str, outcome: str) -> None:
    """A rate at a time is asked for where a share of them is."""
    assert ask(text).outcomes == (outcome,)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How long did control patients live?", (OS,)),
        ("How many months did those in the control arm live?", (OS,)),
        ("How long was the life of control patients?", (OS,)),
        ("How long did they live without progression?", (PFS,)),
        ("How many patients had live vaccines?", ("Patients randomised",)),
    ],
)
def test_time_that_patients_lived_is_survival(text: str, outcomes: tuple[str, ...]) -> None:
    """Whoever stands between; a time without something is another outcome's."""
    assert ask(text).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("headache, zeltamab", (ZELTA,)),
        ("stopped for progression zeltamab", (ZELTA,)),
        ("dose reduction zeltamab", ()),
        ("headache or zeltamab", ()),
        ("zeltamab headache", ()),
    ],
)
def test_drug_alone_behind_what_is_asked_is_its_arm(text: str, arms: tuple[str, ...]) -> None:
    """What is done to a drug is asked of that drug."""
    corpus = SmallCorpus((*RESULTS,), terms=(Term("arm", ZELTA, None, ("zeltamab arm",), HARBOUR.id),))
    assert ask(text, corpus=corpus).arms == arms
