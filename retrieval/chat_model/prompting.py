"""Texts of ``prompts/``: one file each, filled without a gap."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

from ingest.errors import EvidenceError

PROMPTS = Path(__file__).parent.parent.parent / "prompts"


def fill(name: str, **values: str) -> str:
    """Return ``prompts/<name>.md`` with every ``$placeholder`` filled, as one paragraph a line.

    Raises:
        EvidenceError: There is no such prompt, a placeholder has no value, or a value has no placeholder.
    """
    template = _read(name)
    expected = set(template.get_identifiers())
    if expected != set(values):
        raise EvidenceError(f"prompts/{name}.md: expected values for {sorted(expected)}, found {sorted(values)}")
    return template.substitute(values)


@cache
def fingerprint(*names: str) -> str:
    """What tells one wording of these prompts from another: 12 hexadecimal digits."""
    texts = "\0".join(_read(name).template for name in names)
    return sha256(texts.encode()).hexdigest()[:12]


@cache
def _read(name: str) -> Template:
    try:
        return Template((PROMPTS / f"{name}.md").read_text(encoding="utf-8").strip())
    except OSError as error:
        raise EvidenceError(f"prompts/{name}.md: the prompt cannot be read; restore it from the repository") from error
