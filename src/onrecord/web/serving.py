"""Serving the application on an address of this machine."""

import gc
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.errors import ConfigError
from onrecord.gazetteer.outlines import find_outlines
from onrecord.ledger import Ledger
from onrecord.meaning import load_meaning
from onrecord.review.deciding import MAX_EDITOR
from onrecord.tell.report.page import make_environment
from onrecord.web.app import make_app
from onrecord.web.guard import LOOPBACK, MAX_HEAD
from onrecord.web.rendering import load_templates

MAX_CONNECTIONS = 200
IDLE_SECONDS = 10
LEAST_TOKEN = 16
_MADE = 200_000  # values between two collections


def serve(
    path: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    editor: str | None = None,
    write_token: str | None = None,
    read_token: str | None = None,
    told: Callable[[str], None] | None = None,
) -> None:
    """Serves the ledger until interrupted; `told` is handed the address once it listens. Port 0 takes any that is free.

    For reading, but that `editor` decides by the pages' forms, and programs by JSON with `write_token`.
    On an address that others reach, to those alone who bring `read_token` or the write token.
    Raises: LedgerError (the ledger cannot be read), ConfigError (the address cannot be listened on, or not be written on).
    """
    if editor is not None and not is_loopback(host):
        raise ConfigError(
            f"{host}: pages on which an editor decides are served to this machine alone, since whoever reaches them could "
            "decide in the editor's name. Leave out --host, or let programs decide with --write-token-file."
        )
    if editor is not None and not (editor.strip() and len(editor) <= MAX_EDITOR and editor.isprintable()):
        raise ConfigError(f"The editor's name must have 1 to {MAX_EDITOR} characters.")
    for name, token in (("read", read_token), ("write", write_token)):
        if token is not None and not (len(token) >= LEAST_TOKEN and token.isascii() and token.isprintable()):
            raise ConfigError(f"The {name} token must have at least {LEAST_TOKEN} characters, of ASCII.")
    if read_token is None and not is_loopback(host):
        raise ConfigError(
            f"{host}: others than this machine reach it, so that reading needs a token of {LEAST_TOKEN} or more characters. "
            "Name a file that holds one with --read-token-file, or set ONRECORD_READ_TOKEN; or leave out --host."
        )
    Ledger(path, create=False, read_only=editor is None and write_token is None).close()
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}/"
    hosts = LOOPBACK if is_loopback(host) else (*LOOPBACK, name)
    config = uvicorn.Config(
        make_app(path, hosts=hosts, editor=editor, write_token=write_token, read_token=read_token),
        http="h11",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MAX_HEAD,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=2,
    )
    settle()
    if told:
        told(address)
    uvicorn.Server(config).run(sockets=[listener])


def settle() -> None:
    """Loads what pages and searches are made of, has Python's collector leave that alone, and look less often from then on.

    A page makes tens of thousands of values that go with it; looking at all that live each time takes as long as the page.
    """
    load_templates(make_environment("onrecord.web"))
    load_meaning()
    find_outlines()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE, *gc.get_threshold()[1:])


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address.

    Raises: ConfigError.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, proto)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(128)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise ConfigError(
            f"{host}:{port}: cannot be listened on ({error.strerror}). Choose another --port, or 0 for any that is free."
        ) from error
    return listener
