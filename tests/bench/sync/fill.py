# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills mailboxes with pipelined MULTIAPPEND, and changes them as a day's mail does."""
import base64
import dataclasses
import multiprocessing
import random

from . import corpus

PIECE = 400
HEADER_FIELDS = (b"BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES IN-REPLY-TO REPLY-TO "
                 b"LIST-ID CONTENT-TYPE)]")


@dataclasses.dataclass(frozen=True)
class Store:
    name: str
    messages: int
    tiny: bool = False  # all in INBOX, half a kilobyte each


def wire_name(name):
    """Modified UTF-7 (RFC 3501, 5.1.3), quoted."""
    out, other = "", ""
    for c in name + "\0":
        if " " <= c <= "~" or c == "\0":
            if other:
                out += "&" + base64.b64encode(other.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
                other = ""
            out += "&-" if c == "&" else c
        else:
            other += c
    return f'"{out[:-1]}"'.encode()


def _in_pieces(raw, mailbox, messages):
    piece = []
    for message in messages:
        piece.append(message)
        if len(piece) == PIECE:
            raw.append(mailbox, piece)
            raw.until(raw.tag)
            piece = []
    if piece:
        raw.append(mailbox, piece)
        raw.until(raw.tag)


def _fill_share(server, user, count, share):
    mail = corpus.Corpus(count)
    raw = server.raw(user)
    for place in share:
        _in_pieces(raw, wire_name(corpus.MAILBOXES[place]), (mail.message(i) for i in mail.of_mailbox(place)))
    raw.close()


def fill(server, user, store):
    raw = server.raw(user)
    if store.tiny:
        _in_pieces(raw, b"INBOX", (corpus.tiny(i, store.messages) for i in range(store.messages)))
        raw.close()
        return
    existing = raw.status()
    for name in corpus.MAILBOXES[1:]:
        if wire_name(name).decode().strip('"') not in {n.strip('"') for n in existing}:
            raw.run(b"CREATE " + wire_name(name))
    raw.close()
    # Making the messages costs more than storing them: two processes, each with its own mailboxes. INBOX is a third.
    mail = corpus.Corpus(store.messages)
    shares, loads = [[], []], [0, 0]
    for place in sorted(range(40), key=lambda p: -corpus.WEIGHTS[p]):
        lighter = loads.index(min(loads))
        shares[lighter].append(place)
        loads[lighter] += len(mail.of_mailbox(place))
    workers = [multiprocessing.Process(target=_fill_share, args=(server, user, store.messages, s), daemon=True) for s in shares]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("the mailboxes could not be filled")


def warm(server, user, store):
    """Once everything that a client may ask for a list."""
    items = b"UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE " + HEADER_FIELDS
    raw = server.raw(user)
    for name, status in raw.status().items():
        if status["MESSAGES"]:
            first = max(1, status["MESSAGES"] - 999) if store.messages > 200_000 else 1
            raw.run(b"SELECT " + name.encode(), b"FETCH %d:* (" % first + items + b")", keep=False)
    raw.run(b"LOGOUT")
    raw.close()


def change(server, user, seed, new, flags, gone):
    """New mail (most of it in INBOX), flags set and taken away, messages expunged, over all mailboxes."""
    rng, raw = random.Random(f"change {seed}"), server.raw(user)
    counts = {name.encode(): status["MESSAGES"] for name, status in raw.status().items()}
    mail = corpus.Corpus(10007)  # another corpus: no message comes twice
    names = sorted(counts)
    work = {name: [[], 0, 0] for name in names}
    for number in range(new):
        work[b"INBOX" if rng.random() < .6 else rng.choice(names)][0].append(mail.message((seed * new + number) % mail.count))
    filled = [name for name in names if counts[name] > 20]
    weights = [counts[name] ** .5 for name in filled]
    for name in rng.choices(filled, weights, k=flags):
        work[name][1] += 1
    for name in rng.choices(filled, weights, k=gone):
        work[name][2] += 1
    for name, (messages, marks, deletions) in work.items():
        if not (messages or marks or deletions):
            continue
        chosen = rng.sample(range(1, counts[name] + 1), min(counts[name], marks + deletions))
        doomed, marked = chosen[:deletions], chosen[deletions:]
        commands = [b"SELECT " + name]
        for numbers, item in ((marked[0::2], b"+FLAGS.SILENT (\\Flagged)"), (marked[1::2], b"-FLAGS.SILENT (\\Seen)"),
                              (doomed, b"+FLAGS.SILENT (\\Deleted)")):
            if numbers:
                commands.append(b"STORE " + ",".join(map(str, sorted(numbers))).encode() + b" " + item)
        raw.run(*commands, *([b"EXPUNGE"] if doomed else []))
        if messages:
            raw.append(name, messages)
            raw.until(raw.tag)
    raw.run(b"LOGOUT")
    raw.close()
