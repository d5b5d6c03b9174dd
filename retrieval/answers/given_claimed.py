"""A drug that one arm, or any patient of a trial, is taken to have been given, held against the sentences on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.answers.absence import not_found
from retrieval.answers.arm_given import sentences_given
from retrieval.answers.contrasts import presupposes
from retrieval.answers.definitions import describe_arm
from retrieval.answers.listing import join
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex

_WHETHER = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)?(?:did|do|does|was|were|is|are|has|have)(?:n['’]t)?\b|\bcomparators?\b", re.IGNORECASE
)
_MORE = {"outcome", "statistic", "subgroup", "grade", "analysis"}
"""Kinds of terms by which something else is asked of those who were given it."""
_ELSE = re.compile(
    r"\b(?:than|better|worse|superior|inferior|same|still|who|whose|already|approved?|approval|allowed|permitted"
    r"|refractory|exposed|na[iï]ve|resistant|intolerant|prior|previous(?:ly)?|earlier|before|after(?:wards)?|subsequent"
    r"(?:ly)?|next|later|premedicat\w+|prophyla\w+|rescue|concomitant(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words that tell what was given at another time, or that something is compared or asked of those who were given it."""
_GIVEN = re.compile(
    r"\b(?:g[eo]ts?|gotten|had|have|receiv\w+|given|gave|us(?:es?|ed|ing)|infus\w+|treated|put on"
    r"|assigned|allocated|randomi[sz]ed to|takes?|took"
    r"|contain\w*|consist\w*|includ\w*|compris\w*|was|is|were|are)\b",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"\b(?:test(?:s|ed|ing)?|stud(?:y|ies|ied)|evaluat\w+|investigat\w+|tried|combin\w+|added|adding|pair\w+"
    r"|compar\w+|us(?:es|ed|ing)|given|gave|there an?|part of|regimens?)\b",
    re.IGNORECASE,
)
"""Words for what a trial is taken to have given, whatever the arm."""
_DRUG = re.compile(
    r"\b(?:\w{3,}(?:mab|mib|mide|sone|lone|nib|statin|olol|pril|sartan|cept|taxel|gliptin|rubicin|platin|cycline|cillin)"
    r"|placebo)\b",
    re.IGNORECASE,
)
"""How names of drugs end; a sugar pill has a name as well."""
_REGIMEN = re.compile(r"(?<![\w-])(?:[\w/+]+-)?[A-Z]{1,3}d\b")
"""A regimen by its letters, the last of them of the drug that goes with the others: "Xd", "vela-Xd"."""
_COMPARATOR = re.compile(
    r"\b(?:the|its)\s(?:control|comparator|comparison|reference|standard)(?:\s(?:treatment|drug|therapy|regimen))?\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:\b(?:against|versus|vs\.?)|\bcompare[sd]?\b.*\b(?:with|to))\s(?:an?\s|matching\s|the\s)*$", re.IGNORECASE
)
_AS_THE = re.compile(r"\b(?:as|for)\s(?:the|a)\s", re.IGNORECASE)
_BY_VERB = re.compile(r"(?:with|received|given|on|add(?:ing|ed)?|addition of)\s", re.IGNORECASE)
"""How an arm is named by what it was given: behind another arm that is a claim, and no second arm."""
_GETS = re.compile(
    r"\b(?:g[eo]ts?|receiv\w+|given|takes?|took|contain\w*|includ\w*)\s(?:(?:the|any|some|also)\s)*$", re.IGNORECASE
)
_IS_GIVEN = re.compile(
    r"\s(?:(?:was|is|also)\s)*(?:given|used|administered|taken|part)\s(?:to|in|by|for|with|of)\b", re.IGNORECASE
)
_ASSIGNS = re.compile(r"\b(?:assigned|allocated|randomi[sz]ed)\b", re.IGNORECASE)
"""In a sentence that tells what several groups were given."""
_EVERYONE = re.compile(
    r"\b(?:every(?:one|body)|all (?:of )?(?:the )?(?:patients|participants|people|pts|arms|groups)|both (?:arms|groups)"
    r"|(?:every|each) (?:patient|arm|group))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\W*\w+(?:['’]\w+)?\s.*?(?:\b(?:not|never|without|no)\b|\w+n['’]t\b(?! (?:it|they|that|he|she)\b))", re.IGNORECASE
)
_LACKING = re.compile(r"\b(?:without|no|not|minus)\b", re.IGNORECASE)


def tell_given(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentences on what was given, where a question says or asks of a drug that it was; else nothing.

    A drug that none of them names, or that is another arm's, is told first; of letters that no arm is called by it is
    said that they are not held.
    """
    asks = presupposes(question.text) or _WHETHER.search(question.text)
    if not asks or _MORE & {m.term.kind for m in question.mentions} or _ELSE.search(question.text):
        return ()
    arms = [term for term in terms.terms("arm", trial=question.trial) if term.role not in (None, "all")]
    claimed = _claimed(question, terms=terms)
    meant = _arms_meant(question, claimed, arms) if claimed else []
    told = _told(meant, question, corpus=corpus, terms=terms)
    if not told:
        return ()
    strange = () if _DENIED.match(question.text) else _strange(claimed, meant, arms, told)
    if letters := [name for name in strange if _REGIMEN.fullmatch(name)]:
        return (not_found(f"“{letters[0]}”", corpus=corpus, question=question), *told)
    if not strange:
        sure = len(meant) == 1 or presupposes(question.text) or _EVERYONE.search(question.text)
        return told if sure else ()  # else it is asked how or when it was given
    first = replace(told[0], text=f"{_correction(strange, meant, arms)} {told[0].text}", stays=True)
    return (first, *told[1:])


def _claimed(question: Question, *, terms: TermIndex) -> dict[str, tuple[str, ...]]:
    """The drugs that a question names outside the arms that it asks about, each with its spellings."""
    arms = [(m.start, m.end) for m in _arms_named(question)]
    drugs = terms.find(question.text, kinds={"drug"}, typos=False)
    found = [(m.start, m.text, m.term.spellings) for m in drugs]
    words = (m for pattern in (_DRUG, _REGIMEN) for m in pattern.finditer(question.text))
    found += [(m.start(), m.group(), (m.group(),)) for m in words]
    outside = (it for it in sorted(found) if not any(start <= it[0] < end for start, end in arms))
    return {word: spellings for _, word, spellings in outside}


def _arms_named(question: Question) -> list[Mention]:
    """The arms that a question names, each once, without one that is told of another by what it was given."""
    named = [m for m in question.mentions if m.term.kind == "arm" and m.term.role != "all"]
    first = list({m.term.name: m for m in reversed(named)}.values())
    return [m for m in first if len(first) == 1 or not _is_claimed(m, question.text)]


def _is_claimed(mention: Mention, text: str) -> bool:
    """Whether the name of an arm stands for what was given: "did the controls get X", "was X given to the controls"."""
    before, behind = text[: mention.start], text[mention.end :]
    return bool(_BY_VERB.match(mention.text) or _GETS.search(before) or _IS_GIVEN.match(behind))


def _arms_meant(question: Question, claimed: Collection[str], arms: Sequence[Term]) -> list[Term]:
    """The arm that the drugs are claimed of, or every arm where it is the trial; none where that is unclear."""
    named = {m.term.name: m.term for m in _arms_named(question)}
    before = question.text[: question.text.index(next(iter(claimed)))]
    against = _AGAINST.search(before) and len(arms) == 2
    controls = [term for term in arms if term.role == "control"]
    if against and len(named) <= 1:
        return [term for term in arms if term.name not in named] if named else controls
    if len(named) == 1 and (_GIVEN.search(question.text) or _AS_THE.search(question.text)):
        return list(named.values())
    if not named and _COMPARATOR.search(question.text):
        return controls
    if not named and _EVERYONE.search(question.text) and _GETS.search(before):
        lacking = [term for term in arms if not all(stems(word) <= _names([term]) for word in claimed)]
        return lacking or list(arms)
    return list(arms) if not named and _TESTED.search(question.text) else []


def _told(meant: Sequence[Term], question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentences on what the one arm was given; of several, the sentence that names them."""
    if not meant:
        return ()
    own = sentences_given(meant[0].name, question, corpus=corpus, terms=terms) if len(meant) == 1 else ()
    return own or describe_arm(replace(question, arms=(meant[0].name,)), corpus=corpus, terms=terms)


def _strange(
    claimed: Mapping[str, tuple[str, ...]], meant: Sequence[Term], arms: Sequence[Term], told: Sequence[Sentence]
) -> tuple[str, ...]:
    """The drugs that neither the names of the arms meant nor what is told has, or that are in another arm's names."""
    rest = [term for term in arms if term not in meant]
    own, others = _names(meant), _names(rest)
    ways = [way.casefold() for term in rest for way in term.spellings]
    texts = [sentence.text for sentence in told]
    of_both = [it for it in texts if _ASSIGNS.search(it) or any(way in it.casefold() for way in ways)]
    alone = stems(" ".join(text for text in texts if text not in of_both))
    both = stems(" ".join(of_both))
    strange = []
    for word, spellings in claimed.items():
        names = [stems(spelling) for spelling in spellings]
        if not any(name <= own or name <= alone or (name <= both and not name <= others) for name in names):
            strange.append(word)
    return tuple(strange)


def _correction(strange: Sequence[str], meant: Sequence[Term], arms: Sequence[Term]) -> str:
    verb = "is" if len(strange) == 1 else "are"
    arm = f" with {meant[0].name}" if len(meant) == 1 else ""
    others = [term.name for term in arms if term not in meant and stems(strange[0]) <= _names([term])]
    if others:
        return f"Correction: {join(strange)} {verb} what patients with {join(others)} were given, not those{arm}:"
    return f"Correction: {join(strange)} {verb} not named where a source tells what patients{arm} were given:"


def _names(arms: Iterable[Term]) -> frozenset[str]:
    """The words of every way to write these arms, but for ways that tell what an arm lacks."""
    ways = (way for term in arms for way in term.spellings if not _LACKING.search(way))
    return stems(" ".join(ways))
