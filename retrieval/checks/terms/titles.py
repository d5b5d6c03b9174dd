"""Outcomes that a text names by a part of the table's own title: "monthly migraine days" of a longer one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.checks.figures.times import read_times, share_time, without_times
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.analysis_sets import is_of_other_set
from retrieval.checks.terms.composites import find_composites, find_either
from retrieval.checks.terms.initials import find_initials
from retrieval.checks.terms.items import called_items, is_item, named_items
from retrieval.checks.terms.joint_letters import find_joint_letters
from retrieval.checks.terms.led_names import by_word_before
from retrieval.checks.terms.long_titles import find_long_titles, is_rare
from retrieval.checks.terms.measured_changes import (
    LONGEST,
    measured_change,
    share_told,
)
from retrieval.checks.terms.primary_outcomes import find_primary, find_secondary
from retrieval.checks.terms.shared_names import of_one_name
from retrieval.checks.terms.short_names import CHANGE, better_told, changes_of
from retrieval.checks.terms.sole_words import by_sole_word
from retrieval.checks.terms.titled_figures import with_titled_figures
from retrieval.checks.terms.words_apart import folds, words_apart, words_for
from retrieval.mentions import overlaps
from retrieval.terms import Mention, split_tokens, word_forms

_AFTER = 40
"""Code points behind a name in which a title may go on."""


def read_titles(text: str, start: int, end: int, *, found: list[Mention], evidence: Evidence) -> list[Mention]:
    """Return the outcome mentions of a span, general names replaced by the titles of the table that hold them.

    Titles of one name stand at one place, the one that shares most words with the span first; words that belong to
    no mention name a title where two of them in a row, one of them no common word, stand in it alone.
    """
    words = word_forms(text[start:end]) | folds(text[start:end])
    long = find_long_titles(text, start, end, found=found, evidence=evidence)
    long = [mention for mention in long if not is_item(mention.text, evidence)]
    apart = words_apart(text[start:end], [(item.start - start, item.end - start) for item in long], words)
    mentions = [
        titled
        for mention in found
        if not _is_within(mention, long)
        for titled in called_items(mention, evidence)
        or _led(text, start, mention, evidence)
        or _titled(
            mention,
            text[mention.end : end][:_AFTER],
            words_for(text, (start, end), mention, found=found, words=apart),
            evidence,
        )
    ]
    mentions += long
    either = [item for item in find_either(text, start, end, evidence=evidence) if not _is_within(item, long)]
    joint = find_joint_letters(text, start, end, found=found, evidence=evidence)
    either = joint + [item for item in either if not overlaps(item, *joint)]
    mentions = either + [item for item in mentions if not overlaps(item, *either)]
    primary = find_composites(text, start, end, evidence=evidence)
    primary = primary or find_primary(text, start, end, taken=mentions, evidence=evidence)
    mentions = primary + [item for item in mentions if not _is_within(item, primary)]
    mentions += find_secondary(text, start, end, taken=mentions, evidence=evidence)
    mentions = _by_rare_word(mentions, words, evidence, read_times(text[start:end]))
    mentions = [*mentions, *named_items(text, start, end, taken=mentions, evidence=evidence)]
    mentions += find_initials(text, start, end, taken=mentions, evidence=evidence)
    held = [item for item in mentions if item.term.category != "baseline" or evidence.results(item.term.name)]
    mentions = mentions + _spelt_out(text, start, end, taken=held, evidence=evidence)
    return with_titled_figures(text, start, end, mentions=mentions, evidence=evidence)


def _led(text: str, start: int, mention: Mention, evidence: Evidence) -> Sequence[Mention]:
    """The titles of a general name with the word before it, where the table has nothing under the name alone."""
    if mention.term.trial is not None or mention.term.name in evidence.title_words:
        return ()
    named = by_word_before(text, start, mention, evidence)
    return named if named[0] is not mention else ()


def _is_within(mention: Mention, longer: Sequence[Mention]) -> bool:
    return any(whole.start <= mention.start and mention.end <= whole.end for whole in longer)


def _titled(mention: Mention, after: str, words: frozenset[str], evidence: Evidence) -> Sequence[Mention]:
    """The mentions of the titles that a name means, with the words around it."""
    term, trial = mention.term, evidence.trial.id
    told = word_forms(mention.text)
    own_title = [title for title in evidence.titles_with(told) if evidence.title_words[title] == told]
    if own_title and own_title[0] != term.name and term.trial is None:
        titled = evidence.terms.term(own_title[0], kind="outcome", trial=trial)
        return (Mention(mention.start, mention.end, mention.text, titled, mention.typo),) if titled else (mention,)
    if literal := _literal(mention, told, words, evidence):
        return (literal, mention) if term.category == "safety" else (literal,)
    if own_title and words & CHANGE and evidence.results(own_title[0])[0].category == "baseline":
        changed = changes_of(mention.text, evidence)
        changes = [evidence.terms.term(title, kind="outcome", trial=trial) for title in changed]
        return [replace(mention, term=term) for term in (*changes, term) if term]
    if moved := measured_change(mention, told, words, evidence):
        return moved
    if other := better_told(term.name, told, words, evidence):
        term = evidence.terms.term(other, kind="outcome", trial=trial) or term
        return (replace(mention, term=term),)
    if term.trial is not None or term.category == "safety" or term.name in evidence.title_words:
        return of_one_name(mention, after, evidence)
    return _of_class(mention, words, evidence)


def _of_class(mention: Mention, words: frozenset[str], evidence: Evidence) -> Sequence[Mention]:
    """The mentions of the titles that have all words of a general name, those of which most is told first."""
    term, trial = mention.term, evidence.trial.id
    own = word_forms(term.name)
    titles = [title for title in evidence.titles_with(own)[:LONGEST] if own <= evidence.title_words[title]]
    exact = evidence.terms.outcomes_of(term.name, trial=trial)
    if not exact and not titles:
        return (_narrower(mention, words, evidence) or _inner(mention, evidence),)
    narrower = len(own) > 1 and set(titles) < set(exact)  # "HbA1c change": of all titles with HbA1c those of a change
    if not titles or set(titles) == set(exact) or (exact and not narrower and not _is_start(exact, term.name)):
        return (mention,)
    if term.category == "disposition":  # who withdrew tells nothing of a withdrawal syndrome
        titles = [title for title in titles if evidence.results(title)[0].category != "safety"]
    forms = words | word_forms(mention.text) | own
    ranked = sorted(titles, key=lambda title: -share_told(evidence.title_words[title], forms))
    terms = (evidence.terms.term(title, kind="outcome", trial=trial) for title in ranked)
    found = [Mention(mention.start, mention.end, mention.text, item, mention.typo) for item in terms if item]
    return found or (mention,)


def _literal(mention: Mention, told: frozenset[str], words: frozenset[str], evidence: Evidence) -> Mention | None:
    """What a title has the very words of that the vocabulary knows for another: "amputations", of ischaemia.

    So it is with an outcome that the vocabulary takes for a wider one, "remission" for a response, "onset of response".
    """
    if mention.term.category not in ("safety", "efficacy") or mention.term.trial is not None:
        return None
    name = word_forms(mention.term.name)
    event = mention.term.category == "safety"
    if not event and mention.term.name in evidence.title_words:
        return None  # the table has the very outcome that the vocabulary names
    if (told & name) if event else not any(len(form) >= _RARE and is_rare(form) for form in told - name - _DID):
        return None
    titles = [title for title in evidence.titles_with(told - _DID)[:LONGEST] if title != mention.term.name]
    if not event and any(name <= evidence.title_words[title] for title in titles):
        return None
    best = max(titles, key=lambda title: share_told(evidence.title_words[title], words), default=None)
    term = evidence.terms.term(best, kind="outcome", trial=evidence.trial.id) if best else None
    return replace(mention, term=term) if term else None


_DID = frozenset(
    token.form for token in split_tokens("fell fallen dropped declined decreased reduced low lower lowered rose raised")
)
"""What a count did: a title may say it in another word."""


def _is_start(titles: Sequence[str], name: str) -> bool:
    """Whether titles only begin with a name, and are none of its own spellings."""
    return all(title.casefold().startswith(name.casefold()) and len(title) > len(name) for title in titles)


def _narrower(mention: Mention, words: frozenset[str], evidence: Evidence) -> Mention | None:
    """ "Stopping", of which the table has nothing as such, told of the one cause that stands in the same sentence."""
    trial, own = evidence.trial.id, word_forms(mention.term.name)
    fitting = []
    for name in evidence.terms.narrower(mention.term.name, trial=trial):
        more = word_forms(name) - own
        term = evidence.terms.term(name, kind="outcome", trial=trial)
        if term is not None and {form for form in more if len(form) > 3} <= words:
            fitting.append(term)
    return Mention(mention.start, mention.end, mention.text, fitting[0]) if len(fitting) == 1 else None


def _by_rare_word(
    mentions: list[Mention], words: frozenset[str], evidence: Evidence, times: frozenset[float]
) -> list[Mention]:
    """ "Responded to the Menomune vaccine": the one title that has a rare word of the sentence, for a general name.

    Only where what the sentence names is one thing, of which the table has nothing as such.
    """
    if len(mentions) != 1 or mentions[0].term.category != "efficacy" or evidence.results(mentions[0].term.name):
        return mentions
    title = rare_title(words, evidence, times)
    term = evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) if title else None
    return [Mention(mentions[0].start, mentions[0].end, mentions[0].text, term)] if term else mentions


def rare_title(words: frozenset[str], evidence: Evidence, times: frozenset[float] = frozenset()) -> str | None:
    """The one efficacy title that has a rare word of a sentence; of several, the one of its figures or its time."""
    arms = {token.form for arm in evidence.facts.arms for token in split_tokens(arm)}
    figures = {form for form in words if form[0].isdigit()}
    found: set[str] = set()
    for form in words - arms:
        telling = len(form) > _RARE and is_rare(form) and form not in _SCHEDULES
        titles = evidence.titles_with(frozenset({form})) if telling else []
        titles = titles if len({without_times(title) for title in titles}) <= _FEW else []
        held = [title for title in titles if not (evidence.title_words[title] & _LOSS) - words]
        held = [title for title in held if evidence.results(title)[0].category == "efficacy"]
        told = [title for title in held if figures & _figures_of(title, evidence)]
        plain = _with_nothing_more(held, words, evidence)
        found |= set(held if len(held) == 1 else told if len(told) == 1 else plain or _at_its_time(held, times))
    return found.pop() if len(found) == 1 else None


def _with_nothing_more(titles: Sequence[str], words: frozenset[str], evidence: Evidence) -> list[str]:
    """Of several titles the one of which the others are told with more: "Papules", and not "Papules + Pustules"."""
    own = {title: frozenset(filter(is_rare, evidence.title_words[title])) for title in titles}
    plain = [title for title in titles if all(own[title] < own[other] for other in titles if other != title)]
    more = (
        frozenset[str]().union(*(own[title] for title in titles)) - own[plain[0]]
        if len(titles) > 1 and plain
        else words
    )
    return plain if not more & words else []


def _at_its_time(titles: Sequence[str], times: frozenset[float]) -> list[str]:
    """Of titles that differ in their time alone the one whose time is told."""
    if len({without_times(title) for title in titles}) > 1:
        return []
    own = [title for title in titles if share_time(times, read_times(title))]
    return own if len(own) == 1 else []


def _figures_of(title: str, evidence: Evidence) -> set[str]:
    """The figures of a title but for those of its time points."""
    times = {str(int(match)) for match in re.findall(r"(?:week|month|day|year)s? ([0-9]+)", title, re.IGNORECASE)}
    return {form for form in evidence.title_words[title] if form[0].isdigit()} - times


_LOSS = word_forms("withdrawal failure resistance resistant rebound nonresponse")
"""Words of a title of those who did not respond: it is told by them, and no name of a response."""
_SCHEDULES = frozenset({"weekly", "daily", "monthly", "yearly", "hourly"})
_RARE, _FEW = 5, 4
"""Letters of a word that may tell a title by itself, and titles that may have it."""


def _inner(mention: Mention, evidence: Evidence) -> Mention:
    """ "OS events" or "four-year OS", of which the table has nothing, is told of OS."""
    words = split_tokens(mention.text)
    spans = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    for first, last in sorted(spans, key=lambda span: span[0] - span[1])[1:_PARTS]:
        part = words[first:last]
        text = mention.text[part[0].start : part[-1].end]
        for item in evidence.terms.find(text, trial=evidence.trial.id, kinds={"outcome"}, typos=False):
            if item.start == 0 and item.end == len(text) and evidence.results(item.term.name):
                start = mention.start + part[0].start
                return Mention(start, start + item.end, item.text, item.term)
    return mention


_PARTS = 20
"""Parts of a name that are looked up, the longest first."""


def _spelt_out(text: str, start: int, end: int, *, taken: list[Mention], evidence: Evidence) -> list[Mention]:
    """Titles told by two of their words in a row, where no outcome is named at all."""
    if taken:
        return []
    tokens = split_tokens(text[start:end])
    for place, (first, second) in enumerate(pairwise(tokens)):
        pair = frozenset({first.form, second.form})
        if len(pair) < 2 or not all(len(form) > 3 and form.isalpha() for form in pair):
            continue
        if not (is_rare(first.form) or is_rare(second.form)):
            around = tokens[max(0, place - _AROUND) : place + 2 + _AROUND]
            pair |= _shared(pair, frozenset(token.form for token in around), evidence)
            if len(pair) < _OF_COMMON:
                continue
        titles = [
            title
            for title in evidence.titles_with(pair)[:2]
            if f"{first.form} {second.form}" in evidence.title_text(title)
        ]
        term = evidence.terms.term(titles[0], kind="outcome", trial=evidence.trial.id) if len(titles) == 1 else None
        if term is not None:
            low, high = start + first.start, start + second.end
            return [Mention(low, high, text[low:high], term)]
    words = frozenset(token.form for token in tokens) | folds(text[start:end])
    title = rare_title(words, evidence, read_times(text[start:end]))
    term = evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) if title else None
    if title is None or term is None or is_of_other_set(title, text[start:end]):
        return by_sole_word(tokens, text, start, evidence) if title is None else []
    told = next(token for token in tokens if token.form in evidence.title_words[title] and is_rare(token.form))
    return [Mention(start + told.start, start + told.end, text[start + told.start : start + told.end], term)]


def _shared(pair: frozenset[str], around: frozenset[str], evidence: Evidence) -> frozenset[str]:
    """The words around two common ones that stand with them in the one title that has both."""
    titles = evidence.titles_with(pair)
    shared = evidence.title_words[titles[0]] & around if len(titles) == 1 else frozenset()
    return frozenset(form for form in shared if len(form) > 3 and form.isalpha())


_AROUND, _OF_COMMON = 4, 4
"""Tokens looked through on either side of two common words, and the words of a title that must then be told."""
