# SPDX-License-Identifier: GPL-3.0-or-later
"""guard.py DIR PID COMMAND... [-- COMMAND...]: runs mail servers and ends them, and deletes DIR, as soon as the process PID
ends (even by SIGKILL), one of the servers ends, or SIGTERM comes. PID 0: no process is watched. What they say goes to DIR/server.log."""
import ctypes
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1


def watch_fd(pid):
    """A descriptor that becomes readable when the process ends; None when it is gone already."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def drop_root():
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
    # If this guard is killed outright, the server at least ends with it.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    os.setpgid(0, 0)


def start(directory, command):
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    with open(os.path.join(directory, "server.log"), "ab") as log:
        return subprocess.Popen(command, preexec_fn=drop_root, env={"PATH": path, "HOME": directory, "LC_ALL": "C.UTF-8"},
                                cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def commands(words):
    while "--" in words:
        at = words.index("--")
        yield words[:at]
        words = words[at + 1:]
    yield words


def rest_of_session():
    """Processes of this session beside this one: helpers in process groups of their own."""
    own = str(os.getsid(0))
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
                state, _, _, session = stat.read().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if session == own and state != "Z" and int(pid) != os.getpid():
            yield int(pid)


def end(server):
    """The whole process group: some helpers wait for idle clients otherwise."""
    for sig, wait in ((signal.SIGTERM, 2), (signal.SIGKILL, 2)):
        try:
            os.killpg(server.pid, sig)
        except ProcessLookupError:
            return
        try:
            server.wait(wait)
        except subprocess.TimeoutExpired:
            continue


def end_rest():
    """Again and again: what was looked at may have forked meanwhile."""
    for _ in range(100):
        helpers = list(rest_of_session())
        if not helpers:
            return
        for helper in helpers:
            try:
                os.kill(helper, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.01)


def main():
    directory, pid = sys.argv[1], int(sys.argv[2])
    os.setsid()
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    for sig in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sig, lambda *_: None)
    watched = watch_fd(pid) if pid else wake_read
    orphaned = watched is None
    if not orphaned:
        servers = [start(directory, command) for command in commands(sys.argv[3:])]
        ready = select.select([watched, wake_read] + [os.pidfd_open(server.pid) for server in servers], [], [])[0]
        orphaned = bool(pid) and watched in ready
        for server in reversed(servers):
            end(server)
        end_rest()
    # 'starting': the starter is still there and tries again, with other ports, in the same directory.
    if not orphaned and os.path.exists(os.path.join(directory, "starting")):
        return
    if os.path.exists(os.path.join(directory, ".mailserver")):
        shutil.rmtree(directory, ignore_errors=True)
        if os.path.exists(directory):  # a last helper wrote a file while it ended
            shutil.rmtree(directory, ignore_errors=True)


main()
