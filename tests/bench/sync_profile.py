#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the time of a sync goes: perf's samples of tributary-cli, by thread, library and function, one text file a workload.

    tests/bench/sync_profile.py FOLDER [--cli PATH] [--quick]

Workloads: first (20,000 messages, whole), headers (100,000, killed when all rows are there), nochange, changed (20,000 in 40
mailboxes). Needs linux-perf beside what sync_table.py needs."""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
from sync import fill  # noqa: E402  (after the line above, which is for them)
from sync.bench import Bench  # noqa: E402
from sync.process import tell, tree  # noqa: E402
from sync.product import Profile, Watch  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PERF = ["perf", "record", "-q", "-F", "997", "-g", "-o"]
REPORTS = (("by thread and library", "comm,dso", 1.0), ("by function", "comm,dso,sym", 0.6))


def reports(name, data, folder):
    lines = [f"# {name}: percent of the samples of all threads; the kernel's included, the server's not\n"]
    for title, keys, least in REPORTS:
        out = subprocess.run(["perf", "report", "-i", data, "--no-children", "-g", "none", "--stdio", "--sort", keys, "--percent-limit", str(least)],
                             capture_output=True, text=True, check=True).stdout
        lines.append(f"\n## {title}, from {least} %\n\n")
        lines += [line.rstrip()[:110] + "\n" for line in out.splitlines() if "%" in line]
    (folder / f"{name}.txt").write_text("".join(lines))
    tell(f"{name}: {folder / name}.txt")


class Recorder:
    def __init__(self, bench, folder):
        self.bench, self.folder = bench, folder

    def whole(self, name, profile):
        """One sync from its start to its end."""
        data = self.bench.cache.work / f"{name}.perf"
        profile.command[:0] = [*PERF, data, "--"]
        try:
            profile.sync()
        finally:
            del profile.command[:len(PERF) + 2]
        reports(name, data, self.folder)

    def until(self, name, profile, query, wanted):
        """One sync from its start until the rows are there."""
        data = self.bench.cache.work / f"{name}.perf"
        watch = Watch(profile.database, query, wanted)
        profile.command[:0] = [*PERF, data, "--"]
        perf = profile.start("sync")
        reached = watch.reached(perf)
        for pid in tree(perf.pid)[1:]:  # perf writes its file when what it runs has ended
            os.kill(pid, signal.SIGKILL)
        perf.wait()
        watch.close()
        if reached is None:
            raise RuntimeError(f"{name}: the rows never came")
        reports(name, data, self.folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cli", type=pathlib.Path, default=ROOT / "build/release/src/cli/app/tributary-cli")
    parser.add_argument("--quick", action="store_true", help="small mailboxes, to try it")
    parser.set_defaults(tls=False, runs=1)
    options = parser.parse_args()
    if not shutil.which("perf"):
        parser.error("perf is not installed (linux-perf)")
    options.cli = options.cli.resolve()
    options.folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.environ["PERF_PAGER"] = "cat"
    bench = Bench(options)
    try:
        record = Recorder(bench, options.folder)
        user = bench.server.take_copy(bench.stores["20k"])
        profile = Profile(bench, bench.name("t"), [(user, bench.port)])
        record.whole("first", profile)
        profile.sync()
        record.whole("nochange", profile)
        fill.change(bench.server, user, 1, *((20, 100, 5) if options.quick else (100, 1000, 50)))
        record.whole("changed", profile)
        store = bench.stores["100k"]
        profile = Profile(bench, bench.name("t"), [(bench.server.take(store), bench.port)])
        record.until("headers", profile, f"SELECT CASE WHEN (SELECT max(id) FROM message) < {store.messages} THEN 0 ELSE "
                     "(SELECT count(*) FROM message) END", store.messages)
    finally:
        bench.close()


main()
