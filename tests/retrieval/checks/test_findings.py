from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "kind", "severity"),
    [
        ("PFS: HR 0.61 (98% CI 0.41-0.92; p=0.0021).", "p_value", "error"),
        ("PFS: HR 0.61 (CI 0.41-0.92).", "ci_level", "warning"),
        ("PFS: HR 0.61 (98% CI 0.41-0.92; two-sided p=0.0021).", "p_value", "error"),
        ("OS improved significantly with Veda-Rx.", "p_value", "error"),
        ("The OS hazard ratio of 0.43 (95% CI 0.70-1.19) is known.", "interval_excludes_estimate", "error"),
        ("The OS hazard ratio of 0.75 (95% CI 0.70-1.19) is known.", "interval_not_symmetric", "warning"),
        ("A hazard ratio for OS of 0.80 (95% CI 0.60-1.07; two-sided p=0.6) is known.", "p_not_implied", "warning"),
        ("140 of 197 patients (76%) had serious TEAEs with Veda-Rx.", "percentage_not_from_counts", "error"),
        ("The number needed to treat was 6 for MRD negativity.", "derived_number", "error"),
        ("An HR of 0.88 (0.66-1.17) in the oldest fifth, a significant difference.", "p_value", "error"),
        ("HR 0.88 (0.66-1.17) in the oldest fifth. This shows a significant difference.", "p_value", "error"),
        ("PFS favoured Rx (HR 0.61).", "direction", "error"),
        ("Median PFS was 27.4 months with Rx.", "arms_swapped", "error"),
        ("In standard-risk cytogenetics, PFS HR was 0.70 (95% CI 0.49-1.0).", "bound_over_null", "error"),
    ],
)
def test_finding_is_named_after_its_class(check: Check, text: str, kind: str, severity: str) -> None:
    """Each class has its kind and its severity."""
    assert (kind, severity) in {(item.kind, item.severity) for item in check(text).findings}


@pytest.mark.parametrize(
    "text",
    [
        "OS did not improve significantly.",
        "Nobody should tell the board that OS improved significantly.",
        "HR 0.88 (0.66-1.17) in the oldest fifth. This shows no significant difference.",
        "The difference in PFS was significant (one-sided p=0.0021).",
        "PFS: HR 0.61 (98% CI 0.41-0.92; one-sided p=0.0021).",
        "The PFS hazard ratio was 0.61 at the primary analysis and 0.66 at the final PFS analysis.",
        "A very good partial response or better was not compared with Rx.",
        "The hazard ratio for PFS, Veda-Rx vs Rx, was 0.66 at the extended follow-up.",
    ],
)
def test_sound_wording_has_no_finding(check: Check, text: str) -> None:
    """What is said rightly is left alone."""
    assert check(text).findings == ()


def test_long_text_on_efficacy_alone_lacks_balance(check: Check) -> None:
    """A letter that tells efficacy and no safety is reminded of it once."""
    letter = "The PFS hazard ratio was 0.61. " + "Further words follow here and say nothing more at all. " * 15
    assert [item.kind for item in check(letter).findings] == ["missing_balance"]


@pytest.mark.parametrize(
    ("columns", "figures", "mixed"),
    [
        ("Veda-Rx | Rx", "27.4 months | 14.35 months", True),
        ("Veda-Rx | Rx", "27.4 months | 15.1 months", False),
        ("Rx, interim analysis | Rx, final PFS analysis", "14.35 months | 15.1 months", False),
    ],
)
def test_row_of_a_table_mixes_no_cutoffs(check: Check, columns: str, figures: str, mixed: bool) -> None:
    """Figures side by side in one row are of one cut-off, unless their columns say otherwise."""
    found = check(f"| | {columns} |\n|---|---|---|\n| Median PFS | {figures} |").findings
    assert ("cutoff_mix" in {item.kind for item in found}) is mixed
