"""Which of several outcomes a name means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.questions.meant import fuller_titles, titles_meant, with_titles_meant
from tests.retrieval.small_trial import OS, PFS, RESULTS, SmallCorpus, ask, make_ratio, make_result

AGE_RULE, LINES_RULE = "Minimum age for eligibility", "Prior lines of therapy for eligibility"
WEEK_12, WEEK_52 = "Response at Week 12", "Response at Week 52"


def test_title_of_another_time_is_not_meant() -> None:
    """Of two titles of one name, the one of the week asked is meant."""
    question = replace(ask("response at week 12"), outcomes=(WEEK_12, WEEK_52))
    assert titles_meant(question, corpus=SmallCorpus(RESULTS)) == (WEEK_12,)


def test_titles_of_other_times_stay_where_none_is_of_the_one_asked() -> None:
    """A time that no title tells leaves them all."""
    question = replace(ask("response at week 30"), outcomes=(WEEK_12, WEEK_52))
    assert titles_meant(question, corpus=SmallCorpus(RESULTS)) == (WEEK_12, WEEK_52)


def test_outcome_without_a_time_is_meant_as_it_is() -> None:
    """An outcome whose title tells no time is asked for itself."""
    assert titles_meant(ask("PFS at week 12"), corpus=SmallCorpus(RESULTS)) == (PFS,)


def test_fuller_title_is_meant_where_its_words_are_said() -> None:
    """A title that adds a word of the question is meant; one that adds what nobody said is not."""
    adjusted = "Adjusted overall survival"
    corpus = SmallCorpus((*RESULTS, make_ratio("update:41", "0.7", ("0.5", "0.9", "95"), outcome=adjusted)))
    assert fuller_titles(ask("What was the adjusted OS?"), corpus=corpus) == (adjusted,)
    assert fuller_titles(ask("What was OS?"), corpus=corpus) == (OS,)


def test_earlier_treatment_makes_no_title_of_the_next() -> None:
    """ "PFS by earlier therapy" does not ask for PFS on next therapy."""
    later = "Progression-free survival on next therapy"
    corpus = SmallCorpus((*RESULTS, make_ratio("update:41", "0.7", ("0.5", "0.9", "95"), outcome=later)))
    assert fuller_titles(ask("Does PFS depend on the kind of previous therapies?"), corpus=corpus) == (PFS,)
    assert fuller_titles(ask("What was PFS on the therapy after it?"), corpus=corpus) == (later,)


def test_word_that_is_denied_makes_no_fuller_title() -> None:
    """ "Not adjusted" does not ask for the adjusted one."""
    adjusted = make_ratio("update:41", "0.7", ("0.5", "0.9", "95"), outcome="Adjusted overall survival")
    assert fuller_titles(ask("OS, not adjusted"), corpus=SmallCorpus((*RESULTS, adjusted))) == (OS,)


def test_what_was_required_is_what_entry_asked_for() -> None:
    """ "Required" asks for the criterion, not for what was found at baseline."""
    fixed = {"category": "design", "statistic": "threshold", "arm": "all", "value": "18", "data_cutoff": None}
    rows = (
        make_result("article:51", outcome="Minimum age for eligibility", **fixed),
        make_result("article:52", outcome="Age", **(fixed | {"category": "baseline", "statistic": "median"})),
    )
    corpus = SmallCorpus((*RESULTS, *rows))
    assert titles_meant(ask("What age was required?"), corpus=corpus) == ("Minimum age for eligibility",)
    assert titles_meant(ask("What was the median age?"), corpus=corpus) == ("Age",)


def test_what_was_required_and_what_was_found_are_both_meant() -> None:
    """Where the criterion is held against the baseline, both are told; a range is that of all and of no class."""
    fixed = {"category": "design", "statistic": "range", "arm": "all", "value": "1-3", "data_cutoff": None}
    found, required = "Number of prior lines of therapy", "Prior lines of therapy for eligibility"
    rows = (
        make_result("article:51", outcome=required, **fixed),
        make_result("article:52", outcome=found, **(fixed | {"category": "baseline"})),
    )
    corpus = SmallCorpus((*RESULTS, *rows))
    for text in (
        "Patients with more than three prior lines were ineligible: why does the range at baseline go up to four?",
        "Eligibility was one to three prior lines, so why is the range at baseline 1 to 4 prior lines?",
    ):
        meant = with_titles_meant(ask(text), corpus=corpus)
        assert set(meant.outcomes) == {found, required}
        assert not any(token.form == "ineligible" for token in meant.unknown)


def test_what_had_to_be_done_later_is_no_criterion() -> None:
    """An event that treatment had to be interrupted for was not required for entry, whatever small words they share."""
    fixed = {"category": "design", "statistic": "range", "arm": "all", "value": "1", "data_cutoff": None}
    row = make_result("article:51", outcome="Bouts of pneumonia for eligibility", **fixed)
    asked = ask("How often had treatment to be interrupted because of pneumonia?")
    assert titles_meant(asked, corpus=SmallCorpus((*RESULTS, row))) == ("Pneumonia",)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("How old did one have to be to take part?", AGE_RULE),
        ("What age did participants need to be to enter?", AGE_RULE),
        ("How many previous treatments were accepted?", LINES_RULE),
        ("How many lines must patients have had before they could join?", LINES_RULE),
        ("How old were those who took part?", "Age"),
        ("How many had had previous treatments?", "Number of prior lines of therapy"),
    ],
)
def test_what_one_had_to_be_is_the_rule_of_entry(text: str, title: str) -> None:
    """And not what those were who entered."""
    rules = (
        make_result("article:51", category="design", outcome=AGE_RULE, statistic="threshold", arm="all", value="18"),
        make_result("article:52", category="design", outcome=LINES_RULE, statistic="range", arm="all", value="1-3"),
    )
    assert titles_meant(ask(text), corpus=SmallCorpus((*RESULTS, *rules))) == (title,)


def test_event_that_needed_treatment_stays_what_is_asked() -> None:
    """Nobody had to have what happened later, held or not."""
    rule = make_result("article:51", category="design", outcome=AGE_RULE, statistic="threshold", arm="all", value="18")
    asked = ask("How many needed to have treatment for nausea or vomiting?")
    assert titles_meant(asked, corpus=SmallCorpus((*RESULTS, rule))) == asked.outcomes
