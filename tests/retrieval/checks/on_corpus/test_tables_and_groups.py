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
