// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tributary::model {

/// In which form the body of a message is shown. Numbers are the store's.
enum class BodyForm { Default, Text, Simple, Original };

/// What the user has chosen for all messages of a sender.
struct SenderChoice {
    QString address;       ///< addr-spec, lower case
    bool pictures = false; ///< remote ones are shown
    BodyForm form = BodyForm::Default;
    QByteArray charset;    ///< of text, whatever it says; empty: as it says

    bool operator==(const SenderChoice&) const = default;
};

/// One choice more; what is not set stays as it is.
struct SenderChange {
    std::optional<bool> pictures;
    std::optional<BodyForm> form;
    std::optional<QByteArray> charset;
};

} // namespace tributary::model
