"""Files as people send them, good and bad."""

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

HTML = b"<html><script>alert(1)</script></html>"


def bytes_of(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def jpeg(name: str = "fest-der-kulturen_2026.jpg") -> SimpleUploadedFile:
    return file(name, bytes_of())


def bomb() -> bytes:
    """A PNG of a few bytes whose header promises 60,000 × 60,000 pixels."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
        + (_chunk(b"IDAT", zlib.compress(b"\x00")) + _chunk(b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(pages: int = 1, **protection: str) -> bytes:
    """A PDF with empty pages; with ``user_password`` and ``owner_password``, a protected one."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(width=200, height=300)
    if protection:
        writer.encrypt(**protection)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def archive(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as found:
        for name, text in members.items():
            found.writestr(name.replace("__", "/").replace("_", "."), text)
    return buffer.getvalue()


def office_file(part: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as found:
        found.writestr("[Content_Types].xml", "<Types/>")
        found.writestr(part, "<document/>")
    return buffer.getvalue()
