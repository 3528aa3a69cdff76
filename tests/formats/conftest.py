"""The bundled example as a ledger, and as the contents of its story."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Ledger
from onrecord.tell.tables import Contents
from tests.formats.made import make_hostile


@pytest.fixture(scope="session")
def harrow(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Iterator[Ledger]:
    """The bundled example, read."""
    path = tmp_path_factory.mktemp("formats") / "harrow.onrecord"
    shutil.copyfile(read_example, path)
    with onrecord.open(path) as ledger:
        yield ledger


@pytest.fixture(scope="session")
def example(harrow: Ledger) -> list[Contents]:
    """The contents of the example."""
    return list(harrow.contents())


@pytest.fixture(scope="session", params=["example", "hostile", "several", "empty"])
def stories(request: pytest.FixtureRequest, example: list[Contents]) -> list[Contents]:
    """The example, a hostile story, both with a second hostile one, and nothing."""
    made = {
        "example": example,
        "hostile": [make_hostile()],
        "several": [make_hostile(), *example, make_hostile(id_="2")],
        "empty": [],
    }
    return made[request.param]
