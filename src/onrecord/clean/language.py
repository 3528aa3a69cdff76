"""The language of an article: plain evidence first, a trained classifier only where that is unsure."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from onrecord.text import WORD

_ENGLISH_LISTING = """
the of and to in a is that for it was on with as at by he be from his are this have had not but they were said which
will has an or who been their would she after about when its more there her could did than into over
"""
ENGLISH = frozenset(_ENGLISH_LISTING.split())
_AS_WRITTEN = ENGLISH | {word.capitalize() for word in ENGLISH}
_NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
_SEEN = 20_000  # characters from the start, the middle and the end that are looked at
_CODE = re.compile(r"^[A-Za-z]{2,3}(?=[-_]|$)")
_FAR = re.compile("[\u0250-\u1fff\u2070-\U0010ffff]")  # letters beyond those of Latin; between them are marks
_LEAST = 12  # words below which nothing is certain


def find_language(text: str, *, given: str | None = None) -> str:
    """The ISO 639-1 code of the language that most of a text is in; "und" where there are no words to tell it by.

    `given` is what metadata says: it decides where the text itself leaves room for doubt.
    """
    sample = _sample(text)
    words = WORD.findall(sample)
    letters = [w for w in words if not w[0].isdigit()]
    code = m.group().lower() if given and (m := _CODE.match(given)) else None
    if len(letters) >= _LEAST and _is_english(letters, 0.2):
        return "en"
    share = english_share(letters)
    if not letters:
        return code or "und"
    if len(letters) < _LEAST:
        if code:
            return code
        latin = sum(w.isascii() for w in letters)
        return "en" if latin >= 0.8 * len(letters) else _classify(sample)
    if code == "en" and share >= 0.08:
        return "en"
    guess = _classify(sample)
    if guess == "en" or (share >= 0.12 and guess not in _NAMES):
        return "en"
    return guess if guess in _NAMES else "und"


def language_note(code: str) -> str:
    """Why a text in this language is not read, in plain words."""
    recognised = f"recognised as {_NAMES[code]}" if code in _NAMES else "the language is not recognised"
    return f"{recognised}; only English is read"


def find_foreign(paragraphs: Sequence[str]) -> frozenset[int]:
    """The paragraphs of an English article that are in another language: long enough to tell, with no English in them."""
    found = set()
    for i, paragraph in enumerate(paragraphs):
        sample = paragraph[:600]
        if sample.isascii() and len(sample) < 80:
            continue
        letters = [w for w in WORD.findall(sample) if not w[0].isdigit()]
        far = not sample.isascii() and _FAR.search(sample) is not None
        foreign_script = far and sum(not w.isascii() and not _is_latin(w) for w in letters) > 0.7 * len(letters)
        if (len(letters) >= 3 and foreign_script) or (
            len(letters) >= 15 and not _is_english(letters, 0.08) and _classify(sample) not in ("en", "und")
        ):
            found.add(i)
    return frozenset(found)


def english_share(words: Sequence[str]) -> float:
    """The share of the words that are the commonest of English."""
    return sum(map(ENGLISH.__contains__, " ".join(words).lower().split(" "))) / len(words) if words else 0.0


def _is_english(words: Sequence[str], least: float) -> bool:
    """Whether the share is so high, by the commonest ways of writing them where these are enough."""
    return sum(map(_AS_WRITTEN.__contains__, words)) >= least * len(words) or english_share(words) >= least


def _is_latin(word: str) -> bool:
    return all(ord(c) < 0x250 for c in word)


def _sample(text: str) -> str:
    if len(text) <= _SEEN:
        return text
    part = _SEEN // 3
    middle = len(text) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


@cache
def _classifier() -> Any:
    """The trained classifier: loaded when first needed, since loading takes longer than most articles."""
    import py3langid

    return py3langid


def _classify(sample: str) -> str:
    plain = re.sub(r"https?://\S+|[\d@#]+", " ", sample)
    return str(_classifier().classify(plain)[0])
