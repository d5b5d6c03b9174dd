"""The analysis sets and groups of patients that a sentence names, and those that its words only seem to name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.binding.wholes import find_wholes
from retrieval.checks.figures.rare import Rare
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.outcomes.states_counted import is_state
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.matching import EVERYBODY
from retrieval.checks.sentences.qualifiers import OUTSIDE, Qualifier
from retrieval.checks.terms.analysis_sets import own_set
from retrieval.checks.terms.mentions import heading_mentions
from retrieval.checks.terms.title_restrictions import HAVING, restriction
from retrieval.terms import Mention, split_tokens


def find_qualifiers(clause: Clause) -> dict[str, list[Qualifier]]:
    """The analysis sets and groups that a sentence names; of a table's cell, else those of its row or its column."""
    text, label = clause.text, clause.sentence.label
    found = {
        kind: [
            Qualifier(m.start, m.end, own_set(m, clause.evidence) if kind == "population" else _group_of(text, m))
            for m in clause.mentions.get(kind, ())
            if text[m.start - 1 : m.start] != "-"
            and not _is_matter(text, m)
            and _restricts(clause, m)
            and not _NOT_OF.search(text, max(0, m.start - _NOT_FAR), m.start)
        ]
        for kind in ("population", "subgroup")
    }
    found["population"] += [
        Qualifier(match.start(), match.end(), EVERYBODY)
        for match in _ALL_RANDOMISED.finditer(text, clause.sentence.start, clause.sentence.end)
    ]
    headings = [heading_mentions(text, *span, evidence=clause.evidence) for span in clause.sentence.headings]
    for kind, own in found.items():
        headed = (
            [m for m in heading.get(kind, ()) if not _is_division(clause, m) and not _is_matter(text, m)]
            for heading in headings
        )
        found[kind] = own or [Qualifier(m.start, m.end, _group_of(text, m)) for m in next(filter(None, headed), ())]
    everybody = [Qualifier(it.start, it.end, "") for it in found["population"] if it.name == EVERYBODY]
    wholes = find_wholes(clause) + (everybody if not label and not found["subgroup"] else [])
    found["subgroup"] = sorted((*found["subgroup"], *wholes), key=lambda item: item.start)
    return found


def _is_matter(text: str, mention: Mention) -> bool:
    """Whether "safety" is what is spoken of, "Safety: ..." or "safety facts", and no set of patients."""
    return mention.term.name == "safety" == mention.text.casefold() and not _SET.match(text, mention.end)


_SET = re.compile(
    r"[- ]?(?:\(n\b|\([0-9]|[0-9]|(?:analys[ei]s|evaluable|population|set|cohort|sample|patients|group)\b)",
    re.IGNORECASE,
)


def pointed(clause: Clause, named: Sequence[Qualifier], context: Context) -> list[Qualifier]:
    """The one group of the sentences before, where a sentence that names none points to it: "of this subgroup"."""
    before = context.subgroups or context.asked
    if len(before) != 1 or any(item.name for item in named):
        return []
    found = _THIS.finditer(clause.text, clause.sentence.start, clause.sentence.end)
    return [Qualifier(match.start(), match.end(), next(iter(before))) for match in found]


_THIS = re.compile(
    r"\b(?:this|that) (?:patient )?(?:sub-?)?(?:group|population)\b|\bthis (?:sub-?)?set\b", re.IGNORECASE
)


def _group_of(text: str, mention: Mention) -> str:
    """The group that is named, or those who are told to be outside it: "patients without an early relapse"."""
    outside = _OUTSIDE.search(text, max(0, mention.start - _NOT_FAR), mention.start)
    return f"{OUTSIDE}{mention.term.name}" if outside else mention.term.name


_OUTSIDE = re.compile(
    r"\b(?:without|lacking|with (?:no|neither)|not having|(?:do|does|did) not have|free of|other than)\s"
    r"(?:an? |any |the )?$",
    re.IGNORECASE,
)


def _is_division(clause: Clause, mention: Mention) -> bool:
    """Whether a name is that of a division into groups, "age groups", and of none of them."""
    if mention.term.kind != "subgroup" or mention.term.name in clause.evidence.facts.groups:
        return False
    lexicons = clause.evidence.terms.lexicons(clause.evidence.trial.id)
    return any(lexicon.narrower("subgroup", mention.term.name) for lexicon in lexicons)


_NOT_OF = re.compile(r"(?:, not|\brather than|\binstead of)\s(?:(?:in|for|among) )?(?:the )?$", re.IGNORECASE)
"""Before a group of which a figure is told not to be: "late relapse, not early relapse, is where"."""
_NOT_FAR = 24  # code points that this takes at most
_ALL_RANDOMISED = Rare(
    r"\ball (?:the |of the )?[0-9][0-9,]* (?:randomi[sz]ed\b|\w+ (?:who were )?randomi[sz]ed\b)", "randomi"
)
"""With a number in it, it is no term: "of all 306 randomised toddlers"."""


_WHOM = re.compile(
    r"\b(?:in|among|for|of|with|who were|who had)\s"
    r"(?:the |all |those |patients |participants |people |with |aged |who were |who had |whose |an? )*$",
    re.IGNORECASE,
)


def _restricts(clause: Clause, mention: Mention) -> bool:
    """Whether a group that is no group of the trial's results is told as one: "in Asian patients"."""
    outcomes = outcome_mentions(clause)
    if is_state(clause, mention) and any(it.start < mention.end and mention.start < it.end for it in outcomes):
        return False
    own = (
        mention.term.kind != "subgroup"
        or mention.term.trial is not None
        or mention.term.name in clause.evidence.facts.groups
    )
    arms = [it for it in clause.mentions.get("arm", ()) if it.term.name != "all"]
    if not own and any(it.start <= mention.start and mention.end <= it.end for it in arms):
        return False  # "Responders" may be what an arm is called
    if not own and (
        _OF_A_SEX.fullmatch(mention.text) or all(it.form in clause.neutral for it in split_tokens(mention.text))
    ):
        return False  # a sex, which no age group is, or what the trial's own title says of everybody in it
    forms = frozenset(token.form for token in split_tokens(mention.text))
    if not own and any(forms <= clause.evidence.title_words.get(it.term.name, frozenset()) for it in outcomes):
        return False  # "IgG" in what is measured is nobody's myeloma
    bare = forms - HAVING if forms & HAVING else forms
    if not own and bare and any(bare <= restriction(title) for title in clause.evidence.titles_with(bare)):
        return False  # a title of these patients alone tells of them
    if _OF_A_COUNTRY.match(clause.text, mention.end):
        return False
    before = clause.text[max(clause.sentence.start, mention.start - 40) : mention.start]
    if _is_division(clause, mention) and not _PARTED.search(before + mention.text):
        return False  # "renal function declined": what is measured
    return own or _WHOM.search(before) is not None or before.strip() == ""


_PARTED = re.compile(r"\b(?:by|per|according to|across|within|regardless of|irrespective of)\b", re.IGNORECASE)
"""Tells that a division parts the patients whose figures follow."""
_OF_A_SEX = re.compile(r"(?:boy|girl)s?", re.IGNORECASE)
_OF_A_COUNTRY = re.compile(
    r"\s(?:label\w*|prescribing|package|product|approval|FDA|regulat\w+|authorit\w+|licen[cs]\w+|monograph)\b",
    re.IGNORECASE,
)
"""Behind the name of a country: what holds there, "in the US label", and no patients of it."""
