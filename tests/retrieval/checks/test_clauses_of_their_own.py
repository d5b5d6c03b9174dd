"""Figures whose outcome, arm or source is told in a clause, in brackets or behind them, and claims beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.records import Source
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, TermKind
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.mentions import find_mentions
from retrieval.records import CheckReport
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import FINAL, LARKSPUR, is_good
from tests.retrieval.checks.row_writer import RowWriter

Check = Callable[[str], CheckReport]


@pytest.fixture(scope="module")
def check_more(table: ResultsTable, terms: TermIndex) -> Check:
    """Check a text against the first trial with those treated and a trait at baseline, which is a group as well."""
    rows = list(table.results(trial=LARKSPUR.id))
    more = RowWriter(LARKSPUR, arms=("Veda-Rx", "Rx"))
    more.two("Patients treated", "count", ("197", "136"), "patients", category="disposition")
    more.two("High-risk cytogenetics", "percentage", ("24", "17"), "%", category="baseline")
    more.two("Prior bortezomib", "percentage", ("91", "83"), "%", category="baseline")
    held = ResultsTable((*rows, *more.rows))
    kinds: tuple[TermKind, ...] = ("arm", "analysis", "drug", "subgroup", "outcome")
    known = [term for kind in kinds for term in terms.terms(kind, trial=LARKSPUR.id) if term.trial == LARKSPUR.id]
    index = TermIndex((*read_terms(CLINICAL_TERMS), *known), table=held)
    return lambda text: check_text(text, table=held, terms=index, trials=(LARKSPUR,), trial=LARKSPUR.id)


@pytest.mark.parametrize(
    "text",
    [
        "At the final PFS analysis 38.2% on Veda-Rx and 24.6% on Rx had a complete response, and 31.2% and 14.5%"
        " were MRD negative.",
        "At the final PFS analysis 38.2% on Veda-Rx and 24.6% on Rx had a complete response, while 31.2% on Veda-Rx"
        " and 14.5% on Rx became MRD negative.",
        "Diarrhoea was seen in 34.5% and 27.9% on Veda-Rx and Rx, and 22.8% and 19.1%, respectively, developed"
        " pneumonia.",
        "34.5% v 27.9% had diarrhoea and 22.8% v 19.1% got pneumonia (Veda-Rx v Rx).",
    ],
)
def test_pair_that_begins_a_clause_is_of_what_stands_behind_it(check: Check, text: str) -> None:
    """ "..., and 31.2 % and 14.5 % were MRD negative" does not go on with the outcome of the clause before."""
    assert is_good(check(text))


def test_altered_pair_of_a_clause_of_its_own_is_contradicted(check: Check) -> None:
    """The figures of the clause before are not those of what stands behind the next pair."""
    text = (
        "At the final PFS analysis 31.2% and 14.5% on Veda-Rx and Rx were MRD negative, and 31.2% and 14.5% had a CR."
    )
    assert not is_good(check(text))


@pytest.mark.parametrize(
    "text",
    [
        "337 people took part; 199 were given three medicines (Veda-Rx) and 138 were given two (Rx).",
        "Of 337 people, 199 got three drugs (Veda-Rx), 138 only two (Rx).",
        "199 people got 3 drugs (Veda-Rx) and 138 got 2 (Rx).",
    ],
)
def test_arm_in_brackets_closes_the_part_of_its_figure(check: Check, text: str) -> None:
    """ "199 had three drugs (A) and 138 had two (B)" tells the sizes of A and B, and no figure in "two"."""
    report = check(text)
    assert is_good(report)
    assert not {"two", "2", "3", "three"} & {item.number for item in report.checks}


def test_swapped_sizes_before_arms_in_brackets_are_caught(check: Check) -> None:
    """ "138 had three drugs (A) and 199 had two (B)" has the arms the wrong way round."""
    assert not is_good(check("138 were given three medicines (Veda-Rx) and 199 were given two (Rx)."))


@pytest.mark.parametrize(
    "text",
    [
        "Complete response was assessed at the final PFS analysis. With Veda-Rx 13.6 percentage points more responded"
        " by this measure: 38.2% against 24.6% on Rx.",
        "Complete response at the final PFS analysis: 13.6 points more responded with Veda-Rx (38.2% v 24.6%).",
    ],
)
def test_those_who_responded_are_of_the_response_told(check: Check, text: str) -> None:
    """ "More responded by this measure", or behind a response and a colon, is of that response."""
    assert is_good(check(text))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Treated with Veda-Rx: 197; randomised to it: 199.", True),
        ("Treated with Rx: 136 patients; randomised to it: 138.", True),
        ("Treated with Veda-Rx: 199; randomised to it: 197.", False),
    ],
)
def test_participle_with_its_arm_labels_a_count(check_more: Check, text: str, good: bool) -> None:
    """ "Treated with A: 197; randomised to it: 199" counts the treated and the randomised."""
    assert is_good(check_more(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The Veda-Rx arm had more patients with high-risk cytogenetics (24% v 17%).", True),
        ("Veda-Rx included a higher proportion of patients with high-risk cytogenetics (24% against 17%).", True),
        ("The Veda-Rx arm had more patients with high-risk cytogenetics (17% v 24%).", False),
    ],
)
def test_more_patients_with_a_trait_are_counted(check_more: Check, text: str, good: bool) -> None:
    """Behind another outcome "more patients with X (24 % v 17 %)" counts them, and restricts nobody."""
    assert is_good(check_more(f"Prior bortezomib had been given to 91% and 83%. {text}")) is good


def test_no_name_goes_across_a_semicolon(table: ResultsTable, terms: TermIndex) -> None:
    """The "patients; randomised" of two parts of a sentence is no "patients randomised"."""
    evidence = Evidence(table, terms, LARKSPUR)
    text = "Dosed with Rx: 136 patients; randomised to it: 138."
    found = find_mentions(text, 0, len(text), evidence=evidence)
    assert [item.text for item in found["outcome"]] == ["randomised"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The OS HR was 0.912 (95% CI 0.702-1.185), so a survival benefit has been proven.", True),
        ("OS: one-sided nominal p=0.2451, so a survival benefit has been demonstrated.", True),
        ("High-risk cytogenetics: PFS HR 0.79 (95% CI 0.44-1.42), so the benefit is established here, too.", True),
        ("OS: one-sided nominal p=0.2451; the trial has shown that patients live longer.", True),
        ("Do they live longer? Yes, that is shown: the OS HR is 0.912 and its 95% CI 0.702-1.185.", True),
        ("OS: one-sided nominal p=0.2451; the trial has not shown that patients live longer.", False),
        ("The OS HR was 0.912 (95% CI 0.702-1.185), so a survival benefit has not been proven.", False),
        ("The OS HR was 0.912 (95% CI 0.702-1.185): whether a benefit is proven remains open.", False),
        ("The OS HR was 0.912 (95% CI 0.702-1.185); the benefit is yet to be established.", False),
        ("The PFS benefit is established, but the OS interval includes 1 (HR 0.912, 95% CI 0.702-1.185).", False),
        ("Standard-risk cytogenetics: PFS HR 0.70 (95% CI 0.49-0.996), so the benefit is demonstrated here.", False),
        ("High-risk cytogenetics: a PFS benefit has been proven (HR 0.79, 95% CI 0.44-1.42).", True),
        ("This is shown in Figure 1: the OS HR was 0.912 (95% CI 0.702-1.185).", False),
        ("At the primary analysis the PFS HR was 0.61 (98% CI 0.41-0.92): the benefit is proven.", False),
    ],
)
def test_benefit_told_as_proven_needs_a_test(check: Check, text: str, wrong: bool) -> None:
    """ "A survival benefit has been proven" is held against the interval and the test, as "significant" is."""
    assert ("p_value" in {item.kind for item in check(text).findings}) is wrong


@pytest.mark.parametrize(
    "text",
    [
        "At the primary analysis the PFS HR was 0.61 (98% CI 0.41-0.92). These results speak for themselves.",
        "At the final PFS analysis vedamab cut the absolute risk of progression or death by 34% (HR 0.66).",
    ],
)
def test_praise_needs_a_word_of_safety(check: Check, text: str) -> None:
    """Results praised, or a risk told as lowered, without a word of safety lack balance."""
    assert "missing_balance" in {item.kind for item in check(text).findings}


@pytest.mark.parametrize(
    ("cited", "orphan"),
    [
        ("reported by Okonjo and colleagues in Blood 2022", False),
        ("reported by Okonjo and colleagues in Lung Cancer Journal 2022", True),
        ("reported by Quill et al. in Haematologica 2022", True),
    ],
)
def test_paper_of_an_author_is_known_by_its_journal(
    table: ResultsTable, terms: TermIndex, cited: str, orphan: bool
) -> None:
    """Of two papers of an author in one year the journal tells which is cited, and the names are no outcome."""
    citations = {
        "group": "Okonjo et al. Cytogenetics. Blood. 2022. doi:10.1/a",
        "other": "Okonjo et al. Response. Lung Cancer J. 2022. doi:10.1/b",
        "third": "Quill et al. Young patients. Haematologica. 2022. doi:10.1/c",
    }
    held = {"other": "MRD negativity rate", "third": "Diarrhoea"}
    rows = [
        replace(row, source="group")
        for row in table.results(trial=LARKSPUR.id)
        if row.outcome == "Progression-free survival" and row.subgroup == "high-risk cytogenetics"
    ]
    for source in ("other", "third"):
        rows += [
            replace(row, id=f"{source}:{row.id}:{place}", source=source, data_cutoff=FINAL)
            for row in table.results(trial=LARKSPUR.id)
            if row.outcome == held[source]
            for place in range(2)
        ]
    sources = {
        name: Source(name, "figures", LARKSPUR.id, name, citation=citation, tier="primary")
        for name, citation in citations.items()
    }
    report = check_text(
        f"High-risk cytogenetics: HR 0.79 (95% CI 0.44-1.42), {cited}.",
        table=ResultsTable(rows), terms=terms, trials=(LARKSPUR,), trial=LARKSPUR.id, sources=sources,
    )  # fmt: skip
    assert next(item for item in report.checks if item.number == "0.79").verdict.value == "supported"
    assert ("orphan_citation" in {item.kind for item in report.findings}) is orphan


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("A complete response was recorded in 76 and 34 patients (38.2% and 24.6%).", True),
        ("A complete response was recorded in 76 v 34 patients (38.2% v 24.6%) on Veda-Rx and Rx.", True),
        ("A complete response was recorded in 76 and 43 patients (38.2% and 24.6%).", False),
    ],
)
def test_two_counts_before_two_shares_are_of_two_arms(check: Check, text: str, good: bool) -> None:
    """In "76 and 34 patients (38.2 % and 24.6 %)" no share belongs to the last count."""
    assert is_good(check(f"At the final PFS analysis the arms were compared. {text}")) is good


@pytest.mark.parametrize(("figures", "good"), [("88.0 v 57.5", True), ("57.5 v 88.0", False)])
def test_figures_behind_more_than_an_arm_begin_with_the_other(check: Check, figures: str, good: bool) -> None:
    """ "30.5 weeks more than Rx patients (88.0 v 57.5)" tells the first arm first."""
    text = f"Veda-Rx patients were on treatment for 30.5 weeks more than Rx patients ({figures} weeks)."
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("At the final PFS analysis PFS was 15.1 months with Rx, extended to 27.4 months with Veda-Rx.", True),
        ("At the final PFS analysis PFS was 27.4 months with Veda-Rx, extended to 15.1 months with Rx.", False),
    ],
)
def test_figure_extended_to_is_of_the_arm_behind_it(check: Check, text: str, good: bool) -> None:
    """ "15 months with B, extended to 27 months with A": A has the longer time."""
    assert is_good(check(text)) is good


def test_year_before_a_time_is_no_factor(check: Check) -> None:
    """ "In 2022 the time" tells no multiple of a time."""
    text = "On 20 October 2022 the time to a second progression (PFS on next therapy) was 41.6 v 33.0 months."
    assert "hazard_as_time" not in {item.kind for item in check(text).findings}


@pytest.mark.parametrize(("first", "second", "good"), [("15.1", "27.4", True), ("27.4", "15.1", False)])
def test_half_by_the_median_of_the_other_arm_is_wrong(check: Check, first: str, second: str, good: bool) -> None:
    """By the median of an arm half of its patients, and not of the other's, have had the event."""
    text = f"Half of the Rx patients had an event within {first} months, half of the Veda-Rx patients within {second}"
    assert is_good(check(f"{text} months (PFS, final PFS analysis).")) is good


def test_median_told_as_missing_for_lack_of_data_was_not_reached(check: Check) -> None:
    """A median that was not reached is a result, and no lack of data."""
    text = "At the primary analysis the PFS median on Veda-Rx could not be determined for lack of data."
    assert "not_reached" in {item.kind for item in check(text).findings}


@pytest.mark.parametrize(
    "frame",
    [
        "In the Rx arm 27.9% had diarrhoea, 19.1% developed pneumonia; in the Veda-Rx arm it is {} (10 May 2019).",
        "27.9% had diarrhoea and 19.1% developed pneumonia with Rx; with Veda-Rx it was {}, respectively.",
        "27.9% of Rx patients had diarrhoea and 19.1% pneumonia; of Veda-Rx patients {} did.",
    ],
)
@pytest.mark.parametrize(("figures", "good"), [("34.5% and 22.8%", True), ("22.8% and 34.5%", False)])
def test_second_arm_has_the_figures_of_the_first_in_their_order(
    check: Check, frame: str, figures: str, good: bool
) -> None:
    """Behind "in the other arm the figures are", one by one, whatever date closes the sentence."""
    assert is_good(check(frame.format(figures))) is good


@pytest.mark.parametrize(("first", "second", "good"), [("22.8", "19.1", True), ("19.1", "22.8", False)])
def test_figure_before_another_arm_in_brackets_is_of_the_first(
    check: Check, first: str, second: str, good: bool
) -> None:
    """ "..., and 22.8 % got pneumonia (B: 19.1 %)" tells 22.8 % of A."""
    text = f"On Veda-Rx 34.5% had diarrhoea (Rx: 27.9%), and {first}% got pneumonia (Rx: {second}%)."
    assert is_good(check(text)) is good
