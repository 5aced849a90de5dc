"""Compressed bytes in, plain bytes out, never more than a limit."""

from __future__ import annotations

import zlib

__all__ = ["TooLargeError", "Unpacker"]


class TooLargeError(Exception):
    """More bytes than the limit; met inside this room and told as a Problem."""


class Unpacker:
    """Takes compressed pieces and keeps what they unpack to, up to ``limit`` bytes.

    What a piece would unpack to beyond the limit is never held, so a small answer that
    unpacks to gigabytes costs no more than the limit.
    """

    def __init__(self, coding: str, limit: int) -> None:
        """For the content coding ``gzip``, ``deflate`` or ``identity`` (RFC 9110, 8.4.1)."""
        self._coding = coding
        self._limit = limit
        self._inflater = zlib.decompressobj(47) if coding != "identity" else None
        self._kept = bytearray()

    def feed(self, piece: bytes) -> None:
        """Takes the next piece.

        Raises:
            TooLargeError: when the limit is passed.
            zlib.error: when the bytes are not what the coding says.
        """
        if self._inflater is None:
            self._kept += piece
        else:
            self._inflate(piece)
        if len(self._kept) > self._limit:
            raise TooLargeError

    def _inflate(self, piece: bytes) -> None:
        assert self._inflater is not None
        room = self._limit + 1 - len(self._kept)
        try:
            self._kept += self._inflater.decompress(piece, max(1, room))
        except zlib.error:
            if self._coding != "deflate" or self._kept:
                raise
            # many servers send "deflate" without the zlib header (RFC 9110 section 8.4.1.2)
            self._inflater = zlib.decompressobj(-15)
            self._kept += self._inflater.decompress(piece, max(1, room))

    @property
    def whole(self) -> bool:
        """Whether the compressed stream came to its end."""
        return self._inflater is None or self._inflater.eof

    def data(self) -> bytes:
        """What was unpacked so far."""
        return bytes(self._kept)
