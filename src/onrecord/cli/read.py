"""`onrecord read`: articles into a ledger."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Self

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.config import Config, read_config
from onrecord.intake import Progress, ReadSummary
from onrecord.ledger import Ledger
from onrecord.read import read_sources


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--ledger", "ledger_path", default="story.onrecord", show_default=True, type=PATH,
      help="The ledger file; made if it does not exist.")  # fmt: skip
@click.option("--metadata", type=PATH,
      help="JSON, JSONL or CSV: file or url of an article, and any of publisher, published, title, authors.")  # fmt: skip
@click.option("--config", "config_path", type=PATH, help="A TOML file of settings; see: onrecord config")
@click.option("--allow-private", is_flag=True, help="Also fetch addresses of private networks and of this machine.")
@click.option("--ignore-robots", is_flag=True, help="Fetch pages that a site's robots.txt asks programs to leave alone.")
def command(
    sources: tuple[str, ...],
    ledger_path: Path,
    metadata: Path | None,
    config_path: Path | None,
    allow_private: bool,
    ignore_robots: bool,
) -> int:
    """Read articles into a ledger.

    SOURCE is a folder, a file, a glob, an http(s) address, or - for standard input: plain text, HTML, JSON lines, RSS, Atom and
    JSON feeds, WARC, and gzip of these, recognised by what they hold. Reading the same thing twice adds nothing.

    \b
    Example:
      onrecord read saved-pages/ notes/*.txt https://news.example/feed.xml --ledger story.onrecord
    """
    config = read_config(config_path) if config_path else Config()
    fetch = replace(
        config.fetch,
        allow_private=allow_private or config.fetch.allow_private,
        ignore_robots=ignore_robots or config.fetch.ignore_robots,
    )
    # the sources first: a mistyped path leaves no ledger behind
    stream = read_sources(list(sources), metadata=metadata, limits=config.limits, fetch=fetch)
    with Ledger(ledger_path) as ledger, _Bar(sys.stderr.isatty()) as bar:
        summary = ledger.add(stream, progress=bar.update)
    _tell(summary, ledger_path)
    return 1 if summary.failures else 0


class _Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, shown: bool) -> None:
        self._bar = None
        self._begun = time.monotonic()
        if shown:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[articles]} articles"),
                TimeRemainingColumn(), console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._task = self._bar.add_task("reading", total=None, articles=0)
            self._bar.start()

    def update(self, progress: Progress) -> None:
        """Shows how far the read has come."""
        if self._bar:
            self._bar.update(
                self._task,
                description=progress.doing,
                completed=progress.done,
                total=progress.total,
                articles=progress.articles,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()


def _tell(summary: ReadSummary, path: Path) -> None:
    def count(number: int, one: str, many: str | None = None) -> str:
        return f"{number:,} {one if number == 1 else many or one + 's'}"

    parts = [f"{count(summary.added, 'article')} read"]
    if summary.known:
        parts.append(f"{summary.known:,} already known")
    if summary.updated:
        parts.append(f"{summary.updated:,} with new metadata")
    if summary.failures:
        parts.append(f"{len(summary.failures):,} failed")
    click.echo(f"{', '.join(parts)}.")
    click.echo(
        f"{path} holds {count(summary.articles, 'article')} in {count(summary.stories, 'story', 'stories')}: "
        f"{count(summary.statements, 'statement')}, {count(summary.figures, 'figure')}, {count(summary.disputes, 'dispute')}."
    )
    told = [f"Note: {line}" for line in summary.warnings] + [f"Not read: {line}" for line in summary.unread]
    told += [f"Failed: {failure.error}" for failure in summary.failures]
    for line in told:
        click.echo(printable(line), err=True)
