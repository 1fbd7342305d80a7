# SPDX-License-Identifier: GPL-3.0-or-later
"""Deterministic mail for tests and benchmarks: threads, English and Japanese (UTF-8, ISO-2022-JP, Shift_JIS), HTML
alternatives, attachments; about 12 kB a message on average. The same seed and count give the same bytes.

As a program: mailgen.py COUNT [SEED] > mbox."""
import base64
import datetime
import random
import sys
from typing import Iterator, NamedTuple

UNTIL = datetime.datetime(2026, 10, 31, 18, 0, tzinfo=datetime.timezone.utc)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
# Mailboxes beside INBOX, in the order in which they are made.
MAILBOXES = ["Projects", "Projects/Harbour", "Projects/Harbour/Drawings", "Projects/2026", "Lists", "Lists/gardening",
             "Lists/rail-announce", "請求書", "旅行", "旅行/北海道", "旅行/京都", "Receipts", "Family & friends",
             "Études", "Work/会議", "Work/Reports", "Old mail/2024", "Old mail/2025"]

PEOPLE = [("Nora Lindqvist", "nora.lindqvist"), ("Tomás Ferreira", "tomas"), ("Priya Raman", "priya.raman"),
          ("Gareth Pugh", "gareth"), ("Mireille Faure", "mireille"), ("Jonas Albrecht", "jonas.albrecht"),
          ("Olu Adeyemi", "olu"), ("Kate Morrow", "kate.morrow"), ("Ines Novak", "ines"), ("Sam Whitlock", "sam")]
PEOPLE_JA = [("佐藤 美咲", "misaki.sato"), ("高橋 健一", "takahashi"), ("渡辺 直子", "n-watanabe"), ("伊藤 大輔", "ito"),
             ("小林 由紀", "yuki.kobayashi"), ("経理部", "keiri"), ("山本 翔太", "yamamoto")]
DOMAINS = ["example.com", "example.org", "example.net", "harbour.example", "library.example"]
SUBJECTS = ["Timetable for the spring opening", "Minutes of the Tuesday meeting", "Question about the invoice",
            "Photographs from the weekend", "Your library books are due", "Broken link on the front page",
            "Draft of the annual report", "New address from next month", "Could you look at this drawing?",
            "Lunch on Thursday?", "The boiler again", "Notes on the second chapter", "Order confirmation",
            "Parking during the works", "Welcome to the allotment", "Results of the survey", "Keys for the hall"]
SUBJECTS_JA = ["来週の打ち合わせについて", "見積書をお送りします", "会議室の予約変更のお知らせ", "写真を共有します", "請求書の件",
               "年末の予定", "ご注文ありがとうございます", "資料の確認をお願いします", "引っ越しました", "町内会の清掃活動のご案内",
               "先日のお礼", "図書館からのお知らせ"]
SENTENCES = [
    "I walked past the site this morning and the scaffolding is already up on the north side.",
    "Could you check the figures in the third column before we send this out?",
    "The train was late again, so I missed the first half of the talk.",
    "Nothing urgent, but I would like to settle this before the end of the month.",
    "We agreed that the kitchen comes first and the garden wall can wait until spring.",
    "Please find the corrected version below; only the dates have changed.",
    "My sister is visiting from Tuesday to Friday, so the evenings are difficult that week.",
    "If the weather holds we shall start with the roof on Monday.",
    "The printer on the second floor takes paper from the lower tray only.",
    "Thank you for the quick answer, that is exactly what I needed.",
    "There are still four places left on the boat, two of them under cover.",
    "I have asked the supplier for a new quotation and will forward it when it comes.",
    "The old password stops working at midnight on Sunday.",
    "Someone left a blue umbrella in the reading room.",
    "It rained through the whole second act and nobody went home.",
    "We counted twenty-three herons along the canal, more than in any year before.",
    "Let me know which of the two dates suits you better.",
    "The recipe says forty minutes but in our oven it is nearer to an hour."]
SENTENCES_JA = [
    "お世話になっております。", "先日はお忙しいところありがとうございました。", "来週の水曜日の午後二時からで問題ありません。",
    "添付の資料をご確認いただけますでしょうか。", "駅前の新しい喫茶店はコーヒーがとても美味しかったです。",
    "見積もりの金額を一部修正しましたので、改めてお送りします。", "台風の影響で到着が一日遅れる見込みです。",
    "会議の議事録は今週中に共有いたします。", "母が庭で育てたトマトをたくさん送ってくれました。",
    "ご不明な点がございましたら、お気軽にお問い合わせください。", "請求書は月末までにお支払いをお願いいたします。",
    "桜はもう満開で、週末は公園がとても混みそうです。", "電車が止まってしまい、少し遅れます。", "引き続きよろしくお願いいたします。",
    "写真は全部で百二十枚ありました。", "新しい住所は下記の通りです。"]


class Message(NamedTuple):
    number: int
    raw: bytes
    flags: str  # as in APPEND, without brackets
    date: datetime.datetime


def header_date(d: datetime.datetime) -> str:
    return f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year} {d:%H:%M:%S} +0000"


def internal_date(d: datetime.datetime) -> str:
    return f"{d.day:2d}-{MONTHS[d.month - 1]}-{d.year} {d:%H:%M:%S} +0000"


def encoded_words(text: str, charset: str = "utf-8") -> str:
    """RFC 2047; cut between characters so that each word stands alone and stays below 75 octets."""
    if text.isascii():
        return text
    parts = [text[i:i + 10] for i in range(0, len(text), 10)]
    words = [f"=?{charset}?B?{base64.b64encode(p.encode(charset)).decode()}?=" for p in parts]
    return "\r\n ".join(words)


def base64_lines(data: bytes) -> bytes:
    text = base64.b64encode(data)
    return b"\r\n".join(text[i:i + 76] for i in range(0, len(text), 76)) + b"\r\n"


def pdf_like(rng: random.Random, size: int) -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + rng.randbytes(size) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Generator:
    def __init__(self, seed: int = 1, until: datetime.datetime = UNTIL, to: str = "alice@example.test"):
        self.rng = random.Random(seed)
        self.until, self.to, self.seed = until, to, seed
        self.recent: list = []  # (message-id, references, subject, japanese)
        rng = self.rng
        self.attachments = [base64_lines(pdf_like(rng, size)) for size in (9000, 18000, 30000, 48000, 70000)]
        self.html = [self._newsletter(rng, size) for size in (14, 20, 26, 34)]
        self.blocks = {}

    def _newsletter(self, rng: random.Random, items: int) -> bytes:
        out = ["<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>body{font-family:sans-serif;color:#222}"
               ".item{padding:12px;border-bottom:1px solid #ddd}h2{color:#24527a}</style></head><body><table width=\"600\">"]
        for i in range(items):
            out.append(f"<tr><td class=\"item\"><h2>{rng.choice(SUBJECTS)}</h2><p>{' '.join(rng.choices(SENTENCES, k=3))}"
                       f"</p><p><a href=\"https://news.example.org/item/{i}\">Read on</a></p></td></tr>\r\n")
        out.append("</table></body></html>\r\n")
        return "".join(out).encode()

    def _text(self, japanese: bool) -> str:
        rng = self.rng
        if japanese:
            lines = []
            for _ in range(rng.randint(3, 12)):
                lines += ["".join(rng.choices(SENTENCES_JA, k=rng.randint(1, 3))), ""]
            return "\r\n".join(lines) + "\r\n"
        lines = []
        for _ in range(rng.randint(3, 14)):
            lines += rng.choices(SENTENCES, k=rng.randint(2, 5)) + [""]
        if rng.random() < 0.4:
            lines += ["> " + s for s in rng.choices(SENTENCES, k=6)]
        return "\r\n".join(lines) + "\r\n"

    def _part(self, text: str, japanese: bool):
        """(header lines, body) of a text/plain part and the charset of the header fields."""
        if not japanese:
            return b"Content-Type: text/plain; charset=us-ascii\r\n", text.encode(), "utf-8"
        kind = self.rng.random()
        if kind < 0.4:
            return (b"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n",
                    base64_lines(text.encode()), "utf-8")
        if kind < 0.55:
            return (b"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n", text.encode(), "utf-8")
        if kind < 0.85:
            return (b"Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n",
                    text.encode("iso-2022-jp"), "iso-2022-jp")
        return (b"Content-Type: text/plain; charset=Shift_JIS\r\nContent-Transfer-Encoding: base64\r\n",
                base64_lines(text.encode("shift_jis")), "shift_jis")

    def _body(self, number: int, japanese: bool):
        rng = self.rng
        head, body, charset = self._part(self._text(japanese) + f"No. {number}\r\n", japanese)
        kind = rng.random()
        if kind < 0.58:
            return head + b"\r\n" + body, charset
        boundary = b"=_b%d_%d" % (self.seed, number)
        if kind < 0.87:
            return (b"Content-Type: multipart/alternative; boundary=\"" + boundary + b"\"\r\n\r\n--" + boundary + b"\r\n"
                    + head + b"\r\n" + body + b"\r\n--" + boundary
                    + b"\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                    + rng.choice(self.html) + b"\r\n--" + boundary + b"--\r\n"), charset
        name = b"filename*=UTF-8''%E8%B3%87%E6%96%99" if japanese else b"filename=\"report-"
        name += b"%d.pdf" % number + (b"" if japanese else b"\"")
        return (b"Content-Type: multipart/mixed; boundary=\"" + boundary + b"\"\r\n\r\n--" + boundary + b"\r\n" + head
                + b"\r\n" + body + b"\r\n--" + boundary + b"\r\nContent-Type: application/pdf\r\n"
                b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; " + name + b"\r\n\r\n"
                + rng.choice(self.attachments) + b"\r\n--" + boundary + b"--\r\n"), charset

    def _message(self, number: int, date: datetime.datetime) -> Message:
        rng = self.rng
        reply = self.recent[rng.randrange(len(self.recent))] if self.recent and rng.random() < 0.5 else None
        japanese = reply[3] if reply else rng.random() < 0.35
        subject = reply[2] if reply else f"{rng.choice(SUBJECTS_JA if japanese else SUBJECTS)} ({number})"
        body, charset = self._body(number, japanese)
        name, local = rng.choice(PEOPLE_JA if japanese else PEOPLE)
        domain = rng.choice(DOMAINS)
        message_id = f"<{self.seed}.{number}.{rng.getrandbits(40):x}@{domain}>"
        if not japanese:
            charset = "utf-8"
        head = [f"From: {encoded_words(name, charset)} <{local}@{domain}>", f"To: {self.to}",
                f"Subject: {'Re: ' if reply else ''}{encoded_words(subject, charset)}", f"Date: {header_date(date)}",
                f"Message-ID: {message_id}"]
        references = []
        if reply:
            references = (reply[1] + [reply[0]])[-10:]
            head += [f"In-Reply-To: {reply[0]}", "References: " + "\r\n ".join(references)]
        self.recent.append((message_id, references, subject, japanese))
        if len(self.recent) > 200:
            self.recent.pop(rng.randrange(100))
        raw = "\r\n".join(head + ["MIME-Version: 1.0", ""]).encode() + body
        flags = [f for f, p in (("\\Seen", .7), ("\\Flagged", .03), ("\\Answered", .06), ("$Work", .02), ("Label1", .02))
                 if rng.random() < p]
        return Message(number, raw, " ".join(flags), date)

    def messages(self, count: int) -> Iterator[Message]:
        date = self.until - datetime.timedelta(minutes=11 * count)
        for number in range(1, count + 1):
            date += datetime.timedelta(seconds=self.rng.randint(60, 1260))
            yield self._message(number, date)


if __name__ == "__main__":
    for m in Generator(int(sys.argv[2]) if len(sys.argv) > 2 else 1).messages(int(sys.argv[1])):
        sys.stdout.buffer.write(b"From gen " + m.date.strftime("%a %b %d %H:%M:%S %Y\n").encode()
                                + m.raw.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") + b"\n")
