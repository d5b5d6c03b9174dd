"""Which arm a question takes to have more."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.answers.contrasts import (
    correct_direction,
    correct_equality,
    correct_favour,
    direction_claimed,
    presupposes,
)
from tests.retrieval.small_trial import (
    BASE,
    HARBOUR,
    OS,
    PFS,
    RESULTS,
    ZELTA,
    SmallCorpus,
    ask,
    make_event,
    make_result,
)

NAUSEA = tuple(row for row in RESULTS if row.outcome == "Nausea")


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Why was nausea more frequent with Zelta-Base than with Base?", True, id="taken for granted"),
        pytest.param("Why was nausea more frequent with Base than with Zelta-Base?", False, id="so it was"),
        pytest.param("Nausea was lower with Base, right?", True, id="to be confirmed"),
        pytest.param("As nausea was rarer with Base, by how much?", True, id="rarer"),
        pytest.param("Why was nausea commoner with Zelta-Base?", True, id="commoner"),
        pytest.param("Why does Zelta-Base double the nausea?", True, id="a verb"),
        pytest.param("Nausea in the double-blind year, Zelta-Base then Base", False, id="double-blind"),
        pytest.param("Didn't Zelta-Base have more nausea?", True, id="asked as denied"),
        pytest.param("Nausea was lower with Base, I assume?", True, id="assumed"),
        pytest.param("Base lowered the number with nausea, right? By how much?", True, id="a verb of less"),
        pytest.param("By how much did Zelta-Base increase nausea?", True, id="by how much"),
        pytest.param("By how much did Base increase nausea?", False, id="by how much it did"),
        pytest.param("Was nausea more frequent with Zelta-Base?", False, id="an open question"),
        pytest.param("Why did nausea occur with Base?", False, id="no comparison"),
        pytest.param("Because the zeltamab group had more nausea, was Base safer?", True, id="of a clause before"),
        pytest.param("More than a quarter had nausea with Zelta-Base, right?", False, id="bound of one arm"),
        pytest.param("Fewer than half had nausea with Base, correct?", False, id="bound of one arm from above"),
        pytest.param("Was nausea twice as common with Zelta-Base, as I heard?", True, id="how many times"),
        pytest.param("Half as many had nausea with Base, right?", True, id="a part of them"),
        pytest.param(
            "It is Base, not Zelta-Base, in which nausea was more frequent, right?", False, id="not the other"
        ),
        pytest.param("Zelta-Base rather than Base had more nausea, correct?", True, id="rather than the other"),
    ],
)
def test_direction_that_is_taken_for_granted_is_corrected(text: str, corrected: bool) -> None:
    """25 % with Zelta-Base against 30 % with Base."""
    sentences = correct_direction(ask(text), NAUSEA)
    assert bool(sentences) is corrected
    assert all(sentence.text.startswith("Correction: ") for sentence in sentences)


def test_better_of_a_name_favours_no_arm() -> None:
    """ "Response or better" is what is counted; "better" by itself says which arm did."""
    name = "Very good partial response or better rate"
    rows = [
        make_event(f"update:{n}", name, arm=arm, n=n, grade=None, category="efficacy")
        for arm, n in ((ZELTA, 40), (BASE, 22))
    ]
    corpus = SmallCorpus(rows)
    told = "Is it true that very good partial response or better was reached by 22% with Base"
    assert not correct_favour(ask(f"{told}?", corpus=corpus), rows)
    assert correct_favour(ask(f"{told}, which did better?", corpus=corpus), rows)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("more nausea on zelta", True),
        ("less nausea on zelta", False),
        ("zelta causing less nausea than the control group", False),
        ("zelta causing more nausea than was seen in the control group", True),
        ("fewer with nausea on zelta than on Base", False),
        ("fewer with nausea on Base than on zelta", True),
        ("more nausea compared with zelta", False),
        ("zelta added to Base giving more nausea", True),
        ("Base having more nausea versus zelta", False),
    ],
)
def test_arm_is_told_by_its_own_drug(text: str, corrected: bool) -> None:
    """A drug that one arm alone is called after names it."""
    corpus = SmallCorpus(terms=(Term("drug", "zeltamab sulphate", synonyms=("zelta",), trial=HARBOUR.id),))
    assert bool(correct_direction(ask(f"So they had {text}, correct?", corpus=corpus), NAUSEA)) is corrected


def test_lower_risk_of_an_event_is_no_shorter_time_to_it() -> None:
    """A median is longer where the risk is lower."""
    rows = [
        make_result(f"update:{n}", outcome=PFS, statistic="Kaplan-Meier median", unit="months", arm=arm, value=value)
        for n, arm, value in ((1, ZELTA, "35"), (2, BASE, "19"))
    ]
    assert not correct_direction(ask("Zelta-Base reduced the risk of progression, right?"), rows)
    assert correct_direction(ask("PFS was shorter with Zelta-Base, right?"), rows)


def test_how_many_times_as_many_takes_none_to_be_equal() -> None:
    """ "Twice as many" is no "as many"."""
    assert correct_equality(ask("Twice as many had nausea with Base, right?"), NAUSEA) == ()
    assert correct_equality(ask("Just as many had nausea with Base, right?"), NAUSEA)
    assert correct_equality(ask("There were 30 patients with nausea, 30 in each arm, right?"), NAUSEA)
    assert correct_equality(ask("Nausea at week 30 in both arms"), NAUSEA) == ()
    assert correct_equality(ask("Because nausea was the same in both arms, is it as safe?"), NAUSEA)
    assert correct_equality(ask("Nausea was not the same in both arms, right?"), NAUSEA) == ()


def test_about_as_many_is_not_corrected() -> None:
    """Whether two figures are about the same no figure tells."""
    assert correct_equality(ask("Nausea was about equally frequent in both arms, right?"), NAUSEA) == ()


def test_what_keeps_from_more_has_less_of_it() -> None:
    """Who prevents more of something has fewer of it: no figure is called higher."""
    assert direction_claimed(ask("Does Zelta-Base prevent more nausea than Base?"), NAUSEA) is None
    assert direction_claimed(ask("Does Zelta-Base have more nausea than Base?"), NAUSEA) is not None


def test_arm_after_than_has_less() -> None:
    """Who lived longer stands before the word, where the other stands after "than"."""
    pair = (
        make_result("update:20", outcome=OS, statistic="median", arm=ZELTA, value="30", unit="months"),
        make_result("update:21", outcome=OS, statistic="median", arm=BASE, value="20", unit="months"),
    )
    right = "Is it true that the zeltamab group lived longer than the control group?"
    wrong = "Is it true that the control group lived longer than the zeltamab group?"
    assert correct_direction(ask(right), pair) == ()
    assert correct_direction(ask(wrong), pair)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Fewer than 25 had pneumonia with Zelta-Base, right?", False),
        ("Fewer had pneumonia with Zelta-Base, right?", True),
        ("We saw fewer with pneumonia on Zelta-Base than on Base?", True),
        ("Base showed more pneumonia compared to Zelta-Base, didn't it?", True),
        ("Base showed more pneumonia compared to Zelta-Base?", False),
        ("More pneumonia with Base than with Zelta-Base, wasn't it, and how much fever?", True),
    ],
)
def test_less_than_a_number_compares_no_arms(text: str, corrected: bool) -> None:
    """A bound of a figure says nothing of the other arm: 20 with Zelta-Base, 12 with Base."""
    shown = [row for row in RESULTS if row.outcome == "Pneumonia"]
    assert bool(correct_direction(ask(text), shown)) is corrected


def test_what_severe_events_bear_out_is_not_corrected() -> None:
    """Fewer had it at all with Zelta-Base, but more of a grade 3 or worse: the figures tell, and no correction."""
    severe = tuple(
        make_event(f"update:{place}", "Nausea", arm=arm, n=count, grade=">=3")
        for place, arm, count in ((22, ZELTA, 30), (23, BASE, 10))
    )
    assert correct_direction(ask("Why was nausea more frequent with Zelta-Base?"), NAUSEA)
    assert correct_direction(ask("Why was nausea more frequent with Zelta-Base?"), (*NAUSEA, *severe)) == ()


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("0.61 (98% CI 0.40-0.93)?", True),
        ("PFS 0.61 (98% CI 0.40-0.93)?", True),
        ("PFS HR 0.61 98% CI 0.40-0.93?", True),
        ("Is the ratio 0.61 (98% CI 0.40-0.93)?", False),
        ("0.61 (98% CI ...)?", False),
    ],
)
def test_figure_alone_is_to_be_confirmed(text: str, taken: bool) -> None:
    """A figure with its interval as the whole of a question is taken for granted; a plain question is not."""
    assert presupposes(text) is taken


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Complete response or better was reported in 12% with Base, right?", False, id="part of a name"),
        pytest.param("Complete response was better with Base, right?", True, id="said of an arm"),
    ],
)
def test_or_better_compares_no_arms(text: str, corrected: bool) -> None:
    """What is counted may be "a response or better", which says nothing of which arm did."""
    slots = {"outcome": "Complete response rate", "statistic": "percentage", "unit": "%"}
    rows = (
        make_result("update:70", arm=ZELTA, value="30", **slots),
        make_result("update:71", arm=BASE, value="12", **slots),
    )
    assert bool(correct_favour(ask(text), rows)) is corrected
