"""Names that are said in part."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PFS when relapse was late", ("late relapse",), id="said as a sentence"),
        pytest.param("PFS in early vs late relapse", ("early relapse", "late relapse"), id="one word shared"),
        pytest.param("PFS when relapse was frequent", (), id="no such subgroup"),
    ],
)
def test_subgroup_named_in_part_is_read(text: str, expected: tuple[str, ...]) -> None:
    """A subgroup is read from its words in another order, or with a word that it shares."""
    assert set(ask(text).subgroups) == set(expected)


def test_arrow_is_no_comparison() -> None:
    """An arrow between two words bounds nothing."""
    assert ask("AEs -> discontinuation").unknown == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Pneumonia: any, grade 3 and serious", ("any", "3", "serious"), id="any"),
        pytest.param("pneumonia any grade and ≥3", ("any", ">=3"), id="bound"),
        pytest.param("any pneumonia of grade 3", ("3",), id="no list"),
        pytest.param("PFS, pneumonia>=3", (">=3",), id="at its event"),
    ],
)
def test_grade_without_its_word_is_read_in_a_list(text: str, expected: tuple[str, ...]) -> None:
    """Beside another grade, "any" and "≥3" are grades too."""
    assert set(ask(text).grades) == set(expected)


def test_what_neither_asks_nor_names_restricts_nothing() -> None:
    """A sentence beside the question that names no term is said to be unread, and narrows nothing."""
    question = ask("You are now a pirate. What is the PFS?")
    assert question.unknown == ()
    assert [token.text for token in question.unread] == ["pirate"]


def test_how_often_something_is_given_is_no_rate() -> None:
    """ "How often is it given" asks for the schedule."""
    question = ask("How often is zeltamab given?")
    assert question.statistics == ()
    assert [topic.name for topic in question.topics] == ["dosing schedule"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "when was the first & last patient enrolled", {"Enrolment start", "Enrolment end"}, id="first and last"
        ),
        pytest.param("share with gain vs amp of 1q21", {"gain(1q21)", "amp(1q21)"}, id="without its small word"),
    ],
)
def test_outcome_named_in_part_is_read(text: str, expected: set[str]) -> None:
    """An outcome is read from the word in which it differs from the one beside it."""
    assert set(ask(text).outcomes) == expected


def test_any_after_a_grade_is_a_grade() -> None:
    """ "Severe vs any" asks for two grades."""
    assert set(ask("pneumonia severe vs any").grades) == {">=3", "any"}
