// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/Dialer.h"

#include "base/Clock.h"
#include "net/TlsStream.h"

namespace tributary::net {

DialResult dial(const Endpoint& endpoint, const DialOptions& options) {
    DialResult result;
    result.facts = std::make_shared<ConnectionFacts>();
    auto stream = std::make_unique<TlsStream>(endpoint, options, result.facts);
    const auto stage = [&](DialStage which, auto&& work) {
        const auto start = Clock::system().now();
        result.status = work();
        if (options.observer) {
            options.observer(which, result.status,
                             std::chrono::duration_cast<std::chrono::milliseconds>(Clock::system().now() - start));
        }
        return result.status.has_value();
    };
    if (!stage(DialStage::Resolve, [&] { return stream->resolve(); }) ||
        !stage(DialStage::Connect, [&] { return stream->connectTcp(); }))
        return result;
    if (endpoint.implicitTls && !stage(DialStage::Tls, [&] { return stream->handshake(options.connectTimeout); }))
        return result;
    result.stream = std::move(stream);
    return result;
}

} // namespace tributary::net
