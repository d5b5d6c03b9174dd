"""One answer over several trials: each trial's own, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Trial
from retrieval.answers.answering import Draft
from retrieval.chat_model.prompting import fill
from retrieval.records import Notice, Sentence
from retrieval.trials import name_trial


def side_by_side(drafts: Sequence[Draft], *, trials: Sequence[Trial]) -> Draft:
    """One answer a trial, each under the trial's name; what stands side by side is not thereby compared."""
    sentences: list[Sentence] = []
    for draft, trial in zip(drafts, trials, strict=True):
        sentences += [Sentence(fill("trial_heading", trial=name_trial(trial)), trial=trial.id)]
        sentences += [replace(sentence, trial=trial.id) for sentence in draft.sentences]
    answered = [draft for draft in drafts if draft.status == "answered"]
    warning = (Notice("cross_trial", fill("cross_trial")),) if len(answered) > 1 else ()
    notices = tuple(dict.fromkeys(notice for draft in answered for notice in draft.notices))
    return Draft("answered" if answered else "not_found", tuple(sentences), None, (*warning, *notices))
