// SPDX-License-Identifier: GPL-3.0-or-later
// `account edit`: S10 to S16, S30, S32.
#include "cli/AccountOptions.h"
#include "cli/Cli.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

Result<engine::AccountDraft> Cli::editedDraft(const model::Account& account) {
    engine::AccountDraft draft{account};
    model::Account& edited = draft.account;
    for (const auto& [name, field] : {std::pair{"email", &edited.email}, {"name", &edited.name}, {"display-name", &edited.displayName},
                                      {"from", &edited.from}, {"reply-to", &edited.replyTo}}) {
        if (m_line.has(name))
            *field = m_line.value(name).trimmed();
    }
    edited.isDefault = edited.isDefault || m_line.has("default");
    draft.allowNonStandardPorts = m_line.has("allow-non-standard-ports");
    TRY_STATUS(fillServer(m_line, u"in"_s, edited.protocol, edited.incoming));
    if (edited.outgoing.user.isEmpty()) // it sent through another account until now
        edited.outgoing.user = edited.incoming.user;
    TRY_STATUS(fillServer(m_line, u"out"_s, model::Protocol::Smtp, edited.outgoing));
    TRY_STATUS(fillRelay(edited));
    TRY_STATUS(fillKept(m_line, edited));
    if (m_line.has("colour")) {
        bool ok = false;
        edited.colour = m_line.value("colour").toInt(&ok);
        if (!ok || edited.colour < 0 || edited.colour > 7)
            return badOption("colour");
    }
    if (m_line.has("password-stdin")) {
        TRY(draft.password, readPassword(true, {}));
    }
    return draft;
}

void Cli::accountEdit() {
    const auto snapshot = namedAccount(m_line.operands.first());
    if (!snapshot)
        return;
    const auto draft = editedDraft(snapshot->account);
    if (!draft)
        return fail(draft.error());
    m_task = m_engine->editAccount(*draft, this, [this](const engine::StageReport& stage) { tellStage(stage); },
                                   [this, now = model::AccountSnapshot{draft->account, snapshot->state, snapshot->unread}](const Result<std::monostate>& result) {
                                       result ? doneWith(now) : fail(result.error(), engine::advicePlace(now.account, m_stages));
                                   });
}

} // namespace tributary::cli
