"""The most frequent adverse events."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.answers.answering import answer_figures
from retrieval.answers.figures import group_figures
from retrieval.answers.ranking import (
    events_named,
    introduce_ranking,
    rank_events,
)
from retrieval.answers.share_bounds import share_bound
from retrieval.answers.top_events import name_top_event, name_top_grade, top_claimed
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BOTH, LAST, RESULTS, TEAE, ZELTA, SmallCorpus, ask, harbour, make_event


def _ranked(text: str) -> list[str]:
    corpus, terms = harbour()
    return [figure.first.outcome for figure in rank_events(ask(text), corpus=corpus, terms=terms)]


def test_events_fall_in_frequency() -> None:
    """Without an arm the experimental one decides: 31, 25, 20."""
    assert _ranked("most common adverse events") == ["Headache", "Nausea", "Pneumonia"]


def test_arm_asked_decides() -> None:
    """In the control group 30 had nausea and 28 headache."""
    assert _ranked("most common adverse events in the control group") == ["Nausea", "Headache", "Pneumonia"]


def test_sums_of_events_are_no_event() -> None:
    """Adverse events as a whole are not ranked among single ones."""
    assert TEAE not in _ranked("most common grade 3 or worse adverse events")
    assert TEAE not in _ranked("most common adverse events")


def test_difference_of_arms_is_no_frequency() -> None:
    """An event of which only the difference between the arms is held is not ranked by it."""
    corpus = SmallCorpus((*RESULTS, make_event("update:9", "Hiccups", arm=None, comparison=BOTH, n=90)))
    figures = rank_events(ask("most common adverse events"), corpus=corpus, terms=index_terms(corpus))
    assert [figure.first.outcome for figure in figures] == ["Headache", "Nausea", "Pneumonia"]


def test_latest_report_of_an_event_counts() -> None:
    """An event that two analyses report is ranked once, by the later."""
    corpus = SmallCorpus((*RESULTS, make_event("update:9", "Pneumonia", arm=ZELTA, n=60, data_cutoff=LAST)))
    figures = rank_events(ask("most common adverse events"), corpus=corpus, terms=index_terms(corpus))
    assert [figure.first.outcome for figure in figures] == ["Pneumonia", "Headache", "Nausea"]
    assert figures[0].first.data_cutoff == LAST


def test_at_most_five_are_named() -> None:
    """Of seven events five are told."""
    rows = [make_event(f"update:{i}", f"Ailment {i}", arm=ZELTA, n=10 * i) for i in range(1, 8)]
    corpus = SmallCorpus(rows)
    figures = rank_events(ask("most common adverse events"), corpus=corpus, terms=index_terms(corpus))
    assert [figure.first.n for figure in figures] == [70, 60, 50, 40, 30]


def test_introduction_is_about_the_corpus() -> None:
    """The ranking is said to be of what the corpus holds, and is cited."""
    corpus, terms = harbour()
    sentence = introduce_ranking(rank_events(ask("most common adverse events"), corpus=corpus, terms=terms))
    assert "corpus holds" in sentence.text
    assert sentence.results


def test_laboratory_values_are_ranked_by_themselves() -> None:
    """Asked for laboratory abnormalities, those alone are ranked; asked for events, they are not."""
    rows = (*RESULTS, make_event("update:9", "Lymphopenia (laboratory)", arm=ZELTA, n=94))
    corpus = SmallCorpus(rows)
    terms = index_terms(corpus)

    def ranked(text: str) -> list[str]:
        return [figure.first.outcome for figure in rank_events(ask(text), corpus=corpus, terms=terms)]

    assert ranked("most common laboratory abnormalities") == ["Lymphopenia (laboratory)"]
    assert "Lymphopenia (laboratory)" not in ranked("most common adverse events")


def test_counts_of_a_registry_are_ranked_by_their_share() -> None:
    """Where events are counted, the serious ones apart, those that are not serious are ranked by count and size."""
    rows = tuple(
        make_event(f"update:{i}", name, arm=ZELTA, n=n, grade="non-serious", statistic="count", unit="patients")
        for i, (name, n) in enumerate((("Cough", 5), ("Fever", 9)), 7)
    )
    corpus = SmallCorpus(rows)
    figures = rank_events(ask("most common adverse events"), corpus=corpus, terms=index_terms(corpus))
    assert [figure.first.outcome for figure in figures] == ["Fever", "Cough"]


def test_most_frequent_grade_is_named_among_single_ones() -> None:
    """Of grades 1, 2 and any, grade 2 is named; one grade alone is none to rank."""
    shares = {"any": 30, "1": 10, "2": 20}
    rows = [make_event(f"update:6{i}", "Rash", arm=ZELTA, n=n, grade=g) for i, (g, n) in enumerate(shares.items())]
    corpus = SmallCorpus(rows)
    figures = group_figures(rows, corpus=corpus, terms=index_terms(corpus))
    top = name_top_grade(figures, ask("Which grade of rash was most frequent?"))
    assert top is not None
    assert "rash, grade 2, 20 of 100 patients (20%) with Zelta-Base" in top.text
    assert name_top_grade(figures[:2], ask("Which grade of rash was most frequent?")) is None


def _top(text: str, corpus: SmallCorpus) -> list[str]:
    figures = group_figures(corpus.table.results(), corpus=corpus, terms=index_terms(corpus))
    shown = [figure for figure in figures if figure.first.outcome in {"Headache", "Nausea"}]
    return [row.id for sentence in name_top_event(shown, ask(text)) for row in sentence.results]


def test_most_frequent_of_those_named_is_told() -> None:
    """Of two events named the one that more had in the arm asked: headache 31 to 25, nausea 30 to 28."""
    corpus = SmallCorpus()
    assert _top("Which was more common with zeltamab, headache or nausea?", corpus) == ["update:3"]
    assert _top("Of headache and nausea, which was the most frequent in the control group?", corpus) == ["update:6"]
    assert _top("How often were headache and nausea?", corpus) == []
    assert events_named(ask("Which was more common, headache or nausea?"))
    assert not events_named(ask("Which adverse event was the most common?"))


def test_events_in_which_the_arms_differ_most_lead() -> None:
    """Pneumonia 20 to 12, nausea 25 to 30, headache 31 to 28."""
    assert _ranked("Which adverse event had the largest difference between the arms?") == [
        "Pneumonia",
        "Nausea",
        "Headache",
    ]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("the most common adverse events and PFS", {"update:1", "article:1"}),
        ("the most common adverse events and the grade 3 or worse ones", {"update:7", "update:8"}),
        ("most frequent side effects, and how many had pneumonia", {"article:2", "article:3"}),
        ("most common grade 3 or worse adverse events", set()),
    ],
)
def test_what_is_asked_beside_a_ranking_is_told(text: str, beside: set[str]) -> None:
    """Another outcome, a single event, and the events of a grade that stands apart."""
    severe = make_event("update:20", "Nausea", arm=ZELTA, n=4, grade=">=3")
    corpus = SmallCorpus((*RESULTS, severe))
    answer = answer_figures(ask(text), corpus=corpus, terms=index_terms(corpus))
    assert answer is not None
    assert "in falling order" in answer.sentences[0].text
    told = {row.id for sentence in answer.sentences[1:] for row in sentence.results}
    ranked = {"update:20"} if "most common grade" in text else {"update:3", "update:4", "update:5", "update:6"}
    assert ranked <= told
    assert beside <= told
    assert not (told - ranked - beside - {"article:2", "article:3", "registry:1"})


def test_members_of_one_kind_are_ranked() -> None:
    """Of infections no other events are told."""
    rows = [make_event(f"update:3{n}", name, arm=ZELTA, n=n) for n, name in ((8, "Bronchitis"), (9, "Sinusitis"))]
    corpus = SmallCorpus((*RESULTS, *rows))
    figures = rank_events(ask("Which infections were most common?"), corpus=corpus, terms=index_terms(corpus))
    assert [figure.first.outcome for figure in figures] == ["Pneumonia", "Sinusitis", "Bronchitis"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Which side effects were more common with zeltamab?", ["Pneumonia", "Headache"]),
        ("List the adverse events that were commoner in the zeltamab group.", ["Pneumonia", "Headache"]),
        ("Which adverse events were less frequent with zeltamab than in the control group?", ["Nausea"]),
        ("What side effects were more frequent in the control group?", ["Nausea"]),
        ("Which side effects were more frequent than in the control group?", ["Pneumonia", "Headache"]),
        ("Which adverse events were worse on zeltamab by at least 5 points?", ["Pneumonia"]),
        ("Which adverse events were at least 5 points commoner with zeltamab?", ["Pneumonia"]),
        ("Which adverse events of grade 3 or higher were the most common?", []),
    ],
)
def test_events_that_one_arm_has_more_of_are_told_by_the_difference(text: str, names: list[str]) -> None:
    """Pneumonia 20 to 12, headache 31 to 28, nausea 25 to 30."""
    assert _ranked(text) == names


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Which grade 3 side effects were seen and how often?", ("Cramp",)),
        ("List the grade 3 adverse events", ("Cramp",)),
        ("What serious adverse events occurred?", ("Croup",)),
        ("Which adverse events were there?", ()),
        ("How often were grade 3 adverse events seen?", ()),
    ],
)
def test_events_of_a_grade_are_named(text: str, named: tuple[str, ...]) -> None:
    """Asked which events of a grade there were, they are told one by one; a rate of all of them is another matter."""
    rows = (
        make_event("update:11", "Cramp", arm=ZELTA, n=4, grade="3"),
        make_event("update:12", "Croup", arm=ZELTA, n=6, grade="serious"),
    )
    corpus = SmallCorpus((*RESULTS, *rows))
    draft = answer_figures(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    told = [row.outcome for sentence in draft.sentences for row in sentence.results] if draft else []
    assert [name for name in ("Cramp", "Croup") if name in told] == list(named)


def test_event_in_which_the_arms_differ_most_is_told() -> None:
    """Of two events named the arms differ most in nausea, 25 to 30; "grade 3 or more" asks for no most frequent one."""
    corpus = SmallCorpus()
    assert _top("In which did the arms differ most, headache or nausea?", corpus) == ["update:5", "update:6"]
    assert _top("What were headache and nausea of grade 3 or more?", corpus) == []


@pytest.mark.parametrize(
    "text",
    [
        "Which adverse events were more frequent with zeltamab than in the control group, e.g. headache?",
        "Which adverse events differed between the arms, for example nausea or headache?",
    ],
)
def test_example_beside_a_ranking_is_told_too(text: str) -> None:
    """The named event is answered by itself, and not ranked once more."""
    corpus = SmallCorpus()
    draft = answer_figures(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    assert draft is not None
    assert "Headache" in {row.outcome for sentence in draft.sentences for row in sentence.results}


@pytest.mark.parametrize(
    "text",
    [
        "Apart from headache, what were the most common adverse events?",
        "most common adverse events, leaving headaches aside",
        "most common adverse events with the exception of headache",
    ],
)
def test_event_left_aside_is_not_ranked(text: str) -> None:
    """What is named to be left out is no event asked, and takes no place."""
    assert _ranked(text) == ["Nausea", "Pneumonia"]
    assert "Headache" not in ask(text).outcomes


def test_events_left_aside_in_a_list() -> None:
    """A list of events goes on behind the words that leave the first out; without a ranking nothing is left out."""
    assert _ranked("most common adverse events excluding headache and pneumonia") == ["Nausea"]
    assert "Headache" in ask("How often was nausea, besides headache?").outcomes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Which adverse events occurred in at least 25%?", ["Headache", "Nausea"], id="one arm"),
        pytest.param("Which side effects were seen in more than 30% of people?", ["Headache"], id="over"),
        pytest.param("Which adverse events were seen in more than a quarter of both groups?", ["Headache"], id="both"),
        pytest.param("Which adverse events occurred in under 25% on zeltamab?", ["Pneumonia"], id="below"),
        pytest.param("Any side effects in 95% or more?", [], id="none"),
    ],
)
def test_share_asked_chooses_the_events(text: str, expected: list[str]) -> None:
    """Headache 31 and 28 %, nausea 25 and 30 %, pneumonia 20 and less: those within the bound are told."""
    assert _ranked(text) == expected


def test_share_asked_is_no_claim() -> None:
    """A bound on the events asked for is held against none of them."""
    assert share_bound("Which adverse events hit every third patient?") == (Decimal(100) / 3, False, True)
    assert share_bound("Which events were 5 percentage points more common?") is None
    assert share_bound("What percentage had more than 10% weight loss?") is None
    assert share_bound("Did any-grade nausea hit more than one in five?") is None


def test_event_of_the_arm_asked_alone_is_ranked() -> None:
    """The later report of an event without the arm asked gives way to the earlier one that has it."""
    corpus = SmallCorpus((*RESULTS, make_event("update:9", "Nausea", arm=ZELTA, n=60, data_cutoff=LAST)))
    figures = rank_events(
        ask("most common adverse events in the control group"), corpus=corpus, terms=index_terms(corpus)
    )
    assert [figure.first.outcome for figure in figures] == ["Nausea", "Headache", "Pneumonia"]
    assert figures[0].first.data_cutoff != LAST


def test_events_are_not_ranked_by_what_they_led_to() -> None:
    """Which event led to stopping most often is told by no rate of events, and is said not to be held."""
    corpus, terms = harbour()
    question = ask("Which adverse event most often led to discontinuation?")
    draft = answer_figures(question, corpus=corpus, terms=terms)
    assert draft is not None
    assert not any("in falling order" in sentence.text for sentence in draft.sentences)
    assert not any("Nausea" in sentence.text for sentence in draft.sentences)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        pytest.param("Was nausea the most common side effect?", "Correction: ", id="asked"),
        pytest.param("Headache was the commonest adverse event, right?", "Confirmed: ", id="right"),
        pytest.param("Since pneumonia was the most frequent side effect, why?", "Correction: ", id="taken for granted"),
    ],
)
def test_event_that_is_taken_for_the_most_frequent_is_judged(text: str, opening: str) -> None:
    """Headache leads with 31 %; sums of events are not told beside, and the event named is."""
    corpus, terms = harbour()
    draft = answer_figures(ask(text), corpus=corpus, terms=terms)
    assert draft is not None
    assert draft.sentences[0].text.startswith(opening)
    assert "headache" in draft.sentences[0].text
    assert TEAE not in {row.outcome for sentence in draft.sentences for row in sentence.results}


def test_event_only_asked_beside_a_ranking_is_not_judged() -> None:
    """Nothing is said to be the first by a question that asks for an event and for the most common ones."""
    assert top_claimed(ask("How often was nausea, and what were the most common side effects?")) is None
