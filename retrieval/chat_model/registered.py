"""Numbers under which a statement says that a trial is registered: are they its own?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.table import ResultsTable
from retrieval.chat_model.claim import Claim

_REGISTERED = re.compile(r"\bNCT[0-9]{8}\b|\b20[0-9]{2}-[0-9]{6}-[0-9]{2}\b")
"""A number of ClinicalTrials.gov, or of the European register."""


def find_foreign(text: str, *, trial: str | None, table: ResultsTable) -> Iterator[Claim]:
    """The register's numbers in a statement that are those of no trial that is held."""
    rows = table.results(trial=trial) if trial else ()
    known = {*table.trials(), *(str(row.value) for row in rows if row.statistic == _IDENTIFIER)}
    for found in _REGISTERED.finditer(text):
        if found[0] not in known:
            yield Claim(*found.span(), "no trial here has that number", refuted=True)


_IDENTIFIER = "identifier"
