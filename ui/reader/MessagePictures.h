// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

namespace tributary::ui {

class BodyView;

/// The pictures of the message on screen: those that came with it, and the remote ones once the user has asked for them. The
/// engine fetches; the renderer never does.
class MessagePictures : public QObject {
    Q_OBJECT

  public:
    MessagePictures(engine::Engine& engine, BodyView& body, QObject* parent);
    void setMessage(const engine::MessageContent& content); ///< the same message again: what was fetched stays
    void fetchRemote();
    void stop();
    [[nodiscard]] bool isFetching() const { return m_task != nullptr; }
    [[nodiscard]] bool hasRemote() const { return m_hasRemote; }
    [[nodiscard]] int failed() const { return m_remote.failed; }

  Q_SIGNALS:
    void remoteFetched(); ///< they are to be shown: the message is to be read again with places for them
    void remoteFailed(const tributary::Error& error);

  private:
    void answer(const QString& url);

    engine::Engine& m_engine;
    BodyView& m_body;
    MessageId m_id;
    QList<model::AttachmentSummary> m_attachments;
    engine::RemotePictures m_remote;
    std::shared_ptr<engine::Task> m_task;
    bool m_hasRemote = false;
};

} // namespace tributary::ui
