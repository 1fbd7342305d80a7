// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/DraftTable.h"

#include "store/detail/DraftSnippet.h"
#include "store/detail/Rows.h"

#include <QCryptographicHash>

namespace tributary::store::detail {

namespace {

QByteArray encodeIds(const QList<QByteArray>& ids) { return ids.join('\n'); }

QList<QByteArray> decodeIds(const QByteArray& text) { return text.isEmpty() ? QList<QByteArray>() : text.split('\n'); }

bool hasContent(const model::DraftFile& file) { return file.path.isEmpty() && !file.message.isValid(); }

model::DraftPurpose purposeFrom(int number) {
    return number >= 0 && number <= static_cast<int>(model::DraftPurpose::Template) ? static_cast<model::DraftPurpose>(number)
                                                                                    : model::DraftPurpose::New;
}

constexpr const char* kLoad =
    "SELECT d.id, d.purpose, d.account_id, d.identity_id, d.to_text, d.cc_text, d.bcc_text, d.subject, b.plain, b.html, d.is_html, "
    "d.message_id_header, d.in_reply_to, d.reference_ids, d.source_id, d.request_receipt, d.priority, d.send_at_ms, d.charset, "
    "d.saved_ms FROM draft d JOIN draft_body b ON b.draft_id = d.id WHERE d.id = ?";
constexpr const char* kUpdateDraft =
    "UPDATE draft SET purpose = ?, account_id = ?, identity_id = ?, to_text = ?, cc_text = ?, bcc_text = ?, subject = ?, snippet = ?, "
    "is_html = ?, message_id_header = ?, in_reply_to = ?, reference_ids = ?, source_id = ?, request_receipt = ?, priority = ?, "
    "send_at_ms = ?, charset = ?, saved_ms = ?, content_hash = ? WHERE id = ?";

model::Draft draftFrom(const Query& row) {
    model::Draft draft;
    draft.id = DraftId(row.integer(0));
    draft.purpose = purposeFrom(row.small(1));
    draft.account = AccountId(row.integer(2));
    draft.identity = IdentityId(row.integer(3));
    draft.to = row.text(4);
    draft.cc = row.text(5);
    draft.bcc = row.text(6);
    draft.subject = row.text(7);
    draft.text = row.text(8);
    draft.html = row.text(9);
    draft.isHtml = row.flag(10);
    draft.messageIdHeader = row.blob(11);
    draft.inReplyTo = decodeIds(row.blob(12));
    draft.references = decodeIds(row.blob(13));
    draft.source = MessageId(row.integer(14));
    draft.requestReceipt = row.flag(15);
    draft.priority = row.small(16);
    draft.sendAtMs = row.integer(17);
    draft.charset = row.text(18).toLatin1();
    draft.savedMs = row.integer(19);
    return draft;
}

/// Each with its length, so that nothing runs into the next.
void addTo(QCryptographicHash& hash, const QByteArray& bytes) {
    hash.addData(QByteArray(QByteArray::number(bytes.size()) + ':'));
    hash.addData(bytes);
}

/// When it is to be sent is in no copy.
QByteArray contentHash(const model::Draft& draft, const QList<QByteArray>& hashes) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& text : {draft.to, draft.cc, draft.bcc, draft.subject, draft.text, draft.html})
        addTo(hash, text.toUtf8());
    for (const qint64 number : {draft.account.value, draft.identity.value, qint64(draft.isHtml), qint64(draft.requestReceipt), qint64(draft.priority)})
        addTo(hash, QByteArray::number(number));
    for (const QByteArray& bytes : {draft.messageIdHeader, encodeIds(draft.inReplyTo), encodeIds(draft.references), draft.charset})
        addTo(hash, bytes);
    for (qsizetype at = 0; at < draft.files.size(); ++at) {
        const model::DraftFile& file = draft.files[at];
        for (const QByteArray& bytes : {file.fileName.toUtf8(), file.mediaType, file.contentId, hashes[at], file.path.toUtf8(), file.section.toUtf8()})
            addTo(hash, bytes);
        for (const qint64 number : {file.size, file.modifiedMs, file.message.value})
            addTo(hash, QByteArray::number(number));
    }
    return hash.result();
}

} // namespace

PreparedDraft prepare(model::Draft draft) {
    PreparedDraft prepared;
    prepared.snippet = draftSnippet(draft);
    for (const model::DraftFile& file : std::as_const(draft.files))
        prepared.hashes.append(hasContent(file) ? QCryptographicHash::hash(file.content, QCryptographicHash::Sha256) : QByteArray());
    prepared.contentHash = contentHash(draft, prepared.hashes);
    prepared.draft = std::move(draft);
    return prepared;
}

QList<model::DraftSummary> DraftTable::all(std::optional<AccountId> account) {
    Query query = m_connection.query(
        "SELECT d.id, d.account_id, d.purpose, d.to_text, d.subject, d.snippet, d.saved_ms, EXISTS (SELECT 1 FROM draft_file f WHERE "
        "f.draft_id = d.id AND f.content_id = '') FROM draft d WHERE (?1 = 0 OR d.account_id = ?1) AND NOT EXISTS (SELECT 1 FROM "
        "outbox o WHERE o.draft_id = d.id) ORDER BY d.saved_ms DESC, d.id DESC");
    return allRows(query.add(account.value_or(AccountId())), [](const Query& row) {
        return model::DraftSummary{DraftId(row.integer(0)), AccountId(row.integer(1)), purposeFrom(row.small(2)), row.text(3),
                                   row.text(4), row.text(5), row.integer(6), row.flag(7), false};
    });
}

std::optional<model::Draft> DraftTable::load(DraftId id) {
    std::optional<model::Draft> draft;
    {
        Query query = m_connection.query(kLoad);
        draft = firstRow(query.add(id), draftFrom);
    }
    if (draft)
        draft->files = files(id);
    return draft;
}

QList<model::DraftFile> DraftTable::files(DraftId id) {
    Query query = m_connection.query("SELECT f.file_name, f.media_type, f.content_id, f.size, c.bytes, f.path, f.modified_ms, f.message_id, "
                                     "f.section FROM draft_file f LEFT JOIN draft_content c ON c.id = f.content_row WHERE f.draft_id = ? "
                                     "ORDER BY f.position");
    return allRows(query.add(id), [](const Query& row) {
        return model::DraftFile{row.text(0), row.text(1).toUtf8(), row.text(2).toUtf8(), row.integer(3), row.blob(4), row.text(5),
                                row.integer(6), MessageId(row.integer(7)), row.text(8)};
    });
}

bool DraftTable::contains(DraftId id) {
    Query query = m_connection.query("SELECT 1 FROM draft WHERE id = ?");
    return query.add(id).step();
}

std::optional<DraftTable::Origin> DraftTable::origin(DraftId id) {
    Query query = m_connection.query("SELECT purpose, source_id FROM draft WHERE id = ? AND source_id <> 0");
    if (!query.add(id).step())
        return std::nullopt;
    const auto purpose = static_cast<model::DraftPurpose>(query.small(0));
    const bool hasOrigin = purpose == model::DraftPurpose::Reply || purpose == model::DraftPurpose::ReplyAll || purpose == model::DraftPurpose::Forward;
    return hasOrigin ? std::optional(Origin{purpose, MessageId(query.integer(1))}) : std::nullopt;
}

QList<DraftId> DraftTable::ofAccount(AccountId account) {
    Query query = m_connection.query("SELECT id FROM draft WHERE account_id = ? AND account_id <> 0 ORDER BY id");
    return allRows(query.add(account), [](const Query& row) { return DraftId(row.integer(0)); });
}

DraftId DraftTable::save(const PreparedDraft& prepared, qint64 nowMs) {
    const model::Draft& draft = prepared.draft;
    DraftId id = draft.id;
    if (!id.isValid()) {
        m_connection.query("INSERT INTO draft DEFAULT VALUES").run();
        id = DraftId(m_connection.lastId());
    }
    const QByteArray inReplyTo = encodeIds(draft.inReplyTo);
    const QByteArray references = encodeIds(draft.references);
    m_connection.query(kUpdateDraft)
        .add(qint64(draft.purpose)).add(draft.account).add(draft.identity).add(draft.to).add(draft.cc).add(draft.bcc)
        .add(draft.subject).add(prepared.snippet).add(qint64(draft.isHtml)).add(draft.messageIdHeader).add(inReplyTo).add(references)
        .add(draft.source).add(qint64(draft.requestReceipt)).add(qint64(draft.priority)).add(draft.sendAtMs)
        .add(QString::fromLatin1(draft.charset)).add(nowMs).add(prepared.contentHash).add(id).run();
    m_connection.query("INSERT INTO draft_body (draft_id, plain, html) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET plain = excluded.plain, "
                       "html = excluded.html").add(id).add(draft.text).add(draft.html).run();
    saveFiles(id, prepared);
    return id;
}

void DraftTable::saveFiles(DraftId id, const PreparedDraft& prepared) {
    m_connection.query("DELETE FROM draft_file WHERE draft_id = ?").add(id).run();
    for (qsizetype at = 0; at < prepared.draft.files.size(); ++at) {
        const model::DraftFile& file = prepared.draft.files[at];
        const QByteArray& hash = prepared.hashes[at];
        const qint64 content = hash.isEmpty() ? 0 : contentRow(id, hash, file.content);
        m_connection
            .query("INSERT INTO draft_file (draft_id, position, file_name, media_type, content_id, size, content_row, path, modified_ms, "
                   "message_id, section) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .add(id).add(qint64(at)).add(file.fileName).add(QString::fromUtf8(file.mediaType)).add(QString::fromUtf8(file.contentId))
            .add(file.size).add(content).add(file.path).add(file.modifiedMs).add(file.message).add(file.section).run();
    }
    m_connection.query("DELETE FROM draft_content WHERE draft_id = ?1 AND id NOT IN (SELECT content_row FROM draft_file WHERE draft_id = ?1)")
        .add(id).run();
}

qint64 DraftTable::contentRow(DraftId id, const QByteArray& hash, const QByteArray& content) {
    {
        Query known = m_connection.query("SELECT id FROM draft_content WHERE draft_id = ? AND sha256 = ?");
        if (known.add(id).add(hash).step())
            return known.integer(0);
    }
    m_connection.query("INSERT INTO draft_content (draft_id, sha256, bytes) VALUES (?, ?, ?)").add(id).add(hash).add(content).run();
    return m_connection.lastId();
}

void DraftTable::erase(DraftId id) { m_connection.query("DELETE FROM draft WHERE id = ?").add(id).run(); }

} // namespace tributary::store::detail
