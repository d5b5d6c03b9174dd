"""What a follow-up says in place of a name: the one word by which another name differs, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from retrieval.questions.question import Question

_MOST_WORDS = 5
"""Words up to which a follow-up may be one word of a name and nothing else."""
_WORD = re.compile(r"[^\s-]+")
_LEFT_OUT = re.compile(
    r"\b(?P<before>with|without|after|once|if|when|excluding|minus|(?:leaving|taking|counting|setting) (?:out|aside))\s"
    r"(?P<who>them|these|those|they)\b"
    r"(?P<after>\s(?:(?:were|are|being|have been|had been)\s)?(?:taken out|left out|removed|excluded|censored|set aside"
    r"|not counted|ignored|discounted|counted out|omitted|dropped)\b)?",
    re.IGNORECASE,
)
_TELL = ("without", "excluding", "minus")
"""Prepositions by which something is left out without a verb."""


def other_name(words: str, names: Iterable[str], *, known: Iterable[str]) -> str | None:
    """The one of the ``known`` names that differs from one of ``names`` in a single word, which ``words`` say.

    "Late" after "early relapse" is "late relapse", and "end" after "enrolment start" the enrolment's end.
    """
    said = _WORD.findall(words.casefold())
    if len(said) > _MOST_WORDS:
        return None
    said += [word.removesuffix("s") for word in said]
    own = [_WORD.findall(name.casefold()) for name in names]
    found = {
        other
        for other in known
        for name in own
        if len(name) == len(parts := _WORD.findall(other.casefold())) > 1
        and [b for a, b in zip(name, parts, strict=True) if a != b][1:] == []
        and any(a != b and b in said and a not in said for a, b in zip(name, parts, strict=True))
    }
    return found.pop() if len(found) == 1 else None


def with_cause(words: str, names: Iterable[str]) -> str | None:
    """The question who stopped for another reason, after it was asked who stopped for one: "and due to toxicity"."""
    cause = _FOR_CAUSE.match(words) if any(STOPPED.search(name) for name in names) else None
    return f"How many patients discontinued treatment {words[cause.start('cause') :]}?" if cause else None


STOPPED = re.compile(r"\bdiscontinuation (?:due to|because of|for)\b|\bleading to discontinuation\b", re.IGNORECASE)
_FOR_CAUSE = re.compile(
    r"(?:how many (?:(?:of them|patients|stopped|did|did so|were|was it) )*)?"
    r"(?P<cause>because|due to|owing to|on account of)\s\w",
    re.IGNORECASE,
)


def one_of(words: str, names: Iterable[str]) -> str | None:
    """The one of several names that has the word which is asked for alone: "only the durable ones"."""
    match = _ONLY.fullmatch(words)
    found = [name for name in names if match and match["what"].casefold() in _WORD.findall(name.casefold())]
    return found[0] if len(found) == 1 else None


def refractory_to(words: str, names: Iterable[str]) -> str | None:
    """The question for those refractory to the drug asked of before, or to another: "and refractory to it", "to B"."""
    for own in names:
        kind, _, drug = own.partition(" ")
        if kind == "Prior" and (match := _TO_IT.search(words)):
            return f"{words[: match.start('it')]}{drug}{words[match.end('it') :]}"
        if own.startswith(_REFRACTORY) and (match := _TO_ANOTHER.fullmatch(words)):
            return f"how many were refractory to {match['drug']}"
    return None


_REFRACTORY = "Refractory to "
_TO_IT = re.compile(r"\b(?:refractory|resistant|exposed) to (?P<it>it|that|them|this|one)\b", re.IGNORECASE)
_TO_ANOTHER = re.compile(r"(?:refractory )?to (?P<drug>(?:an? |both |the )?[\w-]+(?: [\w-]+){0,3})", re.IGNORECASE)


def prior_one(words: str, names: Iterable[str], *, known: Iterable[str]) -> str | None:
    """The earlier treatment that a bare name is, after earlier treatments were asked for: "with A?", "A?"."""
    name = _WITH.sub("", words).casefold()
    asked = any("prior" in _WORD.findall(own.casefold()) for own in names)
    return next((title for title in known if asked and title.casefold() == f"prior {name}"), None)


_WITH = re.compile(r"^(?:with|by|to|for|any|got|had) ", re.IGNORECASE)


def one_titled(words: str, titles: Iterable[str]) -> str | None:
    """The one title that has the single word which a follow-up consists of, and that names nothing: "cycles?".

    Else the one with a word of its stem: "how many failed" after "Patients screened" are the "Screen failures".
    """
    match = _ONE_WORD.fullmatch(words)
    word = match["word"].casefold() if match else ""
    if len(word) < _SHORTEST:
        return None
    known = tuple(dict.fromkeys(titles))
    same = [title for title in known if word in _WORD.findall(title.casefold())]
    alike = [title for title in known if any(_begins_alike(word, other) for other in _WORD.findall(title.casefold()))]
    return next((found[0] for found in (same, alike) if len(found) == 1), None)


def named_in(phrase: str, titles: Iterable[str]) -> bool:
    """Whether a word of each title is of the stem of each long word of a phrase: "had to interrupt" tells its title."""
    words = [word for word in _WORD.findall(phrase.casefold()) if len(word) >= _SHORTEST]
    split = [_WORD.findall(title.casefold()) for title in titles]
    return bool(words) and all(any(_begins_alike(word, other) for other in title) for title in split for word in words)


def _begins_alike(word: str, other: str) -> bool:
    """Whether two words have their first letters in common, but for an ending."""
    return len(other) >= _SHORTEST and word[: _SHORTEST - 1] == other[: _SHORTEST - 1]


_SHORTEST = 5
"""Letters of a word that names something by itself."""
_ONE_WORD = re.compile(
    r"(?:how many (?:patients )?(?:of them )?(?:were |got |had |did )?|(?:the |an? )?(?:median |mean |average ))?"
    r"(?P<word>[\w-]+)(?: (?:that )?(?:they|patients|people) \w+)?",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?:(?:only|just) )?(?:the )?(?P<what>[\w-]+) (?:ones?|rates?|figures?)", re.IGNORECASE)


def with_left_out_named(text: str, asked: str, *, read: Callable[[str], Question]) -> str | None:
    """A follow-up that leaves "them" out ("with them taken out"), with what the question before it names.

    Only where the words name an analysis then, which they do not by themselves: that of a result without them.
    """
    match = _LEFT_OUT.search(text)
    if not match or not (match["after"] or match["before"].casefold().startswith(_TELL)):
        return None
    for mention in read(asked).mentions:
        if mention.term.kind not in ("outcome", "analysis"):
            continue
        words = mention.text.split()
        spans = [(a, b) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
        for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
            before = f"{text[: match.start('who')]}{' '.join(words[start:end])}{match['after'] or ''}"
            named = f"{before}{text[match.end() :]}"
            if any(m.term.kind == "analysis" and m.end >= len(before) > m.start for m in read(named).mentions):
                return named
    return None
