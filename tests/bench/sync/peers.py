# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person would use instead: mbsync with notmuch, and doveadm backup as the leanest engine of its kind."""
import json
import os
import pathlib
import pwd
import shutil
import sys

from .process import run
from .server import address, password

RAW = pathlib.Path(__file__).with_name("raw.py")


class RawProgram:
    """raw.py as a process. user is the login, port may be that of a line."""

    def __init__(self, server, user, port, directory, tls=False):
        self.server, self.user, self.port, self.tls = server, user, port, tls
        self.state = directory / f"{user}.raw.json"

    def remember(self):
        raw = self.server.raw(self.user)
        self.state.write_text(json.dumps(raw.status()))
        raw.close()

    def __call__(self, verb, **job):
        job.update(verb=verb, port=self.port, user=address(self.user), password=password(self.user))
        if self.tls:
            job["ca"] = self.server.facts["ca"]
        if verb == "qresync":
            job["state"] = str(self.state)
        result = run([sys.executable, "-I", "-S", RAW, json.dumps(job)])
        result.update(json.loads(result.pop("output")))
        return result


class Mbsync:
    name = "mbsync"

    def __init__(self, server, user, port, home, tls=False, compress=False):
        """compress: it would always do so where it may; on a fast line that costs it more than it saves."""
        self.home = home
        (home / "mail").mkdir(parents=True)
        security = f"SSLType IMAPS\nCertificateFile {server.facts['ca']}" if tls else "SSLType None\nAuthMechs PLAIN LOGIN"
        (home / "mbsyncrc").write_text(f"""FSync no
IMAPAccount a
Host {'localhost' if tls else '127.0.0.1'}
Port {port}
User {address(user)}
Pass {password(user)}
Timeout 600
{security}{"" if compress else chr(10) + "DisableExtensions COMPRESS=DEFLATE"}

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
Expunge Near
SyncState *
""")
        (home / "notmuch").write_text(f"[database]\npath={home}/mail\n[user]\nname=a\nprimary_email={address(user)}\n[new]\ntags=new\n"
                                      "ignore=.mbsyncstate;.mbsyncstate.lock;.mbsyncstate.journal;.mbsyncstate.new;.uidvalidity\n")
        # Without n-grams it would find no Japanese word, and index less than is asked of the other side.
        self.environment = {**os.environ, "NOTMUCH_CONFIG": str(home / "notmuch"), "XAPIAN_CJK_NGRAM": "1", "HOME": str(home)}

    def sync(self, **options):
        return run(["mbsync", "-q", "-c", self.home / "mbsyncrc", "-a"], env=self.environment, **options)

    def index(self, **options):
        return run(["notmuch", "new", "--quiet"], env=self.environment, **options)

    def count(self):
        return sum(1 for folder, _, files in os.walk(self.home / "mail") if folder.endswith(("/cur", "/new")) for _ in files)

    def sizes(self):
        index = self.home / "mail/.notmuch"
        whole, index_size = disk_use(self.home / "mail"), disk_use(index)
        return {"mail": whole["blocks"] - index_size["blocks"], "index": index_size["blocks"], "blocks": whole["blocks"],
                "bytes": whole["bytes"]}

    def remove(self):
        shutil.rmtree(self.home)


class DoveadmBackup:
    """doveadm backup -R imapc: from the server into a mdbox of its own."""
    name = "doveadm backup"

    def __init__(self, server, user, port, home):
        self.home, root = home, os.getuid() == 0
        for part in ("run", "state", "home"):
            (home / part).mkdir(parents=True)
        owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
        (home / "conf").write_text(f"""base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {owner.pw_uid}
mail_gid = {owner.pw_gid}
ssl = no
mail_home = {home}/home
mail_location = mdbox:~/mdbox
mail_fsync = never
mail_prefetch_count = 100
default_vsz_limit = 4G
imapc_host = 127.0.0.1
imapc_port = {port}
imapc_user = {address(user)}
imapc_password = {password(user)}
imapc_features = rfc822.size fetch-headers fetch-bodystructure
namespace inbox {{
  inbox = yes
  separator = /
}}
""")
        self.command = ["doveadm", "-c", home / "conf", "backup", "-R", "imapc:"]
        if root:  # it refuses to store mail as root
            for path in [home, *home.rglob("*")]:
                os.chown(path, owner.pw_uid, owner.pw_gid)
            self.command = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups", "--", *self.command]
        self.environment = {**os.environ, "USER": owner.pw_name, "HOME": str(home / "home"),
                            "PATH": os.environ.get("PATH", "") + ":/usr/sbin"}

    def sync(self, **options):
        return run(self.command, env=self.environment, **options)


def disk_use(path):
    """What a directory takes of the disk, and the sum of its files' lengths."""
    blocks = length = 0
    for folder, _, files in os.walk(path):
        for name in [".", *files]:
            facts = os.lstat(os.path.join(folder, name))
            blocks += facts.st_blocks * 512
            length += facts.st_size if name != "." else 0
    return {"blocks": blocks, "bytes": length}
