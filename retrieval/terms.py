"""Which canonical terms a text mentions: the vocabulary and the table's own titles, found in prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ingest.corpus import Corpus
from ingest.table import ResultsTable
from ingest.vocabulary import Term, TermKind

_TOKEN = re.compile(
    r"\b(?:t|del|inv|amp|gain|dup|add)\(\d[\dpq;. ]*\)"  # a chromosomal change is one word
    r"|>=|<=|[≥≤⩾⩽<>+%]|\d+(?:[.·]\d+)?(?=\s*%)|[^\W_]+(?:['’]s\b)?"
)
_SIGNS = {"≥": ">=", "⩾": ">=", "≤": "<=", "⩽": "<="}
_SPELLINGS = (
    (re.compile(r"['’]s$"), ""),
    (re.compile(r"ae|oe"), "e"),  # anaemia, diarrhoea, oedema
    (re.compile(r"is(e|ed|es|ing|ation|ations)$"), r"iz\1"),  # randomised, hospitalisation
    (re.compile(r"our(s?)$"), r"or\1"),  # tumour
)
_PLURALS = ((re.compile(r"(?<=[^aeiouy])ies$"), "y"), (re.compile(r"(?<=[^sui])s$"), ""))
_FUNCTION_WORDS = frozenset(
    "a all am an and are as at be but by can do for go had has have he her him his how i if in is it its may me "
    "more my no not of off on or our out per she so than that the their them then there they this to up us was we "
    "were what when where which who why will with you your aids ate ill lead met pain set".split()
)
"""Words that an abbreviation can be mistaken for: such an abbreviation counts only in its printed case."""
_SPACED_DIGIT = re.compile(r"\s\d")
_SHORTEST_TYPO = 5
_LONGEST_ABBREVIATION = 3
_RATES = ("percentage", "count")


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found in a text: ``text == source[start:end]``; ``typo`` when a misspelling was read through."""

    start: int
    end: int
    text: str
    term: Term
    typo: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a text: ``form`` is its normal form, equal for spellings that mean the same."""

    start: int
    end: int
    text: str
    form: str


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    terms: list[tuple[Term, str]] = field(default_factory=list)


@cache
def normal_form(word: str) -> str:
    """The form under which a word is compared: case, plural and British or American spelling are read through."""
    form = _SIGNS.get(word, word.casefold())
    if len(form) > 3:
        for pattern, replacement in _SPELLINGS if word.isupper() else (*_SPELLINGS, *_PLURALS):  # "HADS" is no plural
            form = pattern.sub(replacement, form)
    return form


def split_tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of ``text`` in order; hyphens, dashes, slashes and spaces only separate."""
    return tuple(
        Token(match.start(), match.end(), match.group(), normal_form(match.group())) for match in _TOKEN.finditer(text)
    )


class TermIndex:
    """Finds terms in prose; built once for a corpus."""

    def __init__(self, terms: Iterable[Term], *, table: ResultsTable) -> None:
        self._root = _Node()
        self._words: set[str] = set()
        self._by_name: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in terms:
            self._add(term)
        self._table = table
        self._add_own_terms_of(table)
        long_words = [word for word in self._words if len(word) >= _SHORTEST_TYPO]
        self._long_words = tuple(sorted(long_words, key=lambda word: (not word.isascii(), word)))  # English first
        self._named: dict[tuple[str, str], tuple[str, ...]] = {}

    def term(self, name: str, *, kind: TermKind, trial: str | None = None) -> Term | None:
        """The term with this canonical name; one of ``trial``'s own vocabulary goes before a general one."""
        found = [term for term in self._by_name.get((kind, name), ()) if term.trial in (None, trial)]
        return max(found, key=lambda term: (bool(term.category), term.trial is not None), default=None)

    def terms(self, kind: TermKind, *, trial: str | None = None) -> tuple[Term, ...]:
        """Every term of one kind that holds for ``trial``."""
        return tuple(
            term
            for (own_kind, _), terms in self._by_name.items()
            if own_kind == kind
            for term in terms
            if term.trial in (None, trial)
        )

    def find(
        self, text: str, *, trial: str | None = None, kinds: Collection[str] | None = None, typos: bool = True
    ) -> tuple[Mention, ...]:
        """The mentions of ``text`` in order of start; of each kind the longest where several overlap.

        Terms of another trial than ``trial`` are left out when it is given. With ``typos``, a word that no term and
        no common word accounts for is read as the nearest word of the vocabulary (one letter off, two from 8 letters).
        """
        return self.find_in_tokens(text, split_tokens(text), trial=trial, kinds=kinds, typos=typos)

    def find_in_tokens(
        self,
        text: str,
        tokens: tuple[Token, ...],
        *,
        trial: str | None = None,
        kinds: Collection[str] | None = None,
        typos: bool = True,
    ) -> tuple[Mention, ...]:
        """``find`` for a text whose tokens are at hand."""
        forms = [self._read(token) if typos else token.form for token in tokens]
        found: list[Mention] = []
        for first in range(len(tokens)):
            longest: dict[tuple[str, str], Mention] = {}
            node: _Node | None = self._root
            for last in range(first, len(tokens)):
                node = node.children.get(forms[last]) if node else None
                if node is None:
                    break
                start, end = tokens[first].start, tokens[last].end
                typo = any(forms[i] != tokens[i].form for i in range(first, last + 1))
                for term, spelling in node.terms:
                    if self._holds(term, spelling, text[start:end], trial=trial):
                        longest[(term.kind, term.name)] = Mention(start, end, text[start:end], term, typo)
            found.extend(longest.values())
        kept = _drop_contained(found)
        return tuple(mention for mention in kept if kinds is None or mention.term.kind in kinds)

    def outcomes_of(self, name: str, *, trial: str) -> tuple[str, ...]:
        """The outcome titles of ``trial``'s results that are, or that mention, the outcome ``name``."""
        key = (name, trial)
        if key not in self._named:
            titles = self._table.outcomes(trial)
            self._named[key] = (
                tuple(title for title in titles if title == name)
                or tuple(title for title in titles if self._mentions(title, name, trial=trial))
                or tuple(title for title in titles if title.casefold().startswith(name.casefold()))
            )
        return self._named[key]

    def narrower(self, name: str, *, trial: str) -> tuple[str, ...]:
        """Outcomes with results in ``trial`` that the vocabulary counts among ``name`` (of "response", each rate)."""
        held = set(self._table.outcomes(trial))
        return tuple(
            term.name for term in self.terms("outcome", trial=trial) if name in term.broader and term.name in held
        )

    def _mentions(self, title: str, name: str, *, trial: str) -> bool:
        return any(mention.term.name == name for mention in self.find(title, trial=trial, typos=False))

    def _add(self, term: Term) -> None:
        self._by_name[(term.kind, term.name)].append(term)
        for spelling in (*term.spellings, *_of_cutoff(term)):
            if _is_bare_number(spelling) or (term.kind == "grade" and spelling == "any"):
                continue
            node = self._root
            for token in split_tokens(spelling):
                self._words.add(token.form)
                node = node.children.setdefault(token.form, _Node())
            if node is not self._root:
                node.terms.append((term, spelling))

    def _add_own_terms_of(self, table: ResultsTable) -> None:
        for trial in table.trials():
            rows = table.results(trial=trial)
            for outcome, category in {row.outcome: row.category for row in rows}.items():
                if not self._by_name.get(("outcome", outcome)):
                    self._add(Term("outcome", outcome, trial=trial, category=category))
            for kind in ("arm", "population", "subgroup"):
                for name in dict.fromkeys(getattr(row, kind) for row in rows):
                    if name and not self.term(name, kind=kind, trial=trial):
                        self._add(Term(kind, name, trial=trial))

    def _holds(self, term: Term, spelling: str, printed: str, *, trial: str | None) -> bool:
        if trial is not None and term.trial not in (None, trial) and term.kind != "trial":
            return False  # another trial's name is still its name
        if "," in printed and "," not in spelling:
            return False  # a list of two names is not one
        if _SPACED_DIGIT.search(printed) and not _SPACED_DIGIT.search(spelling):
            return False  # "PFS 2" in "PFS 2 decimals" is not PFS-2
        if not spelling.isupper() or len(spelling) > _LONGEST_ABBREVIATION:
            return True
        if spelling.casefold() in _FUNCTION_WORDS:
            return printed == spelling
        return not (printed[0].isupper() and printed[1:].islower())  # "Pd" is another regimen, not PD

    def _read(self, token: Token) -> str:
        form = token.form
        if form in self._words or len(form) < _SHORTEST_TYPO or not form.isalpha() or form in common_words():
            return form
        allowed = 1 if len(form) < 8 else 2
        nearest = extractOne(form, self._long_words, scorer=OSA.distance, score_cutoff=allowed)
        return nearest[0] if nearest and nearest[0][0] == form[0] else form


def index_terms(corpus: Corpus) -> TermIndex:
    """The term index of a corpus: its vocabulary, the names of its trials and its table's own titles."""
    names = [
        Term(
            "trial",
            trial.acronym or trial.id,
            synonyms=(trial.id, *(value for _, value in trial.identifiers)),
            trial=trial.id,
        )
        for trial in corpus.trials
    ]
    return TermIndex((*corpus.terms, *names), table=corpus.table)


@cache
def common_words() -> frozenset[str]:
    """Normal forms of common words that restrict nothing: ``ingest/common_words.txt``."""
    from ingest.vocabulary import COMMON_WORDS

    lines = COMMON_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(normal_form(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


def _keeps_meaning(inner: Term, outer: Term) -> bool:
    """Whether a term still says something inside a longer name of another kind.

    A grade does in the name of an adverse event, and a statistic ("median PFS") unless it is the rate that many
    outcomes are named by ("response rate").
    """
    if inner.kind == "grade":
        return outer.category in (None, "safety")
    if inner.kind == "outcome":
        return outer.kind in ("grade", "statistic")  # "serious adverse events", "reduction in the risk of death"
    return inner.kind == "statistic" and inner.name not in _RATES


def _adds_nothing(inner: Mention, outer: Mention) -> bool:
    """Whether the longer mention only adds words such as "the"."""
    known = {token.form for token in split_tokens(inner.text)}
    return all(token.form in known | _FUNCTION_WORDS for token in split_tokens(outer.text))


def _of_cutoff(term: Term) -> tuple[str, ...]:
    """An analysis is also named by its data cut-off: "final OS cut-off"."""
    if term.kind != "analysis":
        return ()
    named = [spelling for spelling in term.spellings if "analysis" in spelling]
    return tuple(name.replace("analysis", word) for name in named for word in ("cut-off", "cutoff", "data cut-off"))


def _is_bare_number(spelling: str) -> bool:
    """Whether a spelling is digits alone: the grade "3" is named "grade 3", and a lone 3 in prose names nothing."""
    return any(c.isdigit() for c in spelling) and not any(c.isalpha() for c in spelling)


def _drop_contained(mentions: list[Mention]) -> list[Mention]:
    """Leave out what is only part of a longer name."""

    def inside(inner: Mention, outer: Mention) -> bool:
        same_kind = inner.term.kind == outer.term.kind
        shorter = outer.end - outer.start > inner.end - inner.start
        if same_kind and inner.term.trial is not None and outer.term.trial is None and _adds_nothing(inner, outer):
            return False  # a trial's own word for a thing goes before a general one
        return (
            shorter
            and outer.start <= inner.start
            and inner.end <= outer.end
            and (same_kind or not _keeps_meaning(inner.term, outer.term))
        )

    kept = [mention for mention in mentions if not any(inside(mention, other) for other in mentions)]
    return sorted(kept, key=lambda mention: (mention.start, mention.end, mention.term.kind, mention.term.name))
