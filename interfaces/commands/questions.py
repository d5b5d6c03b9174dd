"""The commands ``ask``, ``check`` and ``lookup``: an answer, the numbers of a text, a figure."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import click

from ingest.corpus import open_corpus
from ingest.records import Category
from ingest.settings import read_settings
from interfaces.commands import options
from interfaces.output import emit, report


@click.command()
@click.argument("question")
@options.form
@options.model
def ask(question: str, form: str, model: str | None) -> int:
    """Answer a question, with citations and checked numbers.

    QUESTION is its text, or - for one question a line from stdin.
    """
    from interfaces.output import run_batch, stdin_lines
    from interfaces.presenting import describe_answer
    from interfaces.serialise import answer_entry, dump
    from interfaces.text_files import TextError
    from retrieval.assistant import open_assistant
    from retrieval.chat_model.model import open_model

    question = question.encode(errors="replace").decode()  # bytes of another encoding could not be printed
    if not question.strip():
        raise click.BadParameter("the question is empty; ask one, or - to read questions from stdin")
    settings = read_settings()
    chosen = settings.model if model is None else model
    chat = open_model(chosen, url=settings.model_url, timeout_seconds=settings.model_timeout_seconds)
    assistant = open_assistant(settings.home, model=chat)
    sources = assistant.corpus.sources

    def answer(line: str) -> dict[str, Any]:
        if not line.strip():
            raise TextError("blank line: expected a question")
        return answer_entry(assistant.invoke(line), sources=sources)

    with assistant.corpus:
        if question == "-":
            return run_batch(stdin_lines(), handle=answer, refuse=lambda _, reason: {"error": reason})
        reply = assistant.invoke(question)
    emit(dump(answer_entry(reply, sources=sources), indent=2) if form == "json" else describe_answer(reply))
    return 0 if reply.status == "answered" else 1


@click.command()
@click.argument("file", type=options.FILE, required=False)
@options.trial
@options.form
@click.option("--lines", is_flag=True, help="Take each line as a text of its own; prints JSON.")
@click.option(
    "--annotate", type=options.FILE, metavar="FILE", help="Write a copy with every number marked: .docx or .md."
)
def check(file: Path | None, trial: str | None, form: str, lines: bool, annotate: Path | None) -> int:
    """Check every number of a text against the results.

    FILE is text, Markdown or DOCX; stdin if not given.
    """
    from interfaces.annotating import check_target
    from interfaces.checking import STDIN, check_file, check_lines, has_errors, open_checker
    from interfaces.checking_letters import read_letter_file, recheck_file, tell_letter
    from interfaces.presenting import describe_report
    from interfaces.serialise import dump, report_entry

    if annotate is not None:
        check_target(annotate, file=file)
        if lines:
            raise click.BadParameter("--annotate marks one text; leave --lines out")
    with open_corpus(read_settings().home) as corpus:
        checker = open_checker(corpus, trial=trial)
        if lines:
            return check_lines(file, checker=checker)
        if file and file != STDIN and (letter := read_letter_file(file)):
            found = recheck_file(letter, file, checker=checker, corpus=corpus, annotate=annotate)
            return tell_letter(found, form="json" if form == "json" else "text")
        checked = check_file(file, checker=checker, annotate=annotate)
    emit(dump(report_entry(checked), indent=2) if form == "json" else describe_report(checked))
    return 1 if has_errors(checked) else 0


@click.command()
@click.argument("terms", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    help="How to print it.",
)
@options.trial
@click.option("--category", type=click.Choice(get_args(Category)), help="Kind of result.")
@click.option("--arm", help="An arm, in any of its spellings.")
@click.option("--cutoff", type=options.DAY, metavar="YYYY-MM-DD", help="Data cut-off.")
@click.option("--population", help="Analysis set or subgroup.")
def lookup(terms: tuple[str, ...], form: Any, cutoff: datetime | None, **slots: Any) -> int:
    """Look results up by words and filters.

    TERMS are words of the result: PFS hazard ratio. No language or embedding model is needed.
    """
    from interfaces.result_tables import render_results
    from retrieval.lookup import Filters, look_up, name_trials
    from retrieval.source_notices import list_published

    with open_corpus(read_settings().home) as corpus:
        filters = Filters(cutoff=cutoff.date() if cutoff else None, **slots)
        found = look_up(corpus, " ".join(terms), filters=filters)
        if found or form != "table":
            emit(render_results(found, sources=corpus.sources, form=form))
        for source in found.distinct("source"):
            for notice in list_published(source, notices=corpus.notices):
                report(f"{source}: {notice.kind}: {notice.text}")
        if not found:
            report(f"no result; trials with results here: {name_trials(corpus.table.trials())}")
    return 0 if found else 1
