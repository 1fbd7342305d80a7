// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/SmtpModelSession.h"

#include <array>

namespace tributary::tests {

namespace {

/// <address> behind FROM: or TO:.
QByteArray pathOf(const QByteArray& line) {
    const qsizetype from = line.indexOf('<');
    return line.mid(from + 1, line.indexOf('>', from) - from - 1);
}

QByteArray withoutDots(QByteArray data) {
    if (data.startsWith('.'))
        data.remove(0, 1);
    return data.replace("\r\n.", "\r\n");
}

} // namespace

SmtpModelSession::SmtpModelSession(Guarded<SmtpModelState>& state, Line line)
    : m_state(state), m_line(std::move(line)), m_extensions(state.with([](SmtpModelState& s) {
          ++s.connections;
          return s.extensions;
      })) {}

std::optional<SmtpFault> SmtpModelSession::faultAt(SmtpPlace place) {
    return m_state.with([&](SmtpModelState& s) -> std::optional<SmtpFault> {
        for (SmtpFault& fault : s.faults) {
            if (fault.place != place || fault.times == 0)
                continue;
            --fault.times;
            ++s.faultsDone;
            return fault;
        }
        return std::nullopt;
    });
}

QByteArray SmtpModelSession::refusalOf(const QByteArray& address) {
    return m_state.with([&](SmtpModelState& s) -> QByteArray {
        for (SmtpModel::Refusal& refusal : s.refusals) {
            if (refusal.address == address && refusal.times != 0) {
                --refusal.times;
                return refusal.reply + "\r\n";
            }
        }
        return QByteArray();
    });
}

bool SmtpModelSession::answer(SmtpPlace place, const QByteArray& reply) {
    using Deed = SmtpFault::Deed;
    const auto fault = faultAt(place);
    if (!fault) {
        m_line.write(reply);
        return true;
    }
    const bool isCut = fault->deed == Deed::CutBefore || fault->deed == Deed::CutAfter || fault->deed == Deed::AnswerAndCut;
    if (isCut || fault->deed == Deed::Silence)
        m_phase = Phase::Over;
    switch (fault->deed) {
    case Deed::CutBefore: m_line.abort(); return false;
    case Deed::Silence: return false;
    case Deed::CutAfter: m_line.write(reply); break;
    case Deed::InPieces: m_line.writeInPieces(reply); return true;
    case Deed::Answer:
    case Deed::AnswerAndCut: m_line.write(fault->answer); break;
    }
    if (isCut)
        m_line.close();
    return fault->deed == Deed::CutAfter;
}

bool SmtpModelSession::passes(SmtpPlace place) {
    const auto fault = faultAt(place);
    if (!fault)
        return true;
    m_phase = Phase::Over;
    if (!fault->answer.isEmpty())
        m_line.write(fault->answer);
    if (fault->deed == SmtpFault::Deed::CutAfter || fault->deed == SmtpFault::Deed::AnswerAndCut)
        m_line.close();
    else if (fault->deed == SmtpFault::Deed::CutBefore)
        m_line.abort();
    return false;
}

void SmtpModelSession::greet() { answer(SmtpPlace::Greeting, "220 model.example.test ready\r\n"); }

void SmtpModelSession::receive(const QByteArray& bytes) {
    m_input += bytes;
    for (bool more = true; more;) {
        switch (m_phase) {
        case Phase::Over: return;
        case Phase::Data: more = takeData(); break;
        case Phase::Chunk: more = takeChunk(); break;
        case Phase::Commands: {
            const qsizetype end = m_input.indexOf("\r\n");
            if (end < 0)
                return;
            const QByteArray line = m_input.left(end);
            m_input.remove(0, end + 2);
            takeCommand(line);
        }
        }
    }
}

void SmtpModelSession::takeCommand(const QByteArray& line) {
    const QByteArray word = line.left(line.indexOf(' ') < 0 ? line.size() : line.indexOf(' ')).toUpper();
    m_state.with([&](SmtpModelState& s) { s.commands.append(word == "AUTH" ? line.left(10) : line); });
    if (word == "EHLO")
        ehlo();
    else if (word == "AUTH")
        answer(SmtpPlace::Auth, "235 2.7.0 in\r\n");
    else if (word == "MAIL")
        mail(line);
    else if (word == "RCPT")
        rcpt(line);
    else if (word == "BDAT")
        bdat(line);
    else if (word == "RSET") {
        reset();
        answer(SmtpPlace::Reset, "250 2.0.0 reset\r\n");
    } else if (word == "QUIT") {
        if (answer(SmtpPlace::Quit, "221 2.0.0 bye\r\n"))
            m_line.close();
        m_phase = Phase::Over;
    } else if (word == "DATA") {
        // RFC 2920 3.1: whoever is told 354 without a recipient ends the message with a lone dot.
        const bool isWanted = !m_recipients.isEmpty();
        if (answer(SmtpPlace::Data, isWanted ? "354 go\r\n" : "554 5.5.1 no valid recipients\r\n") && isWanted && m_phase != Phase::Over)
            m_phase = Phase::Data;
    } else
        m_line.write("500 5.5.2 what?\r\n");
}

void SmtpModelSession::ehlo() {
    QByteArray reply = "250-model.example.test\r\n";
    for (const QByteArray& extension : std::as_const(m_extensions))
        reply += "250-" + extension + "\r\n";
    answer(SmtpPlace::Ehlo, reply + "250 AUTH PLAIN\r\n");
}

void SmtpModelSession::mail(const QByteArray& line) {
    if (m_hasSender) {
        m_line.write("503 5.5.1 nested MAIL\r\n");
        return;
    }
    if (!answer(SmtpPlace::Mail, "250 2.1.0 ok\r\n"))
        return;
    m_hasSender = true;
    m_reversePath = pathOf(line);
    const qsizetype size = line.indexOf(" SIZE=");
    m_size = size < 0 ? 0 : line.mid(size + 6, line.indexOf(' ', size + 6) < 0 ? -1 : line.indexOf(' ', size + 6) - size - 6).toLongLong();
}

void SmtpModelSession::rcpt(const QByteArray& line) {
    if (!m_hasSender) {
        m_line.write("503 5.5.1 MAIL first\r\n");
        return;
    }
    const QByteArray address = pathOf(line);
    const QByteArray refusal = refusalOf(address);
    const auto place = m_rcpts++ == 0 ? SmtpPlace::Rcpt : SmtpPlace::SecondRcpt;
    if (answer(place, refusal.isEmpty() ? QByteArray("250 2.1.5 ok\r\n") : refusal) && refusal.isEmpty())
        m_recipients.append(address);
}

void SmtpModelSession::bdat(const QByteArray& line) {
    m_chunk = line.split(' ').value(1).toLongLong();
    m_phase = Phase::Chunk;
}

/// Octets of the message as they are on the line; false: the line is cut.
bool SmtpModelSession::watchSize(qint64 received) {
    const std::array places{std::pair(SmtpPlace::FirstOctets, qint64(1)), std::pair(SmtpPlace::Middle, m_size / 2), std::pair(SmtpPlace::AllButEnd, m_size - 2)};
    for (; m_size > 0 && m_watched < int(places.size()) && received >= places[std::size_t(m_watched)].second; ++m_watched) {
        if (!passes(places[std::size_t(m_watched)].first))
            return false;
    }
    return true;
}

bool SmtpModelSession::takeData() {
    if (!watchSize(m_input.size()))
        return false;
    const bool isEmpty = m_input.startsWith(".\r\n");
    const qsizetype end = isEmpty ? 0 : m_input.indexOf("\r\n.\r\n", std::max<qsizetype>(0, m_watched < 2 ? 0 : m_size - 8));
    if (end < 0)
        return false;
    const QByteArray data = isEmpty ? QByteArray() : m_input.left(end + 2);
    m_input.remove(0, isEmpty ? 3 : end + 5);
    m_phase = Phase::Commands;
    finish(withoutDots(data));
    return true;
}

bool SmtpModelSession::takeChunk() {
    if (!watchSize(m_input.size()))
        return false;
    if (m_input.size() < m_chunk)
        return false;
    const QByteArray message = m_input.left(m_chunk);
    m_input.remove(0, m_chunk);
    m_phase = Phase::Commands;
    finish(message);
    return true;
}

void SmtpModelSession::finish(const QByteArray& message) {
    const SmtpModel::Taken taken{m_reversePath, m_recipients, message};
    reset();
    if (taken.recipients.isEmpty()) {
        m_line.write("554 5.5.1 no valid recipients\r\n");
        return;
    }
    // Before it is taken only a refusal or the end of the line can come.
    if (const auto fault = faultAt(SmtpPlace::End)) {
        if (fault->deed != SmtpFault::Deed::Answer)
            m_phase = Phase::Over;
        if (!fault->answer.isEmpty())
            m_line.write(fault->answer);
        if (fault->deed == SmtpFault::Deed::CutBefore)
            m_line.abort();
        else if (fault->deed == SmtpFault::Deed::AnswerAndCut)
            m_line.close();
        return;
    }
    m_state.with([&](SmtpModelState& s) { s.taken.append(taken); });
    answer(SmtpPlace::Taken, "250 2.0.0 taken\r\n");
}

void SmtpModelSession::reset() {
    m_hasSender = false;
    m_reversePath.clear();
    m_recipients.clear();
    m_rcpts = 0;
    m_size = 0;
    m_watched = 0;
}

} // namespace tributary::tests
