"""Text to word pieces, with the tokenizers library."""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.neural.windows import Encode


def load_tokenizer(path: Path) -> Encode:
    """Gives what codes texts to (ids, offsets, word numbers), whole: what the file says of padding and truncation is undone."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def encode(texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]], list[int | None]]]:
        coded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [(c.ids, c.offsets, c.word_ids) for c in coded]

    return encode
