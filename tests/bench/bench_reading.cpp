// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes from the click on a row of the list until the message is on screen: bench_reading [--messages N]. A profile of its own
// is filled with N plain and N HTML messages, all different, and the real window opens each. "Shown" is the first paint of the
// window behind the one in which the body says that it is painted; of the web engine that is the paint of a frame that differs from the one before.
// First the plain ones alone: then the process must have no web engine in its memory, which it says with its RSS.
#include "gui/PreparedProfile.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"
#include "ui/reader/BodyView.h"
#include "ui/reader/MessagePane.h"
#include "ui/reader/OriginalLibrary.h"
#include "ui/reader/ReaderView.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTest>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace tributary::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMostMs = 10'000;

QByteArray message(quint32 uid, bool html) {
    const QByteArray number = QByteArray::number(uid);
    QByteArray body;
    for (int line = 0; line < 60; ++line) {
        const QByteArray words = "Line " + QByteArray::number(line) + " of message " + number + ": the boats of the upper river, \xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe6\x96\x87.";
        body += html ? QByteArray("<tr><td style='padding:4px;color:#" + QByteArray::number(100000 + uid * 37 % 800000) + "'>" + words + "</td><td><a href='https://river.example/" + number + "'>more</a></td></tr>")
                     : QByteArray(words + "\r\n");
    }
    if (html)
        body = "<html><head><style>.a{background:#eef;border-radius:8px}</style></head><body><h1>News " + number + "</h1><table class=a width=600>" + body + "</table></body></html>";
    return "From: Jane Doe <jane@sender.example>\r\nTo: ann@mail.example\r\nSubject: Message " + number + "\r\nMIME-Version: 1.0\r\nContent-Type: text/" + (html ? "html" : "plain") +
           "; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
}

/// What of the process is there: the web engine's libraries, resident memory.
struct Process {
    bool hasWebEngine = false;
    double mib = 0;
};

Process look() {
    Process process;
    QFile maps(u"/proc/self/maps"_s), status(u"/proc/self/status"_s);
    if (maps.open(QIODevice::ReadOnly)) {
        const QByteArray all = maps.readAll();
        process.hasWebEngine = all.contains("WebEngine") || all.contains("tributary-original");
    }
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : status.readAll().split('\n')) {
            if (line.startsWith("VmRSS:"))
                process.mib = line.mid(6).simplified().split(' ').first().toDouble() / 1024;
        }
    }
    return process;
}

class Opening {
  public:
    explicit Opening(MainWindow& window) : m_window(window), m_list(window.findChild<QAbstractItemView*>(u"messageList"_s)), m_reader(window.findChild<ReaderView*>()) {
        QObject::connect(&m_reader->pane(), &MessagePane::painted, &m_window, [this] {
            m_painted = true;
            m_paintedMs = double(m_timer.nsecsElapsed()) / 1e6;
        });
        QObject::connect(m_reader, &ReaderView::loaded, &m_window, [this] { m_loadedMs = double(m_timer.nsecsElapsed()) / 1e6; });
    }

    /// Milliseconds; negative: it never came.
    double open(int row) {
        if (row >= m_list->model()->rowCount() - 1)
            m_list->scrollToBottom(); // the next page comes
        if (!soon([&] { return m_list->model()->rowCount() > row; }))
            return -1;
        const QModelIndex index = m_list->model()->index(row, 0);
        m_list->scrollTo(index);
        QTest::qWait(20); // the list's own work is not what is measured
        const QImage before = body();
        m_painted = false;
        m_timer.start();
        QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, m_list->visualRect(index).center());
        while (m_timer.elapsed() < kMostMs) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (!m_painted)
                continue;
            const QImage now = body(); // paints the window's part
            if (now != before)
                {
                read.append(m_loadedMs);
                laidOut.append(m_paintedMs);
                return double(m_timer.nsecsElapsed()) / 1e6;
            }
            QTimer::singleShot(1, &m_window, [] {}); // a frame that is not there yet wakes nobody
        }
        return -1;
    }

    QList<double> read, laidOut; ///< of the same opens: until the content is in the reader; until the body says that it is painted

  private:
    QImage body() { return m_reader->pane().body().grab().toImage(); }
    MainWindow& m_window;
    QAbstractItemView* m_list;
    ReaderView* m_reader;
    QElapsedTimer m_timer;
    double m_loadedMs = 0, m_paintedMs = 0;
    bool m_painted = false;
};

void tell(const char* what, QList<double> times) {
    const bool lost = times.removeIf([](double ms) { return ms < 0; }) > 0;
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) { return times.isEmpty() ? 0 : times[std::min(times.size() - 1, qsizetype(double(times.size()) * share))]; };
    QTextStream(stdout) << QStringLiteral("%1: %2 opens, median %3 ms, p95 %4 ms, max %5 ms%6\n")
                               .arg(QLatin1String(what)).arg(times.size()).arg(at(0.5), 0, 'f', 1).arg(at(0.95), 0, 'f', 1).arg(at(1), 0, 'f', 1)
                               .arg(lost ? QStringLiteral(", some never came") : QString());
}

int measure(int count) {
    PreparedProfile profile;
    const auto fill = [&](const QString& mailbox, bool html) {
        profile.fill(profile.mailbox(0, mailbox), count, [html](store::NewMessage& one) { one.rawCompressed = store::compressRaw(message(one.uid.value, html)); });
    };
    fill(u"INBOX"_s, false);
    fill(u"Projects"_s, true);
    const auto engine = profile.openEngine();
    MainWindow window(engine, {});
    window.resize(1280, 800);
    window.show();
    auto* tree = window.findChild<QAbstractItemView*>(u"mailboxTree"_s);
    auto* list = window.findChild<QAbstractItemView*>(u"messageList"_s);
    const auto go = [&](const QString& mailbox) {
        const auto* model = qobject_cast<const MailboxTreeModel*>(tree->model());
        const auto index = [&] { return model->mailboxIndex(profile.mailbox(0, mailbox)); };
        if (!soon([&] { return index().isValid(); }))
            return false;
        tree->setCurrentIndex(index());
        return soon([&] { return list->model()->rowCount() > 0 && list->model()->index(0, 0).data(MessageListModel::IdRole).isValid(); });
    };
    Opening opening(window);
    QList<double> plain, html;
    if (!go(u"INBOX"_s))
        return 1;
    for (int row = 0; row < count; ++row)
        plain.append(opening.open(row));
    tell("plain", plain);
    tell("  until it is read", std::exchange(opening.read, {}));
    tell("  until its text is set", std::exchange(opening.laidOut, {}));
    const Process process = look();
    QTextStream(stdout) << QStringLiteral("no HTML opened yet: web engine in memory: %1, RSS %2 MiB\n").arg(process.hasWebEngine ? u"yes"_s : u"no"_s).arg(process.mib, 0, 'f', 0);
    if (!go(u"Projects"_s))
        return 1;
    const double cold = opening.open(0);
    opening.read.clear();
    opening.laidOut.clear();
    for (int row = 1; row < count; ++row)
        html.append(opening.open(row));
    QTextStream(stdout) << QStringLiteral("HTML, the first of the session: %1 ms\n").arg(cold, 0, 'f', 0);
    tell("HTML, warm", html);
    tell("  until it is read", opening.read);
    tell("  until the web engine tells of a layout", opening.laidOut);
    QTextStream(stdout) << QStringLiteral("afterwards: RSS %1 MiB (without the engine's own processes)\n").arg(look().mib, 0, 'f', 0);
    return process.hasWebEngine || plain.contains(-1) || html.contains(-1) ? 1 : 0;
}

} // namespace
} // namespace tributary::ui

int main(int argc, char** argv) {
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption messages(QStringLiteral("messages"), QStringLiteral("Of each kind"), QStringLiteral("count"), QStringLiteral("200"));
    parser.addOption(messages);
    parser.process(app);
    tributary::ui::OriginalLibrary::setFile(QStringLiteral(TRIBUTARY_ORIGINAL_LIBRARY));
    return tributary::ui::measure(parser.value(messages).toInt());
}
