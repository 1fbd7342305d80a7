// SPDX-License-Identifier: GPL-3.0-or-later
// What a person should know of the sender of a message, and text whose invisible characters are visible.
#pragma once

#include "content/KnownDomains.h"
#include "model/Address.h"

#include <QList>
#include <QString>

namespace tributary::content {

enum class SenderHint {
    NameHoldsAddress, ///< the display name contains another address: SenderCheck::addressInName
    SeveralFrom,      ///< more than one author, of which lists show one
    NoAddress,        ///< From has no address at all
    HiddenCharacters, ///< bidi or invisible characters in name or address
    MixedScripts,     ///< the name or domain mixes scripts that no language mixes
    LookAlike,        ///< the domain looks like a known one that it is not: SenderCheck::lookAlikeOf
    SenderElsewhere,  ///< Sender is of another domain than From
    ReplyToElsewhere, ///< answers go to another domain than From: SenderCheck::replyDomain
};

struct SenderCheck {
    QList<SenderHint> hints; ///< each once, in the order of the enum
    QString addressInName;
    QString replyDomain;
    QString lookAlikeOf;

    [[nodiscard]] bool has(SenderHint hint) const { return hints.contains(hint); }
};
[[nodiscard]] SenderCheck checkSender(const model::AddressList& from, const model::AddressList& replyTo = {},
                                      const model::AddressList& sender = {}, const KnownDomains& known = {});

/// One line for subjects, names and file names: bidi controls, invisible characters and controls appear as "[U+202E]",
/// line ends and tabs as a blank, long rows of blanks as one "␣". Joiners stay where a script or an emoji needs them. The
/// result holds no character that changes the direction or hides.
[[nodiscard]] QString visibleText(const QString& text);
/// The same of a text of several lines: line ends, tabs and rows of blanks stay as they are; what is merely invisible is left out.
[[nodiscard]] QString visibleLines(const QString& text);
/// visibleText() would change it for more than line ends.
[[nodiscard]] bool hasHiddenCharacters(const QString& text);

} // namespace tributary::content
