// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Lies.h"

#include <QRegularExpression>

namespace tributary::tests::lies {

namespace {

/// Says whether a lie is to be told here, and counts.
class Occasion {
  public:
    Occasion(const QString& commands, const QString& text, int times)
        : m_commands(QRegularExpression::anchoredPattern(commands)), m_text(text, QRegularExpression::DotMatchesEverythingOption),
          m_times(std::make_shared<int>(times)) {}

    bool comes(const ClientCommand& command, const QByteArray& text) const {
        if (*m_times == 0 || !m_commands.match(QString::fromLatin1(command.name)).hasMatch() ||
            !m_text.match(QString::fromLatin1(text)).hasMatch())
            return false;
        *m_times -= *m_times > 0 ? 1 : 0;
        return true;
    }

  private:
    QRegularExpression m_commands, m_text;
    std::shared_ptr<int> m_times;
};

using Lines = std::function<Verdict(const ClientCommand&, const QByteArray&)>;

Lie onLines(const QString& commands, const QString& line, int times, Lines f) {
    Lie lie;
    lie.onLine = [occasion = Occasion(commands, line, times), f = std::move(f)](const ClientCommand& command,
                                                                               const QByteArray& said) -> std::optional<Verdict> {
        return occasion.comes(command, said) ? std::optional(f(command, said)) : std::nullopt;
    };
    return lie;
}

Lie onCommands(const QString& commands, const QString& text, int times, std::function<std::optional<Verdict>(const ClientCommand&)> f) {
    Lie lie;
    lie.onCommand = [occasion = Occasion(commands, text, times), f = std::move(f)](const ClientCommand& command) -> std::optional<Verdict> {
        return occasion.comes(command, command.text) ? f(command) : std::nullopt;
    };
    return lie;
}

} // namespace

Lie alter(const QString& commands, const QString& line, const QString& with, int times) {
    return onLines(commands, line, times, [pattern = QRegularExpression(line), with](const ClientCommand&, const QByteArray& said) {
        return Verdict{{QString::fromLatin1(said).replace(pattern, with).toLatin1()}, Verdict::Go, -1};
    });
}

Lie drop(const QString& commands, const QString& line, int times) {
    return onLines(commands, line, times, [](const ClientCommand&, const QByteArray&) { return Verdict{}; });
}

Lie repeat(const QString& commands, const QString& line, int times) {
    return each(commands, line, [](const ClientCommand&, const QByteArray& said) { return QByteArrayList{said, said}; }, times);
}

Lie insertBefore(const QString& commands, const QString& line, const QByteArrayList& lines, int times) {
    return each(commands, line, [lines](const ClientCommand&, const QByteArray& said) { return lines + QByteArrayList{said}; }, times);
}

Lie insertAfter(const QString& commands, const QString& line, const QByteArrayList& lines, int times) {
    return each(commands, line, [lines](const ClientCommand&, const QByteArray& said) { return QByteArrayList{said} + lines; }, times);
}

Lie each(const QString& commands, const QString& line, std::function<QByteArrayList(const ClientCommand&, const QByteArray&)> f,
         int times) {
    return onLines(commands, line, times, [f = std::move(f)](const ClientCommand& command, const QByteArray& said) {
        return Verdict{f(command, said), Verdict::Go, -1};
    });
}

Lie answer(const QString& commands, const QString& text, const QByteArrayList& lines, int times) {
    return onCommands(commands, text, times, [lines](const ClientCommand&) { return Verdict{lines, Verdict::Go, -1}; });
}

Lie refuse(const QString& commands, const QByteArray& with, int times, const QString& text) {
    return answer(commands, text, {"{tag} " + with}, times);
}

Lie ignore(const QString& commands, int times) { return answer(commands, {}, {"{tag} OK done"}, times); }

Lie before(const QString& commands, Change f, int times) {
    return onCommands(commands, {}, times, [f = std::move(f)](const ClientCommand&) {
        f();
        return std::optional<Verdict>();
    });
}

Lie afterwards(const QString& commands, Change f, int times) {
    return each(commands, kTagged, [f = std::move(f)](const ClientCommand&, const QByteArray& said) {
        f();
        return QByteArrayList{said};
    }, times);
}

Lie cutBefore(const QString& commands, int times) {
    return onCommands(commands, {}, times, [](const ClientCommand&) { return Verdict{{}, Verdict::Cut, -1}; });
}

Lie cutAfter(const QString& commands, int times) {
    return onLines(commands, kTagged, times, [](const ClientCommand&, const QByteArray&) { return Verdict{{}, Verdict::Cut, -1}; });
}

Lie cutWithin(const QString& commands, const QString& line, qsizetype bytes, int times) {
    return onLines(commands, line, times, [bytes](const ClientCommand&, const QByteArray& said) {
        return Verdict{{said}, Verdict::Cut, bytes};
    });
}

Lie cutBeforeTagged(int n) {
    auto left = std::make_shared<int>(n);
    Lie lie;
    const QRegularExpression tagged(kTagged);
    lie.onLine = [left, tagged](const ClientCommand&, const QByteArray& said) -> std::optional<Verdict> {
        if (*left <= 0 || !tagged.match(QString::fromLatin1(said.left(100))).hasMatch() || --*left > 0)
            return std::nullopt;
        return Verdict{{}, Verdict::Cut, -1};
    };
    return lie;
}

Lie cutAfterBytes(qint64 bytes) {
    Lie lie;
    lie.cutAfterBytes = bytes;
    return lie;
}

Lie byeAt(const QString& commands, const QByteArray& text, int times) {
    return onCommands(commands, {}, times, [text](const ClientCommand&) { return Verdict{{"* BYE " + text}, Verdict::Cut, -1}; });
}

Lie hangAt(const QString& commands, int times) {
    return onCommands(commands, {}, times, [](const ClientCommand&) { return Verdict{{}, Verdict::Hang, -1}; });
}

} // namespace tributary::tests::lies
