"""The map of the report: what lies on it, what stands beside it, and that it needs nothing from anywhere."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_story import make_story

from onrecord.model import Passage, Place
from onrecord.tell.report import render_report
from onrecord.tell.report.maps import Spot, draw_map, draw_world, fit_view


def spot(name: str, latitude: float, longitude: float, weight: int = 1) -> Spot:
    return Spot(
        href=f"#g-{name}",
        name=name,
        words=name,
        latitude=latitude,
        longitude=longitude,
        weight=weight,
        disputed=False,
        rough=False,
    )


def with_places(*places: tuple[str, float | None, float | None]) -> str:
    documents, record = make_story()
    first = record.story.articles[0]
    made = tuple(
        Place(
            id=f"g-{n}", name=name, kind="unknown" if lat is None else "town", latitude=lat, longitude=lon,
            gazetteer_id=None if lat is None else f"geonames:{n}",
            mentions=tuple(Passage(article=first, start=k, end=k + 1, exact="x") for k in (0, 2)),
            figures=tuple(f.id for d in documents for f in d.reading.figures),
        )
        for n, (name, lat, lon) in enumerate(places)
    )  # fmt: skip
    return render_report(documents, [replace(record, places=made)])


def test_places_are_on_the_map_and_in_the_list() -> None:
    page = with_places(("Marnvik", 51.7, 36.2), ("Tolsk", 50.9, 34.8), ("Nowhere", None, None))
    section = page[page.index('id="where"') :]
    section = section[: section.index("</section>")]
    assert section.count("<svg viewBox") >= 3
    for name in ("Marnvik", "Tolsk"):
        assert re.search(rf'<text class="pl z1"[^>]*>{name}</text>', section)
        assert f'<bdi class="bt">{name}</bdi>' in section
    assert "Nowhere</bdi> (2 mentions)" in section
    assert "http" not in section
    assert "<script" not in page
    for target in re.findall(r'<a href="#([^"]+)"', section):
        assert f'id="{target}"' in page


def test_a_story_of_no_known_place_says_so() -> None:
    page = with_places(("Nowhere", None, None))
    assert "there is no map" in page
    assert '<figure class="map' not in page


def test_a_story_without_places_has_no_such_part() -> None:
    documents, record = make_story()
    assert 'id="where"' not in render_report(documents, [replace(record, places=())])


def test_the_land_is_where_it_is() -> None:
    spots = [spot("Kyiv", 50.45, 30.52, 3), spot("Lviv", 49.84, 24.02)]
    view = fit_view(spots, width=860, height=500)
    drawn = draw_map(spots, view, kind="wide", labels=9)
    assert "Ukraine" in {c.name for c in drawn.countries}
    kyiv, lviv = drawn.dots
    assert (kyiv.spot.name, lviv.spot.name) == ("Kyiv", "Lviv")
    assert lviv.x < kyiv.x
    assert kyiv.y < lviv.y
    assert kyiv.r > lviv.r
    assert kyiv.labelled


degrees = st.tuples(st.floats(-84, 84), st.floats(-180, 180), st.integers(0, 500))


@given(st.lists(degrees, min_size=1, max_size=12))
@pytest.mark.slow
def test_every_spot_fits(rows: list[tuple[float, float, int]]) -> None:
    spots = [spot(f"n{n}", *row) for n, row in enumerate(rows)]
    view = fit_view(spots, width=860, height=500)
    assert view.east - view.west <= 360.001
    assert view.west >= -180.001
    assert view.east <= 180.001
    drawn = draw_map(spots, view, kind="wide", labels=5)
    assert all(0 <= d.x <= 860 and 0 <= d.y <= 500 for d in drawn.dots)
    assert sum(d.labelled for d in drawn.dots) <= 5
    frame = draw_world(spots, view).frame
    assert frame is not None
    assert frame[0] < frame[2]


def test_closer_there_is_room_for_more_labels() -> None:
    spots = [spot(f"Village {n}", 50.0 + 0.11 * (n % 5), 30.0 + 0.11 * (n // 5), n) for n in range(25)]
    drawn = draw_map(spots, fit_view([*spots, spot("Far", 60.0, 40.0)], width=860, height=500), kind="wide", labels=18)
    rows = [sum(d.labelled for d in drawn.dots), *(len(c.dots) for c in drawn.closer)]
    assert [c.times for c in drawn.closer] == [2, 4]
    assert rows == sorted(rows)
    assert rows[0] < rows[-1]
    assert {c.scale_words for c in drawn.closer} != {drawn.scale_words}
