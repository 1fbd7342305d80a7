# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenario of killpoints.py in which filters work on what comes (S5): tributary-cli is killed at each write point of a sync that
brings new mail, and goes on. Each message is filtered exactly once: one copy, one move, one mark."""
import house
from scenario import Scenario

COMES = 12


class Filters(Scenario):
    name = "filters"

    def prepare(self):
        self.server.fill(self.o.messages // 6, 2, self.o.seed)
        self.work.add_account()
        self.work.sync()
        for words in (("mailbox", "create", "Copies"), ("mailbox", "create", "Moved")):
            self.check(self.work.run(*words))
        self.check(self.work.run("filter", "add", "--name", "copies", "--if", "subject", "contains", "comes", "--then", "copy", "Copies", "--then", "label", "seen-by-filter"))
        self.check(self.work.run("filter", "add", "--name", "moves", "--if", "subject", "ends", "odd", "--then", "move", "Moved"))
        self.check(self.work.sync())
        client = self.server.connect()
        for number in range(COMES):
            kind = "odd" if number % 2 else "even"
            text = f"From: bob@else.example\r\nTo: alice@example.test\r\nSubject: comes {number} {kind}\r\nMessage-ID: <comes{number}@else.example>\r\n\r\nHello.\r\n"
            client.append("INBOX", None, None, text.encode())
        client.logout()

    @staticmethod
    def check(answer):
        if answer.code:
            raise RuntimeError(answer.said())
        return answer

    def judge(self):
        self.work.sync()  # what had no UID yet is pushed by now
        faults, figures = super().judge()
        client = self.server.connect()
        try:
            for box, expected in (("INBOX", COMES - COMES // 2), ("Moved", COMES // 2), ("Copies", COMES)):
                ids = [(mid, flags) for flags, mid in house.server_marks(client, box).values() if "comes" in str(mid)]
                if len(ids) != expected:
                    faults.append(f"{box}: {len(ids)} messages instead of {expected}")
                if len({mid for mid, _ in ids}) != len(ids):
                    faults.append(f"{box}: a message is twice in it")
                faults += [f"{box}: {mid} without its label" for mid, flags in ids if box != "Copies" and "seen-by-filter" not in {str(f).lower() for f in flags}]
        finally:
            client.logout()
        return faults, figures


FILTERING = (Filters,)
