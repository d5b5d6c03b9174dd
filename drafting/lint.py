"""Wording that a balanced, non-promotional letter does not use: what the words are, why, and a neutral alternative.

The lint reports; it changes nothing. Words that are quoted or denied are left alone, and so is what the sentence
makes good: "well tolerated" with its figures, "significant" with the P value of a formal test, "trend" with its
confidence interval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafting.lint_forms import find_forms
from drafting.lint_rules import Rule, read_rules
from drafting.records import Letter, LetterText, texts_of
from ingest.corpus import Corpus
from ingest.records import Result

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_DENIED = re.compile(
    r"\b(?:no|not|never|neither|nor|none|cannot|without|whether|nothing|lack of|absence of)\b(?:\s+[^\s,;:.]+){0,5}\s*$"
)
_TAKEN_BACK = re.compile(r"\bno other\b|\bnot only\b|\bno doubt\b|\bdo(?:es)? not hesitate\b")
_FIGURE = re.compile(r"\d(?:[.·]\d+)?\s?%|\b\d+\s?(?:/|of)\s?\d+\b")
_P = re.compile(r"\bp\s?(?:value)?\s?[=<>≤]\s?0?[.·]\d+|\bp\s?(?:value)? of 0?[.·]\d+")
_NOT_TESTED = re.compile(r"\bnominal|\bdescriptive|\bexploratory|\bpost hoc|\bunadjusted")
_INTERVAL = re.compile(r"(?:\bci\b|confidence interval)[^.;]{0,12}\d")
_COMPARES = re.compile(
    r"\b(?:than|versus|vs\.?|whereas|while|compared (?:with|to)|exceed\w*|better|worse|against|superior|inferior|"
    r"outperform\w*|beats?|more favou?rable|lower|higher|longer|shorter|as opposed to)(?!\w)"
)
_KEPT_APART = re.compile(
    r"\b(?:not|cannot|must not|never|no) (?:be )?(?:compar\w+)|no comparison|separate\w*|by (?:itself|themselves)"
)
OFF_LABEL = "off-label"
"""Kind of the remark on a use that may be outside the approved indication."""
_READ_ALONE = ("answer", "points")
"""Sections that a reader in a hurry reads alone."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of one text: ``text[start:end] == words``."""

    kind: str
    start: int
    end: int
    words: str
    reason: str
    alternative: str


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A remark on a sentence or cell of a letter.

    Attributes:
        section: Key of the section; ``text`` is empty where the remark is on the section as a whole.
    """

    section: str
    text: str
    remark: Remark


def lint_letter(letter: Letter, *, corpus: Corpus) -> tuple[LintFinding, ...]:
    """Return the findings on a letter's own words, in reading order; what it quotes or restates is another's."""
    rows = _printed(letter, corpus=corpus)
    trials = {name: trial.id for trial in corpus.trials for name in (trial.acronym, trial.id) if name}
    trials = {term.name: term.trial or term.name for term in corpus.terms if term.kind == "trial"} | trials
    marked = " ".join(
        each.text for part in letter.sections if part.key == "label" for each in texts_of(part)
    ).casefold()
    found: list[LintFinding] = []
    for section in letter.sections:
        for each in texts_of(section):
            if each.origin != "quote" and each.text not in letter.inquiry.restated:
                tested = any(rows[id].p_tested == "tested" for id in each.results if id in rows)
                found += [
                    LintFinding(section.key, each.text, remark)
                    for remark in lint_text(each.text, trials=trials, tested=tested)
                    if remark.kind != OFF_LABEL or remark.words.casefold() not in marked
                ]
    alone = [section for section in letter.sections if section.key in _READ_ALONE]
    if _is_one_sided([each for section in alone for each in texts_of(section)], rows):
        found.insert(0, LintFinding(alone[-1].key, "", _ONE_SIDED))
    return tuple(found)


def lint_text(text: str, *, trials: Mapping[str, str] | None = None, tested: bool = False) -> tuple[Remark, ...]:
    """Return the remarks on one sentence or cell, in the order of their words.

    Args:
        trials: Names of trials, in any case, with what tells one trial from another.
        tested: Whether the sentence prints the result of a formal test.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is longer would shift every span
        lowered = text
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    remarks = [remark for rule in read_rules() for remark in _apply(rule, lowered, text=text, tested=tested)]
    remarks += _judge_forms(lowered, text=text)
    remarks += _compare_trials(lowered, text=text, trials=trials or {})
    shown = [each for each in remarks if not any(start <= each.start < end for start, end in quoted)]
    faint = {rule.kind for rule in read_rules() if rule.alone}
    plain = [each for each in shown if each.kind not in faint]
    shown = plain or shown
    return tuple(sorted(_without_overlaps(shown), key=lambda each: each.start))


def _printed(letter: Letter, *, corpus: Corpus) -> dict[str, Result]:
    """The results that a letter prints, by id; what the corpus holds no more is left out."""
    printed = {id for section in letter.sections for each in texts_of(section) for id in each.results}
    return {id: corpus.table.get(id) for id in printed if id in corpus.table}


def _apply(rule: Rule, lowered: str, *, text: str, tested: bool) -> Iterator[Remark]:
    if rule.beside and rule.beside.search(lowered):
        return
    if rule.needs and _has(rule.needs, lowered, tested=tested):
        return
    harmless = [match.span() for match in rule.harmless.finditer(lowered)] if rule.harmless else []
    for match in rule.words.finditer(lowered):
        start, end = match.span()
        if any(first <= start and end <= last for first, last in harmless):
            continue
        if rule.before and rule.before.search(lowered[:start]):
            continue
        if rule.after and rule.after.match(lowered[end:]):
            continue
        if not rule.denied and _is_denied(lowered[:start]):
            continue
        yield Remark(rule.kind, start, end, text[start:end], rule.reason, rule.alternative)


def _judge_forms(lowered: str, *, text: str) -> Iterator[Remark]:
    """Remarks on forms of words that judge, with the reasons of the listed words of their kind."""
    rules = {rule.kind: rule for rule in reversed(read_rules())}
    for kind, start, end in find_forms(lowered):
        rule = rules[kind]
        harmless = rule.harmless is not None and any(
            match.start() <= start and end <= match.end() for match in rule.harmless.finditer(lowered)
        )
        if not harmless and (kind == "cross-trial" or not _is_denied(lowered[:start])):
            yield Remark(kind, start, end, text[start:end], rule.reason, rule.alternative)


def _has(need: str, lowered: str, *, tested: bool) -> bool:
    if need == "figure":
        return bool(_FIGURE.search(lowered))
    if need == "interval":
        return bool(_INTERVAL.search(lowered))
    return not _NOT_TESTED.search(lowered) and (tested or bool(_P.search(lowered)))


def _is_denied(before: str) -> bool:
    return bool(_DENIED.search(before)) and not _TAKEN_BACK.search(before)


def _compare_trials(lowered: str, *, text: str, trials: Mapping[str, str]) -> Iterator[Remark]:
    """A remark where a sentence that names two trials compares, and does not say that they are kept apart."""
    named = {name.lower() for name in trials if _names(lowered, name.lower())}
    shown = {name for name in named if not any(name != other and name in other for other in named)}
    distinct = {key for name, key in trials.items() if name.lower() in shown}
    compares = _COMPARES.search(lowered)
    if len(distinct) > 1 and compares and not _KEPT_APART.search(lowered):
        rule = next(rule for rule in read_rules() if rule.kind == "cross-trial")
        start, end = compares.span()
        yield Remark(rule.kind, start, end, text[start:end], rule.reason, rule.alternative)


def _names(lowered: str, name: str) -> bool:
    return name in lowered and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", lowered) is not None


def _without_overlaps(remarks: list[Remark]) -> Iterator[Remark]:
    """Of remarks of one kind that overlap, the longest; several kinds may be told of the same words."""
    kept: dict[str, int] = {}
    for each in sorted(remarks, key=lambda each: (each.kind, each.start, -each.end)):
        if each.start >= kept.get(each.kind, 0):
            kept[each.kind] = each.end
            yield each


_ONE_SIDED = Remark(
    "efficacy without safety",
    0,
    0,
    "",
    "answer and key points tell efficacy and no safety, and are often read alone",
    "add the rates of grade 3 or higher, serious and fatal events and of discontinuations, by arm",
)


def _is_one_sided(texts: Sequence[LetterText], rows: Mapping[str, Result]) -> bool:
    """Whether texts print results on efficacy and none on safety, and do not even say that none is held."""
    printed = [rows[id].category for each in texts for id in each.results if id in rows]
    told = any("safety" in each.text.lower() or "adverse event" in each.text.lower() for each in texts)
    return "efficacy" in printed and "safety" not in printed and not told
