"""A list of statements that somebody wants checked one by one: numbered, behind "it says that", or quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from retrieval.answers.absence import pointer_last
from retrieval.answers.answering import Draft
from retrieval.every_part import one_by_one
from retrieval.message_sentences import sentences_in
from retrieval.questions.enumerations import marked

_FEWEST = 2
_CHECKED = re.compile(
    r"\b(?:which|whether) (?:of )?(?:the |these |those |them |all )*(?:following )?(?:\w+ )?"
    r"(?:statements?|claims?|points?|assertions?|lines|ones|these|those|them)?\b[^.?]*"
    r"\b(?:hold|holds|stand|right|wrong|correct|true|false|accurate)\b"
    r"|\b(?:go through|check|verify|confirm|review|assess)\b[^.?]{0,40}"
    r"\b(?:one by one|each|claims?|statements?|numbers?|figures?|following|these|them|which)\b"
    r"|\b(?:right or wrong|true or false|what (?:has|needs|would have) to be (?:corrected|changed))\b",
    re.IGNORECASE,
)
"""Asks which of several statements are so."""
_SAYS_THAT = re.compile(
    r"\b(?:says?|said|states?|stated|claims?|claimed|writes?|wrote|told (?:me|us)|reads?|argues?|reports?) that\s",
    re.IGNORECASE,
)
_THAT = re.compile(r",?\s(?:(?:and|but)\s)?that\s(?=\w+\s)", re.IGNORECASE)
_QUOTED = re.compile(r"(?<!\w)['‘“\"](?P<said>[^'‘’“”\"]{40,})['’”\"](?!\w)")
_JOINT = re.compile(r"(?:,\s(?:and|while|whereas)\s|;\s|,\s)(?=[^()]*(?:\([^()]*\)[^()]*)*$)")
_VERB = re.compile(
    r"\b(?:is|are|was|were|had|has|have|did|occurred|reached|showed|received|enrolled|died|led|doubled|halved|improved"
    r"|reduced|\w{3,}ed)\b",
    re.IGNORECASE,
)
_ENROLLED = re.compile(
    r"\b(?:enrol|recruit|includ)\w*\b[^.]*?(?P<when>,?\s(?:between|from) (?P<first>(?:\d+ )?[A-Z][a-z]+ \d{4})"
    r" (?:and|to|until) (?P<last>(?:\d+ )?[A-Z][a-z]+ \d{4}))"
)
"""Who took part and when: two statements in one."""
_WHO = re.compile(r"^(?:they|these|those)\b", re.IGNORECASE)
_LEANS = re.compile(r"\b(?:these|those|them|it|its|they|each)\b", re.IGNORECASE)


def statements_put(text: str) -> tuple[tuple[str, ...], str]:
    """The statements of a text that are to be checked, and what else it asks; nothing where no list is put."""
    sentences = sentences_in(text)
    if not any(map(_CHECKED.search, sentences)):
        return (), text
    numbered = marked(text)
    if numbered and not any("?" in item for item in numbered):
        said = tuple(sentences_in(item)[0] for item in numbered)
        left = [one for one in sentences if not any(one in item or item in one for item in said)]
        return _alone(said), _further(left)
    for sentence in sentences:
        said = tuple(_told(sentence))
        if len(said) >= _FEWEST:
            return _alone(said), _further([one for one in sentences if one != sentence])
    quoted = _QUOTED.search(text)
    said = tuple(_parts(quoted["said"])) if quoted else ()
    if quoted is None or len(said) < _FEWEST:
        return (), text
    return _alone(said), _further(sentences_in(text[quoted.end() :]))


def answer_statements(
    text: str, *, trial: str | None, ask: Callable[[str], Draft], answer: Callable[[str], Draft]
) -> Draft | None:
    """The answers to each statement of a list, and to what is asked beside it; ``None`` where none is put.

    Args:
        ask: Drafts the answer to one question.
        answer: Drafts the answer to the rest of a message.
    """
    said, further = statements_put(text)
    if not said:
        return None
    drafts = [ask(f"Is it correct that {one}?") for one in said]
    if further:
        drafts.append(answer(further))
    whole = one_by_one(drafts, Draft("not_found", (), trial))
    return Draft(whole.status, pointer_last(dict.fromkeys(whole.sentences)), trial, whole.notices)


def _told(sentence: str) -> Iterator[str]:
    """What somebody says in one sentence, clause by clause: "it says that A, that B and that C"."""
    says = _SAYS_THAT.search(sentence)
    for said in _THAT.split(sentence[says.end() :]) if says and "?" not in sentence else ():
        dates = _ENROLLED.search(said)
        if dates is None:
            yield said
            continue
        yield said[: dates.start("when")]
        yield f"enrolment started in {dates['first']}"
        yield f"enrolment ended in {dates['last']}"


def _parts(quote: str) -> Iterator[str]:
    """The clauses of a quotation; what has no verb goes with the one before."""
    told = ""
    for part in _JOINT.split(quote):
        if told and _VERB.search(part):
            yield told
            told = part
        else:
            told = f"{told}, {part}" if told else part
    if told:
        yield told


def _alone(said: tuple[str, ...]) -> tuple[str, ...]:
    """Each statement by itself, in the words of a sentence that goes on."""
    bare = (_WHO.sub("patients", one.strip(" .,;:!?'’")) for one in said)
    return tuple(f"{one[0].lower()}{one[1:]}" if one[1:2].islower() else one for one in bare if one)


def _further(sentences: list[str]) -> str:
    """The sentences that ask something else than which statements are so."""
    return " ".join(one for one in sentences if not (_CHECKED.search(one) or _LEANS.search(one)) and "?" in one)
