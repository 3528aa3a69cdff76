"""The reader: one small encoder that finds who says what. It alone uses onnxruntime, and only where its weights are there."""

from onrecord.neural.attributions import Attribution, find_attributions
from onrecord.neural.weights import Reader, default_reader, load_reader, weights_id

__all__ = ["Attribution", "Reader", "default_reader", "find_attributions", "load_reader", "weights_id"]
