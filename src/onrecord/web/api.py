"""The JSON interface, version 1: the rows of the tables, articles and entries in their public form, search, what is new."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.check import MAX_CHARS
from onrecord.codec import encode
from onrecord.desk import BusyError, Desk
from onrecord.errors import ConfigError, InputError, LedgerError, LimitError, WeightsError
from onrecord.ledger import Ledger
from onrecord.since import Since
from onrecord.store import articles as rows
from onrecord.store import slices
from onrecord.store.search import KINDS, STATUSES, Among, Hit
from onrecord.tell.exports import to_json
from onrecord.tell.report.wording import read_day
from onrecord.tell.tables import TABLES
from onrecord.web.links import make_path
from onrecord.web.shown import MissingError, find_head

BASE = "/api/v1"
CHECK_PATH = f"{BASE}/check"
MAX_DRAFT = 12 * MAX_CHARS  # bytes: a letter may take twelve, escaped
MOST = 200  # rows of one answer
DEFAULT = 50
MAX_OFFSET = 10_000_000
FAR = 1_000  # rows of a list of the whole ledger that are passed over by counting
MAX_WORDS = 300
WAYS = ("words", "meaning")


class BadRequestError(InputError):
    """A parameter is not one that the interface takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Rows of a list from `offset` on; `next` is the address of those that follow. `total` is None where it is not counted."""

    data: tuple[Any, ...]
    offset: int
    limit: int
    total: int | None
    next: str | None


def make_routes(desk: Desk) -> list[Route]:
    """The routes of the interface."""

    def route(path: str, answer: Callable[[Ledger, Request], object]) -> Route:
        async def handle(request: Request) -> Response:
            try:
                return json_response(await desk.ask(lambda ledger: answer(ledger, request)))
            except (InputError, LedgerError, WeightsError) as error:
                return problem(status_of(error), str(error))

        return Route(BASE + path, handle, methods=["GET"])

    tables = [
        route(f"/{name}", lambda ledger, r, name=name: list_table(ledger, name, r.query_params))  # type: ignore[misc]
        for name in TABLES
    ]
    return [
        route("/", lambda ledger, _: tell_ledger(ledger)),
        route("/stories", lambda ledger, r: list_stories(ledger, r.query_params)),
        route("/stories/{key}", lambda ledger, r: tell_story(ledger, r.path_params["key"])),
        *tables,
        route("/articles/{key}", lambda ledger, r: tell_article(ledger, r.path_params["key"])),
        route("/entries/{key}", lambda ledger, r: tell_entry(ledger, r.path_params["key"])),
        route("/since", lambda ledger, r: tell_since(ledger, r.query_params)),
        route("/search", lambda ledger, r: search(ledger, r.query_params)),
    ]


def make_check_route(checks: Desk) -> Route:
    """The route by which a draft is held against the ledger."""

    async def handle(request: Request) -> Response:
        try:
            draft, day = read_draft_body(await request.body())
            return json_response(await checks.ask(lambda ledger: ledger.check(draft, day=day)))
        except (BusyError, LedgerError) as error:
            return problem(status_of(error), str(error))
        except InputError as error:
            return problem(400, str(error))

    return Route(CHECK_PATH, handle, methods=["POST"])


def read_draft_body(body: bytes) -> tuple[str, str | None]:
    """The draft and the day that a program sends.

    Raises: BadRequestError.
    """
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequestError("The body is not JSON.") from error
    if not isinstance(given, dict) or not set(given) <= {"draft", "day"} or not isinstance(given.get("draft"), str):
        raise BadRequestError("The body must be an object with draft, a text, and at most day.")
    day = given.get("day")
    if day is not None and not isinstance(day, str):
        raise BadRequestError("day: must be a text such as 2031-05-14, or null.")
    return given["draft"], day


def json_response(value: object, status: int = 200, media_type: str = "application/json") -> Response:
    """A value as JSON; lone halves of characters, which no JSON reader need take, are escaped."""
    text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "backslashreplace"), status, media_type=media_type)


def problem(status: int, detail: str) -> Response:
    """An error, in the one shape that errors have.

    Source: RFC 9457 (Problem Details for HTTP APIs).
    """
    titles = {
        400: "Not a usable request", 401: "Not allowed", 403: "Not from here", 404: "Not on the record", 405: "Reading only",
        411: "No length", 413: "The body is not taken",
        414: "The address is too long", 415: "Another kind of body", 421: "Not this server", 503: "Too much at once",
    }  # fmt: skip
    value = {"type": "about:blank", "title": titles.get(status, "Not answered"), "status": status, "detail": detail}
    return json_response(value, status, "application/problem+json")


def status_of(error: Exception) -> int:
    """The status that an error is answered with."""
    kinds = (
        (MissingError, 404),
        (BadRequestError, 400),
        (BusyError, 503),
        (LimitError, 503),
        (WeightsError, 503),
        (LedgerError, 500),
    )
    return next((status for kind, status in kinds if isinstance(error, kind)), 500)


def read_number(given: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    """A whole number among the parameters.

    Raises: BadRequestError.
    """
    text = given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise BadRequestError(f"{name}: {text[:40]!r} is not a whole number from {least:,} to {most:,}.")
    return int(text)


def read_window(given: Mapping[str, str]) -> tuple[int, int]:
    """The offset and limit of a list among the parameters.

    Raises: BadRequestError.
    """
    offset = read_number(given, "offset", default=0, least=0, most=MAX_OFFSET)
    return offset, read_number(given, "limit", default=DEFAULT, least=1, most=MOST)


def read_place(given: Mapping[str, str]) -> tuple[int, int, str | None]:
    """The offset, limit and cursor of a list of the whole ledger among the parameters.

    Raises: BadRequestError.
    """
    offset, limit = read_window(given)
    after = given.get("after") or None
    if after and offset:
        raise BadRequestError("offset and after: one of them tells where to begin.")
    if offset > FAR:
        raise BadRequestError(f"offset: at most {FAR:,} in a list of the whole ledger. Go on from page to page by next.")
    return offset, limit, after


def make_listing(
    name: str,
    given: Mapping[str, str],
    data: tuple[Any, ...],
    offset: int,
    limit: int,
    *,
    total: int | None,
    more: bool,
    after: str | None = None,
) -> Listing:
    """A listing, with the address of what follows: behind the cursor `after` where there is one."""
    others: dict[str, Any] = {k: v for k, v in given.items() if k not in ("offset", "limit", "after")}
    onward: dict[str, Any] = {"after": after} if after else {"offset": offset + limit}
    path = make_path("api", "v1", name, **others, **onward, limit=limit) if more else None
    return Listing(data=data, offset=offset, limit=limit, total=total, next=path)


def tell_ledger(ledger: Ledger) -> object:
    """What the ledger holds, in numbers."""
    counts = rows.count_rows(ledger.connection)
    return {"version": 1, "counts": counts, "description": f"{BASE}/openapi.json"}


def list_stories(ledger: Ledger, given: Mapping[str, str]) -> Listing:
    """The stories, those of most articles first."""
    offset, limit = read_window(given)
    total = rows.count_rows(ledger.connection)["stories"]
    heads = slices.list_stories(ledger.connection, offset=offset, limit=limit)
    return make_listing("stories", given, tuple(heads), offset, limit, total=total, more=offset + limit < total)


def tell_story(ledger: Ledger, key: str) -> object:
    """A story by its id, or that of an article or entry in it, with how much of everything it holds."""
    head = find_head(ledger.connection, key)
    return {**asdict(head), "counts": slices.count_parts(ledger.connection, head.first)}


def list_table(ledger: Ledger, name: str, given: Mapping[str, str]) -> Listing:
    """Rows of a table, of one story or of all: those of `onrecord show LEDGER NAME --json`."""
    if given.get("story"):
        offset, limit = read_window(given)
        page = ledger.page(name, story=find_head(ledger.connection, given["story"]).first, offset=offset, limit=limit)
        return make_listing(name, given, page.rows, offset, limit, total=page.total, more=offset + limit < page.total)
    offset, limit, after = read_place(given)
    try:
        page = ledger.page(name, offset=offset, limit=limit, after=after)
    except ConfigError as error:
        raise BadRequestError(f"after: {error}") from error
    more = page.after is not None
    return make_listing(name, given, page.rows, page.offset, limit, total=page.total, more=more, after=page.after)


def tell_article(ledger: Ledger, article: str) -> object:
    """An article with its text and entries, as `onrecord export` gives them."""
    documents = rows.get_documents(ledger.connection, [article])
    if not documents:
        raise MissingError("This ledger holds no such article.")
    reading = documents[0].reading
    head = find_head(ledger.connection, article)
    names = {n.full for n in reading.names}
    entities = slices.get_givers(ledger.connection, head.first, [q.id for q in reading.quotations], names)
    places = slices.get_holding(ledger.connection, head.first, "places", [article])
    record = slices.make_record(head, articles=[article], entities=entities, places=places)
    whole = to_json(documents, [record])
    return {"article": whole["articles"][0], "quotations": whole["quotations"], "figures": whole["figures"]}


def tell_entry(ledger: Ledger, id_: str) -> object:
    """A statement or figure, as `onrecord export` gives it, with what people decided about it: `Ledger.decided`."""
    article = slices.article_of(ledger.connection, id_)
    if article is None:
        raise MissingError("This ledger holds no such statement or figure.")
    whole: Any = tell_article(ledger, article)
    for kind, plural in (("quotation", "quotations"), ("figure", "figures")):
        for row in whole[plural]:
            if row["id"] == id_:
                return {"kind": kind, "entry": row, "judged": ledger.decided([id_]).get(id_, [])}
    raise MissingError("This ledger holds no such statement or figure.")


def search(ledger: Ledger, given: Mapping[str, str]) -> Listing:
    """The sentences that hold the words, or the statements near in meaning: those of `onrecord search --json`."""
    offset, limit = read_window(given)
    words, way = given.get("q", ""), given.get("by") or WAYS[0]
    if way not in WAYS:
        raise BadRequestError(f"by: {way[:40]!r} is none of {', '.join(WAYS)}.")
    if way == "meaning" and not words.strip():
        raise BadRequestError("q: words to search for must be given.")
    if not words.strip() and not given.get("source", "").strip():
        raise BadRequestError("q: words to search for, or source: who said it, must be given.")
    if len(words) > MAX_WORDS:
        raise BadRequestError(f"q: longer than {MAX_WORDS} characters.")
    if given.get("kind") and given["kind"] not in KINDS:
        raise BadRequestError(f"kind: {given['kind'][:40]!r} is none of {', '.join(KINDS)}.")
    status = next((s for s in STATUSES if s == given.get("status")), None)
    if given.get("status") and not status:
        raise BadRequestError(f"status: {given['status'][:40]!r} is none of {', '.join(STATUSES)}.")
    days = {name: read_date(given, name) for name in ("from", "to")}
    among = Among(
        kind=given.get("kind") or None,
        source=given.get("source", "").strip() or None,
        publisher=given.get("publisher", "").strip() or None,
        first=days["from"],
        last=days["to"],
        story=find_head(ledger.connection, given["story"]).first if given.get("story") else None,
        status=status,
    )
    find: Callable[..., Sequence[Hit]] = ledger.search_meaning if way == "meaning" else ledger.search
    hits = find(words, offset=offset, limit=limit + 1, among=among)
    return make_listing("search", given, tuple(hits[:limit]), offset, limit, total=None, more=len(hits) > limit)


def tell_since(ledger: Ledger, given: Mapping[str, str]) -> Since:
    """What is new since a day: that of `onrecord since LEDGER DATE --json`."""
    limit = read_number(given, "limit", default=DEFAULT, least=1, most=MOST)
    return ledger.since(read_date(given, "day") or "last", limit=limit)


def read_date(given: Mapping[str, str], name: str) -> str | None:
    """A day among the parameters.

    Raises: BadRequestError.
    """
    text = given.get(name)
    if not text:
        return None
    if not read_day(text):
        raise BadRequestError(f"{name}: {text[:40]!r} is not a day such as 2031-05-14.")
    return text
