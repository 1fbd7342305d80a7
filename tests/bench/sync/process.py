# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs programs as a whole process tree and tells wall seconds, CPU seconds and the peak of its memory (PSS)."""
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

LIBC = ctypes.CDLL(None)


def die_with_parent():
    """Between fork and exec: nothing that was started here outlives a harness that is killed."""
    LIBC.prctl(1, signal.SIGKILL)


def start(command, **options):
    # From the main thread only: the kernel ties the death signal to the thread that forked.
    assert threading.current_thread() is threading.main_thread()
    return subprocess.Popen([str(c) for c in command], preexec_fn=die_with_parent, **options)


def tree(pid):
    """The process and all below it."""
    found, todo = [], [pid]
    while todo:
        pid = todo.pop()
        found.append(pid)
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as children:
                    todo += map(int, children.read().split())
        except OSError:
            pass
    return found


def pss_mib(pids):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass
    return total / 1024


def cpu_seconds(pid):
    """CPU of a running process, all its threads, in nanoseconds' resolution: ticks are too coarse for one that idles."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as line:
            total += int(line.read().split()[0])
    return total / 1e9


class Sampler(threading.Thread):
    """Looks often at first and seldom later: a look costs the process more, the more memory it has."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.ended = pid, 0.0, threading.Event()
        self.start()

    def run(self):
        wait = 0.01
        while not self.ended.wait(wait):
            self.peak = max(self.peak, pss_mib(tree(self.pid)))
            wait = min(0.25, wait * 1.5)

    def stop(self):
        self.ended.set()
        self.join()
        return self.peak


class Failed(RuntimeError):
    pass


def run(command, timeout=7200, memory=False, **options):
    """{"wall", "cpu", "pss", "output"} of a command that must succeed."""
    began = time.monotonic()
    process = start(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    sampler = Sampler(process.pid) if memory else None
    output, errors = b"", []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True)
    reader.start()
    timer = threading.Timer(timeout, process.kill)
    timer.daemon = True
    timer.start()
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    timer.cancel()
    reader.join()
    result = {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "start": began, "output": output}
    if sampler:
        result["pss"] = max(sampler.stop(), 0.0)
        result["rss"] = usage.ru_maxrss / 1024
    if process.returncode:
        raise Failed(f"{command[0]} ended with {process.returncode}: {errors[0][-1500:].decode(errors='replace')}")
    return result


def kill(process):
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()


def tell(text):
    print(text, file=sys.stderr, flush=True)
