"""Serving the application on an address of this machine."""

import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.errors import ConfigError
from onrecord.ledger import Ledger
from onrecord.web.app import make_app
from onrecord.web.guard import LOOPBACK, MAX_HEAD

MAX_CONNECTIONS = 200
IDLE_SECONDS = 10


def serve(path: str | Path, *, host: str = "127.0.0.1", port: int = 8321, told: Callable[[str], None] | None = None) -> None:
    """Serves the ledger until interrupted; `told` is handed the address once it listens. Port 0 takes any that is free.

    Raises: LedgerError (the ledger cannot be read), ConfigError (the address cannot be listened on).
    """
    Ledger(path, create=False, read_only=True).close()
    listener = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}/"
    hosts = LOOPBACK if is_loopback(host) else (*LOOPBACK, name)
    config = uvicorn.Config(
        make_app(path, hosts=hosts),
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
    if told:
        told(address)
    uvicorn.Server(config).run(sockets=[listener])


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
