"""What a notebook shows: every object as a table, every text as text, little of what is long."""

import inspect
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest

from onrecord import model
from onrecord.ledger import Ledger
from onrecord.showing.display import Displayed, show_rows
from onrecord.tell.tables import TABLES, Contents
from tests.formats.made import NASTY, make_hostile

ELEMENTS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "bdi"}


class Markup(HTMLParser):
    """The elements, attributes and texts of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(value: object) -> Markup:
    html = value._repr_html_()  # type: ignore[attr-defined]
    html.encode("utf-8")
    found = Markup(html)
    assert found.elements <= ELEMENTS
    assert found.attributes <= {("style", "text-align:left")}
    assert not set("".join(found.text)) & set("\x00\x07\x1b\u202e\u2066")
    return found


def values(value: object) -> list[Displayed]:
    if isinstance(value, Displayed):
        return [value, *(v for f in value.__dataclass_fields__ for v in values(getattr(value, f)))]  # type: ignore[attr-defined]
    return [v for part in value for v in values(part)] if isinstance(value, tuple) else []


def test_every_noun_shows_itself() -> None:
    contents = make_hostile()
    found = values((*contents.documents.values(), *contents.records))
    kinds = {type(value) for value in found}
    assert {model.Article, model.Quotation, model.Figure, model.Claim, model.Place, model.StoryRecord, model.Span} <= kinds
    for value in found:
        text = "".join(shown(value).text)
        assert type(value).__name__ in text
    for _, kind in inspect.getmembers(model, inspect.isclass):
        if kind.__module__ == "onrecord.model":
            assert issubclass(kind, Displayed), kind
            assert not hasattr(kind(**dict.fromkeys(kind.__dataclass_fields__)), "__dict__"), "slots stay slots"


def test_words_are_shown_as_words() -> None:
    (quotation, _) = make_hostile().quotations.values()
    text = "".join(shown(quotation).text)
    assert "<script>window.planted=1</script>" in text
    assert "⟨U+202E⟩" in text


def test_what_is_long_is_cut() -> None:
    article = model.Article(id="a-1", text="x" * 1_000_000)
    assert len(article._repr_html_()) < 2000
    story = model.Story(id="s-1", title="", articles=("a-1",) * 5000, earliest=None, latest=None)
    assert "and 4980 more" in "".join(shown(story).text)
    rows = [{"a": n} for n in range(1000)]
    assert show_rows(["a"], rows, caption="many").count("<tr>") == 21


def test_ledgers_listings_and_tables_show_themselves(harrow: Ledger) -> None:
    assert "articles" in "".join(shown(harrow).text)
    listing = harrow.quotations()
    text = "".join(shown(listing).text)
    assert text.startswith("quotations, the first 20")
    assert next(listing).id in text, "what is shown takes nothing from who iterates"
    for name in TABLES:
        assert "".join(shown(harrow.table(name)).text).startswith(name)
        assert "in all" in "".join(shown(harrow.page(name)).text)
    for name in ("articles", "figures", "stories", "entities", "claims", "relations", "reuse", "origins", "events", "places"):
        shown(getattr(harrow, name)())


@pytest.mark.parametrize("table", list(TABLES))
def test_tables_of_hostile_text_show_text(table: str, stories: Sequence[Contents]) -> None:
    for contents in stories:
        shown(TABLES[table](contents))


def test_a_caption_is_text() -> None:
    assert "<script>" not in show_rows(["a"], [{"a": NASTY}], caption=NASTY)
