"""Roles: what is said to have happened to what is counted, by classes of predicates with their synonyms."""

import re
from typing import NamedTuple

from onrecord.text import AnyCase

_CLASSES: dict[str, dict[str, str]] = {
    "people": {
        "sentenced to death": r"(?:sentenc|condemn)\w+\sto\s(?:death|die|hang)|death\s(?:sentences?|penalt\w+|row)",
        "killed or injured": r"(?:dead|killed)\s(?:and|or)\s(?:injured|wounded)|casualt\w+",
        "killed": r"kill(?:s|ed|ing|ings)?|dead|die[sd]?|dying|deaths?|toll|fatalit\w+|lost\s(?:their|his|her)\sli\w+|butchered"
        r"|slaughtered|murdered|executed|perished|drowned|slain|(?:claimed|cost|took|taking)\sthe\slives",
        "convicted": r"convict(?:ed|ing)|found\sguilty",
        "charged": r"charged\swith|indicted|charges\sagainst",
        "injured": r"injur(?:ed|ing|ies|es|y)|wound(?:ed|ing|s)|hurt|hospitali[sz]ed",
        "missing": r"missing|unaccounted|disappeared",
        "captured": r"captur(?:ed|ing|es|e)|prisoners?|taken\sprisoner|prisoners\sof\swar|surrendered",
        "detained": r"arrest(?:ed|ing|s)?|detain(?:ed|ing|ees?|s)?|jailed|imprisoned|hostages?|in\scustody|abducted|kidnapped",
        "displaced": r"displac\w+|exiled|flee(?:ing)?|fled|homeless|evacuat\w+|uprooted|refugees?",
        "rescued": r"rescu\w+|pulled\salive|saved",
        "released": r"freed|releas(?:e|ed|es|ing)|set\sfree",
        "deployed": r"sent|deploy\w*|dispatch\w*|mobili[sz]\w+|stationed",
        "trapped": r"trapped|stranded|stuck|buried|(?:still|remain(?:s|ed|ing)?)\s(?:inside|under\w*|below)"
        r"|under(?:neath)?\s(?:the\s)?rubble",
        "infected": r"infect\w+|cases|tested\spositive|contracted",
        "protesting": r"protest\w*|demonstrat\w+|rall(?:y|ied|ies)|took\sto\sthe\sstreets",
        "in need": r"in\s(?:[a-z]+\s){0,2}need\b|need(?:s|ing)?\s(?:[a-z]+\s)?(?:aid|help|assistance|food|shelter)",
        "dismissed": r"laid\soff|redundan\w+|job\s(?:cuts|losses)|layoffs",
    },
    "area": {
        "retaken": r"retak\w+|retook|recaptur\w+|regain\w+|liberat\w+|reclaim\w*|recovered",
        "held": r"hold(?:s|ing)?|held|control\w*|occup\w+|has|have|remain\w*|still",
        "captured": r"captur\w+|seiz\w+|gained|took|taken|overran|conquer\w*",
        "burned": r"burn\w*|scorched|charred|destroyed",
        "flooded": r"flood\w*|under\swater|inundated|submerged",
    },
    "volume": {
        "capacity": r"capable\sof|capacity|can\s(?:process|handle|store|hold)",
        "captured": r"captur\w+|collect\w*|siphon\w*|contain(?:ed|ing)?|recover\w*|skimm\w+|suck\w*|catching",
        "on the surface": r"on\s(?:the|its)\s(?:[a-z]+\s)?(?:surface|water|sea)|afloat|floating",
        "leaking": r"leak\w*|flow\w*|gush\w*|spew\w*|spill\w*|spilt|pour\w*|escap\w+|seep\w*|discharg\w+|releas\w+|blowout"
        r"|torrents?|gushers?"
        r"|pump(?:s|ed|ing)?(?=\b[^.;:]{0,90}\sinto\sthe\s(?:sea|ocean|gulf|river|lake|bay|water))",
        "produced": r"output|production|pump(?:s|ed|ing)?|exports?|imports?|shipments?",
        "consumed": r"consum\w+|demand|burn(?:s|ed|ing)?",
    },
    "money": {
        "bid": r"bids?|bidd\w+|auction\w*",
        "compensation": r"compensat\w+|reparations?|payouts?|damages",
        "market value lost": r"(?:market|stock\smarket|share)\s(?:value|capitali[sz]ation)|wiped|knocked",
        "fine": r"fine[sd]?|penalt\w+|settlement",
        "aid": r"aid|donat\w+|pledg\w+|grants?|relief",
        "cost": r"cost\w*|spen[dt]\w*|bill|price\stag|expens\w+|clean\w*",
        "share price": r"shares?|stock|trad(?:ed|ing)",
        "price": r"price[sd]?",
        "damage": r"damage|losses|loss|lost",
        "received": r"receiv(?:e[sd]?|ing)|accept(?:s|ed|ing)|raised",
        "revenue": r"revenues?|sales|turnover",
        "profit": r"profits?|earnings|earned|dividends?",
        "debt": r"debts?|loans?|owe[sd]?|borrow\w*",
        "investment": r"invest\w*|fund\w*|stake",
        "budget": r"budget\w*|spending",
        "pay": r"salar\w+|wages?|pay|paid|paying",
        "value": r"worth|valued?|assets?",
    },
    "change": {
        "fall": r"f[ae]ll(?:s|en|ing)?|drop\w*|plung\w+|down|declin\w+|sli[dp]\w*|slump\w*|tumbl\w+|sank|shed|dipped"
        r"|decreas\w+|cuts?|plummet\w*|los[est]\w*",
        "rise": r"ros?e|ris(?:es|en|ing)|up|increas\w+|gain\w*|jump\w*|climb\w*|surg\w+|soar\w*|grew|grow\w*|higher",
    },
    "subject": {
        "share price": r"shares|stock|share\sprice",
        "index": r"index|ftse|dow|nasdaq",
        "area": r"area|territor\w+|land|regions?|ground",
        "population": r"population|inhabitants|residents",
        "vote": r"votes?|ballots?|electorate|poll",
        "turnout": r"turnout",
        "unemployment": r"unemployment|jobless\w*",
        "inflation": r"inflation|consumer\sprices",
        "economy": r"gdp|economy|economic|growth",
        "price": r"prices?",
        "sales": r"sales|revenues?",
        "profit": r"profits?|earnings",
        "tariff": r"tariffs?|dut(?:y|ies)",
        "tax": r"tax(?:es)?",
        "interest rate": r"interest\srates?",
        "estimate": r"estimates?|figure|calculation",
        "support": r"support|approval|favou?r",
    },
    "count": {
        "retaken": r"retak\w+|retook|recaptur\w+|liberat\w+|driven\sout",
        "captured": r"captur\w+|seiz\w+|taken(?!\s(?:together|as\sa\swhole))",
        "destroyed": r"destroy\w*|razed|wrecked|demolished|flattened|gutted",
        "damaged": r"damag\w+|hit",
        "shot down": r"shot\sdown|down(?:ed|ing)|intercept\w*",
        "launched": r"launch\w*|fir(?:ed|ing)|carried\sout|conduct\w*",
        "claimed": r"claim\w*|annex\w*",
        "contributing": r"contribut\w+",
        "closed": r"clos(?:ed|ing|ure)|shut\w*",
    },
}  # fmt: skip
_FINDERS = {
    family: AnyCase("|".join(rf"(?P<r{n}>\b(?:{pattern})\b)" for n, pattern in enumerate(classes.values())))
    for family, classes in _CLASSES.items()
}
_NAMES = {family: tuple(classes) for family, classes in _CLASSES.items()}
_BREAK = re.compile(r"[,;:()—–]|\b(?:and|but|while|although|which|though)\b|\d")
_WINDOW = 160
# What stands between those counted and what befell them: "15 people, including 13 children, were killed".
_ASIDE = re.compile(
    r"(?:,\s(?:including|among\sthem|aged|mostly|mainly|most\sof\sthem|some\sof\sthem|all\sof\sthem|all)\b[^.;:()]{1,80},"
    r"|\s\([^.;:()]{1,60}\))(?=\s(?:were|was|are|is|have|has|had|died)\b)"
)
_SENTENCED = re.compile(r"\b(?:sentenc|condemn)\w*\b[^.;]{0,100}\bto\s$", re.IGNORECASE)


class Role(NamedTuple):
    """A class of predicates, where its word stands, and how far from the figure it is in words and breaks."""

    name: str
    start: int
    distance: int


def find_role(text: str, family: str, *, start: int, end: int, floor: int, ceiling: int, inside: bool = True) -> Role | None:
    """The role of `family` nearest to `text[start:end]` between `floor` and `ceiling`; a word inside is the nearest,
    or does not count."""
    first, last = max(floor, start - _WINDOW), min(ceiling, end + _WINDOW)
    lead = max(0, first - 1)  # the letter before tells whether a word begins
    best: Role | None = None
    for m in _FINDERS[family].finditer(text[lead:last], first - lead):
        at, behind = m.start() + lead, m.end() + lead
        if behind <= start:
            gap = text[behind:start]
        elif at >= end:
            aside = _ASIDE.match(text, end, at + 1)
            gap = text[aside.end() if aside else end : at]
        elif inside:
            gap = ""
        else:
            continue
        distance = gap.count(" ") + 3 * len(_BREAK.findall(gap))
        if best is None or distance < best.distance:
            name = _NAMES[family][int((m.lastgroup or "r0")[1:])]
            if name == "killed" and m.group() == "death" and _SENTENCED.search(text, max(floor, at - 120), at):
                name = "sentenced to death"
            best = Role(name, at, distance)
    return best
