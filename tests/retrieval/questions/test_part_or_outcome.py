"""Words that name an outcome and a part of the patients alike."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.part_or_outcome import outcome_or_subgroup
from retrieval.terms import Mention
from tests.retrieval.small_trial import PFS, RESULTS, SmallCorpus, ask, make_result


@pytest.mark.parametrize(
    ("text", "outcomes", "subgroups"),
    [
        pytest.param(
            "In late relapse, what percentage turned MRD negative?",
            ("MRD negativity rate",),
            ("late relapse",),
            id="what became of them",
        ),
        pytest.param(
            "How many late relapsers became MRD negative?",
            ("MRD negativity rate",),
            ("late relapse",),
            id="counted among",
        ),
        pytest.param(
            "How many patients with late relapse had grade 3 or worse events?", (), ("late relapse",), id="graded among"
        ),
        pytest.param(
            "Grade 3 or worse events among late relapsers", (), ("late relapse",), id="graded, in a few words"
        ),
        pytest.param(
            "How common was renal impairment in the late relapse group?",
            ("Renal impairment",),
            ("late relapse",),
            id="a trait of them",
        ),
        pytest.param(
            "Renal function: what share had renal impairment?", ("Renal impairment",), (), id="headed by its kind"
        ),
        pytest.param("Was the effect weaker in late relapse?", (), ("late relapse",), id="their effect"),
        pytest.param("How many late relapsers were there?", ("Late relapse",), (), id="counted themselves"),
        pytest.param(
            "What proportion was MRD negative, and what is the odds ratio?",
            ("MRD negativity rate",),
            (),
            id="what a share was, with the ratio of it",
        ),
        pytest.param(
            "What share was MRD negative, and what was their hazard ratio for PFS?",
            ("MRD negativity rate", "Progression-free survival"),
            ("MRD-negative",),
            id="a share, and another outcome in them",
        ),
    ],
)
def test_those_among_whom_another_thing_is_counted_are_a_part(
    text: str, outcomes: tuple[str, ...], subgroups: tuple[str, ...]
) -> None:
    """What is said of them is the outcome, and the rate of the whole trial is no answer."""
    question = ask(text)
    assert (question.outcomes, question.subgroups) == (outcomes, subgroups)


def test_what_patients_came_with_is_no_event() -> None:
    """Kidney problems at baseline are a part of the patients; without the word they are an event."""
    event = Mention(22, 37, "kidney problems", _term("Acute kidney injury", "outcome"))
    part = Mention(22, 37, "kidney problems", _term("renal impairment", "subgroup"))
    text = "How many patients had kidney problems"
    assert outcome_or_subgroup(f"{text} at baseline?", (event, part)) == (part,)
    assert outcome_or_subgroup(f"{text}?", (event, part)) == (event,)


def _term(name: str, kind: str) -> Term:
    return Term(kind, name, category="safety" if kind == "outcome" else None)  # type: ignore[arg-type]  # one of two


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        pytest.param("share of patients with MRD-negativity in each arm", ("MRD negativity rate",), id="share"),
        pytest.param("What proportion of patients were MRD negative?", ("MRD negativity rate",), id="were"),
        pytest.param("What share of the MRD-negative patients had pneumonia?", ("Pneumonia",), id="of whom"),
        pytest.param("PFS in patients with MRD-negativity", ("Progression-free survival",), id="no share"),
    ],
)
def test_part_whose_share_is_asked_is_an_outcome(text: str, outcomes: tuple[str, ...]) -> None:
    """What names a part of the patients in more words than the outcome is that outcome, where its share is asked."""
    assert ask(text).outcomes == outcomes


@pytest.mark.parametrize(
    ("text", "outcomes", "subgroups"),
    [
        ("Did the groups differ in prior bortezomib?", ("Prior bortezomib",), ()),
        ("Were the arms balanced for prior bortezomib?", ("Prior bortezomib",), ()),
        ("Were the two groups comparable with respect to previous bortezomib?", ("Prior bortezomib",), ()),
        ("Did PFS differ in patients with prior bortezomib?", ("Progression-free survival",), ("bortezomib-exposed",)),
    ],
)
def test_what_arms_are_held_alike_in_is_an_outcome(
    text: str, outcomes: tuple[str, ...], subgroups: tuple[str, ...]
) -> None:
    """How many in each arm had it is asked; an effect in those who had it is another question."""
    question = ask(text)
    assert (question.outcomes, question.subgroups) == (outcomes, subgroups)


@pytest.mark.parametrize(
    "text",
    [
        "What is the proportion of renally impaired people among those with early relapse?",
        "What share had renal impairment among the early relapsers?",
    ],
)
def test_those_among_whom_a_share_is_asked_are_a_part(text: str) -> None:
    """Who is counted comes first, among whom after it."""
    question = ask(text)
    assert (question.outcomes, question.subgroups) == (("Renal impairment",), ("early relapse",))


@pytest.mark.parametrize(
    ("text", "outcomes", "subgroups"),
    [
        ("How often was pneumonia seen, and what was the median age?", ("Pneumonia", "Age"), ()),
        ("How many had nausea, and what share was refractory to lenalidomide?", ("Nausea", "Refractory to"), ()),
        ("What was the hazard ratio for PFS, and how many had high-risk cytogenetics?", ("Prog", "High-risk"), ()),
        ("What was the median PFS? And how many patients had ISS stage III?", ("Prog", "ISS stage III"), ()),
        ("What was the hazard ratio for PFS in high-risk cytogenetics?", ("Prog",), ("high-risk cytogenetics",)),
        ("How many women were there, and how many were over 75?", ("Female", "Age >=75"), ()),
        ("How many were women, and how many were refractory to lenalidomide?", ("Female", "Refractory to"), ()),
        (
            "Do early relapsers have fewer MRD negatives than late ones?",
            ("MRD negativity rate",),
            ("early relapse", "late relapse"),
        ),
    ],
)
def test_characteristic_asked_in_a_clause_of_its_own_is_counted(
    text: str, outcomes: tuple[str, ...], subgroups: tuple[str, ...]
) -> None:
    """It narrows nothing that another clause asks; every "how many" counts what stands after it."""
    question = ask(text)
    assert all(name.startswith(start) for name, start in zip(question.outcomes, outcomes, strict=True))
    assert question.subgroups == subgroups


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How many patients relapsed late?", {"Late relapse"}),
        ("How many relapsed early, overall?", {"Early relapse"}),
        ("How many patients relapsed?", {"Progression-free survival events"}),
        ("What share of patients who relapsed early became MRD negative?", {"MRD negativity rate"}),
        ("What share of early relapsers and late relapsers became MRD negative?", {"MRD negativity rate"}),
    ],
)
def test_those_who_relapsed_at_a_time_are_counted(text: str, outcomes: set[str]) -> None:
    """Who belongs to a part is counted by its name, where this goes on from an event's."""
    rows = [
        make_result(f"update:9{i}", outcome=name, statistic="count", arm="all", value="9", category="disposition")
        for i, name in enumerate(("Late relapse", "Early relapse"))
    ]
    assert set(ask(text, corpus=SmallCorpus((*RESULTS, *rows))).outcomes) == outcomes


@pytest.mark.parametrize(
    ("text", "outcomes", "subgroups"),
    [
        ("the median age and the percentage of MRD-negative patients", ("Age", "MRD negativity rate"), ()),
        ("PFS in over-65s and the share of MRD-negative patients", (PFS, "MRD negativity rate"), ("age >=65 years",)),
        (
            "the median number of prior lines, the PFS ratio and the ORR",
            ("Number of prior lines of therapy", PFS, "Overall response rate"),
            (),
        ),
        ("the percentage of MRD-negative patients who had nausea", ("Nausea",), ("MRD-negative",)),
    ],
)
def test_share_of_a_part_is_asked_beside_other_things(
    text: str, outcomes: tuple[str, ...], subgroups: tuple[str, ...]
) -> None:
    """What stands right behind the word for a share, and ends there, is counted and narrows nothing else."""
    question = ask(text)
    assert set(question.outcomes) == set(outcomes)
    assert question.subgroups == subgroups
