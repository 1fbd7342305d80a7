// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of the RFCs byte for byte, and servers that do not keep to them (S16, S35).
#include "sasl/detail/Mechanisms.h"

#include <gtest/gtest.h>

namespace tributary::sasl::tst_Mechanisms {
namespace {

using namespace Qt::Literals::StringLiterals;

Credentials passwordOf(const QString& user, const QByteArray& password) {
    return {user, Secret(password), false, {}, 0};
}

Credentials tokenOf(const QString& user, const QByteArray& token) {
    return {user, Secret(token), true, u"server.example.com"_s, 143};
}

ErrorCode codeOf(const Result<QByteArray>& answer) {
    return answer ? ErrorCode::None : answer.error().code;
}

// --- PLAIN, LOGIN, CRAM-MD5

TEST(Plain, isTheExampleOfRfc4616) {
    detail::Plain plain(passwordOf(u"tim"_s, "tanstaaftanstaaf"));
    EXPECT_EQ(plain.name(), "PLAIN");
    EXPECT_EQ(plain.initialResponse(), QByteArray("\0tim\0tanstaaftanstaaf", 21));
}

TEST(Plain, answersOneEmptyChallengeWhereThereIsNoInitialResponse) {
    detail::Plain plain(passwordOf(u"tim"_s, "pw"));
    EXPECT_EQ(plain.respond(""), QByteArray("\0tim\0pw", 7));
    EXPECT_EQ(codeOf(plain.respond("")), ErrorCode::MalformedResponse);
}

TEST(Plain, neverSendsThePasswordTwice) {
    detail::Plain plain(passwordOf(u"tim"_s, "pw"));
    (void)plain.initialResponse();
    EXPECT_EQ(codeOf(plain.respond("")), ErrorCode::MalformedResponse);
    detail::Plain other(passwordOf(u"tim"_s, "pw"));
    EXPECT_EQ(codeOf(other.respond("Password:")), ErrorCode::MalformedResponse) << "PLAIN has no challenge with words";
}

TEST(Plain, sendsUtf8AndDomainUsersAsTheyWereTyped) {
    detail::Plain plain(passwordOf(u"EXAMPLE\\häns"_s, "пароль \xE2\x85\xA8 "));
    EXPECT_EQ(plain.initialResponse(), QByteArray(1, '\0') + "EXAMPLE\\h\xC3\xA4ns" + '\0' + "пароль \xE2\x85\xA8 ");
}

TEST(Login, givesUserThenPasswordThenNothing) {
    detail::Login login(passwordOf(u"tim@example.com"_s, "pass word"));
    EXPECT_FALSE(login.initialResponse());
    EXPECT_EQ(login.respond("Username:"), "tim@example.com");
    EXPECT_EQ(login.respond("Password:"), "pass word");
    EXPECT_EQ(codeOf(login.respond("Password:")), ErrorCode::MalformedResponse);
}

TEST(CramMd5, isTheExampleOfRfc2195) {
    detail::CramMd5 cram(passwordOf(u"tim"_s, "tanstaaftanstaaf"));
    EXPECT_FALSE(cram.initialResponse());
    EXPECT_EQ(cram.respond("<1896.697170952@postoffice.reston.mci.net>"), "tim b913a602c7eda7a495b4e6e7334d3890");
    EXPECT_EQ(codeOf(cram.respond("<another@x>")), ErrorCode::MalformedResponse);
}

TEST(CramMd5, hashesAPasswordLongerThanTheBlock) { // RFC 2202, case 6
    detail::CramMd5 cram(passwordOf(u"u"_s, QByteArray(80, '\xaa')));
    EXPECT_EQ(cram.respond("Test Using Larger Than Block-Size Key - Hash Key First"),
              "u 6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd");
    detail::CramMd5 empty(passwordOf(u"u"_s, "p"));
    EXPECT_EQ(codeOf(empty.respond("")), ErrorCode::MalformedResponse);
}

// --- SCRAM-SHA-256

constexpr char kClientNonce[] = "rOprNGfwEbeRWgbNEkqO";
constexpr char kServerFirst[] =
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
constexpr char kClientFinal[] = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
constexpr char kServerFinal[] = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

detail::ScramSha256 pencil() {
    return detail::ScramSha256(passwordOf(u"user"_s, "pencil"), kClientNonce);
}

/// How a fresh exchange takes this first message of the server.
ErrorCode afterServerFirst(const QByteArray& message) {
    detail::ScramSha256 scram = pencil();
    (void)scram.initialResponse();
    return codeOf(scram.respond(message));
}

TEST(ScramSha256, isTheExampleOfRfc7677) {
    detail::ScramSha256 scram = pencil();
    EXPECT_EQ(scram.initialResponse(), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    EXPECT_EQ(scram.respond(kServerFirst), kClientFinal);
    EXPECT_FALSE(scram.isComplete()) << "the server has not proved itself yet";
    EXPECT_EQ(scram.respond(kServerFinal), "");
    EXPECT_TRUE(scram.isComplete());
    EXPECT_EQ(codeOf(scram.respond("")), ErrorCode::MalformedResponse);
}

TEST(ScramSha256, beginsOnAnEmptyChallengeToo) {
    detail::ScramSha256 scram = pencil();
    EXPECT_EQ(scram.respond(""), "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    EXPECT_EQ(scram.respond(kServerFirst), kClientFinal);
    detail::ScramSha256 eager = pencil();
    EXPECT_EQ(codeOf(eager.respond(kServerFirst)), ErrorCode::MalformedResponse);
}

TEST(ScramSha256, aWrongServerSignatureIsNoSignIn) {
    for (const char* final :
         {"v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95A==", "v=", "",
          "x=1", "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="}) {
        detail::ScramSha256 scram = pencil();
        (void)scram.initialResponse();
        ASSERT_TRUE(scram.respond(kServerFirst));
        const auto answer = scram.respond(final);
        ASSERT_FALSE(answer) << final;
        EXPECT_EQ(answer.error().kind, ErrorKind::Auth) << final;
        EXPECT_EQ(answer.error().code, ErrorCode::CredentialsRejected) << final;
        EXPECT_FALSE(scram.isComplete()) << final;
    }
}

TEST(ScramSha256, theServersErrorIsQuoted) {
    detail::ScramSha256 scram = pencil();
    (void)scram.initialResponse();
    ASSERT_TRUE(scram.respond(kServerFirst));
    const auto answer = scram.respond("e=invalid-proof");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::Auth);
    EXPECT_EQ(answer.error().serverText, "invalid-proof");
}

TEST(ScramSha256, aNonceThatDoesNotContinueOursIsRefused) {
    for (const char* first : {"r=AOprNGfwEbeRWgbNEkqO%hv,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", // another one
                              "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",    // nothing added
                              "r=rOprNGf,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"})
        EXPECT_EQ(afterServerFirst(first), ErrorCode::MalformedResponse) << first;
}

TEST(ScramSha256, theSaltMustBeThereAndBase64) {
    EXPECT_EQ(afterServerFirst("r=rOprNGfwEbeRWgbNEkqOx,i=4096"), ErrorCode::MalformedResponse);
    EXPECT_EQ(afterServerFirst("r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096"), ErrorCode::MalformedResponse);
    EXPECT_EQ(afterServerFirst("r=rOprNGfwEbeRWgbNEkqOx,s=W2*ZaJ0S,i=4096"), ErrorCode::MalformedResponse);
    EXPECT_EQ(afterServerFirst("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0S,i=4096"), ErrorCode::None);
}

TEST(ScramSha256, iterationsAreBoundedOnBothSides) {
    const auto with = [](const QByteArray& count) {
        return afterServerFirst("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0S,i=" + count);
    };
    EXPECT_EQ(with("4095"), ErrorCode::MalformedResponse) << "RFC 7677 4: 4096 at least";
    EXPECT_EQ(with("4096"), ErrorCode::None);
    EXPECT_EQ(with("1000001"), ErrorCode::MalformedResponse);
    for (const char* count : {"1", "0", "-4096", "2147483647", "99999999999999999999", "4096x", ""})
        EXPECT_EQ(with(count), ErrorCode::MalformedResponse) << count;
}

TEST(ScramSha256, anUnknownMandatoryExtensionIsRefused) {
    EXPECT_EQ(afterServerFirst(QByteArray("m=x,") + kServerFirst), ErrorCode::MalformedResponse);
    EXPECT_EQ(afterServerFirst(QByteArray(kServerFirst) + ",x=optional"), ErrorCode::None);
}

TEST(ScramSha256, escapesTheUserNameAndPreparesIt) { // RFC 5802 5.1
    detail::ScramSha256 scram(passwordOf(u"a=b,c\u00AD\uFF21"_s, "pw"), "N");
    EXPECT_EQ(scram.initialResponse(), "n,,n=a=3Db=2CcA,r=N");
}

TEST(ScramSha256, noncesAreRandom) {
    detail::ScramSha256 a(passwordOf(u"u"_s, "p"));
    detail::ScramSha256 b(passwordOf(u"u"_s, "p"));
    const QByteArray first = *a.initialResponse();
    EXPECT_NE(first, *b.initialResponse());
    EXPECT_EQ(first.size(), QByteArray("n,,n=u,r=").size() + 32) << "24 random bytes";
}

TEST(ScramSha256, passwordsThatPrepareAlikeAreAlike) {
    const auto finalOf = [](const QByteArray& password) {
        detail::ScramSha256 scram(passwordOf(u"user"_s, password), kClientNonce);
        (void)scram.initialResponse();
        return *scram.respond(kServerFirst);
    };
    EXPECT_EQ(finalOf("pen\xC2\xAD"
                      "cil"),
              kClientFinal); // a soft hyphen
    EXPECT_EQ(finalOf("\xEF\xBD\x90"
                      "encil"),
              kClientFinal); // full-width p
    EXPECT_NE(finalOf("Pencil"), kClientFinal);
    EXPECT_NE(finalOf("\xE9"), finalOf("\xE8")) << "bytes that are no UTF-8 stay what they are";
}

// --- SASLprep and what cannot be sent

TEST(SaslPrep, hasTheExamplesOfRfc4013) {
    EXPECT_EQ(prepared("I\xC2\xADX"), "IX");
    EXPECT_EQ(prepared("user"), "user");
    EXPECT_EQ(prepared("USER"), "USER");
    EXPECT_EQ(prepared("\xC2\xAA"), "a");
    EXPECT_EQ(prepared("\xE2\x85\xA8"), "IX");
    EXPECT_EQ(prepared("a\xC2\xA0"
                       "b\xE3\x80\x80"
                       "c"),
              "a b c")
        << "other spaces are spaces";
    EXPECT_EQ(prepared("\x07"), "\x07") << "prohibited: left to the server";
    EXPECT_EQ(prepared("\xFF\xC2\xAD"), "\xFF\xC2\xAD") << "no UTF-8";
    EXPECT_EQ(prepared(""), "");
}

TEST(Credentials, aNulIsRefusedAtItsField) {
    EXPECT_TRUE(checkCredentials(passwordOf(u"tim"_s, "pass\tword ü")));
    const Status password = checkCredentials(passwordOf(u"tim"_s, QByteArray("a\0b", 3)));
    ASSERT_FALSE(password);
    EXPECT_EQ(password.error(), (Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"password"_s}));
    const Status user = checkCredentials(passwordOf(QString::fromLatin1("t\0m", 3), "pw"));
    ASSERT_FALSE(user);
    EXPECT_EQ(user.error(), (Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"user"_s}));
    EXPECT_FALSE(checkCredentials(passwordOf(u"tim"_s, "")));
    EXPECT_FALSE(checkCredentials(passwordOf({}, "pw")));
}

TEST(Credentials, aTokenCannotSmuggleAnotherField) {
    EXPECT_TRUE(checkCredentials(tokenOf(u"u@x"_s, "ya29.a-b_c~d+e/f==")));
    for (const char* token : {"a\x01host=evil", "a\r\nb", "a b", "t\xC3\xB6ken"})
        EXPECT_FALSE(checkCredentials(tokenOf(u"u@x"_s, token))) << token;
}

// --- Bearer tokens

TEST(OAuthBearer, isTheExampleOfRfc7628) {
    detail::Bearer bearer(detail::Bearer::Kind::OAuthBearer,
                          tokenOf(u"user@example.com"_s, "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="));
    EXPECT_EQ(bearer.name(), "OAUTHBEARER");
    EXPECT_EQ(bearer.initialResponse()->toBase64(),
              "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyI"
              "HZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB");
}

TEST(OAuthBearer, answersARefusalWithOneByteAndKeepsItsReason) { // RFC 7628 3.2.3
    detail::Bearer bearer(detail::Bearer::Kind::OAuthBearer, tokenOf(u"user@example.com"_s, "t"));
    (void)bearer.initialResponse();
    const QByteArray reason(R"({"status":"invalid_token","scope":"example_scope"})");
    EXPECT_EQ(bearer.respond(reason), "\x01");
    EXPECT_EQ(bearer.refusal(), reason);
    EXPECT_EQ(codeOf(bearer.respond(reason)), ErrorCode::MalformedResponse);
}

TEST(OAuthBearer, escapesTheUserName) {
    detail::Bearer bearer(detail::Bearer::Kind::OAuthBearer, tokenOf(u"a,b=c"_s, "t"));
    EXPECT_TRUE(bearer.initialResponse()->startsWith("n,a=a=2Cb=3Dc,\x01host="));
}

TEST(XOAuth2, isTheExampleOfItsDescription) {
    detail::Bearer bearer(detail::Bearer::Kind::XOAuth2,
                          tokenOf(u"someuser@example.com"_s, "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg"));
    EXPECT_EQ(bearer.name(), "XOAUTH2");
    EXPECT_EQ(bearer.initialResponse()->toBase64(),
              "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJo"
              "ZG1semRHRXVZMjl0Q2cBAQ==");
    EXPECT_EQ(bearer.respond(R"({"status":"400"})"), "") << "an empty line, then the server's NO";
}

// --- Which one

QByteArray chosen(const QList<QByteArray>& offered, bool encrypted, bool allowPlain = false) {
    const auto mechanism = chooseMechanism(offered, passwordOf(u"u"_s, "p"), encrypted, allowPlain);
    return mechanism ? mechanism->name() : QByteArray();
}

TEST(ChooseMechanism, takesTheBestOfBoth) {
    EXPECT_EQ(chosen({"CRAM-MD5", "LOGIN", "PLAIN", "SCRAM-SHA-256"}, true), "SCRAM-SHA-256");
    EXPECT_EQ(chosen({"LOGIN", "plain"}, true), "PLAIN");
    EXPECT_EQ(chosen({"CRAM-MD5", "LOGIN"}, true), "LOGIN");
    EXPECT_EQ(chosen({"CRAM-MD5"}, true), "CRAM-MD5");
    EXPECT_EQ(chosen({"GSSAPI", "SCRAM-SHA-256-PLUS", "XOAUTH2", "NTLM"}, true), "");
    EXPECT_EQ(chosen({}, true), "");
}

TEST(ChooseMechanism, withoutTlsNoPasswordGoesInClear) {
    EXPECT_EQ(chosen({"PLAIN", "LOGIN"}, false), "");
    EXPECT_EQ(chosen({"PLAIN", "LOGIN", "CRAM-MD5"}, false), "CRAM-MD5");
    EXPECT_EQ(chosen({"PLAIN", "SCRAM-SHA-256"}, false), "SCRAM-SHA-256");
    EXPECT_EQ(chosen({"PLAIN"}, false, true), "PLAIN");
}

TEST(ChooseMechanism, aTokenGoesByBearerOnlyAndOnlyOverTls) {
    const Credentials token = tokenOf(u"u@x"_s, "t");
    EXPECT_EQ(chooseMechanism({"XOAUTH2", "OAUTHBEARER", "PLAIN"}, token, true)->name(), "OAUTHBEARER");
    EXPECT_EQ(chooseMechanism({"PLAIN", "XOAUTH2"}, token, true)->name(), "XOAUTH2");
    EXPECT_EQ(chooseMechanism({"PLAIN", "SCRAM-SHA-256"}, token, true), nullptr);
    EXPECT_EQ(chooseMechanism({"XOAUTH2", "OAUTHBEARER"}, token, false, true), nullptr);
}

TEST(ChooseMechanism, aProvidersListSaysWhichOnesATokenGoesByAndInWhichOrder) { // S21
    Credentials token = tokenOf(u"u@x"_s, "t");
    token.mechanisms = {"XOAUTH2", "OAUTHBEARER"};
    EXPECT_EQ(chooseMechanism({"OAUTHBEARER", "XOAUTH2"}, token, true)->name(), "XOAUTH2");
    EXPECT_EQ(chooseMechanism({"OAUTHBEARER"}, token, true)->name(), "OAUTHBEARER");
    token.mechanisms = {"XOAUTH2"};
    EXPECT_EQ(chooseMechanism({"OAUTHBEARER", "xoauth2", "PLAIN"}, token, true)->name(), "XOAUTH2");
    EXPECT_EQ(chooseMechanism({"OAUTHBEARER", "PLAIN"}, token, true), nullptr) << "the provider did not name it";
    EXPECT_EQ(chooseMechanism({"XOAUTH2"}, token, false, true), nullptr) << "never without TLS";
    token.mechanisms = {"PLAIN", "LOGIN", "SCRAM-SHA-256"};
    EXPECT_EQ(chooseMechanism({"PLAIN", "LOGIN", "SCRAM-SHA-256"}, token, true, true), nullptr) << "a token is no password, whatever a list says";
}

} // namespace
} // namespace tributary::sasl::tst_Mechanisms
