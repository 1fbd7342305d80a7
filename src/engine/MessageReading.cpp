// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/MessageReading.h"

#include "content/Content.h"
#include "engine/DefectWords.h"
#include "engine/PartEnds.h"
#include "engine/ReportSummary.h"
#include "engine/Unsubscribing.h"
#include "sync/ParsedAddresses.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostSearchedForFiles = 64 << 20;
constexpr qsizetype kPlainHeader = 256 << 10;
constexpr int kPlainFields = 1000;
constexpr qsizetype kPlainText = 1 << 20;

/// One message on its way into the content.
class Reading {
  public:
    Reading(MessageContent& content, const ReadingInput& input)
        : m_content(content), m_input(input), m_message(mime::parseMessage(input.raw)), m_files(filesInside(input.raw, m_message)),
          m_choice(mime::chooseBody(m_message)) {}

    void read() {
        describe();
        nameSender();
        readBody();
        readAttachments();
        m_content.senderHints = content::checkSender(sync::toModel(m_message.from), sync::toModel(m_message.replyTo), sync::toModel(m_message.sender), m_input.knownDomains);
        m_content.knownDomains = m_input.knownDomains;
        m_content.doubtfulLinks = m_content.htmlOriginal.isEmpty() ? content::doubtfulLinksOfText(m_content.text, m_input.knownDomains)
                                                                   : content::doubtfulLinks(m_content.htmlOriginal, m_input.knownDomains);
        m_content.protection = protectionOf(m_input.raw, m_message);
        m_content.report = reportOf(m_input.raw, m_message);
        m_content.unsubscribe = parseUnsubscribe(m_message.header("List-Unsubscribe"), m_message.header("List-Unsubscribe-Post"), m_input.loopbackIsPublicForTests);
        addDefects(m_message.defects);
        addDefects(m_files.defects);
        m_content.defects.removeDuplicates();
    }

  private:
    [[nodiscard]] QString sectionOf(const mime::Part& part) const { return m_input.sectionPrefix + part.section; }

    void addDefects(const QList<mime::Defect>& defects) {
        for (const mime::Defect defect : defects)
            m_content.defects.append(defectWords(defect));
    }

    /// Who wrote it and what about, as the message says: a server's ENVELOPE may leave out what it did not understand.
    void nameSender() {
        m_content.summary.from = sync::sentBy(m_message, m_content.summary.from);
        m_content.isFromSender = sync::isFromSender(m_message);
        if (!m_message.subject.isEmpty())
            m_content.summary.subject = m_message.subject;
    }

    void describe() {
        for (const mime::HeaderField& field : m_message.headers())
            m_content.headers.append({QString::fromLatin1(field.name), mime::decodeEncodedWords(field.value)});
        for (const mime::Part& part : m_message.parts) {
            m_content.structure.append(u"%1 %2/%3 %4"_s.arg(part.section.isEmpty() ? u"-"_s : sectionOf(part), QString::fromLatin1(part.type),
                                                            QString::fromLatin1(part.subtype), QString::number(part.bodySize)));
        }
    }

    [[nodiscard]] mime::DecodedText textOf(int part) const {
        mime::TextOptions options;
        options.forcedCharset = m_input.charset;
        options.withoutFiles = std::any_of(m_files.files.begin(), m_files.files.end(), [&](const mime::EmbeddedFile& file) { return file.part == part; });
        return mime::readText(m_input.raw, m_message.parts.at(part), options);
    }

    void readBody() {
        // A text that an HTML part follows is shown as its beginning.
        const auto isHtml = [this](int part) { return m_message.parts.at(part).is("text", "html"); };
        const bool goesOnAsHtml = m_choice.html < 0 && std::any_of(m_choice.afterPlain.begin(), m_choice.afterPlain.end(), isHtml);
        QString html;
        if (m_choice.html >= 0 || goesOnAsHtml) {
            html = goesOnAsHtml ? told(m_choice.plain, true) : told(m_choice.html);
            for (const int after : goesOnAsHtml ? m_choice.afterPlain : m_choice.afterHtml)
                html += u"<hr>"_s + told(after, true);
            readHtml(html);
        }
        QString plain;
        if (m_choice.plain >= 0) {
            plain = told(m_choice.plain);
            for (const int after : m_choice.afterPlain) {
                const QString text = told(after);
                plain = content::joinTexts(std::move(plain), isHtml(after) ? content::htmlToText(text) : text);
            }
        }
        // Some senders leave the plain part blank.
        const bool fromHtml = m_choice.html >= 0 && plain.trimmed().isEmpty();
        m_content.text = fromHtml ? content::htmlToText(html) : plain;
        if (!m_input.charset.isEmpty() && !m_content.charset.isEmpty())
            m_content.charset = QString::fromLatin1(m_input.charset); // as it was asked for, not as the table is called
    }

    /// The text of a part; asHtml: a plain one as HTML. What was wrong with it is noted, and its charset
    /// where it is the one that counts: that of the HTML, else of the plain text.
    [[nodiscard]] QString told(int index, bool asHtml = false) {
        const mime::DecodedText text = textOf(index);
        addDefects(text.defects);
        if (index == (m_choice.html >= 0 ? m_choice.html : m_choice.plain))
            m_content.charset = QString::fromLatin1(text.charset);
        return asHtml && !m_message.parts.at(index).is("text", "html") ? content::textToHtml(text.text) : text.text;
    }

    void readHtml(const QString& html) {
        content::SanitiseOptions options;
        if (m_input.remotePictures)
            options.remotePicture = [](const QString& url) { return pictureUrl(url); };
        const content::SanitisedHtml simple = content::sanitiseHtml(html, options);
        m_content.html = simple.html;
        m_content.blockedRemote = simple.blockedRemote;
        options.use = content::HtmlUse::Original;
        options.partUrl = [ids = sectionsById()](const QString& id) { return ids.contains(id) ? partUrl(ids.value(id)) : QString(); };
        const content::SanitisedHtml original = content::sanitiseHtml(html, options);
        m_content.htmlOriginal = original.html;
        m_content.remote = original.remote;
        m_content.forms = original.forms;
        QSet<QString> hosts;
        for (const RemoteReference& reference : original.remote)
            hosts.insert(reference.host());
        hosts.remove(QString());
        m_content.remoteHosts = QStringList(hosts.begin(), hosts.end());
        m_content.remoteHosts.sort();
        if (simple.reduced || original.reduced)
            m_content.defects.append(u"html-reduced"_s);
    }

    /// The first of an id counts, as for others that read it.
    [[nodiscard]] QHash<QString, QString> sectionsById() const {
        QHash<QString, QString> ids;
        for (qsizetype i = 0; i < m_message.parts.size(); ++i) {
            const mime::Part& part = m_message.parts.at(i);
            const QString id = QString::fromUtf8(part.contentId);
            if (!id.isEmpty() && !part.isMultipart() && !ids.contains(id) && !isInsideAnotherMessage(m_message, i))
                ids.insert(id, sectionOf(part));
        }
        return ids;
    }

    void readAttachments() {
        QSet<int> unpacked; // a winmail.dat whose files are listed is not listed itself
        for (const mime::EmbeddedFile& file : m_files.files)
            unpacked.insert(file.part);
        QSet<int> listed;
        for (const int index : mime::attachmentParts(m_message)) {
            listed.insert(index);
            if (!unpacked.contains(index) || !mime::isTnef(m_message.parts.at(index)))
                m_content.attachments.append(summaryOf(m_message.parts.at(index)));
        }
        for (qsizetype i = 0; i < m_files.files.size(); ++i)
            m_content.attachments.append(summaryOf(m_files.files.at(i), i + 1));
        for (int i = 0; i < m_message.parts.size(); ++i) {
            const mime::Part& part = m_message.parts.at(i);
            if (part.type != "image" || part.contentId.isEmpty() || listed.contains(i) || isInsideAnotherMessage(m_message, i))
                continue;
            m_content.attachments.append(summaryOf(part));
            ++m_content.shownPictures;
        }
    }

    [[nodiscard]] model::AttachmentSummary summaryOf(const mime::Part& part) const {
        model::AttachmentSummary summary;
        summary.part = sectionOf(part);
        summary.name = mime::safeFileName(m_input.raw, part);
        summary.mediaType = QString::fromLatin1(part.type + '/' + part.subtype);
        summary.isInline = part.disposition == "inline" || !part.contentId.isEmpty();
        summary.contentId = QString::fromUtf8(part.contentId);
        const FileEnds ends = endsOf(m_input.raw, part);
        summary.size = ends.size;
        summary.danger = attachmentDanger(summary.name, summary.mediaType, ends);
        const qint64 omitted = m_input.isPartial ? omittedSize(part) : -1;
        summary.isOmitted = omitted >= 0;
        if (summary.isOmitted)
            summary.size = omitted;
        return summary;
    }

    [[nodiscard]] model::AttachmentSummary summaryOf(const mime::EmbeddedFile& file, qsizetype number) const {
        model::AttachmentSummary summary;
        summary.part = u"%1/%2"_s.arg(sectionOf(m_message.parts.at(file.part))).arg(number);
        summary.name = mime::safeFileName(file);
        summary.mediaType = QString::fromLatin1(file.type + '/' + file.subtype);
        summary.contentId = QString::fromUtf8(file.contentId);
        summary.size = file.bytes.size();
        summary.danger = attachmentDanger(summary.name, summary.mediaType, {file.bytes.left(kFirstBytes), file.bytes.right(kLastBytes), file.bytes.size()});
        return summary;
    }

    MessageContent& m_content;
    const ReadingInput& m_input;
    mime::ParsedMessage m_message;
    mime::EmbeddedFiles m_files;
    mime::BodyChoice m_choice;
};

} // namespace

mime::EmbeddedFiles filesInside(QByteArrayView raw, const mime::ParsedMessage& message) {
    if (raw.size() > kMostSearchedForFiles)
        return {};
    const bool packed = std::any_of(message.parts.begin(), message.parts.end(), [](const mime::Part& part) { return mime::isTnef(part); });
    bool coded = raw.contains("ybegin line=");
    for (qsizetype at = raw.indexOf("\nbegin "); at >= 0 && !coded; at = raw.indexOf("\nbegin ", at + 1)) {
        constexpr qsizetype kMode = 7; // behind it the file's permissions
        coded = at + kMode < raw.size() && raw[at + kMode] >= '0' && raw[at + kMode] <= '7';
    }
    return packed || coded ? mime::embeddedFiles(raw, message) : mime::EmbeddedFiles();
}

bool isInsideAnotherMessage(const mime::ParsedMessage& message, qsizetype part) {
    for (int at = message.parts.at(part).parent; at >= 0; at = message.parts.at(at).parent) {
        if (message.parts.at(at).type == "message")
            return true;
    }
    return false;
}

qint64 omittedSize(const mime::Part& part) {
    for (const mime::HeaderField& field : part.headers) {
        if (field.name.compare("X-Tributary-Omitted", Qt::CaseInsensitive) != 0)
            continue;
        const qint64 encoded = field.value.trimmed().toLongLong();
        constexpr qint64 kLineIn = 57, kLineOut = 78; // RFC 2045 6.8: 57 bytes make a line of 76 and its end
        return part.encoding == mime::TransferEncoding::Base64 ? encoded * kLineIn / kLineOut : encoded;
    }
    return -1;
}

void readMessage(MessageContent& content, const ReadingInput& input) { Reading(content, input).read(); }

void readSummary(MessageContent& content, QByteArrayView raw) {
    const mime::ParsedMessage message = mime::parseMessage(raw.first(std::min(raw.size(), kPlainHeader)));
    content.summary.subject = message.subject;
    content.summary.from = sync::sentBy(message);
    content.summary.to = sync::toModel(message.to);
    content.summary.dateMs = message.date.isValid() ? message.date.toMSecsSinceEpoch() : 0;
    content.summary.size = raw.size();
    content.cc = sync::toModel(message.cc);
    content.replyTo = sync::toModel(message.replyTo);
}

void readQuarantined(MessageContent& content, QByteArrayView raw) {
    content.quarantined = true;
    content.text = QString::fromUtf8(raw.first(std::min(raw.size(), kPlainText)));
    for (const QByteArray& line : raw.first(std::min(raw.size(), kPlainHeader)).toByteArray().split('\n')) {
        const QByteArray field = line.trimmed();
        if (field.isEmpty() || content.headers.size() >= kPlainFields)
            break;
        const qsizetype colon = field.indexOf(':');
        const bool folded = line.startsWith(' ') || line.startsWith('\t');
        if (folded && !content.headers.isEmpty())
            content.headers.last().second += u' ' + QString::fromUtf8(field);
        else if (colon > 0)
            content.headers.append({QString::fromLatin1(field.first(colon)), QString::fromUtf8(field.mid(colon + 1)).trimmed()});
    }
    content.defects.append(u"quarantined"_s);
}

} // namespace tributary::engine
