"""What was published about a source; apart from the other notices, which take long to import."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.records import SourceNotice

_UNPUBLISHED = "to confirm"  # for those who keep the corpus, not for those who ask


def list_published(source: str, *, notices: Mapping[str, tuple[SourceNotice, ...]]) -> tuple[SourceNotice, ...]:
    """Return the notices that were published on a source, without what its keepers have to confirm."""
    return tuple(notice for notice in notices.get(source, ()) if notice.kind != _UNPUBLISHED)
