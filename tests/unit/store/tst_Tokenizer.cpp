// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Tokenizer.h"

#include <QByteArray>
#include <QList>

#include <gtest/gtest.h>

#include <chrono>

namespace tributary::store::tst_Tokenizer {
namespace {

/// "word word/": tokens by blanks; '/' before a colocated one.
std::string tokens(QByteArrayView text, Purpose purpose = Purpose::Document) {
    std::string all;
    tokenise(text, purpose, [&](const Token& token) {
        if (!all.empty())
            all += token.colocated ? '/' : ' ';
        all.append(token.utf8.data(), static_cast<std::size_t>(token.utf8.size()));
    });
    return all;
}

/// The input's bytes behind each token.
std::string sources(QByteArrayView text) {
    std::string all;
    tokenise(text, Purpose::Query, [&](const Token& token) {
        all += '[';
        all.append(text.data() + token.start, static_cast<std::size_t>(token.end - token.start));
        all += ']';
    });
    return all;
}

TEST(Tokenizer, splitsAsciiWordsAndFoldsTheirCase) {
    EXPECT_EQ(tokens("Hello, World! 42 a1B2"), "hello world 42 a1b2");
    EXPECT_EQ(tokens(""), "");
    EXPECT_EQ(tokens(" \t\r\n--"), "");
    EXPECT_EQ(tokens("x"), "x");
}

TEST(Tokenizer, splitsAddressesIntoTheirWords) {
    EXPECT_EQ(tokens("Jane.Doe_x-y@mail.example.org"), "jane doe x y mail example org");
}

TEST(Tokenizer, dropsDiacriticsOfLatinInBothForms) {
    EXPECT_EQ(tokens("Résumé NAÏVE Ångström"), "resume naive angstrom");
    EXPECT_EQ(tokens("re\xCC\x81sume\xCC\x81 x"), "resume x");
    EXPECT_EQ(tokens("Tiếng Việt Đà Nẵng"), "tieng viet da nang");
    EXPECT_EQ(tokens("Łódź Øre æon Straße İstanbul"), "lodz ore aeon strasse istanbul");
    EXPECT_EQ(tokens("Ἀθῆναι ΑΘΗΝΑΙ"), "αθηναι αθηναι");
}

TEST(Tokenizer, keepsCyrillicLettersWhole) {
    EXPECT_EQ(tokens("Привет МЕДВЕЖИЙ"), "привет медвежий");
    EXPECT_EQ(tokens("и\xCC\x86"), "й");
}

TEST(Tokenizer, makesBigramsOfCjkRuns) {
    EXPECT_EQ(tokens("会議室", Purpose::Query), "会議 議室");
    EXPECT_EQ(tokens("会議室"), "会議 議室/室");
    EXPECT_EQ(tokens("会議"), "会議/議");
    EXPECT_EQ(tokens("山"), "山");
    EXPECT_EQ(tokens("山", Purpose::Query), "山");
    EXPECT_EQ(tokens("明日の会議は15時", Purpose::Query), "明日 日の の会 会議 議は 15 時");
    EXPECT_EQ(tokens("회의록 작성", Purpose::Query), "회의 의록 작성");
    EXPECT_EQ(tokens("𠮷野家", Purpose::Query), "𠮷野 野家");
}

TEST(Tokenizer, separatesLatinFromCjkWithoutASpace) {
    EXPECT_EQ(tokens("PDFファイル2部", Purpose::Query), "pdf ファ ァイ イル 2 部");
    EXPECT_EQ(tokens("東京Tokyo", Purpose::Query), "東京 tokyo");
}

TEST(Tokenizer, foldsWidthBothWays) {
    EXPECT_EQ(tokens("ＡＢＣ１２３"), "abc123");
    EXPECT_EQ(tokens("ｶﾞｲﾄﾞ", Purpose::Query), tokens("ガイド", Purpose::Query));
    EXPECT_EQ(tokens("ﾊﾟｰﾃｨｰ", Purpose::Query), tokens("パーティー", Purpose::Query));
    EXPECT_EQ(tokens("か\xE3\x82\x99", Purpose::Query), "が");
    EXPECT_EQ(tokens("㌫", Purpose::Query), tokens("パーセント", Purpose::Query));
    EXPECT_EQ(tokens("㈱山田", Purpose::Query), "株 山田");
}

TEST(Tokenizer, takesALongVowelMarkAtTheStartOfARunForALine) {
    EXPECT_EQ(tokens("ーーーー 会議 ー", Purpose::Query), "会議");
    EXPECT_EQ(tokens("ース", Purpose::Query), "ス");
}

TEST(Tokenizer, joinsHangulJamo) {
    EXPECT_EQ(tokens("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x80\xE1\x85\xB3\xE1\x86\xAF", Purpose::Query), "한글");
}

TEST(Tokenizer, splitsAtIdeographicSpaceAndPunctuation) {
    EXPECT_EQ(tokens("会議　資料、添付。「確認」", Purpose::Query), "会議 資料 添付 確認");
}

TEST(Tokenizer, readsOverSoftHyphensAndJoinersAndSplitsAtZeroWidthSpace) {
    EXPECT_EQ(tokens("inter\xC2\xADnational"), "international");
    EXPECT_EQ(tokens("a\xE2\x80\x8D" "b a\xE2\x80\x8B" "b"), "ab a b");
}

TEST(Tokenizer, offsetsPointIntoTheInput) {
    EXPECT_EQ(sources("Hi Résumé, ＡＢ会議室 ｶﾞｲ"), "[Hi][Résumé][ＡＢ][会議][議室][ｶﾞｲ]");
    EXPECT_EQ(sources("re\xCC\x81 x"), "[re\xCC\x81][x]");
}

TEST(Tokenizer, cutsLongTokensAtACharacter) {
    const QByteArray ascii(1000, 'a');
    EXPECT_EQ(tokens(ascii), std::string(64, 'a'));
    const QByteArray cyrillic = QByteArray("a").append(QByteArray("я").repeated(100));
    EXPECT_EQ(tokens(cyrillic).size(), 63U);
}

TEST(Tokenizer, takesBytesThatAreNotUtf8AsSeparators) {
    EXPECT_EQ(tokens("ab\xFF" "cd\xC3"), "ab cd");
    EXPECT_EQ(tokens("\xE4\xBC"), "");
    EXPECT_EQ(tokens("\xED\xA0\x80x"), "x");
}

TEST(Tokenizer, stopsWithTheSinksCode) {
    int calls = 0;
    const int code = tokenise("a b c", Purpose::Document, [&](const Token&) -> int { return ++calls == 2 ? 7 : 0; });
    EXPECT_EQ(code, 7);
    EXPECT_EQ(calls, 2);
}

TEST(Tokenizer, tellsTheKindOfEachToken) {
    QList<Token::Kind> kinds;
    tokenise("a 会議 山", Purpose::Query, [&](const Token& token) { kinds.append(token.kind); });
    EXPECT_EQ(kinds, (QList<Token::Kind>{Token::Kind::Word, Token::Kind::Bigram, Token::Kind::Single}));
}

TEST(Tokenizer, anyPartOfARunIsAPhraseOfTheRunsTokens) {
    const std::string document = " " + tokens("東京都千代田区の会議", Purpose::Query) + " ";
    for (const char* part : {"東京", "千代田", "都千", "区の会議", "東京都千代田区の会議"})
        EXPECT_NE(document.find(" " + tokens(part, Purpose::Query) + " "), std::string::npos) << part;
}

TEST(Tokenizer, tokensOfRandomTextStayInsideItAndInOrder) {
    const char* const pieces[] = {"a", "É", "e\xCC\x81", "会", "ｶ", "\xEF\xBE\x9E", "ー", "ﷺ", "\xCC\x81", "한", "\xE1\x84\x92",
                                  "\xE1\x85\xA1", "😀", "\xFF", "\xE4\xBC", " ", "-", "ß", "㌫", "и", "\xCC\x86", "ก",
                                  "\xE0\xB9\x88", "א", "\xD6\xB0", "\xE2\x80\x8B", "1", "١", "\xC2\xAD", "𠮷"};
    quint32 state = 99;
    for (int round = 0; round < 20000; ++round) {
        QByteArray text;
        for (int i = 0; i < 12; ++i) {
            state = state * 1664525U + 1013904223U;
            text += pieces[(state >> 8U) % std::size(pieces)];
        }
        int last = 0;
        tokenise(text, Purpose::Document, [&](const Token& token) {
            EXPECT_GE(token.start, 0);
            EXPECT_LT(token.start, token.end);
            EXPECT_LE(token.end, text.size());
            EXPECT_GE(token.start, last);
            EXPECT_GT(token.utf8.size(), 0);
            EXPECT_LE(token.utf8.size(), kMaxTokenBytes);
            EXPECT_TRUE(token.utf8.isValidUtf8());
            last = token.start;
        });
        // What was folded once stays as it is (but a run does not begin with a long-vowel mark, and what
        // stood between two jamo may have parted them).
        const std::string once = tokens(text, Purpose::Query);
        if (once.find("ー") != std::string::npos || once.find("\xE1\x84\x92") != std::string::npos)
            continue;
        std::string again;
        for (const QByteArray& word : QByteArray::fromStdString(once).split(' ')) {
            if (!word.isEmpty())
                again += (again.empty() ? "" : " ") + tokens(word, Purpose::Query);
        }
        EXPECT_EQ(once, again) << text.toHex().constData();
    }
}

TEST(Tokenizer, isLinear) {
    for (const QByteArray& unit : {QByteArray("word "), QByteArray("会議"), QByteArray("e\xCC\x81"),
                                   QByteArray("\xCC\x81"), QByteArray("\xFF"), QByteArray("ﷺ")}) {
        const QByteArray text = unit.repeated(4'000'000 / unit.size());
        qint64 count = 0;
        const auto begin = std::chrono::steady_clock::now();
        tokenise(text, Purpose::Document, [&](const Token&) { ++count; });
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << unit.constData();
    }
}

} // namespace
} // namespace tributary::store::tst_Tokenizer
