// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/TrialPane.h"

#include "ui/models/ErrorText.h"
#include "ui/models/FilterText.h"
#include "ui/rules/MessageTable.h"
#include "ui/style/Icons.h"
#include "ui/widgets/RoleLabel.h"

#include <QAccessible>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kPauseMs = 250; ///< of typing
constexpr int kSteps = 1000;  ///< of the progress bar

/// A view each: what one starts does not end what another one shows.
int nextTrialChannel() {
    static int last = 0;
    return ++last;
}

} // namespace

TrialPane::TrialPane(engine::Engine& engine, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_channel(nextTrialChannel()), m_scope(new QComboBox(this)), m_count(new RoleLabel({}, ColorRole::Text, TextSize::Strong, this)),
      m_progress(new QProgressBar(this)), m_stop(new QPushButton(icon(QStringLiteral("stop")), tr("S&top"), this)),
      m_table(new MessageTable(tr("Mailbox"), this)), m_unknown(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceS);
    makeHead(*column);
    m_progress->setRange(0, kSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Tokens::kSpaceXs);
    QSizePolicy keeps = m_progress->sizePolicy();
    keeps.setRetainSizeWhenHidden(true); // nothing jumps
    m_progress->setSizePolicy(keeps);
    m_progress->setAccessibleName(tr("Progress of the trial"));
    column->addWidget(m_progress);
    m_table->setObjectName(QStringLiteral("trialTable"));
    m_table->setAccessibleName(tr("Messages that the filter would have taken"));
    column->addWidget(m_table, 1);
    m_unknown->setWordWrap(true);
    m_unknown->setObjectName(QStringLiteral("trialUnknown"));
    m_unknown->hide();
    column->addWidget(m_unknown);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &TrialPane::start);
    connect(m_scope, &QComboBox::activated, this, [this] {
        m_hasTried = false;
        start();
    });
    connect(m_stop, &QPushButton::clicked, this, &TrialPane::stop);
    setRunning(false);
}

TrialPane::~TrialPane() = default;

void TrialPane::makeHead(QVBoxLayout& column) {
    auto* row = new QHBoxLayout;
    row->setSpacing(Tokens::kSpaceS);
    m_count->setObjectName(QStringLiteral("trialCount"));
    m_count->setWordWrap(true);
    row->addWidget(m_count, 1);
    m_stop->setObjectName(QStringLiteral("stopTrial"));
    m_stop->setProperty("kind", QStringLiteral("quiet"));
    m_stop->setAutoDefault(false);
    m_stop->setToolTip(tr("Stop looking through the messages"));
    row->addWidget(m_stop);
    m_scope->setObjectName(QStringLiteral("trialScope"));
    m_scope->setAccessibleName(tr("Try it on"));
    m_scope->setToolTip(tr("Which messages on this computer it is tried on. Trash, Junk, Drafts and Sent are left out."));
    m_scope->addItem(tr("Mail of this account"), false);
    m_scope->addItem(tr("Mail of all accounts"), true);
    row->addWidget(m_scope);
    column.addLayout(row);
}

void TrialPane::setFilter(const model::Filter& filter) {
    const bool isSame = m_hasTried && filter.conditions == m_triedConditions && filter.join == m_triedJoin && filter.account == m_filter.account;
    m_filter = filter;
    if (!isSame) // a name, an action: the count stays what it is
        m_pause.start();
}

void TrialPane::start() {
    m_pause.stop();
    engine::FilterTrial trial;
    trial.filters = {m_filter};
    if (!m_scope->currentData().toBool())
        trial.account = m_filter.account;
    m_triedConditions = m_filter.conditions;
    m_triedJoin = m_filter.join;
    m_hasTried = true;
    const quint64 round = ++m_round;
    setRunning(true);
    m_task = m_engine.filters().tryFilters(
        trial, m_channel, this,
        [this, round](const engine::TrialProgress& progress) {
            if (round == m_round)
                show(progress);
        },
        [this, round](const Result<engine::TrialProgress>& result) {
            if (round == m_round)
                take(result);
        });
}

void TrialPane::stop() {
    ++m_round;
    m_task.reset();
    m_hasTried = false;
    setRunning(false);
    m_count->setText(tr("%1 (stopped)", "what was found, then that it was stopped").arg(m_count->text()).trimmed());
}

void TrialPane::setRunning(bool running) {
    m_stop->setVisible(running);
    m_progress->setVisible(running);
    if (!running)
        m_progress->setValue(0);
}

QString TrialPane::countText(const engine::TrialProgress& progress) const {
    const QLocale locale;
    const QString taken = locale.toString(progress.taken);
    if (!progress.isDone)
        return tr("%1 so far, %2 of %3 messages looked at", "messages that a filter takes").arg(taken, locale.toString(progress.looked), locale.toString(progress.total));
    return tr("Would have taken %1 of %2 messages").arg(taken, locale.toString(progress.looked));
}

/// Where it lies; over all accounts, in whose mailbox.
QString TrialPane::placeText(const model::MessageSummary& message) const {
    const QString mailbox = mailboxPathTitle(message.mailboxName);
    if (!m_scope->currentData().toBool())
        return mailbox;
    for (const model::AccountSnapshot& one : m_engine.accounts()) {
        if (one.account.id == message.account)
            return tr("%1: %2", "an account and its mailbox").arg(one.account.name.isEmpty() ? one.account.email : one.account.name, mailbox);
    }
    return mailbox;
}

void TrialPane::show(const engine::TrialProgress& progress) {
    const auto isInTheWay = [](const engine::FilterProblem& one) {
        return one.place == engine::FilterProblem::Place::Condition || one.fault == engine::FilterFault::NoCondition || one.fault == engine::FilterFault::TooManyConditions;
    };
    const bool isUnlooked = progress.looked == 0 && std::any_of(progress.problems.begin(), progress.problems.end(), isInTheWay);
    QList<MessageLine> lines;
    for (const model::MessageSummary& one : progress.first)
        lines.append({one, placeText(one)});
    m_table->setLines(lines);
    m_progress->setValue(progress.total > 0 ? static_cast<int>(progress.looked * kSteps / progress.total) : 0);
    m_count->setText(isUnlooked ? tr("The messages that it would have taken appear here once its conditions are complete.") : countText(progress));
    m_unknown->setVisible(progress.unknown > 0);
    m_unknown->setText(tr("%Ln message(s) could not be judged: the text is not on this computer.", nullptr, static_cast<int>(std::min<qint64>(progress.unknown, 1'000'000'000))));
}

void TrialPane::take(const Result<engine::TrialProgress>& result) {
    setRunning(false);
    m_task.reset();
    if (result) {
        engine::TrialProgress last = *result;
        last.isDone = true;
        show(last);
        QAccessibleEvent event(m_count, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    } else if (result.error().kind != ErrorKind::Cancelled) {
        m_count->setText(errorText(result.error()).title);
    }
    Q_EMIT ended();
}

} // namespace tributary::ui
