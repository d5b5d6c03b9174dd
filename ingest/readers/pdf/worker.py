"""The process that reads a PDF: a request on standard input, a line for each page and then the text on standard output.

Nothing of the document is executed; the process may neither write files nor take more memory than it is given.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from ingest.errors import SourceError
from ingest.readers.pdf.limits import Limits

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

Tell = Callable[[dict[str, Any]], None]
_LOCKED = ": is locked with a password; save a copy without it and ingest that"
_NO_TEXT = ": holds no text, perhaps scanned pages; run it through OCR and ingest the result"


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.buffer.read())
    limits = Limits(**request["limits"])
    _confine(limits)
    _say(answer(request["path"], limits=limits, head=request["head"], tell=_say))


def answer(path: str, *, limits: Limits, head: int | None, tell: Tell) -> dict[str, Any]:
    """Return the title, text, pages and sections of a file, or under ``error`` why there are none and what to do.

    Args:
        head: Read only this many pages from the first.
        tell: Called after each page.
    """
    try:
        return _read(path, limits=limits, head=head, tell=tell)
    except SourceError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f": needs over {limits.memory // 1_000_000:,} MB of memory; split the file or save it anew"}
    except RecursionError:
        return {"error": ": is broken, its parts contain each other; save it anew"}
    except Exception as error:  # noqa: BLE001  # a broken file raises whatever the parser met
        return {"error": f": expected a PDF; it is broken or of another kind ({_name(error)}); save it anew"}


def _confine(limits: Limits) -> None:
    """Bound memory, and forbid files; both end with the process."""
    logging.disable()  # pypdf logs every repair
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):  # not every platform keeps each of them
            resource.setrlimit(kind, (most, most))


def _read(path: str, *, limits: Limits, head: int | None, tell: Tell) -> dict[str, Any]:
    from ingest.readers.pdf.text import write_text

    reader = _open(path)
    count = len(reader.pages)
    if count > limits.pages:
        raise SourceError(f": expected at most {limits.pages:,} pages, found {count:,}; split the file")
    wanted = list(range(1, (count if head is None else min(count, head)) + 1))
    segments, rules = _read_pages(reader, wanted, limits=limits, tell=tell)
    text = write_text(segments, rules, tell=lambda page: tell({"page": page}))
    if head is None and not any(character.isalnum() for character in text.text):
        raise SourceError(_NO_TEXT)
    return {
        "title": "\n".join(title for title in (_title(reader), text.title) if title) or None,
        "text": _clean(text.text),
        "pages": [astuple(page) for page in text.pages],
        "sections": [astuple(section) for section in text.sections],
    }


def _open(path: str) -> PdfReader:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise SourceError(_LOCKED)
    except DependencyError as error:
        raise SourceError(": is encrypted; save a copy without password and ingest that") from error
    except OSError as error:
        raise SourceError(f": cannot be read; {error.strerror or error}") from error
    return reader


def _read_pages(reader: PdfReader, wanted: Sequence[int], *, limits: Limits, tell: Tell) -> tuple[list[Any], list[Any]]:
    """Return segments and rules of each page; one that cannot be read is an error: a silent gap would mislead."""
    from ingest.readers.pdf.glyphs import PageReader
    from ingest.readers.pdf.segments import join_words

    pages = PageReader()
    segments, rules, characters = [], [], 0
    for number in wanted:
        drawing = _read_page(pages, reader.pages[number - 1], number=number)
        segments.append(join_words(drawing.words))
        rules.append(drawing.rules)
        characters += sum(len(segment.text) for segment in segments[-1])
        if characters > limits.characters:
            raise SourceError(f", page {number}: more than {limits.characters:,} characters; split the file")
        tell({"page": number})
    return segments, rules


def _read_page(pages: Any, page: PageObject, *, number: int) -> Any:
    try:
        return pages.read(page)
    except SourceError as error:
        raise SourceError(f", page {number}: {error}") from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise SourceError(f", page {number}: cannot be read ({_name(error)}); save the file anew") from error


def _title(reader: PdfReader) -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # noqa: BLE001  # broken metadata says as little as none
        return None
    return _clean(title) if isinstance(title, str) else None


def _name(error: Exception) -> str:
    """The error in one short line; what the document put there cannot steer a terminal."""
    said = "".join(character for character in " ".join(str(error).split()) if character.isprintable())
    return said[:120] if said else type(error).__name__


def _clean(text: str) -> str:
    """The same, with a mark for what is no character: as many code points, so that spans stay."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _say(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=True).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
