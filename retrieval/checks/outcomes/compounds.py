"""Outcomes told by a cause and an effect, "discontinuation due to an event", and doses told by a drug."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention, split_tokens

_DOSES = ("mg", "mg/kg", "mg/m2", "g")


def read_dose(clause: Clause, slot: Slot) -> None:
    """ "Given at 10 mg/kg": the dose of the drug that the sentence names."""
    if slot.unit not in _DOSES or (slot.outcomes and fits(clause, slot, slot.outcomes[0])):
        return
    trial = clause.evidence.trial.id
    drugs = [mention for mention in clause.mentions.get("drug", ()) if mention.start < slot.expression.end]
    if not drugs:
        words = clause.text[clause.sentence.start : slot.expression.start].split()
        drugs = [
            drug
            for word in words
            for drug in clause.evidence.terms.find(word, trial=trial, kinds={"drug"}, typos=False)
        ]
    for drug in reversed(drugs):
        found = clause.evidence.terms.find(
            f"{drug.term.name} dose", trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False
        )
        if found:
            slot.outcomes, slot.unknown, slot.carried = (found[0].term.name,), None, False
            return


_COMPOUNDS = (
    (re.compile(r"\b(?:fatal|lethal|died|deaths?)\b", re.IGNORECASE), re.compile(r"fatal|death", re.IGNORECASE)),
    (
        re.compile(
            r"\b(?:discontinu\w*|stopp\w*|withdr\w*|g[ai]ve(?:n|s)? up"
            r"|(?:came|come|went|taken) off|dropped out|quit|(?:end|halt)(?:ed|ing)?(?: \w+)? (?:treatment|therapy))\b",
            re.IGNORECASE,
        ),
        re.compile(r"discontinu|withdraw|not completed", re.IGNORECASE),
    ),
    (re.compile(r"\b(?:interrupt\w*|delay\w*)\b", re.IGNORECASE), re.compile(r"interrupt|delay", re.IGNORECASE)),
    (re.compile(r"\bdose reduc\w*\b", re.IGNORECASE), re.compile(r"reduc", re.IGNORECASE)),
)
_CAUSE = re.compile(
    r"\b(?:due to|because of|owing to|caused by|from|of|for|after)\s(?:an? |any |the )?(?:serious "
    r"|grade [0-9] (?:or \w+ )?)?$",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:due to|because of|owing to|on account of)\s(?:an? |any |the )?$", re.IGNORECASE)
_EFFECT = re.compile(
    r"-(?:related|associated|induced)\s"
    r"|[)\s]*(?:that |which )?(?:leading to|led to|lead to|leads to|resulting in|resulted in|causing"
    r"|caused|requiring|with (?:a )?|(?=(?:end|stopp|halt)(?:ed|ing)\b))[\s\w]{0,20}",
    re.IGNORECASE,
)
_REASON = re.compile(r"\s(?:was|were) (?:the |a )?(?:\w+ ){0,2}(?:reason|cause) (?:for|of) [\w ]{4,30}", re.IGNORECASE)


_BOTH = re.compile(
    r"\bboth\s(?P<first>[^,;.()]{2,40}?)\sand\s(?:in |a |an |had )?(?P<second>[^,;.()]{2,40})", re.IGNORECASE
)


def read_both(clause: Clause, slot: Slot) -> None:
    """ "Both MRD negative and in CR": the outcome whose title has the words of both; of neither alone.

    Where the table has none, the number cannot be checked.
    """
    match = _BOTH.search(clause.text, clause.sentence.start, clause.sentence.end)
    kinds = [*clause.mentions.get("outcome", ()), *clause.mentions.get("subgroup", ())]
    if match is None or slot.statistics & cues.RATIOS or slot.unit not in ("%", "patients", None):
        return
    if slot.told_at is not None and not slot.carried and not match.start() <= slot.told_at < match.end():
        return  # another number's
    told = [
        [item for item in kinds if match.start(name) <= item.start and item.end <= match.end(name)]
        for name in ("first", "second")
    ]
    if not any(told) or any(match.start() <= item.start < match.end() for item in clause.mentions.get("arm", ())):
        return
    if not all(told):
        slot.unknown = f"{match['first']} {match['second']}"
        return
    if told[0][0].term.name == told[1][0].term.name:
        return
    trial = clause.evidence.trial.id
    words = f"{match['first']} {match['second']}"
    forms = frozenset(token.form for item in (told[0][0], told[1][0]) for token in split_tokens(item.term.name))
    found = clause.evidence.terms.find(words, trial=trial, kinds={"outcome"}, typos=False)
    whole = [item.term.name for item in found if item.start == 0 and item.end >= len(match["first"]) + 2]
    titles = [title for title in whole or clause.evidence.titles_with(forms) if clause.evidence.results(title)]
    slot.subgroups, slot.context_subgroups = frozenset(), frozenset()
    if len(titles) == 1:
        slot.outcomes, slot.unknown = (titles[0],), None
    else:
        slot.unknown = words


def read_compound(clause: Clause, slot: Slot) -> None:
    """ "Died of an adverse event", "discontinuation due to one": another outcome than the event itself.

    The table's own outcome with those words is taken; where it has none, the number cannot be checked.
    """
    if slot.unit not in ("%", "patients", "events", "deaths", None) or slot.carried or slot.statistics & cues.RATIOS:
        return
    low, high = clause.sentence.start, clause.sentence.end
    titled = bool(slot.outcomes) and slot.outcomes[0] in clause.evidence.title_words
    leads = titled and fits(clause, slot, slot.outcomes[0])
    mentions = clause.mentions.get("outcome", ())
    own = {mention.term.name for mention in mentions if mention.start == slot.told_at}
    for mention in mentions:
        if mention.term.name in own and mention.start != slot.told_at:
            continue  # the same event, told of another number
        reason = _REASON.match(clause.text, mention.end)
        told = mention.term.category == "safety" and not (leads and mention.start != slot.told_at)
        due = _DUE.search(clause.text, max(low, mention.start - 24), mention.start)
        if mention.term.name not in slot.outcomes or not (told or reason or due):
            continue
        before, after = (
            clause.text[max(low, mention.start - 50) : mention.start],
            clause.text[mention.end : min(high, mention.end + 50)],
        )
        for said, stem in _COMPOUNDS:
            if stem.search(mention.term.name):
                continue
            caused = _CAUSE.search(before) and said.search(before)
            effect = _EFFECT.match(after)
            if (
                (caused and (told or _DUE.search(before)))
                or (reason and said.search(reason[0]))
                or (effect and said.search(after[: effect.end() + 16]))
                or (re.search(r"\bfatal\s$", before) and said.search("fatal"))
            ):
                _take_compound(clause, slot, mention, stem)
                return


def _titles_of(clause: Clause, words: str) -> list[str]:
    return clause.evidence.titles_with(frozenset(token.form for token in split_tokens(words)))


def _take_compound(clause: Clause, slot: Slot, mention: Mention, stem: re.Pattern[str]) -> None:
    base = mention.term.name.casefold()
    named = [title for title in _titles_of(clause, base) if stem.search(title) and base in title.casefold()]
    named = named or [title for title in _titles_of(clause, mention.text) if stem.search(title)]
    if len(named) > 1:
        named = [title for title in named if fits(clause, slot, title)]
    if len(named) == 1:
        slot.outcomes, slot.grades = (named[0],), frozenset()
    else:
        slot.unknown = f"{stem.pattern.split('|')[0]} ... {mention.text}"
