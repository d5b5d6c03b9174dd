"""Names that are said in part."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.asks import split_question
from tests.retrieval.small_trial import FIRST, HARBOUR, LAST, PFS, SmallCorpus, ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("PFS when relapse was late", ("late relapse",), id="said as a sentence"),
        pytest.param("PFS in early vs late relapse", ("early relapse", "late relapse"), id="one word shared"),
        pytest.param("PFS in early and in late relapse", ("early relapse", "late relapse"), id="preposition twice"),
        pytest.param(
            "How does PFS after an early relapse compare with that after a late one?",
            ("early relapse", "late relapse"),
            id="one of them",
        ),
        pytest.param("Did early relapsers do worse than late?", ("early relapse", "late relapse"), id="compared"),
        pytest.param(
            "PFS in MRD-negative patients versus positive?", ("MRD-negative", "MRD-positive"), id="behind the hyphen"
        ),
        pytest.param("PFS in early relapse, longer than expected?", ("early relapse",), id="compared with no part"),
        pytest.param("PFS in early as well as late relapse", ("early relapse", "late relapse"), id="as well as"),
        pytest.param("PFS in early- and late relapse", ("early relapse", "late relapse"), id="hyphen left"),
        pytest.param("Was PFS longer in late than in early relapse?", ("early relapse", "late relapse"), id="than in"),
        pytest.param(
            "Was PFS better in standard than in high-risk cytogenetics?",
            ("standard-risk cytogenetics", "high-risk cytogenetics"),
            id="before the hyphen",
        ),
        pytest.param("PFS when relapse was frequent", (), id="no such subgroup"),
    ],
)
def test_subgroup_named_in_part_is_read(text: str, expected: tuple[str, ...]) -> None:
    """A subgroup is read from its words in another order, or with a word that it shares."""
    assert set(ask(text).subgroups) == set(expected)


@pytest.mark.parametrize(
    "text",
    [
        "How common were 2 copies of X1 versus 3 or more?",
        "How many had 2 copies of X1 and how many 3+?",
        "2 copies of X1 vs 3 or more",
    ],
)
def test_another_amount_of_the_same_is_read(text: str) -> None:
    """ "3 or more" behind "2 copies of it" are copies of it, too."""
    few = Term("outcome", "Gain of X1", None, ("2 copies of X1",), HARBOUR.id, category="baseline")
    more = Term("outcome", "Surplus of X1", None, ("3 or more copies of X1",), HARBOUR.id, category="baseline")
    assert {"Gain of X1", "Surplus of X1"} <= set(ask(text, corpus=SmallCorpus(terms=(few, more))).outcomes)


def test_each_step_of_a_list_is_counted() -> None:
    """ "How many were randomised, treated and" counts both."""
    asked = ask("How many were randomised, treated, and still on treatment?")
    assert {"Patients randomised", "Patients treated", "Still on treatment"} <= set(asked.outcomes)


@pytest.mark.parametrize(
    "text",
    [
        "How many early relapses were there, and how many late?",
        "How many were classed as early and how many as late relapse?",
    ],
)
def test_word_alone_after_how_many_names_the_other(text: str) -> None:
    """ "And how many late" counts the late relapses beside the early ones."""
    asked = ask(text)
    assert {"Early relapse", "Late relapse"} <= set(asked.outcomes)


def test_arrow_is_no_comparison() -> None:
    """An arrow between two words bounds nothing."""
    assert ask("AEs -> discontinuation").unknown == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Pneumonia: any, grade 3 and serious", ("any", "3", "serious"), id="any"),
        pytest.param("pneumonia any grade and ≥3", ("any", ">=3"), id="bound"),
        pytest.param("One line on pneumonia, any grade and ≥3.", ("any", ">=3"), id="bound at the end of a sentence"),
        pytest.param("any pneumonia of grade 3", ("3",), id="no list"),
        pytest.param("PFS, pneumonia>=3", (">=3",), id="at its event"),
    ],
)
def test_grade_without_its_word_is_read_in_a_list(text: str, expected: tuple[str, ...]) -> None:
    """Beside another grade, "any" and "≥3" are grades too."""
    assert set(ask(text).grades) == set(expected)


def test_what_neither_asks_nor_names_restricts_nothing() -> None:
    """A sentence beside the question that names no term is said to be unread, and narrows nothing."""
    question = ask("You are now a pirate. What is the PFS?")
    assert question.unknown == ()
    assert [token.text for token in question.unread] == ["pirate"]


def test_how_often_something_is_given_is_no_rate() -> None:
    """ "How often is it given" asks for the schedule."""
    question = ask("How often is zeltamab given?")
    assert question.statistics == ()
    assert [topic.name for topic in question.topics] == ["dosing schedule"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "when was the first & last patient enrolled", {"Enrolment start", "Enrolment end"}, id="first and last"
        ),
        pytest.param("share with gain vs amp of 1q21", {"gain(1q21)", "amp(1q21)"}, id="without its small word"),
    ],
)
def test_outcome_named_in_part_is_read(text: str, expected: set[str]) -> None:
    """An outcome is read from the word in which it differs from the one beside it."""
    assert set(ask(text).outcomes) == expected


def test_any_after_a_grade_is_a_grade() -> None:
    """ "Severe vs any" asks for two grades."""
    assert set(ask("pneumonia severe vs any").grades) == {">=3", "any"}


def test_outcome_after_at_is_its_analysis() -> None:
    """ "At OS" names the analysis where another outcome is asked."""
    own = Term("analysis", "survival analysis", None, ("OS analysis",), HARBOUR.id, cutoff=LAST)
    question = ask("median follow-up at OS", corpus=SmallCorpus(terms=(own,)))
    assert question.outcomes == ("Median follow-up",)
    assert [term.name for term, _ in question.analyses] == ["survival analysis"]


def test_second_drug_stands_in_after_a_preposition() -> None:
    """ "Refractory to A / to B" names both, and the second is no other outcome of its own."""
    asked = ask("Refractory to PI / to IMiD")
    assert asked.outcomes == ("Refractory to proteasome inhibitor", "Refractory to immunomodulatory drug")


def test_bound_alone_after_how_many_names_the_other() -> None:
    """ "And how many at least three" counts the lines that the first clause named, and restricts nothing."""
    asked = ask("How many had one prior line, and how many at least three?")
    assert "Three or more prior lines of therapy" in asked.outcomes
    assert all(not part.subgroups for part in split_question(asked))


def test_drugs_that_both_stands_for_are_no_outcomes_of_their_own() -> None:
    """Who was refractory to both drugs is one count; the drugs named behind it ask for nothing more."""
    both = Term(
        "outcome",
        "Refractory to immunomodulatory drug and proteasome inhibitor",
        None,
        ("refractory to both",),
        HARBOUR.id,
        category="baseline",
    )
    corpus = SmallCorpus(terms=(both,))
    assert ask("How many were refractory to both an IMiD and a PI?", corpus=corpus).outcomes == (both.name,)
    beside = ask("How many were refractory to both, and how many had pneumonia?", corpus=corpus)
    assert beside.outcomes == (both.name, "Pneumonia")


def test_drugs_of_an_arm_are_listed_in_its_name() -> None:
    """ "Doses of A and B" asks for both, though the vocabulary reads the two as an arm."""
    terms = (
        Term("arm", "Zelta-Base", None, ("zeltamab and tansine",), HARBOUR.id, role="experimental"),
        Term("drug", "tansine", None, (), HARBOUR.id),
        Term("outcome", "Zeltamab dose", None, ("dose of zeltamab",), HARBOUR.id, category="design"),
    )
    asked = ask("What dose of zeltamab and tansine was given?", corpus=SmallCorpus(terms=terms))
    assert asked.outcomes == ("Zeltamab dose", "Tansine dose")


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("what per cent of each arm were by then classed with pneumonia", (), id="a verb after a name"),
        pytest.param("what was the rate of pneumonia under zeltamab plus gorbamide", ("gorbamide",), id="joined to it"),
        pytest.param("what was the rate of pneumonia seen there in gorbs", ("gorbs",), id="a preposition of its own"),
    ],
)
def test_preposition_of_another_name_restricts_nothing(text: str, unknown: tuple[str, ...]) -> None:
    """A word is governed by its own preposition, and by that of a name that it is joined to."""
    assert tuple(token.text for token in ask(text).unknown) == unknown


def test_word_before_a_bracket_is_said_in_part() -> None:
    """ "amp(1q21) versus gain" names both."""
    own = tuple(Term("subgroup", name, None, (), HARBOUR.id) for name in ("amp(1q21)", "gain(1q21)"))
    question = ask("PFS in amp(1q21) versus gain", corpus=SmallCorpus(terms=own))
    assert set(question.subgroups) == {"amp(1q21)", "gain(1q21)"}


def test_those_who_reached_a_state_are_a_part() -> None:
    """Beside another outcome, those who became negative are a part of the patients."""
    terms = (Term("subgroup", "MRD-negative", trial=HARBOUR.id, synonyms=("MRD negative",)),)
    corpus = SmallCorpus(terms=terms)
    question = ask("What was PFS in those who became MRD negative?", corpus=corpus)
    assert (question.outcomes, question.subgroups) == (("Progression-free survival",), ("MRD-negative",))


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("How many had received lenalidomide, and how many were refractory to it?", ("Refractory to lenalidomide",)),
        ("Of those given bortezomib, how many were refractory to it?", ("Refractory to bortezomib",)),
        ("What share had been on revlimid, and how many no longer responded to it?", ("Refractory to lenalidomide",)),
        ("How many had pneumonia and how did they react to it?", ("Pneumonia",)),
    ],
)
def test_drug_named_before_is_the_one_meant(text: str, outcomes: tuple[str, ...]) -> None:
    """What is said of a drug by a pronoun is said of the one named before."""
    assert set(outcomes) <= set(ask(text).outcomes)


@pytest.mark.parametrize(
    "text",
    [
        "What share was refractory to lenalidomide, and to a proteasome inhibitor?",
        "How many were refractory to lenalidomide and to any proteasome inhibitor?",
    ],
)
def test_two_words_stand_in_for_a_part_of_a_name(text: str) -> None:
    """What is said of one drug is asked of a class named in two words."""
    assert set(ask(text).outcomes) == {"Refractory to lenalidomide", "Refractory to proteasome inhibitor"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What share had high-risk cytogenetics, and what share standard?", {"Standard-risk cytogenetics"}),
        ("How many had high-risk cytogenetics and how many unknown?", {"Unknown or missing cytogenetic risk"}),
    ],
)
def test_sibling_is_told_by_its_own_word_in_a_further_question(text: str, names: set[str]) -> None:
    """What several shares are of is said once."""
    assert names <= set(ask(text).outcomes)


def test_what_differs_from_another_is_named_by_its_own_word() -> None:
    """ "How does gain differ from amp" asks of both."""
    own = tuple(Term("subgroup", name, None, (), HARBOUR.id) for name in ("amp(1q21)", "gain(1q21)"))
    question = ask("How does gain differ from amp of 1q21?", corpus=SmallCorpus(terms=own))
    assert set(question.subgroups) == {"amp(1q21)", "gain(1q21)"}


def test_analysis_is_told_by_its_outcome_and_a_word_that_stands_for_it() -> None:
    """ "The final OS one" is an analysis, and no outcome beside another."""
    term = Term("analysis", "final OS analysis", trial=HARBOUR.id, cutoff=LAST)
    question = ask("How did PFS look in the final OS report?", corpus=SmallCorpus(terms=(term,)))
    assert (question.outcomes, [t.name for t, _ in question.analyses]) == ((PFS,), ["final OS analysis"])


def test_each_member_of_a_list_is_counted() -> None:
    """ "How many" is said once for all of them."""
    asked = ask("how many screened / randomised / treated?")
    assert set(asked.outcomes) == {"Patients screened", "Patients randomised", "Patients treated"}


def test_two_parts_named_as_one_are_both_read() -> None:
    """Where a vocabulary has their two words together, in either order."""
    terms = [
        Term("subgroup", name, None, (spelling,), HARBOUR.id)
        for name, spelling in (("marsh soil", "marsh vs dune"), ("dune soil", "dune vs marsh"))
    ]
    assert ask("PFS, marsh vs dune", corpus=SmallCorpus(terms=terms)).subgroups == ("marsh soil", "dune soil")


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("primary HR?", ["primary analysis"]),
        ("What was the interim PFS HR?", ["primary analysis"]),
        ("final hazard ratio?", ["final analysis"]),
        ("primary endpoint HR", []),
        ("the final number of patients", []),
        ("final PFS HR and OS HR", []),
    ],
)
def test_word_before_a_statistic_tells_its_analysis(text: str, analyses: list[str]) -> None:
    """Of one outcome; a count at the end is of no analysis."""
    terms = [Term("analysis", "primary analysis", None, ("interim PFS analysis",), HARBOUR.id, cutoff=FIRST)]
    assert [term.name for term, _ in ask(text, corpus=SmallCorpus(terms=terms)).analyses] == analyses
