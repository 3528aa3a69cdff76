"""What happened, day by day."""

from collections.abc import Sequence

from onrecord.model import Document, Event, Origin


def make_timeline(documents: Sequence[Document], *, origins: Sequence[Origin]) -> tuple[Event, ...]:
    """The events of one story in order of their days, one entry an event however many articles tell it."""
    return ()
