# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes made here with tributary-cli (mark, move, delete) while everything else goes on, and what must have become of
them on the server. They are made on messages that nobody else touches, each known by its subject."""
import time

from house import has_command, server_marks

SOURCE, TARGET = "Local work", "Local target"
MAILBOXES = (SOURCE, TARGET)
COMMANDS = ("message mark", "message move", "message delete")


class OwnMailboxes:
    """Those that only LocalChanges touches, also under the names that they get."""

    def __contains__(self, name):
        return "Local " in name


def are_known(program):
    return all(has_command(program, words) for words in COMMANDS)


def names_on(client):
    """As the server has them: Courier keeps everything below INBOX."""
    return tuple(client.house_name(client.wire_name(box)) for box in MAILBOXES)


class LocalChanges:
    def __init__(self, profile, client, rng, count):
        """Puts `count` messages of its own on the server."""
        self.profile, self.rng, self.faults = profile, rng, []
        self.source, self.target = names_on(client)
        self.boxes = (self.source, self.target)
        self.state = {}  # subject: {"seen": bool or None, "flagged": ..., "at": mailbox or None when deleted}
        self.family = {box: {box} for box in self.boxes}  # names that its mail may have been given by other clients
        self.deleted = {}  # mailboxes that were deleted here while another client copied into them: how many messages
        for box in self.boxes:
            client.create(client.box(box))
            client.subscribe(client.box(box))
        for i in range(count):
            name = f"local-{i}"
            raw = f"From: me@example.test\r\nSubject: {name}\r\nMessage-ID: <{name}@local.test>\r\n\r\nMine, {i}.\r\n".encode()
            if client.append(client.box(self.source), "()", None, raw)[0] != "OK":
                raise RuntimeError("APPEND refused")
            self.state[name] = {"seen": None, "flagged": None, "at": self.source}
        self.done = {"mark": 0, "move": 0, "delete": 0, "rotated": 0, "deleted under a copy": 0}

    def _command(self, *words):
        answer = self.profile.run("message", *words)
        if answer.code:
            self.faults.append(f"message {' '.join(map(str, words))}: {answer.said()}")
        return answer.code == 0

    def step(self):
        """One change to one message that is in the cache."""
        box = self.rng.choice(self.boxes)
        known = [m for m in self.profile.messages(self.rng.choice(sorted(self.family[box]))) if m["subject"] in self.state]
        if not known:
            return
        message = self.rng.choice(sorted(known, key=lambda m: m["subject"]))
        state = self.state[message["subject"]]
        what = self.rng.choices(["mark", "move", "delete"], [6, 3, 1])[0]
        if what == "mark":
            flag, on = self.rng.choice(["seen", "flagged"]), self.rng.random() < 0.6
            if self._command("mark", message["id"], f"--{'' if on else 'un'}{flag}"):
                state[flag] = on
        elif what == "move":
            target = self.target if box == self.source else self.source
            if self._command("move", message["id"], "--to", target):
                state["at"] = target
        elif self._command("delete", message["id"]):
            state["at"] = None
        self.done[what] += 1

    def meddle(self, client):
        """What other clients do to the very mailboxes that changes are queued for."""
        if self.rng.random() < 0.5:
            self._rotate(client)
        else:
            self._delete_under_a_copy(client)

    def _rotate(self, client):
        box = self.rng.choice(self.boxes)
        name = f"{box} {len(self.family[box])}"
        client.select("INBOX", readonly=True)
        if client.rename(client.box(box), client.box(name))[0] == "OK":
            self.family[box].add(name)
            client.create(client.box(box))
            client.subscribe(client.box(box))
            self.done["rotated"] += 1

    def _delete_under_a_copy(self, client):
        """Nothing of what comes to a mailbox that is deleted here may be lost: it is kept until the deletion is undone."""
        number = self.done["deleted under a copy"]
        name, origin = (client.house_name(client.wire_name(f"Local {word}")) for word in (f"temporary {number}", "originals"))
        for box in (name, origin):
            client.create(client.box(box))
        for i in range(3):
            raw = f"From: me@example.test\r\nSubject: copied {number}-{i}\r\nMessage-ID: <copied-{number}-{i}@local.test>\r\n\r\n{i}.\r\n"
            client.append(client.box(origin), "()", None, raw.encode())
        if self.profile.sync().code or self.profile.run("mailbox", "delete", name).code:
            return  # it has not come to the cache
        client.select(client.box(origin), readonly=True)
        uids = client.uid("SEARCH", f"HEADER Message-ID <copied-{number}-")[1][0].split()
        client.uid("COPY", b",".join(uids).decode(), client.box(name))
        if client.select(client.box(name), readonly=True)[0] == "OK":
            self.deleted[name] = len((client.uid("SEARCH", "ALL")[1][0] or b"").split())
        client.select("INBOX", readonly=True)
        self.done["deleted under a copy"] += 1

    def push_all(self):
        """Syncs until nothing is queued any more: a push that was refused for the moment is tried again by then."""
        for _ in range(3):
            self.profile.sync()
            time.sleep(0.1)
        for change in self._changes():
            if change["kind"] == "delete-mailbox" and change["detail"] in self.deleted and change["state"] == "done":
                self._run("change", "undo", change["id"])
        self.profile.sync()

    def _changes(self):
        answer = self._run("change", "list", "--limit", "100000")
        return answer.json() if answer.code == 0 else []

    def _run(self, *words):
        answer = self.profile.run(*words)
        if answer.code:
            self.faults.append(f"{' '.join(map(str, words))}: {answer.said()}")
        return answer

    def _judge_queue(self):
        """Nothing is queued for ever, and nothing is on its way without an intent that brings it there."""
        faults = [f"still queued: {c['kind']} {c['detail']} ({c['waiting']})" for c in self._changes() if c["waiting"]]
        return faults + [f"without a UID: {m['subject']} in {m['mailbox']}" for m in self.profile.messages() if not m["uid"]]

    def judge(self, client):
        there = {box: server_marks(client, box) for family in self.family.values() for box in family}
        faults = self._judge_queue() + self.faults
        for name, count in self.deleted.items():
            found = len(server_marks(client, name))
            if found != count:
                faults.append(f"{name}: {count} messages were there when it was deleted, {found} after undo")
        for name, state in self.state.items():
            found = [(box, flags) for box, marks in there.items() for flags, mid in marks.values() if mid == f"<{name}@local.test>"]
            wanted = 1 if state["at"] else 0
            if len(found) != wanted or (wanted and found[0][0] not in self.family[state["at"]]):
                faults.append(f"{name}: should be {'once in ' + state['at'] if wanted else 'gone'}, is in {[b for b, _ in found]}")
                continue
            for flag in ("seen", "flagged"):
                if wanted and state[flag] is not None and (f"\\{flag}" in found[0][1]) != state[flag]:
                    faults.append(f"{name}: {flag} should be {state[flag]} on the server")
        return faults
