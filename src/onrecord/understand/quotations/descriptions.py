"""Who a description stands for: "the ministry", "its spokesman", "the rescue chief", "the movement"."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from onrecord.model import Source, SourceKind
from onrecord.understand.countries import countries_of_capital, is_country
from onrecord.understand.grammar import (
    DETERMINERS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    POSSESSIVES,
    is_role,
    word_set,
)
from onrecord.understand.quotations.memory import REMEMBERED, Memory, Place, Who, body_of, names_in
from onrecord.understand.quotations.mentions import is_definite, without_article
from onrecord.understand.quotations.outlets import is_outlet
from onrecord.understand.quotations.papers import makers_of, same_paper
from onrecord.understand.quotations.people import ALIKE, SHORT_OFFICES, bare_words, person_described, person_introduced
from onrecord.understand.quotations.phrases import head_of
from onrecord.understand.quotations.pronouns import named_behind, resolve_pronoun, subject_of
from onrecord.understand.tokens import Token, is_capital, tokenise

_BENCH = frozenset({"judge", "justice"})
_NEAR = 6  # sentences that a general word for a body looks back over
_AHEAD = 3  # sentences after the lead that may name whom it describes
# A general word for a body, and the words that the names of such bodies hold; any body where there are none.
_BODIES = {
    **dict.fromkeys(
        word_set("company firm giant corporation bank airline operator major contractor utility"),
        word_set("inc corp ltd llc plc co gmbh ag bank airlines oil energy motors fuel group holdings industries"),
    ),
    **dict.fromkeys(
        word_set("movement party faction militia coalition alliance opposition"),
        word_set("front movement party union alliance league coalition army brigades bloc congress"),
    ),
    **dict.fromkeys(
        word_set("newspaper paper tabloid magazine broadcaster station channel website agency network"),
        word_set("news times post agency radio tv television herald press journal tribune"),
    ),
    **dict.fromkeys(word_set("group organisation organization charity watchdog panel mission body"), frozenset[str]()),
}
_ON_AIR = word_set("radio tv television bbc cnn nbc cbs abc fox sky itv agency channel reuters afp ap tass xinhua interfax")
_PUBLIC = word_set("ministry government parliament congress senate house police court army navy kremlin department office")
_OFFICES = word_set(
    "president leader minister premier chancellor commander chairman senator governor mayor general official spokesman"
)
_INNER = word_set("for of at from with in")


def resolve_description(memory: Memory, place: Place, core: Sequence[Token]) -> Who:
    """The source that a description names, by its bearer's name where the article has one, else by its own words."""
    head = head_of(core)
    kind = kind_of_head(head, core)
    if head in _BODIES and core[-1].low == head and (body := _named_body(memory, core)):
        return body
    definite = is_definite(core) or head in ("president", "premier") or _is_headline(memory, place, core)
    if definite and (found := _known(memory, place, core, head, kind)):
        return found
    name, aliases = _with_owner(memory, place, core)
    if kind == "document" and (maker := makers_of(memory, place, core)):
        article = "the " if maker[:1].isupper() else ""
        return f"{name} of {article}{maker}" if " of " not in name else name, kind, [name]
    return name, kind, aliases


def _is_headline(memory: Memory, place: Place, core: Sequence[Token]) -> bool:
    """Whether a phrase leaves out its article because it stands in a headline ("Tarn PM warns")."""
    title = memory.sentences[place.sentence].kind == "title" or place.sentence == 0
    return title and core[0].low not in DETERMINERS and not core[0].text[0].isdigit()


def named_in_full(memory: Memory, place: Place, name: str) -> str | None:
    """The one long name before that a general word with a capital stands for ("the Observatory", "the Ministry")."""
    word = name.lower().removeprefix("the ")
    if word not in ORGANISATION_NOUNS:
        return None
    known = memory.names[: bisect_left(memory.starts, place.start)][-REMEMBERED:]
    full = dict.fromkeys(
        n.full
        for n in known
        if n.kind == "organisation" and " " in n.full and word in n.full.lower().split() and n.full != name
    )
    return next(iter(full)) if len(full) == 1 else None


def _named_body(memory: Memory, core: Sequence[Token]) -> Who | None:
    """The body whose name a general word only ends ("the North News agency")."""
    names = names_in(memory, core[0].start, core[-2].end) if len(core) > 1 else []
    last = names[-1] if names else None
    if last is None or last.kind != "organisation" or last.passage.end != core[-2].end:
        return None
    return last.full, "organisation", [without_article(core)]


def _known(memory: Memory, place: Place, core: Sequence[Token], head: str, kind: SourceKind) -> Who | None:
    words = bare_words(core[1:] if core[0].low in POSSESSIVES and len(core) > 1 else core)
    single = kind in ("person", "anonymous") and head not in GROUP_NOUNS
    place = place._replace(barred=named_behind(memory, place))
    if single and (person := person_described(memory.people, words, place.start)) and person.name not in place.barred:
        return person.name, "person", []
    if head in _BENCH and len(words) == 1 and (judge := _judge_before(memory, place)):
        return judge, "person", []
    earlier = _earlier(memory, place, words, head, owned=core[0].low in POSSESSIVES)
    earlier = earlier or (same_paper(memory, core, head) if kind == "document" else None)
    if earlier and not (earlier.kind == "person" and earlier.name in place.barred):
        return earlier.name, earlier.kind, list(earlier.aliases)
    return _introduced_later(memory, place, words) if single else None


def kind_of_head(head: str, core: Sequence[Token]) -> SourceKind:
    """The kind of source that a noun names."""
    if head in DOCUMENT_NOUNS:
        return "document"
    if head in GROUP_NOUNS or (head.endswith(("ists", "ers", "ians", "ors")) and head not in ORGANISATION_NOUNS):
        return "group"
    if head in ORGANISATION_NOUNS or head in ("television", "tv", "radio", "media", "press"):
        return "organisation"
    if is_role(head) or core[-1].text in SHORT_OFFICES:
        return "anonymous"
    return "organisation" if is_capital(core[-1]) else "anonymous"


def _earlier(memory: Memory, place: Place, words: frozenset[str], head: str, *, owned: bool) -> Source | None:
    """The latest source of the same head whose words take in these, or the body that a general word means."""
    for s in reversed(memory.said[-REMEMBERED:]):
        if (
            ALIKE.get(s.head, s.head) == ALIKE.get(head, head)
            and (words <= s.words or (s.words <= words and s.words))
            and not (owned and (is_role(head) or head in GROUP_NOUNS))
        ):
            return s.source
    if (head in ORGANISATION_NOUNS and head not in _BODIES) or head in DOCUMENT_NOUNS:
        for s in reversed(memory.said[-REMEMBERED:]):
            alike = (s.source.kind == "document") == (head in DOCUMENT_NOUNS) and s.source.kind != "anonymous"
            if alike and words <= bare_words(tokenise(s.source.name, 0, len(s.source.name))):
                return s.source
        for n in reversed(memory.names[: bisect_left(memory.starts, place.start)][-REMEMBERED:]):
            own = n.full.lower()
            ends = n.kind == "organisation" and (own.endswith(" " + head) or own.startswith((head + " of ", head + " for ")))
            if ends and words <= bare_words(tokenise(n.full, 0, len(n.full))):
                return Source(name=n.full, kind="organisation")
    if head in _BODIES and all(w == head or w in _BODIES[head] or is_country(w.title()) for w in words):
        return _body_meant(memory, place, head)
    if head.endswith("s") and head in GROUP_NOUNS | {"monitors", "investigators", "inspectors"} and len(words) == 1:
        return body_of(memory, head)
    if head in _OFFICES and not owned and all(w == head or is_country(w.title()) for w in words):
        return _person_meant(memory, place)
    return None


def _body_meant(memory: Memory, place: Place, head: str) -> Source | None:
    """The organisation that "the company" means: the last that spoke, else the one the article names most before it."""
    near = [
        s.source
        for s in reversed(memory.said[-30:])
        if place.sentence - s.place.sentence <= _NEAR and s.source.name[:1].isupper() and s.source.kind == "organisation"
    ]
    known = memory.names[: bisect_left(memory.starts, place.start + 400)][-2 * REMEMBERED :]
    counts = Counter(n.full for n in known if n.kind == "organisation")
    often = sorted(counts, key=lambda name: (-counts[name], name))
    sources = [*_subject_before(memory, place), *near, *(Source(name=name, kind="organisation") for name in often)]
    if head == "paper":  # else a study
        sources = [s for s in sources if is_outlet(s.name) and not set(s.name.lower().split()) & _ON_AIR]
    return min((s for s in sources if _fit(s.name, head) < _NO_FIT), key=lambda s: _fit(s.name, head), default=None)


def _subject_before(memory: Memory, place: Place) -> list[Source]:
    """The body that the sentence before is about, by its name alone ("Vell Fuel is facing a suit. The company said")."""
    subject = subject_of(memory, place.sentence - 1) if place.sentence else ()
    names = names_in(memory, subject[0].start, subject[-1].end) if subject else []
    if len(names) != 1 or names[0].kind not in ("organisation", "other") or names[0].passage.end != subject[-1].end:
        return []
    bare = names[0].passage.start == subject[0].start or subject[0].low == "the"
    return [Source(name=names[0].full, kind="organisation")] if bare else []


_NO_FIT = 3


def _fit(name: str, head: str) -> int:
    """How badly a body's name suits a general word for it, `_NO_FIT` where it is something else."""
    lows, wanted = {w.lower() for w in name.split()}, _BODIES[head]
    if is_country(name) or countries_of_capital(name) or lows & _PUBLIC or (is_outlet(name) and "news" not in wanted):
        return _NO_FIT
    if lows <= _ALL_BODY_WORDS:
        return 0 if lows & wanted and "inc" not in wanted else _NO_FIT
    lows |= {part for w in lows for part in w.split("-")}
    if head in lows or lows & wanted:
        return 0
    return 1 if not lows & _ALL_BODY_WORDS or not wanted else 2


_ALL_BODY_WORDS = frozenset[str]().union(*_BODIES.values()) - {"army", "co", "group", "union"}


def _person_meant(memory: Memory, place: Place) -> Source | None:
    """The one person that the sentences just before name, for a title that the article gives nobody by name."""
    named = {n.full for n in names_in(memory, memory.sentences[place.sentence].start, place.start)} | place.barred
    for number in range(place.sentence - 1, max(-1, place.sentence - 3), -1):
        sentence = memory.sentences[number]
        here = names_in(memory, sentence.start, sentence.end)
        persons = [n.full for n in here if n.kind == "person" and not memory.people[n.full].descriptions]
        if named & set(persons):
            return None  # whom the sentence itself names is another
        if persons:
            return Source(name=persons[0], kind="person") if len(set(persons)) == 1 else None
    return None


def _judge_before(memory: Memory, place: Place) -> str | None:
    """The one judge whom the article has named by title ("Mr Justice Holm ... The judge said")."""
    known = {n.full for n in memory.names[: bisect_left(memory.starts, place.start)] if n.kind == "person"}
    titled = {name for name in known if name.split()[0] in ("Justice", "Judge")} - place.barred
    return titled.pop() if len(titled) == 1 else None


def _introduced_later(memory: Memory, place: Place, words: frozenset[str]) -> Who | None:
    """The person whom the lead gives by an office alone and the next sentences by name."""
    if place.sentence > _AHEAD:
        return None
    last = min(place.sentence + _AHEAD, len(memory.sentences) - 1)
    end = memory.sentences[last].end
    if person := person_introduced(memory.people, words, place.start, end):
        return person.name, "person", []
    if not any(is_role(w) for w in words):
        return None  # "the defence" is nobody
    for number in range(place.sentence + 1, last + 1):
        subject = subject_of(memory, number)
        if not subject:
            continue
        names = names_in(memory, subject[0].start, subject[-1].end)
        whole = names and (names[0].passage.start, names[-1].passage.end) == (subject[0].start, subject[-1].end)
        person = memory.people.get(names[0].full) if whole and names[0].kind == "person" else None
        # a bare full name right after the lead, with no office of its own, is whom the lead spoke of
        if person and " " in person.name and not person.descriptions:
            return person.name, "person", []
        if person:
            return None
    return None


def _with_owner(memory: Memory, place: Place, core: Sequence[Token]) -> tuple[str, list[str]]:
    """A description with whoever its pronoun or its short form means: "its chief", "a spokesman for the ministry"."""
    bare = without_article(core)
    if core[0].low in POSSESSIVES and len(core) > 1 and (owner := _owner(memory, place, core[0])):
        return f"{owner}'s {without_article(core[1:])}", [without_article(core[1:])]
    k = next((k for k in range(1, len(core) - 1) if core[k].low in _INNER), 0)
    if not k or core[k + 1].low not in ("the", *POSSESSIVES) or len(core) - k < 3:
        return bare, []
    inner = core[k + 1 :]
    if inner[0].low in POSSESSIVES:
        owner = _owner(memory, place, inner[0])
        full = f"{owner}'s {without_article(inner[1:])}" if owner else ""
    else:
        head = head_of(inner)
        body = None
        if len(inner) == 2 and (head in ORGANISATION_NOUNS or is_role(head)):
            body = _earlier(memory, place, bare_words(inner), head, owned=True)
        full = f"the {body.name}" if body and body.kind == "organisation" else ""
    return (f"{without_article(core[: k + 1])} {full}", [bare]) if full else (bare, [])


def _owner(memory: Memory, place: Place, token: Token) -> str | None:
    if token.low in ("my", "our", "your"):
        return None
    found = resolve_pronoun(memory, place._replace(start=token.start), token.low)
    return found[0] if found else None
