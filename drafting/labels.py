"""What the approved prescribing information of a region says, where the corpus holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.evidence import Evidence
from drafting.lint import OFF_LABEL, lint_text
from drafting.records import LetterText, Paragraph
from drafting.regions import Region
from drafting.templates import Templates
from ingest.records import Document, Source
from ingest.sentences import sentence_spans
from retrieval.records import Quote

_LABEL = re.compile(
    r"\b(?:prescribing information|package insert|product monograph|summary of product characteristics|smpc|uspi|"
    r"label(?:l?ing)?|product information)\b",
    re.IGNORECASE,
)
_INDICATIONS = re.compile(r"\bindications?\b", re.IGNORECASE)
_WARNING = re.compile(r"\bbox(?:ed)? warning|^warning: ", re.IGNORECASE)
_MOST_SENTENCES = 4


def describe_label(
    region: Region, *, evidence: Evidence, templates: Templates, questions: Sequence[str] = ()
) -> tuple[Paragraph, ...]:
    """Return the indications and boxed warning of the region's label; that there is no label where there is none.

    Uses that the ``questions`` name and the label's words do not are marked as such.
    """
    told = _describe(region, evidence=evidence, templates=templates)
    words = _outside(questions, told)
    if not words:
        return told
    text = templates.fill("outside_label", words="”, “".join(words))
    return (*told, Paragraph((LetterText(text),), "caution"))


def _outside(questions: Sequence[str], told: Sequence[Paragraph]) -> list[str]:
    """The words of questions for uses that may be outside the label, without those of what was quoted from it."""
    quoted = " ".join(
        text.text for paragraph in told for text in paragraph.sentences if text.origin == "quote"
    ).casefold()
    remarks = [each for question in questions for each in lint_text(question) if each.kind == OFF_LABEL]
    return [words for words in dict.fromkeys(each.words for each in remarks) if words.casefold() not in quoted]


def _describe(region: Region, *, evidence: Evidence, templates: Templates) -> tuple[Paragraph, ...]:
    regulatory = [
        source for source in _sources(evidence) if region.names(f"{source.title} {source.citation} {source.url or ''}")
    ]
    labels = [source for source in regulatory if _LABEL.search(f"{source.title} {source.citation}")]
    held = [(source, document) for source in labels if (document := evidence.corpus.document(source.id))]
    if held:
        told = [*_quote(*held[0], evidence=evidence, templates=templates, region=region)]
        return (*told, Paragraph((LetterText(templates.fill("full_label", region=region.name)),)))
    lead = LetterText(templates.fill("label_none", region=region.name))
    related = tuple(
        LetterText(f"{source.title}.", sources=(source.id,), trial=source.trial) for source in (*labels, *regulatory)
    )
    if not related:
        return (Paragraph((lead,)),)
    intro = LetterText(templates.fill("label_related", region=region.name))
    return (Paragraph((lead,)), Paragraph((intro, *dict.fromkeys(related))))


def _sources(evidence: Evidence) -> Iterator[Source]:
    about = {trial.id for trial in evidence.trials}
    for source in evidence.corpus.sources.values():
        official = source.tier == "regulatory" or source.publication_type == "regulatory document"
        if official and (source.trial is None or source.trial in about):
            yield source


def _quote(
    source: Source, document: Document, *, evidence: Evidence, templates: Templates, region: Region
) -> Iterator[Paragraph]:
    """The label's own words on indications and boxed warning."""
    yield Paragraph((LetterText(templates.fill("label_held", region=region.name), sources=(source.id,)),))
    for section in document.sections:
        if _INDICATIONS.search(section.title):
            yield Paragraph(_say(source, document, section.start, section.end, evidence=evidence))
            break
    warnings = [section for section in document.sections if _WARNING.search(section.title)]
    if warnings:
        yield Paragraph(_say(source, document, warnings[0].start, warnings[0].end, evidence=evidence), "caution")
    else:
        yield Paragraph((LetterText(templates.fill("boxed_warning_none"), sources=(source.id,)),))


def _say(source: Source, document: Document, start: int, end: int, *, evidence: Evidence) -> tuple[LetterText, ...]:
    spans = sentence_spans(document.text[start:end])[:_MOST_SENTENCES]
    return tuple(evidence.say(Quote(source.id, start + first, start + last)) for first, last in spans)
