"""Letters on a registry record: arms counted in periods, openings with doses, times of titles, rounded figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers.registry import describe_registry, read_registry
from ingest.records import Passage
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good

RECORD = Path(__file__).parents[2] / "fixtures" / "registry" / "NCT00000091.json"


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the record of an invented trial, of which the doses stand in its text alone."""
    found = describe_registry(RECORD)[0]
    reading = read_registry(RECORD, source=found.source)
    table = ResultsTable(reading.results)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *reading.terms), table=table)
    assert found.trial is not None
    trial = found.trial
    passages = [
        Passage(str(place), found.source.id, trial.id, "text", text, None, None)
        for place, text in enumerate(reading.document.text.split("\n\n"))
    ]
    return lambda text: check_text(text, table=table, terms=terms, trials=(trial,), trial=trial.id, passages=passages)


@pytest.mark.parametrize(
    "text",
    [
        "Heart events came in 50 of 400 patients (12.5%) on torumab and in 38 of 400 (9.5%) on senumab.",
        "Back pain was reported in 200 patients on torumab and in 152 on senumab.",
        "Back pain was reported in 350 patients on torumab and in 266 on senumab.",
        "The mean number of bright spots per scan was 0.02 with torumab and 0.29 with senumab.",
        "A slip confirmed for 24 weeks was seen in 5.9% of torumab patients and in 9.7% of senumab patients.",
        "821 patients were randomised to torumab (n=410) or to senumab (n=411).",
        "Of those randomised, 366 on torumab and 340 on senumab finished the blinded year.",
        "The 12-month double-blind period was completed by 366 (89.3%) of the torumab group.",
        "821 women with a fragile hip were assigned to torumab (410 women) or senumab (411 women).",
        "The risk of bright spots was lower by 94% (rate ratio 0.058), and the risk of a slip by 43% (5.9% versus 9.7%;"
        " hazard ratio 0.57).",
        "One woman in eight (12.5%) on torumab had heart events.",
        "In 821 patients with cardiovascular disease the mean age was 54.5 years.",
        "821 patients with moderate-to-severe brittle bones were randomised.",
        "A BTM below 70 ng/mL was reached in 87.2% with torumab and in 18.1% with senumab.",
        "The mean change in BTM, measured after 12 months, was -57.1% with torumab.",
        "Adverse events led to withdrawal in 13 patients on torumab and 26 on senumab.",
        "The trial randomised 821 people to torumab (n = 410) or senumab (n = 411).",
    ],
)
def test_true_sentences_of_letters(check: Callable[[str], CheckReport], text: str) -> None:
    """What a paper says of a record in its own words stands."""
    assert is_good(check(text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Heart events came in 38 of 400 patients on torumab and in 50 of 400 on senumab.", {"38", "50"}),
        ("Back pain was reported in 201 patients on torumab.", {"201"}),
        ("In the double-blind period back pain was reported in 350 patients on torumab.", {"350"}),
        ("The mean number of bright spots per scan was 0.20 with torumab.", {"0.20"}),
        ("812 patients were randomised to torumab (n=410) or to senumab (n=411).", {"812"}),
        ("One woman in three (12.5%) on torumab had heart events.", {"One woman in three"}),
        ("A BTM below 70 ng/mL was reached in 78.2% with torumab.", {"78.2"}),
        ("Adverse events led to withdrawal in 31 patients on torumab and 26 on senumab.", {"31"}),
        ("Of those randomised, 340 on torumab and 366 on senumab finished the blinded year.", {"340", "366"}),
        ("821 patients were randomised to torumab (n=411) or to senumab (n=410).", {"411", "410"}),
    ],
)
def test_altered_sentences_of_letters(check: Callable[[str], CheckReport], text: str, wrong: set[str]) -> None:
    """Another period named, another arm or another value is contradicted."""
    found = {item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED}
    assert found == wrong


def test_doses_of_an_opening_are_those_of_the_arms(check: Callable[[str], CheckReport]) -> None:
    """A dose that a passage tells of the drug is quoted, and one that it tells of another drug is not."""
    text = "821 patients were randomised to torumab {} mg every 4 weeks (n=410) or to weekly senumab 70 mg (n=411)."
    told = {dose: {it.number: it.verdict for it in check(text.format(dose)).checks} for dose in ("210", "700")}
    assert told["210"]["210"] is told["210"]["70"] is told["210"]["4"] is Verdict.QUOTED
    assert told["210"]["410"] is told["210"]["411"] is Verdict.SUPPORTED
    assert told["700"]["700"] is Verdict.UNCHECKED


def test_time_of_another_title_is_left_open(check: Callable[[str], CheckReport]) -> None:
    """A time that the title of the figure beside it does not tell is not confirmed by it."""
    report = check("A slip confirmed for 12 weeks was seen in 5.9% of torumab patients.")
    assert {it.number: it.verdict for it in report.checks}["12"] is not Verdict.SUPPORTED


def test_figure_of_one_dose_is_left_open(check: Callable[[str], CheckReport]) -> None:
    """What happened with the first of several doses is not contradicted by what happened with all of them."""
    with_all = check("With torumab back pain came in 90 patients.")
    with_first = check("At the first infusion of torumab back pain came in 90 patients.")
    assert [it.verdict for it in with_all.checks] == [Verdict.CONTRADICTED]
    assert [it.verdict for it in with_first.checks] == [Verdict.UNCHECKED]
