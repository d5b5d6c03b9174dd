"""The single events of an organ that a question names: "side effects of the gut", "heart and vessel problems"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions import relations
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import split_tokens

_HEART = "cardiac|heart|myocard|cardio|atrial|ventric|angina|palpitat|arrhythm|tachycard|bradycard"
_VESSELS = "hypertens|hypotens|thrombo(?!cyt)|thrombosis|embol|haemorrhag|hemorrhag|bleed|stroke|vascul|phlebit"
_ORGANS = (
    (r"cardiac|hearts?", _HEART),
    (r"vascular|vessels?|circulatory|circulation", _VESSELS),
    (r"cardio-?\s?vascular", f"{_HEART}|{_VESSELS}"),
    (r"gastro-?\s?intestinal|GI|digestive|stomach|tummy|abdominal|bowels?|guts?|intestinal|intestines?",
     "diarrh|vomit|nausea|constip|abdom|stomatit|dyspeps|colitis|gastr|reflux"),
    (r"respiratory|lungs?|pulmonary|breathing|airways?|chest", "dyspn|cough|pneumon|bronch|respirat|pulmon|lung|pleur"),
    (r"ha?ematolog\w+|blood(?!\s(?:pressure|vessel|sugar|glucose))", "neutrop|ana?em|lymphop|thrombocyt|leuk|cytop"),
    (r"skin|cutaneous|dermatolog\w+", "rash|dermat|eczema|prurit|urticar|skin|erythem"),
    (r"nerves?|neurolog\w+|nervous[- ]system", "neuropath|headache|dizz|paraesth|seizure|syncop|tremor|neur(?!op)"),
)  # fmt: skip
"""Words for an organ, and how the names of its events begin."""
_INFECTED = (
    ("lung|pulmonary|chest", "pneumon|bronchit"),
    ("respiratory(?: tract)?|airways?", r"pneumon|bronchit|respirat\w+ (?:tract )?infect"),
)
"""Words for an organ before its infections, or behind them, and how the names of these begin."""
_EVENT = (
    r"(?:(?:adverse|side|unwanted|toxic)[- ]?)*"
    r"(?:events?|effects?|reactions?|disorders?|problems?|troubles?|issues?|symptoms?|complaints?|complications?"
    r"|toxicit(?:y|ies)|(?:TE)?AEs?)"
)
_WITH = r"(?:[- ]related)?(?:\s?(?:,|/|&|and|or)\s?(?:the\s)?[a-z]+(?:[- ]related)?){0,3}"
_OF = (
    r"\s(?:that\s)?(?:of|in|on|to|from|with|hit(?:ting)?|affect(?:ed|ing)?|involv(?:ed|ing)|concern(?:ed|ing))"
    r"\s(?:the\s|their\s)?(?:[a-z]+\s?(?:,|/|&|and|or)\s?(?:the\s)?)*"
)
_NAMED = (
    *((rf"\b(?:{words}){_WITH}\s{_EVENT}\b|\b{_EVENT}{_OF}(?:{words})\b", begin) for words, begin in _ORGANS),
    *(
        (rf"(?<!upper )(?<!lower )\b(?:{words}) infections?\b|\binfections? (?:of|in) the (?:{words})s?\b", begin)
        for words, begin in _INFECTED
    ),
)
_ASKED = tuple((re.compile(named, re.IGNORECASE), begin) for named, begin in _NAMED)
_AT_LARGE = ("adverse event", "laboratory abnormality", "cytopenia")
"""Outcomes that sum up events of any organ."""


def with_events_of_organ(question: Question, *, corpus: Corpus) -> Question:
    """The question for the single events of the organs that it names, where it names no event itself.

    A registry has classes of its own. Where no event of an organ is held, its words are what is not held.
    """
    if record_of(question.trial, corpus=corpus):
        return question
    found = [(match.span(), begin) for pattern, begin in _ASKED for match in pattern.finditer(question.text)]
    spans = [span for span, _ in found]
    inside = {m.term.name for m in question.mentions if any(a <= m.start and m.end <= b for a, b in spans)}
    if not found or not all(_is_at_large(name) or name in inside for name in question.outcomes):
        return question
    trial = question.trial or ""
    titles = dict.fromkeys(single_events(trial, table=corpus.table) or corpus.table.outcomes(trial))
    safety = {outcome for outcome, kind in corpus.table.slots(trial, ("outcome", "category")) if kind == "safety"}
    begins = re.compile(rf"\b(?:{'|'.join(begin for _, begin in found)})", re.IGNORECASE)
    held = tuple(
        title for title in titles if title in safety and begins.search(title) and not relations.consequences(title)
    )
    told = tuple(token for token in split_tokens(question.text) if any(a <= token.start < b for a, b in spans))
    unknown, unread = (tuple(t for t in tokens if t not in told) for tokens in (question.unknown, question.unread))
    if not held:
        return replace(question, outcomes=(), unknown=(*told, *unknown), unread=unread, grades=())
    return replace(question, outcomes=held, unknown=unknown, unread=unread, ranked=False)


def _is_at_large(outcome: str) -> bool:
    return any(stems(words) <= stems(outcome) for words in _AT_LARGE)
