// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/AttachmentStrip.h"

#include "ui/models/MailboxNames.h"
#include "ui/widgets/Chip.h"

namespace tributary::ui {

void AttachmentStrip::show(const engine::MessageContent& content) {
    if (content.summary.id != m_id)
        m_coming.clear();
    m_id = content.summary.id;
    clear();
    m_chips.clear();
    m_shown = 0;
    int omitted = 0;
    for (const model::AttachmentSummary& attachment : content.attachments) {
        const bool inBody = !attachment.contentId.isEmpty() && content.html.contains(QStringLiteral("cid:") + attachment.contentId);
        if (inBody && !attachment.isOmitted)
            continue;
        addChip(attachment);
        omitted += attachment.isOmitted ? 1 : 0;
        ++m_shown;
    }
    if (omitted > 1) {
        auto* all = new Chip(QStringLiteral("download"), tr("Download all"), {}, this);
        all->setObjectName(QStringLiteral("downloadAll"));
        connect(all, &Chip::clicked, this, &AttachmentStrip::downloadAllRequested);
        add(all);
    } else if (m_shown > 1) {
        auto* all = new Chip(QStringLiteral("download"), tr("Save all"), {}, this);
        connect(all, &Chip::clicked, this, &AttachmentStrip::saveAllRequested);
        add(all);
    }
    setVisible(m_shown > 0);
}

void AttachmentStrip::addChip(const model::AttachmentSummary& attachment) {
    const bool picture = attachment.mediaType.startsWith(QLatin1String("image/"));
    const QString name = attachment.isOmitted ? QStringLiteral("download") : (picture ? QStringLiteral("image") : QStringLiteral("attachment"));
    const bool coming = attachment.isOmitted && m_coming.contains(attachment.part);
    auto* chip = new Chip(name, attachment.name, coming ? tr("loading…") : sizeText(attachment.size), this);
    chip->setObjectName(QStringLiteral("attachment-") + attachment.part);
    chip->setToolTip(attachment.isOmitted ? tr("%1 is still on the server. Click to download and save it.").arg(attachment.name)
                                          : tr("Save %1").arg(attachment.name));
    connect(chip, &Chip::clicked, this, [this, attachment] { Q_EMIT saveRequested(attachment); });
    m_chips.insert(attachment.part, chip);
    add(chip);
}

void AttachmentStrip::setComing(const QString& part) {
    m_coming.insert(part);
    if (Chip* chip = m_chips.value(part))
        chip->setDetail(tr("loading…"));
}

} // namespace tributary::ui
