// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Pop3Plan.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace tributary::sync {

namespace {

constexpr char kMore = ' '; // no unique-id has one (RFC 1939, 7)

QByteArray serversPart(const QByteArray& uniqueId) {
    const qsizetype more = uniqueId.indexOf(kMore);
    return more < 0 ? uniqueId : uniqueId.left(more);
}

bool isHashed(QByteArrayView line) {
    constexpr std::array<QByteArrayView, 6> kFields{"message-id:", "date:", "from:", "to:", "subject:", "received:"};
    return std::any_of(kFields.begin(), kFields.end(), [&](QByteArrayView field) {
        return line.size() >= field.size() && QByteArray(line.first(field.size()).data(), field.size()).toLower() == field;
    });
}

} // namespace

QByteArray headerHashOf(QByteArrayView message) {
    constexpr qsizetype kSearched = 256 << 10;
    message = message.first(std::min(message.size(), kSearched));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool isWanted = false;
    while (!message.isEmpty()) {
        const qsizetype end = message.indexOf('\n');
        QByteArrayView line = message.first(end < 0 ? message.size() : end);
        message = message.sliced(end < 0 ? message.size() : end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            break;
        const bool isContinued = line.startsWith(' ') || line.startsWith('\t');
        isWanted = isContinued ? isWanted : isHashed(line);
        if (isWanted)
            hash.addData(line);
    }
    return hash.result();
}

Pop3Plan::Pop3Plan(const QList<Listed>& listed, const QList<store::Pop3Message>& known) {
    for (const Listed& one : listed)
        ++m_listings[one.uniqueId];
    for (const store::Pop3Message& message : known) {
        m_left.insert(message.uniqueId, message);
        ++m_knownUnder[serversPart(message.uniqueId)];
    }
    for (const Listed& one : listed) {
        m_byNumber.insert(one.number, m_items.size());
        m_items.append({one.number, one.size, one.uniqueId, {}, std::nullopt, true});
        if (!isPlain(one)) {
            m_open.insert(one.number, one.uniqueId);
        } else if (const auto it = m_left.find(one.uniqueId); it != m_left.end()) {
            m_items.last().known = *it;
            m_left.erase(it);
        }
        if (!m_open.contains(one.number))
            m_taken.insert(one.uniqueId);
    }
    for (const Item& item : std::as_const(m_items)) { // those that are left may be these, under a new unique-id
        if (!item.known && !m_open.contains(item.number) && mayBeRenamed(item.size)) {
            m_open.insert(item.number, item.uniqueId);
            m_taken.remove(item.uniqueId);
        }
    }
}

/// The unique-id alone tells which message it is.
bool Pop3Plan::isPlain(const Listed& listed) const {
    if (listed.uniqueId.isEmpty() || m_listings.value(listed.uniqueId) > 1)
        return false;
    const auto it = m_left.constFind(listed.uniqueId);
    if (it == m_left.constEnd())
        return m_knownUnder.value(listed.uniqueId) == 0;
    return m_knownUnder.value(listed.uniqueId) == 1 && it->size == listed.size;
}

bool Pop3Plan::mayBeRenamed(qint64 size) const {
    return std::any_of(m_left.begin(), m_left.end(), [&](const store::Pop3Message& left) {
        return left.size == size && !left.headerHash.isEmpty() && !m_listings.contains(serversPart(left.uniqueId));
    });
}

QList<int> Pop3Plan::undecided() const {
    QList<int> numbers = m_open.keys();
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

void Pop3Plan::identify(int number, const QByteArray& headerHash) {
    if (const auto it = m_byNumber.constFind(number); it != m_byNumber.constEnd())
        m_items[*it].headerHash = headerHash;
}

void Pop3Plan::decide() {
    for (Item& item : m_items) {
        if (const auto it = m_open.constFind(item.number); it != m_open.constEnd())
            decideOne(item, *it);
    }
    m_open.clear();
}

void Pop3Plan::decideOne(Item& item, const QByteArray& serversId) {
    item.known = take(serversId, item.headerHash);
    if (item.known) {
        item.uniqueId = item.known->uniqueId;
        item.isSure = !item.headerHash.isEmpty();
    } else {
        auto before = takeRenamed(item.size, item.headerHash);
        item.uniqueId = freeId(serversId, item.headerHash);
        item.isSure = !item.uniqueId.isEmpty() && (!item.headerHash.isEmpty() || m_listings.value(serversId) == 1);
        if (before) {
            const QByteArray was = std::exchange(before->uniqueId, item.uniqueId);
            m_renamed.append({was, *before});
            item.known = before;
        }
    }
    m_taken.insert(item.uniqueId);
}

/// The one that is kept under the unique-id and has the same header fields; without those: the only one.
std::optional<store::Pop3Message> Pop3Plan::take(const QByteArray& serversId, const QByteArray& headerHash) {
    const auto isIt = [&](const store::Pop3Message& left) {
        const bool isSame = headerHash.isEmpty() || left.headerHash.isEmpty() ? left.uniqueId == serversId && !serversId.isEmpty()
                                                                              : left.headerHash == headerHash;
        return serversPart(left.uniqueId) == serversId && isSame;
    };
    const auto it = std::find_if(m_left.begin(), m_left.end(), isIt);
    if (it == m_left.end())
        return std::nullopt;
    const store::Pop3Message found = *it;
    m_left.erase(it);
    return found;
}

std::optional<store::Pop3Message> Pop3Plan::takeRenamed(qint64 size, const QByteArray& headerHash) {
    const auto it = std::find_if(m_left.begin(), m_left.end(), [&](const store::Pop3Message& left) {
        return !headerHash.isEmpty() && left.size == size && left.headerHash == headerHash && !m_listings.contains(serversPart(left.uniqueId));
    });
    if (it == m_left.end())
        return std::nullopt;
    const store::Pop3Message found = *it;
    m_left.erase(it);
    return found;
}

/// The server's, where it is enough; else with the hash, and for messages that are the same in every way with a number. Empty: nothing
/// tells it from others.
QByteArray Pop3Plan::freeId(const QByteArray& serversId, const QByteArray& headerHash) const {
    const auto isFree = [&](const QByteArray& id) { return !m_left.contains(id) && !m_taken.contains(id); };
    const bool isEnough = !serversId.isEmpty() && m_listings.value(serversId) == 1 && m_knownUnder.value(serversId) == 0;
    if ((isEnough || (headerHash.isEmpty() && !serversId.isEmpty())) && isFree(serversId))
        return serversId;
    if (headerHash.isEmpty())
        return {};
    QByteArray id = serversId + kMore + headerHash.toHex();
    for (int more = 2; !isFree(id); ++more)
        id = serversId + kMore + headerHash.toHex() + kMore + QByteArray::number(more);
    return id;
}

QList<store::Pop3Message> Pop3Plan::missing() const { return m_left.values(); }

} // namespace tributary::sync
