# SPDX-License-Identifier: GPL-3.0-or-later
"""What all workloads share: one server, one line, the stores, and the sides in alternating order."""
import functools
import sqlite3

from .fill import Store
from .link import Link
from .process import tell
from .server import Cache, Server
from .table import Table

SLOW = {"delay": 100, "mbit": 20}
TLS_TURNS = 2  # of a TLS 1.3 handshake, as the line counts them; they are not the protocol's


class Bench:
    def __init__(self, options):
        self.options, self.table = options, Table()
        self.cache, self.links, self.server = Cache(), [], None
        try:
            self.server = Server(self.cache)
        except BaseException:
            self.cache.close()
            raise
        self.profiles = 0
        # --quick: the same steps in small, to see that everything works; its figures are no figures.
        small = options.quick
        self.stores = {"20k": Store("mail-2000" if small else "mail-20000", 2000 if small else 20000),
                       "100k": Store("mail-4000" if small else "mail-100000", 4000 if small else 100_000),
                       "tiny100k": Store("tiny-10000" if small else "tiny-100000", 10000 if small else 100_000, True),
                       "tiny1m": Store("tiny-50000" if small else "tiny-1000000", 50000 if small else 1_000_000, True)}

    @property
    def runs(self):
        return range(self.options.runs)

    @property
    def tls(self):
        return self.options.tls

    @property
    def port(self):
        return self.server.facts["imaps" if self.tls else "imap"]

    @functools.cached_property
    def link(self):
        return self.new_link(self.port)

    def new_link(self, port):
        link = Link(port)
        self.links.append(link)
        return link

    def new_server(self, without):
        return Server(self.cache, without)

    def counted(self, work, link=None):
        """The result of work(), with what went over the line meanwhile."""
        import time
        link = link or self.link
        link.take()
        result = work()
        time.sleep(0.03)  # the last bytes of a process that has ended
        counts = link.take()
        if counts["first"] and "start" in result:
            result["connected"] = result["start"] + result["wall"] - counts["first"]
        if counts["connections"] and self.tls:
            counts["turns"] -= TLS_TURNS * counts["connections"]
        result.update({key: counts[key] for key in ("turns", "up", "down", "connections")})
        return result

    def name(self, stem):
        self.profiles += 1
        return f"{stem}{self.profiles}"

    def close(self):
        for link in self.links:
            link.close()
        self.server.close()
        self.cache.close()


def alternate(run, sides):
    """{side: result} of one run; the order turns round with every run, so that nobody is always second on a warm machine."""
    names = list(sides)
    if run % 2:
        names.reverse()
    results = {}
    for name in names:
        results[name] = sides[name]()
        tell(f"  run {run + 1} {name}: " + ", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}"
             for k, v in results[name].items() if isinstance(v, (int, float)) and k not in ("start", "at", "began")))
    return results


class Samples:
    """Collects the results of all runs by side, and gives one figure of each as a list."""

    def __init__(self):
        self.by_side = {}

    def add(self, results):
        for side, result in results.items():
            self.by_side.setdefault(side, []).append(result)

    def of(self, side, key):
        return [r[key] for r in self.by_side.get(side, []) if key in r]

    def unsealing(self, base):
        """Median of the scrypt in start_alone()."""
        times = sorted(r["unsealing"] for r in self.by_side[base])
        return times[len(times) // 2]

    def net(self, side, base):
        """Wall without what `account list` takes alone; never below nothing."""
        alone = sorted(r["wall"] for r in self.by_side[base])
        return [max(0.0, w - alone[len(alone) // 2]) for w in self.of(side, "wall")]


def rows_in(database):
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        # What is put aside for a day is in hidden mailboxes.
        return connection.execute("SELECT count(*) FROM message JOIN mailbox ON mailbox.id = mailbox_id WHERE doomed = 0").fetchone()[0]
    finally:
        connection.close()


def check_rows(database, wanted):
    """A fast answer that is wrong is no figure."""
    have = rows_in(database)
    if have != wanted:
        raise RuntimeError(f"{have} messages in the cache, {wanted} on the server")
