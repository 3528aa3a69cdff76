"""Coreference against OntoGUM by LEA.

    PYTHONPATH=src:. python -m training.reader.score_links CORPORA OUT/all/trained.pt

CORPORA is a folder with coref/ontogum and attribution/gum; trained.pt is what `training.reader` leaves in its folder. Mentions
are predicted, their ends to the letter; entities of one mention do not count. The heads are not shipped (decision 0008).

Source: Lee et al. 2017 (each mention is linked to its likeliest antecedent, or to none).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from onrecord.neural import Reader
from onrecord.neural.reading import LIMIT, to_units
from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.weights import WEIGHTS
from onrecord.neural.windows import pack
from training.reader.coreference import read_gum
from training.reader.encoder import FAR, Encoder, Links, Mentions
from training.reader.lea import Place, group, weigh
from training.reader.texts import make_sentences

WIDEST = 40  # pieces of a mention
BACK = 96  # mentions that one is compared with
TOGETHER = 64
MOST = 64  # mentions of one paragraph: no writer has more
GENRES = {"news": frozenset({"news"}), "news and interview": frozenset({"news", "interview"}), "all": None}


class Heads(NamedTuple):
    """The encoder and the heads that say where mentions are, and who is the same as whom."""

    encoder: Encoder
    mentions: Mentions
    links: Links


def load_heads(trained: Path) -> Heads:
    """The heads as they were trained."""
    state = torch.load(trained, map_location="cpu", weights_only=True)
    heads = Heads(Encoder(), Mentions(), Links())
    for name, module in zip(Heads._fields, heads, strict=True):
        module.load_state_dict({k.removeprefix(f"{name}."): v for k, v in state.items() if k.startswith(f"{name}.")})
        module.eval()
    return heads


@torch.inference_mode()
def find_clusters(text: str, heads: Heads, reader: Reader) -> list[tuple[int, int, int]]:
    """The mentions of a text, a paragraph a line, as (start, end, cluster); `reader` gives its word pieces."""
    places: list[Place] = []
    firsts: list[Tensor] = []
    lasts: list[Tensor] = []
    for window in pack(to_units(text, make_sentences(text), reader), limit=LIMIT):
        ids, segments, shapes = (torch.tensor([row]) for row in (window.ids, window.segments, window.shapes))
        hidden = heads.encoder.encode(ids, segments, shapes)
        edges = heads.mentions(hidden)[0]
        for at, pieces in window.units:
            end = at + len(pieces.ids)
            own = torch.triu(edges[at:end, at:end]) - torch.triu(edges[at:end, at:end], WIDEST + 1)
            found = (own > 0).nonzero().tolist()
            found = sorted(sorted(found, key=lambda edge: -float(own[edge[0], edge[1]]))[:MOST])
            for first, last in found:
                places.append((pieces.offsets[first][0], pieces.offsets[last][1]))
                firsts.append(hidden[0, at + first])
                lasts.append(hidden[0, at + last])
    return [(*place, cluster) for place, cluster in zip(places, _link(firsts, lasts, heads.links), strict=True)]


def _link(firsts: Sequence[Tensor], lasts: Sequence[Tensor], links: Links) -> list[int]:
    """The cluster of each mention, numbered in the order in which each is first named."""
    clusters: list[int] = []
    known = 0
    for at in range(0, len(firsts), TOGETHER):
        low = max(0, at - BACK)
        part = slice(low, at + TOGETHER)
        number = torch.arange(len(firsts[part]))
        apart = (number[:, None] - number[None, :]).clamp(0, FAR - 1)
        same, new = links(torch.stack(list(firsts[part])), torch.stack(list(lasts[part])), apart)
        for i in range(at - low, len(number)):
            best = int(same[i, :i].argmax()) if i else 0
            linked = i > 0 and bool(same[i, best] > new[i])
            clusters.append(clusters[low + best] if linked else known)
            known += not linked
    return clusters


def score_links(corpora: Path, heads: Heads, reader: Reader) -> dict[str, float]:
    """LEA F1 on OntoGUM's development documents, by genre."""
    sums = {name: [0.0, 0.0, 0.0, 0.0] for name in GENRES}
    for one in read_gum(corpora, "dev", scheme="ontogum"):
        gold, found = group(one.mentions), group(find_clusters(one.text, heads, reader))
        row = (*weigh(gold, found), *weigh(found, gold))
        for name, genres in GENRES.items():
            if genres is None or one.genre in genres:
                sums[name] = [a + b for a, b in zip(sums[name], row, strict=True)]
    figures = {}
    for name, (hit, size, right, given) in sums.items():
        recall, precision = hit / max(1, size), right / max(1, given)
        figures[name] = round(2 * recall * precision / max(1e-9, recall + precision), 4)
    return figures


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("trained", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    reader = Reader({}, load_tokenizer(WEIGHTS / "vocab.txt"), {})
    print(json.dumps(score_links(args.corpora, load_heads(args.trained), reader)))


if __name__ == "__main__":
    main()
