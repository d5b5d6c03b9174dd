"""What is embedded, found and cited: spans of a document, and rendered results and disclosures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.records import Disclosure, Document, Passage, PassageKind, Result, Section, Source, Value
from ingest.sentences import sentence_spans
from ingest.vocabulary import Term

CountTokens = Callable[[str], int]
TermNames = Mapping[tuple[str, str], Term]
"""Terms by kind and canonical name."""

_WITHIN_A_SENTENCE = [r"(?<=[;:])\s+", r"(?<=,)\s+", r"\s+", ""]  # where to cut one that is too long, best first
_SHARE = 0.9  # of the model's limit: tokens do not add up exactly where a text is cut
_OTHER_WORKS = ("references", "reference list", "bibliography", "literature cited", "works cited")
_SYNONYMS = 4  # of one term: enough to be found by, too few to drown the figure


def split_document(
    document: Document, *, source: Source, max_tokens: int, count_tokens: CountTokens
) -> tuple[Passage, ...]:
    """Cut a document into passages of whole sentences that stay within one section and within the model's limit.

    Args:
        max_tokens: The model's limit; a passage has at most nine tenths of it.
        count_tokens: The model's own count.

    Returns:
        Passages in reading order, with ``document.text[start:end] == passage.text``. A sentence is cut only when it
        is longer than a passage. Lists of references are left out: another work's title is no evidence of this one.
    """
    splitter = _SentenceSplitter(max_tokens=int(max_tokens * _SHARE), count_tokens=count_tokens)
    passages = []
    for section, start, end in _cut_into_sections(document):
        if (section or "").casefold() in _OTHER_WORKS:
            continue
        for piece in splitter.create_documents([document.text[start:end]]):
            first = start + piece.metadata["start_index"]
            last = first + len(piece.page_content)
            passages.append(_text_passage(document, source=source, section=section, span=(first, last)))
    return tuple(passages)


def render_disclosure(disclosure: Disclosure, *, source: Source) -> Passage:
    """Return one plain sentence that says who declared what with whom."""
    who = " ".join(part for part in (disclosure.name, f"({disclosure.author})" if disclosure.author else None) if part)
    with_whom = f" from or with {disclosure.organisation}" if disclosure.organisation else ""
    text = (
        f"Declaration of interests: {who or 'all other authors'}: {disclosure.relationship}{with_whom}. "
        f"In the statement's words: {disclosure.wording.rstrip('.')}. Source: {source.title}"
    )
    return _rendered(text, kind="disclosure", link=disclosure.id, source=source, trial=disclosure.trial)


def name_terms(terms: Iterable[Term], *, trial: str) -> TermNames:
    """Return the terms that may name a result of ``trial``; its own go before general ones."""
    own = [term for term in terms if term.trial in (None, trial)]
    return {(term.kind, term.name): term for term in sorted(own, key=lambda term: term.trial is not None)}


def render_results(
    results: Sequence[Result], *, source: Source, terms: TermNames, max_tokens: int, count_tokens: CountTokens
) -> Passage:
    """Return one passage that says results of one row of an outcome in full, followed by other words for them.

    Args:
        results: They differ in arm, comparison and statistic alone; the passage links to the first. What does not fit
            the model's limit is left out, the last first: the numbers themselves come from the table.
        terms: Terms that may name the results' slots, of their trial.
    """
    first = results[0]
    outcome = terms.get(("outcome", first.outcome))
    abbreviation = f" ({outcome.abbreviation})" if outcome and outcome.abbreviation else ""
    title = f"{first.outcome}{abbreviation}{f', {first.item}' if first.item else ''}"
    if len(results) == 1:
        said = f"{title}: {'; '.join([_say_figure(first), *_say_slots(first)])}".rstrip(".")
    else:
        figures = [f"{row.arm or row.comparison}: {_say_figure(row)}" for row in results]
        said = f"{'; '.join([title, *_say_slots(replace(first, arm=None, comparison=None))])}. {'; '.join(figures)}"
    parts = [f"{said}.", f"Source: {source.title}."]
    arms = dict.fromkeys(name for row in results for name in (row.arm, *(row.comparison or "").split(" vs ")))
    for slot in (("outcome", first.outcome), ("grade", first.grade), *(("arm", arm) for arm in arms)):
        term = terms.get(slot)  # type: ignore[arg-type]  # a slot that is empty names no term
        if term and term.synonyms:
            parts.append(f"{term.name}: {', '.join(term.synonyms[:_SYNONYMS])}.")
    while len(parts) > 1 and count_tokens(" ".join(parts)) > max_tokens:
        parts.pop()
    return _rendered(" ".join(parts), kind="result", link=first.id, source=source, trial=first.trial)


class _SentenceSplitter(RecursiveCharacterTextSplitter):
    """Fills passages with whole sentences; cuts at a weaker mark only where one sentence is too long."""

    def __init__(self, *, max_tokens: int, count_tokens: CountTokens) -> None:
        marks = count_tokens("")  # the model's own two, once a passage
        super().__init__(
            separators=_WITHIN_A_SENTENCE,
            is_separator_regex=True,
            keep_separator="end",
            chunk_size=max_tokens - marks,
            chunk_overlap=0,
            length_function=lambda text: count_tokens(text) - marks,
            add_start_index=True,
        )

    def split_text(self, text: str) -> list[str]:
        """Return the passages of ``text``, without the white space around them."""
        passages: list[str] = []
        run: list[str] = []
        starts = [0, *(start for start, _ in sentence_spans(text)[1:]), len(text)]
        for sentence in (text[start:end] for start, end in pairwise(starts)):
            if self._length_function(sentence) <= self._chunk_size:
                run.append(sentence)
            else:
                passages += [*self._merge_splits(run, ""), *super().split_text(sentence)]
                run = []
        return [*passages, *self._merge_splits(run, "")]


def _cut_into_sections(document: Document) -> Iterator[tuple[str | None, int, int]]:
    """Yield ``(title, start, end)`` for every span between two section borders; the innermost section names it."""
    borders = {0, len(document.text), *(edge for part in document.sections for edge in (part.start, part.end))}
    for start, end in pairwise(sorted(borders)):
        if document.text[start:end].strip():
            yield _innermost(document.sections, start), start, end


def _innermost(sections: Iterable[Section], start: int) -> str | None:
    around = [section for section in sections if section.start <= start < section.end]
    return min(around, key=lambda section: section.end - section.start).title if around else None


def _text_passage(document: Document, *, source: Source, section: str | None, span: tuple[int, int]) -> Passage:
    start, end = span
    text = document.text[start:end]
    page = next((page.number for page in document.pages if page.start <= start < page.end), None)
    return Passage(
        id=_passage_id(source.id, "text", f"{start}:{text}"),
        source=source.id,
        trial=source.trial,
        kind="text",
        text=text,
        start=start,
        end=end,
        section=section,
        page=page,
    )


def _rendered(text: str, *, kind: PassageKind, link: str, source: Source, trial: str | None) -> Passage:
    key = _passage_id(source.id, kind, f"{link}:{text}")
    return Passage(id=key, source=source.id, trial=trial, kind=kind, text=text, link=link)


def _passage_id(source: str, kind: PassageKind, content: str) -> str:
    return f"{source}/{kind}/{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def _say_figure(result: Result) -> str:
    figure = f"{result.statistic} {_say(result.value)} {result.unit or ''}".strip() if result.value is not None else ""
    bounds = f"{_say(result.ci_low)} to {_say(result.ci_high)}" if result.interval_kind else ""
    interval = {"CI": f"{result.ci_level} % confidence interval (CI) {bounds}", None: ""}.get(
        result.interval_kind, f"{result.interval_kind} {bounds}"
    )
    counts = {
        (True, True): f"{result.n} of {result.N} participants",
        (True, False): f"{result.n} participants",
        (False, True): f"{result.N} participants analysed",
    }.get((result.n is not None, result.N is not None), "")
    p = (
        f"{result.p_sides or ''} p {result.p_comparator or '='} {result.p_value}".strip()
        if result.p_value is not None
        else ""
    )
    return ", ".join(part for part in (figure, interval, counts, p) if part) or result.statistic


def _say_slots(result: Result) -> list[str]:
    cutoff = f"data cut-off {_say(result.data_cutoff)}" if result.data_cutoff else None
    named = (
        ("grade", result.grade),
        ("population", result.population),
        ("subgroup", result.subgroup),
        ("assessed by", result.assessor),
        ("censoring", result.censoring),
        ("analysis", result.analysis),
        ("median follow-up", result.follow_up),
        ("time frame", result.time_frame),
    )
    said = [f"{name} {entry}" for name, entry in named if entry]
    return [part for part in (result.arm or result.comparison, *said, cutoff, result.note) if part]


def _say(value: Value | None) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return "not given" if value is None else str(value)
