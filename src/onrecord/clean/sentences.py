"""Splitting paragraphs into sentences."""

import re

# Matches from the first stop of a run only, and never gives back: linear on runs of any length.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:[ \u00a0][”»](?=\s))?|(?<=\s)[•●▪■◦‣](?=\s)")
_OPENING = "\"'“‘«„([{-–—•*…¿¡"
_BULLETS = "•●▪■◦‣"
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z])")
_FUSED_BEFORE = re.compile(r"[^\W\d_]{2,}$")
_FUSED_AFTER = re.compile(r"(?:[A-Z][a-z’']*\s)(?<!Com )(?<!Org )(?<!Net )(?<!Js )")
_ATTRIBUTED = re.compile(
    r"(?:[A-Z][\w’'-]{0,30}\.?\s+){1,4}"
    r"(?:said|says|asked|asks|told|added|wrote|writes|replied|shouted|yelled|wondered|tweeted|posted|cried|exclaimed)\b"
)


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


# A capital follows these without a new sentence, whatever it is.
_BEFORE_NAME = _set(
    "Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Rev Fr Hon Pres Gov Sen Sens Rep Reps Supt Insp Det Amb Atty Asst Dep Dir Sec Min "
    "Gen Lt Col Maj Capt Cpt Cmdr Comdr Cdr Adm RAdm Brig Sgt Cpl Pvt Spc Pte Ens Cmd Const Msgr Mgr Sr Sra Mme Mlle Ald "
    "Cllr vs v cf eg ie viz al Ft Mt approx ca St Ste Bros"
)
# These mark a number that follows ("No. 5", "Jan. 3"); before anything else the stop ends the sentence.
_BEFORE_NUMBER = _set(
    "No Nos no nos Art Arts art Ch ch Fig Figs fig figs p pp par para Sec sec Vol vol Ver ver Op op Jan Feb Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
)
# These may end a sentence: they do where a word follows that begins one.
_AMBIGUOUS = _set(
    "Inc Ltd Co Corp Cos Plc LLC Bhd Jr Esq etc Ave Blvd Rd Dept Univ Assn Intl Govt est Est sq ft oz lb lbs hrs min Ala "
    "Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va "
    "Vt Wash Wis Wyo Ont Que Alta"
)
_STARTERS = _set(
    "The A An This That These Those There Here It Its He She They We You I His Her Their Our My Your In On At By For From "
    "With Within Without To Of As If When While Where Who What Why How But And Or So Yet Nor Then Also However Since "
    "Because Although Though Despite Until After Before During Between Among Under Over About According Another Any All "
    "Both Each Every Many Most More Much No Not Nobody None Nothing One Two Three Some Several Such Once Now Today "
    "Yesterday Earlier Later Last Meanwhile Only Even Just Still It's He's She's They're We're I'm That's There's It’s He’s "
    "She’s They’re We’re I’m That’s There’s Is Are Was Were Do Does Did Has Have Had Can Could Would Should"
)
_CLOCK = frozenset({"a.m", "p.m", "A.M", "P.M", "am", "pm"})
_AFTER_CLOCK = _set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Jan Feb Mar Apr "
    "May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September October November December "
    "GMT BST UTC EST EDT ET CST CDT CT MST MDT MT PST PDT PT CET CEST EET EEST IST MSK AEST AEDT JST HKT SGT Eastern "
    "Central Mountain Pacific Moscow London Z"
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, a paragraph, as offsets without the white space between them.

    Shape: in order, without overlap; together they hold every character of the paragraph that is not white space.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    found = []
    at = start
    for m in _STOP.finditer(text, start, end):
        stop, after = m.span()
        if stop < at:
            continue
        if text[stop] in _BULLETS:
            if stop > at:
                found.append((at, _before_space(text, at, stop)))
                at = stop
            continue
        after = _end_of_closers(text, at, stop, after)
        begin = after
        while begin < end and text[begin].isspace():
            begin += 1
        if begin < end and _is_boundary(text, at, stop, after, begin, end):
            found.append((at, after))
            at = begin
    if at < end:
        found.append((at, end))
    return found


def _before_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _end_of_closers(text: str, at: int, stop: int, after: int) -> int:
    """Where the sentence ends: a straight quote glued to both sides belongs to what it balances."""
    glued = text[after - 1] == '"' and after < len(text) and text[after].isalnum()
    if glued and after - stop <= 8 and after - at < 5000 and text.count('"', at, after - 1) % 2 == 0:
        return after - 1
    return after


def _is_boundary(text: str, at: int, stop: int, after: int, begin: int, end: int) -> bool:
    """Whether the stop at `stop`, closed at `after`, ends a sentence, where `begin` is the next that is not space."""
    first = begin
    while first < end and first - begin < 8 and (text[first] in _OPENING or text[first].isspace()):
        first += 1
    if first >= end:
        return False
    letter = text[first]
    if text.startswith(("[…]", "[...]"), begin):
        return begin > after
    if begin == after and not _is_fused(text, stop, after, begin, first):
        return False
    if not letter.isalnum():
        return letter in "$£€¥₹#@"
    if letter.islower() and not _BRAND.match(text, first):
        return False
    mark = text[stop]
    if mark == ".":
        return (stop + 1 < end and text[stop + 1] == ".") or _ends_at_period(text, at, stop, first, begin)
    if mark in "!?" and after - stop > 1 and text[after - 1] in "\"'”’»" and begin == first:
        return text[first : first + 20].split(" ", 1)[0] in _STARTERS or not _ATTRIBUTED.match(text, first)
    return not (mark == "…" and stop > at and text[stop - 1] in "[(")


def _is_fused(text: str, stop: int, after: int, begin: int, first: int) -> bool:
    """Whether a stop without a space behind it stands between two words of running text, not in a name or an address."""
    if first > begin:
        return text[begin] in "“‘"
    if not text[first].isupper():
        return False
    before = text[max(0, stop - 24) : stop].split()
    if not before or not _FUSED_BEFORE.search(before[-1]) or not before[-1][-1].islower():
        return False
    return after - stop > 1 or (not any(c in before[-1] for c in "/@:.") and _FUSED_AFTER.match(text, first) is not None)


def _ends_at_period(text: str, at: int, stop: int, first: int, begin: int) -> bool:
    """Whether a single period ends a sentence, by the word before it and the word behind."""
    low = max(at, stop - 24)
    parts = text[low:stop].split()
    if not parts or text[stop - 1].isspace():
        return True
    token = parts[-1].lstrip("\"'“‘«([")
    if len(parts) == 1 and low == at and _LIST_NUMBER.fullmatch(token):
        return not (token[-1].isdigit() or len(token) == 1 or begin == first)
    token = re.split(r"[-–—/]", token)[-1]
    if len(token) > 12 or not token:
        return True
    if token in _BEFORE_NAME:
        return token in {"St", "Ste", "Ft", "Mt", "Bros", "al", "Sr"} and _starts(text, first)
    if token in _BEFORE_NUMBER:
        return not (text[first].isdigit() or (len(token) > 2 and text[first : first + 3] in _BEFORE_NUMBER))
    if token in _CLOCK and "." in token:
        word = _WORD.match(text, first)
        return word is not None and word.group() not in _AFTER_CLOCK
    if len(token) == 1 and token.isupper():
        return _starts(text, first)
    if token in _AMBIGUOUS or _DOTTED.fullmatch(token):
        if token in {"e.g", "i.e"}:
            return False
        if text[begin] in "-–—":
            return False
        return _starts(text, first) or (first > begin and text[begin] in '“"')
    return True


def _starts(text: str, first: int) -> bool:
    """Whether the word at `first` is one that begins sentences, not an initial."""
    word = _WORD.match(text, first)
    return word is not None and word.group() in _STARTERS and text[word.end() : word.end() + 1] != "."
