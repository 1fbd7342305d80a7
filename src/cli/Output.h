// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/CommandLine.h"
#include "engine/AccountSetup.h"
#include "engine/MessageContent.h"
#include "model/Account.h"
#include "model/Mailbox.h"
#include "model/Message.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace tributary::cli {

/// cli.md's exit codes.
[[nodiscard]] int exitCodeOf(const Error& error);
/// What was tried, and what to do next; plain words (S34 to S37).
[[nodiscard]] QString messageOf(const Error& error);
[[nodiscard]] QStringList adviceWords(const Error& error, const engine::AdvicePlace& place = {});
[[nodiscard]] QJsonObject toJson(const Error& error, const engine::AdvicePlace& place = {});

[[nodiscard]] QJsonObject toJson(const model::AccountSnapshot& snapshot, bool full);
[[nodiscard]] QJsonObject toJson(const model::Mailbox& mailbox);
[[nodiscard]] QJsonObject toJson(const model::MessageSummary& message, const QString& accountEmail);
[[nodiscard]] QJsonObject toJson(const engine::StageReport& stage);
[[nodiscard]] QJsonObject toJson(const model::SyncReport& report);
[[nodiscard]] QJsonObject toJson(const model::OutboxReport& outbox);
[[nodiscard]] QJsonObject toJson(const engine::ServerCandidate& candidate);
[[nodiscard]] QJsonValue timeOrNull(qint64 ms); ///< RFC 3339; 0: null
[[nodiscard]] QString rfc3339(qint64 msSinceEpoch);

/// Where results go: one JSON value, or aligned text, on standard output; events on standard error.
class Output {
  public:
    explicit Output(const CommandLine& line) : m_json(line.json), m_quiet(line.quiet) {}

    [[nodiscard]] bool isJson() const { return m_json; }
    void value(const QJsonValue& value) const;
    void text(const QString& text) const; ///< invisible characters and controls made visible, as in tables
    void bytes(const QByteArray& bytes) const;
    void table(const QStringList& head, const QList<QStringList>& rows) const;
    /// A JSON line, or words, on standard error; silent with --quiet.
    void event(const QJsonObject& event, const QString& words) const;
    /// Words on standard error; with --json a line there, and the one value on standard output where no other stands yet.
    /// more: what stands with it in the JSON; place: what else is known of it.
    void error(const Error& error, const QJsonObject& more = {}, const engine::AdvicePlace& place = {}) const;

  private:
    bool m_json;
    bool m_quiet;
    mutable bool m_answered = false; ///< something stands on standard output
};

} // namespace tributary::cli
