// SPDX-License-Identifier: GPL-3.0-or-later
// What a person should be asked before a message goes (S3). Pure: no widget, no store.
#pragma once

#include "model/Address.h"
#include "model/Draft.h"
#include "model/SendingFacts.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary::ui {

enum class DraftConcern {
    NoRecipients,
    InvalidRecipient, ///< DraftFindings::invalid: what was typed
    EmptySubject,
    MissingAttachment, ///< DraftFindings::attachmentWord: what the text says of a file
    UnusualSender,     ///< DraftFindings::usual: who is mostly written to from another identity
    CharsetLacks,      ///< DraftFindings::lacking: what the charset that was chosen cannot write
    TooLarge,          ///< for the server that will carry it
};

struct DraftFindings {
    QList<DraftConcern> concerns; ///< each once, in the order of the enum
    QStringList invalid;
    QString attachmentWord;
    QString lacking;
    model::PastSender usual;

    [[nodiscard]] bool has(DraftConcern concern) const { return concerns.contains(concern); }
};
/// The body is read as text: draft.html where it isHtml, else draft.text. Linear.
[[nodiscard]] DraftFindings checkDraft(const model::Draft& draft);

/// The first word that promises a file (English, Japanese) in what the user wrote: not in quotations, their introduction or the
/// signature. Empty: none.
[[nodiscard]] QString attachmentWord(const QString& text);

/// To, Cc and Bcc, as far as they are addresses.
[[nodiscard]] model::AddressList recipientsOf(const model::Draft& draft);

/// Where somebody of the recipients was last written to as another identity than this one, and none as this one, the From is likely
/// wrong: the first of them. None: nothing speaks against it.
[[nodiscard]] std::optional<model::PastSender> usualSender(IdentityId identity, const model::AddressList& recipients, const QList<model::PastSender>& past);

/// What it will weigh on the way, about: files grow by a third (RFC 2045 6.8). Bytes.
[[nodiscard]] qint64 sizeOnTheWay(const model::Draft& draft);

} // namespace tributary::ui
