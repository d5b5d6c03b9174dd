"""The general vocabulary is well formed: one spelling, one term of a kind."""

from __future__ import annotations

from collections import defaultdict

import pytest

from ingest.vocabulary import CLINICAL_TERMS, COMMON_WORDS, Term
from ingest.vocabulary_file import read_terms
from retrieval.terms import split_tokens

Spelled = dict[tuple[str, ...], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    """The general vocabulary."""
    return read_terms(CLINICAL_TERMS)


def _forms(spelling: str) -> tuple[str, ...]:
    return tuple(token.form for token in split_tokens(spelling))


@pytest.fixture(scope="module")
def spelled(terms: tuple[Term, ...]) -> Spelled:
    """Kind and name of every term, by the forms of each of its spellings."""
    found: Spelled = defaultdict(set)
    for term in terms:
        for spelling in term.spellings:
            found[_forms(spelling)].add((term.kind, term.name))
    return found


def _named(spelling: str, spelled: Spelled) -> set[tuple[str, str]]:
    return spelled.get(_forms(spelling), set())


def test_no_spelling_belongs_to_two_terms_of_one_kind(terms: tuple[Term, ...]) -> None:
    """Within one kind, a spelling leads to one name, read through case, hyphens and plural."""
    names: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for term in terms:
        for spelling in term.spellings:
            names[(term.kind, _forms(spelling))].add(term.name)
    assert {key: sorted(found) for key, found in names.items() if len(found) > 1} == {}


def test_every_spelling_holds_a_word(terms: tuple[Term, ...]) -> None:
    """No spelling is empty or only punctuation: it would match everywhere or nowhere."""
    assert [(term.name, spelling) for term in terms for spelling in term.spellings if not _forms(spelling)] == []


def test_outcomes_have_a_category_and_broader_terms_exist(terms: tuple[Term, ...]) -> None:
    """An outcome says which sort of figure it is, and what it names as broader is a term of its kind."""
    names = {(term.kind, term.name) for term in terms}
    assert [term.name for term in terms if term.kind == "outcome" and term.category is None] == []
    assert [(term.name, name) for term in terms for name in term.broader if (term.kind, name) not in names] == []


def test_terms_are_general(terms: tuple[Term, ...]) -> None:
    """A general term belongs to no trial and gives no cut-off; those stand in the trial's own vocabulary."""
    assert [term.name for term in terms if term.trial or term.cutoff or term.primary] == []


@pytest.mark.parametrize(
    ("spelling", "kind", "name"),
    [
        pytest.param("PFS", "outcome", "Progression-free survival", id="abbreviation"),
        pytest.param("death from any cause", "outcome", "Overall survival", id="lay survival"),
        pytest.param("five-year overall survival", "outcome", "5-year overall survival rate", id="landmark in words"),
        pytest.param("60-month OS", "outcome", "5-year overall survival rate", id="landmark in months"),
        pytest.param("12-month PFS", "outcome", "1-year progression-free survival rate", id="landmark of another"),
        pytest.param("diarrhea", "outcome", "Diarrhoea", id="American spelling"),
        pytest.param("shortness of breath", "outcome", "Dyspnoea", id="lay event"),
        pytest.param("high blood pressure", "outcome", "Hypertension", id="lay sign"),
        pytest.param("VGPR or better", "outcome", "Very good partial response or better rate", id="at least"),
        pytest.param("exactly VGPR", "outcome", "Very good partial response rate", id="exactly"),
        pytest.param(
            "stopped therapy because of side effects",
            "outcome",
            "Treatment-emergent adverse event leading to discontinuation",
            id="lay discontinuation",
        ),
        pytest.param("died from side effects", "outcome", "Fatal treatment-emergent adverse event", id="lay fatal"),
        pytest.param("how many sites", "outcome", "Study centres", id="design"),
        pytest.param("sample size", "outcome", "Patients randomised", id="disposition"),
        pytest.param("pretreated", "outcome", "Number of prior lines of therapy", id="baseline"),
        pytest.param("grade 3 or worse", "grade", ">=3", id="grade from"),
        pytest.param("serious", "grade", "serious", id="serious is no grade"),
        pytest.param("severe", "grade", ">=3", id="severe"),
        pytest.param("ITT population", "population", "intention-to-treat", id="population"),
        pytest.param("Japanese patients", "subgroup", "Japanese", id="subgroup"),
        pytest.param("risk reduction", "statistic", "hazard reduction", id="statistic"),
        pytest.param("who paid", "topic", "funding", id="topic"),
        pytest.param("mPFS", "outcome", "Progression-free survival", id="median abbreviated"),
        pytest.param("survie globale", "outcome", "Overall survival", id="French"),
        pytest.param("progressionsfreies Überleben", "outcome", "Progression-free survival", id="German"),
        pytest.param("MRD-neg CR", "outcome", "MRD-negative complete response rate", id="two outcomes in one"),
        pytest.param("PFS after next line", "outcome", "Progression-free survival on next therapy", id="next line"),
        pytest.param("prior bortezomib exposure", "outcome", "Prior bortezomib", id="exposure is no duration"),
        pytest.param(
            "discontinued because of PD", "outcome", "Treatment discontinuation due to progressive disease", id="PD"
        ),
        pytest.param("LDH", "outcome", "Lactate dehydrogenase at baseline", id="its own laboratory value"),
        pytest.param("TTP/HUS", "outcome", "Thrombotic thrombocytopenic purpura", id="no time to progression"),
        pytest.param("ADA", "outcome", "Anti-drug antibodies", id="no vaccine"),
        pytest.param("withdrew consent", "outcome", "Withdrawal of consent", id="its own reason"),
        pytest.param("Gr ≥3", "grade", ">=3", id="grade abbreviated"),
        pytest.param("grade III/IV", "grade", ">=3", id="grade in Roman numerals"),
        pytest.param("gr3", "grade", "3", id="grade in one word"),
        pytest.param("patients 65-74", "subgroup", "age 65-74 years", id="age range"),
        pytest.param("AL amyloidosis", "subgroup", "AL amyloidosis", id="another disease"),
        pytest.param("early vs late", "subgroup", "early relapse", id="ellipsis"),
        pytest.param("enrollment start", "outcome", "Enrolment start", id="American enrolment"),
        pytest.param("NCT number", "topic", "registration", id="registry number"),
    ],
)
def test_spelling_leads_to_its_term(spelling: str, kind: str, name: str, spelled: Spelled) -> None:
    """What clinicians and lay people write leads to the canonical name."""
    assert (kind, name) in _named(spelling, spelled)


def test_cytogenetic_subgroups_are_not_taken_for_each_other(spelled: Spelled) -> None:
    """A single abnormality, a copy number and the isolated finding are subgroups of their own."""
    changes = ("del(17p)", "t(4;14)", "t(14;16)", "t(11;14)", "amp(1q21)", "gain(1q21)", "isolated 1q21+", "1q21+")
    for change in changes:
        assert {name for kind, name in _named(change, spelled) if kind == "subgroup"} == {change}
    assert ("subgroup", "amp(1q21)") in _named("1q21 amplification", spelled)
    assert ("subgroup", "1q21+") in _named("gain of 1q21", spelled)


@pytest.mark.parametrize("bound", [40, 50, 60, 65, 70, 75, 80])
def test_age_bound_leads_to_that_bound_alone(bound: int, spelled: Spelled) -> None:
    """However a bound is put, no subgroup with another bound is meant."""
    for spelling in (f"over {bound}", f"aged {bound} or older", f"{bound} years and over", f"patients ≥{bound}"):
        assert {name for kind, name in _named(spelling, spelled) if kind == "subgroup"} == {f"age >={bound} years"}
    for spelling in (f"under {bound}", f"younger than {bound}", f"patients <{bound}"):
        assert {name for kind, name in _named(spelling, spelled) if kind == "subgroup"} == {f"age <{bound} years"}


def test_cytopenia_includes_clinical_and_laboratory_terms(terms: tuple[Term, ...]) -> None:
    """Asked for cytopenias, each of the four is an answer, told as an event or from the laboratory."""
    narrower = {term.name for term in terms if "Cytopenia" in term.broader}
    named = {"Anaemia", "Neutropenia", "Lymphopenia", "Thrombocytopenia"}
    assert named | {f"{name} (laboratory)" for name in named} <= narrower


def test_common_words_restrict_nothing() -> None:
    """Words of everyday language are lower case, stand once, and name no people, place or age."""
    lines = [line for line in COMMON_WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) >= 1200
    assert len(set(lines)) == len(lines)
    assert all(line == line.strip().lower() and line for line in lines)
    restricting = {"japanese", "women", "elderly", "vegan", "hospital", "left", "handed", "young", "first", "diabetic"}
    restricting |= {"second", "six", "early", "late", "prior", "regional", "matched", "complex"}
    assert restricting & set(lines) == {"left"}  # "what is left" is everyday; "handed" still restricts


def test_no_choices_stand_for_more_spellings_than_can_be_read() -> None:
    """All of them are read before the first look-up: 100,000 take seconds."""
    counts = {term.name: len(term.spellings) for term in read_terms(CLINICAL_TERMS)}
    assert max(counts.values()) < 3_000, max(counts, key=counts.__getitem__)
    assert sum(counts.values()) < 42_000
