"""Parts of a sum, told with it, count their part alone."""

import pytest

from tests.understand.figures.test_figures import labels


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Two leaks lose 95,000 barrels of oil a day, with 70,000 barrels from the larger leak and 25,000 from the smaller.",
            {"70,000 barrels": "from larger leak", "25,000": "from smaller"},
        ),
        # they do not add up
        (
            "Two leaks lose 95,000 barrels of oil a day, with 70,000 barrels from the larger leak and 20,000 from the smaller.",
            {"70,000 barrels": "", "20,000": ""},
        ),
        # nothing says of what they are parts
        (
            "The leak is put at 95,000 barrels of oil a day, not at 70,000 barrels a day or 25,000 barrels a day.",
            {"70,000 barrels a day": "", "25,000 barrels a day": ""},
        ),
    ],
)
def test_a_part_is_told_from_the_whole(sentence: str, parts: dict[str, str]) -> None:
    found = labels(sentence)
    whole = next(label for wording, label in found.items() if wording.startswith("95,000"))
    assert whole
    assert {wording: found[wording].removeprefix(whole).strip() for wording in parts} == parts
