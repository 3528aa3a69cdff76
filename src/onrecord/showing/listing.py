"""What a ledger lists: an iterator over values that shows itself in a notebook and turns into a table."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from onrecord.showing.columns import make_frame, make_table
from onrecord.showing.display import show_values

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")
_SHOWN = 20


class Listing(Iterator[T], Generic[T]):
    """Values of one kind, read from the ledger as they are asked for.

    Iterating goes through them once. A table or what a notebook shows is made of all of them, whatever was iterated over.
    """

    def __init__(self, kind: type[T], name: str, read: Callable[[], Iterator[T]]) -> None:
        self.kind = kind
        self.name = name
        self._read = read
        self._values: Iterator[T] | None = None

    def __next__(self) -> T:
        """The next value."""
        if self._values is None:
            self._values = self._read()
        return next(self._values)

    def to_arrow(self) -> "pa.Table":
        """All values as an Arrow table, a column a field.

        Raises: ConfigError where the extra [tables] is not installed.
        """
        return make_table(self.kind, self._read())

    def to_pandas(self) -> "pd.DataFrame":
        """All values as a pandas data frame, a column a field.

        Raises: ConfigError where the extra [notebook] is not installed.
        """
        return make_frame(self.to_arrow())

    def _repr_html_(self) -> str:
        """The first values as a table."""
        values = list(islice(self._read(), _SHOWN + 1))
        return show_values(values[:_SHOWN], caption=self.name, more=len(values) > _SHOWN)
