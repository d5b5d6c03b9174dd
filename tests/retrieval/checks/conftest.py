"""Two invented trials, in the shapes that a journal article and a registry record give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ingest.records import Passage, Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex

INTERIM, FINAL, LAST = date(2019, 5, 10), date(2021, 9, 30), date(2022, 10, 20)
ANALYSES = {INTERIM: "primary analysis", FINAL: "final PFS analysis", LAST: "final OS analysis"}
FOLLOW_UP = {INTERIM: "18.6 months", FINAL: "41.3 months", LAST: "54.2 months"}
PFS, OS, TEAE = "Progression-free survival", "Overall survival", "Treatment-emergent adverse event"
LARKSPUR = Trial("NCT90000001", "LARKSPUR", "Vedamab plus Rx versus Rx in relapsed lymphoma", "relapsed lymphoma")
BRAMBLE = Trial("NCT90000002", "BRAMBLE", "Corivar versus placebo in chronic heart failure", "chronic heart failure")
REGISTRY_OUTCOME = "Time to First Occurrence of Cardiovascular Death or Hospitalisation for Heart Failure"
REGISTRY_COMPOSITE = "Composite Endpoint of Kidney Failure, a Sustained Decrease of eGFR or Renal Death"
REGISTRY_CHANGE = "Change From Baseline in Kidney Summary Score at Week 32"

VEDAMAB = ("vedamab group", "vedamab arm", "vedamab plus rx", "adding vedamab", "addition of vedamab", "with vedamab")
CONTROL = ("control group", "control arm", "control", "controls", "rx alone", "rx group")


def verdicts_of(report: CheckReport) -> dict[str, Verdict]:
    """The verdict of each number, by the number as printed."""
    return {item.number: item.verdict for item in report.checks}


def is_good(report: CheckReport) -> bool:
    """Whether every number stands, and nothing is wrong beyond one number."""
    return all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in report.checks) and not [
        found for found in report.findings if found.severity == "error"
    ]


@pytest.fixture(scope="session")
def table() -> ResultsTable:
    """The results of both trials."""
    return ResultsTable((*_larkspur(), *_bramble()))


@pytest.fixture(scope="session")
def terms(table: ResultsTable) -> TermIndex:
    """The words of the field, and the few that a vocabulary file of the first trial would hold."""
    own = (
        Term("arm", "Veda-Rx", None, VEDAMAB, LARKSPUR.id, role="experimental"),
        Term("arm", "Rx", None, CONTROL, LARKSPUR.id, role="control"),
        Term("arm", "all", None, ("both arms", "all patients", "overall population"), LARKSPUR.id, role="all"),
        *(Term("analysis", name, None, (), LARKSPUR.id, cutoff=cutoff) for cutoff, name in ANALYSES.items()),
        Term("analysis", "primary analysis", None, ("interim analysis",), LARKSPUR.id, cutoff=INTERIM),
        Term("drug", "vedamab", None, (), LARKSPUR.id),
        Term("subgroup", "high-risk cytogenetics", None, ("high-risk disease",), LARKSPUR.id),
        Term("outcome", PFS, None, (), LARKSPUR.id, category="efficacy", primary=True),
        Term("outcome", "Vedamab dose", None, ("dose of vedamab",), LARKSPUR.id, category="design"),
    )  # fmt: skip
    return TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)


@pytest.fixture(scope="session")
def check(table: ResultsTable, terms: TermIndex) -> Callable[..., CheckReport]:
    """Check a text; about the first trial unless it names another."""

    def run(text: str, *, trial: str | None = LARKSPUR.id, passages: Sequence[Passage] = ()) -> CheckReport:
        return check_text(text, table=table, terms=terms, trials=(LARKSPUR, BRAMBLE), trial=trial, passages=passages)

    return run


def _number(value: object) -> Any:
    return Decimal(value) if isinstance(value, str) and value.replace(".", "").isdigit() else value


class _Rows:
    """Writes rows with ids in order."""

    def __init__(self, trial: str, source: str) -> None:
        self.trial, self.source = trial, source
        self.rows: list[Result] = []

    def add(
        self, category: str, outcome: str, statistic: str, value: object, unit: str | None = None, **fields: Any
    ) -> None:
        interval = fields.pop("ci", None)
        if interval:
            fields |= {"interval_kind": "CI", "ci_low": _number(interval[0]), "ci_high": _number(interval[1])}
            fields["ci_level"] = Decimal(interval[2])
        if "p_value" in fields:
            fields = {"p_comparator": "=", **fields, "p_value": Decimal(fields["p_value"])}
        cutoff = fields.get("data_cutoff")
        if cutoff:
            fields |= {"analysis": ANALYSES.get(cutoff), "cutoff_stated": True, "follow_up": FOLLOW_UP.get(cutoff)}
        id = f"{self.source}:{len(self.rows) + 1:03d}"
        self.rows.append(
            Result(id, self.trial, self.source, category, outcome, statistic, value=_number(value), unit=unit, **fields)
        )  # type: ignore[arg-type]

    def two(
        self,
        category: str,
        outcome: str,
        values: tuple[str, str],
        *,
        arms: tuple[str, str] = ("Veda-Rx", "Rx"),
        **fields: Any,
    ) -> None:
        """Add a percentage in both arms; ``counts`` are n and N of each."""
        counts = fields.pop("counts", ((None, None), (None, None)))
        for arm, value, (n, total) in zip(arms, values, counts, strict=True):
            self.add(category, outcome, "percentage", value, "%", arm=arm, n=n, N=total, **fields)

    def medians(
        self,
        outcome: str,
        first: tuple[object, ...],
        second: tuple[object, ...],
        *,
        unit: str = "months",
        **fields: Any,
    ) -> None:
        """Add a median with its 95 % CI in both arms."""
        for arm, (value, *bounds) in (("Veda-Rx", first), ("Rx", second)):
            ci = (*bounds, "95") if bounds else None
            self.add(
                "efficacy",
                outcome,
                "Kaplan-Meier median" if unit == "months" else "median",
                value,
                unit,
                arm=arm,
                ci=ci,
                **fields,
            )


def _larkspur() -> list[Result]:
    rows = _Rows(LARKSPUR.id, "larkspur")
    versus, itt, safety = "Veda-Rx vs Rx", {"population": "intention-to-treat"}, {"population": "safety"}
    rows.add("design", "Randomisation ratio", "ratio", "3:2", comparison=versus)
    rows.add("design", "Study centres", "count", "54", "centres", arm="all")
    rows.add("design", "Countries", "count", "12", "countries", arm="all")
    rows.add("design", "Vedamab dose", "dose", "12", "mg/kg", arm="Veda-Rx")
    for arm, n in (("all", 337), ("Veda-Rx", 199), ("Rx", 138)):
        rows.add("disposition", "Patients randomised", "count", str(n), "patients", arm=arm, n=n, **itt)
    rows.add("efficacy", "Median follow-up", "median", "18.6", "months", arm="all", data_cutoff=INTERIM, **itt)
    rows.add("efficacy", "Median follow-up", "median", "41.3", "months", arm="all", data_cutoff=FINAL, **itt)
    rows.medians(PFS, ("not reached",), ("14.35", "11.20", "not reached"), data_cutoff=INTERIM, **itt)
    rows.add(
        "efficacy",
        PFS,
        "hazard ratio",
        "0.61",
        comparison=versus,
        ci=("0.41", "0.92", "98"),
        p_value="0.0021",
        p_sides="one-sided",
        p_tested="tested",
        data_cutoff=INTERIM,
        **itt,
    )
    rows.medians(PFS, ("27.4", "22.1", "33.9"), ("15.1", "12.6", "18.8"), data_cutoff=FINAL, **itt)
    rows.add(
        "efficacy",
        PFS,
        "hazard ratio",
        "0.66",
        comparison=versus,
        ci=("0.51", "0.85", "95.2"),
        data_cutoff=FINAL,
        **itt,
    )
    rows.add(
        "efficacy",
        PFS,
        "hazard ratio",
        "0.79",
        comparison=versus,
        ci=("0.44", "1.42", "95"),
        subgroup="high-risk cytogenetics",
        data_cutoff=FINAL,
        **itt,
    )
    rows.add(
        "efficacy",
        PFS,
        "hazard ratio",
        "0.70",
        comparison=versus,
        ci=("0.49", "0.996", "95"),
        subgroup="standard-risk cytogenetics",
        data_cutoff=FINAL,
        **itt,
    )
    rows.medians(PFS, ("17.2",), ("12.9",), subgroup="high-risk cytogenetics", data_cutoff=FINAL, **itt)
    rows.medians(OS, ("58.3", "49.9", "not reached"), ("51.7", "44.2", "not reached"), data_cutoff=LAST, **itt)
    rows.add(
        "efficacy",
        OS,
        "hazard ratio",
        "0.912",
        comparison=versus,
        ci=("0.702", "1.185", "95"),
        p_value="0.2451",
        p_sides="one-sided",
        p_tested="nominal",
        data_cutoff=LAST,
        **itt,
    )
    rows.medians("Progression-free survival on next therapy", ("41.6",), ("33.0",), data_cutoff=LAST, **itt)
    rows.two(
        "efficacy", "Overall response rate", ("81.4", "70.3"), counts=((162, 199), (97, 138)), data_cutoff=FINAL, **itt
    )
    rows.two(
        "efficacy", "Complete response rate", ("38.2", "24.6"), counts=((76, 199), (34, 138)), data_cutoff=FINAL, **itt
    )
    rows.add(
        "efficacy",
        "Complete response rate",
        "odds ratio",
        "1.89",
        comparison=versus,
        ci=("1.17", "3.05", "95"),
        data_cutoff=FINAL,
        **itt,
    )
    rows.two(
        "efficacy", "MRD negativity rate", ("31.2", "14.5"), counts=((62, 199), (20, 138)), data_cutoff=FINAL, **itt
    )
    rows.add(
        "efficacy",
        "MRD negativity rate",
        "odds ratio",
        "2.67",
        comparison=versus,
        ci=("1.52", "4.69", "95"),
        data_cutoff=FINAL,
        **itt,
    )
    rows.medians("Treatment duration", ("88.0",), ("57.5",), unit="weeks", data_cutoff=FINAL, **safety)
    totals = (197, 136)
    for outcome, grade, values, counts in (
        (TEAE, ">=3", ("76", "65"), (149, 88)),
        (TEAE, "serious", ("57", "52"), (112, 71)),
        (f"{TEAE} leading to discontinuation", None, ("10", "13"), (19, 18)),
        (f"Fatal {TEAE[0].lower()}{TEAE[1:]}", "5", ("4", "4"), (7, 5)),
    ):
        rows.two(
            "safety",
            outcome,
            values,
            grade=grade,
            counts=tuple(zip(counts, totals, strict=True)),
            data_cutoff=INTERIM,
            **safety,
        )
    for outcome, grade, values in (
        ("Diarrhoea", "any", ("34.5", "27.9")),
        ("Diarrhoea", ">=3", ("3.0", "2.2")),
        ("Pneumonia", "any", ("22.8", "19.1")),
        ("Pneumonia", ">=3", ("14.7", "11.0")),
    ):
        rows.two(
            "safety", outcome, values, grade=grade, counts=((None, 197), (None, 136)), data_cutoff=INTERIM, **safety
        )
    rows.add(
        "efficacy",
        PFS,
        "hazard ratio",
        "0.73",
        comparison=versus,
        censoring="regulator-requested",
        data_cutoff=FINAL,
        **itt,
    )
    return rows.rows


def _bramble() -> list[Result]:
    rows = _Rows(BRAMBLE.id, "bramble")
    arms = ("Corivar 5 mg", "Placebo")
    rows.two("efficacy", REGISTRY_OUTCOME, ("14.9", "18.9"), arms=arms, counts=((312, 2100), (398, 2103)))
    rows.add(
        "efficacy",
        REGISTRY_OUTCOME,
        "hazard ratio",
        "0.77",
        comparison=" vs ".join(arms),
        ci=("0.67", "0.90", "95"),
        p_value="0.0001",
        p_comparator="<",
        p_sides="two-sided",
        p_tested="tested",
    )
    rows.add(
        "efficacy", REGISTRY_COMPOSITE, "hazard ratio", "0.83", comparison=" vs ".join(arms), ci=("0.71", "0.97", "95")
    )
    for arm, value in zip(arms, ("6.1", "3.2"), strict=True):
        rows.add("efficacy", REGISTRY_CHANGE, "mean", value, "score on a scale", arm=arm)
    rows.two("safety", "Hypotension", ("3.8", "2.9"), arms=arms, counts=((80, 2100), (61, 2103)))
    return rows.rows
