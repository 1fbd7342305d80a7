# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes made here with tributary-cli (mark, move, delete, undo of any of them, mailboxes deleted) while everything else goes
on, and what must have become of them on the server. They are made on messages that nobody else touches but for one thing: the
Trash is emptied from outside, after which an undo must bring back what was in it. Each is known by its subject."""
import time

from house import has_command, server_marks

SOURCE, TARGET, PARENT, CHILD = "Local work", "Local target", "Local parent", "Local parent/child"
MAILBOXES = (SOURCE, TARGET)
DELETED = (PARENT, CHILD)
TRASH = "Trash"
COMMANDS = ("message mark", "message move", "message delete")
STEPS = {"mark": 12, "move": 6, "delete": 4, "undo": 6, "empty": 1, "delete_mailbox": 1}


def are_known(program):
    return all(has_command(program, words) for words in COMMANDS)


def names_on(client, boxes=MAILBOXES):
    """As the server has them: Courier keeps everything below INBOX."""
    return tuple(client.house_name(client.wire_name(box)) for box in boxes)


class LocalChanges:
    def __init__(self, profile, client, rng, count, server=None):
        """Puts `count` messages of its own on the server. server: to be the other client that empties the Trash."""
        self.profile, self.rng, self.faults, self.server = profile, rng, [], server
        self.source, self.target = names_on(client)
        self.parent, self.child = names_on(client, DELETED)
        self.trash = names_on(client, (TRASH,))[0]
        self.boxes = (self.source, self.target)
        self.kept = self.boxes + (self.parent, self.child, self.trash)  # nobody else's
        self.state = {}    # subject: {"seen": bool, "flagged": bool, "at": mailbox or None when deleted}
        self.changes = []  # not undone: {"id", "what", "name", ...}
        self.undone = []
        for box in self.boxes + (self.parent, self.child):
            client.create(client.box(box))
            client.subscribe(client.box(box))
        for i in range(count):
            self._append(client, f"local-{i}", self.source)
        for box, name in ((self.parent, "parent"), (self.child, "child")):
            for i in range(4):
                self._append(client, f"{name}-{i}", box)
        self.done = dict.fromkeys(STEPS, 0)

    def _append(self, client, name, box):
        raw = f"From: me@example.test\r\nSubject: {name}\r\nMessage-ID: <{name}@local.test>\r\n\r\nMine.\r\n".encode()
        if client.append(client.box(box), "()", None, raw)[0] != "OK":
            raise RuntimeError("APPEND refused")
        self.state[name] = {"seen": False, "flagged": False, "at": box}

    def _command(self, *words):
        """The change's number, or None."""
        answer = self.profile.run(*words)
        if answer.code:
            self.faults.append(f"{' '.join(map(str, words))}: {answer.said()}")
            return None
        return answer.json().get("change", 0)

    def _note(self, change, **what):
        if change:
            self.changes.append({"id": change, **what})

    def _some(self):
        """A message that is in the cache, and its state."""
        box = self.rng.choice(self.boxes)
        known = [m for m in self.profile.messages(box) if m["subject"] in self.state]
        if not known:
            return None, None, box
        message = self.rng.choice(sorted(known, key=lambda m: m["subject"]))
        return message, self.state[message["subject"]], box

    def mark(self):
        message, state, _ = self._some()
        flag, on = self.rng.choice(["seen", "flagged"]), self.rng.random() < 0.6
        if message:
            change = self._command("message", "mark", message["id"], f"--{'' if on else 'un'}{flag}")
            if change:
                self._note(change, what="mark", name=message["subject"], flag=flag, was=state[flag])
                state[flag] = on

    def move(self):
        message, state, box = self._some()
        target = self.target if box == self.source else self.source
        if message:
            change = self._command("message", "move", message["id"], "--to", target)
            if change:
                self._note(change, what="move", name=message["subject"], origin=box, to=target)
                state["at"] = target

    def delete(self):
        message, state, box = self._some()
        if message:
            change = self._command("message", "delete", message["id"])
            if change:
                self._note(change, what="delete", name=message["subject"], origin=box, to=None)
                state["at"] = None

    def delete_mailbox(self):
        box = self.rng.choice([self.parent, self.child])
        mine = [name for name, state in self.state.items() if state["at"] == box]
        listed = next((b for b in self.profile.run("mailbox", "list").json() if b["name"] == box), None)
        if not mine or not listed or listed["total"] != len(mine):
            return
        change = self._command("mailbox", "delete", box)
        if change:
            self._note(change, what="delete_mailbox", names=mine, box=box)
            for name in mine:
                self.state[name]["at"] = None

    def empty(self):
        """Another client's Trash button."""
        if self.server:
            client = self.server.connect()
            kind, count = client.select(client.box(self.trash))
            if kind == "OK" and int(count[0]):
                client.store("1:*", "+FLAGS", "(\\Deleted)")
                client.expunge()
            client.logout()

    def undo(self):
        """Any earlier change; what the user did to the same message later stays."""
        able = [c for c in self.changes if c["what"] != "mark" or self.state[c["name"]]["at"]]
        if not able:
            return
        change = self.rng.choice(able)
        if self._command("change", "undo", change["id"]) is None:
            if '"unsupported"' in self.faults[-1]:
                self.faults.pop()  # it says that it cannot: not here as a whole
            return
        self.changes.remove(change)
        self.undone.append(change)
        if change["what"] == "delete_mailbox":
            for name in change["names"]:
                self.state[name]["at"] = change["box"]
            return
        state = self.state[change["name"]]
        if change["what"] == "mark":
            state[change["flag"]] = change["was"]
        elif state["at"] == change["to"]:
            state["at"] = change["origin"]

    def step(self):
        """One change to what is in the cache."""
        what = self.rng.choices(list(STEPS), STEPS.values())[0]
        getattr(self, what)()
        self.done[what] += 1

    def push_all(self):
        """Syncs until nothing is queued any more: a push that was refused for the moment is tried again by then."""
        for _ in range(3):
            self.profile.sync()
            time.sleep(0.1)

    def judge(self, client):
        there = {box: server_marks(client, box) for box in self.boxes + (self.parent, self.child)}
        listed = {c["id"]: c for c in self.profile.run("change", "list", "--limit", "100000").json()}
        faults = list(self.faults)
        faults += [f"change {c['id']} ({c['kind']}) still waits" for c in listed.values() if c["waiting"]]
        # What is said to have failed may have failed.
        excused = {name for c in self.undone if listed.get(c["id"], {}).get("state") == "refused" for name in c.get("names", [c.get("name")])}
        for name, state in self.state.items():
            found = [(box, flags) for box, marks in there.items() for flags, mid in marks.values() if mid == f"<{name}@local.test>"]
            wanted = 1 if state["at"] else 0
            if name in excused and len(found) <= 1:
                continue
            if len(found) != wanted or (wanted and found[0][0] != state["at"]):
                faults.append(f"{name}: should be {'once in ' + state['at'] if wanted else 'gone'}, is in {[b for b, _ in found]}")
                continue
            for flag in ("seen", "flagged"):
                if wanted and (f"\\{flag}" in found[0][1]) != state[flag]:
                    faults.append(f"{name}: {flag} should be {state[flag]} on the server")
        return faults
