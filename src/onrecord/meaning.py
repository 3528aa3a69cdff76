"""Search by meaning: words turned into a vector, and the statements whose vectors lie near it."""

import sqlite3

from onrecord.errors import WeightsError
from onrecord.neural import default_vectoriser
from onrecord.store.nearest import NearHit, has_vectors, search_near
from onrecord.store.search import Among


def load_meaning() -> None:
    """Loads what search by meaning needs, as far as it is installed, so that the first search does not wait for it."""
    vectoriser = default_vectoriser()
    if vectoriser is not None:
        vectoriser.vectors(["ready"])


def search_meaning(
    connection: sqlite3.Connection, words: str, *, offset: int = 0, limit: int = 50, among: Among | None = None
) -> list[NearHit]:
    """The statements that say what lies nearest to the words, the nearest first.

    Raises: WeightsError where there are no weights for it, or were none when the ledger was read.
    """
    vectoriser = default_vectoriser()
    if vectoriser is None:
        raise WeightsError(
            "Search by meaning is off, since its weights or onnxruntime are not installed. Install onrecord anew, or search by "
            "words."
        )
    if not has_vectors(connection):
        raise WeightsError(
            "Search by meaning is off, since this ledger was read without the weights for it. Read its sources again, or "
            "search by words."
        )
    (vector,) = vectoriser.vectors([words])
    return search_near(connection, vector, offset=offset, limit=limit, among=among)
