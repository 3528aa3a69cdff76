"""Where commands write to."""

from pathlib import Path

import click

from onrecord.errors import ConfigError


def write_text(text: str, path: Path | None) -> None:
    """Writes text to a file, whole or not at all, or to standard output.

    Raises: ConfigError where the file cannot be written.
    """
    if path is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ConfigError(f"{path}: cannot be written ({error.strerror}). Choose a folder that exists and is yours.") from error
