// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Options.h"

#include "base/Log.h"
#include "ui/app/InstanceMessage.h"

#include <QCommandLineParser>
#include <QFile>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace tributary::ui {

namespace {

[[noreturn]] void refuse(const QString& operand) {
    std::fprintf(stderr, "tributary: not a mailto: link: %s\n", loggable(operand.toUtf8()).toUtf8().constData());
    std::exit(2);
}

} // namespace

Options parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Tributary: all your mail accounts in one place"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(QStringLiteral("profile"), QStringLiteral("Settings, cache and secrets lie in DIR."), QStringLiteral("DIR"));
    const QCommandLineOption policy(QStringLiteral("policy"), QStringLiteral("The policy file."), QStringLiteral("FILE"));
    const QCommandLineOption secrets(QStringLiteral("secrets"), QStringLiteral("keychain, sealed (TRIBUTARY_PASSPHRASE_FILE) or memory."), QStringLiteral("WHERE"), QStringLiteral("keychain"));
    const QCommandLineOption language(QStringLiteral("lang"), QStringLiteral("en or ja."), QStringLiteral("LANGUAGE"));
    const QCommandLineOption tour(QStringLiteral("demo-tour"), QStringLiteral("Walks through the demo profile and writes a screenshot of each step into DIR."), QStringLiteral("DIR"));
    parser.addOptions({profile, policy, secrets, language, tour});
    parser.addPositionalArgument(QStringLiteral("mailto"), QStringLiteral("A mailto: link: a message to it is begun, in the window that is open already where there is one."), QStringLiteral("[mailto:ADDRESS...]"));
    parser.process(arguments);
    Options options;
    options.engine.profileDirectory = parser.value(profile);
    options.engine.policyFile = parser.value(policy);
    options.language = parser.value(language);
    options.demoTour = parser.value(tour);
    const QString where = parser.value(secrets);
    if (where == QLatin1String("sealed"))
        options.engine.secrets = engine::SecretBackend::Sealed;
    else if (where == QLatin1String("memory") || QFile::exists(options.engine.profileDirectory + QStringLiteral("/demo.json")))
        options.engine.secrets = engine::SecretBackend::Memory; // a throwaway profile leaves nothing in the keychain
    options.links = parser.positionalArguments();
    for (const QString& link : std::as_const(options.links)) {
        if (!isMailtoLink(link) || options.links.size() > kMostLinks)
            refuse(link);
    }
    options.passphraseFile = qEnvironmentVariable("TRIBUTARY_PASSPHRASE_FILE");
    return options;
}

} // namespace tributary::ui
