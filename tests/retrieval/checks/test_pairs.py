"""Statements in papers' ways of saying things, true and altered, in every class of error."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.checks.judging.kinds import ErrorClass
from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]
PAIRS: dict[str, list[list[str]]] = tomllib.loads(
    (Path(__file__).parents[2] / "fixtures" / "check_pairs.toml").read_text(encoding="utf-8")
)
NAMED = [(f"{kind}-{number}", *pair) for kind, pairs in PAIRS.items() for number, pair in enumerate(pairs)]
STANDS = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize("true", [pytest.param(true, id=name) for name, true, _ in NAMED])
def test_true_statement_stands(check: Check, true: str) -> None:
    """Every number of a true statement is supported or derived, and nothing is called an error."""
    report = check(true)
    assert {item.number: (item.verdict, item.reason) for item in report.checks if item.verdict not in STANDS} == {}
    assert [item for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize("altered", [pytest.param(altered, id=name) for name, _, altered in NAMED])
def test_altered_statement_is_caught(check: Check, altered: str) -> None:
    """An altered statement has a contradicted number, or a finding that is an error."""
    report = check(altered)
    contradicted = [item for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    errors = [item for item in report.findings if item.severity == "error"]
    assert contradicted or errors


def test_pairs_cover_the_classes_that_one_statement_can_show() -> None:
    """Each class has its pairs; the last two are about a whole text and its citations."""
    of_a_text = {ErrorClass.ORPHAN_CITATION, ErrorClass.MISSING_BALANCE}
    of_itself = {
        kind for kind in ErrorClass if list(ErrorClass).index(kind) > list(ErrorClass).index(ErrorClass.MISSING_BALANCE)
    }
    assert set(PAIRS) == {kind.value for kind in set(ErrorClass) - of_a_text - of_itself}
    assert sum(len(pairs) for pairs in PAIRS.values()) >= 60
