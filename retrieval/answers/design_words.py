"""What a source calls a trial by design: its phase, its blinding, its groups, the way its drugs are given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.corpus import Corpus
from ingest.records import Document
from ingest.sentences import sentence_spans
from retrieval.answers.contrasts import presupposes
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import REGISTRY_RECORD, record_of

_BLINDING = re.compile(
    r"\bopen[- ]label(?:led)?\b|\b(?:double|single|triple)[- ](?:blind|mask)(?:ed)?\b|\bplacebo[- ]controlled\b",
    re.IGNORECASE,
)
_FAMILIES = (
    _BLINDING,
    re.compile(r"\bphase (?:[1-4]|I{1,3}|IV)(?:[ab]|/[1-4])?\b", re.IGNORECASE),
    re.compile(r"\b(?:pro|retro)spective(?:ly)?\b", re.IGNORECASE),
    re.compile(r"\bparallel[- ](?:group|arm)s?\b|\bcross-?over (?:design|trial|study)\b", re.IGNORECASE),
    re.compile(r"\b(?:multi|single|one)[- ]?(?:cent(?:re|er)|site)\b", re.IGNORECASE),
    re.compile(
        r"\bsingle[- ]arm\b"
        r"|\b(?:non-?)?randomi[sz]ed\b(?=,? (?:[\w-]+,? ){0,4}?(?:trial|study|phase|design|controlled)\b)",
        re.IGNORECASE,
    ),
)
"""Words of which a trial has one of each kind."""
_WHICH_PHASE = re.compile(r"\b(?:what|which) phase\b|\bphase\W+(?:of|\?|$)", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_OF_DESIGN = ("Masking", "Crossover", "Patients randomised")
_POLAR = re.compile(r"^\W*(?:and |so )?(?:was|were|is|are|did|does|do)\b|\bwhether\b", re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_OF_TRIAL = re.compile(r"[\s,]+(?:[\w-]+[\s,]+){0,4}?(?:trial|study|design|setting)\b", re.IGNORECASE)


def quote_design(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The sentences that call the trial what is asked of its design; nothing where more is asked.

    Blinding is left to the result that tells it, where there is one.
    """
    more = [m for m in question.mentions if m.term.kind in ("statistic", "subgroup", "grade", "drug", "arm")]
    more += [m for m in question.mentions if m.term.kind == "outcome" and m.term.name not in _OF_DESIGN]
    if more or presupposes(question.text):
        return ()
    masked = bool(corpus.table.results(trial=question.trial, outcome=_OF_DESIGN[0]))
    asked = [
        family
        for family in _FAMILIES
        if (family.search(question.text) or (family is _FAMILIES[1] and _WHICH_PHASE.search(question.text)))
        and not (family is _BLINDING and masked)
    ]
    found = (next(_told(family, question, corpus=corpus), None) for family in asked)
    return tuple(dict.fromkeys(sentence for sentence in found if sentence))


def design_sentences(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The sentences in which sources first call the trial by its phase, its blinding and its groups."""
    found = (next(_told(family, question, corpus=corpus), None) for family in _FAMILIES)
    return tuple(dict.fromkeys(sentence for sentence in found if sentence))


def correct_design(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """A correction for each word by which a question takes the trial for one that no source of it is called."""
    corrections = []
    for family in _FAMILIES:
        claimed = {_plain(m.group()): m for m in family.finditer(question.text)}
        if not claimed or not all(_is_taken(m, question.text) for m in claimed.values()):
            continue
        text = " ".join(document.text for document in _documents(question, corpus=corpus))
        told = {_plain(m.group()) for m in family.finditer(text)}
        sentence = next(_told(family, question, corpus=corpus), None)
        if sentence and told and not told & set(claimed):
            corrections.append(Sentence(f"{_CORRECTION} {sentence.text}", (), sentence.quotes, stays=True))
    fields = (*_without_control(question, corpus=corpus), *_against_fields(question, corpus=corpus))
    fields = (*fields, *_against_route(question, corpus=corpus))
    return tuple(dict.fromkeys((*corrections, *fields)))


def _without_control(question: Question, *, corpus: Corpus) -> Iterator[Sentence]:
    """What a registry record says of its one group, where a question takes a control group for granted."""
    record = record_of(question.trial, corpus=corpus) if _CONTROL.search(question.text) else None
    if record and (match := _SINGLE_GROUP.search(record.text)):
        quote = Quote(record.source, *match.span())
        yield Sentence(f"{_NO_CONTROL} “{match.group()}”", (), (quote,), stays=True)


_CONTROL = re.compile(
    r"\b(?:control|comparator|placebo|reference)[- ](?:arm|group|patients|treated)\b"
    r"|\b(?:vs\.?|versus|than|against|compared (?:with|to)) (?:the )?(?:controls?|placebo|comparators?)\b",
    re.IGNORECASE,
)
_SINGLE_GROUP = re.compile(r"Intervention model: single group\.")
_NO_CONTROL = "Correction: the record tells of no group to compare with:"


def _against_fields(question: Question, *, corpus: Corpus) -> Iterator[Sentence]:
    """The field of a registry record that denies what a question gives as a reason: "since they were randomised"."""
    for claimed, denying in _DENIED.items():
        record = record_of(question.trial, corpus=corpus) if claimed.search(question.text) else None
        if record and (match := denying.search(record.text)):
            quote = Quote(record.source, *match.span())
            yield Sentence(f"{_CORRECTION} “{match.group()}”", (), (quote,), stays=True)


def _against_route(question: Question, *, corpus: Corpus) -> Iterator[Sentence]:
    """The sentence that tells by which route the one drug named was given, where a question takes it for another."""
    found = {route: match for route, words in _ROUTES.items() if (match := words.search(question.text))}
    claimed = [route for route, match in found.items() if not _CHOICE.match(question.text[match.end() :].lstrip())]
    drugs = dict.fromkeys(m.term for m in question.mentions if m.term.kind == "drug" and m.term.trial)
    if len(claimed) != 1 or len(drugs) != 1 or not presupposes(question.text):
        return
    [drug] = drugs
    names = "|".join(re.escape(name) for name in (drug.name, *drug.spellings))
    given = re.compile(
        rf"\b(?:{names})\b[^.;]{{0,40}}?(?:{'|'.join(w.pattern for w in _ROUTES.values())})", re.IGNORECASE
    )
    for sentence in _told(given, question, corpus=corpus):
        if not _ROUTES[claimed[0]].search(sentence.text):
            text = f"Correction: a source tells another way of giving {drug.name}: {sentence.text}"
            yield Sentence(text, (), sentence.quotes, stays=True)
        return


_ROUTES = {
    "intravenous": re.compile(r"\b(?:intravenous(?:ly)?|infusions?|into (?:a |the )?veins?)\b", re.IGNORECASE),
    "subcutaneous": re.compile(r"\b(?:subcutaneous(?:ly)?|under the skin)\b", re.IGNORECASE),
    "oral": re.compile(r"\b(?:oral(?:ly)?|by mouth|tablets?|capsules?|pills?)\b", re.IGNORECASE),
    "intramuscular": re.compile(r"\b(?:intramuscular(?:ly)?|into (?:a |the )?muscles?)\b", re.IGNORECASE),
    "inhaled": re.compile(r"\b(?:inhal(?:ed|ation|er)|nebuli[sz]ed)\b", re.IGNORECASE),
}
_GIVEN = r"\b(?:since|because|as|given that|seeing that)\b[^?,;]*?"
_DENIED = {
    re.compile(rf"{_GIVEN}(?<!non)(?<!non[- ])(?<!not )\brandomi[sz]ed\b", re.IGNORECASE): re.compile(
        r"Allocation: non[- ]randomi[sz]ed\."
    ),
    re.compile(rf"{_GIVEN}(?<!un)(?<!not )\b(?:(?:double|single|triple)[- ])?(?:blind|mask)(?:ed)?\b", re.IGNORECASE): (
        re.compile(r"Masking: none(?: \(open label\))?\.")
    ),
}
"""What is given as a reason, with the field that denies it."""
_RANDOMISED = re.compile(rf"({_GIVEN})\brandomi[sz]ed\b", re.IGNORECASE)


def without_design(text: str) -> str:
    """The text without the words by which it calls the trial."""
    for family in _FAMILIES:
        text = family.sub(" ", text)
    for name, route in _ROUTES.items():
        text = text if name == "intravenous" else route.sub(" ", text)  # an infusion is also what events come from
    return _RANDOMISED.sub(r"\1", _CONTROL.sub(" ", text))


_CORRECTION = "Correction: a source calls the trial otherwise than the question does:"


def _is_taken(match: re.Match[str], text: str) -> bool:
    """Whether a question takes a word to be true of the trial, and does not ask whether it is."""
    if presupposes(text):
        return True
    own = text[: match.start()]
    clause = re.split(r"[.?!;]\s", own)[-1]
    asked = _POLAR.search(clause) or _CHOICE.search(clause[-30:]) or _CHOICE.match(text[match.end() :].lstrip())
    return not asked and bool(_OF_TRIAL.match(text, match.end()))


def _told(family: re.Pattern[str], question: Question, *, corpus: Corpus) -> Iterator[Sentence]:
    """The sentences that have a word of a kind."""
    for document in _documents(question, corpus=corpus):
        for section in document.sections:
            for start, end in sentence_spans(document.text[section.start : section.end]):
                span = section.start + start, section.start + end
                if section.title != _TITLE and family.search(document.text, *span):
                    yield Sentence(f"“{document.text[slice(*span)]}”", (), (Quote(document.source, *span),))


_TITLE = "Title"


def _documents(question: Question, *, corpus: Corpus) -> Iterator[Document]:
    for source in corpus.sources.values():
        if source.trial == question.trial and source.kind != REGISTRY_RECORD and (held := corpus.document(source.id)):
            yield held


def _plain(word: str) -> str:
    """A word without what its spellings differ in: "Phase III" is "phase3"."""
    parts = re.findall(r"[a-z]+|\d", word.casefold())
    parts = [_ROMAN.get(part, part) if parts[0] == "phase" else part for part in parts]
    plain = "".join(parts).replace("center", "centre").replace("z", "s")
    return re.sub(r"(?:led|ed|ly|s)$", "", plain)
