// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/TypedAddresses.h"

#include "content/Phishing.h"
#include "engine/OutgoingDraft.h"

#include <QUrl>

#include <algorithm>

namespace tributary::ui {

namespace {

bool isSeparator(QChar c) {
    switch (c.unicode()) {
    case u',': case u';': case u'\n': case u'\r':
    case 0x3001: // ideographic comma
    case 0xFF0C: case 0xFF1B: // full width comma, semicolon
    case 0x060C: // Arabic comma
    case 0x2028: case 0x2029: return true;
    default: return false;
    }
}

/// The semicolon that ends a group with nobody in it ("undisclosed-recipients:;") separates nothing.
bool endsGroup(QStringView text, qsizetype semicolon) {
    qsizetype before = semicolon - 1;
    while (before >= 0 && text[before].isSpace())
        --before;
    return text[semicolon] == u';' && before > 0 && text[before] == u':';
}

/// Calls at(position) for each separator outside quotation marks.
template <typename Function> void forEachSeparator(QStringView text, Function at) {
    qsizetype opened = -1; // where the open quotation began
    qsizetype ignored = -1; // a mark that is known to stay open
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i == text.size()) {
            if (opened < 0)
                return;
            ignored = i = opened; // once more, from behind it: no other mark follows
            opened = -1;
            continue;
        }
        const QChar c = text[i];
        if (opened >= 0 && c == u'\\')
            ++i;
        else if (c == u'"' && ignored < 0)
            opened = opened < 0 ? i : -1;
        else if (opened < 0 && isSeparator(c) && !endsGroup(text, i))
            at(i);
    }
}

bool isDomain(const QString& domain) {
    if (domain.startsWith(u'[') && domain.endsWith(u']'))
        return domain.size() > 2; // an address literal (RFC 5321 4.1.3)
    const QByteArray ascii = QUrl::toAce(domain);
    return !ascii.isEmpty() && std::all_of(ascii.begin(), ascii.end(), [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '.' || c == '_';
    });
}

bool isAddress(const QString& text) {
    const qsizetype at = text.lastIndexOf(u'@');
    return model::looksLikeAddress(text) && (text.startsWith(u'"') || !text.contains(u';')) && isDomain(text.mid(at + 1));
}

/// Quotation marks and backslashes undone.
QString unquoted(const QString& name) {
    const QString trimmed = name.trimmed();
    if (trimmed.size() < 2 || !trimmed.startsWith(u'"') || !trimmed.endsWith(u'"'))
        return trimmed;
    QString result;
    for (qsizetype i = 1; i < trimmed.size() - 1; ++i) {
        if (trimmed[i] == u'\\' && i + 1 < trimmed.size() - 1)
            ++i;
        result += trimmed[i];
    }
    return result.trimmed();
}

/// "a@x b@x": a column of a table that was pasted.
QStringList splitBlanks(const QString& entry) {
    const QStringList words = entry.simplified().split(u' ');
    const bool each = words.size() > 1 && std::all_of(words.begin(), words.end(), isAddress);
    return each ? words : QStringList(entry);
}

} // namespace

QStringList splitRecipients(const QString& typed) {
    QStringList entries;
    qsizetype from = 0;
    const auto take = [&](qsizetype to) {
        const QString entry = typed.mid(from, to - from).trimmed();
        if (!entry.isEmpty())
            entries += splitBlanks(entry);
        from = to + 1;
    };
    forEachSeparator(typed, take);
    take(typed.size());
    return entries;
}

bool holdsSeparator(const QString& typed) {
    // While the user is inside quotation marks nothing is finished, even if the mark might stay open.
    qsizetype marks = 0;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        if (typed[i] == u'\\' && marks % 2 == 1)
            ++i;
        else if (typed[i] == u'"')
            ++marks;
        else if (marks % 2 == 0 && isSeparator(typed[i]) && !endsGroup(typed, i))
            return true;
    }
    return false;
}

std::optional<model::Address> parseRecipient(const QString& typed) {
    QString text = typed.trimmed();
    if (text.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive))
        text = text.mid(7);
    if (const QString group = engine::emptyGroup(text); !group.isEmpty())
        return model::Address{group, {}};
    if (text.endsWith(u'>')) {
        const qsizetype open = text.lastIndexOf(u'<');
        const QString address = open < 0 ? QString() : text.mid(open + 1).chopped(1).trimmed();
        if (!isAddress(address))
            return std::nullopt;
        return model::Address{unquoted(text.left(open)), address};
    }
    if (isAddress(text))
        return model::Address{{}, text};
    const qsizetype open = text.indexOf(u'(');
    if (open > 0 && text.endsWith(u')') && isAddress(text.left(open).trimmed()))
        return model::Address{text.mid(open + 1).chopped(1).trimmed(), text.left(open).trimmed()};
    return std::nullopt;
}

QString recipientText(const model::Address& address) {
    if (address.name.isEmpty())
        return address.addrSpec;
    if (address.addrSpec.isEmpty())
        return address.name + QStringLiteral(":;");
    const auto special = [](QChar c) { return QStringLiteral("()<>[]:;@\\,\"").contains(c) || isSeparator(c); };
    QString name = address.name.simplified();
    if (std::any_of(name.begin(), name.end(), special)) {
        name.replace(u'\\', QLatin1StringView("\\\\")).replace(u'"', QLatin1StringView("\\\""));
        name = u'"' + name + u'"';
    }
    return name + QStringLiteral(" <") + address.addrSpec + u'>';
}

QString shownAddrSpec(const QString& addrSpec) {
    const qsizetype at = addrSpec.lastIndexOf(u'@');
    const QString domain = addrSpec.mid(at + 1);
    const QString shown = at < 0 || domain.startsWith(u'[') ? QString() : content::displayHost(domain);
    return shown.isEmpty() ? addrSpec : addrSpec.left(at + 1) + shown;
}

QString explainedAddrSpec(const QString& addrSpec) {
    const QString shown = shownAddrSpec(addrSpec);
    const qsizetype at = addrSpec.lastIndexOf(u'@');
    const QByteArray ascii = QUrl::toAce(addrSpec.mid(at + 1));
    if (at < 0 || !ascii.contains("xn--") || shown.compare(addrSpec.left(at + 1) + QString::fromLatin1(ascii), Qt::CaseInsensitive) != 0)
        return shown;
    const QString decoded = QUrl::fromAce(ascii, QUrl::IgnoreIDNWhitelist);
    return QStringLiteral("%1%2 (%3)").arg(addrSpec.left(at + 1), decoded, QString::fromLatin1(ascii));
}

} // namespace tributary::ui
