"""Which of a registry's titles a sentence means: of so many components, of some patients alone, of one visit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.figures.cues import MEANS, family
from retrieval.checks.figures.names import find_names
from retrieval.checks.sentences.plain_titles import titles_told
from retrieval.terms import TermIndex

DAPPLE = Trial("NCT90000007", "DAPPLE", "Sorvaran versus placebo in atherosclerosis", "atherosclerosis")
ARMS = ("Sorvaran 40 mg", "Sorvaran 90 mg")
WHOLE = "Number of Participants With the Composite of Death, Infarction, Stroke or Bypass (4-point MACE)"
FEWER = "Number of Participants With the Composite of Death, Infarction, or Stroke (3-point MACE)"
PARTS = "Number of Participants With Each Component of the 4-point MACE"
SOME = "Number of Participants With 4-point MACE in the Subgroup With Baseline Lp(a) >= 120 mg/dL"
LDL, CHANGE = "Apolipoprotein B", "Percent Change From Baseline in Apolipoprotein B at Week 24"
GMT = "Geometric Mean Titer (GMT) of Antibodies Against HX.1 at Day 60"
REACTIONS = "Percentage of Participants With Solicited Systemic Reactions After Any Dose"
VISITS = "GMT of Antibodies Against HY.3 at Day 1, Day 30 and Day 60"


def _row(outcome: str, statistic: str, value: str, unit: str | None = None, **fields: Any) -> Result:
    id = f"r:{outcome}{statistic}{value}{fields.get('arm')}"
    fields = {"category": "efficacy", **fields}
    return Result(id, DAPPLE.id, "r", outcome=outcome, statistic=statistic, value=Decimal(value), unit=unit, **fields)


@pytest.fixture(scope="module")
def verdicts() -> Callable[[str], dict[str, str]]:
    """The verdict of each number of a sentence about the trial, by the number as printed."""
    versus = " vs ".join(ARMS[::-1])
    rows = [
        _row(WHOLE, "hazard ratio", "0.83", comparison=versus),
        _row(FEWER, "hazard ratio", "0.87", comparison=versus),
        _row(SOME, "hazard ratio", "0.78", comparison=versus),
        _row(PARTS, "hazard ratio", "0.91", comparison=versus, item="Death"),
        _row(GMT, "geometric mean ratio", "1.67", comparison=versus),
        *(_row(VISITS, "geometric mean", value, "Titer", arm=ARMS[1], item=day)
          for day, value in (("Day 1", "12.5"), ("Day 30", "301.2"), ("Day 60", "366.9"))),
        *(_row(REACTIONS, "percentage", value, "%", arm=ARMS[1], item=item)
          for item, value in (("Myalgia", "18.0"), ("Headache", "22.5"))),
    ]  # fmt: skip
    for arm, start, change in zip(ARMS, ("104.6", "103.9"), ("-46.4", "-62.5"), strict=True):
        rows += [
            _row(LDL, "mean", start, "mg/dL", arm=arm, category="baseline"),
            _row(CHANGE, "mean", change, "Percent change", arm=arm),
        ]
    table = ResultsTable(rows)
    own = (Term("outcome", GMT, "GMT", ("GMT", "geometric mean"), DAPPLE.id, category="efficacy"),)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)

    def run(text: str) -> dict[str, str]:
        report = check_text(text, table=table, terms=terms, trials=(DAPPLE,), trial=DAPPLE.id)
        return {item.number: item.verdict.value for item in report.checks}

    return run


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        pytest.param("The hazard ratio for 4-point MACE was 0.83.", "0.83", "supported", id="of four"),
        pytest.param("The hazard ratio for 3-point MACE was 0.83.", "0.83", "contradicted", id="of three"),
        pytest.param("The hazard ratio for 4-point MACE was 0.78.", "0.78", "contradicted", id="of some"),
        pytest.param("In those with an Lp(a) of 120 mg/dL or more the hazard ratio for 4-point MACE was 0.78.", "0.78",
                     "supported", id="of some, told"),
        pytest.param("In those with an Lp(a) of at least 120 mg/dL the hazard ratio for 4-point MACE was 0.83.", "0.83",
                     "contradicted", id="of all, told of some"),
        pytest.param("Apolipoprotein B fell by 62.5% from baseline to week 24 on 90 mg.", "62.5", "supported",
                     id="a change"),
        pytest.param("Apolipoprotein B fell by 65.2% from baseline to week 24 on 90 mg.", "65.2", "contradicted",
                     id="another change"),
        pytest.param("Apolipoprotein B was 103.9 mg/dL at baseline on 90 mg.", "103.9", "supported", id="at baseline"),
        pytest.param("The GMT against HY.3 on 90 mg reached 301.2 at Day 30.", "301.2", "supported", id="visit"),
        pytest.param("The GMT against HY.3 on 90 mg reached 366.9 at Day 30.", "366.9", "contradicted",
                     id="another visit"),
        pytest.param("The GMT against HY.3 on 90 mg had declined to 301.2 at Day 30.", "301.2", "supported",
                     id="a verb names no outcome"),
        pytest.param("By Day 60 the GMT against HY.3 in the 90 mg group came to 366.9, from 12.5 on Day 1.", "366.9",
                     "supported", id="each time before its figure"),
        pytest.param("By Day 60 the GMT against HY.3 in the 90 mg group came to 12.5, from 366.9 on Day 1.", "12.5",
                     "contradicted", id="visits swapped"),
        pytest.param("On 90 mg, 18.0% of participants had myalgia.", "18.0", "supported", id="row"),
        pytest.param("On 90 mg, 18.0% of participants had headache.", "18.0", "contradicted", id="another row"),
        pytest.param("The geometric mean ratio at Day 60 for 90 mg compared with 40 mg was 1.67.", "1.67", "supported",
                     id="ratio of means"),
        pytest.param("The geometric mean ratio at Day 60 for 40 mg compared with 90 mg was 1.67.", "1.67",
                     "contradicted", id="inverted"),
    ],
)  # fmt: skip
def test_title_that_a_sentence_means(
    verdicts: Callable[[str], dict[str, str]], text: str, number: str, verdict: str
) -> None:
    """A figure is that of the title whose own words, figures and visit the sentence tells."""
    assert verdicts(text)[number] == verdict


def test_a_title_of_some_patients_is_meant_where_they_are_told() -> None:
    """Without a word of them the title of everybody is meant; a number of components chooses, too."""
    assert titles_told("4-point MACE overall", (WHOLE, FEWER, SOME, PARTS)) == (WHOLE,)
    assert titles_told("4-point MACE with an Lp(a) of 120", (WHOLE, FEWER, SOME)) == (SOME,)
    assert titles_told("each component of it", (PARTS,)) == (PARTS,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a 4-point MACE", ["4-point"]), ("an 11-point numeric rating scale", ["11-point"]),
        ("a 5-point difference", []), ("after Dose 1 of it", ["Dose 1"]), ("a dose 5 mg higher", []),
    ],
)  # fmt: skip
def test_digits_of_a_scale_or_a_dose_in_order_are_names(text: str, named: list[str]) -> None:
    """A scale of so many points and the first of several doses are names; points and milligrams are quantities."""
    assert [text[start:end] for start, end in find_names(text)] == named


def test_ratio_of_means_is_no_mean() -> None:
    """A ratio of geometric means compares two arms."""
    assert {family(words, None) for words in ("geometric mean ratio", "ratio of geometric means")} == {MEANS}
