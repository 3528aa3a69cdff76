"""The outlines of the world's countries, from Natural Earth (1:50m, public domain) as r-cran-rnaturalearthdata has them."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's rings of (longitude, latitude)."""

    name: str
    code: str
    rings: tuple[Ring, ...]


def read_outlines(folder: Path, *, table: str = "countries50") -> list[Outline]:
    """The countries, or the regions of large ones (states50), of rnaturalearthdata in a folder of R packages (needs rdata)."""
    import rdata

    base = folder / "rnaturalearthdata" / "data"
    index = rdata.conversion.convert(rdata.parser.parse_data(zlib.decompress((base / "Rdata.rdx").read_bytes(), 31)))
    at, size = (int(n) for n in index["variables"][table])
    packed = (base / "Rdata.rdb").read_bytes()[at : at + size]
    top = _attributes(rdata.parser.parse_data(_unpack(packed)).object)
    table = _attributes(top["data"])
    columns = dict(zip(_strings(table["names"]), top["data"].value, strict=True))
    names, codes = _column(columns["name"]), _column(columns["iso_a2"])
    rows = zip(names, codes, top["polygons"].value, strict=True)
    return sorted((Outline(n, c, tuple(_rings(p))) for n, c, p in rows), key=lambda o: o.name)


def _unpack(packed: bytes) -> bytes:
    """A record of an R lazy-load file: four bytes of length, then Z and raw LZMA, or zlib."""
    import lzma

    (size,) = struct.unpack(">I", packed[:4])
    if packed[4:5] != b"Z":
        return zlib.decompress(packed[4:])
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6}]
    return lzma.decompress(packed[5:], format=lzma.FORMAT_RAW, filters=filters)[:size]


def _attributes(value: Any) -> dict[str, Any]:
    found, node = {}, value.attributes
    while node is not None and node.info.type.name == "LIST":
        tag = node.tag
        while tag.info.type.name == "REF":
            tag = tag.referenced_object
        found[tag.value.value.decode()] = node.value[0]
        node = node.value[1]
    return found


def _strings(value: Any) -> list[str]:
    return [(item.value or b"").decode("latin-1") for item in value.value]


def _column(value: Any) -> list[str]:
    """A column of text, or of numbers into a list of levels."""
    if value.info.type.name == "STR":
        return _strings(value)
    levels = _strings(_attributes(value)["levels"])
    return [levels[n - 1] if n > 0 else "" for n in value.value]


def _rings(polygons: Any) -> Iterator[Ring]:
    for polygon in _attributes(polygons)["Polygons"].value:
        coordinates = list(_attributes(polygon)["coords"].value)
        half = len(coordinates) // 2
        yield list(zip(map(float, coordinates[:half]), map(float, coordinates[half:]), strict=True))


def pack_outlines(outlines: list[tuple[str, Outline]]) -> bytes:
    """The outlines as `onrecord.gazetteer.outlines` reads them: in hundredths of a degree, as steps."""
    lines = []
    for code, outline in outlines:
        rings = []
        for ring in outline.rings:
            points = [(round(x * 100), round(y * 100)) for x, y in ring]
            points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
            if len(points) > 2:
                steps = [points[0], *((x - a, y - b) for (a, b), (x, y) in pairwise(points))]
                rings.append(" ".join(f"{x},{y}" for x, y in steps))
        lines.append("\t".join([code, outline.name, *rings]))
    return zlib.compress("\n".join(lines).encode(), 9)
