"""Shares and ratios that a question tells in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.times_claimed import correct_times
from retrieval.answers.worded_shares import correct_worded_share
from tests.retrieval.small_trial import RESULTS, ZELTA, ask, make_event

NAUSEA = tuple(row for row in RESULTS if row.outcome == "Nausea")


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Half of the Base patients had nausea, didn't they?", True, id="another share"),
        pytest.param("A quarter of Zelta-Base patients had nausea, right?", False, id="so it was"),
        pytest.param("In the control arm two thirds had nausea, correct?", True, id="arm before"),
        pytest.param("About a third of the control patients had nausea, right?", False, id="near enough"),
        pytest.param("Most patients had nausea, right?", True, id="wrong of each arm"),
        pytest.param("Nearly all of the Base patients had nausea, right?", True, id="nearly all"),
        pytest.param("One in ten people had nausea with Base, right?", True, id="one of so many"),
        pytest.param("Less than a third of the controls had nausea, right?", False, id="bound"),
        pytest.param("More than half of the controls had nausea, right?", True, id="bound that is wrong"),
        pytest.param("Half of the Base patients had no nausea, right?", False, id="the others"),
        pytest.param("Of those with nausea, half of the patients were women, right?", False, id="part of a part"),
        pytest.param("Half as many had nausea with Base, right?", False, id="ratio of two arms"),
        pytest.param("Did half of the Base patients have nausea?", False, id="open question"),
    ],
)
def test_share_in_words_is_held_against_the_arm(text: str, corrected: bool) -> None:
    """25 % had nausea with Zelta-Base, 30 % with Base."""
    sentences = correct_worded_share(ask(text), NAUSEA)
    assert bool(sentences) is corrected
    assert all(sentence.text.startswith("Correction: ") for sentence in sentences)


def test_share_in_words_is_held_against_the_severity_told() -> None:
    """31 % had it, few of them severely; what two severities make up together is not judged."""
    rows = [
        make_event(f"update:{20 + n}", "Cough", arm=ZELTA, n=n, grade=grade) for n, grade in ((31, "any"), (2, "3"))
    ]
    [said] = correct_worded_share(ask("Is it true that most patients were of grade 3 with cough?"), rows)
    assert said.results == (rows[1],)
    assert not correct_worded_share(ask("Is it true that most patients had grade 1 or grade 2 cough?"), rows)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Base had twice as many with nausea as Zelta-Base, right?", True, id="not as many"),
        pytest.param("Nausea was three-fold with Base, right?", True, id="fold"),
        pytest.param("Nausea was doubled with Base, wasn't it?", True, id="verb"),
        pytest.param("Base made nausea three times as likely, right?", True, id="a risk"),
        pytest.param("Base had three times the odds of nausea, right?", False, id="odds"),
        pytest.param("Nausea was 1.2 times as frequent with Base, right?", False, id="so it was"),
        pytest.param("Zelta-Base halved the rate of nausea, right?", True, id="half"),
        pytest.param("The odds of nausea were doubled with Base, right?", False, id="odds"),
        pytest.param("Was nausea doubled with Base?", False, id="open question"),
        pytest.param("Is it true that the nausea rate doubled?", True, id="no arm"),
    ],
)
def test_number_of_times_is_held_against_both_arms(text: str, corrected: bool) -> None:
    """30 % is 1.2 times 25 %."""
    assert bool(correct_times(ask(text), NAUSEA)) is corrected


def test_fold_of_a_title_is_no_ratio_of_arms() -> None:
    """A rise by a factor that the title counts patients with says nothing of the arms."""
    rows = tuple(replace(row, outcome="Participants With a 4-Fold Rise") for row in NAUSEA)
    assert correct_times(ask("Nausea responders (4-fold), Base vs Zelta-Base"), rows) == ()
    assert correct_times(ask("Nausea responders (4-fold), Base vs Zelta-Base"), NAUSEA)
