"""A message is answered request by request, and what is told in it restricts only what leans on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers.answering import Draft
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import SmallCorpus

Asker = Callable[[str], tuple[str, ...]]
OPENING = "Dear team, I work as a pharmacist in a small hospital and have read the HARBOUR abstract."
HEADACHE, NAUSEA = "Headache, any grade: 31 of 100", "Nausea, any grade: 25 of 100"
PNEUMONIA = "Pneumonia, any grade: 20 of 100"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    """What is answered, from HARBOUR with keyword search alone."""
    corpus = SmallCorpus(folder=tmp_path_factory.mktemp("keywords"))
    retriever, terms = Retriever(corpus=corpus, dense=False), index_terms(corpus)

    def tell(text: str) -> tuple[str, ...]:
        draft: Draft = draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)
        return tuple(sentence.text for sentence in draft.sentences)

    return tell


def begins(said: tuple[str, ...], *expected: str) -> bool:
    """Whether the sentences begin as expected, one by one, apart from the line on safety results."""
    figures = [text for text in said if not text.startswith("Safety results")]
    return len(figures) == len(expected) and all(map(str.startswith, figures, expected))


def test_each_request_is_answered_by_itself(told: Asker) -> None:
    """A statistic, a grade or a group of one of them narrows no other."""
    text = f"{OPENING} What was the hazard ratio for overall survival? How many had a headache? Best wishes, Ann Keller"
    assert begins(told(text), "The hazard ratio for overall survival (OS), Zelta-Base vs Base, was 0.82", HEADACHE)


def test_whom_the_asker_treats_restricts_nothing(told: Asker) -> None:
    """Where a request does not point back to them."""
    text = f"{OPENING} We mainly see patients aged 65 years or more. How many participants had nausea in each arm?"
    assert begins(told(text), NAUSEA)


def test_a_request_that_leans_is_read_with_what_is_told(told: Asker) -> None:
    """ "The rates" are those of what was named before them."""
    text = f"{OPENING} One of us fears pneumonia. Please send me the rates for both groups. Kind regards, Ann Keller"
    assert begins(told(text), PNEUMONIA)


def test_a_request_that_leans_on_another_is_a_follow_up(told: Asker) -> None:
    """It is read as in a conversation."""
    text = f"{OPENING} What was the hazard ratio for PFS at the final analysis? And at the interim analysis? Thanks!"
    ratio = "The hazard ratio for progression-free survival (PFS), Zelta-Base vs Base, was"
    assert [said[len(ratio) :][:5] for said in told(text) if said.startswith(ratio)] == [" 0.66", " 0.61"]


def test_what_is_not_held_is_said_beside_the_rest(told: Asker) -> None:
    """A request that nothing answers is not lost."""
    text = f"{OPENING} How many had nausea? My readers would also like to know about hair loss. Many thanks, Ann"
    said = told(text)
    assert said[0].startswith(NAUSEA)
    assert any("“hair loss”" in text for text in said)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("How many had nausea? What was the hazard ratio for overall survival?", id="one after the other"),
        pytest.param("1. How many had nausea?\n2. What was the hazard ratio for overall survival?", id="numbered"),
        pytest.param("How many had nausea? Also, what was the hazard ratio for overall survival?", id="joined"),
    ],
)
def test_two_short_questions_narrow_neither(told: Asker, text: str) -> None:
    """The statistic of one is not looked for in the other."""
    assert begins(told(text), NAUSEA, "The hazard ratio for overall survival (OS), Zelta-Base vs Base, was 0.82")


def test_part_that_a_message_is_about_holds_for_its_requests(told: Asker) -> None:
    """ "What was found in such patients" says of whom the requests behind it are, where they do not say so."""
    text = (
        f"{OPENING} I write about a patient aged 65 years or more and want to know what was found in such patients. "
        "Was the trial open-label? What was the hazard ratio for PFS?"
    )
    assert any("0.70" in sentence for sentence in told(text))
    assert not any("0.61" in sentence for sentence in told(text))


def test_request_that_tells_less_with_the_one_before_is_apart(told: Asker) -> None:
    """What leans on nothing that can be written out does not take away what was asked before it."""
    text = f"{OPENING} How many had a headache? She would also like the hazard ratio in smokers, if it's there."
    said = told(text)
    assert said[0].startswith(HEADACHE)
    assert any("smokers" in sentence for sentence in said)


def test_request_may_point_to_a_part_that_it_names_itself(told: Asker) -> None:
    """ "In them" behind the part of the patients leans on nothing told before."""
    text = f"{OPENING} We fear pneumonia. Did those aged 65 years or more do better, and how many of them had nausea?"
    assert not any("Pneumonia" in said for said in told(text))


def test_question_behind_a_lead_in_is_a_sentence_of_its_own(told: Asker) -> None:
    """Where what leads to it is left out."""
    text = f"{OPENING} We discuss pneumonia. I want to ask: how many had nausea? And who paid? Thanks, Ann Keller"
    assert told(text)[0].startswith(NAUSEA)


def test_grades_told_before_are_those_meant(told: Asker) -> None:
    """ "These two grades" are named in the request."""
    text = f"{OPENING} We tell grade 3 and grade 4 apart. Please send these two grades for pneumonia and headache."
    assert begins(
        told(text), "This corpus holds no result for pneumonia (grade 3, grade 4); headache (grade 3, grade 4)"
    )


def test_groups_told_before_are_those_meant(told: Asker) -> None:
    """ "Each of the two groups" are the parts of the patients named before."""
    text = (
        f"{OPENING} We compare patients aged 65 years or older and women. Please give the PFS hazard ratio for each of "
        "the two groups."
    )
    said = told(text)
    assert any("0.70 (95% CI 0.41" in one for one in said)
    assert not any("0.61 (98% CI" in one for one in said)


def test_later_figures_are_those_of_the_request_before(told: Asker) -> None:
    """Asked once more without the first report."""
    text = (
        f"{OPENING} Please give the hazard ratio for PFS in the first analysis. If later figures exist, give them with "
        "their date."
    )
    said = told(text)
    assert any("0.61 (98% CI" in one for one in said)
    assert any("0.66 (95.2% CI" in one for one in said)


def test_a_heading_says_of_whom_a_list_is(told: Asker) -> None:
    """The one part of the patients that it names."""
    text = f"{OPENING} Please send me a short reply on the age >=65 years patients: the PFS hazard ratio."
    said = told(text)
    assert any("0.70 (95% CI 0.41" in one for one in said)
    assert not any("0.61 (98% CI" in one for one in said)
