"""Units that the news counts in: measures, money, shares, periods; their spellings, and what they are compared in."""


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
        "hp power": "hp,bhp,horsepower",
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
        "point point": "point,points,pts",
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
}


def to_base(unit: str) -> tuple[str, float]:
    """The metric unit that a unit is compared in, and how many of it one is; other units stay.

    Miles and feet stay: their metric values in the news are roundings, which would look like other numbers.
    """
    name, mark, rate = unit.partition("/")
    base, factor = _METRIC.get(name, (name, 1.0))
    return f"{base}{mark}{rate}", factor


def is_measure(unit: str) -> bool:
    """Whether a unit is one of measure, money or share, by its name in a figure, rather than of counted people or things."""
    return "/" in unit or unit in _MEASURED
