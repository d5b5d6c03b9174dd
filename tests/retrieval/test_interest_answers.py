"""The rules of reading and answering questions about declared interests, over a statement of an invented trial."""

from __future__ import annotations

import pytest

from ingest.disclosures import read_disclosures
from ingest.records import Document, Section, Source
from retrieval.interests.answering import answer_interests
from retrieval.interests.claimed import tell_share_claimed
from retrieval.interests.companies import find_companies
from retrieval.interests.interests import Interests, read_interests, split_interests, with_sponsor
from retrieval.interests.people import find_people
from retrieval.interests.words import asks_trial_funding, asks_who_has_none, split_clauses
from tests.retrieval.small_trial import ask

AUTHORS = ("Ada Lind", "Karl-Erik Holm", "Maria Lind", "Jonas Berg", "Zoë Ünal", "Ian Marsh")
STATEMENT = (
    "AL reports research funding from Merck Sharp & Dohme and Velo Therapeutics; and honoraria from Quill. "
    "K-EH reports grants from Velo Therapeutics; and travel support from Quill. "
    "ML is employed by Northquay and may hold stock options in the company. "
    "JB reports consulting fees from Quill and Northquay. All other authors declare no competing interests."
)
SOURCE = Source("paper", "text", "T1", "A trial", "Lind A. A trial. 2020.", "primary", authors=AUTHORS)
DOCUMENT = Document("paper", STATEMENT, (Section("Declaration of interests", 0, len(STATEMENT)),))
ENTRIES = read_disclosures(DOCUMENT, source=SOURCE)


def _read(text: str) -> Interests | None:
    return read_interests(ask(text), disclosures=ENTRIES, sources=(SOURCE,))


def _answer(text: str) -> str:
    asked = _read(text)
    assert asked is not None
    asked = with_sponsor(asked, funding="The Northquay Institute.", disclosures=ENTRIES)
    return " ".join(sentence.text for sentence in answer_interests(asked, disclosures=ENTRIES, sources=(SOURCE,)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Velo ties", {"Ada Lind", "Karl-Erik Holm"}),
        ("funding from Velo", {"Ada Lind", "Karl-Erik Holm"}),
        ("research funding from Velo", {"Ada Lind"}),
        ("MSD money?", {"Ada Lind"}),
        ("ties to Merck", {"Ada Lind"}),
        ("Who got travel support from Quill?", {"Karl-Erik Holm"}),
        ("Which authors do not have ties to Quill?", {"Maria Lind", "Zoë Ünal", "Ian Marsh"}),
        ("both honoraria and research funding", {"Ada Lind"}),
        ("ties to both Quill and Northquay", {"Jonas Berg"}),
        ("Does Dr Lind have conflicts?", {"Ada Lind", "Maria Lind"}),
        ("Does M. Lind have conflicts?", {"Maria Lind"}),
        ("conflicts of Karl Erik Holm", {"Karl-Erik Holm"}),
        ("KEH's disclosures", {"Karl-Erik Holm"}),
        ("Jonas's conflicts", {"Jonas Berg"}),
        ("ünal disclosures", {"Zoë Ünal"}),
        ("second author conflicts", {"Karl-Erik Holm"}),
        ("last author: ties to Quill?", {"Ian Marsh"}),
        ("ties to Brackwater", set()),
        ("Has Brackwater Biologics paid any author?", set()),
        ("royalties from Quill to any author?", set()),
        ("Does Peter Lind have conflicts?", set()),
        ("Does Dr. Peter Crane have conflicts?", set()),
    ],
)
def test_names_follow_from_the_statement(text: str, names: set[str]) -> None:
    """The authors whom an answer names are those of the statement that fit, and no others."""
    answer = _answer(text).partition("the nearest name")[0]
    assert {name for name in AUTHORS if name in answer} == names


@pytest.mark.parametrize(
    "text",
    [
        "Who funded the trial?",
        "Was it sponsored by Velo?",
        "Velo funding",
        "Is Quill the sponsor?",
        "What share of patients had fever?",
        "speaking of survival, what was PFS?",
        "Was pneumonia linked to Quill's drug?",
        "Who assessed response?",
        "How many patients had stopped working?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    """Funding of the trial, patients and outcomes are not about authors' interests."""
    assert _read(text) is None


def test_sponsor_is_named_by_the_caller() -> None:
    """Ties to the sponsor are ties to whom the section on funding names."""
    asked = _read("Which authors have ties to the sponsor?")
    assert asked is not None
    assert asked.sponsor
    assert with_sponsor(asked, funding="Northquay. Video.", disclosures=ENTRIES).organisations == ("Northquay",)
    assert with_sponsor(asked, funding="A Bog Fund.", disclosures=ENTRIES).unknown == ("A Bog Fund",)
    assert with_sponsor(asked, funding="", disclosures=ENTRIES) == asked


def test_absent_relationship_does_not_deny_others() -> None:
    """Who reads that nobody has honoraria from Velo learns that there are other ties to it."""
    assert _answer("honoraria from Velo?") == (
        "The declaration of interests reports no honoraria from Velo Therapeutics for any author; "
        "other ties to Velo Therapeutics are reported."
    )


def test_relationship_of_no_kind_is_told_in_the_words_of_the_statement() -> None:
    """Travel support is in no list of relationships, and is neither lost nor renamed."""
    assert _answer("Who got travel support from Quill?") == "“travel support from Quill”: K-EH (Karl-Erik Holm)."
    assert "“travel support from Quill”" in _answer("What did K-EH disclose?")


def test_absent_combination_is_said_as_one() -> None:
    """Ties that no author has together are not ties that nobody has."""
    assert _answer("ties to both Velo and Northquay") == (
        "No author reports ties to Velo Therapeutics and Northquay together."
    )


@pytest.mark.parametrize(
    ("clause", "persons", "expected"),
    [
        ("Who funded it", (), True),
        ("Was HARBOUR funded by Velo", (), True),
        ("Who funds Ada Lind", ("Ada Lind",), False),
        ("Which authors were funded by Velo", (), False),
        ("Who was funded by Velo", (), False),
        ("Who paid the authors", (), False),
        ("research funding from Velo", (), False),
    ],
)
def test_funding_of_the_trial_and_of_persons_differ(clause: str, persons: tuple[str, ...], *, expected: bool) -> None:
    """Who funds a trial is one question, who funds an author another."""
    assert asks_trial_funding(clause, persons=persons) is expected


def test_joined_questions_are_split() -> None:
    """Each half is a question of its own; names joined by "and" are not split."""
    assert split_clauses("Who funded it and which authors are employees?") == (
        "Who funded it",
        "which authors are employees",
    )
    assert split_clauses("ties to Velo and Quill") == ("ties to Velo and Quill",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("authors without ties", True),
        ("who did not receive honoraria", True),
        ("authors independent of Velo", True),
        ("no author has ties to Velo", False),
        ("not sure who has ties to Velo", False),
        ("Isn't anyone paid by Velo", False),
        ("who has research funding from Velo, not employment", False),
        ("which authors have honoraria but not research funding", False),
        ("who has honoraria but is not employed by Velo", False),
        ("who has ties but no honoraria", True),
    ],
)
def test_negation_is_read_where_it_reaches(text: str, *, expected: bool) -> None:
    """Only a negation of the tie itself asks for those who lack it."""
    assert asks_who_has_none(text) is expected


def test_companies_are_found_whole() -> None:
    """Several words are one name; "Merck" alone means every organisation that begins so."""
    found = find_companies("ties to Merck Sharp & Dohme, velo or J&J", ENTRIES)
    assert found.held == ("Merck Sharp & Dohme", "Velo Therapeutics")
    assert found.known == ("J&J",)
    assert find_companies("Merck", ENTRIES).held == ("Merck Sharp & Dohme",)


def test_publication_is_no_person() -> None:
    """A name with "et al" or a year is a publication."""
    for text in ("Berg et al. on conflicts", "Berg 2020 on conflicts"):
        assert find_people(text, disclosures=ENTRIES, sources=(SOURCE,), left={"berg"}).authors == ()


def test_all_companies_of_an_author_are_told_beside_the_one_named() -> None:
    """A company named in a further question does not narrow which companies there are."""
    said = _answer("Which companies paid consulting fees to Jonas Berg, and was Velo among them?")
    assert "Quill" in said
    assert "Northquay" in said
    assert "Velo Therapeutics is not among them" in said


def test_number_of_authors_is_told() -> None:
    """Who asks how many is told the number before the names."""
    assert _answer("How many of the authors had some link to Velo?").startswith("Authors who report a tie to Velo")
    assert ": 2." in _answer("How many of the authors had some link to Velo?")


def test_payroll_means_employment() -> None:
    """Nobody is on a payroll for an honorarium."""
    for text in ("Was anybody on Northquay's payroll?", "Who from Northquay is on the paper?"):
        assert _answer(text) == "Employment at Northquay: ML (Maria Lind)."


def test_question_joined_to_another_is_apart() -> None:
    """A question of something else is left to others, and takes nothing from this one."""
    asked = _read("What did Ada Lind disclose, and how many patients had a rash in each group?")
    assert asked is not None
    assert asked.authors == ("Ada Lind",)
    assert asked.strangers == ()
    assert asked.beside == ("how many patients had a rash in each group",)


def test_company_meant_is_the_one_that_paid() -> None:
    """ "That company" is the sponsor where it was asked who paid."""
    asked = _read("Who funded the study and did Ada Lind have ties to that company?")
    assert asked is not None
    assert asked.sponsor
    assert asked.beside == ("Who funded the study",)


def test_place_of_authors_is_not_told() -> None:
    """No list says where authors are from, so that none is told for another."""
    assert _answer("What did the investigators from Norway disclose?").startswith(
        "Which authors are from Norway cannot"
    )
    assert "Ada Lind" in _answer("Which authors in the list have ties to Velo?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Who has honoraria from Quill, and who is employed by Northquay?",
            ["Who has honoraria from Quill", "who is employed by Northquay"],
        ),
        (
            "Did Ada Lind report grants, and did she get honoraria from Quill?",
            ["Did Ada Lind report grants", "did Ada Lind get honoraria from Quill"],
        ),
        (
            "Ada Lind has honoraria from Quill, hasn't she? What else did she declare?",
            ["Ada Lind has honoraria from Quill, hasn't she", "What else did Ada Lind declare"],
        ),
        (
            "Which papers is Ada Lind first author of, and what does she disclose?",
            ["Which papers is Ada Lind first author of? what does Ada Lind disclose"],
        ),
        ("?", ["?"]),
        ("Who is paid by Quill and who by Velo?", ["Who is paid by Quill and who by Velo?"]),
        ("Which authors hold stock and which report grants?", ["Which authors hold stock and which report grants?"]),
    ],
)
def test_ties_of_their_own_are_asked_apart(text: str, expected: list[str]) -> None:
    """Each clause that names whom or what it asks about is read alone; one that names none belongs to the others."""
    parts = split_interests(ask(text), disclosures=ENTRIES, sources=(SOURCE,))
    assert [part.text for part in parts] == expected


@pytest.mark.parametrize("clause", ["Where was it done", "when was it run", "How long did it go on"])
def test_place_and_time_are_asked_beside(clause: str) -> None:
    """However short, they are no question about interests."""
    asked = _read(f"{clause}, and did Ada Lind declare anything?")
    assert asked is not None
    assert asked.beside == (clause,)


def test_papers_of_an_author_are_asked_beside() -> None:
    """Which papers somebody is the first author of is nothing declared, and no author by a place in a list."""
    asked = _read("What does Ada Lind disclose, and which papers is she first author of?")
    assert asked is not None
    assert (asked.authors, asked.roles) == (("Ada Lind",), ())
    assert asked.beside == ("which papers is Ada Lind first author of",)


def test_whose_research_is_asked_is_told_by_the_author_before() -> None:
    """ "Who funds his research" is asked of that author, and not of the trial."""
    parts = split_interests(
        ask("Did Ada Lind get honoraria from Quill, and who funds her research?"),
        disclosures=ENTRIES,
        sources=(SOURCE,),
    )
    assert "Ada Lind's research" in parts[-1].text


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("Apart from the employees, who has a tie to Northquay, and of what kind?", "Jonas Berg", "Maria Lind"),
        ("Besides the Northquay staff, which authors have links to Northquay?", "Jonas Berg", "Maria Lind"),
        ("Who, the employees aside, is linked to Northquay, and in what capacity?", "Jonas Berg", "Maria Lind"),
        ("Apart from honoraria, which ties to Quill are declared?", "Karl-Erik Holm", "Ada Lind"),
        ("Other than honoraria, what did Ada Lind declare?", "Velo Therapeutics", "Quill"),
        ("Who has a tie to Velo, and what sort of tie is it?", "Ada Lind", "Berg"),
    ],
)
def test_those_left_out_are_not_told(text: str, told: str, untold: str) -> None:
    """A relationship that a question sets aside is not told, nor any of those employed where these are."""
    answer = _answer(text)
    assert told in answer
    assert untold not in answer


@pytest.mark.parametrize(
    "text", ["How much was Ada Lind paid by Quill?", "What sums did authors get from Velo?", "How high were honoraria?"]
)
def test_amounts_that_are_not_printed_are_said_so(text: str) -> None:
    """Where it is asked how much was paid, the answer says first that no amount is printed."""
    assert _answer(text).startswith("How much was paid is not told")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it true that all authors got money from Quill?", "Not all of the authors report a tie to Quill."),
        ("Do most of the authors have ties to Quill?", "Not most of the authors report a tie to Quill."),
        ("Do most of the authors have conflicts of interest?", "Most of the authors report a tie."),
        ("None of the authors has ties to Velo, right?", "Some of the authors report a tie to Velo Therapeutics."),
        ("Did all authors have nothing to declare?", "Not all of the authors report no competing interests."),
        ("Which of all the authors have ties to Quill?", ""),
    ],
)
def test_share_of_the_authors_that_is_claimed_is_judged(text: str, expected: str) -> None:
    """Three of six have ties to Quill, two to Velo, four to anybody: all, most and none are said to be so or not."""
    asked = _read(text)
    assert asked is not None
    told = tell_share_claimed(text, asked, disclosures=ENTRIES, sources=(SOURCE,))
    assert "".join(sentence.text for sentence in told) == expected
