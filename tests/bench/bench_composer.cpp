// SPDX-License-Identifier: GPL-3.0-or-later
// How long the user waits for the composer: bench_composer [ROUNDS]. From the click on Write, or on Reply to a message of 100 KB, to the
// first paint of the window with its From; and what a click on Send holds the window up for with 10 MB in a file and with 10 MB of
// pictures within the text: until the click returns, and the longest that the event loop stood still before the message was queued.
#include "gui/PreparedProfile.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerDesk.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QPushButton>
#include <QTemporaryFile>
#include <QTextStream>

#include <algorithm>

namespace tributary::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The first paint of the window in which its From stands.
class Painted : public QObject {
  public:
    explicit Painted(const QElapsedTimer& clock) : m_clock(clock) { qApp->installEventFilter(this); }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && ms < 0) {
            auto* window = qobject_cast<ComposerWindow*>(watched);
            const auto* from = window ? window->findChild<QComboBox*>(u"composerFrom"_s) : nullptr;
            if (from && from->count() > 0)
                QMetaObject::invokeMethod(this, [this] { ms = static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }, Qt::QueuedConnection); // behind it
        }
        return false;
    }
    double ms = -1;

  private:
    const QElapsedTimer& m_clock;
};

void tell(const char* what, QList<double> ms) {
    std::sort(ms.begin(), ms.end());
    QTextStream(stdout) << QString::fromLatin1(what).leftJustified(34) << " median " << QString::number(ms.value(ms.size() / 2), 'f', 1) << " ms, p95 "
                        << QString::number(ms.value(ms.size() * 95 / 100), 'f', 1) << " ms, most " << QString::number(ms.isEmpty() ? 0 : ms.last(), 'f', 1) << " ms\n";
}

class Bench {
  public:
    explicit Bench(int rounds) : m_rounds(rounds) {}
    int run() {
        QByteArray text = "From: Jane <jane@sender.example>\r\nTo: ann@mail.example\r\nSubject: Long\r\nMessage-ID: <long@sender.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        while (text.size() < 100'000)
            text += "<p style='color:#333'>The boats of the <b>upper</b> river, <a href='https://river.example/'>more</a>.</p>\r\n";
        m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), 1, [&](store::NewMessage& one) {
            one.rawCompressed = store::compressRaw(text);
            one.size = text.size();
            one.body = model::BodyState::Whole;
        });
        m_engine = m_profile.openEngine();
        if (!m_engine)
            return 1;
        ComposerOptions options;
        options.checkSubject = options.checkAttachments = options.checkSender = false;
        options.undoSeconds = 60;
        QWidget host;
        host.show();
        m_desk = new ComposerDesk(*m_engine, options, &host);
        QObject::connect(m_desk, &ComposerDesk::queued, m_desk, [this] { ++m_queued; });
        const MessageId message = firstMessage();
        tell("write", opened([this] { m_desk->write(m_profile.account(0)); }));
        tell("reply to 100 KB of HTML", opened([this, message] { m_desk->answer(message, model::DraftPurpose::Reply); }));
        QList<double> sources;
        for (int i = 0; i < m_rounds; ++i) {
            QElapsedTimer clock;
            clock.start();
            bool done = false;
            m_engine->loadReplySource(message, {}, m_engine.get(), [&](const Result<engine::ReplySource>&) { done = true; });
            (void)soon([&] { return done; });
            sources.append(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        }
        tell("  of it reading the message", sources);
        QTemporaryFile file;
        if (!file.open())
            return 1;
        file.write(QByteArray(10 << 20, 'x'));
        file.flush();
        model::DraftFile attached;
        attached.fileName = u"figures.bin"_s;
        attached.mediaType = "application/octet-stream";
        attached.path = file.fileName();
        attached.size = 10 << 20;
        attached.modifiedMs = QFileInfo(file.fileName()).lastModified().toMSecsSinceEpoch();
        sending("Send, a file of 10 MB", attached, {});
        model::DraftFile picture;
        picture.fileName = u"a.png"_s;
        picture.mediaType = "image/png";
        picture.contentId = "one@mail.example";
        picture.content = QByteArray(10 << 20, 'y');
        picture.size = picture.content.size();
        sending("Send, a picture of 10 MB", picture, u"<p>Look: <img src=\"cid:one@mail.example\"></p>"_s);
        delete m_desk;
        return 0;
    }

  private:
    MessageId firstMessage() {
        MessageId id;
        model::MessageQuery query;
        query.mailbox = m_profile.mailbox(0, u"INBOX"_s);
        m_engine->loadMessages(query, 1, m_engine.get(), [&](const Result<model::MessagePage>& page) {
            if (page && !page->messages.isEmpty())
                id = page->messages.constFirst().id;
        });
        (void)soon([&] { return id.isValid(); });
        return id;
    }
    QList<double> opened(const std::function<void()>& open) {
        QList<double> times;
        for (int i = 0; i < m_rounds; ++i) {
            QElapsedTimer clock;
            Painted painted(clock);
            clock.start();
            open();
            if (!soon([&] { return painted.ms >= 0; }))
                continue;
            times.append(painted.ms);
            for (ComposerWindow* window : m_desk->windows())
                window->close();
            (void)soon([&] { return m_desk->windows().isEmpty(); });
        }
        return times;
    }
    void sending(const char* what, const model::DraftFile& file, const QString& html) {
        QList<double> clicks, stops;
        for (int i = 0; i < std::min(m_rounds, 10); ++i) {
            model::Draft draft;
            draft.to = u"bob@x.example"_s;
            draft.subject = u"Ten"_s;
            draft.isHtml = true;
            draft.html = html.isEmpty() ? u"<p>Here.</p>"_s : html;
            draft.files = {file};
            draft.account = m_profile.account(0);
            m_desk->open(draft);
            ComposerWindow* window = m_desk->windows().constLast();
            (void)soon([&] { return window->findChild<QComboBox*>(u"composerFrom"_s)->count() > 0; });
            const int before = m_queued;
            QElapsedTimer clock;
            clock.start();
            window->findChild<QPushButton*>(u"sendButton"_s)->click();
            clicks.append(static_cast<double>(clock.nsecsElapsed()) / 1e6);
            double longest = 0;
            while (m_queued == before && clock.elapsed() < 20'000) {
                QElapsedTimer turn;
                turn.start();
                QCoreApplication::processEvents(QEventLoop::AllEvents);
                longest = std::max(longest, static_cast<double>(turn.nsecsElapsed()) / 1e6);
            }
            stops.append(longest);
            (void)soon([&] { return m_desk->windows().isEmpty(); });
        }
        tell(what, clicks);
        tell("  the loop's longest turn", stops);
    }

    int m_rounds;
    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    ComposerDesk* m_desk = nullptr;
    int m_queued = 0;
};

} // namespace
} // namespace tributary::ui

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 30;
    return tributary::ui::Bench(rounds).run();
}
