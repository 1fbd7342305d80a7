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

constexpr std::uint8_t kStages = 11;

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
        stage %= kStages;
        if (stage == 0)
            return;
        mustTake("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n");
        switch (stage) {
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
        case 7:
            open();
            queue(session.send(command::logout()));
            break;
        case 8: // answers with pairs and sets, behind an APPEND that waits for '+'
            open();
            queue(session.send(command::uidCopy(UidSet::range(1, 9), "x")));
            queue(session.send(command::uidStore(UidSet::range(1, 9), command::StoreMode::Add, {QStringLiteral("\\Seen")}, ModSeq(1))));
            queue(session.send(command::append("x", {}, {}, "message")));
            queue(session.send(command::uidMove(UidSet::range(1, 9), "x")));
            break;
        case 9:
            open();
            queue(session.send(command::notifySet({"UID", "ENVELOPE", "BODYSTRUCTURE"}, true)));
            queue(session.send(command::idle()));
            break;
        default:
            open();
            queue(session.send(command::compress()));
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
        if (session.state() != State::Failed && session.compressionAgreed()) {
            const auto behind = session.compressionStarted(); // taken as if the inflater had given it
            require(behind.has_value() && !session.compressionAgreed());
            feed(*behind);
        }
    }
    /// What a caller may rely on, whatever came.
    static void check(const Event& event) {
        if (const auto* done = std::get_if<CommandDone>(&event)) {
            const auto count = [](const QList<UidRange>& ranges) {
                quint64 sum = 0;
                for (const UidRange& range : ranges)
                    sum += quint64(range.last) - range.first + 1;
                return sum;
            };
            require(count(done->status.code.sourceOrder) == count(done->status.code.destinationOrder));
        }
        const auto* fetch = std::get_if<FetchData>(&event);
        if (!fetch || !fetch->bodyStructure)
            return;
        require(!fetch->bodyStructure->isEmpty() && fetch->bodyStructure->first().depth == 0);
        QSet<QByteArray> sections;
        for (const BodyPart& part : *fetch->bodyStructure) {
            require(part.size >= 0 && part.depth >= 0 && part.depth < 64 && !sections.contains(part.section));
            sections.insert(part.section);
        }
    }
    void drain() {
        for (; auto event = session.nextEvent(); ++events)
            check(*event);
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
    if (data[0] % kStages == 0 || data[0] % kStages == 4) { // nothing is under way that is answered at each piece: it must end alike
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
