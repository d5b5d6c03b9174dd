"""Seeded errors: true statements are true, their twins are false, and what a checker says of them is counted right."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

import evaluation.seeded_errors as package
from evaluation.seeded_errors import TRIALS, ErrorClass, Pair, Statement, generate, read_pairs, read_texts, read_trial
from evaluation.seeded_errors.altered_qualifiers import _units
from evaluation.seeded_errors.claims import list_claims
from evaluation.seeded_errors.context import Context
from evaluation.seeded_errors.handwritten import HANDWRITTEN
from evaluation.seeded_errors.names import as_event, shorten, write_date
from evaluation.seeded_errors.records import Claim, Figure
from evaluation.seeded_errors.scoring import Number, Reading, Remark, grade, list_failures, summarise, to_markdown
from evaluation.seeded_errors.truth import is_true
from evaluation.seeded_errors.wording import Style, fill
from ingest.records import Result, Trial
from ingest.table import ResultsTable

_TRIAL = Trial("NCT00000001", "LARCH", "An invented trial")
_CUTOFFS = (date(2021, 3, 1), date(2022, 3, 1))
_STYLE = Style(
    decimal="·",
    dash=" to ",
    interval="{lev}% CI {lo}{dash}{hi}",
    p="{sides} p{is}{p}",
    percent="%",
    short=True,
    abbreviation=2,
    lower=True,
    group="group",
    not_reached="NR",
    minus="-",
    form=0,
)


def _result(number: int, **fields: object) -> Result:
    slot = {
        "id": f"larch:{number:03}",
        "trial": _TRIAL.id,
        "source": "larch",
        "category": "efficacy",
        "outcome": "Progression-free survival",
        "population": "intention-to-treat",
        "data_cutoff": _CUTOFFS[0],
    }
    return Result(**(slot | fields))  # type: ignore[arg-type]


def _rows() -> tuple[Result, ...]:
    ratio = {
        "statistic": "hazard ratio",
        "comparison": "Larix vs placebo",
        "interval_kind": "CI",
        "ci_level": Decimal(95),
    }
    median = {"statistic": "Kaplan-Meier median", "unit": "months"}
    return (
        _result(1, **ratio, value=Decimal("0.61"), ci_low=Decimal("0.45"), ci_high=Decimal("0.83")),
        _result(2, **median, arm="Larix", value=Decimal("12.3")),
        _result(3, **median, arm="placebo", value=Decimal("8.4")),
        _result(4, **median, arm="Larix", value=Decimal("13.1"), data_cutoff=_CUTOFFS[1]),
        _result(5, **median, arm="placebo", value=Decimal("8.4"), data_cutoff=_CUTOFFS[1]),
    )


def _median(text: str, **qualifiers: object) -> tuple[Claim, Figure]:
    figure = Figure("va", "a", "Kaplan-Meier median", "value", text)
    claim = Claim(
        "medians", _TRIAL.id, "LARCH", "efficacy", "Progression-free survival", ("Larix", "placebo"), (figure,)
    )
    return replace(claim, **qualifiers), figure  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pairs() -> tuple[Pair, ...]:
    """Pairs about the third invented trial, with figures of the first as another trial's."""
    return generate(read_trial(TRIALS[2]), trial=TRIALS[2], foreign=[(TRIALS[0], read_trial(TRIALS[0]))], per_class=15)


def test_generator_knows_nothing_of_the_checker() -> None:
    """No module of the package imports from retrieval."""
    modules = Path(package.__file__).parent.glob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules]
    names = {node.module or "" for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {
        alias.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert names
    assert not [name for name in names if name.partition(".")[0] == "retrieval"]


@pytest.mark.parametrize(
    ("text", "qualifiers", "expected"),
    [
        pytest.param("12.3", {}, True, id="as printed"),
        pytest.param("12", {}, True, id="rounded"),
        pytest.param("13.1", {}, True, id="of the other cut-off, where none is told"),
        pytest.param("13.1", {"cutoff": _CUTOFFS[0]}, False, id="of the other cut-off"),
        pytest.param("8.4", {}, False, id="of the other arm"),
        pytest.param("8.4", {"arms": ("placebo", "Larix")}, True, id="arms turned"),
        pytest.param("12.3", {"subgroup": "women"}, False, id="no such subgroup"),
        pytest.param("12.3", {"unit": "weeks"}, False, id="unit"),
        pytest.param("12.3", {"population": "safety"}, False, id="population"),
    ],
)
def test_truth_is_looked_up_over_the_whole_table(text: str, qualifiers: dict[str, object], expected: bool) -> None:
    """A figure is true when a result agrees with it and with every qualifier that is told."""
    claim, figure = _median(text, **qualifiers)
    assert is_true(claim, figure, table=ResultsTable(_rows())) is expected


def test_another_unit_makes_no_median_false_that_was_not_reached() -> None:
    """It is told without a unit, and stays true beside the altered figure."""
    claim, figure = _median("12.3", unit="months")
    beside = Figure("vb", "b", "Kaplan-Meier median", "value", "not reached")
    context = Context(ResultsTable(_rows()), (), (), Random(0))  # noqa: S311  # it draws nothing
    altered = [
        alteration.roles
        for figures in ((figure, beside), (replace(figure, text="not reached"), beside))
        for alteration in _units(replace(claim, figures=figures), context)
    ]
    assert set(altered) == {("va",)}


def test_claims_join_what_one_sentence_would_join() -> None:
    """The medians of both arms stand with the hazard ratio of their own cut-off, and alone at the other."""
    claims = list_claims(ResultsTable(_rows()), trial=_TRIAL)
    both = [claim for claim in claims if claim.kind == "both"]
    assert [claim.cutoff for claim in both] == [_CUTOFFS[0]]
    assert {figure.role: figure.text for figure in both[0].figures} == {
        "va": "12.3", "vb": "8.4", "est": "0.61", "lo": "0.45", "hi": "0.83", "lev": "95",
    }  # fmt: skip
    assert [claim.cutoff for claim in claims if claim.kind == "medians"] == [_CUTOFFS[1], _CUTOFFS[0]]


def test_spans_cut_out_the_numbers() -> None:
    """A filled template tells where each number stands; what cannot be filled is left out."""
    claim = next(claim for claim in list_claims(ResultsTable(_rows()), trial=_TRIAL) if claim.kind == "ratio")
    claim = replace(claim, population=None, cutoff=None)
    filled = fill("The {stat} for {outcome} was {est} ({ci}[[; {pv}]]) with {a}[[ {cut}]].", claim, style=_STYLE)
    assert filled is not None
    text, spans = filled
    assert text == "The HR for PFS was 0·61 (95% CI 0·45 to 0·83) with Larix."
    assert {role: text[start:end] for role, (start, end) in spans.items()} == {
        "est": "0·61", "lev": "95", "lo": "0·45", "hi": "0·83",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(as_event("nausea", grade=">=3", form=0), "grade 3 or worse nausea", id="grade"),
        pytest.param(as_event("adverse event", grade="serious", form=3), "serious adverse events", id="plural"),
        pytest.param(as_event("fatal adverse event", grade="5", form=0), "fatal adverse events", id="fatal"),
        pytest.param(shorten("median overall survival"), "median overall survival", id="not at the start"),
        pytest.param(shorten("overall survival"), "OS", id="abbreviation"),
        pytest.param(write_date(date(2020, 2, 7), form=1), "February 7, 2020", id="date"),
    ],
)
def test_names_become_prose(told: str, expected: str) -> None:
    """A table's names stand in a sentence as people write them."""
    assert told == expected


def test_same_results_give_the_same_pairs(pairs: tuple[Pair, ...]) -> None:
    """The seed is fixed: two runs measure the same."""
    again = generate(read_trial(TRIALS[2]), trial=TRIALS[2], foreign=[(TRIALS[0], read_trial(TRIALS[0]))], per_class=15)
    assert again == pairs


def test_every_class_of_error_occurs() -> None:
    """Over the four invented trials, each of the 23 classes has pairs."""
    rows = {trial: read_trial(trial) for trial in TRIALS}
    found = {
        pair.error
        for trial in TRIALS
        for pair in generate(rows[trial], trial=trial, foreign=[(TRIALS[0], rows[TRIALS[0]])], per_class=2)
    }
    assert found == set(ErrorClass)


def test_twins_differ_and_mark_what_was_altered(pairs: tuple[Pair, ...]) -> None:
    """No twin repeats its statement, and every span lies in its text."""
    assert len({pair.id for pair in pairs}) == len(pairs) > 200
    for pair in pairs:
        assert pair.true.text != pair.altered.text
        assert all(0 <= start < end <= len(pair.altered.text) for start, end in pair.altered.spans)


@pytest.mark.parametrize("trial", TRIALS, ids=[str(trial.acronym) for trial in TRIALS])
def test_invented_tables_keep_the_rules_of_results_files(trial: Trial) -> None:
    """Each invented trial has a table that is read whole, with percentages that follow from n/N."""
    rows = read_trial(trial)
    assert len(rows) > 50
    assert {row.trial for row in rows} == {trial.id}


def test_handwritten_pairs_are_many_and_of_every_class() -> None:
    """At least 200 pairs, none told twice, of each class."""
    pairs = read_pairs(HANDWRITTEN)
    assert len({pair.altered.text for pair in pairs}) == len(pairs) >= 200
    assert {pair.error for pair in pairs} == set(ErrorClass)


def test_whole_texts_have_a_pair_for_each_change(tmp_path: Path) -> None:
    """The text is the true one of each; the change stands in the altered one alone."""
    path = tmp_path / "texts.toml"
    changes = "".join(f'[[{_TRIAL.id}.changes]]\nclass = 1\nchange = ["{old}", "3"]\n' for old in ("9", "8"))
    path.write_text(f'[[{_TRIAL.id}]]\ntext = "9 had it. Later 8 had it."\n{changes}', encoding="utf-8")
    pairs = read_texts(path)
    assert [pair.altered.text for pair in pairs] == ["3 had it. Later 8 had it.", "9 had it. Later 3 had it."]
    assert {pair.true.text for pair in pairs} == {"9 had it. Later 8 had it."}
    assert len(read_texts()) >= 80


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param('true = "Six of 9."', id="nothing"),
        pytest.param('true = "Six of 9."\naltered = "Six of 8."\nchange = ["9", "8"]', id="both"),
        pytest.param('true = "9 of 9."\nchange = ["9", "8"]', id="twice"),
    ],
)
def test_handwritten_pair_must_say_what_changed(entry: str, tmp_path: Path) -> None:
    """A pair whose change cannot be placed is refused."""
    path = tmp_path / "pairs.toml"
    path.write_text(f"[[{_TRIAL.id}]]\nclass = 1\n{entry}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="pair 1"):
        read_pairs(path)


_TRUE = Statement("Median PFS was 12.3 months.", "s")
_PAIR = Pair(
    "1",
    _TRIAL.id,
    ErrorClass.WRONG_VALUE,
    _TRUE,
    Statement("Median PFS was 13.2 months.", "s", ((15, 19),)),
    "contradicted",
)
_SUPPORTED = Reading((Number(15, 19, "supported", ""),), ())


@pytest.mark.parametrize(
    ("pair", "altered", "detected", "unchecked"),
    [
        pytest.param(_PAIR, Reading((Number(15, 19, "contradicted", ""),), ()), True, False, id="contradicted"),
        pytest.param(_PAIR, Reading((Number(15, 19, "unchecked", ""),), ()), False, True, id="unchecked"),
        pytest.param(_PAIR, Reading((Number(15, 19, "supported", ""),), ()), False, False, id="believed"),
        pytest.param(_PAIR, Reading((Number(0, 6, "contradicted", ""),), ()), False, True, id="another number"),
        pytest.param(_PAIR, Reading((), (Remark("unit", "error", ""),)), True, False, id="finding"),
        pytest.param(_PAIR, Reading((), (Remark("unit", "warning", ""),)), False, True, id="warning"),
        pytest.param(
            replace(_PAIR, expected="finding"), Reading((Number(0, 6, "contradicted", ""),), ()), True, False, id="any"
        ),
        pytest.param(
            replace(_PAIR, expected="unsupported"),
            Reading((Number(15, 19, "unchecked", ""),), ()),
            True,
            False,
            id="orphan",
        ),
    ],
)
def test_twin_is_detected_by_its_own_number_or_a_finding(
    pair: Pair, altered: Reading, detected: bool, unchecked: bool
) -> None:
    """A contradiction elsewhere, or a warning, detects nothing; an orphan must only not be believed."""
    graded = grade(pair, true=_SUPPORTED, altered=altered)
    assert (graded.detected, graded.unchecked) == (detected, unchecked)


def test_what_the_true_twin_gets_too_detects_nothing() -> None:
    """An error finding on both twins is a false alarm on one and no detection on the other."""
    same = Reading((), (Remark("direction", "error", ""),))
    graded = grade(_PAIR, true=same, altered=same)
    assert not graded.detected
    assert len(graded.alarms) == 1


def test_summary_counts_each_true_text_once() -> None:
    """Two twins of one true text: recall over twins, false alarms and coverage over the text."""
    seen = grade(_PAIR, true=_SUPPORTED, altered=Reading((Number(15, 19, "contradicted", ""),), ()))
    missed = grade(_PAIR, true=_SUPPORTED, altered=Reading((Number(15, 19, "unchecked", ""),), ()))
    line = summarise((seen, missed))[0]
    assert (line.pairs, line.recall, line.true_texts, line.false_alarms, line.coverage) == (2, 0.5, 1, 0.0, 1.0)
    assert "| 1 wrong value | 2 | **0.500** | 0.99 |" in to_markdown((line,), title="t")
    failures = list_failures(
        (seen, missed), {_PAIR.altered.text: Reading((Number(15, 19, "unchecked", "why"),), ())}, most=5
    )
    assert [failure["altered"] for failure in failures] == [["13.2"]]
