// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Draft.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// A draft made ready by the thread that hands it over: the writer only writes.
struct PreparedDraft {
    model::Draft draft;
    QString snippet;
    QList<QByteArray> hashes; ///< SHA-256 of each file's content; empty: its bytes are elsewhere
    QByteArray contentHash;   ///< SHA-256 of all that a copy of it is built from
};
[[nodiscard]] PreparedDraft prepare(model::Draft draft);

/// Tables draft, draft_body, draft_file and draft_content. Throws SQLite::Exception.
class DraftTable {
  public:
    explicit DraftTable(Connection& connection) : m_connection(connection) {}

    /// Newest first, without those in the outbox. No account: of all.
    [[nodiscard]] QList<model::DraftSummary> all(std::optional<AccountId> account);
    [[nodiscard]] std::optional<model::Draft> load(DraftId id); ///< with its files' content
    [[nodiscard]] bool contains(DraftId id);
    /// The message that it answers or forwards; none: it is a message of its own.
    struct Origin {
        model::DraftPurpose purpose;
        MessageId message;
    };
    [[nodiscard]] std::optional<Origin> origin(DraftId id);
    [[nodiscard]] QList<DraftId> ofAccount(AccountId account);
    /// A row of its own without a valid id; else that row, which is there.
    [[nodiscard]] DraftId save(const PreparedDraft& prepared, qint64 nowMs);
    void erase(DraftId id);

  private:
    [[nodiscard]] QList<model::DraftFile> files(DraftId id);
    void saveFiles(DraftId id, const PreparedDraft& prepared);
    [[nodiscard]] qint64 contentRow(DraftId id, const QByteArray& hash, const QByteArray& content);

    Connection& m_connection;
};

} // namespace tributary::store::detail
