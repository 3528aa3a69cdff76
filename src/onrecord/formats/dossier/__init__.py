"""The dossier: what a reader needs to check a story again by themselves, offline, with nothing installed."""

from onrecord.formats.dossier.page import Dossier, make_dossier
from onrecord.formats.dossier.wacz import write_wacz

__all__ = ["Dossier", "make_dossier", "write_wacz"]
