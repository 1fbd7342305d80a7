// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"
#include "ui/models/ChangeBatch.h"
#include "ui/models/MessageRows.h"

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QTimer>

#include <utility>

namespace tributary::ui {

/// The messages of one query, newest first, a page at a time. Answers of an older query are dropped by their
/// generation; new mail is inserted at its place without a reset, so that nothing under the pointer moves by itself. What
/// the change feed tells is taken in at most once a frame, and in bulk.
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
        PendingRole, ///< a change is not on the server yet
    };
    enum class State { Loading, Ready, Failed };

    explicit MessageListModel(engine::Engine& engine, int channel, QObject* parent = nullptr);

    void setQuery(const model::MessageQuery& query);
    [[nodiscard]] const model::MessageQuery& query() const { return m_query; }
    /// What a server has found for this search: those that the list lacks come to their places, and nothing else moves.
    void addFound(const QList<MessageId>& ids);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// How many match in all; -1: not known.
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] MessageId idAt(int row) const;
    [[nodiscard]] int rowOf(MessageId id) const { return m_rows.rowOf(id.value); }
    [[nodiscard]] RowFacts factsAt(int row) const { return m_rows.facts(row); }
    /// Tells the facts of each of these rows to take().
    template <typename Take> void visit(int first, int last, Take&& take) const { m_rows.visit(first, last, std::forward<Take>(take)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::MoveAction | Qt::CopyAction; }

  Q_SIGNALS:
    void stateChanged();
    /// So many rows of addFound() have come; below zero: some may come with later pages.
    void foundShown(int rows);

  private:
    void load(bool first);
    void takePage(const Result<model::MessagePage>& page, bool first);
    void followChanges(const QList<model::StoreChange>& changes);
    void takeBatch();
    void fetchSummaries();
    void takeSummaries(const QList<model::MessageSummary>& summaries);
    void reloadTop();
    void mergeTop(const model::MessagePage& page);
    /// Newest first; those that are here already are left out, neighbours go in together.
    void insertSorted(const QList<model::MessageSummary>& summaries);
    void insertRun(int row, const QList<model::MessageSummary>& run);
    void removeBehind(const model::MessageSummary& last);
    void letGo(const ChangeBatch& batch);
    void removeSome();
    [[nodiscard]] bool isReading() const { return m_fetching || m_loadingMore || m_topLoading; }
    [[nodiscard]] QList<model::MessageSummary> stillThere(QList<model::MessageSummary> read);
    void removeIds(const QSet<qint64>& ids);
    [[nodiscard]] bool concerns(AccountId account, MailboxId mailbox) const;
    [[nodiscard]] bool matches(const model::MessageSummary& summary) const;
    /// What a row says before its summary is there again; asks for it.
    [[nodiscard]] QVariant missingData(int row, int role) const;
    void fetchMissing();
    [[nodiscard]] QString spoken(const model::MessageSummary& summary) const;
    void setState(State state);

    engine::Engine& m_engine;
    int m_channel;
    model::MessageQuery m_query;
    MessageRows m_rows;
    QString m_next;
    qint64 m_total = -1;
    State m_state = State::Ready;
    std::optional<Error> m_error;
    int m_generation = 0;
    bool m_loadingMore = false;
    bool m_topLoading = false;
    bool m_foundDue = false; ///< foundShown() is to be told
    ChangeBatch m_batch;
    QList<MessageId> m_wanted; ///< summaries that are to be read, a portion at a time
    bool m_fetching = false;
    QList<qint64> m_going; ///< ids whose rows are still to go, in order
    QTimer m_goingDue;
    QSet<qint64> m_goneMeanwhile; ///< since the reading began that is on its way
    mutable int m_looked = 0;              ///< the row that was last asked for
    mutable QList<MessageId> m_missing;    ///< rows that were asked for and are put away
    mutable QTimer m_missingDue;
    QTimer m_frame;     ///< until the batch is taken in
    QTimer m_bulk;      ///< until the top is read anew
    QElapsedTimer m_taken; ///< since the last batch
};

} // namespace tributary::ui
