// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ErrorText.h"

#include <gtest/gtest.h>

namespace tributary::ui::tst_ErrorText {
namespace {

/// The codes that each kind comes with (base/Error.h).
const QList<std::pair<ErrorKind, QList<ErrorCode>>> kCodes{
    {ErrorKind::Network, {ErrorCode::HostNotFound, ErrorCode::ConnectionRefused, ErrorCode::TimedOut, ErrorCode::ConnectionClosed, ErrorCode::NetworkUnreachable, ErrorCode::ProxyFailed, ErrorCode::NotTls, ErrorCode::NetworkChanged, ErrorCode::CaptivePortal}},
    {ErrorKind::Tls, {ErrorCode::CertificateExpired, ErrorCode::CertificateNotYetValid, ErrorCode::CertificateWrongHost, ErrorCode::CertificateSelfSigned, ErrorCode::CertificateUnknownAuthority, ErrorCode::CertificateInvalid, ErrorCode::TlsHandshakeFailed, ErrorCode::StartTlsNotOffered, ErrorCode::StartTlsRefused, ErrorCode::TlsRequired}},
    {ErrorKind::Auth, {ErrorCode::CredentialsRejected, ErrorCode::MechanismUnavailable, ErrorCode::LoginDisabled, ErrorCode::SecretMissing}},
    {ErrorKind::Storage, {ErrorCode::DiskFull, ErrorCode::DatabaseDamaged, ErrorCode::DatabaseNewer, ErrorCode::ProfileInUse, ErrorCode::NotWritable, ErrorCode::KeychainUnavailable, ErrorCode::WrongPassphrase}},
    {ErrorKind::InvalidInput, {ErrorCode::NotAnAddress, ErrorCode::PortNotStandard, ErrorCode::FieldMissing, ErrorCode::PolicyFaulty, ErrorCode::RefusedByPolicy, ErrorCode::NotFound, ErrorCode::AlreadyExists}},
    {ErrorKind::Protocol, {ErrorCode::NotThisProtocol, ErrorCode::LimitExceeded, ErrorCode::InjectedData, ErrorCode::ByeReceived}},
};

TEST(ErrorText, everyCodeOfAKindHasATitleOfItsOwn) {
    for (const auto& [kind, codes] : kCodes) {
        QStringList titles;
        for (const ErrorCode code : codes) {
            const QString title = errorText({kind, code, {}, QStringLiteral("x")}).title;
            EXPECT_FALSE(title.isEmpty());
            EXPECT_FALSE(titles.contains(title)) << qPrintable(title);
            titles.append(title);
        }
    }
}

TEST(ErrorText, whatAUserCanMendComesWithAdvice) {
    for (const ErrorKind kind : {ErrorKind::Network, ErrorKind::Tls, ErrorKind::Auth})
        EXPECT_GE(errorText({kind, ErrorCode::None, {}, {}}).advice.size(), 2);
    EXPECT_EQ(errorText({ErrorKind::Storage, ErrorCode::DiskFull, {}, {}}).advice.size(), 1);
}

TEST(ErrorText, theServersWordsAreQuotedWithoutControlCharacters) {
    const ErrorText text = errorText({ErrorKind::Auth, ErrorCode::CredentialsRejected, "no\x1b[2J\xE2\x80\xAE", {}});
    EXPECT_TRUE(text.serverWords.startsWith(QStringLiteral("no")));
    EXPECT_FALSE(text.serverWords.contains(QChar(0x1b)));
    EXPECT_FALSE(text.serverWords.contains(QChar(0x202E)));
}

} // namespace
} // namespace tributary::ui::tst_ErrorText
