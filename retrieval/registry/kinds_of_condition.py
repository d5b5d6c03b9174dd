"""Kinds of the condition that a trial studies of which its record tells nothing: "in chronic migraine"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from weakref import WeakKeyDictionary

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import CLOSES, design_words, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import Token, common_words, split_tokens

_ENTRY = "Inclusion criteria"
_WHOM = ("Title", "Background", "Summary", "Conditions", "Keywords", _ENTRY, "Eligibility criteria")
"""Sections of a record that tell whom a trial was in; what excludes somebody tells of nobody in it."""
_READ: WeakKeyDictionary[Corpus, dict[str, tuple[str, frozenset[str]]]] = WeakKeyDictionary()


def with_kinds_untold(question: Question, *, corpus: Corpus) -> Question:
    """The question with the words for a kind of the condition unread by which it restricts whom it asks of."""
    found = tuple(token for token in kinds_untold(question, corpus=corpus) if token not in question.unknown)
    left = tuple(token for token in question.unread if token not in found)
    return replace(question, unknown=(*question.unknown, *found), unread=left) if found else question


def kinds_untold(question: Question, *, corpus: Corpus) -> tuple[Token, ...]:
    """The words before the name of the condition, for whom a question asks, that no patient of the trial is told by.

    None that another name of the question has, that any question may have, or that the record has in plainer words.
    """
    names = _names_of(question.trial, corpus=corpus)
    if not names:
        return ()
    text, entry = _entry_of(question.trial or "", corpus=corpus)
    pattern = re.compile(
        rf"{_OF_WHOM}(?P<kind>(?:type\s)?[\w-]+)\s(?:{'|'.join(map(re.escape, names))})(?:{CLOSES}|{_GOES_ON})",
        re.IGNORECASE,
    )
    found: list[Token] = []
    for match in pattern.finditer(question.text):
        inside = [t for t in split_tokens(question.text) if match.start("kind") <= t.start < match.end("kind")]
        numbered = any(token.text.isdigit() for token in inside)  # which type it is no vocabulary tells apart
        named = [m for m in question.mentions if m.start < match.end("kind") and match.start("kind") < m.end]
        named = [m for m in named if not (numbered and m.term.kind == "subgroup")]
        told = (
            match["kind"].casefold() in text if numbered else _is_told(inside, entry, corpus=corpus, question=question)
        )
        if not named and not told:
            found += [token for token in inside if token.form not in common_words() or numbered]
    return tuple(found)


def _is_told(tokens: Collection[Token], entry: frozenset[str], *, corpus: Corpus, question: Question) -> bool:
    """Whether each word is one of any question, or one by which the record tells of its patients."""
    words = words_of(question.trial, corpus=corpus)
    plain = common_words() | design_words() | _RESTRICTING_NOBODY
    known = entry | in_lay_words(entry)
    return all(t.form in plain or stems(t.text) <= known or words.names_trial(t) for t in tokens)


def _names_of(trial: str | None, *, corpus: Corpus) -> tuple[str, ...]:
    """The conditions that a trial studies, each with its last word alone where that names one."""
    held = next((entry for entry in corpus.trials if entry.id == trial), None)
    record = record_of(trial, corpus=corpus)
    if held is None or record is None or all(section.title != _ENTRY for section in record.sections):
        return ()  # who could enter is not told
    phrases = [part.split(",")[0].strip(" .").casefold() for part in (held.condition or "").split(";")]
    last = [phrase.split()[-1] for phrase in phrases if phrase]
    names = dict.fromkeys((*phrases, *(word for word in last if word not in _ANY_ILLNESS)))
    return tuple(sorted(filter(None, names), key=len, reverse=True))


def _entry_of(trial: str, *, corpus: Corpus) -> tuple[str, frozenset[str]]:
    """What a record tells of whom the trial was in: the text in small letters, and its stems; read once."""
    known = _READ.setdefault(corpus, {})
    if trial not in known:
        record = record_of(trial, corpus=corpus)
        parts = (record.text[s.start : s.end] for s in record.sections if s.title in _WHOM) if record else ()
        text = " ".join(parts).casefold()
        known[trial] = text, stems(text)
    return known[trial]


_OF_WHOM = r"\b(?:in|with|for|among|against|have|has|had|having)\s(?:[\w'’-]+\s){0,3}?"
_GOES_ON = (
    r"(?=\s(?:d[io]d?|does|fared?|benefit\w*|respond\w*|g[eo]ts?|gain\w*|ha[ds]|have|was|were|is|are|who|on|with|from|to"
    r"|patients?|people|participants|results?)\b)"
)
"""What follows a condition that those asked of have, beside what ends a clause."""
_ANY_ILLNESS = frozenset("disease diseases disorder disorders syndrome infection infections failure".split())
"""Last words of conditions that alone name none."""
_RESTRICTING_NOBODY = frozenset(
    "worsening worse new bad serious typical established real active moderate severe".split()
)
