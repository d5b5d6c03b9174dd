"""The evidence bundle of a letter: one zip file that tells years later what was said, from what, and by whom.

    manifest.json       the SHA-256 and size of every other file; for whom it is, and what personal data it holds
    letter.docx         as it is printed, and letter.json, its whole record; inquiry.txt, as it was received
    checks.json         the check report: a verdict on every number
    lint.json           the findings of the wording lint
    sources.json        the cited sources: citation, licence, hash of the file that was read, notices
    provenance.json     model, prompts, corpus, version of the program
    prompts/            the prompts that shaped it, where a model took part
    audit.json          the letter's events, and the head of the whole trail

The same letter and trail give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from io import BytesIO

from drafting.audit import Event
from drafting.check_file import render_checks
from drafting.docx_letter import write_docx
from drafting.letter_file import to_json
from drafting.lint import lint_letter
from drafting.records import Letter
from drafting.templates import Templates
from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from retrieval.personal.data import find_personal_data

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say: the bytes do not depend on the clock
_MANIFEST = "manifest.json"


INTERNAL = (
    "Internal only: inquiry.txt and letter.json hold the inquiry as it was received, with whatever tells who the "
    "requester or a patient is. Keep it where the case is kept, and send out the letter, not the bundle."
)


class BundleError(EvidenceError):
    """A file that is no evidence bundle, or not as it was made."""


def make_bundle(
    letter: Letter, events: tuple[Event, ...], *, head: str | None, corpus: Corpus, templates: Templates
) -> bytes:
    """Return the bundle of a letter as a zip file.

    Args:
        events: Of the letter.
        head: Of the audit trail, ``"number:hash"``.
    """
    lint = [
        {"section": each.section, "text": each.text, **asdict(each.remark)}
        for each in lint_letter(letter, corpus=corpus)
    ]
    files = {
        "letter.docx": _same_every_time(write_docx(letter, templates=templates)),
        "letter.json": to_json(letter).encode(),
        "inquiry.txt": letter.inquiry.verbatim.encode(),
        "checks.json": render_checks(letter, corpus=corpus).encode(),
        "lint.json": _dump(lint),
        "sources.json": _dump(_sources(letter, corpus)),
        "provenance.json": _dump(_provenance(letter)),
        "audit.json": _dump({"head": head, "events": [asdict(event) for event in events]}),
        **_prompts(letter),
    }
    listed = {name: {"sha256": _hash(data), "bytes": len(data)} for name, data in sorted(files.items())}
    about = {
        "letter": letter.id,
        "version": letter.version,
        "status": letter.status,
        "notice": INTERNAL,
        "personal_data": personal_kinds(letter, corpus=corpus),
        "files": listed,
    }
    return _zip({_MANIFEST: _dump(about), **files})


def personal_kinds(letter: Letter, *, corpus: Corpus) -> tuple[str, ...]:
    """The kinds of personal data that were found in a letter's inquiry ("name", "date of birth"); there may be more."""
    return tuple(dict.fromkeys(datum.kind for datum in find_personal_data(letter.inquiry.verbatim, corpus=corpus)))


def warn_of_bundle(letter: Letter, *, corpus: Corpus) -> str:
    """What is said to whoever makes the bundle: for whom it is, and what personal data was found in the inquiry."""
    kinds = ", ".join(personal_kinds(letter, corpus=corpus))
    return f"{INTERNAL} Found in the inquiry: {kinds}." if kinds else INTERNAL


def check_bundle(data: bytes) -> tuple[str, ...]:
    """Return what is not as the manifest of a bundle says: files that are altered, missing or added.

    Raises:
        BundleError: It is no bundle at all.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        listed: Mapping[str, Mapping[str, str]] = json.loads(held.pop(_MANIFEST))["files"]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise BundleError(f"expected an evidence bundle with a {_MANIFEST}, found something else ({error})") from error
    wrong = [
        f"{name}: altered" for name, data in held.items() if name in listed and _hash(data) != listed[name]["sha256"]
    ]
    wrong += [f"{name}: missing" for name in listed if name not in held]
    wrong += [f"{name}: not in the manifest" for name in held if name not in listed]
    return tuple(sorted(wrong))


def _sources(letter: Letter, corpus: Corpus) -> list[dict[str, object]]:
    entries = []
    for reference in letter.references:
        source = corpus.sources.get(reference.source)
        held = {"licence": source.licence, "url": source.url, "sha256_now": source.sha256} if source else {}
        entries.append(asdict(reference) | held)
    return entries


def _provenance(letter: Letter) -> dict[str, object]:
    return {
        "model": letter.model,
        "prompts": letter.prompt,
        "corpus": letter.corpus,
        "program": f"trialcite {version('trialcite')}",
        "note": "Without a model, every sentence comes from results, sources and templates."
        if letter.model is None
        else 'Sentences of the model stand in letter.json with the origin "model".',
    }


def _prompts(letter: Letter) -> dict[str, bytes]:
    """The prompts, where a model took part."""
    if letter.model is None:
        return {}
    from retrieval.chat_model.prompting import PROMPTS

    return {f"prompts/{path.name}": path.read_bytes() for path in sorted(PROMPTS.glob("*.md"))}


def _same_every_time(docx: bytes) -> bytes:
    """A Word file whose parts have no times of their making."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return _zip(held)


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=6)
    return out.getvalue()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _dump(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()
