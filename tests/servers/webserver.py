#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""webserver.py --log FILE [--cert PEM --key PEM] [--address A] [--port N] [--answers JSON] [--greeting TEXT]: a web server for tests. Prints its port, writes a JSON line a
request (method, path, headers, body), and ends when its standard input does: with the test, however that ends.

/picture.png .gif .jpg .webp .svg .html   a small one
/large?bytes=N[&nolength]                 a PNG's beginning and N bytes
/slow?ms=N                                a PNG after that time
/redirect?to=URL[&code=302]               /status?code=N
--answers: a file {"HOST/PATH": {"status", "body", "location", "ms", "bytes"}}, read at each request, before all of these; with it, what it does not
have is 404.
--greeting: no web server, but one that says this line over TLS and then listens; what it hears is logged.
anything else: 200 and a few words. Every answer tries to set a cookie."""
import argparse
import http.server
import json
import os
import socketserver
import ssl
import sys
import threading
import time
import urllib.parse

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300"
                    "0500fe02fea7d6a9a30000000049454e44ae426082")
PICTURES = {
    "/picture.png": (PNG, "image/png"),
    "/picture.gif": (b"GIF89a" + bytes(20), "image/gif"),
    "/picture.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "text/plain"),
    "/picture.webp": (b"RIFF\x14\0\0\0WEBPVP8 " + bytes(20), "image/webp"),
    "/picture.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
    "/picture.html": (b"<!doctype html><p>not a picture</p>", "image/png"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", kind="text/plain", fields=(), length=True):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "canary=1; Path=/")
        for name, value in fields:
            self.send_header(name, value)
        if length:
            self.send_header("Content-Length", str(len(body)))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the client has had enough

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line = json.dumps({"method": self.command, "path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()},
                           "body": body.decode("latin-1")})
        with self.server.lock, open(self.server.log, "a", encoding="utf-8") as log:
            log.write(line + "\n")
        if self.server.answers:
            return self.answer_from_file()
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        if url.path in PICTURES:
            return self.answer(200, *PICTURES[url.path])
        if url.path == "/large":
            return self.answer(200, PNG + bytes(int(query["bytes"])), "image/png", length="nolength" not in query)
        if url.path == "/slow":
            time.sleep(int(query["ms"]) / 1000)
            return self.answer(200, PNG, "image/png")
        if url.path == "/redirect":
            return self.answer(int(query.get("code", 302)), fields=[("Location", query["to"])])
        if url.path == "/status":
            return self.answer(int(query["code"]), b"no")
        return self.answer(200, b"a few words")

    def answer_from_file(self):
        with open(self.server.answers, encoding="utf-8") as file:
            told = json.load(file).get(self.headers.get("Host", "").split(":")[0] + self.path)
        if told is None:
            return self.answer(404, b"no")
        time.sleep(told.get("ms", 0) / 1000)
        body = told.get("body", "").encode() + bytes(told.get("bytes", 0))
        fields = [("Location", told["location"])] if "location" in told else []
        return self.answer(told.get("status", 200), body, "text/xml", fields)

    do_GET = do_POST = do_HEAD = handle_any


class Greeter(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            self.request.sendall(self.server.greeting.encode() + b"\r\n")
            heard = self.request.recv(4096)
        except OSError:
            return  # a client that is no guest
        with self.server.lock, open(self.server.log, "a", encoding="utf-8") as log:
            log.write(json.dumps({"method": "heard", "path": "", "headers": {}, "body": heard.decode("latin-1")}) + "\n")


class GreetingServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--log", required=True)
    options.add_argument("--cert")
    options.add_argument("--key")
    options.add_argument("--address", default="127.0.0.1")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--answers")
    options.add_argument("--greeting")
    options = options.parse_args()
    if options.greeting:
        server = GreetingServer((options.address, options.port), Greeter)
    else:
        server = http.server.ThreadingHTTPServer((options.address, options.port), Handler)
    server.answers, server.greeting = options.answers, options.greeting
    server.daemon_threads = True
    server.log, server.lock = options.log, threading.Lock()
    if options.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.cert, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


main()
