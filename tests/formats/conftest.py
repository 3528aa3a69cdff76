"""The bundled example as a ledger, and as the contents of its story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Ledger
from onrecord.tell.tables import Contents
from tests.formats.made import make_hostile

HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"


@pytest.fixture(scope="session")
def harrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The bundled example, read."""
    with onrecord.open(tmp_path_factory.mktemp("formats") / "harrow.onrecord") as ledger:
        ledger.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
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
