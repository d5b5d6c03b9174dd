"""What goes on from the figures just told: their difference, a figure without its unit, "the former" of two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]
SHARES = "At the final PFS analysis, MRD negativity was 31.2% with Veda-Rx and 14.5% with Rx."
FOR_TWO = "Veda-Rx and Rx were compared for MRD negativity."
OF_TWO = "Pneumonia and diarrhoea of any grade were both seen with Veda-Rx."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(f"{SHARES} The absolute difference is 16.7 percentage points.", (), id="points"),
        pytest.param(f"{SHARES} The absolute difference is 13.6 percentage points.", ("13.6",), id="other points"),
        pytest.param(f"{SHARES} So the arms lay 19.7 points apart.", ("19.7",), id="apart"),
        pytest.param(f"{SHARES} The difference in complete response was 13.6 points.", (), id="of another outcome"),
        pytest.param("Median PFS was 27.4 months with Veda-Rx and 15.1 with Rx. That is a gain of 12.3 months.", (),
                     id="gain"),
        pytest.param("Median PFS2 was 41.6 months with Veda-Rx, 33.0 with Rx. That is a gain of 9.6 months.",
                     ("9.6",), id="other gain"),
        pytest.param("- Median PFS: 27.4 vs 15.1 months (+12.3 months)", (), id="plus"),
        pytest.param("- Median PFS: 27.4 vs 15.1 months (+13.4 months)", ("13.4",), id="other plus"),
        pytest.param("MRD negativity was 31.2 versus 14.5.", (), id="shares without unit"),
        pytest.param("MRD negativity was 14.5 versus 31.2 (Veda-Rx versus Rx).", ("14.5", "31.2"), id="swapped"),
        pytest.param("Median PFS differed by 12.3 months (27.4 versus 15.1).", (), id="medians without unit"),
        pytest.param("The gap in median PFS was 12.3 months (27.4 minus 15.1).", (), id="minus"),
        pytest.param("| MRD negativity | Veda-Rx | Rx | Difference |\n| --- | --- | --- | --- |\n"
                     "| % of patients | 31.2 | 14.5 | 16.7 |\n", (), id="column"),
        pytest.param("| MRD negativity | Veda-Rx | Rx | Difference |\n| --- | --- | --- | --- |\n"
                     "| % of patients | 31.2 | 14.5 | 18.7 |\n", ("18.7",), id="other column"),
        pytest.param(f"{FOR_TWO} The former had 31.2%, the latter 14.5%.", (), id="arms"),
        pytest.param(f"{FOR_TWO} The former had 14.5%, the latter 31.2%.", ("14.5", "31.2"), id="arms swapped"),
        pytest.param("MRD negativity was told of two arms: 31.2% in the former (Veda-Rx), 14.5% in the latter (Rx).",
                     (), id="arms in brackets"),
        pytest.param(f"{OF_TWO} The former occurred in 22.8%, the latter in 34.5%.", (), id="outcomes"),
        pytest.param(f"{OF_TWO} The former occurred in 34.5%, the latter in 22.8%.", ("34.5", "22.8"),
                     id="outcomes swapped"),
        pytest.param("In 149 of 197 treated patients (76%) on Veda-Rx and 88 of 136 (65%) on Rx, events of grade 3 or "
                     "worse were seen at the primary analysis.", (), id="treated patients"),
        pytest.param("62 patients on Veda-Rx were MRD negative. With Rx it was 20, or 14.5% of 138.", (), id="or"),
        pytest.param("62 patients on Veda-Rx were MRD negative. With Rx it was 24, or 14.5% of 138.", ("24",),
                     id="or, wrong"),
        pytest.param("Neither pneumonia (22.8% vs 19.1%) nor diarrhoea (34.5% vs 27.9%) of any grade differed by more"
                     " than ten points.", (), id="neither by more"),
        pytest.param("Neither pneumonia (22.8% vs 19.1%) nor diarrhoea (34.5% vs 27.9%) of any grade differed by more"
                     " than five points.", ("five",), id="neither by more, wrong"),
        pytest.param("Treatment lasted a median of 88.0 weeks with Veda-Rx and 57.5 weeks with Rx. That is a"
                     " thirty-and-a-half-week difference.", (), id="and a half"),
        pytest.param("Patients had received a median of 88.0 weeks of Veda-Rx.", (), id="received"),
        pytest.param("Patients had received a mean of 88.0 weeks of Veda-Rx.", ("88.0",), id="a mean received"),
        pytest.param("The PFS hazard ratio of 0.61, with bounds of 0.41 and 0.92, is quoted at the 98% level.", (),
                     id="level behind"),
        pytest.param("The PFS hazard ratio of 0.61, with bounds of 0.41 and 0.92, is quoted at the 95% level.", ("95",),
                     id="other level behind"),
        pytest.param("With the censoring that the agency asked for, the PFS HR is 0.73, which is where the 27% in the "
                     "press came from.", (), id="where"),
    ],
)  # fmt: skip
def test_what_goes_on_from_the_figures_before(check: Check, text: str, wrong: tuple[str, ...]) -> None:
    """Figures that follow from those before, or stand without a unit, are read; altered ones are contradicted."""
    report = check(text)
    assert tuple(it.number for it in report.checks if it.verdict is Verdict.CONTRADICTED) == wrong
    assert bool(wrong) or is_good(report)


def test_a_grade_stands_by_the_figures_that_go_on_with_it(check: Check) -> None:
    """The digit in a heading is confirmed by the figures below it."""
    text = "## TEAEs of grade 3 or higher\n\nAt the primary analysis, they were 76% for Veda-Rx and 65% for Rx.\n"
    assert is_good(check(text))


def test_a_hazard_ratio_is_no_share_of_patients(check: Check) -> None:
    """The digits of the ratio, told as a share of those who had the event, are an error of their own."""
    report = check("The interim PFS hazard ratio was 0.61, so 61% of the vedamab patients progressed or died.")
    assert "hazard_as_absolute_risk" in {found.kind for found in report.findings if found.severity == "error"}


def test_those_who_did_not_are_no_other_count(check: Check) -> None:
    """Of how many they are left is not known here: they are not held against those who did."""
    report = check("Of 340 patients seen, 337 went on to be randomised and 3 did not.")
    assert [it.number for it in report.checks if it.verdict is Verdict.CONTRADICTED] == []
