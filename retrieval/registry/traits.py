"""Parts of the patients that a question counts: rows of a record's baseline, or what it does not hold."""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz.distance import OSA

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.coded_events import single_events
from retrieval.lexicon import SHORTEST_TYPO
from retrieval.questions.age_rows import ages_within, are_ages, tells_age
from retrieval.questions.clauses import further_questions
from retrieval.questions.item_rows import ANALYSED, SEXES
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.questions.relations import is_counted
from retrieval.registry.effect_names import titles_by_effect
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.measure_words import measures_of
from retrieval.registry.patients import parts_of_all
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, common_words, split_tokens

_SIZE = "Patients randomised"
_STARTED = "Started"


def with_age_classes(question: Question, *, corpus: Corpus) -> Question:
    """The class of age that is asked for, as a row of the baseline where the record has it; of no measured outcome."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    counted = bool(named) and all(m.term.category == "baseline" and m.term.name.startswith("Age ") for m in named)
    if not (question.subgroups or counted) or any(m.term.category in ("efficacy", "safety") for m in named):
        return question
    if question.unknown and not question.statistics:
        return question  # something else is asked of them
    if _GAINED.search(question.text):
        told = measures_of(question.trial or "", corpus=corpus)
        aged = tuple(title for title, each in told.items() if tells_age(each.names, question.text))
        left = tuple(token for token in question.unread if not _GAINED.match(token.text))
        asked = replace(question, outcomes=aged, subgroups=(), unread=left)
        return asked if 0 < len(aged) <= _MOST_AGED else question
    rows = [row for row in corpus.table.results(trial=question.trial) if row.category == "baseline"]
    held = ages_within(rows, question.text)
    return replace(question, outcomes=(held[0].outcome,), subgroups=(), statistics=()) if held else question


def with_age_groups(question: Question, *, corpus: Corpus) -> Question:
    """The question for the measures told by classes of age, where it asks of a class, or of the old or the young."""
    parts = [m for m in question.mentions if m.term.kind == "subgroup"]
    general = {m.term.name for m in parts if _OLD_OR_YOUNG.search(m.text)}
    classes = {m.term.name for m in parts if _OF_AGE.match(m.term.name)}
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in ("efficacy", "safety")]
    if not (general or classes) or not (named or _GAINED.search(question.text)):
        return question
    by_effect = titles_by_effect(question, corpus=corpus)
    others = [(stems(m.text), stems(m.term.name)) for m in named if m.term.name not in by_effect]

    def tells(words: frozenset[str], ways: tuple[frozenset[str], ...]) -> bool:
        return any(way <= words for way in ways) or (bool(general) and bool(ways[0] & words))

    told_in = _told_by_age(question, of_any=bool(general), corpus=corpus)
    fitting = [title for title, words in told_in.items() if all(tells(words, ways) for ways in others)]
    if not 0 < len(fitting) <= _MOST_AGED:
        return question
    return replace(
        question,
        outcomes=tuple(fitting),
        subgroups=tuple(name for name in question.subgroups if name not in general | classes),
        mentions=tuple(m for m in question.mentions if m not in named and m.term.name not in general | classes),
    )


def _told_by_age(question: Question, *, of_any: bool, corpus: Corpus) -> dict[str, frozenset[str]]:
    """The measures whose rows are classes of age, and which have the effect asked, each with its words.

    Args:
        of_any: Whether no class is asked.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    aged = {t: each for t, each in told.items() if are_ages([name for name in each.names if name != ANALYSED])}
    aged = {t: each for t, each in aged.items() if of_any or tells_age(each.names, question.text)}
    by_effect = titles_by_effect(question, corpus=corpus)
    full = words_of(question.trial, corpus=corpus).in_full
    return {
        title: each.titled | stems(full(title))
        for title, each in aged.items()
        if all(title in titles for titles in by_effect.values())
    }


_OF_AGE = re.compile(r"ages? (?:[<>=]|\d)", re.IGNORECASE)
_OLD_OR_YOUNG = re.compile(
    r"^(?!.*\d).*\b(?:old|older|oldest|elderly|young|younger|youngest|seniors?)\b", re.IGNORECASE
)
_MOST_AGED = 2
"""Measures that have a class of age apart, and answer together what it gained."""


def with_traits(question: Question, *, corpus: Corpus) -> Question:
    """The question for the baseline characteristic of which the part asked is a row: "Black" of the races."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    if not question.subgroups or any(m.term.category in ("efficacy", "safety") for m in named):
        return question
    if (listed := _with_traits_listed(question, corpus=corpus)) is not question:
        return listed
    if (question.unread and not _COUNTED.search(question.text)) or _GAINED.search(question.text):
        return question  # something else is asked of them
    found = _traits_of_parts(question, corpus=corpus)
    if not found:
        return question
    left = tuple(name for name in question.subgroups if name not in found)
    others = (name for name in question.outcomes if name not in (_SIZE, _STARTED))
    return replace(question, outcomes=tuple(dict.fromkeys((*others, *found.values()))), subgroups=left)


def _traits_of_parts(question: Question, *, corpus: Corpus) -> dict[str, str]:
    """The one characteristic of which each part asked is a row, or that has its words; none of everybody's."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category", "subgroup"))
    parts = {part for *_, part in slots if part}
    rows = [(outcome, item) for outcome, item, kind, _ in slots if outcome and kind == "baseline" and item]
    traits = [outcome for outcome, item, kind, _ in slots if kind == "baseline" and outcome and not item]
    everyone = frozenset() if "count" in question.statistics else parts_of_all(question, corpus=corpus)
    asked = set(question.subgroups) - everyone
    found: dict[str, str] = {}
    for mention in (m for m in question.mentions if m.term.kind == "subgroup" and m.term.name in asked):
        if mention.text not in parts:
            own = [outcome for outcome, item in rows if _holds_word(item, mention.text)]
            own = own or [title for title in traits if stems(mention.text) <= stems(title)]
            found |= {mention.term.name: own[0]} if len(set(own)) == 1 else {}
    return found


def _with_traits_listed(question: Question, *, corpus: Corpus) -> Question:
    """The question for the traits that stand in one list with another one, and are no parts: "median age and sex"."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "category"))
    titles = [title for title, kind in slots if title and kind == "baseline"]
    traits = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "baseline"]
    found: dict[str, str] = {}
    for mention in (m for m in question.mentions if m.term.kind == "subgroup" and m.term.name in question.subgroups):
        own = [title for title in titles if stems(mention.text) <= stems(title)]
        pairs = [sorted((mention, trait), key=lambda m: m.start) for trait in traits]
        if len(own) == 1 and any(_LISTED.fullmatch(question.text, one.end, other.start) for one, other in pairs):
            found[mention.term.name] = own[0]
    if not found:
        return question
    left = tuple(name for name in question.subgroups if name not in found)
    kept = tuple(m for m in question.mentions if m.term.kind != "subgroup" or m.term.name not in found)
    outcomes = tuple(dict.fromkeys((*question.outcomes, *found.values())))
    return replace(question, outcomes=outcomes, subgroups=left, mentions=kept, statistics=())


_LISTED = re.compile(r"\s?(?:,|&|/|\band\b|\bplus\b)\s?(?:and\s)?(?:the\s|their\s)?", re.IGNORECASE)


def with_histories(question: Question, *, corpus: Corpus) -> Question:
    """The question for the history that a record counts at baseline: "how many had had a clot before" is no result."""
    told = _HISTORY.search(question.text) or _HAD_BEFORE.search(question.text)
    if told is None or not _COUNTED.search(question.text[: told.start()]) or _OF_THOSE.search(question.text):
        return question
    after = [token for token in split_tokens(question.text) if token.start >= told.start()]
    said = [token for token in after if token.form not in common_words() and not stems(token.text) & _PAST]
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    words = words_of(question.trial, corpus=corpus)
    found: list[str] = []
    for title, kind in kinds.items():
        own = stems(f"{title} {words.in_full(title or '')}")
        own |= in_lay_words(own)
        if kind == "baseline" and own & _PAST and said and all(stems(token.text) <= own for token in said):
            found.append(title or "")
    if len(found) != 1:
        return question
    spoken = {m.term.name for m in question.mentions if m.term.kind == "outcome" and m.start < told.start()}
    others = (name for name in question.outcomes if name in spoken and name not in (_SIZE, _STARTED))
    mentions = tuple(m for m in question.mentions if m.term.kind != "outcome" or m.start < told.start())
    return replace(question, outcomes=(*others, *found), mentions=mentions, unknown=(), unread=(), subgroups=())


def with_conditions_at_entry(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who had a condition at baseline, of which an adverse event has the name: "AF at entry".

    Both are told where it is asked, too, who developed it.
    """
    if not (at_entry(question.text) or _BEFORE_ENTRY.search(question.text)) or _OF_THOSE.search(question.text):
        return question
    events = single_events(question.trial or "", table=corpus.table)
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    rows = [(title, stems(item)) for title, item, kind in slots if kind == "baseline" and title and item]
    found = {
        name: own[0]
        for name in question.outcomes
        if name in events and len(own := list(dict.fromkeys(t for t, item in rows if stems(name) <= item))) == 1
    }
    if not found:
        return question
    both = bool(_DEVELOPED.search(question.text))
    instead = {name: (title, name) if both else (title,) for name, title in found.items()}
    outcomes = dict.fromkeys(one for name in question.outcomes for one in instead.get(name, (name,)))
    return replace(question, outcomes=tuple(outcomes), unknown=(), unread=(), subgroups=())


_BEFORE_ENTRY = re.compile(
    r"\b(?:before (?:the |this )?(?:trial|study)|before (?:they )?(?:join|enter|enrol)\w*|histor(?:y|ies) of"
    r"|already had|pre-?existing|co-?morbid\w*|to begin with|on (?:study )?entry)\b",
    re.IGNORECASE,
)
_DEVELOPED = re.compile(
    r"\band\b[^?]*\b(?:developed|develop|got|during|on (?:treatment|study)|adverse events?|side effects?|later)\b",
    re.IGNORECASE,
)
"""That it is also asked who came to have it."""


_HISTORY = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|past|histor(?:y|ies) of|already had|had (?:ever |already )?had|had before)\b",
    re.IGNORECASE,
)
_HAD_BEFORE = re.compile(r"\b(?:had|have)\s(?!to\b)[^?,;.]+?\s(?:before|in the past)(?=\W*$)", re.IGNORECASE)
"""That it is asked what patients had had before they entered: "had a clot before"."""
_PAST = stems("previous previously prior earlier past history established existing known")
_OF_THOSE = re.compile(
    r"\b(?:in|among|for|of) (?:the |those |patients |people |participants )+(?:with|who)\b", re.IGNORECASE
)
"""That an outcome is asked in those of a history."""
_COUNTED = re.compile(
    r"\b(?:how many|how much|share|fraction|per ?cent\w*|proportion|numbers?|took part|included"
    r"|were (?:there|any)|any|who)\b|%|^\W*\w+\W*$",
    re.IGNORECASE,
)
"""That those of a kind are counted, or that only they are named."""


_GAINED = re.compile(
    r"\b(?:benefit\w*|respond\w*|work\w*|help\w*|gain\w*|effects?|effective\w*|fare[ds]?"
    r"|(?:was|is|were|are) [^?,;]{0,40}?\b(?:better|worse|safer|superior)|efficac\w*|protect\w*"
    r"|do (?:any |just |equally )?(?:as well|better|worse|any|less|more|differently|poorly|well))\b",
    re.IGNORECASE,
)
"""That it is asked what the treatment did for those of a kind, and not how many they are."""


def with_counted_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for a part of the patients that it counts beside others and the record does not hold, by itself."""
    held = {part for (part,) in corpus.table.slots(question.trial or "", ("subgroup",)) if part}
    counted = {
        m.term.name: m.text
        for m in question.mentions
        if m.term.kind == "subgroup" and m.term.name in question.subgroups and is_counted(question.text[: m.start])
        if _begins_anew(m, question) and not terms.outcomes_of(m.text, trial=question.trial or "")
        if m.term.name not in held and not terms.members(m.term.name, trial=question.trial or "")
    }
    if not counted or not question.outcomes:
        return question
    left = tuple(name for name in question.subgroups if name not in counted)
    mentions = tuple(
        replace(m, term=Term("outcome", m.text)) if m.term.kind == "subgroup" and m.term.name in counted else m
        for m in question.mentions
    )
    return replace(question, outcomes=(*question.outcomes, *counted.values()), subgroups=left, mentions=mentions)


def _begins_anew(part: Mention, question: Question) -> bool:
    """Whether a part is counted in a further question that names no outcome: "..., and how many were obese"."""
    cuts = [cut for cut in further_questions(question.text) if cut <= part.start]
    outcomes = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _ASKED]
    return bool(cuts) and any(m.end <= cuts[-1] for m in outcomes) and not any(cuts[-1] <= m.start for m in outcomes)


_ASKED = ("efficacy", "safety", "baseline")


def _holds_word(item: str, name: str) -> bool:
    """Whether a row has all words of a name, a slip of one letter in a long one read through."""
    forms = {token.form for token in split_tokens(item)}
    said = [SEXES.get(token.form, token.form) for token in split_tokens(name) if token.form not in _PEOPLE]
    return bool(said) and all(
        form in forms or (len(form) >= SHORTEST_TYPO and any(OSA.distance(form, f, score_cutoff=1) <= 1 for f in forms))
        for form in said
    )


_PEOPLE = frozenset("adult individual participant patient people person subject volunteer".split())
"""What a part is a part of: "Asian patients"."""
