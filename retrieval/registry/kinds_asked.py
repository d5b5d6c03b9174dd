"""Whether measures are of the kind that a question asks, where those to which a name leads are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import counts_patients
from retrieval.registry.measure_words import measures_of
from retrieval.registry.measures import Measures


def are_of_kind_asked(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether the measures meant are of the kind asked, and none held is: a rate, or how many patients."""
    told = measures_of(question.trial or "", corpus=corpus)
    if not all(title in told for title in (*meant.titles, *held)):
        return False
    if _RATE_OF.search(question.text) and all(map(_RATE.match, meant.titles)):
        return not any(map(_RATE.match, held)) and not any(told[title].shares for title in held)
    shares = counts_patients(question.text) and all(told[title].shares for title in meant.titles)
    return shares and not any(told[title].shares for title in held)


_RATE_OF = re.compile(r"\brates? of\b|\bhow (?:often|frequent\w*)\b|\bfrequency\b", re.IGNORECASE)
_RATE = re.compile(
    r"(?:annuali[sz]ed |incidence |event |mean |adjusted )*(?:rate|incidence|frequency)\b", re.IGNORECASE
)
