// SPDX-License-Identifier: GPL-3.0-or-later
// The facade's part for what a message names outside, only ever on the user's word, and for what the user chose for its sender.
#include "engine/detail/EngineCore.h"
#include "engine/Engine.h"
#include "engine/MessageLoader.h"
#include "engine/RemotePictureLoader.h"
#include "engine/Unsubscribing.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

net::HttpOptions httpOptions(const Profile& profile, bool loopbackIsPublicForTests, const CancelToken& cancel) {
    net::HttpOptions options;
    options.certificates = profile.policy.certificates;
    options.loopbackIsPublicForTests = loopbackIsPublicForTests;
    options.cancel = cancel;
    return options;
}

/// On a reader of its own: servers may take their time, and other messages are not to wait for them.
Result<MessageContent> contentHere(Profile& profile, bool loopbackIsPublicForTests, MessageId id) {
    TRY(const auto reader, profile.store->makeReader());
    return loadContent({*reader, *profile.marks, loopbackIsPublicForTests}, id);
}

Status checkPictures(const Policy& policy, bool byThemselves) {
    using accounts::RemotePictureRule;
    const bool isRefused = policy.remotePictures == RemotePictureRule::Never || (byThemselves && policy.remotePictures == RemotePictureRule::Ask);
    return isRefused ? Status(failure(ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, u"remotePictures"_s)) : Status();
}

Result<RemotePictures> picturesHere(Profile& profile, MessageId id, const net::HttpOptions& options) {
    TRY_STATUS(checkPictures(profile.policy, false));
    TRY(const MessageContent content, contentHere(profile, options.loopbackIsPublicForTests, id));
    TRY(const auto reader, profile.store->makeReader());
    TRY(const model::Mailbox mailbox, reader->mailbox(content.summary.mailbox));
    if (mailbox.specialUse == model::SpecialUse::Junk || content.protection.isEncrypted)
        return failure(ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, u"pictures of junk and of encrypted messages are never fetched"_s);
    RemotePictures pictures = fetchPictures(content.remote, options);
    if (options.cancel.isCancelled())
        return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    return pictures;
}

} // namespace

std::shared_ptr<Task> Engine::loadRemotePictures(MessageId id, QObject* context, Callback<RemotePictures> done) {
    return m_core->tasks.start([profile = m_core->profile, loopback = m_core->loopbackIsPublicForTests, id,
                                answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer(picturesHere(*profile, id, httpOptions(*profile, loopback, cancel)));
    });
}

void Engine::unsubscribe(MessageId id, QObject* context, Callback<Unsubscribed> done) {
    m_core->tasks.startDetached([profile = m_core->profile, loopback = m_core->loopbackIsPublicForTests, id,
                                 answer = m_core->relay.bind(context, std::move(done))](const CancelToken& cancel) {
        answer([&]() -> Result<Unsubscribed> {
            TRY(const MessageContent content, contentHere(*profile, loopback, id));
            return leaveList(content.unsubscribe, httpOptions(*profile, loopback, cancel));
        }());
    });
}

void Engine::allowPicturesFrom(const QString& address, bool allow, QObject* context, Callback<std::monostate> done) {
    const auto answer = m_core->relay.bind(context, std::move(done));
    if (const Status allowed = checkPictures(policy(), true); allow && !allowed)
        return answer(failure(allowed.error()));
    m_core->changeSender(address, {allow, {}, {}}, answer);
}

void Engine::setSenderForm(const QString& address, BodyForm form, QObject* context, Callback<std::monostate> done) {
    m_core->changeSender(address, {{}, form, {}}, m_core->relay.bind(context, std::move(done)));
}

void Engine::setSenderCharset(const QString& address, const QByteArray& charset, QObject* context, Callback<std::monostate> done) {
    m_core->changeSender(address, {{}, {}, charset}, m_core->relay.bind(context, std::move(done)));
}

void Engine::Core::changeSender(const QString& address, const model::SenderChange& change, const std::function<void(Result<std::monostate>)>& answer) {
    changeThread->run(0, [profile = profile, address, change, answer](store::Reader&, const auto&) {
        answer(asResult(profile->store->changeSender(address, change)));
    });
}

} // namespace tributary::engine
