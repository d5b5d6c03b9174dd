"""Records as the JSON of the command-line contract: numbers as printed, dates in ISO form, every key always there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ingest.corpus import Corpus
from ingest.records import Result, Source, SourceNotice
from retrieval.records import Answer, CheckReport, Verdict

RESULT_KEYS = (*(field.name for field in fields(Result)), "reference")
"""Keys of one row of ``lookup``, in order."""


def dump(entry: object, *, indent: int | None = None) -> str:
    """Return JSON text on one line, or indented; other scripts stay readable."""
    return json.dumps(entry, ensure_ascii=False, indent=indent)


def answer_entry(answer: Answer, *, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return what ``ask --format json`` prints."""
    entry = _record(answer)
    entry["results"] = [result_entry(result, sources=sources) for result in answer.results]
    return entry


def report_entry(report: CheckReport) -> dict[str, Any]:
    """Return what ``check --format json`` prints; the summary counts every verdict, found or not."""
    counts = Counter(check.verdict for check in report.checks)
    return _record(report) | {"summary": {verdict.value: counts[verdict] for verdict in Verdict}}


def result_entry(result: Result, *, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return one row of ``lookup --format json``: the result's fields and its AMA reference."""
    return _record(result) | {"reference": sources[result.source].citation}


def source_entry(
    source: Source, *, passages: int, results: int, notices: tuple[SourceNotice, ...] = ()
) -> dict[str, Any]:
    """Return one row of ``sources --format json``, with the number of its passages and results, and its notices."""
    return _record(source) | {
        "identifiers": dict(source.identifiers),
        "passages": passages,
        "results": results,
        "notices": _plain(notices),
    }


def source_entries(corpus: Corpus) -> list[dict[str, Any]]:
    """Return what ``sources --format json`` prints."""
    return [
        source_entry(
            source,
            passages=corpus.passage_counts[source.id],
            results=corpus.result_counts[source.id],
            notices=corpus.notices.get(source.id, ()),
        )
        for source in corpus.sources.values()
    ]


def _record(record: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")  # str() would turn a small p-value into 1E-7
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Verdict):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _record(value) if is_dataclass(value) else value
