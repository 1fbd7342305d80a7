// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QFile>
#include <QHash>
#include <QString>

#include <mutex>
#include <optional>
#include <shared_mutex>

namespace tributary {

/// Which inputs were worked on when the process died, so that one that kills it is not worked on for ever. What is under way stands in
/// a mapped file: a mark costs no system call, and the system keeps it when the process is gone. An input that was under way at one
/// crash is worked on alone the next time (its neighbours of the first crash clear themselves that way); at the second one it is
/// poison. Any thread.
class CrashMarks {
  public:
    /// Reads what the last run left behind in directory. Without a usable directory nothing is remembered.
    explicit CrashMarks(const QString& directory);
    ~CrashMarks();
    CrashMarks(const CrashMarks&) = delete;
    CrashMarks& operator=(const CrashMarks&) = delete;

    /// What tells an input from others: its size and its two ends. Cheap also for hundreds of megabytes.
    [[nodiscard]] static QByteArray keyOf(QByteArrayView bytes);

    /// Held while the input is worked on.
    class Mark {
      public:
        Mark() = default;
        Mark(Mark&& other) noexcept;
        Mark& operator=(Mark&&) = delete;
        ~Mark();

      private:
        friend class CrashMarks;
        CrashMarks* m_marks = nullptr;
        int m_slot = -1;
        QByteArray m_suspect; ///< its key, when it was under way at a crash
        std::shared_lock<std::shared_mutex> m_shared;
        std::unique_lock<std::shared_mutex> m_alone;
    };
    /// Nothing when it is poison. Waits while a suspect is worked on. Not twice on one thread.
    [[nodiscard]] std::optional<Mark> begin(const QByteArray& key);
    [[nodiscard]] bool isPoison(const QByteArray& key) const;
    /// It is as good as new: it may be tried again, twice.
    void release(const QByteArray& key);

  private:
    void countLeftOver();
    void readCounts();
    void writeCounts() const;
    [[nodiscard]] int crashesOf(const QByteArray& key) const;
    [[nodiscard]] int takeSlot(const QByteArray& key);
    void freeSlot(int slot);

    QString m_directory;
    QFile m_file;
    uchar* m_slots = nullptr;
    mutable std::mutex m_mutex; ///< slots and counts
    std::shared_mutex m_work;
    QHash<QByteArray, int> m_crashes;
};

} // namespace tributary
