"""Terms found in prose: through case, hyphens, spelling and slips, and never in place of another word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.table import ResultsTable
from ingest.vocabulary import Term
from retrieval.terms import TermIndex, common_words, index_terms, normal_form, split_tokens
from tests.retrieval.small_trial import BASE, HARBOUR, LAST, PFS, ZELTA, SmallCorpus, harbour, make_result


def _found(text: str, *terms: Term, trial: str | None = None, typos: bool = True) -> list[tuple[str, str]]:
    index = TermIndex(terms, table=ResultsTable(()))
    return [(mention.text, mention.term.name) for mention in index.find(text, trial=trial, typos=typos)]


SURVIVAL = Term("outcome", "Progression-free survival", "PFS")
WORDS = ("PFS", "pfs", "grade", "≥", "3", "overall", "survival", "hazrd", "ratio", "\n", "—", "zeltamab,", "5%")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Haemoglobin", "hemoglobin", id="ae"),
        pytest.param("oedema", "edema", id="oe"),
        pytest.param("tumours", "tumor", id="our"),
        pytest.param("randomised", "Randomized", id="ise"),
        pytest.param("hospitalisations", "hospitalization", id="isation"),
        pytest.param("studies", "study", id="plural of y"),
        pytest.param("investigators", "investigator", id="plural"),
        pytest.param("SAEs", "SAE", id="plural of an abbreviation"),
        pytest.param("patient's", "patient", id="genitive"),
        pytest.param("patient’s", "patient", id="typographic genitive"),
        pytest.param("≥", ">=", id="sign"),
    ],
)
def test_spellings_of_one_word_share_a_form(one: str, other: str) -> None:
    """British and American spelling, plural, genitive and case are read through."""
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("analysis", "analysi", id="singular in s"),
        pytest.param("status", "statu", id="us"),
        pytest.param("HADS", "HAD", id="abbreviation"),
        pytest.param("loss", "los", id="double s"),
    ],
)
def test_last_s_is_not_always_a_plural(one: str, other: str) -> None:
    """A word that ends in s by itself keeps it."""
    assert normal_form(one) != normal_form(other)


def test_tokens_keep_signs_and_drop_joints() -> None:
    """Hyphens, slashes and spaces only separate; comparators and the percent sign are words of their own."""
    assert [token.text for token in split_tokens("grade ≥3 carfilzomib/dex: 20·5 % Isa-Kd")] == [
        "grade",
        "≥",
        "3",
        "carfilzomib",
        "dex",
        "20·5",
        "%",
        "Isa",
        "Kd",
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "progression-free survival",
        "PROGRESSION FREE SURVIVAL",
        "progression–free survival",
        "progression-free\u00a0survival",
        "progression\u2011free\nsurvival",
        "PFS",
        "pfs",
    ],
)
def test_term_is_read_through_its_print(printed: str) -> None:
    """Case, dashes of any length and spaces of any kind do not hide a term, and its span is what is printed."""
    assert _found(f"What was {printed}?", SURVIVAL) == [(printed, "Progression-free survival")]


def test_longest_name_counts() -> None:
    """Of overlapping names of one kind the longest is meant."""
    event, severe = Term("outcome", "Adverse event"), Term("outcome", "Fatal adverse event")
    assert _found("fatal adverse events", event, severe) == [("fatal adverse events", "Fatal adverse event")]


def test_names_of_two_kinds_stand_beside_each_other() -> None:
    """Words that name an outcome and a subgroup are found as both; the question decides."""
    terms = (
        Term("outcome", "Renal impairment"),
        Term("subgroup", "renal impairment at baseline", None, ("renal impairment",)),
    )
    index = TermIndex(terms, table=ResultsTable(()))
    assert {mention.term.kind for mention in index.find("renal impairment")} == {"outcome", "subgroup"}


def test_slip_is_read_through_and_said() -> None:
    """A misspelt word is read as the nearest of the vocabulary, and the mention says so."""
    index = TermIndex((SURVIVAL,), table=ResultsTable(()))
    [mention] = index.find("progresion-free survivl")
    assert (mention.term.name, mention.typo) == ("Progression-free survival", True)
    assert [mention.typo for mention in index.find("progression-free survival")] == [False]


def test_slips_can_be_left_alone() -> None:
    """Where the text is to be read to the letter, a misspelt name is none."""
    assert _found("progresion-free survivl", SURVIVAL, typos=False) == []


@pytest.mark.parametrize(
    ("word", "read"),
    [
        pytest.param("fatigeu", True, id="two letters exchanged"),
        pytest.param("neutropinea", True, id="two letters off in a long word"),
        pytest.param("ntrpenia", True, id="vowels left out"),
        pytest.param("ftgue", True, id="vowels left out of a short one"),
        pytest.param("fggue", False, id="other consonants"),
        pytest.param("fotigae", False, id="two letters off in a short one"),
        pytest.param("satigue", False, id="another first letter"),
        pytest.param("chil", False, id="too short to guess"),
        pytest.param("patients", False, id="a common word"),
    ],
)
def test_only_a_near_word_is_a_slip(word: str, read: bool) -> None:
    """A word of the vocabulary is read into its neighbour; a short, a distant and a common word stay what they are."""
    terms = [Term("outcome", name) for name in ("Fatigue", "Neutropenia", "Chills", "Patience")]
    assert bool(_found(f"the {word} of it", *terms)) is read


@pytest.mark.parametrize(("text", "found"), [("Who met it?", 0), ("the MET score", 1)])
def test_abbreviation_that_is_a_word_counts_in_print_only(text: str, found: int) -> None:
    """An abbreviation that is an English word is found in capitals alone."""
    assert len(_found(text, Term("outcome", "Walking distance", "MET"))) == found


def test_digits_alone_name_nothing() -> None:
    """A grade written as a bare number names no grade in prose."""
    assert _found("in 3 patients, grade 3", Term("grade", "3", None, ("grade 3",))) == [("grade 3", "3")]


def test_other_trials_words_are_left_out() -> None:
    """Where the trial is known, only its own and the general words count."""
    arms = (Term("arm", "A", None, ("study arm",), "NCT1"), Term("arm", "B", None, ("study arm",), "NCT2"))
    assert {name for _, name in _found("the study arm", *arms)} == {"A", "B"}
    assert _found("the study arm", *arms, trial="NCT2") == [("study arm", "B")]


def test_trials_own_word_goes_before_the_general() -> None:
    """Of two terms of one name the trial's own is given."""
    general, own = (
        Term("outcome", "Response", category="efficacy"),
        Term("outcome", "Response", trial="NCT1", category="safety"),
    )
    index = TermIndex((general, own), table=ResultsTable(()))
    assert index.term("Response", kind="outcome", trial="NCT1") == own
    assert index.term("Response", kind="outcome", trial="NCT2") == general
    assert index.term("Response", kind="arm") is None


def test_tables_own_titles_are_terms() -> None:
    """An outcome, an arm and a subgroup that no vocabulary names are found as the table prints them."""
    row = make_result("article:1", outcome="Marsh score", statistic="mean", arm="Reed-Base", subgroup="marsh dwellers")
    index = TermIndex((), table=ResultsTable((row,)))
    found = index.find("the marsh score of marsh dwellers with reed base")
    assert [(mention.term.kind, mention.term.name) for mention in found] == [
        ("outcome", "Marsh score"),
        ("subgroup", "marsh dwellers"),
        ("arm", "Reed-Base"),
    ]


def test_outcome_leads_to_the_titles_that_mention_it() -> None:
    """The exact title is taken where it has results, else the titles that mention the outcome."""
    corpus = SmallCorpus(
        (make_result("article:1", outcome="Progression-free survival rate at year two", statistic="rate"),)
    )
    terms = index_terms(corpus)
    assert terms.outcomes_of(PFS, trial=HARBOUR.id) == ("Progression-free survival rate at year two",)
    assert harbour()[1].outcomes_of(PFS, trial=HARBOUR.id) == (PFS,)
    assert terms.outcomes_of(PFS, trial="NCT1") == ()


def test_narrower_outcomes_are_those_with_results() -> None:
    """Of an outcome's narrower ones, those are named that the table holds."""
    narrow = [Term("outcome", name, broader=("Response",)) for name in ("Complete response", "Partial response")]
    row = make_result("article:1", outcome="Complete response", statistic="percentage")
    assert TermIndex(narrow, table=ResultsTable((row,))).narrower("Response", trial=HARBOUR.id) == (
        "Complete response",
    )


@pytest.mark.parametrize("name", ["HARBOUR", "harbour", "NCT90000003", "nct90000003"])
def test_corpus_trials_are_terms(name: str) -> None:
    """A trial is found by its acronym and by its registry number."""
    trials = [mention.term.trial for mention in harbour()[1].find(name) if mention.term.kind == "trial"]
    assert trials == [HARBOUR.id]


def test_kinds_narrow_what_comes_back() -> None:
    """Where only arms are wanted, the outcome beside them is left out."""
    found = harbour()[1].find("PFS in the control group versus the zeltamab group", kinds={"arm"})
    assert [mention.term.name for mention in found] == [BASE, ZELTA]


def test_analysis_term_carries_its_cutoff() -> None:
    """The words of an analysis lead to its data cut-off."""
    [mention] = harbour()[1].find("PFS at the latest analysis", kinds={"analysis"}, trial=HARBOUR.id)[-1:]
    assert mention.term.cutoff == LAST == date(2021, 9, 30)


def test_common_words_are_normal_forms() -> None:
    """Common words are compared in their normal form."""
    assert all(normal_form(word) in common_words() for word in ("what", "Patients", "was"))


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_mentions_are_spans_in_order(text: str) -> None:
    """Whatever the text, every mention is printed at its offsets and none comes before its forerunner."""
    mentions = harbour()[1].find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)


def test_small_words_within_a_name_are_read_over() -> None:
    """A text may put an article into a name of the vocabulary, and no other word."""
    stopped = Term("outcome", "Stopped treatment", synonyms=("stopped treatment", "stopped the drug"))
    assert _found("they stopped the treatment", stopped) == [("stopped the treatment", "Stopped treatment")]
    assert _found("they stopped no treatment", stopped) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Over 40 weeks glucose fell.", False),
        ("doses above 40 mg", False),
        ("patients over 40", True),
        ("aged over 40 years", True),
    ],
)
def test_bound_of_an_age_has_no_other_unit(text: str, part: bool) -> None:
    """ "Over 40" is an age by itself or in years; weeks and milligrams bound other things."""
    _, terms = harbour()
    found = {mention.term.kind for mention in terms.find(text, trial=HARBOUR.id)}
    assert ("subgroup" in found) is part


def test_what_an_apostrophe_leaves_of_a_word_names_nothing() -> None:
    """The "ve" of "I've" is no vaccine efficacy, though VE is its abbreviation."""
    efficacy = Term("outcome", "Vaccine efficacy", "VE")
    assert _found("I've read it. What was the VE?", efficacy) == [("VE", "Vaccine efficacy")]
