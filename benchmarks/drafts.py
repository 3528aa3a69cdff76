"""How long a check of a draft takes against a large ledger.

    python benchmarks/drafts.py [ARTICLES]

The ledger is the bundled example and copies of it in which every name is another name of the same length, so that all else
stays as it was read: half of the ARTICLES (default 10,000) in stories of their own, the other half in one story. The draft is
the faithful drafts of the tests, some 1,000 words about the example itself. Prints seconds of wall
clock, the first check and the median of five.
"""

import hashlib
import json
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import onrecord
from onrecord.check import read_bytes, read_draft
from onrecord.check.whole import check_document
from onrecord.codec import decode, encode
from onrecord.model import Document, Story, StoryRecord
from onrecord.pipeline import DEFAULT
from onrecord.store import articles as rows
from onrecord.store import stories as derived
from onrecord.store.connection import transaction

ROOT = Path(__file__).resolve().parents[1]
NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
ID = re.compile(r"\b([a-z])-([0-9a-f]{16})\b")
LETTERS = "abcdefghiklmnoprstuvw"


def rename(text: str, number: int) -> str:
    """The text with other names of the same lengths, and other ids."""

    def name(m: re.Match[str]) -> str:
        digest = hashlib.sha256(f"{number} {m.group()}".encode()).digest()
        made = "".join(LETTERS[b % len(LETTERS)] for b in digest[: len(m.group())]).ljust(len(m.group()), "a")
        return made.capitalize()

    def id_(m: re.Match[str]) -> str:
        return f"{m.group(1)}-{hashlib.sha256(f'{number} {m.group()}'.encode()).hexdigest()[:16]}"

    return ID.sub(id_, NAME.sub(name, text))


def make_ledger(path: Path, articles: int) -> None:
    """Writes the ledger."""
    with onrecord.open(path) as ledger:
        ledger.read([ROOT / "examples/harrow/articles"], metadata=ROOT / "examples/harrow/metadata.csv")
        documents = [json.dumps(encode(d)) for d in ledger.documents()]
        (record,) = [json.dumps(encode(r)) for r in ledger.records()]
        copies = articles // len(documents)
        large: dict[str, list[object]] = {}
        for number in range(copies):
            found = [decode(Document, json.loads(rename(d, number))) for d in documents]
            made = decode(StoryRecord, json.loads(rename(record, number)))
            with transaction(ledger.connection):
                for document in found:
                    rows.put_document(ledger.connection, document, version=DEFAULT.version)
                    ledger.connection.execute("DELETE FROM pending WHERE article = ?", (document.article.id,))
                if number % 2:
                    derived.put_record(ledger.connection, made)
            if number % 2 == 0:
                for kind in derived.DERIVED:
                    large.setdefault(kind, []).extend(getattr(made, kind))
                large.setdefault("articles", []).extend(made.story.articles)
        story = Story(id="s-large", title="Large", articles=tuple(large.pop("articles")), earliest=None, latest=None)  # type: ignore[arg-type]
        with transaction(ledger.connection):
            derived.put_record(ledger.connection, StoryRecord(story=story, **{k: tuple(v) for k, v in large.items()}))  # type: ignore[arg-type]


def main() -> None:
    """Makes the ledger, checks, prints."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = ROOT / "tests/check/drafts"
    text = "\n\n".join(read_bytes(p.read_bytes(), name=p.name) for p in sorted(folder.iterdir()))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "large.onrecord"
        make_ledger(path, articles)
        with onrecord.open(path, read_only=True) as ledger:
            counts = rows.count_rows(ledger.connection)
            print(f"{counts}, {path.stat().st_size / 1e6:.0f} MB; a draft of {len(text.split()):,} words")
            for name, draft in (("about the example", text), ("about the large story", rename(text, 0))):
                read, taken = [], []
                for _ in range(6):
                    begun = time.perf_counter()
                    document = read_draft(draft)
                    read.append(time.perf_counter() - begun)
                    found = check_document(document, ledger.connection)
                    taken.append(time.perf_counter() - begun)
                first, rest = taken[0], statistics.median(taken[1:])
                reading = statistics.median(read[1:])
                print(f"{name}: first {first:.2f} s, then {rest:.2f} s (of which reading the draft {reading:.2f} s);", end=" ")
                print(f"{len(found.findings)} findings, {len(found.stories)} stories")


if __name__ == "__main__":
    main()
