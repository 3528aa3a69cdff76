"""Captions and picture credits, alone on their line or fused into the sentence behind them."""

import re

from onrecord.clean.blocks.patterns import CREDIT, CREDIT_MARKS, FILE_PICTURE, PICTURED, PICTURES

_COUNTED = re.compile(r"\d{1,3} of \d{1,3}\. ?(?:[A-Z].*)?\Z", re.DOTALL)
_TAKEN_ON = re.compile(
    r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber) \d{1,2}, (?:19|20)\d\d"
    r"(?:,? in this [^.]{3,90})?\.?\Z"
)
_SCENE = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown)\b|\([1-9]?(?:nd|rd|th)?\s?[LRC]\)"
    r"|\b(?:stands?|sits?|walks?|shakes?|poses?|holds?|looks?|waits?|gathers?|attends?|speaks?|guards?|inspects?|investigates?|carry|carries"
    r"|breathes?|receives?|fires?|prepares?|waves?|reacts?|listens?|gestures?|arrives?|leaves?|ride|rides|talks?|run|runs|passe?s|watch|watches|take|takes|rests?|stand|march"
    r"|marches|protest|protests|queues?|cast|casts|smiles?|cheers?|kneels?|prays?|works?|drives?|plays?|addresses|visits?|lies?|lights?"
    r"|demonstrates?|wears?|chants?|shouts?|points?|climbs?|crosse?s|cleans?|burns?|rises?|embraces?|hugs?|enters?|displays?"
    r"|covers?|checks?|swims?|floats?|fill|fills|hold up|holds up)\b"
)
_REPORTED = re.compile(r"\b(?:said|says|told|was|were|had|has|have|will|would)\b(?!.{0,60}\bfrom the\b)")
_ASIDE = re.compile(r", [^,]{3,90},")
_OF_PICTURE = re.compile(
    r"(?:An?|The|This) (?:(?:undated|handout|file|still|satellite|aerial|archive|recent|combination) ){0,2}"
    r"(?:photo(?:graph)?|picture|image|frame grab|screen ?grab|screen ?shot) (?:of|showing|from|taken)\b"
)
_SHOWN = re.compile(
    r"\((?:[clrCLR]|left|right|cent(?:re|er)|file|pictured|(?:second |far |front |back )(?:left|right|row))\)"
    r"|\b(?:shown|seen|pictured) here\b|^[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2},? (?:left|right|cent(?:re|er)|pictured),"
)
_LONG = 12  # words of a headline with what stands under it
_SHOWN_BEFORE = 160  # letters of a sentence in which it points at who is in a picture
_AFTER_YEAR = re.compile(r"(?<=[a-z] (?:19|20)\d\d )(?=[A-Z][a-z])")
_AFTER_DOING = re.compile(r"\b(?:after|before|since|until) [a-z]{2,15}ing\b")
_ADVERBIAL = re.compile(r"(?:In|On|At|By|Since|From|Until|For|During|After|Before|When|While|As)\b")
_LONGEST = 1500  # characters of a sentence that are looked at
_SPEAKER = re.compile(
    r"(?:(?<=^)"
    r"|(?<=[a-z0-9'’”] ))(?:The [A-Z]\w{1,20}['’]s )?[A-Z][\w'’.-]{1,25}(?: [A-Z][\w'’.-]{0,25}){0,3}(?:,? (?:in|at|of"
    r"|from|on) [A-Z]\w{1,25}(?: [A-Z]\w{1,25})?)?: ?[“\"‘]"
)
_OPENER = re.compile(
    r"(?:(?<=[a-z0-9'’”] )|(?<=[A-Z][A-Z] ))(?:(?:The|A|An|It|In|On|At|As|But|There|This|These|He|She|They|We|Some|Most|Many"
    r"|More|Nearly|About|Almost|After|Two|Three|Several|Police|Officials|Thousands|Hundreds|Dozens|Rescuers|Residents|Activists"
    r"|Earlier|Meanwhile|However|Under|According)\b)(?= [\w“‘$£€])"
)
_NAMED = re.compile(
    r"(?<=[a-z] )[A-Z][\w&'’.-]{1,25}(?: [A-Z][\w&'’.-]{0,25}){0,3} (?:has|have|had) [a-z]{3,15}(?: that)? (?:the|an?"
    r"|that|more|its|his|her|their"
    r"|all|some|it|they|there|he|she|[\d“‘])"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|do|did|don['’]t|doesn['’]t|isn['’]t"
    r"|says?|said|tells?|told"
    r"|reports?|shows?|remains?|becomes?|(?!need|seed|speed|feed|deed|breed|indeed|exceed)[a-z]{3,12}ed)\b"
)
_NAME = r"[A-Z][\w'’.-]{0,25} "
_SUBJECT = re.compile(rf"(?:The )?(?:{_NAME}){{1,4}}(?:[a-z]{{2,15}} ){{0,2}}?{_FINITE.pattern}")
_DEFINITE = re.compile(
    rf"The (?:{_NAME}(?:and {_NAME}|[a-z]{{2,15}} )|(?:{_NAME}){{2}}[a-z]{{2,15}} )(?:[a-z]{{2,15}} )?"
    rf"(?:claims?|{_FINITE.pattern})"
)
_VERBAL = re.compile(  # a verb, or a mark behind which one may stand
    rf"{_FINITE.pattern}|\b(?:went|came|goes|comes|became|began|drew|draws|ran|made|makes|took|gave|gives|got|led|left|spread|hit"
    r"|caught|won|brought|sent|set|put|found|suggests?|proves?|hangs?|sold|sells)\b|[“”\"?:;]"
)
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_BEFORE_CAPITAL = frozenset({"A", "An", "In", "On", "At", "As", "After", "Under", "About", "According"})
_BEFORE_LETTER = frozenset(
    {
        "Group",
        "Class",
        "Category",
        "Grade",
        "Vitamin",
        "Plan",
        "Type",
        "Level",
        "Hepatitis",
        "Section",
        "Division",
        "Serie",
        "Schedule",
    }
)
_FUNCTION = _BEFORE_CAPITAL | {
    "The",
    "It",
    "But",
    "There",
    "This",
    "These",
    "He",
    "She",
    "They",
    "We",
    "Some",
    "Most",
    "Many",
    "More",
}
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|do|did|don['’]t|doesn['’]t|isn['’]t"
    r"|says?|said|reports?|shows?|became|began|fled"
    r"|[a-z]{3,12}ed (?:the|an?|its|his|her|their|\d))\b"
)
_FRESH = re.compile(r"(?<=[A-Za-z0-9'’”] )(?=[A-Z])")
_PLURAL = re.compile(r"[A-Z][a-z]+s (?:have|are|were)\b|(?:Thousands|Hundreds|Dozens|Crowds) of [a-z]|Footage ")
_BYLINED = re.compile(r"\b(?:says|writes|reports|asks) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?$")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|been|being)\b")
_PAST = re.compile(r"\b(?:has|have|had|was|were|been)\b")
_ARTICLE = re.compile(r"(?i)\b(?:the|a|an|their|his|her|its)\b")
_OPEN_END = re.compile(
    r"(?:^|\s)(?:the|a|an|of|in|on|at|by|to|for|from|with|and|or|but|that|as|said|says|say|told|called|named|newspaper"
    r"|daily|film|book|song|band"
    r"|magazine|paper|show|programme|program|series|novel|album|website|into|over|under|near|like|than|is|was|are|were"
    r"|be|via|who|whose|which|when"
    r"|where|while|if|because|how|why|what|entitled|titled|dubbed|headlined|against|between|before|after|until|since"
    r"|added|not|no|vitamin|grade"
    r"|type|plan|group|class|category|level|also|then|now|today|yesterday)$"
)
_CLAUSAL = re.compile(
    r"\b(?:that|which|who|whose|when|while|because|if|although|though|says?|said|believes?|thinks?|claims?|claimed"
    r"|warns?|warned|fears?|hopes?|expects?"
    r"|knows?|suggests?|shows?|showed|after|before|until|since|as|where|how|why|what)\b"
)


def find_credit(sentence: str) -> tuple[int, int] | None:
    """The picture credit of a sentence, where it ends the sentence or stands at its start before another."""
    if len(sentence) > _LONGEST or not any(mark in sentence for mark in CREDIT_MARKS):
        return None
    for m in CREDIT.finditer(sentence):
        rest = sentence[m.end() :]
        if not rest.strip(' .)]"”’'):
            return m.start(), len(sentence)
        sketched = " courtesy " in m.group() and m.start() <= _SHOWN_BEFORE and not _FINITE.search(sentence, 0, m.start())
        if (m.start() == 0 or sketched or m.group().startswith(("Photo", "Picture", "Image"))) and re.match(
            r"\.? ?[A-Z0-9“‘\"]", rest
        ):
            return m.start(), m.end()
    return None


def is_pictured(sentence: str) -> bool:
    """Whether a sentence speaks of the picture it stands under."""
    return len(sentence) <= _LONGEST and PICTURED.search(sentence) is not None


def is_dated_scene(sentence: str) -> bool:
    """Whether a sentence is a picture's caption by its end or its number: it shows a scene in the present and closes with the
    full date that the picture was taken on, or counts pictures ("2 of 7.")."""
    if len(sentence) > 600 or any(mark in sentence for mark in "“”"):
        return False
    if _COUNTED.match(sentence):
        return True
    if not _TAKEN_ON.search(sentence):
        return False
    scene = _ASIDE.sub(" ", sentence)  # what is told of those who are shown is no part of the scene
    return _SCENE.search(scene) is not None and not _REPORTED.search(scene)


def is_file_picture(sentence: str) -> bool:
    """Whether a sentence can only be a caption: it names the handout or file picture that it stands under, or is no more than
    a noun phrase that opens with the picture ("A screen shot of the notice.")."""
    if len(sentence) <= 200 and _OF_PICTURE.match(sentence) and not _VERBAL.search(sentence):
        return True
    if len(sentence) > 500 or "“" in sentence or "”" in sentence:
        return False
    low = sentence.lower()
    return any(map(low.__contains__, PICTURES)) and FILE_PICTURE.search(sentence) is not None


def find_fused_start(sentence: str, *, first: bool) -> tuple[int, int] | None:
    """The (start, end) of a caption that a lost line break has fused to the front of a sentence, or None.

    `first` says that the sentence opens the article, where a headline may stand before the caption.
    """
    if len(sentence) > _LONGEST or len(sentence) < 40:
        return None
    spoken = _find_spoken(sentence, first=first)
    if spoken:
        return spoken
    starts = [m.start() for m in _OPENER.finditer(sentence)]
    if first:
        starts += [m.start() for m in _NAMED.finditer(sentence) if not _CLAUSAL.search(sentence, 0, m.start())]
        starts += [m.start() for m in _AFTER_YEAR.finditer(sentence) if _opens_plainly(sentence[: m.start()])]
    shown = _SHOWN.search(sentence, 0, _SHOWN_BEFORE)
    if shown:
        starts += [m.start() for m in _FRESH.finditer(sentence, shown.end()) if _SUBJECT.match(sentence, m.start())]
    for at in sorted(starts):
        left, right = sentence[:at].rstrip(), sentence[at:]
        pointed = shown is not None and shown.end() < at
        if _is_caption(left, first=first, pointed=pointed) and _is_whole(right) and not _breaks_name(left, right):
            return (_find_headline_before(left) if first else 0, len(left))
    return None


def find_lost_pull_quote(sentence: str) -> int | None:
    """Where words pulled out of an article end that a lost line break has fused to a sentence, and whose opening mark is lost
    too ("We will wait for it” The mayor of Harn says"); None where there are none."""
    close = sentence.find("”", 0, 250)
    if close < 20 or "“" in sentence[:close] or sentence[close - 1] in ".,!?…" or sentence.count(" ", 0, close) > 25:
        return None
    rest = sentence[close + 1 :]
    return close + 1 if re.match(r" [A-Z]", rest) and rest.count(" ") >= 6 and _FINITE.search(rest) else None


def _opens_plainly(left: str) -> bool:
    """Whether a clause opens with its subject and says something of it ("Berg was fined after a trial in 2010")."""
    plain = _AFTER_DOING.sub(" ", left)
    verb = _FINITE.search(plain)
    return verb is not None and not _ADVERBIAL.match(plain) and not _CLAUSAL.search(plain)


def _find_headline_before(left: str) -> int:
    """Where a caption begins that a headline stands before, 0 where none does."""
    for m in _FRESH.finditer(left):
        headline, caption = left[: m.start()].rstrip(), left[m.start() :]
        if headline.count(" ") < 3 or _OPEN_END.search(headline) or _AUXILIARY.search(headline):
            continue
        if headline.rsplit(" ", 1)[-1][:1].isupper() and not _PLURAL.match(caption):
            continue
        opening = " ".join(caption.split(" ", 9)[:9])
        if caption.count(" ") >= 3 and (_FINITE.search(opening) or _SHOWN.search(opening)):
            return m.start()
    return 0


def find_headline_end(sentence: str) -> int | None:
    """Where a headline fused to the front of the first sentence ends, or None."""
    if len(sentence) > _LONGEST:
        return None
    for m in _OPENER.finditer(sentence):
        left, right = sentence[: m.start()].rstrip(), sentence[m.start() :]
        if (
            4 <= left.count(" ") + 1 <= 16
            and not _OPEN_END.search(left)
            and not left.endswith((",", ":", ";", "-", "–", "—"))
            and _is_whole(right)
            and not _breaks_name(left, right)
        ):
            return len(left)
    return None


def find_last_capital(sentence: str) -> int | None:
    """Where the last stretch begins with a capital after a word that could end a headline."""
    found = None
    for m in re.finditer(r"(?<=[a-z] )[A-Z]", sentence[:_LONGEST]):
        left = sentence[: m.start()].rstrip()
        last = left.rsplit(" ", 1)[-1]
        if (last[:1].isupper() and last not in _MONTHS) or not (_FINITE.search(left) or left.count(" ") >= _LONG):
            continue
        if left.count(" ") >= 4 and sentence.count(" ", m.start()) >= 4 and not _OPEN_END.search(left):
            found = m.start()
    return found


def _find_spoken(sentence: str, *, first: bool) -> tuple[int, int] | None:
    """A caption of the form: speaker, colon, words in quotation marks, no stop, and then another sentence."""
    for m in _SPEAKER.finditer(sentence, 0, 400):
        if m.start() and not first:
            continue
        opening = sentence[m.end() - 1]
        closing = {"“": "”", "‘": "’", '"': '"'}[opening]
        close = sentence.find(closing, m.end(), m.end() + 400)
        if close < 0 or sentence[close - 1] in ".,!?…":
            continue
        rest = sentence[close + 1 :]
        if re.match(r" [A-Z0-9“]", rest) and rest.count(" ") >= 5:
            return m.start(), close + 1
    return None


def _is_caption(left: str, *, first: bool, pointed: bool = False) -> bool:
    """Whether the words before a lost line break read as a caption: a full statement with articles, not a headline."""
    words = left.count(" ") + 1
    if not 5 <= words <= 30 or left[:1] in "“\"‘'(" or _OPEN_END.search(left) or left.endswith((",", ":", ";", "-", "–", "—")):
        return False
    if left.count("“") != left.count("”") or left.count("(") != left.count(")") or left.count('"') % 2:
        return False
    if pointed:
        return True
    if not _STATES.search(left) or _BYLINED.search(left):
        return False
    if first and not _ARTICLE.search(left) and not _PAST.search(left):
        return False
    capitals = len(re.findall(r"\b[A-Z]", left))
    return (
        bool(_ARTICLE.search(left) or _AUXILIARY.search(left) or left.endswith((" him", " her", " them")))
        and capitals < 0.6 * words
    )


def _is_whole(right: str) -> bool:
    """Whether the words behind a lost line break can stand as a sentence of their own, not as part of a name."""
    if right.count(" ") < 5:
        return False
    first, second = right.split(" ", 2)[:2]
    if second[:1].isupper() and first == "The" and _DEFINITE.match(right):
        return True
    if second[:1].isupper() and first not in _FUNCTION and _SUBJECT.match(right):
        return True
    if second[:1].isupper() and (first not in _BEFORE_CAPITAL or not re.match(r"(?:\S+ ){1,3}[a-z]", right)):
        return False
    return _FINITE.search(right) is not None


def _breaks_name(left: str, right: str) -> bool:
    """Whether the break would part a name: "Group A", "Tolm Police"."""
    before, first = left.rsplit(" ", 1)[-1], right.split(" ", 1)[0]
    if before in ("Is", "This", "That", "The", "Of", "And", "Was"):
        return True  # "the This Is | It concerts"
    return (first == "A" and before in _BEFORE_LETTER) or (first not in _FUNCTION and before[:1].isupper())
