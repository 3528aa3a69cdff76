"""`onrecord mcp`: a ledger for agents."""

from pathlib import Path

import click

from onrecord.cli.paths import PATH
from onrecord.errors import ConfigError
from onrecord.ledger import Ledger


@click.command("mcp")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
def command(ledger_path: Path) -> None:
    """Serve a ledger to an agent over standard input and output (Model Context Protocol), for reading.

    Tools: stories, statements, disputes, figures, timeline, search, since, check_draft. Needs the
    extra: pip install 'onrecord[mcp]'

    \b
    Example:
      onrecord mcp story.onrecord
    """
    Ledger(ledger_path, create=False, read_only=True).close()
    try:
        from onrecord.agents import make_server
    except ModuleNotFoundError as error:
        raise ConfigError(f"mcp needs {error.name}, which is not installed: pip install 'onrecord[mcp]'") from error
    make_server(ledger_path).run("stdio")
