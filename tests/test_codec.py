"""Model values as JSON text."""

import json
from dataclasses import replace

import pytest

from onrecord.codec import decode, dump, encode
from onrecord.model import Document
from onrecord.pipeline import read_document
from tests.conftest import make_article


def test_text_holds_what_plain_values_hold_and_comes_back() -> None:
    text = "VELL — The dam “held”, Ada Brandt said on Monday. At least 14 houses stood in water, the council said."
    document = read_document(make_article(text, day="2031-05-14"))
    document = replace(document, reading=replace(document.reading, meanings=()))
    assert dump(document) == json.dumps(encode(document), ensure_ascii=False)
    assert dump(document, tight=True) == json.dumps(encode(document), ensure_ascii=False, separators=(",", ":"))
    assert decode(Document, json.loads(dump(document))) == document


def test_what_is_no_model_value_has_no_text() -> None:
    with pytest.raises(TypeError, match="set is no model value"):
        dump({"a"})
