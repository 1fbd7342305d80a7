// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/Guesses.h"

#include "accounts/discovery/Names.h"
#include "base/Clock.h"
#include "model/Address.h"

#include <QThread>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;
using model::Protocol;
using model::Security;

namespace {

constexpr qsizetype kMaxReplyBytes = 8 << 10;

struct Trial {
    Protocol protocol;
    QString host;
    std::vector<std::pair<quint16, Security>> ports; ///< in order
    std::optional<model::ServerSettings> found = {};
};

/// What is said and must be heard before TLS and after it; no command of them carries anything of the user's.
struct Dialogue {
    QByteArray greeting, hello, helloEnd, startTls, ready;
};
Dialogue dialogueOf(Protocol protocol) {
    switch (protocol) {
    case Protocol::Imap: return {"* OK", {}, {}, "a1 STARTTLS\r\n", "a1 OK"};
    case Protocol::Pop3: return {"+OK", {}, {}, "STLS\r\n", "+OK"};
    case Protocol::Smtp: break;
    }
    return {"220", "EHLO [127.0.0.1]\r\n", "250 ", "STARTTLS\r\n", "220"};
}

/// Reads lines until one begins so, among at most some thousand bytes.
Status awaitLine(net::ByteStream& stream, const QByteArray& beginning, QByteArray& unread, std::chrono::milliseconds timeout) {
    qsizetype taken = 0;
    while (taken < kMaxReplyBytes) {
        const qsizetype end = unread.indexOf('\n');
        if (end >= 0) {
            const QByteArray line = unread.first(end);
            unread.remove(0, end + 1);
            if (line.startsWith(beginning))
                return {};
            const bool goesOn = line.startsWith("250-") || line.startsWith("220-") || line.startsWith("* ");
            if (!goesOn)
                return failure(ErrorKind::Protocol, ErrorCode::NotThisProtocol);
            continue;
        }
        TRY(const net::ReadOutcome outcome, stream.read(timeout));
        taken += outcome.bytes.size();
        unread += outcome.bytes;
    }
    return failure(ErrorKind::Protocol, ErrorCode::LimitExceeded);
}

Status greet(net::ByteStream& stream, Protocol protocol, Security security, std::chrono::milliseconds timeout) {
    const Dialogue words = dialogueOf(protocol);
    QByteArray unread;
    TRY_STATUS(awaitLine(stream, words.greeting, unread, timeout));
    if (security == Security::Tls)
        return {};
    if (!words.hello.isEmpty()) {
        TRY_STATUS(stream.write(words.hello));
        TRY_STATUS(awaitLine(stream, words.helloEnd, unread, timeout));
    }
    TRY_STATUS(stream.write(words.startTls));
    TRY_STATUS(awaitLine(stream, words.ready, unread, timeout));
    if (!unread.isEmpty())
        return failure(ErrorKind::Protocol, ErrorCode::InjectedData);
    return stream.startTls();
}

void tryOut(Trial& trial, const DiscoveryOptions& options) {
    for (const auto& [port, security] : trial.ports) {
        if (options.cancel.isCancelled())
            return;
        net::DialOptions how;
        how.certificates = options.certificates;
        how.cancel = options.cancel;
        how.connectTimeout = options.requestTimeout;
        const net::DialResult line = net::dial({trial.host, port, security == Security::Tls, options.proxy}, how);
        if (!line.stream || !line.status)
            continue;
        if (greet(*line.stream, trial.protocol, security, options.requestTimeout)) {
            trial.found = model::ServerSettings{trial.host, port, security, {}};
            return;
        }
    }
}

std::vector<Trial> trialsFor(const QString& domain) {
    std::vector<Trial> trials;
    const auto add = [&](Protocol protocol, const QString& own, const std::vector<std::pair<quint16, Security>>& ports) {
        for (const QString& host : {QString(own + u'.' + domain), QString(u"mail."_s + domain), domain})
            trials.push_back({protocol, host, ports});
    };
    add(Protocol::Imap, u"imap"_s, {{993, Security::Tls}, {143, Security::StartTls}});
    add(Protocol::Pop3, u"pop"_s, {{995, Security::Tls}});
    add(Protocol::Smtp, u"smtp"_s, {{465, Security::Tls}, {587, Security::StartTls}});
    return trials;
}

ServerCandidate guessFor(const QString& address, Protocol protocol, const model::ServerSettings& incoming, const model::ServerSettings& outgoing) {
    ServerCandidate guess;
    guess.source = CandidateSource::Guess;
    guess.providerId = u"other"_s;
    guess.providerName = model::domainOf(address);
    guess.protocol = protocol;
    guess.incoming = incoming;
    guess.outgoing = outgoing;
    guess.incoming.user = address;
    if (!outgoing.host.isEmpty())
        guess.outgoing.user = address;
    return guess;
}

} // namespace

QList<ServerCandidate> probeUsualNames(const QString& address, const DiscoveryOptions& options) {
    std::vector<Trial> trials = trialsFor(asciiDomainOf(address));
    std::vector<std::unique_ptr<QThread>> threads;
    for (Trial& trial : trials) {
        threads.emplace_back(QThread::create([&trial, &options] { tryOut(trial, options); }));
        threads.back()->setObjectName(u"guess"_s);
        threads.back()->start();
    }
    for (const auto& thread : threads)
        thread->wait();
    const auto firstOf = [&](Protocol protocol) {
        for (const Trial& trial : trials) {
            if (trial.protocol == protocol && trial.found)
                return *trial.found;
        }
        return model::ServerSettings();
    };
    QList<ServerCandidate> candidates;
    for (const Protocol protocol : {Protocol::Imap, Protocol::Pop3}) {
        if (const model::ServerSettings incoming = firstOf(protocol); !incoming.host.isEmpty())
            candidates.append(guessFor(address, protocol, incoming, firstOf(Protocol::Smtp)));
    }
    return candidates;
}

QList<ServerCandidate> blindGuesses(const QString& address) {
    const QString domain = asciiDomainOf(address);
    const model::ServerSettings outgoing{u"smtp."_s + domain, 465, Security::Tls, {}};
    return {guessFor(address, Protocol::Imap, {u"imap."_s + domain, 993, Security::Tls, {}}, outgoing),
            guessFor(address, Protocol::Pop3, {u"pop."_s + domain, 995, Security::Tls, {}}, outgoing)};
}

} // namespace tributary::accounts::discovery
