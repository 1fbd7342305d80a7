// SPDX-License-Identifier: GPL-3.0-or-later
// Events as one line of text each, so that a test says all that came in one comparison.
#pragma once

#include "imap/Types.h"

#include <ostream>

inline void PrintTo(const QByteArray& bytes, std::ostream* out) { *out << '"' << bytes.toStdString() << '"'; }

namespace tributary::imap::tests {

struct EventText {
    static QByteArray status(const StatusResponse& s) {
        static constexpr const char* kKinds[]{"ok", "no", "bad", "preauth", "bye"};
        QByteArray text = kKinds[static_cast<int>(s.kind)];
        if (!s.code.name.isEmpty())
            text += " [" + s.code.name + (s.code.arguments.isEmpty() ? "" : " ") + s.code.arguments + ']';
        return text + (s.text.isEmpty() ? "" : " ") + s.text;
    }
    static QByteArray words(const QStringList& list) { return '(' + list.join(QLatin1Char(' ')).toUtf8() + ')'; }
    static QByteArray delimiter(char c) { return c == 0 ? QByteArray("nil") : QByteArray(1, c); }
    static QByteArray places(const QList<NamespaceData::Entry>& entries) {
        QByteArray text;
        for (const auto& entry : entries)
            text += '<' + entry.prefix + ' ' + delimiter(entry.delimiter) + '>';
        return text.isEmpty() ? QByteArray("nil") : text;
    }
    template <typename T> static QByteArray number(const char* name, const std::optional<T>& n) {
        if (!n)
            return {};
        if constexpr (std::is_integral_v<T>)
            return QByteArray(" ") + name + '=' + QByteArray::number(*n);
        else
            return QByteArray(" ") + name + '=' + QByteArray::number(n->value);
    }

    static QByteArray addresses(const char* field, const QList<EnvelopeAddress>& list) {
        QByteArray text;
        for (const EnvelopeAddress& a : list)
            text += (text.isEmpty() ? QByteArray(" ") + field + '=' : QByteArray(",")) + a.name + '<' + a.mailbox + '@' + a.host + '>';
        return text;
    }
    static QByteArray envelope(const Envelope& e) {
        return e.date + '|' + e.subject + '|' + addresses("from", e.from) + addresses("sender", e.sender) + addresses("reply-to", e.replyTo) +
               addresses("to", e.to) + addresses("cc", e.cc) + addresses("bcc", e.bcc) + '|' + e.inReplyTo + '|' + e.messageId;
    }
    static QByteArray parameters(const QList<QPair<QByteArray, QByteArray>>& list) {
        QByteArray text;
        for (const auto& [name, value] : list)
            text += ';' + name + '=' + value;
        return text;
    }
    static QByteArray structure(const QList<BodyPart>& parts) {
        QByteArrayList lines;
        for (const BodyPart& p : parts) {
            QByteArray line = QByteArray::number(p.depth) + '[' + p.section + "]" + p.type + '/' + p.subtype + parameters(p.parameters);
            if (p.size != 0 || !p.encoding.isEmpty())
                line += ' ' + p.encoding + ' ' + QByteArray::number(p.size);
            line += (p.contentId.isEmpty() ? "" : " id=") + p.contentId;
            if (!p.disposition.isEmpty())
                line += ' ' + p.disposition + parameters(p.dispositionParameters);
            lines.append(line);
        }
        return lines.join(", ");
    }

    QByteArray operator()(const Greeting& e) const { return "greeting " + status(e.status); }
    QByteArray operator()(const UntaggedStatus& e) const { return "untagged " + status(e.status); }
    QByteArray operator()(const CapabilityData& e) const { return "capability " + e.words.join(' '); }
    QByteArray operator()(const EnabledData& e) const { return "enabled " + e.words.join(' '); }
    QByteArray operator()(const IdData& e) const {
        QByteArray text = "id";
        for (const auto& [name, value] : e.fields)
            text += ' ' + name + '=' + value;
        return text;
    }
    QByteArray operator()(const NamespaceData& e) const {
        return "namespace " + places(e.personal) + ' ' + places(e.otherUsers) + ' ' + places(e.shared);
    }
    QByteArray operator()(const ListData& e) const {
        return "list " + words(e.attributes) + ' ' + delimiter(e.delimiter) + ' ' + e.wireName + " = " + e.name.toUtf8();
    }
    QByteArray operator()(const StatusData& e) const {
        return "status " + e.wireName + number("messages", e.messages) + number("unseen", e.unseen) + number("uidnext", e.uidNext) +
               number("uidvalidity", e.uidValidity) + number("modseq", e.highestModSeq) +
               (e.mailboxId.isEmpty() ? "" : " mailboxid=") + e.mailboxId;
    }
    QByteArray operator()(const MyRightsData& e) const { return "myrights " + e.wireName + " = " + e.rights; }
    QByteArray operator()(const ExistsData& e) const { return "exists " + QByteArray::number(e.count); }
    QByteArray operator()(const RecentData& e) const { return "recent " + QByteArray::number(e.count); }
    QByteArray operator()(const FlagsData& e) const { return "flags " + words(e.flags); }
    QByteArray operator()(const ExpungeData& e) const { return "expunge " + QByteArray::number(e.seq.value); }
    QByteArray operator()(const VanishedData& e) const { return (e.earlier ? "vanished earlier " : "vanished ") + e.uids.toWire(); }
    QByteArray operator()(const SearchData& e) const {
        return "search " + e.numbers.toWire() + number("min", e.min) + number("max", e.max) + number("count", e.count) +
               number("modseq", e.modSeq);
    }
    QByteArray operator()(const FetchData& e) const {
        QByteArray text = "fetch " + QByteArray::number(e.seq.value) + number("uid", e.uid);
        if (e.flags)
            text += " flags=" + words(*e.flags);
        text += number("modseq", e.modSeq) + number("size", e.size);
        if (e.internalDate)
            text += " date=" + e.internalDate->toString(Qt::ISODate).toLatin1();
        for (const BodySection& section : e.sections) {
            text += " [" + section.section + ']';
            if (section.origin)
                text += '<' + QByteArray::number(*section.origin) + '>';
            text += section.nil ? QByteArray("=nil") : QByteArray("=\"" + section.bytes + '"');
        }
        if (e.envelope)
            text += " envelope{" + envelope(*e.envelope) + '}';
        if (e.bodyStructure)
            text += " parts{" + structure(*e.bodyStructure) + '}';
        if (!e.emailId.isEmpty())
            text += " emailid=" + e.emailId;
        if (!e.threadId.isEmpty())
            text += " threadid=" + e.threadId;
        if (e.gmailLabels)
            text += " labels=(" + e.gmailLabels->join('|') + ')';
        return text;
    }
    QByteArray operator()(const QuotaRootData& e) const { return "quotaroot " + e.wireName + " =[" + e.roots.join('|') + ']'; }
    QByteArray operator()(const QuotaData& e) const {
        QByteArray text = "quota [" + e.root + ']';
        for (const QuotaData::Resource& resource : e.resources)
            text += ' ' + resource.name + '=' + QByteArray::number(resource.usage) + '/' + QByteArray::number(resource.limit);
        return text;
    }
    QByteArray operator()(const IdleStarted&) const { return "idle"; }
    QByteArray operator()(const CommandDone& e) const { return "done " + QByteArray::number(e.id) + ' ' + status(e.status); }
};

inline QByteArray textOf(const Event& event) { return std::visit(EventText{}, event); }

} // namespace tributary::imap::tests
