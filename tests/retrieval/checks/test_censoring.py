from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        ("Under regulator-requested censoring the PFS hazard ratio was 0.73.", "0.73", Verdict.SUPPORTED),
        ("Under regulator-requested censoring the PFS hazard ratio was 0.66.", "0.66", Verdict.CONTRADICTED),
        ("Under the protocol's own censoring the PFS hazard ratio was 0.73.", "0.73", Verdict.CONTRADICTED),
        ("With the censoring rule that the regulator requested, the hazard of progression or death was 27% lower.",
         "27", Verdict.DERIVED),
        ("With the censoring rule that the regulator requested, the hazard of progression or death was 34% lower.",
         "34", Verdict.CONTRADICTED),
        ("The PFS hazard ratio was 0.73.", "0.73", Verdict.UNCHECKED),
    ],
)  # fmt: skip
def test_figure_is_of_the_censoring_rule_that_is_told(check: Check, text: str, number: str, verdict: Verdict) -> None:
    """A figure, and what is derived from one, is of the rule named beside it; of the protocol's where none is."""
    assert {item.number: item.verdict for item in check(text).checks}[number] is verdict


def test_rules_told_one_after_the_other_hold_for_their_own_figures(check: Check) -> None:
    """Each of two figures has the rule beside it."""
    text = "PFS: HR 0.66 under the protocol's censoring and HR {} with regulator-requested censoring."
    assert {item.verdict for item in check(text.format("0.73")).checks} == {Verdict.SUPPORTED}
    assert check(text.format("0.66")).checks[1].verdict is Verdict.CONTRADICTED
