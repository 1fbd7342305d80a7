// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/CrashMarks.h"

#include <QCryptographicHash>
#include <QSaveFile>

#include <algorithm>
#include <cstring>

namespace tributary {

namespace {

constexpr int kKey = 20;      // SHA-1: no secret hangs on it
constexpr int kSlot = 32;     // a byte that says whether it is taken, then the key
constexpr int kSlots = 128;   // more than threads that parse
constexpr int kPoison = 2;    // crashes
constexpr int kMaxCounts = 1000;
constexpr qsizetype kEnd = 64 << 10;

QString countFile(const QString& directory) { return directory + QStringLiteral("/crashes"); }

} // namespace

CrashMarks::CrashMarks(const QString& directory) : m_directory(directory), m_file(directory + QStringLiteral("/parsing")) {
    if (directory.isEmpty() || !m_file.open(QIODevice::ReadWrite))
        return;
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    constexpr qint64 kSize = qint64(kSlots) * kSlot;
    if (m_file.size() != kSize && (!m_file.resize(0) || m_file.write(QByteArray(kSize, '\0')) != kSize || !m_file.flush()))
        return;
    m_slots = m_file.map(0, kSlots * kSlot);
    readCounts();
    countLeftOver();
}

CrashMarks::~CrashMarks() = default;

QByteArray CrashMarks::keyOf(QByteArrayView bytes) {
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArray::number(qlonglong(bytes.size())));
    hash.addData(bytes.first(std::min(bytes.size(), kEnd)));
    hash.addData(bytes.last(std::clamp<qsizetype>(bytes.size() - kEnd, 0, kEnd)));
    return hash.result();
}

void CrashMarks::readCounts() {
    QFile file(countFile(m_directory));
    if (!file.open(QIODevice::ReadOnly))
        return;
    for (int i = 0; i < kMaxCounts && !file.atEnd(); ++i) {
        const QList<QByteArray> words = file.readLine(kSlot * 4).trimmed().split(' ');
        const QByteArray key = QByteArray::fromHex(words.value(0));
        if (key.size() == kKey && words.value(1).toInt() > 0)
            m_crashes.insert(key, words.value(1).toInt());
    }
}

void CrashMarks::countLeftOver() {
    if (!m_slots)
        return;
    bool any = false;
    for (int slot = 0; slot < kSlots; ++slot) {
        const uchar* const at = m_slots + slot * kSlot;
        if (*at == 0)
            continue;
        ++m_crashes[QByteArray(reinterpret_cast<const char*>(at + 1), kKey)];
        any = true;
    }
    std::memset(m_slots, 0, kSlots * kSlot);
    if (any)
        writeCounts();
}

void CrashMarks::writeCounts() const {
    QSaveFile file(countFile(m_directory));
    if (!file.open(QIODevice::WriteOnly))
        return;
    int left = kMaxCounts;
    for (auto it = m_crashes.begin(); it != m_crashes.end() && left > 0; ++it, --left)
        file.write(it.key().toHex() + ' ' + QByteArray::number(it.value()) + '\n');
    file.commit();
}

int CrashMarks::crashesOf(const QByteArray& key) const {
    const std::lock_guard lock(m_mutex);
    return m_crashes.value(key);
}

bool CrashMarks::isPoison(const QByteArray& key) const { return crashesOf(key) >= kPoison; }

void CrashMarks::release(const QByteArray& key) {
    const std::lock_guard lock(m_mutex);
    if (m_crashes.remove(key) > 0)
        writeCounts();
}

std::optional<CrashMarks::Mark> CrashMarks::begin(const QByteArray& key) {
    const int crashes = crashesOf(key);
    if (crashes >= kPoison)
        return {};
    Mark mark;
    mark.m_marks = this;
    if (crashes > 0) {
        mark.m_alone = std::unique_lock(m_work);
        mark.m_suspect = key;
    } else {
        mark.m_shared = std::shared_lock(m_work);
    }
    mark.m_slot = takeSlot(key);
    return mark;
}

int CrashMarks::takeSlot(const QByteArray& key) {
    const std::lock_guard lock(m_mutex);
    for (int slot = 0; m_slots && slot < kSlots && key.size() == kKey; ++slot) {
        uchar* const at = m_slots + slot * kSlot;
        if (*at != 0)
            continue;
        std::memcpy(at + 1, key.constData(), kKey);
        *at = 1;
        return slot;
    }
    return -1;
}

void CrashMarks::freeSlot(int slot) {
    const std::lock_guard lock(m_mutex);
    if (slot >= 0)
        m_slots[slot * kSlot] = 0;
}

CrashMarks::Mark::Mark(Mark&& other) noexcept
    : m_marks(std::exchange(other.m_marks, nullptr)), m_slot(other.m_slot), m_suspect(std::move(other.m_suspect)),
      m_shared(std::move(other.m_shared)), m_alone(std::move(other.m_alone)) {}

CrashMarks::Mark::~Mark() {
    if (!m_marks)
        return;
    m_marks->freeSlot(m_slot);
    if (!m_suspect.isEmpty())
        m_marks->release(m_suspect);
}

} // namespace tributary
