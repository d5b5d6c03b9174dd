"""How the figures of a table's cell are to be read, by what stands over it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checks.figures.expressions import Headed
from retrieval.checks.figures.layout import Sentence


def read_headings(text: str, sentence: Sentence) -> Iterator[Headed]:
    """How the figures of a sentence are to be read by what stands over them in a table, or by the sentence itself."""
    columns = "".join(text[slice(*span)] for span in (sentence.label, sentence.header, sentence.corner) if span)
    if "%" in columns or "n (%)" in text[sentence.start : sentence.end]:
        yield "shares"
    if _LISTED.search(columns):
        yield "apart"
    if any(_P_HEADED.match(text, *span) for span in (sentence.label, sentence.header) if span):
        yield "p"


_P_HEADED = re.compile(
    r"\W{0,3}(?:(?:one|two|1|2)-(?:sided|tailed)\s|nominal\s|adjusted\s)*p(?:[- ]?values?)?\W*"
    r"(?:$|\(|\b(?:one|two|1|2)-)",
    re.IGNORECASE | re.MULTILINE,
)
"""How a row or a column of p-values is headed: "p (one-sided)"."""
_LISTED = re.compile(r"(?<!\bn)\s/\s(?!N\b)|\b(?:any|all)(?: grades?)?/", re.IGNORECASE)
"""In a table's heading, the names of several things whose figures stand in one cell: "Stage I / II / III"."""
