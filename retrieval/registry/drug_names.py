"""Names of what is given that a question says shorter, or in full, than the record's results: "aza", "elexacaftor"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.registry.trial_words import TrialWords, design_words
from retrieval.terms import Token, common_words, split_tokens

_SHORTEST_CLIP, _LONGEST_CLIP = 3, 6
_LONGEST_CODE = 4
_SHORTEST_NAME = 7
_JOINED = re.compile(r"\s?[-+/&]\s?|\s(?:plus|and|with|vs\.?|versus)\s")


def clipped_drugs(text: str, left: Iterable[Token], words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """First letters that nothing accounts for, as the one drug that they begin: "aza" of azacitidine.

    And those that stand joined to one of them: "ven-aza". Of two names, the one by which an arm is called.
    """
    named = {token.form for arm in words.arms for token in split_tokens(arm)}
    tokens = split_tokens(text)
    odd = {token.start for token in left}
    for place, token in enumerate(tokens):
        beside = [other for other in tokens[max(0, place - 1) : place + 2] if other.start in odd]
        if not any(other is token or _joins(text, *sorted((token, other), key=_start)) for other in beside):
            continue
        begun = _begun(token.form, words.given) or _coded(token, words.given & named)
        begun = begun & named or begun
        if len(begun) == 1 and token.form not in words.names | words.given:
            yield token.start, token.end, begun.pop()


def _begun(form: str, given: frozenset[str]) -> set[str]:
    if not _SHORTEST_CLIP <= len(form) <= _LONGEST_CLIP or not form.isalpha() or form in common_words():
        return set()
    names = (name for name in given if len(name) >= _SHORTEST_NAME and name.isalpha() and name not in design_words())
    return {name for name in names if name.startswith(form)}


def _coded(token: Token, given: frozenset[str]) -> set[str]:
    """Names that have all the letters of a short form in their order: "interferon" for "IFN"."""
    short = token.text.isupper() and token.text.isalpha() and _SHORTEST_CLIP <= len(token.form) <= _LONGEST_CODE
    names = (name for name in given if len(name) >= _SHORTEST_NAME and name[0] == token.form[0])
    return {name for name in names if short and _takes(name, token.form)}


def drugs_by_class(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """The one drug of the arms whose name ends as those of a class do: "enalapril" for "the ACE inhibitor".

    By the stems of international nonproprietary names. What was taken before the trial is no arm of it.
    """
    given = {token.form for arm in words.arms for token in split_tokens(arm)} & words.given
    for pattern, endings in _CLASSES:
        for match in pattern.finditer(text):
            own = sorted(name for name in given if name.endswith(endings))
            if own and match["some"]:
                yield *match.span(), "either drug"
            elif len(own) == 1 and not _BEFORE.search(text[: match.start()]) and not _SINCE.match(text, match.end()):
                yield *match.span(), own[0]


_CLASSES = tuple(
    (
        re.compile(rf"\b(?:the |an? )?(?P<some>(?:either|both|each|two) (?:of the )?)?(?:{called})\b", re.IGNORECASE),
        endings,
    )
    for called, endings in (
        (r"ACE[ -]?inhibitors?|(?-i:ACE-?[Ii]s?)", ("pril",)),
        (r"(?-i:ARBs?)|angiotensin(?: II)? receptor blockers?", ("sartan",)),
        (r"(?-i:ARNIs?)|neprilysin inhibitors?", ("trilat", "bitril")),
        (r"beta[ -]?blockers?", ("olol",)),
        (r"statins?", ("vastatin",)),
        (r"SGLT-?2 inhibitors?|gliflozins?", ("gliflozin",)),
        (r"DPP-?4 inhibitors?|gliptins?", ("gliptin",)),
        (r"GLP-?1(?: receptor)?(?: agonists?| analogues?)", ("glutide", "natide")),
        (r"PPIs?|proton[ -]pump inhibitors?", ("prazole",)),
        (r"JAK inhibitors?", ("citinib",)),
        (r"CDK4/6 inhibitors?", ("ciclib",)),
        (r"PARP inhibitors?", ("parib",)),
        (r"(?-i:[DN]OACs?)", ("xaban", "gatran")),
        (r"biologics?", ("mab", "cept")),
    )
)
"""Classes of drugs, with the endings that the names of their members have."""
_BEFORE = re.compile(
    r"\b(?:prior|previous\w*|earlier|background|history of|had (?:taken|used)|failed)\W*$", re.IGNORECASE
)
_SINCE = re.compile(
    r"[^?,;]*\b(?:before(?! (?:week|month|day|year|the end)| \d)|previously|at (?:entry|baseline))\b", re.IGNORECASE
)


def _start(token: Token) -> int:
    return token.start


def _joins(text: str, first: Token, second: Token) -> bool:
    return bool(_JOINED.fullmatch(text, first.end, second.start))


def drugs_by_letters(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Drugs by the letters that outcomes have for them, where both are names of what is given: "elexacaftor" as "ELX".

    None that an arm or an outcome is called by in full, and none that two short forms could stand for.
    """
    shorts = {
        form
        for form in words.given & words.names
        if _SHORTEST_CLIP <= len(form) < _LONGEST_CLIP and form not in common_words() | design_words()
    }
    called = words.names.union(*({token.form for token in split_tokens(arm)} for arm in words.arms))
    for token in split_tokens(text) if shorts else ():
        if len(token.form) >= _SHORTEST_NAME and token.form in words.given - called:
            own = [short for short in shorts if short[0] == token.form[0] and _takes(token.form, short)]
            if len(own) == 1:
                yield token.start, token.end, own[0].upper()


def _takes(name: str, letters: str) -> bool:
    places = iter(name)
    return all(letter in places for letter in letters)


def changed_genes(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Patients by a gene that rows are named by, which tell no other kind of it: "FLT3 positive disease"."""
    if words.names & _KINDS_OF_GENE:
        return
    for match in _CHANGED.finditer(text):
        if match["gene"].casefold() in words.names:
            yield *match.span(), f"patients with {match['gene']}"


_KINDS_OF_GENE = frozenset("positive negative mutant mutated unmutated wild wildtype".split())
"""Words of rows that part the patients by a gene themselves."""
_CHANGED = re.compile(
    r"\b(?P<gene>[A-Z][A-Za-z]*\d[A-Za-z\d]*)[ -](?:mutation[ -])?(?i:positive|mutated|mutant)\b"
    r"(?:\s(?:disease|cases?|tumou?rs?|cancers?|patients|people|participants|subjects|subgroup|[A-Z]{2,5})\b)?"
)
