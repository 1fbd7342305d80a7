// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/LinkOpener.h"

#include "content/Phishing.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace tributary::ui {

namespace {

struct LinkOpener {
    Q_DECLARE_TR_FUNCTIONS(LinkOpener)
};

constexpr qsizetype kMostShown = 300;
LinkSink g_sink = nullptr;

/// Why the question is asked, the most telling reason first.
QString reasonOf(const content::LinkCheck& check) {
    using content::LinkHint;
    if (check.has(LinkHint::OtherHost))
        return LinkOpener::tr("The text of this link says %1, but it leads to %2.").arg(check.textHost, check.displayHost);
    if (check.has(LinkHint::LookAlike))
        return LinkOpener::tr("This link leads to %1, which looks like %2 and is not.").arg(check.displayHost, check.lookAlikeOf);
    if (check.has(LinkHint::UserInfo))
        return LinkOpener::tr("This link is written so that it seems to lead elsewhere. It leads to %1.").arg(check.displayHost);
    if (check.has(LinkHint::MixedScripts))
        return LinkOpener::tr("The name of this server uses letters that imitate others. It is %1.").arg(check.host);
    if (check.has(LinkHint::IpAddress))
        return LinkOpener::tr("This link leads to a number instead of a name: %1.").arg(check.displayHost);
    return LinkOpener::tr("This link leads to %1 at an unusual port.").arg(check.displayHost);
}

void ask(const QUrl& target, const content::LinkCheck& check, QWidget* parent) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, LinkOpener::tr("Open link"),
                                LinkOpener::tr("Open %1?").arg(check.displayHost), QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(QStringLiteral("linkQuestion"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(reasonOf(check) + QStringLiteral("\n\n") + shownTarget(target.toString(QUrl::FullyEncoded)));
    QPushButton* open = box->addButton(LinkOpener::tr("Open %1").arg(check.displayHost), QMessageBox::AcceptRole);
    open->setObjectName(QStringLiteral("openLinkAnyway"));
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(open, &QPushButton::clicked, parent, [target] { openOutside(target); });
    box->open();
}

} // namespace

void setLinkSink(LinkSink sink) { g_sink = sink; }

void openOutside(const QUrl& target) {
    if (g_sink)
        g_sink(target);
    else
        QDesktopServices::openUrl(target);
}

QString shownTarget(const QString& target) {
    const QString line = target.simplified();
    return line.size() <= kMostShown ? line : QString(line.left(kMostShown) + u'…');
}

void openLinkOf(const engine::MessageContent& content, const QUrl& target, const QString& text, QWidget* parent) {
    const bool isTold = content::checkLink(text, target.toString(QUrl::FullyEncoded), content.knownDomains).isDeceptive();
    const auto same = std::find_if(content.doubtfulLinks.begin(), content.doubtfulLinks.end(),
                                   [&](const content::DoubtfulLink& one) { return QUrl(one.url) == target || one.url == target.toString(QUrl::FullyEncoded); });
    openMessageLink(target, isTold || same == content.doubtfulLinks.end() ? text : same->text, parent, content.knownDomains);
}

void openMessageLink(const QUrl& target, const QString& text, QWidget* parent, const content::KnownDomains& known) {
    const content::LinkCheck check = content::checkLink(text, target.toString(QUrl::FullyEncoded), known);
    if (check.has(content::LinkHint::NotAllowed))
        return;
    if (check.isSuspicious())
        ask(target, check, parent);
    else
        openOutside(target);
}

} // namespace tributary::ui
