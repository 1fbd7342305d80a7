# SPDX-License-Identifier: GPL-3.0-or-later
"""control.py DIR COMMAND [WORD...]: asks the OAuth server of 'mailserver start --oauth' something at its own door and prints the
answer: JSON, or JSON lines for 'log'. What there is to ask is in mailserver; ask() is for others."""
import http.client
import json
import os
import socket
import sys


class Door(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


def ask(directory, command, *words):
    door = Door(os.path.join(directory, "oauth", "control"))
    door.request("POST", "/" + command, json.dumps(words))
    answer = door.getresponse()
    text = answer.read().decode()
    if answer.status != 200:
        raise RuntimeError(text or f"status {answer.status}")
    return json.loads(text)


if __name__ == "__main__":
    try:
        said = ask(*sys.argv[1:])
    except (OSError, RuntimeError) as error:
        sys.exit(f"mailserver: {error}")
    for line in said if isinstance(said, list) else [said] if said else []:
        print(json.dumps(line))
