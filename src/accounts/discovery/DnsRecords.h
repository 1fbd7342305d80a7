// SPDX-License-Identifier: GPL-3.0-or-later
// MX and SRV records, through the machine's resolver. Nothing of it is proven: whoever answers may be anybody.
#pragma once

#include "base/CancelToken.h"
#include "base/Result.h"

#include <QHostAddress>
#include <QList>
#include <QString>

#include <chrono>

namespace tributary::accounts::discovery {

inline constexpr qsizetype kMaxRecords = 16; ///< of one answer; the best ones

struct DnsQuestion {
    enum class Type { Mx, Srv } type = Type::Mx;
    QString name; ///< as the wire has it
};

struct DnsRecord {
    int preference = 0; ///< the smaller comes first (MX preference, SRV priority)
    int weight = 0;     ///< of SRV, among equals the larger comes first: people want the same answer twice
    quint16 port = 0;   ///< of SRV
    QString host;       ///< lower case, checked (mayBeServer): "." and what is no public name is left out

    bool operator==(const DnsRecord&) const = default;
};

struct DnsOptions {
    QHostAddress nameserver; ///< null: the machine's
    std::chrono::milliseconds timeout = std::chrono::seconds(7);
    CancelToken cancel;
};

/// All questions at once; an entry a question, best record first. Waits in an event loop of its own; worker threads.
/// Network/HostNotFound: the name does not exist; TimedOut: nobody said; Cancelled.
[[nodiscard]] QList<Result<QList<DnsRecord>>> askDns(const QList<DnsQuestion>& questions, const DnsOptions& options);

/// The records in order, bounded and checked. Pure.
[[nodiscard]] QList<DnsRecord> bestRecords(QList<DnsRecord> records);

} // namespace tributary::accounts::discovery
