# SPDX-License-Identifier: GPL-3.0-or-later
"""demo_mail.py FACTS: puts the sample mail of demo_texts_*.py into the demo accounts: four, and one
more that signs in by OAuth where the server has that. Dates are counted back from now, so that the mail always looks current."""
import datetime
import json
import random
import struct
import sys
import zlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

import demo_texts_en
import demo_texts_ja
from imapclient import append_many, connect, make_mailbox
from mailgen import internal_date

NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def pdf(title):
    """A one-page PDF that viewers open."""
    text = f"BT /F1 24 Tf 72 720 Td ({title}) Tj ET".encode("latin-1", "replace")
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(text), text), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def png(width, height, top, bottom):
    """A soft gradient between two colours."""
    rows = b"".join(b"\0" + bytes(int(a + (b - a) * y / height) for a, b in zip(top, bottom)) * width for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def attach(message, name):
    kind = name.rsplit(".", 1)[1]
    if kind == "pdf":
        title = name[:-4] if name.isascii() else "Document"
        message.add_attachment(pdf(title), "application", "pdf", filename=name)
    elif kind == "png":
        message.add_attachment(png(640, 400, (120, 170, 210), (240, 220, 190)), "image", "png", filename=name)
    elif kind == "csv":
        message.add_attachment("item,amount\r\ntimber,1840\r\nslates,2215\r\nlabour,3900\r\n".encode(), "text", "csv", filename=name)
    else:
        message.add_attachment(b"Notes\r\n", "text", "plain", filename=name)


class Account:
    def __init__(self, facts, address, name):
        self.address, self.name = address, name
        self.client = connect(facts, address)
        self.random = random.Random(address)
        self.boxes, self.count = {"INBOX": []}, 0

    def message(self, sender, to, subject, text, date, html=None, files=(), charset="utf-8", parents=()):
        self.count += 1
        m = EmailMessage(policy=SMTP)
        m["From"], m["To"], m["Subject"], m["Date"] = formataddr(sender), formataddr(to), subject, format_datetime(date)
        m["Message-ID"] = f"<demo.{self.count}.{self.random.getrandbits(48):x}@{sender[1].split('@')[1]}>"
        if parents:
            m["In-Reply-To"], m["References"] = parents[-1], " ".join(parents)
        m.set_content(text, charset=charset)
        if html:
            m.add_alternative(html, subtype="html")
        for name in files:
            attach(m, name)
        return m

    def put(self, box, message, flags, date):
        if box not in self.boxes:
            make_mailbox(self.client, box)
            self.boxes[box] = []
        self.boxes[box].append((date, bytes(message), flags))

    def flags_for(self, age, mark):
        """Older mail has been read; the last day and a few others have not."""
        flags = [] if "u" in mark or (age < 1.2 and "r" not in mark) else ["\\Seen"]
        if "f" in mark:
            flags.append("\\Flagged")
        if "a" in mark:
            flags.append("\\Answered")
        return " ".join(flags)

    def thread(self, box, subject, posts, people, re_prefix="Re: "):
        """posts: (who, days ago, text[, mark[, files[, charset]]]); 'me' writes into Sent."""
        parents = []
        other = next((people[p[0]] for p in posts if p[0] != "me"), None)
        for who, age, text, *more in posts:
            mark, files, charset = (list(more) + ["", (), "utf-8"][len(more):])[:3]
            mine = who == "me"
            date = NOW - datetime.timedelta(days=age)
            sender, to = ((self.name, self.address), other) if mine else (people[who], (self.name, self.address))
            m = self.message(sender, to, (re_prefix if parents else "") + subject, text.strip() + "\n", date, files=files,
                             charset=charset, parents=parents[-8:])
            parents.append(m["Message-ID"])
            self.put("Sent" if mine else box, m, "\\Seen" if mine else self.flags_for(age, mark), date)

    def letters(self, box, series):
        """A newsletter: (sender, ages, title, lead, items) with an HTML alternative."""
        sender, ages, title, colour, issues = series
        for age, (subject, lead, items) in zip(ages, issues):
            date = NOW - datetime.timedelta(days=age)
            text = f"{subject}\n\n{lead}\n\n" + "\n\n".join(f"* {head}\n  {body}" for head, body in items) + "\n"
            m = self.message(sender, (self.name, self.address), subject, text, date, html=html(title, colour, subject, lead, items))
            m["List-Unsubscribe"] = f"<https://{sender[1].split('@')[1]}/unsubscribe>"
            self.put(box, m, self.flags_for(age, ""), date)

    def finish(self):
        for box, messages in self.boxes.items():
            messages.sort(key=lambda m: m[0])
            if messages:
                append_many(self.client, box, [(raw, flags, internal_date(date)) for date, raw, flags in messages])
        self.client.logout()
        return self.count


def html(title, colour, subject, lead, items):
    rows = "".join(f'<tr><td style="padding:14px 28px;border-bottom:1px solid #e4e7ea"><h3 style="margin:0 0 6px;color:{colour};'
                   f'font-size:17px">{head}</h3><p style="margin:0;line-height:1.55;color:#333a40">{body}</p></td></tr>\r\n'
                   for head, body in items)
    return (f'<!DOCTYPE html>\r\n<html><head><meta charset="utf-8"><title>{subject}</title></head>\r\n'
            '<body style="margin:0;background:#f1f3f5;font-family:Helvetica,Arial,sans-serif">\r\n'
            '<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">\r\n'
            '<table width="600" cellpadding="0" cellspacing="0" style="background:#ffffff">\r\n'
            f'<tr><td style="background:{colour};color:#ffffff;padding:26px 28px;font-size:24px"><b>{title}</b></td></tr>\r\n'
            f'<tr><td style="padding:22px 28px"><h2 style="margin:0 0 8px;color:#1d2328">{subject}</h2>'
            f'<p style="margin:0;line-height:1.55;color:#333a40">{lead}</p></td></tr>\r\n{rows}'
            '<tr><td style="padding:18px 28px;color:#7a838b;font-size:12px">'
            '<a href="https://news.example.org/online">Read online</a> &middot; '
            '<a href="https://news.example.org/unsubscribe">Unsubscribe</a></td></tr></table></td></tr></table></body></html>\r\n')


def fill(facts, texts, who, prefix="Re: "):
    data = texts.ACCOUNTS[who]
    account = Account(facts, who, data["name"])
    for box in data.get("mailboxes", []):
        make_mailbox(account.client, box)
        account.boxes.setdefault(box, [])
    for box, subject, posts in data["threads"]:
        account.thread(box, subject, posts, data["people"], prefix)
    for box, series in data["newsletters"]:
        account.letters(box, series)
    return account.finish()


def main():
    facts = sys.argv[1]
    counts = [fill(facts, demo_texts_en, "alice@example.test"), fill(facts, demo_texts_en, "bob@example.test"),
              fill(facts, demo_texts_en, "dave@example.test"),
              fill(facts, demo_texts_ja, "hanako@example.test")]
    with open(facts, encoding="utf-8") as file:
        if "oauthPort" in json.load(file):
            counts.append(fill(facts, demo_texts_en, "carol@example.test"))
    print("sample mail:", ", ".join(map(str, counts)), "messages")


main()
