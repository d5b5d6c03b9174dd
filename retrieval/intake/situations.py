"""Special situations, product complaints and reporters, as words tell them."""

from __future__ import annotations

import re

from retrieval.intake.lists import SituationKind, read_lists
from retrieval.intake.telling import DENIED, any_of

REPORTER = any_of(
    r"i(?:'m| am) (?:a|an|the) (?:\w+ )?(?:nurse|doctor|physician|pharmacist|haematologist|hematologist|oncologist|gp|"
    r"consultant|patient|carer)",
    r"(?:doctor|physician|nurse|pharmacist) (?:here|reports?|reported)|dr\.? [a-z]\w+|i(?:'ve|'m|'d)?|we(?:'ve|'re)?|"
    r"my|our|mine|ours|me|us",
)

_QUESTION = re.compile(
    r"^\W*(?:what|which|how|why|who|(?:when|where)(?= (?:should|did|does|do|is|are|was|were|can|could|will|would|"
    r"must|may|to)\b)|is|are|was|were|do|does|did|has|have|can|could|would|should|will|may|"
    r"might|to|in case|if)\b"
    r"|\b(?:(?<!as )if|in case of|what happens|contraindicated|in the trial|in the study|reason for|supported|"
    r"patients who|"
    r"how many|might|a missed dose)\b"
)
_TOLD: tuple[tuple[SituationKind, re.Pattern[str], bool], ...] = (
    (
        "pregnancy exposure",
        any_of(
            r"(?:(?:became|is|am|got|was|found out i am|fell|\w+ weeks|\w+ months) )+pregnant|conceived|breast-?fed|"
            r"breast-?feeding (?:her|my|a)|"
            r"pregnancy (?:was )?(?:confirmed|detected)|positive pregnancy test|miscarried|miscarriage"
        ),
        True,
    ),
    (
        "pregnancy exposure",
        any_of(
            r"(?:infus\w+|injec\w+|doses?|given|administered|received|treated|treatment|therapy|taken|took|taking|"
            r"exposed) (?:\w+ ){0,5}?(?:during|while|in|throughout|despite) (?:\w+ ){0,3}?"
            r"(?:pregnan\w+|breast-?feeding|lactation)"
        ),
        False,
    ),
    (
        "overdose",
        any_of(
            r"overdosed?|(?:double|twice|triple|ten times|ten-fold|tenfold|two times|three times) (?:the |her |"
            r"his )?(?:\w+ )?(?:dose|amount)|too much of the|"
            r"(?:took|swallowed|received|given) (?:\w+ )?(?:tablets|pills|capsules) (?:of \w+ )?(?:at once|together)|"
            r"swallowed (?!one)\w+ (?:tablets|pills|capsules)"
        ),
        True,
    ),
    ("overdose", any_of(r"\d+ ?mg(?:/\w+)? instead of"), False),
    (
        "medication error",
        any_of(
            r"by mistake|in error|somebody else's|someone else's|another patient's|twice on the same day|mistakenly|"
            r"accidentally|inadvertently|erroneously|"
            r"wrong (?:drug|dose|patient|route|rate|diluent|vial|day|strength|concentration|volume)|"
            r"mix-?up|mixed up|missed (?:\w+ )?doses?|(?:expired|out-of-date|out of date|outdated) "
            r"(?:[\w-]+ ){0,3}?(?:vials?|drugs?|product|tablets|doses?|medication|medicine|infusions?|bags?)|"
            r"(?:past|after|beyond) (?:its|the|their) expiry(?: date)?|intrathecally|forgot (?:to|"
            r"her|his|the)|instead of (?:\w+ )?(?:minutes|mg|weekly)"
        ),
        False,
    ),
    (
        "misuse",
        any_of(
            r"abus(?:ed|ing)|misus(?:ed|ing)|snorting|crushing and|selling (?:her|his|the)|"
            r"recreationally"
        ),
        True,
    ),
    (
        "off-label use",
        any_of(
            r"off-?label|off label|outside (?:the|its) (?:label|indication|licen[cs]e)|"
            r"unlicen[cs]ed"
        ),
        True,
    ),
    (
        "occupational exposure",
        any_of(
            r"(?:splashed|spilled|spilt|squirted|leaked) .{0,40}(?:eye|eyes|skin|hand|hands|face|arm|nurse\w*|"
            r"pharmacist\w*|me)|"
            r"pricked (?:herself|himself|myself|a \w+)|needle-?stick|inhaled the"
        ),
        False,
    ),
    (
        "lack of efficacy",
        any_of(
            r"(?:is|was|are|does|did|do|has|have|had)(?:n't| not) (?:work|help|respond)(?:ing|ed)?|no (?:response|"
            r"effect|benefit)|failed to (?:work|respond|help)|"
            r"fail(?:ed|ing) (?:on|to)|stopped working|ineffective|progress(?:ed|ing) (?:on|under|during|despite)|"
            r"relapsed (?:on|under|during|despite)|came back|"
            r"kept growing|keeps rising|lost (?:the|her|his) response"
        ),
        True,
    ),
)
_SAID_WITHOUT_PRODUCT = frozenset({"occupational exposure", "off-label use", "overdose"})
_OURS = any_of(r"we|i|our|my")
_SAID_WITHOUT_PERSON = frozenset({"medication error", "occupational exposure", "overdose"})


_DRUGS_COMPARED = re.compile(
    r"\b(?:two|three|four|2|3|4) (?:drugs|medicines|agents|substances) (?:instead of|rather than) (?:just |only )?"
    r"(?:one|two|three|1|2|3)\b"
)
"""Two regimens held against each other, of which nobody got the wrong one."""


def find(
    clause: str, *, own: bool, person: bool, product: bool, suspect: bool
) -> tuple[tuple[SituationKind, tuple[int, int]], ...]:
    """The situations that a clause tells, with their spans in it; a question or a supposition tells none.

    ``own`` is whether the whole text speaks of the asker's own patient or self, ``person`` of anyone at all;
    ``product`` whether it names one, ``suspect`` whether that is a held trial's or "the drug": progression on another
    is history.
    """
    if _QUESTION.search(clause):
        return ()
    found = [
        (kind, match.span())
        for kind, pattern, needs_person in _TOLD
        if (match := pattern.search(clause))
        and (own or person or not needs_person)
        and (product or kind in _SAID_WITHOUT_PRODUCT)
        and (suspect if kind == "lack of efficacy" else not DENIED.search(clause[: match.start()]))
    ]
    found += [
        (kind, match.span())
        for kind, pattern in read_lists().situations.items()
        if (match := pattern.search(clause))
        and kind not in {known for known, _ in found}
        and not (kind == "medication error" and _DRUGS_COMPARED.search(clause))
        and (own or person or kind in _SAID_WITHOUT_PERSON or _OURS.search(clause))
        and (product or kind in _SAID_WITHOUT_PRODUCT)
        and (suspect if kind == "lack of efficacy" else not DENIED.search(clause[: match.start()]))
    ]
    complaint = read_lists().complaint.search(clause)
    if complaint and not DENIED.search(clause[: complaint.start()]):
        found.append(("product complaint", complaint.span()))
    return tuple(found)
