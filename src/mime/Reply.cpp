// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Reply.h"

#include "mime/MessageBuilder.h"
#include "mime/detail/HeaderBlock.h"
#include "mime/detail/Scan.h"

#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tributary::mime {

namespace {

/// What two spellings of one address have in common.
QString comparable(const QString& addrSpec) {
    const qsizetype at = addrSpec.lastIndexOf(u'@');
    const QString domain = addrSpec.mid(at + 1);
    const QByteArray ace = at < 0 ? QByteArray() : QUrl::toAce(domain);
    return addrSpec.left(at + 1).toCaseFolded() + (ace.isEmpty() ? domain.toCaseFolded() : QString::fromLatin1(ace).toLower());
}

/// "me+tag@x" is "me@x"; the same text: there is no tag. Of what comparable() gave.
QString withoutTag(const QString& address) {
    const qsizetype at = address.lastIndexOf(u'@');
    const qsizetype plus = address.indexOf(u'+');
    return plus > 0 && plus < at ? QString(address.left(plus) + address.mid(at)) : address;
}

class OwnAddresses {
  public:
    explicit OwnAddresses(const QStringList& own) {
        for (const QString& address : own)
            m_own.insert(comparable(address));
    }
    bool contains(const ParsedAddress& address) const {
        const QString key = comparable(address.addrSpec);
        return m_own.contains(key) || m_own.contains(withoutTag(key));
    }
    ParsedAddresses others(ParsedAddresses addresses) const {
        addresses.removeIf([this](const ParsedAddress& a) { return contains(a); });
        return addresses;
    }

  private:
    QSet<QString> m_own;
};

/// Mailboxes only, each once; who is in seen already is left out.
ParsedAddresses onceEach(const ParsedAddresses& addresses, QSet<QString>& seen) {
    ParsedAddresses once;
    for (const ParsedAddress& address : addresses) {
        const QString key = comparable(address.addrSpec);
        if (!address.addrSpec.contains(u'@') || seen.contains(key))
            continue;
        seen.insert(key);
        once.append(address);
    }
    return once;
}

ReplyRecipients recipients(const ParsedAddresses& to, const ParsedAddresses& cc) {
    QSet<QString> seen;
    ParsedAddresses first = onceEach(to, seen);
    return {std::move(first), onceEach(cc, seen)};
}

ParsedAddresses mailboxes(const ParsedAddresses& addresses) {
    QSet<QString> seen;
    return onceEach(addresses, seen);
}

bool isOwn(const ParsedMessage& message, const OwnAddresses& own) {
    const ParsedAddresses from = mailboxes(message.from);
    return !from.isEmpty() && own.others(from).isEmpty() && !mailboxes(message.to + message.cc).isEmpty();
}

/// Of several the first that names somebody else than the user, else the first that names anybody.
ParsedAddresses firstUseful(std::initializer_list<ParsedAddresses> all, const OwnAddresses& own) {
    for (const ParsedAddresses& addresses : all) {
        if (const ParsedAddresses others = own.others(mailboxes(addresses)); !others.isEmpty())
            return others;
    }
    for (const ParsedAddresses& addresses : all) {
        if (const ParsedAddresses anybody = mailboxes(addresses); !anybody.isEmpty())
            return anybody;
    }
    return {};
}

/// All fields of that name.
ParsedAddresses addressesOf(const ParsedMessage& message, QByteArrayView name) {
    ParsedAddresses all;
    for (const HeaderField& field : message.headers()) {
        if (detail::equalsIgnoringCase(field.name, name))
            all += parseAddressList(field.value);
    }
    return all;
}

/// Those that a header can hold.
/// What a broken message names besides is no id (RFC 5322 3.6.4 wants an '@'): nobody's thread hangs on it.
QList<QByteArray> writable(QList<QByteArray> ids) {
    ids.removeIf([](const QByteArray& id) { return !isMessageId(id) || id.indexOf('@') <= 0 || id.endsWith('@'); });
    return ids;
}

std::optional<AddressMatch> matchOf(const QString& address, const QString& candidate) {
    const QString key = comparable(address), wanted = comparable(candidate);
    if (wanted.startsWith(u'@')) {
        const bool domain = key.mid(key.lastIndexOf(u'@')) == wanted;
        return domain ? std::optional(AddressMatch::Domain) : std::nullopt;
    }
    if (key == wanted)
        return AddressMatch::Exact;
    return withoutTag(key) == wanted ? std::optional(AddressMatch::Tagged) : std::nullopt;
}

} // namespace

ReplyRecipients replyRecipients(const ParsedMessage& message, const QStringList& own) {
    const OwnAddresses mine(own);
    if (isOwn(message, mine))
        return recipients(firstUseful({message.to, message.cc}, mine), {});
    return recipients(firstUseful({message.replyTo, message.from, message.sender}, mine), {});
}

ReplyRecipients replyAllRecipients(const ParsedMessage& message, const QStringList& own) {
    const OwnAddresses mine(own);
    if (const ParsedAddresses followUp = mine.others(mailboxes(addressesOf(message, "Mail-Followup-To"))); !followUp.isEmpty())
        return recipients(followUp, {});
    const ParsedAddresses answered = isOwn(message, mine) ? ParsedAddresses() : replyRecipients(message, own).to;
    const ParsedAddresses to = mine.others(answered + message.to), cc = mine.others(message.cc);
    const ReplyRecipients others = recipients(to, cc);
    if (others.to.isEmpty() && others.cc.isEmpty())
        return replyRecipients(message, own);
    return others.to.isEmpty() ? ReplyRecipients{others.cc, {}} : others;
}

std::optional<ParsedAddress> listPostAddress(const ParsedMessage& message) {
    const HeaderField* const field = detail::findField(message.headers(), "List-Post");
    if (!field)
        return std::nullopt;
    const QString value = QString::fromUtf8(detail::withoutComments(field->value));
    for (qsizetype open = value.indexOf(u'<'); open >= 0; open = value.indexOf(u'<', open + 1)) {
        const qsizetype close = value.indexOf(u'>', open);
        const QUrl url(value.mid(open + 1, close < 0 ? -1 : close - open - 1).simplified());
        if (url.scheme() != u"mailto")
            continue;
        const ParsedAddresses found = mailboxes(parseAddressList(url.path(QUrl::FullyDecoded).toUtf8()));
        if (!found.isEmpty())
            return found.first();
    }
    return std::nullopt;
}

ReplyThreading replyThreading(const ParsedMessage& message) {
    ReplyThreading threading;
    threading.references = writable(message.references);
    // Old mailers set In-Reply-To only; more than one id there says nothing about an order.
    if (message.references.isEmpty() && message.inReplyTo.size() == 1)
        threading.references = writable(message.inReplyTo);
    if (isMessageId(message.messageId)) {
        threading.inReplyTo = {message.messageId};
        threading.references.removeAll(message.messageId);
        threading.references.append(message.messageId);
    }
    return threading;
}

std::optional<AddressedTo> addressedTo(const ParsedMessage& message, const QStringList& candidates) {
    const ParsedAddresses places = message.to + message.cc + addressesOf(message, "Delivered-To") +
                                   addressesOf(message, "X-Original-To") + addressesOf(message, "Envelope-To");
    std::optional<AddressedTo> best;
    for (const ParsedAddress& place : places) {
        for (const QString& candidate : candidates) {
            const auto match = matchOf(place.addrSpec, candidate);
            if (match && (!best || *match < best->match))
                best = AddressedTo{place.addrSpec, candidate, *match};
        }
    }
    return best;
}

} // namespace tributary::mime
