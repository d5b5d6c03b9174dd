"""A message of several sentences, an e-mail say: what it asks, and what it tells before that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.message_sentences import ITEM, sentences_in
from retrieval.questions import wishes
from retrieval.questions.enumerations import asked_for, items_of
from retrieval.questions.framing import without_frames

_FEWEST_SENTENCES, _FEWEST_WORDS = 3, 25
"""A shorter text with one request is a question with what belongs to it, which is read as a whole."""


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence of a message that asks something.

    Attributes:
        told: The sentences since the request before it, which ask nothing.
        wished: Of what is no question and no demand, the words that may name what it wishes for.
    """

    text: str
    told: tuple[str, ...] = ()
    wished: str = ""


def requests(text: str, *, message: str | None = None) -> tuple[Request, ...]:
    """What a message asks, sentence by sentence, without its courtesies; nothing where it is one short question.

    Args:
        message: The whole of it, where ``text`` leaves out what only surrounds what it asks.
    """
    found: list[Request] = []
    told: list[str] = []
    heading = ""
    for each in _questions_in(ITEM.sub(_ITEM, text)):
        if _CLOSES.match(each) and "?" not in each:
            if found:
                break  # what follows is the name of who writes
            continue
        if each.startswith(_ITEM) and heading:
            found.append(Request(asked_for(each.removeprefix(_ITEM)), (heading,)))
            continue
        sentence = wishes.without_wish(_LEADS.sub("", each.removeprefix(_ITEM)))
        heading = sentence if sentence.endswith(":") else ""
        if wishes.dismisses(sentence) or _is_frame(sentence):
            continue
        items = several if len(several := items_of(each)) > 1 else items_of(sentence)
        wished = "" if wishes.demands(sentence) or len(items) > 1 else wishes.wished(each)
        if not heading and (wished or len(items) > 1 or wishes.demands(sentence)):
            found += [Request(item, tuple(told), wished) for item in items]
            told = []
        elif found and not told and _ONLY.match(sentence):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {sentence}")
        else:
            told.append(sentence)
    whole = message or text
    long = len(whole.split()) >= _FEWEST_WORDS and len(sentences_in(whole)) >= _FEWEST_SENTENCES
    return tuple(found) if long or len(found) > 1 else ()


def _questions_in(text: str) -> Iterator[str]:
    """The sentences of a text, of a question whether anything is held of something the last part by itself."""
    for sentence in sentences_in(text):
        cut = _ANYTHING.search(sentence) if sentence.endswith("?") else None
        if cut is None:
            yield sentence
            continue
        yield f"{sentence[: cut.start()]}?"
        yield f"{sentence[cut.start('asks')].upper()}{sentence[cut.start('asks') + 1 :]}"


_ANYTHING = re.compile(
    r",?\s(?:and|or)\s(?P<asks>(?:(?:is|are) there|do you (?:have|hold|know)|have you(?: got)?)"
    r" (?:anything|something|any(?: data| information| figures)?)\s(?:on|about|for)\s[^?;]+\?)$",
    re.IGNORECASE,
)


def _is_frame(sentence: str) -> bool:
    """Whether a question asks nothing: "Could you help me with this?"."""
    return "?" in sentence and not wishes.asks_back(sentence) and not without_frames(sentence).strip(" .,;:!?–—-")


_ITEM = "• "
_CLOSES = re.compile(
    r"\W*(?:(?:many|best|kind|warm|with|my|very|yours)\s)*(?:thanks?|thank you|regards|wishes|sincerely|faithfully"
    r"|truly"
    r"|cheers|yours|looking forward|(?:i|we) (?:look|am looking|are looking) forward)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^\W*(?:(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\b[^,:!?.]{0,40}[,:!]"
    r"|to (?:whom it may concern|the [\w ]{3,30}|all)\s?[:,]"
    r"|(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally|next|then|[1-9a-c]\)|\(?[1-9a-c]\))[,:]?)\s+)+",
    re.IGNORECASE,
)
"""The salutation, or the number of a question."""
_ONLY = re.compile(r"\W*(?:only|just|specifically|in particular|above all)\b", re.IGNORECASE)
"""Begins what narrows the request before it: "Only severe cases matter."."""
