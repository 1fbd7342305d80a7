// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/HttpClient.h"

#include "net/detail/HttpTransfer.h"

#include <algorithm>
#include <deque>
#include <map>

namespace tributary::net {

using namespace Qt::Literals::StringLiterals;
using detail::HttpTransfer;

namespace {

constexpr int kLookMs = 1000; ///< at least that often libcurl's own clocks are looked at

/// The requests of one call, some of them under way.
class Fleet {
  public:
    Fleet(const QList<HttpRequest>& requests, const HttpOptions& options)
        : m_options(options), m_multi(curl_multi_init()), m_allowance(std::make_shared<qint64>(options.maxTotalBytes)),
          m_results(requests.size(), failure(ErrorKind::Cancelled, ErrorCode::Cancelled)) {
        for (qsizetype i = 0; i < requests.size(); ++i)
            m_waiting.push_back(std::make_unique<HttpTransfer>(requests[i], std::size_t(i), options.redirects, m_options, m_allowance));
    }

    ~Fleet() {
        for (const auto& [easy, transfer] : m_flying)
            curl_multi_remove_handle(m_multi, easy);
        m_flying.clear();
        curl_multi_cleanup(m_multi);
    }

    QList<Result<HttpAnswer>> run() {
        const auto wake = m_options.cancel.onCancel([this] { curl_multi_wakeup(m_multi); });
        const auto end = std::chrono::steady_clock::now() + m_options.totalTimeout;
        while (launch() || !m_flying.empty()) {
            if (m_options.cancel.isCancelled())
                return m_results;
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            if (left.count() <= 0) {
                giveUp();
                return m_results;
            }
            int running = 0;
            curl_multi_perform(m_multi, &running);
            if (!collect())
                curl_multi_poll(m_multi, nullptr, 0, static_cast<int>(std::min<qint64>(left.count(), kLookMs)), nullptr);
        }
        return m_results;
    }

  private:
    /// False when nothing waits any more.
    bool launch() {
        while (!m_waiting.empty() && m_flying.size() < std::size_t(m_options.inFlight)) {
            std::unique_ptr<HttpTransfer> transfer = std::move(m_waiting.front());
            m_waiting.pop_front();
            if (*m_allowance <= 0) {
                answer(*transfer, failure(ErrorKind::Protocol, ErrorCode::LimitExceeded, u"all answers together"_s));
                continue;
            }
            if (const Status ready = transfer->prepare(); !ready) {
                answer(*transfer, failure(ready.error()));
                continue;
            }
            CURL* const easy = transfer->handle();
            m_flying.emplace(easy, std::move(transfer));
            curl_multi_add_handle(m_multi, easy);
        }
        return !m_waiting.empty();
    }

    bool collect() {
        bool any = false;
        int left = 0;
        while (const CURLMsg* const message = curl_multi_info_read(m_multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            const CURLcode code = message->data.result;
            const auto at = m_flying.find(message->easy_handle);
            HttpTransfer::Outcome outcome = at->second->finish(code);
            curl_multi_remove_handle(m_multi, at->first);
            const std::unique_ptr<HttpTransfer> done = std::move(at->second);
            m_flying.erase(at);
            if (outcome.next.url.isEmpty())
                answer(*done, std::move(outcome.answer));
            else
                m_waiting.push_front(std::make_unique<HttpTransfer>(std::move(outcome.next), done->index(), done->redirects() - 1, m_options, m_allowance));
            any = true;
        }
        return any;
    }

    void giveUp() {
        const auto late = failure(ErrorKind::Network, ErrorCode::TimedOut, u"all requests together"_s);
        for (const auto& [easy, transfer] : m_flying)
            answer(*transfer, late);
        for (const auto& transfer : m_waiting)
            answer(*transfer, late);
    }

    void answer(const HttpTransfer& transfer, Result<HttpAnswer> result) { m_results[qsizetype(transfer.index())] = std::move(result); }

    const HttpOptions& m_options;
    CURLM* m_multi;
    HttpTransfer::Allowance m_allowance;
    QList<Result<HttpAnswer>> m_results;
    std::deque<std::unique_ptr<HttpTransfer>> m_waiting;
    std::map<CURL*, std::unique_ptr<HttpTransfer>> m_flying;
};

} // namespace

QList<Result<HttpAnswer>> fetchHttp(const QList<HttpRequest>& requests, const HttpOptions& options) {
    // Once a process, and never undone: other threads may be at it.
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        return {requests.size(), failure(ErrorKind::Internal, ErrorCode::Bug, u"libcurl"_s)};
    return Fleet(requests, options).run();
}

} // namespace tributary::net
