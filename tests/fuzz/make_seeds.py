#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds for the fuzz targets of mime, cut out of a folder of mails: make_seeds.py CORPUS SEEDS. One folder a target."""
import hashlib
import os
import re
import sys

LIMIT = {"tree": 4096, "header": 2048, "address": 512, "date": 128, "words": 512, "charset": 512, "tnef": 4096, "files": 1024}
FIELD = re.compile(rb"^([A-Za-z-]+):[ \t]*((?:[^\r\n]*\r?\n[ \t])*[^\r\n]*)", re.M)
TARGET = {b"from": "address", b"to": "address", b"cc": "address", b"reply-to": "address", b"date": "date", b"received": "date",
          b"subject": "words", b"content-type": "words", b"content-disposition": "words"}


def main():
    corpus, seeds = sys.argv[1:]
    for target in LIMIT:
        os.makedirs(os.path.join(seeds, target), exist_ok=True)

    def keep(target, data):
        data = data[: LIMIT[target]]
        with open(os.path.join(seeds, target, hashlib.sha1(data).hexdigest()), "wb") as file:
            file.write(data)

    for folder, _, names in os.walk(corpus):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                raw = file.read()
            keep("tree", raw)
            keep("header", raw)
            for field, value in FIELD.findall(raw[:20000]):
                if field.lower() in TARGET:
                    keep(TARGET[field.lower()], value)
            label = re.search(rb"charset=\"?([A-Za-z0-9_-]+)", raw)
            body = raw.partition(b"\r\n\r\n")[2] or raw.partition(b"\n\n")[2]
            keep("charset", (label.group(1) if label else b"") + b"\nja\n" + body)
            if raw.startswith(b"\x78\x9f\x3e\x22"):
                keep("tnef", raw)
            for begin in (b"begin 6", b"=ybegin "):
                if (at := raw.find(begin)) >= 0:
                    keep("files", raw[at:])


main()
