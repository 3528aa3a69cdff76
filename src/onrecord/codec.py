"""Model values to plain JSON values and back, by their field types."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def encode(value: object) -> Any:
    """A model value as dicts, lists, strings, numbers, booleans and None."""
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    kind: Any = type(value)
    names = _field_names(kind)
    return value if names is None else {name: encode(getattr(value, name)) for name in names}


@functools.cache
def _field_names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass, looked up once a type; None of what JSON holds as it is."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def _shallow(value: object) -> dict[str, Any]:
    """A dataclass as a dict of its fields, for an encoder that goes through these by itself."""
    kind: Any = type(value)
    names = _field_names(kind)
    if names is None:
        raise TypeError(f"{kind.__name__} is no model value")
    return {name: getattr(value, name) for name in names}


_write = json.JSONEncoder(ensure_ascii=False, default=_shallow).encode
_write_tight = json.JSONEncoder(ensure_ascii=False, default=_shallow, separators=(",", ":")).encode


def dump(value: object, *, tight: bool = False) -> str:
    """A model value as JSON text; `tight` leaves out the white space."""
    return _write_tight(value) if tight else _write(value)


def decode(kind: type[T], value: Any) -> T:
    """The inverse of `encode` for the dataclass `kind`; keys that it does not have are passed over."""
    found = _decoder(typing.cast(Any, kind))
    return typing.cast(T, found(value) if found and value is not None else value)


@functools.cache
def _decoder(kind: Any) -> Callable[[Any], Any] | None:
    """How a value of a field type is decoded, worked out once a type; None where it is what JSON holds."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decoder(next(k for k in typing.get_args(kind) if k is not types.NoneType))
    if origin is tuple:
        inner = _decoder(typing.get_args(kind)[0])
        return tuple if inner is None else lambda value: tuple([None if v is None else inner(v) for v in value])
    if isinstance(origin, type) and dataclasses.is_dataclass(origin):
        return _decoder(origin)  # what a generic one leaves open is held as it is
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        fields = {f.name: _decoder(hints[f.name]) for f in dataclasses.fields(kind)}

        def build(value: Any) -> Any:
            known = value if value.keys() <= names else {k: v for k, v in value.items() if k in names}
            if not nested:
                return kind(**known)
            known = dict(known)
            for name, decoder in nested:
                if known.get(name) is not None:
                    known[name] = decoder(known[name])
            return kind(**known)

        names = fields.keys()
        nested = [(name, decoder) for name, decoder in fields.items() if decoder]
        return build
    return None
