// SPDX-License-Identifier: GPL-3.0-or-later
// What an organisation has decided is told, and its settings say so (S6).
#include "ui/settings/ManagedPage.h"
#include "ui/models/ErrorText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QApplication>

#include <gtest/gtest.h>

namespace tributary::ui::tst_ManagedPage {
namespace {

using accounts::Lock;

TEST(ManagedPage, eachPolicyIsALineAndTheFileIsNamed) {
    const Theme theme(*qApp, SchemeChoice::Light);
    engine::Policy policy;
    policy.file = QStringLiteral("/etc/tributary/policies/policies.json");
    EXPECT_TRUE(ManagedPage::words(policy).isEmpty());
    policy.allowedDomains = {QStringLiteral("example.com"), QStringLiteral("*.example.com")};
    policy.refusedProviders = {QStringLiteral("gmail")};
    policy.allowedProtocols = {model::Protocol::Imap};
    policy.maxAccounts = 2;
    policy.allowNonStandardPorts = false;
    policy.discoveryService = QString();
    policy.remotePictures = engine::RemotePictureRule::Never;
    policy.locked = {Lock::Accounts, Lock::NonStandardPorts, Lock::Filters, Lock::Vacation};
    const QStringList words = ManagedPage::words(policy);
    ASSERT_EQ(words.size(), 10) << qPrintable(words.join(u'\n')); // ports are told once
    EXPECT_TRUE(words[0].contains(QStringLiteral("example.com, *.example.com")));
    EXPECT_TRUE(words[1].contains(QStringLiteral("gmail")));
    EXPECT_TRUE(words[2].contains(QStringLiteral("IMAP")));
    const ManagedPage page(policy);
    EXPECT_EQ(page.findChildren<RoleLabel*>(QStringLiteral("managedLine")).size(), words.size());
    bool isNamed = false;
    for (const auto* label : page.findChildren<RoleLabel*>())
        isNamed = isNamed || label->text().contains(policy.file);
    EXPECT_TRUE(isNamed);
}

TEST(ManagedPage, aLockedSettingIsOffAndSaysWhyToEyesAndEars) {
    const Theme theme(*qApp, SchemeChoice::Light);
    QWidget window;
    auto* setting = new Switch(QStringLiteral("Allow"), &window);
    setting->setChecked(true);
    QWidget* both = ManagedMark::locked(setting, &window);
    EXPECT_FALSE(setting->isEnabled());
    EXPECT_TRUE(setting->isChecked()) << "what counts is still to be seen";
    EXPECT_TRUE(setting->toolTip().contains(ManagedMark::words()));
    EXPECT_TRUE(setting->accessibleDescription().contains(ManagedMark::words()));
    EXPECT_TRUE(both->findChild<ManagedMark*>());
}

TEST(ManagedPage, aRefusalSaysWhatIsRefused) {
    QStringList told;
    for (const char* field : {"email", "provider", "protocol", "in-port", "accounts", "max-accounts", "syncSince", "saveSent", "identities", "signatures", "filters", "vacation", "remotePictures"}) {
        const QString text = errorText({ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, {}, QString::fromLatin1(field)}).explanation;
        EXPECT_TRUE(text.endsWith(u'.')) << field;
        EXPECT_FALSE(told.contains(text)) << field;
        told.append(text);
    }
    const QString faults = QStringLiteral("p.json:1:2: a: unknown key\np.json:3:4: b: unknown key");
    EXPECT_TRUE(errorText({ErrorKind::InvalidInput, ErrorCode::PolicyFaulty, {}, faults}).explanation.endsWith(faults)) << "all of them";
}

} // namespace
} // namespace tributary::ui::tst_ManagedPage
