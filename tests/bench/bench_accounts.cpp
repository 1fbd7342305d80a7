// SPDX-License-Identifier: GPL-3.0-or-later
// What many accounts cost the window: bench_accounts [--accounts N] [--mailboxes M] [--messages K] [--rounds R] [--write DIR]. A profile is filled
// without a server, and the real window, without workers, is clicked through: from the click on an account until the first of its rows is
// painted; and in the dialog that adds an account, from Return until what a table knows of the address is on screen.
// --write DIR: only makes the profile there.
#include "gui/ManyAccounts.h"
#include "gui/Soon.h"
#include "ui/addaccount/AddAccountDialog.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEvent>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <functional>

namespace tributary::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMostMs = 10'000;

/// Hears of paints of one widget.
class PaintWatch : public QObject {
  public:
    PaintWatch(QWidget* widget, std::function<void()> painted) : m_painted(std::move(painted)) { widget->installEventFilter(this); }
    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        if (event->type() == QEvent::Paint)
            m_painted();
        return false;
    }

  private:
    std::function<void()> m_painted;
};

void tell(const char* what, QList<double> times, const char* goal) {
    const bool lost = times.removeIf([](double ms) { return ms < 0; }) > 0;
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) { return times.isEmpty() ? 0 : times[std::min(times.size() - 1, qsizetype(double(times.size()) * share))]; };
    QTextStream(stdout) << QStringLiteral("%1: %2 times, median %3 ms, p95 %4 ms, max %5 ms; goal %6%7\n")
                               .arg(QLatin1String(what)).arg(times.size()).arg(at(0.5), 0, 'f', 1).arg(at(0.95), 0, 'f', 1).arg(at(1), 0, 'f', 1)
                               .arg(QLatin1String(goal), lost ? u", some never came"_s : QString());
}

std::shared_ptr<engine::Engine> openEngine(const QString& directory) {
    engine::EngineOptions options;
    options.profileDirectory = directory;
    options.secrets = engine::SecretBackend::Memory;
    options.startWorkers = false;
    QObject context;
    std::shared_ptr<engine::Engine> engine;
    bool answered = false;
    engine::Engine::open(options, &context, [&](Result<std::shared_ptr<engine::Engine>> opened) {
        answered = true;
        engine = opened.value_or(nullptr);
    });
    return soon([&] { return answered; }) ? engine : nullptr;
}

class Switching {
  public:
    explicit Switching(MainWindow& window)
        : m_tree(window.findChild<QAbstractItemView*>(u"mailboxTree"_s)), m_list(window.findChild<QAbstractItemView*>(u"messageList"_s)),
          m_paints(m_list->viewport(), [this] { painted(); }) {}

    [[nodiscard]] qint64 shownAccount() const { return m_list->model()->index(0, 0).data(MessageListModel::AccountRole).toLongLong(); }
    [[nodiscard]] bool hasRows() const { return m_list->model()->rowCount() > 0 && shownAccount() > 0; }

    /// Milliseconds from the click on the account's row; negative: it never came.
    double to(AccountId account) {
        const auto* model = qobject_cast<const MailboxTreeModel*>(m_tree->model());
        const QModelIndex row = model->accountIndex(account);
        m_tree->scrollTo(row);
        QTest::qWait(30); // what the sidebar does by itself is not what is measured
        m_wanted = account.value;
        m_shownMs = -1;
        m_timer.start();
        QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {}, m_tree->visualRect(row).center());
        while (m_shownMs < 0 && m_timer.elapsed() < kMostMs)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return m_shownMs;
    }

  private:
    void painted() {
        if (m_wanted > 0 && m_shownMs < 0 && hasRows() && shownAccount() == m_wanted)
            m_shownMs = double(m_timer.nsecsElapsed()) / 1e6;
    }
    QAbstractItemView* m_tree;
    QAbstractItemView* m_list;
    QElapsedTimer m_timer;
    qint64 m_wanted = 0;
    double m_shownMs = -1;
    PaintWatch m_paints;
};

/// Until the servers that a table knows stand in the dialog; milliseconds from Return.
double findServers(engine::Engine& engine, const QString& address) {
    auto* dialog = new AddAccountDialog(engine, {}, false);
    dialog->show();
    if (!QTest::qWaitForWindowExposed(dialog))
        return -1;
    QTest::keyClicks(dialog->findChild<QLineEdit*>(u"address"_s), address);
    QElapsedTimer timer;
    double shown = -1;
    timer.start();
    QTest::keyClick(dialog->findChild<QLineEdit*>(u"address"_s), Qt::Key_Return);
    auto* host = dialog->findChild<QLineEdit*>(u"in-host"_s);
    auto* password = dialog->findChild<QLineEdit*>(u"password"_s);
    PaintWatch paints(password, [&] {
        if (shown < 0 && !host->text().isEmpty())
            shown = double(timer.nsecsElapsed()) / 1e6;
    });
    while (shown < 0 && timer.elapsed() < kMostMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    dialog->close();
    return shown;
}

int measure(const ManyAccounts& what, int rounds) {
    QTemporaryDir directory;
    if (const QString failed = writeManyAccounts(directory.path(), what); !failed.isEmpty()) {
        QTextStream(stderr) << failed << u'\n';
        return 1;
    }
    QElapsedTimer start;
    start.start();
    const auto engine = openEngine(directory.path());
    if (!engine)
        return 1;
    MainWindow window(engine, {});
    window.resize(1280, 800);
    Switching switching(window);
    window.show();
    if (!soon([&] { return switching.hasRows(); }))
        return 1;
    QTextStream(stdout) << QStringLiteral("engine opened and first rows there: %1 ms\n").arg(start.elapsed());
    QTest::qWait(1000); // the sidebar has all mailboxes
    QList<double> times;
    const auto accounts = engine->accounts();
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < accounts.size(); ++i) // never the neighbour
            times.append(switching.to(accounts[(i * 7 + round) % accounts.size()].account.id));
    }
    tell("switch accounts, click to rows painted", times, "50 ms");
    QList<double> found;
    for (int i = 0; i < 10; ++i) {
        for (const QString& domain : {u"gmx.de"_s, u"gmail.com"_s, u"yahoo.co.jp"_s})
            found.append(findServers(*engine, u"ann@%1"_s.arg(domain)));
    }
    tell("servers of a known address, Return to painted", found, "300 ms");
    return times.contains(-1) || found.contains(-1) ? 1 : 0;
}

} // namespace
} // namespace tributary::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const auto option = [&parser](const char* name, const char* value) {
        const QCommandLineOption made(QString::fromLatin1(name), QString(), QStringLiteral("N"), QString::fromLatin1(value));
        parser.addOption(made);
        return made;
    };
    const auto accounts = option("accounts", "30"), mailboxes = option("mailboxes", "10"), messages = option("messages", "100000"), rounds = option("rounds", "5"), write = option("write", "");
    parser.process(app);
    tributary::ui::ManyAccounts what;
    what.accounts = parser.value(accounts).toInt();
    what.mailboxes = parser.value(mailboxes).toInt();
    what.messages = parser.value(messages).toInt();
    if (parser.isSet(write)) {
        const QString failed = tributary::ui::writeManyAccounts(parser.value(write), what);
        QTextStream(stderr) << failed;
        return failed.isEmpty() ? 0 : 1;
    }
    return tributary::ui::measure(what, parser.value(rounds).toInt());
}
