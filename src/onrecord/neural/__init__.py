"""The reader: one small encoder that finds who says what, who is named and who is meant. It alone uses onnxruntime."""

from onrecord.neural.attributions import Attribution
from onrecord.neural.names import NameSpan
from onrecord.neural.reading import Marks, read_text
from onrecord.neural.sentences import Traces, Vectoriser, default_vectoriser
from onrecord.neural.weights import Reader, default_reader, load_reader, weights_id, why_absent

__all__ = [
    "Attribution",
    "Marks",
    "NameSpan",
    "Reader",
    "Traces",
    "Vectoriser",
    "default_reader",
    "default_vectoriser",
    "load_reader",
    "read_text",
    "weights_id",
    "why_absent",
]
