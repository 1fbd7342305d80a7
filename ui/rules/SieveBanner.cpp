// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/SieveBanner.h"

#include "ui/models/ErrorText.h"
#include "ui/rules/ScriptDialog.h"
#include "ui/widgets/ManagedMark.h"

#include <QPushButton>

namespace tributary::ui {

using engine::ScriptChoice;
using engine::ScriptConflict;

SieveBanner::SieveBanner(engine::Engine& engine, QWidget* parent) : Banner(BannerKind::Info, {}, parent), m_engine(engine), m_isLocked(engine.policy().locks(engine::Lock::Filters)) {
    setObjectName(QStringLiteral("sieveBanner"));
    setActionsBelow();
    hide();
    connect(this, &Banner::closed, this, [this] { m_closedFor = m_state.otherScript; });
}

SieveBanner::~SieveBanner() = default;

QString SieveBanner::conflictText(const ScriptConflict& conflict) {
    switch (conflict.kind) {
    case ScriptConflict::Kind::EditedElsewhere:
        return tr("Your filters on the server were changed by another program. Nothing there is touched until you decide which are to count.");
    case ScriptConflict::Kind::OtherActive:
        if (conflict.runsOurs)
            return tr("The script “%1” on the server runs yours as a part of itself, so yours cannot be taken away. Both stay as they are until you decide.").arg(conflict.script);
        return tr("Another script, “%1”, is active on the server, and only one can be. It stays as it is until you decide.").arg(conflict.script);
    case ScriptConflict::Kind::ActiveChanged:
        return tr("Another program has made the script “%1” active on the server in place of yours. It stays so until you decide.").arg(conflict.script);
    case ScriptConflict::Kind::OtherHost:
        return tr("For filters this account's domain names a server of its own, %1. Your password has not been sent there: do you want to sign in?").arg(conflict.script);
    }
    return {};
}

QString SieveBanner::refusalText(const engine::ScriptRefusal& refusal) {
    if (refusal.error.code == ErrorCode::OverQuota)
        return tr("There is no room left for your filters on the server. What was there before still counts; what is not there runs on this computer.");
    if (refusal.line > 0)
        return tr("The server refused your filters because of line %1. What was there before still counts; everything else runs on this computer.").arg(refusal.line);
    if (!refusal.script.isEmpty())
        return tr("The server refused your filters. What was there before still counts; everything else runs on this computer.");
    return tr("Your filters could not be brought to the server: %1.").arg(errorText(refusal.error).title);
}

QPushButton* SieveBanner::act(const QString& text, const char* name, std::function<void()> run, bool quiet) {
    QPushButton* const button = addAction(text);
    button->setObjectName(QString::fromLatin1(name));
    if (quiet)
        button->setProperty("kind", QStringLiteral("quiet"));
    connect(button, &QPushButton::clicked, this, [run = std::move(run)] { run(); });
    return button;
}

void SieveBanner::show(const engine::SieveState& state) {
    m_state = state;
    clearActions();
    setServerWords({});
    setClosable(false);
    const bool isOtherTold = state.otherScript.isEmpty() || state.otherScript == m_closedFor;
    if (state.conflict) {
        showConflict(*state.conflict);
    } else if (state.refusal) {
        showRefusal(*state.refusal);
    } else if (state.isBehind && state.isWanted) {
        showBehind();
    } else if (state.answersTwice) {
        setKind(BannerKind::Warning);
        setText(tr("The script “%1” on the server answers mail, and so does your vacation reply: whoever writes may get two replies. Turn one of them off.").arg(state.otherScript));
    } else if (!isOtherTold) {
        setKind(BannerKind::Info);
        setText(tr("Another script, “%1”, runs on the server before your filters. It is left alone.").arg(state.otherScript));
        setClosable(true);
    } else {
        return hide();
    }
    Banner::show();
}

void SieveBanner::showConflict(const ScriptConflict& conflict) {
    setKind(BannerKind::Warning);
    setText(conflict.turnsReplyOff ? tr("%1 %2", "two sentences").arg(conflictText(conflict), ScriptDialog::replyText()) : conflictText(conflict));
    if (conflict.kind == ScriptConflict::Kind::OtherHost) {
        actToChoose(tr("Sign in there"), ScriptChoice::KeepOurs, false);
        actToChoose(tr("Keep everything on this computer"), ScriptChoice::KeepTheirs, true);
        return;
    }
    act(tr("Show both…"), "showScripts", [this, conflict] {
        auto* dialog = new ScriptDialog(conflict, m_isLocked, this);
        connect(dialog, &ScriptDialog::chosen, this, &SieveBanner::resolve);
        dialog->open();
    });
    actToChoose(tr("Keep theirs"), ScriptChoice::KeepTheirs, true, tr("The script on the server stays; your filters and your vacation reply work on this computer alone"));
    actToChoose(tr("Use ours"), ScriptChoice::KeepOurs, true,
                conflict.kind == ScriptConflict::Kind::EditedElsewhere ? tr("What was changed on the server is lost") : tr("The other script stays on the server, and is not active any more"));
}

void SieveBanner::actToChoose(const QString& text, ScriptChoice choice, bool quiet, const QString& tip) {
    QPushButton* const button = act(text, choice == ScriptChoice::KeepOurs ? "useOurs" : "keepTheirs", [this, choice] { resolve(choice); }, quiet);
    button->setToolTip(tip);
    if (m_isLocked)
        ManagedMark::lock(button);
}

void SieveBanner::enableActions(bool on) {
    for (QPushButton* button : findChildren<QPushButton*>()) {
        const bool isChoice = button->objectName() == QStringLiteral("useOurs") || button->objectName() == QStringLiteral("keepTheirs");
        button->setEnabled(on && !(isChoice && m_isLocked));
    }
}

void SieveBanner::showRefusal(const engine::ScriptRefusal& refusal) {
    setKind(BannerKind::Error);
    setText(refusalText(refusal));
    setServerWords(QString::fromUtf8(refusal.error.serverText));
    act(tr("Try again"), "trySieveAgain", [this] { tryAgain(); });
    if (!refusal.script.isEmpty()) {
        act(tr("Show the script…"), "showRefused", [this, refusal] { (new ScriptDialog(refusal, this))->open(); }, true);
    }
}

void SieveBanner::showBehind() {
    setKind(BannerKind::Info);
    setText(m_state.isWorking ? tr("Your changes are being brought to the server.") : tr("Your changes are not on the server yet: they are brought there by themselves as soon as it can be reached."));
    if (!m_state.isWorking)
        act(tr("Try now"), "trySieveAgain", [this] { tryAgain(); }, true);
}

void SieveBanner::resolve(ScriptChoice choice) {
    m_task = m_engine.filters().resolveScript(m_state.account, choice, this, [this](const Result<engine::SieveState>& result) { take(result); });
    enableActions(false); // until there is an answer
}

void SieveBanner::tryAgain() {
    m_task = m_engine.filters().bringToServer(m_state.account, this, [this](const Result<engine::SieveState>& result) { take(result); });
    enableActions(false);
}

void SieveBanner::take(const Result<engine::SieveState>& result) {
    m_task.reset();
    enableActions(true);
    if (result)
        return void(Q_EMIT stateChanged(*result));
    if (result.error().kind != ErrorKind::Cancelled)
        Q_EMIT failed(result.error());
}

} // namespace tributary::ui
