// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <memory>

namespace tributary::tests {

/// Places of a submission, in the order in which they come. FirstOctets to AllButEnd: so much of the message has come, of what SIZE
/// announced. End: what ends the message has come, it is not taken yet. Taken: it is, and the answer is due.
enum class SmtpPlace { Greeting, Ehlo, Auth, Mail, Rcpt, SecondRcpt, Data, FirstOctets, Middle, AllButEnd, End, Taken, Reset, Quit };

/// What happens at a place instead of what an honest server does.
struct SmtpFault {
    enum class Deed {
        CutBefore, ///< the line ends; nothing is answered
        CutAfter,  ///< the line ends behind the honest answer
        Answer,    ///< these octets instead of the answer; what an honest server would have done is not done (but at Taken)
        AnswerAndCut,
        InPieces, ///< the honest answer, octet by octet
        Silence,
    };
    SmtpPlace place = SmtpPlace::Greeting;
    Deed deed = Deed::CutBefore;
    QByteArray answer;
    int times = 1; ///< then it is over; negative: always
};

/// A submission server on loopback, plain (it offers AUTH PLAIN nevertheless), in a thread of its own. It remembers what it has
/// taken: with the end of the message, before that is answered. Honest and strict, but for its faults. It ends with this object.
class SmtpModel {
  public:
    struct Taken {
        QByteArray reversePath;
        QByteArrayList recipients; ///< those it had accepted
        QByteArray message;        ///< without the dots' doubles
    };
    /// A recipient that is refused with this reply so many times (negative: always).
    struct Refusal {
        QByteArray address, reply;
        int times = -1;
    };

    /// extensions: of EHLO, beside AUTH: PIPELINING, CHUNKING, SIZE ...
    explicit SmtpModel(const QByteArrayList& extensions = {"PIPELINING", "8BITMIME", "SIZE"});
    ~SmtpModel();
    SmtpModel(const SmtpModel&) = delete;
    SmtpModel& operator=(const SmtpModel&) = delete;

    [[nodiscard]] quint16 port() const;
    void setExtensions(const QByteArrayList& extensions); ///< for connections to come
    /// In place of the faults and refusals before. Any thread; holds for what arrives from now on.
    void setFaults(const QList<SmtpFault>& faults, const QList<Refusal>& refusals = {});
    [[nodiscard]] QList<Taken> taken() const;
    [[nodiscard]] QByteArrayList commands() const; ///< lines of all connections, without those of messages; AUTH without its response
    [[nodiscard]] int connections() const;
    /// Faults that have come to pass.
    [[nodiscard]] int faultsDone() const;
    void forget(); ///< taken, commands, counts

  private:
    class Core;
    std::unique_ptr<Core> m_core;
};

} // namespace tributary::tests
