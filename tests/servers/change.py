# SPDX-License-Identifier: GPL-3.0-or-later
"""change.py FACTS USER COUNT SEED [--clients N] [--rate R] [--until-stopped]: random changes as other clients make them:
new messages, flags, keywords, both on ranges too, expunges, moves, copies, mailboxes made, renamed and deleted; WILD_STEPS: also renamed with what is below, their names given to new ones at once.

One client makes the same changes for the same seed on the same mail; several, at the same time, each for itself: what
they meet depends on the others. --rate: so many changes a second, all clients together. --until-stopped: goes on
after COUNT, until standard input ends or SIGTERM comes. Prints as JSON what it did."""
import argparse
import collections
import imaplib
import json
import random
import signal
import sys
import threading
import time

from imapclient import connect
from mailgen import Generator, internal_date

FLAGS = ["\\Seen", "\\Flagged", "\\Answered", "\\Deleted", "$Work", "Label1", "$Forwarded", "NonJunk"]
STEPS = {"new": 24, "flag": 28, "keyword": 8, "flag_range": 4, "expunge": 10, "expunge_range": 2, "move": 12, "copy": 4,
         "create": 4, "rename": 2, "delete": 2}
# Apart, so that the stream of changes for a seed stays what tests were written for.
WILD_STEPS = {**STEPS, "rotate": 1, "rename_parent": 1, "make_anew": 1}


class Refused(Exception):
    """NO from the server: with several clients a mailbox or message may have gone in between."""


class Changer:
    def __init__(self, client, user, seed, keep=(), steps=STEPS):
        """keep: mailboxes that are not touched; anything that knows what is in it."""
        self.client, self.rng, self.seed, self.keep = client, random.Random(seed), seed, keep
        self.mail = Generator(seed + 1_000_000, to=user).messages(1_000_000)
        self.steps, self.made, self.selected, self.done = steps, 0, None, collections.Counter()
        self.boxes = [b for b in client.mailboxes() if b not in self.keep]

    def _select(self, box):
        if self.selected != box:
            self.selected = None  # a failed SELECT leaves none
            self._ok(self.client.select(self.client.box(box)))
            self.selected = box

    def _ok(self, answer):
        if answer[0] != "OK":
            raise Refused(f"{answer}")
        return answer[1]

    def _uids(self):
        return (self._ok(self.client.uid("SEARCH", "ALL"))[0] or b"").split()

    def _meet(self):
        """A mailbox with mail, and its UIDs; INBOX is met most."""
        for _ in range(10):
            self._select("INBOX" if self.rng.random() < 0.5 else self.rng.choice(self.boxes))
            uids = self._uids()
            if uids:
                return uids
        return None

    def _some(self):
        """Up to five messages of a mailbox, as a UID set."""
        uids = self._meet()
        if not uids:
            return None
        picked = self.rng.sample(uids, min(len(uids), self.rng.choice([1, 1, 1, 2, 5])))
        return b",".join(sorted(picked, key=int)).decode()

    def _range(self, most):
        """first:last over up to `most` messages of a mailbox."""
        uids = sorted(self._meet() or [], key=int)
        if not uids:
            return None
        first = self.rng.randrange(len(uids))
        return f"{uids[first].decode()}:{uids[min(len(uids) - 1, first + self.rng.randint(2, most))].decode()}"

    def _store(self, uids, flags, way=None):
        if uids:
            way = way or self.rng.choice(["+FLAGS", "-FLAGS", "+FLAGS"])
            self._ok(self.client.uid("STORE", uids, way, f"({flags})"))

    def _expunge(self, uids):
        if uids:
            self._store(uids, "\\Deleted", "+FLAGS")
            self._ok(self.client.expunge())

    def new(self):
        m = next(self.mail)
        box = "INBOX" if self.rng.random() < 0.6 else self.rng.choice(self.boxes)
        self._ok(self.client.append(self.client.box(box), f"({m.flags})", f'"{internal_date(m.date)}"', m.raw))

    def flag(self):
        self._store(self._some(), self.rng.choice(FLAGS[:3]))

    def keyword(self):
        self._store(self._some(), self.rng.choice(FLAGS[4:]))

    def flag_range(self):
        self._store(self._range(200), self.rng.choice(FLAGS[:3] + FLAGS[4:]))

    def expunge(self):
        self._expunge(self._some())

    def expunge_range(self):
        self._expunge(self._range(15))

    def copy(self):
        uids = self._some()
        if uids:
            self._ok(self.client.uid("COPY", uids, self.client.box(self.rng.choice(self.boxes))))

    def move(self):
        uids = self._some()
        if not uids:
            return
        target = self.client.box(self.rng.choice([b for b in self.boxes if b != self.selected]))
        if "MOVE" in self.client.capabilities:
            self._ok(self.client.uid("MOVE", uids, target))
            return
        self._ok(self.client.uid("COPY", uids, target))
        self._expunge(uids)

    def create(self):
        self.made += 1
        parent = self.rng.choice(["", "", self.rng.choice(self.boxes) + "/"])
        parent = "" if parent.count("/") > 3 or parent.startswith("INBOX") else parent
        name = parent + self.rng.choice(["Made", "新しい箱", "A & B"]) + f" {self.seed}-{self.made}"
        self._ok(self.client.create(self.client.box(name)))
        if self.rng.random() < 0.7:
            self._ok(self.client.subscribe(self.client.box(name)))
        self.boxes.append(name)

    def _own(self):
        """A mailbox that may be renamed or deleted: made here, without children; nobody is left in it."""
        own = [b for b in self.boxes if f" {self.seed}-" in b and not any(o.startswith(b + "/") for o in self.boxes)]
        box = self.rng.choice(own) if own else None
        if box and self.selected == box:
            self._select("INBOX")
        return box

    def rename(self):
        box = self._own()
        if box:
            self.made += 1
            name = f"Renamed {self.seed}-{self.made}"
            self._ok(self.client.rename(self.client.box(box), self.client.box(name)))
            self.boxes[self.boxes.index(box)] = name

    def delete(self):
        box = self._own()
        if box:
            self._ok(self.client.delete(self.client.box(box)))
            self.boxes.remove(box)

    def rotate(self):
        """As archives are: the mailbox gets another name, a new one its name."""
        box = self._own()
        if box:
            self.made += 1
            name = f"Rotated {self.seed}-{self.made}"
            self._ok(self.client.rename(self.client.box(box), self.client.box(name)))
            self.boxes.append(name)
            self._ok(self.client.create(self.client.box(box)))

    def rename_parent(self):
        """A mailbox of its own, with what is below it."""
        own = [b for b in self.boxes if f" {self.seed}-" in b and any(o.startswith(b + "/") for o in self.boxes)]
        if not own:
            return
        box = self.rng.choice(own)
        self._select("INBOX")
        self.made += 1
        name = f"Parent {self.seed}-{self.made}"
        self._ok(self.client.rename(self.client.box(box), self.client.box(name)))
        self.boxes = [name + b[len(box):] if b == box or b.startswith(box + "/") else b for b in self.boxes]

    def make_anew(self):
        box = self._own()
        if box:
            self._ok(self.client.delete(self.client.box(box)))
            self._ok(self.client.create(self.client.box(box)))

    def step(self):
        step = self.rng.choices(list(self.steps), weights=list(self.steps.values()))[0]
        getattr(self, step)()
        self.done[step] += 1


class Party:
    """Several changers at once, in threads of their own."""

    def __init__(self, facts, user, count, seed, clients=1, rate=0.0, endless=False, keep=(), steps=STEPS):
        self.count, self.rate, self.endless, self.clients = count, rate, endless, clients
        self.stop, self.error, self.started = threading.Event(), None, time.monotonic()
        self.connect = lambda: connect(facts, user, timeout=120)
        self.changers = [Changer(self.connect(), user, seed + 10_000 * i, keep, steps) for i in range(clients)]
        self.threads = [threading.Thread(target=self._run, args=(c, i), daemon=True) for i, c in enumerate(self.changers)]
        for thread in self.threads:
            thread.start()

    def _run(self, changer, number):
        mine = self.count // self.clients + (number < self.count % self.clients)
        try:
            done = 0
            while not self.stop.is_set() and (self.endless or done < mine):
                if self.rate:
                    due = self.started + (done * self.clients + number) / self.rate
                    self.stop.wait(max(0.0, due - time.monotonic()))
                try:
                    try:
                        changer.step()
                    except Refused:
                        if self.clients == 1:
                            raise
                        changer.done["refused"] += 1
                        self._start_over(changer)
                except imaplib.IMAP4.abort:
                    # Dovecot ends a session ("state is inconsistent, please relogin") whose mailbox somebody else has open too.
                    changer.done["reconnected"] += 1
                    changer.client = self.connect()
                    self._start_over(changer)
                done += 1
            changer.client.logout()
        except Exception as e:  # told by wait(): a thread has nobody who would see it
            self.error = self.error or e

    @staticmethod
    def _start_over(changer):
        """Another client may have deleted what was selected or known."""
        changer.selected = None
        changer.boxes = [b for b in changer.client.mailboxes() if b not in changer.keep]

    def is_busy(self):
        return any(t.is_alive() for t in self.threads)

    def wait(self):
        for thread in self.threads:
            thread.join()
        if self.error:
            raise self.error
        total = collections.Counter()
        for changer in self.changers:
            total.update(changer.done)
        return dict(sorted(total.items()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("facts")
    parser.add_argument("user")
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--rate", type=float, default=0.0)
    parser.add_argument("--until-stopped", action="store_true")
    o = parser.parse_args()
    party = Party(o.facts, o.user, o.count, o.seed, o.clients, o.rate, o.until_stopped)
    if o.until_stopped:
        signal.signal(signal.SIGTERM, lambda *_: party.stop.set())
        threading.Thread(target=lambda: (sys.stdin.read(), party.stop.set()), daemon=True).start()
    print(json.dumps(party.wait()))


if __name__ == "__main__":
    main()
