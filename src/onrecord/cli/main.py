"""The `onrecord` command: its group, how errors are told, and the exit codes."""

import importlib
import os
import sys
from typing import Any

import click

from onrecord.cli.output import printable
from onrecord.errors import ConfigError, InputError, LedgerError, OnrecordError

EXIT_CODES = """\b
Exit codes:
  0  done
  1  done, but some inputs could not be read (they are named; the others were)
  2  the command line is not usable (see --help)
  3  the ledger cannot be opened or written
  4  an input or option that the command cannot do without is not usable
  5  done; check found something in the draft (--fail-on says how grave it must be)
  130  interrupted; what was reported as stored is kept
"""

# name -> module; a command's module is imported only where it is run or its help is asked for
COMMANDS = {
    "read": "onrecord.cli.read",
    "report": "onrecord.cli.report",
    "brief": "onrecord.cli.brief",
    "show": "onrecord.cli.show",
    "search": "onrecord.cli.search",
    "since": "onrecord.cli.since",
    "check": "onrecord.cli.check",
    "export": "onrecord.cli.export",
    "judge": "onrecord.cli.judge",
    "dossier": "onrecord.cli.dossier",
    "serve": "onrecord.cli.serve",
    "mcp": "onrecord.cli.mcp",
    "config": "onrecord.cli.config",
}


class LazyGroup(click.Group):
    """A group that imports its commands when they are needed, so that `onrecord --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order that a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or an error that lists the ones there are."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command {args[0]!r}. There are: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Put a contested story on the record: who said what, which figures, what is disputed, who copied whom.

    \b
    Example:
      onrecord read articles/ --ledger story.onrecord
      onrecord report story.onrecord -o story.html
    """


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; returns the exit code."""
    try:
        result: Any = cli.main(arguments, prog_name="onrecord", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("Interrupted. What was reported as stored is kept; run the same command again to go on.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except LedgerError as error:
        click.echo(f"Error: {printable(str(error))}", err=True)
        return 3
    except (ConfigError, InputError, OnrecordError) as error:
        click.echo(f"Error: {printable(str(error))}", err=True)
        return 4
    except BrokenPipeError:
        # the reader of our output has gone (`| head`): not an error of ours; keep the interpreter from writing to it again
        sys.stdout = None
        return 0
    return result if isinstance(result, int) else 0


def run() -> None:
    """The entry point of the installed command."""
    # vectors here are short: threads would spend more on waiting for each other than there is to add up
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main())
