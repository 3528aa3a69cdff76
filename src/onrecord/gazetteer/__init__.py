"""The places of the world by name: towns of 500 people and more, regions, countries, seas; GeoNames, CC BY 4.0."""

from onrecord.gazetteer.outlines import Outline, find_outlines
from onrecord.gazetteer.table import (
    ADJECTIVE,
    CAPITAL,
    MAIN,
    OTHER,
    Site,
    SiteKind,
    find_capital,
    find_country,
    find_region,
    find_sites,
    tell_within,
)

__all__ = [
    "ADJECTIVE",
    "CAPITAL",
    "MAIN",
    "OTHER",
    "Outline",
    "Site",
    "SiteKind",
    "find_capital",
    "find_country",
    "find_outlines",
    "find_region",
    "find_sites",
    "tell_within",
]
