# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail for the synchronisation benchmarks: the same number gives the same bytes on every machine.

Corpus(n).message(i) has a median of about 6.6 KB and a mean of about 13 KB: plain text, lists, newsletters with HTML,
Japanese in three charsets, attachments. tiny(i) is half a kilobyte, for mailboxes of a million.

Text is cut out of one long tape of words in Zipf's distribution over 30,000 words. That is many times faster than
drawing each word, and an index still meets a natural vocabulary; no two messages share a place of more than chance."""
import base64
import binascii
import calendar
import math
import quopri
import random
import time

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
# 40 mailboxes as people have them: one large, a few middling, many small; names outside ASCII; levels.
MAILBOXES = (["INBOX", "Archive", "Sent", "Drafts", "Trash", "Junk"] + [f"Lists/{x}" for x in
             ("allotments", "bicycles", "choir", "fonts", "harbour", "maps", "rail", "repair", "tides", "weather")] +
             [f"Clients/{x}" for x in ("Aoba", "Brook", "Cedar", "Dune", "Elm", "Fjord", "Grove", "Heath")] +
             [f"Archive/{year}" for year in range(2014, 2024)] +
             ["Receipts", "Travel", "School", "請求書", "家族/写真", "Études"])
WEIGHTS = [32, 13, 9, 0.5, 2, 4] + [2.4] * 10 + [1.3] * 8 + [0.8] * 10 + [1, 1, 1, 1, 1, 0.5]
assert len(MAILBOXES) == len(WEIGHTS) == 40
PEOPLE = ["Anna Holm", "Ben Okafor", "Chiara Conti", "David Roth", "Emi Mori", "Finn Larsen", "Gita Nair", "Hugo Martin",
          "Ivana Kos", "Joao Reis", "Ken Ito", "Lena Vogel", "Mei Lin", "Noor Aziz", "Otto Lind", "Paula Cruz"]
KANA_WORDS = """予定 確認 連絡 報告 送付 資料 添付 会議 変更 見積 請求 契約 納期 発注 製品 品質 試験 結果 原因 対応 担当 部署 来週 今週 先月
年度 予算 計画 設計 開発 公開 利用 登録 解約 更新 設定 電源 配線 工場 倉庫 配送 店舗 写真 家族 旅行 京都 札幌 空港 電車 駅前 天気 台風 桜 庭 料理
夕食 病院 学校 授業 宿題 図書館 音楽 映画 切符 住所 電話 銀行 振込 保険 サーバー メール アカウント ファイル データ カメラ プリンター パソコン""".split()
KANA_JOINTS = ["は", "が", "を", "に", "で", "と", "の", "も", "から", "まで", "について", "により"]
KANA_ENDS = ["です。", "します。", "しました。", "ください。", "と思います。", "お願いします。", "でしょうか。", "になりました。"]
FIRST_DATE, DAYS_SPAN = calendar.timegm((2016, 11, 1, 0, 0, 0)), 3650


def header_date(t):
    g = time.gmtime(t)
    return f"{DAYS[g.tm_wday]}, {g.tm_mday} {MONTHS[g.tm_mon - 1]} {g.tm_year} {g.tm_hour:02d}:{g.tm_min:02d}:{g.tm_sec:02d} +0000"


def internal_date(t):
    g = time.gmtime(t)
    return f"{g.tm_mday:2d}-{MONTHS[g.tm_mon - 1]}-{g.tm_year} {g.tm_hour:02d}:{g.tm_min:02d}:{g.tm_sec:02d} +0000"


def _words(rng):
    """30,000 words that look like words, and how often each comes."""
    heads = "b bl c ch d f fl g gr h j k l m n p pr qu r s sh st t tr v w y".split()
    vowels, tails = "a e i o u ae ai oo".split(), ["", "", "n", "r", "s", "t", "ck", "ll", "mp", "ng"]
    words, seen = [], set()
    while len(words) < 30000:
        word = "".join(rng.choice(heads) + rng.choice(vowels) for _ in range(rng.choice((1, 2, 2, 3, 4)))) + rng.choice(tails)
        if word not in seen:
            seen.add(word)
            words.append(word)
    return words, [1.0 / (rank + 6) for rank in range(len(words))]


def _tape(rng, lines):
    words, weights = _words(rng)
    drawn = iter(rng.choices(words, weights, k=lines * 14))
    tape = []
    for number in range(lines):
        line = ""
        while len(line) < 62:
            line += next(drawn) + " "
        tape.append("" if number % 7 == 6 else line.capitalize().rstrip() + "." if number % 3 == 2 else line.rstrip())
    return tape, words


def _kana_tape(rng, lines):
    pick = rng.choice
    return ["".join(pick(KANA_WORDS) + pick(KANA_JOINTS) for _ in range(rng.randint(2, 5))) + pick(KANA_WORDS) + pick(KANA_ENDS)
            for _ in range(lines)]


class Corpus:
    _shared = None

    def __init__(self, count):
        self.count = count
        if Corpus._shared is None:  # the tapes are the same for every size of corpus
            rng = random.Random(20261)
            tape, words = _tape(rng, 200_000)
            noise = base64.encodebytes(rng.randbytes(3_600_000)).replace(b"\n", b"\r\n")
            Corpus._shared = tape, words, _kana_tape(rng, 40_000), noise
        self.tape, self.words, self.kana, self.noise = Corpus._shared
        rng = random.Random(f"places {count}")
        self.places = rng.choices(range(40), WEIGHTS, k=count)

    def of_mailbox(self, mailbox):
        return [i for i, place in enumerate(self.places) if place == mailbox]

    def date(self, i):
        return FIRST_DATE + int(DAYS_SPAN * 86400 * (i + 0.5) / self.count)

    def _text(self, rng, size):
        first = rng.randrange(len(self.tape) - 1)
        lines = self.tape[first:first + max(2, size // 60)]
        return "\r\n".join(lines) + f"\r\n{rng.choice(self.words)} {rng.getrandbits(32):x}\r\n"

    def _kana_text(self, rng, size):
        first = rng.randrange(len(self.kana) - 1)
        return "\r\n".join(self.kana[first:first + max(2, size // 75)]) + "\r\n"

    def _subject(self, thread, kana):
        rng = random.Random(f"subject {thread}")
        if kana:
            return rng.choice(self.kana)[:18]
        return " ".join(rng.choices(self.words[:4000], k=rng.randint(2, 7))).capitalize()

    def _newsletter(self, rng, text):
        rows = []
        for number, paragraph in enumerate(text.split("\r\n\r\n")):
            rows.append(f'<tr><td style="padding:10px 20px;font-family:Helvetica,sans-serif;color:#{rng.getrandbits(24):06x}"><p>'
                        f'{paragraph}</p><a href="https://go.example.net/{rng.getrandbits(80):x}?n={number}"><img width="540" '
                        f'alt="" src="https://img.example.net/{rng.getrandbits(40):x}.png"></a></td></tr>')
        return ('<!DOCTYPE html><html><head><meta charset="utf-8"><style>body{margin:0}a{color:#124}td{border:0}</style></head>'
                '<body><table width="600">' + "\r\n".join(rows) + "</table></body></html>\r\n").encode()

    def message(self, i):
        """(flags, time, bytes) of message i."""
        rng = random.Random(f"{self.count} {i}")
        when, kind = self.date(i), rng.random()
        kana, news, listed = kind < .16, .16 <= kind < .36, .36 <= kind < .55
        thread = i - i % 5 if rng.random() < .6 else i
        charset = rng.choice(("utf-8", "utf-8", "iso-2022-jp", "iso-2022-jp", "shift_jis")) if kana else "utf-8"
        name = PEOPLE[rng.randrange(16)]
        subject = self._subject(thread, kana)
        if kana:
            subject = f"=?{charset}?B?{base64.b64encode(subject.encode(charset)).decode()}?="
        head = [f"Received: from mx{hop}.example.net ([192.0.2.{rng.randrange(250)}]) by in.example.org with ESMTPS id "
                f"{rng.getrandbits(48):012x};\r\n\t{header_date(when - hop)}" for hop in range(rng.randint(1, 3))]
        if rng.random() < .6:
            head.append("DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=k1; h=from:to:subject:date;\r\n\tbh="
                        f"{base64.b64encode(rng.randbytes(32)).decode()};\r\n\tb={base64.b64encode(rng.randbytes(190)).decode()}")
        head += [f"From: {name} <{name.split()[0].lower()}{rng.randrange(80)}@{rng.choice(('corp', 'home', 'club'))}.example>",
                 "To: Me <me@example.test>", f"Subject: {'Re: ' if thread != i else ''}{subject}", f"Date: {header_date(when)}",
                 f"Message-ID: <{i}.{self.count}@bench.example>", "MIME-Version: 1.0"]
        if thread != i:
            chain = "\r\n ".join(f"<{j}.{self.count}@bench.example>" for j in range(thread, i))
            head += [f"In-Reply-To: <{i - 1}.{self.count}@bench.example>", f"References: {chain}"]
        if listed:
            head += [f"List-Id: <{MAILBOXES[6 + i % 10].split('/')[1]}.lists.example>", "Precedence: list"]
        size = int(min(180_000, max(300, math.exp(rng.gauss(math.log(5500), 0.92)))))
        part, body = self._body(rng, i, size, kana, news, charset)
        if not news and rng.random() < .028:
            part, body = self._attach(rng, i, part, body)
        flags = " ".join(f for f, p in (("\\Seen", .8), ("\\Flagged", .02), ("\\Answered", .08), ("$Label", .02)) if rng.random() < p)
        return flags, when, "\r\n".join(head + [part, "", ""]).encode() + body

    def _body(self, rng, i, size, kana, news, charset):
        if kana:
            raw, how = self._kana_text(rng, size).encode(charset), "8bit" if charset == "shift_jis" else "7bit"
            if charset == "utf-8":
                raw, how = base64.encodebytes(raw).replace(b"\n", b"\r\n"), "base64"
            return f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {how}", raw
        text = self._text(rng, size // 2 if news else size)
        if not news:
            return "Content-Type: text/plain; charset=utf-8", text.encode()
        html = self._newsletter(rng, text)
        how, mark = "8bit", f"=_n{i}"
        if i % 2:
            how, html = "quoted-printable", quopri.encodestring(html.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
        body = (f"--{mark}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--{mark}\r\nContent-Type: text/html; "
                f"charset=utf-8\r\nContent-Transfer-Encoding: {how}\r\n\r\n").encode() + html + f"\r\n--{mark}--\r\n".encode()
        return f'Content-Type: multipart/alternative; boundary="{mark}"', body

    def _attach(self, rng, i, part, body):
        size = min(3_000_000, int(math.exp(rng.gauss(math.log(62_000), 1.0))) if rng.random() < .985 else rng.randint(800_000, 2_800_000))
        lines = size * 4 // 3 // 76 + 1
        first = rng.randrange(max(1, len(self.noise) // 78 - lines))
        mark = f"=_a{i}"
        wrapped = (f"--{mark}\r\n{part}\r\n\r\n".encode() + body + f"\r\n--{mark}\r\nContent-Type: application/pdf\r\n"
                   "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename*=UTF-8''%E8%B3%87%E6%96%99.pdf"
                   "\r\n\r\n".encode() + self.noise[first * 78:(first + lines) * 78] + f"--{mark}--\r\n".encode())
        return f'Content-Type: multipart/mixed; boundary="{mark}"', wrapped


def tiny(i, count):
    """A message of half a kilobyte. No generator of its own: a million of these are wanted in a minute."""
    when = FIRST_DATE + DAYS_SPAN * 86400 * i // count
    name, mix = PEOPLE[i % 16], binascii.crc32(b"%d" % i)
    text = f"Note {i} of {mix:08x} about {KANA_WORDS[mix % 70]} and {MAILBOXES[mix % 36]}; nothing else to say today.\r\n"
    raw = (f"Received: from mx.example.net ([192.0.2.{mix % 250}]) by in.example.org with ESMTPS id {mix:012x};\r\n\t"
           f"{header_date(when)}\r\nFrom: {name} <{name[:3].lower()}{mix % 997}@corp.example>\r\nTo: Me <me@example.test>\r\nSubject: Note {i} "
           f"({mix % 100003})\r\nDate: {header_date(when)}\r\nMessage-ID: <{i}.t@bench.example>\r\nMIME-Version: 1.0\r\n"
           f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}")
    return ("\\Seen" if i % 7 else ""), when, raw.encode()


if __name__ == "__main__":  # corpus.py N: the sizes, to see that they are still what the text above says
    import sys
    corpus = Corpus(int(sys.argv[1]))
    began = time.monotonic()
    sizes = sorted(len(corpus.message(i)[2]) for i in range(0, corpus.count, max(1, corpus.count // 5000)))
    print(f"{len(sizes)} of {corpus.count}: median {sizes[len(sizes) // 2]}, mean {sum(sizes) // len(sizes)}, largest {sizes[-1]}, "
          f"{len(sizes) / (time.monotonic() - began):.0f} a second, tiny {len(tiny(12345, 1000000)[2])}")
