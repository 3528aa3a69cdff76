"""A browser of this machine, for tests that look at pages as a person does."""

import contextlib
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
#: What marks a module or test that opens one.
IN_BROWSER = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome at hand")]


@contextlib.contextmanager
def browsing() -> Iterator[Any]:
    """A browser, closed afterwards."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()
