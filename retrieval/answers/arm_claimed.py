"""What a group was given, as a question has it, held against the sentence that names the groups."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.contrasts import presupposes
from retrieval.answers.definitions import describe_arm
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.terms import TermIndex

_POLAR = re.compile(
    r"^\W*(?:and |so |but )?(?:was|were|is|are|did|wasn['’]t|isn['’]t|weren['’]t|didn['’]t)\b", re.IGNORECASE
)
_WAS = re.compile(
    r"\W*(?:(?:was|were|is|are|being|got|gets?|received?|given|used|as|arm|group|regimen)\b\W*)*", re.IGNORECASE
)
_REGIMEN = re.compile(
    r"(?:(?:treated|with|the|on|plus)\W)*(?P<regimen>[\w/+-]*[a-z]*(?:-[A-Z]?[A-Za-z]d|[A-Z]{1,3}d)\b)"
)
"""A regimen by its letters, the last of them of the drug that goes with the others: "Vd", "dara-Kd"."""
_AS_THE = re.compile(r"\b(?:as|for)\s(?:the\s|a\s)?$", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:than|versus|vs\.?|better|worse|superior|inferior|compared|same|still)\b", re.IGNORECASE)
_PLACEBO = "placebo"
_WRONG = "Correction: the source names other treatments for {arm}."


def tell_arm_claimed(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """What a group was given, where it is asked if that was a drug that is named; nothing where more is asked.

    Of a regimen that only its letters name, it is said that the corpus does not hold them.
    """
    more = any(m.term.kind in ("outcome", "statistic", "subgroup", "grade", "analysis") for m in question.mentions)
    if told := _tell_without_placebo(question, corpus=corpus, terms=terms, more=more):
        return told
    arms = [m for m in question.mentions if m.term.kind == "arm" and m.term.role not in (None, "all")]
    if more or len({m.term.name for m in arms}) != 1 or not (presupposes(question.text) or _POLAR.match(question.text)):
        return ()
    before, behind = question.text[: arms[0].start], question.text[arms[0].end :]
    claimed = before if _AS_THE.search(before) else _WAS.sub("", behind, count=1)
    if _COMPARES.search(claimed):
        return ()
    drugs = {
        m.term.name for word in re.split(r"[\W_]+", claimed) for m in terms.find(word, kinds={"drug"}, typos=False)
    }
    drugs |= {_PLACEBO} if _PLACEBO in claimed.casefold() else set()
    letters = _REGIMEN.match(claimed)
    told = describe_arm(question, corpus=corpus, terms=terms) if drugs or letters else ()
    said = " ".join(sentence.text for sentence in told).casefold()
    if not told or (letters and letters["regimen"] in {m.term.name for m in arms}):
        return told
    if any(drug.casefold() not in said for drug in drugs):
        return (Sentence(_WRONG.format(arm=arms[0].term.name), stays=True), *told)
    unknown = f"“{letters['regimen']}”" if letters and letters["regimen"].casefold() not in said else ""
    return (*((not_found(unknown, corpus=corpus, question=question),) if unknown else ()), *told)


def _tell_without_placebo(question: Question, *, corpus: Corpus, terms: TermIndex, more: bool) -> tuple[Sentence, ...]:
    """What the control group was given, where a comparison with placebo is taken for granted and none was made."""
    controls = [term.name for term in terms.terms("arm", trial=question.trial) if term.role == "control"]
    taken = _AGAINST_PLACEBO.search(question.text) and presupposes(question.text)
    if more or not taken or len(controls) != 1:
        return ()
    told = describe_arm(replace(question, arms=(controls[0],)), corpus=corpus, terms=terms)
    if not told or _PLACEBO in " ".join((controls[0], *(sentence.text for sentence in told))).casefold():
        return ()
    return (Sentence(_WRONG.format(arm=controls[0]), stays=True), *told)


_AGAINST_PLACEBO = re.compile(r"\b(?:with|to|against|versus|vs\.?)\s(?:an? |matching )?placebo\b", re.IGNORECASE)
