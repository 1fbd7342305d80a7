# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes made here with tributary-cli (mark, move, delete, undo of any of them, mailboxes deleted) while everything else goes
on, and what must have become of them on the server. They are made on messages that nobody else touches but for what other
clients do to the mailboxes around them: the Trash is emptied, after which an undo must bring back what was in it; mailboxes are
renamed and made anew under their old names, and all that is about them goes along; mail is copied to where a deletion waits.
Each message is known by its subject, each mailbox by its first name: its family are all names that its mail may be under. The
mailboxes of a family are told apart by numbers: a new one under an old name is another one. Where it is certain which one
the user meant (the cache had seen the last rotation), the message must be in that very one, whatever it is called by now."""
import collections
import time

from house import has_command, server_marks

SOURCE, TARGET, PARENT, CHILD = "Local work", "Local target", "Local parent", "Local parent/child"
TRASH = "Trash"
COMMANDS = ("message mark", "message move", "message delete")
STEPS = {"mark": 12, "move": 6, "delete": 4, "undo": 6, "empty": 1, "delete_mailbox": 2, "rotate": 5, "delete_under_a_copy": 2}
OFFLINE_STEPS = {what: STEPS[what] for what in ("mark", "move", "delete", "undo", "delete_mailbox")}


class OwnMailboxes:
    """Those that only LocalChanges touches, also under the names that they get."""

    def __contains__(self, name):
        return "Local " in name or name.rpartition("/")[2] == TRASH


def are_known(program):
    return all(has_command(program, words) for words in COMMANDS)


class LocalChanges:
    def __init__(self, profile, client, rng, count, server, is_chosen=False, steps=None):
        """Puts `count` messages of its own on the server. server: to be the other clients. is_chosen: only the source is
        synchronised; that another mailbox has been rotated is then nothing that the cache could know."""
        self.profile, self.rng, self.faults, self.server = profile, rng, [], server
        self.is_chosen = is_chosen
        # As the server has them: Courier keeps everything below INBOX.
        self._name = lambda box: client.house_name(client.wire_name(box))
        self.source, self.target, self.parent, self.child, self.trash = map(self._name, (SOURCE, TARGET, PARENT, CHILD, TRASH))
        self.boxes = (self.source, self.target)
        # subject: {"seen": bool, "flagged": bool, "at": family or None when deleted, "in": number or None, "unsure": bool}
        self.state = {}
        self.family = {box: [box] for box in self.boxes + (self.parent, self.child)}
        self.numbers = {box: i for i, box in enumerate(self.family)}  # by their names of now; None of a message: not certain
        self.certain = {self.source} if is_chosen else set(self.family)
        # Courier gives what is renamed a new UIDVALIDITY, and what is made in its place the same one: nobody can tell them apart.
        left_out = {"rotate"} if server.kind == "courier" else set()
        self.steps = {what: weight for what, weight in (steps or STEPS).items() if what not in left_out}
        self.unseen = set()  # rotated, and the cache may not know it
        self.changes = []  # not undone: {"id", "what", "name", ...}
        self.undone, self.rotated = [], 0
        self.temporary = {}  # mailboxes deleted under a copy: (change, Message-IDs that were there in the end)
        self.done = dict.fromkeys(STEPS, 0)
        for box in self.family:
            client.create(client.box(box))
            client.subscribe(client.box(box))
        for box, word, number in ((self.source, "local", count), (self.parent, "parent", 4), (self.child, "child", 4)):
            for i in range(number):
                self._append(client, f"{word}-{i}", box)
                self.state[f"{word}-{i}"] = {"seen": False, "flagged": False, "at": box, "in": self._number(box), "unsure": False}

    @staticmethod
    def _append(client, name, box):
        raw = f"From: me@example.test\r\nSubject: {name}\r\nMessage-ID: <{name}@local.test>\r\n\r\nMine.\r\n".encode()
        if client.append(client.box(box), "()", None, raw)[0] != "OK":
            raise RuntimeError("APPEND refused")

    # --- the user
    def _run(self, *words):
        """The answer's JSON, or None."""
        answer = self.profile.run(*words)
        if answer.code:
            self.faults.append(f"{' '.join(map(str, words))}: {answer.said()}")
            return None
        return answer.json()

    def _change(self, what, *words, **more):
        """Whether it was taken; it may be undone then."""
        answer = self._run(*words)
        if answer and answer.get("change"):
            self.changes.append({"id": answer["change"], "what": what, **more})
            return True
        return False

    def _names_here(self, box):
        """The names of a family that the cache knows, with mail."""
        return [b["name"] for b in self.profile.run("mailbox", "list").json() if b["name"] in self.family[box] and b["total"]]

    def _number(self, box):
        """Of the mailbox that the user means by this name, if that is certain."""
        return self.numbers[box] if box in self.certain - self.unseen else None

    def _some(self):
        """A message that is in the cache, and its state."""
        box = self.rng.choice(self.boxes)
        names = self._names_here(box)
        known = [m for m in self.profile.messages(self.rng.choice(names)) if m["subject"] in self.state] if names else []
        if not known:
            return None, None, box
        message = self.rng.choice(sorted(known, key=lambda m: m["subject"]))
        return message, self.state[message["subject"]], box

    def mark(self):
        message, state, _ = self._some()
        flag, on = self.rng.choice(["seen", "flagged"]), self.rng.random() < 0.6
        if message and self._change("mark", "message", "mark", message["id"], f"--{'' if on else 'un'}{flag}",
                                    name=message["subject"], flag=flag, was=state[flag]):
            state[flag] = on

    def move(self):
        message, state, box = self._some()
        target = self.target if box == self.source else self.source
        number = self._number(target)
        if message and self._change("move", "message", "move", message["id"], "--to", target, name=message["subject"], origin=box,
                                    to=target, origin_in=state["in"], origin_unsure=state["unsure"], to_in=number):
            state.update({"at": target, "in": number, "unsure": False})

    def delete(self):
        message, state, box = self._some()
        if message and self._change("delete", "message", "delete", message["id"], name=message["subject"], origin=box, to=None,
                                    origin_in=state["in"], origin_unsure=state["unsure"], to_in=None):
            state.update({"at": None, "in": None, "unsure": False})

    def delete_mailbox(self):
        """Under any of its names, when it is all here."""
        box = self.rng.choice([self.parent, self.child])
        mine = sorted(name for name, state in self.state.items() if state["at"] == box)
        for name in self._names_here(box):
            if sorted(m["subject"] for m in self.profile.messages(name)) == mine:
                if self._change("delete_mailbox", "mailbox", "delete", name, names=mine, box=box):
                    for subject in mine:
                        self.state[subject].update({"at": None, "in": None})  # what an undo makes anew is another one
                return

    def undo(self):
        """Any earlier change; what the user did to the same message later stays."""
        able = [c for c in self.changes if c["what"] != "mark" or self.state[c["name"]]["at"]]
        if not able:
            return
        change = self.rng.choice(able)
        if self._run("change", "undo", change["id"]) is None:
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
        elif state["at"] == change["to"] and (None in (state["in"], change["to_in"]) or state["in"] == change["to_in"]):
            # Only what is still where this change brought it goes back; of a rotated mailbox that is not known for certain.
            unsure = change["to"] is not None and None in (state["in"], change["to_in"])
            state.update({"at": change["origin"], "in": change["origin_in"], "unsure": state["unsure"] or unsure or change["origin_unsure"]})

    # --- other clients
    def _as_another(self, act):
        client = self.server.connect()
        try:
            act(client)
        finally:
            client.logout()

    def empty(self):
        """The Trash button of another client."""
        def act(client):
            kind, count = client.select(client.box(self.trash))
            if kind == "OK" and int(count[0]):
                client.store("1:*", "+FLAGS", "(\\Deleted)")
                client.expunge()
        self._as_another(act)

    def rotate(self):
        """As archives are: the mailbox gets another name, with what is below it, a new one its name."""
        box = self.rng.choice(list(self.family))
        name = f"{box} {self.done['rotate']}"

        def goes_along(n):
            return n == box or n.startswith(box + "/")

        def new_name(n):
            return name + n[len(box):]

        def act(client):
            if client.rename(client.box(box), client.box(name))[0] != "OK":
                return  # it is deleted, or went along with the one above it
            self.rotated += 1
            for names in self.family.values():
                names += [new_name(n) for n in names if goes_along(n)]
            self.numbers = {new_name(n) if goes_along(n) else n: number for n, number in self.numbers.items()}
            self.numbers[box] = max(self.numbers.values()) + 1
            self.unseen.add(box)
            client.create(client.box(box))
            client.subscribe(client.box(box))
        self._as_another(act)

    def delete_under_a_copy(self):
        """Nothing of what comes to a mailbox that is deleted here may be lost: it is kept until the deletion is undone."""
        number = self.done["delete_under_a_copy"]
        box, origin = self._name(f"Local temporary {number}"), self._name("Local originals")

        def act(client):
            for name in (box, origin):
                client.create(client.box(name))
            for i in range(3):
                self._append(client, f"copied-{number}-{i}", origin)
            if self.profile.sync().code:
                return
            self.synced()
            answer = self.profile.run("mailbox", "delete", box)
            if answer.code:
                return  # it has not come to the cache
            client.select(client.box(origin), readonly=True)
            uids = client.uid("SEARCH", f"HEADER Message-ID <copied-{number}-")[1][0].split()
            client.uid("COPY", b",".join(uids).decode(), client.box(box))
            self.temporary[box] = (answer.json()["change"], self._message_ids(client, box))
        self._as_another(act)

    @staticmethod
    def _message_ids(client, box):
        return sorted(mid for _, mid in server_marks(client, box).values())

    def step(self):
        """One change to what is in the cache, or around it."""
        what = self.rng.choices(list(self.steps), self.steps.values())[0]
        getattr(self, what)()
        self.done[what] += 1

    def synced(self):
        """The cache has everything as the server does."""
        self.unseen.clear()

    def figures(self):
        """What has come about, for the report: not each step finds what it needs."""
        taken = collections.Counter(c["what"] for c in self.changes + self.undone)
        return {**taken, "undo": len(self.undone), "rotate": self.rotated, "delete_under_a_copy": len(self.temporary)}

    def push_all(self):
        """Syncs until nothing is queued any more: a push that was refused for the moment is tried again by then."""
        for _ in range(3):
            self.profile.sync()
            time.sleep(0.1)
        listed = self._listed()
        for change, _ in self.temporary.values():
            if listed.get(change, {}).get("state") == "done":
                self._run("change", "undo", change)
        self.profile.sync()

    # --- the judges
    def _listed(self):
        return {c["id"]: c for c in self._run("change", "list", "--limit", "100000") or []}

    def _judge_queue(self, listed):
        """Nothing is queued for ever, and nothing is on its way without an intent that brings it there. In a mailbox that was
        not chosen only a further change asks for the UID of what was brought there over a line that was cut."""
        never = {b["name"] for b in self._run("mailbox", "list") or [] if self.is_chosen and not b["synced"]}
        faults = [f"still queued: {c['kind']} {c['id']} {c['detail']} ({c['waiting']})" for c in listed.values() if c["waiting"]]
        return faults + [f"without a UID: {m['subject']} in {m['mailbox']}" for m in self.profile.messages()
                         if not m["uid"] and m["mailbox"] not in never]

    def _judge_temporary(self, client):
        faults = []
        for box, (_, wanted) in self.temporary.items():
            found = self._message_ids(client, box)
            if found != wanted:
                faults.append(f"{box}: {wanted} were there when it was deleted, {found} after undo")
        return faults

    def _judge_messages(self, client, excused, kept):
        there = {name: server_marks(client, name) for names in self.family.values() for name in names}
        faults = []
        for name, state in self.state.items():
            state = {**state, "at": kept.get(name, state["at"])}
            found = [(box, flags) for box, marks in there.items() for flags, mid in marks.values() if mid == f"<{name}@local.test>"]
            wanted = 1 if state["at"] else 0
            if name in excused and len(found) <= 1:
                continue
            places = [n for n in self.family.get(state["at"], []) if state["in"] in (None, self.numbers.get(n))]
            if wanted and state["unsure"]:
                places = [n for box in self.boxes for n in self.family[box]]
            if len(found) != wanted or (wanted and found[0][0] not in places):
                faults.append(f"{name}: should be {f'once in {places}' if wanted else 'gone'}, is in {[b for b, _ in found]}")
                continue
            for flag in ("seen", "flagged"):
                if wanted and (f"\\{flag}" in found[0][1]) != state[flag]:
                    faults.append(f"{name}: {flag} should be {state[flag]} on the server")
        return faults

    def _kept_by_refusal(self, told):
        """{message: mailbox}: another client has made a mailbox below it meanwhile, so that its deletion was refused."""
        last = {name: c["id"] for c in sorted(self.changes + self.undone, key=lambda c: c["id"])
                for name in c.get("names", [c.get("name")])}
        return {name: c["box"] for c in self.changes if c["what"] == "delete_mailbox" and c["id"] in told
                for name in c["names"] if last[name] == c["id"]}

    def judge(self, client):
        listed = self._listed()
        # What is said to have failed may have failed; it must be said why.
        told = {i for i, c in listed.items() if c["state"] == "refused" and (c["server"] or c["reason"])}
        kept = self._kept_by_refusal(told)
        excused = {name for c in self.undone if c["id"] in told for name in c.get("names", [c.get("name")])}
        return self._judge_queue(listed) + self.faults + self._judge_temporary(client) + self._judge_messages(client, excused, kept)
