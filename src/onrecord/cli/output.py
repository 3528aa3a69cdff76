"""Where commands write to."""

from pathlib import Path

import click

from onrecord.errors import ConfigError

DATABASE = b"SQLite format 3\0"


def printable(text: str) -> str:
    """Text on one line without what could steer a terminal: control, bidi and other unprintable characters as U+FFFD."""
    return "".join(c if c.isprintable() else " " if c in "\n\t" else "\ufffd" for c in text)


def write_text(text: str, path: Path | None) -> None:
    """Writes text to a file, whole or not at all, or to standard output ("-" or None).

    Raises: ConfigError where the file cannot be written, or is a ledger.
    """
    if path is None or str(path) == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        _check(path)
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8", newline="")  # a device or a pipe is written to, never replaced
            return
        path = path.resolve()
        part = path.with_name(path.name + ".part")
        try:
            part.write_text(text, encoding="utf-8", newline="")
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror}). Choose another file with -o, in a folder that exists and is yours."
        ) from error


def _check(path: Path) -> None:
    if path.is_dir():
        raise ConfigError(f"{path}: is a folder. Name the file to write, for example {path / 'story.html'}")
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(DATABASE)) == DATABASE:
                raise ConfigError(f"{path}: is a ledger and would be overwritten. Choose another file with -o.")
