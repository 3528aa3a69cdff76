"""The application: which address shows what, and how errors are told."""

import contextlib
import functools
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from onrecord.desk import SECONDS, BusyError, Desk, Pen
from onrecord.errors import ConfigError, InputError, LedgerError, LimitError
from onrecord.formats.dossier import Dossier
from onrecord.ledger import Ledger
from onrecord.tell.report.page import make_environment, style_sheet
from onrecord.tell.report.wording import count, tell_range, tell_when
from onrecord.web import api, checking, entries, fronts, judging, listings, parts, places, queue, review, sending, timeline
from onrecord.web.feed import write_atom, write_json_feed
from onrecord.web.guard import LOOPBACK, Guard, is_token
from onrecord.web.links import article_path, make_path
from onrecord.web.openapi import describe
from onrecord.web.rendering import render_once
from onrecord.web.review import Editing
from onrecord.web.shown import MissingError, Shown, show_title
from onrecord.web.writing import FORM_PATH, MAX_JUDGED, ask_by_form, read_back, read_form, read_written_day

MAX_PAGE = 1_000_000
CHECK_SECONDS = 60.0
CHECKS = 8
"""Drafts that may wait to be checked."""
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" fill="#fbfaf7"/>'
    '<path d="M3 3.5h10M3 7h10M3 10.5h6" stroke="#1b1a18" stroke-width="1.6"/>'
    '<circle cx="12" cy="12" r="2.6" fill="#8c2a14"/></svg>'
)


def make_app(
    path: str | Path,
    *,
    hosts: Sequence[str] = LOOPBACK,
    editor: str | None = None,
    write_token: str | None = None,
    read_token: str | None = None,
    seconds: float = SECONDS,
) -> ASGIApp:
    """The application that serves the ledger at `path` to requests that name one of `hosts`.

    For reading, but where `editor` names who decides what the pages' forms send, or programs may send with `write_token`.
    With `read_token`, to those alone who bring it, or the write token. A question that takes longer than `seconds` is stopped.
    """
    desk = Desk(Path(path), seconds=seconds)
    checks = Desk(Path(path), seconds=CHECK_SECONDS, waiting=CHECKS)
    keeper = Pen(Path(path))
    pen = keeper if editor or write_token else None
    editing = Editing(editor=editor, token=secrets.token_urlsafe(32)) if editor else None

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        keeper.catch_up()
        yield
        desk.close()
        checks.close()
        keeper.close()

    routes = _make_routes(desk, editing)
    if pen and editing:
        routes.append(_make_form_route(pen, editing))
    routes.append(judging.make_write_route(pen, token=write_token, editor=editor))
    app = Starlette(
        routes=[*routes, *_make_check_routes(checks), *_make_dossier_routes(checks)],
        lifespan=lifespan,
        exception_handlers={HTTPException: _tell_http, Exception: _tell_fault},
    )
    asked = {checking.PATH: checking.MAX_SENT, api.CHECK_PATH: api.MAX_DRAFT}
    asked |= {FORM_PATH: MAX_JUDGED} if editing else {}
    asked |= {judging.PATH: MAX_JUDGED} if write_token else {}
    tokens = [token for token in (read_token, write_token) if token] if read_token else []
    return Guard(app, hosts=hosts, refuse=_refuse, asked=asked, editing=editing is not None, tokens=tokens)


def _make_check_routes(checks: Desk) -> list[Route]:
    """The page on which a draft is checked, and the same for programs; at a desk of their own they hold up no other page."""

    async def form(_: Request) -> Response:
        return _form_html(checking.show_form())

    async def check(request: Request) -> Response:
        draft, day = "", ""
        try:
            body = await request.body()
            # a file may take a while: it is read where the ledger is, not where requests are
            draft, day = await checks.ask(lambda _: checking.read_form(body, request.headers.get("content-type", "")))
            found = await checks.ask(lambda ledger: ledger.check(draft, day=read_written_day(day) or None))
        except (BusyError, LedgerError) as error:
            return _form_html(checking.show_form(draft=draft, day=day, problem=str(error)), _status(error))
        except InputError as error:
            return _form_html(checking.show_form(draft=draft, day=day, problem=str(error)), 400)
        return _form_html(checking.show_check(found, draft=draft, day=day))

    return [
        Route(checking.PATH, form, methods=["GET"]),
        Route(checking.PATH, check, methods=["POST"]),
        api.make_check_route(checks),
    ]


def _make_dossier_routes(checks: Desk) -> list[Route]:
    """The dossiers that can be sent: of a story, of a dispute. They take longer than a page and hold up none."""

    def sent(path: str, write: Callable[[Ledger, str], Dossier]) -> Route:
        async def handle(request: Request) -> Response:
            key = str(request.path_params["key"])
            try:
                dossier = await checks.ask(lambda ledger: write(ledger, key))
            except (MissingError, LimitError, LedgerError) as error:
                return _html(render(_show_error(str(error), _status(error))), _status(error))
            response = _html(dossier.html)
            response.headers["content-disposition"] = f'attachment; filename="{sending.name_file(key)}"'
            return response

        return Route(path, handle, methods=["GET"])

    return [
        sent("/stories/{key}/dossier.html", sending.write_story_dossier),
        sent("/disputes/{key}/dossier.html", sending.write_dispute_dossier),
    ]


def _form_html(shown: Shown, status: int = 200) -> Response:
    response = _html(render(shown), status)
    # a browser tells a form where it comes from only to pages that let it
    response.headers["referrer-policy"] = "same-origin"
    return response


def _make_form_route(pen: Pen, editing: Editing) -> Route:
    async def handle(request: Request) -> Response:
        fields: dict[str, str] = {}
        try:
            fields, ids = read_form(await request.body())
            if not is_token(fields.get("token", ""), editing.token):
                detail = (
                    "This form was made before the server was started again. Go back, load the page anew and send it again."
                )
                return _html(render(_show_error(detail, 403, back=read_back(fields))), 403)
            await pen.judge(ask_by_form(fields, ids, editor=editing.editor))
        except (ConfigError, LimitError, LedgerError) as error:
            told = _show_error(str(error), 400, back=read_back(fields))
            return _html(render(told), 400 if isinstance(error, ConfigError) else _status(error))
        return RedirectResponse(read_back(fields), 303)

    return Route(FORM_PATH, handle, methods=["POST"])


def _make_routes(desk: Desk, editing: Editing | None) -> list[Route]:
    def page(
        path: str, show: Callable[[Ledger, Request], Shown], about: Callable[[Ledger, Request], review.About] | None = None
    ) -> Route:
        async def handle(request: Request) -> Response:
            def answer(ledger: Ledger) -> str:
                shown = show(ledger, request)
                if about:
                    back = request.url.path + (f"?{request.url.query}" if request.url.query else "") + "#judgements"
                    found = review.make_review(ledger, about(ledger, request), editing=editing, back=back)
                    shown = replace(shown, review=found)
                return render(shown)

            try:
                return _html(await desk.ask(answer))
            except (MissingError, LimitError, LedgerError) as error:
                return _html(render(_show_error(str(error))), _status(error))

        return Route(path, handle, methods=["GET"])

    async def style(_: Request) -> Response:
        return Response(_style(), media_type="text/css")

    async def script(_: Request) -> Response:
        return Response(_script(), media_type="text/javascript")

    async def description(_: Request) -> Response:
        return api.json_response(describe())

    def feed(path: str, write: Callable[[Ledger, str], bytes], media_type: str) -> Route:
        async def answer(request: Request) -> Response:
            base = str(request.base_url).rstrip("/")
            try:
                return Response(await desk.ask(lambda ledger: write(ledger, base)), media_type=media_type)
            except (LimitError, LedgerError) as error:
                return PlainTextResponse(f"{error}\n", _status(error))

        return Route(path, answer, methods=["GET"])

    async def icon(_: Request) -> Response:
        return Response(_ICON, media_type="image/svg+xml")

    shown: dict[str, Callable[[Ledger, str, int], Shown]] = {
        "disputes": parts.show_disputes,
        "map": places.show_map,
        "sources": entries.show_sources,
        "claims": parts.show_claims,
        "copies": parts.show_copies,
        "articles": parts.show_articles,
    }
    return [
        page("/", lambda ledger, r: fronts.show_stories(ledger, _page(r))),
        page("/search", lambda ledger, r: fronts.show_search(ledger, _query(r), _page(r))),
        page("/since", lambda ledger, r: fronts.show_since(ledger, read_written_day(r.query_params.get("day", "").strip()))),
        feed("/feed.atom", write_atom, "application/atom+xml"),
        feed("/feed.json", write_json_feed, "application/feed+json"),
        page("/about", lambda ledger, _: fronts.show_about(ledger)),
        page("/queue", lambda ledger, r: queue.show_queue(ledger, None, _page(r), editing=editing)),
        page("/judgements", lambda ledger, r: queue.show_judgements(ledger, _page(r), editing=editing)),
        page("/stories/{key}", lambda ledger, r: fronts.show_story(ledger, _key(r)), _by_key(review.about_story)),
        page(
            "/stories/{key}/timeline",
            lambda ledger, r: timeline.show_timeline(ledger, _key(r), _page(r) if "page" in r.query_params else None),
        ),
        page("/stories/{key}/queue", lambda ledger, r: queue.show_queue(ledger, _key(r), _page(r), editing=editing)),
        page(
            "/stories/{key}/figures",
            lambda ledger, r: parts.show_figures(ledger, _key(r), _page(r), single=r.query_params.get("values") == "one"),
        ),
        *(
            page(f"/stories/{{key}}/{name}", lambda ledger, r, show=show: show(ledger, _key(r), _page(r)))  # type: ignore[misc]
            for name, show in shown.items()
        ),
        page(
            "/articles/{key}", lambda ledger, r: entries.show_article(ledger, _key(r), _page(r)), _by_key(review.about_article)
        ),
        page("/entries/{key}", lambda ledger, r: entries.show_entry(ledger, _key(r)), _by_key(review.about_entry)),
        page("/claims/{key}", lambda ledger, r: entries.show_claim_of(ledger, _key(r), _page(r)), _by_key(review.about_claim)),
        page("/disputes/{key}", lambda ledger, r: parts.show_dispute(ledger, _key(r)), _by_key(review.about_dispute)),
        page("/disputes/{key}/entries", lambda ledger, r: listings.show_entries(ledger, _key(r), _page(r))),
        page("/quantities/{key}", lambda ledger, r: listings.show_quantity(ledger, _key(r), _page(r))),
        page("/sources/{key}", lambda ledger, r: entries.show_source(ledger, _key(r), _page(r)), _about_source),
        *api.make_routes(desk),
        *judging.make_routes(desk),
        Route(f"{api.BASE}/openapi.json", description, methods=["GET"]),
        Route("/style.css", style, methods=["GET"]),
        Route("/app.js", script, methods=["GET"]),
        Route("/icon.svg", icon, methods=["GET"]),
    ]


def _key(request: Request) -> str:
    return str(request.path_params["key"])


def _by_key(about: Callable[[Ledger, str], review.About]) -> Callable[[Ledger, Request], review.About]:
    return lambda ledger, request: about(ledger, _key(request))


def _about_source(ledger: Ledger, request: Request) -> review.About:
    return review.about_source(ledger, _key(request), _page(request))


def _page(request: Request) -> int:
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:8]) <= MAX_PAGE):
        raise MissingError(f"A page is a number from 1 to {MAX_PAGE:,}.")
    return int(text[:8])


def _query(request: Request) -> fronts.Query:
    given = request.query_params
    names = {name: name for name in ("q", "kind", "source", "publisher", "by", "status")} | {"first": "from", "last": "to"}
    texts = {name: given.get(asked, "")[:300] for name, asked in names.items()}
    texts |= {name: read_written_day(texts[name]) for name in ("first", "last")}
    return fronts.Query(story=given.get("story", ""), **texts)


def render(shown: Shown) -> str:
    """The page as HTML; all that comes from articles is escaped."""
    environment = make_environment("onrecord.web")
    tools = {
        "count": count,
        "show_title": show_title,
        "tell_range": tell_range,
        "tell_when": tell_when,
        "article_path": article_path,
        "story_path": lambda first, part="": make_path("stories", first, *([part] if part else [])),
        "claim_path": lambda entry: make_path("claims", entry),
        "dispute_path": lambda entry: make_path("disputes", entry),
        "lv": 2,
        "linked": True,
    }
    return render_once(environment, "frame.html.j2", {**tools, **shown.context, "p": shown})


def _html(text: str, status: int = 200) -> Response:
    # what is no text, such as half a character, stands as a question mark
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html")


def _style() -> str:
    own = resources.files("onrecord.web") / "templates" / "web.css"
    return style_sheet() + own.read_text(encoding="utf-8")


@functools.cache
def _script() -> str:
    folder = resources.files("onrecord.web") / "scripts"
    return "".join(part.read_text(encoding="utf-8") for part in sorted(folder.iterdir(), key=lambda part: part.name))


def _status(error: Exception) -> int:
    kinds = ((MissingError, 404), (BusyError, 503), (LimitError, 503), (LedgerError, 500))
    return next(status for kind, status in kinds if isinstance(error, kind))


def _show_error(detail: str, status: int = 404, *, back: str | None = None) -> Shown:
    titles = {400: "Not taken down", 403: "Not taken down", 404: "Not on the record"}
    title = titles.get(status, "Not answered")
    return Shown(body="error.html.j2", title=title, context={"detail": detail, "back": back})


def _refuse(path: str, status: int, detail: str) -> ASGIApp:
    response = api.problem(status, detail) if _is_api(path) else PlainTextResponse(f"{detail}\n", status)
    if status == 405:
        response.headers["allow"] = "GET, HEAD"
    if status == 401:
        response.headers["www-authenticate"] = 'Basic realm="onrecord", charset="UTF-8", Bearer'
    return response


def _is_api(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


async def _tell_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = "There is no such page." if status == 404 else HTTPStatus(status).phrase
    if _is_api(request.url.path):
        return api.problem(status, detail)
    return _html(render(_show_error(detail, status)), status)


async def _tell_fault(request: Request, _: Exception) -> Response:
    detail = "The server made a mistake; the terminal it runs in says which."
    return api.problem(500, detail) if _is_api(request.url.path) else _html(render(_show_error(detail, 500)), 500)
