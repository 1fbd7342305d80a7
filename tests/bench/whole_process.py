#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole-process figures against peers on the same Dovecot, in one run and in both orders (docs/benchmarks.md).

    tests/bench/whole_process.py [--messages 20000] [--mailboxes 40] [--runs 2]

Needs the packages of [bench] in cmake/packages.txt and a release build. Prints Markdown rows: wall and CPU seconds, peak
memory of the largest process, and the ratio to the peers."""
import argparse, json, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = ROOT / "build/release/src/cli/app/tributary-cli"
WINDOW = ROOT / "build/release/ui/app/tributary"
SERVER = ROOT / "tests/servers/mailserver"


def run(command, **options):
    """(wall s, cpu s, peak MiB) of a command that must succeed."""
    start = time.monotonic()
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed ({status}): {errors[-2000:].decode(errors='replace')}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Bench:
    def __init__(self, options):
        self.options = options
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="tb."))
        facts = subprocess.run([SERVER, "start", "--json", "--watch-pid", str(os.getpid())], check=True, capture_output=True).stdout
        self.facts = json.loads(facts)
        subprocess.run([SERVER, "fill", "--dir", self.facts["dir"], "alice", str(options.messages), "--mailboxes", str(options.mailboxes)], check=True)
        (self.dir / "pass").write_text("bench\n")
        (self.dir / "policy.json").write_text(json.dumps({"AllowNonStandardPorts": True, "ExtraCertificateAuthorities": [self.facts["ca"]]}))
        self.rows = []
        read, write = os.pipe()
        self.display_server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                                               pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as ready:
            self.display = ":" + ready.readline().strip()

    def cli(self, profile, *arguments, **options):
        return run([CLI, "--profile", self.dir / profile, "--policy", self.dir / "policy.json", "--secrets", "sealed", "--quiet", *arguments],
                   env={**os.environ, "TRIBUTARY_PASSPHRASE_FILE": str(self.dir / "pass")}, **options)

    def tributary_account(self, profile):
        with tempfile.TemporaryFile() as password:
            password.write(b"pw-alice\n")
            password.seek(0)
            self.cli(profile, "account", "add", "--email", "alice@example.test", "--in-host", self.facts["host"], "--in-port",
                     str(self.facts["imaps"]), "--password-stdin", stdin=password)

    def tributary_first(self, n):
        self.tributary_account(f"t{n}")
        return [self.cli(f"t{n}", "sync")]

    def peer_first(self, n):
        home = self.dir / f"m{n}"
        (home / "mail").mkdir(parents=True)
        (home / "mbsyncrc").write_text(f"""FSync no
IMAPAccount a
Host {self.facts['host']}
Port {self.facts['imaps']}
User alice@example.test
Pass pw-alice
SSLType IMAPS
CertificateFile {self.facts['ca']}

IMAPStore far
Account a

MaildirStore near
Path {home}/mail/
Inbox {home}/mail/INBOX
SubFolders Verbatim

Channel c
Far :far:
Near :near:
Patterns *
Sync Pull
Create Near
SyncState *
""")
        (home / "notmuch").write_text(f"[database]\npath={home}/mail\n[user]\nname=a\nprimary_email=alice@example.test\n[new]\ntags=new\nignore=.mbsyncstate;.uidvalidity\n")
        environment = {**os.environ, "NOTMUCH_CONFIG": str(home / "notmuch"), "XAPIAN_CJK_NGRAM": "1", "HOME": str(home)}
        return [run(["mbsync", "-q", "-c", home / "mbsyncrc", "-a"], env=environment), run(["notmuch", "new", "--quiet"], env=environment)]

    def peer_again(self, n):
        home = self.dir / f"m{n}"
        return [run(["mbsync", "-q", "-c", home / "mbsyncrc", "-a"], env={**os.environ, "HOME": str(home)})]

    def window_start(self, profile):
        """Seconds from process start until the first rows are painted (the window's own log line, timed from outside)."""
        environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb",
                       "QT_LOGGING_RULES": "tributary.ui.debug=true", "TRIBUTARY_PASSPHRASE_FILE": str(self.dir / "pass")}
        start = time.monotonic()
        process = subprocess.Popen([WINDOW, "--profile", self.dir / profile, "--policy", self.dir / "policy.json", "--secrets", "sealed"],
                                   env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        painted = None
        for line in process.stderr:
            if b"first list painted" in line:
                painted = time.monotonic() - start
                break
        if painted is None:
            sys.exit("the window never painted its list")
        rollup = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        resident = [int(l.split()[1]) / 1024 for l in rollup.splitlines() if l.startswith("VmHWM")]
        process.kill()
        process.wait()
        return painted, 0.0, resident[0] if resident else 0.0

    def add(self, name, figures):
        wall, cpu = sum(f[0] for f in figures), sum(f[1] for f in figures)
        self.rows.append((name, wall, cpu, max(f[2] for f in figures)))
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {max(f[2] for f in figures):.0f} |", flush=True)
        return wall

    def everything(self):
        print("| what | wall s | CPU s | peak MiB |\n|---|---|---|---|")
        ours, theirs, again, theirs_again, starts = [], [], [], [], []
        for n in range(self.options.runs):
            first, second = (self.tributary_first, self.peer_first) if n % 2 == 0 else (self.peer_first, self.tributary_first)
            for work in (first, second):
                mine = work == self.tributary_first
                name = "tributary-cli sync" if mine else "mbsync + notmuch new"
                (ours if mine else theirs).append(self.add(f"{name}, first, run {n + 1}", work(n)))
            self.add(f"tributary-cli account list (start, profile, unsealing), run {n + 1}", [self.cli(f"t{n}", "account", "list")])
            again.append(self.add(f"tributary-cli sync, nothing changed, run {n + 1}", [self.cli(f"t{n}", "sync")]))
            theirs_again.append(self.add(f"mbsync, nothing changed, run {n + 1}", self.peer_again(n)))
            for _ in range(3):
                starts.append(self.add(f"window, start to list painted, run {n + 1}", [self.window_start(f"t{n}")]))
        print(f"\nfirst sync with index: {sum(ours) / sum(theirs):.3f}x of mbsync + notmuch new")
        print(f"no-change resync of {self.options.mailboxes} mailboxes: {sum(again) / sum(theirs_again):.2f}x of mbsync")
        print(f"start to list painted: median {sorted(starts)[len(starts) // 2]:.2f} s")

    def close(self):
        self.display_server.terminate()
        self.display_server.wait()
        subprocess.run([SERVER, "stop", "--dir", self.facts["dir"]])
        shutil.rmtree(self.dir, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=20000)
    parser.add_argument("--mailboxes", type=int, default=40)
    parser.add_argument("--runs", type=int, default=2)
    bench = Bench(parser.parse_args())
    try:
        bench.everything()
    finally:
        bench.close()


main()
