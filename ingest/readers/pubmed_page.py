"""A PubMed page saved or copied as text: what belongs to the article is kept, the page around it is not.

The page is told from the article by the page's own words (its banner, its buttons, its section headings), which are
the same on every PubMed page, and by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.marks import read_marks
from ingest.readers.reading import Reading
from ingest.readers.text import read_characters
from ingest.records import Document, Section, Source

MAX_BYTES = 2_000_000
"""A page is some ten thousand bytes; with a list of ten thousand citing articles it stays below this."""
DECLARATION = "Declaration of interests"
"""Title of the section with the authors' declaration, whatever the page calls it."""
PUBLICATION_TYPES = frozenset(
    {
        "case reports", "clinical study", "clinical trial", "clinical trial, phase i", "clinical trial, phase ii",
        "clinical trial, phase iii", "clinical trial, phase iv", "comment", "comparative study",
        "controlled clinical trial", "editorial", "equivalence trial", "guideline", "letter", "meta-analysis",
        "multicenter study", "observational study", "practice guideline", "pragmatic clinical trial",
        "randomized controlled trial", "retracted publication", "review", "systematic review",
    }
)  # fmt: skip
"""Labels above the citation, in lower case."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_CITATION = re.compile(
    rf"(?:[^.;]{{1,120}})?\.?\s*\b(?:19|20)\d\d(?:[ -]{_MONTH}(?:-{_MONTH})?(?: \d{{1,2}})?)?\s*[;:.]\s*\S.*"
)
_CITATION_GOES_ON = re.compile(
    r"(?:doi: ?10\.|e(?:Pub|pub|Collection)\b|Epub|Online ahead of print|Print \d{4})", re.IGNORECASE
)
_IDENTIFIERS = re.compile(r"(?:PMID|PMCID|DOI):\s*\S")
_AUTHORS = re.compile(r"[^\W\d_][^:;|]{2,}?(?: et al\.|,\s+[^\W\d_]).*")
_EMPTY_PARTS = re.compile(r"(?:\s\.)+$")
_LABEL = re.compile(r"([A-Z][^\W\d_]*(?:[ ,/&-]+[^\W\d_]+){0,7})\s*:(?:\s+|$)")
_LINK = re.compile(r"\s*\b(?:VIDEO|VISUAL|GRAPHICAL) ABSTRACT\.?\s*$")
_DECLARATION = re.compile(
    r"(?:Declarations? of (?:competing )?interests?|Conflicts? of interests?|Competing (?:financial )?interests?|"
    r"Disclosures?(?: statement)?|Financial disclosures?)(?:\s*[:.]\s*|\s+)(?=[A-Z])"
)
_BUTTONS = frozenset(
    {
        "affiliation", "affiliation expand", "affiliations", "affiliations expand", "collaborators",
        "collaborators, affiliations", "collaborators, affiliations expand", "expand", "expand all", "collapse",
        "show details", "hide details", "full text links", "actions", "cite", "collections", "add to collections",
        "share", "permalink", "copy", "save", "email", "send to", "display options", "format", "free article",
        "free pmc article", "pubmed", "search in pubmed", "search in nlm catalog", "add to search",
        "item in clipboard", "page navigation", "title & authors", "authors", "abstract",
    }
)  # fmt: skip
_PARTS = frozenset(
    {
        "pubmed disclaimer", "conflict of interest statement", "figures", "comment in", "comment on",
        "similar articles", "cited by", "references", "publication types", "mesh terms", "substances",
        "supplementary concepts", "associated data", "related information", "grants and funding", "grant support",
        "linkout - more resources", "full text sources", "update of", "update in", "erratum in", "erratum for",
        "retraction in", "partial retraction in", "retraction of", "corrected and republished in",
        "expression of concern in", "personal name as subject", "secondary source id",
    }
)  # fmt: skip
_RELATIONS = {
    "retraction in": "RetractionIn", "partial retraction in": "PartialRetractionIn", "erratum in": "ErratumIn",
    "corrected and republished in": "CorrectedandRepublishedIn", "expression of concern in": "ExpressionOfConcernIn",
    "retraction of": "RetractionOf", "erratum for": "ErratumFor",
}  # fmt: skip
"""Headings under which a page lists what was published about its article, with PubMed's names of the relations."""
_BANNER = ("skip to main page content", "an official website of the united states government", "pubmed disclaimer",
           "similar articles", "cited by", "publication types", "mesh terms", "linkout - more resources")  # fmt: skip
_INLINE_LABEL = re.compile(
    r"(?<=[.?!)])\s+(?=(?:Methods|Findings|Results|Interpretation|Conclusions?|Funding|Objectives?|Discussion|"
    r"Trial registration)\s*:\s)",
    re.IGNORECASE,
)
_AFFILIATION = re.compile(r"\d+ \S")
_JOURNAL_CHARACTERS = 60  # PubMed shows the abbreviated title; what is longer is the page's own line
_NO_ABSTRACT = "no abstract available"


@dataclass(frozen=True, slots=True)
class PubmedPage:
    """What a page says of its article.

    Attributes:
        citation: Journal, date, volume, pages and DOI, as printed.
        authors: The line of authors as printed, or ``""``.
        identifiers: The line of identifiers as printed, or ``""``.
        types: Publication types above the citation, in lower case.
        abstract: ``(title, paragraph)`` in the order printed.
        declaration: Paragraphs of the conflict of interest statement.
        relations: What the page lists as published about it, by PubMed's name of the relation.
    """

    title: str
    citation: str
    authors: str
    identifiers: str
    types: tuple[str, ...]
    abstract: tuple[tuple[str, str], ...]
    declaration: tuple[str, ...]
    relations: tuple[tuple[str, str], ...] = ()


def read_pubmed_page(path: Path, *, source: Source) -> Reading:
    """Read the article of a PubMed page: title, citation, authors, abstract by its sections, declaration of interests.

    The labels of the abstract ("Methods:") become titles of sections and leave the text. What the page lists as
    published about the article, a retraction say, becomes its notices.

    Raises:
        SourceError: The file cannot be read, or is no PubMed page.
    """
    page = parse_page(read_characters(path, max_bytes=MAX_BYTES))
    if page is None:
        raise SourceError(
            f"{path.name}: expected a PubMed page with a citation line (date;volume:pages or doi) and an abstract; "
            "give the source the kind 'text' if it is another text"
        )
    document = _build_document(page, source=source.id)
    return Reading(document, notices=read_marks(page.relations, types=page.types, title=page.title))


def parse_page(text: str) -> PubmedPage | None:
    """Return what the page says of its article, or ``None`` when the text is no PubMed page."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    first = next((n for n, line in enumerate(lines) if _begins_citation(line)), None)
    if first is None:
        return None
    after = first + 1
    while after < len(lines) and _CITATION_GOES_ON.match(lines[after]):
        after += 1
    body = next((n for n in range(after, len(lines)) if lines[n].casefold() in ("abstract", *_PARTS)), len(lines))
    head = [line for line in lines[after:body] if not _is_furniture(line)]
    if not head or body == len(lines):
        return None
    title, rest = head[0], [line for line in head[1:] if line != head[0] and not _AFFILIATION.match(line)]
    return PubmedPage(
        title=title,
        citation=_join_citation(lines[:after], first),
        authors=next((_EMPTY_PARTS.sub("", line) for line in rest if _AUTHORS.match(line)), ""),
        identifiers=next((line for line in rest if _IDENTIFIERS.match(line)), ""),
        types=tuple(line.casefold() for line in lines[:first] if line.casefold() in PUBLICATION_TYPES),
        abstract=tuple(_read_abstract(_part(lines, "abstract", begin=body))),
        declaration=tuple(
            line[heading.end() :] if (heading := _DECLARATION.match(line)) else line
            for line in _part(lines, "conflict of interest statement", begin=body)
        ),
        relations=tuple(_read_relations(lines, begin=body)),
    )


def _read_relations(lines: list[str], *, begin: int) -> Iterator[tuple[str, str]]:
    """Yield what the page lists as published about the article, with the reference that it gives."""
    for heading, relation in _RELATIONS.items():
        if heading in (line.casefold() for line in lines[begin:]):
            yield relation, " ".join(line.lstrip("-•* ") for line in _part(lines, heading, begin=begin))


def is_pubmed_page(text: str) -> bool:
    """Whether a text of unknown kind is a PubMed page: it shows at least two of the page's own parts."""
    lines = {" ".join(line.split()).casefold() for line in text.splitlines()}
    return sum(part in lines for part in _BANNER) > 1 and parse_page(text) is not None


def _begins_citation(line: str) -> bool:
    return bool(_CITATION.fullmatch(line) and (";" in line or "doi:" in line.casefold()))


def _is_furniture(line: str) -> bool:
    return line.casefold() in _BUTTONS | PUBLICATION_TYPES


def _join_citation(lines: list[str], first: int) -> str:
    """Join the lines of the citation; the journal, a button of the page, may stand above the line with the date."""
    citation = " ".join(lines[first:])
    if not citation.startswith("."):
        return citation
    above = next((line for line in reversed(lines[:first]) if line.casefold() not in _BUTTONS), "")
    journal = above if len(above) <= _JOURNAL_CHARACTERS and above.casefold() not in PUBLICATION_TYPES else ""
    return f"{journal}{citation}" if journal else citation.lstrip(". ")


def _part(lines: list[str], heading: str, *, begin: int) -> list[str]:
    """Return the lines under a heading of the page, up to the next heading."""
    start = next((n + 1 for n in range(begin, len(lines)) if lines[n].casefold() == heading), len(lines))
    end = next((n for n in range(start, len(lines)) if lines[n].casefold() in _PARTS), len(lines))
    return [line for line in lines[start:end] if line.casefold() not in _BUTTONS]


def _read_abstract(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield ``(title, paragraph)``; a paragraph without a label belongs to the label above, or to the abstract."""
    title = "Abstract"
    for line in (part for whole in lines for part in _INLINE_LABEL.split(whole)):
        label = _LABEL.match(line)
        if label:
            title = label.group(1).capitalize() if label.group(1).isupper() else label.group(1)
        elif line.startswith(("Copyright", "©")):
            title = "Copyright"
        paragraph = _LINK.sub("", line[label.end() :] if label else line)
        if paragraph and paragraph.casefold().rstrip(".") != _NO_ABSTRACT:
            yield title, paragraph


def _build_document(page: PubmedPage, *, source: str) -> Document:
    publication = [line for line in (page.citation, page.authors, page.identifiers) if line]
    parts = [("Title", page.title), *(("Publication", line) for line in publication), *page.abstract]
    parts += [(DECLARATION, line) for line in page.declaration]
    text, sections = "", list[Section]()
    for title, paragraph in parts:
        text += "\n\n" if text else ""
        start = len(text)
        text += paragraph
        if sections and sections[-1].title == title:
            start = sections.pop().start
        sections.append(Section(title=title, start=start, end=len(text)))
    return Document(source=source, text=text, sections=tuple(sections))
