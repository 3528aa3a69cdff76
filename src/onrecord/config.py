"""What a person may set: one dataclass, read from one commented TOML file (`onrecord.toml` beside this module)."""

import dataclasses
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that an input may be; an input beyond is a `LimitError`, and the others go on.

    Unit: `input_bytes` bytes of one page, feed, text or row, after decompression; `article_chars` code points of one article;
    `nesting` elements inside one another and `elements` tags in one page; `layers` of compression; `expansion` decompressed
    bytes for each byte stored, counted beyond the first `input_bytes`; `failures` bad rows or records told one by one.
    """

    input_bytes: int = 64 * 1024 * 1024
    article_chars: int = 2_000_000
    nesting: int = 250
    elements: int = 30_000
    layers: int = 2
    expansion: int = 200
    failures: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """How addresses may be fetched.

    Unit: `seconds` for one address with its redirects; `pause` seconds at least between two pages of one host.
    """

    allow_private: bool = False
    ignore_robots: bool = False
    seconds: float = 30.0
    redirects: int = 5
    pause: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that can be set, by table of the file."""

    limits: Limits = Limits()
    fetch: FetchPolicy = FetchPolicy()


def default_toml() -> str:
    """The commented file with every setting at its default, to start one's own from."""
    return resources.files("onrecord").joinpath("onrecord.toml").read_text(encoding="utf-8")


def read_config(path: Path) -> Config:
    """The settings of a TOML file; what it leaves out has its default.

    Raises: ConfigError where the file cannot be read, or a setting is unknown or of another kind.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}). Print one to start from with: onrecord config"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not a TOML file ({error}). Print one to start from with: onrecord config") from error
    config = Config()
    for name, table in tables.items():
        if name not in {f.name for f in dataclasses.fields(Config)} or not isinstance(table, dict):
            raise ConfigError(f"{path}: no setting or table {name!r}. There are: [limits] and [fetch]; see onrecord config")
        config = dataclasses.replace(config, **{name: _apply(getattr(config, name), table, f"{path} [{name}]")})
    return config


def _apply(section: Any, table: dict[str, Any], where: str) -> Any:
    for name, value in table.items():
        if name not in {f.name for f in dataclasses.fields(section)}:
            known = ", ".join(f.name for f in dataclasses.fields(section))
            raise ConfigError(f"{where}: no setting {name!r}. There are: {known}")
        default = getattr(section, name)
        wanted = (int, float) if isinstance(default, float) else (type(default),)
        if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(default, bool)):
            raise ConfigError(f"{where}: {name} is {value!r}; it takes a value such as {default!r}")
        if not isinstance(value, bool) and (value < 0 or (value == 0 and name != "pause")):
            raise ConfigError(f"{where}: {name} is {value!r}; it takes a value above 0")
    return dataclasses.replace(section, **table)
