"""The words of a Word document (.docx), as its author sees them: a zip of XML parts, read within bounds and never unpacked.

Source: ECMA-376, Office Open XML, part 1, 11.3.10 and 17 (WordprocessingML), part 2 (packages), in both of its namespaces.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from onrecord.check.drafts import MAX_FILE
from onrecord.errors import InputError, LimitError

MAX_PART = 12 * 1024 * 1024  # bytes of its text with all markup
MAX_PARTS = 5_000
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# what was taken out or moved away while changes are tracked, what a field is worked out from, what only marks a note
_UNSHOWN = ("del", "moveFrom", "instrText", "delText", "delInstrText", "footnoteReference", "endnoteReference", "sectPr", "pPr")
_SHOWN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REMEDY = "save it in Word as .docx again, or as text"


def read_document_file(data: bytes, *, name: str) -> str:
    """The words of a .docx file, a line a paragraph; tables cell by cell, without headers, notes and comments.

    Tracked changes are taken as accepted; hidden text is left out.
    Raises: InputError (no zip, broken, encrypted, no Word document in it), LimitError (larger than a draft can be).
    """
    if len(data) > MAX_FILE:
        raise LimitError(
            f"{name}: {len(data):,} bytes; a .docx may be {MAX_FILE:,}. Take its pictures out, or save it as text."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if len(package.filelist) > MAX_PARTS:
                raise LimitError(f"{name}: {len(package.filelist):,} files in the archive; a .docx has at most {MAX_PARTS:,}.")
            main = _find_main(package, name)
            tree = _parse(package, main, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise InputError(f"{name}: a broken archive, not a .docx; {_REMEDY}") from error
    tag = etree.QName(tree)
    if tag.localname != "document" or tag.namespace not in _SPACES:
        raise InputError(f"{name}: no Word document in it; save the draft as .docx, text, Markdown or HTML")
    return "\n".join(_read_lines(tree, tag.namespace))


def _find_main(package: zipfile.ZipFile, name: str) -> str:
    """The part that the package names as its document."""
    held = set(package.namelist())
    if "_rels/.rels" in held:
        for relation in _parse(package, "_rels/.rels", name).iter(_RELATIONS):
            target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
            if relation.get("Type", "").endswith("/officeDocument") and relation.get("TargetMode") != "External":
                if target in held:
                    return target
                raise InputError(f"{name}: the document in it is missing; {_REMEDY}")
    raise InputError(f"{name}: an archive, and no Word document; save the draft as .docx, text, Markdown or HTML")


def _parse(package: zipfile.ZipFile, part: str, name: str) -> etree._Element:
    """A part as XML, of no more bytes than a part may have, whatever the archive says of its size."""
    found = package.getinfo(part)
    if found.flag_bits & 1:
        raise InputError(f"{name}: locked with a password; {_REMEDY} without one")
    with package.open(found) as file:
        data = file.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise LimitError(f"{name}: more than {MAX_PART:,} bytes of text and markup in it. Check it in parts.")
    # no entity is worked out, nothing is fetched, and what declares any is refused: an Office file has no need of it
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{name}: broken XML in it; {_REMEDY}") from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{name}: XML of a kind that no Word file has; {_REMEDY}")
    return tree


def _read_lines(tree: etree._Element, space: str) -> Iterator[str]:
    """The paragraphs; one that stands within another, as in a text box, comes before it."""
    w = f"{{{space}}}"
    unshown = {_FALLBACK, *(w + tag for tag in _UNSHOWN)}
    shown = {w + tag: text for tag, text in _SHOWN.items()}
    open_: list[list[str]] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            if tag == w + "p" and open_:
                yield "".join(open_.pop())
        elif tag in unshown or (tag == w + "r" and _is_hidden(element, w)):
            walk.skip_subtree()
        elif tag == w + "p":
            open_.append([])
        elif open_ and tag == w + "t":
            open_[-1].append(element.text or "")
        elif open_ and tag in shown:
            open_[-1].append(shown[tag])


def _is_hidden(run: etree._Element, w: str) -> bool:
    mark = run.find(f"{w}rPr/{w}vanish")
    return mark is not None and mark.get(f"{w}val", "true") not in ("0", "false", "off")
