"""Ledgers made from annotations: a perfect one, and ones that are wrong in many small ways."""

import copy
import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def find_spans(text: str, passage: str | list[str], nth: int = 1) -> list[Json]:
    """The spans of verbatim passages in their order, or of the nth place of a single one."""
    spans, behind = [], 0
    for part in [passage] if isinstance(passage, str) else passage:
        start = text.find(part, behind)
        if start < 0:
            start = text.find(part)
        for _ in range(nth - 1 if isinstance(passage, str) else 0):
            start = text.find(part, start + 1)
        assert start >= 0, part
        behind = start + len(part)
        spans.append({"start": start, "end": behind, "exact": part})
    return spans


def _blocks(text: str, row: Json) -> list[Json]:
    out = [False] * len(text)
    if "not_body_lines" in row:
        lines = text.splitlines(keepends=True)
        for first, last in row["not_body_lines"]:
            at, end = len("".join(lines[: first - 1])), len("".join(lines[:last]))
            out[at:end] = [True] * (end - at)
    else:
        for passage in row.get("not_body", []):
            span = find_spans(text, passage)[0]
            out[span["start"] : span["end"]] = [True] * (span["end"] - span["start"])
    cuts = [0, *(i for i in range(1, len(text)) if out[i] != out[i - 1]), len(text)]
    return [{"start": a, "end": b, "kind": "boilerplate" if out[a] else "body"} for a, b in pairwise(cuts) if a < b]


def make_perfect(folder: Path) -> Json:
    """The ledger that says what the annotation says."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {p.name: p.read_text(encoding="utf-8") for p in (folder / "articles").iterdir()}
    rows = {row["file"]: row for row in gold["articles"]}

    def spans(row: Json, key: str) -> list[Json]:
        return find_spans(texts[row["file"]], row[key], row.get("nth", 1))

    def place(row: Json, key: str = "text") -> Json:
        return {"article": row["file"], **spans(row, key)[0]}

    return {
        "version": 1,
        "articles": [
            {
                "id": file,
                "path": f"somewhere/{file}",
                "text": text,
                "blocks": _blocks(text, rows[file]),
                "dates": [{"passage": spans(d, "text")[0], "value": d["value"]} for d in gold["dates"] if d["file"] == file],
            }
            for file, text in texts.items()
        ],
        "quotations": [
            {
                "id": s["id"],
                "article": s["file"],
                "content": spans(s, "content"),
                "cue": None,
                "source": {"name": s["name"], "mention": None} if s["name"] else None,
                "chain": [{"name": name, "mention": None} for name in s["chain"]],
                "form": s["form"],
                "stance": s["stance"],
            }
            for s in gold["statements"]
        ],
        "figures": [
            {"id": f["id"], "article": f["file"], "passage": spans(f, "text")[0]}
            | {key: f[key] for key in ("low", "high", "unit", "indicator")}
            for f in gold["figures"]
        ],
        "claims": [],
        "relations": [{key: r[key] for key in ("left", "right", "relation")} for r in gold["relations"]],
        "reuse": [{side: place(r[side]) for side in ("left", "right")} for r in gold["reuse"]],
        "events": [{"date": e["date"], "passages": [place(v) for v in e["evidence"]]} for e in gold["events"]],
    }


def perturb(perfect: Json, seed: int) -> Json:
    """The ledger with rows dropped, moved and changed at random, and one article's text cut."""
    rng = random.Random(seed)
    ledger = copy.deepcopy(perfect)
    for key in ("quotations", "figures", "relations", "reuse", "events"):
        ledger[key] = [row for row in ledger[key] if rng.random() < 0.8]
    for quotation in ledger["quotations"]:
        for span in quotation["content"]:
            span["start"] = max(0, span["start"] + rng.choice((0, 0, 0, -20, 15, 60)))
            span["end"] = max(span["start"] + 1, span["end"] + rng.choice((0, 0, 10, -10)))
        if quotation["source"] and rng.random() < 0.3:
            words = quotation["source"]["name"].split()
            quotation["source"] = rng.choice(
                (None, {"name": words[-1]}, {"name": "Somebody Else"}, {"name": words[0], "aliases": words})
            )
        if rng.random() < 0.2:
            quotation["stance"], quotation["chain"] = "denies", [{"name": "Some Agency", "mention": None}]
    for figure in ledger["figures"]:
        figure["indicator"] = rng.choice((figure["indicator"], figure["indicator"], None, "something"))
        if rng.random() < 0.2:
            figure["high"] = rng.choice((None, 7, figure["high"]))
        figure["passage"]["end"] += rng.choice((0, 0, 12))
    for relation in ledger["relations"]:
        relation["relation"] = rng.choice((relation["relation"], relation["relation"], "same", "contradicts", "updates"))
    ids = [row["id"] for row in (*ledger["quotations"], *ledger["figures"])]
    ledger["relations"] += [
        {"left": rng.choice(ids), "right": rng.choice(ids), "relation": rng.choice(("narrows", "contradicts"))}
        for _ in range(9)
    ]
    ledger["claims"] = [{"members": rng.sample(ids, 3)} for _ in range(6)]
    for passage in (p for r in ledger["reuse"] for p in r.values()):
        passage["end"] = passage["start"] + max(5, int((passage["end"] - passage["start"]) * rng.choice((1, 1, 0.4))))
    for event in ledger["events"]:
        event["date"] = rng.choice((event["date"], event["date"], "2001-01-01", ""))
    for article in ledger["articles"]:
        for date in article["dates"]:
            date["value"] = rng.choice((date["value"], "2001"))
        article["blocks"] = [{**b, "kind": rng.choice((b["kind"], b["kind"], "title", "comment"))} for b in article["blocks"]]
    cut = rng.choice(ledger["articles"])
    cut["text"] = cut["text"][: len(cut["text"]) // 2] + " words of another hand " + cut["text"][len(cut["text"]) // 2 + 40 :]
    return ledger
