# SPDX-License-Identifier: GPL-3.0-or-later
"""change.py FACTS USER COUNT SEED: random changes as other clients would make them: new messages, flags, keywords,
expunges, moves, mailboxes made, renamed and deleted. The same seed on the same mail makes the same changes."""
import collections
import json
import random
import sys

from imapclient import connect, quoted, utf7
from mailgen import Generator, internal_date

FLAGS = ["\\Seen", "\\Flagged", "\\Answered", "\\Deleted", "$Work", "Label1", "$Forwarded", "NonJunk"]
STEPS = {"new": 24, "flag": 30, "keyword": 8, "expunge": 12, "move": 12, "copy": 4, "create": 4, "rename": 3, "delete": 3}


class Changer:
    def __init__(self, client, user, seed):
        self.client, self.rng = client, random.Random(seed)
        self.mail = Generator(seed + 1_000_000, to=user).messages(1_000_000)
        self.made, self.selected, self.done = 0, None, collections.Counter()
        self.seed = seed
        self.boxes = sorted(self._list())

    def _list(self):
        # Names stay as on the wire: nothing here needs to read them.
        kind, lines = self.client.list()
        names = []
        for line in lines:
            if line and b"\\Noselect" not in line:
                name = line.decode().split(' "/" ', 1)[1]
                names.append(name[1:-1].replace('\\"', '"').replace("\\\\", "\\") if name.startswith('"') else name)
        return names

    def _select(self, box):
        if self.selected != box:
            self.selected = box
            self._ok(self.client.select(quoted(box)))

    def _ok(self, answer):
        if answer[0] != "OK":
            raise RuntimeError(f"refused: {answer}")
        return answer[1]

    def _uids(self):
        return self._ok(self.client.uid("SEARCH", "ALL"))[0].split()

    def _some(self):
        """A mailbox with mail and up to five of its messages; INBOX is met most."""
        for _ in range(10):
            box = "INBOX" if self.rng.random() < 0.5 else self.rng.choice(self.boxes)
            self._select(box)
            uids = self._uids()
            if uids:
                picked = self.rng.sample(uids, min(len(uids), self.rng.choice([1, 1, 1, 2, 5])))
                return b",".join(sorted(picked, key=int)).decode()
        return None

    def new(self):
        m = next(self.mail)
        box = "INBOX" if self.rng.random() < 0.6 else self.rng.choice(self.boxes)
        self._ok(self.client.append(quoted(box), f"({m.flags})", f'"{internal_date(m.date)}"', m.raw))

    def flag(self, choice=None):
        uids = self._some()
        if uids:
            way = self.rng.choice(["+FLAGS", "-FLAGS", "+FLAGS"])
            self._ok(self.client.uid("STORE", uids, way, f"({choice or self.rng.choice(FLAGS[:3])})"))

    def keyword(self):
        self.flag(self.rng.choice(FLAGS[4:]))

    def expunge(self):
        uids = self._some()
        if uids:
            self._ok(self.client.uid("STORE", uids, "+FLAGS", "(\\Deleted)"))
            self._ok(self.client.expunge())

    def copy(self):
        uids = self._some()
        if uids:
            self._ok(self.client.uid("COPY", uids, quoted(self.rng.choice(self.boxes))))

    def move(self):
        uids = self._some()
        if uids:
            target = self.rng.choice([b for b in self.boxes if b != self.selected])
            if "MOVE" in self.client.capabilities:
                self._ok(self.client.uid("MOVE", uids, quoted(target)))
                return
            self._ok(self.client.uid("COPY", uids, quoted(target)))
            self._ok(self.client.uid("STORE", uids, "+FLAGS", "(\\Deleted)"))
            self._ok(self.client.expunge())

    def create(self):
        self.made += 1
        parent = self.rng.choice(["", "", self.rng.choice(self.boxes) + "/"])
        parent = "" if parent.count("/") > 3 or parent.startswith("INBOX") else parent
        name = parent + utf7(self.rng.choice(["Made", "新しい箱", "A & B"])) + f" {self.seed}-{self.made}"
        self._ok(self.client.create(quoted(name)))
        if self.rng.random() < 0.7:
            self._ok(self.client.subscribe(quoted(name)))
        self.boxes.append(name)

    def _own(self):
        """A mailbox that may be renamed or deleted: made here, and without children."""
        own = [b for b in self.boxes if f" {self.seed}-" in b and not any(o.startswith(b + "/") for o in self.boxes)]
        return self.rng.choice(own) if own else None

    def _leave(self, box):
        if self.selected == box:
            self._select("INBOX")

    def rename(self):
        box = self._own()
        if box:
            self.made += 1
            self._leave(box)
            name = f"Renamed {self.seed}-{self.made}"
            self._ok(self.client.rename(quoted(box), quoted(name)))
            self.boxes[self.boxes.index(box)] = name

    def delete(self):
        box = self._own()
        if box:
            self._leave(box)
            self._ok(self.client.delete(quoted(box)))
            self.boxes.remove(box)

    def run(self, count):
        for _ in range(count):
            step = self.rng.choices(list(STEPS), weights=list(STEPS.values()))[0]
            getattr(self, step)()
            self.done[step] += 1


def main():
    facts, user, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    client = connect(facts, user)
    changer = Changer(client, user, seed)
    changer.run(count)
    client.logout()
    print(json.dumps(dict(sorted(changer.done.items()))))


main()
