"""A server on loopback that offers files, and can break off, lie about them or be another site."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAR = (
    "year,unit_type,unit_code,unit_name,par_index,par_rank,ranked,score_moha,score_survey\n"
    "2012,province,01,Hà Nội,82.77,7,63,,\n"
    "2012,ministry,BNV,Bộ Nội vụ,80.10,1,19,,\n"
    "2012,province,48,Đà Nẵng,87.12,1,63,,\n"
).encode()
SIPAS = (
    "year,geo_code,geo_name,geo_short,geo_system,sipas_rank,sipas_index\n"
    "2023,01,Hà Nội,HN,63,20,83.57\n2023,31,Hải Phòng,HP,63,2,90.10\n"
).encode()
PAPI = (
    "year,geo_system,geo_code,geo_name,indicator,value\n"
    "2024,63,79,TP. Hồ Chí Minh,papi_total,42.81\n2024,63,01,Hà Nội,papi_total,43.9\n"
).encode()


class Shop:
    """What the server offers and how it behaves; `asked` keeps the requests it got."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.break_after: int | None = None
        self.kind = "text/csv"
        self.status = 200
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.base = ""


@contextmanager
def shop(files: dict[str, bytes]) -> Iterator[Shop]:
    """Serve files at `shop.base` until the end of the block."""
    offered = Shop(files)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            headers = {name.casefold(): value for name, value in self.headers.items()}
            offered.asked.append((self.path, headers))
            _answer(self, offered, headers)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    offered.base = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield offered
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler, offered, headers):
    name = handler.path.lstrip("/")
    if name == "listing":
        siblings = [{"rfilename": one} for one in ["README.md", *offered.files]]
        return _send(handler, 200, json.dumps({"siblings": siblings}).encode(), {})
    if offered.status != 200 or name not in offered.files:
        return _send(handler, 404 if offered.status == 200 else offered.status, b"no", {})
    body = offered.files[name]
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    about = {"ETag": etag, "Content-Type": offered.kind}
    if headers.get("if-none-match") == etag:
        return _send(handler, 304, b"", about)
    start = 0
    if "range" in headers and headers.get("if-range") == etag:
        start = int(headers["range"].removeprefix("bytes=").removesuffix("-"))
        about["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
    return _send(handler, 206 if start else 200, body[start:], about, offered.break_after)


def _send(handler, status, body, about, break_after=None):
    handler.send_response(status)
    for name, value in about.items():
        handler.send_header(name, value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body if break_after is None else body[:break_after])
    if break_after is not None:
        handler.wfile.flush()
        handler.close_connection = True
