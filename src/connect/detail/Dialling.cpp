// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/detail/Dialling.h"

#include "connect/CaptivePortal.h"

namespace tributary::connect::detail {

using namespace std::chrono_literals;

namespace {

Stage stageOf(net::DialStage stage) {
    switch (stage) {
    case net::DialStage::Resolve: return Stage::Resolve;
    case net::DialStage::Connect: return Stage::Connect;
    case net::DialStage::Tls: return Stage::Tls;
    }
    return Stage::Connect;
}

} // namespace

Result<std::unique_ptr<net::ByteStream>> dialServer(const Target& target, StageClock& stages,
                                                    std::shared_ptr<net::ConnectionFacts>& facts) {
    const model::ServerSettings& server = target.server;
    if (server.security == model::Security::None && !net::isLoopbackHost(server.host))
        return failure(stages.finish(Stage::Tls, failure(ErrorKind::Tls, ErrorCode::TlsRequired, server.host)).error());

    net::DialOptions options{target.certificates, target.cancel, target.wakeUp, target.connectTimeout, {}, target.lines};
    QList<StageResult> dialled; // told once the facts are known
    options.observer = [&](net::DialStage stage, const Status& status, std::chrono::milliseconds took) {
        dialled.append(StageResult{stageOf(stage), portalStatus(status, target.behindPortal), took, {}, {}});
    };
    const net::Endpoint endpoint{server.host, server.port, server.security == model::Security::Tls, target.proxy};
    net::DialResult result = net::dial(endpoint, options);
    facts = result.facts ? result.facts : std::make_shared<net::ConnectionFacts>();
    for (StageResult& stage : dialled)
        stages.tell(stage);
    if (!result.status)
        return failure(portalError(result.status.error(), target.behindPortal));
    return std::move(result.stream);
}

Error greetingError(Error error, net::ByteStream& stream, bool behindPortal) {
    constexpr auto kForTheRest = 2s;
    while (!stream.isEncrypted() && error.code == ErrorCode::NotThisProtocol && mayBecomeHttp(error.serverText)) {
        const auto outcome = stream.read(kForTheRest);
        if (!outcome || outcome->bytes.isEmpty())
            break;
        error.serverText += outcome->bytes.left(80);
    }
    const bool isWebPage = !stream.isEncrypted() && error.code == ErrorCode::NotThisProtocol && isHttp(error.serverText);
    return portalError(std::move(error), behindPortal || isWebPage);
}

} // namespace tributary::connect::detail
