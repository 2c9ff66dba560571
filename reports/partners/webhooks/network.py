"""Connections to addresses that partners name: to the public network alone, and not for long.

A name is resolved once for each connection, every address that it has is checked, and
the connection goes to an address that was checked, so that a second DNS answer cannot
lead elsewhere. Redirects are not followed. All of it, the look-up too, ends after `DEADLINE`
seconds.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import httpcore
from django.conf import settings

DEADLINE = 15.0
LONGEST_ANSWER = 10_000  # bytes that are read
KEPT_ANSWER = 1_000  # characters that are kept
NAT64 = ip_network("64:ff9b::/96")

Address = IPv4Address | IPv6Address


class Forbidden(httpcore.ConnectError):
    """An address that is not on the public network."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. ``status`` is None if there was no answer."""

    status: int | None
    answer: str
    seconds: float

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def problem(url: str) -> str:
    """What is wrong with an address as it is written; empty if nothing is."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "This is no address."
    schemes = ["https", "http"] if settings.REPORTS_WEBHOOK_NETWORKS else ["https"]
    if parts.scheme not in schemes or not parts.hostname:
        return "The address begins with https://."
    if parts.username or parts.password:
        return "Name and password do not belong into the address; messages are signed."
    if parts.fragment or port == 0 or not url.isascii() or any(c.isspace() for c in url):
        return "This is no address that can be called."
    try:
        literal = ip_address(parts.hostname)
    except ValueError:
        return ""
    return "" if allowed(literal) else "This address is not on the public network."


def allowed(address: Address) -> bool:
    """Whether it is public, or one that the settings allow besides."""
    if any(
        address.version == network.version and address in network
        for network in map(ip_network, settings.REPORTS_WEBHOOK_NETWORKS)
    ):
        return True
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return allowed(inner)
        if address.teredo:
            return False
    return address.is_global and not address.is_multicast


def post(url: str, headers: dict[str, str], body: str, deadline: float = DEADLINE) -> Outcome:
    """Send one message; never raises for what the other side does."""
    began = time.monotonic()
    status: int | None = None
    try:
        with httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=1,
            http1=True,
            http2=False,
            retries=0,
            network_backend=CheckedNetwork(began + deadline),
        ) as pool:
            sent = {"User-Agent": "market-reports", "Content-Type": "application/json", **headers}
            fields = [(name.encode(), value.encode()) for name, value in sent.items()]
            fields += [(b"Host", urlsplit(url).netloc.encode()), (b"Connection", b"close")]
            content = body.encode()
            fields.append((b"Content-Length", str(len(content)).encode()))
            timeouts = dict.fromkeys(("connect", "read", "write", "pool"), deadline)
            with pool.stream(
                "POST", url, headers=fields, content=content, extensions={"timeout": timeouts}
            ) as response:
                status, text = response.status, _beginning(response.iter_stream())
    except Forbidden:
        text = "The address is not on the public network."
    except (httpcore.TimeoutException, TimeoutError):
        text = f"No whole answer within {deadline:g} seconds."
        status = None
    except Exception as error:  # whatever a hostile receiver can cause is its own failure
        text = f"{type(error).__name__}: {error}"[:KEPT_ANSWER]
        status = None
    return Outcome(
        status, text.replace("\0", "\N{REPLACEMENT CHARACTER}"), time.monotonic() - began
    )


def _beginning(chunks: Iterable[bytes]) -> str:
    found = b""
    for chunk in chunks:
        found += chunk[: LONGEST_ANSWER - len(found)]
        if len(found) >= LONGEST_ANSWER:
            break
    return found.decode("utf-8", "replace")[:KEPT_ANSWER]


class CheckedNetwork(httpcore.SyncBackend):
    """Connects to checked addresses alone, until a moment."""

    def __init__(self, until: float) -> None:
        super().__init__()
        self.until = until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port, _left(self.until))
        if not addresses or not all(map(allowed, addresses)):
            raise Forbidden
        stream = super().connect_tcp(
            str(addresses[0]), port, _left(self.until), local_address, socket_options
        )
        return _Timed(stream, self.until)

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise Forbidden


def _addresses(host: str, port: int, seconds: float) -> list[Address]:
    """All addresses of a name. The system's resolver knows no deadline, so it is asked in a
    thread of its own, which nobody waits for any longer once the time is over."""
    found: queue.SimpleQueue[list[Any] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout from None
    if isinstance(answer, OSError):
        raise httpcore.ConnectError(f"The name is not known: {answer}") from answer
    return [ip_address(str(entry[4][0]).partition("%")[0]) for entry in answer]


class _Timed(httpcore.NetworkStream):
    """A stream whose every step ends by one moment, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self.stream, self.until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.until))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self.stream.start_tls(ssl_context, server_hostname, _left(self.until))
        return _Timed(inner, self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
