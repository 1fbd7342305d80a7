# SPDX-License-Identifier: GPL-3.0-or-later
"""mailbox_facts.py CLI [--caps SET,...] [FACT...]: what becomes of the user's queued changes when another client renames,
makes and deletes mailboxes meanwhile (S2), each fact with tributary-cli on an account of its own. Exit 1 when one does not hold."""
import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import house

ACCOUNT = "alice@example.test"
FACTS = []


def fact(function):
    FACTS.append(function)
    return function


class Stage:
    """A server with a few small mailboxes, all of them in the cache."""

    def __init__(self, cli, caps):
        self.server, self.folder = house.Server("dovecot", caps), tempfile.mkdtemp(prefix="facts.")
        self.other = self.server.connect()
        for box, count in {"Projects/2026": 12, "Projects/Harbour": 8, "Lists/gardening": 3, "Archive": 2, "Trash": 0}.items():
            self.make(box)
            for i in range(count):
                self.deliver(box, f"{box.split('/')[-1]} {i}")
        for i in range(5):
            self.deliver("INBOX", f"in {i}")
        self.profile = house.Profile(cli, self.server, self.folder)
        self.profile.add_account()
        self.sync()

    def close(self):
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- the other client
    def box(self, name):
        return self.other.box(name)

    def make(self, name):
        self.other.create(self.box(name))
        self.other.subscribe(self.box(name))

    def deliver(self, box, subject):
        raw = (f"From: a@example.test\r\nTo: {ACCOUNT}\r\nSubject: {subject}\r\nMessage-ID: <{subject.replace(' ', '-')}@facts.test>\r\n"
               f"Date: Tue, 3 Feb 2026 10:00:00 +0000\r\n\r\nText of {subject}.\r\n").encode()
        say(self.other.append(self.box(box), "()", None, raw))

    def rename(self, old, new):
        say(self.other.rename(self.box(old), self.box(new)))

    def on_server(self, box):
        """{subject's word as Message-ID: flags}, None: no such mailbox."""
        client = self.server.connect()
        try:
            if client.select(client.box(box), readonly=True)[0] != "OK":
                return None
            return {mid.strip("<>").partition("@")[0]: flags for flags, mid in house.server_marks(client, box).values()}
        finally:
            client.logout()

    def subscribed(self):
        return {line.decode().rpartition(' "/" ')[2].strip('"') for line in self.other.lsub()[1] if line}

    # --- the user
    def cli(self, *words, code=0):
        answer = self.profile.run(*words)
        assert code is None or answer.code == code, f"{' '.join(map(str, words))}: {answer.said()}"
        return answer

    def sync(self, code=0):
        return self.cli("sync", code=code).json()["accounts"][0]

    def boxes(self):
        return {b["name"]: b for b in self.cli("mailbox", "list").json()}

    def ids(self, box):
        return {m["subject"]: m["id"] for m in self.profile.messages(box)}

    def changes(self):
        return self.cli("change", "list").json()

    def state(self, kind):
        return next(c["state"] for c in self.changes() if c["kind"] == kind)

    def settle(self):
        self.sync(None)
        self.sync()
        faults = house.judge_doctor(self.profile) + house.judge_quiet(self.profile) + house.judge_database(self.profile)
        assert not faults, faults
        waiting = [c for c in self.changes() if c["waiting"]]
        assert not waiting, waiting


def say(answer):
    assert answer[0] == "OK", answer


def same(found, wanted):
    assert found == wanted, f"{found} instead of {wanted}"


@fact
def what_is_queued_goes_along_with_a_mailbox_whose_name_was_given_to_a_new_one(s):
    before = s.ids("Projects/2026")
    s.cli("message", "mark", before["2026 0"], before["2026 1"], "--keyword", "Zzz")
    s.cli("message", "move", before["2026 2"], "--to", "Archive")
    s.cli("message", "delete", before["2026 3"])
    s.rename("Projects/2026", "Moved9")
    s.make("Projects/2026")
    report = s.sync()
    same(sum(b["new"] for b in report["mailboxes"]), 0)
    moved = s.on_server("Moved9")
    assert "zzz" in moved["2026-0"] and "zzz" in moved["2026-1"], moved
    same(("2026-2" in moved, "2026-3" in moved), (False, False))
    same(("2026-2" in s.on_server("Archive"), "2026-3" in s.on_server("Trash")), (True, True))
    after = s.ids("Moved9")
    same(after, {k: v for k, v in before.items() if k in after})
    same(s.ids("Projects/2026"), {})
    same([c["state"] for c in s.changes()], ["done"] * 3)
    s.settle()


@fact
def a_rotation_of_archives_is_followed(s):
    s.make("Archive.1")
    s.deliver("Archive.1", "old one")
    s.sync()
    first, second = s.ids("Archive"), s.ids("Archive.1")
    s.cli("message", "mark", first["Archive 0"], "--flagged")
    s.cli("message", "move", second["old one"], "--to", "INBOX")
    s.rename("Archive.1", "Archive.2")
    s.rename("Archive", "Archive.1")
    s.make("Archive")
    same(sum(b["new"] for b in s.sync()["mailboxes"]), 0)
    same(s.ids("Archive.1"), first)
    assert "\\flagged" in s.on_server("Archive.1")["Archive-0"]
    same("old-one" in s.on_server("INBOX"), True)
    s.settle()


@fact
def mail_that_was_never_seen_outlives_the_deletion_of_its_mailbox(s):
    s.cli("mailbox", "delete", "Projects/Harbour")
    client = s.other
    say(client.select(client.box("Projects/2026")))
    say(client.uid("COPY", "1:6", client.box("Projects/Harbour")))
    s.deliver("Projects/Harbour", "late one")
    s.sync()
    same(s.on_server("Projects/Harbour"), None)
    change = s.changes()[0]
    same((change["state"], change["messages"]), ("done", 15))
    s.cli("change", "undo", change["id"])
    s.sync()
    same(len(s.on_server("Projects/Harbour")), 15)
    assert "late-one" in s.on_server("Projects/Harbour")
    s.settle()


@fact
def another_mailbox_under_the_name_of_a_deleted_one_is_not_deleted(s):
    s.cli("mailbox", "delete", "Projects/Harbour")
    say(s.other.delete(s.box("Projects/Harbour")))
    s.make("Projects/Harbour")
    s.deliver("Projects/Harbour", "another")
    s.sync(None)
    s.sync()
    same(list(s.on_server("Projects/Harbour")), ["another"])
    same(list(s.ids("Projects/Harbour")), ["another"])
    same(s.changes()[0]["state"], "refused")
    s.settle()


@fact
def a_rename_carries_the_subscription(s):
    s.make("Lists/gardening/roses")
    s.sync()
    same(s.boxes()["Lists/gardening"]["subscribed"], True)
    s.cli("mailbox", "rename", "Lists/gardening", "Garden")
    s.sync()
    boxes = s.boxes()
    same((boxes["Garden"]["subscribed"], boxes["Garden/roses"]["subscribed"]), (True, True))
    there = s.subscribed()
    same({"Garden", "Garden/roses"} - there, set())
    same({"Lists/gardening", "Lists/gardening/roses"} & there, set())
    s.settle()


@fact
def a_mailbox_that_another_client_renames_stays_subscribed(s):
    s.rename("Lists/gardening", "Garden")
    s.sync()
    same(s.boxes()["Garden"]["subscribed"], True)
    same("Garden" in s.subscribed(), True)
    s.settle()


@fact
def a_destination_that_was_renamed_gets_the_messages(s):
    box = s.ids("INBOX")
    s.cli("message", "move", box["in 0"], "--to", "Projects/Harbour")
    s.cli("message", "copy", box["in 1"], "--to", "Projects/Harbour")
    s.rename("Projects/Harbour", "Box2")
    s.sync()
    there = s.on_server("Box2")
    same(("in-0" in there, "in-1" in there), (True, True))
    same([c["state"] for c in s.changes()], ["done", "done"])
    s.settle()


@fact
def a_destination_whose_name_was_given_to_a_new_one_gets_the_messages(s):
    box = s.ids("INBOX")
    s.cli("message", "move", box["in 0"], "--to", "Projects/Harbour")
    s.cli("message", "copy", box["in 1"], "--to", "Projects/Harbour")
    s.rename("Projects/Harbour", "Box2")
    s.make("Projects/Harbour")
    s.sync()
    there = s.on_server("Box2")
    same(("in-0" in there, "in-1" in there), (True, True))
    s.settle()


@fact
def a_destination_that_is_gone_is_told_in_the_servers_words(s):
    box = s.ids("INBOX")
    s.cli("message", "move", box["in 0"], "--to", "Projects/Harbour")
    s.cli("message", "copy", box["in 1"], "--to", "Projects/Harbour")
    say(s.other.delete(s.box("Projects/Harbour")))
    s.sync(11)  # partly done
    same([c["state"] for c in s.changes()], ["refused", "refused"])
    assert all(c["server"] for c in s.changes()), s.changes()
    same(("in-0" in s.on_server("INBOX"), "in-1" in s.on_server("INBOX")), (True, True))
    s.settle()


@fact
def nothing_is_done_before_the_server_has_heard_of_it(s):
    box = s.ids("INBOX")
    s.cli("mailbox", "create", "Fresh")
    s.cli("mailbox", "rename", "Fresh", "Fresher")
    s.cli("message", "delete", box["in 0"])
    s.cli("mailbox", "empty-trash")
    s.cli("message", "move", box["in 1"], "--to", "Archive")
    s.cli("message", "move", box["in 1"], "--to", "Projects/2026")
    s.cli("mailbox", "create", "Temp")
    s.cli("message", "copy", box["in 2"], "--to", "Temp")
    s.cli("mailbox", "delete", "Temp")
    same({c["state"] for c in s.changes()}, {"queued"})
    s.sync()
    same({c["state"] for c in s.changes()}, {"done"})
    same((s.on_server("Temp"), s.on_server("Fresh"), s.on_server("Fresher")), (None, None, {}))
    s.settle()


@fact
def a_deletion_follows_its_mailbox_to_its_new_parent(s):
    s.cli("mailbox", "delete", "Projects/Harbour")
    s.rename("Projects", "Pro2")
    s.sync()
    same(s.on_server("Pro2/Harbour"), None)
    same(sorted(b for b in s.boxes() if b.startswith("Pro")), ["Pro2", "Pro2/2026"])
    same(s.state("delete-mailbox"), "done")
    s.settle()


@fact
def a_rename_that_cannot_be_is_told_at_once(s):
    for name in ("P", "P/K", "Q/K"):
        s.cli("mailbox", "create", name)
    before = sorted(s.boxes())
    answer = s.cli("mailbox", "rename", "P", "Q", code=6)
    assert b"Q/K" in answer.out + answer.err, answer.said()
    for old, new in (("Projects", "Projects/Sub"), ("Projects", "inbox"), ("P", "Archive"), ("P", "P")):
        s.cli("mailbox", "rename", old, new, code=6)
    s.cli("mailbox", "create", "Inbox", code=6)
    same(sorted(s.boxes()), before)
    s.settle()


@fact
def a_refused_rename_goes_back_and_lists_nothing_anew(s):
    ids = {box: s.ids(box) for box in ("Projects/2026", "Projects/Harbour")}
    s.cli("mailbox", "rename", "Projects", "Taken")
    s.make("Taken")
    same(sum(b["new"] for b in s.sync(11)["mailboxes"]), 0)
    same(s.state("rename-mailbox"), "refused")
    same({box: s.ids(box) for box in ids}, ids)
    s.settle()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("--caps", default="full,no-condstore,basic")
    parser.add_argument("facts", nargs="*")
    o = parser.parse_args()
    failed = 0
    for caps in o.caps.split(","):
        for function in FACTS:
            if o.facts and function.__name__ not in o.facts:
                continue
            try:
                stage = Stage(o.cli, caps)
            except house.Skip as reason:
                print(reason)
                sys.exit(house.SKIP)
            try:
                function(stage)
                print(f"holds      {caps}: {function.__name__}", flush=True)
            except Exception as e:  # the next fact has a server of its own
                failed += 1
                print(f"DOES NOT   {caps}: {function.__name__}\n    {type(e).__name__}: {str(e)[:1500]}", flush=True)
            finally:
                stage.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
