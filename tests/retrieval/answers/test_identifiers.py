"""The number and the reference of a publication."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answers.identifiers import asks_number_of_place, tell_identifiers, tell_references
from tests.retrieval.small_trial import SOURCES, SmallCorpus, ask, harbour


@pytest.fixture(scope="module")
def corpus() -> SmallCorpus:
    """HARBOUR with a paper on the kidneys that has no PubMed number, and one article that has both."""
    made = SmallCorpus()
    article = replace(SOURCES["article"], identifiers=(("pmid", "111"), ("doi", "10.1/main")))
    renal = replace(
        SOURCES["update"],
        id="renal",
        title="HARBOUR: renal impairment",
        citation="Emmer S. HARBOUR: renal impairment. Reed Bed Biol. 2022.",
        identifiers=(("doi", "10.1/renal"),),
    )
    made.sources = {"article": article, "renal": renal}
    return made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("What is the DOI?", "10.1/main", id="the one that leads"),
        pytest.param("DOI of the paper about patients with renal impairment?", "10.1/renal", id="by its title"),
        pytest.param("DOI of the article on kidney problems?", "10.1/renal", id="in other words"),
        pytest.param("DOI for the renal subgroup paper?", "10.1/renal", id="called by its subject"),
        pytest.param("DOI of the main paper?", "10.1/main", id="called by no subject"),
        pytest.param("DOI for the RBB paper?", "10.1/renal", id="by the initials of its journal"),
        pytest.param("DOI of the 2022 article?", "10.1/renal", id="by its year"),
        pytest.param("DOI of the NEJM paper?", "no result for a publication called “NEJM”", id="another journal"),
        pytest.param("What is the DOI of the paper by Osei?", "called “Osei”", id="another author"),
        pytest.param("DOI of the Reed Bed Biol Physics paper?", "called “Physics”", id="a journal of a longer name"),
        pytest.param("doi of the 2019 paper", "called “2019”", id="another year"),
        pytest.param("PMID of the paper about renal impairment?", "holds no PMID of: Emmer", id="none of it"),
    ],
)
def test_number_is_that_of_the_publication_meant(text: str, said: str, corpus: SmallCorpus) -> None:
    """Another publication's number is no answer."""
    [sentence] = tell_identifiers(ask(text), corpus=corpus)
    assert said in sentence.text


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("In which paper is renal impairment reported, and what is its DOI?", True),
        ("Where can I read about renal impairment, and what's the DOI?", True),
        ("Which paper has renal impairment, what was the PFS, and what is its DOI?", False),
        ("Which paper reports pneumonia, and what is its DOI?", False),
        ("How many had renal impairment, and what is its DOI?", False),
    ],
)
def test_publication_asked_with_its_number_is_told_by_it(text: str, alone: bool, corpus: SmallCorpus) -> None:
    """Where a publication is called by what is looked for, its number says which one it is."""
    assert asks_number_of_place(ask(text), corpus=corpus) is alone


@pytest.mark.parametrize(
    "text",
    [
        "Who wrote the paper on renal impairment?",
        "First author of the article on renal impairment?",
        "Who is the first author of the renal analysis?",
        "Is there anything from the Reed Journal?",
    ],
)
def test_author_of_a_paper_on_a_subject_is_told_by_its_reference(text: str, corpus: SmallCorpus) -> None:
    """The reference names its first author, and no result of those patients is told."""
    [told] = tell_references(ask(text, corpus=corpus), corpus=corpus)
    assert told.text.startswith("Reference: Emmer S.")


def test_paper_on_a_subject_is_found_by_its_title(corpus: SmallCorpus) -> None:
    """What a paper is on stands in its title; a subject of none finds none."""
    [sentence] = tell_references(ask("Which paper is on renal impairment?"), corpus=corpus)
    assert "Reed Bed Biol" in sentence.text
    assert tell_references(ask("Which paper is on hedgehogs?"), corpus=corpus) == ()


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Is there a poster or any article about renal impairment?", ["Emmer S."]),
        ("Are there journal articles on renal impairment?", ["Emmer S."]),
        ("Do you have any publication on renal impairment?", ["Emmer S."]),
        ("Has anything been published on renal impairment?", ["Emmer S."]),
        ("Any literature about renal impairment?", ["Emmer S."]),
        ("Is there any article on hedgehogs?", []),
    ],
)
def test_whether_something_is_published_on_a_subject(text: str, sources: list[str], corpus: SmallCorpus) -> None:
    """The papers on it, by their title."""
    told = tell_references(ask(text, corpus=corpus), corpus=corpus)
    assert [sentence.text.removeprefix("Reference: ")[:8].strip() for sentence in told] == sources


def test_paper_that_reports_what_is_asked_about_is_told() -> None:
    """Where no title names an outcome, the publications that report it answer whether there is one on it."""
    corpus = harbour()[0]
    told = tell_references(ask("Is there any article on pneumonia?"), corpus=corpus)
    assert told
    assert all(corpus.sources[source].publication_type == "article" for s in told for source in s.sources)
    assert tell_references(ask("Which article gives the rate of pneumonia?"), corpus=corpus) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Give me the DOI of the article by Ames, plus its data cut-off.", ("10.1/main", "10 May 2019")),
        ("What data cut-off did the article by Ames use, and what is its DOI?", ("10.1/main", "10 May 2019")),
        ("DOI of the renal impairment paper and its data cut-off?", ("10.1/renal",)),
    ],
)
def test_cutoff_asked_beside_a_number_is_that_of_the_publication(
    text: str, said: tuple[str, ...], corpus: SmallCorpus
) -> None:
    """The cut-off is of the results that the publication reports; of none, none is told."""
    told = tell_identifiers(ask(text), corpus=corpus)
    assert len(told) == len(said)
    assert all(words in sentence.text for words, sentence in zip(said, told, strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Which papers did Cole write on HARBOUR?", {"update"}),
        ("Which subgroup papers is Dan Cole the first author of?", {"update"}),
        ("What articles by Cole are there?", {"update"}),
        ("Which papers came out in 2022?", {"update"}),
        ("Which publications appeared in 2020?", {"article"}),
        ("Which abstracts appeared in 2020?", set()),
        ("At which meetings was it presented?", {"talk"}),
        ("Which paper gives PFS in 2022?", set()),
    ],
)
def test_publications_of_somebody_a_year_or_meetings_are_listed(text: str, told: set[str]) -> None:
    """Each by its reference; the registry's record is none, and where a result is asked none is listed."""
    corpus = SmallCorpus()
    citation = "HARBOUR news. Conference abstract presented at: Fen Meeting; May 2023."
    corpus.sources |= {
        "article": replace(SOURCES["article"], citation="Ames B. Zeltamab in marsh fever. Fen Med. 2020;1:1."),
        "talk": replace(SOURCES["update"], id="talk", citation=citation, publication_type="conference abstract"),
    }
    sentences = tell_references(ask(text, corpus=corpus), corpus=corpus)
    assert {s for sentence in sentences for s in (*sentence.sources, *(q.source for q in sentence.quotes))} == told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What is the DOI of the renal impairment article?", {"10.1/renal"}),
        ("What is the DOI of the poster on renal impairment?", {"10.1/poster"}),
        ("DOI on renal impairment?", {"10.1/renal", "10.1/poster"}),
    ],
)
def test_number_is_that_of_the_kind_of_publication_named(text: str, said: set[str], corpus: SmallCorpus) -> None:
    """An abstract with the same subject is not the article that is asked for."""
    made = SmallCorpus()
    renal = replace(corpus.sources["renal"], publication_type="article")
    poster = replace(renal, id="poster", publication_type="conference abstract", identifiers=(("doi", "10.1/poster"),))
    made.sources = {"renal": renal, "poster": poster}
    told = tell_identifiers(ask(text), corpus=made)
    assert {number for number in ("10.1/renal", "10.1/poster") if any(number in s.text for s in told)} == said


def test_publication_called_by_more_words_is_meant() -> None:
    """Both came out in 2022, and one is the update."""
    made = SmallCorpus()
    update = replace(SOURCES["update"], identifiers=(("doi", "10.1/update"),))
    other = replace(update, id="other", title="HARBOUR: fens", identifiers=(("doi", "10.1/other"),))
    made.sources = {"article": SOURCES["article"], "update": update, "other": other}
    assert len(tell_identifiers(ask("DOI of the 2022 update?"), corpus=made)) == 1
    assert len(tell_identifiers(ask("DOIs of the 2022 papers?"), corpus=made)) == 2


@pytest.mark.parametrize("text", ["Cite OA-48", "Which meeting was OA-48 for, who presented OA-48?"])
def test_number_of_an_abstract_names_it(text: str) -> None:
    """The reference prints it."""
    made = SmallCorpus()
    talk = replace(SOURCES["update"], id="talk", citation="Fen fever. Abstract OA-48 presented at: Bog Meeting; 2023.")
    made.sources = {"article": SOURCES["article"], "talk": talk}
    [sentence] = tell_references(ask(text), corpus=made)
    assert "Abstract OA-48 presented at: Bog Meeting" in sentence.text


@pytest.mark.parametrize("text", ["Reed Bed Biology paper reference", "What is the Reed Bed Biol article about?"])
def test_paper_of_a_journal_is_referred_to_by_it(text: str, corpus: SmallCorpus) -> None:
    """Its own reference, and not that of the leading paper."""
    assert [sentence.sources for sentence in tell_references(ask(text), corpus=corpus)] == [("renal",)]


def test_analysis_is_referred_to_by_its_results(corpus: SmallCorpus) -> None:
    """Not by the words of a title."""
    assert (
        tell_references(ask("Please give the reference for the final analysis of renal impairment"), corpus=corpus)
        == ()
    )
    assert tell_references(ask("Please give the reference for renal impairment"), corpus=corpus)
