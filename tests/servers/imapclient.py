# SPDX-License-Identifier: GPL-3.0-or-later
"""What fill.py, change.py and the demo share: a plain loopback connection to the test server."""
import base64
import imaplib
import json


def utf7(name: str) -> str:
    """Modified UTF-7 of mailbox names (RFC 3501, 5.1.3)."""
    out, pending = [], ""

    def flush():
        nonlocal pending
        if pending:
            out.append("&" + base64.b64encode(pending.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-")
            pending = ""
    for c in name:
        if " " <= c <= "~":
            flush()
            out.append("&-" if c == "&" else c)
        else:
            pending += c
    flush()
    return "".join(out)


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def connect(facts_file: str, user: str) -> imaplib.IMAP4:
    with open(facts_file, encoding="utf-8") as f:
        facts = json.load(f)
    client = imaplib.IMAP4("127.0.0.1", facts["imap"])
    client.login(user, "pw-" + user.split("@")[0])
    client.capabilities = tuple(client.capability()[1][-1].decode().upper().split())  # more of them after the login
    return client


def make_mailbox(client: imaplib.IMAP4, name: str) -> None:
    wire = quoted(utf7(name))
    client.create(wire)  # 'already exists' is as good
    client.subscribe(wire)


def append_many(client: imaplib.IMAP4, mailbox: str, messages) -> None:
    """One MULTIAPPEND with non-synchronising literals: no wait inside."""
    tag = client._new_tag()
    wire = [tag, b" APPEND ", quoted(utf7(mailbox)).encode()]
    for raw, flags, date in messages:
        wire += [f' ({flags}) "{date}" {{{len(raw)}+}}\r\n'.encode(), raw]
    wire.append(b"\r\n")
    client.send(b"".join(wire))
    client._command_complete("APPEND", tag)
