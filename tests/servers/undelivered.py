#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""undelivered.py MAILDIR: what left for other domains, the oldest first, a JSON object a line: to, returnPath (envelope), from, subject,
autoSubmitted (empty: there is no such field) and text, the first line of it."""
import email.policy
import json
import pathlib
import sys


def line(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    text = body.get_content().strip() if body else ""
    return {"to": str(message["Envelope-to"] or ""), "returnPath": str(message["Return-path"] or ""), "from": str(message["From"] or ""),
            "subject": str(message["Subject"] or ""), "autoSubmitted": str(message["Auto-Submitted"] or ""), "text": text.split("\n")[0]}


def main():
    new = pathlib.Path(sys.argv[1]) / "new"
    for path in sorted(new.iterdir() if new.is_dir() else [], key=lambda path: path.stat().st_mtime_ns):
        print(json.dumps(line(path), ensure_ascii=False))


main()
