"""Which canonical terms a text mentions: the vocabulary and the table's own titles, found in prose."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from ingest.corpus import Corpus
from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import NAMING_KINDS, Term, TermKind
from ingest.words import Token, normal_form, spelling_form, split_tokens, word_forms
from retrieval.coded_events import is_all_of, single_events
from retrieval.lexicon import Lexicon
from retrieval.mentions import Mention, drop_contained, holds, names_nothing, own_before_general
from retrieval.spelling import common_words, read_word
from retrieval.title_index import BRACKETS, TitleIndex, without_brackets

__all__ = ["Mention", "TermIndex", "Token", "common_words", "index_terms", "normal_form", "split_tokens", "word_forms"]
_FEW_TRIALS = 20
_TRIALS_KEPT = 64
_NAMES_KEPT = 4096
_TEXTS_KEPT = 4096
"""Sentences whose mentions are kept: several steps read the same ones, and a letter is checked after every edit."""
_LONGEST_KEPT = 2_000
_ACRONYM_LETTERS = 5  # a shorter stem (KEY-, CARE-) begins many names
GENERAL = ""  # stands for a trial that has no terms of its own: the general ones alone are found


class TermIndex:
    """Finds terms in prose; built once for a corpus.

    General terms, trials and drugs are always known. A trial's other words (its arms, its outcomes, its table's own
    titles) are read when the trial is first asked about; where trials are few, they are also known at large, since
    they may tell which trial is meant.
    """

    def __init__(
        self, terms: Iterable[Term], *, table: ResultsTable, read_own: Callable[[str], Iterable[Term]] | None = None
    ) -> None:
        """Take the terms at hand, of trials too, and what reads the other terms of one trial."""
        general: list[Term] = []
        naming: list[Term] = []
        told: defaultdict[str, list[Term]] = defaultdict(list)
        for term in terms:
            if term.trial is None:
                general.append(term)
            elif term.kind in NAMING_KINDS:
                naming.append(term)
            else:
                told[term.trial].append(term)
        self._table = table
        self._told = told
        self._read_own = read_own or _read_nothing
        self._shared = (_general_lexicon(tuple(general)), Lexicon(naming))
        self._trials = tuple(dict.fromkeys((*told, *table.trials(), *(term.trial for term in naming if term.trial))))
        self._own = lru_cache(maxsize=_TRIALS_KEPT)(self._collect_own)
        self._named = lru_cache(maxsize=_NAMES_KEPT)(self._find_outcomes)
        self._titled = lru_cache(maxsize=_TRIALS_KEPT)(lambda trial: TitleIndex(table.outcomes(trial)))
        self._found = lru_cache(maxsize=_TEXTS_KEPT)(self._find)

    def term(self, name: str, *, kind: TermKind, trial: str | None = None) -> Term | None:
        """The term with this canonical name; one of ``trial``'s own vocabulary goes before a general one."""
        found = [
            term
            for lexicon in self.lexicons(trial)
            for term in lexicon.named(kind, name)
            if term.trial in (None, trial)
        ]
        return max(found, key=lambda term: (bool(term.category), term.trial is not None), default=None)

    def owners(self, name: str, *, kind: TermKind) -> tuple[str, ...]:
        """The trials that have a term of their own with this canonical name, where there are few trials."""
        known = (term.trial for lexicon in self.lexicons(None) for term in lexicon.named(kind, name))
        return tuple(dict.fromkeys(trial for trial in known if trial))

    def terms(self, kind: TermKind, *, trial: str | None = None) -> tuple[Term, ...]:
        """Every term of one kind that holds for ``trial``."""
        known = (term for lexicon in self.lexicons(trial) for term in lexicon.of_kind(kind))
        return tuple(term for term in known if trial is None or term.trial in (None, trial))

    def find(
        self, text: str, *, trial: str | None = None, kinds: Collection[str] | None = None, typos: bool = True
    ) -> tuple[Mention, ...]:
        """The mentions of ``text`` in order of start; of each kind the longest where several overlap.

        Terms of another trial than ``trial`` are left out when it is given. With ``typos``, a word that no term and
        no common word accounts for is read as the nearest word of the vocabulary (one letter off, two from 8 letters).
        """
        find = self._found if len(text) <= _LONGEST_KEPT else self._find
        return find(text, trial, None if kinds is None else frozenset(kinds), typos)

    def _find(self, text: str, trial: str | None, kinds: frozenset[str] | None, typos: bool) -> tuple[Mention, ...]:
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
        lexicons = self.lexicons(trial)
        forms = [read_word(token, lexicons) if typos else spelling_form(token.form) for token in tokens]
        found: list[Mention] = []
        for first, token in enumerate(tokens):
            longest: dict[tuple[str | None, ...], Mention] = {}
            for last, term, spelling in (
                entry
                for lexicon in lexicons
                if lexicon.begins(forms[first])
                for entry in lexicon.starting(forms, first)
            ):
                start, end = token.start, tokens[last].end
                key = (term.kind, term.name, term.trial if term.kind in NAMING_KINDS else None)
                known = longest.get(key)
                if (known is None or end >= known.end) and holds(term, spelling, text[start:end], trial=trial):
                    typo = any(forms[i] != spelling_form(tokens[i].form) for i in range(first, last + 1))
                    longest[key] = Mention(start, end, text[start:end], term, typo)
            found.extend(own_before_general(list(longest.values())))
        found = [self._as_titled(mention, trial) for mention in found if not names_nothing(mention, text)]
        kept = drop_contained(list(dict.fromkeys(found)))
        return tuple(mention for mention in kept if kinds is None or mention.term.kind in kinds)

    def _as_titled(self, mention: Mention, trial: str | None) -> Mention:
        """The mention as of the one title that has just its words ("upper abdominal pain"), or is short for: "BMI"."""
        if not trial or mention.term.kind != "outcome" or mention.term.trial:
            return mention
        if not single_events(trial, table=self._table):
            return mention  # whose results have the names of the vocabulary, and no registry's
        titles = self._titled(trial)
        own = titles.of_same_words(mention.text) or titles.of_initials(mention.text)
        term = self.term(own[0], kind="outcome", trial=trial) if len(own) == 1 else None
        event = term is not None and term.category == "safety" and mention.text.isupper()  # short for a measure, rather
        return replace(mention, term=term) if term and not event else mention

    def outcomes_of(self, name: str, *, trial: str) -> tuple[str, ...]:
        """The outcome titles of ``trial``'s results that are, or that mention, the outcome ``name``."""
        return self._named(name, trial)

    def mentioning(self, titles: Iterable[str], name: str) -> tuple[str, ...]:
        """The titles that mention the outcome ``name`` by the words that are known at large."""
        return tuple(title for title in titles if self._mentions(title, name, trial=None))

    def is_composite_of(self, title: str, name: str, *, trial: str) -> bool:
        """Whether a title is a composite endpoint, of which the outcome ``name`` is a part and no other name."""
        joint = _COMPOSITE.search(title) or _FIRST_OF.search(title)
        return title != name and joint is not None and not self._is_short_for(title, name, trial=trial)

    def narrower(self, name: str, *, trial: str) -> tuple[str, ...]:
        """Outcomes of ``trial`` that the vocabulary counts among ``name``; where none is, the titles that have one."""
        known = (term for lexicon in self.lexicons(trial) for term in lexicon.narrower("outcome", name))
        names = [term.name for term in known if term.trial in (None, trial)]
        own = tuple(part for part in names if self._table.results(trial=trial, outcome=part))
        if own or self.outcomes_of(name, trial=trial):
            return own
        return tuple(dict.fromkeys(title for part in names for title in self.outcomes_of(part, trial=trial)))

    def members(self, name: str, *, trial: str) -> tuple[str, ...]:
        """Subgroups with results in ``trial`` that the vocabulary counts among ``name`` (of "age groups", each)."""
        lexicons = self.lexicons(trial)
        return tuple(
            part
            for (part,) in self._table.slots(trial, ("subgroup",))
            if part and any(name in term.broader for lexicon in lexicons for term in lexicon.named("subgroup", part))
        )

    def _find_outcomes(self, name: str, trial: str) -> tuple[str, ...]:
        titles = self._titled(trial)
        if name in titles:
            return (name,)
        lexicons = (*self.lexicons(trial), self._own(GENERAL))
        likely = titles.with_any({form for lexicon in lexicons for form in lexicon.first_words("outcome", name)})
        return (
            titles.of_same_words(name)  # a registry has "Oedema peripheral" for peripheral oedema
            or self._simple(self._mentioned(likely, name, trial=trial), name, trial=trial)
            or tuple(title for title in self._table.outcomes(trial) if title.casefold().startswith(name.casefold()))
        )

    def _simple(self, titles: tuple[str, ...], name: str, *, trial: str) -> tuple[str, ...]:
        """The titles without those of composite endpoints, of which a name is only a part, where others are left.

        A composite that has the name in brackets is it: "the composite of death or infarction (2-point MACE)". Of an
        outcome that is measured, what is reported as an adverse event alone tells less than its composite.
        """
        term = self.term(name, kind="outcome", trial=trial)
        if term and term.category == "efficacy":
            events = single_events(trial, table=self._table)
            titles = tuple(title for title in titles if title not in events) or titles
        return (
            tuple(t for t in titles if not _COMPOSITE.search(t) or self._is_short_for(t, name, trial=trial)) or titles
        )

    def _is_short_for(self, title: str, name: str, *, trial: str) -> bool:
        inside = " ".join(match[1] for match in BRACKETS.finditer(title))
        return bool(inside) and self._mentions(inside, name, trial=trial)

    def _mentioned(self, titles: tuple[str, ...], name: str, *, trial: str) -> tuple[str, ...]:
        """The titles that mention an outcome; of single events, those that it is the whole name of."""
        events = single_events(trial, table=self._table)
        term = self.term(name, kind="outcome", trial=trial)
        design = name == _SIZE or (term is not None and term.category == "design")
        if design or _OVER_TIME.search(name):  # those who left for an exacerbation tell no rate of exacerbations
            titles = tuple(title for title in titles if not title.startswith(_REASON))
        if design:  # what is measured "in the clinic", or of "subjects included", tells no number of these
            kinds = dict(self._table.slots(trial, ("outcome", "category")))
            titles = tuple(title for title in titles if kinds[title] not in _MEASURED)
        return tuple(title for title in titles if self._mentions(title, name, trial=trial, whole=title in events))

    def _mentions(self, title: str, name: str, *, trial: str | None, whole: bool = False) -> bool:
        """A registry's title is a term of its trial, and names a general one as well: "Overall Survival (OS)".

        So does what it says without its brackets.
        """
        return any(
            mention.term.name == name
            and not (whole and not is_all_of(words, mention.text))
            and not (mention.text.isupper() and words[mention.start - 1 : mention.start] == "-")
            and not (mention.end < len(words) and _COUNTING.fullmatch(mention.text))
            for words in dict.fromkeys((title, without_brackets(title)))
            for own in (trial, GENERAL)
            for mention in self.find(words, trial=own, kinds={"outcome"}, typos=False)
        )

    def lexicons(self, trial: str | None = None) -> tuple[Lexicon, ...]:
        """What a text is read with; without a trial, the words of every trial where there are few."""
        if trial is not None:
            return (*self._shared, self._own(trial))
        few = self._trials if len(self._trials) <= _FEW_TRIALS else ()
        return (*self._shared, *(self._own(each) for each in few))

    def _collect_own(self, trial: str) -> Lexicon:
        """The trial's own terms, then the titles of its results that none of them is."""
        own = Lexicon((*self._told.get(trial, ()), *self._read_own(trial)))
        known = (*self._shared, own)
        events = single_events(trial, table=self._table)
        for outcome, category in dict(self._table.slots(trial, ("outcome", "category"))).items():
            if not any(lexicon.named("outcome", outcome) for lexicon in known):
                bare = (without_brackets(outcome),) if outcome in events else ()
                own.add(Term("outcome", outcome, synonyms=bare, trial=trial, category=category))
        kinds: tuple[TermKind, ...] = ("arm", "population", "subgroup")
        for kind in kinds:
            for (name,) in self._table.slots(trial, (kind,)):
                terms = [term for lexicon in known for term in lexicon.named(kind, name)]
                if name and not any(term.trial in (None, trial) for term in terms):
                    own.add(Term(kind, name, trial=trial))
        return own


@lru_cache(maxsize=2)
def _general_lexicon(terms: tuple[Term, ...]) -> Lexicon:
    """The general terms' lexicon; every corpus of one process shares it, since it takes a third of a second to make."""
    return Lexicon(terms)


_REASON = "Not completed: "
_SIZE = "Patients randomised"
_MEASURED = ("efficacy", "safety")
_OVER_TIME = re.compile(r"\b(?:rate|survival|duration|score)$|^time to\b", re.IGNORECASE)
"""Outcomes that are no plain count of who had something."""
_COMPOSITE = re.compile(r"\bcomposite\b", re.IGNORECASE)
_FIRST_OF = re.compile(r"\b(?:first (?:occurrence|event)|time to)\b[^.]*,[^.]*\bor\b", re.IGNORECASE)
"""How a title lists the events of a composite that it does not call so: "first occurrence of death, stroke, or ..."."""
_COUNTING = re.compile(r"(?:total )?number of (?:participants|patients|subjects|people)", re.IGNORECASE)
"""How a title begins that goes on with whom it counts: it tells no size of the trial."""


def _read_nothing(_trial: str) -> tuple[Term, ...]:
    return ()


_INDEXES: WeakKeyDictionary[Corpus, TermIndex] = WeakKeyDictionary()


def index_terms(corpus: Corpus) -> TermIndex:
    """The term index of a corpus, made once: its vocabulary, the names of its trials and its table's own titles."""
    if corpus not in _INDEXES:
        names = [_name_of(trial) for trial in corpus.trials]
        _INDEXES[corpus] = TermIndex((*corpus.terms, *names), table=corpus.table, read_own=corpus.own_terms)
    return _INDEXES[corpus]


def _name_of(trial: Trial) -> Term:
    """A trial by its acronym, its numbers, and the acronym without its addition: FIDELIO of FIDELIO-DKD."""
    acronym = trial.acronym or trial.id
    stem = acronym.split("-")[0]
    short = (stem,) if stem != acronym and len(stem) >= _ACRONYM_LETTERS and stem.isalpha() else ()
    joined = (acronym.replace("-", ""),) if trial.acronym and "-" in acronym else ()
    numbers = (trial.id, *(value for _, value in trial.identifiers))
    return Term("trial", acronym, synonyms=(*numbers, *short, *joined), trial=trial.id)
