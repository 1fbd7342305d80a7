# SPDX-License-Identifier: GPL-3.0-or-later
"""packets.py COMMAND...: runs a test in a network namespace of its own, where every name would be asked for at a server of this
network and every host could be reached, and captures what leaves: each TCP or UDP packet of any interface. Exit: the test's own code; 1 where there was a packet; 77 (skipped) where no namespace can be made.
Before the test one name is asked for and one connection is tried, to see that the capture sees it."""
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

MARK = "TRIBUTARY_PACKETS_INSIDE"
PROTOCOLS = {6: "TCP", 17: "UDP"}


def skip(why):
    print("packets.py:", why, file=sys.stderr)
    sys.exit(77)


def go_inside():
    if not shutil.which("unshare") or not shutil.which("ip"):
        skip("unshare and ip are needed (util-linux, iproute2)")
    if subprocess.run(["unshare", "-rn", "--mount", "true"], stderr=subprocess.DEVNULL).returncode != 0:
        skip("no namespace can be made here")
    os.environ[MARK] = "1"
    os.execvp("unshare", ["unshare", "-rn", "--mount", sys.executable, os.path.abspath(__file__)] + sys.argv[1:])


def make_network():
    # Every address is this machine's: what would leave goes over lo, where nobody listens.
    for words in ("link set lo up", "route add local 0.0.0.0/0 dev lo", "-6 route add local ::/0 dev lo"):
        subprocess.run(["ip"] + words.split(), check=True)
    resolver = tempfile.NamedTemporaryFile("w", suffix=".conf")
    resolver.write("nameserver 192.0.2.53\noptions timeout:1 attempts:1\n")
    resolver.flush()
    os.chmod(resolver.name, 0o644)
    subprocess.run(["mount", "--bind", resolver.name, os.path.realpath("/etc/resolv.conf")], check=True)
    return resolver


class Capture(threading.Thread):
    """Every packet of every interface, as a line."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
        self.seen = []

    def run(self):
        while True:
            frame, where = self.socket.recvfrom(65535)
            line = self.line(frame[14:], where[0])
            if line:
                self.seen.append(line)

    @staticmethod
    def line(packet, interface):
        if len(packet) < 20:
            return None
        if packet[0] >> 4 == 4:
            protocol, start = packet[9], (packet[0] & 15) * 4
            source, target = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
        elif packet[0] >> 4 == 6 and len(packet) >= 40:
            protocol, start = packet[6], 40
            source, target = (socket.inet_ntop(socket.AF_INET6, packet[i:i + 16]) for i in (8, 24))
        else:
            return None
        if protocol not in PROTOCOLS or len(packet) < start + 4:
            return None
        ports = struct.unpack("!HH", packet[start:start + 4])
        return f"{interface} {PROTOCOLS[protocol]} {source}:{ports[0]} -> {target}:{ports[1]} {packet[start + 8:][:80]!r}"

    def take(self):
        time.sleep(0.5)  # what left last is still on its way to the capture
        seen, self.seen = self.seen, []
        return seen


def prove(capture):
    """The capture sees a question for a name and a connection."""
    subprocess.run([sys.executable, "-c", "import socket\ntry: socket.getaddrinfo('control.example', 80)\nexcept OSError: pass"], check=True)
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=0.5)
    except OSError:
        pass
    seen = capture.take()
    if not any("UDP" in one and ":53 " in one for one in seen) or not any("TCP" in one and "192.0.2.1:80" in one for one in seen):
        print("packets.py: the capture does not see what leaves:", *seen, sep="\n", file=sys.stderr)
        sys.exit(1)


def main():
    if MARK not in os.environ:
        go_inside()
    resolver = make_network()
    capture = Capture()
    capture.start()
    prove(capture)
    code = subprocess.run(sys.argv[1:], check=False).returncode
    seen = capture.take()
    print(f"packets.py: {len(seen)} packets")
    for one in seen[:40]:
        print(" ", one)
    resolver.close()
    sys.exit(code if code != 0 else 1 if seen else 0)


main()
