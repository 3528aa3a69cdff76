"""Who a pronoun stands for: the speakers and subjects before it, by gender and number."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import Name, SourceKind
from onrecord.understand.countries import countries_of_capital, is_country
from onrecord.understand.grammar import DETERMINERS, GROUP_NOUNS, ORGANISATION_NOUNS, PREPOSITIONS, is_role, word_set
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.memory import REMEMBERED, Memory, Place, Said, Who, body_of, is_plural, is_quoted, names_in
from onrecord.understand.quotations.mentions import without_article
from onrecord.understand.quotations.outlets import is_outlet
from onrecord.understand.quotations.people import bare_words, person_described
from onrecord.understand.quotations.phrases import head_of, is_finite, is_past, phrase_after, phrase_before, verb_group
from onrecord.understand.tokens import Token, tokenise

OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
PRONOUNS = word_set("he she they it we i you who which") | frozenset(OWNERS)
_NEAR = 6  # sentences that a pronoun looks back over
_PART_OF = 3  # sentences that "some" looks back over
_PART_WORDS = word_set("some many most several few other others all both two three")
_RECENT = 60  # sources that a pronoun looks back over
_COMMA = 6  # letters between a name and the pronoun that follows it
_OPENING = 3  # tokens within which a sentence's subject opens it
_LONGEST = 60  # tokens of a sentence that its subject is looked for in


def subject_of(memory: Memory, number: int) -> Sequence[Token]:
    """The noun phrase that a sentence's first finite verb has for its subject; empty where none is plain."""
    sentence = memory.sentences[number]
    if is_quoted(memory, sentence.start + 1):
        return ()
    tokens = tokenise(memory.text, sentence.start, min(sentence.end, sentence.start + 12 * _LONGEST))[:_LONGEST]
    for i in range(1, len(tokens)):
        if is_finite(tokens[i]) or is_past(tokens, i) or _is_plain_past(tokens, i):
            found = phrase_before(tokens, verb_group(tokens, i, 0).start, 0)
            if found and not is_quoted(memory, tokens[found[0]].start):
                return tokens[slice(*found)]
            break
    found = phrase_after(tokens, 0, len(tokens)) if tokens and tokens[0].low == "the" else None
    body = found is not None and head_of(tokens[slice(*found)]) in ORGANISATION_NOUNS
    if found and body and found[1] < len(tokens) and tokens[found[1]].low == ",":
        return tokens[slice(*found)]  # "The church, made up mostly of his family, rose"
    first = 1 if tokens and tokens[0].low in ("the", "a", "an") else 0
    names = names_in(memory, tokens[first].start, tokens[-1].end) if first < len(tokens) else []
    if names and names[0].passage.start == tokens[first].start and not _is_possessive(memory.text, names[0]):
        return [t for t in tokens if t.end <= names[0].passage.end]
    return ()


def _is_plain_past(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in "-ed" is the verb of a short subject that opens the sentence ("The monitors also inspected")."""
    start = verb_group(tokens, i, 0).start
    opens = tokens[0].low in ("the", "a", "an") and 2 <= start <= 4
    return opens and tokens[i].low.endswith("ed") and not any(t.low in PREPOSITIONS for t in tokens[:start])


def resolve_pronoun(memory: Memory, place: Place, low: str, *, owner: bool = False) -> Who | None:
    """Whoever the pronoun stands for, None where nobody before it agrees; `owner` where it is a possessive."""
    owned, low = owner or low in OWNERS, OWNERS.get(low, low)
    if not owned and low in ("he", "she", "it", "they"):
        place = place._replace(barred=named_behind(memory, place))
    if low in ("who", "which") and (named := _right_before(memory, place)):
        return named
    if owner and low in ("he", "she") and (found := _inside_told(memory, place, low)):
        return found
    if low == "they" and place.quote:
        return _named_in_speech(memory, place, place.quote)
    if (
        place.nested
        and low in ("he", "she")
        and (found := _speaking_as(memory, place, low) or _subject_told(memory, place, low))
    ):
        return found
    if (first := _same_before(memory, place, low)) is not None:
        place = place._replace(start=first, nested=False, content=())
    for number in range(place.sentence, max(-1, place.sentence - _NEAR), -1):
        if found := _in_sentence(memory, number, place, low):
            _learn_gender(memory, found, low)
            return found
    return None


def named_behind(memory: Memory, place: Place) -> frozenset[str]:
    """Whom a statement names behind its source: nobody speaks of herself by her name ("She urged Berg to go")."""
    behind = (n for a, b in place.content if a > place.start for n in names_in(memory, a, b))
    return frozenset(n.full for n in behind if not _is_possessive(memory.text, n))


def _right_before(memory: Memory, place: Place) -> Who | None:
    """Whoever a relative pronoun follows by name ("the dissenter was Ada Berg, who said")."""
    names = names_in(memory, memory.sentences[place.sentence].start, place.start)
    if not names or place.start - names[-1].passage.end > _COMMA:
        return None
    kind: SourceKind = "person" if names[-1].kind == "person" else "organisation"
    return names[-1].full, kind, []


def _same_before(memory: Memory, place: Place, low: str) -> int | None:
    """Where the sentence opens with the same pronoun for its subject, so that both mean one person; None where it does not, or
    somebody else speaks between them."""
    sentence = memory.sentences[place.sentence]
    if low not in ("he", "she") or is_quoted(memory, place.start) or is_quoted(memory, sentence.start):
        return None
    opening = tokenise(memory.text, sentence.start, min(place.start, sentence.start + 80))[:_OPENING]
    first = next((t.start for t in opening if t.low == low), None)
    spoke = any(s.place.sentence == place.sentence and s.source.kind in ("person", "anonymous") for s in memory.said[-_RECENT:])
    return None if spoke else first


def group_before(memory: Memory, place: Place) -> str | None:
    """The group that "some" and "others" are part of: one that spoke, or that the sentence is about, just before."""
    for number in range(place.sentence, max(-1, place.sentence - _PART_OF), -1):
        for s in reversed(memory.said[-_RECENT:]):
            before = s.place.sentence == number and s.place.start < place.start
            if before and s.plural and s.source.kind in ("group", "organisation") and s.head not in ("they", "we"):
                first, _, rest = s.source.name.partition(" ")
                return rest if rest and first.lower() in _PART_WORDS else s.source.name
        phrase = subject_of(memory, number) if number < place.sentence else ()
        if phrase and is_plural(phrase) and head_of(phrase) not in PRONOUNS:
            return without_article(phrase)
    return None


def _named_in_speech(memory: Memory, place: Place, speech: Range) -> Who | None:
    """The body that a speaker has named before "they": what the article names outside the quotation is not what is meant."""
    named = [n for n in names_in(memory, speech[0], place.start) if n.kind == "organisation" or _is_state(n)]
    if not named:
        # the one body that somebody has just spoken of ("She said the Tarn Bank knew. “They say that”")
        told = [r for s in memory.said[-_RECENT:] if s.place.sentence == place.sentence - 1 for r in s.place.content]
        near = [n for a, b in told for n in names_in(memory, a, b) if n.kind == "organisation" and not is_outlet(n.full)]
        named = near if len({n.full for n in near}) == 1 else []
    return (named[-1].full, "organisation", []) if named else None


def _wanted(low: str) -> str:
    return {"he": "m", "she": "f"}.get(low, "")


def _in_sentence(memory: Memory, number: int, place: Place, low: str) -> Who | None:
    """The source of the sentence that the pronoun can stand for, else the person or body that the sentence is about."""
    said = [
        s
        for s in memory.said[-_RECENT:]
        if s.place.sentence == number and s.place.start < place.start and not _within(s.place.start, place)
    ]
    if low in ("he", "she") and is_quoted(memory, place.start):
        # nobody is "he" in his own words
        said = [s for s in said if not any(a <= place.start < b for a, b in s.place.content)]
    if place.nested and low in ("they", "it"):
        said = [s for s in said if s.source.kind != "person"]
    here = [s for s in said if place.nested or not s.place.nested]
    for s in (*reversed(here), *reversed([s for s in said if s not in here])):
        if s.source.name not in place.barred and _fits(memory, s, low):
            return s.source.name, s.source.kind, list(s.source.aliases)
    if low in ("we", "i", "you"):
        return None
    found = _subject_meant(memory, number, place, low) or _named_in(memory, number, place, low)
    return found or (_group_in(memory, number, place) if low == "they" and not place.nested else None)


def _group_in(memory: Memory, number: int, place: Place) -> Who | None:
    """The group that a sentence names last ("The judge praised the families. They want")."""
    sentence = memory.sentences[number]
    if number == place.sentence or is_quoted(memory, sentence.start + 1):
        return None
    tokens = tokenise(memory.text, sentence.start, min(sentence.end, sentence.start + 12 * _LONGEST))
    for k in range(len(tokens) - 1, 0, -1):
        if tokens[k].low in GROUP_NOUNS and tokens[k - 1].low == "the" and not is_quoted(memory, tokens[k].start):
            return tokens[k].text, "group", []
    return None


def _within(at: int, place: Place) -> bool:
    """Whether an offset stands in what the pronoun itself is given as saying."""
    return any(a <= at < b for a, b in place.content)


def _subject_meant(memory: Memory, number: int, place: Place, low: str) -> Who | None:
    """What the sentence is about, where it is a name or a body that agrees with the pronoun."""
    phrase = subject_of(memory, number)
    if not phrase or phrase[-1].end > place.start or _within(phrase[0].start, place):
        return None
    if low == "they":
        head = head_of(phrase)
        if not is_plural(phrase) and not (head.endswith("s") and phrase[0].low == "the"):
            return _plural_body(memory, phrase, number, place)
        body = body_of(memory, head)
        return (body.name, body.kind, []) if body else (without_article(phrase), "group", [])
    names = names_in(memory, phrase[0].start, phrase[-1].end)
    last = names[-1] if names else None
    if low == "it" and not names and phrase[0].low == "the" and head_of(phrase) in ORGANISATION_NOUNS:
        return _named_body(memory, phrase, place) or (without_article(phrase), "organisation", [])
    if low == "it" and any(t.low in PREPOSITIONS for t in phrase) and not is_plural(phrase):
        # of "a spokesman at Orla's offices in Norran" the body is meant, not where it sits
        last = next((n for n in names if n.kind == "organisation"), last)
        if last and last.kind == "organisation":
            return last.full, "organisation", []
    if low in ("he", "she") and not names and is_role(head_of(phrase)) and phrase[0].low in DETERMINERS:
        nearer = [n for n in names_in(memory, phrase[-1].end, place.start) if n.kind == "person" and number == place.sentence]
        if phrase[0].low in ("a", "an") and any(_agrees(memory, n.full, low) for n in nearer):
            return None  # "A new mayor may mend what broke under Berg when she refused"
        return describe_person(memory, phrase, place.start) or (without_article(phrase), "anonymous", [])
    if last is None or last.passage.end < phrase[-1].start or any(t.low == "and" for t in phrase):
        return None
    if last.full in place.barred:
        return None
    if low in ("he", "she"):
        return (last.full, "person", []) if last.kind == "person" and _agrees(memory, last.full, low) else None
    is_body = last.kind == "organisation" or (last.kind == "other" and phrase[0].low == "the" and len(phrase) == 2)
    if low == "it" and (is_body or _is_state(last)):
        return last.full, "organisation", []
    return None


_PLURAL_VERBS = word_set("are were have")


def _plural_body(memory: Memory, phrase: Sequence[Token], number: int, place: Place) -> Who | None:
    """The body whose name is a sentence's whole subject, where its verb shows it to be several ("Tarn Rovers were known"), or
    the pronoun stands in the same sentence."""
    names = names_in(memory, phrase[0].start, phrase[-1].end)
    if len(names) != 1 or (names[0].passage.start, names[0].passage.end) != (phrase[0].start, phrase[-1].end):
        return None
    name = names[0]
    behind = memory.text[name.passage.end : name.passage.end + 8].split()
    several = bool(behind) and behind[0] in _PLURAL_VERBS
    if several or (number == place.sentence and name.kind == "organisation"):
        return name.full, "organisation", []
    return None


def _named_body(memory: Memory, phrase: Sequence[Token], place: Place) -> Who | None:
    """The one long name before whose last word a subject repeats ("The church" of the Valley Reform Church)."""
    head = head_of(phrase)
    known = memory.names[: bisect_left(memory.starts, place.start)][-REMEMBERED:]
    named = {n.full for n in known if n.kind == "organisation" and n.full.lower().endswith(" " + head)}
    return (min(named), "organisation", []) if len(named) == 1 else None


def _named_in(memory: Memory, number: int, place: Place, low: str) -> Who | None:
    sentence = memory.sentences[number]
    for name in names_in(memory, sentence.start, min(sentence.end, place.start)):
        at = name.passage.start
        if (
            name.full in place.barred
            or _is_possessive(memory.text, name)
            or (not place.nested and (_within(at, place) or is_quoted(memory, at)))
        ):
            continue
        if low in ("he", "she"):
            told = any(a <= at < b for a, b in memory.told)
            known = _is_known(memory, name) or _is_introduced(memory, at)
            if name.kind == "person" and not told and known and _agrees(memory, name.full, low):
                return name.full, "person", []
        elif (place.nested or (low == "it" and number == place.sentence)) and (name.kind == "organisation" or _is_state(name)):
            return name.full, "organisation", []
    if low not in ("he", "she"):
        return None
    # "Berg's proposal was what she called a plan": an owner is better than nobody
    owners = [
        n for n in names_in(memory, sentence.start, place.start) if n.kind == "person" and not _within(n.passage.start, place)
    ]
    fitting = [
        n
        for n in owners
        if _is_possessive(memory.text, n)
        and _agrees(memory, n.full, low)
        and (number == place.sentence or n.passage.start == sentence.start)
    ]
    return (fitting[0].full, "person", []) if fitting else None


def _is_state(name: Name) -> bool:
    return is_country(name.full) or bool(countries_of_capital(name.full))


def _inside_told(memory: Memory, place: Place, low: str) -> Who | None:
    """The person whom the statement around a possessive speaks of last ("she said the mayor must keep his promise")."""
    around = next(
        (
            (s, a)
            for s in reversed(memory.said[-_RECENT:])
            for a, b in s.place.content
            if s.place.sentence == place.sentence and a <= place.start < b
        ),
        None,
    )
    if around is None:
        return None
    said, start = around
    start = max(start, memory.sentences[place.sentence].start)
    named = [
        n
        for n in names_in(memory, start, place.start)
        if n.kind == "person" and n.full != said.source.name and not _is_possessive(memory.text, n)
    ]
    fitting = [n for n in named if _agrees(memory, n.full, low)]
    tokens = tokenise(memory.text, start, place.start)
    for k in range(len(tokens) - 1, 0, -1):
        lead = next((j for j in range(k - 1, max(-1, k - 5), -1) if tokens[j].low in DETERMINERS | {"'s"}), None)
        if is_role(tokens[k].low) and lead is not None and tokens[lead].low in ("the", "'s"):
            if fitting and fitting[-1].passage.start > tokens[k].start:
                break
            if found := describe_person(memory, tokens[lead + 1 : k + 1], place.start):
                return found
    return (fitting[-1].full, "person", []) if fitting else None


def _speaking_as(memory: Memory, place: Place, low: str) -> Who | None:
    """The person who says what the pronoun only goes on with ("Holm said Berg was blameless, as he vowed to appeal")."""
    if memory.text[max(0, place.start - 4) : place.start] != " as ":
        return None
    for s in reversed(memory.said[-_RECENT:]):
        around = s.place.sentence == place.sentence and any(a < place.start < b for a, b in s.place.content)
        if around and s.source.kind == "person" and s.source.name not in place.barred and _fits(memory, s, low):
            return s.source.name, "person", list(s.source.aliases)
    return None


def _subject_told(memory: Memory, place: Place, low: str) -> Who | None:
    """The person whom the statement around a pronoun opens with ("Holm said Berg left when she saw": "Berg said" no more)."""
    around = [
        (a, s)
        for s in reversed(memory.said[-_RECENT:])
        for a, b in s.place.content
        if s.place.sentence == place.sentence and a < place.start < b
    ]
    if not around:
        return None
    start, said = max(around, key=lambda one: one[0])
    tokens = tokenise(memory.text, start, place.start)
    verb = next((k for k in range(1, len(tokens)) if is_finite(tokens[k]) or is_past(tokens, k)), None)
    found = phrase_before(tokens, verb_group(tokens, verb, 0).start, 0) if verb else None
    names = names_in(memory, start, tokens[found[1] - 1].end) if found and found[0] == 0 else []
    last = names[-1] if names else None
    if last is None or last.kind != "person" or last.full in place.barred | {said.source.name}:
        return None
    return (last.full, "person", []) if _agrees(memory, last.full, low) else None


def describe_person(memory: Memory, tokens: Sequence[Token], before: int) -> Who | None:
    """The person of the article that a description fits."""
    person = person_described(memory.people, bare_words(tokens), before)
    return (person.name, "person", []) if person else None


def _learn_gender(memory: Memory, found: Who, low: str) -> None:
    """Keep the gender that a pronoun shows, so that the other one goes past this person."""
    person = memory.people.get(found[0])
    if person is not None and not person.gender:
        person.gender = _wanted(low)


def _is_known(memory: Memory, name: Name) -> bool:
    """Whether the article says more of a person than one bare mention (a picture credit, a byline)."""
    person = memory.people.get(name.full)
    return person is not None and (len(person.mentions) > 1 or person.titled or bool(person.descriptions))


_INTRODUCING = re.compile(r"\b(?:by the name of|named|called|identified as|known as)\s\Z")


def _is_introduced(memory: Memory, at: int) -> bool:
    """Whether a name stands as that of somebody the sentence tells of ("another witness, by the name of Ada Berg")."""
    return _INTRODUCING.search(memory.text, max(0, at - 20), at) is not None


def _is_possessive(text: str, name: Name) -> bool:
    return text[name.passage.end : name.passage.end + 2] in ("'s", "’s")


def _agrees(memory: Memory, name: str, low: str) -> bool:
    wanted, person = _wanted(low), memory.people.get(name)
    return not wanted or person is None or person.gender in ("", wanted)


def _fits(memory: Memory, s: Said, low: str) -> bool:
    kind: SourceKind = s.source.kind
    if low in ("he", "she"):
        if kind == "person":
            return _agrees(memory, s.source.name, low)
        return kind == "anonymous" and not s.plural and not (low == "he" and s.head.endswith("woman"))
    if low == "they":
        return s.plural or kind in ("group", "organisation")
    if low == "it":
        return s.head == "police" or (kind in ("organisation", "document") and not s.plural)
    return True
