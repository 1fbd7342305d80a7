# SPDX-License-Identifier: GPL-3.0-or-later
"""tributary-cli as a person with a terminal would run it, and a reader beside it that sees when rows are there."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from .process import Failed, kill, run, start
from .server import address, password

WATCH = pathlib.Path(__file__).with_name("watch.py")


class Profile:
    def __init__(self, bench, name, accounts=(), tls=False):
        """accounts: (login, port)."""
        self.dir = bench.cache.work / name
        self.database = self.dir / "mail.sqlite"
        files = bench.cache.work
        (files / "passphrase").write_text("bench\n")
        (files / "policy.json").write_text(json.dumps({"AllowNonStandardPorts": True,
                                                       "ExtraCertificateAuthorities": [bench.server.facts["ca"]]}))
        self.command = [bench.options.cli, "--profile", self.dir, "--policy", files / "policy.json", "--secrets", "sealed", "--quiet"]
        self.environment = {**os.environ, "TRIBUTARY_PASSPHRASE_FILE": str(files / "passphrase")}
        for login, port in accounts:
            with tempfile.TemporaryFile() as secret:
                secret.write(password(login).encode() + b"\n")
                secret.seek(0)
                self.run("account", "add", "--email", address(login), "--in-host", "localhost" if tls else "127.0.0.1",
                         "--in-port", port, "--in-security", "tls" if tls else "none", "--password-stdin", stdin=secret)

    def run(self, *words, **options):
        return run([*self.command, *words], env=self.environment, **options)

    def start(self, *words):
        return start([*self.command, *words], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def can(self, *words):
        """Whether this program has the command at all (exit 2: usage)."""
        try:
            self.run(*words)
        except Failed as failed:
            return "ended with 2:" not in str(failed)
        return True

    def sync(self, **options):
        return self.run("sync", **options)

    def start_alone(self):
        """Start, profile and unsealing without any work: what a keychain and a running program would save. A command that
        needs no password unseals nothing, so that the same scrypt of the same library is added."""
        result = self.run("account", "list")
        began, cpu = time.monotonic(), time.process_time()
        hashlib.scrypt(b"bench", salt=bytes(16), n=1 << 16, r=8, p=1, maxmem=256 << 20, dklen=32)
        result["unsealing"] = time.monotonic() - began
        result["wall"] += result["unsealing"]
        result["cpu"] += time.process_time() - cpu
        return result

    def sync_until(self, query, wanted, timeout=7200, to_end=False):
        """Starts a sync and waits until the query gives so many: {"seconds", "at", "cpu"}; then kills it, or lets it end."""
        watch = Watch(self.database, query, wanted)
        began = time.monotonic()
        process = self.start("sync")
        at = watch.reached(process, timeout)
        if to_end:
            process.wait()
        else:
            kill(process)
        watch.close()
        if at is None:
            raise Failed(f"the rows never came: {query}")
        return {"seconds": at - began, "began": began, "at": at}


class Watch:
    """A process that looks into the database every 5 ms, and says when (on the clock that all processes share)."""

    def __init__(self, database, query, wanted):
        self.process = start([sys.executable, "-I", "-S", WATCH, database, query, wanted], stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()  # it runs

    def reached(self, beside=None, timeout=7200):
        """The time, or None when the process beside it ended without the rows."""
        import select
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                line = self.process.stdout.readline()
                return float(line) if line else None
            if beside is not None and beside.poll() is not None and not select.select([self.process.stdout], [], [], 1)[0]:
                return None
        return None

    def close(self):
        kill(self.process)
