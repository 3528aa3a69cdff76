"""onrecord reads news articles about a contested story and writes a ledger of who said what.

    import onrecord

    with onrecord.open("story.onrecord") as ledger:
        ledger.read(["articles/"], metadata="metadata.csv")
        for quotation in ledger.quotations():
            print(quotation.source, quotation.content)

Everything that the command line does is here: `Ledger` reads, iterates over typed values (onrecord.model), searches, exports
and reports. Errors are those of onrecord.errors. Nothing is printed, and nothing is fetched but the addresses that are given.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import model
from onrecord.errors import (
    ConfigError,
    FetchError,
    InputError,
    LedgerError,
    LedgerWriteError,
    LimitError,
    NewerLedgerError,
    OnrecordError,
)

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

__all__ = [
    "ConfigError",
    "FetchError",
    "InputError",
    "Ledger",
    "LedgerError",
    "LedgerWriteError",
    "LimitError",
    "NewerLedgerError",
    "OnrecordError",
    "__version__",
    "model",
    "open",
]


def open(path: str | Path, *, create: bool = True, read_only: bool = False) -> "Ledger":  # noqa: A001 - onrecord.open
    """The ledger at `path`, made if it does not exist; use it as a context manager.

    Raises: LedgerError, NewerLedgerError, LedgerWriteError.
    """
    from onrecord.ledger import Ledger

    return Ledger(path, create=create, read_only=read_only)


def __getattr__(name: str) -> object:
    # looked up when first used, so that `import onrecord` and `onrecord --help` stay quick
    if name == "Ledger":
        from onrecord.ledger import Ledger

        return Ledger
    if name == "__version__":
        from importlib.metadata import version

        return version("onrecord")
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
