"""Ways of telling that a reader sees through: shares without a name, arms by what was added, sums and differences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("The rate of progression or death was 39% lower with Veda-Rx (HR 0.61).", None, id="rate"),
        pytest.param("At the interim, 112 of the 197 treated vedamab patients had a serious TEAE.", None, id="treated"),
        pytest.param("The share of MRD-negative patients was 31.2% with Veda-Rx.", None, id="share of a group"),
        pytest.param("Diarrhoea of any grade: 34.5% with vedamab, 27.9% without.", None, id="without"),
        pytest.param("Diarrhoea of any grade: 34.5% with vedamab, 34.5% without.", "34.5", id="without, wrong"),
        pytest.param("Is it so that diarrhoea of any grade was 34.5% with vedamab, 27.9% without?", None, id="asked"),
        pytest.param("Diarrhoea of any grade: 34.5% with vedamab, 27.9% without the antibody.", None, id="of what"),
        pytest.param("The complete response rates were 13.6 percentage points apart.", None, id="points apart"),
        pytest.param("The complete response rates differed by 13.6%.", "13.6", id="points told as per cent"),
        pytest.param("The PFS hazard ratio was 0.61, with bounds of 0.41 and 0.92.", None, id="bounds"),
        pytest.param("Across both arms 183 of the 333 treated patients had a serious TEAE (112 + 71).", None, id="sum"),
        pytest.param("Across both arms 193 of the 333 treated patients had a serious TEAE (112 + 71).", "193",
                     id="sum, wrong"),
        pytest.param("Just over 31% of Veda-Rx patients were MRD negative.", None, id="just over"),
        pytest.param("Just under 31% of Veda-Rx patients were MRD negative.", "31", id="just under, wrong"),
        pytest.param("Close to a third of patients on Veda-Rx (31.2%) were MRD negative.", None, id="close to"),
        pytest.param("In the two study arms PFS events led to a hazard ratio of 0.61.", None, id="two arms"),
        pytest.param("The MRD negativity rate went up by 16.7 points (14.5% to 31.2%).", None, id="rise in brackets"),
        pytest.param("For PFS, medians were 27.4 v 15.1 mo (95% CIs, 22.1-33.9 and 12.6-18.8).", None, id="two CIs"),
        pytest.param("MRD negativity was seen in 31.2% (62 patients, vedamab arm) and in 14.5% (20 patients, Rx arm).",
                     None, id="arms in brackets"),
        pytest.param("TEAEs of grade >=3 hit 149 in one arm (Veda-Rx) and 88 in the other (Rx) at the interim analysis,"
                     " hence 237 of the 333 treated.", None, id="one and the other"),
        pytest.param("Fewer discontinuations due to TEAEs were seen with vedamab than without (10% and 13%).", None,
                     id="than without"),
        pytest.param("After a median of 41.3 months, the PFS hazard ratio was 0.66.", None, id="follow-up unnamed"),
        pytest.param("In high-risk cytogenetics the PFS hazard ratio was 0.79; across all patients it was 0.66.", None,
                     id="everybody again"),
        pytest.param("The OS hazard ratio was 0.912, and the 95% interval (0.702-1.185) still contained 1.", None,
                     id="null contained"),
        pytest.param("In standard-risk cytogenetics, PFS HR was 0.70 (95% CI 0.49-0.996), upper limit below 1.", None,
                     id="below the null"),
        pytest.param("The hazard ratio for death was 0.912 (95% CI 0.702-1.185).", None, id="hazard of death"),
        pytest.param("The odds of MRD negativity rose almost threefold with vedamab (OR 2.67).", None, id="threefold"),
        pytest.param("62 (31.2%) patients on Veda-Rx and 20 (14.5%) on Rx were MRD negative.", None, id="arms of one"),
        pytest.param("Centres in LARKSPUR: 54, spread over 12 countries.", None, id="spread over"),
        pytest.param("TEAEs of grade 3 or worse occurred in 76% and 65%, serious TEAEs in 57% and 52%.", None,
                     id="grade before, seriousness behind"),
        pytest.param("Vedamab lowered the risk of progression or death by 39% at the interim analysis and by 34% at "
                     "the final PFS analysis.", None, id="and by"),
        pytest.param("Vedamab lowered the risk of progression or death by 39% at the interim analysis and by 43% at "
                     "the final PFS analysis.", "43", id="and by, wrong"),
        pytest.param("In the phase 3 LARKSPUR trial, 337 patients were randomised.", None, id="phase of a trial"),
        pytest.param("In this phase III trial, 347 patients were randomised 3:2.", "347", id="randomised 3:2, wrong"),
        pytest.param("At the interim, of the 197 treated with vedamab, 112 had a serious TEAE.", None, id="of all"),
        pytest.param("At the interim, of the 179 treated with vedamab, 112 had a serious TEAE.", "179",
                     id="of the whole, wrong"),
        pytest.param("The risk of progression or death fell by 39% with Veda-Rx (HR 0.61).", None, id="fell by"),
        pytest.param("In BRAMBLE hypotension hit 80 corivar recipients out of 2100.", None, id="out of"),
        pytest.param("MRD negativity: 31.2% with Veda-Rx against 14.5% with Rx, while complete responses reached 24.6%"
                     " against 38.2%.", "24.6", id="order of the pair before"),
        pytest.param("In BRAMBLE the kidney summary score improved by 6.1 points with corivar versus 3.2 with placebo"
                     " at week 32.", None, id="improved by"),
        pytest.param("PFS HR 0.61 (Aldane, 2021) at the interim and 0.66 (Okonjo, 2023) later.", None, id="references"),
        pytest.param("Serious TEAEs 57% vs 52%; grade >=3 TEAEs 76% vs 65%; diarrhoea 27.9% vs 34.5%.", "27.9",
                     id="one order"),
        pytest.param("Vedamab takes the hazard ratio for PFS to 0.61 at the interim.", None, id="done to a ratio"),
        pytest.param("199 patients were randomised to vedamab plus Rx, 59.1% of the 337.", None, id="share of a whole"),
        pytest.param("199 patients were randomised to vedamab plus Rx, 51.9% of the 337.", "51.9",
                     id="share of a whole, wrong"),
        pytest.param("After a median of 18.6 months, the PFS hazard ratio was 0.66.", "0.66", id="follow-up, wrong"),
        pytest.param(
            "Diarrhoea was seen in 34.5% of those who had vedamab added to their Rx and in 27.9% of those who had not.",
            None, id="added",
        ),
    ],
)  # fmt: skip
def test_words_are_read_as_they_are_meant(check: Check, text: str, wrong: str | None) -> None:
    """Each number of a true statement stands; of an altered one the altered number is contradicted."""
    report = check(text, trial=None) if "BRAMBLE" in text else check(text)
    bad = {item.number: item.verdict for item in report.checks if item.verdict not in GOOD}
    assert bad.get(wrong) is Verdict.CONTRADICTED if wrong else bad == {}
    assert wrong or not [item for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize("text", ["39% fewer patients died or progressed with Veda-Rx.", "39% fewer progressed on it."])
def test_fewer_who_died_is_no_hazard(check: Check, text: str) -> None:
    """One minus a hazard ratio is no share of patients, whatever the event is called."""
    assert "hazard_as_absolute_risk" in {item.kind for item in check(text).findings}


def test_composite_is_told_by_what_it_is_made_of(check: Check) -> None:
    """ "The kidney composite" is the outcome whose title, or time frame, says composite and renal."""
    text = "In BRAMBLE the kidney composite had a hazard ratio of {}."
    assert check(text.format("0.83"), trial=None).checks[0].verdict is Verdict.SUPPORTED
    assert check(text.format("0.77"), trial=None).checks[0].verdict is Verdict.CONTRADICTED


def test_benefit_claimed_in_one_sentence_needs_a_word_of_safety(check: Check) -> None:
    """A bare figure may stand alone; a claim of benefit is reminded of safety."""
    kinds = [{item.kind for item in check(text).findings} for text in ("PFS HR 0.61.", "PFS was prolonged (HR 0.61).")]
    assert ["missing_balance" in found for found in kinds] == [False, True]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("The OS hazard ratio was 0.912 (95% CI 0.702-1.185), which excludes 1.", "bound_over_null",
                     id="null"),
        pytest.param("More discontinuations due to TEAEs were seen with vedamab than without (10% and 13%).",
                     "direction", id="more events"),
        pytest.param("For OS the p-value, 0.2451 and one-sided, was formally tested.", "p_value", id="tested"),
        pytest.param("PFS HR 0.61, so progression came 39% later with vedamab.", "hazard_as_time", id="later"),
        pytest.param("39 out of every 100 people were spared from getting worse or dying (HR 0.61).",
                     "hazard_as_absolute_risk", id="spared"),
    ],
)  # fmt: skip
def test_words_that_say_something_else_are_named(check: Check, text: str, kind: str) -> None:
    """Figures that are right do not save what is said of them."""
    assert (kind, "error") in {(item.kind, item.severity) for item in check(text).findings}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Any TEAE was seen in 96% of patients on Veda-Rx.", "96", id="severe events alone are held"),
        pytest.param("Patients on Rx progressed or died at 1.6 times the rate seen with Veda-Rx.", "1.6 times",
                     id="inverse of a hazard ratio"),
    ],
)  # fmt: skip
def test_what_the_table_leaves_open_is_not_contradicted(check: Check, text: str, number: str) -> None:
    """A figure that may be right beside those of the table is unchecked."""
    assert {item.number: item.verdict for item in check(text).checks}[number] is Verdict.UNCHECKED
