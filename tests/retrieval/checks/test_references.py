from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.records import Source
from ingest.table import ResultsTable
from retrieval.checks import check_text
from retrieval.terms import TermIndex

from .conftest import FINAL, LARKSPUR

_CITATIONS = {
    "larkspur": "Aldane P, Reed B, et al. Vedamab in lymphoma. Lancet. 2021;397:1-9.",
    "later": "Okonjo et al. Updated results. Blood. 2023;13:72.",
}


@pytest.mark.parametrize(
    ("cited", "orphan"),
    [
        pytest.param("(Okonjo et al., Blood 2023;13:72)", False, id="its own source"),
        pytest.param("(Aldane et al., Lancet 2021;397:1-9)", True, id="a source with another figure"),
        pytest.param("(Aldane et al., 2019)", False, id="a source that is not held"),
        pytest.param("", False, id="none"),
    ],
)
def test_figure_has_to_be_one_of_the_source_cited_for_it(
    table: ResultsTable, terms: TermIndex, cited: str, orphan: bool
) -> None:
    """A figure that stands in one source is no figure of another, which reports another one in its place."""
    rows = [replace(row, source="later") if row.data_cutoff == FINAL else row for row in table.results()]
    sources = {
        name: Source(name, "figures", LARKSPUR.id, name, citation=citation, tier="primary")
        for name, citation in _CITATIONS.items()
    }
    report = check_text(
        f"The updated hazard ratio for PFS was 0.66 {cited}.",
        table=ResultsTable(rows), terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources,
    )  # fmt: skip
    assert ("orphan_citation" in {item.kind for item in report.findings}) is orphan


@pytest.mark.parametrize(
    "text",
    [
        "PFS HR was 0.61 (Aldane, 2021) at the primary analysis and 0.66 (Okonjo, 2023) at the final PFS analysis.",
        "PFS HR was 0.66 at the final PFS analysis, whereas Aldane et al. (2021) gave 0.61 at the primary analysis.",
    ],
)
def test_each_of_two_citations_has_its_own_figure(table: ResultsTable, terms: TermIndex, text: str) -> None:
    """A second citation is not taken for the first, even where nobody can say which source it means."""
    rows = [replace(row, source="later") if row.data_cutoff == FINAL else row for row in table.results()]
    citations = {**_CITATIONS, "other": "Okonjo et al. Renal subgroup. Haematologica. 2023."}
    sources = {
        name: Source(name, "figures", LARKSPUR.id, name, citation=citation, tier="primary")
        for name, citation in citations.items()
    }
    report = check_text(
        text,
        table=ResultsTable(rows), terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources,
    )  # fmt: skip
    assert [item.kind for item in report.findings] == []


@pytest.mark.parametrize(
    ("cited", "orphan"),
    [
        pytest.param("(Haematologica 2022)", True, id="journal and year of a paper on other patients"),
        pytest.param("(PMC1234567)", True, id="its identifier"),
        pytest.param("(PMC7654321)", False, id="its own source"),
    ],
)
def test_paper_on_other_patients_gives_no_figure_of_these(
    table: ResultsTable, terms: TermIndex, cited: str, orphan: bool
) -> None:
    """A source whose figures are all of one group is no source of an outcome of another, which it does not report."""
    high, standard = "high-risk cytogenetics", "standard-risk cytogenetics"
    base = next(row for row in table.results(trial=LARKSPUR.id) if row.subgroup == standard)
    other = [
        replace(base, id=f"young:{place}", source="young", subgroup="age <65 years", outcome=f"Outcome {place}")
        for place in range(4)
    ]
    rows = [
        *(replace(row, source="risk") if row.subgroup in (high, standard) else row for row in table.results()),
        *other,
    ]
    citations = {
        "young": "Quill et al. Young patients. Haematologica. 2022. PMCID: PMC1234567.",
        "risk": "Reed et al. Risk groups. Blood. 2021. PMCID: PMC7654321.",
        "larkspur": _CITATIONS["larkspur"],
    }
    sources = {
        name: Source(name, "figures", LARKSPUR.id, name, citation=citation, tier="primary")
        for name, citation in citations.items()
    }
    report = check_text(
        f"In high-risk cytogenetics the hazard ratio for PFS was 0.79 {cited}.",
        table=ResultsTable(rows), terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources,
    )  # fmt: skip
    assert ("orphan_citation" in {item.kind for item in report.findings}) is orphan


@pytest.mark.parametrize(
    ("text", "orphan"),
    [
        pytest.param(
            "According to the 2021 paper, the PFS hazard ratio was 0.66.", True, id="the only paper of its year"
        ),
        pytest.param("According to the 2021 paper, the PFS hazard ratio was 0.61.", False, id="which has this figure"),
        pytest.param("As published in the Lancet, the PFS hazard ratio was 0.66.", True, id="published in a journal"),
    ],
)
def test_paper_is_known_by_its_year_alone_or_by_its_journal(
    table: ResultsTable, terms: TermIndex, text: str, orphan: bool
) -> None:
    """A figure of a later cut-off is none of the paper of a year before."""
    citations = {
        "larkspur": f"{_CITATIONS['larkspur']} doi:10.1/a",
        "one": "Okonjo et al. Renal subgroup. Blood. 2022. doi:10.1/b",
        "two": "Quill et al. Young patients. Haematologica. 2022. doi:10.1/c",
    }
    rows = [replace(row, source="later") if row.data_cutoff == FINAL else row for row in table.results()]
    sources = {
        name: Source(name, "figures", LARKSPUR.id, name, citation=citation, tier="primary")
        for name, citation in citations.items()
    }
    report = check_text(
        text, table=ResultsTable(rows), terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources
    )
    assert bool({item.kind for item in report.findings} & {"orphan_citation", "cutoff_mix"}) is orphan


@pytest.mark.parametrize(("source", "orphan"), [("larkspur", True), ("notice", False)])
def test_figure_under_another_rule_is_none_of_a_paper_with_its_own(
    table: ResultsTable, terms: TermIndex, source: str, orphan: bool
) -> None:
    """A figure under a rule that the text does not tell is left open, and is not that of a paper that has another."""
    rows = [
        replace(row, source="notice" if row.censoring else "larkspur")
        for row in table.results(trial=LARKSPUR.id)
        if row.outcome == "Progression-free survival"
    ]
    value = next(row.value for row in rows if row.censoring)
    sources = {
        "larkspur": Source("larkspur", "figures", LARKSPUR.id, "a", citation=_CITATIONS["larkspur"], tier="primary"),
        "notice": Source(
            "notice", "figures", LARKSPUR.id, "b", citation="Reed et al. Notice. Blood. 2020.", tier="primary"
        ),
    }
    cited = {"larkspur": "Aldane et al. (2021)", "notice": "Reed et al. (2020)"}[source]
    report = check_text(
        f"{cited} report a PFS hazard ratio of {value} at the final PFS analysis.",
        table=ResultsTable(rows), terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources,
    )  # fmt: skip
    assert ("orphan_citation" in {item.kind for item in report.findings}) is orphan
