"""The declaration of interests, read into one row for each author, relationship and organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.author_names import find_candidates, resolve_author
from ingest.disclosure_grammar import (
    AND,
    CLAUSE_END,
    HEADING,
    JOINED,
    NOTHING,
    RELATION,
    REPORTING,
    SENTENCE,
    SEPARATOR,
    SUBJECTS,
    list_organisations,
    relationship,
)
from ingest.organisations import fold_organisation
from ingest.records import Disclosure, Document, Relationship, Section, Source

__all__ = ["authors_without_interests", "fold_organisation", "read_disclosures"]

_MAX_CHARACTERS = 200_000  # of one statement; the longest printed ones have some ten thousand


@dataclass(frozen=True, slots=True)
class _Clause:
    relationships: tuple[Relationship, ...]
    organisations: tuple[str, ...]
    start: int
    end: int


def read_disclosures(document: Document, *, source: Source) -> tuple[Disclosure, ...]:
    """Read the declaration of interests of a document, in the order printed; ``()`` where it has none.

    A statement whose relationship is not known is kept as ``"other"``, so that nothing declared is lost.
    """
    rows: list[tuple[str | None, Relationship, str | None, int, int]] = []
    for section in document.sections:
        if HEADING.fullmatch(section.title):
            rows += _read_statement(document.text, section)
    return tuple(
        Disclosure(
            id=f"{source.id}:disclosure-{number:03d}",
            source=source.id,
            trial=source.trial,
            author=author,
            name=resolve_author(author, authors=source.authors) if author else None,
            relationship=relationship,
            organisation=organisation,
            wording=document.text[start:end],
            start=start,
            end=end,
        )
        for number, (author, relationship, organisation, start, end) in enumerate(rows, start=1)
    )


def authors_without_interests(source: Source, disclosures: Iterable[Disclosure]) -> tuple[str, ...]:
    """Return the authors who declare that they have none, alone or among "all other authors", in the printed order.

    An author whom ambiguous initials may name is in neither group and is left out.
    """
    own = [row for row in disclosures if row.source == source.id]
    none = {row.name for row in own if row.relationship == "no competing interests" and row.name}
    named = {row.name for row in own if row.name} | {
        name
        for row in own
        if row.author and not row.name
        for name in find_candidates(row.author, authors=source.authors)
    }
    others = any(row.author is None and row.relationship == "no competing interests" for row in own)
    return tuple(name for name in source.authors if name in none or (others and name not in named))


def _read_statement(text: str, section: Section) -> Iterator[tuple[str | None, Relationship, str | None, int, int]]:
    """Yield author, relationship, organisation and the span of the clause."""
    end = min(section.end, section.start + _MAX_CHARACTERS)
    subjects = _find_subjects(text[section.start : end])
    ends = [*(match.start() for match in subjects), end - section.start][1:]
    before: tuple[str | None, ...] = (None,)
    for match, last in zip(subjects, ends, strict=True):
        authors = _list_authors(match, before=before)
        group = next(name for name in SUBJECTS if match[name])
        begin, stop = section.start + match.end(group), section.start + last
        begin += len(text[begin:stop]) - len(text[begin:stop].lstrip())
        stop -= len(text[begin:stop]) - len(text[begin:stop].rstrip())
        whole = section.start + match.start(group)
        for clause in _read_clauses(text, whole=whole, start=begin, end=stop):
            for author in authors:
                for tie in clause.relationships:
                    for organisation in clause.organisations or (None,):
                        yield author, tie, organisation, clause.start, clause.end
        before = authors


def _find_subjects(statement: str) -> list[re.Match[str]]:
    """Where sentences with a subject begin; the stop of "Dr. Jane Doe" begins none."""
    subjects: list[re.Match[str]] = []
    for match in SENTENCE.finditer(statement):
        if not subjects or match.end() >= max(subjects[-1].end(group) for group in SUBJECTS):
            subjects.append(match)
    return subjects


def _list_authors(match: re.Match[str], *, before: tuple[str | None, ...]) -> tuple[str | None, ...]:
    if match["same"]:
        return before
    if match["others"]:
        return (None,)
    return tuple(AND.split(match["persons"]))


def _read_clauses(text: str, *, whole: int, start: int, end: int) -> Iterator[_Clause]:
    """Yield the clauses of one sentence; ``whole`` is where its subject begins, ``start`` where its verb does."""
    groups = _group_relations(text, start, end)
    nothing = NOTHING.search(text, start, groups[0][0].start() if groups else end)
    if nothing or not groups:
        yield _Clause(("no competing interests" if nothing else "other",), (), whole, end)
        return
    starts = [_begin_clause(text, group, start=start, first=n == 0) for n, group in enumerate(groups)]
    named: tuple[str, ...] = ()
    for group, begin, stop in zip(groups, starts, [*starts[1:], end], strict=True):
        last = begin + len(CLAUSE_END.sub("", text[begin:stop]))
        found = list_organisations(text[group[-1].end() : last], named=named)
        named = found or named
        yield _Clause(tuple(dict.fromkeys(map(relationship, group))), found, begin, last)


def _group_relations(text: str, start: int, end: int) -> list[list[re.Match[str]]]:
    """Relations that share their organisations: "grants and personal fees from ..."."""
    groups: list[list[re.Match[str]]] = []
    for match in RELATION.finditer(text, start, end):
        if groups and JOINED.fullmatch(text, groups[-1][-1].end(), match.start()):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _begin_clause(text: str, group: list[re.Match[str]], *, start: int, first: bool) -> int:
    """Where the clause begins: after the verb of reporting, or after what separates it from the clause before."""
    if first:
        reporting = REPORTING.match(text, start, group[0].start())
        return reporting.end() if reporting else start
    separators = list(SEPARATOR.finditer(text, start, group[0].start()))
    return separators[-1].end() if separators else group[0].start()
