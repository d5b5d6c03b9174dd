"""Groups that an outcome implies or a title leaves to its rows, sides of a p-value, grades of rows, titles apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex

from .row_writer import RowWriter

Check = Callable[[str], CheckReport]
HAZEL = Trial("NCT90000041", "HAZEL", "Quenimab versus Oxivir in bladder tumours", "bladder tumour")
ARMS = ("Quenimab 20 mg", "MMR + Oxivir")
PFS, SUBGROUPS = "Progression-Free Survival (PFS)", "PFS in Prespecified Subgroups"
PATENCY, SOLICITED = "Patency of the Target Vessel", "Number of Participants With Solicited Reactions Within 7 Days"
SEROPROTECTION = "Percentage of Participants With Seroprotection"


@pytest.fixture(scope="module")
def told() -> Check:
    """Checks a text against a record with subgroups in rows, graded rows, and p-values of both sides."""
    rows = RowWriter(HAZEL, arms=ARMS)
    versus = f"{ARMS[0]} vs {ARMS[1]}"
    rows.two("Duration of Response (DOR)", "median", ("17.4", "9.8"), "months")
    rows.add(PFS, "hazard ratio", "0.63", None, comparison=versus, p_value="0.012", p_sides="two-sided")
    rows.add(SUBGROUPS, "hazard ratio", "0.48", None, comparison=versus, item="Upper tract tumours")
    rows.add(SUBGROUPS, "hazard ratio", "0.91", None, comparison=versus, item="Lower tract tumours")
    rows.two(PATENCY, "percentage", ("71.3", "50.1"), "percentage of lesions")
    for item, grade, counts in (
        ("Irritability", "any", ("61", "58")), ("Irritability", "3", ("7", "4")),
        ("Sleepiness", "any", ("33", "39")), ("Sleepiness", "3", ("2", "1")),
    ):  # fmt: skip
        for arm, count, whole in zip(ARMS, counts, (211, 208), strict=True):
            rows.add(SOLICITED, "count", count, "patients", arm=arm, item=item, grade=grade, n=int(count), N=whole,
                     category="safety")  # fmt: skip
    for arm, count in zip(ARMS, ("61", "58"), strict=True):
        rows.add("Irritability", "count", count, "patients", arm=arm, grade="non-serious", n=int(count), N=220,
                 category="safety")  # fmt: skip
    rows.two(SEROPROTECTION, "percentage", ("88.2", "79.5"), "%", population="per-protocol")
    rows.two("Started", "count", ("221", "219"), "patients", category="disposition")
    table = ResultsTable(tuple(rows.rows))
    own = [Term("arm", arm, None, (arm.split(" ")[0],), HAZEL.id) for arm in ARMS]
    own += [Term("outcome", title, None, (), HAZEL.id, category="efficacy") for title in table.outcomes(HAZEL.id)]
    own.append(Term("outcome", SEROPROTECTION, None, ("seroprotected",), HAZEL.id, category="efficacy"))
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(HAZEL,), trial=HAZEL.id)


GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Among responders, median duration of response was 17.4 months with Quenimab 20 mg.", id="group"),
        pytest.param("Patency was 71.3% with Quenimab 20 mg and 50.1% with MMR + Oxivir, a derived difference of 21.2"
                     " percentage points.", id="share of lesions"),
        pytest.param("Irritability of any grade was reported for 61 of 211 children given Quenimab 20 mg.", id="row"),
        pytest.param("Grade 3 irritability was reported for 7 of 211 children given Quenimab 20 mg.", id="graded row"),
        pytest.param("Sleepiness was seen in 39 children after MMR + Oxivir and was of grade 3 in 1.", id="grade in n"),
    ],
)  # fmt: skip
def test_what_a_record_says_in_its_rows_stands(told: Check, text: str) -> None:
    """A group that the outcome implies restricts nothing; a row's grade, and a share of lesions, are read as such."""
    assert {item.verdict for item in told(text).checks} <= set(GOOD)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("In the overall trial population the PFS hazard ratio was 0.48.", "0.48", id="a group's"),
        pytest.param("PFS was longer with Quenimab 20 mg than with MMR + Oxivir (one-sided p=0.012).", "0.012",
                     id="sides"),
        pytest.param("Patency was 71.3% with Quenimab 20 mg and 50.1% with MMR + Oxivir, an arithmetic difference of"
                     " 24.2 percentage points.", "24.2", id="difference"),
        pytest.param("Grade 3 irritability was reported for 61 of 211 children given Quenimab 20 mg.", "61",
                     id="grade"),
        pytest.param("Of all 221 randomised children, 88.2% on Quenimab 20 mg were seroprotected.", "88.2",
                     id="analysis set"),
    ],
)  # fmt: skip
def test_what_its_rows_do_not_say_is_contradicted(told: Check, text: str, number: str) -> None:
    """A group's figure told of everybody, other sides, a wrong difference, another grade, another analysis set."""
    assert {item.number: item.verdict for item in told(text).checks}[number] is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("Median PFS was 41.6 months with Veda-Rx at the final OS analysis.", Verdict.CONTRADICTED,
                     id="told of another"),
        pytest.param("Median PFS on the next therapy was 41.6 months with Veda-Rx at the final OS analysis.",
                     Verdict.SUPPORTED, id="its own"),
        pytest.param("In the final OS analysis the median stood at 51.7 months in those assigned Rx.",
                     Verdict.SUPPORTED, id="of the analysis"),
        pytest.param("After a median follow-up of 18.6 months, TEAEs of grade 3 or higher had occurred in 76% of those"
                     " treated with Veda-Rx.", Verdict.SUPPORTED, id="follow-up has no grade"),
        pytest.param("Four hundred people were screened, of whom 337 underwent randomisation.", Verdict.SUPPORTED,
                     id="of whom"),
        pytest.param("Four hundred people were screened, of whom 340 underwent randomisation.", Verdict.CONTRADICTED,
                     id="of whom, another number"),
        pytest.param("About one in four patients in both arms had diarrhoea.", Verdict.CONTRADICTED,
                     id="a share of one arm"),
        pytest.param("About three in ten patients in both arms had diarrhoea.", Verdict.DERIVED,
                     id="a share of both arms"),
    ],
)  # fmt: skip
def test_which_outcome_a_figure_is_of(check: Check, text: str, verdict: Verdict) -> None:
    """Digits of a longer title are not the shorter one's; who took part has no median; a follow-up has no grade."""
    named = ("41.6", "51.7", "18.6", "337", "340", "one in four", "three in ten")
    assert [item.verdict for item in check(text).checks if item.number in named] == [verdict]
