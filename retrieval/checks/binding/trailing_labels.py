"""Labels behind the figures that they are of: "Population: safety. Cut-off: 3 May 2019."."""

from __future__ import annotations

import re

from retrieval.checks.sentences.clauses import Clause

TRAILING = re.compile(
    r"(?:[-*\u2022\u00b7]\s)?(?:(?:data )?cut-?\s?off(?: date)?"
    r"|(?:(?:analysis|analysed|study|patient) )?(?:population|set))\s?[:=]\s",
    re.IGNORECASE,
)
"""Begins a label that tells of which cut-off or set the figures before it are: "Population: safety."."""


def ends_block(clause: Clause) -> bool:
    """Whether a label stands behind figures and ends their paragraph or list: it holds for no others."""
    text, sentence = clause.text, clause.sentence
    if not TRAILING.match(text, sentence.start, sentence.end):
        return False
    start = text.rfind("\n\n", 0, sentence.start) + 1
    ends = text.find("\n\n", sentence.end)
    behind = text[sentence.end : ends if ends >= 0 else len(text)]
    return any(sign.isdigit() for sign in text[start : sentence.start]) and not any(sign.isdigit() for sign in behind)
