"""The single adverse events of one organ class: "serious infections", "any heart problems", "skin reactions".

A registry names the MedDRA system organ class of each event, and counts no patients by class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.phrasing import describe_figure
from retrieval.coded_events import single_events
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.measure_words import measures_of
from retrieval.registry.trial_words import design_words, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens
from retrieval.title_index import without_brackets

_MOST = 6
_NAMED = {
    "blood and lymphatic system disorders": r"ha?ematolog\w+|blood and lymphatic",
    "cardiac disorders": "cardiac|heart",
    "ear and labyrinth disorders": "ear",
    "endocrine disorders": "endocrin\\w+|hormonal",
    "eye disorders": "eye|ocular|ophthalm\\w+|visual",
    "gastrointestinal disorders": "gastro-?intestinal|GI|digestive|stomach|tummy|belly|abdominal|bowel|gut",
    "hepatobiliary disorders": "hepatobiliary|hepatic|liver",
    "immune system disorders": "immune(?:[- ]system)?",
    "infections and infestations": "infections?|infectious",
    "metabolism and nutrition disorders": "metabolic|metabolism|nutrition\\w*",
    "musculoskeletal and connective tissue disorders": "musculo-?skeletal|muscle|joint",
    "neoplasms benign, malignant and unspecified (incl cysts and polyps)": (
        "neoplasms?|cancers?|tumou?rs?|malignanc(?:y|ies)"
    ),
    "nervous system disorders": "nervous[- ]system|neurologic\\w*|nerve",
    "psychiatric disorders": "psychiatric|mental(?:[- ]health)?|mood",
    "renal and urinary disorders": "renal|kidney|urinary",
    "reproductive system and breast disorders": "reproductive",
    "respiratory, thoracic and mediastinal disorders": "respiratory|lung|pulmonary|breathing",
    "skin and subcutaneous tissue disorders": "skin|dermatologic\\w*|cutaneous",
    "vascular disorders": "vascular",
}
"""Classes of MedDRA, in lower case, with the words that they are asked by."""
_BY_NAME = {
    "eye disorders": "conjunctiv|kerat(?:itis|o)|uveitis|iritis|blephar|eye|ocular|vision|visual",
    "cardiac disorders": "cardiac|heart|myocard|atrial|angina|palpitation|QT",
    "hepatobiliary disorders": "hepat|liver|a(?:lanine|spartate) aminotransferase|transaminase|bilirubin",
    "renal and urinary disorders": "renal|kidney|nephr|creatinine|proteinuria",
    "skin and subcutaneous tissue disorders": "rash|dermat|eczema|prurit|urticaria|skin|acne|erythema",
}
"""Events that are of an organ though a record files them elsewhere: an infection of the eye, a value of the liver."""
_OF_ORGAN = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _BY_NAME.items()}
_AS_EVENTS = (
    r"\s+(?:(?:adverse|side|unwanted|serious|toxic)[- ]?)*"
    r"(?:events?|effects?|reactions?|disorders?|problems?|troubles?|issues?|upsets?|symptoms?|complaints?|complications?|toxicit(?:y|ies)|[TS]?S?AEs?)"
)
_ALONE = (
    r"infections?|neoplasms?|cancers|malignanc(?:y|ies)"
    r"|cancer(?=\s(?:more|less|as|reported|seen|common|frequent|cases)\b)"
)
_ASKED = {
    name: re.compile(rf"\b(?:{words})(?:{_AS_EVENTS})\b|\b(?:(?={_ALONE}\b)(?:{words}))\b", re.IGNORECASE)
    for name, words in _NAMED.items()
}
_FRAMING = stems(
    "adverse side effect event reaction disorder problem trouble issue upset symptom complaint complication toxicity"
    " class organ system"
    " record report occur happen see observe common frequent often treatment emergent any type kind sort drug"
)
"""Words that tell no event from another."""
_LED_TO = re.compile(
    r"\b(?:lead|led|leading|result(?:ed|ing)? in|caus\w+|because|due to|died|deaths?|fatal\w*|discontinu\w+"
    r"|stopp\w+|recover\w*|resolv\w+)\b",
    re.IGNORECASE,
)
"""That it is asked what events led to or came from."""
_SLOTS = frozenset({"arm", "drug", "trial", "grade", "statistic"})
_LOOSE = {"count", "percentage"}
_EVENTS = "events"


def tell_organ_class(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The most frequent events of the class asked, after a line that says so; nothing where no class alone is asked.

    None either where an outcome measure of the record is about it, or where it is asked what the events led to.
    """
    trial = question.trial or ""
    if record_of(question.trial, corpus=corpus) is None or set(question.statistics) - _LOOSE:
        return ()
    found = [(name, match) for name, pattern in _ASKED.items() if (match := pattern.search(question.text))]
    if len(found) != 1 or not _is_all(question, found[0][1], corpus=corpus) or _LED_TO.search(question.text):
        return ()
    [(name, match)] = found
    words = stems(match[0]) - _FRAMING
    if any(words <= told.titled for told in measures_of(trial, corpus=corpus).values()):
        return ()
    rows = [row for row in _rows(name, trial, corpus=corpus) if not question.grades or row.grade in question.grades]
    figures = group_figures(rows, corpus=corpus, terms=terms)
    ranked = sorted(figures, key=lambda figure: -_most(figure.rows, question.arms))
    told = [figure for figure in ranked if _most(figure.rows, ())][:_MOST]
    if not told:
        return ()
    return (
        _introduce(told, every=len(told) == len([f for f in figures if _most(f.rows, ())])),
        *(sentence for figure in told for sentence in describe_figure(figure, terms=terms)),
    )


def classes_listed(text: str) -> list[str]:
    """The classes of events that are members of a list of other things: "serious infections, deaths and rash"."""
    members = [member.strip(" ?.!") for member in _JOINT.split(text)]
    found = [match for member in members for pattern in _ASKED.values() for match in _at_end(pattern, member)]
    return found if 1 < len(members) <= _MOST else []


def _at_end(pattern: re.Pattern[str], member: str) -> list[str]:
    """The class that ends a member of a list, with how serious its events are."""
    grade = r"(?:\b(?:serious|severe|non-serious)\s)?"
    return [match[0] for match in re.finditer(rf"{grade}(?:{pattern.pattern})$", member, re.IGNORECASE)]


_JOINT = re.compile(r",\s(?:and\s)?|;\s|\sand\s|\splus\s|\s&\s")


def _is_all(question: Question, match: re.Match[str], *, corpus: Corpus) -> bool:
    """Whether a question asks for a class of events and for nothing else that it names."""
    if question.subgroups or question.landmark or question.analyses or _is_of_event(question, match, corpus=corpus):
        return False
    words = words_of(question.trial, corpus=corpus)
    named = [m for m in question.mentions if m.term.kind in _SLOTS]
    return not any(
        not (match.start() <= token.start < match.end())
        and not any(m.start <= token.start < m.end for m in named)
        and token.form not in common_words() | design_words()
        and not words.names_trial(token)
        and not stems(token.text) <= _FRAMING
        for token in split_tokens(question.text)
    )


def _is_of_event(question: Question, match: re.Match[str], *, corpus: Corpus) -> bool:
    """Whether the words of a class are those of one event that the record counts by just that name: "eye disorder"."""
    events = {without_brackets(name).casefold() for name in single_events(question.trial or "", table=corpus.table)}
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.text.casefold() in events]
    return any(m.start < match.end() and match.start() < m.end for m in named)


def _rows(name: str, trial: str, *, corpus: Corpus) -> list[Result]:
    """The patients with each single event of a class: the class is a sentence of the note, as the record names it."""
    events = single_events(trial, table=corpus.table)
    return [
        row
        for row in corpus.table.results(trial=trial)
        if row.outcome in events
        and row.unit != _EVENTS
        and (name in _sentences(row.note) or (name in _OF_ORGAN and _OF_ORGAN[name].search(row.outcome)))
    ]


def _sentences(note: str | None) -> set[str]:
    return {sentence.strip(" .").casefold() for sentence in (note or "").split(". ")}


def _most(rows: Iterable[Result], arms: Sequence[str]) -> Decimal:
    """The largest share of patients in one of the arms, or in any where none is asked; nothing where nobody had it."""
    shares = {row.arm: Decimal(row.n) / row.N for row in rows if row.n is not None and row.N}
    asked = [share for arm, share in shares.items() if arm in arms] or list(shares.values())
    return max(asked, default=Decimal(0))


def _introduce(figures: Sequence[Figure], *, every: bool) -> Sentence:
    first = figures[0].first
    which = "these are all that it lists" if every else "these are the most frequent"
    return Sentence(f"{_NOT_COUNTED} Of the single events of this class, {which}.", (first,))


_NOT_COUNTED = "The record counts no patients by class of adverse events."


def tells_class(sentences: Sequence[Sentence]) -> bool:
    """Whether an answer begins with the line that leads the events of a class."""
    return bool(sentences) and sentences[0].text.startswith(_NOT_COUNTED)
