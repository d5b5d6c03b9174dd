"""The quick reference over HARBOUR: what is shown, what is said to be missing, and what a click opens."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.retrieval.small_trial import RATIO_SENTENCE

PAGE = str(Path(__file__).with_name("stand_in_page.py").resolve())
TRIAL = "NCT90000003"


@pytest.fixture
def page() -> AppTest:
    """The page as it opens."""
    test = AppTest.from_file(PAGE, default_timeout=60)
    test.query_params["page"] = "reference"
    return _check(test.run())


def _check(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def _html(page: AppTest) -> str:
    return "\n".join(_bodies(page))


def _bodies(page: AppTest) -> list[str]:
    bodies = (element.proto.body for element in page.get("html"))
    return [unescape(body) for body in bodies if not body.startswith("<style>")]


def test_latest_and_tested_analysis_stand_beside_each_other(page: AppTest) -> None:
    """Each with its own cut-off and its own confidence level; only the first cut-off's is called tested."""
    shown = _html(page)
    latest, tested = shown.index("0.66 (95.2% CI 0.48–0.90)"), shown.index("0.61 (98% CI 0.40–0.93)")
    assert shown.index("Cut-off 30 Sep 2021") < latest < shown.index("Cut-off 10 May 2019") < tested
    assert shown.count("formally tested primary analysis") == 1
    assert "one-sided p = 0.0021 (formally tested)" in shown


def test_cutoff_that_is_chosen_holds_for_the_whole_page(page: AppTest) -> None:
    """At the first cut-off the later hazard ratio stands among what changed, and nowhere above."""
    _check(page.selectbox(key=f"reference_cutoff_{TRIAL}").set_value("2019-05-10").run())
    summary = next(body for body in _bodies(page) if "tc-endpoint" in body)
    assert "0.61 (98% CI 0.40–0.93)" in summary
    assert "0.66" not in summary


def test_address_tells_what_was_chosen(page: AppTest) -> None:
    """Trial and cut-off stand in the address, and a page that is opened there shows the same."""
    assert (page.query_params["trial"], "cutoff" in page.query_params) == (TRIAL, False)
    _check(page.selectbox(key=f"reference_cutoff_{TRIAL}").set_value("2019-05-10").run())
    assert page.query_params["cutoff"] == "2019-05-10"
    shared = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in {"page": "reference", "trial": TRIAL, "cutoff": "2019-05-10"}.items():
        shared.query_params[name] = value
    assert "0.66" not in next(body for body in _bodies(_check(shared.run())) if "tc-endpoint" in body)


def test_cutoff_in_the_address_that_is_not_held_is_passed_over() -> None:
    """The page shows the latest of each endpoint, and the address no longer names the day."""
    page = AppTest.from_file(PAGE, default_timeout=60)
    page.query_params["page"], page.query_params["cutoff"] = "reference", "1999-01-01"
    assert "0.66 (95.2% CI 0.48–0.90)" in _html(_check(page.run()))
    assert "cutoff" not in page.query_params


def test_trial_that_the_address_names_is_shown_without_results_too_or_missed_aloud() -> None:
    """No other trial stands in its place without a word."""

    def script(asked):  # type: ignore[no-untyped-def]  # it is run by its text, without this module's names
        from pathlib import Path

        import streamlit as st

        from ingest.records import Trial
        from interfaces.pages import reference
        from retrieval.assistant import Assistant
        from tests.retrieval.small_trial import HARBOUR, SmallCorpus

        st.query_params["trial"] = asked
        empty = Trial("NCT90000001", "EMPTY", "Zeltamab in nobody yet", "marsh fever")
        reference.draw(Assistant(SmallCorpus(trials=(empty, HARBOUR))), home=Path())

    page = AppTest.from_function(script, kwargs={"asked": "NCT90000001"}, default_timeout=60)
    assert "No source of EMPTY (NCT90000001) in this corpus reports a result." in _html(_check(page.run()))
    page = AppTest.from_function(script, kwargs={"asked": "NCT99999999"}, default_timeout=60)
    told = _html(_check(page.run()))
    assert "NCT99999999, which the address names, is not in this corpus." in told
    assert "0.66 (95.2% CI 0.48–0.90)" in told


def test_safety_that_is_not_held_is_said(page: AppTest) -> None:
    """Three of the four tiles are empty, and say so in place."""
    assert _html(page).count("Not in this corpus.") == 3


def test_two_plots_are_drawn_with_words_for_those_who_do_not_see_them(page: AppTest) -> None:
    """The forest plot and the adverse events."""
    told = [chart.proto.alt for chart in page.get("vega_lite_chart")]
    assert [text.split(";")[0] for text in told] == [
        "Forest plot of 3 hazard ratios",
        "Dot plot of the rates of 3 outcomes by arm",
    ]


def test_grade_without_events_is_said(page: AppTest) -> None:
    """HARBOUR holds no event of grade 3 or worse by term."""
    _check(page.segmented_control(key=f"events_{TRIAL}").set_value("Grade 3 or worse").run())
    assert "No adverse events by term, grade 3 or worse, in this corpus." in _html(page)


def test_difference_shows_its_formula(page: AppTest) -> None:
    """Pneumonia: 20 of 100 against 12 of 100 are 8 points more, derived."""
    assert "20/100 − 12/100 = 8.0 percentage points. No source prints it." in _html(page)


def test_search_finds_results_and_gives_them_to_copy(page: AppTest) -> None:
    """The two results on pneumonia, as text with cut-off and reference."""
    _check(page.text_input(key=f"search_{TRIAL}").set_value("pneumonia").run())
    assert "2 results, 2 shown." in _html(page)
    text = page.code[0].value
    assert (
        "Pneumonia, any grade, Zelta-Base: 20% (20/100) (safety; primary analysis; data cut-off 10 May 2019) [1]"
        in text
    )
    assert text.endswith("References\n1. Ames B, Cole D. Zeltamab in marsh fever. Fen Med. 2020;1(1):1-9.")


def test_filter_of_the_search_restricts_it(page: AppTest) -> None:
    """Three results have the later cut-off."""
    _check(page.selectbox(key=f"cutoff_{TRIAL}").set_value("2021-09-30").run())
    assert "3 results, 3 shown." in _html(page)


def test_click_on_a_plot_opens_the_sentence_in_its_place(page: AppTest) -> None:
    """The sheet shows the result and marks its sentence; closing it leaves the page."""
    page.session_state["opened_result"] = "article:1"
    _check(page.run())
    assert f"<mark>{RATIO_SENTENCE}</mark>" in _html(page)
    _check(page.button(key="close_result").click().run())
    assert "<mark>" not in _html(page)


def test_open_label_and_funding_are_among_the_limitations(page: AppTest) -> None:
    """In the words of the source."""
    shown = _html(page)
    assert "The trial is called open-label." in shown
    assert "The Northquay Institute." in shown


def test_cutoff_is_chosen_only_where_one_is_stated() -> None:
    """A trial whose results tell no day has nothing to choose from, and the page says so."""

    def script():  # type: ignore[no-untyped-def]  # it is run by its text, without this module's names
        from dataclasses import replace
        from pathlib import Path

        from interfaces.pages import reference
        from retrieval.assistant import Assistant
        from tests.retrieval.small_trial import RESULTS, SmallCorpus

        rows = [replace(row, data_cutoff=None, cutoff_stated=None) for row in RESULTS]
        corpus = SmallCorpus(rows)
        corpus.fingerprint = "without a day"  # what is made of a corpus is kept by it
        reference.draw(Assistant(corpus), home=Path())

    page = _check(AppTest.from_function(script, default_timeout=60).run())
    assert "No data cut-off is stated in this corpus." in _html(page)
    assert [box.label for box in page.selectbox if box.label == "Data cut-off"] == []
