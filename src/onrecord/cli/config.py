"""`onrecord config`: the settings, as a file to start from."""

import click

from onrecord.config import default_toml


@click.command("config")
def command() -> None:
    """Print every setting with its default, as a commented TOML file.

    \b
    Example:
      onrecord config > onrecord.toml
      onrecord read articles/ --config onrecord.toml
    """
    click.echo(default_toml(), nl=False)
