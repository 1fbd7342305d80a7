# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads on 40 mailboxes that all sides have fetched before."""
import sqlite3
import time

from . import fill
from .bench import SLOW, Samples, alternate, check_rows
from .peers import Mbsync, RawProgram
from .product import Profile


class Known:
    """20,000 messages of which each side has its own copy, up to date."""

    def __init__(self, bench):
        self.bench, self.server, self.link = bench, bench.server, bench.link
        self.user = bench.server.take_copy(bench.stores["20k"])
        self.link.set()
        self.profile = Profile(bench, bench.name("t"), [(self.user, self.link.port)], bench.tls)
        self.profile.sync()
        check_rows(self.profile.database, bench.stores["20k"].messages)
        self.mbsync = Mbsync(bench.server, self.user, self.link.port, bench.cache.work / bench.name("m"), bench.tls)
        self.mbsync.sync()
        self.raw = RawProgram(bench.server, self.user, self.link.port, bench.cache.work, bench.tls)
        self.raw.remember()
        self.changes = 0
        self.settle()

    def settle(self):
        """Once more, unmeasured: what a client learns only on its second visit is not what is measured here."""
        self.profile.sync()
        self.mbsync.sync()

    def change(self):
        self.changes += 1
        fill.change(self.server, self.user, self.changes, *((20, 100, 5) if self.bench.options.quick else (100, 1000, 50)))
        time.sleep(0.3)

    def check(self):
        raw = self.server.raw(self.user)
        total = sum(s["MESSAGES"] for s in raw.status().values())
        check_rows(self.profile.database, total)
        raw.close()
        if self.mbsync.count() != total:
            raise RuntimeError(f"mbsync has {self.mbsync.count()} messages, the server {total}")


def known(bench):
    if "known_mail" not in bench.__dict__:
        bench.known_mail = Known(bench)
    return bench.known_mail


def measure(mail, samples, run, raw_verb):
    counted = mail.bench.counted
    samples.add(alternate(run, {"ours": lambda: counted(mail.profile.sync), "raw": lambda: counted(lambda: mail.raw(raw_verb)),
                                "peer": lambda: counted(mail.mbsync.sync), "alone": mail.profile.start_alone}))


def report(bench, name, where, samples, wall, net, turns=None, down=None, moved=None):
    """wall, net, turns, down: the goals of each row."""
    add, of = bench.table.add, samples.of
    add(name, f"{where}: wall s", of("ours", "wall"), of("raw", "wall"), of("peer", "wall"), "mbsync", wall)
    add(name, f"{where}: s from connect() to the end", of("ours", "connected"), of("raw", "seconds"), of("peer", "connected"), "mbsync", net)
    add(name, f"{where}: s from connect() on, without unsealing", [max(0.0, s - samples.unsealing("alone")) for s in of("ours", "connected")],
        of("raw", "seconds"), of("peer", "connected"), "mbsync", net)
    add(name, f"{where}: CPU s", of("ours", "cpu"), of("raw", "cpu"), of("peer", "cpu"), "mbsync")
    add(name, f"{where}: of which start and unsealing, CPU s", of("alone", "cpu"))
    add(name, f"{where}: turns", of("ours", "turns"), of("raw", "turns"), of("peer", "turns"), "mbsync", turns)
    add(name, f"{where}: KB down", *([b / 1000 for b in of(side, "down")] for side in ("ours", "raw", "peer")), "mbsync", down)


def nochange(bench):
    mail = known(bench)
    for where, line, goal in (("local", {}, {"raw": 1.5}), ("slow line", SLOW, {"peer": 0.10})):
        samples = Samples()
        mail.link.set(**line)
        for run in bench.runs:
            measure(mail, samples, run, "status")
        report(bench, "nochange", where, samples, goal, goal, {"most": 4}, {"most": 10})
    mail.link.set()


def changed(bench):
    mail = known(bench)
    for where, line, goal in (("local", {}, {"peer": 0.5}), ("slow line", SLOW, {"peer": 0.15})):
        samples = Samples()
        for run in bench.runs:
            mail.link.set()
            mail.change()
            mail.link.set(**line)
            measure(mail, samples, run, "qresync")
            mail.check()
        report(bench, "changed", where, samples, goal, goal, {"most": 6}, {"raw": 1.2})
    mail.link.set()


def flags10k(bench):
    """10,000 marks made while there is no line, then pushed."""
    mail = known(bench)
    wanted, piece = (1000, 250) if bench.options.quick else (10_000, 500)
    connection = sqlite3.connect(f"file:{mail.profile.database}?mode=ro", uri=True)
    ids = [str(row[0]) for row in connection.execute("SELECT id FROM message WHERE flag_bits & 4 = 0 ORDER BY id LIMIT ?", (wanted,))]
    connection.close()
    mail.link.set(refuse=True)
    if not mail.profile.can("message", "mark", ids[0], "--flagged"):
        mail.link.set()
        raise NotImplementedError("tributary-cli has no 'message mark' yet")
    samples = Samples()
    for run in bench.runs:
        mark, keyword = ("--flagged", b"FLAGGED") if run % 2 == 0 else ("--unflagged", b"UNFLAGGED")
        mail.link.set(refuse=True)
        began = time.monotonic()
        for at in range(0, len(ids), piece):
            mail.profile.run("message", "mark", *ids[at:at + piece], mark)
        marked = time.monotonic() - began
        mail.link.set()
        result = bench.counted(mail.profile.sync)
        raw = bench.counted(lambda m=mark: store_flags(mail, len(ids), m))
        result["marking"] = marked
        samples.add({"ours": result, "raw": raw, "alone": mail.profile.start_alone()})
        check_flags(mail, keyword, len(ids))
    bench.table.add("flags10k", "s to push", samples.of("ours", "wall"), samples.of("raw", "wall"))
    bench.table.add("flags10k", "s to push, without start and unsealing", samples.net("ours", "alone"), samples.of("raw", "wall"))
    bench.table.add("flags10k", "turns", samples.of("ours", "turns"), samples.of("raw", "turns"), goal={"most": 20})
    bench.table.add("flags10k", f"s to mark, {piece} at a time", samples.of("ours", "marking"))


def store_flags(mail, count, mark):
    """The same number of marks as plain STORE commands of what is there, all in one flight; undone by the next run."""
    from .raw import Raw
    from .server import address, password
    began = time.monotonic()
    raw = Raw("127.0.0.1", mail.link.port, address(mail.user), password(mail.user), mail.server.facts["ca"] if mail.bench.tls else None)
    sign, commands = (b"+" if mark == "--flagged" else b"-"), []
    for name, status in raw.status().items():
        there = min(count, status["MESSAGES"])
        if there:
            count -= there
            commands += [b"SELECT " + name.encode(), b"STORE 1:%d %sFLAGS.SILENT ($Raw)" % (there, sign)]
    raw.run(*commands, keep=False)
    raw.close()
    return {"start": began, "wall": time.monotonic() - began}


def check_flags(mail, keyword, least):
    """The server has what was marked."""
    raw, found = mail.server.raw(mail.user), 0
    for name, status in raw.status().items():
        if status["MESSAGES"]:
            answer = raw.run(b"EXAMINE " + name.encode(), b"SEARCH RETURN (COUNT) " + keyword)
            found += int(answer.rsplit(b"COUNT ", 1)[1].split(b"\r")[0])
    raw.close()
    if found < least:
        raise RuntimeError(f"{found} messages on the server have {keyword.decode()}, {least} were marked")
