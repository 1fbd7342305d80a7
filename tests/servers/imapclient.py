# SPDX-License-Identifier: GPL-3.0-or-later
"""What fill.py, change.py, deliver.py, the demo and tests/chaos share: a plain loopback connection to the test server.
Names of mailboxes are UTF-8 with '/' between levels; wire_name() knows what this server makes of them."""
import base64
import imaplib
import json
import os
import re
import subprocess

NO_DELAY = (6, 1, 1)  # IPPROTO_TCP, TCP_NODELAY: else each literal waits for an acknowledgement


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


def from_utf7(name: str) -> str:
    def decode(m):
        text = m[1].replace(",", "/")
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-16-be") if text else "&"
    return re.sub(r"&([^-]*)-", decode, name)


class Client(imaplib.IMAP4):
    """Signed in, with the capabilities of after that; knows separator and prefix of this server."""

    def __init__(self, facts: dict, user: str, timeout=None):
        super().__init__("127.0.0.1", facts["imap"], timeout=timeout)
        self.sock.setsockopt(*NO_DELAY)
        name = user.split("@")[0]
        login = facts.get("userForm", "{address}").format(name=name, address=name + "@example.test")
        if name in re.findall(r"(\w+)(?:@[\w.]+)?", facts.get("oauthOnly", "")):
            token = json.loads(subprocess.run(["bash", os.path.join(os.path.dirname(__file__), "mailserver"), "oauth", "--dir", facts["dir"], "token",
                                               name], check=True, stdout=subprocess.PIPE).stdout)["access_token"]
            self.authenticate("XOAUTH2", lambda _: f"user={login}\1auth=Bearer {token}\1\1".encode())
        else:
            self.login(login, "pw-" + name)
        self.capabilities = tuple(self.capability()[1][-1].decode().upper().split())
        # One APPEND for many messages, its literals without a wait, also where a test hides that from the others.
        self.appends_many = facts.get("server", "dovecot") != "courier"
        self.prefix, self.separator = "", "/"
        if "NAMESPACE" in self.capabilities:
            personal = re.match(rb'\(\("((?:[^"\\]|\\.)*)" "(.)"', self.namespace()[1][0] or b"")
            if personal:
                self.prefix, self.separator = personal[1].decode(), personal[2].decode()

    def wire_name(self, name: str) -> str:
        """Not quoted; with the prefix, if the name does not have it. A '.' is another level where that is the separator."""
        if name.upper() == "INBOX":
            return "INBOX"
        wire = utf7(name).replace("/", self.separator)
        return wire if wire.startswith(self.prefix) else self.prefix + wire

    def house_name(self, wire: str) -> str:
        if wire.upper() == "INBOX":
            return "INBOX"
        return from_utf7(wire.replace(self.separator, "/"))

    def mailboxes(self) -> list:
        """All that can be selected, sorted."""
        names = []
        for line in self.list()[1]:
            if isinstance(line, tuple):  # a name as a literal
                flags, name = line[0], line[1].decode()
            elif not line:
                continue
            else:
                m = re.match(rb'(\([^)]*\)) (?:"\\?."|NIL) (.*)', line)
                flags, name = m[1], m[2].decode()
                if name.startswith('"'):
                    name = re.sub(r"\\(.)", r"\1", name[1:-1])
            if b"\\noselect" not in flags.lower() and b"\\nonexistent" not in flags.lower():
                names.append(self.house_name(name))
        return sorted(set(names))

    def box(self, name: str) -> str:
        return quoted(self.wire_name(name))


def load_facts(facts_file: str) -> dict:
    with open(facts_file, encoding="utf-8") as f:
        return json.load(f)


def connect(facts_file: str, user: str, timeout=None) -> Client:
    return Client(load_facts(facts_file), user, timeout)


def make_mailbox(client: Client, name: str) -> None:
    client.create(client.box(name))  # 'already exists' is as good
    client.subscribe(client.box(name))


def append_many(client: Client, mailbox: str, messages) -> None:
    """One MULTIAPPEND with non-synchronising literals, where the server knows it: no wait inside."""
    if not client.appends_many:
        for raw, flags, date in messages:
            if client.append(client.box(mailbox), f"({flags})", f'"{date}"', raw)[0] != "OK":
                raise RuntimeError("APPEND refused")
        return
    tag = client._new_tag()
    wire = [tag, b" APPEND ", client.box(mailbox).encode()]
    for raw, flags, date in messages:
        wire += [f' ({flags}) "{date}" {{{len(raw)}+}}\r\n'.encode(), raw]
    wire.append(b"\r\n")
    client.send(b"".join(wire))
    client._command_complete("APPEND", tag)
