// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Address.h"

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

bool looksLikeAddress(const QString& text) {
    const qsizetype at = text.lastIndexOf(QLatin1Char('@'));
    if (at < 1 || at == text.size() - 1 || text.size() > 254)
        return false;
    for (const QChar c : text) {
        if (c.isSpace() || c.category() == QChar::Other_Control || c == QLatin1Char('<') || c == QLatin1Char('>') ||
            c == QLatin1Char(','))
            return false;
    }
    if (text.indexOf(QLatin1Char('@')) != at && !(text.startsWith(QLatin1Char('"')) && text.at(at - 1) == QLatin1Char('"')))
        return false;
    const QString domain = text.mid(at + 1);
    return !domain.startsWith(QLatin1Char('.')) && !domain.endsWith(QLatin1Char('.')) &&
           !domain.contains(QStringLiteral(".."));
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
        if (c == QLatin1Char(',') && !quoted && depth <= 0)
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

} // namespace tributary::model
