"""Which rows of an outcome a question names: a week, a sex, one of the races, a period of the flow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from ingest.records import Result
from retrieval.lexicon import SHORTEST_TYPO
from retrieval.questions.age_rows import ages_within, rows_within
from retrieval.questions.clauses import further_questions
from retrieval.questions.denied_rows import denied_rows
from retrieval.questions.graded_rows import graded_rows
from retrieval.questions.item_words import BRACKETS, DENIALS, items_said, words_of_items
from retrieval.questions.meant import at_baseline
from retrieval.questions.relations import consequences
from retrieval.questions.rows_listed import listed_beside
from retrieval.questions.stretches import rows_of_stretch
from retrieval.questions.timed_titles import DOSE, agree, of_times_told, time_spans, times_told
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.limits_of_titles import of_level, of_limit
from retrieval.stems import stems
from retrieval.terms import common_words, split_tokens

_TIME_POINT = re.compile(r"\b(?:day|week|month|year|cycle)\s?\d+\b", re.IGNORECASE)


def of_item(rows: Sequence[Result], text: str, *, written_out: Callable[[str], str] = str) -> tuple[Result, ...]:
    """Rows of the outcome's rows that the question names with all their words ("week 24", "female"), else all.

    Args:
        written_out: Gives the name of a row with its short forms in full.
    """
    if _COMPARES_KINDS.search(text) and all(row.category == "efficacy" for row in rows):
        return without_analysed(rows, text)
    every, rows = rows, of_limit(rows, text)
    if _asks_each_part(rows, text) or (len(rows) <= _FEW and _AND_ONES.search(text)):
        return without_analysed(rows, text)
    if within := rows_of_stretch(rows, text) or ages_within(rows, text):
        return within
    if bounded := rows_within(every, text):
        return bounded
    if told := graded_rows(rows, text) or denied_rows(rows, text):
        return told
    asked = _forms_said(rows, text)
    asked |= {called for word, called in (SEXES | _FATES).items() if word in asked}
    rows = of_level(rows, asked)
    words, named = items_said(words_of_items(rows), asked)
    named |= _of_fates(rows, text)
    named = of_times_told(named | _told_by_one_word(rows, words, text), text)
    twice = _said_twice(text)
    shorter = {
        item
        for item in named
        for other in named
        if words[item] < words[other] and not words[item] & twice and not _is_apart(words[item], words[other], text)
    }
    longest = named - shorter or _singled_out(rows, text, written_out)
    if longest and _COMPARES_PARTS.search(text) and all(row.category == "efficacy" for row in rows):
        return tuple(row for row in rows if row.item != ANALYSED)
    longest = longest or (_FIRST if at_baseline(text) else set()) & {*words}
    longest |= listed_beside(rows, longest, text, written_out=written_out) if longest else set()
    return tuple(row for row in rows if not longest or row.item in longest or _compares_item(row, asked))


_AND_ONES = re.compile(r"\b[a-z]{4,}s,? (?:and|plus|as well as) (?:also )?(?:the )?[a-z-]+ ones\b", re.IGNORECASE)
"""That all are asked and those of one kind beside them: "antibodies, and neutralising ones"."""
_FEW = 9
"""Rows, one an arm, that are all told where all are asked and those of one kind."""


def _of_fates(rows: Sequence[Result], text: str) -> set[str]:
    """The rows of events that led to what is asked of them: "how many had one, and how many stopped for it"."""
    fates = set(consequences(text))
    events = {row.item for row in rows if row.item and row.category == "safety"}
    return {item for item in events if fates & set(consequences(item))}


def _asks_each_part(rows: Sequence[Result], text: str) -> bool:
    """Whether the results are asked by what tells the rows apart, as the title calls it: "cure by type of wound"."""
    asked = _BY.search(text)
    parts = {match["part"] for row in rows if (match := _BY.search(BRACKETS.sub("", row.outcome)))}
    said = stems(asked["part"]) if asked else frozenset()
    return bool(said and parts) and all(stems(part) - _OF <= said for part in parts)


_BY = re.compile(r"\b(?:by|per|according to|across)\s(?P<part>(?:[\w-]+\s?){1,6})", re.IGNORECASE)
_OF = stems("of the at in baseline")


def _is_apart(words: set[str], more: set[str], text: str) -> bool:
    """Whether a row is asked in a clause of its own, beside another that has its words and more.

    As in "how many had ALT above 3 x ULN, and how many both ALT and bilirubin".
    """
    cuts = [0, *further_questions(text), len(text)]
    said = [{token.form for token in split_tokens(text[start:end])} for start, end in pairwise(cuts)]
    letters, added = ({word for word in names if word.isalpha()} for names in (words, more - words))
    return bool(letters and added) and any(letters <= forms and not added & forms for forms in said)


def _said_twice(text: str) -> set[str]:
    """The words that a question lists twice: "much or very much improved" asks for two rows."""
    return {match[1].casefold() for match in _LISTED_TWICE.finditer(text)}


_LISTED_TWICE = re.compile(r"\b(\w+)(?:\s?/\s?|\sor\s|\sand\s)(?:\w+\s)?\1\b", re.IGNORECASE)


_ALL = r"(?:everyone|everybody|overall|all (?:patients|participants|comers)|the whole (?:group|population|cohort))"
_COMPARES_PARTS = re.compile(
    r"\b(?:weaker|stronger|better|worse|larger|bigger|smaller|greater|less|more|different|same|longer|shorter|higher|lower"
    r"|faster|slower|deeper"
    r"|as (?:good|well|large|strong))\b"
    r"(?![^?]*\bthan (?:with|on|placebo|control))[^?,;]{0,30}\b(?:in|among|for)\s(?:the\s)?[\w-]+(?:\s[\w-]+)?\s?\?"
    r"|\b(?:differ(?:ed|s)?|var(?:y|ied)|depend\w*)\s(?:by|on|between|across)\b"
    rf"|\b{_ALL}\b[^?]{{0,12}}\band\b|\band\b[^?]{{0,12}}\b{_ALL}\b"
    r"|\b(?:patients|those|people|participants|women|men)\s[^?,;]{3,60}\b(?:benefit|respond|gain|d[io]d?|improve|fare)\w*"
    r"\s(?:more|less|better|worse)\b(?![^?]*\bthan (?:with|on|placebo|control))",
    re.IGNORECASE,
)
"""That parts of the patients are compared, so that each is told: "was the effect weaker in men?"."""
_COMPARES_KINDS = re.compile(
    r"\b(?:patients?|people|participants|those|women|men|over|older|younger|with|the)\b[^?]*"
    r"\b(?:do|did|respond|benefit|fare|gain)\w*\s(?:(?:any|just|equally|much|clearly|really|significantly|statistically)\s){0,2}"
    r"(?:better|worse|less|more|as well|equally"
    r"|differently|poorly)\b|\bdiffer(?:ed|s)?\sfrom\s(?:those|that|the|patients|people)\b",
    re.IGNORECASE,
)
"""That those of one kind are held against the others: "did the over-75s respond less well?"."""
ANALYSED = "number analysed"
_ASKS_ANALYSED = re.compile(
    r"\b(?:analy[sz]ed|evaluated|evaluable|assessed|assessable|measured|available|samples?|tested|data)\b",
    re.IGNORECASE,
)


def without_analysed(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows without the numbers of those in whom a measure was taken, unless these are asked."""
    asked = _ASKS_ANALYSED.search(text) and re.search(r"\bhow many\b|\bnumber\b", text, re.IGNORECASE)
    return tuple(rows) if asked else tuple(row for row in rows if row.item != ANALYSED)


def _forms_said(rows: Sequence[Result], text: str) -> set[str]:
    """The words of a question, numbers in digits; without those of a time, which name no row that tells none."""
    timed = any(times_told(row.item or "") for row in rows)
    spans = () if timed else time_spans(text)
    said = {token.form for token in split_tokens(text) if not any(a <= token.start < b for a, b in spans)}
    return said | {digit for word, digit in DIGITS.items() if word in said}


def at_one_of(rows: Sequence[Result], times: Iterable[tuple[str, str]]) -> tuple[Result, ...]:
    """The rows of a record at one of several times asked, where their names tell such times; else all."""
    told = {row.item: times_told(row.item or "") for row in rows}
    times = tuple(times)
    if any(unit == DOSE and not any(agree(((unit, number),), own) for own in told.values()) for unit, number in times):
        return tuple(rows)  # which of the times a dose was given at is not told
    named = {item for item, own in told.items() if own and any(agree((time,), own) for time in times)}
    return tuple(row for row in rows if not named or row.item in named or not told[row.item])


def of_letters(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the letters that a question names ("serogroup W", "cohorts A and B"), else all."""
    nouns = {match["noun"].casefold() for row in rows for match in _LETTERED.finditer(row.item or "")}
    said = {
        (noun, letter)
        for noun in nouns
        for match in re.finditer(rf"\b{re.escape(noun)}s?\s({_LETTER}(?:{_JOINED}{_LETTER})*)(?![\w'’])", text, _I)
        for letter in re.findall(rf"\b{_LETTER}\b", match[1])
    }
    named = {
        row.item
        for row in rows
        if any((match["noun"].casefold(), match["letter"]) in said for match in _LETTERED.finditer(row.item or ""))
    }
    return tuple(row for row in rows if not named or row.item in named or row.item is None)


_I = re.IGNORECASE
_LETTER = r"(?-i:[A-Z]\d{0,2})"
_JOINED = r"(?:\s?,\s?(?:and\s)?|\sand\s|\sor\s|\s?[/&]\s?)"
_LETTERED = re.compile(rf"\b(?P<noun>[a-z]{{3,}}) (?P<letter>{_LETTER})\b", _I)
"""What a row is called by a letter: "Serogroup W", "Cohort B"."""


def _compares_item(row: Result, asked: set[str]) -> bool:
    """Whether an analysis that is posted beside all rows is that of the one asked, as its note tells."""
    noted = {token.form for time in _TIME_POINT.findall(row.note or "") for token in split_tokens(time)}
    return row.comparison is not None and row.item is None and (not noted or noted <= asked)


def _singled_out(rows: Sequence[Result], text: str, written_out: Callable[[str], str]) -> set[str]:
    """The rows of a measure that words of the question single out, in the words of the trade or in everyday ones.

    The fewer rows have a word, the more it tells; one of the title's counts where no other row has it.
    """
    measured = [row for row in rows if row.item and row.category in ("efficacy", "safety")]
    said = stems(text) - _GRAMMAR
    titled = frozenset().union(*(stems(row.outcome) for row in measured))
    own = {row.item: stems(f"{row.item} {written_out(row.item)}") for row in measured if row.item}
    told = {
        item: frozenset(w for w in words | in_lay_words(words) if w.isalpha()) & said for item, words in own.items()
    }
    seen = Counter(word for words in told.values() for word in words)
    scores = {
        item: sum(
            (_SMALL if word in _PLAIN else 1) / seen[word]
            for word in words
            if seen[word] == 1 or (word not in titled and word not in _PLAIN)
        )
        for item, words in told.items()
    }
    best = max(scores.values(), default=0)
    telling = {item for item, words in told.items() if words - _PLAIN - titled}  # some rows have it, and others not
    enough = best >= 2 * _SMALL or 0 < len(telling) < len(told)
    found = {item for item, score in scores.items() if enough and score == best}
    bare = {item: stems(item) - _PLAIN for item in found}
    return {item for item in found if not any(bare[other] < bare[item] for other in found)}


_FIRST = {"Baseline", "Day 0", "Day 1", "Week 0", "Month 0", "Visit 1", "Pre-dose", "Predose", "Pre-treatment"}
"""How the row is called that was measured before anything was given."""
_SMALL = 0.2
"""Worth of an everyday word, of which two single out a row: "of special interest"."""
_GRAMMAR = stems("a an and at by due for from in of on or the to with")
_PLAIN = stems(" ".join(sorted(common_words())))


def _told_by_one_word(rows: Sequence[Result], words: dict[str, set[str]], text: str) -> set[str]:
    """The rows of a characteristic, or periods of the flow, of which a question has one word that no other has.

    A record's own slip of a letter is read through: "Asain". Of a measure the rows of a code: "against 19A".
    """
    affirmed = {item: forms for item, forms in words.items() if not forms & DENIALS} or words
    words = affirmed if not _DENIED.search(text) else words
    seen = Counter(form for forms in words.values() for form in forms)
    said = {token.form for token in split_tokens(text)} - common_words()
    if all(row.category == "disposition" for row in rows):  # a period is told by what stands before that word
        said &= {token.form for match in _PERIOD.finditer(text) for token in split_tokens(match["which"])}
    elif not all(row.category == "baseline" for row in rows):
        codes = {form for form in said if seen[form] == 1 and _CODE.fullmatch(form)}
        return {item for item, forms in words.items() if forms & codes}
    return {
        item
        for item, forms in words.items()
        if any(seen[form] == 1 and any(_is_said(form, word) for word in said) for form in forms)
    }


_PERIOD = re.compile(r"\b(?P<which>(?:[\w-]+\s){1,3})(?:phase|period|part|stage|extension)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|non|none|without|unknown)\b|n['’]t\b", re.IGNORECASE)
"""What a row is called that denies what another one says: "Not Hispanic or Latino"."""
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z\d]{2,6}")
"""A word of letters and digits, which names one thing by itself."""


def _is_said(form: str, word: str) -> bool:
    long = min(len(form), len(word)) >= SHORTEST_TYPO and form.isalpha()
    return form == word or (long and OSA.distance(form, word, score_cutoff=1) <= 1)


DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
SEXES = {
    "woman": "female", "women": "female", "girl": "female", "girls": "female",
    "man": "male", "men": "male", "boy": "male", "boys": "male",
}  # fmt: skip
"""How the registry calls those that a question calls women and men."""
_FATES = {"died": "death", "die": "death", "fatality": "death", "fatal": "death"}
"""How it calls what became of those who died."""
