"""What a person types to name a record that a public service holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

FORMS = "an NCT number (NCT01234567), a PubMed id (PMID:12345678) or a DOI (10.1000/182)"
"""How an error names what could have been typed."""

_NCT = re.compile(r"NCT[\s:-]*(\d{8})", re.IGNORECASE)
_PMID = re.compile(r"(?:PMID[\s:]*)?0*([1-9]\d{0,7})", re.IGNORECASE)
_DOI_LINK = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(?=10\.)", re.IGNORECASE)
_DOI = re.compile(r'(?:doi:?\s*)?(10\.\d{4,9}/[^\s"]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """The name of one record: ``"nct"`` at the registry, ``"pmid"`` or ``"doi"`` at PubMed."""

    kind: Literal["nct", "pmid", "doi"]
    value: str

    def __str__(self) -> str:
        return self.value if self.kind == "nct" else f"{self.kind.upper()}:{self.value}"


def parse_identifier(text: str) -> Identifier | None:
    """Return the identifier that ``text`` is, whatever its case and spacing; ``None`` when it is none.

    Digits alone are a PubMed id; a DOI may be a link to doi.org.
    """
    text = text.strip()
    link = _DOI_LINK.match(text)
    if link:
        text = unquote(text[link.end() :])
    if nct := _NCT.fullmatch(text):
        return Identifier("nct", f"NCT{nct.group(1)}")
    if pmid := _PMID.fullmatch(text):
        return Identifier("pmid", pmid.group(1))
    if doi := _DOI.fullmatch(text):
        return Identifier("doi", doi.group(1))
    return None
