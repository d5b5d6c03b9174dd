"""The check report of a letter as JSON, beside the letter; with the record it can be run again."""

from __future__ import annotations

import json
from collections import Counter

from drafting.blocking import blocks_approval
from drafting.letter_file import LetterFileError, from_json, to_json, without_verbatim
from drafting.records import Letter
from ingest.corpus import Corpus
from retrieval.records import Verdict

SUFFIX = ".checks.json"
KIND = "trialcite letter checks"
"""Says what the file is, to programs and readers."""


def render_checks(letter: Letter, *, corpus: Corpus) -> str:
    """Return the check report as JSON: counts, what blocks an approval, and the record with every check."""
    counts = Counter(check.verdict for check in letter.checks)
    entry = {
        "kind": KIND,
        "summary": {verdict.value: counts[verdict] for verdict in Verdict},
        "blocks_approval": list(blocks_approval(letter, corpus)),
        "letter": json.loads(to_json(without_verbatim(letter))),
    }
    return json.dumps(entry, ensure_ascii=False, indent=1) + "\n"


def parse_checks(text: str) -> Letter | None:
    """Return the record in a check report; ``None`` where a text is none.

    Raises:
        LetterFileError: It is one, and its record is damaged.
    """
    if KIND not in text[:200]:
        return None
    try:
        entry = json.loads(text)
        return from_json(json.dumps(entry["letter"]))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise LetterFileError(f"a check report without a readable record ({error}); draft the letter again") from error
