"""Rendering a page leaves nothing behind that only a collection would take away."""

import gc
from weakref import ref

import pytest

pytest.importorskip("jinja2", reason="the extra [web] is not installed")

from jinja2 import DictLoader, Environment

from onrecord.web.rendering import render_once


class Held:
    """A value that can be watched."""

    word = "Vell"


def test_what_a_page_was_given_goes_with_it() -> None:
    environment = Environment(
        loader=DictLoader({
            "one": "{% import 'two' as t with context %}{% import 'three' as u %}{{ t.tell() }}{{ u.mark('!') }}",
            "two": "{% macro tell() %}{{ held.word }}{% endmacro %}",
            "three": "{% macro mark(word) %}{{ word }}{% endmacro %}",
        }),
        autoescape=True,
    )  # fmt: skip
    gc.disable()
    try:
        for _ in range(2):
            held = Held()
            watched = ref(held)
            assert render_once(environment, "one", {"held": held}) == "Vell!"
            del held
            assert watched() is None
    finally:
        gc.enable()
