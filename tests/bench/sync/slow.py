# SPDX-License-Identifier: GPL-3.0-or-later
"""The first synchronisation over the slow line, where bytes and turns are what costs."""
import shutil

from .bench import SLOW, Samples, alternate, check_rows
from .peers import Mbsync, RawProgram
from .product import Profile
from .raw import BODY


def slowfirst(bench):
    # Whether the server offers to compress is what tells the two forms apart. The goal is against mbsync as it fetches
    # without; what it does with compression is shown beside it.
    without = bench.new_server("COMPRESS=DEFLATE")
    try:
        for where, server, goals in (("without COMPRESS", without, {"raw": 1.03}), ("with COMPRESS", bench.server, {"peer": 0.55})):
            one_form(bench, where, server, goals)
    finally:
        without.close()


def one_form(bench, where, server, goals):
    store = bench.stores["20k"]
    user, usual = server.take(store), bench.server
    link = bench.new_link(server.facts["imaps" if bench.tls else "imap"])
    raw = RawProgram(server, user, link.port, bench.cache.work / bench.name("r"), bench.tls)
    count = server.raw(user).status()["INBOX"]["MESSAGES"]
    query = ("SELECT count(*) FROM message WHERE mailbox_id = (SELECT id FROM mailbox WHERE wire_name = CAST('INBOX' AS BLOB)) "
             f"AND uid > {count - 50}")
    bench.server = server  # its authority is the one that the profile must trust
    samples = Samples()

    def ours():
        profile = Profile(bench, bench.name("t"), [(user, link.port)], bench.tls)
        result = bench.counted(lambda: page_then_end(profile, query), link)
        check_rows(profile.database, store.messages)
        shutil.rmtree(profile.dir)
        return result

    def mbsync(compress=False):
        peer = Mbsync(server, user, link.port, bench.cache.work / bench.name("m"), bench.tls, compress)
        result = bench.counted(peer.sync, link)
        peer.remove()
        return result

    try:
        link.set(**SLOW)
        for run in range(min(bench.options.runs, bench.options.long_runs)):
            compress = where.startswith("with ")
            sides = {"ours": ours, "peer": mbsync, "raw": lambda c=compress: bench.counted(
                lambda: raw("fetch", items=BODY.decode(), compress=c), link)}
            if compress:
                sides["compressing peer"] = lambda: mbsync(True)
            samples.add(alternate(run, sides))
    finally:
        bench.server = usual
        link.set()
    add, of = bench.table.add, samples.of
    add("slowfirst", f"{where}: wall s", of("ours", "wall"), of("raw", "wall"), of("peer", "wall"), "mbsync", goals)
    if of("compressing peer", "wall"):
        add("slowfirst", f"{where}: wall s, the peer as well", of("ours", "wall"), (), of("compressing peer", "wall"), "mbsync")
    add("slowfirst", f"{where}: s until the newest 50 of INBOX are listed", of("ours", "page"), goal={"most": 3})
    add("slowfirst", f"{where}: turns", of("ours", "turns"), of("raw", "turns"), of("peer", "turns"), "mbsync")
    add("slowfirst", f"{where}: MB down", *([b / 1e6 for b in of(side, "down")] for side in ("ours", "raw", "peer")), "mbsync")


def page_then_end(profile, query):
    """A whole first sync, and when on its way the newest 50 were there."""
    import time
    result = profile.sync_until(query, 50, to_end=True)
    return {"wall": time.monotonic() - result["began"], "page": result["seconds"]}
