// SPDX-License-Identifier: GPL-3.0-or-later
// Short words for filters and messages of the tests in this folder.
#pragma once

#include "mime/Message.h"
#include "model/Filter.h"
#include "rules/MessageFacts.h"

#include <QByteArray>
#include <QString>

namespace tributary::rules::testing {

inline QString utf8(const char* text) { return QString::fromUtf8(text); }

/// raw with LF; its body as far as it is one plain text.
inline MessageFacts factsOf(QByteArray raw, qint64 receivedMs = 1'800'000'000'000) {
    raw.replace("\n", "\r\n");
    const mime::ParsedMessage message = mime::parseMessage(raw);
    FactsOrigin origin;
    origin.account = QStringLiteral("me@home.example");
    origin.mailbox = QStringLiteral("INBOX");
    origin.receivedMs = receivedMs;
    origin.sizeBytes = raw.size();
    const mime::BodyChoice choice = mime::chooseBody(message);
    origin.body = choice.plain >= 0 ? mime::decodedText(raw, message.parts[choice.plain]) : QString();
    return makeMessageFacts(message, origin);
}

inline model::FilterCondition condition(model::FilterField field, model::FilterTest test, const char* value, bool negated = false,
                                        const char* header = "") {
    return {field, test, negated, utf8(header), utf8(value)};
}

inline model::FilterAction action(model::FilterVerb verb, const char* target = "") { return {verb, utf8(target)}; }

inline model::Filter filter(qint64 id, const QList<model::FilterCondition>& conditions,
                            const QList<model::FilterAction>& actions = {{model::FilterVerb::Flag, {}}},
                            model::FilterJoin join = model::FilterJoin::All) {
    model::Filter made;
    made.id = FilterId(id);
    made.account = AccountId(1);
    made.name = QStringLiteral("filter %1").arg(id);
    made.conditions = conditions;
    made.actions = actions;
    made.join = join;
    return made;
}

} // namespace tributary::rules::testing
