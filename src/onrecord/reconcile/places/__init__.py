"""Where a story happens: the places that it names, by coordinates."""

from onrecord.reconcile.places.story import find_places

__all__ = ["find_places"]
