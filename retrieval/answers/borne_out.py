"""What of a claim is borne out: its figures, which arm has more, and whether a difference is significant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.claims import name_slot
from retrieval.answers.contrasts import YES_OR_NO, direction_claimed, equality_borne_out, name_event
from retrieval.answers.dates_claimed import dates_borne_out
from retrieval.answers.gaps_claimed import judge_gap
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.answers.premises import correct_premises
from retrieval.answers.question_checked import check_question
from retrieval.answers.worded_claims import includes_none, significance_borne_out
from retrieval.intake import stories
from retrieval.questions.question import Question
from retrieval.records import Check, Sentence, Verdict
from retrieval.terms import TermIndex

_MOST = 4  # figures that are named one by one
_RIGHT = (Verdict.SUPPORTED, Verdict.DERIVED)
_UNSAID = "does not say so"
"""Ends the reason of a finding that something is left out, and nothing wrong."""
_CONFIRM = re.compile(
    r"\b(?:confirm|verify|double-check)\b|\btrue or false\b|^\W*(?:claim to )?check(?: this| that)?\s?:"
    r"|\bis (?:it|this|that) (?:really |actually |indeed )?(?:true|right|correct|accurate|so|a fact|the case)\b"
    r"|\b(?:am i|are we|is (?:he|she)|are they|was (?:he|she|i)) (?:right|correct)\b"
    r"|\bcan (?:i|we) (?:quote|cite|say|write|print|state|claim)\b"
    r"|(?:^|[,.:;–—-])\s*(?:right|correct|true|accurate|agreed|yes)\s*\?",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:significan\w*|clear(?:ly)?|benefi\w*|better|worse|superior\w*|improv\w*|(?:doubl|tripl|halv|favou?r|prolong"
    r"|reduc|increas|decreas|prov|caus|shorten)\w+|twice"
    r"|every|each|throughout|weekly|daily|continuous(?:ly)?|most(?:ly)?|majority|all|none|never|always|because|safer?"
    r"|effective|therefore|hence|only|more|less|fewer|longer|shorter|higher|lower|rose|fell)\b",
    re.IGNORECASE,
)
"""Words that say more than a figure does."""


def judge_claim(
    question: Question, shown: Sequence[Result], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """What is wrong in what a question claims or takes for granted, else what of it is borne out."""
    if told := judge_gap(question, shown, corpus=corpus):
        return told
    wrong = correct_premises(question, shown, corpus=corpus, terms=terms)
    return wrong or tell_borne_out(question, shown, corpus=corpus, terms=terms)


def tell_borne_out(
    question: Question, shown: Sequence[Result], *, corpus: Corpus, terms: TermIndex
) -> tuple[Sentence, ...]:
    """That what a question wants confirmed is so, by figure and by direction; nothing of what cannot be told.

    A plain question which arm has more gets its yes or no. Of a claim that says more than its figures, these alone are
    said to be those reported.
    """
    if not wants_confirmation(question.text):
        plain = YES_OR_NO.match(question.text) and "?" in question.text
        return _answer_direction(question, shown) if plain else ()
    checks, findings = check_question(question, corpus=corpus, terms=terms)
    if wrong := [f.reason for f in findings if f.severity == "error" and not f.reason.endswith(_UNSAID)]:
        return (Sentence(f"Correction: {'; '.join(dict.fromkeys(wrong))}.", tuple(shown[:1])),)
    if question.unread and not any(m.term.kind == "outcome" for m in question.mentions):
        return ()  # the figure would be confirmed of another outcome than its unknown words name
    own = [check for check in checks if not _is_named(check.start, question)]
    told = direction_claimed(question, shown)
    if (told and not all(told.borne_out)) or any(check.verdict not in _RIGHT for check in own):
        return ()
    agreed = tuple(_comparisons_borne_out(question, shown))
    rows = _figures_borne_out(question, shown, own, corpus=corpus)
    if not rows:
        return agreed
    titles = " ".join(row.outcome for row in rows).casefold()
    claims = [m for m in _BEYOND.finditer(question.text) if m[0].casefold() not in titles]
    beyond = not agreed and any(not _is_named(claim.start(), question) for claim in claims)
    opening = "Of the question, only figures are confirmed, as reported" if beyond else "Confirmed, as reported"
    return (*agreed, Sentence(f"{opening}: {_tell(rows)}", rows))


def _comparisons_borne_out(question: Question, shown: Sequence[Result]) -> Iterator[Sentence]:
    """What is right of how the arms are compared in words: which has more, that both have as much, significance."""
    if told := direction_claimed(question, shown):
        yield Sentence(f"Confirmed: {told.affirmed()}", (told.own, told.other))
    for pair in equality_borne_out(question, shown):
        yield Sentence(f"Confirmed: {_say_same(pair)}", pair)
    if row := significance_borne_out(question.text, shown):
        word = "not " if includes_none(row) else ""
        said = f"the difference reported for {in_sentence(row.outcome)} is {word}statistically significant."
        yield Sentence(f"Confirmed: {said} {_tell((row,))}", (row,))


def _tell(rows: Sequence[Result]) -> str:
    named = ((row.outcome if isinstance(row.value, date) else name_slot(row), row) for row in rows)
    return f"{'; '.join(f'{name}: {format_value(row)}' for name, row in named)}."


def _say_same(pair: tuple[Result, Result]) -> str:
    return f"the figures reported for {name_event(pair[0])} are the same with {pair[0].arm} and with {pair[1].arm}."


def wants_confirmation(text: str) -> bool:
    """Whether a text wants what it says confirmed."""
    last = re.split(r"[.!?:;]['\"’”]?\s+", text.strip())[-1]
    return bool(_CONFIRM.search(text)) or stories.asks_to_confirm(last)


def _answer_direction(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """Yes or no to the question whether one arm has more, where all figures shown say the same."""
    told = direction_claimed(question, shown)
    if told is None or len(set(told.borne_out)) != 1 or told.own.value == told.other.value:
        return ()  # of as many in percent there may be more by count
    text = f"Yes: {told.affirmed()}" if told.borne_out[0] else f"No: {told.denied()}"
    return (Sentence(text, (told.own, told.other)),)


def _figures_borne_out(
    question: Question, shown: Sequence[Result], checks: Sequence[Check], *, corpus: Corpus
) -> tuple[Result, ...]:
    """The results that have the figures told; none where one is of another matter than what is shown, or for many."""
    held = [corpus.table.get(check.result) for check in checks if check.result]
    rows = tuple(dict.fromkeys((*held, *_ratios_told(question.text, shown), *dates_borne_out(question, shown))))
    told = {(row.outcome, row.data_cutoff) for row in shown}  # "still on it in early 2022": of no later cut-off
    return rows if len(rows) <= _MOST and all((row.outcome, row.data_cutoff) in told for row in rows) else ()


def _ratios_told(text: str, shown: Sequence[Result]) -> list[Result]:
    told = re.sub(r"\s", "", text)
    return [row for row in shown if row.statistic == "ratio" and str(row.value) in told]


def _is_named(start: int, question: Question) -> bool:
    """Whether a place lies in a name: of a part of the patients, an analysis, a grade."""
    return any(m.start <= start < m.end for m in question.mentions if m.term.kind != "statistic")
