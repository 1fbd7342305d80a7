// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachmentStrip.h"

#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Chip.h"

#include <QMenu>

namespace tributary::ui {

namespace {

constexpr int kMostChips = 40;
constexpr int kMostLooked = 200;

QString iconOf(const model::AttachmentSummary& attachment) {
    if (attachment.isOmitted)
        return QStringLiteral("download");
    if (attachment.danger != model::AttachmentDanger::None)
        return QStringLiteral("warning");
    const QString& type = attachment.mediaType;
    if (type.startsWith(QLatin1String("image/")))
        return QStringLiteral("image");
    if (type == QLatin1String("message/rfc822"))
        return QStringLiteral("mail");
    if (type == QLatin1String("text/calendar"))
        return QStringLiteral("clock");
    if (type.contains(QLatin1String("vcard")))
        return QStringLiteral("account");
    if (type == QLatin1String("application/pdf") || type.startsWith(QLatin1String("text/")))
        return QStringLiteral("document");
    return QStringLiteral("attachment");
}

/// A picture of the text is no attachment to look for, whichever form is shown.
bool isInText(const engine::MessageContent& content, const model::AttachmentSummary& attachment) {
    if (attachment.contentId.isEmpty() || attachment.isOmitted)
        return false;
    const QString reference = QStringLiteral("cid:") + attachment.contentId;
    const QString encoded = QStringLiteral("cid:") + QString::fromLatin1(QUrl::toPercentEncoding(attachment.contentId, "@"));
    const auto names = [&](const QString& html) { return html.contains(reference) || html.contains(encoded); };
    return names(content.html) || content.htmlOriginal.contains(engine::partUrl(attachment.part) + u'"');
}

} // namespace

QString attachmentKind(const model::AttachmentSummary& attachment) {
    const qsizetype dot = attachment.name.lastIndexOf(u'.');
    constexpr qsizetype kLongestEnding = 6;
    if (dot > 0 && attachment.name.size() - dot - 1 <= kLongestEnding && dot + 1 < attachment.name.size())
        return attachment.name.mid(dot + 1).toUpper();
    return attachment.mediaType;
}

void AttachmentStrip::show(const engine::MessageContent& content) {
    if (content.summary.id != m_id)
        m_coming.clear();
    m_id = content.summary.id;
    clear();
    m_chips.clear();
    m_shown = 0;
    int omitted = 0;
    qsizetype more = 0;
    int looked = 0; // for pictures in the text, each a search in all of it
    for (const model::AttachmentSummary& attachment : content.attachments) {
        if (!attachment.contentId.isEmpty() && (++looked > kMostLooked || isInText(content, attachment)))
            continue;
        omitted += attachment.isOmitted ? 1 : 0;
        if (m_shown < kMostChips) {
            addChip(attachment);
            ++m_shown;
        } else {
            ++more;
        }
    }
    if (more > 0)
        addMore(static_cast<int>(more));
    if (omitted > 1) {
        auto* all = new Chip(QStringLiteral("download"), tr("Download all"), {}, this);
        all->setObjectName(QStringLiteral("downloadAll"));
        connect(all, &Chip::clicked, this, &AttachmentStrip::downloadAllRequested);
        add(all);
    } else if (m_shown > 0) {
        auto* all = new Chip(QStringLiteral("download"), m_shown > 1 ? tr("Save all") : tr("Save"), {}, this);
        all->setObjectName(QStringLiteral("saveAll"));
        connect(all, &Chip::clicked, this, &AttachmentStrip::saveAllRequested);
        add(all);
    }
    setVisible(m_shown > 0);
}

/// Told, and saved with the others: nobody looks through thousands of chips.
void AttachmentStrip::addMore(int count) {
    auto* chip = new Chip(QStringLiteral("attachment"), tr("%Ln more", nullptr, count), {}, this);
    chip->setObjectName(QStringLiteral("moreAttachments"));
    chip->setToolTip(tr("“Save all” saves these too."));
    chip->setEnabled(false);
    add(chip);
}

void AttachmentStrip::addChip(const model::AttachmentSummary& attachment) {
    const bool coming = attachment.isOmitted && m_coming.contains(attachment.part);
    auto* chip = new Chip(iconOf(attachment), attachment.name, coming ? tr("loading…") : sizeText(attachment.size), this);
    chip->setObjectName(QStringLiteral("attachment-") + attachment.part);
    chip->setToolTip(attachment.isOmitted ? tr("%1 is still on the server. Click to download and open it.").arg(attachment.name)
                                          : tr("Open %1 (%2)").arg(attachment.name, attachmentKind(attachment)));
    chip->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(chip, &Chip::clicked, this, [this, attachment] { Q_EMIT openRequested(attachment); });
    connect(chip, &Chip::dragRequested, this, [this, attachment] { Q_EMIT dragRequested(attachment); });
    connect(chip, &Chip::customContextMenuRequested, this, [this, attachment, chip](const QPoint& at) { openMenu(attachment, chip->mapToGlobal(at)); });
    m_chips.insert(attachment.part, chip);
    add(chip);
}

void AttachmentStrip::openMenu(const model::AttachmentSummary& attachment, const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("attachmentMenu"));
    menu->addAction(icon(QStringLiteral("external")), tr("&Open"), this, [this, attachment] { Q_EMIT openRequested(attachment); })->setObjectName(QStringLiteral("attachmentOpen"));
    menu->addAction(icon(QStringLiteral("download")), tr("&Save as…"), this, [this, attachment] { Q_EMIT saveRequested(attachment); })
        ->setObjectName(QStringLiteral("attachmentSave"));
    if (m_shown > 1)
        menu->addAction(tr("Save &all…"), this, &AttachmentStrip::saveAllRequested)->setObjectName(QStringLiteral("attachmentSaveAll"));
    menu->popup(global);
}

void AttachmentStrip::setComing(const QString& part) {
    m_coming.insert(part);
    if (Chip* chip = m_chips.value(part))
        chip->setDetail(tr("loading…"));
}

} // namespace tributary::ui
