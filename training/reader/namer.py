"""What finds names: a mix of all the encoder's levels and the spelling of each word, and its other places, read both ways.

Source: Peters et al. 2018 (mix of levels); Ma and Hovy 2016 (characters, two directions, conditional random field).
"""

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from onrecord.neural.names import ALLOWED, LABELS
from onrecord.neural.spelling import CASES, CHARACTERS, FORMS, PADDING
from onrecord.neural.weights import CONVENTIONS
from training.reader.encoder import HIDDEN, LAYERS, Encoder

SQUEEZED, LETTER, SPELLED, FORM, CONVENTION, ELSEWHERE, ONE_WAY, BEFORE_LABELS = 192, 16, 64, 16, 8, 64, 128, 128
FORBIDDEN, TINY = -1e4, 1e-30
SENTENCE_LEVELS = (0, 2, 4, 6)  # layers that vectors of sentences are made from


class Mix(nn.Module):
    """The encoder's levels, weighed for each feature, in fewer features."""

    def __init__(self, dropout: float = 0.4) -> None:
        super().__init__()
        self.levels = nn.Parameter(torch.zeros(LAYERS + 1, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN)
        self.dropout = nn.Dropout(dropout)
        self.squeeze = nn.Linear(HIDDEN, SQUEEZED)

    def forward(self, levels: list[Tensor]) -> Tensor:
        """Vectors [..., SQUEEZED]."""
        shares = torch.softmax(self.levels, 0)
        mixed = shares[0] * levels[0]
        for share, level in zip(shares[1:], levels[1:], strict=True):
            mixed = mixed + share * level
        return self.squeeze(self.dropout(self.norm(mixed)))


class Spelling(nn.Module):
    """Words from their characters."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(CHARACTERS, LETTER, padding_idx=PADDING)
        self.near = nn.Conv1d(LETTER, SPELLED, 3, padding=1)

    def forward(self, spellings: Tensor) -> Tensor:
        """Vectors [words, SPELLED]."""
        return torch.tanh(self.near(self.letters(spellings).transpose(1, 2)).amax(2))


class Namer(nn.Module):
    """Label logits of words, and the steps between labels."""

    def __init__(self, dropout: float = 0.4) -> None:
        super().__init__()
        self.spelling = Spelling()
        self.forms = nn.Embedding(FORMS, FORM)
        self.conventions = nn.Embedding(len(CONVENTIONS), CONVENTION)
        self.elsewhere = nn.Linear(SQUEEZED + CASES, ELSEWHERE)
        size = SQUEEZED + SPELLED + FORM + CONVENTION + ELSEWHERE
        self.onward, self.backward_ = (nn.LSTM(size, ONE_WAY, batch_first=True) for _ in range(2))
        self.before, self.labels = nn.Linear(2 * ONE_WAY, BEFORE_LABELS), nn.Linear(BEFORE_LABELS, LABELS)
        self.dropout = nn.Dropout(dropout)
        self.steps = nn.Parameter(torch.zeros(LABELS + 1, LABELS + 1))

    def forward(
        self, vectors: Tensor, spelled: Tensor, forms: Tensor, convention: Tensor, elsewhere: Tensor, turned: Tensor | None
    ) -> Tensor:
        """Logits [windows, words, LABELS].

        Shape: vectors [windows, words, SQUEEZED]; spelled [windows, words, SPELLED]; forms [windows, words]; convention
        [windows]; elsewhere [windows, words, SQUEEZED + CASES]; turned [windows, words], the place of each
        word when its window is read from behind (None: no padding).
        """
        asked = convention[:, None].expand(-1, vectors.shape[1])
        x = self.features(vectors, spelled, forms, asked, elsewhere)
        onward, back = self.onward(x)[0], _turn(self.backward_(_turn(x, turned))[0], turned)
        return self.decide(torch.cat([onward, back], -1))

    def features(self, vectors: Tensor, spelled: Tensor, forms: Tensor, convention: Tensor, elsewhere: Tensor) -> Tensor:
        """What is known of each word before any other is looked at; `convention` has one number, or one for each word."""
        known = self.dropout(torch.tanh(self.elsewhere(elsewhere)))
        asked = self.conventions(convention).expand(*forms.shape, -1)
        return torch.cat([vectors, self.dropout(spelled), self.forms(forms), asked, known], -1)

    def decide(self, read: Tensor) -> Tensor:
        """Logits of what was read both ways."""
        return self.labels(self.dropout(F.gelu(self.before(self.dropout(read)))))

    def loss(self, logits: Tensor, labels: Tensor, seen: Tensor) -> Tensor:
        """Minus the log likelihood of the labels, for each word.

        Shape: logits [paragraphs, words, LABELS]; labels, seen [paragraphs, words].
        """
        steps = self.steps.masked_fill(~torch.from_numpy(ALLOWED).to(logits.device), FORBIDDEN)
        inner, first, last = steps[:-1, :-1], steps[-1, :-1], steps[:-1, -1]
        own = logits.gather(2, labels[..., None]).squeeze(2)
        all_ways, right = first + logits[:, 0], first[labels[:, 0]] + own[:, 0]
        shares = inner.exp()
        for t in range(1, logits.shape[1]):
            on = seen[:, t]
            most = all_ways.detach().amax(1, keepdim=True)
            further = ((all_ways - most).exp() @ shares + TINY).log() + most + logits[:, t]
            all_ways = torch.where(on[:, None], further, all_ways)
            right = right + on * (inner[labels[:, t - 1], labels[:, t]] + own[:, t])
        ends = labels.gather(1, seen.sum(1, keepdim=True) - 1).squeeze(1)
        return ((all_ways + last).logsumexp(1) - right - last[ends]).sum() / seen.sum()


class Levels(nn.Module):
    """What is exported of the encoder: logits of cues; vectors for what finds names, for each cue's pass, for sentences."""

    def __init__(self, encoder: Encoder, mix: Mix) -> None:
        super().__init__()
        self.encoder, self.mix = encoder, mix

    def forward(self, ids: Tensor, segments: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of cues, names vectors, pair vectors, and the levels for sentences beside each other, each for all pieces."""
        levels = self.encoder.levels(ids, segments, shapes)
        beside = torch.cat([levels[n] for n in SENTENCE_LEVELS], -1)
        return self.encoder.cues(levels[-1]), self.mix(levels), self.encoder.pairs(levels[-1]), beside


class Article(nn.Module):
    """What is exported to find names: an article's windows beside each other, its distinct words spelled once."""

    def __init__(self, namer: Namer) -> None:
        super().__init__()
        self.namer = namer
        self.both = nn.LSTM(namer.onward.input_size, ONE_WAY, bidirectional=True)
        for name, value in namer.onward.named_parameters():
            setattr(self.both, name, value)
            setattr(self.both, f"{name}_reverse", getattr(namer.backward_, name))

    def forward(
        self,
        vectors: Tensor,
        spellings: Tensor,
        which: Tensor,
        forms: Tensor,
        convention: Tensor,
        elsewhere: Tensor,
        places: Tensor,
        lengths: Tensor,
        back: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Logits [words, LABELS] and steps.

        Shape: places [words, windows], which word of the article stands where in its window; lengths [windows], the longest
        first when this is exported; back [words], the place of each word when `places` is read row by row.
        """
        x = self.namer.features(vectors, self.namer.spelling(spellings)[which], forms, convention, elsewhere)
        read, _ = self.both(nn.utils.rnn.pack_padded_sequence(x[places], lengths))
        y = nn.utils.rnn.pad_packed_sequence(read)[0].flatten(0, 1)[back]
        # an output that nothing fed has a part in would lose its name
        return self.namer.decide(y), self.namer.steps[None][0 * convention][0]


def describe_elsewhere(vectors: Tensor, cases: Tensor, which: Tensor) -> Tensor:
    """What `onrecord.neural.elsewhere` finds, of padded windows.

    Shape: vectors [windows, words, SQUEEZED]; cases [windows, words]; which [windows, words], alike for the places of one word
    in one document.
    """
    rows = torch.cat([vectors, F.one_hot(cases, CASES).to(vectors)], -1).flatten(0, 1)
    numbers = which.flatten()
    counts = torch.bincount(numbers)
    sums = rows.new_zeros(len(counts), rows.shape[1]).index_add(0, numbers, rows)
    others = (counts - 1)[numbers][:, None]
    found = (sums[numbers] - rows) / others.clamp_min(1)
    return found.where(others > 0, 0.0).view(*which.shape, -1)


def _turn(x: Tensor, turned: Tensor | None) -> Tensor:
    return x.flip(1) if turned is None else x.gather(1, turned[..., None].expand(-1, -1, x.shape[2]))
