"""What of a chat model's reply reaches a reader: ``python -m evaluation.run_model``.

A played model, behind the real client, writes replies with figures known to be true, wrong or another's. Each is filled
and checked as every reply is, with the one repair, at which it insists. Prints the tables, and writes them between the
marks of ``evaluation/results/model.md``, and what failed to ``evaluation/results/model.json``.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.model_questions import PLAYERS, Tally, answer_questions
from evaluation.played_model import AT_ONCE, PlayedModel, played_model, say, state
from evaluation.question_file import read_questions
from evaluation.reply_scoring import Outcome, grade_reply, list_failures, to_markdown
from evaluation.run import write_between_markers
from evaluation.seeded_replies import UNKNOWN, SeededReply, read_replies, seed_replies
from ingest.corpus import Corpus, open_corpus
from ingest.embedding import Embedder
from ingest.pipeline import ingest
from ingest.settings import read_settings
from retrieval.answers.answering import Draft
from retrieval.assistant import Assistant
from retrieval.chat_model.offering import Offer, make_offer
from retrieval.chat_model.writing import Request, write_answer

_HERE = Path(__file__).parent
_QUESTIONS = (_HERE / "questions.toml", _HERE / "other_trial.toml")
_PAGE = _HERE / "results" / "model.md"
_FAILURES = _HERE / "results" / "model.json"
_MOST = 60
"""Replies of one kind and corpus: enough to see one in a hundred over all kinds, few enough for some minutes."""


def main() -> None:
    """Run the command."""
    options = _read_options()
    started = time.perf_counter()
    outcomes: list[Outcome] = []
    tallies: list[tuple[str, Tally]] = []
    with played_model() as played, ExitStack() as stack:
        for place, corpus in enumerate(_open_corpora(options.home, stack=stack)):
            assistant = Assistant(corpus, played.open())
            replies = _seed(corpus, options=options, own=place == 0)
            outcomes += [try_reply(reply, assistant=assistant, played=played) for reply in replies]
            file = read_questions(_QUESTIONS[place])
            asked = file.questions[:: options.every] if options.every else ()
            tallies += answer_questions(asked, assistant=assistant, played=played, people=file.people)
    page = "\n\n".join((to_markdown(outcomes), _draw_questions(tallies)))
    print(page)
    print(f"{len(outcomes)} replies in {time.perf_counter() - started:.0f} s")
    unmarked = [{"player": name, "shown": line} for name, tally in tallies for line in tally.unmarked]
    failures = [*list_failures(outcomes), *unmarked]
    if options.record:
        _PAGE.write_text(write_between_markers(_PAGE.read_text(encoding="utf-8"), page, name="model"), encoding="utf-8")
    if options.record or options.json:
        text = json.dumps(failures, ensure_ascii=False, indent=1) + "\n"
        (options.json or _FAILURES).write_text(text, encoding="utf-8")


def _seed(corpus: Corpus, *, options: argparse.Namespace, own: bool) -> Iterator[SeededReply]:
    """The replies written by hand over the first corpus, then those seeded from each trial's table."""
    if own:
        yield from read_replies(corpus.table.results())
    for trial in () if options.written else corpus.trials:
        yield from seed_replies(corpus.table.results(trial=trial.id), trial=trial, most=options.most)


def _draw_questions(tallies: Sequence[tuple[str, Tally]]) -> str:
    """The table of the question sets: the corpus's, then the invented trial's."""
    columns = ("the model", "questions", "it wrote", "right", "wrong statements", "unmarked", "numbers", "contradicted")
    head = f"| {' | '.join(columns)} | unchecked |"
    true = {name: known for name, (_, known) in PLAYERS.items()} | {"without a model": True}
    rows = (tally.to_row(name, true=true[name]) for name, tally in tallies)
    return "\n".join([head, f"| --- |{' ---: |' * 8}", *rows])


def try_reply(reply: SeededReply, *, assistant: Assistant, played: PlayedModel) -> Outcome:
    """What a reader is shown of one reply."""
    offer = make_offer(reply.rows, ())
    words = _with_keys(reply, offer)
    cited = list(offer.results)[:1]
    played.plays(say(state((words, cited)), piece=AT_ONCE))
    draft = Draft("answered", (), reply.trial)
    request = Request("What was found?", draft, offer, assistant.corpus, assistant.terms)
    finish = partial(assistant.finish, question=request.question, notices=(), started=time.perf_counter())
    assert assistant.model is not None
    *_, answer = write_answer(request, model=assistant.model, finish=finish, whole_only=True)
    return grade_reply(reply, words=words, answer=answer, offer=offer, terms=assistant.terms)


def _with_keys(reply: SeededReply, offer: Offer) -> str:
    text = reply.text.replace(f"{{{{{UNKNOWN}:", "{{QQQQQQQQ:")
    for place, key in enumerate(offer.results):
        text = text.replace(f"{{{{{place}:", f"{{{{{key}:")
    return text


def _open_corpora(home: Path | None, *, stack: ExitStack) -> Iterator[Corpus]:
    """The corpus that was ingested, and that of the invented trial, in a state folder of its own."""
    yield stack.enter_context(open_corpus(home or read_settings().home))
    made = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
    settings = read_settings()
    embedder = Embedder(settings.embedding_model, precision=settings.embedding_precision)
    ingest(_HERE / "other_trial", home=made, embedder=embedder)
    yield stack.enter_context(open_corpus(made, embedder=embedder))


def _read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.run_model", description=__doc__)
    parser.add_argument("--home", type=Path, help="state folder of the corpus (default: TRIALCITE_HOME)")
    parser.add_argument("--most", type=int, default=_MOST, help="replies of one kind and corpus at most")
    parser.add_argument("--every", type=int, default=1, help="ask every nth question; 0 for none")
    parser.add_argument("--written", action="store_true", help="only the replies written by hand")
    parser.add_argument("--json", type=Path, help="where to write what failed")
    parser.add_argument("--no-record", dest="record", action="store_false", help="print only")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    main()
