// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/DraftCopy.h"

#include "base/Log.h"
#include "engine/ChangePlan.h"
#include "engine/OutgoingDraft.h"
#include "sync/MessageIntake.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whom it is to be sent as; else who writes in its account.
Result<model::Identity> writerOf(store::Reader& reader, const model::Draft& draft) {
    TRY(const QList<model::Identity> all, reader.identities());
    const auto find = [&](auto&& isMeant) { return std::find_if(all.begin(), all.end(), isMeant); };
    auto found = find([&](const model::Identity& identity) { return identity.id == draft.identity; });
    if (found == all.end())
        found = find([&](const model::Identity& identity) { return identity.account == draft.account && identity.isDefault; });
    if (found == all.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"the identity to write as"_s);
    return *found;
}

Result<AccountId> keeperOf(store::Reader& reader, const model::Draft& draft, const model::Identity& writer) {
    const AccountId id = draft.account.isValid() ? draft.account : writer.account;
    TRY(const QList<model::Account> accounts, reader.accounts());
    const auto found = std::find_if(accounts.begin(), accounts.end(), [id](const model::Account& account) { return account.id == id; });
    if (found == accounts.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    return id;
}

} // namespace

Status putCopyOfDraft(store::Store& store, const LoadSource& from, DraftId id, const QDateTime& now) {
    // First: of what is saved in between, this is not the hash.
    TRY(const store::DraftCopy known, from.reader.draftCopy(id));
    if (known.isCurrent)
        return {};
    TRY(const model::Draft draft, from.reader.draft(id));
    if (draft.purpose == model::DraftPurpose::Template)
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, u"template"_s);
    TRY(const model::Identity writer, writerOf(from.reader, draft));
    TRY(const AccountId account, keeperOf(from.reader, draft, writer));
    TRY(const ComposedMessage composed, composeMessage(from, draft, writer, ComposeFor::Keeping, now));
    TRY(const model::Mailbox drafts, draftsMailboxOf(store, from.reader, account));
    imap::FetchData fetched;
    fetched.flags = QStringList{u"\\Draft"_s, u"\\Seen"_s};
    fetched.internalDate = now;
    fetched.size = composed.raw.size();
    return store.putDraftCopy(id, known.contentHash, drafts.id, sync::takeIn(fetched, composed.raw, model::BodyState::Whole, &from.marks));
}

bool putMissingCopies(store::Store& store, const LoadSource& from, AccountId account, const QDateTime& now) {
    bool isWaiting = false;
    for (const model::DraftSummary& draft : from.reader.draftsToKeep().value_or(QList<model::DraftSummary>())) {
        if (draft.account != account)
            continue;
        const Status kept = putCopyOfDraft(store, from, draft.id, now);
        if (kept)
            continue;
        isWaiting = isWaiting || kept.error().kind == ErrorKind::TemporaryRefusal;
        qCInfo(lcEngine) << "no copy of draft" << draft.id.value << codeName(kept.error().code);
    }
    return isWaiting;
}

} // namespace tributary::engine
