"""What something is and how it was measured: methods and notes of results, and the sentence that names an arm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from ingest.sentences import sentence_spans
from retrieval.answers.figures import group_figures
from retrieval.answers.phrasing import describe_assessment, in_sentence
from retrieval.questions import clauses
from retrieval.questions.analysis_words import asks_who_counted
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.terms import TermIndex

_DEFINES = re.compile(
    r"\bwhat (?:does|do|did|would) (?!.*\b(?:recommend|conclude|show|say|receive|(?:hazard|odds|risk) ratios?|HRs?)\b)"
    r"[^?.]{1,80}"
    r"\b(?:mean(?! for)|stand for|refer to|denote)\b"
    r"|\b(?:define|definitions? (?:of|for)|meaning of"
    r"|what (?:\w+ly )?(?:counts|counted|qualifies|qualified|passes|makes)(?: for)? (?:as|an?)"
    r"|what is meant by|when (?:is|was|are|were|does|do|did) [^?.]{1,60}"
    r" (?:called|considered|classed|count|counted|termed|regarded|labell?ed|deemed|qualify)"
    r"|what do (?:they|you|the authors) (?:mean by|call)|(?:was|were|is|are) [^?.]{1,60} defined)\b"
    r"|\bwho (?:was|were|is|belongs|belonged|counts|counted) (?:\w+ )?(?:in|to|as) the\b"
    r"|\b(?:which|what) (?:patients|participants|people) (?:count|counted|were counted|qualified) as\b"
    r"|\b(?:which|what) (?:patients|participants|people) (?:are|were) "
    r"(?:called|classed|classified|considered|regarded|labell?ed|deemed|taken)\b|\bwho (?:was|were|is|are) "
    r"(?:called|classed|classified|considered|labell?ed|deemed) (?:as )?"
    r"|\b(?:which|what|whose) denominators?\b|\bdenominators? (?:stands?|is|was|were|are|behind|used)\b"
    r"|\b(?:definition|meaning)s?\W*$|^\W*what(?:'s|’s| is| are) an? [\w -]{2,40}\W*$",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"(?:^|[,;:.!?]\s)\W*(?:and |so |but )?(?:what(?:'s|’s| is| are| was| were| does| do)|explain|describe"
    r"|(?:which|what) (?:drugs?|medicines?|agents?|components?|substances?) (?:is|are|does|do|make up))\s",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"[^\w]|\b(?:the|a|an|arm|group|regimen|treatment|exactly|actually|really|please|combination|in|this|trial|study"
    r"|consists? of|contain(?:s|ed)?|composed of|made (?:up )?of|made from|comprises?|includes?)\b"
)
_SIZES = {"safety": "Patients treated", "intention-to-treat": "Patients randomised", "screened": "Patients screened"}
"""The outcome that counts those who belong to an analysis set."""
_MOST_NOTES = 2


def asks_definition(text: str) -> bool:
    """Whether it is asked what a term means, or what counts as it."""
    return bool(_DEFINES.search(text)) or asks_who_counted(text)


def asks_what_it_is(question: Question) -> bool:
    """Whether it is asked what one measure is ("What is BASDAI?"), or what its scores mean, and nothing of its results.

    "What is the ORR?" asks for its value: without a noun such as "scale", an article tells that a figure is meant.
    """
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    others = {m.term.kind for m in question.mentions}
    if not named or others & {"arm", "subgroup"}:
        return False
    if _SCORES_MEAN.search(question.text):
        return True
    if "statistic" in others:
        return False
    left = _OF_TRIAL.sub(" ", question.text)
    for mention in question.mentions:
        if mention.term.kind == "trial" or mention in named:
            left = left.replace(mention.text, " ")
    match = _IS_MEASURE.match(left)
    of_scale = _SCALE.search(left)
    only = match and not re.sub(r"[\W_]|\b(?:in|of|for)\b", "", _SCALE.sub(" ", left[match.end() :]))
    return bool(match and only and (of_scale or not match["article"]))


_IS_MEASURE = re.compile(
    r"\W*(?:what(?:['’]s| is| are)|explain|describe|what (?:does|do)(?=[^?]*\bmeasures?\W*$))\s"
    r"(?P<article>(?:the|an?)\s)?",
    re.IGNORECASE,
)
_OF_TRIAL = re.compile(r"\b(?:in|of|for) th(?:e|is) (?:trial|study)\b", re.IGNORECASE)
_SCALE = re.compile(
    r"\b(?:scales?|scores?|ind(?:ex|ices)|questionnaires?|instruments?|tools?|tests?|measures?)\b", re.IGNORECASE
)
_SCORES_MEAN = re.compile(
    r"\b(?:is|are|do|does)\s(?:an?\s)?(?:higher|lower|high|low|bigger|negative|positive)\b[^?]*"
    r"\b(?:better|worse|good|bad|mean|indicate)\b"
    r"|\b(?:highest|lowest|minimum|maximum|top|best|worst) (?:\w+ ){0,2}(?:scores?|points)\b"
    r"|\brange of\b[^?]*\b(?:scales?|ind(?:ex|ices)|questionnaires?|instruments?)\b",
    re.IGNORECASE,
)
"""That it is asked what the scores of a scale mean, or which ones there are."""


def tells_apart(question: Question) -> bool:
    """Whether it is asked how two things differ in what they are, and not in two arms: "X versus Y, the difference"."""
    match = _TELLS_APART.search(question.text)
    if match is None:
        return False
    end = min(
        (cut for cut in clauses.further_questions(question.text) if cut > match.end()), default=len(question.text)
    )
    inside = [m for m in question.mentions if match.start() <= m.start < end]
    measured = any(m.term.category in ("efficacy", "safety") for m in question.mentions)
    traits = {m.term.name for m in inside if m.term.kind in ("subgroup", "outcome")}
    return len(traits) > 1 and not measured and not any(m.term.kind in ("arm", "analysis") for m in inside)


_TELLS_APART = re.compile(
    r"\b(?:what|which|where)(?:['’]s| is| are| was| were| lies)?\s(?:the\s|then\s)*(?:differences?|distinctions?)\b"
    r"|\bhow (?:do|does|did|is|are)\b[^?]{1,60}\b(?:differ|distinguished|told apart)\b"
    r"|\bwhat (?:distinguishes|separates)\b",
    re.IGNORECASE,
)


def names_only(question: Question, kind: str) -> bool:
    """Whether it is asked what one arm or trial is ("What is X plus Y?"), and nothing of it."""
    match = _WHAT_IS.search(question.text)
    named = [m for m in question.mentions if m.term.kind == kind and m.term.role != "all"]
    if not match or len({m.term.trial if kind == "trial" else m.term.name for m in named}) != 1:
        return False
    left = question.text[match.end() - 1 :]
    for mention in named:
        left = left.replace(mention.text, " ")
    return not _FILLERS.sub("", left.casefold()).strip()


def describe_arm(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentence of a held document that names the arm beside the others, quoted."""
    best: tuple[tuple[int, int], Quote] | None = None
    for source in corpus.sources.values():
        document = corpus.document(source.id) if source.trial == question.trial else None
        for start, end in sentence_spans(document.text) if document else ():
            text = document.text[start:end] if document else ""
            found = terms.find(text, trial=question.trial, kinds={"arm"}, typos=False)
            longest = max((m.end - m.start for m in found if m.term.name in question.arms), default=0)
            if longest and (best is None or (len(found), longest) > best[0]):
                best = (len(found), longest), Quote(source.id, start, end)
    if best is None:
        return ()
    quote = best[1]
    document = corpus.document(quote.source)
    assert document is not None, "the quote was made from it"
    return (Sentence(f"{question.arms[0]}: “{document.text[quote.start : quote.end]}”", (), (quote,)),)


def sizes_of(question: Question, *, terms: TermIndex) -> tuple[str, ...]:
    """Outcomes that count the analysis sets asked for, as far as they have results."""
    named = [_SIZES[name] for name in question.populations if name in _SIZES]
    return tuple(name for name in named if terms.outcomes_of(name, trial=question.trial or ""))


def of_sets_counted(question: Question, *, terms: TermIndex) -> Question:
    """The question for the size of the analysis set that it names, where it asks how many are in it and no more.

    Beside those of all patients, where these are counted too: "how many in total, and how many in the safety set".
    """
    named = [m.text for m in question.mentions if m.term.kind == "outcome"]
    sizes = sizes_of(question, terms=terms)
    counted = question.outcomes == (_SIZES[_ALL],) or (
        not question.outcomes and ("count" in question.statistics or _HOW_LARGE.search(question.text))
    )
    if not counted or not sizes or any(_SHARED_OUT.search(text) for text in named):
        return question
    counts = sum(m.term.name == "count" for m in question.mentions)
    all_too = counts > 1 or set(sizes) == {_SIZES[_ALL]}
    outcomes = (*((_SIZES[_ALL],) if all_too else ()), *sizes)
    return replace(question, outcomes=tuple(dict.fromkeys(outcomes)), populations=(), topics=(), unknown=())


_ALL = "intention-to-treat"
_HOW_LARGE = re.compile(r"\bhow (?:large|big|small)\b|\bsizes?\b", re.IGNORECASE)
_SHARED_OUT = re.compile(r"\b(?:randomi[sz]|assign|allocat|enrol)", re.IGNORECASE)


def describe_methods(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """How the outcomes asked were assessed, and what their figures count, as far as results say it."""
    said: list[Sentence] = []
    for outcome in question.outcomes:
        rows = [row for row in corpus.table.results(trial=question.trial, outcome=outcome) if _asked(row, question)]
        figures = group_figures(rows, corpus=corpus, terms=terms)
        said += [describe_assessment(figure.rows) for figure in figures if figure.first.assessor]
        notes = dict.fromkeys(note for figure in figures if (note := _shared_note(figure.rows)))
        for note in list(notes)[:_MOST_NOTES]:
            noted = tuple(row for row in rows if row.note == note)
            said.append(Sentence(f"{_capital(in_sentence(outcome))}: {note}", noted[:2]))
    return tuple(said)


def _asked(row: Result, question: Question) -> bool:
    return row.subgroup in (question.subgroups or (None,))


def _shared_note(rows: Sequence[Result]) -> str | None:
    """A note that every figure of the arms carries: it tells what is counted, not a peculiarity of one of them."""
    notes = {row.note for row in rows if row.arm not in (None, "all")} or {row.note for row in rows if row.arm}
    return notes.pop() if len(notes) == 1 else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
