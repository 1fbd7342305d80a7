# SPDX-License-Identifier: GPL-3.0-or-later
"""The tests' Dovecot (tests/servers/mailserver) with mailboxes that are filled once and kept.

A store is the home of one user: filled over IMAP, then moved to the cache, and from there given to a user of whatever
server runs: as a link where nothing changes it, as a copy where something does."""
import fcntl
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from . import fill
from .process import tell
from .raw import Raw

MAILSERVER = pathlib.Path(__file__).resolve().parents[2] / "servers/mailserver"
VERSION = 1  # of the corpus: stores of another one are not used
LOGINS = 24


class Cache:
    """The directory that outlives a run. One run at a time; what a killed one left behind is cleared away."""

    def __init__(self):
        base = os.environ.get("TRIBUTARY_BENCH_DIR") or os.path.join(tempfile.gettempdir(), "tributary-bench-sync")
        self.dir = pathlib.Path(base)
        self.dir.mkdir(parents=True, exist_ok=True)
        self.stores = self.dir / f"stores-{VERSION}"
        self.stores.mkdir(exist_ok=True)
        self.lock = open(self.dir / "lock", "w", encoding="ascii")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(f"another run of the benchmark uses {self.dir}") from None
        for old in self.dir.glob("work.*"):
            shutil.rmtree(old, ignore_errors=True)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="work.", dir=self.dir))
        self.work.chmod(0o755)

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)
        self.lock.close()


class Server:
    def __init__(self, cache, without=""):
        self.cache = cache
        command = [MAILSERVER, "start", "--json", "--watch-pid", str(os.getpid()), "--users", str(LOGINS)]
        if without:
            command += ["--without", without]
        facts = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        self.facts = json.loads(facts)
        self.mail = pathlib.Path(self.facts["dir"]) / "mail"
        self.given = 0

    def login(self):
        """A user that no workload has yet."""
        self.given += 1
        assert self.given <= LOGINS
        return f"u{self.given}"

    def raw(self, user, **options):
        return Raw("127.0.0.1", self.facts["imap"], address(user), password(user), **options)

    def take(self, store):
        """A login that has this store, which nobody changes."""
        kept = self._keep(store)
        user = self.login()
        self._give(user, kept)
        return user

    def take_copy(self, store):
        kept = self._keep(store)
        user = self.login()
        copy = self.cache.work / f"{user}.home"
        subprocess.run(["cp", "-a", "--reflink=auto", kept, copy], check=True)
        self._give(user, copy)
        return user

    def _give(self, user, home):
        place = self.mail / user
        assert not place.exists()
        place.symlink_to(home)

    def _keep(self, store):
        kept = self.cache.stores / store.name
        if kept.exists():
            return kept
        user = self.login()
        began = time.monotonic()
        tell(f"filling {store.name} ...")
        fill.fill(self, user, store)
        # Dovecot writes what it worked out for one client down for the next; the first of all would pay for the rest.
        fill.warm(self, user, store)
        time.sleep(0.5)
        shutil.move(self.mail / user, kept)
        tell(f"filled {store.name} in {time.monotonic() - began:.0f} s")
        return kept

    def close(self):
        subprocess.run([MAILSERVER, "stop", "--dir", self.facts["dir"]], check=False)


def address(user):
    return user + "@example.test"


def password(user):
    return "pw-" + user
