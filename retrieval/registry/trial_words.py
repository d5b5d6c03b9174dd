"""The words of a registered trial: those that are true of the whole trial, and the short forms of longer ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from ingest.corpus import Corpus
from ingest.records import Document, Trial
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.low_or_high import limited_parts, limits_in_billions
from retrieval.registry.untreated import all_untreated
from retrieval.stems import stems
from retrieval.terms import Token, common_words, split_tokens

REGISTRY_RECORD = "registry_record"
_OF_THE_WHOLE = ("Title", "Conditions", "Keywords", "Funding")
"""Sections whose words are true of everybody in the trial."""
_LABELS = frozenset("collaborators conditions keywords sponsor studied".split())
"""What the record's own sentences begin with."""
_NAMED_FIRST = ("Arms", "Interventions")
"""Sections whose entries begin with a name, and go on with what is told of it."""
_DEFINED = re.compile(r"((?:[\w'’/-]+[ ,]+){1,8})\(([A-Za-z][\w/-]{1,9})\)")
_DESIGN = (
    "trial study pilot project record registry programme program research feasibility investigation phase adjuvant "
    "randomised blinded blind masked open label controlled multicentre multicenter single crossover parallel volunteer "
    "registered sponsored interventional observational adult healthy team group module table section listing tablet "
    "pill capsule powder sachet syrup injection cream ointment gel lotion inhaler puffer drug medicine medication "
    "treatment therapy endpoint met plain blocker"
)
"""Words of any trial's design and of what is given in it: they restrict nothing in a question about it."""
_SMALL = frozenset("a an and as at by for from in of on or the to with per".split())
_LONGEST_RUN = 6
_OF_ANY_TRIAL = frozenset(
    "ae ci dmc dsmb eu fda hr ipd iqr irb itt ls nct no nr or pi pts rr sae saes sd se sem teae uk us vs wk yr".split()
)
"""Short forms that mean the same in every trial."""
_CLIPPED = {
    "wt": "weight", "ht": "height", "temp": "temperature", "ol": "open label", "db": "double blind",
    "lvef": "left ventricular ejection fraction heart", "egfr": "estimated glomerular filtration rate kidney function",
    "bmi": "body mass index", "hba1c": "glycated haemoglobin hemoglobin blood sugar", "icd": "defibrillator",
    "alt": "alanine aminotransferase liver", "ast": "aspartate aminotransferase liver", "inr": "clotting",
    "cv": "cardiovascular heart",
    "copd": "chronic obstructive pulmonary disease lung", "sbp": "systolic blood pressure",
    "dbp": "diastolic blood pressure", "nsaid": "anti-inflammatory painkiller", "fev1": "lung function",
}  # fmt: skip
"""Short forms that records use without saying what they stand for."""
_HYPHENED = re.compile(r"\b[A-Z][A-Za-z\d]*(?:-[A-Za-z\d]+)+")  # "CFQ-R"
_SHORTEST_SHORT, _LONGEST_SHORT = 2, 8

CLOSES = r"(?=\W*$|[,;.?(]|\s(?:in|at|by|and|or|versus|vs|compared|than|over|after|when)\b)"
"""After a condition that is no part of a longer name."""


@dataclass(frozen=True, slots=True)
class TrialWords:
    """What a trial's record lets its words stand for.

    Attributes:
        naming: Stems of words that are true of the whole trial: its names, conditions, sponsors and arms.
        short: Initials of what the trial studies, in small letters.
        defined: Long forms by the short ones that a text defines: ``{"sbp": "systolic blood pressure"}``.
        initials: Runs of words by their first letters, with how often each stands among the record's names.
        names: Normal forms of the words of its outcomes and of their rows.
        studied: The conditions that all its patients have, in small letters.
        arms: The names of its arms.
        limited: The rows of its outcomes that part the patients by the limit of a value.
        billions: The limits in its names that are told in billions of cells a litre.
        given: Normal forms of the words that tell what is given in it.
        untreated: Whether nobody in it had been treated before for what it studies.
    """

    naming: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    defined: dict[str, str] = field(default_factory=dict)
    initials: dict[str, Counter[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    studied: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    limited: tuple[str, ...] = ()
    billions: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    untreated: bool = False

    def spell_out(self, short: str) -> str | None:
        """The words that ``short`` stands for: as the record defines them, else the run that it has most often."""
        key = _key(short)
        key = key if key in self.defined or f"{key}s" not in self.defined else f"{key}s"
        if short.endswith("s") and short[:-1].isupper() and key not in self.defined and key not in self.initials:
            key, short = key[:-1], short[:-1]
        if key in _OF_ANY_TRIAL or not _SHORTEST_SHORT <= len(key) <= _LONGEST_SHORT:
            return None
        runs = self.initials.get(key) if short.isupper() or len(key) > _SHORTEST_SHORT else None
        return self.defined.get(key) or (max(runs, key=lambda run: (runs[run], -len(run))) if runs else None)

    def in_full(self, text: str) -> str:
        """The long forms of the short ones in ``text``: of "Received OL CZP", "open label certolizumab pegol"."""
        tokens = [t for t in split_tokens(text) if t.text.isupper() or t.form in _CLIPPED or self._is_defined(t)]
        joined = (self.defined.get(_key(match[0])) for match in _HYPHENED.finditer(text))
        return " ".join(filter(None, (*(_CLIPPED.get(t.form) or self.spell_out(t.text) for t in tokens), *joined)))

    def written_out(self, text: str) -> str:
        """The words of ``text``, short forms in their long ones: "cardiovascular Death" of "CV Death"."""
        told = ((token, self.spell_out(token.text) if token.text.isupper() else None) for token in split_tokens(text))
        return " ".join(long or token.text for token, long in told)

    def _is_defined(self, token: Token) -> bool:  # however it is written: "ASQoL"
        return sum(letter.isupper() for letter in token.text) > 1 and _key(token.text) in self.defined

    def condition_spans(self, text: str) -> list[tuple[int, int]]:
        """Where a text says only that its patients have what the trial studies: "effective in early breast cancer"."""
        phrases = (rf"\b(?:in|against)\s(?:[\w-]+\s){{0,2}}?{re.escape(name)}{CLOSES}" for name in self.studied)
        return [match.span() for phrase in phrases for match in re.finditer(phrase, text, re.IGNORECASE)]

    def without_condition(self, text: str) -> str:
        """A text with blanks in place of what all patients have."""
        for start, end in self.condition_spans(text):
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    def names_trial(self, token: Token) -> bool:
        """Whether a word is one of those that are true of the whole trial."""
        return stems(token.text) <= self.naming or (token.text.isupper() and token.text.casefold() in self.short)


_NONE = TrialWords()
_READ: WeakKeyDictionary[Corpus, dict[str, TrialWords]] = WeakKeyDictionary()


def record_of(trial: str | None, *, corpus: Corpus) -> Document | None:
    """The registry record of a trial; ``None`` where none is held."""
    held = (s for s in corpus.sources.values() if s.kind == REGISTRY_RECORD and s.trial == trial)
    return next((document for source in held if (document := corpus.document(source.id))), None)


def words_of(trial: str | None, *, corpus: Corpus) -> TrialWords:
    """The words of a trial, read from its registry record once; none for a trial without one."""
    known = _READ.setdefault(corpus, {})
    if trial is None:
        return _NONE
    if trial not in known:
        record = record_of(trial, corpus=corpus)
        held = next((entry for entry in corpus.trials if entry.id == trial), None)
        slots = corpus.table.slots(trial, ("outcome", "item", "note")) if record else ()
        names = [name for *slot, _ in slots for name in slot if name]
        primary = {title for title, _, note in slots if title and (note or "").startswith(_PRIMARY)}
        limited = limited_parts((title, item) for title, item, _ in slots)
        known[trial] = _NONE
        if record and held:
            known[trial] = read_words(record, trial=held, names=names, primary=primary, limited=limited)
    return known[trial]


_PRIMARY = "Primary outcome."  # how the note of a result begins that is of one


def read_words(
    record: Document,
    *,
    trial: Trial,
    names: Iterable[str],
    primary: Iterable[str] = (),
    limited: Iterable[str] = (),
) -> TrialWords:
    """Read the words of a trial from its record and the names of its outcomes and their rows.

    A word of the record's title that a primary outcome has tells that outcome, unless all patients have it.
    """
    names = tuple(dict.fromkeys(names))
    heads = [_head(text) for text in _sections(record, _NAMED_FIRST)]
    whole = [*_sections(record, _OF_THE_WHOLE), *heads]
    sure = stems(" ".join((trial.condition or "", *_sections(record, ("Conditions", "Keywords")), *heads)))
    told = [trial.acronym or "", trial.title, trial.condition or "", *whole]
    short = _define((record.text, *names))
    criteria = " ".join(_sections(record, ("Inclusion criteria", "Exclusion criteria", "Eligibility criteria")))
    initials = _runs((*told, *names)) or {}
    for letters, runs in _runs((criteria,)).items():
        initials.setdefault(letters, runs)
    studied = [_unlabelled(text) for text in _sections(record, ("Conditions", "Keywords"))]
    phrases = [part for text in (trial.condition or "", *studied) for part in text.split(";")]
    return TrialWords(
        naming=stems(" ".join(told)) - (stems(" ".join(primary)) - sure) - stems(" ".join((*_SMALL, *_LABELS))),
        short=frozenset(_initials(part) for part in phrases) | {key for key in _runs((trial.title,)) if len(key) > 2},
        defined=short,
        initials=initials,
        names=frozenset(token.form for name in names for token in split_tokens(name)),
        limited=tuple(limited),
        billions=limits_in_billions(names),
        given=frozenset(t.form for text in _sections(record, ("Interventions",)) for t in split_tokens(text)),
        studied=tuple(sorted({part.strip(" .").casefold() for part in phrases if part.strip(" .")})),
        arms=tuple(_ROLE.sub("", _head(text)) for text in _sections(record, ("Arms",))),
        untreated=any(map(all_untreated, _sections(record, ("Title", "Inclusion criteria")))),
    )


_ROLE = re.compile(r"\s\([a-z ]+\)$")  # behind the name of an arm: "(active comparator)"


def _initials(phrase: str) -> str:
    return "".join(token.form[0] for token in split_tokens(phrase) if token.form not in _SMALL)


def _unlabelled(entry: str) -> str:
    return entry.partition(": ")[2].rstrip(".")


def _key(short: str) -> str:
    return short.casefold().replace("-", "")


def _sections(record: Document, titles: Sequence[str]) -> Iterator[str]:
    for section in record.sections:
        if section.title in titles:
            yield from record.text[section.start : section.end].split("\n\n")


def _head(entry: str) -> str:
    """The name that an entry begins with: before what is told of it."""
    return entry.partition(". ")[0].partition("\n")[0]


def _define(texts: Iterable[str]) -> dict[str, str]:
    """Short forms with the words before their brackets whose first letters they are."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _DEFINED.finditer(text):
            short, before = match[2], match[1].replace(",", " ").split()
            if long := _ending_in(before, short):
                found.setdefault(_key(short), long)
    return found


def _ending_in(before: Sequence[str], short: str) -> str | None:
    """The last words of ``before`` of which ``short`` takes the letters in order, the first of them first."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    if sum(letter.isupper() for letter in short) < 2 or not letters:
        return None
    for count in range(2, min(len(before), len(letters) + 3) + 1):
        words = before[-count:]
        if words[0][:1].casefold() == letters[0] and _takes("".join(words).casefold(), letters):
            starts = "".join(word[0].casefold() for word in words if word.casefold() not in _SMALL)
            begun = sum(letter in starts for letter in letters)
            if begun * 2 > len(letters) or (begun * 2 == len(letters) and begun == len(starts)):  # "SwCl"
                return " ".join(words)
    last = before[-1].casefold() if before else ""
    return before[-1] if len(last) >= _LONGEST_SHORT and last[0] == letters[0] and _takes(last, letters) else None


def _takes(text: str, letters: Sequence[str]) -> bool:
    places = iter(text)
    return all(letter in places for letter in letters)


def _runs(texts: Iterable[str]) -> dict[str, Counter[str]]:
    """Runs of words by their initials, with and without small words between."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for words in _phrases(text):
            plain = [word for word in words if word.form not in _SMALL]
            for start in range(len(plain)):
                for end in range(start + 2, min(start + _LONGEST_RUN, len(plain)) + 1):
                    run = plain[start:end]
                    letters = "".join(word.text[0].casefold() for word in run)
                    if letters.isalpha():
                        found[letters][text[run[0].start : run[-1].end]] += 1
    return dict(found)


def _phrases(text: str) -> Iterator[list[Token]]:
    """The words of a text as far as nothing but a space, a hyphen or a slash stands between them."""
    tokens = [token for token in split_tokens(text) if token.text[0].isalpha()]
    phrase = tokens[:1]
    for before, token in pairwise(tokens):
        if token.form == "or" or before.form == "or" or not re.fullmatch(r"[ /-]+", text[before.end : token.start]):
            yield phrase
            phrase = []
        phrase.append(token)
    yield phrase


def is_inert(token: Token, words: TrialWords) -> bool:
    """Whether a word only says what is true of the whole trial; none does where no record is held."""
    return bool(words.naming) and (words.names_trial(token) or token.form in common_words() | design_words())


def tells_only_trial(token: Token, words: TrialWords) -> bool:
    """Whether a word names the trial, in everyday words too ("kidney" of a renal cancer), or is one of any design."""
    named = words.names_trial(token) or stems(token.text) <= in_lay_words(words.naming)
    return bool(words.naming) and (named or token.form in design_words())


@cache
def design_words() -> frozenset[str]:
    """Normal forms of words of any trial's design, and of what is given in it."""
    return frozenset(token.form for token in split_tokens(_DESIGN))
