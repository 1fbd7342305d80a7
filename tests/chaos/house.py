# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programs of tests/chaos share: a mail server, a profile that tributary-cli is run on, and the judges: what
must be true of both in the end. A judge returns a list of faults, empty when all is well."""
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVERS = ROOT / "tests/servers"
sys.path.insert(0, str(SERVERS))
sys.dont_write_bytecode = True
import imapclient  # noqa: E402

SKIP = 77  # what ctest reads as "skipped"


class Skip(Exception):
    """Something that is needed is not here."""


def seed_from_environment(default):
    """A long test may be given a fresh seed without an edit."""
    return int(os.environ.get("TRIBUTARY_TEST_SEED", default))


class Server:
    def __init__(self, kind="dovecot", caps="full", more=()):
        answer = subprocess.run([SERVERS / "mailserver", "start", "--json", "--server", kind, "--caps", caps, "--watch-pid",
                                 str(os.getpid()), *more], capture_output=True, text=True, timeout=300)
        if answer.returncode == SKIP:
            raise Skip(answer.stderr.strip())
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        self.kind, self.facts = kind, json.loads(answer.stdout)
        self.facts_file = self.facts["dir"] + "/facts.json"
        self.user = next(u["user"] for u in self.facts["users"] if u["address"].startswith("alice@"))

    def _run(self, *words):
        answer = subprocess.run([SERVERS / "mailserver", words[0], "--dir", self.facts["dir"], *map(str, words[1:])],
                                capture_output=True, text=True, timeout=600)
        if answer.returncode:
            raise RuntimeError(f"mailserver {words}: {answer.stderr}")
        return answer.stdout

    def fill(self, count, mailboxes, seed):
        self._run("fill", "alice", count, "--mailboxes", mailboxes, "--seed", seed)

    def change(self, count, seed):
        self._run("change", "alice", count, seed)

    def save(self, folder):
        self._run("save", folder)

    def restore(self, folder):
        self._run("restore", folder)

    def connect(self, user="alice"):
        return imapclient.connect(self.facts_file, user, timeout=60)

    def stop(self):
        self._run("stop")


class Answer:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def json(self):
        return json.loads(self.out)

    def said(self):
        return f"exit {self.code}: {(self.out[-600:] + self.err[-1200:]).decode('utf-8', 'replace')}"


class Profile:
    """tributary-cli on a profile of its own, with sealed secrets and the server's authority."""

    def __init__(self, program, server, folder, port=None):
        self.program, self.server, self.folder = str(program), server, Path(folder)
        self.port = port or server.facts["imaps"]
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "passphrase").write_text("key:Y2hhb3MgdGVzdHMgb2YgVHJpYnV0YXJ5LCAzMiBieXQ=\n")
        (self.folder / "policy.json").write_text(json.dumps({"AllowNonStandardPorts": True,
                                                             "ExtraCertificateAuthorities": [server.facts["ca"]]}))

    @property
    def profile(self):
        return self.folder / "profile"

    def start(self, *words, environment=None):
        line = [self.program, "--profile", str(self.profile), "--policy", str(self.folder / "policy.json"), "--secrets", "sealed",
                "--json", *map(str, words)]
        # Output goes to files: a process that is killed must not leave a pipe to be drained.
        out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=out, stderr=err,
                                   env=dict(os.environ, TRIBUTARY_PASSPHRASE_FILE=str(self.folder / "passphrase"),
                                            **(environment or {})))
        process.files = (out, err)
        return process

    @staticmethod
    def answer(process, timeout=180):
        process.wait(timeout)
        texts = []
        for f in process.files:
            f.seek(0)
            texts.append(f.read())
            f.close()
        return Answer(process.returncode, *texts)

    def run(self, *words, stdin=b"", environment=None, timeout=180):
        process = self.start(*words, environment=environment)
        try:
            process.stdin.write(stdin)
            process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            return self.answer(process, timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            answer = self.answer(process)
            answer.code, answer.err = -1, answer.err + f"\nhangs: ended after {timeout} s".encode()
            return answer

    def add_account(self, chosen=(), sends=False):
        # The address on loopback: a proxy in between listens there only.
        outgoing = ("--out-host", "127.0.0.1", "--out-port", self.server.facts["smtps"], "--out-security", "tls") if sends else ()
        answer = self.run("account", "add", "--email", "alice@example.test", "--in-host", "127.0.0.1", "--in-port", self.port,
                          "--in-user", self.server.user, "--password-stdin", *outgoing,
                          *(("--mailboxes", ",".join(chosen)) if chosen else ()), stdin=b"pw-alice\n")
        if answer.code:
            raise RuntimeError("account add: " + answer.said())

    def sync(self, **options):
        return self.run("sync", **options)

    def messages(self, mailbox=None):
        """Of one mailbox, or of all, one by one: the view 'all' leaves out trash and junk, and shows copies of a message
        (one EMAILID) once."""
        if mailbox:
            answer = self.run("message", "list", "--mailbox", mailbox, "--limit", "1000000")
            return [] if answer.code == 7 else answer.json()  # 7: not known yet, before a first sync
        return [m for box in self.run("mailbox", "list").json() for m in self.messages(box["name"])]

    def database(self):
        found = [p for p in self.profile.rglob("*") if p.is_file() and p.read_bytes()[:15] == b"SQLite format 3"]
        return max(found, key=lambda p: p.stat().st_size) if found else None

    def copy_to(self, folder):
        shutil.copytree(self.folder, folder, symlinks=True)


def kill(process):
    try:
        process.send_signal(signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.stdin.close()


def has_command(program, *words):
    """Whether tributary-cli knows these words, as its help says."""
    return " ".join(words) in subprocess.run([str(program), "--help"], capture_output=True, text=True).stdout


# The judges ------------------------------------------------------------------------------------------------------------

def judge_doctor(profile):
    answer = profile.run("doctor", "alice@example.test", timeout=600)
    return [] if answer.code == 0 else ["doctor: " + answer.said()]


def judge_quiet(profile):
    """A sync after which nothing has happened finds nothing."""
    answer = profile.sync(timeout=600)
    if answer.code:
        return ["quiet sync: " + answer.said()]
    return [f"quiet sync: {box}" for account in answer.json()["accounts"] for box in account["mailboxes"]
            if box["new"] or box["changed"] or box["gone"]]


def judge_database(profile):
    path = profile.database()
    if not path:
        return ["no database in the profile"]
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        answer = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
        keys = list(database.execute("PRAGMA foreign_key_check"))
        return [f"integrity_check: {text}" for text in answer] + [f"foreign_key_check: {row}" for row in keys[:5]]
    finally:
        database.close()


def judge_doubles(messages):
    seen, faults = set(), []
    for m in messages:
        key = (m["account"], m["mailbox"], m["uid"])
        if key in seen:
            faults.append(f"twice: {key}")
        seen.add(key)
    return faults


def fetch_raw(client, uid):
    kind, data = client.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((part[1] for part in data if isinstance(part, tuple)), None) if kind == "OK" else None


def judge_bytes(profile, messages, client, count, rng):
    """A sample of messages, byte for byte as the server has them."""
    faults = []
    for m in sorted(rng.sample(messages, min(count, len(messages))), key=lambda m: m["mailbox"]):
        if client.select(client.box(m["mailbox"]), readonly=True)[0] != "OK":
            faults.append(f"cannot select {m['mailbox']}")
            continue
        raw = fetch_raw(client, m["uid"])
        answer = profile.run("message", "show", m["id"], "--part", "raw")
        mine = answer.out
        if mine.lstrip().startswith(b"{") and not (raw or b"").startswith(mine[:20]):
            mine = answer.json().get("raw", "").encode()
        if answer.code or raw is None or mine.rstrip(b"\r\n") != raw.rstrip(b"\r\n"):
            faults.append(f"bytes differ: {m['mailbox']} uid {m['uid']} ({len(raw or b'')} on the server, {len(mine)} here)")
    return faults


def server_uids(client):
    """{mailbox: set of UIDs}: what there is in the end."""
    found = {}
    for name in client.mailboxes():
        if client.select(client.box(name), readonly=True)[0] == "OK":
            found[name] = {int(u) for u in (client.uid("SEARCH", "ALL")[1][0] or b"").split()}
    return found


def server_marks(client, mailbox):
    """{uid: (flags in lower case, Message-ID)} of a mailbox."""
    if client.select(client.box(mailbox), readonly=True)[0] != "OK":
        return {}
    found = {}
    for part in client.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")[1]:
        if isinstance(part, tuple):
            uid = int(re.search(rb"UID (\d+)", part[0])[1])
            flags = re.search(rb"FLAGS \(([^)]*)\)", part[0])[1].decode().lower().split()
            found[uid] = (set(flags), part[1].decode("utf-8", "replace").partition(":")[2].strip())
    return found


def judge_completeness(messages, client, chosen=()):
    """(lost, doubled) against the server: counted apart from doctor, which might share an error with the sync."""
    mine = {}
    for m in messages:
        mine.setdefault(m["mailbox"], []).append(m["uid"])
    lost = sum(len(uids - set(mine.get(box, []))) for box, uids in server_uids(client).items()
               if not chosen or box in chosen)
    return lost, len(judge_doubles(messages))


def judge_all(profile, server, rng, sample=50, chosen=()):
    """(faults, figures) of the end state; chosen: the mailboxes that are synchronised, none: all."""
    faults = judge_doctor(profile) + judge_quiet(profile) + judge_database(profile)
    messages = [m for m in profile.messages() if not chosen or m["mailbox"] in chosen]
    client = server.connect()
    try:
        lost, doubled = judge_completeness(messages, client, chosen)
        faults += judge_doubles(messages)[:10] + judge_bytes(profile, messages, client, sample, rng)
        if lost:
            faults.append(f"{lost} messages of the server are not here")
    finally:
        client.logout()
    return faults, {"messages": len(messages), "lost": lost, "doubled": doubled}


def new_random(*words):
    """The same stream for the same words, whatever else draws."""
    return random.Random("/".join(map(str, words)))
