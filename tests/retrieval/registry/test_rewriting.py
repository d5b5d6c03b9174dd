"""A question in the words of the record that it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.vocabulary import Term
from retrieval.mentions import Mention
from retrieval.registry.flow import with_entries
from retrieval.registry.rewriting import in_its_words
from retrieval.stems import stems
from retrieval.terms import split_tokens
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker
from tests.retrieval.registry.small_record import FENWAY, SOURCE, ask, fenway_words


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("GFR decreased in FENWAY?", "Glomerular filtration rate decreased in FENWAY?", id="short form"),
        pytest.param("deaths in the Velo bog lung study", "deaths in the trial", id="the trial by its sponsor"),
        pytest.param("age in the BLD trial", "age in the trial", id="by its condition in short"),
        pytest.param("age in the FENWAY trial", "age in the FENWAY trial", id="by its name"),
        pytest.param(
            "DBP decreased in FENWAY?", "DBP decreased in FENWAY?", id="a short form that no name has in full"
        ),
        pytest.param("who quit taking the trial medicine?", "who quit treatment?", id="what is stopped"),
        pytest.param("In FENWAY, what of pain and age?", "In FENWAY what of pain and age?", id="what leads in"),
        pytest.param("With vegans, what of pain and age?", "With vegans, what of pain and age?", id="of a part"),
        pytest.param("pain in vegans of the trial", "pain in vegans of the trial", id="a part of the patients"),
    ],
)
def test_question_is_put_in_the_words_of_its_record(question: str, said: str) -> None:
    """Short forms stand in full, and a description of the trial is the trial."""
    assert in_its_words(ask(question), fenway_words()) == said


def test_those_who_stopped_treatment_are_a_milestone_of_its_name() -> None:
    """And not those who left the trial."""
    rows = RowMaker("fenway", FENWAY.id, ("Mirelcept", "Placebo"), size=100)
    own = "Prematurely Stopped Study Drug by Week 8"
    flow = (
        *rows("a", own, "15", "16", category="disposition"),
        *rows("b", "Not completed", "9", "8", category="disposition"),
        *rows("c", "Stopped Study Drug Due to Lack of Peat", "3", "2", category="disposition"),
    )
    record = OneRecord(flow, terms=(), trial=FENWAY, source=SOURCE, parts=(("Title", "Mirelcept"),))
    asked = replace(ask("How many stopped treatment?"), trial=FENWAY.id, mentions=())
    asked = replace(asked, outcomes=("Treatment discontinuation for any reason",))
    assert with_entries(asked, corpus=record).outcomes == (own,)


@pytest.mark.parametrize(
    ("question", "names", "said"),
    [
        pytest.param("pain cut by >=50% with it", "least", "pain cut by at least 50% with it", id="a sign"),
        pytest.param("pain with TPS 50+ in it", "higher", "pain with TPS 50% or higher in it", id="a plus"),
        pytest.param("pain in 50%+ of it", "more", "pain in 50% or more of it", id="or more"),
        pytest.param("pain of grade 3+ in it", "least", "pain of grade 3+ in it", id="a grade"),
        pytest.param("pain cut by ≥50% with it", "of", "pain cut by ≥50% with it", id="no such word in the titles"),
    ],
)
def test_least_share_by_a_sign_is_told_as_the_titles_tell_it(question: str, names: str, said: str) -> None:
    """At least, or higher, or more."""
    words = replace(fenway_words(), names=frozenset(names.split()))
    assert in_its_words(ask(question), words) == said


def test_changes_of_the_same_words_are_made_once() -> None:
    """A drug that is found clipped and by its name is not written into itself."""
    words = replace(fenway_words(), arms=("Tofacitinib", "Placebo"), given=frozenset(("tofacitinib",)))
    asked = ask("tofa pain")
    term = Term("drug", "Tofacitinib", FENWAY.id, ("tofa",))
    words = replace(words, naming=words.naming | stems("tofacitinib"))
    asked = replace(asked, mentions=(Mention(0, 4, "tofa", term),), unknown=tuple(split_tokens("tofa pain")[:1]))
    assert in_its_words(asked, words).casefold() == "tofacitinib pain"
