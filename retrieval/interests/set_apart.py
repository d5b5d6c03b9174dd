"""Who has one tie and not another: "who has ties to Velo but not to Quill"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Disclosure, Source
from retrieval.answers.listing import join, quotes_of, subject_of, who
from retrieval.interests.answering import answer_interests, those_who_fit
from retrieval.interests.companies import find_companies
from retrieval.interests.interests import Interests, part_of, read_interests
from retrieval.interests.words import read_relationships
from retrieval.questions.question import Question
from retrieval.records import Sentence

_BUT_NOT = re.compile(
    r",?\s(?:(?:but|and|yet)\s(?:(?:who\s)?(?:is|are|was|were|ha[sd]|have|do|does|did)(?:\s(?=not)|(?=n['’]t)))?"
    r"(?:not|no|n['’]t|never|without|lacks?)|without|excluding|except)\b\s?",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"[,;?.:]\s+\w")


def answer_set_apart(
    question: Question, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> tuple[Sentence, ...]:
    """The authors who have what is named first and not what is named behind "but not", with their ties; else nothing.

    One author's ties, and a message that asks more, are told otherwise.
    """
    match = _BUT_NOT.search(question.text)
    if match is None or _FURTHER.search(question.text, match.end()):
        return ()
    before, behind = question.text[: match.start()], question.text[match.end() :]
    texts = (before, f"{before} ties")  # "who had Velo but not Quill ties"
    read = (read_interests(part_of(question, text), disclosures=disclosures, sources=sources) for text in texts)
    asked = next(filter(None, read), None)
    if asked is None or asked.authors or asked.nothing or not (asked.organisations or asked.relationships):
        return ()
    companies, kinds = find_companies(behind, disclosures), read_relationships(behind)
    if not companies.held and not kinds:
        return ()
    out = Interests((), kinds or asked.relationships, companies.held or asked.organisations, ())
    without = {entry.author for entry in those_who_fit(out, disclosures)}
    kept = [entry for entry in those_who_fit(asked, disclosures) if entry.author not in without]
    what, lacked = subject_of(asked), subject_of(out)
    if not kept:
        text = f"No author reports {_one(what)} without {_one(lacked)}."
        return (Sentence(text, (), quotes_of(those_who_fit(asked, disclosures))),)
    names = join(list(dict.fromkeys(who(entry) for entry in kept)))
    authors = {entry.author for entry in kept}
    own = [entry for entry in disclosures if entry.author in authors]
    told = answer_interests(replace(asked, counted=False), disclosures=own, sources=sources)
    return (Sentence(f"Authors who report {_one(what)} but no {lacked}: {names}.", (), quotes_of(kept)), *told)


def _one(subject: str) -> str:
    return f"a {subject}" if subject.startswith("tie") else subject
