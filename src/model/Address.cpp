// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Address.h"

#include <QUrl>

#include <algorithm>

namespace tributary::model {

QString displayText(const Address& address) {
    if (address.name.isEmpty())
        return address.addrSpec;
    if (address.addrSpec.isEmpty())
        return address.name;
    return address.name + QStringLiteral(" <") + address.addrSpec + QLatin1Char('>');
}

QString displayText(const AddressList& addresses) {
    QStringList texts;
    texts.reserve(addresses.size());
    for (const Address& address : addresses)
        texts.append(displayText(address));
    return texts.join(QStringLiteral(", "));
}

namespace {

bool isControl(QChar c) { return c.category() == QChar::Other_Control; }

/// "a b": whole, and nothing in it that would end it before (RFC 5322 3.2.4).
bool isQuotedString(QStringView text) {
    if (text.size() < 2 || !text.startsWith(u'"') || !text.endsWith(u'"'))
        return false;
    const QStringView inside = text.sliced(1, text.size() - 2);
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (isControl(inside[i]) || inside[i] == u'"' || (inside[i] == u'\\' && ++i == inside.size()))
            return false;
    }
    return true;
}

bool isBare(QStringView text) {
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || isControl(c) || QStringView(u"<>,@\"").contains(c); });
}

/// Labels neither begin nor end with a hyphen (RFC 1123 2.1): no server would be found, and that is known before one is asked.
bool isDomain(QStringView domain) {
    if (domain.isEmpty() || !isBare(domain))
        return false;
    if (domain.startsWith(u'['))
        return domain.endsWith(u']');
    const auto labels = domain.split(u'.');
    return std::none_of(labels.begin(), labels.end(), [](QStringView label) { return label.isEmpty() || label.startsWith(u'-') || label.endsWith(u'-'); });
}

} // namespace

bool looksLikeAddress(const QString& text) {
    const qsizetype at = text.lastIndexOf(QLatin1Char('@'));
    if (at < 1 || text.size() > 254)
        return false;
    const QStringView local = QStringView(text).first(at);
    return (isQuotedString(local) || isBare(local)) && isDomain(QStringView(text).sliced(at + 1));
}

QStringList addressEntries(const QString& text) {
    QStringList entries{QString()};
    bool quoted = false;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\\' && i + 1 < text.size()) {
            entries.last() += c;
            entries.last() += text[++i];
            continue;
        }
        if (c == u'"')
            quoted = !quoted;
        else if (!quoted && (c == u'<' || c == u'('))
            ++depth;
        else if (!quoted && (c == u'>' || c == u')'))
            --depth;
        if (c == u',' && !quoted && depth <= 0)
            entries.append(QString());
        else
            entries.last() += c;
    }
    return entries;
}

QString domainOf(const QString& addrSpec) {
    const qsizetype at = addrSpec.lastIndexOf(QLatin1Char('@'));
    return at < 0 ? QString() : addrSpec.mid(at + 1).toLower();
}

QString mailboxKey(const QString& addrSpec) {
    const QString trimmed = addrSpec.trimmed();
    const qsizetype at = trimmed.lastIndexOf(QLatin1Char('@'));
    if (at < 0)
        return trimmed.toLower();
    QString local = trimmed.first(at);
    if (local.size() >= 2 && local.startsWith(QLatin1Char('"')) && local.endsWith(QLatin1Char('"'))) {
        QString plain;
        bool isEscaped = false;
        for (const QChar c : QStringView(local).sliced(1).chopped(1)) {
            if (!isEscaped && c == QLatin1Char('\\')) {
                isEscaped = true;
                continue;
            }
            plain += c;
            isEscaped = false;
        }
        local = plain;
    }
    const QString domain = trimmed.mid(at + 1);
    const QByteArray ace = QUrl::toAce(domain);
    return (local + QLatin1Char('@') + (ace.isEmpty() ? domain : QString::fromLatin1(ace))).toLower();
}

} // namespace tributary::model
