"""Bytes in, text out: which encoding, and what was wrong with it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

__all__ = ["Decoded", "decode", "decode_as", "decode_page"]

#: byte order marks, longest first: UTF-32 LE begins like UTF-16 LE
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: first bytes of files that hold no text, with what they are called
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
#: control characters that text does not hold; tab, line ends, form feed and escape are let by
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
#: codecs of the standard library that are for names and source code
_NOT_FOR_TEXTS = frozenset(
    (
        *("idna", "punycode", "unicode-escape", "raw-unicode-escape", "unicode_escape"),
        *("raw_unicode_escape", "undefined", "mbcs", "oem"),
    )
)
#: share of control bytes from which a file is binary (`file` and git use the first 8 kB)
_BINARY = 0.02
_LOOK = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text``, or None with the reason in ``problem``; a problem may stand beside a text."""

    text: str | None
    problem: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of ``data``: UTF-8 as it stands without byte order mark, others by detection."""
    marked = _marked(data)
    if marked:
        return marked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _foreign(data)
    if "\0" in text[:_LOOK] or _is_binary(data):
        return _wide(data) or Decoded(None, _binary(data))
    return Decoded(text)


def decode_as(data: bytes, charset: str, errors: str = "strict") -> str | None:
    """The text of ``data`` in the encoding that its file or server names; None when it is not.

    Names that are no encoding of texts ("idna", "unicode_escape") are refused: some take a time
    that grows with the square of the length.
    """
    try:
        name = codecs.lookup(charset).name
        return None if name in _NOT_FOR_TEXTS else data.decode(name, errors)
    except (LookupError, ValueError):
        return None


def decode_page(data: bytes) -> Decoded:
    """The text of an HTML page: UTF-8 when it is, else as declared, else as detected."""
    marked = _marked(data)
    if marked:
        return Decoded(marked.text) if marked.text is not None else marked
    try:
        return Decoded(data.decode("utf-8").replace("\0", ""))
    except UnicodeDecodeError:
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    if _is_binary(data):
        return _wide(data) or Decoded(None, _binary(data))
    encoding = detect_encoding(data, from_html_meta=True) or "windows-1252"
    return Decoded(str(bytes_to_str(data, encoding, errors="replace")).replace("\0", ""))


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            if encoding == "utf-8":
                broken = "\ufffd" in text and b"\xef\xbf\xbd" not in data
                return Decoded(text, "not all of it is valid UTF-8" if broken else None)
            if "\0" in text[:_LOOK] or text.count("\ufffd") > len(text) // 10:
                return Decoded(None, _binary(data))
            return Decoded(text, f"encoded in {encoding.upper()}, not in UTF-8")
    return None


def _foreign(data: bytes) -> Decoded:
    if _is_binary(data):
        return _wide(data) or Decoded(None, _binary(data))
    good = data.decode("utf-8", errors="replace")
    wrong = good.count("\ufffd")
    others = sum(byte > 127 for byte in data[:_LOOK])
    if wrong <= 3 and others > 20 * wrong:
        return Decoded(good, f"{wrong} bytes are not valid UTF-8; they were replaced")
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    encoding = detect_encoding(data) or "windows-1252"
    if encoding.lower() in ("utf-8", "ascii", "us-ascii"):
        encoding = "windows-1252"
    text = str(bytes_to_str(data, encoding, errors="replace"))
    return Decoded(text, f"not valid UTF-8; read as {encoding}")


def _is_binary(data: bytes) -> bool:
    head = data[:_LOOK]
    return any(data.startswith(magic) for magic, _ in _MAGIC) or (
        len(head) - len(head.translate(None, _CONTROL)) > _BINARY * len(head)
    )


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte is zero."""
    head = data[: _LOOK & ~1]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(head) >= 8 and zeros.count(0) > 0.4 * len(zeros) and head.count(0) < 0.6 * len(head):
            text = data.decode(encoding, errors="replace")
            if "\0" not in text:
                return Decoded(text, f"encoded in {encoding.upper()}, not in UTF-8")
    return None


def _binary(data: bytes) -> str:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return f"this is {name}, not text"
    return "binary data, not text"
