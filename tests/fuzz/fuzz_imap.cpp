// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may come from a server, at any moment and in any pieces: the same comes of them, within the limits, and an
// error is the end. The first byte says how far the session has come, the second how the bytes are cut. A 'T' and a digit
// at the start of a line stand for a tag.
#include "imap/Session.h"

#include <cstdint>
#include <cstdlib>

using namespace tributary;
using namespace tributary::imap;

namespace {

void require(bool fact) {
    if (!fact)
        std::abort();
}

class Echo : public sasl::Mechanism {
  public:
    QByteArray name() const override { return "ECHO"; }
    std::optional<QByteArray> initialResponse() override { return std::nullopt; }
    Result<QByteArray> respond(const QByteArray& challenge) override {
        if (challenge.startsWith('x'))
            return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected);
        return challenge;
    }
};

struct Player {
    Session session{true};
    QByteArray prefix;
    std::size_t events = 0;

    void queue(const Result<CommandId>& id) {
        const QByteArray out = session.takeOutput();
        if (id && prefix.isEmpty())
            prefix = out.left(4);
    }
    void mustTake(const QByteArray& lines) { require(session.feed(lines).has_value()); }
    void signIn() {
        queue(session.send(command::login(QStringLiteral("a"), Secret("b"))));
        mustTake(prefix + "1 OK [CAPABILITY IMAP4rev1 IDLE ENABLE] in\r\n");
    }
    void open() {
        signIn();
        queue(session.send(command::enable({"QRESYNC"})));
        mustTake("* ENABLED QRESYNC\r\n" + prefix + "2 OK\r\n");
        queue(session.send(command::examine("INBOX")));
        mustTake(prefix + "3 OK\r\n");
    }
    void begin(std::uint8_t stage) {
        if (stage % 8 == 0)
            return;
        mustTake("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n");
        switch (stage % 8) {
        case 1: queue(session.send(command::login(QStringLiteral("\u00e9"), Secret("\xe8")))); break;
        case 2: queue(session.send(command::authenticate(std::make_shared<Echo>()))); break;
        case 3: queue(session.send(command::startTls())); break;
        case 4: signIn(); break;
        case 5:
            open();
            queue(session.send(command::uidFetch(UidSet::range(1, 9), {"FLAGS"})));
            queue(session.send(command::examine("x")));
            break;
        case 6:
            open();
            queue(session.send(command::idle()));
            break;
        default:
            open();
            queue(session.send(command::logout()));
        }
    }
    void feed(QByteArrayView bytes) {
        const bool failed = session.state() == State::Failed;
        const bool closed = session.state() == State::Closed;
        const Status status = session.feed(bytes);
        require(!failed || bytes.isEmpty() || !status);
        require(status ? !closed || session.state() == State::Closed : session.state() == State::Failed);
        const QByteArray out = session.takeOutput();
        require(session.state() != State::Failed || out.isEmpty());
        drain();
    }
    void drain() {
        for (; session.nextEvent(); ++events) {
        }
    }
    void finish() {
        session.endIdle();
        (void)session.takeOutput();
        (void)session.send(command::noop());
        (void)session.takeOutput();
        if (session.tlsStarted())
            require(!session.capabilitiesKnown() && !session.nextEvent());
    }
};

QByteArray tagged(QByteArray bytes, const QByteArray& prefix) {
    for (qsizetype at = 0; at >= 0 && at + 1 < bytes.size();) {
        if (!prefix.isEmpty() && bytes[at] == 'T' && bytes[at + 1] >= '1' && bytes[at + 1] <= '9')
            bytes.replace(at, 1, prefix);
        const qsizetype newline = bytes.indexOf('\n', at);
        at = newline < 0 ? -1 : newline + 1;
    }
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 2, static_cast<qsizetype>(size) - 2);
    Player pieces;
    pieces.begin(data[0]);
    pieces.drain();
    const QByteArray lines = tagged(bytes, pieces.prefix);
    const qsizetype step = data[1] % 61 + 1;
    for (qsizetype at = 0; at < lines.size(); at += step)
        pieces.feed(QByteArrayView(lines).sliced(at, std::min(step, lines.size() - at)));
    if (data[0] % 8 == 0 || data[0] % 8 == 4) { // nothing is under way that is answered at each piece: it must end alike
        Player whole;
        whole.begin(data[0]);
        whole.drain();
        whole.feed(tagged(bytes, whole.prefix));
        require(whole.session.state() == pieces.session.state());
        require(whole.events == pieces.events);
        whole.finish();
    }
    pieces.finish();
    return 0;
}
