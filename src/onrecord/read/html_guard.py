"""A look at markup before it is parsed: masses of elements and attributes slow parsers and extractors out of proportion.

Source: HTML Living Standard, section 13.2.5 (tokenisation), as far as tags, comments and raw text go.
"""

import re

from onrecord.config import Limits
from onrecord.errors import LimitError

MOST_ATTRIBUTES = 1_000
# Possessive, so that nothing is tried twice: the scan is linear whatever it is given.
ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
ATTRIBUTES = re.compile(ATTRIBUTE)
TOKEN = re.compile(
    r"<!--(?:.*?-->|.*)"
    rf"|(<(script|style|textarea|title|xmp|noembed|noframes|noscript|iframe)(?=[\s/>])(?:{ATTRIBUTE})*+[\s/]*+>)(?:.*?</\2|.*)"
    rf"|(<[a-z][^\s/>]*+(?:{ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)


def check_markup(markup: str, *, source: str, limits: Limits) -> None:
    """Refuse markup with more elements or attributes than a page has.

    Raises: LimitError
    """
    elements = attributes = 0
    for token in TOKEN.finditer(markup):
        which = token.lastindex
        if which is None:
            continue
        tag = token.group(3) or token.group(1)
        elements += 1
        # in so few letters there are but a few
        own = len(ATTRIBUTES.findall(tag)) if len(tag) > 80 else 1
        attributes += own
        if own > MOST_ATTRIBUTES or attributes > 20 * limits.elements:
            raise LimitError(f"{source}: more attributes than a page has; save the article by itself, or as text")
        if elements > limits.elements:
            raise LimitError(
                f"{source}: more than {limits.elements:,} elements in one page; save the article by itself, or as text"
            )
