// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ComposerPresenter.h"

#include "engine/OutgoingDraft.h"

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kSaveAfterMs = 1500; // with what saving takes, within two seconds
constexpr int kAskAfterMs = 150;
} // namespace

ComposerPresenter::ComposerPresenter(engine::Engine& engine, const ComposerOptions& options, QObject* parent)
    : QObject(parent), m_engine(engine), m_options(options) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSaveAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &ComposerPresenter::save);
    m_askSoon.setSingleShot(true);
    m_askSoon.setInterval(kAskAfterMs);
    connect(&m_askSoon, &QTimer::timeout, this, &ComposerPresenter::loadFacts);
    connect(&m_engine, &engine::Engine::storeChanged, this, &ComposerPresenter::followStore);
    loadIdentities();
}

void ComposerPresenter::start(const model::Draft& draft, std::function<model::Draft()> collect) {
    m_first = draft;
    m_id = draft.id;
    m_collect = std::move(collect);
}

void ComposerPresenter::loadIdentities() {
    m_engine.loadIdentities(this, [this](const Result<QList<model::Identity>>& identities) {
        if (!identities || *identities == m_identities)
            return;
        m_identities = *identities;
        Q_EMIT identitiesChanged();
    });
}

void ComposerPresenter::addressed() { m_askSoon.start(); }

void ComposerPresenter::loadFacts() {
    const model::Draft draft = collected();
    QStringList addresses;
    for (const model::Address& one : recipientsOf(draft))
        addresses.append(one.addrSpec);
    m_engine.loadSendingFacts(draft.identity, addresses, this, [this](const Result<model::SendingFacts>& facts) {
        if (!facts || *facts == m_facts)
            return;
        m_facts = *facts;
        Q_EMIT factsChanged();
    });
}

void ComposerPresenter::followStore(const QList<model::StoreChange>& changes) {
    const bool concerned = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& change) {
        return std::holds_alternative<model::IdentitiesChanged>(change) || std::holds_alternative<model::AccountsChanged>(change);
    });
    if (concerned)
        loadIdentities();
}

model::Draft ComposerPresenter::collected() const {
    model::Draft draft = m_collect();
    draft.id = m_id;
    return draft;
}

/// The timer is not set anew by each key: who types without a pause is saved every two seconds, too.
void ComposerPresenter::edited() {
    m_isDirty = true;
    setSaving(Saving::Unsaved);
    if (!m_soon.isActive() && !m_isBusy)
        m_soon.start();
}

bool ComposerPresenter::isEmpty(const model::Draft& draft) const {
    const bool sameText = draft.isHtml ? draft.html == m_first.html : draft.text == m_first.text;
    return sameText && draft.to == m_first.to && draft.cc == m_first.cc && draft.bcc == m_first.bcc && draft.subject == m_first.subject &&
           draft.files == m_first.files;
}

void ComposerPresenter::save() {
    m_soon.stop();
    if (m_isSaving || !m_isDirty)
        return;
    m_isSaving = true;
    m_isDirty = false;
    m_engine.saveDraft(collected(), this, [this](const Result<DraftId>& id) { saved(id); });
}

void ComposerPresenter::saved(const Result<DraftId>& id) {
    m_isSaving = false;
    if (id) {
        m_id = *id;
        setSaving(m_isDirty ? Saving::Unsaved : Saving::Saved);
    } else {
        m_isDirty = true;
        if (m_id.isValid() && id.error().code == ErrorCode::NotFound) { // another client has thrown it away; what is on the screen is not
            m_id = {};
            return save();
        }
        setSaving(Saving::Failed);
        Q_EMIT saveFailed(id.error());
    }
    switch (std::exchange(m_next, Next::Nothing)) {
    case Next::Nothing: break;
    case Next::Send: return queue();
    case Next::Discard: return discard();
    case Next::Close:
        if (id)
            return close();
        break; // it stays open: nothing is lost
    }
    if (m_isDirty && id)
        m_soon.start();
}

DraftFindings ComposerPresenter::concerns() const {
    const model::Draft draft = collected();
    DraftFindings findings = checkDraft(draft);
    const auto usual = usualSender(draft.identity, recipientsOf(draft), m_facts.past);
    const bool isThere = usual && std::any_of(m_identities.begin(), m_identities.end(), [&](const model::Identity& one) { return one.id == usual->identity; });
    if (m_options.checkSender && isThere) {
        findings.usual = *usual;
        findings.concerns.append(DraftConcern::UnusualSender);
    }
    const auto writer = std::find_if(m_identities.begin(), m_identities.end(), [&](const model::Identity& one) { return one.id == draft.identity; });
    findings.lacking = engine::notInCharset(draft, writer == m_identities.end() ? QString() : writer->displayName);
    if (!findings.lacking.isEmpty())
        findings.concerns.append(DraftConcern::CharsetLacks);
    if (m_facts.sizeLimit > 0 && sizeOnTheWay(draft) > m_facts.sizeLimit)
        findings.concerns.append(DraftConcern::TooLarge);
    findings.concerns.removeIf([this](DraftConcern concern) {
        return (concern == DraftConcern::EmptySubject && !m_options.checkSubject) || (concern == DraftConcern::MissingAttachment && !m_options.checkAttachments);
    });
    return findings;
}

void ComposerPresenter::send() {
    if (m_isBusy)
        return;
    setBusy(true);
    m_soon.stop();
    if (m_isSaving)
        m_next = Next::Send;
    else
        queue();
}

void ComposerPresenter::queue() {
    const engine::SendOptions options{std::chrono::seconds(std::clamp(m_options.undoSeconds, 0, kMostUndoSeconds))};
    m_engine.send(collected(), options, this, [this](const Result<OutboxId>& message) {
        setBusy(false);
        if (message) {
            m_isDirty = false;
            Q_EMIT sent(*message);
            return;
        }
        if (m_isDirty)
            m_soon.start();
        Q_EMIT sendFailed(message.error());
    });
}

void ComposerPresenter::close() {
    if (m_isBusy)
        return;
    if (m_isSaving) {
        m_next = Next::Close;
        return;
    }
    if (!m_isDirty)
        return finishClosing();
    if (!m_id.isValid() && isEmpty(collected())) {
        Q_EMIT closed(false);
        return;
    }
    m_next = Next::Close;
    save();
}

void ComposerPresenter::finishClosing() {
    m_soon.stop();
    Q_EMIT closed(m_id.isValid());
}

void ComposerPresenter::saveAsTemplate() {
    model::Draft copy = collected();
    copy.id = {};
    copy.purpose = model::DraftPurpose::Template;
    copy.messageIdHeader.clear();
    copy.inReplyTo.clear();
    copy.references.clear();
    copy.source = {};
    copy.copyOf = {};
    copy.sendAtMs = 0;
    m_engine.saveDraft(copy, this, [this](const Result<DraftId>& id) {
        if (id)
            Q_EMIT templateSaved();
        else
            Q_EMIT saveFailed(id.error());
    });
}

void ComposerPresenter::discard() {
    if (m_isBusy)
        return;
    m_soon.stop();
    if (m_isSaving) {
        m_next = Next::Discard;
        return;
    }
    m_isDirty = false;
    if (m_id.isValid())
        m_engine.removeDraft(m_id, &m_engine, [](const Result<std::monostate>&) {});
    m_id = {};
    Q_EMIT closed(false);
}

void ComposerPresenter::setBusy(bool busy) {
    if (std::exchange(m_isBusy, busy) != busy)
        Q_EMIT busyChanged(busy);
}

void ComposerPresenter::setSaving(Saving saving) {
    if (std::exchange(m_saving, saving) != saving)
        Q_EMIT savingChanged();
}

} // namespace tributary::ui
