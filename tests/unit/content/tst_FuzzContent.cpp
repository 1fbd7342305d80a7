// SPDX-License-Identifier: GPL-3.0-or-later
// A short run of the fuzz targets in every test run: the corpus and fixed mutations of it, the same each time. A target that
// finds something ends the program with what it found.
#include "fuzz/ContentChecks.h"

#include <QByteArray>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QList>

#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>

extern "C" int fuzzContentHtml(const std::uint8_t* data, std::size_t size);
extern "C" int fuzzContentCss(const std::uint8_t* data, std::size_t size);
extern "C" int fuzzContentText(const std::uint8_t* data, std::size_t size);

namespace {

namespace checks = tributary::content::checks;

using Target = int (*)(const std::uint8_t*, std::size_t);

constexpr qsizetype kMaxSeed = 4096;
constexpr qint64 kMilliseconds = 1000; ///< of each target, at most
constexpr int kRounds = 4000;

/// Pieces that a mutation puts in: what HTML, CSS and mail texts are made of.
const char* const kPieces[] = {
    "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "<select>", "<option>", "<a href='",
    "https://x.example/", "'>", "<img src=", " style=\"", "background:url(", "http://y/", ")", "}", "{", ";", "@media ", "@import ", "/*", "*/", "\\75 ",
    "<!--", "-->", "&lt;", "&#x3c;", "<body bgcolor=red>", "<title>", "<textarea>", "<template>", "<b>", "<i>", "<pre>\n", ":", "!important", "--x:",
    "var(--x)", "calc(", "#fff", "\n> ", "\nOn x wrote:\n", "www.a.example", "a@b.example", "\xE3\x82\x92", "\xE2\x80\xAE", "\xE2\x80\x8B", "xn--", "\"",
    "'", "<form>", "<button>", "</", "<", ">", "=", "\x00", "<noscript>", "<head>", "<frameset>", "<plaintext>", "<blockquote>", "class='a b'", "id=c"};

QList<QByteArray> seeds() {
    QList<QByteArray> all{QByteArrayLiteral("<p style='color:red'>x</p>"), QByteArrayLiteral("p{color:red}@media print{a{b:url(x)}}"),
                          QByteArrayLiteral("see https://x.example/ \n> quoted\n")};
    for (const char* root : {"/../shared/corpus/html", "/../../shared/corpus/html"}) {
        QDirIterator files(QStringLiteral(TRIBUTARY_SOURCE_DIR) + QString::fromUtf8(root), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            for (qsizetype at = 0; at < bytes.size() && at < 4 * kMaxSeed; at += kMaxSeed)
                all.append(bytes.mid(at, kMaxSeed));
        }
    }
    std::sort(all.begin(), all.end()); // a folder has no order
    return all;
}

class Mutations {
public:
    QByteArray next(const QList<QByteArray>& seeds) {
        QByteArray one = seeds[below(seeds.size())];
        for (qsizetype i = below(8); i >= 0; --i) {
            const qsizetype at = below(one.size() + 1);
            switch (below(4)) {
            case 0: one.insert(at, kPieces[below(std::ssize(kPieces))]); break;
            case 1: one.remove(at, below(60)); break;
            case 2: one.insert(at, one.mid(below(one.size() + 1), below(200))); break;
            default:
                if (at < one.size())
                    one[at] = static_cast<char>(below(256));
            }
        }
        return one;
    }

private:
    qsizetype below(qsizetype limit) {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<qsizetype>((m_state >> 33U) % static_cast<quint64>(limit));
    }
    quint64 m_state = 1;
};

void run(Target target, bool choosing) {
    const QList<QByteArray> all = seeds();
    Mutations mutations;
    QElapsedTimer clock;
    clock.start();
    int rounds = 0;
    for (; rounds < kRounds && clock.elapsed() < kMilliseconds; ++rounds) {
        QByteArray one = rounds < all.size() ? all[rounds] : mutations.next(all);
        if (choosing) // the first byte chooses how
            one.prepend(static_cast<char>(rounds * 7));
        target(reinterpret_cast<const std::uint8_t*>(one.constData()), static_cast<std::size_t>(one.size()));
    }
    std::cout << rounds << " inputs\n";
}

TEST(FuzzContent, theChecksTellANegativeMarginFromAName) {
    for (const char* harm : {"margin:-2px", "margin:0 -.5em", "margin-top:0 1px -3px", "margin:1-2px", "color:red;margin:0 auto -1%", "margin:--1px"})
        EXPECT_FALSE(checks::harmInCss(QLatin1String(harm)).isEmpty()) << harm;
    for (const char* fine : {"margin:0 autwid6-0px", "margin:0 auto;order:-1", "margin:0 a-1 b-2", "margin:1px"})
        EXPECT_TRUE(checks::harmInCss(QLatin1String(fine)).isEmpty()) << fine;
}

TEST(FuzzContent, theChecksTellAnAddressFromWhatItsTextSays) {
    EXPECT_TRUE(checks::harmInText(QStringLiteral("<p><img src=\"cid:x &lt;img src=\"><img src=\"cid:y\"></p>")).isEmpty());
    for (const char* harm : {"<img src=\"http://x/\">", "<p><img alt=\"a\" src=\"//x\"></p>", "<img src=\"cid:x\" onerror=\"y\">", "<b onclick=\"y\">"})
        EXPECT_FALSE(checks::harmInText(QLatin1String(harm)).isEmpty()) << harm;
}

TEST(FuzzContent, htmlStaysHarmlessAndAFixedPoint) { run(&fuzzContentHtml, true); }
TEST(FuzzContent, cssStaysHarmlessAndAFixedPoint) { run(&fuzzContentCss, true); }
TEST(FuzzContent, textStaysWhole) { run(&fuzzContentText, false); }

} // namespace
