"""Why something is as it is: what is noted with the results shown, and that a corpus does not tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.answers.differences import plain_notes
from retrieval.answers.noted import NOTED
from retrieval.answers.phrasing import in_sentence
from retrieval.chat_model.prompting import fill
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.reasons import tell_reasons

_MOST = 2
"""Notes that are told as what may be a reason."""
_WHY = re.compile(
    r"\b(?:why|how come|(?:for )?(?:what|which)(?:['’]s)?(?: (?:is|are|was|were))?(?: the)?(?: \w+)? reasons?\b"
    r"(?! for leaving)"
    r"|what caused|(?:list|name|give(?: me)?|tell me|and|with)(?: the| their| any)? reasons?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:due to|not completed|because|differ|null value|follows? from|corrects for|Correction)\b", re.IGNORECASE
)
_RATIO, _SIZE = "Randomisation ratio", "Patients randomised"


def tell_why(question: Question, sentences: Sequence[Sentence], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The reason asked for, as far as it is recorded or noted, else that none is told; nothing where it is told."""
    said = " ".join(sentence.text for sentence in sentences)
    shown = {row.outcome for sentence in sentences for row in sentence.results}
    told = _REASON.search(said) or any(sentence.quotes for sentence in sentences) or shown == {_RATIO, _SIZE}
    if not _WHY.search(question.text) or told:
        return ()
    notes = _notes(sentences) if NOTED not in said else ()  # what is noted anyway is no reason
    return tuple(tell_reasons(question, corpus=corpus)) or notes or (Sentence(fill("no_reason"), stays=True),)


def _notes(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """What is noted with the results shown, each note once."""
    noted = plain_notes(row for sentence in sentences for row in sentence.results)
    told = (Sentence(f"{NOTED} {in_sentence(row.outcome)}: {note}", (row,)) for note, row in noted.items())
    return tuple(told)[:_MOST]
