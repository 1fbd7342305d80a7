#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's email package reads of each file of a folder, as the lines of GeneratedMail.h: one JSON list a file."""
import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import os
import re
import sys


def unflowed(text):
    """RFC 3676 4.1 to 4.5, written for itself: the reader of the house is not its own judge."""
    out, pending, depth_before = [], None, 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:]
        if content.startswith(" "):
            content = content[1:]
        signature = content == "-- "
        if pending is not None and (signature or depth != depth_before):
            out.append((depth_before, pending))
            pending = None
        content = (pending or "") + content
        pending = None
        if content.endswith(" ") and not signature:
            pending, depth_before = content, depth
        else:
            out.append((depth, content))
    if pending is not None:
        out.append((depth_before, pending))
    return "\n".join((">" * depth + " " if depth else "") + content for depth, content in out)


def bare(address):
    local, at, domain = address.rpartition("@")
    if local.startswith('"'):
        local = local[1:-1].replace("\\", "")
    return local + at + domain


def address_list(values):
    """Without the check of some versions that takes no domain literal (RFC 5322 3.4.1)."""
    try:
        return email.utils.getaddresses(values, strict=False)
    except TypeError:
        return email.utils.getaddresses(values)


def addresses(raw):
    """By the older functions: the parser of the new policies leaves the blank between two encoded words of a name in it."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    for field in ("from", "sender", "reply-to", "to", "cc"):
        for name, address in address_list(message.get_all(field, [])):
            shown = str(email.header.make_header(email.header.decode_header(name)))
            yield f"{field}={shown}|{bare(address)}"


def ids(message, name):
    return " ".join(re.findall(r"<([^>]*)>", str(message.get(name, ""))))


def text_of(part):
    charset = part.get_content_charset() or "us-ascii"
    text = part.get_payload(decode=True).decode(charset).replace("\r\n", "\n")
    return unflowed(text) if part.get_param("format") == "flowed" else text


def leaves(part):
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":
        for inside in part.get_payload():
            yield from leaves(inside)
    elif part.get_content_disposition() is None:
        yield part.get_content_subtype() + "=" + text_of(part)
    else:
        if kind == "message/rfc822":
            data = part.get_payload()[0].as_bytes(policy=email.policy.compat32.clone(linesep="\r\n"))
        else:
            data = part.get_payload(decode=True)
        cid = (part.get("Content-ID") or "").strip().strip("<>")
        yield "file=" + "|".join([part.get_filename() or "", kind, cid, hashlib.sha1(data).hexdigest()])


def lines(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    yield from ("header=" + name for name in message.keys())
    yield from addresses(raw)
    yield "subject=" + str(message["subject"])
    for name, value in message.items():
        if name.startswith("X-") or name == "Auto-Submitted":
            yield f"{name}={value}"
    date = message["date"].datetime
    yield f"date={int(date.timestamp())} {int(date.utcoffset().total_seconds())}"
    yield "id=" + ids(message, "message-id")
    yield "in-reply-to=" + ids(message, "in-reply-to")
    yield "references=" + ids(message, "references")
    yield from leaves(message)


def main():
    for name in sorted(os.listdir(sys.argv[1])):
        with open(os.path.join(sys.argv[1], name), "rb") as file:
            print(json.dumps(list(lines(file.read()))).encode("utf-8", "replace").decode())


main()
