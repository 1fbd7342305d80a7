// SPDX-License-Identifier: GPL-3.0-or-later
// What answers, forwards and new versions of a message begin with. The words around it ("On Monday Jane wrote:") are the front end's.
#pragma once

#include "engine/MessageLoader.h"
#include "mime/Quote.h"
#include "mime/Reply.h"
#include "model/Draft.h"
#include "model/Identity.h"

#include <functional>
#include <optional>

namespace tributary::engine {

using mime::ForwardedLabels;

/// As a person would type it: "Name <a@b>", the name in quotes where it needs them.
[[nodiscard]] QString typedAddress(const model::Address& address);

/// To be answered or forwarded: read off the GUI thread, sanitised, and nothing of it fetches anything (HtmlUse::Simple).
struct ReplySource {
    MessageId message;
    AccountId account;
    QString subject;
    model::Address from;       ///< the first author; may be empty
    qint64 dateMs = 0;         ///< 0: it has none
    model::AddressList replyTo, replyAllTo, replyAllCc; ///< whom answers go to; own addresses left out
    std::optional<model::Address> list; ///< where an answer to the whole list goes
    QString replySubject, forwardSubject;
    QList<QByteArray> inReplyTo, references;
    IdentityId identity;       ///< that it was written to; else the default of its account
    bool isWrittenTo = false;  ///< identity is one that the message names
    QString text;              ///< to be quoted; from the HTML where there is no plain text
    QString html;              ///< simple HTML, pictures by cid:; empty: the message has none
    QList<mime::ForwardedField> fields; ///< its header, for a forward
    QList<model::DraftFile> pictures;   ///< those that html shows
    QList<model::DraftFile> files;      ///< the attachments
    bool bodyMissing = false;  ///< only its header is cached: wantBody() first
};

/// The words of a forward's header block; dateWords: a time (UTC ms) for people. Called on a worker thread.
struct ForwardWords {
    ForwardedLabels labels;
    std::function<QString(qint64)> dateWords;
};

/// Errors: InvalidInput/NotFound; Refused/Unsupported for what is quarantined.
[[nodiscard]] Result<ReplySource> loadReplySource(const LoadSource& from, MessageId id, const ForwardWords& words);

/// The beginning of an answer or a forward, without signature and with nothing of the user's own. attribution: "On Monday Jane wrote:"
/// for an answer, "Forwarded message" for a forward. isHtml: as rich text, also of a message that is plain.
[[nodiscard]] model::Draft startReply(const ReplySource& source, model::DraftPurpose purpose, const QString& attribution, bool isHtml);

/// The message as a draft again: one of the user's own in Drafts, or any as the beginning of a new one (isNew: without its id and threading).
/// The copy of a draft that is kept here gives that draft. One that another client left there is read, with its files, and becomes the
/// draft's copy when the draft is saved (Draft::copyOf). Errors: as above; Refused/NotFound "message": not all of it is cached (wantBody() first).
[[nodiscard]] Result<model::Draft> loadAsDraft(const LoadSource& from, MessageId id, bool isNew);

} // namespace tributary::engine
