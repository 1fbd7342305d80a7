// SPDX-License-Identifier: GPL-3.0-or-later
// LyingServer's connections: lines in, lies and lines out, and what a client has been told of its mailbox.
#include "support/LyingSession.h"

#include <algorithm>

namespace tributary::tests {

namespace {

/// "UID FETCH 1 (FLAGS)" -> "UID FETCH", "1 (FLAGS)".
void splitCommand(const QByteArray& rest, ClientCommand& command) {
    QByteArray name = before(rest, ' ');
    if (name.toUpper() == "UID")
        name = before(rest, ' ', name.size() + 1);
    command.name = name.toUpper();
    command.text = rest.mid(name.size() + 1);
}

} // namespace

LyingSession::LyingSession(LyingShared& shared, Line line, int number)
    : m_shared(shared), m_line(std::move(line)), m_number(number) {}

const QHash<QByteArray, LyingSession::Handler>& LyingSession::handlers() {
    using S = LyingSession;
    static const QHash<QByteArray, Handler> kHandlers{
        {"CAPABILITY", &S::capability}, {"NOOP", &S::nothing},       {"CHECK", &S::nothing},
        {"LOGIN", &S::signIn},          {"AUTHENTICATE", &S::signIn}, {"ENABLE", &S::enable},
        {"ID", &S::tellId},             {"NAMESPACE", &S::tellNamespace}, {"LIST", &S::list},
        {"STATUS", &S::status},         {"SELECT", &S::select},      {"EXAMINE", &S::examine},
        {"UNSELECT", &S::unselect},     {"FETCH", &S::fetch},        {"UID FETCH", &S::uidFetch},
        {"UID SEARCH", &S::search},     {"UID STORE", &S::store},    {"UID COPY", &S::copy},
        {"UID MOVE", &S::move},         {"EXPUNGE", &S::expunge},    {"UID EXPUNGE", &S::uidExpunge},
        {"APPEND", &S::append},         {"CREATE", &S::create},      {"DELETE", &S::remove},
        {"RENAME", &S::rename},         {"SUBSCRIBE", &S::subscribe}, {"UNSUBSCRIBE", &S::unsubscribe},
        {"NOTIFY", &S::notify}};
    return kHandlers;
}

void LyingSession::greet() {
    say("* OK [CAPABILITY " + m_shared.capabilities.join(' ') + "] ready");
    flush({m_number, {}, "greeting", {}, {}});
}

void LyingSession::receive(const QByteArray& bytes) {
    m_input += bytes;
    for (QByteArray line; !m_isCut && !m_hangs && takeLine(line);)
        take(line);
}

/// A command with its literals, when all of it is there.
bool LyingSession::takeLine(QByteArray& line) {
    for (;;) {
        const qsizetype end = m_input.indexOf("\r\n", m_scanFrom);
        if (end < 0)
            return false;
        const qsizetype open = m_input.lastIndexOf('{', end);
        if (end == 0 || m_input[end - 1] != '}' || open < m_scanFrom) {
            line = m_input.left(end);
            m_input.remove(0, end + 2);
            m_scanFrom = 0;
            m_continuedAt = -1;
            return true;
        }
        QByteArray size = m_input.mid(open + 1, end - open - 2);
        const bool waits = !size.endsWith('+') && !size.endsWith('-');
        if (waits && std::exchange(m_continuedAt, end) != end)
            write("+ go on\r\n");
        if (!waits)
            size.chop(1);
        const qsizetype next = end + 2 + size.toLongLong();
        if (m_input.size() < next)
            return false;
        m_scanFrom = next;
    }
}

void LyingSession::take(const QByteArray& line) {
    if (m_awaitsSasl) {
        m_current = *std::exchange(m_awaitsSasl, std::nullopt);
        m_signedIn = true;
        say(m_current.tag + " OK [CAPABILITY " + m_shared.capabilities.join(' ') + "] in");
        flush(m_current);
        return;
    }
    if (line.toUpper() == "DONE") { // also behind an IDLE that the server has ended itself
        if (const auto idle = std::exchange(m_idle, std::nullopt)) {
            say(idle->tag + " OK idled");
            flush(*idle);
        }
        return;
    }
    ClientCommand command;
    command.connection = m_number;
    command.tag = before(line, ' ');
    splitCommand(line.mid(command.tag.size() + 1), command);
    command.mailbox = m_selected;
    execute(std::move(command));
}

void LyingSession::execute(ClientCommand command) {
    m_shared.commands.append(command.text.isEmpty() ? command.name : command.name + ' ' + command.text.left(1000));
    ++m_shared.counts[command.name];
    m_current = command;
    std::optional<Verdict> verdict;
    for (const Lie& lie : std::as_const(m_shared.lies)) {
        if (!verdict && lie.onCommand)
            verdict = lie.onCommand(command);
    }
    if (verdict) {
        obey(*verdict, command);
    } else if (command.name == "IDLE") {
        m_idle = command;
        say("+ idling");
        updateView();
    } else if (command.name == "LOGOUT") {
        say("* BYE see you");
        say(command.tag + " OK out");
        flush(command);
        cut();
    } else {
        const auto handler = handlers().constFind(command.name);
        const bool isEarly = command.name == "CAPABILITY" || command.name == "LOGIN" || command.name == "AUTHENTICATE" ||
                             command.name == "ID" || command.name == "NOOP";
        QByteArray result = "BAD what is " + command.name;
        if (handler != handlers().constEnd() && (m_signedIn || isEarly))
            result = (this->*handler.value())(parseArguments(command.text));
        if (m_signedIn && command.name != "FETCH")
            updateView(); // RFC 9051 7.5.1: no EXPUNGE while a command by sequence numbers is under way
        if (!result.isEmpty())
            say(command.tag + ' ' + result);
    }
    flush(command);
    m_shared.tellClients();
    m_shared.changed.notify_all();
    if (m_shared.listener)
        m_shared.listener();
}

void LyingSession::flush(const ClientCommand& command) {
    const QByteArrayList lines = std::exchange(m_lines, {});
    for (const QByteArray& line : lines) {
        std::optional<Verdict> verdict;
        for (const Lie& lie : std::as_const(m_shared.lies)) {
            if (!verdict && lie.onLine)
                verdict = lie.onLine(command, line);
        }
        obey(verdict.value_or(Verdict{{line}, Verdict::Go, -1}), command);
        if (m_hangs || m_isCut)
            return;
    }
}

void LyingSession::obey(const Verdict& verdict, const ClientCommand& command) {
    QByteArray bytes;
    for (QByteArray line : verdict.lines)
        bytes += (line.size() < 2000 ? line.replace("{tag}", command.tag) : line) + "\r\n";
    write(verdict.bytes >= 0 ? bytes.left(verdict.bytes) : bytes);
    if (verdict.then == Verdict::Cut)
        cut();
    m_hangs = m_hangs || verdict.then == Verdict::Hang;
}

void LyingSession::write(const QByteArray& bytes) {
    if (m_isCut || m_hangs || bytes.isEmpty())
        return;
    for (const Lie& lie : std::as_const(m_shared.lies)) {
        if (lie.cutAfterBytes < 0 || m_said + bytes.size() < lie.cutAfterBytes)
            continue;
        m_line.write(bytes.left(std::max<qint64>(0, lie.cutAfterBytes - m_said)));
        cut();
        return;
    }
    m_said += bytes.size();
    m_line.write(bytes);
}

void LyingSession::cut() {
    m_isCut = true;
    m_line.close();
}

void LyingSession::sayUnasked(const QByteArrayList& lines) {
    if (!m_selected.isEmpty())
        write(lines.join("\r\n") + "\r\n");
}

void LyingSession::announce() {
    if (!m_idle || m_isCut || m_hangs)
        return;
    updateView();
    flush(*m_idle);
}

ServedMailbox* LyingSession::selected() {
    ServedMailbox* mailbox = m_selected.isEmpty() ? nullptr : m_shared.mail.find(m_selected);
    return mailbox && mailbox->uidValidity == m_selectedValidity ? mailbox : nullptr;
}

QList<quint32> LyingSession::knownUids() const {
    QList<quint32> uids;
    for (const Seen& seen : m_view)
        uids.append(seen.uid);
    return uids;
}

void LyingSession::startView(const ServedMailbox& mailbox) {
    m_view.clear();
    for (const ServedMessage& message : mailbox.messages)
        m_view.append({message.uid, message.modSeq});
}

void LyingSession::rememberOwn(const ServedMessage& message) {
    for (Seen& seen : m_view) {
        if (seen.uid == message.uid)
            seen.modSeq = message.modSeq;
    }
}

QByteArray LyingSession::flagsOf(const ServedMessage& message) const { return "FLAGS (" + message.flags.join(' ') + ')'; }

/// What has changed in the selected mailbox since the client heard of it.
void LyingSession::updateView() {
    ServedMailbox* mailbox = selected();
    if (mailbox) {
        QList<quint32> gone;
        for (qsizetype i = m_view.size() - 1; i >= 0; --i) {
            if (mailbox->find(m_view[i].uid))
                continue;
            gone.prepend(m_view[i].uid);
            m_view.removeAt(i);
            if (!m_qresync)
                say("* " + QByteArray::number(i + 1) + " EXPUNGE");
        }
        if (m_qresync && !gone.isEmpty())
            say("* VANISHED " + setOf(gone));
        for (qsizetype i = 0; i < m_view.size(); ++i) {
            const ServedMessage& message = *mailbox->find(m_view[i].uid);
            if (std::exchange(m_view[i].modSeq, message.modSeq) == message.modSeq)
                continue;
            say("* " + QByteArray::number(i + 1) + " FETCH (UID " + QByteArray::number(message.uid) + ' ' + flagsOf(message) +
                (has("CONDSTORE") ? " MODSEQ (" + QByteArray::number(message.modSeq) + ')' : QByteArray()) + ')');
        }
        if (mailbox->messages.size() > m_view.size()) {
            startView(*mailbox);
            say("* " + QByteArray::number(m_view.size()) + " EXISTS");
        }
    }
    if (m_notifies)
        tellOtherMailboxes();
}

/// RFC 5465 5.1, 5.4: STATUS of what changed, LIST of what came or went.
void LyingSession::tellOtherMailboxes() {
    QHash<QByteArray, QByteArray> now;
    for (const auto& [name, mailbox] : m_shared.mail.mailboxes()) {
        now[name] = "* STATUS " + stringOf(name) + " (MESSAGES " + QByteArray::number(mailbox.messages.size()) + " UIDNEXT " +
                    QByteArray::number(mailbox.uidNext) + " UIDVALIDITY " + QByteArray::number(mailbox.uidValidity) +
                    " HIGHESTMODSEQ " + QByteArray::number(mailbox.highestModSeq) + ')';
        if (!m_told.contains(name))
            say("* LIST () \"/\" " + stringOf(name));
        else if (name != m_selected && m_told[name] != now[name])
            say(now[name]);
    }
    for (auto it = m_told.constBegin(); it != m_told.constEnd(); ++it) {
        if (!now.contains(it.key()))
            say("* LIST (\\NonExistent) \"/\" " + stringOf(it.key()));
    }
    m_told = now;
}

QByteArray LyingSession::capability(const Arguments&) {
    say("* CAPABILITY " + m_shared.capabilities.join(' '));
    return "OK told";
}

QByteArray LyingSession::signIn(const Arguments& arguments) {
    if (m_current.name == "AUTHENTICATE" && arguments.size() < 2) {
        m_awaitsSasl = m_current;
        say("+ ");
        return {};
    }
    m_signedIn = true;
    return "OK [CAPABILITY " + m_shared.capabilities.join(' ') + "] in";
}

QByteArray LyingSession::enable(const Arguments& arguments) {
    const bool wants = std::any_of(arguments.begin(), arguments.end(), [](const Argument& a) { return a.is("QRESYNC"); });
    m_qresync = m_qresync || (wants && has("QRESYNC"));
    say(m_qresync ? "* ENABLED QRESYNC" : "* ENABLED");
    return "OK enabled";
}

QByteArray LyingSession::tellId(const Arguments&) {
    say("* ID (\"name\" \"Liar\")");
    return "OK told";
}

QByteArray LyingSession::nothing(const Arguments&) { return "OK nothing"; }

QByteArray LyingSession::notify(const Arguments& arguments) {
    if (!has("NOTIFY"))
        return "BAD no NOTIFY";
    m_notifies = !arguments.isEmpty() && arguments.constFirst().is("SET");
    m_told.clear();
    for (const auto& [name, mailbox] : m_shared.mail.mailboxes())
        m_told.insert(name, {});
    if (m_notifies) { // from now on, not from the start
        const QByteArrayList before = std::exchange(m_lines, {});
        tellOtherMailboxes();
        m_lines = before;
    }
    return "OK notifying";
}

} // namespace tributary::tests
