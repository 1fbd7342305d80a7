// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/Lookup.h"

#include "accounts/discovery/Candidates.h"
#include "accounts/discovery/ConfigFetch.h"
#include "accounts/discovery/Guesses.h"
#include "accounts/discovery/MailHosts.h"
#include "accounts/discovery/Names.h"
#include "accounts/discovery/Services.h"
#include "base/Inbox.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using namespace discovery;

namespace {

/// One search: every source on a thread of its own, what they find put together on this one.
class ServerSearch {
  public:
    ServerSearch(const QString& address, const QList<Provider>& providers, const DiscoveryOptions& options, const DiscoveryObserver& observer)
        : m_address(address), m_domain(asciiDomainOf(address)), m_providers(providers), m_options(options), m_observer(observer) {
        m_options.cancel = m_stop.token();
        m_options.requestTimeout = std::min(m_options.requestTimeout, m_options.deadline);
    }

    /// Whoever is still asking is told to stop, and has stopped.
    ~ServerSearch() {
        m_stop.cancel();
        for (const auto& thread : m_threads)
            thread->wait();
    }

    Result<QList<ServerCandidate>> run(const CancelToken& cancel) {
        const auto stop = cancel.onCancel([this] { m_inbox.post([this] { m_loop.quit(); }); });
        QTimer::singleShot(m_options.deadline, &m_loop, &QEventLoop::quit);
        startAll();
        m_loop.exec();
        if (cancel.isCancelled())
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        if (!m_domainIsMissing)
            m_found.append({Rank::Blind, blindGuesses(m_address)});
        return inOrder(m_found);
    }

  private:
    void startAll() {
        fetch(Rank::ProviderFile, providerFileUrl(m_domain, m_options));
        fetch(Rank::WellKnown, wellKnownUrl(m_domain, m_options));
        if (m_options.useIspdb)
            fetch(Rank::Ispdb, ispdbUrl(m_domain, m_options));
        fetch(Rank::ProviderHttp, providerFileUrl(m_domain, m_options, true));
        ask<Result<QList<DnsRecord>>>(
            Rank::MxPreset, [domain = m_domain, options = m_options] { return askDns({{DnsQuestion::Type::Mx, domain}}, dnsOptions(options)).first(); },
            [this](const Result<QList<DnsRecord>>& hosts) { takeMailHosts(hosts); });
        ask<QList<ServerCandidate>>(
            Rank::Srv, [address = m_address, options = m_options] { return servicesOf(address, dnsOptions(options)); },
            [this](const QList<ServerCandidate>& services) { add(Rank::Srv, services); });
        ask<QList<ServerCandidate>>(
            Rank::Probed, [address = m_address, options = m_options] { return probeUsualNames(address, options); },
            [this](const QList<ServerCandidate>& guesses) { add(Rank::Probed, guesses); });
    }

    static DnsOptions dnsOptions(const DiscoveryOptions& options) { return {options.nameserver, options.requestTimeout, options.cancel}; }

    /// question on a thread of its own, take with its answer on this one.
    template <typename T> void ask(Rank rank, std::function<T()> question, std::function<void(const T&)> take) {
        ++m_asking[rank];
        m_threads.emplace_back(QThread::create([this, rank, question = std::move(question), take = std::move(take)] {
            auto answer = std::make_shared<T>(question());
            m_inbox.post([this, rank, answer, take] {
                --m_asking[rank];
                take(*answer);
                endIfSettled();
            });
        }));
        m_threads.back()->setObjectName(u"discovery"_s);
        m_threads.back()->start();
    }

    void fetch(Rank rank, const QUrl& url, const QString& origin = {}) {
        const QString from = origin + url.toString();
        ask<Result<ClientConfig>>(
            rank, [url, plain = rank == Rank::ProviderHttp, options = m_options] { return fetchConfig(url, plain, options); },
            [this, rank, from](const Result<ClientConfig>& config) {
                if (config)
                    add(rank, candidatesOf(*config, m_address, rank, from, m_providers));
            });
    }

    /// Where the domain's mail goes may be where its mailboxes are: at one of our table, or at one that has a file about itself.
    void takeMailHosts(const Result<QList<DnsRecord>>& hosts) {
        m_domainIsMissing = !hosts && hosts.error().code == ErrorCode::HostNotFound;
        if (!hosts || hosts->isEmpty())
            return;
        const QString best = hosts->first().host;
        const QList<ServerCandidate> known = candidatesAtHost(best, m_address, m_providers);
        if (!known.isEmpty())
            return add(Rank::MxPreset, known);
        for (const QString& domain : domainsOfHost(best, m_domain)) {
            const QString origin = u"MX %1: "_s.arg(best);
            fetch(Rank::MxFile, providerFileUrl(domain, m_options), origin);
            if (m_options.useIspdb)
                fetch(Rank::MxIspdb, ispdbUrl(domain, m_options), origin);
        }
    }

    void add(Rank rank, const QList<ServerCandidate>& candidates) {
        if (candidates.isEmpty())
            return;
        m_found.append({rank, candidates});
        if (m_observer)
            m_observer(inOrder(m_found));
    }

    /// What cannot be overtaken any more ends it. As long as nothing is verified, every source is heard but the guesses.
    void endIfSettled() {
        const auto best = std::min_element(m_found.begin(), m_found.end(), [](const Found& a, const Found& b) { return a.rank < b.rank; });
        const Rank bound = best == m_found.end() ? Rank::Blind : isVerified(best->rank) ? best->rank : Rank::Probed;
        const bool isAwaited = std::any_of(m_asking.begin(), m_asking.end(), [bound](const auto& one) { return one.second > 0 && one.first < bound; });
        if (!isAwaited)
            m_loop.quit();
    }

    const QString m_address, m_domain;
    const QList<Provider>& m_providers;
    DiscoveryOptions m_options;
    const DiscoveryObserver& m_observer;
    CancelSource m_stop;
    Inbox m_inbox;
    QEventLoop m_loop;
    std::vector<std::unique_ptr<QThread>> m_threads;
    std::map<Rank, int> m_asking;
    QList<Found> m_found;
    bool m_domainIsMissing = false;
};

} // namespace

Result<QList<ServerCandidate>> lookUpServers(const QString& address, const QList<Provider>& providers, const DiscoveryOptions& options,
                                             const DiscoveryObserver& observer) {
    const QString trimmed = address.trimmed();
    TRY(const QList<ServerCandidate> known, knownServers(trimmed, providers));
    if (!known.isEmpty() && observer)
        observer(known);
    if (!known.isEmpty())
        return known;
    if (!options.network)
        return blindGuesses(trimmed);
    return ServerSearch(trimmed, providers, options, observer).run(options.cancel);
}

} // namespace tributary::accounts
