# SPDX-License-Identifier: GPL-3.0-or-later
"""killpoints.py CLI [--passings K] [--scenarios ...]: kills tributary-cli at each of its named write points, then lets it go
on, and looks whether anything is lost, doubled or different.

tributary-cli names the points itself: with TRIBUTARY_TEST_KILL_LIST=FILE it writes the name of each point it passes into
FILE, a line each time; with TRIBUTARY_TEST_KILL=name:n it kills itself at the n-th passing of the point. A scenario is a
prepared profile and the server's mail, both copied once and put back before each kill; then `sync` runs until killed, then
again to the end, and the judges of house.py speak. Exit 77 while this tributary-cli has no such points."""
import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

import house
from filtering import FILTERING
from local_changes import OFFLINE_STEPS, LocalChanges, are_known
from scenario import Scenario
from sending import SENDING


class FirstSync(Scenario):
    name = "first"

    def prepare(self):
        self.server.fill(self.o.messages, 4, self.o.seed)
        self.work.add_account()


class Resync(Scenario):
    name = "resync"

    def prepare(self):
        self.server.fill(self.o.messages, 4, self.o.seed)
        self.work.add_account()
        self.work.sync()
        self.server.change(max(40, self.o.messages // 4), self.o.seed)


class Push(Scenario):
    """Marks, moves and deletions that wait for the server."""
    name = "push"

    def prepare(self):
        self.server.fill(self.o.messages // 4, 2, self.o.seed)
        client = self.server.connect()
        self.local = LocalChanges(self.work, client, self.rng, 12, self.server, steps=OFFLINE_STEPS)
        client.logout()
        self.work.add_account()
        self.work.sync()
        for _ in range(20):
            self.local.step()
        if self.local.faults:
            raise RuntimeError(self.local.faults[0])

    def judge(self):
        # Flags of a message that had no UID until this sync listed it were pushed at its end: one more hears of them.
        self.work.sync()
        faults, figures = super().judge()
        doubled = [b for b in self.local.boxes if len(self._names(b)) != len(set(self._names(b)))]
        return faults + [f"a message is twice in {b}" for b in doubled], figures

    def _names(self, box):
        client = self.server.connect()
        try:
            return [mid for _, mid in house.server_marks(client, box).values()]
        finally:
            client.logout()


class Undo(Scenario):
    """Undone deletions: what was expunged is appended again, a deleted mailbox is made anew with its mail."""
    name = "undo"

    def prepare(self):
        self.server.fill(self.o.messages // 3, 3, self.o.seed)
        self.work.add_account()
        self.work.sync()
        self.wanted = self._marks()
        inbox = [m["id"] for m in self.work.messages("INBOX")][:6]
        other = next(m["mailbox"] for m in self.work.messages() if m["mailbox"] != "INBOX")
        changes = [self._change("message", "delete", *inbox, "--permanently"), self._change("mailbox", "delete", other)]
        if self.work.sync().code or len(self._marks()) + 6 > len(self.wanted):
            raise RuntimeError("nothing was deleted")
        for change in changes:
            self._run("change", "undo", change)

    def _run(self, *words):
        answer = self.work.run(*words)
        if answer.code:
            raise RuntimeError(answer.said())
        return answer

    def _change(self, *words):
        return self._run(*words).json()["change"]

    def _marks(self):
        """[(mailbox, Message-ID, flags)] of all there is at the server, sorted."""
        client = self.server.connect()
        try:
            return sorted((box, mid, sorted(flags - {"\\recent"})) for box in client.mailboxes()
                          for flags, mid in house.server_marks(client, box).values())
        finally:
            client.logout()

    def judge(self):
        self.work.sync()  # as with Push
        faults, figures = super().judge()
        there = self._marks()
        faults += [f"lost or changed: {mark}" for mark in self.wanted if mark not in there]
        faults += [f"there besides: {mark}" for mark in there if mark not in self.wanted]
        return faults + ([f"{len(there)} messages instead of {len(self.wanted)}"] if len(there) != len(self.wanted) else []), figures


SCENARIOS = {s.name: s for s in (FirstSync, Resync, Push, Undo, *SENDING, *FILTERING)}


def spread(count, most):
    """`most` numbers from 1 to count: the first, the last, the others evenly between; where there are fewer, again from the
    first, since two runs never meet a point in the same state of the other threads and of the line."""
    if count <= most:
        return [1 + i % count for i in range(most)]
    if most == 1:
        return [(count + 1) // 2]
    return sorted({1 + round(i * (count - 1) / (most - 1)) for i in range(most)})


def has_hook(options):
    """A sync with the list on writes it, if tributary-cli knows of that at all."""
    server = house.Server(options.server, options.caps)
    with tempfile.TemporaryDirectory(prefix="killpoints.") as folder:
        try:
            return bool(FirstSyncOfFew(options, server, folder).probe())
        finally:
            server.stop()


class FirstSyncOfFew(FirstSync):
    name = "probe"

    def probe(self):
        self.server.fill(5, 1, 1)
        self.work.add_account()
        listed = self.folder / "points"
        self.work.sync(environment={"TRIBUTARY_TEST_KILL_LIST": str(listed)})
        return listed.exists() and listed.read_text().strip()


def chosen(points, options, known):
    """All of them, or as many as are to be tried, spread over their names. known: names that an earlier scenario has had."""
    listed = sorted((point, count) for point, count in points.items() if point not in known and options.only in point)
    if not options.points or options.points >= len(listed):
        return listed
    rng = random.Random(options.seed)
    return sorted(rng.sample(listed, options.points))


def kill_each(options, scenario, known):
    """A row and its faults for each point."""
    points = scenario.passings()
    for point, count in chosen(points, options, known if options.distinct else ()):
        killed, different, faults = 0, 0, []
        began = time.monotonic()
        for number in spread(count, options.passings):
            was_killed, found = scenario.kill_at(point, number)
            killed += was_killed
            different += bool(found)
            faults += [f"{scenario.name}, {point}:{number}: {text}" for text in found]
            if not was_killed:
                # Threads may share the passings out differently from one run to the next; a first one is sure.
                faults += [f"{scenario.name}, {point}:1: was not killed"] if number == 1 else []
        yield row_of(scenario, point, count, killed, different, began), faults + scenario.finish()


def kill_at_random(options, scenario):
    """The same for moments that have no name."""
    if not options.random or not hasattr(scenario, "kill_at_random"):
        return
    began, kills, different, faults = time.monotonic(), 0, 0, []
    for number in range(options.random):
        was_killed, found = scenario.kill_at_random()
        kills += was_killed
        different += bool(found)
        faults += [f"{scenario.name}, at random, {number}: {text}" for text in found]
    yield row_of(scenario, "(at random)", options.random, kills, different, began), faults + scenario.finish()


def row_of(scenario, point, count, kills, different, began):
    return {"scenario": scenario.name, "point": point, "passings": count, "kills": kills, "different": different,
            "seconds": round(time.monotonic() - began, 1)}


def run(options, name, known):
    kind = SCENARIOS[name]
    server = house.Server(options.server, options.caps, kind.server_options)
    rows, faults = [], []
    with tempfile.TemporaryDirectory(prefix="killpoints.") as folder:
        try:
            scenario = kind(options, server, folder)
            scenario.freeze()
            for kills in (kill_each(options, scenario, known), kill_at_random(options, scenario)):
                for row, found in kills:
                    rows.append(row)
                    faults += found
                    print("| " + " | ".join(str(v) for v in row.values()) + " |", flush=True)
                    for text in found:
                        print("DIFFERENT: " + text, flush=True)
            if scenario.figures():
                print(f"{name}: {scenario.figures()}", flush=True)
        finally:
            server.stop()
    return rows, faults


def main():
    p = argparse.ArgumentParser()
    p.add_argument("cli")
    p.add_argument("--server", default="dovecot", choices=["dovecot", "courier"])
    p.add_argument("--caps", default="full")
    p.add_argument("--scenarios", default="first,resync,push,undo", help=", ".join(SCENARIOS))
    p.add_argument("--passings", type=int, default=1, help="kills of each point, spread over its passings, or repeated")
    p.add_argument("--points", type=int, default=0, help="so many of each scenario, by the seed; 0: all")
    p.add_argument("--only", default="", help="points whose names have this")
    p.add_argument("--random", type=int, default=0, help="of the scenarios that send: so many kills besides, at random moments")
    p.add_argument("--distinct", action="store_true", help="no point of a name that an earlier scenario of this run has had")
    p.add_argument("--messages", type=int, default=120)
    p.add_argument("--sample", type=int, default=3, help="messages that are compared byte by byte after each kill")
    p.add_argument("--seed", type=int, default=house.seed_from_environment(1))
    p.add_argument("--report", help="a file for the figures as JSON")
    o = p.parse_args()
    try:
        only_sends = set(o.scenarios.split(",")) <= {kind.name for kind in SENDING}  # what can send has had the points from the first
        if not only_sends and not has_hook(o):
            print("skipped: this tributary-cli has no named write points (TRIBUTARY_TEST_KILL_LIST writes nothing)")
            sys.exit(house.SKIP)
        scenarios = o.scenarios.split(",")
        if not are_known(o.cli):
            print("'push' and 'undo' are left out: this tributary-cli has no message mark, move, delete\n")
            scenarios = [name for name in scenarios if name not in ("push", "undo")]
        print("| scenario | point | passings | kills | different | seconds |\n|---|---|---|---|---|---|")
        rows, faults = [], []
        for name in scenarios:
            more_rows, more_faults = run(o, name, {row["point"] for row in rows})
            rows += more_rows
            faults += more_faults
    except house.Skip as reason:
        print(f"skipped: {reason}")
        sys.exit(house.SKIP)
    kills = sum(r["kills"] for r in rows)
    names = len({r["point"] for r in rows})
    print(f"\n{len(rows)} points of {names} names, {kills} kills, {len(faults)} faults, seed {o.seed}")
    if o.report:
        Path(o.report).write_text(json.dumps({"seed": o.seed, "points": rows, "faults": faults}, indent=1))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
