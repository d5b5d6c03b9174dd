"""A sentence made ready: its number expressions, and the terms that it mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.vocabulary import Term
from retrieval.checks.figures.expressions import read_expressions
from retrieval.checks.figures.layout import Sentence
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Expression, Role
from retrieval.checks.figures.units import with_own_units
from retrieval.checks.sentences.headings import read_headings
from retrieval.checks.sentences.name_digits import outside_names
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.arm_pairs import Span
from retrieval.checks.terms.explanations import without_explanations
from retrieval.checks.terms.mentions import find_mentions, heading_mentions
from retrieval.checks.terms.titled_figures import limit_spans
from retrieval.terms import Mention


@dataclass(slots=True)
class Context:
    """What the sentences before leave behind for a sentence that is silent.

    Attributes:
        earlier: Outcomes named so far, with the grades told of them, the latest last.
        subgroups: Groups told earlier in the paragraph, which a figure may be of.
        groups: Groups named so far.
        asked: Groups that the last question names, or a line that only announces what comes.
        asked_in: The paragraph of that line.
        heading: The one group that the heading above names.
        cutoffs: The one cut-off of the sentence just before, which a silent sentence goes on with.
        group: The one group of the sentence just before, likewise.
        population: Its one analysis set, likewise.
        set_of: The outcome that was told of the analysis set named last.
        censorings: The censoring rule named last in the paragraph.
        announced: Data cut-offs told by a sentence of the paragraph that tells no figure; they hold for those after it.
        labelled: The cut-off that begins the paragraph like a heading: "Final analysis (14 January 2022)."
        stated: The one that the text states in a sentence of its own, until it names another.
        headed: The cut-off that the heading above names.
        over_list: The one that the line over a list names, while its items are read.
        listed: The one group that it names, likewise.
        told_last: The one cut-off that the paragraph's sentences before name last.
        announced_grade: The grade told by such a sentence.
        headed_grade: The grade of the heading above.
        named_grade: The grade of events that a sentence of the paragraph names without a figure.
        bracketed_grade: The grade of the share in brackets behind that of all grades: those told after it are, too.
        item: The row that the last figure was told of.
        row_named: The row that the sentence before, which has no figure, names.
        told_in: The paragraph that named or told an outcome last.
        compared: The arms that it says were compared, in that order.
        order_of_all: The order in which more than two arms were told last.
        two_arms: The two arms that a sentence of the paragraph names last, in that order: "the former, the latter".
        two_outcomes: The two outcomes, likewise.
        pattern: Its figures, where all are of one arm: the next sentence may tell those of the other in their order.
    """

    outcomes: tuple[str, ...] = ()
    grades: frozenset[str] = frozenset()
    earlier: tuple[tuple[str, frozenset[str]], ...] = ()
    subgroups: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    asked_in: int = -1
    heading: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    order_of_all: tuple[str, ...] = ()
    topic: str | None = None
    cutoffs: frozenset[date] = frozenset()
    group: frozenset[str] = frozenset()
    statistics: frozenset[str] = frozenset()
    compared: tuple[str, str] | None = None
    two_arms: tuple[str, ...] = ()
    two_outcomes: tuple[Term, ...] = ()
    announced: frozenset[date] = frozenset()
    labelled: frozenset[date] = frozenset()
    stated: frozenset[date] = frozenset()
    headed: frozenset[date] = frozenset()
    over_list: frozenset[date] = frozenset()
    listed: frozenset[str] = frozenset()
    told_last: frozenset[date] = frozenset()
    announced_grade: frozenset[str] = frozenset()
    headed_grade: frozenset[str] = frozenset()
    named_grade: frozenset[str] = frozenset()
    bracketed_grade: frozenset[str] = frozenset()
    population: frozenset[str] = frozenset()
    set_of: tuple[str, ...] = ()
    censorings: frozenset[str] = frozenset()
    item: str | None = None
    row_named: str | None = None
    paragraph: int = -1
    told_in: int = -1
    pattern: tuple[Slot, ...] = ()


@dataclass(slots=True)
class Clause:
    """A sentence ready to be bound: its expressions, and the terms that it mentions, by kind.

    Attributes:
        named: The outcomes that it names, once they are looked for.
        groups: Groups of patients that no term accounts for, likewise: span and words of each.
        analyses: The analyses and cut-offs that it names, likewise.
        arms: The arms that it names, likewise.
    """

    text: str
    sentence: Sentence
    place: int
    expressions: tuple[Expression, ...]
    mentions: dict[str, list[Mention]]
    evidence: Evidence
    neutral: frozenset[str] = frozenset()
    spans: list[tuple[int, int]] = field(default_factory=list)
    named: list[Mention] | None = None
    groups: list[tuple[int, int, str]] | None = None
    analyses: list[Qualifier] | None = None
    arms: list[Span] | None = None


def read_clause(text: str, sentence: Sentence, *, place: int, numbers: Sequence[Number], evidence: Evidence) -> Clause:
    """Find the expressions and the terms of one sentence."""
    find = heading_mentions if sentence.kind == "cell" else find_mentions  # a heading is a cell, too: it is read once
    found = find(text, sentence.start, sentence.end, evidence=evidence)
    mentions = {kind: list(own) for kind, own in found.items()}
    mentions = without_explanations(text, sentence.start, sentence.end, mentions)
    if sentence.kind == "cell" and sentence.label is None:  # what a row is called may have a title's threshold
        numbers = [number for number in numbers if number.text not in evidence.facts.thresholds]
    told = with_own_units(text, outside_names(text, numbers, mentions, evidence), evidence.facts.units)
    expressions = read_expressions(text, told, start=sentence.start, headed=tuple(read_headings(text, sentence)))
    spans = [(mention.start, mention.end) for found in mentions.values() for mention in found]
    spans += limit_spans(text, sentence.start, sentence.end, evidence)
    return Clause(text, sentence, place, expressions, mentions, evidence, evidence.neutral_words, spans)


def is_grade(expression: Expression) -> bool:
    """Whether the expression is the digit of a toxicity grade."""
    return expression.parts[0].role is Role.GRADE
