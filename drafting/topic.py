"""What a letter is about: its topic, and the product."""

from __future__ import annotations

from drafting.evidence import Evidence
from drafting.records import Inquiry
from drafting.stating import join_words, plural
from ingest.records import Result
from retrieval.answers.phrasing import in_sentence

_MOST_TOPICS = 3


def name_topic(evidence: Evidence) -> str:
    """Return the outcomes asked for and the trials, as they stand within a sentence."""
    rows = _asked(evidence) or evidence.rows("context")
    outcomes = list(dict.fromkeys(plural(in_sentence(row.outcome)) for row in rows)) or _named(evidence)
    named = outcomes[:_MOST_TOPICS] + (["other outcomes"] if len(outcomes) > _MOST_TOPICS else [])
    trials = join_words([evidence.names[trial.id] for trial in evidence.trials])
    return f"{join_words(named) or 'the evidence'}{f' in {trials}' if trials else ''}"


def name_product(inquiry: Inquiry, *, evidence: Evidence) -> str | None:
    """Return the drugs that the inquiry names, else the first that a trial's title names."""
    about = {trial.id for trial in evidence.trials}
    drugs = [term for term in evidence.corpus.terms if term.kind == "drug" and term.trial in about]
    asked = inquiry.verbatim.casefold()
    named = [term.name for term in drugs if any(word.casefold() in asked for word in term.spellings)]
    for trial in evidence.trials if not named else ():
        places = [(trial.title.casefold().find(term.name.casefold()), term.name) for term in drugs]
        named += [name for place, name in sorted(places) if place >= 0][:1]
    return ", ".join(dict.fromkeys(named)) or None


def _asked(evidence: Evidence) -> list[Result]:
    """The results that answer the questions; of each question those of the outcomes that it names, if it does."""
    found: list[Result] = []
    for selection in evidence.of_role("asked"):
        rows = [evidence.corpus.table.get(key) for key in selection.results]
        found += [row for row in rows if evidence.place_named(selection.question, row) is not None] or rows
    return found


def _named(evidence: Evidence) -> list[str]:
    """The outcomes that the questions name, where nothing is reported of them."""
    questions = [selection.question for selection in evidence.of_role("asked")]
    found = [mention.term.name for each in questions for mention in evidence.terms.find(each, kinds=("outcome",))]
    return [plural(in_sentence(name)) for name in dict.fromkeys(found)]
