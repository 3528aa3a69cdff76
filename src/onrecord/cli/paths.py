"""How commands take paths."""

from pathlib import Path

import click

# what may not be read is told by whoever opens it, with its own exit code
PATH = click.Path(path_type=Path, readable=False)
