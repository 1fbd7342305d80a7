#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Synchronisation against the physical limit and against peers, on one Dovecot in one run (docs/benchmarks.md, 'Sync').

    tests/bench/sync_table.py [WORKLOAD...] [--quick] [--runs N] [--tls] [--cli PATH] [--json FILE]

Filled mailboxes are kept in TRIBUTARY_BENCH_DIR (default: a directory below TMPDIR); everything else is gone afterwards.
Needs the packages of [bench] and [test] in cmake/packages.txt and a release build."""
import argparse
import datetime
import os
import pathlib
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from sync import filters, first, live, resync, slow  # noqa: E402  (after the line above, which is for them)
from sync.bench import Bench  # noqa: E402
from sync.process import tell  # noqa: E402
from sync.table import markdown  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKLOADS = {"nochange": resync.nochange, "changed": resync.changed, "flags10k": resync.flags10k, "delivery": live.delivery,
             "idle": live.idle, "firstpage100k": first.firstpage100k, "firstpage1m": first.firstpage1m, "first20k": first.first20k,
             "disk": first.disk, "headers100k": first.headers100k, "slowfirst": slow.slowfirst, "first100k": first.first100k,
             "memory100k": first.memory100k, "filters": filters.filters}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=", ".join(WORKLOADS) + "; none: all")
    parser.add_argument("--cli", type=pathlib.Path, default=ROOT / "build/release/src/cli/app/tributary-cli")
    parser.add_argument("--runs", type=int, default=3, help="of each side; medians are shown")
    parser.add_argument("--long-runs", type=int, default=1, help="of the peers in first100k and of all sides in slowfirst: minutes each")
    parser.add_argument("--peer-runs", type=int, help="of the peers in first20k and first100k, if fewer than --runs")
    parser.add_argument("--tls", action="store_true", help="all sides over TLS (no TLS on loopback otherwise)")
    parser.add_argument("--quick", action="store_true", help="small mailboxes, to try it; no figures to quote")
    parser.add_argument("--json", type=pathlib.Path, help="all samples")
    options = parser.parse_args()
    unknown = [name for name in options.workloads if name not in WORKLOADS]
    if unknown:
        parser.error(f"no such workload: {', '.join(unknown)}")
    if not options.cli.is_file():
        parser.error(f"{options.cli} is not built (--cli PATH)")
    options.cli = options.cli.resolve()
    most = min(options.runs, options.peer_runs or options.runs)
    options.peer_runs = {"20k": most, "100k": min(most, options.long_runs)}
    return options


def facts(options):
    commit = subprocess.run(["git", "-C", options.cli.parent, "log", "-1", "--format=%h %cs"], capture_output=True, text=True, check=False)
    return {"date": datetime.date.today().isoformat(), "runs": options.runs, "tls": options.tls, "quick": options.quick,
            "commit": commit.stdout.strip(), "processors": os.cpu_count(), "load at the start": os.getloadavg()[0]}


def main():
    options = arguments()
    # A plain kill must still take the server, the line and the directories with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(options)
    bench.table.facts = facts(options)
    try:
        for name in options.workloads or WORKLOADS:
            tell(f"{name} ...")
            began = time.monotonic()
            try:
                WORKLOADS[name](bench)
            except (NotImplementedError, RuntimeError, OSError) as reason:
                bench.table.failures[name] = str(reason)
                tell(f"{name}: {reason}")
            tell(f"{name}: {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f}")
            if options.json:
                bench.table.write(options.json)
        print("\n" + markdown(bench.table.rows))
        for name, reason in bench.table.failures.items():
            print(f"\n{name} was not measured: {reason}")
    finally:
        bench.close()
    sys.exit(1 if bench.table.failures else 0)


if __name__ == "__main__":
    main()
