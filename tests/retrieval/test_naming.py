"""Which sources a question names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.condition_words import without_condition
from retrieval.naming import (
    _journals_named,
    documents_named,
    sources_named,
    sources_set_aside,
    without_words_of_papers,
    words_of_sources,
)
from retrieval.questions.filters import slot_filters
from tests.retrieval.small_trial import SOURCES, SmallCorpus, ask, harbour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("What was PFS according to Fen Med?", {"article"}, id="journal"),
        pytest.param("What PFS did Ames report?", {"article"}, id="first author"),
        pytest.param("What was PFS in the ClinicalRegister record?", {"registry"}, id="registry"),
        pytest.param("PFS in the Bog Journal", {"update"}, id="another journal"),
        pytest.param("What PFS did Cole report?", {"article", "update"}, id="two sources of one author"),
        pytest.param("What PFS did Cole report in the Bog Journal?", {"update"}, id="one source of two by its author"),
        pytest.param("PFS by Cole in Bog Journal and in Fen Med", {"article", "update"}, id="two journals"),
        pytest.param("What was PFS in the 2020 publication?", {"article"}, id="year of an article"),
        pytest.param("What was PFS in the 2019 publication?", set(), id="another year"),
        pytest.param("What was PFS?", set(), id="none"),
        pytest.param("PFS, not the Fen Med one", set(), id="set aside"),
        pytest.param("What was PFS with zeltamab?", set(), id="a drug in a title"),
    ],
)
def test_source_is_named_by_words_of_its_reference(text: str, expected: set[str]) -> None:
    """A journal, an author or a registry in the question names the sources whose reference carries it."""
    assert sources_named(ask(text), corpus=harbour()[0]) == expected


def test_word_of_many_sources_names_none() -> None:
    """What five references share is about the trial; what one of them has alone names it."""
    corpus = SmallCorpus()
    corpus.sources = {
        f"s{i}": replace(SOURCES["update"], id=f"s{i}", citation=f"Fenwick {name}. 2022.")
        for i, name in enumerate(("Alder", "Birch", "Cedar", "Dogwood", "Elder"))
    }
    assert sources_named(ask("What PFS did Fenwick report?"), corpus=corpus) == frozenset()
    assert sources_named(ask("What PFS did Fenwick and Cedar report?"), corpus=corpus) == {"s2"}


def test_words_before_a_document_name_its_source() -> None:
    """Capitalised words before a word for a document are names in references, be they names of drugs as well."""
    assert documents_named("nausea in the Canadian Kyprolis text") == ("Canadian Kyprolis ",)
    assert documents_named("nausea in the text") == ()
    assert documents_named("When did the EMA license it, and what does its notice state?") == ("EMA",)
    assert documents_named("When did the EMA license it, and what was the PFS?") == ()


def test_source_is_named_by_whose_figure_it_is() -> None:
    """ "Cole's" names the source of Cole."""
    assert "update" in sources_named(ask("What is Cole's hazard ratio for PFS?"), corpus=harbour()[0])


@pytest.mark.parametrize("text", ["PFS, not the Fen Med one", "PFS other than the figure from Fen Med"])
def test_source_that_is_not_asked_is_set_aside(text: str) -> None:
    """A source that a question names to exclude is excluded."""
    assert sources_set_aside(ask(text), corpus=harbour()[0]) == {"article"}


def test_time_of_a_source_is_the_cut_off_of_its_results() -> None:
    """What is asked at the time of a paper may stand in another source of the same cut-off."""
    corpus = harbour()[0]
    rows = corpus.table.results(outcome="Headache")
    filters = dict(slot_filters(ask("How many had a headache at the time of the Fen Med paper?"), corpus=corpus))
    assert {row.source for row in filters["source"](rows)} == {"update"}
    plain = dict(slot_filters(ask("How many had a headache in the Fen Med paper?"), corpus=corpus))
    assert plain["source"](rows) == ()


def test_source_of_which_it_is_said_that_it_tells_nothing_is_set_aside() -> None:
    """Where one report gives no figure, another's is asked for."""
    asked = ask("The Bog Journal gives no hazard ratio for PFS. What was it, and which source states it?")
    assert sources_named(asked, corpus=harbour()[0]) == frozenset()
    assert sources_set_aside(asked, corpus=harbour()[0]) == {"update"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("DOI of the Marsh Medicine Reports paper?", True),
        ("PFS in the Marshes of Medicine Report", True),
        ("PFS in marsh medicine", False),
    ],
)
def test_journal_is_named_in_full(text: str, named: bool) -> None:
    """References shorten what a question writes out."""
    assert bool(_journals_named(text, "Dune T et al. A title. Marsh Med Rep. 2021;3:9.")) is named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("PFS in the Fennish Medicinals for zorbian people", {"Fennish", "Medicinals"}),
        ("PFS by Ames and co-workers in zorbian people", {"co", "workers"}),
        ("PFS in the Bog", set()),
    ],
)
def test_words_beside_the_name_of_a_source_are_found(text: str, named: set[str]) -> None:
    """The words of a journal in full, and those beside an author, tell whose figure is asked and restrict nobody."""
    question = ask(text)
    starts = words_of_sources(question, corpus=harbour()[0])
    assert {token.text for token in question.hints if token.start in starts} == named


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What was PFS in the first marsh fever paper?", ()),
        ("What was PFS in the ague paper?", ("ague",)),
        ("What was PFS in marsh dwellers?", ("marsh", "dwellers")),
    ],
)
def test_words_that_call_a_paper_restrict_nothing(text: str, left: tuple[str, ...]) -> None:
    """As far as the title of a source has them."""
    asked = without_words_of_papers(ask(text), corpus=harbour()[0])
    assert tuple(token.text for token in (*asked.unknown, *asked.unread) if token.text in text) == left


@pytest.mark.parametrize(
    ("text", "left"), [("The Bog version of PFS?", ()), ("The purple version of PFS?", ("version",))]
)
def test_version_of_a_source_restricts_nothing(text: str, left: tuple[str, ...]) -> None:
    """What a source that is named has printed is no part of the patients."""
    question = without_condition(ask(text), corpus=harbour()[0])
    assert tuple(t.text for t in (*question.unknown, *question.unread) if t.text == "version") == left


def test_registers_at_large_name_no_source() -> None:
    """Of each of them, or both, none is meant alone."""
    source = replace(SOURCES["registry"], citation="Marsh Trials Register. HARBOUR results. 2022.")
    corpus = SmallCorpus()
    corpus.sources["registry"] = source
    assert sources_named(ask("results in the Register"), corpus=corpus) == {"registry"}
    assert not sources_named(ask("results in each register"), corpus=corpus)
