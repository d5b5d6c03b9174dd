"""Which outcome measures of a record the words of a question mean."""

from __future__ import annotations

import pytest

from retrieval.registry.measures_asked import measures_meant
from tests.retrieval.registry.small_record import PAIN, PAIN_STRICT, answer, ask, draft, fenway

SHARE = "Percentage With Marsh Ache Index <20 at Week 8"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("How far did the ache come down in the marsh index by week 8?", (PAIN,), id="words of the title"),
        pytest.param("marsh ache, excluding those with earlier rescue", (PAIN_STRICT,), id="the longer one"),
        pytest.param("What share had a marsh ache index below <20?", (SHARE,), id="a share"),
        pytest.param("marsh ache index at week 52", None, id="another time"),
        pytest.param("Did the horses sleep well?", None, id="nothing"),
    ],
)
def test_best_measure_is_meant(text: str, titles: tuple[str, ...] | None) -> None:
    """The words of title, rows and definition tell which; no word, or another time, tells none."""
    meant = measures_meant(ask(f"FENWAY: {text}"), corpus=fenway())
    assert (meant.titles if meant else None) == titles


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How did the ache in the marsh index change, FENWAY, mirelcept vs pbo?", "-9.5", "no result",
                     id="shorthand of the comparator"),
        pytest.param("During the blinded part of FENWAY, how many went over to open-label mirelcept?", "7 of 100",
                     "Masking", id="period and no masking"),
        pytest.param("PNEUMONIA numbers, blinded period, FENWAY", "3 of 100", "grant", id="no identifier"),
        pytest.param("FENWAY LTX period: how many in, how many finished?", "Completed – LTX Period: 70", "99",
                     id="a period by its name"),
        pytest.param("Who sponsored FENWAY, and did patients know which treatment they got?", "“Masking: double",
                     "no result", id="a field by another word"),
        pytest.param("When and in which country was FENWAY carried out?", "“Study start: 2019-02-11", "no result",
                     id="dates"),
        pytest.param("How many in FENWAY had pneumonia, and how many weeks did it last?", "how many weeks did it last",
                     "no result", id="a time that is not told"),
    ],
)  # fmt: skip
def test_what_is_asked_is_told(question: str, told: str, not_told: str) -> None:
    """Words that only tell when or of whom do not lead to another answer."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


def test_thing_of_which_the_record_has_no_word_is_not_held() -> None:
    """A vaccine that nobody had is not answered by another outcome."""
    assert draft("Did mirelcept change the marsh ache index after influenza vaccine in FENWAY?").status == "not_found"


def test_limit_of_an_interval_is_no_false_claim() -> None:
    """What the figure's interval is, is not corrected."""
    text = answer(
        "The mean ache change in the Marsh Ache Index of FENWAY was -9.5 on mirelcept. Have I got that right?"
    )
    assert "Correction" not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Can I get the individual patient data of FENWAY?", "no result for sharing of individual", "-9.5",
                     id="a field that is not held"),
        pytest.param("Has FENWAY ended?", "“Overall status: completed.”", "no result", id="status"),
        pytest.param("How many withdrew from FENWAY by themselves as a subject?", "4 of 100", "6 of 100", id="reason"),
        pytest.param("Was the index lower by 2 months in FENWAY, marsh ache?", "-9.5", "no result", id="another unit"),
    ],
)  # fmt: skip
def test_what_the_record_has_in_other_words_is_told(question: str, told: str, not_told: str) -> None:
    """Fields, reasons of the flow, and times in another unit."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
