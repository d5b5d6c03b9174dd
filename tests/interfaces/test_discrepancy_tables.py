from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from interfaces.discrepancy_tables import write_discrepancies_csv
from retrieval.discrepancies import find_discrepancies
from retrieval.terms import index_terms
from tests.retrieval.small_trial import OS, ZELTA, SmallCorpus, make_result

MEDIAN: dict[str, Any] = {"outcome": OS, "statistic": "Kaplan-Meier median", "arm": ZELTA, "unit": "months"}


def test_spreadsheet_has_every_report_with_its_reason_and_reference() -> None:
    """The report that leads stands first, and each row names its slot, its value and its source."""
    corpus = SmallCorpus((
        make_result("article:1", **MEDIAN, value="20.5"),
        make_result("registry:1", **MEDIAN, value="20.1"),
    ))  # fmt: skip
    text = write_discrepancies_csv(find_discrepancies(corpus, terms=index_terms(corpus)), sources=corpus.sources)
    leading, other = csv.DictReader(StringIO(text))
    assert (leading["why"], leading["value"], leading["source"]) == ("leads", "20.5", "article")
    assert (other["why"], other["value"], other["source"]) == ("no reason is known", "20.1", "registry")
    assert leading["slot"] == other["slot"] != ""
    assert other["reference"] == corpus.sources["registry"].citation
