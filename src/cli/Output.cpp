// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Output.h"

#include "base/Log.h"
#include "content/Senders.h"
#include "model/Address.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString orEmpty(QLatin1StringView text) { return QString(text); }

/// Columns that a terminal gives a character: two for East Asian wide ones.
int widthOf(const QString& text) {
    int width = 0;
    for (const QChar c : text)
        width += c.unicode() >= 0x1100 && (c.unicode() <= 0x115F || (c.unicode() >= 0x2E80 && c.unicode() <= 0xD7A3) || (c.unicode() >= 0xF900 && c.unicode() <= 0xFAFF) || (c.unicode() >= 0xFF00 && c.unicode() <= 0xFF60)) ? 2 : 1;
    return width;
}

void write(FILE* stream, const QByteArray& bytes) {
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

QByteArray lineOf(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'; }

QJsonArray addressesOf(const model::AddressList& addresses) {
    QJsonArray array;
    for (const model::Address& address : addresses)
        array.append(QJsonObject{{u"name"_s, address.name}, {u"address"_s, address.addrSpec}});
    return array;
}

QJsonObject serverJson(const model::ServerSettings& server) {
    return {{u"host"_s, server.host}, {u"port"_s, server.port}, {u"security"_s, orEmpty(model::securityName(server.security))}, {u"user"_s, server.user}};
}

} // namespace

QJsonValue timeOrNull(qint64 ms) { return ms > 0 ? QJsonValue(rfc3339(ms)) : QJsonValue(QJsonValue::Null); }

QString rfc3339(qint64 ms) { return ms == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate); }

QJsonObject toJson(const model::AccountSnapshot& snapshot, bool full) {
    const model::Account& a = snapshot.account;
    QJsonObject object{{u"id"_s, a.id.value},
                       {u"email"_s, a.email},
                       {u"name"_s, a.name},
                       {u"protocol"_s, orEmpty(model::protocolName(a.protocol))},
                       {u"state"_s, orEmpty(model::activityName(snapshot.state.activity))},
                       {u"reason"_s, snapshot.state.reason ? QJsonValue(toJson(*snapshot.state.reason)) : QJsonValue(QJsonValue::Null)},
                       {u"default"_s, a.isDefault},
                       {u"enabled"_s, a.enabled},
                       {u"unread"_s, snapshot.unread},
                       {u"lastSync"_s, rfc3339(snapshot.state.lastSyncMs)}};
    if (full) {
        object.insert(u"provider"_s, a.provider);
        object.insert(u"displayName"_s, a.displayName);
        object.insert(u"from"_s, a.from.isEmpty() ? a.email : a.from);
        object.insert(u"replyTo"_s, a.replyTo);
        object.insert(u"incoming"_s, serverJson(a.incoming));
        object.insert(u"outgoing"_s, serverJson(a.outgoing));
        object.insert(u"saveSent"_s, a.saveSent);
        object.insert(u"syncSince"_s, a.syncSince.toString(Qt::ISODate));
        object.insert(u"mailboxes"_s, QJsonArray::fromStringList(a.mailboxGlobs));
        object.insert(u"colour"_s, a.colour);
        object.insert(u"fetch"_s, QJsonObject{{u"unreadOnly"_s, a.fetch.unreadOnly}, {u"flaggedOnly"_s, a.fetch.flaggedOnly}, {u"bodyDays"_s, a.fetch.bodyDays},
                                              {u"leave"_s, QString(model::leaveName(a.fetch.leave))}, {u"leaveDays"_s, a.fetch.leaveDays},
                                              {u"pollMinutes"_s, a.fetch.pollMinutes}, {u"batch"_s, a.fetch.batch}});
    }
    return object;
}

QJsonObject toJson(const model::Mailbox& mailbox) {
    return {{u"id"_s, mailbox.id.value},
            {u"account"_s, mailbox.account.value},
            {u"name"_s, mailbox.name},
            {u"specialUse"_s, orEmpty(model::specialUseName(mailbox.specialUse))},
            {u"total"_s, mailbox.total},
            {u"unread"_s, mailbox.unread},
            {u"synced"_s, mailbox.synced},
            {u"oldest"_s, rfc3339(mailbox.oldestMs)},
            {u"selectable"_s, mailbox.selectable},
            {u"subscribed"_s, mailbox.subscribed},
            {u"held"_s, mailbox.held},
            {u"heldUntil"_s, rfc3339(mailbox.heldUntilMs)}};
}

namespace {
QString bodyName(model::BodyState state) {
    switch (state) {
    case model::BodyState::None: return u"none"_s;
    case model::BodyState::Text: return u"text"_s;
    case model::BodyState::Whole: return u"whole"_s;
    }
    return {};
}
} // namespace

QJsonObject toJson(const model::MessageSummary& message, const QString& accountEmail) {
    return {{u"id"_s, message.id.value},
            {u"account"_s, accountEmail},
            {u"mailbox"_s, message.mailboxName},
            {u"uid"_s, static_cast<qint64>(message.uid.value)},
            {u"subject"_s, message.subject},
            {u"from"_s, addressesOf(message.from)},
            {u"to"_s, addressesOf(message.to)},
            {u"date"_s, rfc3339(message.dateMs)},
            {u"size"_s, message.size},
            {u"flags"_s, QJsonArray::fromStringList(model::flagWords(message.flags))},
            {u"snippet"_s, message.snippet},
            {u"hasAttachment"_s, message.hasAttachment},
            {u"body"_s, bodyName(message.body)},
            {u"pending"_s, message.isPending}};
}

QJsonObject toJson(const engine::StageReport& stage) {
    QJsonObject object{{u"side"_s, stage.side == engine::Side::Incoming ? u"incoming"_s : u"outgoing"_s},
                       {u"stage"_s, orEmpty(accounts::stageName(stage.stage))},
                       {u"state"_s, orEmpty(accounts::stageStateName(stage.state))},
                       {u"ms"_s, stage.ms},
                       {u"text"_s, stage.text}};
    if (stage.error)
        object.insert(u"error"_s, toJson(*stage.error));
    QJsonArray certificates;
    for (const net::CertificateSummary& c : stage.certificates) {
        certificates.append(QJsonObject{{u"subject"_s, c.subject},
                                        {u"issuer"_s, c.issuer},
                                        {u"names"_s, QJsonArray::fromStringList(c.names)},
                                        {u"notBefore"_s, c.notBefore.toUTC().toString(Qt::ISODate)},
                                        {u"notAfter"_s, c.notAfter.toUTC().toString(Qt::ISODate)},
                                        {u"sha256"_s, c.sha256}});
    }
    if (!certificates.isEmpty())
        object.insert(u"certificates"_s, certificates);
    return object;
}

QJsonObject toJson(const model::SyncReport& report) {
    QJsonArray mailboxes;
    for (const model::MailboxReport& m : report.mailboxes) {
        QJsonObject object{{u"name"_s, m.name},   {u"new"_s, m.added},   {u"changed"_s, m.changed},       {u"gone"_s, m.gone},
                           {u"bytes"_s, m.bytes}, {u"roundTrips"_s, m.roundTrips}, {u"ms"_s, m.ms}};
        if (m.error)
            object.insert(u"error"_s, toJson(*m.error));
        mailboxes.append(object);
    }
    QJsonObject object{{u"account"_s, report.email}, {u"mailboxes"_s, mailboxes}, {u"pushed"_s, report.pushed}, {u"refused"_s, report.refused}};
    if (report.error)
        object.insert(u"error"_s, toJson(*report.error));
    if (report.outbox)
        object.insert(u"outbox"_s, toJson(*report.outbox));
    return object;
}

QJsonObject toJson(const model::OutboxReport& outbox) {
    QJsonObject object{{u"sent"_s, outbox.sent},       {u"waiting"_s, outbox.waiting}, {u"failed"_s, outbox.failed},
                       {u"unknown"_s, outbox.unknown}, {u"partly"_s, outbox.partly},   {u"fresh"_s, outbox.fresh}};
    if (outbox.reason)
        object.insert(u"reason"_s, toJson(*outbox.reason));
    return object;
}

QJsonObject toJson(const engine::ServerCandidate& candidate) {
    return {{u"source"_s, orEmpty(accounts::sourceName(candidate.source))},
            {u"provider"_s, candidate.providerId},
            {u"name"_s, candidate.providerName},
            {u"protocol"_s, orEmpty(model::protocolName(candidate.protocol))},
            {u"verified"_s, candidate.verified},
            {u"origin"_s, candidate.origin},
            {u"oauth"_s, candidate.oauth},
            {u"note"_s, candidate.note},
            {u"help"_s, candidate.helpUrl},
            {u"incoming"_s, serverJson(candidate.incoming)},
            {u"outgoing"_s, serverJson(candidate.outgoing)}};
}

void Output::value(const QJsonValue& value) const {
    m_answered = true;
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    write(stdout, document.toJson(QJsonDocument::Indented));
}

void Output::text(const QString& text) const {
    m_answered = true;
    const QString visible = content::visibleLines(text);
    write(stdout, (visible.endsWith(u'\n') ? visible : QString(visible + u'\n')).toUtf8());
}
void Output::bytes(const QByteArray& bytes) const {
    m_answered = true;
    write(stdout, bytes);
}

void Output::table(const QStringList& head, const QList<QStringList>& given) const {
    // What senders and servers chose commands no terminal and hides nothing.
    QList<QStringList> rows = given;
    for (QStringList& row : rows)
        std::transform(row.begin(), row.end(), row.begin(), content::visibleText);
    QList<int> widths;
    for (const QString& title : head)
        widths.append(widthOf(title));
    for (const QStringList& row : rows) {
        for (qsizetype i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], std::min(widthOf(row[i]), 60));
    }
    QString out;
    const auto add = [&](const QStringList& row) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString cell = row[i].size() > 60 ? QString(row[i].left(59) + u'…') : row[i];
            out += cell;
            if (i + 1 < row.size())
                out += QString(std::max(0, widths.value(i) - widthOf(cell)) + 2, u' ');
        }
        out += u'\n';
    };
    add(head);
    for (const QStringList& row : rows)
        add(row);
    write(stdout, out.toUtf8());
}

void Output::event(const QJsonObject& event, const QString& words) const {
    if (!m_quiet && (m_json || !words.isEmpty()))
        write(stderr, m_json ? lineOf(event) : QString(content::visibleLines(words) + u'\n').toUtf8());
}

void Output::error(const Error& error, const QJsonObject& more, const engine::AdvicePlace& place) const {
    if (m_json) {
        QJsonObject told = toJson(error, place);
        for (auto it = more.begin(); it != more.end(); ++it)
            told.insert(it.key(), it.value());
        const QByteArray line = lineOf({{u"error"_s, told}});
        write(stderr, line);
        if (!m_answered)
            write(stdout, line);
        return;
    }
    QString words = u"tributary-cli: "_s + messageOf(error) + u'\n';
    if (!error.serverText.isEmpty())
        words += u"  the server says: “%1”\n"_s.arg(loggable(error.serverText));
    for (const QString& advice : adviceWords(error, place))
        words += u"  - %1\n"_s.arg(advice);
    write(stderr, words.toUtf8());
}

} // namespace tributary::cli
