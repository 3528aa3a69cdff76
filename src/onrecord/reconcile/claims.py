"""Claims: what several statements or figures say alike, with how well it is held up."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.language.likeness import Pair, Weights, find_pairs, weigh
from onrecord.model import Beginning, Claim, Relation, Status
from onrecord.reconcile.accused import find_accused
from onrecord.reconcile.alibis import find_alibis
from onrecord.reconcile.beginnings import find_beginnings
from onrecord.reconcile.counts import join_counts
from onrecord.reconcile.courses import find_courses
from onrecord.reconcile.denials import find_denials, find_meant, find_no_such, in_articles
from onrecord.reconcile.figures import Telling, relate_groups
from onrecord.reconcile.grounds import find_grounds
from onrecord.reconcile.items import Item, Material, Quantity, Statement
from onrecord.reconcile.meanings import Known, Meanings
from onrecord.reconcile.reversals import find_blames, find_reversals
from onrecord.reconcile.rivals import find_rivals
from onrecord.reconcile.series import find_series, group_equal
from onrecord.reconcile.sharper import find_sharper
from onrecord.reconcile.spoken import find_faulted, find_same_numbers, find_spoken, speak
from onrecord.reconcile.statements import Finding, find_disputes, find_same, likeness_of, overlap_in_text
from onrecord.reconcile.told_again import find_told_again
from onrecord.reconcile.turns import find_turns
from onrecord.reconcile.unhurt import find_unhurt
from onrecord.reconcile.unseen import find_unseen
from onrecord.reconcile.utterances import find_renderings, find_runs, join_pairs
from onrecord.reconcile.vague import find_beside_one_toll, find_sharpened
from onrecord.text import make_id

# Two groups join on one strong link; on a weaker one, or to more than so many, only where their first statements are alike
# too, so that a chain of small differences does not run from one claim into another.
_STRONG = 0.8
_MANY = 12
_HELD = 0.35


def group_statements(
    statements: Sequence[Statement],
    pairs: Sequence[Pair],
    weights: Weights,
    *,
    also: Sequence[tuple[float, int, int]] = (),
    apart: Collection[frozenset[str]] = (),
    meanings: Meanings | None = None,
) -> list[list[Statement]]:
    """The statements by what they say, the most alike joined first, those that `meanings` holds likely behind.

    `also` are further pairs of positions that say the same, `apart` pairs of ids that do not, however alike.
    """
    root = list(range(len(statements)))
    size = [1] * len(statements)

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for score, i, j in sorted([*find_same(statements, pairs, weights), *also], key=lambda row: (-row[0], row[1], row[2])):
        a, b = find(i), find(j)
        if a == b or frozenset((statements[i].id, statements[j].id)) in apart:
            continue
        strong = score >= _STRONG and size[a] + size[b] <= _MANY
        if strong or likeness_of(statements[a], statements[b], weights) >= _HELD:
            root[max(a, b)] = min(a, b)
            size[min(a, b)] += size[max(a, b)]
    # a headline that names nobody repeats its own article, and ties no two others by what it means
    bare = {i for i, s in enumerate(statements) if s.headline and s.quotation.cue is None}
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(statements)):
        members[find(i)].append(i)
    for _, i, j in meanings.likely if meanings else ():
        a, b = sorted((find(i), find(j)))
        if a == b or bare & {i, j} or frozenset((statements[i].id, statements[j].id)) in apart:
            continue
        if meanings and meanings.hold_together(members[a], members[b]):
            root[b] = a
            members[a] += members.pop(b)
    groups: dict[int, list[Statement]] = defaultdict(list)
    for i, statement in enumerate(statements):
        groups[find(i)].append(statement)
    return [groups[i] for i in sorted(groups)]


_LONGEST_PASSAGE = 60  # characters of a figure's wording that reads well by itself


def clearest(group: Sequence[Item]) -> Item:
    """The member that says it best: body before headline, neither a scrap nor a paragraph, most of the shared words."""
    if len(group) == 1:
        return group[0]
    counts: dict[str, int] = defaultdict(int)
    for item in group:
        for word in item.words:
            counts[word] += 1

    def rank(item: Item) -> tuple[bool, int, float, str, str, int, str]:
        length = len(item.text)
        shared = sum(counts[w] for w in item.words)
        headline = isinstance(item, Statement) and item.headline
        return (
            headline,
            0 if 40 <= length <= 240 else 1,
            -shared / (len(item.words) + 2),
            item.day or "9999",
            item.article,
            item.start,
            item.id,
        )

    return min(group, key=rank)


def _text(group: Sequence[Item]) -> str:
    best = clearest(group)
    if isinstance(best, Quantity):
        # "Fourteen people" says more than the "14" of a headline
        passages = [item.figure.passage.exact for item in group if isinstance(item, Quantity)]
        return max(sorted(passages), key=lambda passage: (len(passage) <= _LONGEST_PASSAGE, len(passage)))
    return (
        max((part.exact for part in best.quotation.content), key=len, default="") if isinstance(best, Statement) else best.text
    )


def tell_status(members: Iterable[str], origins: int, disputed: set[str], superseded: set[str]) -> Status:
    """How a claim with these members and origins stands."""
    ids = set(members)
    if ids & disputed:
        return "disputed"
    if ids & superseded:
        return "superseded"
    return "corroborated" if origins > 1 else "single-origin"


def make_claim(group: Sequence[Item], material: Material, disputed: set[str], superseded: set[str]) -> Claim:
    """The claim that these statements or figures make; the sets are the ids of those that are contradicted or replaced."""
    members = tuple(sorted(item.id for item in group))
    beginnings = find_beginnings(group, material)
    origins = len(beginnings)
    return Claim(
        id=make_id("c", *members),
        text=_text(group),
        members=members,
        origins=origins,
        first_said=min((item.day for item in group if item.day), default=None),
        status=tell_status(members, origins, disputed, superseded),
        beginnings=beginnings,
        corroborated=_find_second(group, beginnings),
    )


def _find_second(group: Sequence[Item], beginnings: Sequence[Beginning]) -> str | None:
    """The day on which the second of a claim's origins said it; None where there is one alone, or days are not known."""
    day_of = {item.id: item.day for item in group}
    first = [min((day for m in b.members if (day := day_of[m])), default=None) for b in beginnings]
    known = sorted(day for day in first if day)
    return known[1] if len(known) > 1 else None


_OPPOSED = 0.8
_OPPONENTS = 12  # of one statement, that are held together


def find_allies(findings: Sequence[Finding], statements: Mapping[str, Statement]) -> list[tuple[float, str, str]]:
    """(likeness, id, id) of statements that contradict one and the same: to the question whether it is so, both say no."""
    against: dict[str, list[str]] = defaultdict(list)
    for f in findings:
        if f.relation == "contradicts":
            against[f.left].append(f.right)
            against[f.right].append(f.left)
    found = []
    for _, others in sorted(against.items()):
        allies = sorted(set(others))[:_OPPONENTS]
        for n, left in enumerate(allies):
            for right in allies[n + 1 :]:
                a, b = statements[left], statements[right]
                if not overlap_in_text(a, b) and (a.article != b.article or a.source != b.source):
                    found.append((_OPPOSED, left, right))
    return found


_HELD_VIEW = re.compile(r"(?:his|her|its|their|our|my) \w{3,20} (?:that )?", re.IGNORECASE)


def set_inner_apart(statements: Sequence[Statement]) -> tuple[list[Statement], dict[str, list[Statement]]]:
    """The statements, and by the id of each those that its own source makes inside it: "praised those who, he said, ...".

    Of "voiced his hope that the road would reopen", what is hoped is the statement, and the hope beside it.
    """
    outer: list[Statement] = []
    inner: dict[str, list[Statement]] = defaultdict(list)
    last: dict[tuple[str, str], Statement] = {}
    for s in sorted(statements, key=lambda s: (s.article, s.start, -s.end, s.id)):
        before = last.get((s.article, s.source))
        if before and s.source and s.end <= before.end and s.stance == before.stance and s.start > before.start:
            if s.end == before.end and outer[-1] is before and _HELD_VIEW.fullmatch(before.text[: s.start - before.start]):
                outer[-1] = last[s.article, s.source] = s
                inner[s.id].append(before)
                continue
            inner[before.id].append(s)
        else:
            outer.append(s)
            last[s.article, s.source] = s
    return outer, inner


def find_likely(material: Material) -> Known:
    """How probably statements of one story say the same whose vectors lie near."""
    statements, _ = set_inner_apart(material.statements)
    return Meanings(statements, weigh([s.words for s in statements]), {}).find_known()


def make_claims(material: Material, *, likely: Known | None = None) -> tuple[tuple[Claim, ...], tuple[Relation, ...]]:
    """The claims of one story and the relations between their members: every quotation and figure is of exactly one claim.

    `likely` is what `find_likely` gives, where that was done before.
    """
    statements, inner = set_inner_apart(material.statements)
    wordings = [s.words for s in statements]
    weights = weigh(wordings)
    runs = find_runs(statements)
    pairs = join_pairs(find_pairs(wordings, weights), statements, runs, weights)
    spoken = find_spoken(statements, material.quantities)
    disputes = [
        *find_disputes(statements, pairs, weights),
        *find_unseen(statements, weights),
        *find_denials(statements, weights),
    ]
    findings = [*disputes, *find_meant(statements), *find_no_such(statements), *find_rivals(statements)]
    findings += find_alibis(in_articles(statements))
    findings += find_accused(statements)
    reversals = find_reversals(statements, weights)
    findings += [*reversals, *find_blames(statements, findings)]
    courses = find_courses(statements, weights, spoken, {q.id: q for q in material.quantities})
    findings += courses
    apart = {frozenset((f.left, f.right)) for f in [*reversals, *courses]}
    numbers: list[Sequence[Quantity]] = []
    grounds = find_grounds(material.quantities)
    alike = find_renderings(statements, runs)
    at = {s.id: i for i, s in enumerate(statements)}
    for series in find_series(material.quantities):
        equal = group_equal(series.members)
        numbers += equal
        findings += relate_groups(equal, series.question_of, material.publisher_of, spoken=spoken, grounds=grounds)
        for group in equal:
            disputes += find_faulted(group, spoken)
            same = find_same_numbers(group, spoken, weights)
            alike += [(score, min(at[a], at[b]), max(at[a], at[b])) for score, a, b in same]
    apart |= _set_by_numbers(findings, material.quantities)
    findings += [f for f in disputes if f not in findings]
    allies = find_allies(disputes, {s.id: s for s in statements})
    alike += [(score, min(at[a], at[b]), max(at[a], at[b])) for score, a, b in allies]
    numbers = [*join_counts(numbers, also=find_told_again(material.quantities))]
    telling = Telling(publisher_of=material.publisher_of, owner={})
    sharpened = [*find_sharpened(material.quantities, grounds, telling), *find_beside_one_toll(numbers, grounds, telling)]
    sharpened += find_sharper(material.quantities, grounds, telling)
    sharpened += find_unhurt(material.quantities, telling)
    sharpened += find_turns(material.quantities, findings)
    findings += [*sharpened, *speak(sharpened, spoken)]
    meanings = Meanings(statements, weights, likely)
    said = group_statements(statements, pairs, weights, also=alike, apart=apart, meanings=meanings)
    groups: list[Sequence[Item]] = [*([*group, *(s for o in group for s in inner.get(o.id, ()))] for group in said), *numbers]
    claim_of = {item.id: number for number, group in enumerate(groups) for item in group}
    relations = _settle(findings, claim_of, scene_of={q.id: _scene(q) for q in material.quantities})
    disputed = {i for r in relations if r.relation == "contradicts" for i in (r.left, r.right)}
    superseded = {r.left for r in relations if r.relation == "updates"}
    claims = [make_claim(group, material, disputed, superseded) for group in groups]
    return tuple(sorted(claims, key=lambda c: (c.first_said or "9999", c.id))), relations


def _set_by_numbers(findings: Iterable[Finding], quantities: Iterable[Quantity]) -> set[frozenset[str]]:
    """The pairs of statements that cannot say the same, as a number of the one excludes or replaced one of the other."""
    said = {q.id: q.figure.quotation for q in quantities if q.figure.quotation}
    ends = ((said.get(f.left), said.get(f.right)) for f in findings if f.relation in ("contradicts", "updates"))
    return {frozenset((left, right)) for left, right in ends if left and right and left != right}


def _scene(quantity: Quantity) -> str:
    """The sentence and label of a figure: "5,000 barrels (210,000 gallons)" is one scene."""
    return f"{quantity.article} {quantity.start - quantity.passage_in_context} {' '.join(sorted(quantity.words))}"


def _settle(findings: Iterable[Finding], claim_of: Mapping[str, int], scene_of: Mapping[str, str]) -> tuple[Relation, ...]:
    """One relation of a kind between two claims, and between the figures of two sentences, the surest; none inside a claim."""
    taken: set[tuple[str, str, str]] = set()
    kept = []
    for f in sorted(findings, key=lambda f: (-f.score, f.left, f.right)):
        claims = sorted((f"claim {claim_of[f.left]}", f"claim {claim_of[f.right]}"))
        scenes = sorted((scene_of.get(f.left, f.left), scene_of.get(f.right, f.right)))
        keys = {(f.relation, claims[0], claims[1]), (f.relation, scenes[0], scenes[1])}
        if claims[0] != claims[1] and not keys & taken:
            taken |= keys
            kept.append(f)
    return tuple(
        Relation(left=f.left, right=f.right, relation=f.relation, reason=f.reason[:1].upper() + f.reason[1:], score=f.score)
        for f in sorted(kept, key=lambda f: (f.relation, -f.score, f.left, f.right))
    )
