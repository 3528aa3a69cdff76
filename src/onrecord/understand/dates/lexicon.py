"""The words of the calendar and of number, and the patterns they give."""

import re

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
)
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER_WORDS = {w: n for n, w in enumerate((*_ONES, *_TEENS))} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_NUMBER_WORDS |= {"hundred": 100, "thousand": 1000, "dozen": 12, "couple": 2, "a": 1, "an": 1}
_VAGUE = re.compile(
    r"\b(?:few|several|many|some|dozens|hundreds|thousands|scores|various|number|recent|coming)\b", re.IGNORECASE
)

#: Holidays on a fixed day of a month.
FIXED_HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14), "halloween": (10, 31),
    "fourth of july": (7, 4), "july fourth": (7, 4), "independence day": (7, 4), "may day": (5, 1), "veterans day": (11, 11),
    "st patrick's day": (3, 17), "bastille day": (7, 14), "epiphany": (1, 6),
}  # fmt: skip
#: Holidays on a weekday of a month: (month, ISO weekday, which one; -1 is the last).
FLOATING_HOLIDAYS = {
    "thanksgiving": (11, 4, 4), "thanksgiving day": (11, 4, 4), "labor day": (9, 1, 1), "memorial day": (5, 1, -1),
    "columbus day": (10, 1, 2), "presidents day": (2, 1, 3), "presidents' day": (2, 1, 3), "martin luther king day": (1, 1, 3),
}  # fmt: skip
#: Holidays counted in days from Easter Sunday of the western calendar.
EASTER_HOLIDAYS = {
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
}

_MONTH_WORDS = "|".join([*MONTHS, r"sept\.?", *(rf"{m[:3]}\b\.?" for m in MONTHS if m != "may")])
_WEEKDAY_SHORT = r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\b\.?"
_COUNT = "|".join(w for w in sorted(_NUMBER_WORDS, key=len, reverse=True) if w not in {"a", "an", "zero"})
_FRACTION = r"(?:\s?(?:1/2|1/4|3/4|½|¼|¾)|\sand\sa\s(?:half|quarter))"
_PLAIN_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,4}}(?:\.\d{{1,2}})?|(?:{_COUNT})(?:[ -](?:{_COUNT}))?"
    r"|an?\s(?:few|couple|dozen|hundred|thousand|number)(?:\sof)?|few|several|many|some|couple\sof|dozens\sof|hundreds\sof|thousands\sof|half\san|half\sa|an|a)"
)
_HOLIDAY_WORDS = "|".join(
    h.replace(" ", r"\s").replace("'", "['’]")
    for h in sorted({*FIXED_HOLIDAYS, *FLOATING_HOLIDAYS, *EASTER_HOLIDAYS}, key=len, reverse=True)
)

#: What stands for `<name>` in a pattern of the grammar.
PLACEHOLDERS = {
    "month": rf"(?P<month>\b(?:{_MONTH_WORDS}))",
    "weekday": rf"(?P<weekday>\b(?:{'|'.join(WEEKDAYS)})\b)",
    "wday": rf"(?P<wday>\b(?:(?:{'|'.join(WEEKDAYS)})\b|{_WEEKDAY_SHORT}))",
    "dayno": r"(?P<dayno>(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d/]|[.,:]\d|\s?%))",
    "year": r"(?P<year>(?<![\d.,])(?:1\d|20)\d\d(?![\d%]|[.,]\d))",
    "ordinal": rf"(?P<ordinal>{'|'.join(ORDINALS[:4])}|1st|2nd|3rd|4th)",
    "unit": rf"(?P<unit>(?:{'|'.join(UNITS)}))",
    "units": rf"(?P<units>(?:{'|'.join(f'{u}s?' for u in UNITS if u != 'century')}|century|centuries|h(?:ou)?rs?|mins?|secs?))",
    "season": rf"(?P<season>{'|'.join(SEASONS)})",
    "part": rf"(?P<part>{'|'.join(PARTS)})",
    "number": rf"(?P<number>{_PLAIN_NUMBER}(?:{_FRACTION})?(?:(?:\s(?:to|or)\s|\s?[-–]\s?){_PLAIN_NUMBER})?)",
    "holiday": rf"(?P<holiday>\b(?:{_HOLIDAY_WORDS})\b)",
    "zone": r"(?:\s?(?:GMT|UTC|BST|CES?T|EES?T|MSK|[ECMP][SD]?T|local\stime|in\sthe\s(?:morning|afternoon|evening)))",
}


def read_number(words: str) -> float | None:
    """The number that words or digits say; None where they are vague ("several") or none.

    Of a range ("two to three") it is the first.
    """
    lowered = words.lower().replace("\xa0", " ")
    if _VAGUE.search(lowered):
        return None
    first = re.split(r"\s(?:to|or)\s|(?<=\d)\s?[-–]\s?(?=\d)", lowered)[0].strip()
    half = {"1/2": 0.5, "½": 0.5, "half": 0.5, "1/4": 0.25, "¼": 0.25, "quarter": 0.25, "3/4": 0.75, "¾": 0.75}
    if m := re.fullmatch(r"half an?", first):
        return 0.5
    extra = 0.0
    if m := re.search(r"\s?(1/2|1/4|3/4|½|¼|¾|and a half|and a quarter)$", first):
        extra = half[m.group(1).split()[-1]]
        first = first[: m.start()].strip()
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", first):
        return float(first.replace(",", "")) + extra
    total, seen = 0, False
    for word in re.split(r"[\s-]+", first):
        value = _NUMBER_WORDS.get(word)
        if value is None or (word in {"a", "an"} and " " in first):
            continue
        total = max(total, 1) * value if value in {100, 1000} and seen else total + value
        seen = True
    return total + extra if seen else None


def month_number(word: str) -> int:
    """The month, 1 to 12, that a full or short name says."""
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(word.lower()[:3]))


def weekday_number(word: str) -> int:
    """The ISO weekday, Monday 1 to Sunday 7, that a full or short name says."""
    return next(n for n, d in enumerate(WEEKDAYS, 1) if d.startswith(word.lower()[:3]))


def unit_name(word: str) -> str:
    """The unit, in the singular, that a form of it says."""
    lowered = word.lower()
    if lowered == "centuries":
        return "century"
    short = {"hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute", "sec": "second", "secs": "second"}
    return short.get(lowered) or lowered.removesuffix("s")
