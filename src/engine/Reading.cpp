// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for reading one message: its content, its source, its attachments, what it refers to outside.
#include "engine/detail/EngineCore.h"
#include "engine/Engine.h"
#include "engine/MessageLoader.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

void Engine::loadMessage(MessageId id, QObject* context, Callback<MessageContent> done) {
    loadMessage(id, {}, context, std::move(done));
}

void Engine::loadMessage(MessageId id, const ReadOptions& options, QObject* context, Callback<MessageContent> done) {
    m_core->messages->run(0, [id, options, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(loadContent(reader, id, options));
    });
}

void Engine::loadNested(MessageId, const QString&, QObject* context, Callback<MessageContent> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

void Engine::loadRaw(MessageId id, QObject* context, Callback<RawMessage> done) {
    m_core->messages->run(0, [id, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(loadSource(reader, id));
    });
}

void Engine::saveRaw(MessageId id, const QString& directory, QObject* context, Callback<QString> done) {
    m_core->messages->run(0, [=, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(saveSource(reader, id, directory));
    });
}

void Engine::loadPart(MessageId id, const QString& section, QObject* context, Callback<QByteArray> done) {
    m_core->messages->run(0, [=, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(loadPartBytes(reader, id, section));
    });
}

void Engine::saveAttachment(MessageId id, const QString& section, const QString& directory, QObject* context,
                            Callback<QString> done) {
    m_core->messages->run(0, [=, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(savePart(reader, id, section, directory));
    });
}

void Engine::saveAttachments(MessageId id, const QStringList& sections, const QString& directory, QObject* context,
                             Callback<QStringList> done) {
    m_core->messages->run(0, [=, answer = m_core->relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
        answer(saveParts(reader, id, sections, directory));
    });
}

void Engine::openAttachment(MessageId, const QString&, QObject* context, Callback<QString> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

std::shared_ptr<Task> Engine::loadRemotePictures(MessageId, QObject* context, Callback<RemotePictures> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
    return std::make_shared<Task>();
}

void Engine::unsubscribe(MessageId, QObject* context, Callback<Unsubscribed> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

void Engine::allowPicturesFrom(const QString&, bool, QObject* context, Callback<std::monostate> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

void Engine::setSenderForm(const QString&, BodyForm, QObject* context, Callback<std::monostate> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

void Engine::setSenderCharset(const QString&, const QByteArray&, QObject* context, Callback<std::monostate> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

void Engine::releaseQuarantine(MessageId, QObject* context, Callback<std::monostate> done) {
    m_core->relay.bind(context, std::move(done))(failure(ErrorKind::Refused, ErrorCode::Unsupported));
}

} // namespace tributary::engine
