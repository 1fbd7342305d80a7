// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/AskQuota.h"

#include "imap/Limits.h"

#include <algorithm>
#include <limits>

namespace tributary::sync {

namespace {

constexpr qint64 kAgainMs = 3600LL * 1000;
constexpr qint64 kStorageUnit = 1024; // RFC 9208 5.1

qint64 times(qint64 count, qint64 unit) { return count > std::numeric_limits<qint64>::max() / unit ? std::numeric_limits<qint64>::max() : count * unit; }

/// Where nothing may be kept at all, no mail would be: 0 is how some servers say that there is no limit. Others send the largest number that they have.
bool isLimit(qint64 limit, qint64 unit) { return limit > 0 && limit < std::numeric_limits<qint64>::max() / unit; }

bool isFuller(const imap::QuotaData::Resource& a, const imap::QuotaData::Resource& b, qint64 unit) {
    if (isLimit(a.limit, unit) != isLimit(b.limit, unit))
        return isLimit(a.limit, unit);
    if (!isLimit(a.limit, unit))
        return a.usage > b.usage;
    return double(a.usage) / double(a.limit) > double(b.usage) / double(b.limit);
}

} // namespace

model::ServerQuota quotaOf(const std::optional<QByteArrayList>& roots, const QList<imap::QuotaData>& told, qint64 nowMs) {
    std::optional<imap::QuotaData::Resource> storage, messages;
    for (const imap::QuotaData& data : told) {
        if (roots && !roots->contains(data.root))
            continue;
        for (const imap::QuotaData::Resource& resource : data.resources) {
            if (resource.name == "STORAGE" && (!storage || isFuller(resource, *storage, kStorageUnit)))
                storage = resource;
            else if (resource.name == "MESSAGE" && (!messages || isFuller(resource, *messages, 1)))
                messages = resource;
        }
    }
    model::ServerQuota quota;
    quota.askedMs = nowMs;
    if (storage) {
        quota.usedBytes = times(storage->usage, kStorageUnit);
        if (isLimit(storage->limit, kStorageUnit))
            quota.limitBytes = storage->limit * kStorageUnit;
    }
    if (messages) {
        quota.usedMessages = messages->usage;
        if (isLimit(messages->limit, 1))
            quota.limitMessages = messages->limit;
    }
    return quota;
}

Status askQuota(SyncContext& context, connect::ImapConnection& connection) {
    if (!connection.has("QUOTA") && !connection.has("QUOTA=RES-STORAGE") && !connection.has("QUOTA=RES-MESSAGE"))
        return {};
    const qint64 now = context.clock.utcNowMs();
    TRY(const auto known, context.reader.quota(context.account.id));
    if (known && known->askedMs <= now && now - known->askedMs < kAgainMs) // a clock may have been set back
        return {};
    std::optional<QByteArrayList> roots;
    QList<imap::QuotaData> told;
    TRY(const auto response, connection.run(imap::command::getQuotaRoot("INBOX"), [&](imap::Event& event) -> Status {
            if (const auto* root = std::get_if<imap::QuotaRootData>(&event))
                roots = root->roots;
            else if (const auto* data = std::get_if<imap::QuotaData>(&event); data && told.size() < imap::limits::kQuotaRoots)
                told.append(*data);
            return {};
        }));
    if (!response.isOk()) // there is none for this mailbox, or none to be told
        told.clear();
    return context.store.setQuota(context.account.id, quotaOf(roots, told, now));
}

} // namespace tributary::sync
