from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("figures", "verdicts"),
    [
        pytest.param("PFS hazard ratio was 0.61 (98% CI 0.41-0.92)", {Verdict.CONTRADICTED}, id="ratio"),
        pytest.param("median PFS was 27.4 months with vedamab", {Verdict.CONTRADICTED}, id="median"),
        pytest.param("serious TEAEs occurred in 112 of 197 patients with vedamab", {Verdict.CONTRADICTED}, id="counts"),
        pytest.param("337 patients were randomised at 54 centres", {Verdict.CONTRADICTED}, id="two figures"),
        pytest.param("337 patients were randomised at 81 centres", {Verdict.UNCHECKED}, id="one of two"),
        pytest.param("PFS hazard ratio was 0.71 (98% CI 0.41-0.92)", {Verdict.UNCHECKED}, id="another ratio"),
        pytest.param("serious TEAEs occurred in 57% of patients with vedamab", {Verdict.UNCHECKED}, id="two digits"),
    ],
)
def test_figure_of_the_held_trial_given_to_another_is_contradicted(
    check: Check, figures: str, verdicts: set[Verdict]
) -> None:
    """Digits that say something by themselves, in the held trial's own slot, are that trial's."""
    report = check(f"In the YARROW trial, the {figures}.")
    assert {item.verdict for item in report.checks} == verdicts
    assert ("other_trial" in {item.kind for item in report.findings}) is (verdicts == {Verdict.CONTRADICTED})
