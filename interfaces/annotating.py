"""Annotated copies of checked texts: where they may be written, and how they get there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ingest.errors import EvidenceError
from interfaces.text_files import is_docx
from retrieval.records import CheckReport

_MARKDOWN = (".md", ".markdown")


class CopyError(EvidenceError):
    """An annotated copy that may not, or cannot, be written."""


def check_target(target: Path, *, file: Path | None) -> None:
    """Refuse a copy that would be of no known kind, or would take the place of the text itself.

    Raises:
        CopyError: ``target`` ends with another suffix, or is the file that is checked.
    """
    if target.suffix.casefold() not in (".docx", ".md"):
        raise CopyError(f"--annotate {target}: expected a name that ends with .docx or .md")
    with suppress(OSError):  # a file that is not there yet is not the text
        if file is not None and target.samefile(file):
            raise CopyError(f"--annotate {target}: this is the text itself, which is never changed; give another name")


def write_copy(report: CheckReport, *, raw: bytes, name: str, target: Path) -> None:
    """Write a copy of the text, marked with every check and finding of ``report``.

    Args:
        raw: The bytes of the file that was checked.
        name: Its name; what is not called Markdown is copied into Markdown letter by letter.
        target: A ``.docx`` or ``.md`` file; an earlier one is replaced once the new one is whole.

    Raises:
        CopyError: The copy cannot be written.
        TextError: ``raw`` is a DOCX file that does not open.
    """
    _write(target, _annotate(report, raw=raw, name=name, docx=target.suffix.casefold() == ".docx"))


def _annotate(report: CheckReport, *, raw: bytes, name: str, docx: bool) -> bytes:
    if docx:
        from interfaces.annotated_docx import annotate_docx, annotate_text

        return annotate_docx(report, raw=raw, name=name) if is_docx(raw, name=name) else annotate_text(report)
    from interfaces.annotated_markdown import annotate_markdown, lay_out_docx, lay_out_markdown, lay_out_text

    if is_docx(raw, name=name):
        layout = lay_out_docx(raw, name=name)
    elif name.casefold().endswith(_MARKDOWN):
        layout = lay_out_markdown(report.text)
    else:
        layout = lay_out_text(report.text)
    return annotate_markdown(report, layout=layout).encode()


def _write(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = error.strerror or error
        raise CopyError(f"--annotate {target}: cannot be written ({reason}); give another place") from error
