"""What can go wrong, as one tree.

    OnrecordError
    ├── InputError            an input cannot be read; the others go on
    │   ├── LimitError        an input is larger, deeper or slower than a limit allows
    │   └── FetchError        an address cannot or may not be fetched
    ├── LedgerError           the ledger file cannot be used
    │   ├── NewerLedgerError  the file was written by a newer version
    │   └── LedgerWriteError  the file cannot be written (read-only, disk full, locked)
    ├── WeightsError          the reader's weights are damaged
    └── ConfigError           a configuration or option is not usable

Each message names the input, the limit and the remedy.
"""


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose."""


class InputError(OnrecordError):
    """An input cannot be read."""


class LimitError(InputError):
    """An input is larger, deeper or slower than a limit allows."""


class FetchError(InputError):
    """An address cannot or may not be fetched."""


class LedgerError(OnrecordError):
    """The ledger file cannot be used."""


class NewerLedgerError(LedgerError):
    """The ledger was written by a newer version of onrecord."""


class LedgerWriteError(LedgerError):
    """The ledger cannot be written."""


class WeightsError(OnrecordError):
    """The reader's weights are missing in part, or not the ones that their manifest names."""


class ConfigError(OnrecordError):
    """A configuration or an option is not usable."""
