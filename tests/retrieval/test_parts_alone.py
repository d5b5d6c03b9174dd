"""What one part of a question says denies nothing that another part asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers.answering import Draft
from retrieval.parts_alone import subjects_denied
from retrieval.records import Sentence
from tests.retrieval.small_trial import BASE, LAST, RESULTS, ZELTA, drafting, make_result

Drafter = Callable[[str], Draft]

_RATE = {"outcome": "Overall response rate", "statistic": "percentage", "unit": "%"}
_AGE = {"category": "baseline", "outcome": "Age", "statistic": "median", "unit": "years"}
_MEDIAN = {"statistic": "Kaplan-Meier median", "unit": "months", "data_cutoff": LAST, "cutoff_stated": True}
_ADDED = (
    make_result("update:60", arm=ZELTA, value="71", **_RATE),
    make_result("update:61", arm=BASE, value="52", **_RATE),
    make_result("update:62", arm=ZELTA, value="64", **_AGE),
    make_result("update:63", outcome="Progression-free survival", arm=ZELTA, value="33.3", **_MEDIAN),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR with a rate and an age of its first analysis, with keyword search alone."""
    return drafting((*RESULTS, *_ADDED), folder=tmp_path_factory.mktemp("keywords"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What was the PFS hazard ratio at the final analysis, and what was the ORR?", ("0.66", "71%")),
        ("What was the ORR? What was the median PFS at the final analysis?", ("71%", "33.3")),
        ("Could you give me the ORR and the median PFS at the final analysis?", ("71%", "33.3")),
        ("I need the median PFS, the hazard ratio with its interval, and the ORR.", ("33.3", "0.66", "71%")),
    ],
)
def test_an_analysis_or_a_statistic_of_one_part_denies_no_other(
    draft: Drafter, text: str, told: tuple[str, ...]
) -> None:
    """Where nothing of an outcome is held for it, it is told as if asked alone."""
    said = " ".join(sentence.text for sentence in draft(text).sentences)
    assert all(figure in said for figure in told)
    assert "holds no result" not in said


def test_analysis_that_a_list_ends_on_holds_for_each_of_it(draft: Drafter) -> None:
    """What is held at it is told of it alone, and what is not is denied."""
    told = draft("PFS, ORR and OS at the final analysis?")
    said = " ".join(sentence.text for sentence in told.sentences)
    assert subjects_denied(told) == {"overall response rate (analysis: final analysis)"}
    assert "0.66" in said
    assert "0.61" not in said


def test_patients_of_one_part_are_not_changed_in_silence(draft: Drafter) -> None:
    """That nothing is held of them is said of what may be asked of them."""
    told = draft("What were the ORR and the PFS hazard ratio in over-65s?")
    assert subjects_denied(told) == {"overall response rate (subgroup: age >=65 years)"}


def test_each_subject_denied_is_one() -> None:
    """They stand between semicolons, and what is told beside them is none."""
    sentences = (
        Sentence("This corpus holds no result for fever; chills (grade 4). It holds nothing about this trial."),
        Sentence("This answer does not cover, as the question asks for it: the place."),
        Sentence("Fever was seen."),
    )
    assert subjects_denied(Draft("answered", sentences)) == {"fever", "chills (grade 4)", "the place"}
