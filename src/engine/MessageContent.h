// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"

#include <QList>
#include <QPair>
#include <QString>

namespace tributary::engine {

/// A message ready to be shown: parsed and sanitised off the GUI thread.
struct MessageContent {
    model::MessageSummary summary;
    model::AddressList cc, replyTo;
    QList<QPair<QString, QString>> headers; ///< all, decoded, in order
    QString text;             ///< plain text: the plain part, else made from the HTML
    QString html;             ///< sanitised; empty when there is no HTML part
    int blockedRemote = 0;    ///< remote references that were taken out of html
    QList<model::AttachmentSummary> attachments;
    QStringList structure;    ///< a line a part: "1.2 text/html 1234"
    QStringList defects;      ///< what is broken or was cut by a limit, in words for --json
    QByteArray raw;           ///< empty unless small (<= 16 MiB)
    bool bodyMissing = false; ///< only headers are cached
};

} // namespace tributary::engine
