"""A question is read as it was meant to be typed; names, and what another dictionary knows, are never changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers.answering import Draft
from retrieval.as_meant import as_meant
from tests.retrieval.small_trial import RESULTS, drafting, harbour

Drafter = Callable[[str], Draft]


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR, with keyword search alone."""
    return drafting(RESULTS, folder=tmp_path_factory.mktemp("keywords"))


def _read(text: str) -> str:
    corpus, terms = harbour()
    return as_meant(text, corpus=corpus, terms=terms)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("the authhors' roel", "the authors' roel", id="possessive of many, and a short word"),
        pytest.param("number of authhors", "number of authors", id="a letter twice"),
        pytest.param("can you conirm this", "can you confirm this", id="a letter lost"),
        pytest.param("medain folow-up", "median follow-up", id="letters that changed places, and a compound"),
        pytest.param("sponssor's role", "sponsor's role", id="possessive"),
        pytest.param("Chnages in pnuemonia", "Changes in pneumonia", id="the first word keeps its capital"),
        pytest.param("early relpase", "early relapse", id="a word of the field before a more common one"),
        pytest.param("zeltmaab dose", "zeltamab dose", id="a drug of the corpus"),
    ],
)
def test_slip_of_the_keyboard_is_mended(typed: str, meant: str) -> None:
    """One slip that leads from a word that nothing knows to one that is known."""
    assert _read(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("What did the Harbuor trial show?", id="a name with a capital"),
        pytest.param("median PFS with daratumumab", id="a drug that nothing knows"),
        pytest.param("haemoglobin in tumour and oedema", id="British spelling"),
        pytest.param("what did cole declare", id="an author in small letters"),
        pytest.param("see fever.org/pneumnia", id="an address"),
    ],
)
def test_what_may_be_a_name_stays(text: str) -> None:
    """Another trial or drug is never turned into the one that is held."""
    assert _read(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("WHAT WAS THE MEDIAN AGE?", "what was the median age?", id="shouted"),
        pytest.param("PFS HR?", "PFS HR?", id="abbreviations alone"),
        pytest.param("hr for os, mpfs", "HR for OS, mPFS", id="abbreviations in small letters"),
        pytest.param("Ada and Mace wrote it", "Ada and Mace wrote it", id="names like abbreviations"),
        pytest.param("given over 2 hr per hr", "given over 2 hr per hr", id="hours"),
    ],
)
def test_capitals_stand_where_they_belong(typed: str, meant: str) -> None:
    """Capitals of a whole question say nothing; those of an abbreviation are its own."""
    assert _read(typed) == meant


def test_blanks_and_hyphens_are_plain() -> None:
    """Blanks and hyphens at which no line may break are plain ones, and what marks a break is nothing."""
    assert _read("follow\u2011up\u00a0 of pneu\u00admonia") == "follow-up of pneumonia"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("WHAT WAS THE RATE OF PNEUMONIA IN BOTH ARMS?", id="shouted"),
        pytest.param("what was the raet of pneumnoia in both arms?", id="slips"),
        pytest.param("And what was the rate of pneumonia in both arms?", id="opening"),
        pytest.param("Please tell me: what was the rate of pneumonia in both arms?", id="asked to tell"),
        pytest.param("Could you look this up? what was the rate of pneumonia in both arms?", id="asked to look up"),
        pytest.param("What was the rate of pneumonia in both arms, with reference?", id="its reference"),
    ],
)
def test_answer_is_that_of_the_plain_question(draft: Drafter, typed: str) -> None:
    """The same is told, and nothing of how it was typed is said not to be held."""
    assert draft(typed).sentences == draft("What was the rate of pneumonia in both arms?").sentences
