// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Guarded.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace tributary::engine {

/// What the machine and the desktop say about the network. All of it is a hint: no try is left out because of it.
struct NetworkFacts {
    QStringList addresses;        ///< by which the machine goes out (net::localAddresses())
    std::optional<bool> isOnline; ///< what the desktop says; none: nobody says anything
    bool hasPortal = false;       ///< a page to sign in to stands before the rest of the world
    bool isMetered = false;       ///< what goes over it costs

    bool operator==(const NetworkFacts&) const = default;
};

/// Where NetworkFacts come from: whoever knows them calls tell(), whoever wants them listens. Any thread.
class NetworkSource {
  public:
    /// Called on the thread of tell() or listen(), under a lock: it only hands over.
    using Told = std::function<void(const NetworkFacts&)>;

    /// told is called at once when something is known, and at each change, for as long as the result lives; giving that up
    /// waits for a call under way.
    [[nodiscard]] std::shared_ptr<void> listen(Told told);
    void tell(const NetworkFacts& facts);
    /// What was told last; none: nothing is known yet.
    [[nodiscard]] std::optional<NetworkFacts> facts() const;

  private:
    struct State {
        QHash<int, Told> listeners;
        int last = 0;
        std::optional<NetworkFacts> facts;
    };
    std::shared_ptr<Guarded<State>> m_state = std::make_shared<Guarded<State>>();
};

} // namespace tributary::engine
