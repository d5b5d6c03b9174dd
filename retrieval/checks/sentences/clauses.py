"""A sentence made ready: its number expressions, and the terms that it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.vocabulary import Term
from retrieval.checks.figures.expressions import read_expressions
from retrieval.checks.figures.layout import Sentence
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Expression, Role
from retrieval.checks.figures.units import with_own_units
from retrieval.checks.sentences.headings import read_headings
from retrieval.checks.sentences.name_digits import outside_names
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.arm_labels import with_labels
from retrieval.checks.terms.arm_names import (
    arms_with,
    by_drug,
    by_label,
    shared_nouns,
    with_negated,
    with_switched,
)
from retrieval.checks.terms.arm_pairs import Span, one_per_place
from retrieval.checks.terms.arm_widths import with_own_words
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


_OPENED = re.compile(r"s\s?\(\d")
"""In "the three groups (1, 1 and 2)", which names no "Group 1"."""


def arm_spans(clause: Clause) -> list[Span]:
    """The arms that the clause names, ``"all"`` left out; they are looked for once."""
    if clause.arms is None:
        clause.arms = _arm_spans(clause)
    return clause.arms


def _arm_spans(clause: Clause) -> list[Span]:
    spans = [
        _with_added(clause, Span(mention.start, mention.end, mention.term.name))
        for mention in clause.mentions.get("arm", ())
        if mention.term.name != "all" and not _OPENED.search(mention.text)
    ]
    spans = with_switched(
        clause.text, (clause.sentence.start, clause.sentence.end), _with_others(clause, spans), clause.evidence
    )
    kept = one_per_place(with_own_words(clause.text, clause.sentence.start, spans))
    kept = [span for span in kept if not any(_goes_into(span, other) for other in kept)]
    return [
        span
        for span in kept
        if not any(other is not span and other.start <= span.start and span.end <= other.end for other in kept)
    ]


def _goes_into(span: Span, other: Span) -> bool:
    """Whether a name ends within another one of the same arm: "with Veda" in "Veda-Rx"."""
    return span.name == other.name and span.start < other.start < span.end < other.end


_WHEN = r"\s(?:at|in|by|as of)\s(?:the\s)?(?:\w+\s){0,5}?(?:(?:19|20)[0-9]{2}|cut-?off|analysis|look)\b"
_ENDS = rf"(?=\s*[,;:.()?!]|\s*$|{_WHEN})"
"""Behind words that stand for an arm: a stop, or when the figures are of: "33.5 % with it, 15.4 % without in 2022"."""
_WITHOUT = Rare(
    rf"\bwithout(?: (?:it|that|this|(?:the|that|this) (?:\w+ )?(?:drug|antibody|agent|addition)))?{_ENDS}"
    rf"|\b(?:those|people|patients|participants) (?:who |that )?(?:had|did|were|have) not\b{_ENDS}"
    rf"|\bin the other\b{_ENDS}|\b(?:of|in|among|for|with|on) the others\b{_ENDS}"
    r"|\b(?:where|when|if) (?:(?:it|that) (?:was|is)|they (?:had|did|were)) not\b"
    r"|\b(?:the|in) other (?:group|arm|treatment|combination|regimen|one)\b",
    "without", "not", "other",
)  # fmt: skip
"""The other of two arms: "40.9 % with A, 19.3 % without"."""
_WITH_IT = Rare(
    r"\bwith (?:it|that|this)\b(?! (?:in|being)\b)"
    r"|\b(?:those|people|patients|participants) who (?:had|did|were)\b(?=\s*[,;:.()?!]|\s*$)",
    "with it", "with that", "with this", "who had", "who did", "who were",
)  # fmt: skip
"""The other of two arms, after the one that is told as being without a drug: "without A 19.3 %, with it 40.9 %"."""


_OF_WHOM = re.compile(r"\b(?:those|patients|participants|people)\s$", re.IGNORECASE)
_LACKS = re.compile(r"without\b|never\b|\w*(?: not|n't)\b|not\b", re.IGNORECASE)
FORMER = Rare(
    r"\bthe (?:(?P<first>former|first)|latter|second)\b(?:(?<=er)(?!\s(?:two|three|analys|cut|figure|number|case|trial"
    r"|stud|data|date|estimate|value|interval|p\b|part|half|period))"
    r"|(?=[\s,.;)]*(?:$|[,.;()0-9]|\b(?:group|arm|stopp|had|and|died|disc|with|came))))",
    "former", "first", "latter", "second",
)  # fmt: skip
"""Of two arms named before: "15 (8 %) of the former"."""


_LETTERED = Rare(
    r"\b(?P<kind>arm|group|cohort)s (?P<first>[A-Z0-9]{1,2}),? (?:and|or|versus|vs\.?) (?P<second>[A-Z0-9]{1,2})\b",
    "arms", "groups", "cohorts",
)  # fmt: skip
"""The second of "Arms A and B"."""


def _lettered(clause: Clause) -> list[Span]:
    found: list[Span] = []
    for match in _LETTERED.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        for name in ("first", "second"):
            words = f"{match['kind']} {match[name]}"
            arms = with_labels(words, (0, len(words)), {}, clause.evidence)
            arms += clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"arm"}, typos=False)
            found += [Span(match.start(name), match.end(name), item.term.name) for item in arms[:1]]
    return found


def _with_others(clause: Clause, spans: list[Span]) -> list[Span]:
    """The arms, and the other one of two where it is told as being without the first."""
    arms = clause.evidence.facts.pair
    spans = [
        *spans,
        *(
            own
            for own in by_drug(clause.text, clause.sentence.end, clause.mentions, clause.evidence)
            if not any(own.start < it.end and it.start < own.end for it in spans)
        ),
    ]
    letters = _lettered(clause)
    letters += shared_nouns(clause.text, (clause.sentence.start, clause.sentence.end), clause.evidence)
    found = [span for span in spans if not any(it.start < span.end and span.start < it.end for it in letters)]
    found += letters
    labels = by_label(clause.text, (clause.sentence.start, clause.sentence.end), clause.evidence)
    found += [own for own in labels if not any(own.start < it.end and it.start < own.end for it in found)]
    clause.spans.extend((own.start, own.end) for own in labels)
    found = with_negated(clause.text, clause.sentence.start, found, arms)
    spans = sorted(found, key=lambda span: span.start)
    for pattern in (_WITHOUT, _WITH_IT):
        for match in pattern.finditer(clause.text, clause.sentence.start, clause.sentence.end):
            named = [span for span in spans if span.end <= match.start() and span.name in arms]
            told = named and (pattern is _WITHOUT or _LACKS.match(clause.text, named[-1].start))
            if (
                told
                and {span.name for span in named} == {*arms}
                and _OF_WHOM.search(clause.text, match.start() - 14, match.start())
            ):
                continue  # "239 on A and 291 on B; in those without, 176 and 220": without what was told of patients
            if len(arms) == 2 and told:
                found.append(Span(match.start(), match.end(), arms[0] if named[-1].name == arms[1] else arms[1]))
    for match in FORMER.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        names = list(dict.fromkeys(span.name for span in spans if span.end <= match.start()))
        said = next((span for span in spans if clause.text[match.end() : span.start] == " ("), None)
        if said is not None:
            found.append(Span(match.start(), said.end, said.name))  # "in the former (A)"
        elif len(names) == 2:
            found.append(Span(*match.span(), names[0 if match["first"] else 1]))
    return sorted(found, key=lambda span: span.start)


_ADDED = Rare(
    r"\b(?:(?P<what>\w[\w-]*) (?:was |were |is )?(?:(?:added|given|adding) (?:on top of|to)"
    r"|(?:given|combined|administered) (?:together |in combination )?with|given alongside)"
    r"|(?:adding|addition of|adds?) (?P<added>\w[\w-]*) (?:on top of|to)|(?P<top>\w[\w-]*) on top of)\s(?:\w+ )?$",
    "add", "given", "on top of", "combined", "administered",
)  # fmt: skip


_JOINED = re.compile(r"-|\s?\+\s?|/")
"""Between a drug and the arm to which it is added: "vedamab-Rx"."""


def _with_added(clause: Clause, span: Span) -> Span:
    """The other of two arms, where a drug is told to be added to this one: "had vedamab added to their Rx"."""
    for drug in clause.mentions.get("drug", ()):
        joined = span.name in clause.evidence.facts.pair and _JOINED.fullmatch(clause.text, drug.end, span.start)
        if joined and (arms_with(drug, clause.evidence) - {span.name}):
            return Span(drug.start, span.end, min(arms_with(drug, clause.evidence)))
    added = _ADDED.search(clause.text, max(clause.sentence.start, span.start - 60), span.start)
    arms = clause.evidence.facts.pair
    if added is None or len(arms) != 2 or span.name not in arms:
        return span
    drugs = [item for kind in ("drug", "arm") for item in clause.mentions.get(kind, ())]
    start = added.start(added.lastgroup or 0)
    if not any(item.start <= start < item.end for item in drugs):
        return span
    return Span(start, span.end, arms[0] if span.name == arms[1] else arms[1])


def is_grade(expression: Expression) -> bool:
    """Whether the expression is the digit of a toxicity grade."""
    return expression.parts[0].role is Role.GRADE
