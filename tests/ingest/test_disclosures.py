"""A declaration of interests is read into one row for each author, relationship and organisation."""

from __future__ import annotations

import pytest

from ingest.disclosures import authors_without_interests, fold_organisation, read_disclosures
from ingest.records import Disclosure, Document, Section, Source

AUTHORS = ("John Smith", "Anna-Lena de Vries", "Kim Lee", "Karl Lind", "Zoë Ünal")


def _source(authors: tuple[str, ...] = AUTHORS) -> Source:
    return Source(id="paper", kind="text", trial="T1", title="A", citation="A.", tier="primary", authors=authors)


def _read(
    statement: str, *, before: str = "Title. ", title: str = "Declaration of interests"
) -> tuple[Disclosure, ...]:
    text = before + statement
    section = Section(title=title, start=len(before), end=len(text))
    rows = read_disclosures(Document(source="paper", text=text, sections=(section,)), source=_source())
    assert all(text[row.start : row.end] == row.wording for row in rows)
    return rows


def _ties(statement: str) -> list[tuple[str | None, str, str | None]]:
    return [(row.author, row.relationship, row.organisation) for row in _read(statement)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            "JS reports honoraria from Acme, Bolt Pharma (BP), and Corex; and a consulting or advisory role for Acme.",
            [
                ("JS", "honoraria", "Acme"),
                ("JS", "honoraria", "Bolt Pharma (BP)"),
                ("JS", "honoraria", "Corex"),
                ("JS", "consulting or advisory role", "Acme"),
            ],
            id="clauses parted by semicolons",
        ),
        pytest.param(
            "JS has received grants from Acme, personal fees from Bolt and Corex, and non-financial support from "
            "Delta, outside the submitted work.",
            [
                ("JS", "grants", "Acme"),
                ("JS", "personal fees", "Bolt"),
                ("JS", "personal fees", "Corex"),
                ("JS", "other", "Delta"),
            ],
            id="clauses parted by commas",
        ),
        pytest.param(
            "KL reports grants and personal fees from Acme and speaker’s bureau for Bolt.",
            [("KL", "grants", "Acme"), ("KL", "personal fees", "Acme"), ("KL", "speaker's bureau", "Bolt")],
            id="relationships that share organisations",
        ),
        pytest.param(
            "JS and A-LdV are employed by Acme and may hold shares or stock options in the company.",
            [
                ("JS", "employment", "Acme"),
                ("A-LdV", "employment", "Acme"),
                ("JS", "shares or stock options", "Acme"),
                ("A-LdV", "shares or stock options", "Acme"),
            ],
            id="the company",
        ),
        pytest.param(
            "Dr. John Smith is an employee and shareholder of Acme Inc. Dr de Vries has nothing to disclose.",
            [
                ("Dr. John Smith", "employment", "Acme Inc"),
                ("Dr. John Smith", "shares or stock options", "Acme Inc"),
                ("Dr de Vries", "no competing interests", None),
            ],
            id="titles and names",
        ),
        pytest.param(
            "J.S. served on advisory boards for Bolt, Corex and Delta, and as a consultant for Echo. "
            "He also received travel support from Foxtrot.",
            [
                ("J.S.", "consulting or advisory role", "Bolt"),
                ("J.S.", "consulting or advisory role", "Corex"),
                ("J.S.", "consulting or advisory role", "Delta"),
                ("J.S.", "consulting or advisory role", "Echo"),
                ("J.S.", "other", "Foxtrot"),
            ],
            id="pronoun",
        ),
        pytest.param(
            "ZÜ reports research funding (to institution) from Johnson and Johnson. "
            "All other authors declare no competing interests.",
            [("ZÜ", "research funding", "Johnson and Johnson"), (None, "no competing interests", None)],
            id="name with and",
        ),
        pytest.param(
            "The authors declare that they have no conflicts of interest.",
            [(None, "no competing interests", None)],
            id="nobody",
        ),
        pytest.param("JS has a patent for a lamp.", [("JS", "other", None)], id="no organisation"),
        pytest.param("JS has a brother at Acme.", [("JS", "other", None)], id="unknown relationship"),
        pytest.param("Lamps shine.", [], id="no declaration"),
        pytest.param("", [], id="empty"),
    ],
)
def test_statement_is_read_by_its_grammar(statement: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    """Subjects, relationships and organisations are told apart in the styles that journals print."""
    assert _ties(statement) == expected


def test_wording_is_the_clause() -> None:
    """Each row quotes the clause of its relationship, "may" included; a declaration of nothing is quoted whole."""
    rows = _read("JS is employed by Acme and may hold shares in the company. KL and ZÜ declare no competing interests.")
    assert [row.wording for row in rows] == [
        "is employed by Acme",
        "may hold shares in the company",
        "KL and ZÜ declare no competing interests.",
        "KL and ZÜ declare no competing interests.",
    ]


def test_rows_carry_ids_source_and_trial() -> None:
    """Ids count the rows in the order printed."""
    rows = _read("JS reports honoraria from Acme and Bolt.")
    assert [(row.id, row.source, row.trial) for row in rows] == [
        ("paper:disclosure-001", "paper", "T1"),
        ("paper:disclosure-002", "paper", "T1"),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("JS", "John Smith", id="initials"),
        pytest.param("A-LdV", "Anna-Lena de Vries", id="hyphen and particle"),
        pytest.param("ALV", "Anna-Lena de Vries", id="particle left out"),
        pytest.param("ZÜ", "Zoë Ünal", id="accents"),
        pytest.param("KL", None, id="two authors"),
        pytest.param("Dr Lee", "Kim Lee", id="surname"),
        pytest.param("QX", None, id="nobody"),
    ],
)
def test_authors_resolve_with_the_author_list(printed: str, expected: str | None) -> None:
    """Initials and surnames give a full name where exactly one author has them."""
    assert [row.name for row in _read(f"{printed} reports grants from Acme.")] == [expected]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(
            "JS reports grants from Acme. All other authors declare no competing interests.",
            ("Anna-Lena de Vries", "Kim Lee", "Karl Lind", "Zoë Ünal"),
            id="all others",
        ),
        pytest.param(
            "KL reports grants from Acme. All other authors declare no competing interests.",
            ("John Smith", "Anna-Lena de Vries", "Zoë Ünal"),
            id="ambiguous initials leave both out",
        ),
        pytest.param("JS reports grants from Acme. ZÜ has nothing to disclose.", ("Zoë Ünal",), id="one author alone"),
        pytest.param("JS reports grants from Acme.", (), id="silence is no declaration"),
    ],
)
def test_authors_without_interests(statement: str, expected: tuple[str, ...]) -> None:
    """Those who declare none are named only where the statement covers them."""
    assert authors_without_interests(_source(), _read(statement)) == expected


@pytest.mark.parametrize(
    "title", ["Conflict of interest", "COMPETING INTERESTS", "## Disclosures", "Declaration of competing interest"]
)
def test_section_is_found_under_its_usual_titles(title: str) -> None:
    """Journals name the declaration in several ways."""
    assert len(_read("JS reports grants from Acme.", title=title)) == 1


def test_other_sections_are_no_declaration() -> None:
    """A sentence of the results is not a disclosure."""
    assert _read("JS reports grants from Acme.", title="Results") == ()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param("Jansen-Cilag", "Janssen", True, id="slip and double name"),
        pytest.param("Janssen-Cilag", "Jansen", True, id="double name and slip"),
        pytest.param("Bristol Myers Squibb (BMS)", "BMS", True, id="abbreviation"),
        pytest.param("Pharma Mar", "PharmaMar S.A.", True, id="legal form"),
        pytest.param("Acme Pharmaceuticals, Inc.", "ACME", True, id="unknown name"),
        pytest.param("Bayer", "Baxter", False, id="similar names"),
        pytest.param("Merck KGaA", "Merck & Co", False, id="two companies"),
        pytest.param("AbbVie", "Abbott", False, id="a company and its parent"),
    ],
)
def test_organisations_fold_for_search(first: str, second: str, *, same: bool) -> None:
    """Spellings of one organisation meet; different organisations do not."""
    assert (fold_organisation(first) == fold_organisation(second)) is same
