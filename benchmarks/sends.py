"""How long it takes to check a draft, to make a dossier and to judge, each sent to the application on its own.

    python benchmarks/sends.py LEDGER [TIMES] [--write]

Make a large ledger with benchmarks/many.py. Prints the median and the most of the processor time over TIMES (default 5) of
each. Judgements are sent with --write alone, and each is undone by another: both stay in the ledger. They are stored before
they are answered and then worked into their story, for which an answer waits for less than a second; told are the processor
time and wall clock until the answer, and the processor time until it is worked in, other processes of its own counted in. What
has a story derived again (--deep) takes a minute in a large one.
"""

import asyncio
import json
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import ask

import onrecord
from onrecord.web.app import make_app
from onrecord.web.serving import settle

TOKEN = "a token of the benchmark alone"
LONG = 6_000  # characters of a long draft, some 1,000 words
PATIENT = 600.0


def list_sent(path: Path, times: int) -> Iterator[tuple[str, str, bytes]]:
    """The kind, address and body of each: drafts are the texts of articles, short and long; dossiers of small stories."""
    chance = random.Random(7)
    with onrecord.open(path, read_only=True) as ledger:
        connection = ledger.connection
        ids = [f"a-{chance.getrandbits(64):016x}" for _ in range(times)]
        query = "SELECT id, text FROM articles WHERE id >= ? ORDER BY id LIMIT 1"
        rows = [row for i in ids if (row := connection.execute(query, (i,)).fetchone())]
        disputed = [
            row[0]
            for article, _ in rows
            if (row := connection.execute(
                "SELECT json_extract(value, '$.left') FROM derived WHERE kind = 'relations' AND story = "
                "(SELECT story FROM story_articles WHERE article = ?) AND json_extract(value, '$.relation') = 'contradicts'",
                (article,),
            ).fetchone())
        ]  # fmt: skip
        texts = [text for _, text in rows]
        whole = "\n\n".join(text for (text,) in connection.execute("SELECT text FROM articles LIMIT 12"))[:LONG]
    for text in texts:
        yield "POST /api/v1/check, an article", "/api/v1/check", json.dumps({"draft": text, "day": None}).encode()
    for _ in range(2):
        yield f"POST /api/v1/check, {LONG:,} letters", "/api/v1/check", json.dumps({"draft": whole, "day": None}).encode()
    for article, _ in rows:
        yield "/stories/…/dossier.html", f"/stories/{article}/dossier.html", b""
    for entry in disputed:
        yield "/disputes/…/dossier.html", f"/disputes/{entry}/dossier.html", b""


def list_judged(path: Path, times: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Judgements on entries of small stories and of the largest."""
    with onrecord.open(path, read_only=True) as ledger:
        connection = ledger.connection
        (largest,) = connection.execute(
            "SELECT story FROM story_counts WHERE name = 'articles' ORDER BY number DESC"
        ).fetchone()
        small = "SELECT story FROM story_counts WHERE name = 'articles' AND number < 30 ORDER BY story LIMIT ?"
        stories = [("of a small story", row[0]) for row in connection.execute(small, (times,))]
        stories += [("of the largest", largest)]
        for of, story in stories:
            (entry,) = connection.execute(
                "SELECT q.id FROM story_articles sa JOIN quotations q ON q.article = sa.article WHERE sa.story = ?", (story,)
            ).fetchone()
            pair = connection.execute(
                "SELECT json_extract(value, '$.left'), json_extract(value, '$.right') FROM derived "
                "WHERE story = ? AND kind = 'relations' AND json_extract(value, '$.relation') = 'contradicts'",
                (story,),
            ).fetchone()
            entities = connection.execute(
                "SELECT json_extract(value, '$.id') FROM derived WHERE story = ? AND kind = 'entities' "
                "ORDER BY json_array_length(value, '$.sources') DESC LIMIT 2 OFFSET 3",
                (story,),
            ).fetchall()
            (figure,) = connection.execute(
                "SELECT f.id FROM story_articles sa JOIN figures f ON f.article = sa.article WHERE sa.story = ? AND f.low > 20",
                (story,),
            ).fetchone()
            relation = {"changes": {"relation": "contradicts"}}
            yield f"note, {of}", {"decision": "note", "ids": [entry], "why": "Ask again."}
            yield f"grade-information, {of}", {"decision": "grade-information", "ids": [entry], "changes": {"credibility": "2"}}
            yield f"confirm-entry, {of}", {"decision": "confirm-entry", "ids": [entry]}
            yield f"reject-relation, {of}", {"decision": "reject-relation", "ids": pair, **relation}
            yield f"confirm-relation, {of}", {"decision": "confirm-relation", "ids": pair, **relation}
            yield f"merge-entities, {of}", {"decision": "merge-entities", "ids": [id_ for (id_,) in entities]}
            deep = (
                ("correct-source", entry, {"source": "Ann Orr"}),
                ("correct-figure", figure, {"low": "12", "high": "12"}),
                ("correct-date", figure, {"value": "2031-05-14"}),
            )
            for decision, id_, changes in deep if "--deep" in sys.argv or of != "of the largest" else ():
                yield f"{decision}, {of}", {"decision": decision, "ids": [id_], "changes": changes}


def spend() -> float:
    """The processor time that this process and those that it started and that ended have taken, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def judge(app: Any, path: Path, asked: dict[str, Any]) -> tuple[int, float, float, float]:
    """The status, the processor time and wall clock until it is answered, and the processor time until it is worked in."""
    begun = spend()
    body = json.dumps({"editor": "N. Orr", **asked}).encode()
    status, cpu, wall = asyncio.run(
        ask(app, "/api/v1/judgements", body=body, content_type="application/json", authorization=f"Bearer {TOKEN}")
    )
    looking = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    while looking.execute("SELECT count(*) FROM unjudged").fetchone()[0]:
        time.sleep(0.05)
    looking.close()
    time.sleep(0.3)  # a process that has stored it ends
    return status, cpu, wall, 1000 * (spend() - begun)


def main() -> None:
    """Asks, and prints."""
    given = [a for a in sys.argv[1:] if not a.startswith("--")]
    path, times = Path(given[0]), int(given[1]) if len(given) > 1 else 5
    app = make_app(path, seconds=PATIENT, write_token=TOKEN)
    taken: dict[str, list[float]] = {}
    settle()
    for kind, address, body in list_sent(path, times):
        headers = {"content_type": "application/json"} if body else {}
        status, cpu, _ = asyncio.run(ask(app, address, body=body, **headers))
        taken.setdefault(kind + (f", {status}" if status != 200 else ""), []).append(cpu)
    for kind, asked in list_judged(path, times) if "--write" in sys.argv else ():
        status, cpu, wall, worked = judge(app, path, asked)
        refused = f", {status}" if status != 201 else ""
        taken.setdefault(f"POST /api/v1/judgements: {kind}{refused}, answered, wall clock", []).append(wall)
        taken.setdefault(f"POST /api/v1/judgements: {kind}{refused}, answered", []).append(cpu)
        taken.setdefault(f"POST /api/v1/judgements: {kind}{refused}, worked in", []).append(worked)
        with onrecord.open(path, read_only=True) as ledger:
            last = ledger.page_judgements(limit=1, latest=True)[0][0].judgement.id
        judge(app, path, {"decision": "undo", "ids": [last]})
    for kind, cpu_times in taken.items():
        cpu_times.sort()
        print(f"{kind:80} median {cpu_times[len(cpu_times) // 2]:8.1f} ms   most {cpu_times[-1]:8.1f} ms   ({len(cpu_times)})")


if __name__ == "__main__":
    main()
