// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/PrefsFile.h"

#include <optional>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class PrefsReader {
  public:
    explicit PrefsReader(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_bytes.size(); }

    /// One statement; nothing: something else stood there, and is passed over to the end of its line.
    std::optional<std::pair<QString, Prefs::Value>> next() {
        skipBlanks();
        const qsizetype begin = m_at;
        if (!atEnd() && (takeWord("user_pref") || takeWord("pref")) && take('(')) {
            const auto name = text();
            if (name && take(',')) {
                auto found = value();
                if (found && take(')') && take(';'))
                    return std::pair(*name, std::move(*found));
            }
        }
        if (m_at == begin || m_bytes[m_at - 1] != '\n')
            skipLine();
        return std::nullopt;
    }

  private:
    void skipBlanks() {
        while (!atEnd()) {
            if (isBlank(m_bytes[m_at]))
                ++m_at;
            else if (m_bytes[m_at] == '#' || m_bytes.sliced(m_at).startsWith("//"))
                skipLine();
            else if (m_bytes.sliced(m_at).startsWith("/*"))
                skipComment();
            else
                return;
        }
    }
    void skipLine() {
        const qsizetype end = m_bytes.indexOf('\n', m_at);
        m_at = end < 0 ? m_bytes.size() : end + 1;
    }
    void skipComment() {
        const qsizetype end = m_bytes.indexOf(QByteArrayView("*/"), m_at + 2);
        m_at = end < 0 ? m_bytes.size() : end + 2;
    }
    bool takeWord(QByteArrayView word) {
        if (!m_bytes.sliced(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }
    bool take(char c) {
        while (!atEnd() && (m_bytes[m_at] == ' ' || m_bytes[m_at] == '\t'))
            ++m_at;
        if (atEnd() || m_bytes[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    std::optional<Prefs::Value> value() {
        while (!atEnd() && (m_bytes[m_at] == ' ' || m_bytes[m_at] == '\t'))
            ++m_at;
        if (atEnd())
            return std::nullopt;
        if (m_bytes[m_at] == '"' || m_bytes[m_at] == '\'') {
            auto found = text();
            return found ? std::optional<Prefs::Value>(std::move(*found)) : std::nullopt;
        }
        if (takeWord("true"))
            return Prefs::Value(true);
        if (takeWord("false"))
            return Prefs::Value(false);
        const qsizetype begin = m_at;
        if (m_bytes[m_at] == '-' || m_bytes[m_at] == '+')
            ++m_at;
        while (!atEnd() && m_bytes[m_at] >= '0' && m_bytes[m_at] <= '9' && m_at - begin < 20)
            ++m_at;
        bool ok = false;
        const qint64 number = m_bytes.sliced(begin, m_at - begin).toByteArray().toLongLong(&ok);
        return ok ? std::optional<Prefs::Value>(number) : std::nullopt;
    }

    /// A literal in quotes, ended on its own line.
    std::optional<QString> text() {
        while (!atEnd() && (m_bytes[m_at] == ' ' || m_bytes[m_at] == '\t'))
            ++m_at;
        if (atEnd() || (m_bytes[m_at] != '"' && m_bytes[m_at] != '\''))
            return std::nullopt;
        const char quote = m_bytes[m_at++];
        QString found;
        while (!atEnd() && m_bytes[m_at] != quote && m_bytes[m_at] != '\n') {
            if (m_bytes[m_at] == '\\') {
                ++m_at;
                if (!escape(found))
                    return std::nullopt;
                continue;
            }
            const qsizetype begin = m_at;
            while (!atEnd() && m_bytes[m_at] != quote && m_bytes[m_at] != '\\' && m_bytes[m_at] != '\n')
                ++m_at;
            found += QString::fromUtf8(m_bytes.sliced(begin, m_at - begin));
            if (found.size() > kMaxPrefText)
                return std::nullopt;
        }
        if (atEnd() || m_bytes[m_at] != quote)
            return std::nullopt;
        ++m_at;
        return found.size() > kMaxPrefText ? std::nullopt : std::optional(found);
    }
    bool escape(QString& into) {
        if (atEnd())
            return false;
        const char c = m_bytes[m_at++];
        if (c == 'x' || c == 'u') {
            const qsizetype digits = c == 'x' ? 2 : 4;
            if (m_at + digits > m_bytes.size())
                return false;
            bool ok = false;
            const uint unit = m_bytes.sliced(m_at, digits).toByteArray().toUInt(&ok, 16);
            if (!ok)
                return false;
            m_at += digits;
            into += QChar(static_cast<char16_t>(unit));
            return true;
        }
        into += c == 'n' ? u'\n' : c == 'r' ? u'\r' : c == 't' ? u'\t' : QChar(QLatin1Char(c));
        return true;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

} // namespace

QString Prefs::text(const QString& name) const {
    const auto at = m_values.constFind(name);
    const QString* found = at == m_values.constEnd() ? nullptr : std::get_if<QString>(&*at);
    return found ? *found : QString();
}

qint64 Prefs::number(const QString& name, qint64 otherwise) const {
    const auto at = m_values.constFind(name);
    const qint64* found = at == m_values.constEnd() ? nullptr : std::get_if<qint64>(&*at);
    return found ? *found : otherwise;
}

bool Prefs::flag(const QString& name, bool otherwise) const {
    const auto at = m_values.constFind(name);
    const bool* found = at == m_values.constEnd() ? nullptr : std::get_if<bool>(&*at);
    return found ? *found : otherwise;
}

QStringList Prefs::list(const QString& name) const {
    QStringList found;
    for (const QString& part : text(name).split(u',', Qt::SkipEmptyParts)) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty() && !found.contains(trimmed) && found.size() < 1000)
            found.append(trimmed);
    }
    return found;
}

Result<Prefs> parsePrefs(QByteArrayView bytes, QLatin1StringView prefix) {
    if (bytes.size() > kMaxPrefsBytes)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"larger than %1 MiB"_s.arg(kMaxPrefsBytes >> 20));
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes = bytes.sliced(3);
    Prefs prefs;
    PrefsReader reader(bytes);
    while (!reader.atEnd()) {
        auto found = reader.next();
        if (!found || found->first.size() > kMaxPrefName || !found->first.startsWith(prefix))
            continue;
        prefs.set(found->first, std::move(found->second));
        if (prefs.count() > kMaxPrefs)
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"more than %1 settings"_s.arg(kMaxPrefs));
    }
    return prefs;
}

} // namespace tributary::accounts
