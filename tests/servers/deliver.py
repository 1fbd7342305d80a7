# SPDX-License-Identifier: GPL-3.0-or-later
"""deliver.py FACTS USER MAILBOX [YYYY-MM-DD]: the message on standard input, byte for byte, by IMAP; the mailbox is made when missing.
With a date that is its INTERNALDATE (noon, UTC)."""
import datetime
import sys

from imapclient import connect, make_mailbox


def main():
    client = connect(sys.argv[1], sys.argv[2])
    name, raw = sys.argv[3], sys.stdin.buffer.read()
    if name not in client.mailboxes():
        make_mailbox(client, name)
    # imaplib would mend line ends; here they are the test's business.
    client.literal = raw
    day = [datetime.date.fromisoformat(word).strftime('"%d-%b-%Y 12:00:00 +0000"') for word in sys.argv[4:]]
    answer = client._simple_command("APPEND", client.box(name), *day)
    client.logout()
    if answer[0] != "OK":
        sys.exit(f"deliver: refused: {answer}")


main()
