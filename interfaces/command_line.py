"""The ``trialcite`` command. Output goes to stdout, everything else to stderr; exit codes are 0, 1 and 2.

What only one command needs is imported in it: a look-up must start within a second.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ingest.corpus import open_corpus
from ingest.errors import EvidenceError
from ingest.records import Category
from ingest.settings import read_settings
from interfaces.annotating import check_target
from interfaces.auditing import audit
from interfaces.checking import STDIN, check_file, check_lines, has_errors, open_checker
from interfaces.checking_letters import read_letter_file, recheck_file, tell_letter
from interfaces.keeping_letters import letters
from interfaces.output import emit, report, run_batch, stdin_lines, use_utf8
from interfaces.presenting import describe_answer, describe_report
from interfaces.result_tables import TableForm, render_results, render_sources
from interfaces.serialise import answer_entry, dump, report_entry, source_entries
from interfaces.taking_in import intake
from interfaces.text_files import TextError

logger = logging.getLogger(__name__)
NOT_DONE = 2
"""Exit code of wrong usage, unreadable input and a missing index."""

Format = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")]

app = typer.Typer(
    help="Answers questions about clinical-trial evidence; every number is looked up, never generated.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(audit, name="audit")
app.add_typer(intake, name="intake")
app.add_typer(letters, name="letters")


def main() -> None:
    """Run the command that was typed, and leave with its exit code."""
    use_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; an error is one line on stderr that names the remedy."""
    try:
        return app(arguments, prog_name="trialcite", standalone_mode=False) or 0
    except EvidenceError as error:
        report(str(error))
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "trialcite"
        report(f"{error.format_message().rstrip('.')}; see {command} --help")
    except typer.Abort:
        report("stopped")
    except Exception as fault:  # Python would leave with 1, which here means "no result"
        logger.info("the fault", exc_info=True)
        report(f"fault in the program: {type(fault).__name__}: {fault}; trialcite --verbose ... shows where")
    return NOT_DONE


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        emit(f"trialcite {version('trialcite')}")
        raise typer.Exit


@app.callback()
def _start(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log what is done to stderr.")] = False,
) -> None:
    handler = logging.StreamHandler()
    handler.setLevel(logging.INFO if verbose else logging.WARNING)  # some libraries set a level of their own
    logging.basicConfig(level=handler.level, handlers=[handler], format="%(name)s: %(message)s")


@app.command()
def ingest(
    path: Annotated[Path | None, typer.Argument(help="A folder, with or without sources.toml, or one file.")] = None,
    sync: Annotated[bool, typer.Option("--sync", help="Remove the sources that PATH does not hold.")] = False,
) -> None:
    """Read a corpus (default: corpus/) into the index and the results table; unchanged sources cost nothing."""
    from interfaces.ingesting import ingest_with_progress

    raise typer.Exit(ingest_with_progress(path, settings=read_settings(), sync=sync))


@app.command()
def add(
    records: Annotated[
        list[str], typer.Argument(help="NCT02990338, PMID:34097854, a DOI, or a file.", metavar="RECORD...")
    ],
) -> None:
    """Fetch records from ClinicalTrials.gov and PubMed and ingest them; again later, to have them as they are then.

    They are kept under TRIALCITE_HOME with the day of retrieval. A file is ingested where it lies, as by ingest FILE.
    """
    from interfaces.adding import add as add_records

    raise typer.Exit(add_records(records, settings=read_settings()))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question, or - for one question a line from stdin.")],
    form: Format = "text",
    model: Annotated[
        str | None,
        typer.Option(help='Chat model as provider:model; "" for none. Default: TRIALCITE_MODEL.', metavar="NAME"),
    ] = None,
) -> None:
    """Answer a question from the corpus, with citations and checked numbers."""
    from retrieval.chain import open_assistant
    from retrieval.model import open_model

    question = question.encode(errors="replace").decode()  # bytes of another encoding could not be printed
    if not question.strip():
        raise typer.BadParameter("the question is empty; ask one, or - to read questions from stdin")
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
            raise typer.Exit(run_batch(stdin_lines(), handle=answer, refuse=lambda _, reason: {"error": reason}))
        reply = assistant.invoke(question)
    emit(dump(answer_entry(reply, sources=sources), indent=2) if form == "json" else describe_answer(reply))
    raise typer.Exit(0 if reply.status == "answered" else 1)


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="Text, Markdown or DOCX; stdin if not given.")] = None,
    trial: Annotated[str | None, typer.Option(help="The trial that the text is about.")] = None,
    form: Format = "text",
    lines: Annotated[bool, typer.Option("--lines", help="Take each line as a text of its own; prints JSON.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(help="Write a copy with every number marked: .docx or .md.", metavar="FILE")
    ] = None,
) -> None:
    """Check every number of a text against the results table."""
    if annotate is not None:
        check_target(annotate, file=file)
        if lines:
            raise typer.BadParameter("--annotate marks one text; leave --lines out")
    with open_corpus(read_settings().home) as corpus:
        checker = open_checker(corpus, trial=trial)
        if lines:
            raise typer.Exit(check_lines(file, checker=checker))
        if file and file != STDIN and (letter := read_letter_file(file)):
            found = recheck_file(letter, file, checker=checker, corpus=corpus, annotate=annotate)
            raise typer.Exit(tell_letter(found, form=form))
        checked = check_file(file, checker=checker, annotate=annotate)
    emit(dump(report_entry(checked), indent=2) if form == "json" else describe_report(checked))
    raise typer.Exit(1 if has_errors(checked) else 0)


@app.command()
def draft(
    inquiry: Annotated[
        str | None, typer.Argument(help="The inquiry, or a file that holds it, or - for stdin; not with picks alone.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the letter goes: .docx, .pdf or .md. Default: Markdown to stdout.")
    ] = None,
    picks: Annotated[
        Path | None, typer.Option(help="Picks to compose from, or with --pick-only to write.", metavar="FILE.json")
    ] = None,
    pick_only: Annotated[
        bool, typer.Option("--pick-only", help="Stop when the evidence is picked, and show it.")
    ] = False,
    region: Annotated[str | None, typer.Option(help="US, EU, UK, CA or INT. Default: TRIALCITE_REGION.")] = None,
    requester: Annotated[str | None, typer.Option(help="Who asks, e.g. physician.")] = None,
    channel: Annotated[str | None, typer.Option(help="How the inquiry came, e.g. e-mail.")] = None,
    product: Annotated[str | None, typer.Option(help="What it is about, where it does not say so.")] = None,
    number: Annotated[
        str | None, typer.Option("--id", help="Id of the letter; made from the inquiry if not given.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help='Chat model as provider:model; "" for none. Default: TRIALCITE_MODEL.', metavar="NAME"),
    ] = None,
) -> None:
    """Draft a response letter to an inquiry, with references and a check report."""
    from interfaces.drafting_letters import Order, run_draft

    order = Order(out, picks, pick_only, region, requester, channel, product, number, model)
    raise typer.Exit(run_draft(inquiry, order=order, settings=read_settings()))


@app.command()
def lookup(
    terms: Annotated[list[str] | None, typer.Argument(help="Words of the result: PFS hazard ratio.")] = None,
    form: Annotated[TableForm, typer.Option("--format", help="How to print it.")] = "table",
    trial: Annotated[str | None, typer.Option(help="Registry number or acronym.")] = None,
    category: Annotated[Category | None, typer.Option(help="Kind of result.")] = None,
    arm: Annotated[str | None, typer.Option(help="An arm, in any of its spellings.")] = None,
    cutoff: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Data cut-off.", metavar="YYYY-MM-DD")
    ] = None,
    population: Annotated[str | None, typer.Option(help="Analysis set or subgroup.")] = None,
) -> None:
    """Look results up in the table by words and filters, without a language or embedding model."""
    from retrieval.lookup import Filters, look_up, name_trials
    from retrieval.source_notices import list_published

    day = cutoff.date() if cutoff else None
    with open_corpus(read_settings().home) as corpus:
        words = " ".join(terms or ())
        filters = Filters(trial=trial, category=category, arm=arm, cutoff=day, population=population)
        found = look_up(corpus, words, filters=filters)
        if found or form != "table":
            emit(render_results(found, sources=corpus.sources, form=form))
        for source in found.distinct("source"):
            for notice in list_published(source, notices=corpus.notices):
                report(f"{source}: {notice.kind}: {notice.text}")
        if not found:
            report(f"no result; trials with results here: {name_trials(corpus.table.trials())}")
    raise typer.Exit(0 if found else 1)


@app.command()
def review(
    source: Annotated[str | None, typer.Argument(help="Id of one source; all if not given.")] = None,
    form: Format = "text",
    confirm: Annotated[
        list[str] | None, typer.Option(help="Keep a proposed row; may be repeated.", metavar="ID")
    ] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", help="Write this into the confirmed rows.", metavar="COLUMN=VALUE")
    ] = None,
    reject: Annotated[list[str] | None, typer.Option(help="Say that a row is none.", metavar="ID")] = None,
    reason: Annotated[str, typer.Option(help="Why; needed with --reject.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides; your user name if not given.", metavar="NAME")] = None,
    export: Annotated[Path | None, typer.Option(help="Write the rows as a results file.", metavar="FILE.csv")] = None,
) -> None:
    """List the figures that prose holds and no table has yet; confirm or reject them."""
    from interfaces.reviewing import Orders, run_review

    orders = Orders(tuple(confirm or ()), tuple(reject or ()), tuple(changes or ()), reason.strip(), by)
    if orders.reject and not orders.reason:
        raise typer.BadParameter("--reject needs --reason")
    if orders.changes and not orders.confirm:
        raise typer.BadParameter("--set changes rows that are confirmed; name them with --confirm")
    raise typer.Exit(run_review(source, orders=orders, file=export, form=form, home=read_settings().home))


@app.command()
def sources(
    form: Annotated[
        Literal["text", "json", "ris", "bibtex", "csl-json"], typer.Option("--format", help="How to print it.")
    ] = "text",
) -> None:
    """List what the corpus holds, with citation, hash, passages, results and notices; or its references."""
    if form in ("ris", "bibtex", "csl-json"):
        from retrieval.reference_formats import write_references

        with open_corpus(read_settings().home) as corpus:
            emit(write_references(corpus.sources.values(), form))
        return
    with open_corpus(read_settings().home) as corpus:
        rows = source_entries(corpus)
    emit(dump(rows, indent=2) if form == "json" else render_sources(rows))


@app.command()
def discrepancies(
    trial: Annotated[str | None, typer.Option(help="Registry number or acronym; all trials if not given.")] = None,
    form: Format = "text",
) -> None:
    """List where sources of a trial print different values for one figure, with the reason where one is known."""
    from interfaces.discrepancy_tables import discrepancy_entry, render_discrepancies
    from retrieval.discrepancies import find_discrepancies
    from retrieval.terms import index_terms
    from retrieval.trials import trial_named

    with open_corpus(read_settings().home) as corpus:
        asked = trial_named(trial, trials=corpus.trials) if trial else None
        found = find_discrepancies(corpus, terms=index_terms(corpus), trial=asked)
        entries = [discrepancy_entry(each, sources=corpus.sources) for each in found] if form == "json" else []
    emit(dump(entries, indent=2) if form == "json" else render_discrepancies(found))


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; other than this machine's needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8710,
    name: Annotated[
        list[str] | None, typer.Option(help="Host name under which it is reached, as through a proxy; may be repeated.")
    ] = None,
    stdio: Annotated[bool, typer.Option("--stdio", help="Serve MCP tools on standard input and output.")] = False,
) -> None:
    """Serve ask, check, lookup and sources to other programs: an HTTP API, and MCP tools under /mcp."""
    from interfaces.serving.starting import serve_http, serve_stdio

    if stdio:
        serve_stdio(read_settings())
    else:
        serve_http(read_settings(), host=host, port=port, names=name or ())


@app.command()
def feedback(
    form: Annotated[Literal["json", "csv"], typer.Option("--format", help="How to print it.")] = "json",
) -> None:
    """Print what readers thought of answers: thumbs and reasons, with question and answer."""
    from interfaces.giving_feedback import export_feedback

    raise typer.Exit(export_feedback(read_settings().home, form=form))


@app.command()
def chat(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8501,
    host: Annotated[str, typer.Option(help="Address to listen on; other machines reach 0.0.0.0.")] = "localhost",
    browser: Annotated[bool, typer.Option(help="Open the page in a browser, where there is a screen.")] = True,
) -> None:
    """Start the chat and open its page."""
    from interfaces.sharing import refuse_without_login

    refuse_without_login(host, folders=(Path.cwd(), Path.home()))
    open_corpus(read_settings().home).close()  # says "run trialcite ingest" here, where it can be done
    page = Path(__file__).parent.parent / "app.py"
    options = {
        "server.port": port,
        "server.address": host,
        "server.headless": str(not (browser and _has_screen())).lower(),
        "server.showEmailPrompt": "false",  # or a first start waits for an answer in the terminal
        "browser.gatherUsageStats": "false",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    server = [sys.executable, "-m", "streamlit", "run", str(page), *flags]
    if os.name == "posix":
        os.execv(server[0], server)  # it takes this process's place, and so its signals
    raise typer.Exit(subprocess.call(server))


def _has_screen() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
