// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/DemoTour.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QProcess>
#include <QStackedWidget>

#include <algorithm>
#include <cstdio>

namespace tributary::ui {

namespace {

constexpr int kTickMs = 60;
constexpr int kSettleTicks = 6;     // pictures and late rows come in before the picture is taken
constexpr int kTourPatienceMs = 20'000; // a step that is not reached by then never will be
constexpr int kServerAskedMs = 6'000; // some seconds after a filter was saved its server is asked
constexpr int kFiltersRow = 3, kVacationRow = 4; // of the settings' pages, which keep SettingsPlace's order

int rowsOf(const QWidget* view) {
    const auto* list = qobject_cast<const QAbstractItemView*>(view);
    return list && list->isVisible() ? list->model()->rowCount() : 0;
}

void sendClick(QWidget& widget, const QPoint& at) {
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        QMouseEvent event(type, at, widget.mapToGlobal(at), Qt::LeftButton, type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(&widget, &event);
    }
}

} // namespace

DemoTour::DemoTour(QWidget& window, QList<DemoAccount> accounts, QString directory)
    : m_window(window), m_accounts(std::move(accounts)), m_directory(std::move(directory)) {
    connect(&m_timer, &QTimer::timeout, this, &DemoTour::tick);
}

void DemoTour::start() {
    QDir().mkpath(m_directory);
    if (m_accounts.isEmpty()) {
        std::fprintf(stderr, "demo tour: the profile names no demo accounts\n");
        Q_EMIT finished(false);
        return;
    }
    makeSteps();
    m_since.start();
    m_timer.start(kTickMs);
}

QWidget* DemoTour::find(const QString& objectName) const {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (!top->isVisible())
            continue;
        if (auto* found = top->findChild<QWidget*>(objectName); found && found->isVisible())
            return found;
    }
    return nullptr;
}

void DemoTour::click(const QString& objectName) {
    if (QWidget* widget = find(objectName))
        sendClick(*widget, widget->rect().center());
}

void DemoTour::clickRow(const QString& viewName, int row) {
    auto* view = qobject_cast<QAbstractItemView*>(find(viewName));
    if (!view)
        return;
    const QModelIndex index = view->model()->index(row, 0);
    view->scrollTo(index);
    sendClick(*view->viewport(), view->visualRect(index).center());
}

void DemoTour::addAccountSteps(const DemoAccount& account, const QString& prefix) {
    const QString use = QStringLiteral("demo:") + account.address;
    m_steps.append({prefix + QStringLiteral("-choose"), [this, use] { return find(use) != nullptr; }, [this, use] { click(use); }});
    m_steps.append({prefix + QStringLiteral("-details"), [this] { return find(QStringLiteral("password")) != nullptr; }, [this] { click(QStringLiteral("next")); }});
    m_steps.append({prefix + QStringLiteral("-ready"),
                    [this] {
                        const QWidget* dialog = QApplication::activeModalWidget();
                        const auto* pages = dialog ? dialog->findChild<QStackedWidget*>() : nullptr;
                        return pages && pages->currentIndex() == pages->count() - 1;
                    },
                    [this] { click(QStringLiteral("next")); }});
}

void DemoTour::makeSteps() {
    const QString list = QStringLiteral("messageList");
    m_steps.append({QStringLiteral("empty"), [this] { return find(QStringLiteral("addAccount")) != nullptr; }, [this] { click(QStringLiteral("addAccount")); }});
    addAccountSteps(m_accounts.first(), QStringLiteral("add"));
    m_steps.append({QStringLiteral("list"), [this, list] { return rowsOf(find(list)) > 10; }, [this, list] { clickRow(list, 1); }});
    m_steps.append({QStringLiteral("read"), [this] { return find(QStringLiteral("bodyView")) != nullptr; },
                    [this, list] {
                        m_rowsBefore = rowsOf(find(list));
                        deliver();
                    }});
    if (!qEnvironmentVariableIsEmpty("TRIBUTARY_DEMO_DELIVER"))
        m_steps.append({QStringLiteral("new-mail"), [this, list] { return rowsOf(find(list)) > m_rowsBefore; }, [] {}});
    addRulesSteps();
    addChangeSteps();
    addOtherAccountSteps();
    m_steps.append({{}, [] { return true; }, [this] { Q_EMIT schemeWanted(QStringLiteral("dark")); }});
    m_steps.append({QStringLiteral("dark"), [] { return true; }, [this] { click(QStringLiteral("settings")); }});
    m_steps.append({QStringLiteral("settings-dark"), [this] { return find(QStringLiteral("settingsAddAccount")) != nullptr; }, [] {}});
}

/// The last one that signs in with a password: nobody signs in at a page here.
void DemoTour::addOtherAccountSteps() {
    const QString list = QStringLiteral("messageList");
    const auto other = std::find_if(m_accounts.crbegin(), m_accounts.crend(), [](const DemoAccount& account) { return account.provider.isEmpty(); });
    if (other == m_accounts.crend() || other->address == m_accounts.first().address)
        return;
    m_steps.append({{}, [] { return true; }, [this] { click(QStringLiteral("addAccount")); }});
    addAccountSteps(*other, QStringLiteral("add-japanese"));
    m_steps.append({QStringLiteral("japanese-list"), [this, list] { return rowsOf(find(list)) > 10; }, [this, list] { clickRow(list, 2); }});
    m_steps.append({QStringLiteral("japanese-read"), [this] { return find(QStringLiteral("bodyView")) != nullptr; }, [] {}});
}

/// A filter is made from the message that is read, with what it would have taken (S5); where it runs; the vacation reply (S4).
void DemoTour::addRulesSteps() {
    const QString target = QStringLiteral("Receipts"), pages = QStringLiteral("pages");
    const auto choice = [this] { return qobject_cast<QComboBox*>(find(QStringLiteral("actionMailbox"))); };
    m_steps.append({{}, [this] { return find(QStringLiteral("bodyView")) != nullptr; }, [this] { trigger(QStringLiteral("filterLike")); }});
    m_steps.append({{}, [this, choice, target] { return rowsOf(find(QStringLiteral("trialTable"))) > 0 && choice() && choice()->findData(target) >= 0; },
                    [choice, target] { choice()->setCurrentIndex(choice()->findData(target)); }});
    m_steps.append({QStringLiteral("filter-like"), [] { return true; }, [this] { click(QStringLiteral("saveFilter")); }});
    m_steps.append({{}, [this] { return find(QStringLiteral("saveFilter")) == nullptr; }, [this] { click(QStringLiteral("settings")); }});
    m_steps.append({{}, [this, pages] { return find(pages) != nullptr; }, [this, pages] { clickRow(pages, kFiltersRow); }});
    m_steps.append({QStringLiteral("filters"), [this] { return find(QStringLiteral("filterBadge")) != nullptr && m_since.elapsed() > kServerAskedMs; }, [this, pages] { clickRow(pages, kVacationRow); }});
    m_steps.append({QStringLiteral("vacation"), [this] { return find(QStringLiteral("vacationText")) != nullptr; }, [this, pages] { closeWindowOf(pages); }});
    m_steps.append({{}, [this, pages] { return find(pages) == nullptr; }, [] {}});
}

/// Something is done and undone (S2), and what the sync did is looked at (S23).
void DemoTour::addChangeSteps() {
    m_steps.append({{}, [this] { return find(QStringLiteral("bodyView")) != nullptr; }, [this] { click(QStringLiteral("bar-archive")); }});
    m_steps.append({QStringLiteral("archived"), [this] { return find(QStringLiteral("undoToast")) != nullptr; }, [this] { trigger(QStringLiteral("undo")); }});
    m_steps.append({{}, [] { return true; }, [this] { trigger(QStringLiteral("activity")); }});
    m_steps.append({QStringLiteral("activity"), [this] { return find(QStringLiteral("eventTable")) != nullptr; },
                    [this] {
                        if (auto* dialog = m_window.findChild<QDialog*>(QStringLiteral("activityDialog")))
                            dialog->close();
                    }});
}

void DemoTour::trigger(const QString& action) {
    if (auto* found = m_window.findChild<QAction*>(action))
        found->trigger();
}

void DemoTour::closeWindowOf(const QString& objectName) {
    if (QWidget* widget = find(objectName))
        widget->window()->close();
}

void DemoTour::deliver() {
    const QString command = qEnvironmentVariable("TRIBUTARY_DEMO_DELIVER");
    if (command.isEmpty())
        return;
    auto* process = new QProcess(this);
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
}

void DemoTour::tick() {
    if (m_at >= m_steps.size()) {
        m_timer.stop();
        Q_EMIT finished(true);
        return;
    }
    const Step& step = m_steps[m_at];
    if (!step.ready()) {
        m_settled = 0;
        if (m_since.elapsed() > kTourPatienceMs) {
            m_timer.stop();
            takePicture(QStringLiteral("stuck"));
            std::fprintf(stderr, "demo tour: the step '%s' was not reached\n", qPrintable(step.name));
            Q_EMIT finished(false);
        }
        return;
    }
    if (++m_settled < kSettleTicks && !step.name.isEmpty())
        return;
    m_settled = 0;
    if (!step.name.isEmpty())
        takePicture(step.name);
    m_since.restart();
    ++m_at;
    step.act();
}

void DemoTour::takePicture(const QString& name) {
    QPixmap picture = m_window.grab();
    QPainter painter(&picture);
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top == &m_window || !top->isVisible() || !top->isWindow() || !qobject_cast<QDialog*>(top))
            continue;
        const QPixmap dialog = top->grab();
        const qreal ratio = picture.devicePixelRatio();
        const QPointF at((picture.width() - dialog.width()) / 2.0 / ratio, (picture.height() - dialog.height()) / 2.0 / ratio);
        painter.fillRect(QRectF(QPointF(0, 0), picture.deviceIndependentSize()), QColor(0, 0, 0, 90));
        painter.drawPixmap(at, dialog);
    }
    painter.end();
    picture.save(QStringLiteral("%1/%2-%3.png").arg(m_directory).arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name));
}

} // namespace tributary::ui
