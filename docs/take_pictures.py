"""Takes the pictures of the pages that the docs show, of the bundled example, in a headless Chromium.

    python docs/take_pictures.py

Writes docs/report.png and docs/pictures/*.jpg. Needs the extra [web], Playwright, and Chromium or Chrome on the machine.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

import onrecord

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "harrow"
DRAFT = (
    "Fourteen people were killed when a blast tore through the Harrow Tunnel on 8 October, the rescue service said. "
    '"We did not put bombs in the Harrow Tunnel," said Mara Teskin.'
)
WIDE, PHONE = ViewportSize(width=1180, height=1100), ViewportSize(width=390, height=844)


def take(page: Page, name: str, *, wide: bool = True) -> None:
    """One picture of what the page shows at the top."""
    page.set_viewport_size(WIDE if wide else PHONE)
    page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.jpg", type="jpeg", quality=72)


def take_all(page: Page, address: str, report: Path) -> None:
    """The report, and the pages that an editor works on."""
    page.set_viewport_size({"width": 1180, "height": 1500})
    page.goto(report.as_uri())
    page.screenshot(path=ROOT / "docs" / "report.png")
    page.goto(f"{address}/")
    page.click("main a")
    take(page, "story")
    take(page, "story-phone", wide=False)
    page.goto(f"{address}/queue")
    take(page, "review")
    page.goto(f"{address}/check")
    page.fill("textarea", DRAFT)
    page.locator("main form button").first.click()
    take(page, "draft")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/search?q=tunnel")
    take(page, "search-dark")


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def main() -> None:
    """Reads the example, serves it, and takes the pictures."""
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    if browser is None:
        sys.exit("no Chromium or Chrome at hand: no pictures taken")
    with tempfile.TemporaryDirectory() as folder:
        path, report = Path(folder) / "harrow.onrecord", Path(folder) / "harrow.html"
        with onrecord.open(path) as ledger:
            ledger.read([str(EXAMPLE / "articles")], metadata=EXAMPLE / "metadata.csv")
            report.write_text(ledger.report(), encoding="utf-8")
        port = free_port()
        command = [sys.executable, "-m", "onrecord", "serve", str(path), "--port", str(port), "--editor", "N. Orr"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(100):
                try:
                    urllib.request.urlopen(address).close()
                    break
                except OSError:
                    time.sleep(0.2)
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
                take_all(chromium.new_page(), address, report)
                chromium.close()
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
