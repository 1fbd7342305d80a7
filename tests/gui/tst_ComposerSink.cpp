// SPDX-License-Identifier: GPL-3.0-or-later
// The sink test for what is written: all HTML of the corpus is answered, answered to all, forwarded, edited as new, kept as a draft and
// opened again, and shown in a list: not one connection, and nothing in what would be sent that a reader's program would fetch. Hosts
// are rewritten to a listener of this machine, so that whatever would leak arrives there. TRIBUTARY_SINK=long: each file in every way.
#include "CorpusMail.h"
#include "Loopback.h"
#include "PreparedProfile.h"
#include "content/Content.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerDesk.h"
#include "ui/composer/ComposerWindow.h"

#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>
#include <QTest>

namespace tributary::ui::tst_ComposerSink {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::DraftPurpose;

class ComposerSink : public testing::Test {
  protected:
    void SetUp() override {
        if (corpusFolder().isEmpty())
            GTEST_SKIP() << "the corpus is not here";
        QList<QByteArray> mails;
        for (QDirIterator at(corpusFolder() + u"/html"_s, {u"*.html"_s, u"*.txt"_s}, QDir::Files, QDirIterator::Subdirectories); at.hasNext();) {
            QFile file(at.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            m_names.append(file.fileName());
            mails.append(asHtmlMessage(u"corpus"_s, towards(QString::fromUtf8(file.readAll()), m_loopback.host()).toUtf8()));
        }
        ASSERT_GT(mails.size(), 50);
        const MailboxId inbox = m_profile.mailbox(0, u"INBOX"_s);
        putInto(m_profile, inbox, mails);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_ids = idsOf(*m_engine, inbox);
        ASSERT_EQ(m_ids.size(), mails.size());
        m_desk = std::make_unique<ComposerDesk>(*m_engine, ComposerOptions(), nullptr);
    }
    /// The window that the desk opens; its text is the quotation.
    ComposerWindow* opened(const std::function<void()>& open) {
        open();
        EXPECT_TRUE(soon([&] { return m_desk->windows().size() == 1; }));
        return m_desk->windows().value(0);
    }
    void examine(ComposerWindow* window, const QString& name) {
        ASSERT_NE(window, nullptr) << qPrintable(name);
        auto* body = window->findChild<BodyEditor*>();
        ASSERT_NE(body, nullptr);
        const QString html = body->bodyHtml();
        content::SanitiseOptions options;
        options.use = content::HtmlUse::Original;
        EXPECT_TRUE(content::sanitiseHtml(html, options).remote.isEmpty()) << qPrintable(name) << qPrintable(html.left(2000));
        EXPECT_FALSE(html.contains(u"<script"_s, Qt::CaseInsensitive) || html.contains(u"<style"_s, Qt::CaseInsensitive)) << qPrintable(name);
        (void)window->grab(); // drawn
    }
    /// Closed with a change in it: kept. Gives the draft.
    DraftId keep(ComposerWindow* window) {
        DraftId kept;
        const auto connection = QObject::connect(m_desk.get(), &ComposerDesk::kept, m_desk.get(), [&](DraftId id) { kept = id; });
        window->findChild<BodyEditor*>()->insertPlainText(u"x"_s);
        window->close();
        EXPECT_TRUE(soon([&] { return m_desk->windows().isEmpty(); }));
        QObject::disconnect(connection);
        return kept;
    }
    void drop(ComposerWindow* window) {
        window->close();
        ASSERT_TRUE(soon([&] { return m_desk->windows().isEmpty(); }));
    }

    Loopback m_loopback;
    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    QList<MessageId> m_ids;
    QStringList m_names;
    std::unique_ptr<ComposerDesk> m_desk;
};

TEST_F(ComposerSink, nothingOfTheCorpusLeavesFromAnswersForwardsAndDrafts) {
    const bool isLong = qgetenv("TRIBUTARY_SINK") == "long";
    for (qsizetype i = 0; i < m_ids.size(); ++i) {
        const bool isLeak = m_names[i].contains(u"leak"_s);
        if (!isLong && !isLeak && i % 12 != 0)
            continue;
        ComposerWindow* window = opened([&] { m_desk->answer(m_ids[i], DraftPurpose::Reply); });
        ASSERT_NO_FATAL_FAILURE(examine(window, m_names[i]));
        const DraftId draft = keep(window);
        ASSERT_TRUE(draft.isValid()) << qPrintable(m_names[i]);
        window = opened([&] { m_desk->openDraft(draft); });
        ASSERT_NO_FATAL_FAILURE(examine(window, m_names[i]));
        ASSERT_NO_FATAL_FAILURE(drop(window));
        window = opened([&] { m_desk->answer(m_ids[i], DraftPurpose::Forward); });
        ASSERT_NO_FATAL_FAILURE(examine(window, m_names[i]));
        ASSERT_NO_FATAL_FAILURE(drop(window));
        window = opened([&] { m_desk->editAsNew(m_ids[i]); });
        ASSERT_NO_FATAL_FAILURE(examine(window, m_names[i]));
        ASSERT_NO_FATAL_FAILURE(drop(window));
        EXPECT_EQ(m_loopback.connections(), 0) << qPrintable(m_names[i]);
    }
    QTest::qWait(1000);
    EXPECT_EQ(m_loopback.connections(), 0) << m_loopback.heard().constData();
}

} // namespace
} // namespace tributary::ui::tst_ComposerSink
