"""The corpus that the program ships agrees with itself."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.disclosures import authors_without_interests, fold_organisation, read_disclosures
from ingest.readers import read_source
from ingest.records import Disclosure, Document, Result, Source
from ingest.results_file import read_results
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.terms import split_tokens

CORPUS = Path(__file__).parents[2] / "corpus"
PUBLICATION = "moreau-2021-lancet"
TRIAL = "NCT03275285"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    """The manifest as it is written."""
    return tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def publication(manifest: dict[str, Any]) -> Source:
    """The one source whose text is held."""
    (entry,) = [entry for entry in manifest["sources"] if entry["kind"] != "figures"]
    known = {name: entry[name] for name in ("id", "kind", "trial", "title", "citation", "tier")}
    return Source(**known, authors=tuple(entry["authors"]))


@pytest.fixture(scope="module")
def document(publication: Source) -> Document:
    """The publication's text."""
    document = read_source(CORPUS / "ikema" / "publication.txt", source=publication).document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def results(document: Document) -> tuple[Result, ...]:
    """All results, validated."""
    return read_results(CORPUS / "ikema" / "results.csv", documents={PUBLICATION: document})


@pytest.fixture(scope="module")
def disclosures(document: Document, publication: Source) -> tuple[Disclosure, ...]:
    """The publication's declaration of interests."""
    return read_disclosures(document, source=publication)


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    """The words of the field and of the trial."""
    return (*read_terms(CLINICAL_TERMS), *read_terms(CORPUS / "ikema" / "vocabulary.toml", trial=TRIAL))


def test_files_are_those_that_the_manifest_describes(manifest: dict[str, Any]) -> None:
    """Every file has the hash that the manifest gives."""
    files = [entry for entry in (*manifest["results"], *manifest["sources"]) if "path" in entry]
    found = {entry["path"]: hashlib.sha256((CORPUS / entry["path"]).read_bytes()).hexdigest() for entry in files}
    assert found == {entry["path"]: entry["sha256"] for entry in files}


def test_every_figure_has_its_source(manifest: dict[str, Any], results: tuple[Result, ...]) -> None:
    """22 sources give 410 figures, and each source gives some."""
    sources = [entry["id"] for entry in manifest["sources"]]
    assert (len(sources), len(results)) == (22, 410)
    assert {result.source for result in results} == set(sources)
    assert {result.trial for result in results} == {TRIAL}


def test_figures_of_the_publication_are_quoted_in_place(document: Document, results: tuple[Result, ...]) -> None:
    """Its 23 figures carry the sentence that prints them, from the section that they name; no other figure does."""
    quoted = [result for result in results if result.quote is not None]
    assert [result.id for result in quoted] == [result.id for result in results if result.source == PUBLICATION]
    assert len(quoted) == 23
    sections = {section.title: document.text[section.start : section.end] for section in document.sections}
    for result in quoted:
        assert result.quote == document.text[result.start : result.end]
        assert result.quote in sections[str(result.locator)]


def test_publication_keeps_its_sections_and_loses_the_page(document: Document) -> None:
    """The abstract's labels are sections; of the page around it nothing is left."""
    assert [section.title for section in document.sections] == [
        "Title", "Publication", "Background", "Methods", "Findings", "Interpretation", "Funding",
        "Declaration of interests",
    ]  # fmt: skip
    for furniture in ("government", "Access keys", "Comment in", "Similar articles", "PubMed", "Collaborators"):
        assert furniture not in document.text


@pytest.mark.parametrize("slot", ["outcome", "arm", "population", "subgroup", "analysis", "grade", "statistic"])
def test_every_word_is_known_to_the_vocabulary(slot: str, results: tuple[Result, ...], terms: tuple[Term, ...]) -> None:
    """A question can name whatever a result says."""
    known = {term.name for term in terms if term.kind == slot}
    if slot == "statistic":
        known |= {"text", "identifier", "date"}  # nobody asks for these by their kind
    assert {getattr(result, slot) for result in results} - {None} - known == set()


@pytest.mark.parametrize(
    ("spelling", "kind", "name"),
    [
        pytest.param("del(17p)", "subgroup", None, id="one abnormality is not all of them"),
        pytest.param("t(4;14)", "subgroup", None, id="one translocation is not all of them"),
        pytest.param("amp(1q21)", "subgroup", None, id="copy number"),
        pytest.param("1q21 amplification", "subgroup", None, id="copy number in words"),
        pytest.param("aged 65 or older", "subgroup", None, id="another bound"),
        pytest.param("aged 75 or older", "subgroup", None, id="a higher bound"),
        pytest.param("gain of 1q21", "subgroup", "1q21+", id="gain"),
        pytest.param("patients >=70", "subgroup", "age >=70 years", id="the bound"),
        pytest.param("elderly", "subgroup", "age >=70 years", id="the elderly"),
        pytest.param("early vs late", "subgroup", "early relapse", id="ellipsis"),
        pytest.param("negative vs positive", "subgroup", "MRD-positive", id="ellipsis after MRD-negative"),
        pytest.param("carf-dex", "arm", "Kd", id="short for the arm"),
    ],
)
def test_own_words_name_what_the_trial_has_and_nothing_near_it(
    spelling: str, kind: str, name: str | None, terms: tuple[Term, ...]
) -> None:
    """A subgroup that the trial does not report is no synonym of one that it does."""
    forms = [token.form for token in split_tokens(spelling)]
    own = {
        term.name
        for term in terms
        if term.trial == TRIAL and term.kind == kind
        if any([token.form for token in split_tokens(one)] == forms for one in term.spellings)
    }
    assert own == ({name} if name else set())


def test_arms_of_comparisons_are_known(results: tuple[Result, ...], terms: tuple[Term, ...]) -> None:
    """A comparison is made of arms."""
    compared = {arm for result in results if result.comparison for arm in result.comparison.split(" vs ")}
    assert compared == {term.name for term in terms if term.kind == "arm" and term.role in ("experimental", "control")}


def test_each_cutoff_has_its_analysis(results: tuple[Result, ...], terms: tuple[Term, ...]) -> None:
    """No result stands under an analysis with another cut-off."""
    cutoffs = {term.name: term.cutoff for term in terms if term.kind == "analysis" and term.trial == TRIAL}
    assert all(result.data_cutoff == cutoffs[result.analysis] for result in results if result.analysis)
    assert Counter(str(result.data_cutoff) for result in results if result.category == "efficacy") == {
        "2020-02-07": 53,
        "2022-01-14": 46,
        "2023-02-07": 16,
    }


@pytest.mark.parametrize(
    ("id", "printed"),
    [
        pytest.param("moreau-2021-lancet:015", "0.53 CI 0.32 0.89 99 = 0.0007 one-sided tested", id="primary"),
        pytest.param("martin-2023-bcj:005", "0.58 CI 0.42 0.79 95.4 None None None None", id="final PFS"),
        pytest.param("os-2023-ims:015", "0.855 CI 0.608 1.202 95 = 0.1836 one-sided nominal", id="final OS"),
    ],
)
def test_main_hazard_ratios(id: str, printed: str, results: tuple[Result, ...]) -> None:
    """The three analyses carry three confidence levels, and only the first p-value was tested."""
    (result,) = [result for result in results if result.id == id]
    slots = (
        "value",
        "interval_kind",
        "ci_low",
        "ci_high",
        "ci_level",
        "p_comparator",
        "p_value",
        "p_sides",
        "p_tested",
    )
    assert (result.statistic, " ".join(str(getattr(result, slot)) for slot in slots)) == ("hazard ratio", printed)


def test_declaration_is_read_whole(disclosures: tuple[Disclosure, ...]) -> None:
    """Rows counted by hand in the printed statement, for each author in its order."""
    assert Counter(row.author for row in disclosures) == {
        "PM": 10, "M-AD": 5, "JM": 10, "KY": 7, "MC": 3, "TF": 9, "RH": 9, "IS": 12, "TM": 2, "M-LR": 2, "GA": 2,
        "SM": 2, "RB": 21, "KK": 6, "AO": 3, "KS": 12, None: 1,
    }  # fmt: skip
    assert len(disclosures) == 116


def test_initials_resolve_to_authors(disclosures: tuple[Disclosure, ...]) -> None:
    """Every author who is named by initials is found in the author list."""
    names = {row.author: row.name for row in disclosures if row.author}
    assert None not in names.values()
    assert (names["M-AD"], names["IS"], names["M-LR"]) == (
        "Meletios-Athanasios Dimopoulos",
        "Ivan Špička",
        "Marie-Laure Risse",
    )


def test_research_funding_from_the_sponsor(disclosures: tuple[Disclosure, ...]) -> None:
    """Three authors report research funding from Sanofi."""
    found = {
        row.author for row in disclosures if (row.relationship, row.organisation) == ("research funding", "Sanofi")
    }
    assert found == {"KY", "TM", "RB"}


def test_one_author_in_full(disclosures: tuple[Disclosure, ...]) -> None:
    """AO reports honoraria from three companies, and nothing else."""
    assert [(row.relationship, row.organisation) for row in disclosures if row.author == "AO"] == [
        ("honoraria", "Amgen"),
        ("honoraria", "Celgene"),
        ("honoraria", "Janssen"),
    ]


def test_authors_who_declare_none(disclosures: tuple[Disclosure, ...], publication: Source) -> None:
    """Five of the 21 authors are covered by "all other authors"."""
    assert len(publication.authors) == 21
    assert authors_without_interests(publication, disclosures) == (
        "Gracia Martinez",
        "Chang-Ki Min",
        "Ludek Pour",
        "Xavier Leleu",
        "Youngil Koh",
    )


def test_spellings_of_one_company_meet(disclosures: tuple[Disclosure, ...]) -> None:
    """The statement prints one company in four ways; each stays as printed and folds to one."""
    printed = {
        row.organisation for row in disclosures if row.organisation and fold_organisation(row.organisation) == "janssen"
    }
    assert printed == {"Janssen", "Janssen-Cilag", "Jansen", "Jansen-Cilag"}
