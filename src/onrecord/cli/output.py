"""Where commands write to."""

from collections.abc import Iterable
from pathlib import Path

import click


def printable(text: str) -> str:
    """Text on one line without what could steer a terminal: control, bidi and other unprintable characters as U+FFFD."""
    return "".join(c if c.isprintable() else " " if c in "\n\t" else "\ufffd" for c in text)


def echo_chunks(chunks: Iterable[str]) -> None:
    """Writes pieces of text to standard output as they come."""
    for chunk in chunks:
        click.echo(chunk, nl=False)


def write_text(text: str, path: Path | None) -> None:
    """Writes text to a file, whole or not at all, or to standard output ("-" or None).

    Raises: ConfigError where the file cannot be written, or is a ledger.
    """
    if path is None or str(path) == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    from onrecord.formats.files import to_bytes, write_chunks  # every command prints, few write a file

    write_chunks(to_bytes([text]), path)
