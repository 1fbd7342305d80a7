// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes may be called an mbox file: what is read does not hang on how they come, and what was read is written and read again as it was.
#include "Require.h"
#include "transfer/Mbox.h"

#include <vector>

using namespace tributary::transfer;

namespace {

constexpr qint64 kMost = 1 << 16;

std::vector<FileMessage> readIn(QByteArrayView bytes, qsizetype step) {
    std::vector<FileMessage> messages;
    MboxReader reader([&](FileMessage message) { messages.push_back(std::move(message)); }, kMost);
    for (qsizetype at = 0; at < bytes.size(); at += step)
        reader.feed(bytes.sliced(at, std::min(step, bytes.size() - at)));
    reader.finish();
    return messages;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    const auto whole = readIn(bytes, bytes.size()), pieces = readIn(bytes, data[0] % 61 + 1);
    require(whole.size() == pieces.size());
    QByteArray written;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        require(whole[i].bytes == pieces[i].bytes && whole[i].flags == pieces[i].flags && whole[i].dateMs == pieces[i].dateMs);
        require(whole[i].dateMs >= 0 && whole[i].bytes.size() <= 2 * kMost);
        written += mboxEntry(whole[i], {});
    }
    const auto again = readIn(written, 4096);
    require(again.size() == whole.size());
    // A message that a careless program wrote may end otherwise; from the second time on it is the same.
    QByteArray second, third;
    for (const FileMessage& message : again)
        second += mboxEntry(message, {});
    for (const FileMessage& message : readIn(second, 4096))
        third += mboxEntry(message, {});
    require(second == third);
    return 0;
}
