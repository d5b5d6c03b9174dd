"""Files of invented trials, in the shape of real ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.readers.reading import Reading
from ingest.readers.registry import describe_registry, read_registry

REGISTRY_RECORD = Path(__file__).parents[2] / "fixtures" / "registry" / "NCT00000042.json"

BANNER = """
Skip to main page content
U.S. flag

An official website of the United States government

Dot gov

Federal government websites often end in .gov or .mil.

Access keys NCBI Homepage MyNCBI Homepage Main Content Main Navigation
"""
PAGE = f"""{BANNER}Randomized Controlled Trial
Ann Made Up Med
. 2019 Mar 2;12(3):45-56.
doi: 10.9999/AMUM.19.00012. Epub 2019 Feb 1.

Lanternib for tired lamps (LANTERN): a randomised trial

Ada Example, Bo Sample
Affiliations
1 Department of Lamps, Example University.
PMID: 12345678 DOI: 10.9999/AMUM.19.00012
Free article

Randomized Controlled Trial

Lanternib for tired lamps (LANTERN): a randomised trial

Ada Example et al. Ann Made Up Med. .

Abstract

OBJECTIVE: To see whether lanternib brightens lamps.

Patients and methods: We lit 40 lamps. Each burned for 3·5 h.

Results: Half of them shone.

Conclusions: It works: at times.

Trial registration: ClinicalTrials.gov NCT00000042. VIDEO ABSTRACT.

Keywords: lamps; light.

Copyright © 2019 The Lamp Society.

PubMed Disclaimer

Conflict of interest statement

Conflict of interest AE reports grants from Acme Light. BS has nothing to disclose.

Figures

Figure 1. A lamp.

Similar articles

Lamps of the past. Old O, et al. 2001 Jan;1(1):1-2.

Publication types

Clinical Trial
"""


@pytest.fixture
def banner() -> str:
    """What stands above every PubMed page."""
    return BANNER


@pytest.fixture
def page() -> str:
    """A PubMed page with a structured abstract and a declaration of interests."""
    return PAGE


@pytest.fixture
def study() -> Any:
    """A registry record with results, to be changed at will."""
    return json.loads(REGISTRY_RECORD.read_text(encoding="utf-8"))


@pytest.fixture
def read_study(tmp_path: Path) -> Callable[[Any], Reading]:
    """A function that reads a registry record as its own description names it."""

    def read(study: Any) -> Reading:
        path = tmp_path / "record.json"
        path.write_text(json.dumps(study), encoding="utf-8")
        return read_registry(path, source=describe_registry(path)[0].source)

    return read


@pytest.fixture(scope="session")
def build_pdf() -> Callable[..., bytes]:
    """A function that writes a PDF with one line of text a page."""
    return _build_pdf


def _build_pdf(pages: list[str], *, title: str | None = None) -> bytes:
    """Return a PDF with one line of text a page; an empty text gives a page without any."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< /Title ({title}) >>" if title else "<< >>")
    return _assemble(objects)


def _assemble(objects: list[str]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
