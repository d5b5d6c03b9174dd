"""Names of organisations, folded so that one is found under every way it is printed. For search alone."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from ingest.errors import VocabularyError

ORGANISATIONS = Path(__file__).parent / "organisations.toml"
"""Names with their synonyms, for a domain expert to edit."""

_LEGAL_FORMS = frozenset(
    {
        "ab", "ag", "as", "asa", "biopharma", "biopharmaceuticals", "biotech", "biotechnology", "bv", "co", "company",
        "corp", "corporation", "gmbh", "group", "holding", "holdings", "inc", "incorporated", "international", "kg",
        "kgaa", "kk", "laboratories", "labs", "limited", "llc", "lp", "ltd", "nv", "oncology", "oy", "pharma",
        "pharmaceutical", "pharmaceuticals", "plc", "pty", "sa", "sarl", "sas", "se", "spa", "srl", "therapeutics",
    }
)  # fmt: skip
_BRACKETS = re.compile(r"\([^()]*\)")
_SLIP = 90  # of 100: one letter missing, doubled or exchanged in a name of seven letters or more
_SHORT = 5  # letters; shorter names differ from each other by a slip


@lru_cache(maxsize=16_384)  # every entry of every declaration is folded for each question
def fold_organisation(name: str) -> str:
    """Return the form under which every spelling of an organisation is found; the printed name is what is shown.

    Brackets, case, accents, punctuation and legal forms are dropped; what is left is looked up in the vocabulary, which
    forgives a slip of the pen. A name that the vocabulary does not have is returned as it is left.
    """
    known = _read_spellings(ORGANISATIONS)
    whole, left = _simplify(name), _drop_legal_forms(_simplify(name))
    return known.get(whole) or known.get(left) or _forgive(left, known) or left


def is_known_organisation(name: str) -> bool:
    """Whether the vocabulary has the organisation, under whatever spelling."""
    return fold_organisation(name) in _read_spellings(ORGANISATIONS).values()


def companies_of(name: str) -> tuple[str, ...]:
    """Companies that belong to an organisation and are printed under their own names."""
    whole = fold_organisation(name)
    return tuple(company for company, owner in _read_owners(ORGANISATIONS).items() if owner == whole)


def _simplify(name: str) -> str:
    plain = unicodedata.normalize("NFKD", _BRACKETS.sub(" ", name))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = re.sub(r"(?<=\w)\.(?=\w\b)|['’]", "", plain.casefold().replace("&", " and "))
    return " ".join(re.findall(r"[^\W_]+", plain))


def _drop_legal_forms(name: str) -> str:
    """Drop them from the end, as long as a name is left: "pharma mar" keeps its first word."""
    words = name.split()
    while len(words) > 1 and (words[-1] in _LEGAL_FORMS or words[-1] == "and"):
        words.pop()
    return " ".join(words)


def _forgive(name: str, known: Mapping[str, str]) -> str | None:
    from rapidfuzz import fuzz, process

    if len(name) <= _SHORT:
        return None
    match = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=_SLIP)
    return known[match[0]] if match else None


@cache
def _read_spellings(path: Path) -> Mapping[str, str]:
    """Every spelling, simplified, with the folded name that it stands for.

    Raises:
        VocabularyError: The file is not TOML, or an entry has no name.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["organisation"]
        return {
            _simplify(spelling): _simplify(entry["name"])
            for entry in entries
            for spelling in (entry["name"], *entry.get("synonyms", ()))
        }
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise VocabularyError(f"{path.name}: expected organisations with a name and synonyms; {error}") from error


@cache
def _read_owners(path: Path) -> Mapping[str, str]:
    """Names of companies with the folded name of the organisation that they belong to."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["organisation"]
    return {entry["name"]: _simplify(entry["part_of"]) for entry in entries if "part_of" in entry}
