"""The body of a reply, read no further than it may be large."""

from __future__ import annotations

import zlib

from ingest.errors import FetchError


class BoundedBody:
    """A body as it arrives, unpacked no further than ``max_bytes`` allow."""

    def __init__(self, *, name: str, packed: bool, max_bytes: int) -> None:
        self._name = name
        self._max_bytes = max_bytes
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None
        self._received = 0
        self.content = bytearray()

    def take(self, piece: bytes) -> None:
        """Add what has arrived.

        Raises:
            FetchError: That is too much, or cannot be unpacked.
        """
        self._received += len(piece)
        if self._unpacker:
            try:
                piece = self._unpacker.decompress(piece, self._max_bytes - len(self.content) + 1)
            except zlib.error as error:
                raise FetchError(f"{self._name}: the reply cannot be unpacked ({error}); try again later") from error
        self.content += piece
        if max(self._received, len(self.content)) > self._max_bytes:
            raise FetchError(
                f"{self._name}: expected a record of at most {self._max_bytes:,} bytes, found more; it is not read"
            )

    def refuse_fragment(self) -> None:
        """See that what was packed has come to its end."""
        if self._unpacker and not self._unpacker.eof:
            raise FetchError(f"{self._name}: the reply breaks off after {self._received:,} bytes; try again later")
