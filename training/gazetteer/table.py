"""Writing the gazetteer: one SQLite table of places, one of their names."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.gazetteer.keys import make_key
from onrecord.gazetteer.table import ADJECTIVE, KINDS, MAIN, OTHER

_ENDINGS = (
    "county parish borough municipality city oblast kray krai oblasti oblast' region province state district governorate"
    " prefecture department raion rayon voivodeship canton land republic respublika sheng shi zizhiqu zhuangzu huizu uygur"
    " autonomous territory"
).split()


@dataclass(slots=True, kw_only=True)
class Entry:
    """A place to be written; `within` is the entry of its county or region."""

    source: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    region: str = ""
    county: str = ""
    population: int = 0
    reach: int = 0
    rank: int = 0
    others: Sequence[str] = ()
    adjectives: Sequence[str] = field(default=())


def short_forms(name: str) -> Iterator[str]:
    """A region's name without the word for its kind ("Laurel" of "Laurel County")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _ENDINGS:
        words.pop()
        yield " ".join(words)
    if len(words) > 1 and words[0].lower() in _ENDINGS:
        yield " ".join(words[1:]).removeprefix("of ")


def write_table(path: Path, entries: Iterable[Entry], about: Mapping[str, str]) -> tuple[int, int]:
    """Writes the places in their order, anew; returns how many places and names."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 4096")
    connection.executescript(
        """CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE places (
            number INTEGER PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
            latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
            county TEXT NOT NULL,
            population INTEGER NOT NULL, reach INTEGER NOT NULL, rank INTEGER NOT NULL
        );
        CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (key, place))
        WITHOUT ROWID;
        CREATE INDEX regions ON places (country, region) WHERE kind = 2;
        CREATE INDEX countries ON places (country) WHERE kind = 3;
        CREATE INDEX capitals ON places (country) WHERE rank = 2;"""
    )
    connection.executemany("INSERT INTO about VALUES (?,?)", sorted(about.items()))
    names: dict[tuple[str, int], int] = {}
    number = 0
    for number, e in enumerate(entries, 1):
        row = (
            number, e.source, e.name, KINDS.index(e.kind), round(e.latitude * 1e4), round(e.longitude * 1e4), e.country,
            e.region, e.county, e.population, e.reach, e.rank,
        )  # fmt: skip
        connection.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", row)
        for form, forms in ((MAIN, (e.name,)), (OTHER, e.others), (ADJECTIVE, e.adjectives)):
            for key in filter(None, map(make_key, forms)):
                names[key, number] = min(form, names.get((key, number), form))
    connection.executemany("INSERT INTO names VALUES (?,?,?)", ((k, n, form) for (k, n), form in sorted(names.items())))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    return number, len(names)
