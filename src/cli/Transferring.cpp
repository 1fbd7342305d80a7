// SPDX-License-Identifier: GPL-3.0-or-later
// Import and export of settings and mail.
#include "cli/Cli.h"

#include "engine/Transfer.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;
using engine::SkippedAccount;
using engine::SkipReason;

namespace {

QString reasonName(SkipReason reason) {
    switch (reason) {
    case SkipReason::LocalFolders: return u"local-folders"_s;
    case SkipReason::OtherKind: return u"other-kind"_s;
    case SkipReason::Unreadable: return u"unreadable"_s;
    case SkipReason::AlreadyHere: return u"already-here"_s;
    case SkipReason::NotAllowed: return u"not-allowed"_s;
    case SkipReason::NotUsable: return u"not-usable"_s;
    case SkipReason::RelayMissing: return u"relay-missing"_s;
    }
    return {};
}

QString reasonWords(const SkippedAccount& one) {
    switch (one.reason) {
    case SkipReason::LocalFolders: return u"folders on this machine alone are no account; import their mail as mbox"_s;
    case SkipReason::OtherKind: return u"Tributary has no accounts of the kind '%1'"_s.arg(one.detail);
    case SkipReason::Unreadable: return u"it cannot be read there: %1 is missing"_s.arg(one.detail);
    case SkipReason::AlreadyHere: return u"an account of this address is there already"_s;
    case SkipReason::NotAllowed: return u"the policy of this machine does not allow it: %1"_s.arg(one.detail);
    case SkipReason::NotUsable: return one.detail;
    case SkipReason::RelayMissing: return u"it sends through %1, which was not imported"_s.arg(one.detail);
    }
    return {};
}

/// There was nothing to be had: not a part that is lacking.
bool isNothing(const SkippedAccount& one) { return one.reason == SkipReason::LocalFolders || one.reason == SkipReason::OtherKind; }

QString messageCount(qint64 count) { return count == 1 ? u"1 message"_s : u"%1 messages"_s.arg(count); }

} // namespace

engine::TransferObserver Cli::transferObserver() {
    return [this, last = std::make_shared<int>(-1)](const engine::TransferProgress& progress) { // it is copied on its way
        const int percent = progress.total > 0 ? static_cast<int>(progress.done * 100 / progress.total) : 0;
        if (std::exchange(*last, percent) == percent)
            return;
        m_out.event({{u"event"_s, u"progress"_s}, {u"what"_s, progress.what}, {u"done"_s, progress.done}, {u"total"_s, progress.total}},
                    u"%1: %2 %"_s.arg(progress.what).arg(percent));
    };
}

void Cli::exportAll() { m_line.has("settings") ? exportSettings() : exportMail(); }

void Cli::exportSettings() {
    m_task = m_engine->transfer().exportSettings(m_line.value("settings"), this, [this](const Result<int>& count) {
        if (!count)
            return fail(count.error());
        if (m_out.isJson())
            m_out.value(QJsonObject{{u"file"_s, m_line.value("settings")}, {u"accounts"_s, *count}});
        else
            m_out.text(u"%1 account(s) written to %2, without passwords."_s.arg(*count).arg(m_line.value("settings")));
        done();
    });
}

void Cli::exportMail() {
    const auto account = namedAccount(m_line.value("account"));
    if (!account)
        return;
    engine::MailExport order{account->account.id, m_line.value("mailbox"), engine::parseFormat(m_line.value("format")).value_or(engine::MailFormat::Mbox),
                             m_line.value("to"), !m_line.has("offline")};
    m_task = m_engine->transfer().exportMail(order, this, transferObserver(), [this](const Result<engine::MailExported>& result) {
        if (!result)
            return fail(result.error());
        if (m_out.isJson()) {
            QJsonObject object{{u"mailboxes"_s, result->mailboxes}, {u"messages"_s, result->messages}, {u"bytes"_s, result->bytes},
                               {u"missing"_s, result->missing}, {u"files"_s, QJsonArray::fromStringList(result->files)}};
            if (result->why)
                object.insert(u"why"_s, cli::toJson(*result->why));
            m_out.value(object);
        } else {
            m_out.text(u"%1 of %2 mailbox(es) written."_s.arg(messageCount(result->messages)).arg(result->mailboxes));
            if (result->missing > 0)
                m_out.text(u"%1 not here as a whole and left out%2"_s.arg(messageCount(result->missing), result->why ? QString(u": "_s + messageOf(*result->why)) : u"."_s));
        }
        done(result->missing > 0 ? 11 : 0);
    });
}

void Cli::importAll() { m_line.has("account") ? importMail() : importAccounts(); }

void Cli::importAccounts() {
    using engine::AccountOrigin;
    engine::AccountSource source{AccountOrigin::SettingsFile, m_line.value("settings")};
    if (m_line.has("thunderbird"))
        source = {AccountOrigin::Thunderbird, m_line.value("thunderbird")};
    else if (m_line.has("profile"))
        source = {AccountOrigin::Profile, m_line.value("profile")};
    const auto read = [this](const engine::AccountSource& from) {
        m_task = m_engine->transfer().readAccounts(from, this, [this](const Result<engine::ForeignAccounts>& found) {
            found ? importFound(*found) : fail(found.error());
        });
    };
    if (source.origin != AccountOrigin::Thunderbird || source.path != "auto"_L1)
        return read(source);
    m_task = m_engine->transfer().findThunderbird(this, [this, read](const Result<QStringList>& profiles) {
        if (!profiles || profiles->isEmpty())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"a profile of Thunderbird"_s});
        read({AccountOrigin::Thunderbird, profiles->constFirst()});
    });
}

void Cli::importFound(const engine::ForeignAccounts& found) {
    QList<engine::PortableAccount> chosen = found.accounts;
    QList<SkippedAccount> skipped = found.skipped;
    if (m_line.has("only")) {
        const QStringList wanted = m_line.values("only");
        chosen.removeIf([&](const engine::PortableAccount& one) { return !wanted.contains(one.account.email, Qt::CaseInsensitive); });
        skipped.clear();
        for (const QString& address : wanted) {
            if (std::none_of(chosen.begin(), chosen.end(), [&](const auto& one) { return one.account.email.compare(address, Qt::CaseInsensitive) == 0; }))
                return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, address});
        }
    }
    const bool isForeign = m_line.has("thunderbird");
    m_task = m_engine->transfer().importAccounts(chosen, isForeign, m_line.has("allow-non-standard-ports"), this,
                                                 [this, skipped](const Result<engine::AccountsImported>& imported) {
                                                     imported ? tellImported(*imported, skipped) : fail(imported.error());
                                                 });
}

void Cli::tellImported(const engine::AccountsImported& imported, QList<SkippedAccount> skipped) {
    skipped += imported.skipped;
    const auto isRefused = [](const SkippedAccount& one) { return one.reason == SkipReason::NotAllowed; };
    const bool isPart = !std::all_of(skipped.begin(), skipped.end(), isNothing);
    const bool isAllRefused = imported.added.isEmpty() && isPart && std::all_of(skipped.begin(), skipped.end(), [&](const SkippedAccount& one) { return isNothing(one) || isRefused(one); });
    if (m_out.isJson()) {
        QJsonArray rows;
        for (const SkippedAccount& one : std::as_const(skipped))
            rows.append(QJsonObject{{u"name"_s, one.name}, {u"reason"_s, reasonName(one.reason)}, {u"detail"_s, one.detail}, {u"message"_s, reasonWords(one)}});
        m_out.value(QJsonObject{{u"added"_s, QJsonArray::fromStringList(imported.added)}, {u"skipped"_s, rows}, {u"passwords"_s, false}});
    } else {
        for (const QString& address : imported.added)
            m_out.text(u"Imported %1. It waits for its password: account password %1"_s.arg(address));
        for (const SkippedAccount& one : std::as_const(skipped))
            m_out.text(u"Left out %1: %2"_s.arg(one.name, reasonWords(one)));
        m_out.text(u"Passwords are never imported."_s);
    }
    done(isAllRefused ? 10 : isPart ? 11 : 0);
}

void Cli::importMail() {
    const auto account = namedAccount(m_line.value("account"));
    if (!account)
        return;
    engine::MailImport order{account->account.id, m_line.value("mailbox"), m_line.operands.constFirst(), std::nullopt};
    if (m_line.has("format"))
        order.format = engine::parseFormat(m_line.value("format"));
    m_task = m_engine->transfer().importMail(order, this, transferObserver(), [this, isImap = account->account.protocol == model::Protocol::Imap](const Result<engine::MailImported>& result) {
        if (!result)
            return fail(result.error());
        const int left = result->tooLong + result->unreadableFiles;
        if (m_out.isJson()) {
            m_out.value(QJsonObject{{u"messages"_s, result->messages}, {u"bytes"_s, result->bytes}, {u"known"_s, result->known}, {u"tooLong"_s, result->tooLong},
                                    {u"unreadable"_s, QJsonArray::fromStringList(result->unreadable)}, {u"unreadableFiles"_s, result->unreadableFiles},
                                    {u"change"_s, result->change.value}});
        } else {
            m_out.text(u"%1 imported into %2%3"_s.arg(messageCount(result->messages), m_line.value("mailbox"),
                                                      isImap && result->messages > 0 ? u"; the next sync brings them to the server."_s : u"."_s));
            if (result->known > 0)
                m_out.text(u"%1 had been there already."_s.arg(messageCount(result->known)));
            if (left > 0)
                m_out.text(u"%1 too long or unreadable: %2"_s.arg(messageCount(left), result->unreadable.join(u", "_s)));
        }
        done(left > 0 ? 11 : 0);
    });
}

} // namespace tributary::cli
