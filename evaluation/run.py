"""Runs a question file through the assistant, prints what came out, and records it.

``python -m evaluation.run`` asks the questions over the corpus that was ingested, and those over an invented trial in
a state folder of its own. ``--questions PATH`` asks another file of the same shape instead; with ``--corpus PATH`` that
corpus is read first.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from evaluation.citing import CitationCount, count_citations, find_numbers_not_held
from evaluation.question_file import Person, Question, read_questions
from evaluation.scoring import Grade, grade, grade_error
from evaluation.summary import Tally, count_verdicts, describe, draw_doubts, draw_failures, draw_table, find_doubted
from ingest.corpus import Corpus
from ingest.embedding import Embedder
from ingest.errors import EvidenceError, SourceError
from ingest.pipeline import ingest
from ingest.settings import read_settings
from retrieval.assistant import open_assistant
from retrieval.chat_model.model import open_model
from retrieval.records import Answer

_HERE = Path(__file__).parent
_OWN = (_HERE / "questions.toml", None)
_OTHER = (_HERE / "other_trial.toml", _HERE / "other_trial")
_README = _HERE / "README.md"


def ask_all(
    questions: Sequence[Question],
    ask: Callable[[str], Answer],
    *,
    texts: Mapping[str, str],
    people: Sequence[Person] = (),
) -> Tally:
    """Ask every question in turn and tally the answers; an error is a wrong answer, not the end of the run."""
    grades: list[Grade] = []
    answers: list[tuple[Question, Answer]] = []
    for question in questions:
        start = time.perf_counter()
        try:
            answer = ask(question.question)
        except Exception as error:  # noqa: BLE001  # whatever it is, the table has to show it as a failure
            grades.append(grade_error(question, error, seconds=time.perf_counter() - start))
            continue
        grades.append(grade(question, answer, seconds=time.perf_counter() - start, people=people))
        answers.append((question, answer))
    return Tally(
        grades=tuple(grades),
        citations=sum((count_citations(answer, texts=texts) for _, answer in answers), CitationCount()),
        verdicts=count_verdicts(answer for _, answer in answers),
        doubted=tuple(number for question, answer in answers for number in find_doubted(question, answer)),
        numbers_not_held=tuple((asked.id, held) for asked, answer in answers for held in find_numbers_not_held(answer)),
    )


def write_between_markers(text: str, table: str, *, name: str) -> str:
    """Return ``text`` with ``table`` between its ``<!-- name:begin -->`` and ``<!-- name:end -->``.

    Raises:
        ValueError: The markers are not there.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"expected {begin} and {end}")
    return f"{head}{begin}\n{table}\n{end}{tail}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 0 when the run was made, whatever it shows, and 2 when it could not be."""
    options = _read_options(arguments)
    try:
        for questions, corpus in (
            (_OWN, _OTHER) if options.questions is None else ((options.questions, options.corpus),)
        ):
            with ExitStack() as stack:
                _run(questions, options=options, home=_prepare_home(options.home, corpus=corpus, stack=stack))
    except EvidenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _run(path: Path, *, options: argparse.Namespace, home: Path) -> None:
    file = read_questions(path)
    questions = [one for one in file.questions if options.set in ("all", one.set)]
    if not questions:
        return
    settings = read_settings()
    model = open_model(options.model, url=settings.model_url, timeout_seconds=settings.model_timeout_seconds)
    assistant = open_assistant(home, model=model)
    with assistant.corpus as corpus:
        tally = ask_all(questions, assistant.invoke, texts=_read_texts(corpus), people=file.people)
        record = {"title": file.title, "corpus": corpus.fingerprint, **describe(tally)}
    table = draw_table(record)
    print(f"{file.title}\n\n{table}\n\n{draw_failures(tally, reveal_held_out=options.reveal)}")
    print(draw_doubts(tally, reveal_held_out=options.reveal))
    if options.set == "all" and options.record:
        _record(record, table=table, questions=path, out=options.out)


def _prepare_home(home: Path | None, *, corpus: Path | None, stack: ExitStack) -> Path:
    """Return the state folder; with a corpus of its own, a temporary one that was just made from it.

    Raises:
        SourceError: A part of that corpus cannot be read: half a corpus would make right answers look wrong.
    """
    settings = read_settings()
    if corpus is None:
        return home or settings.home
    made = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    embedder = Embedder(settings.embedding_model, precision=settings.embedding_precision)
    report = ingest(corpus, home=made, embedder=embedder)
    if report.failed:
        raise SourceError(f"{corpus}: {report.failed[0].error}")
    return made


def _read_texts(corpus: Corpus) -> dict[str, str]:
    documents = ((source, corpus.document(source)) for source in corpus.sources)
    return {source: document.text for source, document in documents if document is not None}


def _record(record: Mapping[str, object], *, table: str, questions: Path, out: Path | None) -> None:
    """Write the record; the README's table only for the questions that stand beside it."""
    name = questions.stem
    own = questions.resolve().parent == _HERE.resolve()
    target = out or (_HERE / "results" / f"{name}.json" if own else None)
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if own:
        text = _README.read_text(encoding="utf-8")
        _README.write_text(write_between_markers(text, table, name=name), encoding="utf-8")


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.run", description=__doc__)
    parser.add_argument("--questions", type=Path, help="question file (default: the two of this repository)")
    parser.add_argument("--set", choices=("development", "held_out", "all"), default="all", help="which questions")
    parser.add_argument("--home", type=Path, help="state folder to answer from (default: TRIALCITE_HOME)")
    parser.add_argument("--corpus", type=Path, help="corpus of --questions, ingested first into a temporary folder")
    parser.add_argument("--model", help="chat model as provider:model (default: none, whatever is set)")
    parser.add_argument("--out", type=Path, help="where to write the record as JSON")
    parser.add_argument("--no-record", dest="record", action="store_false", help="print only")
    parser.add_argument("--reveal", action="store_true", help="show what failed in the held-out set too")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
