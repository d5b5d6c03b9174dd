"""Terms by their names and by the words of their spellings: what ``retrieval.terms`` finds mentions with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.vocabulary import Term
from ingest.words import distinct_forms, first_form, split_forms

_SKIPPED = frozenset(
    (
        "a an his her its the their them these this those your "
        "actually meaningfully much really significantly statistically"
    ).split()
)
"""Words that a text may put between those of a spelling: "stopped the treatment", "live significantly longer"."""
_MOST_READINGS = 4  # of a phrase, with and without its small words
SHORTEST_TYPO = 5
"""Letters of a word from which a misspelling of it is read through."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The spellings that begin with one word.

    Attributes:
        phrases: The terms of each spelling, by its words.
        longest: Words of the longest.
        second: The words that follow the first in any of them.
    """

    phrases: dict[str, list[tuple[Term, str]]]
    longest: int
    second: frozenset[str]


_NONE = _Group({}, 0, frozenset())


class Lexicon:
    """Some terms; complete before the first question is asked of it.

    Of tens of thousands of spellings a question meets a few: those of one first word are read when it is met.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._spellings: defaultdict[str, list[tuple[Term, str]]] = defaultdict(list)  # by their first words
        self._groups: dict[str, _Group] = {}
        self._by_name: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in terms:
            self.add(term)

    def add(self, term: Term) -> None:
        """Add one term with all its spellings."""
        self._by_name[(term.kind, term.name)].append(term)
        for spelling in (*term.spellings, *_of_cutoff(term), *_of_arm(term)):
            form = first_form(spelling)
            if form is not None and not (term.kind == "grade" and spelling == "any"):
                self._spellings[form].append((term, spelling))

    @cached_property
    def words(self) -> frozenset[str]:
        """Normal forms of the words of all spellings."""
        return distinct_forms(spelling for group in self._spellings.values() for _, spelling in group)

    def named(self, kind: str, name: str) -> Sequence[Term]:
        """Return the terms with this canonical name."""
        return self._by_name.get((kind, name), ())

    def first_words(self, kind: str, name: str) -> set[str]:
        """Return the words that the spellings of a name begin with: a text without any of them does not mention it."""
        forms = (first_form(spelling) for term in self.named(kind, name) for spelling in term.spellings)
        return {form for form in forms if form}

    def of_kind(self, kind: str) -> Iterator[Term]:
        """Yield the terms of one kind."""
        return (term for name in self._names_by_kind.get(kind, ()) for term in self._by_name[(kind, name)])

    def narrower(self, kind: str, name: str) -> Sequence[Term]:
        """Return the terms of one kind that are counted among this name."""
        return self._by_broader.get((kind, name), ())

    def begins(self, form: str) -> bool:
        """Whether any spelling begins with this word."""
        return self._group(form).longest > 0

    def starting(self, forms: Sequence[str], first: int) -> Iterator[tuple[int, Term, str]]:
        """Yield ``(last word, term, spelling)`` of every spelling that begins with the word ``first`` of ``forms``.

        Small words that a spelling does not have ("stopped the treatment") are read over.
        """
        group = self._group(forms[first])
        reached = [(forms[first], 1)] if group.longest else []
        yield from ((first, *found) for found in group.phrases.get(forms[first], ()))
        following = forms[first + 1] if first + 1 < len(forms) else ""
        if following not in _SKIPPED and following not in group.second:
            return  # as for most words of a text
        for last in range(first + 1, len(forms)):
            further = [(f"{phrase} {forms[last]}", count + 1) for phrase, count in reached if count < group.longest]
            yield from ((last, *found) for phrase, _ in further for found in group.phrases.get(phrase, ()))
            reached = [*further, *reached][:_MOST_READINGS] if forms[last] in _SKIPPED else further
            if not further:
                return

    def _group(self, form: str) -> _Group:
        if form not in self._spellings:
            return _NONE
        if form not in self._groups:  # two threads may read one at once: both read the same
            self._groups[form] = _read_group(self._spellings[form])
        return self._groups[form]

    @cached_property
    def long_words(self) -> tuple[str, ...]:
        """Words that a misspelt one may be read as, English first."""
        long = (word for word in self.words if len(word) >= SHORTEST_TYPO)
        return tuple(sorted(long, key=lambda word: (not word.isascii(), word)))

    def without_vowels(self, form: str) -> str | None:
        """The only long word that is written so with some of its vowels left out ("infusn"), or ``None``."""
        words = [word for word in self._by_consonants.get(_consonants(form), ()) if _is_within(form, word)]
        return words[0] if len(words) == 1 else None

    @cached_property
    def _by_consonants(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.long_words:
            found[_consonants(word)].append(word)
        return dict(found)

    def drugs_beginning(self, form: str) -> Iterator[str]:
        """Yield the words that name a drug by themselves and begin so."""
        words = self._drug_words
        for place in range(bisect_left(words, form), len(words)):
            if not words[place].startswith(form):
                return
            yield words[place]

    @cached_property
    def _drug_words(self) -> tuple[str, ...]:
        """Sorted: a registry of thousands of trials has thousands of drugs."""
        names = (split_forms(term.name) for term in self.of_kind("drug"))
        return tuple(sorted({words[0] for words in names if len(words) == 1}))

    @cached_property
    def _by_broader(self) -> dict[tuple[str, str], list[Term]]:
        found: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for kind in self._names_by_kind:
            for term in self.of_kind(kind):
                for broader in set(term.broader):
                    found[kind, broader].append(term)
        return dict(found)

    @cached_property
    def _names_by_kind(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for kind, name in self._by_name:
            found[kind].append(name)
        return dict(found)


def _consonants(word: str) -> str:
    """A word without its vowels, but for a first one."""
    return word[:1] + _VOWELS.sub("", word[1:])


_VOWELS = re.compile(r"[aeiou]+")


def _is_within(form: str, word: str) -> bool:
    """Whether the letters of ``form`` stand in ``word``, in their order."""
    letters = iter(word)
    return len(form) < len(word) and all(letter in letters for letter in form)


def _read_group(spellings: Iterable[tuple[Term, str]]) -> _Group:
    phrases: defaultdict[str, list[tuple[Term, str]]] = defaultdict(list)
    longest, second = 0, set()
    for term, spelling in spellings:
        if _is_bare_number(spelling):
            continue
        forms = split_forms(spelling)
        phrases[" ".join(forms)].append((term, spelling))
        second.update(forms[1:2])
        longest = max(longest, len(forms))
    return _Group(dict(phrases), longest, frozenset(second))


def _of_cutoff(term: Term) -> tuple[str, ...]:
    """An analysis is also named by its data cut-off: "final OS cut-off"."""
    if term.kind != "analysis":
        return ()
    named = [spelling for spelling in term.spellings if "analysis" in spelling]
    return tuple(
        name.replace("analysis", word)
        for name in named
        for word in ("cut-off", "cutoff", "data cut-off", "data cut", "cut")
    )


def _of_arm(term: Term) -> tuple[str, ...]:
    """An arm is also named by initials and a sign: "Drug + ET" for "Drug Plus Endocrine Therapy (Arm A)"."""
    if term.kind != "arm":
        return ()
    bare = _PARENTHESES.sub("", term.name).strip()
    short = _CAPITALISED.sub(lambda run: "".join(word[0] for word in run[0].split()), bare)
    names = {name for base in (bare, short) for name in (base, _JOINED.sub(" + ", base), _JOINED.sub(" plus ", base))}
    return tuple(sorted(name for name in names - {term.name} if len(name) > _FEWEST_LETTERS))


_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_CAPITALISED = re.compile(r"\b(?!Plus\b|Alone\b|And\b)[A-Z][a-z]+(?: (?!Plus\b|Alone\b|And\b)[A-Z][a-z]+)+\b")
_JOINED = re.compile(r" (?:plus|\+|and) ", re.IGNORECASE)
_FEWEST_LETTERS = 3


def _is_bare_number(spelling: str) -> bool:
    """Whether a spelling is digits alone: the grade "3" is named "grade 3", and a lone 3 in prose names nothing."""
    if spelling[:1].isalpha():
        return False  # as of most: a lexicon has tens of thousands
    return not any(c.isalpha() for c in spelling) and any(c.isdigit() for c in spelling)
