// SPDX-License-Identifier: GPL-3.0-or-later
// The pure parts of the composer: recipients as typed, what to ask before sending, words for the dictionary, colours (S3).
#include "ui/composer/DraftChecks.h"
#include "ui/composer/SpellDictionaries.h"
#include "ui/composer/SpellWords.h"
#include "ui/composer/TextColors.h"
#include "ui/composer/TypedAddresses.h"
#include "ui/style/Tokens.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace tributary::ui::tst_ComposerParts {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

std::string split(const char* typed) { return splitRecipients(u(typed)).join(u'|').toStdString(); }

TEST(TypedAddresses, separateAtCommasOutsideQuotationMarks) { // RFC 5322 3.4
    EXPECT_EQ(split("a@x.org, b@x.org;c@x.org\nd@x.org"), "a@x.org|b@x.org|c@x.org|d@x.org");
    EXPECT_EQ(split("\"Brown, Alice\" <a@x.org>, Bob <b@x.org>"), "\"Brown, Alice\" <a@x.org>|Bob <b@x.org>");
    EXPECT_EQ(split("\"say \\\"hi, you\\\"\" <a@x.org>,b@x.org"), "\"say \\\"hi, you\\\"\" <a@x.org>|b@x.org");
    EXPECT_EQ(split("a@x.org b@x.org\tc@x.org"), "a@x.org|b@x.org|c@x.org");
    EXPECT_EQ(split("Alice Brown a@x.org"), "Alice Brown a@x.org");
    EXPECT_EQ(split("a@x.org、b@x.org；c@x.org"), "a@x.org|b@x.org|c@x.org");
    EXPECT_EQ(split(" ,, ; "), "");
    EXPECT_EQ(split("5\" screen, b@x.org"), "5\" screen|b@x.org") << "a mark that stays open swallows nothing";
}

TEST(TypedAddresses, whileAQuotationIsOpenNothingIsFinished) {
    EXPECT_TRUE(holdsSeparator(u("a@x.org,")));
    EXPECT_FALSE(holdsSeparator(u("\"Brown, Al")));
    EXPECT_TRUE(holdsSeparator(u("\"Brown, Alice\" <a@x.org>,")));
}

TEST(TypedAddresses, areReadInTheFormsPeopleUse) {
    const auto read = [](const char* typed) {
        const auto address = parseRecipient(u(typed));
        return address ? QString(address->name + u'|' + address->addrSpec).toStdString() : std::string("none");
    };
    EXPECT_EQ(read("a@x.org"), "|a@x.org");
    EXPECT_EQ(read(" Alice Brown < a@x.org > "), "Alice Brown|a@x.org");
    EXPECT_EQ(read("\"Brown, \\\"Al\\\"\" <a@x.org>"), "Brown, \"Al\"|a@x.org");
    EXPECT_EQ(read("a@x.org (Alice)"), "Alice|a@x.org");
    EXPECT_EQ(read("mailto:a@x.org"), "|a@x.org");
    EXPECT_EQ(read("山田 <y@例え.jp>"), "山田|y@例え.jp");
    for (const char* none : {"alice", "a@", "@x.org", "a b@x.org", "a@x..org", "Alice <alice>", "a@x.org>", "<a@x.org", "a@x org", "a@exa!mple.org", ""})
        EXPECT_EQ(read(none), "none") << none;
}

TEST(TypedAddresses, areWrittenSoThatTheyAreReadAgain) {
    for (const model::Address& address : {model::Address{u("Brown, Alice"), u("a@x.org")}, model::Address{{}, u("a@x.org")}, model::Address{u("O\"Neil \\ Co"), u("o@x.org")},
                                          model::Address{u("山田 太郎"), u("y@x.org")}, model::Address{u("Eve (Sales)"), u("e@x.org")}}) {
        const QString text = recipientText(address);
        ASSERT_EQ(splitRecipients(text).size(), 1) << text.toStdString();
        EXPECT_EQ(parseRecipient(text), address) << text.toStdString();
    }
}

TEST(TypedAddresses, internationalDomainsAreShownUnlessTheyDeceive) {
    EXPECT_EQ(shownAddrSpec(u("a@xn--r8jz45g.jp")), u("a@例え.jp"));
    EXPECT_EQ(explainedAddrSpec(u("a@xn--r8jz45g.jp")), u("a@例え.jp"));
    EXPECT_EQ(shownAddrSpec(u("a@аррle.com")), u("a@xn--le-6kc8da.com")) << "Cyrillic а and р";
    EXPECT_EQ(explainedAddrSpec(u("a@аррle.com")), u("a@аррle.com (xn--le-6kc8da.com)"));
    EXPECT_EQ(shownAddrSpec(u("a@example.org")), u("a@example.org"));
}

TEST(DraftChecks, namesWhatIsMissing) {
    model::Draft draft;
    draft.subject = u(" ");
    EXPECT_EQ(checkDraft(draft).concerns, (QList<DraftConcern>{DraftConcern::NoRecipients, DraftConcern::EmptySubject}));
    draft.to = u("a@x.org, bob");
    draft.bcc = u("eve@");
    draft.subject = u("Hi");
    const DraftFindings findings = checkDraft(draft);
    EXPECT_EQ(findings.concerns, QList<DraftConcern>{DraftConcern::InvalidRecipient});
    EXPECT_EQ(findings.invalid, (QStringList{u("bob"), u("eve@")}));
    draft.to = u("a@x.org");
    draft.bcc.clear();
    EXPECT_TRUE(checkDraft(draft).concerns.isEmpty());
}

TEST(DraftChecks, aGroupWithNobodyInItIsNobody) { // RFC 5322 3.4
    model::Draft draft;
    draft.subject = u("x");
    draft.to = u("undisclosed-recipients:;");
    EXPECT_EQ(checkDraft(draft).concerns, (QList<DraftConcern>{DraftConcern::NoRecipients}));
    EXPECT_TRUE(recipientsOf(draft).isEmpty());
    draft.bcc = u("bob@b.example");
    EXPECT_TRUE(checkDraft(draft).concerns.isEmpty());
    EXPECT_EQ(splitRecipients(u("undisclosed-recipients:;, a@b.example; c@d.example")), (QStringList{u("undisclosed-recipients:;"), u("a@b.example"), u("c@d.example")}));
    const auto group = parseRecipient(u("Board members: ;"));
    ASSERT_TRUE(group);
    EXPECT_EQ(*group, (model::Address{u("Board members"), {}}));
    EXPECT_EQ(recipientText(*group), u("Board members:;"));
    EXPECT_FALSE(parseRecipient(u("Bob")));
    EXPECT_FALSE(parseRecipient(u("a@b:;")));
}

TEST(DraftChecks, anAddressIsJudgedWhereItIsTyped) { // S3: not only when it is sent
    for (const char* bad : {"bob@-bad-.test", "bob@bad-.test", "Bob <bob@-bad.test>"})
        EXPECT_FALSE(parseRecipient(u(bad))) << bad;
    EXPECT_TRUE(parseRecipient(u("\"a b\"@example.test")));
    EXPECT_TRUE(parseRecipient(u("Ann <\"a b\"@example.test>")));
    EXPECT_EQ(splitRecipients(u("\"a b\"@example.test, \"a,b\"@example.test")).size(), 2);
}

TEST(DraftChecks, aFileThatIsPromisedAndNotThere) {
    EXPECT_EQ(attachmentWord(u("See the attached report.")), u("attached"));
    EXPECT_EQ(attachmentWord(u("Please find enclosed")), u("enclosed"));
    EXPECT_EQ(attachmentWord(u("資料を添付いたします。")), u("添付"));
    EXPECT_EQ(attachmentWord(u("詳細は別添のとおり")), u("別添"));
    EXPECT_EQ(attachmentWord(u("We reattached it")), QString()) << "whole words";
    EXPECT_EQ(attachmentWord(u("Thanks!\n\nOn Monday Jane wrote:\n> see the attached file\n> 添付")), QString()) << "others' words";
    EXPECT_EQ(attachmentWord(u("Thanks\n-- \nLegal notice: attachments are scanned")), QString()) << "the signature's";
    model::Draft draft;
    draft.to = u("a@x.org");
    draft.subject = u("x");
    draft.isHtml = true;
    draft.html = u("<div>It is <b>attached</b>.</div>");
    EXPECT_EQ(checkDraft(draft).attachmentWord, u("attached"));
    draft.files.append(model::DraftFile{u("p.png"), "image/png", "a@x"});
    EXPECT_TRUE(checkDraft(draft).has(DraftConcern::MissingAttachment)) << "a picture in the text is no attached file";
    draft.files.append(model::DraftFile{u("a.pdf"), "application/pdf"});
    EXPECT_FALSE(checkDraft(draft).has(DraftConcern::MissingAttachment));
}

TEST(DraftChecks, htmlQuotationsAreNotTheUsersWords) {
    model::Draft draft;
    draft.to = u("a@x.org");
    draft.subject = u("x");
    draft.isHtml = true;
    draft.html = u("<div>Thanks</div><blockquote type=\"cite\"><div>attached</div></blockquote><div><div>-- <br></div><div>attachment policy</div></div>");
    EXPECT_EQ(checkDraft(draft).attachmentWord, QString());
}

TEST(DraftChecks, aSenderThatIsNotTheUsualOne) {
    const IdentityId work(1), home(2);
    const QList<model::PastSender> past{{u("Boss@x.org"), work}, {u("mum@x.org"), home}};
    EXPECT_EQ(usualSender(home, {{{}, u("boss@X.org")}}, past), past[0]);
    EXPECT_FALSE(usualSender(work, {{{}, u("boss@x.org")}}, past));
    EXPECT_FALSE(usualSender(home, {{{}, u("new@x.org")}}, past));
    EXPECT_FALSE(usualSender(home, {{{}, u("boss@x.org")}, {{}, u("mum@x.org")}}, past)) << "to somebody it is the usual one";
    EXPECT_FALSE(usualSender(home, {}, past));
}

TEST(DraftChecks, whatFilesWeighOnTheWay) {
    model::Draft draft;
    draft.text = u("words");
    EXPECT_EQ(sizeOnTheWay(draft), 5);
    model::DraftFile file;
    file.size = 5'700'000; // 100,000 lines of 57 bytes, 76 characters and a line end each
    draft.files = {file};
    EXPECT_NEAR(static_cast<double>(sizeOnTheWay(draft)), 7'800'000.0, 100.0);
}

std::string words(const char* line) {
    const QString text = u(line);
    QStringList all;
    for (const TextRange& range : spellWords(text))
        all.append(text.mid(range.begin, range.length));
    return all.join(u'|').toStdString();
}

TEST(SpellWords, areThoseADictionaryCanKnow) {
    EXPECT_EQ(words("Hello, wrld! don't stop"), "Hello|wrld|don't|stop");
    EXPECT_EQ(words("see https://exmple.org/foo or bob@exmple.org now"), "see|or|now");
    EXPECT_EQ(words("会議 meeting の資料 회의 カタカナ"), "meeting");
    EXPECT_EQ(words("NATO x86 foo_bar /usr/lib a 1st #tag @name"), "");
    EXPECT_EQ(words("Grüße naïve żółć привет"), "Grüße|naïve|żółć|привет");
    EXPECT_EQ(words(""), "");
    EXPECT_EQ(spellForm(u("don’t")), u("don't"));
}

TEST(SpellDictionaries, areFoundByTheirFiles) {
    const QTemporaryDir first, second;
    const auto touch = [](const QString& path) { EXPECT_TRUE(QFile(path).open(QIODevice::WriteOnly)); };
    for (const char* name : {"/en_GB.dic", "/en_GB.aff", "/de_DE.dic", "/hyph_en.dic", "/hyph_en.aff"})
        touch(first.path() + u(name));
    for (const char* name : {"/en_GB.dic", "/en_GB.aff", "/ja.dic", "/ja.aff"})
        touch(second.path() + u(name));
    const auto found = installedDictionaries({first.path(), second.path(), u("/no/such/folder")});
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found[0], (SpellDictionary{u("en_GB"), first.path() + u("/en_GB")})) << "the first folder's";
    EXPECT_EQ(found[1].code, u("ja"));
    EXPECT_EQ(preferredDictionary(found, {u("ja-JP")}), u("ja"));
    EXPECT_EQ(preferredDictionary(found, {u("fr-FR")}), u("en_GB"));
    EXPECT_EQ(preferredDictionary(found, {u("en-US")}), u("en_GB"));
    EXPECT_EQ(preferredDictionary({}, {u("en-US")}), QString());
    EXPECT_EQ(dictionaryName(u("en_GB")), u("British English"));
    EXPECT_EQ(dictionaryName(u("de_DE")), u("Deutsch (Deutschland)"));
    EXPECT_EQ(dictionaryName(u("ja")), u("日本語"));
}

TEST(TextColors, areReadableOnBothPapers) {
    const QColor white(Qt::white), dark = Tokens::make(Scheme::Dark, QFont()).readerBackground;
    EXPECT_GE(textColors().size(), 6);
    for (const TextColor& one : textColors()) {
        EXPECT_GE(contrastRatio(one.color, white), 4.5) << one.name.toStdString();
        EXPECT_GE(contrastRatio(one.color, dark), 3.0) << one.name.toStdString();
        EXPECT_GE(contrastRatio(readableOn(one.color, dark), dark), 4.5);
    }
    const QColor navy(0, 0, 80), pale(255, 255, 160);
    EXPECT_GE(contrastRatio(readableOn(navy, dark), dark), 4.5);
    EXPECT_GE(contrastRatio(readableOn(pale, white), white), 4.5);
    EXPECT_EQ(readableOn(navy, white), navy);
}

} // namespace
} // namespace tributary::ui::tst_ComposerParts
