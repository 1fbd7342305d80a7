// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MessagePictures.h"

#include "ui/reader/BodyView.h"

#include <algorithm>

namespace tributary::ui {

MessagePictures::MessagePictures(engine::Engine& engine, BodyView& body, QObject* parent) : QObject(parent), m_engine(engine), m_body(body) {
    connect(&m_body, &BodyView::pictureWanted, this, &MessagePictures::answer);
}

void MessagePictures::setMessage(const engine::MessageContent& content) {
    if (content.summary.id != m_id) {
        stop();
        m_remote = {};
        m_hasRemote = false;
    }
    m_id = content.summary.id;
    m_attachments = content.attachments;
}

void MessagePictures::fetchRemote() {
    m_task = m_engine.loadRemotePictures(m_id, this, [this, id = m_id](Result<engine::RemotePictures> pictures) {
        if (id != m_id)
            return;
        m_task.reset();
        if (!pictures) {
            Q_EMIT remoteFailed(pictures.error());
            return;
        }
        m_remote = *pictures;
        m_hasRemote = true;
        Q_EMIT remoteFetched();
    });
}

void MessagePictures::stop() { m_task.reset(); }

void MessagePictures::answer(const QString& url) {
    const QUrl asked(url);
    const QString section = engine::sectionOf(asked);
    const bool isContentId = asked.scheme() == QLatin1String("cid");
    if (!isContentId && section.isEmpty()) {
        const engine::RemotePicture picture = m_remote.pictures.value(engine::remoteUrlOf(asked));
        return m_body.givePicture(url, picture.bytes, picture.mediaType);
    }
    const QString contentId = isContentId ? asked.path(QUrl::FullyDecoded) : QString();
    const auto found = std::find_if(m_attachments.begin(), m_attachments.end(), [&](const model::AttachmentSummary& a) {
        return (isContentId ? a.contentId == contentId : a.part == section) && a.mediaType.startsWith(QLatin1String("image/"));
    });
    if (found == m_attachments.end())
        return m_body.givePicture(url, {}, {});
    m_engine.loadPart(m_id, found->part, this, [this, url, id = m_id, type = found->mediaType.toLatin1()](const Result<QByteArray>& bytes) {
        if (id == m_id)
            m_body.givePicture(url, bytes ? *bytes : QByteArray(), type);
    });
}

} // namespace tributary::ui
