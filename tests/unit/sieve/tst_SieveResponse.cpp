// SPDX-License-Identifier: GPL-3.0-or-later
// What the line means that ends an answer (RFC 5804 1.2, 1.3).
#include "Peer.h"

namespace tributary::sieve::tst_SieveResponse {
namespace {

Result<Response> parsed(const QByteArray& line) {
    ResponseReader reader;
    const QByteArray whole = line + "\r\n";
    QByteArrayView rest = whole;
    TRY(const auto words, reader.next(rest, 1000));
    return parseResponse(words.value_or(Words()));
}

QByteArray words(const QByteArray& line) {
    const auto response = parsed(line);
    if (!response)
        return codeName(response.error().code).data();
    QByteArray out = response->words();
    if (!response->codeData.isEmpty())
        out += " <" + response->codeData.join(',') + '>';
    return out;
}

QByteArray meaning(Verb verb, const QByteArray& line) {
    const auto response = parsed(line);
    return response ? tests::textOf(refusalError(verb, *response)) : QByteArray("?");
}

} // namespace

TEST(SieveResponse, linesOfEveryForm) {
    EXPECT_EQ(words("OK"), "OK");
    EXPECT_EQ(words("no \"it is so\""), "NO it is so");
    EXPECT_EQ(words("Ok (warnings) {4}\r\na\r\nb"), "OK (WARNINGS) a\r\nb");
    EXPECT_EQ(words("BYE (REFERRAL \"sieve://other.example\") \"there\""), "BYE (REFERRAL) there <sieve://other.example>");
    EXPECT_EQ(words("OK (TAG {3}\r\nabc)"), "OK (TAG) <abc>");
    EXPECT_EQ(words("NO (X-OTHER 1 (2 \"3\" (4)) y)"), "NO (X-OTHER) <1,2,3,4,y>");
}
TEST(SieveResponse, whatIsNoneIsRefused) {
    for (const char* line : {"", "OKAY", "\"OK\"", "OK (", "OK (A", "OK ()", "OK (\"A\")", "OK \"a\" \"b\"", "OK a", "OK (A) (B)", "NO )", "(OK)"})
        EXPECT_EQ(words(line), "malformed-response") << line;
    EXPECT_EQ(words("NO (A " + QByteArray(limits::kNesting, '(') + QByteArray(limits::kNesting, ')') + ')'), "limit-exceeded");
    EXPECT_EQ(words("NO (" + QByteArray(limits::kResponseCode + 1, 'A') + ")"), "malformed-response");
}
TEST(SieveResponse, refusalsAreTold) {
    EXPECT_EQ(meaning(Verb::StartTls, "NO"), "[tls/starttls-refused]");
    EXPECT_EQ(meaning(Verb::Authenticate, "NO \"Authentication failed.\""), "[auth/credentials-rejected]");
    EXPECT_EQ(meaning(Verb::Authenticate, "NO (AUTH-TOO-WEAK)"), "[auth/mechanism-unavailable]");
    EXPECT_EQ(meaning(Verb::Authenticate, "NO (TRANSITION-NEEDED)"), "[auth/mechanism-unavailable]");
    EXPECT_EQ(meaning(Verb::Authenticate, "NO (ENCRYPT-NEEDED)"), "[tls/tls-required]");
    EXPECT_EQ(meaning(Verb::Authenticate, "NO (TRYLATER)"), "[temporary-refusal/auth-server-unavailable]");
    EXPECT_EQ(meaning(Verb::PutScript, "NO (TRYLATER)"), "[temporary-refusal/server-refused]");
    EXPECT_EQ(meaning(Verb::PutScript, "NO (QUOTA/MAXSCRIPTS)"), "[refused/over-quota]");
    EXPECT_EQ(meaning(Verb::HaveSpace, "NO (QUOTA/MAXSIZE)"), "[refused/over-quota]");
    EXPECT_EQ(meaning(Verb::PutScript, "NO (QUOTA)"), "[refused/over-quota]");
    EXPECT_EQ(meaning(Verb::PutScript, "NO (QUOTAX)"), "[refused/server-refused]");
    EXPECT_EQ(meaning(Verb::GetScript, "NO (NONEXISTENT)"), "[refused/not-found]");
    EXPECT_EQ(meaning(Verb::RenameScript, "NO (ALREADYEXISTS)"), "[refused/already-exists]");
    EXPECT_EQ(meaning(Verb::DeleteScript, "NO (ACTIVE)"), "[refused/server-refused]");
    EXPECT_EQ(meaning(Verb::Connect, "BYE \"too many\""), "[temporary-refusal/bye-received]");
    EXPECT_EQ(meaning(Verb::Connect, "BYE (TRYLATER)"), "[temporary-refusal/server-refused]");
    EXPECT_EQ(meaning(Verb::ListScripts, "BYE (REFERRAL \"x\")"), "[refused/unsupported]");
}

} // namespace tributary::sieve::tst_SieveResponse
