"""What the public encoder says of each sentence, which the reader's sentence vectors learn to say too.

Source: Reimers and Gurevych 2019, 2020 (mean of the last layer; distillation).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from numpy.typing import NDArray
from safetensors.torch import load_file

from onrecord.clean.sentences import split_sentences
from onrecord.neural.windows import Encode
from training.reader.batches import pad
from training.reader.encoder import Encoder, load_public
from training.reader.examples import key_of
from training.reader.polnear import LINE, Text

LONGEST = 96
TOGETHER = 64


@torch.inference_mode()
def embed(sentences: Sequence[str], start: Path, *, encode: Encode) -> NDArray[np.float16]:
    """The public encoder's vectors of the sentences. Shape: [sentences, 384], each of length 1."""
    encoder = Encoder(dropout=0.0)
    load_public(encoder, load_file(start / "model.safetensors"))
    encoder.eval()
    ids = [[101, *row[0][:LONGEST], 102] for row in encode(sentences)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    vectors = np.zeros((len(ids), 384), dtype=np.float16)
    for at in range(0, len(order), TOGETHER):
        group = order[at : at + TOGETHER]
        batch = pad([ids[i] for i in group], 0)
        seen = pad([[1] * len(ids[i]) for i in group], 0).bool()
        nothing = torch.zeros_like(batch)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = encoder.encode(batch, nothing, nothing, seen[:, None, None, :]).float()
        mean = (hidden * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
        vectors[group] = F.normalize(mean, dim=-1).numpy().astype(np.float16)
    return vectors


def teach(texts: Sequence[Text], start: Path, folder: Path, *, encode: Encode) -> dict[str, NDArray[np.float16]]:
    """The vectors of the articles' sentences by their key, kept in `folder` once they are made."""
    sentences = dict.fromkeys(
        key_of(one.text[a:b]) for one in texts for m in LINE.finditer(one.text) for a, b in split_sentences(one.text, *m.span())
    )
    kept = folder / "sentences.npy"
    if kept.exists() and len(stored := np.load(kept)) == len(sentences):
        vectors = stored
    else:
        vectors = embed(list(sentences), start, encode=encode)
        np.save(kept, vectors)
    return dict(zip(sentences, vectors, strict=True))
