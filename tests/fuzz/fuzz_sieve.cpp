// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may come from a server, at any moment and in any pieces: the same comes of them, within the limits, and an error is the
// end. The first byte says how far the session has come, the second how the bytes are cut. The same bytes as a script: no byte is lost.
#include "Require.h"
#include "sieve/ScriptFault.h"
#include "sieve/ScriptText.h"
#include "sieve/Session.h"
#include "sieve/wire/Encoder.h"

#include <algorithm>

using namespace tributary;
using namespace tributary::sieve;

namespace {

constexpr std::uint8_t kStages = 9;

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
            require(out.size() <= (64 << 10));
    }
    void begin(std::uint8_t first) {
        const std::uint8_t stage = first % kStages;
        if (stage == 0)
            return;
        mustTake("\"SIEVE\" \"include\"\r\n\"SASL\" \"ECHO\"\r\n\"STARTTLS\"\r\n\"VERSION\" \"1.0\"\r\nOK\r\n");
        if (stage == 1) {
            require(session.startTls().has_value());
            listen();
            return;
        }
        require(session.authenticate(std::make_shared<Echo>()).has_value());
        listen();
        if (stage == 2)
            return;
        mustTake("OK\r\n");
        require(session.state() == State::Authenticated);
        switch (stage) {
        case 3: require(session.listScripts().has_value()); break;
        case 4: require(session.getScript("a").has_value()); break;
        case 5: require(session.putScript("a", "keep;").has_value()); break;
        case 6: require(session.capability().has_value()); break;
        case 7: require(session.logout().has_value()); break;
        default: break;
        }
        listen();
    }
    void feed(QByteArrayView bytes) {
        const State before = session.state();
        const Status status = session.feed(bytes);
        require(before != State::Failed || bytes.isEmpty() || !status);
        require(before != State::Closed || (status && session.state() == State::Closed));
        require(status ? session.state() != State::Failed || before == State::Failed : session.state() == State::Failed);
        takeEvents();
        listen();
    }
    void takeEvents() {
        while (const auto event = session.nextEvent()) {
            require(event->script.size() <= kMaxScript && event->scripts.size() <= kMaxScripts);
            require(event->verb == Verb::Logout || event->status.has_value() <= event->response.isOk());
            require(std::count_if(event->scripts.begin(), event->scripts.end(), [](const ListedScript& one) { return one.isActive; }) <= 1);
            told += QByteArray::number(static_cast<int>(event->verb)) + event->response.words() + event->script + '|';
            for (const ListedScript& listed : event->scripts)
                told += listed.name + (listed.isActive ? "*|" : "|");
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

void readScript(const QByteArray& bytes) {
    const ScriptText text(bytes);
    qint32 at = 0;
    for (const Token& token : text.tokens()) {
        require(token.begin == at && token.size > 0);
        at += token.size;
        (void)text.valueOf(token);
    }
    require(at == bytes.size());
    for (const Include& include : text.includes())
        require(include.begin >= 0 && include.size > 0 && include.begin + include.size <= bytes.size());
    (void)text.requiredExtensions();
    const ScriptFault fault = parseScriptFault(bytes);
    require(fault.line >= 0 && fault.words == bytes);
}

/// What is said is one string, and nothing behind it.
void sayString(const QByteArray& bytes) {
    const QByteArray line = encodeString(bytes) + "\r\n";
    ResponseReader reader;
    QByteArrayView rest = line;
    const auto words = reader.next(rest, kMaxScript);
    require(words && *words && rest.isEmpty() && (*words)->size() == 1 && (*words)->first().bytes == bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 2, static_cast<qsizetype>(size) - 2);
    const qsizetype step = data[1] % 61 + 1;
    (void)played(data[0], bytes, step, false);
    require(played(data[0], bytes, step, true) == played(data[0], bytes, bytes.size(), true));
    readScript(bytes);
    sayString(bytes);
    return 0;
}
