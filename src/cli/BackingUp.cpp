// SPDX-License-Identifier: GPL-3.0-or-later
// Backup and restore: on the files of a profile, whether a window has it open or not.
#include "cli/Cli.h"
#include "cli/OutsideWork.h"

#include "engine/ProfileBackup.h"

#include <QJsonArray>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

engine::TransferObserver posted(engine::Relay& relay, engine::TransferObserver told) {
    return [&relay, told = std::move(told)](const engine::TransferProgress& progress) { relay.post([told, progress] { told(progress); }); };
}

} // namespace

void Cli::backUp() {
    engine::BackupOrder order;
    engine::EngineOptions options;
    options.profileDirectory = m_line.profile;
    order.profile = engine::Engine::directoryOf(options);
    order.file = m_line.operands.constFirst();
    order.withSecrets = m_line.has("with-secrets");
    auto passphrase = readBackupPassphrase(m_line.value("passphrase-file"), true);
    if (!passphrase)
        return fail(passphrase.error());
    order.passphrase = std::move(*passphrase);
    m_outside = std::make_unique<OutsideWork>();
    std::function<void(Result<engine::BackupFacts>)> done = [this](const Result<engine::BackupFacts>& facts) { tellBackup(facts, false); };
    m_task = m_outside->tasks.start([order, told = posted(m_outside->relay, transferObserver()),
                                     answer = m_outside->relay.bind(this, std::move(done))](const CancelToken& cancel) { answer(engine::writeBackup(order, told, cancel)); });
}

void Cli::restore() {
    engine::RestoreOrder order{m_line.operands.constFirst(), m_line.profile, {}};
    auto passphrase = readBackupPassphrase(m_line.value("passphrase-file"), false);
    if (!passphrase)
        return fail(passphrase.error());
    order.passphrase = std::move(*passphrase);
    m_outside = std::make_unique<OutsideWork>();
    std::function<void(Result<engine::BackupFacts>)> done = [this](const Result<engine::BackupFacts>& facts) { tellBackup(facts, true); };
    m_task = m_outside->tasks.start([order, told = posted(m_outside->relay, transferObserver()),
                                     answer = m_outside->relay.bind(this, std::move(done))](const CancelToken& cancel) { answer(engine::restoreBackup(order, told, cancel)); });
}

void Cli::tellBackup(const Result<engine::BackupFacts>& facts, bool isRestored) {
    if (!facts && isRestored && facts.error().code == ErrorCode::DatabaseDamaged) {
        m_out.error(facts.error(), {{u"advice"_s, QJsonArray{u"Use another backup: of this one nothing was restored."_s}}});
        return done(exitCodeOf(facts.error()));
    }
    if (!facts)
        return fail(facts.error());
    if (m_out.isJson()) {
        m_out.value(QJsonObject{{u"file"_s, m_line.operands.constFirst()}, {u"accounts"_s, QJsonArray::fromStringList(facts->accounts)},
                                {u"withSecrets"_s, facts->withSecrets}, {u"bytes"_s, facts->bytes}, {u"made"_s, facts->made}});
        return done();
    }
    const QString accounts = facts->accounts.isEmpty() ? u"no account"_s : facts->accounts.join(u", "_s);
    m_out.text(isRestored ? u"Restored %1 (%2)."_s.arg(m_line.profile, accounts) : u"Written to %1 (%2)."_s.arg(m_line.operands.constFirst(), accounts));
    if (!facts->withSecrets)
        m_out.text(isRestored ? u"The backup holds no passwords: each account waits for its own ('account password ADDRESS')."_s
                              : u"Passwords are not in it (--with-secrets takes the sealed ones along)."_s);
    done();
}

} // namespace tributary::cli
