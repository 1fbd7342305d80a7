#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What many accounts cost: start, standing still, memory (docs/benchmarks.md, Many accounts).

    tests/bench/many_accounts.py [--accounts 30] [--mailboxes 10] [--messages 100000] [--idle 60] [--build build/release] [--keep]

Starts the mail server with that many users and their mail, adds all of them to a profile, synchronises it, and then measures the window
(under a virtual display): from process start until the first list is painted; with all accounts on IDLE for --idle seconds the
processor time, the wake-ups and the memory, of each beside those of the same window without accounts. --keep: leaves the profile and
the server, and says how to open the window. As root it tells proportional memory (PSS), else resident memory."""
import argparse, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SERVER = ROOT / "tests/servers/mailserver"
TICK = os.sysconf("SC_CLK_TCK")


def task_times(pid):
    """{thread id: (name, CPU seconds, wake-ups)}"""
    times = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(")")
            fields = rest.split()
            status = (task / "status").read_text()
        except OSError:
            continue  # it has just ended
        switches = sum(int(line.split()[1]) for line in status.splitlines() if "ctxt_switches" in line)
        times[task.name] = (name, (int(fields[11]) + int(fields[12])) / TICK, switches)
    return times


def cpu_of(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid):
    """(MiB, which kind)"""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024, "PSS"
    except OSError:
        pass
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024, "RSS"
    return 0.0, "?"


def connections(port):
    """Established ones to that port of this machine."""
    wanted, count = f":{port:04X}", 0
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in pathlib.Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            count += fields[2].endswith(wanted) and fields[3] == "01"
    return count


class Bench:
    def __init__(self, options):
        self.options = options
        build = pathlib.Path(options.build)
        self.cli_program = build / "src/cli/app/tributary-cli"
        self.window_program = build / "ui/app/tributary"
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="ta."))
        (self.dir / "pass").write_text("bench\n")
        watch = "0" if options.keep else str(os.getpid())
        facts = subprocess.run([SERVER, "start", "--json", "--watch-pid", watch, "--users", str(options.accounts)], check=True, capture_output=True).stdout
        self.facts = json.loads(facts)
        (self.dir / "policy.json").write_text(json.dumps({"AllowNonStandardPorts": True, "ExtraCertificateAuthorities": [self.facts["ca"]]}))
        read, write = os.pipe()
        self.display_server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
                                               pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as ready:
            self.display = ":" + ready.readline().strip()

    def arguments(self, profile):
        return ["--profile", str(self.dir / profile), "--policy", str(self.dir / "policy.json"), "--secrets", "sealed"]

    def environment(self):
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "QT_LOGGING_RULES": "tributary.ui.debug=true",
                "TRIBUTARY_PASSPHRASE_FILE": str(self.dir / "pass"), "XDG_CONFIG_HOME": str(self.dir / "config")}

    def cli(self, profile, *arguments, words=b""):
        done = subprocess.run([self.cli_program, *self.arguments(profile), "--quiet", *arguments], input=words, capture_output=True, env=self.environment())
        if done.returncode != 0:
            sys.exit(f"{arguments[:2]} failed ({done.returncode}): {done.stderr[-1000:].decode(errors='replace')}")

    def prepare(self):
        each = max(1, self.options.messages // max(1, self.options.accounts))
        for number in range(1, self.options.accounts + 1):
            name = f"u{number}"
            subprocess.run([SERVER, "fill", "--dir", self.facts["dir"], name, str(each), "--mailboxes", str(self.options.mailboxes), "--seed", str(number)],
                           check=True, stdout=subprocess.DEVNULL)
            self.cli("many", "account", "add", "--email", f"{name}@example.test", "--name", f"Account {number}", "--in-host", self.facts["host"], "--in-port",
                     str(self.facts["imaps"]), "--password-stdin", words=f"pw-{name}\n".encode())
        started = time.monotonic()
        self.cli("many", "sync")
        print(f"first sync of {self.options.accounts} accounts, {each * self.options.accounts} messages: {time.monotonic() - started:.1f} s", flush=True)
        self.cli("none", "account", "list")
        self.cli("one", "account", "add", "--email", "u1@example.test", "--in-host", self.facts["host"], "--in-port", str(self.facts["imaps"]),
                 "--password-stdin", words=b"pw-u1\n")
        self.cli("one", "sync")

    def open_window(self, profile):
        log = open(self.dir / f"{profile}.log", "w+b")
        process = subprocess.Popen([self.window_program, *self.arguments(profile)], env=self.environment(), stdout=subprocess.DEVNULL, stderr=log)
        return process, log

    def start_time(self, profile):
        """(seconds, CPU seconds) until the first list is painted."""
        started = time.monotonic()
        process, log = self.open_window(profile)
        while True:
            log.seek(0)
            if b"first list painted" in log.read():
                break
            if process.poll() is not None or time.monotonic() - started > 60:
                sys.exit("the window never painted its list")
            time.sleep(0.005)
        painted = time.monotonic() - started, cpu_of(process.pid)
        process.kill()
        process.wait()
        return painted

    def stand_still(self, profile, accounts):
        """(share of one core, wake-ups a second, MiB, kind, threads, rows of what ran) with the accounts on IDLE."""
        process, _ = self.open_window(profile)
        pid = process.pid
        until = time.monotonic() + 180
        while connections(self.facts["imaps"]) < accounts or time.monotonic() < until - 175:
            if time.monotonic() > until:
                sys.exit(f"only {connections(self.facts['imaps'])} connections of {accounts}")
            time.sleep(0.2)
        calm = 0
        while calm < 5 and time.monotonic() < until:  # what follows the first pass (checks, prepared pages) is behind it
            before = cpu_of(pid)
            time.sleep(1)
            calm = calm + 1 if cpu_of(pid) - before < 0.03 else 0
        before, cpu, began = task_times(pid), cpu_of(pid), time.monotonic()
        time.sleep(self.options.idle)
        took, after = time.monotonic() - began, task_times(pid)
        share = (cpu_of(pid) - cpu) / took
        rows = {}
        for task, (name, seconds, switches) in after.items():
            old = before.get(task, (name, 0.0, 0))
            row = rows.setdefault(name, [0, 0.0, 0])
            row[0] += 1
            row[1] += seconds - old[1]
            row[2] += switches - old[2]
        mib, kind = memory(pid)
        threads = len(after)
        process.terminate()
        ended = time.monotonic()
        process.wait()
        print(f"  {profile}: ended {time.monotonic() - ended:.2f} s after SIGTERM", flush=True)
        return share, sum(row[2] for row in rows.values()) / took, mib, kind, threads, rows

    def everything(self):
        self.prepare()
        if self.options.keep:
            print(f"DISPLAY=... TRIBUTARY_PASSPHRASE_FILE={self.dir}/pass {self.window_program} {' '.join(self.arguments('many'))}\n"
                  f"{SERVER} stop --dir {self.facts['dir']}; rm -r {self.dir}")
            return
        starts = {"one": [], "many": []}
        for n in range(10):  # in turn, so that what else the machine does weighs on both
            profile = ("one", "many")[n % 2]
            starts[profile].append(self.start_time(profile))
        for profile, times in starts.items():
            print(f"start to first list painted, {profile}: median {statistics.median(t[0] for t in times):.2f} s (CPU {statistics.median(t[1] for t in times):.2f} s), "
                  f"all {', '.join(f'{t[0]:.2f}' for t in times)}; goal 1 s", flush=True)
        none = self.stand_still("none", 0)
        many = self.stand_still("many", self.options.accounts)
        print(f"standing still for {self.options.idle} s | no account | {self.options.accounts} accounts\n"
              f"share of one core | {none[0]:.3%} | {many[0]:.3%}; goal below 0.5 %\n"
              f"wake-ups a second | {none[1]:.1f} | {many[1]:.1f}\n"
              f"threads | {none[4]} | {many[4]}\n"
              f"memory, MiB {many[3]} | {none[2]:.1f} | {many[2]:.1f}: {(many[2] - none[2]) / max(1, self.options.accounts):.2f} an account; goal below 3 MB")
        for name, (count, seconds, switches) in sorted(many[5].items(), key=lambda row: -row[1][2])[:12]:
            print(f"  thread {name}, {count}: {seconds:.2f} s, {switches} wake-ups")

    def close(self):
        self.display_server.terminate()
        self.display_server.wait()
        if self.options.keep:
            return
        subprocess.run([SERVER, "stop", "--dir", self.facts["dir"]])
        shutil.rmtree(self.dir, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--accounts", type=int, default=30)
    parser.add_argument("--mailboxes", type=int, default=10)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--idle", type=int, default=60)
    parser.add_argument("--build", default=str(ROOT / "build/release"))
    parser.add_argument("--keep", action="store_true")
    bench = Bench(parser.parse_args())
    try:
        bench.everything()
    finally:
        bench.close()


main()
