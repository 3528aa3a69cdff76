"""The measures of physics, engineering and trade, from pint: their names, symbols and size in SI base units.

    python training/units.py src/onrecord/language/measures.tsv

Which units the news and reports use, and what they are called here, is listed below; what they mean is pint's (BSD licence),
prefixes included. A row is: name, long name, dimension, size in SI base units, symbols (to the letter), words (lower case).
"""

import re
import sys
from pathlib import Path

import pint

# dimension: pint's names; "+" takes the usual prefixes, "-" leaves out the symbol, which is a word or another thing
UNITS = {
    "length": "angstrom fathom furlong parsec- light_year- nautical_mile meter+ yard foot inch mile",
    "area": "hectare acre",
    "volume": "liter+ gallon quart pint- fluid_ounce bushel- teaspoon- tablespoon- oil_barrel-",
    "mass": "gram+ tonne+ pound- ounce stone- carat- dram- grain- short_ton-",
    "speed": "knot-",
    "power": "watt+ horsepower metric_horsepower-",
    "energy": "joule+ watt_hour+ calorie+ british_thermal_unit electron_volt+",
    "pressure": "pascal+ bar+ psi ksi atmosphere- torr mmHg",
    "force": "newton+ pound_force",
    "torque": "newton_meter- foot_pound-",
    "current": "ampere+",
    "voltage": "volt+",
    "resistance": "ohm+",
    "capacitance": "farad+",
    "charge": "coulomb+ ampere_hour+",
    "inductance": "henry+",
    "magnetism": "tesla+ gauss-",
    "frequency": "hertz+ revolutions_per_minute",
    "data": "byte+ bit+",
    "temperature": "kelvin+ degree_Celsius degree_Fahrenheit",
    "light": "lumen candela lux",
    "radiation": "becquerel+ sievert+ gray+ curie+",
    "substance": "mole+ molar+",
    "time": "second+",
    "angle": "radian arcminute- arcsecond-",
    "sound": "decibel",
}
PREFIXES = {
    "": "",
    "gram": "nano micro milli kilo",
    "meter": "pico nano micro milli centi deci kilo",
    "liter": "nano micro milli centi deci mega giga",
    "tonne": "kilo mega giga",
    "byte": "kilo mega giga tera peta exa",
    "bit": "kilo mega giga tera",
    "second": "pico nano micro milli",
    "bar": "milli",
    "calorie": "kilo",
    "kelvin": "milli",
    "watt_hour": "kilo mega giga tera",
    "electron_volt": "kilo mega giga tera",
    "ampere_hour": "milli kilo",
    "sievert": "nano micro milli",
    "volt": "micro milli kilo mega",
    "ampere": "nano micro milli kilo",
    "farad": "pico nano micro",
    "mole": "nano micro milli",
    "molar": "nano micro milli",
    "curie": "micro milli",
    "newton": "milli kilo mega",
}
USUAL = "micro milli kilo mega giga tera"
"""Prefixes of other units."""
LONG = {
    "fluid_ounce": "fluid ounce", "watt_hour": "watt hour", "british_thermal_unit": "british thermal unit",
    "electron_volt": "electronvolt", "psi": "pound per square inch", "ksi": "kilopound per square inch",
    "newton_meter": "newton metre", "foot_pound": "foot pound-force", "pound_force": "pound-force", "pound": "pound-mass",
    "mmHg": "millimetre of mercury", "revolutions_per_minute": "revolution per minute", "degree_Celsius": "celsius",
    "degree_Fahrenheit": "fahrenheit", "metric_horsepower": "horsepower", "oil_barrel": "barrel", "short_ton": "ton",
    "nautical_mile": "nautical mile", "light_year": "light-year", "gray": "gray", "arcminute": "arcminute",
    "ampere_hour": "ampere hour",
}  # fmt: skip
"""Long names that are not pint's own."""
SYMBOLS = {
    "angstrom": "Å", "fluid_ounce": "floz", "watt_hour": "Wh", "newton_meter": "Nm", "foot_pound": "lb-ft ft-lb lbft ftlb",
    "pound_force": "lbf", "revolutions_per_minute": "rpm RPM", "british_thermal_unit": "BTU Btu", "metric_horsepower": "PS",
    "electron_volt": "eV", "horsepower": "hp HP", "degree_Celsius": "°C ºC ℃", "degree_Fahrenheit": "°F ºF ℉", "ohm": "Ω",
    "quart": "qt", "gallon": "gal", "ounce": "oz", "foot": "ft", "inch": "in", "mile": "mi", "yard": "yd", "hectare": "ha",
    "decibel": "dB", "ampere_hour": "Ah", "calorie": "cal", "psi": "psi", "ksi": "ksi", "torr": "Torr",
    "mmHg": "mmHg", "bit": "bit", "byte": "B", "second": "s", "tonne": "t", "molar": "M", "kelvin": "K", "lumen": "lm",
    "candela": "cd", "lux": "lx", "radian": "rad", "acre": "ac", "bar": "bar", "knot": "kn", "fathom": "ftm",
}  # fmt: skip
"""Symbols that are not pint's default, or of which there are several."""
WORDS = {
    "oil_barrel": "barrel", "short_ton": "ton", "nautical_mile": "nautical mile", "metric_horsepower": "", "pound": "",
    "degree_Celsius": "celsius centigrade", "degree_Fahrenheit": "fahrenheit", "psi": "", "ksi": "", "mmHg": "",
    "revolutions_per_minute": "", "stone": "", "grain": "", "foot": "foot", "molar": "", "newton_meter": "", "foot_pound": "",
    "pound_force": "", "second": "second", "gray": "", "light_year": "light-year",
}  # fmt: skip
PRODUCTS = {"newton_meter": "newton * meter", "foot_pound": "foot * pound_force"}
SHORT = {"micro": ("µ", "μ", "u")}
IRREGULAR = {"foot": "feet", "inch": "inches", "henry": "henries", "lux": "lux", "hertz": "hertz", "horsepower": "horsepower"}


def british(word: str) -> str:
    """The British spelling of a measure: "kilometre", "litre"."""
    return re.sub(r"(met|lit)er$", r"\1re", word)


def make_table() -> list[str]:
    """The rows of the table."""
    registry = pint.UnitRegistry()
    rows = []
    for dimension, names in UNITS.items():
        for entry in names.split():
            name = entry.rstrip("+-")
            prefixes = PREFIXES.get(name, USUAL).split() if "+" in entry else []
            rows += [_row(registry, dimension, name, p, symbol=not entry.endswith("-")) for p in ["", *prefixes]]
    return ["\t".join(row) for row in rows]


def main() -> None:
    """Writes the table."""
    Path(sys.argv[1]).write_text("".join(f"{row}\n" for row in make_table()), encoding="utf8")


def _row(registry: pint.UnitRegistry, dimension: str, name: str, prefix: str, *, symbol: bool) -> tuple[str, ...]:
    full = prefix + name
    size = (
        registry.Quantity(1, PRODUCTS.get(full, full)).to_base_units().magnitude
        if dimension not in {"temperature", "sound"}
        else 1.0
    )
    own = (SYMBOLS.get(name) or f"{registry.Unit(name):~P}").split() if symbol else SYMBOLS.get(name, "").split()
    leads = SHORT.get(prefix, (f"{registry.Unit(prefix + 'meter'):~P}"[:-1],)) if prefix else ("",)
    symbols = [lead + s for lead in leads for s in own]
    plain = WORDS.get(name, LONG.get(name, name.replace("_", " ")))
    long = LONG.get(name, name.replace("_", " "))
    words = _forms(prefix, plain, name) if plain else []
    shown = prefix + british(long)
    return (shown, dimension, f"{size:.12g}", " ".join(symbols), ",".join(words))


def _forms(prefix: str, plain: str, name: str) -> list[str]:
    singulars = dict.fromkeys([prefix + plain, prefix + british(plain), prefix + plain.replace(" ", "-")])
    plurals = [IRREGULAR.get(name, "") or (w if w.endswith("s") else w + "s") for w in singulars]
    return list(dict.fromkeys([*singulars, *(prefix + p if name in IRREGULAR else p for p in plurals)]))


if __name__ == "__main__":
    main()
