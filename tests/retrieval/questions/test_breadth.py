"""How wide an answer is asked for."""

from __future__ import annotations

import pytest

from retrieval.questions import breadth


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the triplet only: response", True), ("response, control arm only", True), ("Only one line was allowed?", False)],
)
def test_one_arm_is_asked_for_alone(text: str, expected: bool) -> None:
    """An arm with "only" beside it is asked for without the other."""
    assert breadth.asks_one_arm(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which source gives the interval?", True),
        ("who published that?", True),
        ("where was this reported?", True),
        ("does the paper print an interval, or must we take it from the poster?", True),
        ("or should we stop?", False),
        ("what was the hazard ratio?", False),
    ],
)
def test_source_is_asked_for(text: str, expected: bool) -> None:
    """Where a figure is reported is asked with many words."""
    assert breadth.asks_source(text) is expected


@pytest.mark.parametrize(
    ("text", "each", "every"),
    [
        ("Three papers give it. Do they all call it so?", True, False),
        ("Do all the sources call it a 98% interval?", True, False),
        ("Which source calls it so?", False, False),
        ("List every hazard ratio on file", False, True),
        ("all the medians that are reported", False, True),
        ("the hazard ratio of every arm", False, False),
    ],
)
def test_each_source_is_asked(text: str, each: bool, every: bool) -> None:
    """What each source says, and every print of a figure, are asked with many words."""
    assert (breadth.asks_of_each_source(text), breadth.asks_every_print(text)) == (each, every)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("remissions in 2020 and later", True),
        ("1st report vs final", True),
        ("first report against final report", True),
        ("not reached in the first report but 30.1 months later on", True),
        ("at interim, planned for final", True),
        ("time on drug now and at first look", True),
        ("deaths at the interim look and at the end", True),
        ("did fever get more common with longer follow up", True),
        ("was fever more frequent at the later cut-off", True),
        ("was fever more common in longer stays", False),
        ("pain at the first infusion, and at the end of the day", False),
        ("remissions in 2020", False),
    ],
)
def test_two_reports_are_every_analysis(text: str, expected: bool) -> None:
    """An earlier and a later report are asked for together."""
    assert breadth.every_analysis(text) is expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Which sources report overall survival?", True),
        ("Which abstract tells the rate of pneumonia?", True),
        ("What was the rate of pneumonia, and which source reports it?", False),
        ("Which papers report overall survival, and what was it?", False),
    ],
)
def test_source_alone_is_asked(text: str, first: bool) -> None:
    """Where a figure is reported leads only where nothing else is asked."""
    assert breadth.asks_source_first(text) is first


def test_difference_between_arms_is_none_between_sources() -> None:
    """What the arms differ in is their result; why reports differ is asked of the reports."""
    assert not breadth.asks_apart("Were the figures for response in the two arms different?")
    assert breadth.asks_apart("Why do the reports differ for the two arms?")


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Does the agency's figure for PFS match the paper's?", True),
        ("Do the two medians tally?", True),
        ("Is the hazard ratio of the label in line with the article's?", True),
        ("Did the figures match in the two arms?", False),
        ("The review found a median of 14.2 months, so why does the article say 13.9?", True),
        ("The ratio is 0.61 per the label: what is the reason that the paper prints 0.58?", True),
        ("PFS was 14.2 months; why was it stopped?", False),
    ],
)
def test_whether_two_reports_agree_is_asked(text: str, apart: bool) -> None:
    """Figures that are held against each other are those of reports."""
    assert breadth.asks_apart(text) is apart


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Who wrote the paper on the elderly?", True),
        ("Where can I read about the transplant subgroup?", True),
        ("Who wrote the protocol?", False),
        ("Where was the trial run?", False),
    ],
)
def test_where_to_read_asks_for_the_source(text: str, source: bool) -> None:
    """Who wrote of something, and where it can be read, is told by its reference."""
    assert breadth.asks_source(text) is source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which patients did best?", True),
        ("What kind of people benefited the most?", True),
        ("Which patients were eligible?", False),
        ("Which patients responded?", False),
    ],
)
def test_who_fared_best_asks_for_every_part(text: str, expected: bool) -> None:
    """The parts of the patients are compared by the figure of each."""
    assert breadth.asks_every_subgroup(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who gained most?", True),
        ("What group of patients did best on it?", True),
        ("In which patients was the benefit largest?", True),
        ("Who wrote most of it?", False),
        ("Which patients were randomised?", False),
    ],
)
def test_part_in_which_a_treatment_did_most_is_asked_of_every_part(text: str, expected: bool) -> None:
    """Whoever gained most is found among all parts."""
    assert breadth.asks_every_subgroup(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Did survival differ?", False),
        ("What was PFS, and did the response rates differ between the arms?", False),
        ("Did the figures for PFS differ?", True),
        ("Does the hazard ratio differ from that of the label?", True),
        ("Do the sources differ on survival?", True),
    ],
)
def test_difference_of_arms_asks_for_no_other_rules_of_counting(text: str, expected: bool) -> None:
    """What differs between reports does."""
    assert breadth.asks_variants(text) is expected


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The median was 35.6 months in one report. What is the other value?", True),
        ("One paper has 0.61, the registry another figure. Which?", True),
        ("What was the median in the other arm?", False),
        ("Another report on PFS?", False),
    ],
)
def test_another_value_than_the_one_given_is_asked(text: str, other: bool) -> None:
    """The figure that is given is no claim, and not what is asked."""
    assert breadth.asks_other_value(text) is other


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("PFS of 12.1 and 12.4 months: which one should I quote?", True),
        ("I saw 40% and 44%. Which figure is right?", True),
        ("The medians were 12.1 and 12.4 months; which arm did better?", False),
        ("Which patients had a PFS of 12.1 months?", False),
    ],
)
def test_one_of_two_figures_is_to_be_chosen(text: str, asked: bool) -> None:
    """Two figures and the question which of them to take; which arm did better chooses no figure."""
    assert breadth.asks_which_of_two(text) is asked


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("OS with drownings censored versus the main analysis", True),
        ("Which OS ratio is lower: the main analysis or the one with drownings censored?", True),
        ("What was OS with drownings censored, compared with the headline result?", True),
        ("What was OS with drownings censored, compared with the control arm?", False),
    ],
)
def test_variant_is_held_against_the_analysis_itself(text: str, both: bool) -> None:
    """Both figures are asked for where a variant is held against the main one."""
    assert breadth.is_added(text, text.index("drownings")) is both


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("severe events at the latest data cut", True),
        ("time on the drug, most recent figures please", True),
        ("the ratio from the latest analysis", True),
        ("severe events at the first and the latest cut", False),
        ("how do the latest data compare with the interim ones", False),
        ("latest dose given", False),
    ],
)
def test_latest_alone_is_asked(text: str, expected: bool) -> None:
    """One word for the last analysis asks for no earlier one beside it."""
    assert breadth.asks_latest_alone(text) is expected


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("0.61 or 0.66 for the hazard ratio?", True),
        ("Is the share 29.6% or 33.5%?", True),
        ("Colleagues quote both 45 percent and 47 percent.", True),
        ("Neither the 35.6 nor the 32.4 months fits.", True),
        ("One says 12.5 months, another 12.9 months.", True),
        ("I saw it given as 0.5 and as 0.6; which source says which?", True),
        ("Grade 3 or 4 events?", False),
        ("Was the 95% CI or the 99% CI used?", False),
        ("PFS of 12.5 months and OS of 20.1 months in the trial", False),
    ],
)
def test_two_figures_side_by_side_are_held_apart(text: str, two: bool) -> None:
    """Figures of one kind that are offered or quoted together are weighed against each other."""
    assert breadth.offers_two(text) is two
