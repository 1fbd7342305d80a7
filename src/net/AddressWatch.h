// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

class QSocketNotifier;

namespace tributary::net {

/// Hears from the system (netlink) that links or addresses of this machine have come, gone or changed; no service need run
/// for that. Lives on one thread with an event loop, not the GUI's.
class AddressWatch {
  public:
    /// changed is called on this thread, often many times for one change; it must not destroy the watch.
    explicit AddressWatch(std::function<void()> changed);
    ~AddressWatch();
    AddressWatch(const AddressWatch&) = delete;
    AddressWatch& operator=(const AddressWatch&) = delete;

    /// False: this system does not tell, and changed is never called.
    [[nodiscard]] bool isHearing() const { return m_notifier != nullptr; }

  private:
    void read();

    std::function<void()> m_changed;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace tributary::net
