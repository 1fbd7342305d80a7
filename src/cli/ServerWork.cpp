// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands ask of a server beside a sync: a search there, the body of a message that is opened.
#include "cli/Cli.h"

#include <algorithm>
#include <limits>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kServerPage = 500;
} // namespace

void Cli::searchOnServers(model::MessageQuery query, qint64 wanted) {
    query.limit = static_cast<int>(std::min<qint64>(wanted, std::numeric_limits<int>::max()));
    const auto progress = [this](const model::ServerSearchProgress& p) {
        m_out.event({{u"event"_s, u"search"_s}, {u"account"_s, emailOf(p.account)}, {u"mailboxesDone"_s, p.mailboxesDone},
                     {u"mailboxesTotal"_s, p.mailboxesTotal}, {u"found"_s, p.found}},
                    u"%1: %2 of %3 mailboxes searched, %4 found"_s.arg(emailOf(p.account)).arg(p.mailboxesDone).arg(p.mailboxesTotal).arg(p.found));
    };
    m_task = m_engine->searchServer(query, this, progress, [this, query, wanted](Result<model::ServerSearchResult> result) mutable {
        if (!result)
            return fail(result.error());
        if (result->more)
            m_out.event({{u"event"_s, u"more"_s}}, u"the server has older hits: a higher --limit shows them"_s);
        m_failures = result->failures; // what the cache has is listed all the same
        if (!m_failures.isEmpty())
            m_partExit = result->searched > 0 ? 11 : exitCodeOf(m_failures.constFirst().error);
        query.foundOnServer = result->ids;
        query.limit = static_cast<int>(std::min<qint64>(wanted, kServerPage));
        listPage(query, wanted);
    });
}

void Cli::doneInParts() {
    for (const model::ServerSearchFailure& failure : std::as_const(m_failures)) {
        if (!failure.mailbox.isEmpty()) {
            m_out.event({{u"event"_s, u"failed"_s}, {u"account"_s, emailOf(failure.account)}, {u"mailbox"_s, failure.mailbox}},
                        u"%1 %2:"_s.arg(emailOf(failure.account), failure.mailbox));
        }
        m_out.error(failure.error);
    }
    done(m_partExit);
}

void Cli::withContent(MessageId id, std::function<void(const engine::MessageContent&)> use) {
    m_engine->loadMessage(id, this, [this, id, use = std::move(use)](Result<engine::MessageContent> content) {
        if (!content)
            return fail(content.error());
        if (!content->bodyMissing)
            return use(*content);
        const auto owner = account(QString::number(content->summary.account.value));
        if (const auto refused = owner ? refusedBefore(*owner) : std::nullopt) {
            m_failures.append({content->summary.account, {}, *refused});
            m_partExit = exitCodeOf(*refused);
            return use(*content);
        }
        m_task = m_engine->fetchBody(id, this, [this, id, use, known = *content](Result<std::monostate> fetched) {
            if (!fetched && fetched.error().kind == ErrorKind::Cancelled)
                return fail(fetched.error());
            if (!fetched) { // the list's row is there at least
                m_failures.append({known.summary.account, {}, fetched.error()});
                m_partExit = exitCodeOf(fetched.error());
                return use(known);
            }
            m_engine->loadMessage(id, this, [this, use](Result<engine::MessageContent> whole) {
                if (!whole)
                    return fail(whole.error());
                use(*whole);
            });
        });
    });
}

} // namespace tributary::cli
