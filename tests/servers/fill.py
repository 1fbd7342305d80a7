# SPDX-License-Identifier: GPL-3.0-or-later
"""fill.py FACTS USER COUNT MAILBOXES SEED: COUNT generated messages, half of them in INBOX when there are more mailboxes."""
import sys
import time

from imapclient import append_many, connect, make_mailbox
from mailgen import MAILBOXES, Generator, internal_date

BATCH = 200


def names(count):
    return ["INBOX"] + [MAILBOXES[i] if i < len(MAILBOXES) else f"Box {i:03d}" for i in range(count - 1)]


def main():
    facts, user, count, mailboxes, seed = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
    started = time.monotonic()
    client = connect(facts, user)
    boxes = names(mailboxes)
    for name in boxes[1:]:
        make_mailbox(client, name)
    waiting = {name: [] for name in boxes}
    size = 0
    for m in Generator(seed, to=user).messages(count):
        name = "INBOX" if mailboxes == 1 or m.number % 2 else boxes[1 + m.number // 2 % (mailboxes - 1)]
        waiting[name].append((m.raw, m.flags, internal_date(m.date)))
        size += len(m.raw)
        if len(waiting[name]) == BATCH:
            append_many(client, name, waiting[name])
            waiting[name] = []
    for name, rest in waiting.items():
        if rest:
            append_many(client, name, rest)
    client.logout()
    print(f"{count} messages, {size / 1e6:.1f} MB, {len(boxes)} mailboxes, {time.monotonic() - started:.1f} s")


main()
