"""A question put in the words of the record that it is about, before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.questions.question import Question
from retrieval.registry.criteria_words import CROSSOVER
from retrieval.registry.denied_arms import denied_in_arms
from retrieval.registry.drug_names import changed_genes, clipped_drugs, drugs_by_class, drugs_by_letters
from retrieval.registry.flow_reasons import reasons_counted
from retrieval.registry.lay_phrases import lay_phrases
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.low_or_high import counts_in_billions, levels_in_rows
from retrieval.registry.schedules_rewritten import scheduled, schedules_in_words
from retrieval.registry.trial_words import TrialWords, is_inert
from retrieval.stems import stems
from retrieval.terms import Mention, Token, split_tokens

_THE_TRIAL = frozenset("crossover pilot project record registry study trial".split())
_NAMED_BY = ("trial", "outcome", "statistic", "grade", "topic", "subgroup", "population")
"""Kinds of terms that say more than which trial is meant."""
_FARTHEST = 7
"""Words before "trial" that may name it."""
_SERIES = re.compile(r"[ -]?(?P<number>\d{1,3})(?!\d)")


def in_its_words(question: Question, words: TrialWords) -> str:
    """The text of a question with the short forms that it leaves unread in full, and with "the trial" for its names."""
    text = question.text
    changes = [*_spelt_out(text, (*question.unknown, *question.unread), words)]
    changes += [*scheduled(question, words), *schedules_in_words(text, words)]
    changes += [*_plain_trial(text, question.mentions, words), *_shortened(text, words), *lay_phrases(text, words)]
    changes += [*_stopped(text, question.mentions), *_versions(text, words), *levels_in_rows(text, words.limited)]
    changes += [*counts_in_billions(text, words.billions), *_bounds_in_words(text, words), *_at_least(text, words)]
    changes += [
        *_by_drug(question.mentions, words),
        *_as_given(text, words),
        *_part_of_arm(question, words),
        *_species(text, words),
        *_joined(text, words),
        *_several(text, words),
        *_led_in(question, words),
        *_line_of_all(text, words),
        *denied_in_arms(text, words),
        *clipped_drugs(text, (*question.unknown, *question.unread), words),
        *drugs_by_class(text, words),
        *drugs_by_letters(text, words),
        *changed_genes(text, words),
        *reasons_counted(text),
    ]
    spans = {(start, end): instead for start, end, instead in reversed(changes)}
    for (start, end), instead in sorted(spans.items(), reverse=True):
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans):
            text = text[:start] + instead + text[end:]
    return text


def _bounds_in_words(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """A bound in a sign, where the record's titles have it in a word: "<50 copies" of "Below 50 Copies"."""
    for sign in _SIGN.finditer(text):
        if word := next((word for word in _BOUNDS[sign["sign"]] if word in words.names), None):
            yield *sign.span(), f"{word} "


def _at_least(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """A least share by a sign, as the record's titles tell it: ">=50%" of "at Least 50%", "50%+" of "50% or Higher"."""
    for match in _LEAST.finditer(text):
        number = f"{match['least'] or match['more']}%"
        if "least" in words.names:
            yield *match.span(), f"at least {number}"
        elif word := next((word for word in ("higher", "more") if word in words.names), None):
            yield *match.span(), f"{number} or {word}"


_LEAST = re.compile(
    r"(?:>=|=>|≥)\s?(?P<least>\d{1,3})\s?%|(?<![\d.])(?P<more>\d{1,3})"
    r"(?:\s?%\+|\+\s?%|(?:(?<=TPS \d\d)|(?<=CPS \d\d))\+)"
)
_SIGN = re.compile(r"(?P<sign>[<>])\s?(?=\d)")
_BOUNDS = {"<": ("below", "under"), ">": ("above", "over")}


def _by_drug(mentions: Sequence[Mention], words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """The name that the record has for a drug in place of one that it has not: "Eylea" in a trial of aflibercept."""
    for m in mentions:
        if m.term.kind != "drug" or stems(m.text) & words.naming or m.text.casefold() in words.names:
            continue
        own = next((name for name in (m.term.name, *m.term.spellings) if stems(name) <= words.naming), None)
        if own:
            yield m.start, m.end, own


def _stopped(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """A drug that is stopped is the treatment: "discontinued rushamab because of side effects"."""
    named = {(m.start, m.end) for m in mentions if m.term.kind in ("drug", "arm")}
    yield from ((start, end, "treatment") for start, end in named if _STOPPING.search(text[:start]))
    yield from ((*match.span("drug"), "treatment") for match in _STOPPED_DRUG.finditer(text))


_STOPPING = re.compile(
    r"\b(?:stopp?(?:ed|ing)?|discontinu(?:ed?|ing)|quit(?:ting)?|c[ao]me off|g[oa]ve up|withdrew from)\s"
    r"(?:taking\s|using\s|their\s|the\s|study\s)*$",
    re.IGNORECASE,
)


_STOPPED_DRUG = re.compile(
    r"\b(?:stopp?(?:ed|ing)?|quit(?:ting)?|c[ao]me off|g[oa]ve up)\s"
    r"(?P<drug>(?:(?:taking|using)\s)?(?:their|the)\s(?:(?:study|trial|new|old|heart|kidney|test|blood)\s){1,2}(?:drug|medication|medicine|pills?|tablets?))\b",
    re.IGNORECASE,
)


def _versions(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Scales by the short form of the one version of them that the record has: its "vIGA" for "IGA"."""
    for match in _SHORT.finditer(text):
        own = [letter for letter in _VERSIONS if f"{letter}{match[0].casefold()}" in words.names]
        if len(own) == 1 and match[0].casefold() not in words.names:
            yield *match.span(), f"{own[0]}{match[0]}"


def _part_of_arm(question: Question, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """The arm by the part of its name that is a row of a measure, too, of which the question says nothing else.

    "Did amoxilin beat it?" of an arm "Amoxilin-Clavulan" is of that arm; "the level of amoxilin" is of the row, and so
    is whatever else of it no word is known for.
    """
    said = stems(question.text)
    for m in question.mentions if not question.unknown else ():
        own = stems(m.text)
        arms = [arm for arm in words.arms if own < stems(arm)]
        of_row = m.term.kind == "outcome" and m.term.category in _MEASURED and own < stems(m.term.name)
        more = stems(m.term.name) - own - frozenset().union(*map(stems, words.arms)) - _SMALL
        if of_row and len(arms) == 1 and not (more | in_lay_words(more)) & said:
            yield m.start, m.end, arms[0]


_MEASURED = ("efficacy", "safety")
_SMALL = stems("a an and at by for from in of on or the to with")


def _species(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Species by the whole names that the record has: "E. coli" as "Escherichia coli"."""
    for match in _SPECIES.finditer(text):
        runs = words.initials.get(f"{match['genus']}{match['species'][0]}".casefold())
        full = [run for run in runs or () if run.casefold().endswith(f" {match['species'].casefold()}")]
        if len(full) == 1:
            yield *match.span(), full[0]


_SPECIES = re.compile(r"\b(?P<genus>[A-Z])\.?\s(?P<species>[a-z]{3,})\b")


def _joined(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Words with "non" as the record writes them in one: its "Noncarriers" for "non-carriers"."""
    for match in _NON.finditer(text):
        whole = f"non{match['what']}"
        if _forms(whole) <= words.names:
            yield *match.span(), whole


_NON = re.compile(r"\bnon[- ](?P<what>[a-z]{4,})\b", re.IGNORECASE)


def _led_in(question: Question, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """The comma behind what only says of which trial or arm it is asked, which begins no list: "In FENWAY, what"."""
    match = _LED_IN.match(question.text)
    named = [m for m in question.mentions if m.term.kind in ("trial", "arm", "drug")]
    if match and all(
        is_inert(token, words) or token.form in _OF_LEAD or any(m.start <= token.start < m.end for m in named)
        for token in split_tokens(question.text[: match.end("led")])
    ):
        yield match.end("led"), match.end("led") + 1, ""


_LED_IN = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|then),?\s)?(?P<led>(?:in|with|for|from|on|under)\s[^,;:?.]{2,60}),"
    r"(?=\s(?:what|how|was|were|is|are|did|do|does|which|who|when|has|have|had|any)\b)",
    re.IGNORECASE,
)
_OF_LEAD = frozenset("and so but ok okay then in with for from on under the this that".split())


def _as_given(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """What is given by its form, where that is the record's: "the nasal spray" is the treatment."""
    for match in _FORM_OF_DRUG.finditer(text):
        forms = {token.form for token in split_tokens(match["form"])}
        if forms <= words.given and not forms <= words.names:
            yield *match.span(), "the treatment"


_FORM_OF_DRUG = re.compile(
    r"\bthe (?P<form>(?:(?:nasal|nose|oral|mouth|eye|ear|skin|vaginal|study) )?"
    r"(?:sprays?|drops?|patch(?:es)?|pens?|suppositor(?:y|ies)|foam|lozenges?|implants?|granules|sprinkles))\b",
    re.IGNORECASE,
)


def _line_of_all(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """The line of treatment, where the trial has no other patients: "in first-line lymphoma" of untreated ones."""
    if words.untreated and not _ASKS_WHO_ENTERS.search(text):
        ill = words.naming | in_lay_words(words.naming)
        yield from ((*m.span(), "") for m in _FIRST_LINE.finditer(text) if m["setting"] or stems(m["ill"]) <= ill)


_FIRST_LINE = re.compile(
    r"(?:\s(?:in|as) (?:the |an? )?(?:first|front)[- ]?line (?P<setting>setting|use|treatment|therapy)\b"
    r"|\b(?:(?:first|front)[- ]?line|(?:previously |treatment[- ])?(?:untreated|na[iï]ve)|newly[- ]diagnosed)\s"
    r"(?=(?:(?:advanced|metastatic) )?(?P<ill>[\w-]+)))",
    re.IGNORECASE,
)
_ASKS_WHO_ENTERS = re.compile(r"\b(?:enrol|eligib|enter|includ|recruit|criteri|allow|had to)", re.IGNORECASE)


def _several(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Short forms of several of a thing that are written as another one: "CRs" of responses, beside the "CRS"."""
    for match in _PLURAL.finditer(text):
        if {match[0].casefold(), match["one"].casefold()} <= words.names:
            yield *match.span(), match["one"]


_PLURAL = re.compile(r"\b(?P<one>[A-Z]{2,5})s\b")
_SHORT = re.compile(r"\b[A-Z]{3,5}\b(?!-[A-Z])")
_VERSIONS = "vsm"
"""How the short form of a version begins: validated, static, modified."""


def _spelt_out(text: str, left: Iterable[Token], words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Words that nothing accounts for, as the record has them: "GFR" in full, "il-6" as "IL6"."""
    for token in left:
        joined = _SERIES.match(text, token.end)
        whole = f"{token.form}{joined['number']}" if joined else ""
        if joined and whole in words.names:
            yield token.start, joined.end(), whole
        elif (long := words.spell_out(token.text)) and token.form not in words.names and _forms(long) & words.names:
            yield token.start, token.end, long


def _shortened(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Long forms that no name of the record has, as it abbreviates them: the "SFE" of its periods."""
    for short, long in words.defined.items():
        if short in words.names and len(long.split()) > 1 and not _forms(long) <= words.names:
            first, *between, last = map(re.escape, re.split(r"[\s-]+", long))
            said = re.compile(rf"\b{first}[\s-]+(?:(?:{'|'.join(between) or last})[\s-]+)*{last}\b", re.IGNORECASE)
            yield from ((match.start(), match.end(), short.upper()) for match in said.finditer(text))


def _forms(text: str) -> frozenset[str]:
    return frozenset(token.form for token in split_tokens(text))


def _plain_trial(text: str, mentions: Sequence[Mention], words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """What only says which trial is meant: "the Bayer kidney disease study" is the trial."""
    tokens = split_tokens(text)
    names = [m for m in mentions if m.term.kind in _NAMED_BY and not _is_condition(m, text, words)]
    for place, noun in enumerate(tokens):
        if noun.form not in _THE_TRIAL or not words.naming or CROSSOVER.match(text, noun.start):
            continue
        first = place
        while first > max(0, place - _FARTHEST) and _may_name(tokens[first - 1], tokens[first], text, names, words):
            first -= 1
        if first < place and not _A_KIND.search(text[: tokens[first].start]):
            yield tokens[first].start, noun.end, "trial"


def _is_condition(mention: Mention, text: str, words: TrialWords) -> bool:
    """Whether a term is one of the words by which the trial itself is named: "breast cancer", "kidney".

    One of the record's own, such as an adverse event, where "trial" follows at once.
    """
    own = mention.term.trial is None or (mention.term.kind == "outcome" and bool(_OF_TRIAL.match(text, mention.end)))
    return own and all(is_inert(token, words) for token in split_tokens(mention.text))


_OF_TRIAL = re.compile(r"\s(?:trial|study|record|registry)\b", re.IGNORECASE)


def _may_name(token: Token, following: Token, text: str, names: Sequence[Mention], words: TrialWords) -> bool:
    """Whether a word before "trial" belongs to its name, and says nothing else of the question."""
    if token.form in _BEFORE_NAMES or not re.fullmatch(r"[ /-]+", text[token.end : following.start]):
        return False
    own = is_inert(token, words) or words.spell_out(token.text) is not None
    return own and not any(m.start <= token.start < m.end for m in names)


_A_KIND = re.compile(r"\b(?:an?|what (?:kind|type|sort) of)\s$", re.IGNORECASE)
"""What stands before words that tell what kind of study it is: "is it an interventional study?"."""
_BEFORE_NAMES = frozenset("a an at by for from in of on or that the this to which with".split())
"""Words that a name of the trial does not begin or go on with."""
