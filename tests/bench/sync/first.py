# SPDX-License-Identifier: GPL-3.0-or-later
"""Workloads on mailboxes that this client has never seen."""
import shutil

from .bench import SLOW, TLS_TURNS, Samples, alternate, check_rows
from .peers import DoveadmBackup, Mbsync, RawProgram, disk_use
from .product import Profile
from .raw import BODY, ENVELOPE


def first_sync(bench, size):
    """All runs of one size, once for all workloads that need them: (samples, sizes on disk)."""
    known = bench.__dict__.setdefault("first_syncs", {})
    if size in known:
        return known[size]
    store = bench.stores[size]
    user = bench.server.take(store)
    samples, sizes = Samples(), {}
    raw = RawProgram(bench.server, user, bench.port, bench.cache.work, bench.tls)

    def ours():
        profile = Profile(bench, bench.name("t"), [(user, bench.port)], bench.tls)
        result = profile.sync(memory=True)
        check_rows(profile.database, store.messages)
        sizes["ours"] = disk_use(profile.dir)
        shutil.rmtree(profile.dir)
        return result

    def peer():
        mbsync = Mbsync(bench.server, user, bench.port, bench.cache.work / bench.name("m"), bench.tls)
        fetched = mbsync.sync(memory=True)
        indexed = mbsync.index(memory=True)
        sizes["peer"] = mbsync.sizes()
        mbsync.remove()
        return {"wall": fetched["wall"] + indexed["wall"], "cpu": fetched["cpu"] + indexed["cpu"],
                "pss": max(fetched["pss"], indexed["pss"]), "fetch wall": fetched["wall"], "index wall": indexed["wall"]}

    base = Profile(bench, bench.name("t"), [(user, bench.port)], bench.tls)
    for run in bench.runs:
        sides = {"ours": ours, "raw": lambda: raw("fetch", items=BODY.decode()), "alone": base.start_alone}
        if run < bench.options.peer_runs.get(size, bench.options.runs):
            sides["peer"] = peer
        samples.add(alternate(run, sides))
    known[size] = samples, sizes
    return known[size]


def first(bench, name, size):
    samples, _ = first_sync(bench, size)
    peer = "mbsync + notmuch"
    bench.table.add(name, "wall s", samples.of("ours", "wall"), samples.of("raw", "wall"), samples.of("peer", "wall"), peer,
                    {"peer": 0.10})
    bench.table.add(name, "wall s without start and unsealing", samples.net("ours", "alone"), samples.of("raw", "seconds"),
                    samples.of("peer", "wall"), peer)
    bench.table.add(name, "CPU s", samples.of("ours", "cpu"), samples.of("raw", "cpu"), samples.of("peer", "cpu"), peer)
    bench.table.add(name, "wall s against mbsync's part alone", samples.of("ours", "wall"), (), samples.of("peer", "fetch wall"), "mbsync")


def first20k(bench):
    first(bench, "first20k", "20k")


def first100k(bench):
    first(bench, "first100k", "100k")


def memory100k(bench):
    samples, _ = first_sync(bench, "100k")
    user = bench.server.take(bench.stores["100k"])
    backup = []
    for _ in bench.runs:
        home = bench.cache.work / bench.name("d")
        port = bench.server.facts["imap"]
        backup.append(DoveadmBackup(bench.server, user, port, home).sync(memory=True)["pss"])
        shutil.rmtree(home)
    bench.table.add("memory100k", "peak PSS, MiB", samples.of("ours", "pss"), (), backup, "doveadm backup", {"peer": 1.5})
    bench.table.add("memory100k", "of which start and unsealing, largest RSS of `account list`", _alone_memory(bench))


def _alone_memory(bench):
    profile = Profile(bench, bench.name("t"), [(bench.server.login(), bench.port)][:0], bench.tls)
    return [profile.run("account", "list", memory=True)["rss"] for _ in bench.runs]


def disk(bench):
    _, sizes = first_sync(bench, "20k")
    ours, peer = sizes["ours"], sizes["peer"]
    name = "maildir + notmuch"
    bench.table.add("disk", "MB of the disk", [ours["blocks"] / 1e6], (), [peer["blocks"] / 1e6], name, {"peer": 0.30})
    bench.table.add("disk", "MB, lengths of the files", [ours["bytes"] / 1e6], (), [peer["bytes"] / 1e6], name)


def headers100k(bench):
    store = bench.stores["100k"]
    user = bench.server.take(store)
    raw = RawProgram(bench.server, user, bench.port, bench.cache.work, bench.tls)
    samples = Samples()

    def ours():
        profile = Profile(bench, bench.name("t"), [(user, bench.port)], bench.tls)
        # The highest id costs nothing to find; only when it says that all may be there are they counted.
        query = (f"SELECT CASE WHEN (SELECT max(id) FROM message) < {store.messages} THEN 0 "
                 "ELSE (SELECT count(*) FROM message) END")
        result = profile.sync_until(query, store.messages)
        shutil.rmtree(profile.dir)
        return {"wall": result["seconds"]}

    base = Profile(bench, bench.name("t"), [(user, bench.port)], bench.tls)
    for run in bench.runs:
        samples.add(alternate(run, {"ours": ours, "raw": lambda: raw("fetch", items=ENVELOPE.decode()), "alone": base.start_alone}))
    bench.table.add("headers100k", "s until all headers are listed", samples.of("ours", "wall"), samples.of("raw", "wall"), goal={"raw": 1.5})
    bench.table.add("headers100k", "s, without start and unsealing", samples.net("ours", "alone"), samples.of("raw", "seconds"))


def firstpage(bench, name, size):
    store = bench.stores[size]
    user = bench.server.take(store)
    raw = RawProgram(bench.server, user, bench.link.port, bench.cache.work, bench.tls)
    base = Profile(bench, bench.name("t"), [(user, bench.link.port)], bench.tls)
    # The store has its messages at the UIDs 1 to N.
    query = ("SELECT count(*) FROM message WHERE mailbox_id = (SELECT id FROM mailbox WHERE wire_name = CAST('INBOX' AS BLOB)) "
             f"AND uid > {store.messages - 50}")

    def ours():
        profile = Profile(bench, bench.name("t"), [(user, bench.link.port)], bench.tls)
        bench.link.take()
        result = profile.sync_until(query, 50)
        counts = bench.link.cut()
        shutil.rmtree(profile.dir)
        # The reader looks every 5 ms: what was said since its look before came after the rows.
        turns = sum(1 for t in counts["at"] if t <= result["at"] - 0.006) - (TLS_TURNS if bench.tls else 0)
        return {"wall": result["seconds"], "turns": turns, "connected": result["at"] - counts["first"]}

    def raw_page():
        return bench.counted(lambda: raw("page", mailbox="INBOX"))

    for where, line, goal in (("local", {}, True), ("slow line", SLOW, False)):
        samples = Samples()
        bench.link.set(**line)
        for run in bench.runs:
            samples.add(alternate(run, {"ours": ours, "raw": raw_page, "alone": base.start_alone}))
        bench.table.add(name, f"{where}: s until the newest 50 are listed", samples.of("ours", "wall"), samples.of("raw", "wall"), goal={"raw": 1.5})
        bench.table.add(name, f"{where}: s from connect() until then", samples.of("ours", "connected"), samples.of("raw", "seconds"),
                        goal={"raw": 1.5})
        # On the local line the client is already further by the time that the rows are seen.
        bench.table.add(name, f"{where}: turns until then", samples.of("ours", "turns"), samples.of("raw", "turns"),
                        goal=None if goal else {"most": 4})
    bench.link.set()


def firstpage100k(bench):
    firstpage(bench, "firstpage100k", "tiny100k")


def firstpage1m(bench):
    firstpage(bench, "firstpage1m", "tiny1m")
