"""`onrecord serve`: a ledger in the browser."""

import contextlib
import os
from pathlib import Path

import click

from onrecord.cli.paths import PATH
from onrecord.errors import ConfigError


@click.command("serve")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True,
      help="The address to listen on. Others than this machine's own need a read token.")  # fmt: skip
@click.option("--read-token-file", type=PATH,
      help="A file with a secret of 16 or more characters, which readers must bring; or ONRECORD_READ_TOKEN.")  # fmt: skip
@click.option("--editor", help="Who decides on the pages: with it they have forms to confirm, correct, grade and note.")
@click.option(
    "--write-token-file", type=PATH, help="A file with a secret of 16 or more characters, by which programs may decide."
)
def command(ledger_path: Path, port: int, host: str, editor: str | None, read_token_file: Path | None,
            write_token_file: Path | None) -> None:  # fmt: skip
    """Serve a ledger as pages and as JSON, for reading, until interrupted with Ctrl-C.

    With --editor, pages on this machine take down what that person decides. Others may read into the ledger meanwhile.
    Needs the extra: pip install 'onrecord[web]'

    \b
    Example:
      onrecord serve story.onrecord --port 8321
      onrecord serve story.onrecord --editor "N. Orr"
    """
    try:
        from onrecord.web import serve
    except ModuleNotFoundError as error:
        raise ConfigError(f"serve needs {error.name}, which is not installed: pip install 'onrecord[web]'") from error

    def tell(address: str) -> None:
        click.echo(f"Serving {ledger_path} at {address} (Ctrl-C to stop)")

    token = _read_token(write_token_file) if write_token_file else None
    reading = _read_token(read_token_file) if read_token_file else os.environ.get("ONRECORD_READ_TOKEN")
    with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
        serve(ledger_path, host=host, port=port, editor=editor, write_token=token, read_token=reading, told=tell)


def _read_token(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: no token can be read from it ({error}).") from error
