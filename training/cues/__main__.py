"""Makes the small pass for each cue over a reader's weights, which stay as they are, from the larger pass that it stands for.

    pip install . torch==2.13.0 onnx
    PYTHONPATH=src:. python -m training.cues CORPORA OUT --wide FILE [--weights FOLDER]

FILE is the larger pass over the same encoder: `wide.onnx`, which `training.reader` writes. CORPORA is a folder with
attribution/polnear, names/worldwide_newswire, timelines/t17, places/lgl.xml, reuse/minhash_articles and relations/ling-in-loop
(docs/corpora.md says where the public gets them). OUT/weights is what goes into src/onrecord/neural/weights. Seeded; a command
that was stopped goes on where it was. Cost on one core: seven processor minutes to gather, five to learn; 3 GB of memory, 1 of
disk.
"""

import argparse
import json
import shutil
from pathlib import Path

from onrecord.neural import load_reader
from onrecord.neural.weights import WEIGHTS
from training.cues.export import export
from training.cues.learn import make_spans
from training.reader.export import write_manifest
from training.reader.scores import score_gum, score_polnear


def main() -> None:
    """Makes it and prints what the reader reaches with it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--wide", type=Path, required=True, help="the larger pass's graph")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the reader's weights")
    parser.add_argument("--texts", type=int, help="learn from so many articles only, to try the way out")
    parser.add_argument("--date", default="2026-11-23", help="the day that the manifest bears")
    args = parser.parse_args()
    spans = make_spans(args.corpora, args.out, weights=args.weights, wide=args.wide, texts=args.texts)
    folder = args.out / "weights"
    if not folder.exists():
        shutil.copytree(args.weights, folder)
    export(spans, folder, date=args.date)
    reader = load_reader(folder)
    figures = {"PolNeAR dev, F1": score_polnear(args.corpora, reader).figures, "GUM dev": score_gum(args.corpora, reader)}
    write_manifest(folder, figures, date=args.date)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
