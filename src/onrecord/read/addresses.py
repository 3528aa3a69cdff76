"""Addresses of articles and hosts: which are kept, which may be called."""

import ipaddress
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

LONGEST = 2_000
UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f<>\"\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def keep_url(url: object, *, base: str | None = None) -> str | None:
    """The address as an article keeps it (http or https, no user name, no fragment), or None where it is not one."""
    if not isinstance(url, str):
        return None
    url = url.strip()
    if not url or len(url) > LONGEST or UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    name = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme, f"{name}:{port}" if port else name, parts.path or "/", parts.query, ""))


def host_of(url: str | None) -> str | None:
    """The host of an address without a leading "www."."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def is_address(source: str) -> bool:
    """Whether a source as given is an address and not a file."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", source) is not None


def is_public(address: str) -> bool:
    """Whether a numeric host address is on the open internet: not private, loopback, link-local, multicast or reserved."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast and not part.is_reserved for part in _carried(ip))


def _carried(ip: Address) -> list[Address]:
    """The address and any IPv4 address that it carries (mapped, 6to4, Teredo, NAT64): those lead to the same host."""
    found: list[Address] = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return [ip.ipv4_mapped]
        if ip.sixtofour:
            found.append(ip.sixtofour)
        if ip.teredo:
            found.extend(ip.teredo)
        if ip in ipaddress.IPv6Network("64:ff9b::/96"):
            return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return found
