"""Whose figure it is: by the words around it, by the statement that it stands in, by what is said of it elsewhere.

Who speaks of a figure need not give it (a rival of "Orla's estimate of 5,000 barrels"). So the words around a figure come
first, then what the article has said of the same figure already, then the statement.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import Figure, Quotation, Sentence
from onrecord.understand.figures.attachments import Attachments
from onrecord.understand.figures.callings import call_fully
from onrecord.understand.figures.quantities import Quantity

_BEFORE, _AFTER = 150, 90
_OUTER = 400
"""How far before a speech the body that it calls "they" is looked for."""
_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|but|while)\s")
_GIVEN = r"(?:estimates?|figures?|claims?|calculations?|tally|count|toll|assessment|projections?|forecasts?|assertions?)"
_WORDS = r"(?:[a-z]+[\s-]){0,2}"
_NAMED = r"(?P<who>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,3})"
_AND_OTHERS = r"(?:\sand\s(?:the\s)?[a-z]+\s(?:agencies|officials|scientists|authorities|ministers|experts|leaders))?"
_GIVES = re.compile(
    r"\s*(?:[Tt]he\s)?(?P<who>[A-Za-z][\w’'-]*(?:\s[\w’'-]+){0,3}?)(?:,\s(?:which|who)\s[^,;]{3,60},)?\s(?:now\s|has\s|have\s|only\s)?(?P<verb>puts?|estimate[sd]?|admit(?:s|ted)|reckon(?:s|ed)"
    r"|conceded?|concedes|c[ao]mes?\sup\swith|calculate[sd]?)\s(?:[^\W\d]+[\s-]){0,8}$"
)
# "Orla's claim of 5,000", "Marn's 5,000-barrel estimate"
_OWNED = re.compile(rf"\b{_NAMED}['’]s?\s(?:[a-z]+\s){{0,2}}(?:{_GIVEN}\s(?:of|that)\s(?:[a-z]+\s){{0,4}})?$")
_ITS_GIVEN = re.compile(rf"[\s-](?:[a-z]+\s){{0,3}}{_GIVEN}\b")
# "the team's best estimate for the leak is 5,000", "its first estimate puts the flow at 5,000"
_ESTIMATE_IS = re.compile(
    rf"(?:\b(?:[Tt]he\s)?(?P<who>[A-Za-z][\w&-]*(?:\s[\w&-]+){{0,3}}?)['’]s?|\b(?P<its>[Ii]ts|[Tt]heir))\s{_WORDS}{_GIVEN}\s"
    rf"(?:(?:for|of)\s[^.;:,\d]{{3,80}}\s)?(?:is|was|are|were|puts?|stands?\sat|stood\sat|shows?|showed)\s(?:[^\W\d]+\s){{0,6}}$"
)
# "did the panel raise the estimate to 5,000", "Orla cut its figure from 9,000 to 5,000"
_REVISES = re.compile(
    r"(?:^|,\s|\b(?:did|that|and|but|as|when|after)\s)(?:[Tt]he\s)?(?P<who>[A-Za-z][\w&-]*(?:\s[\w&-]+){0,3}?)"
    r"(?:,\s(?:meanwhile|however|too),)?\s(?:has\s|have\s|had\s)?"
    r"(?:cuts?|(?:rais|increas|revis|lower|doubl|updat|reduc)(?:e|es|ed|s)?)\s(?:the|its|their|an)\s"
    rf"{_WORDS}(?:{_GIVEN}|number\sof\s(?:the\s)?[a-z]+)\s(?:(?:for|of)\s[^.;:,\d]{{3,60}}\s)?(?:upwards?\s|downwards?\s)?(?:from\s[^.;:]{{1,40}}\sto|from|to)\s"
    r"(?:[a-z]+\s){0,3}$"
)
# "the 5,000 figure is coming from the Institute", "the estimate of 5,000 used by the Institute"
_CREDITED = re.compile(
    rf",?\s(?:(?:is|was|has\sbeen|are|were)\s)?(?:coming|comes|came|originat\w+|stem\w*|used|cited|given|put\sforward|published|quoted"
    rf"|provided|offered)\s(?:from|by)\s(?:the\s)?{_NAMED}(?P<more>{_AND_OTHERS})"
)
_CITED_OF = re.compile(
    rf"\b{_GIVEN}\s(?:[a-z]+\s)?(?:used|cited|given|published|quoted|offered)\sby\s{_NAMED}(?:\s[a-z]+)?\sof\s(?:[a-z]+\s){{0,2}}$"
)
# "one of three methods the team used returned a rate of 5,000"
_RETURNED = re.compile(
    r"\b(?:methods?|models?|techniques?|approach(?:es)?|tests?|surveys?|simulations?)\s(?:that\s)?(?:the\s)?"
    r"(?P<who>[A-Za-z][\w&-]*(?:\s[\w&-]+){0,3}?)\s(?:used|uses|ran|made|applied|employed)\s(?:ha(?:s|ve|d)\s)?"
    r"(?:returned|gave|yielded|produced|showed|suggested|indicated)\s(?:[^\W\d]+[\s-]){0,6}$"
)
# "owes the province 5,000 crowns, by Orla's account"
_BY_ACCOUNT = re.compile(
    r"[^.;:\d]{0,60}?,?\sby\s(?:the\s)?(?P<who>[A-Za-z][\w&-]*(?:\s[\w&-]+){0,3}?)['’]s?\s(?:own\s)?"
    r"(?:account|count|estimate|reckoning|tally|calculations?|figures)\b"
)
# "a flood that the ministry estimated at 5,000"
_PUT_AT = re.compile(
    r"\b(?:that|which)\s(?P<who>(?:the\s)?[A-Za-z][\w&-]*(?:\s[\w&-]+){0,3}?)\s(?:has\s|have\s|had\s)?"
    r"(?:estimate[sd]?|puts?|reckon(?:s|ed)?|value[sd]?)\sat\s(?:[^\W\d]+[\s-]){0,4}$"
)
# "released an internal Orla paper that shows the leak could reach 5,000"
_PAPER = re.compile(
    r"\b(?:an?|the)\s(?P<who>(?:[\w’'&-]+\s){0,3}(?:document|report|study|memo|survey|poll|analysis|paper|audit|review|dossier))"
    r"\s(?:that|which)\s(?:shows?|showed|says|said|suggests?|suggested|indicates?|indicated|finds|found|reveals?|revealed|estimates?"
    r"|estimated|puts?)\s[^.;:,\d]{3,90}$"
)
# "will look into reports that 40 were hurt": who looks into it does not say so
_ALLEGED = re.compile(
    r"\b(?:allegations|accusations|claims|reports|rumou?rs|suggestions|speculation)\sthat\s[^.;:]{0,150}$"
    r"|\b(?:that|which|who)\s(?:are|is|were|was)\s(?:thought|believed|reported|feared|said)\sto\s(?:have\s)?[^.;:,]{0,60}$"
)
# "Orla said that flow rate was reached in June", of the figure in the sentence before
_TAKEN_UP = re.compile(
    rf"(?:The\s)?{_NAMED}\s(?:says|said|reported|reports|estimates|estimated|believes|believed)\s(?:that|this|the)\s(?:[a-z]+\s)?"
    r"(?:rate|figure|number|total|toll|estimate|amount|level|count|sum)\b"
)
# "with the experts arguing that"
_WITH_SAYING = re.compile(
    r"\bwith\s(?:the\s)?(?P<who>(?:[A-Za-z][\w-]*\s){0,2}[A-Za-z][\w-]*)\s(?:arguing|saying|claiming|estimating|warning|believing)\sthat\b"
)
# "more than the 5,000 barrels that fouled the coast": what everybody knows, which something is held against
_HELD_AGAINST = re.compile(r"\bthan\s(?:the\s(?:[a-z]+\s){0,2})?$")
_KNOWN_BY = re.compile(
    r"\s(?:(?:that|which|who)\s(?:had\s(?:been\s)?|were\s|was\s)?[a-z]{3,20}ed\b"
    r"|(?!estimated|reported|claimed|counted|cited|announced|expected|forecast)[a-z]{3,20}ed\s(?:in|by|when|during|at|near|off)\b)"
)
_NOBODY = frozenset("it he she they we i that this which who is was an a some were are be been not".split())
# "an early estimate of", "its estimates were", "the new spill estimates released": there the word is no verb
_ONE = frozenset("a an one its their his her our this that another each every the".split())
_COLLECTIVES = frozenset({"team", "panel", "group", "committee", "commission", "task force"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you"})
_SUBJECT = re.compile(
    r"(?:^|[:;]\s)(?P<who>(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[A-Z][\w&-]*)\s?[^.;:,]{0,90}?)\s"
    r"(?:has|have|had|is|was|are|were|says|said|reported|published|released)\s"
)


def find_giver(
    q: Quantity, sentence: Sentence, text: str, *, quotation: Quotation | None, attached: Attachments, before: Sentence | None
) -> str | None:
    """Who gives a figure: whose the words around it say it is, else the source of its statement, else who "puts" it so.

    Who puts it so in a clause of its own behind the statement comes before its source. `before` is the sentence before its own.
    """
    owner = find_owner(q, sentence, text, before=before)
    if owner in _COLLECTIVES:
        owner = attached.body_like(sentence.start) or owner
    putter, begins = _find_putter(q, sentence, text)
    beside = putter and quotation and quotation.content and quotation.content[0].start < begins
    giver = owner or (putter if beside else None) or find_source(quotation, attached) or putter
    return call_fully(giver, text, q.start, bodies=attached.bodies()) if giver else None


def is_known(q: Quantity, sentence: Sentence, text: str) -> bool:
    """Whether nobody gives a figure, as it is that of something past which another is held against, told as known by all."""
    ahead = text[max(sentence.start, q.start - _BEFORE) : q.start]
    than = _HELD_AGAINST.search(ahead)
    definite = than is not None and ("the" in than.group().split() or text[q.start : q.start + 4] == "the ")
    return definite and _KNOWN_BY.match(text, q.end, min(sentence.end, q.end + _AFTER)) is not None


def is_alleged(q: Quantity, text: str, quotation: Quotation) -> bool:
    """Whether a figure stands in what a reported statement only speaks of ("will look into reports that 40 were hurt")."""
    start = next((s.start for s in quotation.content if s.start <= q.start < s.end), q.start)
    return quotation.form == "indirect" and _ALLEGED.search(text, max(start, q.start - 2 * _BEFORE), q.start) is not None


def find_owner(q: Quantity, sentence: Sentence, text: str, *, before: Sentence | None = None) -> str | None:
    """Whose figure it is by the words around it ("Orla's estimate of 5,000"), whoever speaks of it."""
    ahead = text[max(sentence.start, q.start - _BEFORE) : q.start]
    behind = text[q.end : min(sentence.end, q.end + _AFTER)]
    owned = _OWNED.search(ahead[-_AFTER:])
    if owned and (re.search(rf"\b{_GIVEN}\b", owned.group()) or _ITS_GIVEN.match(behind)):
        return owned.group("who")
    noun = _ITS_GIVEN.match(behind)
    given = noun is not None or _is_given(ahead, q, text)
    credited = _CITED_OF.search(ahead) or (_CREDITED.match(behind[noun.end() if noun else 0 :]) if given else None)
    if credited:
        return credited.group("who") + credited.groupdict().get("more", "")
    estimate = _ESTIMATE_IS.search(ahead) if q.dimension != "factor" else None
    if estimate and estimate.group("its"):
        return _find_subject(text, before)
    found = estimate or _REVISES.search(ahead) or _PAPER.search(ahead) or _RETURNED.search(ahead) or _BY_ACCOUNT.match(behind)
    found = found or _PUT_AT.search(ahead)
    return _strip(found.group("who")) if found else _find_sayer(behind)


def _find_sayer(behind: str) -> str | None:
    """Who is given as saying so behind the figure ("with experts arguing that")."""
    saying = _WITH_SAYING.search(behind)
    return saying.group("who") if saying else None


def find_source(quotation: Quotation | None, attached: Attachments) -> str | None:
    """The name of a statement's source; of a "they" that is nobody known, the body named last before the speech around it.

    Any other pronoun that is nobody known is taken for the source of the statement around.
    """
    source = quotation.source if quotation else None
    if quotation is None or source is None or source.name.lower() not in _PRONOUNS or not quotation.content:
        return source.name if source else None
    around = attached.around(quotation)
    named = [o for o in around if o.source and o.source.name.lower() not in _PRONOUNS]
    if not named or not named[-1].source:
        return source.name
    if source.name.lower() == "they" and named[-1].source.kind == "person":
        start = named[-1].content[0].start
        bodies = attached.bodies_before(start - _OUTER, quotation.content[0].start)
        if bodies:
            return bodies[-1].full
    return named[-1].source.name


def credit_figures(
    figures: Sequence[Figure], own: Sequence[Sentence], sentences: Sequence[Sentence], text: str
) -> list[Figure]:
    """Gives figures the giver that another passage names: "the 5,000 estimate" that of the same number told as somebody's.

    `own` are the sentences of the figures, `sentences` all of the article.
    """
    after = {s.start: later for s, later in pairwise(sentences)}
    owners: dict[tuple[float | None, float | None, str], str] = {}
    found = []
    for figure, sentence in zip(figures, own, strict=True):
        key, giver = (figure.low, figure.high, figure.unit), figure.giver
        start, end = figure.passage.start, figure.passage.end
        spoken_of = text[max(0, start - 4) : start].lower() == "the " and _ITS_GIVEN.match(text, end)
        later = after.get(sentence.start)
        if giver is None and not figure.quotation and later and later.kind == sentence.kind:
            taken_up = _TAKEN_UP.match(text, later.start, min(later.end, later.start + _BEFORE))
            giver = taken_up.group("who") if taken_up else None
        elif spoken_of and giver not in owners.values():
            giver = owners.get(key, giver)
        elif _ITS_GIVEN.match(text, end) or re.search(
            rf"\b{_GIVEN}\sof\s(?:[a-z]+\s){{0,2}}$", text[max(0, start - 60) : start]
        ):
            owners.setdefault(key, giver or "")
        found.append(replace(figure, giver=giver or None))
    return found


def _is_given(before: str, q: Quantity, text: str) -> bool:
    """Whether the number is called a figure or an estimate ("the 5,000 figure", "an estimate of 5,000")."""
    named = re.search(rf"\b{_GIVEN}$", text[q.core : q.end]) is not None
    return named or re.search(rf"\b{_GIVEN}\s(?:of|at)\s(?:[a-z]+\s){{0,2}}$", before) is not None


def _find_subject(text: str, sentence: Sentence | None) -> str | None:
    """What a sentence, or the part of it behind its colon, is about."""
    told = text[sentence.start : min(sentence.end, sentence.start + 2 * _OUTER)] if sentence else ""
    subjects = list(_SUBJECT.finditer(told))
    return _strip(subjects[-1].group("who")) if subjects else None


def _strip(who: str) -> str:
    """A description without the article that it stands with."""
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", who)


def _find_putter(q: Quantity, sentence: Sentence, text: str) -> tuple[str | None, int]:
    """Who gives a figure outside any statement ("Organisers put the crowd at 5,000"), and where that clause begins."""
    clause = _CLAUSE.split(text[max(sentence.start, q.start - 120) : q.start])[-1]
    gives = _GIVES.match(clause)
    nobody = gives is None or not _NOBODY.isdisjoint(gives.group("who").lower().split()[-1:]) or _is_noun(gives)
    return None if gives is None or nobody else gives.group("who"), q.start - len(clause)


def _is_noun(gives: re.Match[str]) -> bool:
    """Whether the word that would be the verb of a giver is a noun."""
    if re.search(r"['’]s?\s", gives.group("who")):
        return True
    first, verb = gives.group("who").split()[0].lower(), gives.group("verb")
    if verb == "estimate" and (first in _ONE or gives.group().lstrip().lower().startswith("the ")):
        return True
    rest = gives.group()[gives.end("verb") - gives.start() :]
    return verb.startswith("estimate") and re.match(r"\s(?:[a-z]+ed|were|was|are|is|of|by|that)\b", rest) is not None
