"""A ledger of two stories, one of them disputed, for the tests of pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.ledger import Ledger
from tests.conftest import make_story
from tests.review.test_judging import ferry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two stories."""
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([*ferry(), *make_story(3, size=2)])
    return tmp_path / "x.onrecord"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with onrecord.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    """Where the ledger is served to an editor."""
    from onrecord.web.app import make_app  # needs the extra [web], which the other tests here do without
    from tests.web.serving import serving

    with serving(make_app(path, editor="N. Orr")) as served:
        yield served
