// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Cli.h"

#include "content/Senders.h"
#include "model/Address.h"

#include <algorithm>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kMaxSource = 512LL << 20;

QString dangerWord(model::AttachmentDanger danger) {
    switch (danger) {
    case model::AttachmentDanger::Executable: return u"executable"_s;
    case model::AttachmentDanger::Script: return u"script"_s;
    case model::AttachmentDanger::HoldsExecutable: return u"holds-executable"_s;
    case model::AttachmentDanger::DoubleExtension: return u"double-extension"_s;
    case model::AttachmentDanger::Macro: return u"macro"_s;
    case model::AttachmentDanger::None: break;
    }
    return {};
}

QString hintWord(engine::SenderHint hint) {
    switch (hint) {
    case engine::SenderHint::NameHoldsAddress: return u"name-holds-address"_s;
    case engine::SenderHint::SeveralFrom: return u"several-from"_s;
    case engine::SenderHint::NoAddress: return u"no-address"_s;
    case engine::SenderHint::HiddenCharacters: return u"hidden-characters"_s;
    case engine::SenderHint::MixedScripts: return u"mixed-scripts"_s;
    case engine::SenderHint::LookAlike: return u"look-alike"_s;
    case engine::SenderHint::SenderElsewhere: return u"sender-elsewhere"_s;
    case engine::SenderHint::ReplyToElsewhere: return u"reply-to-elsewhere"_s;
    }
    return {};
}

/// A line of the head: nothing in it looks like the next one.
QString headLine(const QString& text) { return content::visibleText(text); }

QString fromLine(const engine::MessageContent& content) {
    const QString from = headLine(model::displayText(content.summary.from));
    return content.isFromSender ? u"(sent by) "_s + from : from;
}

QJsonObject toJson(const engine::Unsubscribe& ways) {
    QJsonObject object;
    for (const auto& [name, url] : {std::pair(u"oneClick"_s, ways.oneClick), std::pair(u"link"_s, ways.link), std::pair(u"mailto"_s, ways.mailto)}) {
        if (!url.isEmpty())
            object.insert(name, url.toString(QUrl::FullyEncoded));
    }
    return object;
}

QJsonObject toJson(const engine::Report& report) {
    QJsonArray recipients;
    for (const engine::ReportedRecipient& r : report.recipients) {
        recipients.append(QJsonObject{{u"recipient"_s, r.recipient}, {u"action"_s, r.action}, {u"status"_s, r.status},
                                      {u"diagnostic"_s, r.diagnostic}, {u"server"_s, r.remoteServer}});
    }
    return {{u"kind"_s, report.kind == engine::Report::Kind::Delivery ? u"delivery"_s : u"disposition"_s}, {u"server"_s, report.reportingServer},
            {u"messageId"_s, QString::fromUtf8(report.originalMessageId)}, {u"recipients"_s, recipients}};
}

/// What there is to know of a message beside its text.
void addFacts(QJsonObject& object, const engine::MessageContent& content) {
    object.insert(u"attachments"_s, content.attachments.size() - content.shownPictures);
    object.insert(u"defects"_s, QJsonArray::fromStringList(content.defects));
    object.insert(u"charset"_s, content.charset);
    if (!content.labels.isEmpty())
        object.insert(u"labels"_s, QJsonArray::fromStringList(content.labels));
    object.insert(u"quarantined"_s, content.quarantined);
    QJsonArray hints;
    for (const engine::SenderHint hint : content.senderHints.hints)
        hints.append(hintWord(hint));
    object.insert(u"senderHints"_s, hints);
    object.insert(u"fromIsSender"_s, content.isFromSender);
    object.insert(u"doubtfulLinks"_s, content.doubtfulLinks.size());
    object.insert(u"forms"_s, content.forms);
    object.insert(u"signed"_s, content.protection.isSigned);
    object.insert(u"encrypted"_s, content.protection.isEncrypted);
    if (content.report)
        object.insert(u"report"_s, toJson(*content.report));
    if (!content.unsubscribe.isEmpty())
        object.insert(u"unsubscribe"_s, toJson(content.unsubscribe));
}

QJsonObject toJson(const model::AttachmentSummary& a) {
    return {{u"part"_s, a.part}, {u"name"_s, a.name}, {u"type"_s, a.mediaType}, {u"size"_s, a.size}, {u"inline"_s, a.isInline},
            {u"cached"_s, !a.isOmitted}, {u"danger"_s, dangerWord(a.danger)}};
}

QJsonArray toJson(const engine::RemoteReferences& references) {
    QJsonArray array;
    for (const engine::RemoteReference& r : references)
        array.append(QJsonObject{{u"url"_s, r.url}, {u"tracker"_s, r.isTracker}});
    return array;
}

} // namespace

void Cli::messageShow() {
    const MessageId id(m_line.operands.first().toLongLong());
    withContent(id, [this, id](const engine::MessageContent& content) {
        if (m_line.value("part") == "raw"_L1)
            showSource(id, content);
        else
            showPart(content);
    });
}

/// Byte for byte, also with --json.
void Cli::showSource(MessageId id, const engine::MessageContent& content) {
    if (content.bodyMissing || !content.raw.isEmpty()) {
        m_out.bytes(content.raw);
        return doneInParts();
    }
    m_engine->loadRaw(id, this, [this](Result<engine::RawMessage> source) {
        if (!source)
            return fail(source.error());
        m_out.bytes(source->first);
        doneInParts();
    }, kMaxSource);
}

void Cli::showPart(const engine::MessageContent& content) {
    const QString part = m_line.has("part") ? m_line.value("part") : u"summary"_s;
    QJsonObject object = toJson(content.summary, emailOf(content.summary.account));
    QString text;
    if (part == "summary"_L1) {
        object.insert(u"text"_s, content.text);
        addFacts(object, content);
        text = u"From: %1\nTo: %2\nDate: %3\nSubject: %4\n\n%5"_s.arg(fromLine(content), headLine(model::displayText(content.summary.to)),
                                                                     rfc3339(content.summary.dateMs), headLine(content.summary.subject), content.text);
    } else if (part == "headers"_L1) {
        QJsonArray headers;
        for (const auto& [name, value] : content.headers) {
            headers.append(QJsonObject{{u"name"_s, name}, {u"value"_s, value}});
            text += name + u": "_s + value + u'\n';
        }
        object = {{u"headers"_s, headers}};
    } else if (part == "text"_L1) {
        object = {{u"text"_s, content.text}, {u"charset"_s, content.charset}};
        text = content.text;
    } else if (part == "html"_L1) {
        object = {{u"html"_s, content.html}, {u"blockedRemote"_s, content.blockedRemote}, {u"remote"_s, toJson(content.remote)}};
        text = content.html;
    } else if (part == "structure"_L1) {
        object = {{u"structure"_s, QJsonArray::fromStringList(content.structure)}, {u"defects"_s, QJsonArray::fromStringList(content.defects)}};
        text = content.structure.join(u'\n');
    } else {
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"part"_s});
    }
    if (m_out.isJson())
        m_out.value(object);
    else
        m_out.text(text);
    doneInParts();
}

void Cli::messageAttachments() {
    withContent(MessageId(m_line.operands.first().toLongLong()), [this](const engine::MessageContent& content) {
        QList<QStringList> rows;
        for (const model::AttachmentSummary& a : content.attachments.first(content.attachments.size() - content.shownPictures)) {
            m_rows.append(toJson(a));
            rows.append({a.part, a.name, a.mediaType, QString::number(a.size), dangerWord(a.danger)});
        }
        if (m_out.isJson())
            m_out.value(m_rows);
        else
            m_out.table({u"part"_s, u"name"_s, u"type"_s, u"size"_s, u"danger"_s}, rows);
        doneInParts();
    });
}

void Cli::messageSave() {
    const MessageId id(m_line.operands.value(0).toLongLong());
    const QString part = m_line.operands.value(1);
    withContent(id, [this, id, part](const engine::MessageContent& content) {
        const bool omitted = std::any_of(content.attachments.begin(), content.attachments.end(),
                                         [&](const model::AttachmentSummary& a) { return a.part == part && a.isOmitted; });
        if (!omitted)
            return savePart(id, part);
        m_task = m_engine->fetchBody(id, this, [this, id, part](Result<std::monostate> fetched) {
            if (!fetched)
                return fail(fetched.error());
            savePart(id, part);
        });
    });
}

void Cli::savePart(MessageId id, const QString& part) {
    const QString directory = m_line.has("to") ? m_line.value("to") : u"."_s;
    m_engine->saveAttachment(id, part, directory, this, [this, id, part](Result<QString> path) {
        if (!path) {
            Error error = path.error();
            if (error.code == ErrorCode::NotFound && error.detail == part)
                error.detail = u"part %1 of message %2 ('message attachments %2' lists them)"_s.arg(part).arg(id.value);
            return fail(error);
        }
        if (m_out.isJson())
            m_out.value(QJsonObject{{u"path"_s, *path}});
        else
            m_out.text(*path);
        done();
    });
}

} // namespace tributary::cli
