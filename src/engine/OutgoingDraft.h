// SPDX-License-Identifier: GPL-3.0-or-later
// From a draft to the message that leaves, or to the copy of it that other clients find in Drafts. Worker threads: files are read.
#pragma once

#include "engine/MessageLoader.h"
#include "mime/MessageBuilder.h"
#include "model/Draft.h"
#include "model/Identity.h"

#include <QDateTime>

namespace tributary::engine {

enum class ComposeFor {
    Sending, ///< complete: every recipient is an address, every file is there and unchanged; Bcc is not in it
    Keeping, ///< as far as it goes: what is no address yet stays out of the header, Bcc is in it
};

struct ComposedMessage {
    QByteArray raw;            ///< CRLF
    QByteArray messageId;      ///< without <>
    QStringList recipients;    ///< envelope: addr-specs in wire form, each once
    QStringList unfinished;    ///< Keeping: what is no address
    bool charsetFellBack = false;
};

/// Errors: InvalidInput/FieldMissing "recipients" (Sending, none at all), NotAnAddress (detail: what it is), FileMissing and FileChanged
/// (detail: the path), BadValue; those of loadOnePart for what is forwarded; Cancelled.
[[nodiscard]] Result<ComposedMessage> composeMessage(const LoadSource& from, const model::Draft& draft, const model::Identity& identity,
                                                     ComposeFor purpose, const QDateTime& now);

/// The name of a group with nobody in it, typed as a recipient: "undisclosed-recipients:;" (RFC 5322 3.4). Empty: it is none. Pure.
[[nodiscard]] QString emptyGroup(QStringView entry);

/// The first characters that the charset which is wished for cannot write, for which all of the message would go as UTF-8; empty: none.
/// sender: the name in From. Pure, linear.
[[nodiscard]] QString notInCharset(const model::Draft& draft, const QString& sender);

/// Whether the file of a draft is still what it was when it was attached; no bytes are read.
[[nodiscard]] Status checkFile(const model::DraftFile& file);

} // namespace tributary::engine
