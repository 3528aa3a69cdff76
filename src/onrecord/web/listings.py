"""The pages on which all entries of one dispute, or all figures of one quantity, are gone through in order of time."""

from onrecord.ledger import Ledger
from onrecord.paging.arranging import find_quantity_of
from onrecord.paging.disputing import tell_disputes
from onrecord.paging.shortening import make_ladders
from onrecord.store import slices
from onrecord.tell.report.records import by_time
from onrecord.web.links import make_path
from onrecord.web.parts import find_dispute, show_part
from onrecord.web.shown import MissingError, Shown, find_head, link_context, make_pager, make_tabs, prepare, view_part

SIZE = 50


def show_entries(ledger: Ledger, entry: str, page: int) -> Shown:
    """All entries of the dispute that a statement or figure is in: first one side in order of time, then the other.

    Raises: MissingError where it is in none.
    """
    connection = ledger.connection
    head = find_head(connection, entry)
    found = find_dispute(ledger, head, entry)
    told = tell_disputes(connection, head, found.shown, prepare=prepare).disputes if found else ()
    if not told:
        raise MissingError("This entry is in no dispute.")
    dispute = told[0]
    left, right = dispute.sides
    every = [*left, *right]
    steps = ("disputes", entry, "entries")
    pager = make_pager(steps, page, len(every), SIZE, "entry|entries")
    at = (page - 1) * SIZE
    on_page = every[at : at + SIZE]
    story = prepare(connection, head, slices.get_parts(connection, on_page))
    split = max(len(left) - at, 0)
    parts = (on_page[:split], on_page[split:])
    sides = [
        (name, len(side), [story.entries[i] for i in part if i in story.entries])
        for name, side, part in zip(dispute.heads, dispute.sides, parts, strict=True)
    ]
    context = {
        "d": dispute,
        "sides": [side for side in sides if side[2]],
        "back": make_path("disputes", entry),
        "s": view_part(head),
        **link_context(story, head),
    }
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "disputes")
    return show_part(head, tabs, "sides.html.j2", pager, context)


def show_quantity(ledger: Ledger, figure: str, page: int) -> Shown:
    """All figures that count what a figure counts, in order of time; on the first page also their ladder.

    Raises: MissingError where it is none.
    """
    connection = ledger.connection
    head = find_head(connection, figure)
    quantity = find_quantity_of(connection, head.first, figure)
    if quantity is None:
        raise MissingError("This is no figure of a quantity on the record.")
    every = quantity.every or tuple(f.id for f in quantity.figures)
    pager = make_pager(("quantities", figure), page, len(every), SIZE, "figure")
    on_page = every[(page - 1) * SIZE : page * SIZE]
    story = prepare(connection, head, slices.get_parts(connection, (), unread=on_page))
    rows = [story.entries[i] for i in on_page if i in story.entries]
    ladder = make_ladders(connection, head, [quantity], prepare=prepare)[1][0]
    context = {
        "l": ladder,
        "plots_shown": page == 1,
        "rows": rows if quantity.every else sorted(rows, key=by_time),
        "total": len(every),
        "back": make_path("stories", head.first, "figures"),
        "s": view_part(head),
        **link_context(story, head),
    }
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "figures")
    return show_part(head, tabs, "quantity.html.j2", pager, context)
