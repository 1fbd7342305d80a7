# SPDX-License-Identifier: GPL-3.0-or-later
"""prove_install.py ROOT: runs ./run and ./test on a machine that only looks as if packages were missing. Its dpkg-query,
apt-get, sudo, id and cmake are scripts here that write down how they were called."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
NEEDED = ["bash", "sh", "env", "dirname", "sort", "tr", "locale", "nproc", "mktemp", "rm", "mkdir", "sed", "cat", "tee", "chmod"]
failures = []


def check(what, good, said):
    print(f"{'ok  ' if good else 'FAIL'} {what}")
    if not good:
        failures.append(what)
        print("  " + said.replace("\n", "\n  "))


class Machine:
    """A PATH with the real small tools and the pretended others."""

    def __init__(self, folder, installed, root, sudo, apt_works):
        self.folder, self.log = Path(folder), Path(folder, "log")
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        self.log.touch()
        for tool in NEEDED:
            real = shutil.which(tool)
            if real:
                (self.bin / tool).symlink_to(real)
        self.tool("dpkg-query", "printf installed" if installed else "exit 1")
        # The lists are old: the first try knows no package.
        self.tool("apt-get", f'echo "apt-get $*" >> "{self.log}"; case "$*" in *simulate*) exit 100 ;; esac; '
                  f"exit {0 if apt_works else 100}")
        self.tool("id", f"echo {0 if root else 1000}")
        self.tool("cmake", f'echo "cmake $*" >> "{self.log}"; exit 9')
        if sudo:  # never runs what could change this machine
            self.tool("sudo", f'echo "sudo $*" >> "{self.log}"; case "$1" in tee) cat >/dev/null ;; env) shift; exec env "$@" ;; esac')

    def tool(self, name, text):
        path = self.bin / name
        path.write_text(f"#!{shutil.which('bash')}\n{text}\n")
        path.chmod(0o755)

    def run(self, *command):
        done = subprocess.run([str(ROOT / command[0]), *command[1:]], env={"PATH": str(self.bin), "HOME": str(self.folder)},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return done.returncode, done.stdout, self.log.read_text()


def on(what, command, judge, installed=False, root=False, sudo=False, apt_works=True):
    with tempfile.TemporaryDirectory() as folder:
        code, said, log = Machine(folder, installed, root, sudo, apt_works).run(*command)
        check(what, judge(code, said, log), f"exit {code}\n{said}\n{log}")


for name in ("run", "test"):
    on(f"./{name} --no-install names what is missing and touches nothing", [name, "--no-install"],
       lambda c, s, l: c == 3 and "qt6-base-dev" in s and "--no-install asks" in s and l == "", sudo=True)
    on(f"./{name} without root and sudo says what to do", [name],
       lambda c, s, l: c == 3 and "needs root or sudo" in s and l == "")
    on(f"./{name} installs by sudo without recommends, after an update", [name],
       lambda c, s, l: "Installing them with apt-get (through sudo)" in s and "apt-get -q update" in l
       and "apt-get -q install -y --no-install-recommends" in l and "DEBIAN_FRONTEND=noninteractive" in l and c == 9, sudo=True)
    on(f"./{name} stops when apt fails", [name], lambda c, s, l: c == 4 and "apt-get failed" in s and "cmake --" not in l,
       sudo=True, apt_works=False)
    on(f"./{name} asks for nothing when all is there", [name],
       lambda c, s, l: c == 9 and "Missing" not in s and "apt-get" not in l, installed=True)
    on(f"./{name} refuses an unknown option", [name, "--nonsense"], lambda c, s, l: c == 2 and "unknown option" in s)
on("./run --demo needs the servers too", ["run", "--demo", "--no-install"], lambda c, s, l: c == 3 and "dovecot-imapd" in s)
on("./run alone does not", ["run", "--no-install"], lambda c, s, l: "dovecot-imapd" not in s)
on("./test needs GoogleTest", ["test", "--no-install"], lambda c, s, l: "libgtest-dev" in s)
sys.exit(1 if failures else 0)
