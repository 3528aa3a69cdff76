"""Judgements in the JSON interface: what was decided, what waits, and a way for programs to decide."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.desk import BusyError, Desk, Pen
from onrecord.errors import ConfigError, InputError, LedgerError
from onrecord.ledger import Ledger
from onrecord.review.deciding import Asked
from onrecord.tell.exports import tell_judged
from onrecord.web.api import BASE, BadRequestError, json_response, make_listing, problem, read_place, read_window, status_of
from onrecord.web.guard import is_token
from onrecord.web.shown import find_head
from onrecord.web.writing import ask_by_json

PATH = f"{BASE}/judgements"


def make_routes(desk: Desk) -> list[Route]:
    """The routes for reading."""

    def route(path: str, answer: Callable[[Ledger, Mapping[str, str]], object]) -> Route:
        async def handle(request: Request) -> Response:
            try:
                return json_response(await desk.ask(lambda ledger: answer(ledger, request.query_params)))
            except (InputError, LedgerError) as error:
                return problem(status_of(error), str(error))

        return Route(BASE + path, handle, methods=["GET"])

    return [route("/judgements", list_judgements), route("/queue", list_queue)]


def make_write_route(pen: Pen | None, *, token: str | None, editor: str | None) -> Route:
    """The route for a program that decides; `editor` is who does where it names nobody."""

    async def handle(request: Request) -> Response:
        if pen is None or token is None:
            return problem(405, "The ledger is served for reading: GET and HEAD.")
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() != "bearer" or not is_token(given.strip(), token):
            answer = problem(401, "Writing needs the write token: Authorization: Bearer TOKEN.")
            answer.headers["www-authenticate"] = "Bearer"
            return answer
        try:
            asked: Asked = ask_by_json(await request.body(), editor=editor)
            made = await pen.judge(asked)
        except ConfigError as error:
            return problem(400, str(error))
        except BusyError as error:
            return problem(503, str(error))
        except LedgerError as error:
            return problem(500, str(error))
        return json_response(tell_judged(made), 201)

    return Route(PATH, handle, methods=["POST"])


def list_judgements(ledger: Ledger, given: Mapping[str, str]) -> object:
    """What people decided, in order of time: those of `onrecord judge LEDGER list --json`."""
    offset, limit = read_window(given)
    found, total = ledger.page_judgements(offset=offset, limit=limit)
    rows = tuple(tell_judged(row) for row in found)
    return make_listing("judgements", given, rows, offset, limit, total=total, more=offset + limit < total)


def list_queue(ledger: Ledger, given: Mapping[str, str]) -> object:
    """What waits for a decision, the least sure first: that of `onrecord judge LEDGER queue --json`."""
    offset, limit, after = read_place(given)
    story = find_head(ledger.connection, given["story"]).first if given.get("story") else None
    try:
        page = ledger.queue(story=story, offset=offset, limit=limit, after=after)
    except ConfigError as error:
        raise BadRequestError(f"after: {error}") from error
    more = page.after is not None
    return make_listing("queue", given, page.doubts, page.offset, limit, total=page.total, more=more, after=page.after)
