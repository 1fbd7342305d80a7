// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/DnsRecords.h"

#include "accounts/discovery/Names.h"
#include "base/Inbox.h"

#include <QDnsLookup>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <tuple>
#include <vector>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<DnsRecord> recordsOf(const QDnsLookup& lookup) {
    QList<DnsRecord> records;
    for (const QDnsMailExchangeRecord& record : lookup.mailExchangeRecords())
        records.append({record.preference(), 0, 0, record.exchange()});
    for (const QDnsServiceRecord& record : lookup.serviceRecords())
        records.append({record.priority(), record.weight(), record.port(), record.target()});
    return bestRecords(records);
}

Result<QList<DnsRecord>> answerOf(const QDnsLookup& lookup) {
    if (!lookup.isFinished())
        return failure(ErrorKind::Network, ErrorCode::TimedOut, u"DNS: "_s + lookup.name());
    if (lookup.error() == QDnsLookup::NotFoundError)
        return failure(ErrorKind::Network, ErrorCode::HostNotFound, lookup.name());
    if (lookup.error() != QDnsLookup::NoError)
        return failure(ErrorKind::Network, ErrorCode::TimedOut, u"DNS: %1: %2"_s.arg(lookup.name(), lookup.errorString()));
    return recordsOf(lookup);
}

} // namespace

QList<DnsRecord> bestRecords(QList<DnsRecord> records) {
    for (DnsRecord& record : records)
        record.host = asciiDomain(record.host);
    records.removeIf([](const DnsRecord& record) { return !mayBeServer(record.host); });
    std::stable_sort(records.begin(), records.end(), [](const DnsRecord& a, const DnsRecord& b) {
        return std::tuple(a.preference, -a.weight, a.host) < std::tuple(b.preference, -b.weight, b.host);
    });
    return records.first(std::min(records.size(), kMaxRecords));
}

QList<Result<QList<DnsRecord>>> askDns(const QList<DnsQuestion>& questions, const DnsOptions& options) {
    QEventLoop loop;
    Inbox inbox;
    const auto stop = options.cancel.onCancel([&] { inbox.post([&] { loop.quit(); }); });
    std::vector<std::unique_ptr<QDnsLookup>> lookups;
    int waiting = static_cast<int>(questions.size());
    for (const DnsQuestion& question : questions) {
        auto& lookup = lookups.emplace_back(std::make_unique<QDnsLookup>());
        lookup->setType(question.type == DnsQuestion::Type::Mx ? QDnsLookup::MX : QDnsLookup::SRV);
        lookup->setName(question.name);
        if (!options.nameserver.isNull())
            lookup->setNameserver(options.nameserver);
        QObject::connect(lookup.get(), &QDnsLookup::finished, &loop, [&] {
            if (--waiting == 0)
                loop.quit();
        });
        lookup->lookup();
    }
    QTimer::singleShot(options.timeout, &loop, &QEventLoop::quit);
    if (waiting > 0)
        loop.exec();
    QList<Result<QList<DnsRecord>>> answers;
    for (const auto& lookup : lookups) {
        if (options.cancel.isCancelled())
            answers.append(failure(ErrorKind::Cancelled, ErrorCode::Cancelled));
        else
            answers.append(answerOf(*lookup));
    }
    return answers;
}

} // namespace tributary::accounts::discovery
