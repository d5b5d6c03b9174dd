"""Reads follow-ups after the questions before them, and compares each with the question that it stands for.

``python -m evaluation.run_follow_ups`` answers the earlier questions over the corpus that was ingested, over the
invented trial, and over both, and prints what was read otherwise than meant. A follow-up is right when it is read as
the question that it stands for, slot by slot, and one that stands alone when it is left as it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ingest.embedding import Embedder
from ingest.errors import EvidenceError
from ingest.pipeline import ingest
from ingest.settings import read_settings
from retrieval.assistant import Assistant, open_assistant
from retrieval.conversation.carrying import Reader
from retrieval.conversation.following import stand_alone
from retrieval.records import Answer

_HERE = Path(__file__).parent
_CORPORA = {"ikema": ("corpus",), "tidemark": ("evaluation/other_trial",), "both": ("corpus", "evaluation/other_trial")}


class Pair(BaseModel):
    """A follow-up with the questions before it; ``means`` is ``None`` where it stands alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    corpus: Literal["ikema", "tidemark", "both"]
    earlier: tuple[str, ...]
    question: str
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a follow-up."""

    pair: Pair
    question: str
    right: bool


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Read a file of follow-ups."""
    return tuple(Pair.model_validate(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["pairs"])


def read_follow_up(pair: Pair, *, assistant: Assistant) -> Reading:
    """Answer the questions before a follow-up, each as it is read itself, and read the follow-up after them."""
    answers: list[Answer] = []
    for question in pair.earlier:
        answers.append(assistant.invoke(stand_alone(question, answers, assistant=assistant).question))
    told = stand_alone(pair.question, answers, assistant=assistant)
    if pair.means is None:
        return Reading(pair, told.question, right=not told.rewritten)
    reader = Reader(assistant.corpus, assistant.terms)
    meant, read = (reader.slots(reader.read(text)) for text in (pair.means, told.question))
    return Reading(pair, told.question, right=read.say(meant) and meant.say(read))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 0 when the run was made, whatever it shows, and 2 when it could not be."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.run_follow_ups", description=__doc__)
    parser.add_argument("--pairs", type=Path, default=_HERE / "follow_ups.toml", help="file of follow-ups")
    parser.add_argument("--corpus", choices=tuple(_CORPORA), help="only those over one corpus")
    parser.add_argument("--home", type=Path, help="state folder to answer from, where it holds what is asked about")
    options = parser.parse_args(arguments)
    pairs = [pair for pair in read_pairs(options.pairs) if options.corpus in (None, pair.corpus)]
    try:
        readings = [reading for corpus in _CORPORA for reading in _read_all(pairs, corpus, home=options.home)]
    except EvidenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for reading in readings:
        if not reading.right:
            print(f"{reading.pair.id}: {reading.pair.question}\n  meant: {reading.pair.means or '(alone)'}")
            print(f"  read:  {reading.question}")
    for name, alone in (("stand for another question", False), ("stand alone", True)):
        kind = [reading for reading in readings if (reading.pair.means is None) is alone]
        print(f"{sum(reading.right for reading in kind)} of {len(kind)} that {name}")
    return 0


def _read_all(pairs: Sequence[Pair], corpus: str, *, home: Path | None) -> Iterator[Reading]:
    asked = [pair for pair in pairs if pair.corpus == corpus]
    if not asked:
        return
    with ExitStack() as stack:
        assistant = open_assistant(home or _prepare_home(corpus, stack=stack))
        stack.enter_context(assistant.corpus)
        for pair in asked:
            yield read_follow_up(pair, assistant=assistant)


def _prepare_home(corpus: str, *, stack: ExitStack) -> Path:
    """The state folder of the shipped corpus, or a temporary one that is made of others."""
    settings = read_settings()
    if corpus == "ikema":
        return settings.home
    made = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    embedder = Embedder(settings.embedding_model, precision=settings.embedding_precision)
    for folder in _CORPORA[corpus]:
        ingest(_HERE.parent / folder, home=made, embedder=embedder)
    return made


if __name__ == "__main__":
    sys.exit(main())
