"""Sources as RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from ingest.records import Source
from retrieval.reference_formats import Format, write_references
from retrieval.reference_parts import Kind, Name, find_kind, read_reference, split_name

ARTICLE = Source(
    id="ames-2020",
    kind="text",
    trial="NCT90000003",
    title="Zeltamab in marsh fever (HARBOUR)",
    citation="Ames B, Cole D, Emmer Š, et al. Zeltamab in marsh fever (HARBOUR). Fen Med. 2020;12(3):101-9. "
    "doi:10.0000/fen_1",
    tier="primary",
    authors=("Bea Ames", "Dan van der Cole", "HARBOUR Study Group"),
    identifiers=(("doi", "10.0000/fen_1"), ("pmid", "12345678")),
    url="https://example.org/a_b?x=1&y=2",
    publication_type="article",
)
REGISTRY = Source(
    id="nct90000003",
    kind="registry_record",
    trial="NCT90000003",
    title="HARBOUR",
    citation="HARBOUR. ClinicalTrials.gov identifier: NCT90000003. Updated May 2, 2022.",
    tier="registry",
    identifiers=(("nct", "NCT90000003"),),
    publication_type="registry record",
    retrieved=date(2026, 1, 5),
)


def _ris(source: Source) -> list[tuple[str, str]]:
    lines = write_references([source], "ris").split("\r\n")
    return [(line[:2], line[6:]) for line in lines if line]


def test_ris_record_runs_from_type_to_end() -> None:
    """Every line is a tag of two characters, two blanks, a hyphen and a blank, and ends in CR LF."""
    text = write_references([ARTICLE, REGISTRY], "ris")
    lines = [line for line in text.split("\r\n") if line]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert [line for line in lines if line.startswith(("TY", "ER"))] == ["TY  - JOUR", "ER  - ", "TY  - ELEC", "ER  - "]
    assert "\n" not in text.replace("\r\n", "")


def test_ris_article_has_its_parts() -> None:
    """Authors are family first, a group stands whole; pages are first and last."""
    fields = _ris(ARTICLE)
    assert [value for tag, value in fields if tag == "AU"] == ["Ames, Bea", "van der Cole, Dan", "HARBOUR Study Group"]
    told = dict(fields)
    assert [told[tag] for tag in ("T2", "PY", "VL", "IS", "SP", "EP", "DO")] == [
        "Fen Med", "2020", "12", "3", "101", "9", "10.0000/fen_1"
    ]  # fmt: skip


def test_junior_stands_where_each_format_has_it() -> None:
    """Last in RIS, in the middle in BibTeX, by itself in CSL-JSON; a title ends without a full stop."""
    source = replace(ARTICLE, authors=("Bo Sample Jr",), title="Zeltamab in fens.")
    assert {("AU", "Sample, Bo, Jr"), ("TI", "Zeltamab in fens")} <= set(_ris(source))
    assert "author = {Sample, Jr, Bo}" in write_references([source], "bibtex")
    (item,) = json.loads(write_references([source], "csl-json"))
    assert item["author"] == [{"family": "Sample", "given": "Bo", "suffix": "Jr"}]


def test_ris_value_with_a_line_break_stays_one_line() -> None:
    """A break in a title would end the field, and begin one that nobody wrote."""
    fields = _ris(replace(ARTICLE, title="First line\nER  - second", citation="Fen Med. 2020."))
    assert ("TI", "First line ER - second") in fields
    assert [tag for tag, _ in fields].count("ER") == 1


def test_bibtex_escapes_what_latex_reads() -> None:
    """The eight special characters are written by their commands, and braces by name, since BibTeX counts them."""
    text = write_references([replace(ARTICLE, title="50% & $5_#{x}^~\\ <1", citation="Fen Med. 2020.")], "bibtex")
    assert (
        r"title = {{50\% \& \$5\_\#\textbraceleft{}x\textbraceright{}\textasciicircum{}\textasciitilde{}"
        r"\textbackslash{} \textless{}1}}" in text
    )
    assert text.count("{") == text.count("}")


def test_bibtex_takes_addresses_as_they_are() -> None:
    """An escaped underscore would break the link."""
    text = write_references([ARTICLE], "bibtex")
    assert "doi = {10.0000/fen_1}" in text
    assert "url = {https://example.org/a_b?x=1&y=2}" in text


def test_bibtex_entry_names_authors_and_pages() -> None:
    """Names are joined by "and", a group is braced, a range has two hyphens."""
    text = write_references([ARTICLE], "bibtex")
    assert text.startswith("@article{ames-2020,\n")
    assert "author = {Ames, Bea and van der Cole, Dan and {HARBOUR Study Group}}" in text
    assert "pages = {101--9}" in text


def test_authors_of_the_citation_stand_in_where_none_are_listed() -> None:
    """ "Et al" becomes "others", and nobody is made up."""
    text = write_references([replace(ARTICLE, authors=())], "bibtex")
    assert "author = {Ames, B and Cole, D and Emmer, Š and others}" in text


def test_csl_item_leaves_out_what_is_unknown() -> None:
    """A registry record has neither volume nor author, and no empty field stands for them."""
    (item,) = json.loads(write_references([REGISTRY], "csl-json"))
    assert item == {
        "id": "nct90000003",
        "type": "webpage",
        "title": "HARBOUR",
        "container-title": "ClinicalTrials.gov",
        "issued": {"date-parts": [[2022]]},
        "number": "NCT90000003",
        "genre": "Trial registry record",
        "accessed": {"date-parts": [[2026, 1, 5]]},
        "note": "HARBOUR. ClinicalTrials.gov identifier: NCT90000003. Updated May 2, 2022.",
    }


def test_csl_names_have_family_and_given() -> None:
    """A group is a literal."""
    (item,) = json.loads(write_references([ARTICLE], "csl-json"))
    assert item["author"] == [
        {"family": "Ames", "given": "Bea"},
        {"family": "van der Cole", "given": "Dan"},
        {"literal": "HARBOUR Study Group"},
    ]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        pytest.param({"publication_type": "article"}, "article", id="article"),
        pytest.param({"publication_type": "conference abstract"}, "abstract", id="abstract"),
        pytest.param({"publication_type": "regulatory document"}, "label", id="label"),
        pytest.param({"publication_type": "news"}, "webpage", id="news"),
        pytest.param({"publication_type": None, "tier": "registry"}, "registry record", id="by its tier"),
        pytest.param({"publication_type": None, "tier": "company"}, "webpage", id="company page"),
        pytest.param({"publication_type": None, "tier": "company", "url": None}, "data on file", id="data on file"),
    ],
)
def test_kind_of_a_source_is_told_by_its_type(changes: dict[str, str | None], kind: Kind) -> None:
    """Else by its tier; a company's paper without an address is data on file."""
    assert find_kind(replace(ARTICLE, **changes)) == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("full", "name"),
    [
        pytest.param("Marie-Laure Risse", Name("Risse", "Marie-Laure"), id="two words"),
        pytest.param("Pim van der Meer", Name("van der Meer", "Pim"), id="particles"),
        pytest.param("Bo Sample Jr", Name("Sample", "Bo", "Jr"), id="junior"),
        pytest.param("Bo Sample, Jr.", Name("Sample", "Bo", "Jr."), id="junior behind a comma"),
        pytest.param("Prince", Name("Prince"), id="one word"),
        pytest.param("Fen Medicines Agency", Name("Fen Medicines Agency"), id="an agency"),
    ],
)
def test_full_name_is_parted(full: str, name: Name) -> None:
    """The family is the last word, with the particles before it."""
    assert split_name(full) == name


def test_citation_without_volume_gives_journal_and_year() -> None:
    """ "Blood Adv. 2022. doi:..." has no more."""
    source = replace(ARTICLE, citation="Ames et al. Zeltamab in marsh fever (HARBOUR). Bog Adv. 2022. doi:10.1/x")
    told = read_reference(source)
    assert (told.container, told.year, told.volume, told.pages) == ("Bog Adv", 2022, None, None)


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json"])
def test_citation_is_kept_whole(form: Format) -> None:
    """Whatever the parts hold, the AMA citation stands in the note."""
    assert "Updated May 2, 2022." in write_references([REGISTRY], form)
