"""What an article says of its persons and organisations: descriptions, genders, fuller forms."""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from onrecord.model import Name, Sentence
from onrecord.understand.countries import (
    ABBREVIATIONS,
    adjective_of,
    countries_of_capital,
    countries_with,
    country_of_adjective,
    is_country,
)
from onrecord.understand.grammar import (
    DETERMINERS,
    FEMALE_TITLES,
    MALE_TITLES,
    PERSON_ROLES,
    PERSON_TITLES,
    PREPOSITIONS,
    is_role,
    word_set,
)
from onrecord.understand.quotations.outlets import is_outlet
from onrecord.understand.quotations.phrases import is_finite
from onrecord.understand.quotations.verbs import forms_of
from onrecord.understand.tokens import Token, is_capital, tokenise

_GOVERNMENT = re.compile(r"\b[Tt]he (?:government|regime)\b")
_FEMALE = word_set(
    "mary anna anne ann maria elena olga irina natalia sarah susan laura linda barbara jennifer lisa karen nancy"
    " betty helen sandra"
    " donna carol ruth sharon michelle kimberly deborah jessica shirley cynthia angela melissa brenda amy rebecca"
    " virginia kathleen"
    " pamela martha debra amanda stephanie carolyn christine marie janet catherine frances joyce diane alice julie"
    " heather teresa"
    " doris gloria evelyn jean cheryl katherine joan ashley judith rose janice kelly nicole judy christina kathy"
    " theresa beverly"
    " denise tammy irene jane lori rachel marilyn andrea kathryn louise sara jacqueline wanda bonnie julia ruby"
    " lois tina phyllis"
    " norma paula diana annie lillian emily robin peggy crystal gladys rita dawn connie florence hillary nikki kellyanne ivanka"
    " melania suzanne elizabeth marcia margaret fatima aisha leila yulia svetlana ursula emma sophie charlotte claire"
)
_MALE = word_set(
    "james john robert michael william david richard charles joseph thomas christopher daniel paul mark donald"
    " george kenneth steven"
    " edward brian ronald anthony kevin jason matthew gary timothy jose larry jeffrey frank scott eric stephen andrew raymond"
    " gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan jack"
    " albert jonathan"
    " justin terry gerald keith samuel willie ralph lawrence nicholas roy benjamin bruce brandon adam harry fred"
    " wayne billy steve"
    " louis jeremy aaron randy howard eugene carlos russell bobby victor martin ernest phillip todd jesse craig alan shawn"
    " clarence sean philip chris johnny earl jimmy antonio bryan tony luis mike stanley leonard nathan dale manuel"
    " rodney curtis"
    " norman allen marvin vincent glenn jeffery travis jeff chad jacob lee melvin alfred kyle francis bradley jesus herbert"
    " vladimir sergei dmitry ivan alexander alexei mikhail ahmed mohammed muhammad ali hassan omar ibrahim abdul hans klaus"
    " pierre jean-luc laurent francois barack mitt ted marco bernie newt rand mitch tim jim tom bill bob ben ed doug"
)


SHORT_OFFICES = {"PM": ("prime", "minister"), "FM": ("foreign", "minister")}
ALIKE = {
    **dict.fromkeys(("correspondent", "journalist"), "reporter"),
    "envoys": "diplomats",
    "envoy": "diplomat",
    **dict.fromkeys(("mps", "legislators", "parliamentarians"), "lawmakers"),
    **dict.fromkeys(("dr", "dr.", "physician"), "doctor"),
    "attorney": "lawyer",
    "attorneys": "lawyers",
    **{
        f"{short}{stop}": full
        for short, full in {
            "prof": "professor",
            "gen": "general",
            "col": "colonel",
            "capt": "captain",
            "sgt": "sergeant",
            "sen": "senator",
            "rep": "representative",
            "gov": "governor",
            "adm": "admiral",
            "insp": "inspector",
        }.items()
        for stop in ("", ".")
    },
}


@dataclass(slots=True)
class Person:
    """A person of an article: descriptions by their words, and a gender where the text or the first name tells."""

    name: str
    gender: str = ""
    titled: bool = False
    mentions: list[int] = field(default_factory=list)
    descriptions: list[tuple[frozenset[str], str]] = field(default_factory=list)


def bare_words(tokens: Sequence[Token]) -> frozenset[str]:
    """The words of a description as they are compared: adjectives of countries as the country, no possessive, no article."""
    found: set[str] = set()
    for token in tokens:
        if token.text in SHORT_OFFICES:
            found.update(SHORT_OFFICES[token.text])
            continue
        if token.low in DETERMINERS or token.low == "'s" or token.low in PREPOSITIONS:
            continue
        word = country_of_adjective(token.text) or ABBREVIATIONS.get(token.text) or ALIKE.get(token.low) or token.text
        if word[0].isalnum() or any(map(str.isalnum, word)):
            found.add(low := word.lower())
            if "-" in low or low in PERSON_ROLES:
                found.update(part for part in low.split("-") if part in PERSON_ROLES)
    return frozenset(found)


def know_people(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> dict[str, Person]:
    """The persons of an article by their fullest name."""
    people: dict[str, Person] = {}
    starts = [n.passage.start for n in names]
    for sentence in sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [n for n in names[low:high] if n.kind == "person"]
        if not here:
            continue
        tokens = tokenise(text, sentence.start, sentence.end)
        for name in here:
            person = people.setdefault(name.full, Person(name.full, _first_name_gender(name.full)))
            person.mentions.append(name.passage.start)
            _describe(person, tokens, name)
    return people


def title_gender(lows: Set[str]) -> str:
    """The gender that titles in lower case tell, nothing where they tell none or both."""
    female, male = bool(lows & FEMALE_TITLES), bool(lows & MALE_TITLES)
    return "f" if female and not male else "m" if male and not female else ""


def titled_otherwise(people: dict[str, Person], full: str, gender: str) -> str | None:
    """The person of the same surname whose first name suits a title that does not suit this one's; nothing where there is none
    or several, None where the title suits."""
    own = _first_name_gender(full)
    if not gender or not own or own == gender:
        return None
    surname = full.split()[-1]
    others = [n for n in people if n != full and n.split()[-1] == surname and _first_name_gender(n) == gender]
    return others[0] if len(others) == 1 else ""


def _first_name_gender(full: str) -> str:
    first = full.split()[0].lower()
    return "f" if first in _FEMALE else "m" if first in _MALE else ""


def _describe(person: Person, tokens: Sequence[Token], name: Name) -> None:
    first = bisect_left(tokens, name.passage.start, key=lambda t: t.start)
    last = next((k for k in range(first, len(tokens)) if tokens[k].end >= name.passage.end), first)
    k = first
    while k > 0 and first - k < 9 and (_describes(tokens[k - 1]) or _ends_title(tokens, k - 1)):
        if is_capital(tokens[k - 1]) and k < first and not any(_joins_title(t) for t in tokens[k:first]):
            break  # "Capt Holm admitted giving Berg"
        k -= 1
    before = [t for t in tokens[k:first] if t.text != "."]
    if first > 1 and tokens[first - 1].low == "'s" and is_outlet(tokens[first - 2].text):
        person.descriptions.append((frozenset({"reporter"}), ""))
    if before and before[0].low == "'s":
        before = before[1:]
    parts = [k for k, t in enumerate(before) if t.low in ("for", "of")]
    if parts and all(t.low in PERSON_TITLES for t in before[parts[-1] + 1 :]):
        before = before[parts[-1] + 1 :]  # a spokeswoman for Mr Berg tells nothing of him
    lows = {t.low for t in before[-2:]}
    person.titled = person.titled or bool(lows & PERSON_TITLES)
    lead = {t.low for t in before}
    if title_gender(lows) and title_gender(lows) != (_first_name_gender(name.full) or title_gender(lows)):
        pass  # "Mrs Berg" is not her husband
    elif lows & FEMALE_TITLES or any(low.endswith("woman") for low in lead):
        person.gender = "f"
    elif lows & MALE_TITLES or any(low.endswith("man") and is_role(low) for low in lead):
        person.gender = "m"
    if len(before) >= 1 and {t.low for t in before} & PERSON_ROLES - MALE_TITLES - FEMALE_TITLES:
        _add(person, before)
    if all(is_capital(t) or is_role(t.low) or t.text == "." for t in tokens[k:first]):
        _describe_before_comma(person, tokens, k)
    if last + 2 < len(tokens) and tokens[last + 1].low == ",":
        stop = next(
            (j for j in range(last + 2, min(len(tokens), last + 18)) if tokens[j].low in (",", ".", "who", "which", "-", "–")),
            None,
        )
        after = tokens[last + 2 : stop] if stop else []
        if {t.low for t in after[:8]} & PERSON_ROLES and not is_finite(after[0]):
            _add(person, after)
        elif tokens[last + 2].low == "who" and last + 3 < len(tokens) and tokens[last + 3].low in _HEADING:
            _describe_by_clause(person, tokens, last + 3)


def _joins_title(token: Token) -> bool:
    """Whether a word between a capital and a name shows that both describe one person ("Tarn's former mayor Ada Berg")."""
    return is_capital(token) or is_role(token.low) or token.low in ("of", "for", "'s", "and", ".")


_HEADING = {
    "heads": "head",
    "leads": "leader",
    "runs": "head",
    "chairs": "chair",
    "directs": "director",
    "commands": "commander",
}


def _describe_by_clause(person: Person, tokens: Sequence[Token], verb: int) -> None:
    """A role that a relative clause gives: "Ada Berg, who heads the rescue service"."""
    stop = next((j for j in range(verb + 1, min(len(tokens), verb + 9)) if not tokens[j].text[0].isalpha()), verb + 1)
    words = bare_words(tokens[verb + 1 : stop]) | {_HEADING[tokens[verb].low]}
    if len(words) > 1:
        person.descriptions.append((words, ""))


def _describe_before_comma(person: Person, tokens: Sequence[Token], first: int) -> None:
    """A role that a comma parts from the name: "the head of the mission, General Ada Berg"."""
    if first < 3 or tokens[first - 1].low != ",":
        return
    k = first - 2
    while (
        k >= 0
        and first - k < 12
        and tokens[k].low not in (",", ".", ":", ";")
        and tokens[k].low not in _NOT_DESCRIBING - PREPOSITIONS
    ):
        k -= 1
    segment = tokens[k + 1 : first - 1]
    if any(is_role(t.low) for t in segment) and not any(is_role(t.low) for t in tokens[first - 1 : first]):
        _add(person, segment)


def _ends_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether a full stop only shortens a title ("Sen.")."""
    return i > 0 and tokens[i].text == "." and tokens[i - 1].low in PERSON_TITLES


def _is_telling(low: str) -> bool:
    """Whether a word is the past of a verb that has whom it tells behind it ("informed Mayor Ada Berg")."""
    return any(f.form == "past" and set("ao") & set(f.verb.frames) for f in forms_of(low))


def _describes(token: Token) -> bool:
    if token.low in ("of", "for", "'s", "and", "foreign", "prime", "defence", "defense") or is_role(token.low):
        return True
    return (is_capital(token) and token.low not in PREPOSITIONS and token.low not in DETERMINERS) or (
        token.text[0].islower()
        and token.low.isalpha()
        and token.low not in _NOT_DESCRIBING
        and len(token.low) > 3
        and not _is_telling(token.low)
    )


_NOT_DESCRIBING = PREPOSITIONS | word_set(
    "that said says told with when while because from will would have been were they this than then where which what into says"
    " called including also wrote asked saying does citing quoting quoted quotes cited cites"
    " according accused denied warned added claimed"
)


_LEFT_OUT = frozenset({",", "and", "'s", "of", "for"})


def _add(person: Person, tokens: Sequence[Token]) -> None:
    while tokens and tokens[0].low in _LEFT_OUT:
        tokens = tokens[1:]
    words = bare_words(tokens)
    exact = " ".join(t.text for t in tokens).replace(" 's", "'s").replace(" ’s", "’s")
    if words and all(words != w for w, _ in person.descriptions):
        person.descriptions.append((words, exact))


def person_described(people: dict[str, Person], words: frozenset[str], before: int) -> Person | None:
    """The person that a definite description ("the Ruritanian president") fits: the one named last whose
    description has it all."""
    roles = frozenset(w for w in words if is_role(w))
    if not roles:
        return None
    known = [p for p in people.values() if p.mentions[0] <= before]
    if roles == {"leader"} and (heads := [p for p in known if _leads(p, words - roles)]):
        return heads[-1] if len(heads) == 1 else None
    fitting = [p for p in known if any(_is_described(p, own, roles, words) for own, _ in p.descriptions)]
    return max(fitting, key=lambda p: max(at for at in p.mentions if at <= before)) if fitting else None


_HEADS = word_set("president premier chancellor king queen emir sultan taoiseach")


def _leads(person: Person, states: frozenset[str]) -> bool:
    """Whether a person heads one of the states: "the Ruritanian leader" is the Ruritanian president."""
    countries = frozenset(w for w in states if is_country(w.title()))
    return bool(countries) and any(
        countries <= own and (own & (_HEADS | {"leader"}) or {"prime", "minister"} <= own) and not own & _UNDER
        for own, _ in person.descriptions
    )


_UNDER = word_set("vice deputy former opposition rebel separatist ex adviser aide spokesman spokeswoman wife son daughter")


def person_introduced(people: dict[str, Person], words: frozenset[str], after: int, end: int) -> Person | None:
    """The one person first named between two offsets whose description has all of the words."""
    roles = frozenset(w for w in words if is_role(w))
    fitting = [
        p
        for p in people.values()
        if roles and after < p.mentions[0] < end and any(_is_described(p, own, roles, words) for own, _ in p.descriptions)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_described(person: Person, own: frozenset[str], roles: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a description has the roles and all else of the words; a country counts where the description names none."""
    if not roles <= own:
        return False
    rest = words - own - _name_words(person)
    return all(is_country(w.title()) for w in rest) and not (rest and any(is_country(w.title()) for w in own))


def _name_words(person: Person) -> frozenset[str]:
    return frozenset(person.name.lower().split())


def other_names(name: str, text: str) -> list[str]:
    """What a name is also called, where the article has it: a capital's country, a long form, a country's government."""
    found = [ABBREVIATIONS[name]] if name in ABBREVIATIONS else []
    found.extend(c for c in countries_of_capital(name) if c in text or _is_shortened(c, text))
    countries = [n for n in (name, *found) if is_country(n)]
    known = {name, *found}
    for country in countries:
        adjective = adjective_of(country)
        known.update(countries_with(adjective))
        found.extend(other for other in countries_with(adjective) if other in text)
        forms = (f"{adjective} government", f"{country}'s government", f"{adjective} regime")
        named = [f for f in forms if f in text]
        # a state that speaks is its government, where the article tells of "the government"
        found.extend(named or ([forms[0]] if adjective and _GOVERNMENT.search(text) else []))
    found.extend(short for short, full in ABBREVIATIONS.items() if full in known and short in text)
    return [other for other in dict.fromkeys(found) if other != name]


def _is_shortened(country: str, text: str) -> bool:
    """Whether a text has a country by its letters alone ("US")."""
    return any(full == country and re.search(rf"\b{re.escape(short)}(?!\w)", text) for short, full in ABBREVIATIONS.items())
