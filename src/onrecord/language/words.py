"""Content words: what a passage is about, as stems that survive inflection, spelling and a reporter's choice of synonym."""

import re
from functools import lru_cache

from onrecord.text import WORD, Told, fold

_STOP_WORDS = """
a about above according added after again against ago all almost already also although am amid among an and any are
around as ask asked at back be became because been before began being believe between both but by call called came can
come could day days described did do does doing done down during each early earlier either even ever every few first
following for former found from further gave get given go going had has have having he her here hers herself him
himself his how however i if in include included including indeed into is it its itself just last late later latest
least less like made make many may me meanwhile might mister month months more most mr mrs ms much must my near nearly
never new next no nor not now of off often on once one only onto or other others our out over own part per put quite
rather really s said same saw say saying says see seen set several shall she should show since so some soon still such
t take taken tell than that the their them themselves then there these they thing things think this those though
through thus time to today together told tomorrow too took toward towards two under until up upon us used using very
via want wants was way we week weeks well went were what when where whether which while who whom whose why will with
within without would year years yes yesterday yet you your re ve ll d m didn doesn don isn aren wasn weren hasn haven hadn won
wouldn couldn shouldn monday tuesday wednesday thursday friday
saturday sunday january february march april june july august september october november december
"""
_STOP = frozenset(_STOP_WORDS.split())

_COUNTED = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: The numbers that the news writes as one word, with their values.
NUMBERS = {w: n for n, w in enumerate(_COUNTED, start=1)} | {w: 10 * n for n, w in enumerate(_TENS, start=2)}

# Words that reporters exchange for one another; each line is one sense. General news English, no names.
_SENSES = """
kill dead die death fatality toll slay perish lethal
injure wound hurt injury casualty
capture seize overrun
retake recapture regain reclaim liberate liberation recover
withdraw withdrawal retreat pullout pullback
expel oust evict eject
truce ceasefire armistice
soldier troop serviceman personnel
military army
attack assault strike raid offensive bombard shell bombardment
militia paramilitary
arrest detain detention
prisoner captive pow
hostage captor
talk negotiation negotiate
deal agreement accord pact
agree accept
refuse reject dismiss rebuff
deny denial disavow
demand insist
start begin launch initiate commence onset
end halt stop cease finish
resign quit resignation
rise increase climb grow surge jump
fall drop decline plunge slump decrease
protest demonstration rally demonstrate
protester demonstrator
election vote ballot poll
president presidency
government administration regime
homeless displace evacuee evacuate evacuation
miss disappear unaccounted
fire blaze inferno
explosion blast explode detonation blow
crash collide collision
quake earthquake tremor
flood deluge inundate
leak spill gush spew
storm hurricane cyclone typhoon
sick ill illness infect infection
dose jab vaccine vaccinate vaccination
sanction embargo
buy acquire acquisition purchase takeover
proposal proposition propose plan
people person
child kid youngster
home house
build construct construction
vehicle car
ship vessel boat
""".strip()

_IRREGULAR_FORMS = """
begin: began begun
blow: blew blown
body: bodies
break: broke broken
bring: brought
build: built
burn: burnt
buy: bought
catch: caught
center: centre
child: children
choose: chose chosen
defense: defence
die: dying died dies
drive: drove driven
fall: fell fallen
fight: fought
fly: flew flown
foot: feet
grow: grew grown
harbor: harbour
hide: hid
hold: held holds
hurt: hurt
know: knew known
labor: labour
lead: led
leave: left
liter: litres litre
lose: lost
man: men
mean: meant
meet: met
meter: metres metre
negotiate: negotiating
news: news
pay: paid
people: people
person: persons
police: policemen
program: programme
retake: retaken retook
rise: rose risen
run: ran
seek: sought
sell: sold
send: sent
series: series
serviceman: servicemen
shake: shook
shoot: shot
shut: shut
sink: sank sunk
slay: slain slew
species: species
spend: spent
steal: stole stolen
strike: struck
sweep: swept
take: taken took
think: thought
throw: threw thrown
ton: tonnes tons tonne
win: won
withdraw: withdrew withdrawn
woman: women
write: wrote written
"""
_IRREGULAR = {
    form: base for line in _IRREGULAR_FORMS.strip().split("\n") for base, forms in [line.split(": ")] for form in forms.split()
}
# Longer runs of letters are no words.
_LONGEST = 40
_SHORT = 600  # letters of a text whose words are kept at hand
_NUMBER = re.compile(r"[0-9]")
_VOWEL = re.compile(r"[aeiouy]")


def _cut(word: str, suffix: int) -> str:
    """The stem without its suffix: a doubled last consonant made single, a lost e left lost."""
    base = word[:-suffix]
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
        base = base[:-1]
    return base


def _strip(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and _VOWEL.search(word[: -len(suffix)]):
            return _cut(word, len(suffix))
    return word


def _bare(word: str) -> str:
    word = _strip(_IRREGULAR.get(word, word))
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_SENSE_OF = {_bare(word): _bare(line.split()[0]) for line in _SENSES.split("\n") for word in line.split()}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word as it is compared: inflection cut, and one stem for words of one sense ("truce", "ceasefire")."""
    word = word[:_LONGEST]
    if _NUMBER.search(word):
        return word.replace(",", "")
    bare = _bare(word)
    return _SENSE_OF.get(bare, bare)


def is_content(word: str) -> bool:
    """Whether a folded word says what a passage is about."""
    return word not in _STOP and (len(word) > 2 or word.isdigit())


def _mean(written: str) -> str:
    """The stem of a word as it is written; nothing for one that says nothing of what a passage is about."""
    word = fold(written)
    return stem(word) if is_content(word) else ""


_meant = Told(_mean).__getitem__


def content_words(text: str) -> list[str]:
    """The stems of the content words of a text, in its order."""
    return list(_known(text) if len(text) <= _SHORT else filter(None, map(_meant, WORD.findall(text))))


@lru_cache(maxsize=32_768)
def _known(text: str) -> tuple[str, ...]:
    """The content words of a short text, which several ask for one after the other."""
    return tuple(filter(None, map(_meant, WORD.findall(text))))
