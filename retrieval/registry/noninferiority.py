"""Whether the noninferiority criterion that a registry record states was met, comparison by comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Document, Result
from retrieval.answers.absence import point_to_safety
from retrieval.answers.figures import group_figures
from retrieval.answers.phrasing import describe_figure, in_sentence
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.records import Quote, Sentence
from retrieval.registry.measure_words import measures_of
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

ASKED = re.compile(
    r"\bnon-?\s?inferior\w*|\bno worse than\b|\b(?:at least |just |every bit )?as (?:good|effective|well) as\b"
    r"|\bat least as (?:good|effective|well)\b|\bnot (?:any )?worse than\b",
    re.IGNORECASE,
)
_TESTED = re.compile(r"\bnon-?inferiority (?:analysis|or equivalence)", re.IGNORECASE)
"""What the note of a posted analysis says of one that tested for noninferiority."""
_CRITERION = re.compile(
    r"\b(?P<bound>lower|upper) (?:bound|limit|confidence (?:bound|limit))[^;]*?"
    r"(?P<side>\b(?:greater|above|higher|more|exceed\w*|less|below|lower|smaller|under)|[><\u2265\u2264])(?: than)?"
    r"(?: or equal to)?\s?(?:the )?(?:noninferiority )?(?:margin )?(?:of )?(?P<margin>[-\u2212]?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_ABOVE = ("greater", "above", "higher", "more", "exceed", ">", "\u2265")
_MOST_SHOWN = 3
"""Comparisons that are told one by one; of more, only those that missed the criterion, unless figures are asked."""

_FIGURES = re.compile(r"\bdifferences?\b|\bby how much\b|\b(?:figures|numbers|estimates)\b", re.IGNORECASE)
_MOST_ASKED = 8
"""Comparisons that are told one by one where their figures are asked, too: "and what were the differences"."""


@dataclass(frozen=True, slots=True)
class _Criterion:
    """On which side of a margin a bound of the interval has to lie; ``said`` is the record's own sentence."""

    lower: bool
    above: bool
    margin: Decimal
    said: str

    def is_met(self, row: Result) -> bool | None:
        """Whether a comparison meets it; ``None`` where it has no such bound."""
        bound = row.ci_low if self.lower else row.ci_high
        if not isinstance(bound, Decimal):
            return None
        return bound > self.margin if self.above else bound < self.margin


def tell_noninferiority(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """Of the comparisons tested for noninferiority that are asked, which met the criterion; nothing where none was.

    Nothing either where the record states no criterion that can be read: its analyses are then told with their notes.
    """
    record = record_of(question.trial, corpus=corpus)
    if not ASKED.search(question.text) or record is None:
        return ()
    rows = corpus.table.results(trial=question.trial or "")
    tested = [row for row in rows if row.comparison and _TESTED.search(row.note or "")]
    tested = _of_titles_said(_of_outcomes_asked(tested, question, terms=terms), question)
    tested = _of_items_asked(tested, question)
    tested = _of_primary(_of_arms_asked(tested, question), question, corpus=corpus)
    read = [(row, found) for row in tested if (found := _criterion(row.note or ""))]
    if not read:
        read = [(row, found) for row in tested if (found := _criterion(_definition(row.outcome, record)))]
    if not read:
        read = [(row, found) for row in tested if (found := _margin(row))]
    judged = [(row, criterion, criterion.is_met(row)) for row, criterion in read]
    if not judged or any(met is None for _, _, met in judged):
        return ()
    missed = [row for row, _, met in judged if not met]
    lead = _lead([row for row, _, _ in judged], missed)
    criteria = dict.fromkeys(criterion.said for _, criterion, _ in judged)
    notes = tuple(_as_posted(one, judged[0][0], record) for one in criteria)
    figures = bool(_FIGURES.search(question.text)) and len(judged) <= _MOST_ASKED
    few = len(judged) <= _MOST_SHOWN
    shown = [row for row, _, _ in judged] if figures or (few and not missed) else missed
    return (lead, *notes, *_figures(shown, rows, corpus=corpus, terms=terms))


def _as_posted(criterion: str, row: Result, record: Document) -> Sentence:
    """The criterion in the record's words: as its analysis notes it, or quoted from the definition of the outcome."""
    start = record.text.find(criterion)
    if criterion.rstrip(".") in (row.note or "") or start < 0:
        return Sentence(f"Criterion as posted: {criterion}", (row,))
    quote = Quote(record.source, start, start + len(criterion))
    return Sentence(f"Criterion as posted: “{criterion}”", (), (quote,))


def _margin(row: Result) -> _Criterion | None:
    """The criterion that a margin alone tells, by its side of no difference: "margin of -8 percentage points".

    A margin below it (zero, or one of a ratio) is one for the lower bound, and one above it for the upper bound. Of a
    margin told without its sign nothing is read where the interval has both bounds, or lies on the other side.
    """
    match = next((found for found in _MARGIN.finditer(row.note or "")), None)
    if match is None:
        return None
    margin = Decimal(match["margin"].replace("\u2212", "-"))
    null = Decimal(1 if (row.statistic or "").endswith("ratio") else 0)
    lower = margin < null
    bounds = [isinstance(bound, Decimal) for bound in (row.ci_low, row.ci_high)]
    if not null and not match["margin"].startswith(("-", "\u2212", "+")) and bounds != [False, True]:
        return None  # a size, and no side
    return _Criterion(lower, lower, margin, f"{match['said'].strip()}.")


_MARGIN = re.compile(
    r"(?P<said>\b(?:a |the )?non-?\s?inferiority margin\b(?:\s(?:of|is|was|set|at|defined as|equal to|to)|[:=,]){0,4}"
    r"\s?(?P<margin>[-\u2212+]?\d+(?:\.\d+)?)(?!\d)[^.;]*)",
    re.IGNORECASE,
)


def _definition(outcome: str, record: Document) -> str:
    """What the record says of how an outcome is defined: the paragraphs that its title begins."""
    sections = [record.text[s.start : s.end] for s in record.sections if s.title in _DEFINING]
    return " ".join(
        paragraph for text in sections for paragraph in text.split("\n\n") if f"{outcome}. " in f"{paragraph} "
    ).replace(f"{outcome}. ", "")


_DEFINING = ("Primary outcomes", "Secondary outcomes", "Other outcomes", "Outcome measures")


def _criterion(told: str) -> _Criterion | None:
    for sentence in re.split(r"(?<=[a-z\d)])\.\s+(?=[A-Z])", told):
        if match := _CRITERION.search(sentence):
            above = match["side"].casefold().startswith(_ABOVE)
            margin = Decimal(match["margin"].replace("\u2212", "-"))
            return _Criterion(match["bound"].casefold() == "lower", above, margin, f"{sentence.rstrip('.')}.")
    return None


def _of_outcomes_asked(rows: Sequence[Result], question: Question, *, terms: TermIndex) -> list[Result]:
    """The rows of the outcomes that the question names, where some are; else all."""
    trial = question.trial or ""
    named = {title for name in question.outcomes for title in terms.outcomes_of(name, trial=trial)}
    return [row for row in rows if row.outcome in named] or list(rows)


def _of_titles_said(rows: Sequence[Result], question: Question) -> list[Result]:
    """The rows of the titles that alone have a word of the question, else all: "the margin for cure"."""
    words = {row.outcome: stems(row.outcome) for row in rows}
    shared = frozenset.intersection(*words.values()) if words else frozenset()
    said = stems(question.text) - shared - _SMALL
    chosen = [row for row in rows if words[row.outcome] & said] or list(rows)
    times = times_told(question.text)
    if times and any(times_told(row.outcome) for row in chosen):  # of a time that was not tested nothing is told
        return [row for row in chosen if times_told(row.outcome) and agree(times, times_told(row.outcome))]
    return chosen


_SMALL = stems("a an and at by for from in of on or the to with was were is are day week month year")


def _of_arms_asked(rows: Sequence[Result], question: Question) -> list[Result]:
    """The comparisons of all the arms that the question names, where there are such; else all."""
    asked = set(question.arms) - {"all"}
    own = [row for row in rows if asked and asked <= set((row.comparison or "").split(" vs "))]
    return own or list(rows)


def _of_primary(rows: Sequence[Result], question: Question, *, corpus: Corpus) -> list[Result]:
    """The rows of the primary outcomes, where there are more than are told one by one; else all, as where all are."""
    told = measures_of(question.trial or "", corpus=corpus)
    own = [row for row in rows if row.outcome in told and told[row.outcome].primary]
    return own if own and len(rows) > _MOST_SHOWN and not _EVERY.search(question.text) else list(rows)


_EVERY = re.compile(r"\b(?:every|all|each|which|how many|secondary)\b", re.IGNORECASE)


def _of_items_asked(rows: Sequence[Result], question: Question) -> list[Result]:
    """The rows whose own name the question has in full ("serotype 3"), where there are such; else all."""
    said = {word.casefold() for word in re.findall(r"[\w.]+", question.text)}
    own = [row for row in rows if row.item and {w.casefold() for w in re.findall(r"[\w.]+", row.item)} <= said]
    return own or [row for row in rows if row.item and _code(row.item) in said] or list(rows)


def _code(item: str) -> str:
    """The last word of a row's name where it has a digit and a letter, and so is told alone: "19a"."""
    last = item.rsplit(maxsplit=1)[-1].casefold()
    return last if re.search(r"\d", last) and re.search(r"[a-z]", last) else ""


def _lead(judged: Sequence[Result], missed: Sequence[Result]) -> Sentence:
    number, met = str(len(judged)), str(len(judged) - len(missed))
    titles = "; ".join(dict.fromkeys(in_sentence(row.outcome) for row in judged))
    names = ", ".join(dict.fromkeys(row.item or row.comparison or "" for row in missed))
    if len(judged) == 1:
        what = f"{titles}{f' – {judged[0].item}' if judged[0].item else ''}"
        text = f"The posted interval {'does not meet' if missed else 'meets'} the noninferiority criterion for {what}."
        return Sentence(text, tuple(judged), stays=True)
    text = f"Of {number} comparisons tested for noninferiority ({titles}), {met} meet the criterion by their intervals"
    return Sentence(f"{text}{f'; not {names}' if missed else ''}.", tuple(judged), stays=True, counted=(number, met))


def _figures(
    shown: Sequence[Result], rows: Iterable[Result], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """The figures of the comparisons shown, with the values of the arms that they compare."""
    slots = {(row.outcome, row.item, row.time_frame) for row in shown}
    pairs = {None, *(row.comparison for row in shown)}
    own = [row for row in rows if (row.outcome, row.item, row.time_frame) in slots and row.comparison in pairs]
    figures = group_figures(own, corpus=corpus, terms=terms)
    told = [sentence for figure in figures for sentence in describe_figure(figure, terms=terms)]
    pointer = point_to_safety(figures, corpus=corpus) if figures else None
    return (*told, pointer) if pointer else tuple(told)
