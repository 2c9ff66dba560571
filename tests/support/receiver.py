"""A partner's server that takes webhooks, politely or not."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """What came in, and how to answer: by a status, or by whatever is done to the handler."""

    answer: int | Callable[[BaseHTTPRequestHandler], None] = 200
    port: int = 0
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextlib.contextmanager
def receiver(answer: int | Callable[[BaseHTTPRequestHandler], None] = 200) -> Iterator[Receiver]:
    """A running receiver on a free port of this machine."""
    known = Receiver(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fields = {name.lower(): value for name, value in self.headers.items()}
            known.got.append((fields, body))
            with contextlib.suppress(OSError):
                if callable(known.answer):
                    known.answer(self)
                else:
                    self.send_response(known.answer)
                    self.end_headers()
                    self.wfile.write(b"Thanks")

        do_GET = do_POST

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *args: object) -> None:
            pass  # a sender that hangs up is what some tests are about

    with Server(("127.0.0.1", 0), Handler) as server:
        known.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield known
        finally:
            server.shutdown()
            thread.join()


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, each well within any timeout of a single read."""
    for _ in range(300):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body without an end."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2000):
        handler.wfile.write(b"x" * 65536)


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Hang up without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """What is no HTTP."""
    handler.wfile.write(b"\x00\xff SSH-2.0\r\n\r\n")
    handler.connection.shutdown(socket.SHUT_RDWR)
