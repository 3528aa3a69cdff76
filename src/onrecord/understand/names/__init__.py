"""Names of persons, organisations and places."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Name, NameKind, Sentence
from onrecord.neural import Marks, NameSpan
from onrecord.text import span
from onrecord.understand.grammar import PERSON_TITLES, is_role
from onrecord.understand.names.capitals import PARTICLES, Run, find_runs
from onrecord.understand.names.kinds import is_credit, likely_kind_of, sure_kind_of
from onrecord.understand.tokens import Token, tokenise

# places that stand for those who sit there: they speak, and nothing that is counted lies in them
_SEATS = frozenset(
    {"white house", "kremlin", "pentagon", "downing street", "capitol hill", "élysée", "elysee", "blue house", "vatican"}
)
_VOTE = 1000
_PARTICLE = re.compile(r"\b\w{1,5}-\Z")
_ROLE_CAPITALS = PERSON_TITLES


class _Candidate(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]
    kind: NameKind
    opens: bool
    titled: bool
    sure: NameKind | None = None


def find_names(text: str, sentences: Sequence[Sentence], *, marks: Marks | None = None) -> tuple[Name, ...]:
    """The mentions of names in the sentences, each with the fullest form in the article; by rules alone without marks."""
    candidates: list[_Candidate] = []
    expansions: dict[str, str] = {}
    lower: set[str] = set()
    for sentence in sentences:
        tokens = tokenise(text, sentence.start, sentence.end)
        lower.update([t.text for t in tokens if t.text[0].islower()])
        runs = find_runs(tokens)
        candidates.extend(_candidate(tokens, run) for run in runs)
        expansions.update(_expansions(tokens, runs))
    inside = Counter(c.words[0] for c in candidates if not c.opens and len(c.words) == 1)
    parts = {w for c in candidates if len(c.words) > 1 for w in c.words}
    kept = [c for c in candidates if _is_name(c, inside=inside, parts=parts, lower=lower)]
    kept = _with_one_kind(text, kept)
    if marks is not None:
        kept = _with_marked(text, kept, _with_places(text, marks.names))
    return _with_full_forms(text, kept, expansions)


def _with_marked(text: str, ruled: Sequence[_Candidate], marked: Sequence[NameSpan]) -> list[_Candidate]:
    """The names that the reader marks, and those of the rules that lie apart from all of them.

    Names written alike are of one kind: the one that the rules are sure of, else the one that the reader is surest of.
    """
    starts = [c.start for c in ruled]
    found: list[_Candidate] = []
    used: set[int] = set()
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    for name in marked:
        start, end = _with_particle(text, name.start), _without_noun(text, name)
        near = range(max(0, bisect_left(starts, start) - 1), min(len(ruled), bisect_left(starts, end)))
        met = [ruled[k] for k in near if ruled[k].end > start]
        words = tuple(t.text for t in tokenise(text, start, end))
        if name.kind == "other" and len(words) < 2 and all(map(_only_opens, met)):
            continue
        used.update(k for k in near if ruled[k].end > start)
        same = next((c for c in met if (c.start, c.end) == (start, end)), None)
        first = met[0] if met and met[0].start == start else None
        sure = "organisation" if " ".join(words).lower() in _SEATS else same.sure if same else None
        votes.setdefault(words, Counter()).update({name.kind: int(_VOTE * name.score)} | ({sure: 2 * _VOTE} if sure else {}))
        opens = bool(met and met[0].opens)
        found.append(_Candidate(start, end, words, name.kind, opens, bool(first and first.titled), sure))
    kinds = {words: max(sorted(count), key=count.__getitem__) for words, count in votes.items()}
    left = [c for k, c in enumerate(ruled) if k not in used and not _only_opens(c)]
    return sorted([*(c._replace(kind=c.sure or kinds[c.words]) for c in found), *left], key=lambda c: c.start)


def _with_places(text: str, marked: Sequence[NameSpan]) -> list[NameSpan]:
    """The marked names; a body and the place right before it are one after "the" ("the Vell | Observatory")."""
    found: list[NameSpan] = []
    for name in marked:
        last = found[-1] if found and name.kind == "organisation" and found[-1].kind == "place" else None
        if last and text[last.end : name.start] == " " and text[max(0, last.start - 4) : last.start].lower() == "the ":
            found[-1] = name._replace(start=last.start)
        else:
            found.append(name)
    return found


def _only_opens(c: _Candidate) -> bool:
    """Whether nothing but its place at the head of a sentence gives a word its capital, as far as anybody can tell."""
    return c.opens and len(c.words) == 1 and c.kind == "other"


def _without_noun(text: str, name: NameSpan) -> int:
    """Where a marked name ends without the plain nouns behind it ("Marn | market fire")."""
    end = name.end
    while " " in (own := text[name.start : end]) and (last := own.rsplit(" ", 1)[1])[:1].islower() and own[:1].isupper():
        end -= len(last)
        end = name.start + len(text[name.start : end].rstrip())
    return end


def _with_particle(text: str, start: int) -> int:
    before = _PARTICLE.search(text, max(0, start - 8), start)
    return before.start() if before and before.group().rstrip("-").lower() in PARTICLES else start


def _candidate(tokens: Sequence[Token], run: Run) -> _Candidate:
    words = tuple(t.text for t in tokens[run.start : run.end])
    lead = run.start - 2 if run.start > 1 and tokens[run.start - 1].text == "." else run.start - 1
    titled = lead >= 0 and tokens[lead].low in PERSON_TITLES
    start, end = tokens[run.start].start, tokens[run.end - 1].end
    sure = sure_kind_of(tokens, run)
    return _Candidate(start, end, words, sure or likely_kind_of(tokens, run), run.opens, titled, sure)


def _is_name(c: _Candidate, *, inside: Counter[str], parts: set[str], lower: set[str]) -> bool:
    """Whether a candidate is a name: one capitalised word that opens a sentence is one only where something else says so."""
    word = c.words[0]
    if len(c.words) == 1 and word.lower() in _ROLE_CAPITALS:
        return False
    if len(c.words) > 1 or c.titled:
        return True
    if not c.opens:
        return True
    if c.kind in ("place", "organisation") or word in parts or inside[word]:
        return not (word.lower() in lower and not inside[word] and word not in parts)
    return word.lower() not in lower and not word.endswith(("s", "ing", "ed", "ly", "ists", "ers")) and len(word) > 3


_IS_THING = re.compile(r",?\s+(?:which|whose\s+(?:shares|members|spokes\w+))\b")
_IS_PERSON = re.compile(r",?\s+who\b|,\s+\d\d,|,\s+(?:a|an|the|its|his|her)\s+(?:[\w-]+\s+){0,3}(?P<role>[\w-]+)")


def _with_one_kind(text: str, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates with names of several words that only look like a person's under the kind that the article shows:
    "the Vell Tunnel" once is no person anywhere, and what "which" resumes is a body."""
    shown: dict[tuple[str, ...], Counter[str]] = {}
    surnames = {c.words[0] for c in candidates if len(c.words) == 1 and not _has_article(text, c)}
    for c in candidates:
        if len(c.words) < 2:
            continue
        votes = shown.setdefault(c.words, Counter())
        votes["person"] += 2 * (
            c.titled or bool((m := _IS_PERSON.match(text, c.end)) and (not m["role"] or is_role(m["role"])))
        )
        votes["place"] += c.kind == "place"
        votes["looks"] += c.kind == "person"
        votes["organisation"] += bool(_IS_THING.match(text, c.end)) or (_has_article(text, c) and c.kind != "person")

    def kind(c: _Candidate) -> NameKind:
        votes = shown.get(c.words)
        if votes is None:
            return c.kind
        known = votes["person"] + 2 * (c.words[-1] in surnames and not is_credit(c.words[-1].lower()))
        if c.kind == "organisation" and _has_article(text, c) and votes["looks"] and known > votes["organisation"]:
            return "person"  # "the Ada Berg bus"
        if c.kind != "person":
            return c.kind
        if votes["organisation"] > known:
            return "organisation"
        return "place" if votes["place"] > known else c.kind

    return [c._replace(kind=kind(c)) for c in candidates]


def _has_article(text: str, c: _Candidate) -> bool:
    return text[max(0, c.start - 4) : c.start].lower() == "the "


def _expansions(tokens: Sequence[Token], runs: Sequence[Run]) -> dict[str, str]:
    """Acronyms given in brackets after their long form ("Free River Union (FRU)"), and long forms in brackets after them."""
    found = {}
    for run in runs:
        if run.end + 2 < len(tokens) and tokens[run.end].text == "(" and tokens[run.end + 2].text == ")":
            short = tokens[run.end + 1].text
            initials = "".join(t.text[0] for t in tokens[run.start : run.end] if t.text[0].isupper())
            if short.isupper() and len(short) > 1 and (initials.startswith(short[0]) or short[0] in initials):
                found[short] = " ".join(t.text for t in tokens[run.start : run.end])
    return found


def _with_full_forms(text: str, candidates: Sequence[_Candidate], expansions: dict[str, str]) -> tuple[Name, ...]:
    persons: dict[str, dict[str, int]] = {}
    longer: dict[str, str] = {}
    for c in candidates:
        exact = _spaced(text[c.start : c.end])
        if c.kind == "person" and len(c.words) > 1:
            for word in c.words:
                persons.setdefault(_bare(word), {}).setdefault(exact, c.start)
        elif c.kind == "organisation" and len(c.words) > 1:
            for k in range(1, len(c.words)):
                longer.setdefault(" ".join(c.words[k:]), exact)
    found = []
    for c in candidates:
        exact = _spaced(text[c.start : c.end])
        kind, full = c.kind, expansions.get(exact, exact)
        match = _person_of(c, persons) if len(c.words) == 1 or c.kind == "person" else None
        if match:
            kind, full = "person", match
        elif c.titled and len(c.words) == 1:
            kind = "person"
        elif _has_article(text, c) and c.kind in ("organisation", "other"):
            kind, full = ("organisation", longer[exact]) if exact in longer else (kind, full)
        found.append(Name(passage=span(text, c.start, c.end), kind=kind, full=full))
    return tuple(found)


def _bare(word: str) -> str:
    """A surname without a prefix that is often left out ("al-")."""
    head, dash, rest = word.partition("-")
    return rest if dash and head.lower() in PARTICLES and rest else word


def _spaced(exact: str) -> str:
    return " ".join(exact.split())


def _person_of(c: _Candidate, persons: dict[str, dict[str, int]]) -> str | None:
    """The fullest person's name that this surname, first name or shorter form belongs to: the latest before it,
    else the first."""
    if (c.kind == "place" and not c.titled) or c.words[-1].isupper():
        return None
    wanted = {_bare(w) for w in c.words}
    last = _bare(c.words[-1])
    rows = [(at, full) for full, at in persons.get(last, {}).items() if wanted <= {_bare(w) for w in full.split()}]
    if not rows:
        return None
    rows = [row for row in rows if _bare(row[1].split()[-1]) == last] or rows
    before = [row for row in rows if row[0] <= c.start]
    at = set((before[-1] if before else rows[0])[1].split())
    return _without_credit(max((row[1] for row in rows if at <= set(row[1].split())), key=len), [row[1] for row in rows])


def _without_credit(longest: str, forms: Sequence[str]) -> str:
    """The name without what a caption or a company's acronym put before it ("Wide Images Ada Berg")."""
    for form in sorted(forms, key=len):
        lead = longest.removesuffix(form).split() if " " in form and longest.endswith(" " + form) else []
        if lead and (lead[-1].isupper() or is_credit(lead[-1].lower())):
            return form
    return longest
