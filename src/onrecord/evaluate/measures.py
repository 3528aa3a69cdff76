"""The measures of one story, each a function of the annotation and of the ledger seen through it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.evaluate.agreement import group_alike, is_same_source, is_same_value, pairs_within, read_days
from onrecord.evaluate.gold import Gold, LedgerView, Row
from onrecord.evaluate.scores import Score, score_counts, score_rates, score_recall, with_parts
from onrecord.evaluate.words import MATCH, Words, overlap, pair_up

Ledger = Mapping[str, Any]
Placed = tuple[str, Words]  # a gold file and words of it

_EVENT_COVER = 0.3  # of a gold passage, for an event to be found


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Which ledger row is which gold row; rows marked borderline, and what matched them, are left out of both sides."""

    gold: Mapping[str, Row]
    found: Mapping[str, Row]
    pairs: Mapping[str, str]  # gold id -> ledger id
    ignored: frozenset[str]  # ledger ids that matched borderline rows

    def score(self, hits: int) -> Score:
        """The score where `hits` of the pairs are right."""
        return score_counts(hits, len(self.found), len(self.gold))


def _match(gold: Mapping[str, Row], found: Mapping[str, Row], places: tuple[dict[str, Placed], dict[str, Placed]]) -> Matches:
    pairs = pair_up(*places)
    optional = {id_ for id_, row in gold.items() if row.get("borderline")}
    ignored = frozenset(pairs[id_] for id_ in optional if id_ in pairs)
    return Matches(
        gold={id_: row for id_, row in gold.items() if id_ not in optional},
        found={id_: row for id_, row in found.items() if id_ not in ignored},
        pairs={g: f for g, f in pairs.items() if g not in optional},
        ignored=ignored,
    )


def match_statements(gold: Gold, view: LedgerView, ledger: Ledger) -> Matches:
    """Gold statements paired with the ledger's quotations by the words of their content."""
    wanted = {row["id"]: row for row in gold.statements}
    found = {row["id"]: row for row in ledger.get("quotations", ()) if view.holds(row["article"])}
    places = (
        {id_: (row["file"], gold.words(row, "content")) for id_, row in wanted.items()},
        {id_: view.cover(row["article"], row["content"]) for id_, row in found.items()},
    )
    return _match(wanted, found, places)


def match_figures(gold: Gold, view: LedgerView, ledger: Ledger) -> Matches:
    """Gold figures paired with the ledger's by the words of their passage."""
    wanted = {row["id"]: row for row in gold.figures}
    found = {row["id"]: row for row in ledger.get("figures", ()) if view.holds(row["article"])}
    places = (
        {id_: (row["file"], gold.words(row, "text")) for id_, row in wanted.items()},
        {id_: view.cover(row["article"], [row["passage"]]) for id_, row in found.items()},
    )
    return _match(wanted, found, places)


def measure_articles(gold: Gold, view: LedgerView, ledger: Ledger) -> Score:
    """How many of the articles are in the ledger."""
    return score_counts(len(view.article_of), len(ledger["articles"]), len(gold.texts))


def measure_not_body(gold: Gold, view: LedgerView) -> Score:
    """The words that were left out of title and body, against those that are no part of the article."""
    hits = dropped_words = wanted_words = 0
    for row in gold.articles:
        file = row["file"]
        kept = view.cover_file(file, [b for b in view.rows(file, "blocks") if b.get("kind") in ("body", "title")])
        wanted = gold.not_body(row)
        wanted_words += len(wanted)
        dropped_words += len(gold.texts[file].index) - len(kept)
        hits += len(wanted - kept)
    return score_counts(hits, dropped_words, wanted_words)


def measure_statements(matches: Matches) -> Score:
    """The statements found, with the recall of each form beside it."""
    parts = {}
    for form in ("direct", "mixed", "indirect"):
        ids = [id_ for id_, row in matches.gold.items() if row["form"] == form]
        parts[f"R_{form}"] = score_recall(sum(id_ in matches.pairs for id_ in ids), len(ids)).r
    return with_parts(matches.score(len(matches.pairs)), parts)


def measure_attributed(matches: Matches) -> Score:
    """The statements found and given to the right source."""
    gold, found = matches.gold, matches.found
    return matches.score(
        sum(is_same_source(gold[g]["name"], gold[g].get("source"), found[f].get("source")) for g, f in matches.pairs.items())
    )


def measure_chains(matches: Matches) -> Score:
    """The relayed statements found with at least one of their relays."""
    relayed = [id_ for id_, row in matches.gold.items() if row["chain"]]

    def is_right(id_: str) -> bool:
        relays = matches.found[matches.pairs[id_]].get("chain") or () if id_ in matches.pairs else ()
        return any(is_same_source(name, None, relay) for name in matches.gold[id_]["chain"] for relay in relays)

    return score_recall(sum(map(is_right, relayed)), len(relayed))


def measure_denials(matches: Matches) -> Score:
    """The denials known as such, of those found."""
    denials = [id_ for id_, row in matches.gold.items() if row["stance"] == "denies"]
    met = [id_ for id_ in denials if id_ in matches.pairs]
    right = sum(matches.found[matches.pairs[id_]].get("stance") == "denies" for id_ in met)
    return score_recall(right, len(denials), of=len(met))


def measure_valued(matches: Matches) -> Score:
    """The figures found with the right bounds."""
    return matches.score(sum(is_same_value(matches.gold[g], matches.found[f]) for g, f in matches.pairs.items()))


def measure_indicators(matches: Matches) -> Score:
    """The pairs of figures put under one indicator, of the figures found."""
    wanted: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    for g, f in matches.pairs.items():
        wanted.setdefault(matches.gold[g]["indicator"], set()).add(g)
        given.setdefault(matches.found[f].get("indicator") or f"?{f}", set()).add(g)
    right, found = pairs_within(wanted.values()), pairs_within(given.values())
    return score_counts(len(right & found), len(found), len(right))


def measure_dates(gold: Gold, view: LedgerView) -> Score:
    """The expressions of time found with the right value."""
    placed = {
        file: [(view.cover_file(file, [row["passage"]]), row["value"]) for row in view.rows(file, "dates")]
        for file in {row["file"] for row in gold.dates}
    }
    right = 0
    for row in gold.dates:
        wanted = gold.words(row, "text")
        right += any(value == row["value"] and overlap(wanted, words) >= MATCH for words, value in placed[row["file"]])
    return score_recall(right, len(gold.dates))


def measure_relations(gold: Gold, ledger: Ledger, statements: Matches, figures: Matches) -> dict[str, Score]:
    """ "same" pair by pair; the other relations between groups of what, by the gold, says the same."""
    items = [*statements.gold, *figures.gold]
    known = set(items)
    gold_of = {f: g for matches in (statements, figures) for g, f in matches.pairs.items()}
    ignored = statements.ignored | figures.ignored
    wanted = [row for row in gold.relations if row["left"] in known and row["right"] in known]
    same = [(row["left"], row["right"]) for row in wanted if row["relation"] == "same"]
    chained = [pair for group in gold.same_groups for pair in pairwise(group)]
    group_of = group_alike(items, [*same, *chained])
    scores = {"same": _measure_same(ledger, gold_of, group_of, {frozenset(pair) for pair in same}, same)}
    for kind in ("contradicts", "updates", "narrows"):
        rows = [row for row in ledger.get("relations", ()) if row["relation"] == kind]
        scores[kind] = _measure_kind(
            kind, wanted, [row for row in rows if not {row["left"], row["right"]} & ignored], gold_of, group_of
        )
    return scores


def _measure_same(
    ledger: Ledger,
    gold_of: Mapping[str, str],
    group_of: Mapping[str, str],
    wanted: set[frozenset[str]],
    rows: Sequence[tuple[str, str]],
) -> Score:
    told = [claim["members"] for claim in ledger.get("claims", ())]
    told += [(row["left"], row["right"]) for row in ledger.get("relations", ()) if row["relation"] == "same"]
    found = pairs_within([gold_of[m] for m in members if m in gold_of] for members in told)
    right = sum(len({group_of[id_] for id_ in pair}) == 1 for pair in found)
    precision = score_counts(right, len(found), len(wanted)).p
    recall = score_recall(sum(frozenset(row) in found for row in rows), len(rows)).r
    return score_rates(precision or 0.0, recall, found=len(found), gold=len(wanted))


def _measure_kind(
    kind: str, wanted: Iterable[Row], rows: Iterable[Row], gold_of: Mapping[str, str], group_of: Mapping[str, str]
) -> Score:
    def pair(row: Row) -> frozenset[str]:
        return frozenset((group_of[row["left"]], group_of[row["right"]]))

    due = {pair(row) for row in wanted if row["relation"] == kind and not row.get("borderline")}
    allowed = {pair(row) for row in wanted if kind in (row["relation"], *row.get("also_ok", ()))} - due
    found: set[frozenset[str]] = set()
    stray = 0  # between rows that the gold does not have
    for row in rows:
        if row["left"] in gold_of and row["right"] in gold_of:
            found.add(frozenset(group_of[gold_of[row[side]]] for side in ("left", "right")))
        else:
            stray += 1
    found -= allowed
    return score_counts(len(found & due), len(found) + stray, len(due))


def measure_reuse(gold: Gold, view: LedgerView, ledger: Ledger) -> Score:
    """Pairs of passages that share wording, either way round; precision over the ledger's, recall over the gold's."""
    wanted = [
        (_gold_place(gold, row["left"]), _gold_place(gold, row["right"])) for row in gold.reuse
    ]  # in-file repeats count by their first place, as `nth` does not apply here
    found = [
        tuple(view.cover(row[side]["article"], [row[side]]) for side in ("left", "right"))
        for row in ledger.get("reuse", ())
        if view.holds(row["left"]["article"], row["right"]["article"])
    ]

    def is_met(a: Sequence[Placed], b: Sequence[Placed]) -> bool:
        return any(all(_share(x, y) for x, y in zip(a, order, strict=True)) for order in (b, b[::-1]))

    met = sum(any(is_met(g, f) for f in found) for g in wanted)
    right = sum(any(is_met(g, f) for g in wanted) for f in found)
    return _rates_of_two(right, len(found), met, len(wanted), nothing=float(not wanted))


def _gold_place(gold: Gold, row: Row) -> Placed:
    return row["file"], gold.texts[row["file"]].find(row["text"])


def _share(a: Placed, b: Placed) -> bool:
    shared = len(a[1] & b[1])
    return a[0] == b[0] and shared > 0 and shared >= MATCH * min(len(a[1]), len(b[1]))


def measure_events(gold: Gold, view: LedgerView, ledger: Ledger) -> Score:
    """Events with a day and a passage in common; precision over the ledger's, recall over the gold's."""
    wanted = [(read_days(row["date"]), [_gold_place(gold, e) for e in row["evidence"]]) for row in gold.events]
    found = [
        (read_days(row["date"]), [view.cover(p["article"], [p]) for p in row["passages"] if view.holds(p["article"])])
        for row in ledger.get("events", ())
    ]

    def is_met(g: tuple[tuple[str, str] | None, list[Placed]], f: tuple[tuple[str, str] | None, list[Placed]]) -> bool:
        if not g[0] or not f[0] or g[0][0] > f[0][1] or f[0][0] > g[0][1]:
            return False
        return any(a[1] and a[0] == b[0] and len(a[1] & b[1]) >= _EVENT_COVER * len(a[1]) for a in g[1] for b in f[1])

    met = sum(any(is_met(g, f) for f in found) for g in wanted)
    right = sum(any(is_met(g, f) for g in wanted) for f in found)
    return _rates_of_two(right, len(found), met, len(wanted), nothing=0.0)


def _rates_of_two(right: int, found: int, met: int, wanted: int, *, nothing: float) -> Score:
    precision = right / found if found else nothing
    return score_rates(precision, met / wanted if wanted else 1.0, found=found, gold=wanted)


def measure_grounding(ledger: Ledger) -> Score:
    """The share of the ledger's passages that stand, to the letter, where it says; 0 where it has none."""
    text_of = {article["id"]: article["text"] for article in ledger["articles"]}
    spans = [(row["article"], row["passage"]) for row in ledger.get("figures", ())]
    for row in ledger.get("quotations", ()):
        single = (row.get("cue"), (row.get("source") or {}).get("mention"))
        spans += [(row["article"], span) for span in (*row["content"], *single) if span]
    exact = sum(text_of.get(article, "")[span["start"] : span["end"]] == span["exact"] for article, span in spans)
    return score_recall(exact, len(spans), none=0.0)
