"""Sources as a person gives them: folders, globs, files, standard input and addresses, read one after another."""

import glob
import io
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.config import FetchPolicy, Limits
from onrecord.errors import ConfigError, InputError
from onrecord.model import Article
from onrecord.read.addresses import is_address
from onrecord.read.articles import Place
from onrecord.read.contents import read_contents
from onrecord.read.failures import Failure
from onrecord.read.fetch import Fetcher
from onrecord.read.metadata import Metadata, apply_metadata, load_metadata
from onrecord.read.tapes import Tape
from onrecord.text import as_input_text

STDIN = "-"
LEDGERS = (".onrecord", ".onrecord-wal", ".onrecord-shm", ".onrecord-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read: a file, an address or "-"; `relative` is its path inside the folder that was given.

    `fault` says why it cannot be read, where that is known before it is tried (a folder that may not be looked into).
    """

    source: str
    relative: str | None = None
    fault: str | None = None


def expand(sources: Sequence[str], *, metadata: Path | None = None) -> list[Input]:
    """The inputs of the sources in order, each once: what is in folders and matches of globs, sorted by name.

    Hidden files and ledgers inside folders are passed over, and so is the metadata file.

    Raises: ConfigError where a source does not exist, matches nothing, or is a folder without a file to read.
    """
    found: dict[str, Input] = {}
    for source in sources:
        for item in _expand_one(source, metadata):
            found.setdefault(item.source, item)
    return list(found.values())


def _expand_one(source: str, metadata: Path | None) -> list[Input]:
    if not source:
        raise ConfigError("an empty source; give a file, a folder, a pattern, an address, or - for standard input")
    if source == STDIN or is_address(source):
        return [Input(source=source)]
    try:
        if Path(source).is_dir():
            if inside := _walk(source, metadata):
                return inside
            raise ConfigError(
                f"{source}: a folder without a file to read (hidden files and ledgers are passed over); give the folder "
                "with the articles"
            )
        if Path(source).exists():
            return [Input(source=source, relative=Path(source).name)]
        matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []  # noqa: PTH207 - Path.glob takes no absolute pattern
    except (OSError, ValueError) as error:
        raise ConfigError(f"{source[:200]!r}: cannot be looked at ({error}); check the name and its permissions") from error
    if not matches:
        wanted = "matches no file" if glob.has_magic(source) else "no such file or folder"
        raise ConfigError(
            f"{source}: {wanted}; give a file, a folder, a pattern such as 'news/*.html', an address, or - for standard input"
        )
    return [item for match in matches for item in _expand_match(match, metadata)]


def _expand_match(match: str, metadata: Path | None) -> list[Input]:
    if Path(match).is_dir():
        return _walk(match, metadata)
    kept = Path(match).is_file() and not match.endswith(LEDGERS) and not _is_same(match, metadata)
    return [Input(source=match, relative=Path(match).name)] if kept else []


def _walk(folder: str, metadata: Path | None) -> list[Input]:
    found = []

    def note(error: OSError) -> None:
        place = str(error.filename)
        found.append(
            Input(source=place, fault=f"{place}: the folder cannot be looked into ({error.strerror}); check its permissions")
        )

    for base, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(base, name)  # noqa: PTH118 - as the folder was given, and thousands of them
            # pipes and devices in a folder would block
            if name.startswith(".") or name.endswith(LEDGERS) or not os.path.isfile(path) or _is_same(path, metadata):  # noqa: PTH113
                continue
            found.append(Input(source=path, relative=Path(path).relative_to(folder).as_posix()))
    return sorted(found, key=lambda item: item.relative or "")


def _is_same(path: str, other: Path | None) -> bool:
    try:
        return other is not None and Path(path).samefile(other)
    except OSError:
        return False


class ArticleStream(Iterator[Article | Failure]):
    """The articles and failures of sources, read as they are asked for.

    `inputs` is all there is to read, `done` how many of them have been read, `warnings` what was noticed on the way (whole
    once the stream is at its end).
    """

    def __init__(self, inputs: Sequence[Input], *, metadata: Metadata | None, limits: Limits, fetch: FetchPolicy) -> None:
        self.inputs = tuple(inputs)
        self.done = 0
        self.warnings: list[str] = list(metadata.warnings) if metadata else []
        self._metadata = metadata
        if metadata:
            metadata.assign((item.source, item.relative) for item in self.inputs)
        self._limits = limits
        self._fetcher = Fetcher(policy=fetch, limits=limits)
        self._outcomes = self._read()

    @property
    def has_metadata(self) -> bool:
        """Whether a metadata file says more of the articles than they do themselves."""
        return self._metadata is not None

    def __next__(self) -> Article | Failure:
        return next(self._outcomes)

    def _read(self) -> Generator[Article | Failure, None, None]:
        for item in self.inputs:
            try:
                for outcome in self._read_input(item):
                    yield self._with_metadata(outcome)
            except InputError as error:
                yield Failure(source=item.source, error=error)
            except OSError as error:
                reason = error.strerror or type(error).__name__
                yield Failure(
                    source=item.source, error=InputError(f"{item.source}: cannot be read ({reason}); check its permissions")
                )
            except Exception as error:  # noqa: BLE001 - a parser that fails on one hostile input must not cost the others
                message = (
                    f"{item.source}: cannot be read ({type(error).__name__}: {str(error)[:200]}); "
                    "convert it to plain text, or leave it out"
                )
                failure = InputError(message)
                failure.__cause__ = error
                yield Failure(source=item.source, error=failure)
            self.done += 1
        if self._metadata:
            self.warnings.extend(self._metadata.unmatched())

    def _with_metadata(self, outcome: Article | Failure) -> Article | Failure:
        if self._metadata is None or isinstance(outcome, Failure):
            return outcome
        given = self._metadata.find(outcome)
        return outcome if given is None else apply_metadata(outcome, given)

    def _read_input(self, item: Input) -> Iterator[Article | Failure]:
        if item.fault:
            raise InputError(item.fault)
        if item.source == STDIN:
            place = Place(source="standard input")
            yield from self._read_tape(Tape(sys.stdin.buffer), place)
        elif is_address(item.source):
            fetched = self._fetcher.fetch(item.source)
            place = Place(source=item.source, url=fetched.url, charset=fetched.charset)
            yield from self._read_tape(Tape(io.BytesIO(fetched.data)), place)
        else:
            with Path(item.source).open("rb", buffering=0) as file:
                # a name that is not UTF-8 comes with lone surrogates, which no ledger can hold
                name = as_input_text(item.source)
                yield from self._read_tape(Tape(file), Place(source=name, path=name))

    def _read_tape(self, tape: Tape, place: Place) -> Iterator[Article | Failure]:
        return read_contents(tape, place, limits=self._limits, warn=self.warnings.append)


def read_sources(
    sources: Sequence[str],
    *,
    metadata: Path | None = None,
    limits: Limits | None = None,
    fetch: FetchPolicy | None = None,
) -> ArticleStream:
    """The articles of folders, globs, files, "-" (standard input) and addresses, and a failure for each that cannot be read.

    Nothing is read before it is asked for, and one bad input never ends the stream.

    Raises: ConfigError where a source or the metadata file does not exist, InputError where the metadata file is not usable.
    """
    known = load_metadata(metadata) if metadata is not None else None
    inputs = expand(sources, metadata=metadata)
    return ArticleStream(inputs, metadata=known, limits=limits or Limits(), fetch=fetch or FetchPolicy())
