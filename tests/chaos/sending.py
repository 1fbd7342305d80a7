# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenarios of killpoints.py that send mail (S14, S18): tributary-cli is killed while it queues, delivers and files a message;
then it goes on as a user would. Never lost, never twice: what `send` had queued is in the outbox, or the server took it exactly
once; 'unknown' only where the end of the message may have been given, and nothing of that is sent again by itself; one copy in
Sent. A message a kill, in one profile that lives on, so that what one kill leaves behind meets the next."""
import collections
import json
import signal
import sqlite3
import subprocess
import sys
import time

import house
from scenario import Scenario

RECIPIENTS = ("bob", "carol")
QUEUED = "store.outbox-queued.committed"
GIVEN = "store.outbox-data-given.committed"   # from here on the end of the message may leave
TAKEN = "store.outbox-submitted.committed"    # from here on it is known what became of it
# Between the two.
UNKNOWN = (GIVEN, "store.outbox-submitted.begun", "store.outbox-submitted.written", "store.outbox-submitted.committing")
PATIENCE = 60  # seconds until what the server took lies where it belongs


class Mail:
    """One message of a kill."""

    def __init__(self, subject, taken_before):
        self.subject, self.taken_before = subject, taken_before
        self.row = None     # in the outbox, at last look
        self.state = ""     # "absent": it is not there
        self.is_queued = False  # whoever sends has been told so


class Send(Scenario):
    """`send`: queued, delivered and filed by one process."""
    name = "send"
    server_options = ("--smtp",)
    keeps = False  # the server files a copy by itself

    def __init__(self, options, server, folder):
        super().__init__(options, server, folder)
        self.number, self.order, self.span, self.states = 0, [], 1.0, collections.Counter()
        self.clients = {}

    def freeze(self):
        """Nothing is put back: see above."""
        self.server.fill(4, 1, self.o.seed)
        self.work.add_account(sends=True)
        self.check(self.work.sync())
        self.check(self.send("the first one"))  # whether the server keeps copies is known now
        (self.work.folder / "body.txt").write_text("Hello.\n.\n..two dots\n" * 20)

    @staticmethod
    def check(answer):
        if answer.code:
            raise RuntimeError(answer.said())
        return answer

    def words(self, subject, *more):
        body = self.work.folder / "body.txt"
        if not body.exists():
            body.write_text("Hello.\n")
        to = ", ".join(f"{name}@example.test" for name in RECIPIENTS)
        return ("send", "--account", "alice@example.test", "--to", to, "--subject", subject, "--body-file", body, *more)

    def send(self, subject, *more, environment=None):
        return self.work.run(*self.words(subject, *more), environment=environment)

    # What is killed; it begins with what stands before it.
    def before(self, mail):
        pass

    def disturbed(self, mail, environment=None):
        return self.send(mail.subject, environment=environment)

    def start(self, mail):
        return self.work.start(*self.words(mail.subject))

    def passings(self):
        listed = self.folder / "points"
        mail = self.new_mail()
        self.before(mail)
        began = time.monotonic()
        self.check(self.disturbed(mail, {"TRIBUTARY_TEST_KILL_LIST": str(listed)}))
        self.span = time.monotonic() - began
        faults = self.go_on(mail)
        if faults:
            raise RuntimeError(f"{self.name}, undisturbed: {faults}")
        self.order = listed.read_text().split()
        return collections.Counter(point for point in self.order if self.is_wanted(point))

    def is_wanted(self, point):
        return True

    def new_mail(self):
        self.number += 1
        return Mail(f"{self.name} {self.number} of {self.o.seed}", self.taken())

    def kill_at(self, point, number):
        mail = self.new_mail()
        self.before(mail)
        answer = self.disturbed(mail, {"TRIBUTARY_TEST_KILL": f"{point}:{number}"})
        killed = answer.code == -signal.SIGKILL
        if not killed and answer.code:
            return killed, [f"not killed, but {answer.said()}"]
        return killed, self.go_on(mail, point if killed and number == 1 else "", b'"queued"' in answer.err)

    def kill_at_random(self):
        mail = self.new_mail()
        self.before(mail)
        process = self.start(mail)
        time.sleep(self.rng.uniform(0.0, self.span * 1.2))
        house.kill(process)
        answer = self.work.answer(process)
        return answer.code == -signal.SIGKILL, self.go_on(mail, was_told=b'"queued"' in answer.err)

    # --- what the server has

    def taken(self):
        """How many messages the SMTP server took, whoever they were from."""
        log = self.server.facts["dir"] + "/smtp/mainlog"
        answer = subprocess.run([sys.executable, "-B", house.SERVERS / "sent.py", log], capture_output=True, text=True, timeout=60)
        return len([line for line in answer.stdout.splitlines() if json.loads(line)["reversePath"] == "alice@example.test"])

    def count(self, user, mailbox, subject):
        if user not in self.clients:
            self.clients[user] = self.server.connect(user)
        client = self.clients[user]
        if client.select(client.box(mailbox), readonly=True)[0] != "OK":
            return 0
        return len((client.uid("SEARCH", "SUBJECT", f'"{subject}"')[1][0] or b"").split())

    def until(self, wanted, look):
        """What look() says at last: as wanted, or what it is after a while."""
        end = time.monotonic() + PATIENCE
        while (found := look()) != wanted and time.monotonic() < end:
            time.sleep(0.1)
        return found

    # --- what comes after a kill

    def look(self, mail):
        rows = self.check(self.work.run("outbox", "list")).json()
        mail.row = next((row for row in rows if row["subject"] == mail.subject), None)
        mail.state = mail.row["state"] if mail.row else "absent"
        return mail.state

    def allowed(self, point):
        """The states that the outbox may show after a kill there; none: any."""
        if point in UNKNOWN:
            return ("unknown",)
        if point not in self.order or TAKEN not in self.order:
            return ()
        at = self.order.index(point)
        if at < (self.order.index(QUEUED) if QUEUED in self.order else 0):
            return ("absent",)
        if at < self.order.index(GIVEN):
            return ("queued",)
        return ("submitted", "absent") if at >= self.order.index(TAKEN) else ()

    def go_on(self, mail, point="", was_told=False):
        """Faults of all that is done until nothing is left to do."""
        state = self.look(mail)
        self.states[state] += 1
        faults = []
        allowed = self.allowed(point)
        if allowed and state not in allowed:
            faults.append(f"it is {state}, which is none of {allowed}")
        if state == "absent" and self.taken() == mail.taken_before:
            # Nobody was told that it would be sent.
            had_been = mail.is_queued or was_told or (self.order and point in self.order[self.order.index(QUEUED) if QUEUED in self.order else 0:])
            return faults + (["lost, though it had been queued"] if had_been else [])
        if state == "unknown":
            return faults + self.judge_unknown(mail)
        return faults + self.judge_sent(mail)

    def judge_unknown(self, mail):
        faults = []
        taken = self.taken() - mail.taken_before
        self.states["unknown, and taken" if taken else "unknown, and not taken"] += 1
        self.check(self.work.sync())
        if self.look(mail) != "unknown":
            faults.append(f"after a sync it is {mail.state}")
        if self.taken() - mail.taken_before > max(taken, 1):
            faults.append("sent again by itself")
        if self.taken() == mail.taken_before:
            self.check(self.work.run("outbox", "retry", mail.row["id"]))  # the user has asked
            return faults + self.judge_sent(mail)
        self.check(self.work.run("outbox", "cancel", mail.row["id"]))
        return faults + self.judge_counts(mail, 1 if self.keeps else 0)

    def judge_sent(self, mail):
        for _ in range(6):  # a copy of the provider's is waited for
            if self.look(mail) == "absent":
                break
            self.check(self.work.sync())
        faults = [] if mail.state == "absent" else [f"after six syncs it is {mail.state}"]
        return faults + self.judge_counts(mail, 1)

    def judge_counts(self, mail, copies):
        """Taken once, delivered once, filed once."""
        taken = self.taken() - mail.taken_before
        faults = [] if taken == 1 else [f"taken {taken} times"]
        for user in RECIPIENTS:
            found = self.until(1, lambda: self.count(user, "INBOX", mail.subject))
            if found != 1:
                faults.append(f"{user} has it {found} times")
        found = self.until(copies, lambda: self.count("alice", "Sent", mail.subject))
        if found != copies:
            faults.append(f"{found} copies in Sent")
        return faults

    def figures(self):
        return ", ".join(f"{count} {state}" for state, count in sorted(self.states.items())) + " after a kill"

    def finish(self):
        """Of the profile as a whole, once a point."""
        self.work.sync()
        return house.judge_all(self.work, self.server, self.rng, self.o.sample)[0]


class SendKept(Send):
    """The same, where the provider keeps the copy."""
    name = "send-kept"
    server_options = ("--own-sent",)
    keeps = True

    def is_wanted(self, point):
        return "outbox" in point


class SendBySync(Send):
    """A message that waits is delivered and filed by `sync`."""
    name = "send-sync"

    def before(self, mail):
        self.check(self.send(mail.subject, "--queue"))
        mail.is_queued = True

    def disturbed(self, mail, environment=None):
        return self.work.sync(environment=environment)

    def start(self, mail):
        return self.work.start("sync")

    def is_wanted(self, point):
        return "outbox" in point or "append" in point


class SendLate(SendBySync):
    """The provider files its copy after ours: `sync` finds both and takes ours away."""
    name = "send-late"
    server_options = ("--own-sent", "--own-sent-delay", "4")
    keeps = True

    def before(self, mail):
        # As where nobody has ever seen a copy of the provider's: ours is appended at once.
        database = sqlite3.connect(self.work.database())
        with database:
            database.execute("UPDATE account SET sent_copy = 2, sent_copy_delay_ms = 0")
        database.close()
        self.check(self.send(mail.subject))
        found = self.until(2, lambda: self.count("alice", "Sent", mail.subject))
        if found != 2:
            raise RuntimeError(f"{found} copies in Sent where two are to be mended")
        mail.is_queued = True

    def is_wanted(self, point):
        return "expunge" in point or "sent-copy" in point or "apply" in point

    def go_on(self, mail, point="", was_told=False):
        for _ in range(2):
            self.check(self.work.sync())
        return super().go_on(mail, point, was_told)


SENDING = (Send, SendKept, SendBySync, SendLate)
