// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SyncEventModel.h"

#include "ui/models/ErrorText.h"
#include "ui/models/MailboxNames.h"

#include <QDateTime>
#include <QLocale>


namespace tributary::ui {

namespace {

constexpr int kTickMs = 250;
constexpr qsizetype kMost = 500;

bool same(const model::SyncEvent& a, const model::SyncEvent& b) {
    return a.atMs == b.atMs && a.account == b.account && a.mailbox == b.mailbox && a.roundTrips == b.roundTrips && a.bytes == b.bytes;
}

QString countText(qint64 number) { return number == 0 ? QString() : QLocale().toString(number); }

} // namespace

SyncEventModel::SyncEventModel(engine::Engine& engine, QObject* parent) : QAbstractTableModel(parent), m_engine(engine) {
    m_tick.setSingleShot(true);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &SyncEventModel::refresh);
    const auto later = [this] {
        if (!m_tick.isActive())
            m_tick.start();
    };
    connect(&m_engine, &engine::Engine::syncReported, this, later);
    connect(&m_engine, &engine::Engine::accountsChanged, this, later); // a refusal to connect is an event too
    refresh();
}

void SyncEventModel::refresh() {
    const QList<model::SyncEvent> told = m_engine.syncEvents(); // oldest first
    qsizetype fresh = 0;
    while (fresh < told.size() && (m_events.isEmpty() || !same(told[told.size() - 1 - fresh], m_events.first())))
        ++fresh;
    if (fresh == 0)
        return;
    beginInsertRows({}, 0, static_cast<int>(fresh) - 1);
    for (qsizetype i = fresh; i > 0; --i)
        m_events.prepend(told[told.size() - i]);
    endInsertRows();
    if (m_events.size() > kMost) {
        beginRemoveRows({}, static_cast<int>(kMost), static_cast<int>(m_events.size()) - 1);
        m_events.resize(kMost);
        endRemoveRows();
    }
}

int SyncEventModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_events.size()); }
int SyncEventModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString SyncEventModel::accountName(AccountId account) const {
    for (const model::AccountSnapshot& snapshot : m_engine.accounts()) {
        if (snapshot.account.id == account)
            return snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name;
    }
    return {};
}

QString SyncEventModel::text(const model::SyncEvent& event, int column) const {
    switch (column) {
    case Time: return QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.atMs).time(), QStringLiteral("HH:mm:ss"));
    case AccountName: return accountName(event.account);
    case Mailbox: return event.mailbox.isEmpty() ? tr("(the account)") : event.mailbox;
    case Added: return countText(event.added);
    case Changed: return countText(event.changed + event.pushed);
    case Gone: return countText(event.gone);
    case Bytes: return event.bytes == 0 ? QString() : sizeText(event.bytes);
    case RoundTrips: return countText(event.roundTrips);
    case Took: return QLocale().toString(event.ms);
    case Problem: return event.error ? errorText(*event.error).title : (event.refused > 0 ? tr("%Ln change(s) refused", nullptr, event.refused) : QString());
    default: return {};
    }
}

QVariant SyncEventModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_events.size())
        return {};
    const model::SyncEvent& event = m_events[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(event, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= Added && index.column() <= Took ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case AccountRole: return event.account.value;
    case FailedRole: return event.error.has_value() || event.refused > 0;
    case WordsRole: {
        if (!event.error)
            return QString();
        const ErrorText words = errorText(*event.error);
        QStringList lines{words.title};
        if (!words.explanation.isEmpty())
            lines.append(words.explanation);
        if (!words.serverWords.isEmpty())
            lines.append(tr("The server said: “%1”").arg(words.serverWords));
        return lines.join(QLatin1Char('\n'));
    }
    case Qt::ToolTipRole: return index.column() == Problem ? data(index, WordsRole) : QVariant();
    default: return {};
    }
}

QVariant SyncEventModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= Added && section <= Took ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case AccountName: return tr("Account");
    case Mailbox: return tr("Mailbox");
    case Added: return tr("New");
    case Changed: return tr("Changed");
    case Gone: return tr("Gone");
    case Bytes: return tr("Received");
    case RoundTrips: return tr("Round trips");
    case Took: return tr("ms");
    case Problem: return tr("Problem");
    default: return {};
    }
}

bool SyncEventFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_account.isValid() && index.data(SyncEventModel::AccountRole).toLongLong() != m_account.value)
        return false;
    return !m_errorsOnly || index.data(SyncEventModel::FailedRole).toBool();
}

QString SyncEventFilter::asText() const {
    const auto line = [this](const auto& cell) {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells.append(cell(column));
        return cells.join(QLatin1Char('\t'));
    };
    QStringList lines{line([this](int column) { return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); })};
    for (int row = 0; row < rowCount(); ++row) {
        lines.append(line([this, row](int column) { return index(row, column).data().toString(); }));
        if (const QString words = index(row, 0).data(SyncEventModel::WordsRole).toString(); !words.isEmpty())
            lines.append(QStringLiteral("\t") + QString(words).replace(QLatin1Char('\n'), QStringLiteral("\n\t")));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace tributary::ui
