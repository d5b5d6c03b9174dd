"""Readings that need a close look: what a figure is told of, and what follows from the figures beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.checks.figures.numbers import find_numbers
from retrieval.checks.figures.roles import Expression, Part, Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.misquotes import find_misquoted
from retrieval.checks.sentences.slots import Slot
from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("At the interim, TEAEs led to discontinuation in 19 patients on Veda-Rx and 18 on Rx, so in 37 of"
                     " all those treated.", None, id="sum"),
        pytest.param("At the interim, TEAEs led to discontinuation in 19 patients on Veda-Rx and 18 on Rx, so in 47 of"
                     " all those treated.", "47", id="sum, wrong"),
        pytest.param("MRD negativity was about twice as frequent with Veda-Rx (31.2%) as with Rx (14.5%).", None,
                     id="twice"),
        pytest.param("MRD negativity was about four times as frequent with Veda-Rx (31.2%) as with Rx (14.5%).",
                     "four times", id="four times"),
        pytest.param("Of the 197 treated with vedamab 112 had a serious TEAE at the interim, which leaves 85.", None,
                     id="rest"),
        pytest.param("Of the 197 treated with vedamab 112 had a serious TEAE at the interim, which leaves 95.", "95",
                     id="rest, wrong"),
        pytest.param("PFS HR was 0.61, i.e. the hazard was 39% lower with Veda-Rx, but the CI (0.41-0.92) is wide.",
                     None, id="interval of the ratio"),
        pytest.param("The PFS hazard ratio was 0.61, its 98% exact interval running from 0.41 to 0.92.", None,
                     id="level of an exact interval"),
        pytest.param("The PFS hazard ratio was 0.61; the CI (0.41 to 0.92) lies below 1.", None, id="null"),
        pytest.param("MRD negativity: n/N = 62/199 (31.2%) against 20/138 (14.5%).", None, id="n/N ="),
        pytest.param("The safety set comprised 197 patients on Veda-Rx and 136 on Rx; 112 of the former had a serious"
                     " TEAE at the interim.", None, id="former"),
        pytest.param("Randomised 3:2 in LARKSPUR were 337 patients.", None, id="randomised in a ratio"),
    ],
)  # fmt: skip
def test_what_follows_from_the_figures_beside_it(check: Check, text: str, wrong: str | None) -> None:
    """A sum, a rest, a factor or a hazard told beside figures is theirs, or it is contradicted by them."""
    checks = check(text).checks
    assert [item.number for item in checks if item.verdict is Verdict.CONTRADICTED] == ([wrong] if wrong else [])
    assert [item.number for item in checks if item.verdict not in GOOD] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("Discontinuation was seen in 3% of patients on Veda-Rx.", False, id="narrower outcome alone"),
        pytest.param("Excluding deaths elsewhere, the PFS hazard ratio was 0.69.", False, id="something left out"),
        pytest.param("At entry the overall response rate was 21.4% with Veda-Rx.", False, id="another phase"),
        pytest.param("Of patients on Veda-Rx, 22.4% had both a complete response and MRD negativity.", False,
                     id="both"),
        pytest.param("Diarrhoea of any grade was common: 3.0% of Veda-Rx patients had grade >=3.", True,
                     id="its own grade"),
        pytest.param("High-risk cytogenetics: HR 0.79.", True, id="ratio of a group"),
        pytest.param("81.4% of the randomised patients responded on Veda-Rx, 70.3% of those on Rx.", True, id="whole"),
    ],
)  # fmt: skip
def test_weak_binding_does_not_contradict(check: Check, text: str, right: bool) -> None:
    """A figure whose outcome or phase is read loosely is left unchecked, and never called wrong."""
    report = check(text)
    assert [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []
    assert not [item for item in report.findings if item.severity == "error"]
    if right:
        assert [item.number for item in report.checks if item.verdict not in GOOD] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("The PFS p of 0.0021 (one-sided) is merely nominal.", "p_value", id="tested called nominal"),
        pytest.param("PFS HR was 0.61 with Veda-Rx, i.e. 39 fewer events per 100 patients.", "hazard_as_absolute_risk",
                     id="per hundred"),
        pytest.param("MRD negativity was rarer with Veda-Rx (31.2%) than with Rx (14.5%).", "direction", id="rarer"),
    ],
)  # fmt: skip
def test_wrong_words_are_found(check: Check, text: str, kind: str) -> None:
    """Words that say something else than the figures are an error."""
    assert kind in [item.kind for item in check(text).findings if item.severity == "error"]


def test_thousands_may_be_set_apart_by_a_space() -> None:
    """Before people, "13 911" is one number; elsewhere two numbers stand side by side."""
    assert [number.value for number in find_numbers("13 911 people, week 4 120 patients")] == [13911, 4, 120]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param('Eligible were those who "had received one to three previous lines of any therapy at all".',
                     Verdict.UNCHECKED, id="as printed"),
        pytest.param('Eligible were those who "had received one to four previous lines of any therapy at all".',
                     Verdict.CONTRADICTED, id="altered"),
        pytest.param("Eligible were those who had received one to four previous lines of any therapy at all.",
                     Verdict.UNCHECKED, id="not quoted"),
    ],
)  # fmt: skip
def test_number_within_a_quotation_is_that_of_the_passage(text: str, verdict: Verdict) -> None:
    """A quotation whose words a passage has with another number is contradicted, and one as printed is left alone."""
    printed = "Patients had received one to three previous lines of any therapy at all."
    start = text.index("three" if "three" in text else "four")
    number = next(found for found in find_numbers(text) if found.start == start)
    slot = Slot(Expression((Part(number, Role.ESTIMATE),), number.start, number.end), 0)
    item = Judgement(slot.expression.parts[0], slot, Verdict.UNCHECKED, "")
    assert find_misquoted(item, text, {"p1": printed}).verdict is verdict


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Median PFS was 27.4 months with Veda-Rx and 15.1 months with Rx.", True, id="both arms"),
        pytest.param("The PFS hazard ratio was 0.66.", False, id="a ratio alone"),
        pytest.param("Median PFS was 27.4 months with Veda-Rx and 15.1 months with Rx. Safety: diarrhoea in 34.5%"
                     " of Veda-Rx patients.", False, id="with safety"),
    ],
)  # fmt: skip
def test_comparison_in_efficacy_needs_a_word_of_safety(check: Check, text: str, told: bool) -> None:
    """The arms compared in efficacy without safety are worth a warning; a single figure may be looked up."""
    assert ("missing_balance" in {item.kind for item in check(text).findings}) is told
