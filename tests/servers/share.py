# SPDX-License-Identifier: GPL-3.0-or-later
"""share.py FACTS OWNER MAILBOX READER RIGHTS: another user's rights to a mailbox (RFC 4314 SETACL; "" takes them away). The
mailbox is made when missing."""
import sys

from imapclient import connect, load_facts, make_mailbox


def main():
    facts, owner, name, reader, rights = sys.argv[1:]
    client = connect(facts, owner)
    if name not in client.mailboxes():
        make_mailbox(client, name)
    user = load_facts(facts).get("userForm", "{address}").format(name=reader.split("@")[0], address=reader)
    answer = client.setacl(client.box(name), user, rights) if rights else client.deleteacl(client.box(name), user)
    client.logout()
    if answer[0] != "OK":
        sys.exit(f"share: refused: {answer}")


main()
