"""Of things that a question lists by phrases of their own, none is lost for what only another one says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers.answering import Draft
from tests.retrieval.small_trial import BASE, BOTH, LAST, OS, RESULTS, ZELTA, drafting, make_result

Drafter = Callable[[str], Draft]

_AT_LAST = {"data_cutoff": LAST, "cutoff_stated": True}
_AGE = {"category": "baseline", "outcome": "Age", "statistic": "median", "unit": "years"}
_NEXT = {"outcome": "Time to next treatment", **_AT_LAST}
_MEDIAN = {"statistic": "Kaplan-Meier median", "unit": "months"}
_ADDED = (
    make_result("update:30", arm=ZELTA, value="64", **_AGE),
    make_result("update:31", arm=ZELTA, value="40.2", **_NEXT, **_MEDIAN),
    make_result("update:32", arm=BASE, value="22.8", **_NEXT, **_MEDIAN),
    make_result("update:33", comparison=BOTH, value="0.59", statistic="hazard ratio", **_NEXT),
    make_result("update:34", outcome=OS, arm=ZELTA, value="51.7", **_MEDIAN, **_AT_LAST),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR with a few results more, with keyword search alone."""
    return drafting((*RESULTS, *_ADDED), folder=tmp_path_factory.mktemp("keywords"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("The PFS hazard ratio in over-65s as well as the median age?", ("0.70", "64 years"), id="part"),
        pytest.param("Tell me the median age; I also want PFS in over-65s.", ("0.70", "64"), id="also"),
        pytest.param("Besides the median age, what is the PFS hazard ratio in over-65s?", ("64", "0.70"), id="besides"),
        pytest.param(
            "On the one hand the PFS hazard ratio in over-65s, on the other the pneumonia rate: what are they?",
            ("0.70", "20 of 100"),
            id="either hand",
        ),
        pytest.param("OS hazard ratio, and time to next treatment?", ("0.82", "40.2 months"), id="own statistic"),
        pytest.param(
            "Two things from the final analysis: OS hazard ratio, time to next treatment.", ("0.82", "40.2"), id="lead"
        ),
        pytest.param(
            "First the PFS hazard ratio at the primary analysis, second the OS hazard ratio at the final analysis.",
            ("0.61", "0.82"),
            id="each its time",
        ),
    ],
)
def test_each_thing_is_told_as_it_is_asked(draft: Drafter, text: str, told: tuple[str, ...]) -> None:
    """What narrows one thing of a list narrows no other that has a phrase of its own."""
    answer = draft(text)
    said = " ".join(sentence.text for sentence in answer.sentences)
    assert answer.status == "answered"
    assert all(figure in said for figure in told)
    assert "holds no result" not in said


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        pytest.param("Hazard ratio for OS and time to next treatment?", "40.2", id="statistic before a list"),
        pytest.param("In over-65s, the PFS hazard ratio and the OS hazard ratio?", "0.82", id="part before a list"),
        pytest.param("Time to next treatment and PFS in smokers?", "40.2", id="unknown part behind a list"),
        pytest.param("Time to next treatment and OS with zeltamab plus ibuprofen?", "40.2", id="another drug"),
        pytest.param("What were the PFS and OS hazard ratios?", "51.7", id="statistic behind a list"),
        pytest.param("Apart from headache, what were the most common adverse events?", "Headache", id="left out"),
        pytest.param("PFS in over-65s: the hazard ratio and OS?", "0.82", id="part before a colon"),
        pytest.param("Did fever follow from nausea, and in how many patients?", "randomised", id="how many had it"),
    ],
)
def test_what_holds_for_all_of_a_list_is_kept(draft: Drafter, text: str, untold: str) -> None:
    """A statistic or a part of the patients that is told once for all of a list narrows each of its members."""
    assert untold not in " ".join(sentence.text for sentence in draft(text).sentences)


def test_what_may_be_meant_of_all_is_said(draft: Drafter) -> None:
    """A part of the patients at the end may hold for both: of the first it is said that nothing is held."""
    said = " ".join(sentence.text for sentence in draft("Time to next treatment and PFS in over-65s?").sentences)
    assert "holds no result for time to next treatment" in said
    assert "40.2" in said
    assert "0.70" in said


def test_part_that_leads_holds_for_all_that_follows(draft: Drafter) -> None:
    """ "Over-65s PFS and time to next treatment" asks for both in them: what is held of all patients is not told."""
    said = " ".join(sentence.text for sentence in draft("Over-65s PFS and time to next treatment").sentences)
    assert "0.70" in said
    assert "40.2" not in said
    assert "time to next treatment (subgroup: " in said
