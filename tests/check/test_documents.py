"""Drafts as Word files: the words that their author sees, and a clear word about every file that is none."""

import contextlib
import io
import json
import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check import documents, read_bytes
from onrecord.cli.main import main
from onrecord.errors import InputError, LimitError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/></Relationships>'
)


def make_docx(
    body: str, *, main: str = "word/document.xml", rels: str | None = None, space: str = W, head: str = "", **parts: bytes
) -> bytes:
    """A Word file with this body."""
    whole = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{space}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>{body}</w:body></w:document>'
    )
    return pack({"_rels/.rels": (rels or RELS.format(main)).encode(), main: whole.encode("utf-8", "surrogatepass"), **parts})


def pack(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def para(*runs: str) -> str:
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs) + "</w:p>"


def test_paragraphs_runs_and_breaks() -> None:
    body = (
        para("The toll rose to ", "31", ", the coastguard said.")
        + "<w:p/>"
        + "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Ferry</w:t><w:tab/><w:t>lost</w:t><w:br/>"
        + "<w:t>again</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{para('dead')}</w:tc><w:tc>{para('12')}</w:tc></w:tr></w:tbl>"
    )
    want = "The toll rose to 31, the coastguard said.\n\nFerry\tlost\nagain\ndead\n12"
    assert read_bytes(make_docx(body), name="a.docx") == want
    assert read_bytes(make_docx(body, space=STRICT, main="text/copy.xml"), name="no name at all") == want


def test_what_the_author_does_not_see_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>Kept</w:t></w:r>"
        "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del><w:ins><w:r><w:t> inserted</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t> moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t> shown</w:t></w:r>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:hyperlink><w:r><w:t> linked</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
        "</wps:txbx></mc:Choice><mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>around</w:t></w:r></w:p>"
    )
    assert read_bytes(make_docx(body), name="a.docx") == "Kept inserted shown linked\nboxed\naround"


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=40), max_size=6))
def test_text_comes_back_to_the_letter(lines: list[str]) -> None:
    body = "".join(para(line[: len(line) // 2], line[len(line) // 2 :]) for line in lines)
    assert read_bytes(make_docx(body), name="a.docx") == "\n".join(lines)


def locked() -> bytes:
    data = bytearray(make_docx(para("The toll rose.")))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(magic, place + 1)
    return bytes(data)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pack({"a.txt": b"The toll rose."}), "an archive, and no Word document"),
        (pack({"_rels/.rels": RELS.format("word/document.xml").encode()}), "the document in it is missing"),
        (make_docx(para("x"), rels=RELS.format("../../etc/passwd")), "the document in it is missing"),
        (make_docx(para("x"), rels=RELS.format("https://evil.example/x")), "the document in it is missing"),
        (make_docx(para("x"), rels="<Relationships"), "broken XML"),
        (pack({"_rels/.rels": RELS.format("xl/workbook.xml").encode(), "xl/workbook.xml": b"<workbook/>"}), "no Word document"),
        (make_docx(para("x"))[:-40], "a broken archive"),
        (make_docx(para("x"))[:200], "a broken archive"),
        (b"PK\x03\x04", "a broken archive"),
        (locked(), "locked with a password"),
        (make_docx("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", head=BOMB), "of a kind that no Word file has"),
        (make_docx("<w:p>" * 400 + "</w:p>" * 400), "broken XML"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "an old Office document"),
    ],
)
def test_what_is_no_draft_is_told(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_bytes(data, name="a.docx")


def test_a_bomb_is_read_no_further_than_its_bounds() -> None:
    blank = b"<w:p/>" * (documents.MAX_PART // 4)
    data = make_docx(blank.decode())
    assert len(data) < 300_000
    with pytest.raises(LimitError, match="Check it in parts"):
        read_bytes(data, name="a.docx")
    # the sizes that the archive itself tells are not believed
    lying = bytearray(data)
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(InputError):
        read_bytes(bytes(lying), name="a.docx")
    with pytest.raises(LimitError, match="docx may be"):
        read_bytes(data[:4] + b"\x00" * documents.MAX_FILE, name="a.docx")


def test_an_archive_of_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PARTS", 20)
    assert read_bytes(make_docx(para("x"), **{f"{n}": b"" for n in range(18)}), name="a.docx") == "x"
    with pytest.raises(LimitError, match="21 files in the archive"):
        read_bytes(make_docx(para("x"), **{f"{n}": b"" for n in range(19)}), name="a.docx")


@given(st.binary(max_size=300))
def test_nothing_else_than_an_error_comes_of_what_is_broken(tail: bytes) -> None:
    whole = make_docx(para("The toll rose."))
    for data in (b"PK\x03\x04" + tail, whole[: 60 + len(tail)] + tail, whole[:-30] + tail):
        with contextlib.suppress(InputError):
            assert isinstance(read_bytes(data, name="a.docx"), str)


def test_the_command_tells_offsets_of_the_text_shown(
    read_example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(make_docx(para("Draft of Tuesday") + para("“This was no ", "accident,” Adela Korvin said.")))
    assert main(["check", str(file), "--ledger", str(read_example), "--json"]) == 5
    found = json.loads(capsys.readouterr().out)
    assert found["text"] == "Draft of Tuesday\n“This was no accident,” Adela Korvin said."
    assert found["findings"]
    for finding in found["findings"]:
        assert found["text"][finding["start"] : finding["end"]] == finding["exact"]
    file.write_bytes(b"PK\x03\x04nothing")
    assert main(["check", str(file), "--ledger", str(read_example)]) == 4
    assert "draft.docx: a broken archive" in capsys.readouterr().err
