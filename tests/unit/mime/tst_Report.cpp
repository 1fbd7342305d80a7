// SPDX-License-Identifier: GPL-3.0-or-later
// What servers and mail programs report about sent mail is read to values (S6): RFC 3464, 6533, 8098.
#include "mime/Limits.h"
#include "mime/Report.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Report {

namespace {

std::optional<DeliveryReport> delivery(const QByteArray& raw) { return deliveryReport(raw, parseMessage(raw)); }
std::optional<DispositionReport> disposition(const QByteArray& raw) { return dispositionReport(raw, parseMessage(raw)); }

QByteArray report(const QByteArray& type, const QByteArray& fields, const QByteArray& third) {
    return "Content-Type: multipart/report; report-type=x; boundary=b\r\n\r\n--b\r\n\r\nYour message...\r\n--b\r\nContent-Type: message/" + type +
           "\r\n\r\n" + fields + "\r\n--b\r\n" + third + "\r\n--b--\r\n";
}

const QByteArray kOriginal("Content-Type: message/rfc822\r\n\r\nMessage-ID: <m1@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nTo: a@b.c\r\n\r\nbody");

} // namespace

TEST(Report, aDeliveryReportNamesEachRecipient) {
    const auto found = delivery(report("delivery-status",
                                       "Reporting-MTA: dns; mx.example.org\r\nOriginal-Envelope-Id: QQ1\r\nArrival-Date: Thu, 5 Nov 2026 09:08:07 +0900\r\n\r\n"
                                       "Original-Recipient: rfc822;info@example.com\r\nFinal-Recipient: RFC822; <louisl@example.com>\r\nAction: failed\r\n"
                                       "Status: 5.1.1 (bad mailbox)\r\nRemote-MTA: dns;mx2.example.com\r\n"
                                       "Diagnostic-Code: smtp; 550 5.1.1 No such user;\r\n try another\r\nLast-Attempt-Date: Thu, 5 Nov 2026 09:08:09 +0900\r\n\r\n"
                                       "Final-Recipient: rfc822;x@example.com\r\nAction: delayed\r\nStatus: 4.0.0\r\nWill-Retry-Until: Fri, 6 Nov 2026 09:08:07 +0900\r\n",
                                       kOriginal));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->reportingMta, QStringLiteral("mx.example.org"));
    EXPECT_EQ(found->envelopeId, "QQ1");
    EXPECT_TRUE(found->arrival.isValid());
    ASSERT_EQ(found->recipients.size(), 2);
    const RecipientStatus& first = found->recipients[0];
    EXPECT_EQ(first.recipient, QStringLiteral("louisl@example.com"));
    EXPECT_EQ(first.originalRecipient, QStringLiteral("info@example.com"));
    EXPECT_EQ(first.action, DeliveryAction::Failed);
    EXPECT_EQ(first.status, "5.1.1");
    EXPECT_EQ(first.diagnosticType, "smtp");
    EXPECT_EQ(first.diagnostic.toStdString(), "550 5.1.1 No such user; try another");
    EXPECT_EQ(first.remoteMta, QStringLiteral("mx2.example.com"));
    EXPECT_TRUE(first.lastAttempt.isValid());
    EXPECT_EQ(found->recipients[1].action, DeliveryAction::Delayed);
    EXPECT_TRUE(found->recipients[1].retryUntil.isValid());
    EXPECT_EQ(found->about.messageId, "m1@example.org");
    EXPECT_EQ(found->about.subject, QStringLiteral("Café"));
    EXPECT_EQ(found->about.to.size(), 1);
}

TEST(Report, aBrokenDeliveryReportSaysWhatItCan) {
    // One block, no action, junk between, only the header came back
    const auto found = delivery(report("delivery-status",
                                       "Reporting-MTA: mx\r\nFinal-Recipient: a@b.c\r\nStatus: 5.0.0\r\n\r\n\r\n*** junk\r\n\r\nFinal-Recipient: utf-8; j\\x{F6}rg@b.c\r\n",
                                       "Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nMessage-ID: <=6D2@x>\r\n"));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->recipients.size(), 2);
    EXPECT_EQ(found->recipients[0].recipient, QStringLiteral("a@b.c"));
    EXPECT_EQ(found->recipients[0].action, DeliveryAction::Failed);
    EXPECT_EQ(found->recipients[1].recipient, QStringLiteral("jörg@b.c"));
    EXPECT_EQ(found->recipients[1].action, DeliveryAction::Unknown);
    EXPECT_EQ(found->about.messageId, "m2@x");
}

TEST(Report, aReportInsideTheReturnedMessageIsNotThisOnes) {
    EXPECT_FALSE(delivery("Content-Type: message/rfc822\r\n\r\n" + report("delivery-status", "Final-Recipient: rfc822;a@b\r\n", "\r\n")));
    EXPECT_FALSE(delivery("Subject: x\r\n\r\ny"));
}

TEST(Report, recipientsHaveALimitThatIsTold) {
    const auto found = delivery(report("delivery-status", QByteArray("Final-Recipient: rfc822;a@b\r\nAction: failed\r\n\r\n").repeated(5'000), "\r\n"));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->tooManyRecipients);
    EXPECT_LE(found->recipients.size(), limits::kReportRecipients + 1);
    EXPECT_GE(found->recipients.size(), limits::kReportRecipients);
}

TEST(Report, aDispositionNotification) {
    const auto found = disposition(report("disposition-notification",
                                          "Reporting-UA: joes-pc.cs.example.com; Foomail 97.1\r\nOriginal-Recipient: rfc822;Joe@example.com\r\n"
                                          "Final-Recipient: rfc822;Joe2@example.com\r\nOriginal-Message-ID: <199509192301.23456@example.org>\r\n"
                                          "Disposition: automatic-action/MDN-sent-automatically; Deleted/Error, x-more\r\nError: could not (x)\r\n",
                                          kOriginal));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->finalRecipient, QStringLiteral("Joe2@example.com"));
    EXPECT_EQ(found->originalRecipient, QStringLiteral("Joe@example.com"));
    EXPECT_EQ(found->messageId, "199509192301.23456@example.org");
    EXPECT_TRUE(found->automatic);
    EXPECT_EQ(found->disposition, "deleted");
    EXPECT_EQ(found->modifiers, (QList<QByteArray>{"error", "x-more"}));
    EXPECT_EQ(found->reportingUa, QStringLiteral("joes-pc.cs.example.com; Foomail 97.1"));
    EXPECT_EQ(found->error, QStringLiteral("could not (x)"));
    EXPECT_EQ(found->about.messageId, "m1@example.org");
    EXPECT_FALSE(disposition("\r\n"));
    const auto manual = disposition(report("disposition-notification", "Disposition: manual-action/MDN-sent-manually; displayed\r\n", "\r\n"));
    ASSERT_TRUE(manual);
    EXPECT_FALSE(manual->automatic);
    EXPECT_EQ(manual->disposition, "displayed");
}

} // namespace tributary::mime::tst_Report
