// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/CheckingPage.h"

#include "ui/models/ErrorText.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/StageList.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

// The rows of the list: the stages of the incoming side, then one for the outgoing.
constexpr int kOutgoingRow = 6;

StageState stateOf(engine::StageState state) {
    switch (state) {
    case engine::StageState::Running: return StageState::Running;
    case engine::StageState::Ok: return StageState::Ok;
    case engine::StageState::Failed: return StageState::Failed;
    case engine::StageState::NotTried: return StageState::Skipped;
    }
    return StageState::Pending;
}

} // namespace

CheckingPage::CheckingPage(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_title = new RoleLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    m_stages = new StageList(this);
    column->addWidget(m_stages);
    m_failure = new Card(this);
    m_failureColumn = new QVBoxLayout(m_failure);
    m_failureColumn->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceL, Tokens::kSpaceM);
    m_failureColumn->setSpacing(Tokens::kSpaceS);
    column->addWidget(m_failure);
    column->addStretch();
    m_failure->hide();
}

void CheckingPage::begin(const engine::AccountDraft& draft) {
    m_place = QStringLiteral("%1:%2").arg(draft.account.incoming.host).arg(draft.account.incoming.port);
    m_title->setText(tr("Trying %1 as %2. Nothing is saved before it works.").arg(m_place, draft.account.incoming.user));
    m_stages->setStages({tr("Find the server"), tr("Connect"), tr("Encrypt and check the certificate"), tr("Hear the server's greeting"),
                         tr("Sign in"), tr("Read the mailboxes"), tr("Outgoing mail")});
    m_certificates.clear();
    m_failureText.clear();
    m_outgoingMs = 0;
    m_outgoingEnded = false;
    m_failure->hide();
}

/// The stages of the outgoing side share one row.
void CheckingPage::takeOutgoing(const engine::StageReport& report) {
    using engine::StageState;
    if (m_outgoingEnded)
        return;
    m_outgoingMs += static_cast<int>(report.ms);
    const bool isLast = report.stage == engine::Stage::SignIn && report.state == StageState::Ok;
    m_outgoingEnded = isLast || report.state == StageState::Failed || report.state == StageState::NotTried;
    if (report.state == StageState::NotTried)
        m_stages->setStage(kOutgoingRow, stateOf(report.state), -1, tr("not tried"));
    else
        m_stages->setStage(kOutgoingRow, stateOf(m_outgoingEnded ? report.state : StageState::Running), m_outgoingEnded ? m_outgoingMs : -1, report.text);
}

void CheckingPage::take(const engine::StageReport& report) {
    if (!report.certificates.isEmpty())
        m_certificates = report.certificates;
    if (report.side == engine::Side::Outgoing)
        return takeOutgoing(report);
    QString note = report.text;
    if (report.stage == engine::Stage::Mailboxes && report.state == engine::StageState::Ok)
        note = tr("%n mailbox(es)", nullptr, report.text.toInt());
    else if (report.state == engine::StageState::NotTried)
        note.clear();
    const bool timed = report.state == engine::StageState::Ok || report.state == engine::StageState::Failed;
    m_stages->setStage(static_cast<int>(report.stage), stateOf(report.state), timed ? static_cast<int>(report.ms) : -1, note);
}

QWidget* CheckingPage::line(const QString& label, const QString& value) {
    auto* row = new QWidget(m_failure);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* name = new RoleLabel(label, ColorRole::Secondary, TextSize::Small, row);
    name->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    auto* text = new RoleLabel(value, ColorRole::Text, TextSize::Small, row);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(name, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    return row;
}

void CheckingPage::showCertificate(const net::CertificateSummary& certificate) {
    m_failureColumn->addWidget(new RoleLabel(tr("The certificate"), ColorRole::Text, TextSize::Strong, m_failure));
    m_failureColumn->addWidget(line(tr("Issued to"), certificate.subject));
    m_failureColumn->addWidget(line(tr("Issued by"), certificate.issuer));
    m_failureColumn->addWidget(line(tr("Names"), certificate.names.join(QStringLiteral(", "))));
    const QLocale locale;
    m_failureColumn->addWidget(line(tr("Valid"), tr("%1 to %2").arg(locale.toString(certificate.notBefore.date(), QLocale::ShortFormat),
                                                                   locale.toString(certificate.notAfter.date(), QLocale::ShortFormat))));
    QString fingerprint = certificate.sha256;
    m_failureColumn->addWidget(line(tr("SHA-256"), fingerprint.replace(QLatin1Char(':'), QStringLiteral(":\u200B"))));
}

void CheckingPage::fail(const Error& error) {
    while (QLayoutItem* item = m_failureColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const ErrorText text = errorText(error);
    const auto add = [this](const QString& words, ColorRole role, TextSize size) {
        auto* label = new RoleLabel(words, role, size, m_failure);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_failureColumn->addWidget(label);
        return label;
    };
    add(text.title, ColorRole::Danger, TextSize::Strong)->setObjectName(QStringLiteral("failureTitle"));
    if (!text.explanation.isEmpty())
        add(text.explanation, ColorRole::Text, TextSize::Normal);
    if (!text.serverWords.isEmpty())
        add(tr("The server says: “%1”").arg(text.serverWords), ColorRole::Secondary, TextSize::Normal);
    for (const QString& advice : text.advice)
        add(QStringLiteral("•  ") + advice, ColorRole::Text, TextSize::Normal);
    if (error.kind == ErrorKind::Tls && !m_certificates.isEmpty())
        showCertificate(m_certificates.first());
    m_failureText = text.title + u'\n' + text.explanation + u'\n' + text.serverWords;
    m_failure->show();
}

void CheckingPage::succeed() { m_failure->hide(); }

QString CheckingPage::details() const { return m_place + u'\n' + m_stages->toPlainText() + u'\n' + m_failureText; }

} // namespace tributary::ui
