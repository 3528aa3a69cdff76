"""The exported ledger is a public interface: version 1 of its form, every span to the letter, every id resolvable."""

import re
from pathlib import Path
from typing import Any

import pytest

import onrecord

_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"
TEXT = (str, type(None))
NUMBER = (int, float, type(None))

FORM: dict[str, dict[str, Any]] = {
    "articles": {
        "id": str, "publisher": TEXT, "title": TEXT, "authors": list, "agency": list, "language": TEXT, "published": dict,
        "text": str, "blocks": list, "dates": list, "places": list, "names": list,
    },
    "quotations": {
        "id": str, "article": str, "content": list, "cue": (dict, type(None)), "source": (dict, type(None)), "chain": list,
        "form": str, "stance": str, "said": (dict, type(None)),
    },
    "figures": {
        "id": str, "article": str, "passage": dict, "low": NUMBER, "high": NUMBER, "approximate": bool, "unit": str,
        "indicator": str, "place": TEXT, "as_of": (dict, type(None)), "quotation": TEXT,
        "location": (dict, type(None)),
    },
    "entities": {"id": str, "name": str, "kind": str, "aliases": list, "descriptions": list},
    "claims": {"id": str, "text": str, "members": list, "origins": int, "first_said": TEXT, "status": str},
    "relations": {"left": str, "right": str, "relation": str, "reason": str, "score": (int, float), "decided_by": str},
    "reuse": {"left": dict, "right": dict, "similarity": (int, float), "earlier": str},
    "stories": {"id": str, "title": str, "articles": list, "earliest": TEXT, "latest": TEXT},
    "events": {
        "id": str, "date": str, "text": str, "passages": list, "articles": list, "weight": (int, float), "place": TEXT,
        "location": (dict, type(None)),
    },
    "places": {
        "id": str, "name": str, "kind": str, "latitude": NUMBER, "longitude": NUMBER, "gazetteer_id": TEXT, "country": TEXT,
        "within": str, "mentions": list, "figures": list, "events": list, "reason": str,
    },
}  # fmt: skip
VALUES = {
    ("quotations", "form"): {"direct", "indirect", "mixed"},
    ("quotations", "stance"): {"asserts", "denies", "questions", "orders", "promises", "cannot-verify"},
    ("claims", "status"): {"single-origin", "corroborated", "disputed", "superseded"},
    ("relations", "relation"): {"same", "contradicts", "updates", "narrows"},
    ("relations", "decided_by"): {"rule", "model", "person"},
    ("reuse", "earlier"): {"left", "right", "unknown"},
}


@pytest.fixture(scope="module")
def ledger(read_example: Path) -> dict[str, Any]:
    """The export of the bundled example."""
    with onrecord.open(read_example, read_only=True) as opened:
        return opened.export()


def test_the_form(ledger: dict[str, Any]) -> None:
    assert ledger["version"] == 1
    for table, columns in FORM.items():
        assert ledger[table], f"the example has no {table}"
        for row in ledger[table]:
            for column, kind in columns.items():
                assert isinstance(row[column], kind), (table, column, row[column])
    for (table, column), allowed in VALUES.items():
        assert {row[column] for row in ledger[table]} <= allowed


def spans(value: Any, article: str | None = None) -> list[tuple[str | None, dict[str, Any]]]:
    """Every span inside a value, with the article it counts in."""
    if isinstance(value, dict):
        article = value.get("article", article) if "article" in value else article
        own = [(article, value)] if {"start", "end", "exact"} <= value.keys() else []
        return own + [s for v in value.values() for s in spans(v, article)]
    if isinstance(value, list):
        return [s for v in value for s in spans(v, article)]
    return []


def test_every_span_is_to_the_letter(ledger: dict[str, Any]) -> None:
    text = {a["id"]: a["text"] for a in ledger["articles"]}
    checked = 0
    for a in ledger["articles"]:
        for _, span in spans([a["dates"], a["names"], a["places"]]):
            assert a["text"][span["start"] : span["end"]] == span["exact"]
            checked += 1
    for table in ("quotations", "figures", "reuse", "events"):
        for article, span in spans(ledger[table]):
            assert article is not None
            assert text[article][span["start"] : span["end"]] == span["exact"]
            checked += 1
    assert checked > 1000


def test_blocks_cover_the_text_without_overlap(ledger: dict[str, Any]) -> None:
    for a in ledger["articles"]:
        at = 0
        for block in a["blocks"]:
            assert block["start"] >= at
            assert not a["text"][at : block["start"]].strip()
            assert block["end"] > block["start"]
            at = block["end"]
        assert not a["text"][at:].strip()


def test_ids_are_unique_and_resolve(ledger: dict[str, Any]) -> None:
    for table in ("articles", "quotations", "figures", "entities", "claims", "stories", "events"):
        ids = [row["id"] for row in ledger[table]]
        assert len(ids) == len(set(ids)), table
    articles = {a["id"] for a in ledger["articles"]}
    entries = {row["id"] for table in ("quotations", "figures") for row in ledger[table]}
    entities = {e["id"] for e in ledger["entities"]}
    assert {q["article"] for q in ledger["quotations"]} <= articles
    assert {f["quotation"] for f in ledger["figures"]} - {None} <= {q["id"] for q in ledger["quotations"]}
    assert {m for c in ledger["claims"] for m in c["members"]} <= entries
    assert {r[side] for r in ledger["relations"] for side in ("left", "right")} <= entries
    assert {a for s in ledger["stories"] for a in s["articles"]} == articles
    assert {q["source"]["entity"] for q in ledger["quotations"] if q["source"]} - {None} <= entities


def test_no_place_of_the_invented_example_is_on_any_map(ledger: dict[str, Any]) -> None:
    assert {"Caldovia", "Harrow Tunnel", "Linde"} <= {p["name"] for p in ledger["places"]}
    assert all(p["latitude"] is None and p["gazetteer_id"] is None for p in ledger["places"])
    assert not any(a["places"] for a in ledger["articles"])


def test_places_are_with_what_they_are_the_place_of(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    text = "Two trains collided near Cusco in Peru on 3 March 2024. At least 12 people were killed in Cusco, police said.\n"
    (folder / "crash.txt").write_text(text, encoding="utf8")
    with onrecord.open(tmp_path / "x.onrecord") as opened:
        opened.read([folder])
        found = opened.export()
        rows = opened.table("places").rows
    (article,) = found["articles"]
    for row in article["places"]:
        assert article["text"][row["passage"]["start"] : row["passage"]["end"]] == row["passage"]["exact"]
        assert set(row) == {"passage", "name", "latitude", "longitude", "gazetteer_id"}
    assert {row["name"] for row in article["places"]} == {"Cusco", "Peru"} == {row["place"] for row in rows}
    deaths = next(f for f in found["figures"] if f["low"] == 12)
    assert deaths["location"]["name"] == "Cusco"
    assert [e["place"] for e in found["events"]] == ["Cusco"]


def test_claims_and_events_are_told_in_the_articles_words(ledger: dict[str, Any]) -> None:
    texts = [a["text"] for a in ledger["articles"]]
    for event in ledger["events"]:
        assert any(event["text"] in text for text in texts)
    for claim in ledger["claims"]:
        assert all(any(part in text for text in texts) for part in claim["text"].split(" … "))


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    exports = []
    for i in range(2):
        with onrecord.open(tmp_path / f"{i}.onrecord") as opened:
            opened.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
            exports.append(opened.export_json())
    assert exports[0] == exports[1]


@pytest.mark.slow
def test_judgements_stand_beside(tmp_path: Path, ledger: dict[str, Any]) -> None:
    assert ledger["judgements"] == []
    with onrecord.open(tmp_path / "x.onrecord") as opened:
        opened.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
        relation = next(r for r in opened.relations() if r.relation == "contradicts")
        opened.judge("reject-relation", [relation.left, relation.right], editor="N. Orr", why="of two days")
        entity = next(e for e in opened.entities() if e.sources)
        opened.judge("grade-source", [entity.id], editor="N. Orr", changes={"reliability": "B"})
        whole = opened.export()
    assert set(whole) == set(ledger)
    form: dict[str, Any] = {
        "id": str, "decision": str, "editor": str, "at": str, "why": str, "targets": list, "rest": list, "changes": list,
        "undoes": TEXT, "state": str, "lost": list, "by": TEXT, "waiting": bool,
    }  # fmt: skip
    texts = {a["id"]: a["text"] for a in whole["articles"]}
    assert len(whole["judgements"]) == 2
    for row in whole["judgements"]:
        assert set(row) == set(form)
        for column, kind in form.items():
            assert isinstance(row[column], kind), (column, row[column])
    for article, span in spans(whole["judgements"]):
        assert article is not None
        assert texts[article][span["start"] : span["end"]] == span["exact"]
    assert [c["status"] for c in whole["claims"]] != [c["status"] for c in ledger["claims"]]


def test_a_value_that_is_no_calendar_date_is_followed_by_the_one_that_holds_it(ledger: dict[str, Any]) -> None:
    rows = [(a["id"], d) for a in ledger["articles"] for d in a["dates"]]
    beside = {(id_, d["passage"]["start"]): d for id_, d in rows if d["type"] == "DATE" and _CALENDAR.fullmatch(d["value"])}
    others = [(id_, d) for id_, d in rows if d["type"] in ("DATE", "TIME") and not _CALENDAR.fullmatch(d["value"])]
    held = [(d, beside[id_, d["passage"]["start"]]) for id_, d in others if d["earliest"] and d["earliest"] == d["latest"]]
    assert held
    for other, date in held:
        assert date["value"] == other["earliest"]
        assert date["passage"] == other["passage"]
