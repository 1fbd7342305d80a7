# SPDX-License-Identifier: GPL-3.0-or-later
"""What fifty filters cost a sync: a first one, and one that brings new mail.

Filters act on what comes after they were made (docs/filters.md): of the mail of a first sync nothing is theirs, and what they cost there is
the looking. New mail in INBOX they are all asked about; a tenth asks for List-Id, a tenth for words of the text, which both need the bytes."""
import shutil
import sqlite3
import time

from . import corpus
from .bench import Samples, alternate, check_rows
from .product import Profile
from .server import address

FILTERS = 50
PIECE = 400
LISTS = [name.split("/")[1] for name in corpus.MAILBOXES[6:11]]  # five of the ten that the corpus has


def conditions(takes):
    """(field, test, value) of each filter; takes: some of the corpus, else the same questions with answers that are always no."""
    words, people = corpus.Corpus(10007).words, corpus.PEOPLE
    for number in range(FILTERS):
        kind, turn = number % 10, number // 10
        if kind < 4:
            name = people[(kind * 5 + turn) % len(people)].split()[0].lower()
            yield "from", "is", f"{name}{(number * 7) % 80}@corp.example" if takes else f"nobody{number}@nowhere.example"
        elif kind < 7:
            yield "subject", "contains", words[300 + number * 37] if takes else f"qqzz{number}"
        elif kind == 7:
            yield "size", "above", str((400_000 if takes else 400_000_000) + number)
        elif kind == 8:
            yield "list-id", "contains", LISTS[turn] if takes else f"qqzz{number}"
        else:
            yield "body", "contains", words[9000 + number] if takes else f"qqzz{number}"


def add_filters(profile, user, takes):
    for number, condition in enumerate(conditions(takes)):
        profile.run("filter", "add", "--account", address(user), "--name", f"filter {number}", "--if", *condition, "--then", "label", f"bench{number % 5}")


def ask(profile, query):
    connection = sqlite3.connect(f"file:{profile.database}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchone()[0]
    finally:
        connection.close()


def first_sync(bench):
    store = bench.stores["20k"]
    user = bench.server.take(store)
    samples = Samples()

    def sync(with_filters):
        profile = Profile(bench, bench.name("t"), [(user, bench.port)], bench.tls)
        if with_filters:
            add_filters(profile, user, True)
            if ask(profile, "SELECT count(*) FROM filter WHERE enabled = 1") != FILTERS:
                raise RuntimeError("the filters are not there")
        result = profile.sync()
        check_rows(profile.database, store.messages)
        shutil.rmtree(profile.dir)
        return result

    for run in bench.runs:
        samples.add(alternate(run, {"filters": lambda: sync(True), "none": lambda: sync(False)}))
    what = f"first sync of {store.messages:,} messages, 50 filters there"
    for key, unit in (("wall", "wall s"), ("cpu", "CPU s")):
        bench.table.add("filters", f"{what}: {unit}", samples.of("filters", key), (), samples.of("none", key), "no filters", {"peer": 1.05})


class Receiver:
    """A user whose INBOX is empty at first and who has synchronised before the mail comes."""

    def __init__(self, bench, takes):
        """takes: None: no filters."""
        self.bench, self.takes, self.user, self.total, self.listed = bench, takes, bench.server.login(), 0, 0
        self.profile = Profile(bench, bench.name("t"), [(self.user, bench.port)], bench.tls)
        self.profile.sync()
        if takes is not None:
            add_filters(self.profile, self.user, takes)
        self.raw = bench.server.raw(self.user)

    def receive(self, messages):
        now = int(time.time())
        for at in range(0, len(messages), PIECE):
            self.raw.append(b"INBOX", [("", now, raw) for raw in messages[at:at + PIECE]])
            self.raw.until(self.raw.tag)
        self.total += len(messages)
        self.listed += sum(any(b"\r\nList-Id: <" + name.encode() in raw for name in LISTS) for raw in messages)

    def sync(self):
        result = self.profile.sync()
        check_rows(self.profile.database, self.total)
        waiting, taken = ask(self.profile, "SELECT count(*) FROM arrival"), ask(self.profile, "SELECT count(DISTINCT message_id) FROM filter_trace")
        if waiting:
            raise RuntimeError(f"{waiting} of {self.total} messages are not filtered yet")
        if taken < self.listed if self.takes else taken:
            raise RuntimeError(f"{taken} messages were taken, {self.listed} of the lists are there")
        result["taken"] = taken
        return result


def arrival(bench):
    count = 200 if bench.options.quick else 2000
    mail = corpus.Corpus(10007)
    sides = {"none": Receiver(bench, None), "looked at": Receiver(bench, False), "taken": Receiver(bench, True)}
    samples = Samples()
    time.sleep(2)  # INTERNALDATE has whole seconds: what comes in the second in which a filter was made came before it
    for run in bench.runs:
        messages = [mail.message((run * count + number) % mail.count)[2] for number in range(count)]
        for receiver in sides.values():
            receiver.receive(messages)
        samples.add(alternate(run, {name: receiver.sync for name, receiver in sides.items()}))
    for receiver in sides.values():
        receiver.raw.close()
    for side, what in (("looked at", "50 filters that take none"), ("taken", "50 filters that label some and tell the server")):
        for key, unit in (("wall", "wall s"), ("cpu", "CPU s")):
            bench.table.add("filters", f"{count:,} new messages, {what}: {unit}", samples.of(side, key), (), samples.of("none", key), "no filters")


def filters(bench):
    first_sync(bench)
    arrival(bench)
