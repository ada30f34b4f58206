"""The demo city's leaflets: a text file becomes a PDF of one page, tagged and in German.

PDF 1.7 (ISO 32000-1): a heading and paragraphs that a screen reader reads as such.
"""

from pathlib import Path
from textwrap import wrap

LINE_LENGTH = 84
LEFT, TOP, LEADING = 64, 770, 18
Part = tuple[str, int, list[str]]  # kind of element, size of letters, lines


def leaflet(source: Path) -> bytes:
    """The PDF of a text file: the first line is the title. Always the same bytes."""
    title, *paragraphs = source.read_text("utf-8").strip().splitlines()
    parts: list[Part] = [("H1", 18, [title])]
    parts += [("P", 11, wrap(text, LINE_LENGTH)) for text in paragraphs if text]
    return _file(_objects(title, parts))


def _objects(title: str, parts: list[Part]) -> list[bytes]:
    """The objects in the order of their numbers, from 1."""
    elements = " ".join(f"{number} 0 R" for number in range(8, 8 + len(parts)))
    page = _page(parts)
    return [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (de-DE) /MarkInfo << /Marked true >> "
        b"/StructTreeRoot 6 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 "
        b"/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        f"<< /Type /StructTreeRoot /K [{elements}] "
        f"/ParentTree << /Nums [0 [{elements}]] >> >>".encode(),
        b"<< /Title %s >>" % _string(title),
        *(
            f"<< /Type /StructElem /S /{kind} /P 6 0 R /Pg 3 0 R /K {number} >>".encode()
            for number, (kind, _size, _lines) in enumerate(parts)
        ),
    ]


def _page(parts: list[Part]) -> bytes:
    """What is drawn on the page."""
    drawn = [b"BT", b"%d TL" % LEADING, b"%d %d Td" % (LEFT, TOP)]
    for number, (kind, size, lines) in enumerate(parts):
        drawn.append(b"/%s << /MCID %d >> BDC /F1 %d Tf" % (kind.encode(), number, size))
        drawn += [b"%s Tj T*" % _string(line) for line in lines]
        drawn.append(b"EMC T*")
    return b"\n".join([*drawn, b"ET"])


def _string(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(%s)" % escaped.encode("cp1252")


def _file(objects: list[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\n" % (len(objects) + 1)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)
