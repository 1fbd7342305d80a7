# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads of a program that stays connected."""
import threading
import time

from . import corpus
from .process import cpu_seconds, kill, tell
from .product import Profile, Watch


class Idler(threading.Thread):
    """A raw client in IDLE that notes when it is told of each new message."""

    def __init__(self, raw):
        super().__init__(daemon=True)
        self.raw, self.told = raw, []
        raw.run(b"SELECT INBOX")
        raw.send(b"IDLE")
        raw.line()
        self.start()

    def run(self):
        try:
            while True:
                if self.raw.line().rstrip().endswith(b"EXISTS"):
                    self.told.append(time.monotonic())
        except (OSError, RuntimeError):  # closed at the end
            pass


def delivery(bench):
    """From the APPEND's OK until the row is in the database, beside a raw client's notice of the same message."""
    user, count = bench.server.login(), 5 if bench.options.quick else 15
    profile = Profile(bench, bench.name("t"), [(user, bench.link.port)], bench.tls)
    mail = corpus.Corpus(10007)
    appender = bench.server.raw(user)
    appender.append(b"INBOX", [mail.message(i) for i in range(20)])
    appender.until(appender.tag)
    profile.sync()
    process = profile.start("sync", "--watch")
    watch = Watch(profile.database, "SELECT count(*) FROM message", 21)
    idler = Idler(bench.server.raw(user))
    try:
        time.sleep(1)
        bench.link.wait_quiet(1.5)
        ours, raw = [], []
        for number in range(count):
            appender.append(b"INBOX", [mail.message(100 + number)])
            appender.until(appender.tag)
            stored = time.monotonic()
            seen = watch.reached(process, 30)
            if seen is None:
                raise RuntimeError("a delivered message never came into the database")
            end = time.monotonic() + 5
            while len(idler.told) <= number and time.monotonic() < end:
                time.sleep(0.01)
            ours.append((seen - stored) * 1000)
            raw.append((idler.told[number] - stored) * 1000)
            tell(f"  delivery {number + 1}: ours {ours[-1]:.0f} ms, raw {raw[-1]:.0f} ms")
            time.sleep(1.2)
    finally:
        kill(process)
        watch.close()
        appender.close()
    bench.table.add("delivery", "ms from the server's OK to the row, while watching", ours, raw, goal={"raw plus": 60})
    bench.table.add("delivery", "ms more than raw, message by message", [o - r for o, r in zip(ours, raw)], goal={"most": 60})


def idle(bench):
    """Five accounts that watch; nothing happens."""
    seconds = 10 if bench.options.quick else 60
    users = ["alice", "bob", "carol", "dave", "hanako"]
    profile = Profile(bench, bench.name("t"), [(user, bench.link.port) for user in users], bench.tls)
    profile.sync()
    bench.link.take()
    process = profile.start("sync", "--watch")
    try:
        time.sleep(2)
        bench.link.wait_quiet(2)
        connected = bench.link.take()["connections"]
        if connected < len(users):
            raise RuntimeError(f"only {connected} of {len(users)} accounts are connected")
        before, began = cpu_seconds(process.pid), time.monotonic()
        time.sleep(seconds)
        used = (cpu_seconds(process.pid) - before) / (time.monotonic() - began)
        if process.poll() is not None:
            raise RuntimeError("sync --watch ended by itself")
        moved = bench.link.take()
    finally:
        kill(process)
    bench.table.add("idle", f"% of a core, 5 accounts watching, {seconds} s", [used * 100], goal={"most": 0.1})
    bench.table.add("idle", "turns meanwhile", [moved["turns"]])
