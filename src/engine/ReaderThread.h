// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Inbox.h"
#include "store/Reader.h"

#include <QHash>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace tributary::engine {

/// A store reader on a thread of its own. Work of one channel overtakes: a newer call interrupts the older one that is
/// running and makes those that wait answer Cancelled.
class ReaderThread : public QObject {
    Q_OBJECT

  public:
    explicit ReaderThread(std::unique_ptr<store::Reader> reader);
    ~ReaderThread() override;

    /// Runs work on the thread. isCurrent() inside tells whether a newer call of the channel has come; channel 0 never
    /// overtakes.
    using Work = std::function<void(store::Reader& reader, const std::function<bool()>& isCurrent)>;
    void run(int channel, Work work);

  private:
    std::unique_ptr<store::Reader> m_reader;
    QThread m_thread;
    std::unique_ptr<Inbox> m_home; ///< lives on m_thread: where the work is posted to
    QHash<int, std::shared_ptr<std::atomic<int>>> m_generations;
    std::atomic<int> m_runningChannel{0};
};

} // namespace tributary::engine
