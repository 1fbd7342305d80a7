# SPDX-License-Identifier: GPL-3.0-or-later
"""sent.py LOG: what the SMTP server took, one JSON object a line in the order of time: time (seconds since 1970), id (of the server),
user (who was signed in), reversePath, recipients, messageId (without '<>'), size (with the server's own lines), port, smtpUtf8."""
import base64
import json
import re
import sys

LINE = re.compile(r" sent (\d+) (\S+) (\d+) (\d+) ([01]) =(\S*) =(\S*) =(\S*) =(\S*)$")


def main():
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        for line in log:
            found = LINE.search(line.rstrip("\n"))
            if not found:
                continue
            user, sender, message_id, recipients = (base64.b64decode(word).decode() for word in found.groups()[5:])
            print(json.dumps({"time": int(found[1]), "id": found[2], "user": user, "reversePath": sender,
                              "recipients": recipients.split(", "), "messageId": message_id.strip().strip("<>"),
                              "size": int(found[3]), "port": int(found[4]), "smtpUtf8": found[5] == "1"}, ensure_ascii=False))


main()
