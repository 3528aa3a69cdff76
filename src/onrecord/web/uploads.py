"""A form with a file, as browsers send it (RFC 7578): the few parts that our own form has, and nothing of them kept."""

import re

from onrecord.errors import InputError

MAX_PARTS = 6
_BOUNDARY = re.compile(r"multipart/form-data;\s{0,9}boundary=\"?([\w'()+,./:=? -]{1,70})\"?\s{0,9}", re.IGNORECASE)
_NAME = re.compile(rb'form-data;\s{0,9}name="([^"\r\n]{1,80})"(?:;\s{0,9}filename="([^"\r\n]{0,300})")?', re.IGNORECASE)
_MAX_HEAD = 2_000
_UNREADABLE = "The form cannot be read. Load the page again."


def read_parts(body: bytes, content_type: str) -> dict[str, tuple[str, bytes]]:
    """The parts of a form by name, each with the name of its file ("" for none) and its bytes.

    Raises: InputError.
    """
    found = _BOUNDARY.fullmatch(content_type.strip())
    if not found:
        raise InputError(_UNREADABLE)
    first, *rest = (b"\r\n" + body).split(b"\r\n--" + found.group(1).encode(), MAX_PARTS + 1)
    if first or not rest or not rest[-1].startswith(b"--"):
        raise InputError(_UNREADABLE)
    parts: dict[str, tuple[str, bytes]] = {}
    for part in rest[:-1]:
        head, blank, content = part.partition(b"\r\n\r\n")
        named = _NAME.search(head) if blank and len(head) <= _MAX_HEAD else None
        if not named:
            raise InputError(_UNREADABLE)
        name, file = named.group(1), named.group(2) or b""
        parts[name.decode("utf-8", "replace")] = (file.decode("utf-8", "replace"), content)
    return parts
