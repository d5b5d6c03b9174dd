"""Doses told by the drug that a sentence names."""

from __future__ import annotations

import re

from retrieval.checks.figures.cues import TIMES
from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot

_DOSES = ("mg", "mg/kg", "mg/m2", "g/kg", "\u00b5g/kg", "g")


def read_dose(clause: Clause, slot: Slot) -> None:
    """ "Given at 10 mg/kg": the dose of the drug that the sentence names."""
    lead = clause.text[clause.sentence.start : slot.expression.start]
    if slot.unit in TIMES and _GIVEN_FOR.search(lead) is not None and not slot.statistics:
        slot.outcomes, slot.alternatives, slot.item = (), (), None  # "received A or B for 12 months"
        return
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
        if _BESIDE_DOSE.fullmatch(clause.text, drug.end, slot.expression.start):
            return  # "zeltamab 10/30 mg/m2 and brinetol 20 mg": of a drug whose dose the table has not


_GIVEN_FOR = re.compile(
    r"\b(?:received|receive|given|treated with|took|taking|assigned to|randomi[sz]ed to)\b[^.;:()0-9]{0,80}\bfor\s"
    r"(?:up to |at least |about )?$",
    re.IGNORECASE,
)
"""Before how long a treatment was given, which is no figure of an outcome named before."""
_BESIDE_DOSE = re.compile(r"\s?(?:\(|at |of |dose |dosed at |given at )?", re.IGNORECASE)
