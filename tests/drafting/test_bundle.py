"""An evidence bundle holds everything about a letter, is the same every time, and shows what was changed in it."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from drafting.audit import Person
from drafting.bundle import BundleError, check_bundle, make_bundle, warn_of_bundle
from drafting.letter_file import from_json
from drafting.records import Letter
from drafting.review import Letters, Signature
from drafting.templates import read_templates
from retrieval.assistant import Assistant


@pytest.fixture
def bundle(letter: Letter, assistant: Assistant, tmp_path: Path) -> bytes:
    """The bundle of a letter that was kept."""
    letters = Letters(tmp_path)
    letters.add(letter, signed=Signature(Person("Ann", "drafter"), "as asked"))
    kept = letters.get(letter.id)
    return make_bundle(kept.letter, kept.events, head="1:ab", corpus=assistant.corpus, templates=read_templates())


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_bundle_holds_letter_checks_sources_provenance_and_audit(bundle: bytes, letter: Letter) -> None:
    """What is asked years later has its file, and the manifest lists each."""
    files = _files(bundle)
    assert set(files) == {
        "manifest.json", "letter.docx", "letter.json", "inquiry.txt", "checks.json", "lint.json", "sources.json",
        "provenance.json", "audit.json",
    }  # fmt: skip
    assert set(json.loads(files["manifest.json"])["files"]) == set(files) - {"manifest.json"}
    assert from_json(files["letter.json"].decode()) == letter
    source = json.loads(files["sources.json"])[0]
    assert {"citation", "sha256", "licence", "notices"} <= set(source)
    assert json.loads(files["provenance.json"])["corpus"] == letter.corpus
    audit = json.loads(files["audit.json"])
    assert (audit["head"], audit["events"][0]["action"]) == ("1:ab", "created")


def test_manifest_says_that_the_inquiry_is_inside(letter: Letter, assistant: Assistant) -> None:
    """A bundle is internal, and tells which kinds of personal data were found in the inquiry, not the data."""
    told = replace(letter, inquiry=replace(letter.inquiry, verbatim="Mrs Ada Merrow, born 3 May 1950: PFS?"))
    made = make_bundle(told, (), head=None, corpus=assistant.corpus, templates=read_templates())
    manifest = json.loads(_files(made)["manifest.json"])
    assert manifest["notice"].startswith("Internal only")
    assert manifest["personal_data"] == ["name", "date of birth"]
    assert "Merrow" not in warn_of_bundle(told, corpus=assistant.corpus)


def test_same_letter_gives_the_same_bytes(letter: Letter, assistant: Assistant) -> None:
    """A bundle depends on nothing but the letter, its trail and the corpus."""
    one, two = (
        make_bundle(letter, (), head=None, corpus=assistant.corpus, templates=read_templates()) for _ in range(2)
    )
    assert one == two


def test_changed_bundle_is_found(bundle: bytes) -> None:
    """Files that were altered, removed or added are named; an untouched bundle is as its manifest says."""
    assert check_bundle(bundle) == ()
    files = _files(bundle)
    files["inquiry.txt"] = b"something else"
    del files["lint.json"]
    files["more.txt"] = b"more"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert check_bundle(out.getvalue()) == (
        "inquiry.txt: altered",
        "lint.json: missing",
        "more.txt: not in the manifest",
    )


def test_other_file_is_no_bundle() -> None:
    """What is no zip file is said to be none."""
    with pytest.raises(BundleError, match="expected an evidence bundle"):
        check_bundle(b"something else")
