"""The table of measures is what pint says, and the names in it are told apart."""

import pytest

from onrecord.language.measures import BY_SYMBOL, BY_WORDS, MEASURES
from onrecord.language.units import find_measure, in_barrels, name_unit, to_base


def test_the_table_is_what_pint_makes() -> None:
    """Made anew, it is the same to the letter."""
    pytest.importorskip("pint")
    from training.units import make_table

    shown = ["\t".join((m.long, m.dimension, f"{m.size:.12g}", " ".join(m.symbols), ",".join(m.words))) for m in MEASURES]
    assert make_table() == shown


def test_symbols_count_to_the_letter() -> None:
    assert BY_SYMBOL["mW"].size == pytest.approx(1e-9 * BY_SYMBOL["MW"].size)
    assert "mw" not in BY_SYMBOL
    assert BY_WORDS["fluid", "ounces"].dimension == "volume"


@pytest.mark.parametrize(
    ("words", "name"), [(("kilometres",), "km"), (("MPa",), "MPa"), (("Watt", "hours"), "Wh"), (("zebras",), None)]
)
def test_a_measure_has_one_name(words: tuple[str, ...], name: str | None) -> None:
    found = find_measure(words)
    assert (found[0] if found else None) == name


def test_long_names_and_common_units() -> None:
    assert name_unit("ksi") == "kilopound per square inch"
    assert name_unit("goat") == "goat"
    assert to_base("MW") == ("W", 1e6)


def test_flows_compare_in_barrels_and_amounts_do_not() -> None:
    assert in_barrels("gallon/day") == ("barrel/day", 1 / 42)
    assert in_barrels("gallon") is None
    assert in_barrels("tonne/day") is None
