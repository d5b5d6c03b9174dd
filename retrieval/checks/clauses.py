"""A sentence made ready: its number expressions, and the terms that it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from retrieval.checks.arms import Span
from retrieval.checks.evidence import Evidence
from retrieval.checks.expressions import read_expressions
from retrieval.checks.items import with_items
from retrieval.checks.layout import Sentence
from retrieval.checks.numbers import Number
from retrieval.checks.roles import Expression, Role
from retrieval.checks.titles import read_titles
from retrieval.checks.units import with_own_units
from retrieval.checks.words import CARDINAL
from retrieval.terms import Mention

_QUANTITY = re.compile(r"[0-9.]+[ -]?(?:months?|mos?\.?|weeks?|years?)(?: of follow[- ]up)?", re.IGNORECASE)


@dataclass(slots=True)
class Context:
    """What the sentences before leave behind for a sentence that is silent.

    Attributes:
        subgroups: Groups told earlier in the paragraph, which a figure may be of.
        cutoffs: The one cut-off of the sentence just before, which a silent sentence goes on with.
        group: The one group of the sentence just before, likewise.
        population: Its one analysis set, likewise.
        announced: Data cut-offs told by a sentence of the paragraph that tells no figure; they hold for those after it.
        announced_grade: The grade told by such a sentence.
        compared: The arms that it says were compared, in that order.
    """

    outcomes: tuple[str, ...] = ()
    grades: frozenset[str] = frozenset()
    subgroups: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    topic: str | None = None
    cutoffs: frozenset[date] = frozenset()
    group: frozenset[str] = frozenset()
    statistics: frozenset[str] = frozenset()
    compared: tuple[str, str] | None = None
    announced: frozenset[date] = frozenset()
    announced_grade: frozenset[str] = frozenset()
    population: frozenset[str] = frozenset()
    paragraph: int = -1


@dataclass(slots=True)
class Clause:
    """A sentence ready to be bound: its expressions, and the terms that it mentions, by kind.

    Attributes:
        named: The outcomes that it names, once they are looked for.
        groups: Groups of patients that no term accounts for, likewise: span and words of each.
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


def read_clause(text: str, sentence: Sentence, *, place: int, numbers: Sequence[Number], evidence: Evidence) -> Clause:
    """Find the expressions and the terms of one sentence."""
    columns = "".join(text[slice(*span)] for span in (sentence.label, sentence.header, sentence.corner) if span)
    mentions = find_mentions(text, sentence.start, sentence.end, evidence=evidence)
    expressions = read_expressions(
        text,
        with_own_units(text, _outside_names(text, numbers, mentions, evidence), evidence.facts.units),
        start=sentence.start,
        shares="%" in columns or "n (%)" in text[sentence.start : sentence.end],
    )
    spans = [(mention.start, mention.end) for found in mentions.values() for mention in found]
    return Clause(text, sentence, place, expressions, mentions, evidence, evidence.neutral_words, spans)


def find_mentions(text: str, start: int, end: int, *, evidence: Evidence) -> dict[str, list[Mention]]:
    """Return the terms of a span by kind, with offsets into ``text``."""
    found: dict[str, list[Mention]] = {}
    for mention in evidence.terms.find(text[start:end], trial=evidence.trial.id, typos=False):
        if mention.term.kind == "analysis" and _QUANTITY.fullmatch(mention.text.strip()):
            found.setdefault("outcome", []).extend(_inside_quantity(mention, start, evidence))
            continue
        if not re.search(r"[^\W\d_]", mention.text) or _inside_number(text, mention.start + start, mention.end + start):
            continue  # digits alone name nothing: "14" is no translocation
        moved = Mention(mention.start + start, mention.end + start, mention.text, mention.term, mention.typo)
        found.setdefault(mention.term.kind, []).append(moved)
    if "grade" in found:
        found["grade"] = _apart(found["grade"])
    _name_duration(text, start, end, found=found, evidence=evidence)
    _leave_periods(text, found)
    _look_inside_groups(text, found, evidence)
    titled = read_titles(text, start, end, found=found.get("outcome", []), evidence=evidence)
    if titled:
        found["outcome"] = with_items(text, titled, evidence)
    _free_quantities(text, found, evidence)
    return found


def _inside_quantity(mention: Mention, start: int, evidence: Evidence) -> list[Mention]:
    """The follow-up of "44 months of follow-up", which is told as a figure."""
    words = mention.text.lstrip("0123456789.")
    inner = evidence.terms.find(words, trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    first = start + mention.end - len(words)
    return [Mention(item.start + first, item.end + first, item.text, item.term) for item in inner]


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Of two names that share a word the first: "non-serious event" tells of no serious one."""
    kept: list[Mention] = []
    for mention in mentions:
        if not any(other.start < mention.start < other.end for other in kept):
            kept.append(mention)
    return kept


_TREATED_FOR = re.compile(
    r"\btreatment lasted\b|\btreated for (?=an? (?:median|mean|average)\b)"
    r"|\b(?:stay(?:ed|ing)?|remain(?:ed|ing)?|were|kept) on (?:study |their |the )?(?:treatment|therapy)\b"
    r"(?=[^.;%]{0,60}\b(?:weeks|months|days)\b)"
    r"|\b(?:stay(?:ed)?|remain(?:ed)?|kept) on\b(?=\s[^.;%]{1,40}\bfor an? (?:median|mean|average)\b)",
    re.IGNORECASE,
)


def _name_duration(text: str, start: int, end: int, *, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """ "Treatment lasted a median of" tells the duration of treatment."""
    for match in _TREATED_FOR.finditer(text, start, end):
        for item in evidence.terms.find("treatment duration", trial=evidence.trial.id, kinds={"outcome"}, typos=False):
            own = [
                other for other in found.get("outcome", ()) if other.end <= match.start() or other.start >= match.end()
            ]
            found["outcome"] = sorted(
                [*own, Mention(match.start(), match.end(), match[0], item.term)], key=lambda mention: mention.start
            )


_QUANTITY_BEFORE = re.compile(r"\b(?:median|mean|average)(?: of| was)?\s$", re.IGNORECASE)


def _free_quantities(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """In "a median of two previous lines" the number is a figure, and no part of the outcome's name."""
    for mention in list(found.get("subgroup", ())):
        first = re.match(rf"(?:[0-9]+|{CARDINAL})\b", mention.text, re.IGNORECASE)
        if first and _QUANTITY_BEFORE.search(text, max(0, mention.start - 12), mention.start):
            found["subgroup"].remove(mention)
            inner = evidence.terms.find(
                text[mention.start + first.end() : mention.end], trial=evidence.trial.id, kinds={"outcome"}, typos=False
            )
            start = mention.start + first.end()
            found.setdefault("outcome", []).extend(
                Mention(item.start + start, item.end + start, item.text, item.term) for item in inner
            )
    for mention in list(found.get("outcome", ())):
        first = re.match(r"\w+\s", mention.text)
        if first and _QUANTITY_BEFORE.search(text, max(0, mention.start - 12), mention.start):
            start = mention.start + first.end()
            inner = evidence.terms.find(
                text[start : mention.end], trial=evidence.trial.id, kinds={"outcome"}, typos=False
            )
            if inner and (first[0].strip().isdigit() or re.fullmatch(CARDINAL, first[0].strip(), re.IGNORECASE)):
                found["outcome"].remove(mention)
                found["outcome"] += [
                    Mention(item.start + start, item.end + start, item.text, item.term) for item in inner
                ]
    if "outcome" in found:
        found["outcome"].sort(key=lambda mention: mention.start)


_PERIOD = re.compile(r"\s(?:treatment |study )?(?:period|phase|part|stage|portion|extension)\b", re.IGNORECASE)


_OF_A_FIGURE = re.compile(r"\s(?:of|in|from|below|to)\b")
"""After "a fall": a figure fell, and nobody."""


def _leave_periods(text: str, found: dict[str, list[Mention]]) -> None:
    """The "double-blind" of "the double-blind period" names a period, and no fact of the design."""
    if "outcome" in found:
        found["outcome"] = [
            mention
            for mention in found["outcome"]
            if not (mention.term.category == "design" and _PERIOD.match(text, mention.end))
            and not (mention.text == "fall" and _OF_A_FIGURE.match(text, mention.end))
            and not (mention.text == "followed" and text.startswith(" by", mention.end))
        ]


_SHARE_OF = re.compile(r"\b(?:share|proportion|percentage|rate|fraction|number) of (?:the )?$", re.IGNORECASE)
"""Before "MRD-negative patients": how many are in a group is what is told."""


def _look_inside_groups(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """ "Reached a response" names a group, and where no outcome is told it tells the outcome."""
    groups = [
        *found.get("grade", ()),
        *found.get("statistic", ()),
        *(found.get("subgroup", ()) if not found.get("outcome") else ()),
    ]
    for group in groups:
        if any(other.start < group.end and group.start < other.end for other in found.get("outcome", ())):
            continue
        shared = _SHARE_OF.search(text, max(0, group.start - 24), group.start)
        people = re.search(r"\b(?:patients|participants|those|people)\b", text[group.start : group.end])
        if group.term.kind == "subgroup" and people and not shared:
            continue
        end = group.start + people.start() if people else group.end
        words = re.finditer(r"\w+\W+", text[group.start : end])
        for start in (*((group.start,) if shared else ()), *(group.start + word.end() for word in words)):
            inner = evidence.terms.find(text[start:end], trial=evidence.trial.id, kinds={"outcome"}, typos=False)
            if inner:
                found.setdefault("outcome", []).extend(
                    Mention(item.start + start, item.end + start, item.text, item.term, item.typo) for item in inner
                )
                break
    if groups and "outcome" in found:
        found["outcome"].sort(key=lambda mention: mention.start)


def _inside_number(text: str, start: int, end: int) -> bool:
    """Whether a term was found in the digits of a number: the "2" of "19.2"."""
    before = re.search(r"[0-9][.,]$", text[max(0, start - 2) : start]) and text[start].isdigit()
    after = re.match(r"[.,][0-9]", text[end : end + 2]) and text[end - 1].isdigit()
    return bool(before or after)


def arm_spans(clause: Clause) -> list[Span]:
    """The arms that the clause names, ``"all"`` left out."""
    spans = [
        _with_added(clause, Span(mention.start, mention.end, mention.term.name))
        for mention in clause.mentions.get("arm", ())
        if mention.term.name != "all"
    ]
    spans = _with_others(clause, spans)
    unique: dict[tuple[int, int], Span] = {}
    for span in spans:
        unique.setdefault((span.start, span.end), span)
    kept = list(unique.values())
    return [
        span
        for span in kept
        if not any(other is not span and other.start <= span.start and span.end <= other.end for other in kept)
    ]


_WITHOUT = re.compile(
    r"\bwithout(?: (?:it|that|the drug))?(?=\s*[,;.()]|\s*$)"
    r"|\bthose (?:who |that )?(?:had|did|were|have) not\b(?=\s*[,;.()]|\s*$)",
    re.IGNORECASE,
)
"""The other of two arms: "40.9 % with A, 19.3 % without"."""


def _with_others(clause: Clause, spans: list[Span]) -> list[Span]:
    """The arms, and the other one of two where it is told as being without the first."""
    arms = clause.evidence.facts.arms
    found = list(spans)
    for match in _WITHOUT.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        named = [span for span in spans if span.end <= match.start() and span.name in arms]
        if len(arms) == 2 and named:
            found.append(Span(match.start(), match.end(), arms[0] if named[-1].name == arms[1] else arms[1]))
    return sorted(found, key=lambda span: span.start)


_ADDED = re.compile(r"\b(?P<what>\w[\w-]*) (?:was |were |is )?(?:added|given|adding) (?:on top of|to)\s(?:\w+ )?$")


def _with_added(clause: Clause, span: Span) -> Span:
    """The other of two arms, where a drug is told to be added to this one: "had vedamab added to their Rx"."""
    added = _ADDED.search(clause.text, max(clause.sentence.start, span.start - 60), span.start)
    arms = clause.evidence.facts.arms
    if added is None or len(arms) != 2 or span.name not in arms:
        return span
    drugs = [item for kind in ("drug", "arm") for item in clause.mentions.get(kind, ())]
    if not any(item.start <= added.start("what") < item.end for item in drugs):
        return span
    return Span(added.start("what"), span.end, arms[0] if span.name == arms[1] else arms[1])


def is_grade(expression: Expression) -> bool:
    """Whether the expression is the digit of a toxicity grade."""
    return expression.parts[0].role is Role.GRADE


_THRESHOLD = re.compile(r"\s(?:reduction|improvement|decrease|increase|decline|response)\b")
"""After "at least 50 %": the number says what counts as a response, and no result."""


_EVERY = re.compile(r"every\s[0-9]", re.IGNORECASE)
"""The number of a dosing schedule is told, and is no part of a name."""


def _outside_names(
    text: str, numbers: Sequence[Number], mentions: dict[str, list[Mention]], evidence: Evidence
) -> list[Number]:
    """Drop the digits that are part of a term's own name, "aged 65-74 years", "Drug 20 mg", and of definitions."""
    names = [
        (mention.start, mention.end)
        for kind in ("outcome", "subgroup", "arm", "drug", "trial", "population", "topic")
        for mention in mentions.get(kind, ())
        if mention.end - mention.start > 4 and not (kind == "topic" and _EVERY.match(mention.text))
    ]
    kept = [number for number in numbers if not (_THRESHOLD.match(text, number.unit_end) and number.comparator == ">=")]
    folds = [number for number in kept if number.form == "factor" and number.text.casefold().endswith("fold")]
    if folds and any("fold" in words for words in evidence.title_words.values()):
        kept = [number for number in kept if number not in folds]  # the title of an outcome tells what counts
    return [
        number
        for number in kept
        if number.form in ("date", "month", "ratio")
        or not any(low <= number.start and number.end <= high for low, high in names)
    ]
