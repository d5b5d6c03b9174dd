"""A text as the rules of intake read it: its clauses, and where it names persons, products and reactions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.intake import about, plans, telling
from retrieval.intake.lists import Phrases, read_lists
from retrieval.intake.words import IntakeWords

_CLAUSE_ENDS = re.compile(
    r"[.?!;:]\s+|\s-\s|\s(?=(?:but|because(?! of\b)|whose)\s)"
    r"|,\s+(?=(?:what|which(?! (?:i|we) )|how|is|are|was|were|did|does|can|should|any(?:thing)?|do|has|have|could)\b)"
    r"|,\s+(?=(?:as|since|given that) (?:the|my|our|one|a|an|we|he|she|i)\b)"
)


_REACTION_AFTER = re.compile(r"[\s-](?:related[\s-])?reactions?\b")
"""What makes "infusion" the name of a reaction, and of no product."""
_PREVENTED = re.compile(
    r"\s(?:vaccin\w+|jabs?|shots?|immuni[sz]ations?|booster|toxoids?"
    r"|(?:ig[gm] )?(?:antibod\w+|tit(?:er|re)s?|immunity))\b"
)
"""What follows the name of a disease that a vaccine is against: "yellow fever jab"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in lower case, and what the rules ask of the whole of it; spans count in both texts alike.

    Attributes:
        own: Whether it speaks of the asker's own patient, kin or self.
        treated: Whether somebody is said to be on a product.
        suspects: The products of a held trial, or only called "the drug".
    """

    question: str
    text: str
    clauses: tuple[tuple[int, int], ...]
    patient: tuple[tuple[int, int], ...]
    product: tuple[tuple[int, int], ...]
    drugs: tuple[tuple[int, int], ...]
    reactions: tuple[tuple[int, int], ...]
    own: bool
    treated: bool
    suspects: tuple[tuple[int, int], ...]


def read(question: str, *, words: IntakeWords) -> Reading:
    """Read the whole of a text."""
    text = question.lower().replace("’", "'").replace("‘", "'")
    if len(text) != len(question):  # a letter whose lower case is longer would shift every span
        text = question
    called = find_spans(telling.THERAPY, text)
    drugs = words.products(question)
    called = tuple(span for span in called if not _REACTION_AFTER.match(text, span[1]))
    product, suspects = (*drugs, *called), (*called, *words.own_products(question))
    judged = [match.span() for pattern in _NOBODY for match in pattern.finditer(text)]
    kin = _outside(
        judged,
        *find_spans(telling.OWN_PERSON, text),
        *find_spans(telling.SELF, text),
        *find_spans(read_lists().persons, text),
    )
    clauses = _split_into_clauses(text)
    named = (
        *find_spans(telling.REACTION, text),
        *find_spans(read_lists().reactions, text),
        *words.reactions(question),
    )
    return Reading(
        question=question,
        text=text,
        clauses=clauses,
        patient=(*kin, *_outside(judged, *find_spans(telling.ANY_PERSON, text))),
        product=product,
        drugs=drugs,
        reactions=tuple(span for span in named if not _PREVENTED.match(text, span[1])),
        own=bool(kin),
        treated=_is_on_therapy(text, product, suspects=suspects, clauses=clauses),
        suspects=suspects,
    )


def find_spans(pattern: re.Pattern[str] | Phrases, text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the matches that are not blank."""
    return tuple(match.span() for match in pattern.finditer(text) if match.group().strip())


_NO_PATIENT = re.compile(
    r"\b(?:some(?:one|body)|a (?:friend|colleague)) (?:(?:at|from|in|of|on) [^.?!,]{1,30}? )?"
    r"(?:told (?:me|us)|says?|said|claim(?:s|ed)|mention(?:s|ed)|wrote|writes|quoted?)\b(?! (?:that )?(?:s?he|they)\b)|"
    r"\b(?:is|was) (?:he|she) (?:right|correct|wrong|mistaken|accurate)\b(?! (?:to|for|that)\b)"
    r"|\bone of (?:my|our|his|her|their) (?:[\w-]+ )?(?:slides?|posters?|drafts?|papers?|articles?|documents?|tables?"
    r"|figures?|numbers?|leaflets?|brochures?|sources?|references?|reports?|claims?|statements?|questions?|letters?"
    r"|dossiers?|presentations?|publications?|websites?|texts?|trials?|stud(?:y|ies)|reviewers?|editors?|authors?)\b"
    r"(?! (?:patients?|people|subjects?|participants?))"
    r"|\b(?:(?:every|each|no|not (?:one|a single)) patient"
    r"|(?:the |our |an? )?patient (?:leaflets?|information|organi[sz]ations?|groups?|newsletters?|brochures?"
    r"|portals?|summar(?:y|ies)|education|advoca\w+))\b"
    r"|\b(?:the )?(?:first|last) patient(?= (?:was |is |has been )?(?:enrolled|randomi[sz]ed|recruited|included"
    r"|screened|entered|in|out)\b)"
    r"|\b(?:told|tells|warned|informed|assured) (?:my|our) \w+ (?:that )?(?:such |these |most |some |all )?"
    r"(?:[\w-]+ ){0,2}?(?:reactions|(?:side |adverse )?(?:effects|events)|infections|problems|complications)\b"
    r"(?=(?: (?:to|of|with|from|on|during) (?:the |this |that )?[\w-]+)? (?:are|can|may|might|usually|often|rarely)\b)"
    r"(?![^?]*(?<!how many )(?<!many people )(?<!many patients )\b(?:s?he|hers?|him|his|had|has|got|gets|getting)\b)"
)
"""A colleague who is right, what somebody has written, and who was told what happens to many: "told my wife that side
effects are rare"."""
_ASKER = re.compile(
    r"\b(?:(?:an?|the|my|our|this|another|one of (?:my|our|the|your))\s(?:[\w-]+\s){0,2}?"
    r"(?:\w+olog(?:ist|y)|\w+iat(?:rist|rician)|physician|doctor|surgeon|colleague|pharmacist|nurse|consultant|clinician"
    r"|specialist|registrar|investigator|gp|hcp|health ?care professional|customer)s?|s?he|they)\s"
    r"(?:(?:in|at|from|of)\s(?:[\w-]+\s){1,4}?)?(?:(?:also|then|further|has|have|would|is|are)\s)*"
    r"(?:asks?(?:ed|ing)?|prefers?|wants? to (?:know|say|write|print|publish|claim|state|quote|use (?:it|this|that))"
    r"|like to (?:know|have|see|receive)|wish(?:es)? to know|wonder(?:s|ed|ing)?"
    r"|like (?:the|all|an?|our|some|more|us|me) (?:[\w-]+ )?(?:numbers?|figures?|rates?|medians?|data|shares?|table"
    r"|summary|list|overview|information|references?|results?|hazard|answers?)"
    r"|(?:said|says|told (?:me|us)|adds?|added|mention(?:s|ed)|claims?|claimed|thinks|thought|believes?) (?:that )?"
    r"(?:(?:it|there) (?:is|was|are|were)|in [a-z\d-]+,?|the (?:trial|study|results?|figures?|survival|median|data))\b"
    r"|can (?:compare|check|present|cite|include|read|use (?:it|them))"
    r"|interested in|preparing|looking for|request(?:s|ed|ing)?|[ei]nquir(?:es?|ed|ing))\b"
)
"""Who is said to ask, where somebody else writes: "a nephrologist in our hospital wants to know", "she also asks"."""
_NOBODY = (_NO_PATIENT, _ASKER, re.compile(about.ASKER))


def _outside(spans: Sequence[tuple[int, int]], *found: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in found if not any(start <= a < end for start, end in spans))


def is_denied(before: str) -> bool:
    """Whether the words before a reaction deny it: a negation among the last six that is not taken back."""
    last = " ".join(before.split()[-6:])
    denials = list(telling.DENIED.finditer(last))
    return bool(denials) and not telling.ENDS_DENIAL.search(last[denials[-1].end() :])


def is_planned(text: str, start: int, end: int) -> bool:
    """Whether a product is yet to be given, and for the first time: "his doctor wants to start this"."""
    later = plans.STARTS.search(text[:start]) and plans.STARTS_LATER.search(text[end:])
    return bool(later or plans.PLANNED.search(text[:start])) and not plans.AGAIN.search(text[end:])


def _is_on_therapy(
    text: str,
    product: Iterable[tuple[int, int]],
    *,
    suspects: Sequence[tuple[int, int]],
    clauses: Sequence[tuple[int, int]],
) -> bool:
    """Whether a product stands where one says that somebody received it, or in a clause that asks nothing.

    A treatment that is only thought of, or that a trial gave, is none that somebody is on.
    """
    wished = [(a, b) for a, b in clauses if plans.WISHED.search(text[a:b])]
    product = [(a, b) for a, b in product if not (plans.EARLIER_LINE.search(text[b:]) or is_planned(text, a, b))]
    product = [(a, b) for a, b in product if (a, b) in suspects or not plans.FAILED_LINE.search(text[:a])]
    starts = [start for start, _ in product if not any(a <= start < b for a, b in wished)]
    if (
        telling.ON_COURSE.search(text)
        or read_lists().courses.search(text)
        or any(telling.ON_THERAPY.search(text[:start]) for start in starts)
    ):
        return True
    stated = [(a, b) for a, b in clauses if not telling.ASKED.search(text[a:b]) and "?" not in text[a:b]]
    return any(a <= start < b for start in starts for a, b in stated)


def _split_into_clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of sentences, cut again where a question follows or a contrast turns the sense."""
    cuts = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
    kept = [cut for before, cut in pairwise(cuts) if not (_CAUSE.match(text, cut) and _COUNTS.match(text, before))]
    return tuple((a, b) for a, b in pairwise((0, *kept)) if text[a:b].strip())


_CAUSE = re.compile(r"because\s(?!(?:my|our|his|her|s?he|i|we|this|one)\b)")
_COUNTS = re.compile(
    r"\W*(?:and\s)?(?:how (?:many|often|frequently)|(?:what|which) (?:share|percentage|proportion|fraction|number))\b"
    r"(?!\s(?:should|can|could|do|does|must|may|shall)\b)"
)
"""What counts those to whom the cause behind it happened: "how often was it stopped because the patient reacted"."""
