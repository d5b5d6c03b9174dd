"""Those who stopped for a cause that a question gives and no title of the table tells: "because they moved away"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.causes import AT_LARGE, DONE, steps_of
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems


def of_cause_untold(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who stopped for the cause that it gives, where no title of the table tells that cause.

    What others stopped for is no answer to "how many stopped because they moved away".
    """
    if record_of(question.trial, corpus=corpus):
        return question  # it lists the reasons of its own
    said = _cause_given(question)
    if said is None or _is_told(said["cause"], question, corpus=corpus):
        return question
    there = range(*said.span())
    inside = {m.term.name for m in question.mentions if m.start in there and m.term.kind == "outcome"}
    kept = [name for name in question.outcomes if name not in inside or name in _STOPPED]
    outcomes = tuple(dict.fromkeys(f"{UNTOLD}{said['told']}" if name in _STOPPED else name for name in kept))
    left = tuple(token for token in question.unknown if token.start not in there)
    return replace(question, outcomes=outcomes, unknown=left, statistics=())


def _cause_given(question: Question) -> re.Match[str] | None:
    """The words behind "stopped" that give one cause, and name no arm: "the figure for the control group"."""
    named = next((m for m in question.mentions if m.term.name in _STOPPED and not _EVENT.search(m.text)), None)
    said = _GIVEN_CAUSE.match(question.text, named.end) if named else None
    if named is None or said is None or named.term.name not in question.outcomes or _OPEN_CAUSE.search(said["cause"]):
        return None
    arms = (m.start for m in question.mentions if m.term.kind == "arm")
    return None if any(start in range(*said.span("cause")) for start in arms) else said


def _is_told(cause: str, question: Question, *, corpus: Corpus) -> bool:
    """Whether a title of what was stopped has a word of the cause, or the cause has none of its own."""
    own = stems(cause)
    titles = [t for (t,) in corpus.table.slots(question.trial or "", ("outcome",)) if t and DONE & steps_of(t)]
    causes = (title.casefold().partition(" due to ")[2] or title.partition(" leading to ")[0] for title in titles)
    return not own or any(own & (stems(told) - AT_LARGE) for told in causes)


_STOPPED = ("Treatment discontinuation for any reason", "Treatment-emergent adverse event leading to discontinuation")
"""What "stopped treatment" and "had to stop" are read as."""
_EVENT = re.compile(r"\badverse|\b(?:TE|S)?AEs?\b|effects?\b|toxic", re.IGNORECASE)
UNTOLD = "Treatment discontinuation "
"""Before a cause that no title of the table tells."""
_GIVEN_CAUSE = re.compile(
    r"(?:\s(?!because|due|owing|for\b|over\b|by\b|on\b|at\b|and\b)[\w-]+){0,4}?\s"
    r"(?P<told>(?:(?:for|due to|because(?: of)?|owing to|caused by|on account of|over)\s"
    r"|(?=(?:by|at|on|out of)\s(?:[\w'’]+\s){0,3}"
    r"(?:choice|decision|request|wish(?:es)?|will|accord|advice|recommendation|discretion)\b))"
    r"(?P<cause>[^?.,;:()]+?))(?=\W*$|[?.,;:()]"
    r"|\s(?:in|by|per|for|of|on|with)\s(?:each|both|either|the|arm|group|\w+ (?:arm|group))"
    r"|\s(?:and|vs\.?|versus|than|compared|at|during|after)\s)",
    re.IGNORECASE,
)
_OPEN_CAUSE = re.compile(
    r"\b(?:any|what|which|whatever|other|good|ever|reasons?|causes?|each|every|a while|once|some|treatment|study|trial"
    r"|tolera\w+|toxic\w*|side|advers\w*|reactions?|unwell|ill|it|them|this|that|they (?:felt|could|had))\b"
    r"|(?<![\w-])\d",
    re.IGNORECASE,
)
"""Words of no one cause that is told, or of events at large."""
