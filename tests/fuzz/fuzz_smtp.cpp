// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may come from a server, at any moment and in any pieces: the same comes of them, within the limits, an error is the end,
// nothing but what was checked is said, and a message counts as given only when its end was handed out. The first byte says how far
// the session has come and what the server offers, the second how the bytes are cut. For the addresses: what passes is one word
// between < and >.
#include "Require.h"
#include "smtp/Limits.h"
#include "smtp/Session.h"

using namespace tributary;
using namespace tributary::smtp;

namespace {

constexpr std::uint8_t kStages = 9;

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
    Session session{false};
    QByteArray heard;
    std::size_t events = 0;

    void mustTake(const QByteArray& lines) { require(session.feed(lines).has_value()); }
    void listen() {
        for (QByteArray out = session.takeOutput(); !out.isEmpty(); out = session.takeOutput()) {
            require(out.size() <= limits::kOutput);
            heard += out;
        }
        require(session.nextOutput() == Output::Nothing);
    }
    void submit() {
        Envelope envelope;
        envelope.reversePath = "a@b";
        envelope.recipients = {{"c@d", Notify::Never, {}}, {"e@f", {}, "g@h"}};
        require(session.submit(envelope, "S: x\r\n\r\n.\r\ny").has_value());
    }
    void begin(std::uint8_t first) {
        const std::uint8_t stage = first % kStages;
        if (stage == 0)
            return;
        mustTake("220 ready\r\n");
        require(session.hello("[127.0.0.1]").has_value());
        listen();
        if (stage == 1)
            return;
        QByteArray offered = "250-x\r\n250-STARTTLS\r\n250-DSN\r\n";
        if ((first / kStages) & 1)
            offered += "250-PIPELINING\r\n";
        if ((first / kStages) & 2)
            offered += "250-CHUNKING\r\n";
        mustTake(offered + "250 AUTH ECHO\r\n");
        switch (stage) {
        case 2: require(session.startTls().has_value()); break;
        case 3: require(session.authenticate(std::make_shared<Echo>()).has_value()); break;
        case 4: require(session.quit().has_value()); break;
        case 5: require(session.reset().has_value()); break;
        default: submit();
        }
        listen();
        for (std::uint8_t answers = 6; answers < stage && session.state() == State::Transacting; ++answers) {
            mustTake("250 ok\r\n");
            listen();
        }
    }
    void feed(QByteArrayView bytes) {
        const State before = session.state();
        const bool wasGiven = session.dataGiven();
        const Status status = session.feed(bytes);
        require(before != State::Failed || bytes.isEmpty() || !status);
        require(before != State::Closed || (status && session.state() == State::Closed));
        require(status ? before == State::Failed || session.state() != State::Failed : session.state() == State::Failed);
        const std::size_t seen = events;
        countEvents();
        if (!status && wasGiven && before != State::Failed && events == seen)
            require(session.unknownOutcome(status.error()).has_value());
        listen();
        countEvents();
    }
    std::size_t countEvents() {
        while (const auto event = session.nextEvent()) {
            ++events;
            if (const auto* submission = std::get_if<Submission>(&*event)) {
                require(submission->outcome != Outcome::Unknown && submission->recipients.size() == 2);
                require((submission->outcome == Outcome::Accepted) != submission->error.has_value());
            }
        }
        return events;
    }
};

void checkAddress(const QByteArray& bytes) {
    if (!checkMailbox(bytes))
        return;
    require(bytes.size() <= limits::kAddress && bytes.contains('@'));
    for (const char c : bytes)
        require(static_cast<unsigned char>(c) > ' ' && c != '<' && c != '>' && c != '\x7f');
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char*>(data) + 2, static_cast<qsizetype>(size) - 2);
    checkAddress(bytes);
    Player pieces;
    pieces.begin(data[0]);
    pieces.countEvents();
    const qsizetype step = data[1] % 61 + 1;
    for (qsizetype at = 0; at < bytes.size(); at += step)
        pieces.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)));
    if (data[0] % kStages == 0) { // nobody answers between the pieces: it must end alike
        Player whole;
        whole.feed(bytes);
        require(whole.session.state() == pieces.session.state());
        require(whole.events == pieces.events);
    }
    return 0;
}
