"""Rendering a template so that what it was given goes when it is done.

The contexts of a template and of what it imports hold each other and all values, so that these would stay until a collection
goes through them all, which takes as long as some pages do. Emptied, the contexts alone wait for it.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

_made: ContextVar[list[Context]] = ContextVar("made")


class _Noted(Context):
    """A context that is known to the rendering which it is made in."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _made.get([]).append(self)


def load_templates(environment: Environment) -> None:
    """Makes every template ready, so that who asks for a page first does not wait for it."""
    for name in environment.list_templates(extensions=("j2",)):
        environment.get_template(name)


def render_once(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    """The template with these values."""
    contexts: list[Context] = []
    token = _made.set(contexts)
    environment.context_class = _Noted
    try:
        return environment.get_template(name).render(values)
    finally:
        _made.reset(token)
        for context in contexts:
            # a module that is imported without them is kept for the next rendering
            if values.keys() <= context.parent.keys():
                context.parent.clear()
                context.vars.clear()
