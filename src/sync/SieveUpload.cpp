// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SieveUpload.h"

#include "sieve/ScriptText.h"
#include "sieve/wire/Encoder.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace tributary::sync {

namespace {

using ScriptKind = ScriptAnswer::Kind;

bool isSameScript(const QByteArray& one, const QByteArray& other) { return hashOfScript(one) == hashOfScript(other); }

/// Which script it runs beside ours; none: it is not as we make it.
std::optional<QByteArray> otherOf(const QByteArray& main) {
    const QList<sieve::Include> all = sieve::ScriptText(main).includes();
    if (all.size() != 2 || !isSameScript(main, mainScript(all.first().name)))
        return std::nullopt;
    return all.first().name;
}

constexpr qsizetype kMostOthers = 20; ///< scripts that include each other

/// In a block or not; identifiers stand for nothing else (RFC 5228 8.1).
bool hasCommand(const sieve::ScriptText& script, const QByteArrayList& names) {
    return std::any_of(script.tokens().begin(), script.tokens().end(), [&](const sieve::Token& token) {
        return token.kind == sieve::TokenKind::Identifier && names.contains(script.textOf(token).toByteArray().toLower());
    });
}

bool hasTag(const sieve::ScriptText& script, const QByteArray& name) {
    return std::any_of(script.tokens().begin(), script.tokens().end(),
                       [&](const sieve::Token& token) { return token.kind == sieve::TokenKind::Tag && script.textOf(token).toByteArray().toLower() == name; });
}

/// One look at the server, and what is done about it.
class ScriptTask {
  public:
    explicit ScriptTask(ScriptServer& server) : m_server(server) {}

    Result<ScriptAnswer> bring(const ScriptIntent& intent);
    Result<ScriptAnswer> takeAway(const QByteArrayList& knownHashes);
    Result<OtherScript> other(WhoseScript whose);

  private:
    [[nodiscard]] Status look();
    [[nodiscard]] Result<std::optional<QByteArray>> textOf(const QByteArray& name);
    [[nodiscard]] bool isThere(const QByteArray& name) const;
    [[nodiscard]] bool isStranger() const { return !m_active.isEmpty() && m_active != kOurScript && m_active != kMainScript; }
    [[nodiscard]] bool runsOurs() const;
    [[nodiscard]] bool isEdited(const QByteArrayList& knownHashes) const;
    [[nodiscard]] bool isMainKnown(const QByteArrayList& knownHashes) const;
    [[nodiscard]] ScriptAnswer answer(ScriptKind kind) const;
    [[nodiscard]] ScriptAnswer edited(const QByteArray& name, const QByteArray& text) const;
    [[nodiscard]] Result<ScriptAnswer> refused(const Error& error) const;
    [[nodiscard]] std::optional<ScriptAnswer> hindrance(const ScriptIntent& intent) const;
    [[nodiscard]] Result<std::optional<ScriptAnswer>> put(const QByteArray& name, const std::optional<QByteArray>& old, const QByteArray& script);
    [[nodiscard]] Result<ScriptAnswer> activate(ScriptAnswer done);
    [[nodiscard]] Status remove(const QByteArray& name);
    void takeBack();

    ScriptServer& m_server;
    QList<sieve::ListedScript> m_scripts;
    QByteArray m_active;
    std::optional<QByteArray> m_ours, m_main; ///< their texts
    std::optional<QByteArray> m_activeText;   ///< of a stranger's
    QByteArrayList m_made;                    ///< by this task: goes again where the rest is refused
    QByteArray m_warnings;
};

Result<std::optional<QByteArray>> ScriptTask::textOf(const QByteArray& name) {
    auto text = m_server.getScript(name);
    if (text)
        return std::optional<QByteArray>(*std::move(text));
    if (text.error().code == ErrorCode::NotFound)
        return std::optional<QByteArray>(); // gone since it was listed
    return failure(text.error());
}

bool ScriptTask::isThere(const QByteArray& name) const {
    return std::any_of(m_scripts.begin(), m_scripts.end(), [&](const sieve::ListedScript& listed) { return listed.name == name; });
}

Status ScriptTask::look() {
    TRY(m_scripts, m_server.listScripts());
    for (const sieve::ListedScript& listed : std::as_const(m_scripts)) {
        if (listed.isActive)
            m_active = listed.name;
    }
    if (isThere(kOurScript)) {
        TRY(m_ours, textOf(kOurScript));
    }
    if (isThere(kMainScript)) {
        TRY(m_main, textOf(kMainScript));
    }
    if (isStranger() && sieve::checkName(m_active)) {
        TRY(m_activeText, textOf(m_active));
    }
    return {};
}

/// The active script is ours or runs it.
bool ScriptTask::runsOurs() const {
    if (m_active == kMainScript)
        return m_main && includesOurScript(*m_main);
    return m_active == kOurScript || (m_activeText && includesOurScript(*m_activeText));
}

bool ScriptTask::isEdited(const QByteArrayList& knownHashes) const { return m_ours && !knownHashes.contains(hashOfScript(*m_ours)); }

bool ScriptTask::isMainKnown(const QByteArrayList& knownHashes) const { return m_main && knownHashes.contains(hashOfScript(*m_main)); }

ScriptAnswer ScriptTask::answer(ScriptKind kind) const {
    ScriptAnswer answer;
    answer.kind = kind;
    answer.active = m_active;
    answer.runsOurs = runsOurs();
    if (isStranger())
        answer.other = m_active;
    else if (m_active == kMainScript && m_main)
        answer.other = otherOf(*m_main).value_or(QByteArray());
    return answer;
}

ScriptAnswer ScriptTask::edited(const QByteArray& name, const QByteArray& text) const {
    ScriptAnswer made = answer(ScriptKind::EditedElsewhere);
    made.name = name;
    made.text = text;
    return made;
}

/// A refusal is an answer; what the line does, and 'later', is an error.
Result<ScriptAnswer> ScriptTask::refused(const Error& error) const {
    if (error.kind != ErrorKind::Refused)
        return failure(error);
    ScriptAnswer made = answer(ScriptKind::Refused);
    made.refusal = error;
    return made;
}

/// Why nothing may be written; none: it may.
std::optional<ScriptAnswer> ScriptTask::hindrance(const ScriptIntent& intent) const {
    if (isEdited(intent.knownHashes) && !isSameScript(*m_ours, intent.script))
        return edited(kOurScript, *m_ours);
    if (runsOurs())
        return std::nullopt;
    if (m_active == kMainScript) // once it was seen it may go
        return isMainKnown(intent.knownHashes) ? std::nullopt : std::optional(edited(kMainScript, m_main.value_or(QByteArray())));
    if (intent.activeSeen && *intent.activeSeen != m_active)
        return answer(ScriptKind::ActiveChanged);
    if (!isStranger())
        return std::nullopt;
    if (!m_activeText || !m_server.hasExtension("include")) // without a text: its name cannot be said
        return answer(ScriptKind::OtherActive);
    if (m_main && !otherOf(*m_main) && !isMainKnown(intent.knownHashes))
        return edited(kMainScript, *m_main);
    return std::nullopt;
}

Result<std::optional<ScriptAnswer>> ScriptTask::put(const QByteArray& name, const std::optional<QByteArray>& old, const QByteArray& script) {
    if (old && isSameScript(*old, script))
        return std::optional<ScriptAnswer>();
    // Asked first: Cyrus refuses one that is too large without a code, and may take the lines of its literal for commands.
    if (const Status space = m_server.haveSpace(name, script.size()); !space && space.error().code == ErrorCode::OverQuota)
        return std::optional<ScriptAnswer>(*refused(space.error()));
    else if (!space && space.error().kind != ErrorKind::Refused)
        return failure(space.error());
    const auto verdict = m_server.putScript(name, script);
    if (!verdict) {
        TRY(ScriptAnswer made, refused(verdict.error()));
        return std::optional<ScriptAnswer>(std::move(made));
    }
    if (!verdict->isTaken) {
        ScriptAnswer made = answer(ScriptKind::Faulty);
        made.name = name;
        made.fault = verdict->fault;
        return std::optional<ScriptAnswer>(std::move(made));
    }
    if (!old)
        m_made.append(name);
    if (name == kOurScript)
        m_warnings = verdict->warnings;
    return std::optional<ScriptAnswer>();
}

/// What is left behind harms nobody, since it is not active: how this ends does not matter.
void ScriptTask::takeBack() {
    while (!m_made.isEmpty())
        (void)m_server.deleteScript(m_made.takeLast());
}

Result<ScriptAnswer> ScriptTask::activate(ScriptAnswer done) {
    if (const Status status = m_server.setActive(done.active); !status) {
        TRY(ScriptAnswer made, refused(status.error()));
        takeBack();
        return made;
    }
    return done;
}

Result<ScriptAnswer> ScriptTask::bring(const ScriptIntent& intent) {
    TRY_STATUS(look());
    if (auto reason = hindrance(intent))
        return *std::move(reason);
    // Ours before what runs it: servers look at compile time whether it is there.
    TRY(auto reason, put(kOurScript, m_ours, intent.script));
    if (reason)
        return *std::move(reason);
    ScriptAnswer done = answer(ScriptKind::Done);
    done.warnings = m_warnings;
    if (runsOurs())
        return done;
    done.active = kOurScript;
    if (isStranger()) {
        TRY(reason, put(kMainScript, m_main, mainScript(m_active)));
        if (reason) {
            takeBack();
            return *std::move(reason);
        }
        done.active = kMainScript;
    }
    return activate(std::move(done));
}

/// What is not there is gone.
Status ScriptTask::remove(const QByteArray& name) {
    const Status status = m_server.deleteScript(name);
    if (!status && status.error().code != ErrorCode::NotFound)
        return status;
    return {};
}

Result<ScriptAnswer> ScriptTask::takeAway(const QByteArrayList& knownHashes) {
    TRY_STATUS(look());
    if (isEdited(knownHashes))
        return edited(kOurScript, *m_ours);
    const std::optional<QByteArray> other = m_main ? otherOf(*m_main) : std::nullopt;
    if (m_active == kMainScript && !other && !isMainKnown(knownHashes))
        return edited(kMainScript, m_main.value_or(QByteArray()));
    if (isStranger() && runsOurs())
        return answer(ScriptKind::OtherActive);
    if (!isStranger() && !m_active.isEmpty()) {
        const QByteArray before = m_active == kMainScript && other && isThere(*other) ? *other : QByteArray();
        if (const Status status = m_server.setActive(before); !status)
            return refused(status.error());
        m_active = before;
    }
    for (const QByteArray& name : {QByteArray(kMainScript), QByteArray(kOurScript)}) {
        const bool isOurs = name == kMainScript ? other.has_value() || isMainKnown(knownHashes) : m_ours.has_value();
        if (const Status status = isOurs ? remove(name) : Status(); !status)
            return refused(status.error());
    }
    return answer(ScriptKind::Done);
}

Result<OtherScript> ScriptTask::other(WhoseScript whose) {
    TRY_STATUS(look());
    OtherScript found;
    found.name = whose == WhoseScript::Any ? m_active : answer(ScriptKind::Done).other;
    QByteArrayList names = found.name.isEmpty() ? QByteArrayList() : QByteArrayList{found.name};
    for (qsizetype i = 0; i < names.size() && i < kMostOthers; ++i) {
        if (!sieve::checkName(names[i]))
            continue;
        TRY(const std::optional<QByteArray> text, textOf(names[i]));
        const sieve::ScriptText script(text.value_or(QByteArray()));
        found.stops = found.stops || hasCommand(script, {"stop"});
        found.answers = found.answers || hasCommand(script, {"vacation", "reject", "ereject"});
        found.copies = found.copies || hasCommand(script, {"redirect"}) || hasTag(script, ":copy");
        found.runsOurs = found.runsOurs || includesOurScript(script.bytes());
        for (const sieve::Include& one : script.includes()) {
            if (!one.isGlobal && (one.name != kOurScript || whose == WhoseScript::Any) && !names.contains(one.name))
                names.append(one.name);
        }
    }
    return found;
}

} // namespace

Result<OtherScript> otherScript(ScriptServer& server, WhoseScript whose) { return ScriptTask(server).other(whose); }

bool includesOurScript(const QByteArray& script) {
    const QList<sieve::Include> all = sieve::ScriptText(script).includes();
    return std::any_of(all.begin(), all.end(), [](const sieve::Include& one) { return !one.isGlobal && one.name == kOurScript; });
}

Result<ScriptAnswer> bringScript(ScriptServer& server, const ScriptIntent& intent) {
    TRY_STATUS(sieve::checkScript(intent.script));
    return ScriptTask(server).bring(intent);
}

Result<ScriptAnswer> takeScriptAway(ScriptServer& server, const QByteArrayList& knownHashes) { return ScriptTask(server).takeAway(knownHashes); }

QByteArray hashOfScript(const QByteArray& script) {
    QByteArray plain = script;
    plain.replace("\r\n", "\n");
    while (plain.endsWith('\n') || plain.endsWith(' '))
        plain.chop(1);
    return QCryptographicHash::hash(plain, QCryptographicHash::Sha256).toHex();
}

QByteArray mainScript(const QByteArray& other) {
    return "# Made by Tributary: it runs the script that was active before, then its own.\r\n"
           "require \"include\";\r\n"
           "include :personal " + sieve::quotedString(other) + ";\r\ninclude :personal " + sieve::quotedString(kOurScript) + ";\r\n";
}

} // namespace tributary::sync
