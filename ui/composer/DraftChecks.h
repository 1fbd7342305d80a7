// SPDX-License-Identifier: GPL-3.0-or-later
// What a person should be asked before a message goes (S3). Pure: no widget, no store.
#pragma once

#include "model/Address.h"
#include "model/Draft.h"

#include <QList>
#include <QString>

namespace tributary::ui {

enum class DraftConcern {
    NoRecipients,
    InvalidRecipient, ///< DraftFindings::invalid: what was typed
    EmptySubject,
    MissingAttachment, ///< DraftFindings::attachmentWord: what the text says of a file
};

struct DraftFindings {
    QList<DraftConcern> concerns; ///< each once, in the order of the enum
    QStringList invalid;
    QString attachmentWord;

    [[nodiscard]] bool has(DraftConcern concern) const { return concerns.contains(concern); }
};
/// The body is read as text: draft.html where it isHtml, else draft.text. Linear.
[[nodiscard]] DraftFindings checkDraft(const model::Draft& draft);

/// The first word that promises a file (English, Japanese) in what the user wrote: not in quotations, their introduction or the
/// signature. Empty: none.
[[nodiscard]] QString attachmentWord(const QString& text);

/// Mail to a person that went out before, and as whom.
struct PastSender {
    QString recipient; ///< addr-spec
    IdentityId identity; ///< of the last mail to them
};
/// Somebody of the recipients was last written to as another identity than this one, and none as this one: the From is likely wrong.
[[nodiscard]] bool isUnusualSender(IdentityId identity, const model::AddressList& recipients, const QList<PastSender>& past);

} // namespace tributary::ui
