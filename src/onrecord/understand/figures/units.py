"""Units: measures, money, shares and rates, read from the tokens beside a number."""

from typing import NamedTuple

from onrecord.understand.figures.tokens import Token, are_joined, low_at, word_set


class Unit(NamedTuple):
    """A unit by its canonical name and dimension; the tokens before `last` are part of it."""

    name: str
    dimension: str
    last: int


def _spell(table: dict[str, str]) -> dict[str, tuple[str, str]]:
    """{spelling: (name, dimension)} of {(name, dimension) as "name dimension": spellings}."""
    return {word: (key.split()[0], key.split()[1]) for key, words in table.items() for word in words.split(",")}


_MEASURES = _spell(
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
_PHRASES = {
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
_SQUARED = {
    "km": "km2",
    "m": "m2",
    "mile": "mile2",
    "foot": "foot2",
    "yard": "yard2",
    "inch": "inch2",
    "cm": "cm2",
    "mm": "mm2",
}
_CUBED = {"m": "m3", "foot": "foot3", "km": "km3", "cm": "cm3", "yard": "yard3"}

_SIGNS = {
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
_PREFIXED = {
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
_CODES = word_set(
    """USD GBP EUR JPY INR RUB UAH TRY KRW ILS AUD CAD NZD HKD SGD TWD BRL CHF SEK NOK DKK PLN CZK HUF CNY ZAR MXN RM Rs"""
)
_CURRENCIES = {
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
_COINS = frozenset({"crown", "mark", "guilder", "florin", "thaler"})
"""Words that are currencies only behind a large number."""
_NATIONAL = {
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
_LARGE = word_set("thousand million billion trillion bn m k tn mn")
_LARGE_DIGITS = 3
_NATIONS = frozenset(words[0] for words in _NATIONAL)
_PERIODS = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "night", "quarter"}
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year", "hourly": "hour"}


_MEASURED = (
    {name.split("/")[0] for name, _ in _MEASURES.values()}
    | {name for name, _ in _PHRASES.values()}
    | {
        *_SQUARED.values(),
        *_CUBED.values(),
        *_SIGNS.values(),
        *_PREFIXED.values(),
        *_CODES,
        *_CURRENCIES.values(),
        *_NATIONAL.values(),
    }
    | _COINS
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


def read_unit(tokens: list[Token], i: int) -> Unit | None:
    """The measure or currency at token `i`, or None."""
    if i >= len(tokens):
        return None
    low, next_ = tokens[i].low, low_at(tokens, i + 1)
    if (low, next_) in _PHRASES:
        return Unit(*_PHRASES[low, next_], i + 2)
    if low in {"sq", "square", "cubic", "cu"}:
        dot = i + 1 < len(tokens) and next_ == "."
        word = low_at(tokens, i + 1 + dot)
        name = _MEASURES.get(word, ("", ""))[0]
        table, dimension = (_SQUARED, "area") if low.startswith("sq") else (_CUBED, "volume")
        return Unit(table[name], dimension, i + 2 + dot) if name in table else None
    if low in {"km", "kms"} and next_ == "/" and low_at(tokens, i + 2) in {"h", "hr", "hour"}:
        return Unit("km/h", "speed", i + 3)
    if low == "bpd":
        return Unit("barrel/day", "volume", i + 1)
    if low == "km" and next_ == "2" and are_joined(tokens, i + 1):
        return Unit("km2", "area", i + 2)
    if low in {"m", "g"} and not are_joined(tokens, i) and next_.isalpha():
        return None
    if low == "second" and i and tokens[i - 1].kind == "word" and low_at(tokens, i - 1) != "one":
        return None
    if low in _MEASURES:
        return Unit(*_MEASURES[low], i + 1)
    return _read_currency_word(tokens, i)


def _read_currency_word(tokens: list[Token], i: int) -> Unit | None:
    for length in (3, 2) if tokens[i].low in _NATIONS else ():
        words = tuple(t.low for t in tokens[i : i + length])
        key = (*words[:-1], _as_singular(words[-1]))
        if key in _NATIONAL:
            return Unit(_NATIONAL[key], "money", i + length)
    word = _as_singular(tokens[i].low)
    if word in _CURRENCIES:
        return Unit(_CURRENCIES[word], "money", i + 1)
    if word in _COINS and i:
        last = tokens[i - 1]
        large = last.low in _LARGE or (last.kind == "number" and len(last.text) >= _LARGE_DIGITS)
        return Unit(word, "money", i + 1) if large else None
    if tokens[i].text in _CODES:
        return Unit(tokens[i].text, "money", i + 1)
    if tokens[i].text in {"€", "₽", "₴", "£"} and are_joined(tokens, i):
        return Unit(_SIGNS[tokens[i].text], "money", i + 1)
    if tokens[i].text == "p" and are_joined(tokens, i) and tokens[i - 1].kind == "number":
        return Unit("pence", "money", i + 1)
    return None


def _as_singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def read_sign(tokens: list[Token], i: int, *, scaled: bool) -> tuple[str, int] | None:
    """The currency before the number at token `i` and the token that it begins at.

    "#" is the pound sign that an old encoding lost; it counts only before a scaled or grouped number, else it is a rank.
    """
    if i == 0:
        return None
    sign = tokens[i - 1]
    if sign.text in _SIGNS:
        if sign.text == "#" and not (scaled or "," in tokens[i].text):
            return None
        if sign.text == "$" and i > 1 and tokens[i - 2].text.isupper():
            code = _PREFIXED.get(low_at(tokens, i - 2).replace(".", ""))
            if code and (are_joined(tokens, i - 1) or tokens[i - 2].text in {"US", "HK", "NZ", "C", "S", "A$"}):
                return code, i - 2
        return _SIGNS[sign.text], i - 1
    if i > 1 and tokens[i - 2].text == "$" and sign.low in _PREFIXED and are_joined(tokens, i):
        return _PREFIXED[sign.low], i - 2
    if sign.text in _CODES and (sign.text.isupper() or sign.text == "Rs"):
        return {"RM": "MYR", "Rs": "INR"}.get(sign.text, sign.text), i - 1
    return None


def read_rate(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """The period of a rate at token `i` ("a day", "per hour", "-a-day", "daily") and the token after it."""
    while low_at(tokens, i) == "-":
        i += 1
    low = low_at(tokens, i)
    if low in _ADVERBS:
        return _ADVERBS[low], i + 1
    if low not in {"a", "an", "per", "each", "every", "/"}:
        return None
    j = i + 1
    while low_at(tokens, j) == "-":
        j += 1
    word = low_at(tokens, j)
    if word in _PERIODS:
        return None if low_at(tokens, j + 1) in {"earlier", "ago", "later", "before", "after", "on"} else (word, j + 1)
    if low == "per" and word == "annum":
        return "year", j + 1
    if low in {"per", "/"} and (unit := read_unit(tokens, j)) and unit.dimension != "money":
        return unit.name, unit.last
    if low == "per" and word in {"person", "head", "capita", "household", "share", "game"}:
        return "person" if word in {"head", "capita"} else word, j + 1
    return None
