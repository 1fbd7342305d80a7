# SPDX-License-Identifier: GPL-3.0-or-later
"""chaos.py CLI [options]: the proof that the cache is never wrong. For each server, capability set and fault: syncs while
other clients change the mail and the line breaks or tributary-cli is killed; then everything calms down, one more sync,
and cache and server are compared in every way there is (house.judge_all).

Faults: none; cut (connections break after a random time, by reset or politely); kill (SIGKILL at a random moment).
Exit 1 when anything differs, 77 when nothing could be run. The table on standard output is Markdown."""
import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import house
from local_changes import LocalChanges, OwnMailboxes, are_known

sys.path.insert(0, str(house.SERVERS))
from change import WILD_STEPS, Party  # noqa: E402
from linkproxy import LinkProxy  # noqa: E402

# What a sync may say while the ground moves: done, partly done (a mailbox went in between), and with a cut no connection.
ACCEPTED = {"none": {0, 11}, "cut": {0, 3, 11}, "kill": {0, 11, -signal.SIGKILL}}
COLUMNS = ("server", "set", "fault", "syncs", "changes", "kills", "cuts", "messages", "differences", "lost", "doubled", "seconds")


class Case:
    def __init__(self, options, kind, caps, fault):
        self.o, self.kind, self.caps, self.fault = options, kind, caps, fault
        self.rng = house.new_random(options.seed, kind, caps, fault)
        self.caps_started, _, chosen = caps.partition("+")
        self.is_chosen = chosen == "chosen"
        self.row = {"server": kind, "set": caps, "fault": fault, "syncs": 0, "changes": 0, "kills": 0, "cuts": 0, "messages": 0,
                    "differences": 0, "lost": 0, "doubled": 0, "seconds": 0.0}
        self.faults, self.local, self.start_up = [], None, 0.0

    def one_sync(self, profile):
        process = profile.start("sync")
        if self.fault == "kill" and self.row["kills"] < self.o.kills:
            try:
                process.wait(self.rng.uniform(0.01, self.start_up + self.o.kill_within))
            except house.subprocess.TimeoutExpired:
                house.kill(process)
                self.row["kills"] += 1
        try:
            answer = profile.answer(process, 300)
        except house.subprocess.TimeoutExpired:
            house.kill(process)
            answer = profile.answer(process)
            self.faults.append("a sync hung for 300 s and was ended")
        self.row["syncs"] += 1
        if answer.code not in ACCEPTED[self.fault]:
            self.faults.append("sync meanwhile: " + answer.said())
        elif self.local and answer.code == 0:
            self.local.synced()

    def storm(self, server, profile, proxy):
        party = Party(server.facts_file, "alice@example.test", 0, self.rng.randrange(1 << 30), clients=2, rate=self.o.rate,
                      endless=True, keep=OwnMailboxes() if self.local else (), steps=WILD_STEPS)
        done = lambda: sum(sum(c.done.values()) for c in party.changers)  # noqa: E731
        kills = self.o.kills if self.fault == "kill" else 0
        if proxy and self.fault == "cut":
            proxy.set({"cutSeconds": 0.03, "cutSecondsTo": self.o.cut_within})
        try:
            # A storm of which a fault makes every sync fail would never end.
            ends = time.monotonic() + self.o.patience
            while (done() < self.o.changes or self.row["kills"] < kills) and party.is_busy():
                if proxy:
                    proxy.set({"halfClose": self.rng.random() < 0.5})
                for _ in range(self.rng.randrange(6) if self.local else 0):
                    self.local.step()
                self.one_sync(profile)
                if time.monotonic() > ends and (done() < self.o.changes or self.row["kills"] < kills):
                    self.faults.append(f"after {self.o.patience} s: {done()} changes and {self.row['kills']} kills only")
                    break
        finally:
            party.stop.set()
        self.row["changes"] = sum(party.wait().values())
        if proxy:
            proxy.set({"cutSeconds": 0, "cutSecondsTo": 0})
            proxy.cut()  # what began under the faults
            self.row["cuts"] = proxy.counts["cuts"]

    def run(self):
        began = time.monotonic()
        server = house.Server(self.kind, self.caps_started)
        folder, proxy = tempfile.mkdtemp(prefix="chaos."), None
        try:
            server.fill(self.o.messages, 6, self.o.seed)
            proxy = LinkProxy(server.facts["imaps"], seed=self.rng.randrange(1 << 30)) if self.fault == "cut" else None
            profile = house.Profile(self.o.cli, server, folder, proxy and proxy.port)
            if self.o.with_local_changes:
                client = server.connect()
                self.local = LocalChanges(profile, client, self.rng, max(20, self.o.changes // 20), server, self.is_chosen)
                client.logout()
            # Also under the names that other clients give it.
            profile.add_account([box if box == "INBOX" else box + "*" for box in self.chosen()])
            before = time.monotonic()
            profile.run("account", "list")
            self.start_up = time.monotonic() - before
            self.storm(server, profile, proxy)
            self.judge(server, profile)
        except house.Skip:
            raise
        except Exception as e:  # one case must not hide the others
            self.faults.append(f"{type(e).__name__}: {e}")
        finally:
            if proxy:
                proxy.stop()
            if self.faults and self.o.keep:
                shutil.copytree(folder, Path(self.o.keep) / f"{self.kind}-{self.caps}-{self.fault}", dirs_exist_ok=True)
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)
        self.row["differences"] = len(self.faults)
        self.row["seconds"] = round(time.monotonic() - began, 1)

    def chosen(self):
        """Where not all is synchronised: what is moved, deleted and undone lies half in mailboxes that no sync looks at."""
        return ["INBOX"] + (self.local.family[self.local.source] if self.local else []) if self.is_chosen else []

    def judge(self, server, profile):
        if self.local:
            self.local.push_all()
        calm = profile.sync()
        if calm.code:
            self.faults.append("the sync after all: " + calm.said())
        faults, figures = house.judge_all(profile, server, self.rng, self.o.sample, self.chosen())
        self.faults += faults
        self.row.update(figures)
        if self.local:
            client = server.connect()
            self.faults += self.local.judge(client)
            client.logout()
            self.row["local"] = self.local.figures()


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("cli")
    p.add_argument("--servers", default="dovecot,cyrus,courier")
    p.add_argument("--sets", default="full,no-qresync,no-condstore,basic", help="Courier has 'full' only; NAME+chosen: an account with chosen mailboxes")
    p.add_argument("--faults", default="none,cut,kill")
    p.add_argument("--changes", type=int, default=300, help="of each run")
    p.add_argument("--kills", type=int, default=20, help="of each run with kills")
    p.add_argument("--messages", type=int, default=400)
    p.add_argument("--rate", type=float, default=60, help="changes a second; 0: as fast as the server takes them")
    p.add_argument("--kill-within", type=float, default=0.4, help="seconds of a sync, besides what starting takes")
    p.add_argument("--cut-within", type=float, default=0.5, help="seconds after the start of a connection")
    p.add_argument("--patience", type=float, default=3600, help="seconds that one run may take")
    p.add_argument("--sample", type=int, default=50, help="messages that are compared byte by byte")
    p.add_argument("--seed", type=int, default=house.seed_from_environment(1))
    p.add_argument("--with-local-changes", choices=["yes", "no", "auto"], default="auto")
    p.add_argument("--report", help="a file for the figures as JSON")
    p.add_argument("--keep", help="a folder for the profiles of runs that failed")
    return p.parse_args()


def main():
    o = parse()
    known = are_known(o.cli)
    if o.with_local_changes == "yes" and not known:
        sys.exit("chaos: this tributary-cli has no message mark, move, delete")
    o.with_local_changes = known and o.with_local_changes != "no"
    if not known:
        print("Changes made here are left out: this tributary-cli has no message mark, move, delete.\n")
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    rows, skipped, failed = [], [], []
    for kind in o.servers.split(","):
        for caps in o.sets.split(","):
            for fault in o.faults.split(","):
                if kind == "courier" and caps.partition("+")[0] != "full":
                    continue
                case = Case(o, kind, caps, fault)
                try:
                    case.run()
                except house.Skip as reason:
                    skipped.append(f"{kind} {caps} {fault}: {reason}")
                    continue
                rows.append({**case.row, "faults": case.faults})
                print("| " + " | ".join(str(case.row[c]) for c in COLUMNS) + " |", flush=True)
                failed += [f"{kind} {caps} {fault}: {text}" for text in case.faults]
                for text in case.faults:  # at once: a later run may be cut off
                    print(f"DIFFERENT: {kind} {caps} {fault}: {text}", flush=True)
    total = {c: sum(r[c] for r in rows) for c in ("syncs", "changes", "kills", "cuts", "differences", "lost", "doubled")}
    print(f"\n{len(rows)} runs, seed {o.seed}: " + ", ".join(f"{n} {c}" for c, n in total.items()))
    for text in sorted(set(skipped)):
        print("skipped: " + text)
    if o.report:
        Path(o.report).write_text(json.dumps({"seed": o.seed, "total": total, "runs": rows, "skipped": skipped}, indent=1))
    sys.exit(1 if failed else 0 if rows else house.SKIP)


if __name__ == "__main__":
    main()
