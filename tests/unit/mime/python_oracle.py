#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's email package reads of every file below a folder: one JSON object a line, the fields of Reading.h."""
import email
import email.policy
import json
import os
import sys
import warnings

warnings.simplefilter("ignore")


def squeezed(text):
    return " ".join(str(text).split())


def tried(make, otherwise):
    try:
        return make()
    except Exception:  # its accessors raise on what they cannot read
        return otherwise


def addresses(message, names):
    found = []
    for name in names:
        for header in tried(lambda: message.get_all(name, []), []):
            for address in tried(lambda: header.addresses, ()):
                spec = tried(lambda: address.addr_spec, "")
                found.append(squeezed(f"{address.display_name} <{spec if spec != '<>' else ''}>"))
    return found


def date(message):
    return tried(lambda: int(message["date"].datetime.timestamp()), None)


def tree(part):
    kind = part.get_content_type()
    payload = part.get_payload()
    inside = [tree(p) for p in payload] if isinstance(payload, list) else []
    return kind + ("(" + " ".join(inside) + ")" if inside else "")


def text_of(part):
    data = part.get_payload(decode=True) or b""
    charset = tried(lambda: part.get_content_charset(), None) or "utf-8"
    return tried(lambda: data.decode(charset, "replace"), None) or data.decode("latin-1")


def reading(path):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    texts = [text_of(p) for p in message.walk() if p.get_content_maintype() == "text" and not isinstance(p.get_payload(), list)]
    return {
        "subject": tried(lambda: squeezed(message["subject"] or ""), ""),
        "from": addresses(message, ["from"]),
        "to": addresses(message, ["to", "cc"]),
        "date": date(message),
        "tree": tried(lambda: tree(message), ""),
        "text": squeezed(" ".join(texts)),
    }


def main():
    root = sys.argv[1]
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            line = {"file": os.path.relpath(path, root)}
            line.update(tried(lambda: reading(path), {"failed": True}))
            # Lone surrogates are no JSON that others read.
            print(json.dumps(line).encode("utf-8", "replace").decode())


main()
