"""References in the formats of reference managers: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from ingest.records import Source
from retrieval.reference_parts import Kind, Name, Reference, read_reference

Format = Literal["ris", "bibtex", "csl-json"]

_RIS: dict[Kind, str] = {
    "article": "JOUR", "abstract": "CPAPER", "registry record": "ELEC", "label": "RPRT", "webpage": "ELEC",
    "data on file": "UNPB",
}  # fmt: skip
_BIBTEX: dict[Kind, str] = {
    "article": "article", "abstract": "inproceedings", "registry record": "misc", "label": "techreport",
    "webpage": "misc", "data on file": "unpublished",
}  # fmt: skip
_CSL: dict[Kind, str] = {
    "article": "article-journal", "abstract": "paper-conference", "registry record": "webpage", "label": "report",
    "webpage": "webpage", "data on file": "manuscript",
}  # fmt: skip
_GENRES: dict[Kind, str] = {
    "registry record": "Trial registry record", "label": "Regulatory document", "data on file": "Data on file",
}  # fmt: skip
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "<": r"\textless{}", ">": r"\textgreater{}", **{mark: f"\\{mark}" for mark in "$&%#_"},
}  # fmt: skip
_NO_KEY = re.compile(r"[^A-Za-z0-9:.+/_-]")


def write_references(sources: Iterable[Source], form: Format) -> str:
    """Return the references of some sources, in their order, in one format."""
    write: Mapping[Format, Callable[[list[Reference]], str]] = {
        "ris": _write_ris, "bibtex": _write_bibtex, "csl-json": _write_csl
    }  # fmt: skip
    return write[form]([read_reference(source) for source in sources])


def _write_ris(references: list[Reference]) -> str:
    """Lines of ``TAG  - value`` that end in CR LF, each record from TY to ER; a value is one line."""
    lines: list[str] = []
    for reference in references:
        lines.append(f"TY  - {_RIS[reference.kind]}")
        lines += [f"{tag}  - {' '.join(value.split())}" for tag, value in _ris_fields(reference) if value]
        lines += ["ER  - ", ""]
    return "\r\n".join(lines)


def _ris_fields(reference: Reference) -> Iterable[tuple[str, str | None]]:
    first, _, last = (reference.pages or "").partition("-")
    yield "ID", reference.id
    for name in reference.authors:
        yield "AU", _family_first(name)
    yield "TI", reference.title
    yield "T2", reference.container
    yield "PY", str(reference.year) if reference.year else None
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "SP", first
    yield "EP", last
    yield "DO", reference.doi
    yield "AN", reference.pmid or reference.number
    yield "UR", reference.url
    yield "Y2", f"{reference.accessed:%Y/%m/%d}" if reference.accessed else None
    yield "M3", _GENRES.get(reference.kind)
    yield "N1", reference.note


def _write_bibtex(references: list[Reference]) -> str:
    return "\n".join(_bibtex_entry(reference) for reference in references)


def _bibtex_entry(reference: Reference) -> str:
    """One entry; a title stands in two pairs of braces, or styles would change its capitals."""
    fields = [f"  {name} = {{{value}}}" for name, value in _bibtex_fields(reference) if value]
    key = _NO_KEY.sub("-", reference.id)
    return f"@{_BIBTEX[reference.kind]}{{{key},\n" + ",\n".join(fields) + "\n}\n"


def _bibtex_fields(reference: Reference) -> Iterable[tuple[str, str | None]]:
    holder = {"article": "journal", "abstract": "booktitle", "label": "institution"}.get(reference.kind, "howpublished")
    authors = [_bibtex_name(name) for name in reference.authors] + (["others"] if reference.others else [])
    yield "author", " and ".join(authors)
    yield "title", f"{{{_latex(reference.title)}}}"
    yield holder, _latex(reference.container or "")
    yield "year", str(reference.year) if reference.year else None
    yield "volume", _latex(reference.volume or "")
    yield "number", _latex(reference.issue or reference.number or "")
    yield "pages", _latex(reference.pages or "").replace("-", "--")
    yield "doi", _verbatim(reference.doi)
    yield "pmid", reference.pmid
    yield "url", _verbatim(reference.url)
    yield "urldate", reference.accessed.isoformat() if reference.accessed else None
    yield "type", _GENRES.get(reference.kind)
    yield "note", _latex(reference.note)


def _write_csl(references: list[Reference]) -> str:
    return json.dumps([_csl_item(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def _csl_item(reference: Reference) -> dict[str, Any]:
    """One item; what is unknown has no key."""
    day = reference.accessed
    item = {
        "id": reference.id,
        "type": _CSL[reference.kind],
        "title": reference.title,
        "author": [_csl_name(name) for name in reference.authors],
        "container-title": reference.container,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "number": reference.number,
        "genre": _GENRES.get(reference.kind),
        "URL": reference.url,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "note": reference.note,
    }
    return {key: value for key, value in item.items() if value}


def _family_first(name: Name) -> str:
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _bibtex_name(name: Name) -> str:
    """A group stands in braces, or "and" and commas in it would part it."""
    if not name.given:
        return f"{{{_latex(name.family)}}}"
    return ", ".join(_latex(part) for part in (name.family, name.suffix, name.given) if part)


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


def _latex(text: str) -> str:
    """A text in which no character has a meaning of LaTeX's; letters of any script stay as they are.

    BibTeX counts braces even behind a backslash, so that they are written by name.
    """
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))


def _verbatim(address: str | None) -> str:
    """An address or DOI, which BibTeX takes as it is: only what would end the field is written otherwise."""
    return (address or "").replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
