"""The commands by which a corpus is read, looked over and confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ingest.corpus import open_corpus
from ingest.settings import read_settings
from interfaces.commands import options
from interfaces.output import emit


@click.command()
@click.argument("path", required=False)
@click.option("--sync", is_flag=True, help="Remove the sources that PATH does not hold.")
@click.option("--trial", help="Trial of the files that name none: its registry number or acronym.")
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", help="ray: many machines, for many records."
)
@click.option("--out", metavar="URL", help="Where --engine ray writes its Parquet; TRIALCITE_HOME if not given.")
def ingest(path: str | None, sync: bool, trial: str | None, engine: str, out: str | None) -> int:
    """Read sources into the index and the results table.

    PATH is a folder, with or without sources.toml, or one file; corpus/ if not given. Unchanged sources cost nothing.
    With --engine ray it is a folder or bucket (s3://...) of bare files, and what comes of it lies in partitions.
    """
    from interfaces.ingesting import ingest_partitions, ingest_with_progress

    settings = read_settings()
    if engine == "ray":
        if sync or trial or path is None:
            raise click.BadParameter("--engine ray needs a PATH, and knows neither --sync nor --trial")
        return ingest_partitions(path, out=out, settings=settings)
    if out is not None:
        raise click.BadParameter("--out belongs to --engine ray")
    return ingest_with_progress(Path(path) if path else None, settings=settings, sync=sync, trial=trial)


@click.command()
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
def add(records: tuple[str, ...]) -> int:
    """Fetch records from ClinicalTrials.gov and PubMed.

    A RECORD is NCT01234567, PMID:12345678 or a DOI, kept under TRIALCITE_HOME with the day of retrieval, then ingested;
    or a file, which is ingested where it lies. Fetched again later, it is held as it is then.
    """
    from interfaces.adding import add as add_records

    return add_records(records, settings=read_settings())


@click.command()
@click.argument("source", required=False)
@options.form
@click.option("--confirm", multiple=True, metavar="ID", help="Keep a proposed row; may be repeated.")
@click.option("--set", "changes", multiple=True, metavar="COLUMN=VALUE", help="Write this into the confirmed rows.")
@click.option("--reject", multiple=True, metavar="ID", help="Say that a row is none.")
@click.option("--reason", default="", help="Why; needed with --reject.")
@options.signer
@click.option("--export", type=options.FILE, metavar="FILE.csv", help="Write the rows as a results file.")
def review(source: str | None, form: Any, export: Path | None, by: str | None, reason: str, **rows: Any) -> int:
    """Look through figures that only prose holds.

    Lists those of SOURCE (all sources if not given) that no table has yet; confirms or rejects them.
    """
    from interfaces.reviewing import Orders, run_review

    orders = Orders(rows["confirm"], rows["reject"], rows["changes"], reason.strip(), by)
    if orders.reject and not orders.reason:
        raise click.BadParameter("--reject needs --reason")
    if orders.changes and not orders.confirm:
        raise click.BadParameter("--set changes rows that are confirmed; name them with --confirm")
    return run_review(source, orders=orders, file=export, form=form, home=read_settings().home)


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ris", "bibtex", "csl-json"]),
    default="text",
    help="How to print it.",
)
def sources(form: Any) -> int:
    """List what the corpus holds.

    Each source with citation, hash, passages, results and notices; or their references alone.
    """
    from interfaces.result_tables import render_sources
    from interfaces.serialise import dump, source_entries

    with open_corpus(read_settings().home) as corpus:
        if form in ("ris", "bibtex", "csl-json"):
            from retrieval.reference_formats import write_references

            emit(write_references(corpus.sources.values(), form))
            return 0
        rows = source_entries(corpus)
    emit(dump(rows, indent=2) if form == "json" else render_sources(rows))
    return 0


@click.command()
@options.trial
@options.form
def discrepancies(trial: str | None, form: str) -> int:
    """List where sources print different values.

    For one figure of one trial, with the reason where one is known.
    """
    from interfaces.discrepancy_tables import discrepancy_entry, render_discrepancies
    from interfaces.serialise import dump
    from retrieval.discrepancies import find_discrepancies
    from retrieval.terms import index_terms
    from retrieval.trials import trial_named

    with open_corpus(read_settings().home) as corpus:
        asked = trial_named(trial, trials=corpus.trials) if trial else None
        found = find_discrepancies(corpus, terms=index_terms(corpus), trial=asked)
        entries = [discrepancy_entry(each, sources=corpus.sources) for each in found] if form == "json" else []
    emit(dump(entries, indent=2) if form == "json" else render_discrepancies(found))
    return 0
