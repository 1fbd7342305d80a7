// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/CandidateText.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>

namespace tributary::ui {

namespace {

struct CandidateText {
    Q_DECLARE_TR_FUNCTIONS(CandidateText)
};

using accounts::CandidateSource;

/// The host of the last URL in an origin; "MX host: URL" has one, too.
QString originHost(const QString& origin) {
    const QString host = QUrl(origin.section(u' ', -1)).host();
    return host.isEmpty() ? origin : host;
}

QString noteSentence(const QString& word) {
    static const QHash<QString, QString> sentences{
        {QStringLiteral("app-password"), CandidateText::tr("This provider wants an app password, which you make on its website.")},
        {QStringLiteral("enable-imap"), CandidateText::tr("IMAP has to be switched on first on this provider's website.")},
        {QStringLiteral("enable-pop"), CandidateText::tr("POP has to be switched on first on this provider's website.")},
        {QStringLiteral("enable-access"), CandidateText::tr("Access for mail programs (IMAP and POP) has to be switched on first on this provider's website.")},
        {QStringLiteral("authorisation-code"), CandidateText::tr("Instead of the password, enter the authorisation code that this provider's website gives you.")},
        {QStringLiteral("mail-password"), CandidateText::tr("This provider has a password of its own for mail programs; the one of its website does not work.")},
        {QStringLiteral("local-part"), CandidateText::tr("The user name is the part of the address before the @.")},
        {QStringLiteral("issued-name"), CandidateText::tr("The user name is the ID that the provider gave you, not the address.")},
        {QStringLiteral("dotted-name"), CandidateText::tr("The user name is the address with a dot in place of the @.")},
        {QStringLiteral("paid-option"), CandidateText::tr("Mail programs can be used only with a paid plan of this provider.")},
        {QStringLiteral("paid-option-imap"), CandidateText::tr("IMAP is an option of this provider that has to be ordered; POP comes without it.")},
        {QStringLiteral("region"), CandidateText::tr("Accounts of another region have another server: with the wrong one, the password seems to be wrong.")},
        {QStringLiteral("ask-administrator"), CandidateText::tr("Your organisation decides whether mail programs may be used.")},
        {QStringLiteral("sign-in-page"), CandidateText::tr("This provider takes no password from mail programs, and its sign-in page is not known here.")},
    };
    return sentences.value(word);
}

} // namespace

QString sourceText(const engine::ServerCandidate& candidate) {
    const QString name = candidate.providerName;
    switch (candidate.source) {
    case CandidateSource::Preset: return CandidateText::tr("Servers of %1, known to Tributary.").arg(name);
    case CandidateSource::Local: return CandidateText::tr("Servers of %1, set up on this computer.").arg(name);
    case CandidateSource::Provider: return CandidateText::tr("From the provider's own file at %1.").arg(originHost(candidate.origin));
    case CandidateSource::Ispdb: return CandidateText::tr("From the directory of mail providers at %1.").arg(originHost(candidate.origin));
    case CandidateSource::Mx: return CandidateText::tr("Servers of %1: that is where the mail of this address goes.").arg(name);
    case CandidateSource::Srv: return CandidateText::tr("Named by the domain's own name records.");
    case CandidateSource::Guess: break;
    }
    return CandidateText::tr("The servers of %1 are guessed. Please check them.").arg(name);
}

QString sourceWords(const engine::ServerCandidate& candidate) {
    switch (candidate.source) {
    case CandidateSource::Preset: return CandidateText::tr("known to Tributary");
    case CandidateSource::Local: return CandidateText::tr("set up on this computer");
    case CandidateSource::Provider: return candidate.verified ? CandidateText::tr("from the provider") : CandidateText::tr("from the provider, not encrypted");
    case CandidateSource::Ispdb: return CandidateText::tr("from the directory");
    case CandidateSource::Mx: return CandidateText::tr("where the mail goes");
    case CandidateSource::Srv: return CandidateText::tr("from name records");
    case CandidateSource::Guess: break;
    }
    return CandidateText::tr("guessed");
}

QString warningText(const engine::ServerCandidate& candidate) {
    if (candidate.verified || candidate.incoming.host.isEmpty())
        return {};
    return CandidateText::tr("Not verified: nobody vouches for these servers. Your password would go to %1. Go on only if that is your provider's server.")
        .arg(candidate.incoming.host);
}

QString noteText(const QString& note) {
    QStringList sentences;
    for (const QString& word : note.split(u' ', Qt::SkipEmptyParts)) {
        if (const QString sentence = noteSentence(word); !sentence.isEmpty())
            sentences.append(sentence);
    }
    return sentences.join(u'\n');
}

QString protocolText(model::Protocol protocol) {
    return protocol == model::Protocol::Pop3
        ? CandidateText::tr("POP3 fetches the inbox alone to this computer: folders, and what is read or deleted, are not shared with your other devices.")
        : CandidateText::tr("IMAP: your mail stays on the server, and all your devices see the same.");
}

} // namespace tributary::ui
