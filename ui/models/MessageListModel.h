// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QAbstractListModel>
#include <QSet>

namespace tributary::ui {

/// The messages of one query, newest first, a page at a time. Answers of an older query are dropped by their
/// generation; new mail is inserted at its place without a reset, so that nothing under the pointer moves by itself.
class MessageListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< qint64
        SenderRole,                ///< who a row is by: name, or address
        AddressRole,               ///< addr-spec of the sender
        SubjectRole,
        SnippetRole,
        DateTextRole,
        UnreadRole,
        FlaggedRole,
        AnsweredRole,
        AttachmentRole,
        AccountRole, ///< qint64
    };
    enum class State { Loading, Ready, Failed };

    explicit MessageListModel(engine::Engine& engine, int channel, QObject* parent = nullptr);

    void setQuery(const model::MessageQuery& query);
    [[nodiscard]] const model::MessageQuery& query() const { return m_query; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// How many match in all; -1: not known.
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] MessageId idAt(int row) const;
    [[nodiscard]] int rowOf(MessageId id) const;
    [[nodiscard]] const model::MessageSummary& summaryAt(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

  Q_SIGNALS:
    void stateChanged();

  private:
    void load(bool first);
    void takePage(const Result<model::MessagePage>& page, bool first);
    void followChanges(const QList<model::StoreChange>& changes);
    void fetchSummaries(QList<MessageId> ids, bool added);
    void reloadTop();
    void mergeTop(const model::MessagePage& page);
    void insertRun(qsizetype row, const QList<model::MessageSummary>& run);
    void removeBehind(const model::MessageSummary& last);
    void insertSorted(const model::MessageSummary& summary);
    void removeIds(const QSet<qint64>& ids);
    [[nodiscard]] bool concerns(AccountId account, MailboxId mailbox) const;
    [[nodiscard]] bool matches(const model::MessageSummary& summary) const;
    [[nodiscard]] QString spoken(const model::MessageSummary& summary) const;
    void setState(State state);

    engine::Engine& m_engine;
    int m_channel;
    model::MessageQuery m_query;
    QList<model::MessageSummary> m_rows;
    QSet<qint64> m_ids;
    QString m_next;
    qint64 m_total = -1;
    State m_state = State::Ready;
    std::optional<Error> m_error;
    int m_generation = 0;
    bool m_loadingMore = false;
    bool m_topLoading = false;
    bool m_topAgain = false;
};

} // namespace tributary::ui
