// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeMailServer.h"

#include <algorithm>
#include <cctype>

namespace tributary::connect::fake {
namespace {

/// Recursive descent; a case is a page long, and ours.
class Reader {
  public:
    explicit Reader(const QByteArray& source) : m_source(source) {}

    std::optional<Ron> whole() {
        Ron value = read();
        skipSpace();
        return m_isBad || m_at < m_source.size() ? std::nullopt : std::optional(value);
    }

  private:
    char peek() {
        skipSpace();
        return m_at < m_source.size() ? m_source[m_at] : '\0';
    }
    void skipSpace() {
        for (; m_at < m_source.size(); ++m_at) {
            const bool isComment = m_source.mid(m_at, 2) == "//";
            if (isComment)
                m_at = std::max(m_source.indexOf('\n', m_at), m_at);
            else if (!isspace(static_cast<unsigned char>(m_source[m_at])))
                return;
            if (isComment && m_source[m_at] != '\n') { // the last line
                m_at = m_source.size();
                return;
            }
        }
    }
    Ron read() {
        Ron value;
        const char c = peek();
        if (c == '"') {
            value.text = readText();
            return value;
        }
        if (c != '(' && c != '[' && c != '{')
            value.word = readWord();
        const char open = peek();
        if (open == '(' || (value.word.isEmpty() && (open == '[' || open == '{')))
            readMembers(value, open == '(' ? ')' : open == '[' ? ']' : '}');
        return value;
    }
    void readMembers(Ron& value, char close) {
        ++m_at;
        while (!m_isBad && peek() != close) {
            Ron member = read();
            if (peek() == ':') {
                ++m_at;
                value.keys.append(member.word.isEmpty() ? member.text : member.word);
                value.values.append(read());
            } else {
                value.items.append(member);
            }
            if (peek() == ',')
                ++m_at;
            else if (peek() != close)
                m_isBad = true;
        }
        ++m_at;
    }
    QByteArray readWord() {
        const qsizetype start = m_at;
        while (m_at < m_source.size() && (isalnum(static_cast<unsigned char>(m_source[m_at])) || m_source[m_at] == '_'))
            ++m_at;
        m_isBad = m_isBad || m_at == start;
        return m_source.mid(start, m_at - start);
    }
    QByteArray readText() {
        QByteArray text;
        for (++m_at; m_at < m_source.size() && m_source[m_at] != '"'; ++m_at) {
            if (m_source[m_at] != '\\') {
                text += m_source[m_at];
                continue;
            }
            const char c = m_source[++m_at];
            if (c == 'x') {
                text += QByteArray::fromHex(m_source.mid(m_at + 1, 2));
                m_at += 2;
            } else {
                text += c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
        }
        ++m_at;
        return text;
    }

    const QByteArray& m_source;
    qsizetype m_at = 0;
    bool m_isBad = false;
};

/// "STARTTLS", "AUTH=PLAIN" of StartTls, Auth(Plain), Other(CapabilityOther(inner: Atom("X"))).
QByteArray imapCapability(const Ron& one) {
    if (one.word == "Auth")
        return "AUTH=" + (one.items.first().anyText().isEmpty() ? one.items.first().word.toUpper() : one.items.first().anyText());
    return one.anyText().isEmpty() ? one.word.toUpper() : one.anyText();
}
QByteArray imapCapabilities(const Ron& list) {
    QByteArrayList words;
    for (const Ron& one : list.items)
        words.append(imapCapability(one));
    return words.join(' ');
}

/// [CAPABILITY ...], [ALERT], [REFERRAL "..."] with a space behind it; or nothing.
QByteArray imapCode(const Ron& code) {
    if (code.word != "Some" || code.items.isEmpty())
        return {};
    const Ron& what = code.items.first();
    if (what.word == "Capability")
        return "[CAPABILITY " + imapCapabilities(what.items.first().items.value(0)) + "] ";
    return '[' + what.word.toUpper() + (what.anyText().isEmpty() ? QByteArray() : QByteArray(' ' + what.anyText())) + "] ";
}

bool contains(const Ron& list, const QByteArray& word) {
    return std::any_of(list.items.begin(), list.items.end(), [&](const Ron& one) { return one.text.toLower() == word.toLower(); });
}

/// What the case says instead of the usual answer.
std::optional<QByteArray> overridden(const Case& played, const QByteArray& command) {
    const Ron& answers = played.settings["override_response"];
    for (qsizetype i = 0; i < answers.keys.size(); ++i) {
        if (answers.keys[i].toLower() == command.toLower())
            return answers.values[i].text;
    }
    return std::nullopt;
}

void greetImap(Wire& wire, const Case& played) {
    const Ron& settings = played.settings;
    const Ron& greeting = settings["greeting"];
    if (const auto other = overridden(played, "greeting"))
        wire.send(*other);
    else
        wire.send("* " + greeting["kind"].word.toUpper() + ' ' + imapCode(greeting["code"]) + greeting["text"].anyText() + "\r\n");
    wire.send(settings["response_after_greeting"].anyText());
}

/// True: over to TLS.
bool playImapInTheClear(Wire& wire, const Case& played) {
    const Ron& settings = played.settings;
    greetImap(wire, played);
    while (const auto line = wire.line()) {
        const QByteArray tag = tagOf(*line);
        const QByteArray command = line->split(' ').value(1).toLower();
        if (contains(settings["ignore_commands"], command))
            return false;
        const QByteArray caps = imapCapabilities(settings[settings["state"].word == "Authenticated" ? "caps_auth" : "caps"]);
        if (contains(settings["hide_commands"], command))
            wire.send(tag + " BAD unknown\r\n");
        else if (const auto other = overridden(played, command))
            wire.send(QByteArray(*other).replace("<tag>", tag));
        else if (command == "capability")
            wire.send("* CAPABILITY " + caps + "\r\n" + tag + " OK done\r\n");
        else if (command == "starttls") {
            const QByteArray answer = settings["starttls_response"].anyText();
            wire.send(answer.isEmpty() ? goAhead(Protocol::Imap, tag) : QByteArray(QByteArray(answer).replace("<tag>", tag)));
            if (settings["starttls_transition"].word != "false")
                return true;
        } else
            wire.send(tag + " OK done\r\n");
    }
    return false;
}

QByteArray pop3Capabilities(const Ron& list) {
    QByteArray lines;
    for (const Ron& one : list.items)
        lines += one.text + "\r\n";
    return lines;
}

bool playPop3InTheClear(Wire& wire, const Case& played) {
    const Ron& settings = played.settings;
    wire.send(settings["greeting"].text);
    while (const auto line = wire.line()) {
        const QByteArray command = line->split(' ').value(0).toLower();
        if (contains(settings["hide_commands"], command))
            wire.send("-ERR unknown\r\n");
        else if (const auto other = overridden(played, command))
            wire.send(*other); // also for STLS: "no change to STLS, when overridden"
        else if (command == "capa")
            wire.send("+OK\r\n" + pop3Capabilities(settings["capa"]) + ".\r\n");
        else if (command == "stls") {
            wire.send(settings["stls_response"].isThere() ? settings["stls_response"].text : QByteArray("+OK go\r\n"));
            if (settings["stls_make_transition"].word != "false")
                return true;
        } else
            wire.send("+OK\r\n");
    }
    return false;
}

QByteArray smtpCapabilities(const Ron& list) {
    QByteArray lines;
    for (const Ron& one : list.items) {
        QByteArray line = one.word.toUpper();
        for (const Ron& mechanism : one.items.value(0).items)
            line += ' ' + (mechanism.anyText().isEmpty() ? mechanism.word.toUpper() : mechanism.anyText());
        lines += "250-" + line + "\r\n";
    }
    return lines + "250 HELP\r\n";
}

bool playSmtpInTheClear(Wire& wire, const Case& played) {
    const Ron& settings = played.settings;
    wire.send(settings["greeting"].isThere() ? settings["greeting"].anyText() : QByteArray("220 ready\r\n"));
    while (const auto line = wire.line()) {
        const QByteArray command = line->split(' ').value(0).toLower();
        if (contains(settings["hide_commands"], command))
            wire.send("500 unknown\r\n");
        else if (const auto other = overridden(played, command))
            wire.send(*other);
        else if (command == "ehlo")
            wire.send("250-x\r\n" + smtpCapabilities(settings["capabilities"]));
        else if (command == "starttls") {
            wire.send(settings["stls_response"].isThere() ? settings["stls_response"].text : QByteArray("220 go\r\n"));
            if (settings["stls_make_transition"].word != "false")
                return true;
        } else
            wire.send("250 done\r\n");
    }
    return false;
}

} // namespace

const Ron& Ron::operator[](const QByteArray& name) const {
    static const Ron none;
    const qsizetype at = keys.indexOf(name);
    return at < 0 ? none : values[at];
}

QByteArray Ron::anyText() const {
    if (!text.isEmpty())
        return text;
    for (const Ron& one : items + values) {
        if (const QByteArray found = one.anyText(); !found.isEmpty())
            return found;
    }
    return {};
}

std::optional<Ron> parseRon(const QByteArray& source) { return Reader(source).whole(); }

QByteArray Case::certificate() const {
    const QByteArray file = settings["cert"]["crt_path"].text;
    const QList<std::pair<QByteArray, QByteArray>> kinds{
        {"expired", "expired"}, {"self-signed", "selfSigned"}, {"unknown-root", "unknownAuthority"}, {"other.", "wrongHost"}};
    for (const auto& [word, kind] : kinds) {
        if (file.contains(word))
            return kind;
    }
    return "good";
}

void play(Wire& wire, const Case& played) {
    const bool isSecure = played.isImplicitTls();
    if (!isSecure) {
        const bool goesOn = played.protocol == Protocol::Imap   ? playImapInTheClear(wire, played)
                            : played.protocol == Protocol::Pop3 ? playPop3InTheClear(wire, played)
                                                                : playSmtpInTheClear(wire, played);
        if (!goesOn)
            return;
    }
    if (!wire.startTls())
        return;
    const Ron& settings = played.settings;
    switch (played.protocol) {
    case Protocol::Imap:
        if (isSecure)
            greetImap(wire, played);
        return serveImap(wire, imapCapabilities(settings["caps_tls"]));
    case Protocol::Pop3:
        if (isSecure)
            wire.send(settings["greeting"].text);
        return servePop3(wire, pop3Capabilities(settings["capa_tls"]));
    case Protocol::Smtp:
        if (isSecure)
            wire.send("220 ready\r\n");
        return serveSmtp(wire, smtpCapabilities(settings["capabilities_tls"]));
    }
}

} // namespace tributary::connect::fake
