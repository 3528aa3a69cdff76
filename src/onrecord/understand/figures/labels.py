"""Labels: the parts of an indicator, and what surrounds a quantity that they are read from."""

import re
from dataclasses import dataclass

from onrecord.understand.figures.nouns import is_plural, plural, singular
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.roles import find_role
from onrecord.understand.figures.tokens import tokenize, word_set

EVENT_ROLES = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "killed or injured",
        "captured",
        "detained",
        "displaced",
        "rescued",
        "released",
        "trapped",
        "sentenced to death",
        "facing execution",
    }
)
HARMS = frozenset({"killed", "injured", "missing", "killed or injured", "trapped"})
SAME_NOUN = {
    "truce": "ceasefire",
    "cease": "ceasefire",
    "fire": "ceasefire",
    "conflict": "war",
    "fighting": "war",
    "invasion": "war",
    "hostilities": "war",
    "revolt": "uprising",
    "crackdown": "unrest",
    "procedure": "operation",
    "effort": "operation",
    "rebellion": "uprising",
    "village": "settlement",
    "town": "settlement",
    "nation": "country",
    "state": "country",
    "home": "house",
    "truck": "lorry",
    "crater": "hole",
}
_PALE = word_set(
    """new more other further additional another small little large big great huge different separate several whole
    entire nearby local
    same such certain many few old major key main total extra first last next possible potential so-called alleged
    strong powerful"""
)
_WEAK = word_set(
    """which that this would could will have been with from they their there were when then also than into before after
    since said
    says told added according about over more some only just still where what whom whose while during since until"""
)
_LONGEST = 3
"""Words of a noun phrase that a label keeps."""
_LONGEST_WORD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds a quantity: its sentence, the quantities beside it, the place and day named there, the article's place.

    `scene` is the place that the sentence ties to what befell the counted, `deed` to what was done with them, `event` that of
    the article's event where it is beyond doubt: a toll with a place from its neighbourhood alone would not meet itself.
    `member` is the full name of what the counted belong to ("40 members of the Front"), `person` whom a "he" may mean.
    """

    text: str
    start: int
    end: int
    ceiling: int
    place: str | None
    main: str | None
    day: str | None
    member: str | None = None
    scene: str | None = None
    deed: str | None = None
    event: str | None = None
    person: str | None = None

    def place_of(self, role: str) -> str | None:
        """The place that the sentence ties to a role of the counted."""
        return self.scene if role in HARMS else self.deed or self.scene

    def has_word(self, word: str) -> bool:
        """Whether the article writes a word of lower-case letters so: then a capital on another word is part of a name."""
        plain = 1 < len(word) <= _LONGEST_WORD and word.isascii() and word.isalpha() and word.islower()
        at = self.text.find(word) if plain else -1
        while at >= 0:
            end = at + len(word)
            if not any(c.isalnum() or c == "_" for c in self.text[max(0, at - 1) : at] + self.text[end : end + 1]):
                return True
            at = self.text.find(word, at + 1)
        return False

    def before(self, quantity: Quantity, reach: int) -> str:
        """The text of the sentence before the quantity, so many characters at the most."""
        return self.text[max(self.start, quantity.start - reach) : quantity.start]

    def after(self, quantity: Quantity, reach: int) -> str:
        """The text behind the quantity up to the next one, so many characters at the most."""
        return self.text[quantity.end : max(quantity.end, min(self.ceiling, quantity.end + reach))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The parts of an indicator: what is counted, its role, its scope; labels of one `family` may lend each other parts.

    `group` says which people a count without a role would be of, `part` which of the counted, `kind` what the number is where
    it is no level ("further", "difference in"). `refers` marks a number that names nothing and takes up what was counted last.
    """

    family: str
    what: str
    role: str = ""
    scope: str = ""
    group: str = ""
    part: str = ""
    kind: str = ""
    refers: bool = False

    @property
    def text(self) -> str:
        """The parts as one label, names in their own case."""
        return " ".join(part for part in (self.kind, self.what, self.role, self.scope, self.part) if part)


def role_of(quantity: Quantity, setting: Setting, family: str, *, within: int = 99, inside: bool = True) -> str:
    """The nearest role of a family, "" where none is near."""
    role = find_role(
        setting.text,
        family,
        start=quantity.start,
        end=quantity.end,
        floor=setting.start,
        ceiling=setting.end,
        inside=inside,
    )
    return role.name if role and role.distance <= within else ""


def following(quantity: Quantity, setting: Setting) -> list[str]:
    """The longer words after a quantity in its clause, which tell it from another where no role does."""
    clause = _CLAUSE_END.split(setting.after(quantity, 60), maxsplit=1)[0]
    return [w for w in re.findall(r"\b[a-z]{4,}\b", clause) if w not in _WEAK]


_CLAUSE_END = re.compile(r"[,;:.()“”\"–—]")


def name_counted(quantity: Quantity, setting: Setting) -> str:
    """The counted noun in the plural with the words that say which kind ("drilling rigs", "UN observers")."""
    words = [w for w in quantity.words if w not in _PALE and len(w) > 1 and not w.endswith("ly")]
    written = {t.low: t.text for t in tokenize(setting.text, quantity.core, quantity.end) if t.kind == "word"}
    shown = [written.get(w, w) if not setting.has_word(w) else w for w in words[-_LONGEST:]]
    noun = SAME_NOUN.get(quantity.noun, quantity.noun)
    forms = [written[w] for w in written if singular(w) == noun and w[:1] != written[w][:1] and not setting.has_word(w)]
    return " ".join([*shown, forms[-1] if forms else plural(noun)])


def head_of(phrase: str) -> str:
    """The last noun of a phrase in lower case, "" where its last word is none."""
    words = re.findall(r"[^\W\d_][\w-]*", phrase)
    return words[-1].lower() if words else ""


def is_plural_word(word: str) -> bool:
    """Whether a word by itself looks like a plural noun."""
    tokens = tokenize(word, 0, len(word))
    return len(tokens) == 1 and is_plural(tokens[0])


def name_term(quantity: Quantity) -> str:
    """What a term behind bars is: one given, or the longest that somebody may get."""
    return "longest sentence" if quantity.low is None else "sentence"
