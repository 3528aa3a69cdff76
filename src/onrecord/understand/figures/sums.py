"""Indicators of money: what a sum is for or of, and what it does not say by itself."""

import re
from collections import Counter
from dataclasses import replace

from onrecord.understand.figures.labels import Label, Setting, following, head_of, is_plural_word, role_of
from onrecord.understand.figures.nouns import singular
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.tokens import word_set

# nouns that a sum is an amount of
_SUMS = (
    r"(?:costs?|prices?|bills?|budgets?|funds?|loss(?:es)?|damages?|debts?|arrears|royalt(?:y|ies)|revenues?|profits?|sales|turnover|income"
    r"|earnings|tax(?:es)?|tariffs?|aid|grants?|fines?|penalt(?:y|ies)|salar(?:y|ies)|wages?|pensions?|rents?|fees?|exports?|imports?|trade"
    r"|spending|investments?|compensation|loans?|credits?|subsid(?:y|ies)|donations?|bribes?|ransoms?|deals?|contracts?|orders?|packages?"
    r"|settlements?|deficits?|surplus(?:es)?|stakes?|assets|reserves|savings|rewards?|bail|takings|dividends?|bonus(?:es)?|awards?|bonds?"
    r"|programmes?|programs?|schemes?|reparations|insurance|claims?|payments?|payouts?|expenses|expenditure|value|valuation|worth)"
)
_IN_WHAT = re.compile(
    r"\s(?:in|of|worth\sof|for)\s(?:the\s|its\s|their\s|his\s|her\s|all\s|new\s)?(?:[a-z]+(?:-[a-z]+)?\s){0,2}?"
    rf"(?P<noun>{_SUMS})\b"
)
_OF_GOODS = re.compile(r"(?:['’]|\s)?\s?worth\sof\s(?:the\s)?(?P<goods>[a-z]+(?:\s[a-z]+)?)|\sin\s(?P<kind>[a-z]{3,}s)\b")
_NOT_KIND = word_set(
    "terms times years months weeks days cases minutes hours parts ways places installments instalments sources"
)
_HEDGES = r"(?:(?:about|around|some|nearly|almost|over|just|only|at|least|up|to|more|less|than|roughly|a|total|between)\s){0,3}"
_BEFORE_OF = re.compile(
    rf"\b(?P<noun>(?:[a-z]+(?:-[a-z]+)?\s)?{_SUMS})\s(?:of|worth|at|to|totalling|totaling|exceeding|reaching)\s{_HEDGES}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\b(?P<noun>{_SUMS})\b(?:\s(?:of|for|from|in)\s(?:the\s|its\s|their\s)?(?P<of>[a-z]+(?:-[a-z]+)?))?"
    r"(?:\s[a-z’'-]+){0,6}?\s(?:at|to|was|is|were|are|of|by|reached|totalled|totaled|hit|exceeds?|exceeded|put|stood|between|from)\s(?:[a-z]+\s){0,3}$",
    re.IGNORECASE,
)
_COSTING = re.compile(
    r"\b(?:the|a|an|this|that|its|their)\s(?P<noun>[a-z]+(?:-[a-z]+)?)\s(?:(?:will|would|could|has|have|had|may|might)\s)?cost(?:s|ing)?\b[^,.;]{0,50}$"
)
_HOLDER = re.compile(
    r"\b(?P<holder>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,2})(?:\s?['’]s?)?\s(?:shares|stock|share\sprice)\b"
    r"|\b(?:[Ss]hares|[Ss]tock|share\sprice)\s(?:in|of)\s(?P<of>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,2})"
)
_SOLD = re.compile(
    r"\b(?:buy(?:s|ing)?|bought|sells?|selling|sold|sales?|purchas(?:e[sd]?|ing)|acquir(?:e[sd]?|ing)|acquisition|takeover)\b"
    rf"[^;]{{1,90}}\s(?:for|at)\s(?:as\s(?:much|little)\sas\s)?{_HEDGES}$"
)
_OWED = re.compile(r"\bow(?:e[sd]?|ing)\b")
_MADE_FOR = re.compile(r"\b(?:a|an|the|its|their|his|her|this|that|new|second)\s$")
_PURPOSE = re.compile(r"\s(?:to|for)\s(?:help\s)?(?:the\s)?(?P<purpose>[a-z]+(?:-?up)?)\b")
_PURPOSES = {
    "repair": "repairs", "mend": "repairs", "fix": "repairs", "rebuild": "reconstruction", "reconstruct": "reconstruction",
    "clean": "clean-up", "cleanup": "clean-up", "clean-up": "clean-up", "restore": "restoration", "build": "construction",
    "construct": "construction", "relief": "relief", "recovery": "recovery", "reconstruction": "reconstruction",
    "construction": "construction", "restoration": "restoration",
}  # fmt: skip
"""What money is spent on, for the verb or noun that says it."""
_SUM_AGAIN = re.compile(
    r"\b(?:the|this|that|its|their)\s(?:sum|figure|amount|total|number|bill|arrears|debts?)\s(?:itself\s)?(?:at|was|is|as|to\sbe|to)\s(?:[a-z]+\s){0,3}$"
)
_AGAIN = re.compile(
    r"\b(?:admits?|admitted|speaks?|spoke|concede[sd]?|acknowledge[sd]?)\s(?:only\s)?(?:to|of)?\s?$"
    r"|\b(?:up|down|rising|falling|increased|reduced|compared|revised)\s(?:from|with)\s(?:an?\s[a-z]+\s)?$"
    r"|\bto\s(?:[a-z]+\s)?$|\bor\s$"
)
_THAN = re.compile(r"\s(?:more|less|higher|lower|above|below|over|short)\s(?:than|of)\b|\s(?:above|below|over)\sthe\b")
_CHANGED_BY = re.compile(r"\b(?:by|up|down|further|another|additional|extra)\s(?:[a-z]+\s){0,2}$")
_SAME_SUM = {
    "cost": "cost", "price": "price", "bill": "cost", "arrears": "debt", "loss": "losses", "losses": "losses",
    "damage": "damage",
    "damages": "damages", "payout": "compensation", "salary": "pay", "wage": "pay",
}  # fmt: skip
_SPENT = frozenset(
    {"cost", "bill", "fund", "funds", "budget", "package", "programme", "program", "scheme", "spending", "costs"}
)
"""Sums that are named by what they are spent on."""


def money_label(quantity: Quantity, setting: Setting) -> Label:
    """The indicator of a sum of money."""
    rate = quantity.rate
    scope = f"per {rate}" if rate else ""
    before, after = setting.before(quantity, 110), setting.after(quantity, 60)
    clause = re.split(r"[;:.]\s|—|\s–\s", before)[-1]
    kind = "difference in" if _THAN.match(after) else "change in" if _CHANGED_BY.search(setting.before(quantity, 30)) else ""
    if quantity.unit in {"pence", "cent"}:
        return Label(family="money", what="share price", scope=scope or of_holder(before))
    what = _named(quantity, setting, clause, after)
    owed = "owed" if _OWED.search(clause) or _OWED.search(after) else ""
    if what:
        again = _SUM_AGAIN.search(clause) is not None
        return Label(family="money", what=what, role=owed, scope=scope, kind=kind, refers=again)
    refers = bool(kind) or _SUM_AGAIN.search(clause) is not None or _AGAIN.search(clause) is not None
    role = role_of(quantity, setting, "money")
    scope = scope or (of_holder(before) if role == "share price" else "")
    what = role or " ".join(["money", *following(quantity, setting)[:1]])
    return Label(family="money", what="debt" if owed else what, role=owed, scope=scope, kind=kind, refers=refers)


def of_holder(before: str) -> str:
    """Whose shares a text speaks of last ("of Orla"), "" where it names nobody."""
    held = [m.group("holder") or m.group("of") for m in _HOLDER.finditer(before)]
    named = [name for name in held if name.split()[0] not in _NO_HOLDER]
    return f"of {named[-1]}" if named else ""


_NO_HOLDER = word_set("The Its Their His Her But In On And As Our While When After")


def _named(quantity: Quantity, setting: Setting, clause: str, after: str) -> str:
    """What the sum is of, by the noun that stands with it, "" where none does."""
    purpose = _purpose(after)
    inside = _IN_WHAT.match(after)
    if inside:
        return _show(inside.group("noun"), purpose)
    if _SOLD.search(clause):
        return "price"
    goods = _OF_GOODS.match(after)
    if goods and (noun := head_of(goods.group("goods") or goods.group("kind"))) not in _NOT_KIND and is_plural_word(noun):
        return noun
    if quantity.noun and _MADE_FOR.search(setting.text, max(setting.start, quantity.start - 12), quantity.start):
        return _show(quantity.noun, purpose or _purpose(" for " + " ".join(quantity.words)))
    of = _BEFORE_OF.search(clause)
    if of:
        words = of.group("noun").lower().split()
        return _show(words[-1], purpose or _purpose(f" for {words[0]}") if len(words) > 1 else purpose)
    subject = _SUBJECT.search(clause)
    if subject:
        about = subject.group("of")
        return _show(subject.group("noun"), purpose or (_purpose(f" for {about}") if about else ""), about=about or "")
    costing = _COSTING.search(clause)
    if costing:
        return f"cost of {costing.group('noun')}"
    return f"cost of {purpose}" if purpose else ""


def _purpose(after: str) -> str:
    found = _PURPOSE.match(after)
    if not found:
        return ""
    word = found.group("purpose")
    bare = singular(word)
    return _PURPOSES.get(word) or _PURPOSES.get(bare) or _PURPOSES.get(bare.removesuffix("ing")) or ""


def _show(noun: str, purpose: str, *, about: str = "") -> str:
    """One noun for the sum: "cost of repairs" for the bill, the fund or the budget of repairs."""
    noun = noun.lower()
    if purpose and noun in _SPENT:
        return f"cost of {purpose}"
    bare = singular(noun)
    named = _SAME_SUM.get(noun) or _SAME_SUM.get(bare) or noun
    return f"{named} of {about}" if about and named in {"cost", "price", "value"} else named


def with_holders(rows: list[tuple[Quantity, Label, int]]) -> list[tuple[Quantity, Label, int]]:
    """Share prices without a company are of the one whose shares the article speaks of most."""
    held = Counter(label.scope for _, label, _ in rows if label.scope and _is_share_price(label))
    if not held:
        return rows
    most = min(held, key=lambda scope: (-held[scope], scope))
    return [(q, replace(x, scope=x.scope or most) if _is_share_price(x) else x, n) for q, x, n in rows]


def _is_share_price(label: Label) -> bool:
    return label.what == "share price"
