# SPDX-License-Identifier: GPL-3.0-or-later
"""What killpoints.py repeats: a prepared profile and the server's mail, both copied once and put back before each kill."""
import collections
import shutil
import signal
from pathlib import Path

import house

FINE = (0, 11)  # 11: the server refused a change, which was taken back


class Scenario:
    """prepare() brings server and profile to where the sync begins that is killed."""
    name = ""
    server_options = ()  # of tests/servers/mailserver start

    def __init__(self, options, server, folder):
        self.o, self.server, self.folder = options, server, Path(folder)
        self.rng = house.new_random(options.seed, self.name)
        self.local = None
        self.work = house.Profile(options.cli, server, self.folder / "work")

    def prepare(self):
        raise NotImplementedError

    def freeze(self):
        self.prepare()
        self.server.save(self.folder / "mail")
        self.work.copy_to(self.folder / "frozen")

    def thaw(self):
        self.server.restore(self.folder / "mail")
        shutil.rmtree(self.work.folder)
        shutil.copytree(self.folder / "frozen", self.work.folder)

    def passings(self):
        """{point: how often the undisturbed run passes it}."""
        listed = self.folder / "points"
        self.thaw()
        answer = self.work.sync(environment={"TRIBUTARY_TEST_KILL_LIST": str(listed)})
        if answer.code not in FINE:
            raise RuntimeError(f"{self.name}, undisturbed: {answer.said()}")
        return collections.Counter(listed.read_text().split()) if listed.exists() else {}

    def judge(self):
        faults, figures = house.judge_all(self.work, self.server, self.rng, self.o.sample)
        if self.local:
            client = self.server.connect()
            faults += self.local.judge(client)
            client.logout()
        return faults, figures

    def kill_at(self, point, number):
        """(whether it was killed, faults) of one kill."""
        self.thaw()
        answer = self.work.sync(environment={"TRIBUTARY_TEST_KILL": f"{point}:{number}"})
        killed = answer.code == -signal.SIGKILL
        if not killed and answer.code not in FINE:
            return killed, [f"not killed, but {answer.said()}"]
        after = self.work.sync()
        if after.code not in FINE:
            return killed, ["the sync after it: " + after.said()]
        return killed, self.judge()[0]

    def finish(self):
        """Faults of what a point's kills have left together."""
        return []

    def figures(self):
        """What else is to be told of the run; empty: nothing."""
        return ""
