"""Tables and lists with a line over them, and one figure of two groups: each is of what stands over and beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from retrieval.records import Verdict
from tests.retrieval.checks.on_corpus.conftest import Check

ARMS = ("Isa-Kd", "Kd")
Rows = Sequence[Sequence[str]]
TABLES = [
    ("Median PFS, months", ("Early relapse", "Late relapse"), ARMS, (("24.7", "17.2"), ("42.7", "21.9"))),
    ("Pneumonia, % of patients", ("Any grade", "Grade ≥3"), ARMS, (("36.2", "30.0"), ("22.0", "18.0"))),
    (
        "Complete response rate, %",
        ("Interim analysis", "Final PFS analysis"),
        ARMS,
        (("39.7", "27.6"), ("44.1", "28.5")),
    ),
    (
        "Isa-Kd, % of patients",
        ("MRD negativity", "Complete response"),
        ("Interim analysis", "Final PFS analysis"),
        (("29.6", "33.5"), ("39.7", "44.1")),
    ),
]


def _layouts(caption: str, rows: Sequence[str], columns: Sequence[str], cells: Rows) -> Iterator[str]:
    """A table with its caption over it, in its corner and under a heading, turned, with tabs, and as a list."""
    turned = list(zip(*cells, strict=True))
    for corner, over in (("", f"{caption}\n\n"), (caption, ""), ("Item", f"## {caption}\n\n")):
        for names, heads, body in ((rows, columns, cells), (columns, rows, turned)):
            lines = [f"| {corner} | {' | '.join(heads)} |", "| --- | --- | --- |"]
            lines += [f"| {name} | {' | '.join(values)} |" for name, values in zip(names, body, strict=True)]
            yield over + "\n".join(lines) + "\n"
    yield f"{caption}\n\t" + "\n".join(["\t".join(columns), *map("\t".join, _named(rows, cells))]) + "\n"
    items = (", ".join(f"{head} {cell}" for head, cell in zip(columns, values, strict=True)) for values in cells)
    yield f"{caption}:\n" + "".join(f"- {name}: {item}\n" for name, item in zip(rows, items, strict=True))


def _named(rows: Sequence[str], cells: Rows) -> list[tuple[str, ...]]:
    return [(name, *values) for name, values in zip(rows, cells, strict=True)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table[0])
def test_tables_with_a_line_over_them(check: Check, table: tuple[str, Sequence[str], Sequence[str], Rows]) -> None:
    """Its unit, statistic, outcome and arm hold for every cell; of two cells changed over, both are wrong."""
    caption, rows, columns, cells = table
    (a, b), rest = cells
    turned = ((b, a), rest)
    for text, wrong in zip(
        _layouts(caption, rows, columns, cells), _layouts(caption, rows, columns, turned), strict=True
    ):
        assert {item.verdict for item in check(text).checks} == {Verdict.SUPPORTED}, text
        assert any(item.verdict is Verdict.CONTRADICTED for item in check(wrong).checks), wrong


@pytest.mark.parametrize(
    "way",
    [
        "| | {A} | {B} |\n| --- | --- | --- |\n| Hazard ratio for PFS | {a} | {b} |\n",
        "For those with {A} the hazard ratio for PFS came out at {a}, for those with {B} at {b}.",
        "While {A} gave a hazard ratio for PFS of {a}, {B} gave {b}.",
        "Of note, {A} had a hazard ratio for PFS of {a}, {B} one of {b}.",
        "In patients with {A} and {B}, the hazard ratio for PFS was {a} and {b}, respectively.",
    ],
)
def test_two_groups_of_a_sentence(check: Check, way: str) -> None:
    """Each group has its own figure, and in no column the other's is confirmed."""
    groups = {"A": "early relapse", "B": "late relapse"}
    true = check(way.format(a="0.662", b="0.542", **groups))
    assert not [item.reason for item in true.checks if item.verdict is Verdict.CONTRADICTED]
    assert {item.verdict for item in true.checks if item.number in ("0.662", "0.542")} == {Verdict.SUPPORTED}
    swapped = check(way.format(a="0.542", b="0.662", **groups))
    assert any(item.verdict is Verdict.CONTRADICTED for item in swapped.checks)


@pytest.mark.parametrize(
    "text",
    [
        "Median PFS with Isa-Kd was 24.7 months in patients with early relapse versus 42.7 months in late relapse.",
        "In early relapse, median PFS with Isa-Kd was 24.7 months, compared with 42.7 months in late relapse.",
    ],
)
def test_two_groups_of_one_arm(check: Check, text: str) -> None:
    """Where one arm is named, "versus" between two groups leads to no other arm."""
    assert {item.verdict for item in check(text).checks} == {Verdict.SUPPORTED}
    swapped = check(text.replace("24.7", "x").replace("42.7", "24.7").replace("x", "42.7"))
    assert any(item.verdict is Verdict.CONTRADICTED for item in swapped.checks)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "With Isa-Kd, 36.2% had pneumonia and 22.0% had pneumonia of grade 3 or higher; with Kd, 30.0% and 18.0%.",
            [("30.0", "18.0"), ("22.0", "36.2")],
        ),
        ("Isa-Kd: fatigue 41.8% (5.0% grade \u22653). Kd: 32.0% (3.3%).", [("3.3", "32.0"), ("5.0", "3.3")]),
        (
            "With Isa-Kd, 33.5% were MRD negative and 44.1% had a complete response; with Kd, 15.4% and 28.5%.",
            [("15.4", "16.4")],
        ),
        (
            "In the Isa-Kd arm 105 patients had serious TEAEs, that is 59% of 177; in the Kd arm 70, or 57% of 122.",
            [("57%", "67%")],
        ),
        (
            "Hypertension was more frequent with Isa-Kd (37.3%) than with Kd (32.0%), as was grade \u22653 "
            "hypertension (21.0% vs 20.0%).",
            [("21.0", "20.0")],
        ),
        (
            "Rates of fatigue were 41.8% and 32.0% (all grades) and 5.0% and 3.3% (grade \u22653) for Isa-Kd and Kd, "
            "respectively.",
            [("5.0", "3.3")],
        ),
        (
            "| | Any grade | | Grade \u22653 | |\n| --- | --- | --- | --- | --- |\n| | Isa-Kd | Kd | Isa-Kd | Kd |\n"
            "| Pneumonia | 36.2% | 30.0% | 22.0% | 18.0% |\n",
            [("36.2", "30.0"), ("22.0", "18.0")],
        ),
        (
            "| | Result |\n| --- | --- |\n| HR for PFS, interim analysis | 0.53 |\n| 99% CI | 0.32 to 0.89 |\n"
            "| One-sided p | 0.0007 |\n",
            [("99%", "95%"), ("0.0007", "0.007")],
        ),
        (
            "| Endpoint | HR | 99% CI | p (one-sided) |\n| --- | --- | --- | --- |\n"
            "| PFS (interim) | 0.53 | 0.32 to 0.89 | 0.0007 |\n",
            [("0.0007", "0.007"), ("0.32", "0.42")],
        ),
    ],
)  # fmt: skip
def test_figures_told_in_one_order(check: Check, text: str, pairs: list[tuple[str, str]]) -> None:
    """What the first arm's figures tell, the other arm's tell in their order; a heading tells levels and p-values."""
    assert {item.verdict for item in check(text).checks} <= {Verdict.SUPPORTED, Verdict.DERIVED}
    for old, new in pairs:
        wrong = check(text.replace(old, "\0").replace(new, old).replace("\0", new))
        assert any(item.verdict is Verdict.CONTRADICTED for item in wrong.checks), (old, new)


def test_analysis_of_two_outcomes_over_rows(check: Check) -> None:
    """ "Final analysis" in a row is that of the row's outcome, of which each has its own."""
    table = "| Survival | Isa-Kd | Kd |\n| --- | --- | --- |\n| Median PFS, final analysis | {} months | {} months |\n"
    right, wrong = (check(table.format(*pair)).checks for pair in (("35.7", "19.2"), ("19.2", "35.7")))
    assert {item.verdict for item in right} == {Verdict.SUPPORTED}
    assert {item.verdict for item in wrong} == {Verdict.CONTRADICTED}
