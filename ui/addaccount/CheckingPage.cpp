// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/CheckingPage.h"

#include "ui/models/ErrorText.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/StageList.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

StageState stateOf(engine::StageState state) {
    switch (state) {
    case engine::StageState::Running: return StageState::Running;
    case engine::StageState::Ok: return StageState::Ok;
    case engine::StageState::Failed: return StageState::Failed;
    case engine::StageState::NotTried: return StageState::Skipped;
    }
    return StageState::Pending;
}

/// With STARTTLS the greeting comes before TLS; a line without TLS has no such stage.
QList<engine::Stage> orderOf(model::Security security, bool isIncoming) {
    using engine::Stage;
    QList<Stage> order{Stage::Resolve, Stage::Connect};
    if (security == model::Security::Tls)
        order.append(Stage::Tls);
    order.append(Stage::Greeting);
    if (security == model::Security::StartTls)
        order.append(Stage::Tls);
    order.append(Stage::SignIn);
    if (isIncoming)
        order.append(Stage::Mailboxes);
    return order;
}

QString titleOf(engine::Stage stage, model::Protocol protocol) {
    switch (stage) {
    case engine::Stage::Resolve: return CheckingPage::tr("Find the server");
    case engine::Stage::Connect: return CheckingPage::tr("Connect");
    case engine::Stage::Tls: return CheckingPage::tr("Encrypt and check the certificate");
    case engine::Stage::Greeting: return CheckingPage::tr("Hear the server's greeting");
    case engine::Stage::SignIn: return CheckingPage::tr("Sign in");
    case engine::Stage::Mailboxes: return protocol == model::Protocol::Pop3 ? CheckingPage::tr("Count the messages") : CheckingPage::tr("Read the mailboxes");
    }
    return {};
}

QString securityText(model::Security security) {
    switch (security) {
    case model::Security::Tls: return QStringLiteral("TLS");
    case model::Security::StartTls: return QStringLiteral("STARTTLS");
    case model::Security::None: return CheckingPage::tr("not encrypted");
    }
    return {};
}

QVBoxLayout* plainColumn(QWidget* parent, int spacing) {
    auto* column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

CheckingPage::CheckingPage(QWidget* parent) : QWidget(parent) {
    m_column = plainColumn(this, Tokens::kSpaceM);
    m_title = new RoleLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    m_title->setWordWrap(true);
    m_title->setObjectName(QStringLiteral("checkingTitle"));
    m_column->addWidget(m_title);
    m_incoming = makeSide();
    m_outgoing = makeSide();
    m_incoming.list->setObjectName(QStringLiteral("incomingStages"));
    m_outgoing.list->setObjectName(QStringLiteral("outgoingStages"));
    m_outgoing.note->setObjectName(QStringLiteral("outgoingNote"));
    m_failure = new Card(this);
    m_failure->setObjectName(QStringLiteral("failure"));
    m_failureColumn = new QVBoxLayout(m_failure);
    m_failureColumn->setContentsMargins(Tokens::kSpaceL, Tokens::kSpaceM, Tokens::kSpaceL, Tokens::kSpaceM);
    m_failureColumn->setSpacing(Tokens::kSpaceS);
    m_column->addWidget(m_failure);
    m_column->addStretch();
    m_failure->hide();
}

CheckingPage::Side CheckingPage::makeSide() {
    Side side;
    side.head = new RoleLabel({}, ColorRole::Text, TextSize::Strong, this);
    side.head->setWordWrap(true);
    side.note = new RoleLabel({}, ColorRole::Secondary, TextSize::Normal, this);
    side.note->setWordWrap(true);
    side.list = new StageList(this);
    m_column->addWidget(side.head);
    m_column->addWidget(side.note);
    m_column->addWidget(side.list);
    return side;
}

void CheckingPage::beginSide(Side& side, const QString& title, const model::ServerSettings& server, bool isIncoming) {
    const model::Protocol protocol = isIncoming ? m_account.protocol : model::Protocol::Smtp;
    side.head->setText(server.host.isEmpty() ? title : tr("%1: %2, port %3, %4", "Receiving: host, port, encryption").arg(title, server.host).arg(server.port).arg(securityText(server.security)));
    side.order = orderOf(server.security, isIncoming);
    QStringList titles;
    for (const engine::Stage stage : side.order)
        titles.append(titleOf(stage, protocol));
    side.list->setStages(titles);
}

bool CheckingPage::sendsHere() const { return !m_account.relay && !m_account.outgoing.host.isEmpty(); }

void CheckingPage::begin(const model::Account& account, const QString& relay) {
    m_account = account;
    m_reports.clear();
    m_error.reset();
    m_failure->hide();
    m_title->setText(tr("Trying %1 as %2. Nothing is saved before it works.").arg(account.incoming.host, account.incoming.user));
    if (account.id.isValid())
        m_title->setText(tr("Trying %1 as %2, with what is kept for the account.").arg(account.incoming.host, account.incoming.user));
    beginSide(m_incoming, tr("Receiving"), account.incoming, true);
    m_incoming.note->hide();
    beginSide(m_outgoing, tr("Sending"), sendsHere() ? account.outgoing : model::ServerSettings(), false);
    m_outgoing.list->hide();
    m_outgoing.note->show();
    if (account.relay)
        m_outgoing.note->setText(relay.isEmpty() ? tr("Through another account; not tested here.") : tr("Through %1; not tested here.").arg(relay));
    else
        m_outgoing.note->setText(sendsHere() ? tr("Tried once receiving works.") : tr("No server is named for sending; not tested."));
}

QString CheckingPage::noteOf(const engine::StageReport& report) const {
    if (report.state == engine::StageState::NotTried)
        return {};
    if (report.stage != engine::Stage::Mailboxes || report.state != engine::StageState::Ok)
        return report.text;
    bool isNumber = false;
    const int count = report.text.toInt(&isNumber);
    if (!isNumber)
        return report.text;
    return m_account.protocol == model::Protocol::Pop3 ? tr("%n message(s)", nullptr, count) : tr("%n mailbox(es)", nullptr, count);
}

void CheckingPage::take(const engine::StageReport& report) {
    const bool hasEnded = report.state != engine::StageState::Running;
    if (hasEnded)
        m_reports.append(report);
    Side& side = report.side == engine::Side::Incoming ? m_incoming : m_outgoing;
    if (report.side == engine::Side::Outgoing) {
        if (!sendsHere())
            return;
        if (report.state == engine::StageState::NotTried && side.list->isHidden())
            return side.note->setText(tr("Not tried, because receiving did not work."));
        side.note->hide();
        side.list->show();
    }
    const bool isTimed = report.state == engine::StageState::Ok || report.state == engine::StageState::Failed;
    side.list->setStage(static_cast<int>(side.order.indexOf(report.stage)), stateOf(report.state), isTimed ? static_cast<int>(report.ms) : -1, noteOf(report));
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

void CheckingPage::addText(const QString& words, const char* name, ColorRole role, TextSize size) {
    if (words.isEmpty())
        return;
    auto* label = new RoleLabel(words, role, size, m_failure);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setObjectName(QString::fromLatin1(name));
    m_failureColumn->addWidget(label);
}

void CheckingPage::fail(const Error& error) {
    while (QLayoutItem* item = m_failureColumn->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_error = error;
    const auto failed = std::find_if(m_reports.begin(), m_reports.end(), [](const engine::StageReport& report) { return report.state == engine::StageState::Failed; });
    const ErrorText text = errorText(error, engine::advicePlace(m_account, m_reports));
    addText(text.title, "failureTitle", ColorRole::Danger, TextSize::Strong);
    addText(text.explanation, "failureExplanation");
    if (!text.serverWords.isEmpty())
        addText(tr("The server says: “%1”").arg(text.serverWords), "failureServerWords", ColorRole::Secondary);
    if (!text.advice.isEmpty())
        addText(tr("What to do"), "failureAdviceTitle", ColorRole::Text, TextSize::Strong);
    for (const QString& advice : text.advice)
        addText(QStringLiteral("•  ") + advice, "failureAdvice");
    if (error.kind == ErrorKind::Tls && failed != m_reports.end() && !failed->certificates.isEmpty())
        showCertificate(failed->certificates.first());
    showFailureBelow(failed == m_reports.end() ? engine::Side::Incoming : failed->side);
}

/// Beside what failed, and in sight.
void CheckingPage::showFailureBelow(engine::Side side) {
    m_column->removeWidget(m_failure);
    m_column->insertWidget(m_column->indexOf(side == engine::Side::Incoming ? m_incoming.list : m_outgoing.list) + 1, m_failure);
    m_failure->show();
    for (QWidget* above = parentWidget(); above; above = above->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(above)) {
            QTimer::singleShot(0, area, [area, failure = m_failure] { area->ensureWidgetVisible(failure, 0, 0); }); // once it has been laid out
            break;
        }
    }
}

void CheckingPage::succeed() {
    m_failure->hide();
    m_title->setText(sendsHere() ? tr("Receiving and sending work.") : tr("Receiving works."));
}

QString CheckingPage::details() const { return engine::probeReport(m_account, m_reports, m_error, engine::reportFacts()); }

} // namespace tributary::ui
