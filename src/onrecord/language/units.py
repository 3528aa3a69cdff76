"""Units that the news counts in: measures, money, shares, periods; their spellings, and what they are compared in.

The measures of physics and trade that the news seldom has are in `measures`.
"""

from onrecord.language.measures import BY_SYMBOL, BY_WORDS
from onrecord.language.measures import MEASURES as LIBRARY


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _spell(table: dict[str, str]) -> dict[str, tuple[str, str]]:
    """{spelling: (name, dimension)} of {(name, dimension) as "name dimension": spellings}."""
    return {word: (key.split()[0], key.split()[1]) for key, words in table.items() for word in words.split(",")}


MEASURES = _spell(
    {
        "km length": "km,kms,kilometre,kilometres,kilometer,kilometers",
        "m length": "m,metre,metres,meter,meters",
        "cm length": "cm,centimetre,centimetres,centimeter,centimeters",
        "mm length": "mm,millimetre,millimetres,millimeter,millimeters",
        "mile length": "mile,miles,mi",
        "nautical-mile length": "nmi",
        "yard length": "yard,yards",
        "foot length": "foot,feet,ft",
        "inch length": "inch,inches",
        "km2 area": "km²,km2,sqkm",
        "m2 area": "m²,sqm",
        "ha area": "hectare,hectares,ha",
        "acre area": "acre,acres",
        "m3 volume": "m³",
        "barrel volume": "barrel,barrels,bbl,bpd",
        "gallon volume": "gallon,gallons",
        "liter volume": "litre,litres,liter,liters",
        "ml volume": "ml,millilitre,millilitres,milliliter,milliliters",
        "tonne mass": "tonne,tonnes,mt",
        "ton mass": "ton,tons",
        "kg mass": "kg,kgs,kilo,kilos,kilogram,kilograms,kilogramme,kilogrammes",
        "g mass": "gram,grams,gramme,grammes",
        "mg mass": "mg,milligram,milligrams",
        "lb mass": "lb,lbs",
        "ounce mass": "ounce,ounces,oz",
        "mph speed": "mph",
        "km/h speed": "kph,kmh",
        "knot speed": "knots",
        "MW power": "mw,megawatt,megawatts",
        "kW power": "kw,kilowatt,kilowatts",
        "GW power": "gw,gigawatt,gigawatts",
        "hp power": "hp,horsepower",
        "bhp power": "bhp",
        "W power": "watt,watts",
        "kWh energy": "kwh",
        "GWh energy": "gwh",
        "calorie energy": "calorie,calories,kcal",
        "ppm fraction": "ppm",
        "ppb fraction": "ppb",
        "mpg economy": "mpg",
        "psi pressure": "psi",
        "°C temperature": "celsius",
        "°F temperature": "fahrenheit",
        "MWh energy": "mwh",
        "kiloton energy": "kiloton,kilotons,kt",
        "degree temperature": "degree,degrees,°c,°f,°",
        "GB data": "gb,gigabyte,gigabytes",
        "MB data": "mb,megabyte,megabytes",
        "TB data": "tb,terabyte,terabytes",
        "Hz frequency": "hz,hertz",
        "GHz frequency": "ghz",
        "second time": "second,seconds,secs",
        "minute time": "minute,minutes,mins",
        "hour time": "hour,hours,hrs",
        "day time": "day,days",
        "week time": "week,weeks",
        "month time": "month,months",
        "year time": "year,years,yrs",
        "decade time": "decade,decades",
        "century time": "century,centuries",
        "percent share": "percent,pct,pc,%,٪",
        "permille share": "‰",
        "point point": "point,points,pts",
        "point/game point": "ppg",
        "rebound/game point": "rpg",
        "assist/game point": "apg",
    }
)
PHRASES = {
    ("per", "cent"): ("percent", "share"),
    ("percentage", "points"): ("percentage-point", "share"),
    ("percentage", "point"): ("percentage-point", "share"),
    ("basis", "points"): ("basis-point", "share"),
    ("basis", "point"): ("basis-point", "share"),
    ("nautical", "miles"): ("nautical-mile", "length"),
    ("metric", "tons"): ("tonne", "mass"),
    ("metric", "tonnes"): ("tonne", "mass"),
    ("light", "years"): ("light-year", "length"),
    ("degrees", "celsius"): ("°C", "temperature"),
    ("degrees", "fahrenheit"): ("°F", "temperature"),
    ("degree", "celsius"): ("°C", "temperature"),
    ("degree", "fahrenheit"): ("°F", "temperature"),
    ("°", "c"): ("°C", "temperature"),
    ("°", "f"): ("°F", "temperature"),
    ("º", "c"): ("°C", "temperature"),
    ("º", "f"): ("°F", "temperature"),
}
SQUARED = {
    "km": "km2",
    "m": "m2",
    "mile": "mile2",
    "foot": "foot2",
    "yard": "yard2",
    "inch": "inch2",
    "cm": "cm2",
    "mm": "mm2",
}
CUBED = {"m": "m3", "foot": "foot3", "km": "km3", "cm": "cm3", "yard": "yard3"}

SIGNS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₴": "UAH",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "#": "GBP",
}
PREFIXED = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "nt": "TWD",
    "r": "BRL",
}
LOST = {"PS": "GBP", "Y=": "JPY"}
"""Currency signs as old encodings left them, joined to the number."""
CODES = _words(
    """USD GBP EUR JPY INR RUB UAH TRY KRW ILS AUD CAD NZD HKD SGD TWD BRL CHF SEK NOK DKK PLN CZK HUF CNY ZAR MXN RM Rs"""
)
CURRENCIES = {
    "dollar": "USD",
    "buck": "USD",
    "pound": "GBP",
    "sterling": "GBP",
    "quid": "GBP",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "hryvnia": "UAH",
    "franc": "CHF",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "zloty": "PLN",
    "lira": "TRY",
    "shekel": "ILS",
    "won": "KRW",
    "rand": "ZAR",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "baht": "THB",
    "naira": "NGN",
    "peso": "peso",
    "dinar": "dinar",
    "dirham": "AED",
    "riyal": "SAR",
    "forint": "HUF",
    "koruna": "CZK",
    "kuna": "HRK",
    "sen": "sen",
    "taka": "BDT",
    "tenge": "KZT",
    "shilling": "shilling",
    "birr": "ETB",
    "cedi": "GHS",
    "cent": "cent",
    "pence": "pence",
    "penny": "pence",
}
COINS = frozenset({"crown", "mark", "guilder", "florin", "thaler"})
"""Words that are currencies only behind a large number."""
NATIONAL = {
    ("australian", "dollar"): "AUD",
    ("canadian", "dollar"): "CAD",
    ("hong", "kong", "dollar"): "HKD",
    ("singapore", "dollar"): "SGD",
    ("us", "dollar"): "USD",
    ("u.s.", "dollar"): "USD",
    ("swiss", "franc"): "CHF",
    ("danish", "krone"): "DKK",
    ("danish", "crown"): "DKK",
    ("swedish", "krona"): "SEK",
    ("swedish", "crown"): "SEK",
    ("norwegian", "krone"): "NOK",
    ("norwegian", "crown"): "NOK",
    ("indian", "rupee"): "INR",
    ("malaysian", "ringgit"): "MYR",
    ("chinese", "yuan"): "CNY",
    ("japanese", "yen"): "JPY",
    ("turkish", "lira"): "TRY",
}
NATIONS = frozenset(words[0] for words in NATIONAL)
PERIODS = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "night", "quarter"}
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year", "hourly": "hour"}


_MEASURED = (
    {name.split("/")[0] for name, _ in MEASURES.values()}
    | {name for name, _ in PHRASES.values()}
    | {
        *SQUARED.values(),
        *CUBED.values(),
        *SIGNS.values(),
        *PREFIXED.values(),
        *CODES,
        *CURRENCIES.values(),
        *NATIONAL.values(),
    }
    | COINS
    | {"times"}
)


_METRIC = {
    "mm": ("m", 0.001),
    "cm": ("m", 0.01),
    "km": ("m", 1000.0),
    "m2": ("km2", 1e-6),
    "ha": ("km2", 0.01),
    "g": ("kg", 0.001),
    "mg": ("kg", 1e-6),
    "tonne": ("kg", 1000.0),
    "ml": ("liter", 0.001),
    "kW": ("W", 1e3),
    "MW": ("W", 1e6),
    "GW": ("W", 1e9),
    "kWh": ("Wh", 1e3),
    "MWh": ("Wh", 1e6),
    "GWh": ("Wh", 1e9),
    "TWh": ("Wh", 1e12),
}


def to_base(unit: str) -> tuple[str, float]:
    """The metric unit that a unit is compared in, and how many of it one is; other units stay.

    Miles and feet stay: their metric values in the news are roundings, which would look like other numbers.
    """
    name, mark, rate = unit.partition("/")
    base, factor = _METRIC.get(name, (name, 1.0))
    return f"{base}{mark}{rate}", factor


def name_unit(unit: str) -> str:
    """The long name of a unit in the singular ("kilometre per hour"), itself where it has none of its own."""
    return _LONG.get(unit, unit)


def find_measure(words: tuple[str, ...]) -> tuple[str, str] | None:
    """The name and dimension of a measure by one or two words of it as they are written, None where they are none."""
    found = BY_SYMBOL.get(words[0]) if len(words) == 1 else None
    found = found or BY_WORDS.get(tuple(w.lower() for w in words))
    return (_NAMED.get(found.long, found.name), found.dimension) if found else None


_NAMED = {
    measure.long: next(MEASURES[form][0] for form in (*measure.words, *measure.symbols) if form in MEASURES)
    for measure in LIBRARY
    if any(form in MEASURES for form in (*measure.words, *measure.symbols))
}
_LONG = {_NAMED.get(measure.long, measure.name): measure.long for measure in reversed(LIBRARY)} | {
    "mph": "mile per hour",
    "km/h": "kilometre per hour",
    "mpg": "mile per gallon",
    "bhp": "brake horsepower",
    "ppm": "part per million",
    "ppb": "parts-per-billion",
    "percentage-point": "percentage point",
    "basis-point": "basis point",
    "km2": "square kilometre",
    "m2": "square metre",
    "foot2": "square foot",
    "mile2": "square mile",
    "m3": "cubic metre",
    "foot3": "cubic foot",
    "generation": "generation wireless",
    "WAR": "win above replacement",
}


# barrels of oil in a gallon and a litre
_BARRELS = {"gallon": 1 / 42, "liter": 1 / 158.987}


def in_barrels(unit: str) -> tuple[str, float] | None:
    """For a flow in gallons or litres the unit in barrels, and how many of these one is; None for any other unit.

    Flows of oil are told in barrels, gallons and litres side by side, each rounded: they are compared in one of them.
    """
    name, mark, rate = unit.partition("/")
    return (f"barrel{mark}{rate}", _BARRELS[name]) if mark and name in _BARRELS else None


_DIMENSIONS = dict((*MEASURES.values(), *PHRASES.values()))


def find_dimension(unit: str) -> str | None:
    """What a unit that the news often has measures ("length", "time"), by its name in a figure; None for any other."""
    return _DIMENSIONS.get(unit)


def is_measure(unit: str) -> bool:
    """Whether a unit is one of measure, money or share, by its name in a figure, rather than of counted people or things."""
    return "/" in unit or unit in _MEASURED
