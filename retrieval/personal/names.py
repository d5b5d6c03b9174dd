"""Names and initials of persons in a text, by the title, the word or the age that stands with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from retrieval.interests.people import fold_name
from retrieval.terms import normal_form

NO_NAMES = tuple(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december english german french health questionnaire global assessment impression "
    "safety information access program centre center hospital clinic university table figure page week day cycle dose "
    "imaging diary card portal reported outcomes".split()
)
"""Words with a capital letter that stand after "patient", and name nobody."""
_CAPITAL = r"[^\W\d_a-z][\w'’-]"
_NAME = rf"{_CAPITAL}*\.?(?: (?:(?:van|von|de|del|da|di|la|le|bin|al|der|den) )?{_CAPITAL}+){{0,2}}"
"""One to three words that begin with a capital letter, with the particles between them."""
_PERSON = (
    r"patient|pt|husband|wife|partner|mother|father|mum|mom|dad|son|daughter|brother|sister|aunt|uncle|grand\w+|friend|"
    r"neighbou?r|colleague|lady|gentleman|man|woman|boy|girl"
)
_TITLED = re.compile(
    r"(?<![\w-])(?P<it>(?:Mr|Mrs|Ms|Miss|Mx|Mister|Herr|Frau|Mme|Monsieur|Madame|Señora?|Sra?|Signora?)\.? "
    rf"(?P<name>{_NAME}))"
)
_TITLED_SMALL = re.compile(r"(?<![\w-])(?P<it>(?:mr|mrs|miss|mister)\.? (?P<name>[a-z][a-z'’-]{2,}))")
_TITLED_LARGE = re.compile(
    r"(?<![\w-])(?P<it>(?:MR|MRS|MS|MISS|HERR|FRAU)\.? (?P<name>[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]{2,})?))(?![\w])"
)
_DOCTOR = re.compile(rf"(?<![\w-])(?P<it>(?:Dr|Prof(?:essor)?|Doctor|Nurse|Sister|Pharmacist)\.? (?P<name>{_NAME}))")
_WHICH_NAME = r"(?:sur|last |first |family |full |patient )?name"
_CALLED = re.compile(
    rf"\b(?i:{_PERSON})(?i:(?:'s)? (?:{_WHICH_NAME} (?:is|was)|named|called|is called))\s+(?P<it>(?P<name>{_NAME}))"
    rf"|\b(?i:(?:his|her|their|my) {_WHICH_NAME}(?: is|['’]s)|{_WHICH_NAME}(?::| [-–]))"
    rf"\s*(?P<other>(?P<another>{_NAME}))"
)
_RELATED = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]he|[Tt]his|[Aa])(?: [a-z-]+)? (?:{_PERSON}),? \(?(?P<it>(?P<name>{_NAME}))"
    rf"|^(?:Re: ?)?(?i:patient|pt): ?(?P<other>(?P<another>{_NAME}))"
    rf"|^(?:Patient|Pt) (?P<third>(?P<yet>{_NAME}))(?=,| (?:has|had|is|was|developed|aged|DOB)\b)"
)
_TWO_NAMES = rf"{_CAPITAL}+ (?:(?:van|von|de|del|da|di|la|le|bin|al|der|den) )?{_CAPITAL}+"
_SEEN = re.compile(
    rf"\b(?:[Ww]e|I) (?:saw|treated?|reviewed|admitted|met|see|examined|discharged) (?P<it>(?P<name>{_TWO_NAMES}))"
    rf"|\b(?:I['’]m|I am|[Ss]igned:?|[Rr]egards,?|[Ss]incerely,?|[Tt]hanks,) (?P<other>(?P<another>{_TWO_NAMES}))"
    rf"|^(?P<third>(?P<yet>{_CAPITAL}+, {_CAPITAL}+))(?=;|,? (?:MRN|DOB|born|aged|\(?\d{{2}}\b))"
)
"""Who was seen, who writes, and the surname first, as a record has it."""
_AUTHORS_ASKED = re.compile(
    r"\b(?:disclos\w+|declar\w+|conflicts?|interests?|honorari\w+|authors?|authored|investigators?|ties|funding|paid|"
    r"employ\w+|shares|stock|consult\w+|et al|papers?|publi\w+|wrote|lead)\b",
    re.IGNORECASE,
)
_INITIALS = r"[A-Z]\.? ?[A-Z]\.?(?: ?[A-Z]\.?)?"
_AGED = (
    r"(?:aged? \d{2,3}\b|\(?\d{2,3} ?(?:[-\s]*(?:years?|yrs?|y)[\s/-]*(?:old|o)\b(?! (?:or|and)\b)|[MF]\b)\)?"
    r"|\([MF],? ?\d{2}\))"
)
_INITIALS_WITH_AGE = re.compile(
    rf"(?<![\w.-])(?P<it>(?P<initials>{_INITIALS}),? {_AGED})(?!\s*(?:or|and) (?:older|over|above))"
)
_INITIALS_OF_PATIENT = re.compile(
    r"\b(?i:patient(?:'s)? initials|initials|pt|patient|re)(?::| are)? ?(?P<it>(?P<initials>(?:[A-Z]\. ?){2,3}|"
    r"(?<=nitials[: ])[A-Z]{2,3}|(?<=nitials: )[A-Z]{2,3}))(?!\w)"
)


def find_names(text: str, *, known: Collection[str], authors: Collection[str]) -> Iterator[tuple[int, int]]:
    """Spans of persons' names, with their titles.

    Args:
        known: Normal forms of words that name no person.
        authors: Folded words of names that a question may name by right.
    """
    asked_of_authors = bool(_AUTHORS_ASKED.search(text))
    for pattern in (_TITLED, _TITLED_SMALL, _TITLED_LARGE, _DOCTOR, _CALLED, _RELATED, _SEEN):
        for match in pattern.finditer(text):
            group, name = next((pair for pair in _GROUPS if match.groupdict().get(pair[1])), ("it", "name"))
            words = [word.strip(".,'’") for word in match[name].split()]
            author = all(fold_name(word) in authors for word in words)
            if author or (pattern is _DOCTOR and asked_of_authors):
                continue
            named = [word for word in words if normal_form(word) not in known]
            titled = pattern in (_TITLED, _DOCTOR)
            if (titled and len(words[0]) == 1) or (named and (titled or normal_form(words[0]) not in known)):
                yield match.start(group), match.start(name) + _length(match[name], known)


_GROUPS = (("it", "name"), ("other", "another"), ("third", "yet"))


def _length(name: str, known: Collection[str]) -> int:
    """Letters of a name without the known words after it ("Gupta. Was", "Lee A-B")."""
    kept = 0
    for match in re.finditer(r"\S+", name):
        if match.start() and normal_form(match.group().strip(".,")) in known:
            break
        kept = match.end() - len(re.search(r"(?:['’]s)?$", match.group())[0])  # type: ignore[index]  # it matches nothing too
        if match.group().endswith(".") and len(match.group()) > 2:
            return kept - 1
    return kept


def find_initials(text: str, *, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Spans of a person's initials, with the age that stands beside them; abbreviations of the field are none."""
    for pattern in (_INITIALS_WITH_AGE, _INITIALS_OF_PATIENT):
        for match in pattern.finditer(text):
            letters = re.sub(r"[^A-Z]", "", match["initials"])
            if "." in match["initials"] or normal_form(letters) not in known:
                yield match.start("it"), match.start("it") + len(match["it"].rstrip())
