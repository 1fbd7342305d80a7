// SPDX-License-Identifier: GPL-3.0-or-later
// What a reply or a forward takes from the message it belongs to: pure functions of the parsed message and the user's own
// addresses. Addresses are compared without regard to case, and with their domains in ACE; an own "me@x" is "me+tag@x", too.
#pragma once

#include "mime/Message.h"

#include <QStringList>

#include <optional>

namespace tributary::mime {

struct ReplyRecipients {
    ParsedAddresses to, cc; ///< no group names, nobody twice
    bool operator==(const ReplyRecipients&) const = default;
};

/// To Reply-To, else From, else Sender (RFC 5322 3.6.2). A reply to a message of one's own goes to whom that went to; one to
/// oneself goes to oneself. Empty: the message names nobody.
[[nodiscard]] ReplyRecipients replyRecipients(const ParsedMessage& message, const QStringList& own);

/// Those of replyRecipients(), and To and Cc in their places; Mail-Followup-To instead of all of them where a list or the
/// author set it. Own addresses are left out where anybody else remains.
[[nodiscard]] ReplyRecipients replyAllRecipients(const ParsedMessage& message, const QStringList& own);

/// Where a message to the whole list goes: the first mailto: of List-Post (RFC 2369 3.4); nothing: not from a list, or NO.
[[nodiscard]] std::optional<ParsedAddress> listPostAddress(const ParsedMessage& message);

/// The subject without any "Re:", "Fwd:" and their like in other languages ("AW:", "Re[2]:", "返信：", "转发:") before it.
[[nodiscard]] QString baseSubject(const QString& subject);
/// "Re: " and the subject, without a "Re:" of any language before it. "[list] Re: x" is "Re: [list] x".
[[nodiscard]] QString replySubject(const QString& subject);
/// "Fwd: " and the subject, without a "Fwd:" of any language before it.
[[nodiscard]] QString forwardSubject(const QString& subject);

/// RFC 5322 3.6.4, without <>. Ids that no header can hold are left out.
struct ReplyThreading {
    QList<QByteArray> inReplyTo, references;
    bool operator==(const ReplyThreading&) const = default;
};
[[nodiscard]] ReplyThreading replyThreading(const ParsedMessage& message);

enum class AddressMatch { Exact, Tagged, Domain }; ///< the same; me+tag@x for me@x; anything@x for @x

/// To which of the user's addresses a message was written.
struct AddressedTo {
    QString address;   ///< as the message has it: a reply can be sent from it
    QString candidate; ///< which of the candidates it is
    AddressMatch match = AddressMatch::Exact;
    bool operator==(const AddressedTo&) const = default;
};
/// candidates: addresses, and "@example.org" for a domain of which everything is the user's. An exact match counts more than
/// a tagged one, and that more than a domain; then To, Cc, Delivered-To, X-Original-To, Envelope-To in this order.
[[nodiscard]] std::optional<AddressedTo> addressedTo(const ParsedMessage& message, const QStringList& candidates);

} // namespace tributary::mime
