"""The palette: every text colour on every ground it stands on, by the contrast of WCAG 2.2."""

import re
from importlib import resources

import pytest

TEXT = 4.5
GRAPHIC = 3.0
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "mid", "lk") for ground in ("bg", "tint", "tgt")),
    ("ink", "fig", TEXT),
    ("ink", "same", TEXT),
    ("acc", "bg", TEXT),
    ("bg", "ink", TEXT),
    ("dat", "bg", TEXT),
    ("dat", "tgt", TEXT),
    ("figl", "bg", TEXT),
    ("figl", "fig", GRAPHIC),
    ("samel", "bg", GRAPHIC),
    *((f"m{n}", "bg", GRAPHIC) for n in range(7)),
]


def palettes() -> dict[str, dict[str, str]]:
    css = (resources.files("onrecord.tell.report") / "templates" / "report.css").read_text(encoding="utf8")
    light, dark = (
        dict(re.findall(r"--([a-z0-9]+):(#[0-9a-f]{6})", block)) for block in re.findall(r":root\{(.*?)\}", css, re.DOTALL)
    )
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_contrast(scheme: str, text: str, ground: str, least: float) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[text], palette[ground]) >= least


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = palettes().values()
    assert light.keys() == dark.keys()
