// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

#include <map>
#include <memory>
#include <mutex>

namespace tributary::store {

/// Hands the facts of each commit to its listeners, in the order of subscription. subscribe() and the end of a
/// subscription: any thread; announce(): the writer. A subscription may outlive the feed.
class ChangeFeed {
  public:
    /// When the returned object is gone no call is under way and none will come (except the one that dropped it).
    [[nodiscard]] std::shared_ptr<void> subscribe(Store::Listener listener);
    void announce(const QList<model::StoreChange>& changes);

  private:
    struct Entry;
    struct Entries;
    struct Subscription;
    std::shared_ptr<Entries> m_entries;

  public:
    ChangeFeed();
    ~ChangeFeed();
};

} // namespace tributary::store
