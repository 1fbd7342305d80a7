// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Importing.h"

#include "store/detail/MailImport.h"
#include "store/detail/SendingStore.h"

namespace tributary::store {

Result<ChangeId> importMessages(Store& store, MailboxId mailbox, QList<NewMessage> messages, ChangeId change) {
    auto* target = dynamic_cast<detail::SendingStore*>(&store); // the only kind that there is
    if (target == nullptr)
        return failure(ErrorKind::Internal, ErrorCode::Bug, QStringLiteral("not a database"));
    auto prepared = std::make_shared<std::vector<detail::PreparedMessage>>();
    prepared->reserve(static_cast<std::size_t>(messages.size()));
    for (NewMessage& message : messages) {
        message.uid = {};
        message.body = model::BodyState::Whole;
        message.bodyWanted = false;
        prepared->push_back(detail::prepare(std::move(message)));
    }
    return target->importMail([=](detail::WriteSession& session) { return detail::MailImport(session).add(mailbox, *prepared, change); });
}

} // namespace tributary::store
