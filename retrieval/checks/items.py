"""Rows of an outcome, "Female" or "Week 24": told right after its title, or in words beside the number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.checks import cues
from retrieval.checks.characters import readable
from retrieval.checks.evidence import Evidence
from retrieval.checks.roles import Role
from retrieval.checks.slots import Slot
from retrieval.checks.starts import is_start
from retrieval.terms import Mention, common_words, split_tokens

_LEAD = re.compile(r"(?:\s\([^()]{1,20}\))?(?:[,:]|\s-)\s")
"""Between a title, with its abbreviation, and the row that is told of it."""
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_SEXES = {"female": r"females?|wom[ae]n|girls?", "male": r"males?|m[ae]n|boys?"}


def with_items(text: str, mentions: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The outcome mentions, each as long as the row that is told after its title; what stands in the row is none."""
    longer = [_with_item(text, mention, evidence) for mention in mentions]
    return [
        item
        for item in longer
        if not any(other.start < item.start and item.end <= other.end and other not in mentions for other in longer)
    ]


def told_item(mention: Mention, evidence: Evidence) -> str | None:
    """The row that a mention ends with, or that it is."""
    words, own = mention.text.casefold(), _joined(mention.text)
    return next(
        (
            item
            for item in _longest_first(evidence, mention.term.name)
            if own in (_joined(item), _joined(_BRACKETS.sub("", item)))
            or words.endswith(tuple(f"{lead} {_plain(item)}" for lead in ",:-"))
        ),
        None,
    )


def named_items(text: str, start: int, end: int, *, taken: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """Outcomes told by one of their rows alone: "IL-6" where that is a row of "Inflammatory markers".

    Words may name an outcome and the row of another: fasting glucose at baseline, and later.
    """
    found: list[Mention] = []
    tokens = split_tokens(text[start:end]) if evidence.facts.items else ()
    forms = [_DIGITS.get(token.form, token.form) for token in tokens]
    for first in range(len(tokens)):
        if forms[first][:1] not in evidence.facts.item_starts:
            continue
        for last in range(min(first + _LONGEST_ITEM, len(tokens)), first, -1):
            titles = evidence.facts.items.get("".join(forms[first:last]), ())
            low, high = start + tokens[first].start, start + tokens[last - 1].end
            longer = any(it.start <= low and high <= it.end and it.end - it.start > high - low for it in taken)
            terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in titles]
            if titles and not longer:
                found += [Mention(low, high, text[low:high], term) for term in terms if term is not None]
                break
    return found


_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "six": "6"}
_LONGEST_ITEM = 4
"""Words of a row's name that is told alone."""


def is_item(words: str, evidence: Evidence) -> bool:
    """Whether words are a row's own name: a component of a composite is counted there, and no composite."""
    return bool(evidence.facts.items.get(_joined(words)))


def bind_items(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give each number the one row of its outcome that is told beside it, where its outcome has several."""
    told = [slot for slot in slots if slot.expression.parts[0].role not in (Role.DATE, Role.GRADE)]
    for slot in told:
        items = _longest_first(evidence, slot.outcomes[0]) if slot.outcomes and slot.item is None else ()
        if len(items) < 2:
            continue
        broken = cues.BREAK.search(slot.after) if slot is not told[-1] else None
        for words in (slot.after[: broken.start()] if broken else slot.after, slot.before):
            named = _named(words, items) or _told_by_word(words, slot.outcomes[0], items)
            found = [item for item in named if not (slot.phase == "later" and is_start(item))]
            if len(found) == 1:
                slot.item = found[0]
                break
        else:
            slot.item = _telling(slot, items, evidence)


def _telling(slot: Slot, items: Iterable[str], evidence: Evidence) -> str | None:
    """The one row that the sentence names, where its name alone tells the outcome: "fever was recorded for"."""
    told = _named(slot.told, items)
    found = [item for item in told if slot.outcomes[0] in evidence.facts.items.get(_joined(item), ())]
    return found[0] if len(found) == 1 else None


def _named(words: str, items: Iterable[str]) -> list[str]:
    found, rest = [], words.casefold()
    for item in items:
        bare = _BRACKETS.sub("", _plain(item))
        name = _SEXES.get(_plain(item)) or re.escape(_plain(item)) + (f"|{re.escape(bare)}" if len(bare) > 8 else "")
        if re.search(r"[^\W\d_]{3}", item) and re.search(rf"\b(?:{name})(?!\w)", rest):
            found.append(item)
            rest = re.sub(rf"\b(?:{name})(?!\w)", " ", rest)
    return found


def _told_by_word(words: str, outcome: str, items: Sequence[str]) -> list[str]:
    """The row that alone has a telling word of the text: "in chromophobe tumours" of "Chromophobe histology"."""
    told = {token.form for token in split_tokens(words)}
    forms = {item: {token.form for token in split_tokens(item)} for item in items}
    title = {token.form for token in split_tokens(outcome)}
    shared = title | common_words()
    own = {
        item: {form for form in mine if len(form) > _SHORT_WORD and form.isalpha() and form not in shared}
        - {form for other, theirs in forms.items() if other != item for form in theirs}
        for item, mine in forms.items()
    }
    return [item for item in items if own[item] & told]


_SHORT_WORD = 5
"""Letters of a word that may tell a row by itself are more."""


def _with_item(text: str, mention: Mention, evidence: Evidence) -> Mention:
    lead = _LEAD.match(text, mention.end)
    if lead is None:
        return mention
    for item in _longest_first(evidence, mention.term.name):
        end = lead.end() + len(item)
        if text[lead.end() : end].casefold() == _plain(item) and not re.match(r"\w", text[end : end + 1]):
            return Mention(mention.start, end, text[mention.start : end], mention.term, mention.typo)
    return mention


def _joined(words: str) -> str:
    """The normal forms of words as one: "IL-6" and "IL6" are the same."""
    return "".join(_DIGITS.get(token.form, token.form) for token in split_tokens(words))


def _longest_first(evidence: Evidence, outcome: str) -> tuple[str, ...]:
    return evidence.results(outcome).items


def _plain(item: str) -> str:
    return readable(item).casefold()
