# SPDX-License-Identifier: GPL-3.0-or-later
"""courier_front.py PROGRAMS DIR PORT TLS_PORT POP3_PORT POP3_TLS_PORT LEFT_OUT: listens, signs in, and hands the connection to a
real Courier imapd or pop3d, one process a client. POP3_PORT 0: no POP3. Courier's own login programs have /etc and /run compiled
in, so they cannot run here; imapd and pop3d take a signed-in user and his Maildir from their environment, as those give them."""
import base64
import binascii
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading

import courier_pop3

PROGRAMS, DIR = sys.argv[1:3]
PORT, TLS_PORT, POP3_PORT, POP3_TLS_PORT = map(int, sys.argv[3:7])
LEFT_OUT = sys.argv[7].split() if len(sys.argv) > 7 else []
CAPABILITIES = " ".join(c for c in "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA "
                        "IDLE".split() if c not in LEFT_OUT)
SETTINGS = {"IMAP_CAPABILITY": CAPABILITIES, "IMAP_KEYWORDS": "1", "IMAP_ACL": "0", "IMAP_USELOCKS": "1", "IMAP_IDLE_TIMEOUT": "1",
            "IMAP_CHECK_ALL_FOLDERS": "1", "IMAP_OBSOLETE_CLIENT": "0", "IMAP_TRASHFOLDERNAME": "Trash", "IMAP_EMPTYTRASH": "",
            "IMAP_MOVE_EXPUNGE_TO_TRASH": "0", "IMAP_UMASK": "022", "SENDMAIL": "/bin/false",
            # Who watches folders for its locks and for IDLE. Without it each of them takes a second and more.
            "GAM_CLIENT_ID": "tributary-" + os.path.basename(DIR)}
MAX_LINE = 65536
making = threading.Lock()


def read_users():
    with open(os.path.join(DIR, "users"), encoding="utf-8") as f:
        return dict(line.split() for line in f)


def maildir(user):
    home = os.path.join(DIR, "mail", user)
    with making:
        if not os.path.isdir(home + "/Maildir"):
            os.makedirs(home, exist_ok=True)
            make = os.path.join(PROGRAMS, "usr/bin/maildirmake.courier")
            subprocess.run([make, home + "/Maildir"], check=True)
            for name in ("Drafts", "Sent", "Trash", "Junk"):
                subprocess.run([make, "-f", name, home + "/Maildir"], check=True)
                # As after CREATE. A folder without this file gets another UIDVALIDITY at each EXAMINE until a SELECT.
                with open(f"{home}/Maildir/.{name}/courierimapuiddb", "w", encoding="ascii") as f:
                    f.write(f"1 {1_000_000_000 + os.getpid()} 1\n")
    return home


class Gone(Exception):
    """The client went away."""


class Connection:
    def __init__(self, plain, context, tls):
        self.socket, self.context, self.tls, self.buffer = plain, context, tls, b""

    def send(self, text):
        self.socket.sendall(text.encode() + b"\r\n")

    def more(self):
        data = self.socket.recv(4096)
        if not data or len(self.buffer) > MAX_LINE:
            raise Gone
        self.buffer += data

    def line(self):
        while b"\n" not in self.buffer:
            self.more()
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.rstrip(b"\r").decode("utf-8", "replace")

    def exactly(self, size):
        while len(self.buffer) < size:
            self.more()
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return data.decode("utf-8", "replace")

    def words(self, text):
        """Atoms, quoted strings and literals of a command."""
        found = []
        while True:
            literal = re.search(r"\{(\d+)\}$", text)
            for quoted, atom in re.findall(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)', text[:literal.start()] if literal else text):
                found.append(atom or re.sub(r"\\(.)", r"\1", quoted))
            if not literal:
                return found
            self.send("+ OK")
            found.append(self.exactly(int(literal[1])))
            text = self.line()

    def start_tls(self):
        self.socket = self.context.wrap_socket(self.socket, server_side=True)
        self.tls, self.buffer = True, b""  # nothing said before counts

    def capabilities(self):
        return CAPABILITIES + (" AUTH=PLAIN" if self.tls else " STARTTLS AUTH=PLAIN")

    def plain_login(self, text):
        """(user, password) of AUTHENTICATE PLAIN."""
        words = text.split()
        if len(words) < 2:
            self.send("+ ")
        try:
            _, user, password = base64.b64decode(words[1] if len(words) > 1 else self.line()).decode().split("\0")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return "", ""
        return user, password

    def sign_in(self):
        """(tag, user) once somebody is signed in; None after LOGOUT."""
        while True:
            tag, _, rest = self.line().partition(" ")
            verb, _, text = rest.partition(" ")
            verb = verb.upper()
            if verb == "LOGOUT":
                self.send("* BYE Courier-IMAP server shutting down")
                self.send(f"{tag} OK LOGOUT completed")
                return None
            if verb == "CAPABILITY":
                self.send(f"* CAPABILITY {self.capabilities()}")
                self.send(f"{tag} OK CAPABILITY completed")
            elif verb == "NOOP":
                self.send(f"{tag} OK NOOP completed")
            elif verb == "STARTTLS" and not self.tls:
                self.send(f"{tag} OK Begin SSL/TLS negotiation now.")
                self.start_tls()
            elif verb in ("LOGIN", "AUTHENTICATE"):
                user, password = (self.words(text) + ["", ""])[:2] if verb == "LOGIN" else self.plain_login(text)
                if known := self.check(user, password):
                    return tag, known
                self.send(f"{tag} NO Login failed.")
            else:
                self.send(f"{tag or '*'} BAD Error in IMAP command received by server.")

    def check(self, user, password):
        """The bare name of whom these are right for; none."""
        user = user.removesuffix("@example.test")
        return user if password and read_users().get(user) == password else None

    def hand_over(self, program, user, begin):
        home = maildir(user)
        server = subprocess.Popen([os.path.join(PROGRAMS, program), "Maildir"], cwd=home, bufsize=0,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  env=dict(os.environ, **SETTINGS, AUTHENTICATED=user, AUTHADDR=user, MAILDIR=home + "/Maildir", HOME=home))
        try:
            begin(server.stdout)
            threading.Thread(target=self.pump_up, args=(server.stdin,), daemon=True).start()
            while data := server.stdout.read(65536):
                self.socket.sendall(data)
        finally:
            # Its input may stand open with nobody to read from any more.
            server.terminate()
            server.wait()

    def begin_imap(self, tag, output):
        greeting = b""  # "* PREAUTH", and perhaps an alert that there is no watcher of folders
        while b"* PREAUTH" not in greeting or not greeting.endswith(b"\n"):
            data = output.read(4096)
            if not data:
                raise Gone
            greeting += data
        self.send(f"{tag} OK LOGIN Ok.")

    def pump_up(self, pipe):
        try:
            pipe.write(self.buffer)
            while data := self.socket.recv(65536):
                pipe.write(data)
        except OSError:
            pass
        finally:
            try:
                pipe.close()
            except OSError:
                pass

    def serve_imap(self):
        self.send(f"* OK [CAPABILITY {self.capabilities()}] Courier-IMAP ready.")
        signed_in = self.sign_in()
        self.socket.settimeout(None)
        if signed_in:
            tag, user = signed_in
            self.hand_over("usr/bin/imapd", user, lambda output: self.begin_imap(tag, output))

    def serve_pop3(self):
        user = courier_pop3.sign_in(self)
        self.socket.settimeout(None)
        if user:  # its first words are the answer to PASS
            self.hand_over("usr/lib/courier/courier/courierpop3d", user, lambda output: None)

    def serve(self, is_pop3):
        try:
            self.socket.settimeout(60)
            if self.tls:
                self.start_tls()
            if is_pop3:
                self.serve_pop3()
            else:
                self.serve_imap()
        except (OSError, Gone):
            pass
        finally:
            self.socket.close()


def accept(listener, tls, is_pop3, context):
    while True:
        client = listener.accept()[0]
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=Connection(client, context, tls).serve, args=(is_pop3,), daemon=True).start()


def listeners():
    """(socket, TLS from the first byte, POP3), plain IMAP last: whoever sees that open may use all."""
    places = [(socket.AF_INET, "127.0.0.1")]
    try:
        socket.socket(socket.AF_INET6).bind(("::1", 0))
        places.append((socket.AF_INET6, "::1"))
    except OSError:
        pass
    ports = [(POP3_TLS_PORT, True, True), (POP3_PORT, False, True), (TLS_PORT, True, False), (PORT, False, False)]
    return [(socket.create_server((host, port), family=family, backlog=100), tls, is_pop3)
            for port, tls, is_pop3 in ports if port for family, host in reversed(places)]


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(DIR, "tls/good.pem"), os.path.join(DIR, "tls/good.key"))
    # A child of ours, so that it ends with us; left to itself imapd starts one that stays.
    subprocess.Popen([os.path.join(PROGRAMS, "usr/libexec/gam_server"), SETTINGS["GAM_CLIENT_ID"]], env=dict(os.environ, **SETTINGS))
    for listener, tls, is_pop3 in listeners():
        threading.Thread(target=accept, args=(listener, tls, is_pop3, context), daemon=True).start()
    signal.pause()


main()
