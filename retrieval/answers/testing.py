"""What is noted with an effect of how it was tested: in which order, against which limit, or only to explore."""

from __future__ import annotations

import re

from ingest.records import Result
from ingest.sentences import sentence_spans
from retrieval.answers.phrasing import in_sentence
from retrieval.records import Sentence

_TESTING = re.compile(
    r"\b(?:significan\w+|hierarch\w+|explorator\w+|confirmatory|multiplicity|alpha|formal(?:ly)?|nominal|gatekeep\w*"
    r"|non-?inferior\w+|boundary|boundaries|margins?|thresholds?)\b",
    re.IGNORECASE,
)


def testing_notes(row: Result) -> tuple[Sentence, ...]:
    """What a comparison's note tells of how it was tested, in its own words; nothing where it tells nothing."""
    if not row.comparison or not row.note:
        return ()
    spans = [span for span in sentence_spans(row.note) if _TESTING.search(row.note[slice(*span)])]
    said = row.note[spans[0][0] : spans[-1][1]] if spans else ""
    return (Sentence(f"Noted with {in_sentence(row.outcome)}: {said}", (row,)),) if said else ()
