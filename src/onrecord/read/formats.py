"""What an input is, told by its content and never by its name."""

import re
from typing import Literal

Format = Literal["text", "html", "jsonl", "json", "feed", "warc", "mhtml", "xml"]

HEAD = 1 << 16
CONVERT = "save it as text or HTML and read that"
BINARY: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "convert it to text first (pdftotext, or copy the text into a .txt file)"),
    (b"\x89PNG", "a PNG image", "read the page or text that it belongs to"),
    (b"\xff\xd8\xff", "a JPEG image", "read the page or text that it belongs to"),
    (b"GIF8", "a GIF image", "read the page or text that it belongs to"),
    (b"II*\x00", "a TIFF image", "read the page or text that it belongs to"),
    (b"MM\x00*", "a TIFF image", "read the page or text that it belongs to"),
    (
        b"SQLite format 3\x00",
        "an SQLite database",
        "a ledger is opened with --ledger; of another database, export its rows as JSONL",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Office document", CONVERT),
    (b"{\\rtf", "an RTF document", CONVERT),
    (b"BZh", "bzip2 data", "decompress it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "xz data", "decompress it first (unxz)"),
    (b"(\xb5/\xfd", "zstandard data", "decompress it first (unzstd)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and read the folder"),
    (b"Rar!", "a RAR archive", "unpack it and read the folder"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"MZ\x90", "a program", "leave it out"),
    (b"PAR1", "a Parquet file", "export its rows as JSONL"),
    (b"OggS", "a sound or video file", "read its transcript"),
    (b"ID3", "a sound file", "read its transcript"),
    (b"\x1aE\xdf\xa3", "a video file", "read its transcript"),
    (b"wOF", "a font", "leave it out"),
)
ZIPPED = (
    (b"word/", "a Word document (docx)", CONVERT),
    (b"xl/", "a spreadsheet (xlsx)", "export its rows as JSONL or CSV with a text column turned to JSONL"),
    (b"application/epub", "an EPUB book", CONVERT),
    (b"application/vnd.oasis", "an OpenDocument file", CONVERT),
)
TAG = re.compile(
    r"<(?:!doctype\s{1,9}html|/?(?:html|head|body|meta|title|div|p|br|article|section|span|table|h[1-6]|ul|li|script|link|a|b|i|em|strong))"
    r"(?=[\s>/])",
    re.IGNORECASE,
)
PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)(?=[\s>])", re.IGNORECASE)
ROOT = re.compile(r"<([A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)(?=[\s>/])")
SKIPPED = re.compile(r"\s{0,999}(?:<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!doctype[^>\[]{0,500}>)", re.DOTALL | re.IGNORECASE)
ROWS = re.compile(r"\s*(?:\{\s*\"|\{\s*\}|\[\s*[\[{]|\[\s*\])")
# Entities are how an XML of a kilobyte becomes gigabytes; no feed or page needs its own.
ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def name_binary(head: bytes) -> tuple[str, str] | None:
    """The kind of a binary file by its first bytes, and what to do with it; None where it may be text."""
    for magic, kind, remedy in BINARY:
        if head.startswith(magic):
            return kind, remedy
    if head.startswith(b"PK\x03\x04"):
        for part, kind, remedy in ZIPPED:
            if part in head[:4096]:
                return kind, remedy
        return "a ZIP archive", "unpack it and read the folder"
    if head.startswith(b"RIFF") and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "an image, sound or video file", "read the page or transcript that it belongs to"
    if head[4:8] == b"ftyp":
        return "a video or image file", "read the page or transcript that it belongs to"
    if head[257:262] == b"ustar":
        return "a tar archive", "unpack it and read the folder"
    return None


def is_noise(head: str) -> bool:
    """Whether what was decoded is no text: more than one in ten of its letters is a control or could not be decoded."""
    return len(CONTROL.findall(head)) * 10 > len(head)


def recognise(head: str) -> Format:
    """The format of a text by its beginning."""
    start = head.lstrip("\ufeff \t\r\n\x00")
    if start.startswith("WARC/"):
        return "warc"
    if start.startswith("<"):
        return _recognise_markup(start)
    if ROWS.match(start):
        first = start.partition("\n")[0].strip()
        return "jsonl" if first.startswith("{") and first.endswith("}") else "json"
    lines = start[:4000].lower()
    if "multipart/related" in lines and ("mime-version:" in lines or "content-type:" in lines[:200]):
        return "mhtml"
    # A text that speaks of tags has few of them; a page without its first lines has them all over.
    return "html" if PAGE.search(start[:2000]) or len(TAG.findall(start)) * 400 > len(start) + 1600 else "text"


def _recognise_markup(start: str) -> Format:
    declared = start[:5].lower() == "<?xml"
    if ENTITY.search(start[:20_000]):
        return "xml"
    at = 0
    while found := SKIPPED.match(start, at):
        at = found.end()
    root = ROOT.match(start[at:].lstrip())
    name = root.group(1).lower() if root else ""
    if name in {"rss", "feed", "rdf:rdf"} or (name.endswith((":feed", ":rss")) and declared):
        return "feed"
    if name == "html" or TAG.search(start[: HEAD // 4]):
        return "html"
    return "xml" if declared else "text"


def is_page(markup: str) -> bool:
    """Whether markup is a whole page and not a fragment of one."""
    return PAGE.search(markup[:HEAD]) is not None
