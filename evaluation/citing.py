"""Citations under the glass: whether a quote is verbatim, and holds the numbers that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evaluation.matching import holds, holds_any
from ingest.records import NOT_REACHED, Result
from retrieval.records import Answer, Citation

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class CitationCount:
    """Counts over one or many answers; they add up.

    Attributes:
        answers: Answered answers, of which ``cited`` cite something.
        statements: Statements of answered answers, of which ``cited_statements`` bear a mark.
        quotes: Citations of text sources, of which ``verbatim`` stand in their document at their offsets.
        numbers: Numbers printed from a text source's results, of which ``held`` stand in the quotes cited beside.
    """

    answers: int = 0
    cited: int = 0
    statements: int = 0
    cited_statements: int = 0
    quotes: int = 0
    verbatim: int = 0
    numbers: int = 0
    held: int = 0

    def __add__(self, other: CitationCount) -> CitationCount:
        return CitationCount(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def count_citations(answer: Answer, *, texts: Mapping[str, str]) -> CitationCount:
    """Count one answer; ``texts`` holds the document text of each text source by id."""
    if answer.status != "answered":
        return CitationCount()
    quoted = [citation for citation in answer.citations if citation.kind == "text"]
    numbers = list(_find_quoted_numbers(answer))
    return CitationCount(
        answers=1,
        cited=int(bool(answer.citations)),
        statements=len(answer.statements),
        cited_statements=sum(bool(statement.citations) for statement in answer.statements),
        quotes=len(quoted),
        verbatim=sum(_is_verbatim(citation, texts=texts) for citation in quoted),
        numbers=len(numbers),
        held=sum(held for _, held in numbers),
    )


def find_numbers_not_held(answer: Answer) -> tuple[str, ...]:
    """Return the numbers of ``answer`` that no quote beside them holds, each with its statement."""
    return tuple(described for described, held in _find_quoted_numbers(answer) if not held)


def _find_quoted_numbers(answer: Answer) -> Iterator[tuple[str, bool]]:
    """Each number of a text source's result in a statement that cites that source, and whether a quote holds it."""
    citations = {citation.n: citation for citation in answer.citations if citation.kind == "text"}
    for statement in answer.statements:
        cited = [citations[n] for n in statement.citations if n in citations]
        for source in dict.fromkeys(citation.source for citation in cited):
            quotes = "\n".join(citation.quote or "" for citation in cited if citation.source == source)
            for number in _list_numbers(answer, source=source):
                if holds(statement.text, number):
                    yield f"{number} in {statement.text!r}", holds_any(quotes, _spell(number))


def _list_numbers(answer: Answer, *, source: str) -> tuple[str, ...]:
    """Numbers as printed, each once; what the quote words otherwise (a date, "not reached") is left out."""
    results = [result for result in answer.results if result.source == source and result.quote is not None]
    fields = (number for result in results for number in _fields(result))
    return tuple(dict.fromkeys(str(field) for field in fields))


def _fields(result: Result) -> Iterator[Decimal | int]:
    for field in (result.value, result.ci_low, result.ci_high, result.ci_level, result.n, result.N, result.p_value):
        if isinstance(field, (Decimal, int)) and not isinstance(field, date) and field != NOT_REACHED:
            yield field


def _spell(number: str) -> tuple[str, ...]:
    small = number.isdigit() and int(number) < len(_WORDS)
    return (number, _WORDS[int(number)]) if small else (number,)


def _is_verbatim(citation: Citation, *, texts: Mapping[str, str]) -> bool:
    text = texts.get(citation.source)
    return text is not None and bool(citation.quote) and text[citation.start : citation.end] == citation.quote
