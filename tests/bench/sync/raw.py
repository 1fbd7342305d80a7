# SPDX-License-Identifier: GPL-3.0-or-later
"""A pipelining IMAP client that throws away what it reads: what server and socket allow at most.

Imported by the harness (filling, changes, delivery), and run as a program where a whole process is timed:

    raw.py '{"port": 143, "user": "u1", "password": "x", "verb": "fetch", ...}'      prints {"seconds", "bytes", ...}

Verbs: fetch (items of everything in all mailboxes, everything asked at once), status (LIST with STATUS), qresync (what
changed since "state"), page (the newest 50 of "mailbox"). Few imports: the start of the interpreter counts as well."""
import re
import socket
import sys
import time

ENVELOPE = b"UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE"
BODY = b"UID FLAGS INTERNALDATE BODY.PEEK[]"
STATUS = b'LIST "" "*" RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ))'
STATUS_LINE = re.compile(rb'\* STATUS ("(?:[^"\\]|\\.)*"|[^ ]+) \(([^)]*)\)')
ROOM = 1 << 18


class Closed(RuntimeError):
    pass


class Raw:
    def __init__(self, host, port, user, password, ca=None, enable=b""):
        self.began = time.monotonic()
        self.socket = socket.create_connection((host, port), 20)
        self.socket.settimeout(600)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if ca:
            import ssl
            context = ssl.create_default_context(cafile=ca)
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        self.rest, self.read, self.number, self.inflate, self.deflate = b"", 0, 0, None, None
        self.room = bytearray(ROOM)
        self.line()  # the greeting
        from base64 import b64encode
        self.send(b"AUTHENTICATE PLAIN " + b64encode(f"\0{user}\0{password}".encode()))
        self.until(self.tag)
        if enable:
            self.send(enable)  # its answer is read with that of the next command

    @property
    def tag(self):
        return b"t%d" % self.number

    def _receive(self):
        count = self.socket.recv_into(self.room)
        if not count:
            raise Closed
        self.read += count
        data = bytes(memoryview(self.room)[:count])
        return self.inflate.decompress(data) if self.inflate else data

    def line(self):
        while b"\n" not in self.rest:
            self.rest += self._receive()
        line, self.rest = self.rest.split(b"\n", 1)
        return line

    def send_bytes(self, data):
        if self.deflate:
            data = self.deflate.compress(data) + self.deflate.flush(2)  # Z_SYNC_FLUSH
        self.socket.sendall(data)

    def send(self, *commands):
        """All commands in one piece; the tag is afterwards that of the last."""
        wire = []
        for command in commands:
            self.number += 1
            wire.append(self.tag + b" " + command + b"\r\n")
        self.send_bytes(b"".join(wire))

    def until(self, tag, keep=True):
        """Everything up to the tagged line of that command, which must be OK. keep=False throws it away unseen."""
        parts, tail, mark = [self.rest], self.rest, b"\r\n" + tag + b" "
        while True:
            # A whole answer ends with its tagged line and nothing behind it: only the tail is looked at.
            if tail.endswith(b"\r\n"):
                at = (b"\r\n" + tail).rfind(mark)
                if at >= 0 and tail.find(b"\r\n", at) == len(tail) - 2:
                    break
            data = self._receive()
            tail = (tail + data)[-600:]
            if keep:
                parts.append(data)
        self.rest = b""
        if not (b"\r\n" + tail)[at + len(mark):].startswith(b"OK"):
            raise Closed((b"\r\n" + tail)[at:].decode(errors="replace"))
        return b"".join(parts)

    def run(self, *commands, keep=True):
        self.send(*commands)
        return self.until(self.tag, keep)

    def compress(self):
        import zlib
        self.run(b"COMPRESS DEFLATE")
        self.inflate, self.deflate = zlib.decompressobj(-15), zlib.compressobj(6, zlib.DEFLATED, -15)

    def status(self):
        """{name on the wire: {item: number}} of all mailboxes."""
        found = {}
        for name, items in STATUS_LINE.findall(self.run(STATUS)):
            words = items.decode().split()
            found[name.decode()] = {words[i]: int(words[i + 1]) for i in range(0, len(words), 2)}
        return found

    def append(self, mailbox, messages):
        """One MULTIAPPEND without waiting inside; messages are (flags, time, bytes). Not awaited."""
        from .corpus import internal_date
        self.number += 1
        wire = [self.tag, b" APPEND ", mailbox]
        for flags, when, raw in messages:
            wire += [f' ({flags}) "{internal_date(when)}" {{{len(raw)}+}}\r\n'.encode(), raw]
        wire.append(b"\r\n")
        self.send_bytes(b"".join(wire))

    def close(self):
        self.socket.close()


def fetch(raw, items, mailboxes=None):
    names = mailboxes or [name.encode() for name, status in raw.status().items() if status["MESSAGES"]]
    raw.run(*[c for name in names for c in (b"EXAMINE " + name, b"UID FETCH 1:* (" + items + b")")], keep=False)
    return {"mailboxes": len(names)}


def qresync(raw, before):
    """All changed mailboxes in one flight, after one LIST-STATUS."""
    now, commands = raw.status(), []
    for name, status in now.items():
        old = before[name]
        if status != old:
            commands.append(b"EXAMINE %s (QRESYNC (%d %d))" % (name.encode(), old["UIDVALIDITY"], old["HIGHESTMODSEQ"]))
            if status["UIDNEXT"] > old["UIDNEXT"]:
                commands.append(b"UID FETCH %d:* (" % old["UIDNEXT"] + BODY + b")")
    if commands:
        raw.run(*commands, keep=False)
    return {"state": now}


def page(raw, mailbox):
    """The newest 50 by sequence number; how many there are must be known first, so it is one turn for each."""
    answer = raw.run(b"EXAMINE " + mailbox)
    count = int(re.search(rb"\* (\d+) EXISTS", answer)[1])
    raw.run(b"FETCH %d:%d (%s)" % (max(1, count - 49), count, ENVELOPE))
    return {"messages": count}


def main():
    import json
    job = json.loads(sys.argv[1])
    verb = job["verb"]
    raw = Raw(job.get("host", "127.0.0.1"), job["port"], job["user"], job["password"], job.get("ca"),
              b"ENABLE QRESYNC" if verb == "qresync" else b"")
    if job.get("compress"):
        raw.compress()
    result = {}
    if verb == "fetch":
        result = fetch(raw, job["items"].encode())
    elif verb == "status":
        result = {"mailboxes": len(raw.status())}
    elif verb == "qresync":
        with open(job["state"], encoding="utf-8") as file:
            before = json.load(file)
        result = qresync(raw, before)
        with open(job["state"], "w", encoding="utf-8") as file:
            json.dump(result.pop("state"), file)
    elif verb == "page":
        result = page(raw, job["mailbox"].encode())
    print(json.dumps({"seconds": time.monotonic() - raw.began, "bytes": raw.read, **result}))


if __name__ == "__main__":
    main()
