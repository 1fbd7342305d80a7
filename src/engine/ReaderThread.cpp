// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ReaderThread.h"

namespace tributary::engine {

ReaderThread::ReaderThread(std::unique_ptr<store::Reader> reader)
    : m_reader(std::move(reader)), m_home(std::make_unique<Inbox>()) {
    m_home->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("store-reader")); // the thread's name too
    m_thread.start();
}

ReaderThread::~ReaderThread() {
    m_reader->interrupt();
    m_thread.quit();
    m_thread.wait();
}

void ReaderThread::run(int channel, Work work) {
    auto& generation = m_generations[channel];
    if (!generation)
        generation = std::make_shared<std::atomic<int>>(0);
    const int mine = ++*generation;
    // A late interrupt may hit the next statement instead; its caller sees Cancelled while it is still current and asks
    // again (see Engine::loadMessages).
    if (channel != 0 && m_runningChannel == channel)
        m_reader->interrupt();
    m_home->post([this, channel, mine, current = generation, work = std::move(work)] {
        m_runningChannel = channel;
        work(*m_reader, [channel, mine, &current] { return channel == 0 || *current == mine; });
        m_runningChannel = 0;
    });
}

} // namespace tributary::engine
