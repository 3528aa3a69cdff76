"""Pages saved as one file in MIME form (MHTML): the page itself, without its pictures.

Source: RFC 2557.
"""

import email
import email.policy
from email.errors import MessageError

from onrecord.errors import InputError


def find_page(data: bytes, *, source: str) -> tuple[bytes, str | None, str | None]:
    """The bytes of the first page in it, its charset and its address.

    Raises: InputError where there is no page in it.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
                page = part.get_payload(decode=True)
                address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
                if isinstance(page, bytes):
                    return page, part.get_content_charset(), str(address) if address else None
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise InputError(f"{source}: a saved page (MHTML) that is damaged ({type(error).__name__}); save it again") from error
    raise InputError(f"{source}: a MIME file without a page in it; save the page again, as HTML")
