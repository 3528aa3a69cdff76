"""How common each word is in English news: the table that tells a story's rare words from the language's common ones.

    python training/frequencies.py CORPORA src/onrecord/group/frequencies.tsv

CORPORA is a folder with attribution/polnear (US political news), places/lgl.xml and places/GeoVirus.xml (local and health news)
and cleaning/scrapinghub (pages of many kinds); docs/corpora.md says where the public gets them. What is written is counts of
words, nothing of their text: the number of articles, then every word that stands in three or more and in how many.
About 2,000 articles, ten seconds on one core.
"""

import collections
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.text import words

LEAST = 3


def articles(corpora: Path) -> Iterator[str]:
    """The text of every article of the corpora."""
    for path in sorted((corpora / "attribution/polnear/train").rglob("*.txt")):
        yield path.read_text(encoding="utf8")
    for name in ("lgl.xml", "GeoVirus.xml"):
        xml = (corpora / "places" / name).read_text(encoding="utf8")
        for m in re.finditer(r"<text>(.*?)</text>", xml, re.DOTALL):
            yield m.group(1)
    truth = json.loads((corpora / "cleaning/scrapinghub/ground-truth.json").read_text(encoding="utf8"))
    for key in sorted(truth):
        yield truth[key]["articleBody"]


def main() -> None:
    """Counts and writes."""
    corpora, target = Path(sys.argv[1]), Path(sys.argv[2])
    count: collections.Counter[str] = collections.Counter()
    number = 0
    for text in articles(corpora):
        number += 1
        count.update({word for word, _, _ in words(text) if word.isalpha()})
    rows = [f"{word}\t{n}" for word, n in sorted(count.items()) if n >= LEAST]
    target.write_text(f"#\t{number}\n" + "\n".join(rows) + "\n", encoding="utf8")
    print(f"{number} articles, {len(rows)} words, {target.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
