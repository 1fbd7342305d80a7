// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QList>
#include <QString>

namespace tributary::model {

/// Somebody whom mail went to before, and as whom the last of it.
struct PastSender {
    QString recipient; ///< addr-spec, lower case
    IdentityId identity;

    bool operator==(const PastSender&) const = default;
};

/// What is known before a message is sent (S3).
struct SendingFacts {
    qint64 sizeLimit = 0; ///< bytes of a message, of the outgoing server that will carry it (RFC 1870); 0: it names none, or is not known yet
    QList<PastSender> past; ///< of the recipients that were asked about

    bool operator==(const SendingFacts&) const = default;
};

} // namespace tributary::model
