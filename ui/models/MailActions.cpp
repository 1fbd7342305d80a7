// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/MailActions.h"

#include "ui/models/ChangeText.h"
#include "ui/models/ErrorText.h"

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kMostSteps = 50;
} // namespace

MailActions::MailActions(engine::Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    connect(&m_engine, &engine::Engine::storeChanged, this, &MailActions::followChanges);
}

void MailActions::change(const model::MessageAction& action, const QString& destination, bool silently) {
    if (action.messages.isEmpty())
        return;
    const QString text = actionText(action, destination);
    // A mark on one message is seen where it was made: no word about it.
    const bool tell = action.kind != model::ChangeKind::Flags || action.messages.size() > 1;
    const std::optional<quint64> step = silently ? std::nullopt : std::optional(begin(text));
    m_engine.changeMessages(action, this, [this, step, tell](Result<ChangeId> change) {
        if (step)
            take(*step, change, tell);
    });
}

quint64 MailActions::begin(const QString& text) {
    m_steps.append({.number = ++m_lastNumber, .text = text, .change = {}});
    if (m_steps.size() > kMostSteps)
        m_steps.removeFirst();
    Q_EMIT undoTextChanged();
    return m_lastNumber;
}

void MailActions::take(quint64 number, const Result<ChangeId>& change, bool tell) {
    const auto step = std::find_if(m_steps.begin(), m_steps.end(), [number](const Step& s) { return s.number == number; });
    if (!change || !change->isValid()) { // failed, or there was nothing to do
        if (step != m_steps.end()) {
            m_steps.erase(step);
            Q_EMIT undoTextChanged();
        }
        return change ? void() : tellFailure(change.error());
    }
    if (step == m_steps.end())
        return; // fifty more were begun since
    step->change = *change;
    if (step->undoOnceDone)
        return undo(*change);
    if (tell)
        Q_EMIT done(QString(step->text), *change);
}

void MailActions::tellFailure(const Error& error) {
    if (error.kind == ErrorKind::Cancelled)
        return;
    const ErrorText words = errorText(error);
    QString text = words.title;
    if (error.code == ErrorCode::ServerRefused && error.serverText.isEmpty())
        text = tr("You are not allowed to do this in that mailbox");
    else if (error.code == ErrorCode::NotFound)
        text = tr("There is no mailbox for this, or the message is gone");
    else if (error.code == ErrorCode::AlreadyExists)
        text = tr("A mailbox of this name exists already");
    Q_EMIT failed(text, words.serverWords);
}

void MailActions::emptyTrash(AccountId account, const QString& accountName) {
    const QString text = accountName.isEmpty() ? tr("Trash emptied") : tr("Trash of %1 emptied").arg(accountName);
    const quint64 step = begin(tr("%1. It can be undone for 30 days.").arg(text));
    m_engine.emptyTrash(account, this, [this, step](Result<ChangeId> change) { take(step, change, true); });
}

void MailActions::createMailbox(AccountId account, const QString& name) {
    m_engine.createMailbox(account, name, this, [this](Result<MailboxId> mailbox) {
        if (!mailbox)
            tellFailure(mailbox.error());
    });
}

void MailActions::renameMailbox(MailboxId mailbox, const QString& name) {
    const quint64 step = begin(tr("Mailbox renamed to %1").arg(name.section(QLatin1Char('/'), -1)));
    m_engine.renameMailbox(mailbox, name, this, [this, step](Result<ChangeId> change) { take(step, change, true); });
}

void MailActions::deleteMailbox(MailboxId mailbox, const QString& title) {
    const quint64 step = begin(tr("Mailbox %1 deleted").arg(title));
    m_engine.deleteMailbox(mailbox, this, [this, step](Result<ChangeId> change) { take(step, change, true); });
}

void MailActions::subscribe(MailboxId mailbox, bool on) {
    m_engine.subscribeMailbox(mailbox, on, this, [this](Result<std::monostate> result) {
        if (!result)
            tellFailure(result.error());
    });
}

void MailActions::releaseHeld(MailboxId mailbox) {
    m_engine.releaseHeld(mailbox, this, [this](Result<std::monostate> result) {
        if (!result)
            tellFailure(result.error());
    });
}

void MailActions::putBackHeld(MailboxId mailbox) {
    m_engine.putBackHeld(mailbox, this, [this](Result<std::monostate> result) {
        if (!result)
            tellFailure(result.error());
    });
}

void MailActions::undo(ChangeId change) {
    const auto step = std::find_if(m_steps.begin(), m_steps.end(), [change](const Step& s) { return s.change == change; });
    const QString text = step == m_steps.end() ? QString() : step->text;
    if (step != m_steps.end()) {
        m_steps.erase(step);
        Q_EMIT undoTextChanged();
    }
    m_engine.undo(change, this, [this, text](Result<std::monostate> result) {
        if (!result)
            return tellFailure(result.error());
        Q_EMIT undone(text.isEmpty() ? tr("Undone") : tr("Undone: %1").arg(text));
    });
}

QString MailActions::undoText() const {
    const Step* last = lastToUndo();
    return last ? last->text : QString();
}

const MailActions::Step* MailActions::lastToUndo() const {
    const auto last = std::find_if(m_steps.rbegin(), m_steps.rend(), [](const Step& step) { return !step.undoOnceDone; });
    return last == m_steps.rend() ? nullptr : &*last;
}

void MailActions::undoLast() {
    const Step* last = lastToUndo();
    if (!last)
        return;
    if (last->change.isValid())
        return undo(last->change);
    m_steps[last - m_steps.constData()].undoOnceDone = true;
    Q_EMIT undoTextChanged();
}

void MailActions::followChanges(const QList<model::StoreChange>& changes) {
    // What was undone from the list of changes, or taken back because the server refused it, is no step any more.
    const bool pushed = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& change) {
        return std::holds_alternative<model::PushQueueChanged>(change);
    });
    if (pushed && !m_steps.isEmpty() && !m_reading)
        dropUndone();
}

void MailActions::dropUndone() {
    m_reading = true;
    m_engine.loadChanges(kMostSteps, this, [this](Result<QList<model::ChangeRecord>> records) {
        m_reading = false;
        if (!records)
            return;
        const auto before = m_steps.size();
        m_steps.removeIf([&](const Step& step) {
            return std::any_of(records->begin(), records->end(), [&](const model::ChangeRecord& r) { return r.id == step.change && r.undone; });
        });
        if (m_steps.size() != before)
            Q_EMIT undoTextChanged();
    });
}

} // namespace tributary::ui
