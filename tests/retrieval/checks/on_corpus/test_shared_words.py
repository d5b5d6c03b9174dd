"""Words that figures of one sentence share: a verb, a bound, a group, a change; what of it is of which figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("In the Kd arm 47% were refractory to an immunomodulatory drug, 36% to a proteasome inhibitor and"
                     " 22% to both.", ("36%", "22%"), id="the head of the outcome before"),
        pytest.param("In the Kd arm 47% were refractory to an immunomodulatory drug, 36% to a proteasome inhibitor and"
                     " 22% to both.", ("22% to both", "36% to both"), id="both of the two before"),
        pytest.param("In January 2022 complete response was reported for 44.1% on Isa-Kd and 28.5% on Kd, MRD"
                     " negativity for 33.5% and 15.4%, and both together for 26.3% and 12.2%.", ("26.3", "23.6"),
                     id="both together, before"),
        pytest.param("The lower bound of median OS, 38.932 months with Kd, lay below the 52.172 months with Isa-Kd.",
                     ("52.172", "56.172"), id="the other arm's bound"),
        pytest.param("Patients of 65 to 74 years were 41% of the Isa-Kd arm and 38% of the Kd arm; 9% and 8% were 75 or"
                     " older.", ("9% and 8%", "19% and 8%"), id="a group of its own"),
        pytest.param("Median PFS rose by 16.5 months, from 19.2 months with Kd to 35.7 months with Isa-Kd.",
                     ("16.5", "15.6"), id="how much a median rose"),
        pytest.param("The first patient was screened in October 2017.", ("2017", "2018"), id="screened, not enrolled"),
        pytest.param("Complete responses grew more frequent in 2022 on Isa-Kd (44.1%, up from 39.7%) and on Kd (28.5%"
                     ", up from 27.6%).", ("44.1", "41.4"), id="up from an earlier analysis"),
        pytest.param("Of 302 people (179 Isa-Kd, 123 Kd), 42 (23.5%) and 7 (5.7%) were still on treatment.",
                     ("179", "197"), id="parts of the whole"),
        pytest.param("Range of prior lines of therapy for eligibility: 1 to 3 lines.", ("3", "5"), id="its own name"),
        pytest.param("Serious events were seen in 70.1% and 59.8% of the treated patients by January 2022.\n\nOverall"
                     " survival came later. The hazard ratio was 0.855.", ("0.855", "0.585"), id="another set"),
        pytest.param("At the first analysis 29.6% on Isa-Kd were MRD negative. A complete response was reached by"
                     " 39.7% and 27.6% at first, and by 44.1% and 28.5% later.", ("27.6", "26.7"), id="later"),
        pytest.param("The median age was 65 years on Isa-Kd.", ("65", "56"), id="years on an arm are no later phase"),
        pytest.param("Serious events: 57% of controls; isatuximab recipients, 59%.", ("57%", "75%"),
                     id="events told by a colon"),
        pytest.param("At first 36 (20.1%) on Isa-Kd had responses that were both complete and MRD negative.",
                     ("20.1", "21.0"), id="both complete and negative"),
        pytest.param("Any 1q21+ was seen in 41.9% of Isa-Kd patients, isolated 1q21+ in 26.3% of them.",
                     ("41.9", "49.1"), id="a longer name's word"),
        pytest.param("Early and late relapse were compared at a median follow-up of 44 months.", ("44", "34"),
                     id="the follow-up of two groups"),
        pytest.param("A complete renal response was seen in 52.0% on Isa-Kd and 30.8% on Kd. It lasted in 32.0% and"
                     " 7.7%.", ("32.0", "23.0"), id="what lasted"),
    ],
)  # fmt: skip
def test_each_figure_takes_its_own(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Every number of the text as it is stands; altered, it is contradicted."""
    report = check(text)
    assert [item for item in report.checks if item.verdict not in GOOD] == []
    assert [item for item in report.findings if item.severity == "error"] == []
    wrong = check(text.replace(*altered)).checks
    assert any(item.verdict is Verdict.CONTRADICTED for item in wrong)


def test_figure_of_a_group_that_another_one_names_is_not_contradicted(check: Check) -> None:
    """A follow-up told behind the share of a group may be that group's."""
    text = "As 61.3% (185 of 302) had been transplanted before, the median follow-up was 20.6 months."
    assert Verdict.CONTRADICTED not in {item.verdict for item in check(text).checks}
