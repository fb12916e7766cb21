"""A web server on this computer that sends byte ranges, counts them, and fails in every way a server can."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

Mood = Literal["well", "gone", "forbidden", "whole", "stalls", "dies"]
"""`whole`: ignores ranges. `stalls`: takes a request and is silent. `dies`: hangs up in the middle."""


class RangeServer:
    """Serves one file under any name.

    Attributes
    ----------
    mood : Mood
        How it answers from now on.
    asked : list of (method, path, range)
        Requests so far.
    sent : int
        Bytes of bodies so far.
    waiting : threading.Event
        Set as soon as a request hangs.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.mood: Mood = "well"
        self.asked: list[tuple[str, str, str]] = []
        self.sent = 0
        self.waiting = threading.Event()
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True

    def url(self, name: str = "scene.tif") -> str:
        return f"http://127.0.0.1:{self.server.server_port}/folder/{name}"


def _handler(server: RangeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            return

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            wanted = self.headers.get("Range") or ""
            server.asked.append((self.command, self.path, wanted))
            if server.mood == "stalls":
                server.waiting.set()
                server.released.wait()
                self.close_connection = True
                return
            if server.mood in {"gone", "forbidden"}:
                self.send_response(404 if server.mood == "gone" else 403)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            size = server.file.stat().st_size
            first, last, code = 0, size - 1, 200
            if wanted and server.mood != "whole":
                begin, _, end = wanted.removeprefix("bytes=").partition("-")
                first, last, code = int(begin), min(int(end or last), size - 1), 206
            self.send_response(code)
            self.send_header("Content-Length", str(last - first + 1))
            if server.mood != "whole":
                self.send_header("Accept-Ranges", "bytes")
            if code == 206:
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self.end_headers()
            if body:
                self.send(first, last)

        def send(self, first: int, last: int) -> None:
            with server.file.open("rb") as file:
                file.seek(first)
                left = last - first + 1
                if server.mood == "dies":
                    left //= 2
                while left > 0 and (piece := file.read(min(left, 1 << 20))):
                    try:
                        self.wfile.write(piece)
                    except OSError:
                        self.close_connection = True
                        return
                    server.sent += len(piece)
                    left -= len(piece)
            if server.mood == "dies":
                self.close_connection = True

    return Handler


@contextmanager
def serving(file: Path) -> Iterator[RangeServer]:
    """A server of `file` as long as this lasts."""
    server = RangeServer(file)
    thread = threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.server.shutdown()
        server.server.server_close()
        thread.join()
