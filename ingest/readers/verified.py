"""One source read from the file that its manifest, or the file itself, described."""

from __future__ import annotations

import logging
import time
from dataclasses import replace

from ingest.disclosures import read_disclosures
from ingest.manifest import Manifest
from ingest.readers import read_source
from ingest.readers.reading import Reading
from ingest.records import Source

_logger = logging.getLogger(__name__)


def read_verified(source: Source, *, manifest: Manifest) -> Reading:
    """Return what the file of a source holds, its disclosures among it; nothing where only figures are held.

    Raises:
        SourceError: The file is missing, is not the one described, changed meanwhile, or cannot be read.
    """
    start = time.perf_counter()
    path = manifest.locate(source)
    if path is None:
        return Reading(document=None)
    reading = read_source(path, source=source)
    manifest.locate(source)  # it may have been written to meanwhile: what was read is then neither the old nor the new
    if reading.document is not None:
        reading = replace(reading, disclosures=read_disclosures(reading.document, source=source))
    _logger.info(
        "source %s: %d characters, %d disclosures, %d results, %.2f s",
        source.id,
        len(reading.document.text) if reading.document else 0,
        len(reading.disclosures),
        len(reading.results),
        time.perf_counter() - start,
    )
    return reading
