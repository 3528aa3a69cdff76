"""From bytes to letters: byte-order marks, UTF-8, what was declared, and a guess as the last resort.

Source: WHATWG Encoding Standard, section 4.2 (labels that mean a wider encoding than they say).
"""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
DECLARED_XML = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""", re.IGNORECASE)
SAMPLE = 1 << 16


def declared_charset(data: bytes) -> str | None:
    """The encoding that the first bytes of a page or feed name, if any."""
    found = DECLARED_XML.search(data[:1024]) or DECLARED.search(data[:8192])
    return found.group(1).decode("ascii", "replace") if found else None


def decode(data: bytes, *, charset: str | None = None) -> str:
    """The letters of `data`; `charset` is what a header or the page declares, believed where it can be true."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if wide := _wide_without_mark(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # UTF-8 with a few broken bytes (a text cut off, one pasted letter) has far more good sequences than bad ones.
    if broken * 10 < len(data) - len(text) + broken:
        return text
    for likely in (_known(charset), _guess(data)):
        if likely:
            try:
                return data.decode(likely)
            except (UnicodeError, ValueError):
                continue
    return data.decode("cp1252", "replace")


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    head = data[:1024]
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _known(charset: str | None) -> str | None:
    """The name of a text encoding that Python has for a declared label."""
    if not charset:
        return None
    try:
        info = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    # bytes-to-bytes codecs (zlib, hex) are no text encodings, and a page could name them
    if not getattr(info, "_is_text_encoding", True) or info.name in {
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
    }:
        return None
    return WIDER.get(info.name, info.name)


def _guess(data: bytes) -> str | None:
    sample = data[:SAMPLE]
    # a Latin text with a few accents and curly quotes is too little to guess from, and nearly always this
    if len(sample) > 10 * sum(len(run) for run in re.findall(rb"[\x80-\xff]+", sample)):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return WIDER.get(best.encoding, best.encoding) if best else None
