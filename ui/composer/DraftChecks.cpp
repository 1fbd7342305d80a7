// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftChecks.h"

#include "content/Content.h"
#include "content/Quotes.h"
#include "ui/composer/TypedAddresses.h"

#include <algorithm>
#include <array>

namespace tributary::ui {

namespace {

/// Whole words, lower case.
constexpr std::array kEnglish = {"attach", "attached", "attaching", "attachment", "attachments", "enclosed", "enclosure", "enclosures"};
/// Anywhere: Japanese has no blanks.
constexpr std::array kJapanese = {u"添付", u"別添", u"同封", u"別紙"};

bool isWordCharacter(QChar c) { return c.isLetterOrNumber() && c.unicode() < 0x3000; }

QString englishWord(QStringView text) {
    for (qsizetype at = 0; at < text.size();) {
        if (!isWordCharacter(text[at])) {
            ++at;
            continue;
        }
        const qsizetype from = at;
        while (at < text.size() && isWordCharacter(text[at]))
            ++at;
        const QStringView word = text.mid(from, at - from);
        for (const char* known : kEnglish) {
            if (word.compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0)
                return word.toString();
        }
    }
    return {};
}

QString wordIn(QStringView text) {
    if (const QString word = englishWord(text); !word.isEmpty())
        return word;
    for (const char16_t* known : kJapanese) {
        if (text.contains(QStringView(known)))
            return QStringView(known).toString();
    }
    return {};
}

bool hasFile(const model::Draft& draft) {
    return std::any_of(draft.files.begin(), draft.files.end(), [](const model::DraftFile& file) { return file.contentId.isEmpty(); });
}

} // namespace

QString attachmentWord(const QString& text) {
    for (const content::TextPiece& piece : content::splitQuotes(text)) {
        if (piece.kind != content::PieceKind::Own)
            continue;
        if (const QString word = wordIn(QStringView(text).mid(piece.begin, piece.end - piece.begin)); !word.isEmpty())
            return word;
    }
    return {};
}

DraftFindings checkDraft(const model::Draft& draft) {
    DraftFindings findings;
    qsizetype recipients = 0;
    for (const QString& field : {draft.to, draft.cc, draft.bcc}) {
        for (const QString& entry : splitRecipients(field)) {
            const auto address = parseRecipient(entry);
            if (!address)
                findings.invalid.append(entry);
            recipients += address && address->addrSpec.isEmpty() ? 0 : 1; // a group with nobody in it is no recipient
        }
    }
    if (recipients == 0)
        findings.concerns.append(DraftConcern::NoRecipients);
    if (!findings.invalid.isEmpty())
        findings.concerns.append(DraftConcern::InvalidRecipient);
    if (draft.subject.trimmed().isEmpty())
        findings.concerns.append(DraftConcern::EmptySubject);
    if (!hasFile(draft)) {
        findings.attachmentWord = attachmentWord(draft.isHtml ? content::htmlToText(draft.html, false) : draft.text);
        if (!findings.attachmentWord.isEmpty())
            findings.concerns.append(DraftConcern::MissingAttachment);
    }
    return findings;
}

model::AddressList recipientsOf(const model::Draft& draft) {
    model::AddressList all;
    for (const QString& field : {draft.to, draft.cc, draft.bcc}) {
        for (const QString& entry : splitRecipients(field)) {
            if (const auto address = parseRecipient(entry); address && !address->addrSpec.isEmpty())
                all.append(*address);
        }
    }
    return all;
}

qint64 sizeOnTheWay(const model::Draft& draft) {
    qint64 bytes = draft.text.size() + draft.html.size();
    for (const model::DraftFile& file : draft.files)
        bytes += (file.size + 2) / 3 * 4 / 76 * 78 + 78; // four characters for three bytes, and two more for each line of 76
    return bytes;
}

std::optional<model::PastSender> usualSender(IdentityId identity, const model::AddressList& recipients, const QList<model::PastSender>& past) {
    std::optional<model::PastSender> asAnother;
    for (const model::PastSender& one : past) {
        const auto isMeant = [&](const model::Address& address) { return address.addrSpec.compare(one.recipient, Qt::CaseInsensitive) == 0; };
        if (std::none_of(recipients.begin(), recipients.end(), isMeant))
            continue;
        if (one.identity == identity)
            return std::nullopt;
        if (!asAnother)
            asAnother = one;
    }
    return asAnother;
}

} // namespace tributary::ui
