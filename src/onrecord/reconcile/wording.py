"""How reasons tell a statement: who says it, in which words."""

from onrecord.reconcile.items import Statement

# cues whose content is no sentence of its own: "accused the Front of having planted a bomb"
_ACCUSING = frozenset({"accused", "accuses", "blamed", "blames"})


def quote(text: str) -> str:
    """The text in quotation marks, cut at a word where it is long."""
    text = text.strip(" ,;“”\"'")
    if len(text) > 110:
        text = text[:110].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def name_of(statement: Statement) -> str:
    """What reasons call the source of a statement."""
    source = statement.quotation.source
    return source.name if source and statement.source else "an unnamed source"


def agree_with(statement: Statement, one: str, several: str) -> str:
    """The form of a verb that fits the source: "the bank finds", "experts find", "Adler and Brandt find"."""
    source, name = statement.quotation.source, name_of(statement)
    people = source is not None and source.kind in ("group", "anonymous") and name.endswith("s") and not name.endswith("ss")
    return several if people or " and " in name else one


def tell_said(statement: Statement) -> str:
    """What reasons call a statement: its source and its words, with the cue where these are no sentence without it."""
    cue = statement.quotation.cue
    said = f" {cue.exact.lower()}" if cue and cue.exact.lower() in _ACCUSING else ":"
    return f"{name_of(statement)}{said} {quote(statement.text)}"
