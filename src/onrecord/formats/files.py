"""Where exports are written to: a file whole or not at all, a folder that is new."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ConfigError

DATABASE = b"SQLite format 3\0"


def write_chunks(chunks: Iterable[bytes], path: Path) -> None:
    """Writes bytes to a file, whole or not at all.

    Raises: ConfigError where the file cannot be written, or is a ledger.
    """
    write_whole(path, lambda file: file.writelines(chunks))


def write_whole(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Has `fill` write a file, which is there whole or not at all.

    Raises: ConfigError where the file cannot be written, or is a ledger.
    """
    try:
        _check(path)
        if path.exists() and not path.is_file():
            with path.open("wb") as file:  # a device or a pipe is written to, never replaced
                fill(file)
            return
        path = path.resolve()
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as file:
                fill(file)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror}). Choose another file with -o, in a folder that exists and is yours."
        ) from error


def write_folder(fill: Callable[[Path], None], path: Path) -> None:
    """Makes a folder and has `fill` write into it; what fails leaves the files that it has written.

    Raises: ConfigError where the folder cannot be made, or holds something already.
    """
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ConfigError(f"{path}: holds something already. Name a folder with -o that is new or empty.")
        path.mkdir(exist_ok=True)
        fill(path)
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror}). Choose another folder with -o, in one that exists and is yours."
        ) from error


def to_bytes(chunks: Iterable[str]) -> Iterable[bytes]:
    """Text as UTF-8; a lone surrogate, which UTF-8 cannot hold, as its escape, which JSON reads as what it was."""
    return (chunk.encode("utf-8", "backslashreplace") for chunk in chunks)


def _check(path: Path) -> None:
    if path.is_dir():
        raise ConfigError(f"{path}: is a folder. Name the file to write, for example {path / 'story.html'}")
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(DATABASE)) == DATABASE:
                raise ConfigError(f"{path}: is a ledger and would be overwritten. Choose another file with -o.")
