// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for reading one message: its content, its source, its attachments.
#include "engine/detail/EngineCore.h"
#include "engine/Engine.h"
#include "engine/MessageLoader.h"

namespace tributary::engine {

void Engine::loadMessage(MessageId id, QObject* context, Callback<MessageContent> done) {
    loadMessage(id, {}, context, std::move(done));
}

void Engine::loadMessage(MessageId id, const ReadOptions& options, QObject* context, Callback<MessageContent> done) {
    m_core->load(context, std::move(done), [=, profile = m_core->profile, isManaged = policy().remotePictures.has_value()](const LoadSource& from) {
        auto content = loadContent(from, id, options);
        if (content)
            profile->store->noteOpened(id);
        if (content && isManaged) // what the user chose before there was the policy
            content->picturesAllowed = false;
        return content;
    });
}

void Engine::loadConversation(MessageId id, QObject* context, Callback<QList<model::MessageSummary>> done) {
    constexpr int kMost = 500;
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return from.reader.conversation(id, kMost); });
}

void Engine::loadNested(MessageId id, const QString& section, QObject* context, Callback<MessageContent> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return loadNestedContent(from, id, section); });
}

void Engine::loadRaw(MessageId id, QObject* context, Callback<RawMessage> done, qint64 maxBytes) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return loadSource(from.reader, id, maxBytes); });
}

void Engine::saveRaw(MessageId id, const QString& directory, QObject* context, Callback<QString> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return saveSource(from.reader, id, directory); });
}

void Engine::loadPart(MessageId id, const QString& section, QObject* context, Callback<QByteArray> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) {
        return loadOnePart(from, id, section).map([](const LoadedPart& part) { return part.bytes; });
    });
}

void Engine::loadCalendar(MessageId id, const QString& section, QObject* context, Callback<cards::Calendar> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) {
        return loadOnePart(from, id, section).map([](const LoadedPart& part) { return cards::parseCalendar(part.bytes); });
    });
}

void Engine::loadCards(MessageId id, const QString& section, QObject* context, Callback<QList<cards::Card>> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) {
        return loadOnePart(from, id, section).map([](const LoadedPart& part) { return cards::parseCards(part.bytes); });
    });
}

void Engine::saveAttachment(MessageId id, const QString& section, const QString& directory, QObject* context,
                            Callback<QString> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) {
        return saveParts(from, id, {section}, directory).map([](const QStringList& paths) { return paths.value(0); });
    });
}

void Engine::saveAttachments(MessageId id, const QStringList& sections, const QString& directory, QObject* context,
                             Callback<QStringList> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return saveParts(from, id, sections, directory); });
}

void Engine::openAttachment(MessageId id, const QString& section, QObject* context, Callback<QString> done) {
    m_core->load(context, std::move(done), [=, opened = m_core->profile->opened](const LoadSource& from) -> Result<QString> {
        TRY(const LoadedPart part, loadOnePart(from, id, section));
        return opened->add(part.bytes, part.name);
    });
}

void Engine::releaseQuarantine(MessageId id, QObject* context, Callback<std::monostate> done) {
    m_core->load(context, std::move(done), [=](const LoadSource& from) { return asResult(releaseFromQuarantine(from, id)); });
}

} // namespace tributary::engine
