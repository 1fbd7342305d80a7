// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/NetworkSource.h"

namespace tributary::engine {

std::shared_ptr<void> NetworkSource::listen(Told told) {
    const int id = m_state->with([&](State& state) {
        if (state.facts)
            told(*state.facts);
        state.listeners.insert(++state.last, std::move(told));
        return state.last;
    });
    return {nullptr, [state = m_state, id](void*) { state->with([id](State& s) { s.listeners.remove(id); }); }};
}

std::optional<NetworkFacts> NetworkSource::facts() const {
    return m_state->with([](const State& state) { return state.facts; });
}

void NetworkSource::tell(const NetworkFacts& facts) {
    m_state->with([&](State& state) {
        if (state.facts == facts)
            return;
        state.facts = facts;
        for (const Told& told : std::as_const(state.listeners))
            told(facts);
    });
}

} // namespace tributary::engine
