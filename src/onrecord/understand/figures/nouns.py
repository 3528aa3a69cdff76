"""Counted nouns: the head of the noun phrase after a number, its singular, and whether it is people."""

import re
from typing import NamedTuple

from onrecord.understand.figures.numerals import BEGINNINGS
from onrecord.understand.figures.tokens import Token, low_at, word_set

_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "wives": "wife",
    "lives": "life",
    "knives": "knife",
    "feet": "foot",
    "crises": "crisis",
    "bases": "base",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "matrices": "matrix",
    "indices": "index",
    "mice": "mouse",
    "data": "data",
    "series": "series",
    "species": "species",
    "aircraft": "aircraft",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "police": "police",
    "troops": "troop",
    "movies": "movie",
    "thieves": "thief",
    "media": "medium",
    "personnel": "personnel",
    "staff": "staff",
    "crew": "crew",
    "casualties": "casualty",
    "dead": "dead",
    "wounded": "wounded",
    "injured": "injured",
    "missing": "missing",
    "others": "other",
    "countrymen": "countryman",
}
_NOT_PLURAL = word_set(
    """us is was has this his its as thus news less across versus previous various serious religious famous numerous
    dangerous was does yes plus unless perhaps always besides towards afterwards headquarters business access process
    progress success press pass loss class boss mass gas bus crisis basis analysis series species illness wireless
    congress princess witness express distress darkness weakness sickness fitness likes homeless nervous continuous
    enormous jealous generous curious obvious previous ambitious suspicious mysterious virus campus status chorus focus
    bonus corps paris texas christmas moss cross gross stress address census consensus sometimes overseas politics
    economics mathematics athletics sports straight regimen specimen abdomen acumen omen thanks including says said took
    makes seems remains becomes gives shows proves gets means keeps puts goes comes"""
)
_STOP = word_set(
    """a an the in on at of for from to by with within without into onto over under and or but nor who whom whose which that
    than then as is are was were be been being am has have had having do does did will would could should may might must
    can cannot shall not no it its he she they we you i his her their our your my this these those there here when where
    while after before since until till because so if though although during between against about around near along
    across through per each every also still already now just only even later ago earlier according said say says told
    later apart away off out up down back including such both all any most more else amid among toward towards versus via
    despite except like today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday killed died"""
)
_PEOPLE = word_set(
    """person death man woman child boy girl baby infant toddler kid teenager adult youth student pupil teacher soldier troop
    serviceman servicewoman fighter militant rebel insurgent terrorist gunman attacker bomber hijacker hostage prisoner
    detainee captive inmate civilian victim casualty fatality survivor refugee migrant evacuee protester protestor
    demonstrator activist worker employee miner engineer scientist expert researcher analyst journalist reporter
    correspondent photographer doctor nurse medic paramedic patient firefighter rescuer policeman policewoman officer
    official minister lawmaker legislator senator deputy mp mep mk td msp politician diplomat ambassador envoy delegate member
    representative leader president observer monitor inspector peacekeeper volunteer conscript reservist recruit mercenary
    commander general sailor marine crewman pilot passenger commuter driver traveller traveler tourist pilgrim worshipper
    villager resident inhabitant citizen voter constituent taxpayer farmer fisherman shopper customer consumer client user
    subscriber viewer fan spectator supporter follower player athlete actor artist author friend relative brother sister
    son daughter mother father parent grandparent husband wife widow orphan cousin sibling neighbor neighbour colleague
    guard bodyguard sniper suspect defendant criminal offender convict witness juror judge lawyer attorney personnel staff
    dead wounded injured missing body corpse personnel crew staffer guest participant attendee candidate applicant trainee
    graduate professor dissident partisan separatist jihadist islamist nationalist loyalist national foreigner immigrant
    expatriate expat adviser advisor aide source critic mourner cleric priest monk nun imam bishop pensioner veteran soul
    individual youngster adolescent newborn other nationals ally technician contractor mechanic clerk cook king personnel
    combatant warrior cadet operative agent spy informant looter rioter smuggler trafficker addict thief"""
)
_NOT_PEOPLE = word_set(
    """dinner supper flower shower finger shoulder manner banner sneaker burger sweater bumper lever diaper wrapper cancer
    blister monster whisker
    number paper computer meter liter center order border river offer tower letter chamber matter quarter trailer
    helicopter container tanker cruiser launcher charger power shelter newspaper poster sticker counter printer router
    server folder filter speaker layer corner hammer laser missile transformer freighter trawler bulldozer steamer
    destroyer carrier cluster disaster encounter cover chapter character parameter barrier pier tier supplier-side
    provider marker header winter summer thriller trigger weather answer theater theatre fiber fibre acre massacre centre
    tender reminder remainder error factor sector tractor reactor motor mirror sensor vector indicator doctorate elevator
    generator corridor harbor harbour color colour favor favour labour honor rumor rumour tumor tumour monitorship minor
    meteor terror horror list twist mist fist resist committee fee tree degree guarantee knee jubilee coffee constraint
    restaurant plant grant giant want variant element document event percent moment cent agent-based accident incident
    tent patent parent-company rent payment department government component continent segment settlement statement
    movement agreement investment apartment amendment appointment argument garment shipment treatment environment
    instrument monument tournament regiment dispersant oyster skimmer prayer danger preventer remnant kilometer takeover
    feather career blunder anchor waiver transfer warrant pollutant merger coffer tatter maneuver fertiliser respirator
    endeavor refrigerator voucher booster honeybee pointer floodwater elephant streamer cutter tremor canister buffer
    register supertanker extinguisher detector sliver cooler freezer standard scooter charter catheter dossier multiplier
    interior skyscraper ticker bumblebee dancefloor blockbuster frontier bladder chronometer tether surfactant dollar
    scanner typewriter shutter blocker boiler flyover glacier disclaimer browser inhaler washer monicker sprayer
    contaminant kiloliter subsector blender splinter minesweeper sledgehammer transplant howitzer millimeter packer
    shredder cylinder breakwater caliper jitter determinant burner bunker locker bumper loader crater liver door floor
    drawer ladder ember antler rafter feeder lighter thruster rotor armor reservoir vapor"""
)
_PEOPLE_ENDING = re.compile(r"(?:men|women|ers|ors|ists|ees|eers|icians|arians|ologists|nauts|mates|goers|folk|antees|ants)$")
_DEMONYM = re.compile(
    r"[A-Z][a-z]{2,}(?:ans|ons|is|ese|ards|ards|ers|ish|chmen|shmen|ots|anes|egs|urks|erbs|wedes|roats|urds|rabs|ews|oles)$"
)
_ACRONYMS = re.compile(r"[A-Z]{2,5}s")  # "MPs"
_CAPITAL_S = word_set("States Nations Emirates Times Games Cups Awards Houses Brothers Sons Airlines")


class Head(NamedTuple):
    """The head noun of the phrase after a number: its token, singular, whether it is people, and the words before it."""

    at: int
    lemma: str
    is_people: bool
    words: tuple[str, ...]


def singular(word: str) -> str:
    """The singular of an English plural noun in lower case, by rule and a list of irregular ones."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _NOT_PLURAL:
        return word
    for ending, to in (
        ("men", "man"),
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("zzes", "zz"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + to
    if word.endswith("oes") and len(word) > 4:
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plural(noun: str) -> str:
    """The plural of an English singular noun in lower case; what is plural or has none stays."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("man") and noun != "human":
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


_PLURALS = {to: word for word, to in _IRREGULAR.items() if word not in {"persons", "servicewomen"}} | {"number": "number"}


def is_plural(token: Token) -> bool:
    """Whether a word looks like a plural noun."""
    low = token.low
    if _ACRONYMS.fullmatch(token.text):
        return True
    if low in _IRREGULAR:
        return low not in {"dead", "wounded", "injured", "missing"}
    if token.kind != "word" or low in _NOT_PLURAL or low in _STOP or len(low) < 4 or "'" in low:
        return False
    return (low.endswith("s") and not low.endswith(("ss", "ous", "sis"))) or low.endswith(("men", "women"))


def is_people(token: Token) -> bool:
    """Whether a noun is of people, by list, by ending, or as the name of a nation's people."""
    lemma = singular(token.low)
    if lemma in _PEOPLE:
        return True
    if lemma in _NOT_PEOPLE:
        return False
    if _PEOPLE_ENDING.search(token.low):
        return True
    return bool(_DEMONYM.match(token.text)) and token.text not in _CAPITAL_S


def find_head(tokens: list[Token], i: int, *, single: bool = False, reach: int = 6) -> Head | None:
    """The head of the noun phrase at token `i`: its last plural noun; with `single`, else its last word before a break."""
    if low_at(tokens, i) == "of":
        i += 1
        while low_at(tokens, i) in {"the", "these", "those", "its", "their", "his", "her", "our"}:
            i += 1
    words: list[str] = []
    places: list[int] = []
    j = i
    while j < len(tokens) and j - i < reach:
        token = tokens[j]
        if token.kind == "mark":
            if (
                token.text == "-"
                and j > i
                and j + 1 < len(tokens)
                and tokens[j - 1].end == token.start
                and tokens[j + 1].start == token.end
            ):
                j += 1
                continue
            break
        if token.kind == "number":
            break
        joins = token.low in {"and", "or"} and j > i and tokens[j - 1].low not in {"more", "other"} and j + 1 < len(tokens)
        if joins and tokens[j + 1].kind == "word" and tokens[j + 1].low not in _STOP and tokens[j + 1].low not in BEGINNINGS:
            j += 1
            continue
        if token.low in _STOP and not (token.low == "more" and j == i):
            break
        if is_plural(token):
            if j + 1 < len(tokens) and is_plural(tokens[j + 1]) and token.end + 1 == tokens[j + 1].start:
                words.append(token.low)
                places.append(j)
                j += 1
                continue
            return Head(j, singular(token.low), is_people(token), tuple(words))
        words.append(token.low)
        places.append(j)
        j += 1
    if single and words:
        persons = [k for k in places if tokens[k].low in _PEOPLE and not _is_hyphened(tokens, k)]
        at = persons[-1] if persons else j - 1
        if at in places and not tokens[at].low.endswith("ly"):
            return Head(at, tokens[at].low, tokens[at].low in _PEOPLE, tuple(words[: places.index(at)]))
    return None


def _is_hyphened(tokens: list[Token], k: int) -> bool:
    """Whether a word runs on behind a hyphen ("man-made")."""
    return k + 1 < len(tokens) and tokens[k + 1].text == "-" and tokens[k + 1].start == tokens[k].end


def is_person_noun(low: str) -> bool:
    """Whether a lower-case noun, singular or plural, is on the list of people."""
    return singular(low) in _PEOPLE
