"""What a clause is about where another outcome, arm or analysis of the sentence stands nearer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

from .conftest import verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "The PFS hazard ratio was 0.66, and 38.2% of those on Veda-Rx versus 24.6% on Rx had a complete response.",
            ("38.2", "24.6"),
            id="outcome behind the figures",
        ),
        pytest.param(
            "After a median follow-up of 41.3 months, the final PFS analysis gave a hazard ratio of 0.66.",
            ("0.66",),
            id="analysis named after its outcome",
        ),
        pytest.param(
            "Diarrhoea occurred in 34.5% of patients on Veda-Rx, but grade 3 or worse events were rare, at 3.0%.",
            ("3.0",),
            id="same arm at a higher grade",
        ),
        pytest.param(
            "Under regulator-requested censoring the PFS hazard ratio was 0.73, and 0.66 in the main analysis.",
            ("0.73", "0.66"),
            id="without the censoring rule",
        ),
    ],
)
def test_figure_is_of_its_own_clause(check: Check, text: str, numbers: tuple[str, ...]) -> None:
    """What fits the figure goes before what was told last."""
    found = verdicts_of(check(text))
    assert {number: found[number] for number in numbers} == dict.fromkeys(numbers, Verdict.SUPPORTED)


@pytest.mark.parametrize(
    ("share", "verdict"), [("34", Verdict.DERIVED), ("44", Verdict.CONTRADICTED)], ids=["right", "wrong"]
)
def test_ratio_told_once_more_as_a_reduction(check: Check, share: str, verdict: Verdict) -> None:
    """It is one minus the hazard ratio beside it, though no word says hazard."""
    assert verdicts_of(check(f"The PFS hazard ratio was 0.66, described as a {share}% reduction."))[share] is verdict


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The final OS analysis had a data cut-off of 30 September 2021.", "30 September 2021"),
        ("The data cut-off of the primary analysis was 20 October 2022.", "20 October 2022"),
        ("The OS hazard ratio of 0.912 was reported after a median follow-up of 41.3 months.", "0.912"),
    ],
)
def test_analysis_is_told_with_its_own_cutoff(check: Check, text: str, number: str) -> None:
    """The date of another analysis is wrong, and so is a figure at the follow-up of another one."""
    report = check(text)
    assert verdicts_of(report)[number] is Verdict.CONTRADICTED
    assert "cutoff_mix" in {item.kind for item in report.findings}


@pytest.mark.parametrize(
    "text",
    [
        "The final OS analysis had a data cut-off of 20 October 2022.",
        "PFS (data cutoff, 30 September 2021) and OS (data cutoff, 20 October 2022) favoured it at the data cutoff.",
        "After the primary analysis, patients were followed up to the data cut-off of 30 September 2021.",
        "The OS hazard ratio was 0.912, and the PFS hazard ratio 0.66 at a median follow-up of 41.3 months.",
    ],
)
def test_right_cutoff_is_no_error(check: Check, text: str) -> None:
    """A date that fits, one of a later analysis, and a follow-up that is told of one of two figures."""
    assert Verdict.CONTRADICTED not in verdicts_of(check(text)).values()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "With a hazard ratio of 0.66, the proportion of patients who had progressed was smaller by 34%.",
            "hazard_as_absolute_risk",
        ),
        ("An OS hazard ratio of 0.912 means that controls lived that fraction of the time.", "hazard_as_time"),
    ],
)
def test_ratio_is_no_share_of_patients_or_of_time(check: Check, text: str, kind: str) -> None:
    """In words that give no second number, too."""
    assert kind in {item.kind for item in check(text).findings}
