// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may come from a server, at any moment and in any pieces: the same comes of them, within the limits, and an error is the
// end. The first byte says how far the session has come and whether the server pipelines, the second how the bytes are cut.
#include "Require.h"
#include "pop3/Limits.h"
#include "pop3/Session.h"

#include <algorithm>

using namespace tributary;
using namespace tributary::pop3;

namespace {

constexpr std::uint8_t kStages = 9;
constexpr qint64 kMostBytes = 4096;

class Echo : public sasl::Mechanism {
  public:
    QByteArray name() const override { return "ECHO"; }
    std::optional<QByteArray> initialResponse() override { return QByteArray("first"); }
    Result<QByteArray> respond(const QByteArray& challenge) override {
        if (challenge.startsWith('x'))
            return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected);
        return challenge;
    }
};

struct Player {
    Session session{false};
    QByteArray told; ///< what came, as text
    bool mayListen = true;

    void mustTake(const QByteArray& lines) { require(session.feed(lines).has_value()); }
    void listen() {
        if (!mayListen)
            return;
        for (QByteArray out = session.takeOutput(); !out.isEmpty(); out = session.takeOutput())
            require(out.size() <= limits::kOutput && out.endsWith("\r\n"));
    }
    void begin(std::uint8_t first) {
        const std::uint8_t stage = first % kStages;
        if (stage == 0)
            return;
        mustTake("+OK ready <1@x>\r\n");
        require(session.capa().has_value());
        listen();
        if (stage == 1)
            return;
        mustTake(QByteArray("+OK\r\nSTLS\r\nSASL ECHO\r\n") + ((first / kStages) & 1 ? "PIPELINING\r\n" : "") + ".\r\n");
        switch (stage) {
        case 2: require(session.startTls().has_value()); break;
        case 3: require(session.authenticate(std::make_shared<Echo>(), FirstResponse::Apart).has_value()); break;
        case 4: require(session.signIn(QStringLiteral("a"), Secret("b")).has_value()); break;
        default: signIn(stage);
        }
        listen();
    }
    void signIn(std::uint8_t stage) {
        require(session.authenticate(std::make_shared<Echo>(), FirstResponse::Along).has_value());
        listen();
        mustTake("+OK\r\n");
        require(session.state() == State::Transaction);
        if (stage == 5) {
            require(session.stat() && session.uidl() && session.list());
        } else if (stage == 6) {
            require(session.uidl() && session.list());
        } else if (stage == 7) {
            require(session.retrieve(1, kMostBytes) && session.top(2, 0, kMostBytes) && session.retrieve(3, kMostBytes));
        } else {
            require(session.dele(1) && session.rset() && session.noop() && session.quit());
        }
    }
    void feed(QByteArrayView bytes) {
        const State before = session.state();
        const Status status = session.feed(bytes);
        require(before != State::Failed || bytes.isEmpty() || !status);
        require(before != State::Closed || (status && session.state() == State::Closed));
        require(status ? before == State::Failed || session.state() != State::Failed : session.state() == State::Failed);
        takeEvents();
        listen();
    }
    void takeEvents() {
        while (const auto event = session.nextEvent()) {
            require(event->message.size() <= kMostBytes);
            require(event->sizes.size() <= kMaxMessages && event->ids.size() <= kMaxMessages);
            require(event->status.has_value() <= event->response.isOk);
            for (const ScanLine& scan : event->sizes)
                require(scan.size >= 0 && scan.number >= (event->verb == Verb::Stat ? 0 : 1) && scan.number <= kMaxMessages);
            for (const UniqueId& id : event->ids)
                require(id.number >= 1 && !id.id.isEmpty() && id.id.size() <= limits::kUniqueId && !id.id.contains('\0'));
            told += QByteArray::number(static_cast<int>(event->verb)) + event->response.words() + event->message + '|';
        }
    }
};

/// The same bytes, step at a time; silent: nothing more is said, so that what comes does not hang on when it is.
QByteArray played(std::uint8_t first, const QByteArray& bytes, qsizetype step, bool isSilent) {
    Player player;
    player.begin(first);
    player.takeEvents();
    player.mayListen = !isSilent;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        player.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
    return player.told + QByteArray::number(static_cast<int>(player.session.state()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 2, static_cast<qsizetype>(size) - 2);
    const qsizetype step = data[1] % 61 + 1;
    (void)played(data[0], bytes, step, false);
    require(played(data[0], bytes, step, true) == played(data[0], bytes, bytes.size(), true));
    return 0;
}
