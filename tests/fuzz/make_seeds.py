#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds for the fuzz targets of mime, pop3, sieve and rules, cut out of a folder of mails: make_seeds.py CORPUS SEEDS. One folder a target."""
import hashlib
import os
import re
import sys

LIMIT = {"tree": 4096, "header": 2048, "address": 512, "date": 128, "words": 512, "charset": 512, "tnef": 4096, "files": 1024, "pop3": 4096, "sieve": 4096, "rules": 4096}
FIELD = re.compile(rb"^([A-Za-z-]+):[ \t]*((?:[^\r\n]*\r?\n[ \t])*[^\r\n]*)", re.M)
TARGET = {b"from": "address", b"to": "address", b"cc": "address", b"reply-to": "address", b"date": "date", b"received": "date",
          b"subject": "words", b"content-type": "words", b"content-disposition": "words"}
# What fuzz_pop3 begins with: the stage (and 9: the server pipelines), how the bytes are cut, what the server says.
POP3 = ((0, b"+OK ready <1896.6@dbc.example>\r\n"), (0, b"-ERR [SYS/TEMP] later\r\n"), (1, b"+OK\r\nTOP\r\nUIDL\r\nSASL PLAIN\r\nLOGIN-DELAY 300\r\n.\r\n"),
        (2, b"+OK go\r\n"), (2, b"+OK go\r\n+OK\r\n"), (3, b"+ \r\n+ YWJj\r\n+OK in\r\n"), (3, b"+\r\n-ERR [AUTH] no\r\n"), (4, b"+OK\r\n-ERR [IN-USE] locked\r\n"),
        (14, b"+OK 2 320\r\n+OK\r\n1 whqtswO00WBw418f9t5JxYwZ\r\n2 QhdPYR:00WBw1Ph7x7\r\n.\r\n+OK\r\n1 120\r\n2 200\r\n.\r\n"),
        (6, b"+OK\r\n2 b\r\n1 a\r\n.\r\n"), (17, b"+OK\r\n-ERR no such message\r\n+OK\r\n+OK bye\r\n"))

# The same for fuzz_sieve, without pipelining.
SIEVE = ((0, b'"IMPLEMENTATION" "x"\r\n"SIEVE" "fileinto include"\r\n"STARTTLS"\r\n"VERSION" "1.0"\r\nOK (TAG {2}\r\nab) "ready"\r\n'),
         (0, b'BYE (REFERRAL "sieve://b") "there"\r\n'), (1, b'OK\r\n"SASL" ""\r\nOK\r\n'), (2, b'"YWJj"\r\n{4}\r\nYWJj\r\nOK (SASL "YWJj")\r\n'),
         (3, b'"a" ACTIVE\r\n{3}\r\nb"c\r\nOK "done"\r\n'), (4, b'{14}\r\nkeep;\r\nstop;\r\n\r\nOK\r\n'), (5, b'NO (QUOTA/MAXSIZE) {11}\r\nline 3: bad\r\n'),
         (8, b'require ["include", "fileinto"];\r\n/* x */ include :personal "a\\"b"; # c\r\nreject text:\r\n..dot\r\n.\r\n;'))

# Thunderbird's msgFilterRules.dat, for fuzz_rules_file.
RULES_HEAD = b'version="9"\r\nlogging="no"\r\nname="n"\r\nenabled="yes"\r\ntype="17"\r\n'
RULES = (b'action="Move to folder"\r\nactionValue="imap://me%40home.example@imap.home.example/Archive/Bills%20%E8%AB%8B"\r\naction="AddTag"\r\n'
         b'actionValue="$label1"\r\naction="Stop execution"\r\ncondition="AND (subject,contains,\\"a, (b)\\") AND (from,isn\'t,boss@work.example)"\r\n',
         b'action="Forward"\r\nactionValue="you@else.example"\r\ncondition="ALL"\r\nname=""\r\nenabled="no"\r\naction="JunkScore"\r\nactionValue="100"\r\n',
         b'action="Mark read"\r\ncondition="OR (\\"X-Spam\\",begins with,yes) OR (size,is greater than,10) OR (date,is before,21-Nov-2026)"\r\n',
         b'action="Copy to folder"\r\nactionValue="mailbox://nobody@Local%20Folders/A/B"\r\ncondition="AND (to or cc,contains,x) AND (age in days,is less than,7)"\r\n',
         b'action="Run Program"\r\nactionValue="/bin/sh"\r\ncondition="AND (subject,is,a) OR (junk status,is,2)"\r\n')


def main():
    corpus, seeds = sys.argv[1:]
    for target in LIMIT:
        os.makedirs(os.path.join(seeds, target), exist_ok=True)

    def keep(target, data):
        data = data[: LIMIT[target]]
        with open(os.path.join(seeds, target, hashlib.sha1(data).hexdigest()), "wb") as file:
            file.write(data)

    for stage, said in POP3:
        for step in (0, 60):
            keep("pop3", bytes((stage, step)) + said)
    for stage, said in SIEVE:
        for step in (0, 60):
            keep("sieve", bytes((stage, step)) + said)
    for rules in RULES:
        keep("rules", RULES_HEAD + rules)
    for folder, _, names in os.walk(corpus):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                raw = file.read()
            keep("tree", raw)
            keep("header", raw)
            lines = re.sub(rb"^\.", b"..", raw[:1200].replace(b"\r\n", b"\n"), flags=re.M).replace(b"\n", b"\r\n")
            keep("pop3", b"\x10\x07+OK\r\n" + lines + b"\r\n.\r\n-ERR gone\r\n+OK\r\n.\r\n")
            for field, value in FIELD.findall(raw[:20000]):
                if field.lower() in TARGET:
                    keep(TARGET[field.lower()], value)
            label = re.search(rb"charset=\"?([A-Za-z0-9_-]+)", raw)
            body = raw.partition(b"\r\n\r\n")[2] or raw.partition(b"\n\n")[2]
            keep("charset", (label.group(1) if label else b"") + b"\nja\n" + body)
            if raw.startswith(b"\x78\x9f\x3e\x22"):
                keep("tnef", raw)
            for begin in (b"begin 6", b"=ybegin "):
                if (at := raw.find(begin)) >= 0:
                    keep("files", raw[at:])


main()
