"""How values show themselves in a notebook: small tables in which all text of articles is text."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

# C0 and C1 controls, bidi embeddings, overrides and isolates, line separators, invisible operators, byte-order marks, tags and
# lone surrogates. Kept as they are: tab, line feed, the joiners and the direction marks that real scripts need.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LONGEST = 400  # characters of a text that is shown
_MOST = 20  # rows, or parts of a value, that are shown


def make_visible(text: str) -> str:
    """The text with each control that could reorder or hide its neighbours written out, as in "⟨U+202E⟩"."""
    return HIDDEN.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", text)


class Displayed:
    """A dataclass that a notebook shows as a table of its fields."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The fields that hold something, with their names."""
        rows = [(f.name, getattr(self, f.name)) for f in dataclasses.fields(self) if not _is_empty(getattr(self, f.name))]  # type: ignore[arg-type]
        body = "".join(f'<tr><th style="text-align:left">{escape(name)}</th>{_cell(value)}</tr>' for name, value in rows)
        return f"<table><caption>{escape(type(self).__name__)}</caption><tbody>{body}</tbody></table>"


def show_values(values: Sequence[object], *, caption: str, more: bool = False) -> str:
    """Dataclasses of one kind as the rows of a table, without the columns that none of them fills."""
    names = [f.name for f in dataclasses.fields(values[0])] if values else []  # type: ignore[arg-type]
    rows = [{name: getattr(value, name) for name in names} for value in values]
    filled = [name for name in names if not all(_is_empty(row[name]) for row in rows)]
    return show_rows(filled, rows, caption=caption, more=more)


def show_rows(columns: Iterable[str], rows: Sequence[Mapping[str, object]], *, caption: str, more: bool = False) -> str:
    """Rows as a table, at most so many; `more` says that there are others."""
    names = list(columns)
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in names)
    body = "".join("<tr>" + "".join(_cell(row[name]) for name in names) + "</tr>" for row in rows[:_MOST])
    note = f", the first {_MOST}" if more or len(rows) > _MOST else ""
    return (
        f"<table><caption>{escape(make_visible(caption))}{note}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cell(value: object) -> str:
    return f'<td style="text-align:left"><bdi>{escape(make_visible(_tell(value)))}</bdi></td>'


def _is_empty(value: object) -> bool:
    return value is None or value == () or value == "" or value is False


def _tell(value: object) -> str:
    """A value in a few words: a passage by its words, a date by its value, parts joined."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        parts = [_tell(part) for part in value[:_MOST]]
        rest = len(value) - len(parts)
        return _clip("; ".join(parts)) + (f" and {rest} more" if rest else "")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in ("exact", "value", "name", "title", "text", "id"):
            told = getattr(value, name, None)
            if told:
                return _clip(str(told))
        return _clip(
            ", ".join(f"{f.name} {_tell(v)}" for f in dataclasses.fields(value) if not _is_empty(v := getattr(value, f.name)))
        )
    return _clip(str(value))


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
