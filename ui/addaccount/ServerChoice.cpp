// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/ServerChoice.h"

#include "ui/addaccount/CandidateText.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

ServerChoice::ServerChoice(const engine::Policy& policy, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceS);
    m_warning = new Banner(BannerKind::Warning, {}, this);
    m_warning->setObjectName(QStringLiteral("notVerified"));
    column->addWidget(m_warning);
    m_source = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_source->setObjectName(QStringLiteral("serverSource"));
    m_note = new RoleLabel({}, ColorRole::Text, TextSize::Normal, this);
    m_note->setObjectName(QStringLiteral("providerNote"));
    m_help = new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this);
    m_help->setObjectName(QStringLiteral("providerHelp"));
    for (RoleLabel* label : {m_source, m_note, m_help}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        column->addWidget(label);
    }
    m_found = new QComboBox(this);
    m_found->setObjectName(QStringLiteral("foundServers"));
    m_found->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_foundRow = new FormRow(tr("Servers &found"), m_found, this);
    column->addWidget(m_foundRow);
    m_protocol = new QComboBox(this);
    m_protocol->setObjectName(QStringLiteral("protocol"));
    const auto offer = [&](model::Protocol protocol, const QString& name) {
        if (accounts::isProtocolAllowed(policy, protocol))
            m_protocol->addItem(name, static_cast<int>(protocol));
    };
    offer(model::Protocol::Imap, tr("IMAP"));
    offer(model::Protocol::Pop3, tr("POP3"));
    if (m_protocol->count() < 2) // the organisation has chosen (S6)
        ManagedMark::lock(m_protocol);
    m_protocolRow = new FormRow(tr("&Read with"), m_protocol, this);
    column->addWidget(m_protocolRow);
    connect(m_protocol, &QComboBox::currentIndexChanged, this, [this] {
        fillFound();
        Q_EMIT changed();
    });
    connect(m_found, &QComboBox::currentIndexChanged, this, [this] {
        show(chosen());
        Q_EMIT changed();
    });
}

void ServerChoice::setCandidates(const QList<engine::ServerCandidate>& candidates) {
    m_candidates = candidates;
    const model::Protocol first = candidates.isEmpty() ? model::Protocol::Imap : candidates.first().protocol;
    const QSignalBlocker blocker(m_protocol);
    m_protocol->setCurrentIndex(std::max(0, m_protocol->findData(static_cast<int>(first))));
    fillFound();
}

model::Protocol ServerChoice::protocol() const { return static_cast<model::Protocol>(m_protocol->currentData().toInt()); }

void ServerChoice::fillFound() {
    const QSignalBlocker blocker(m_found);
    m_found->clear();
    for (qsizetype i = 0; i < m_candidates.size(); ++i) {
        const engine::ServerCandidate& candidate = m_candidates[i];
        if (candidate.protocol == protocol())
            m_found->addItem(tr("%1 (%2)").arg(candidate.incoming.host.isEmpty() ? candidate.providerName : candidate.incoming.host, sourceWords(candidate)), i);
    }
    m_foundRow->setVisible(m_found->count() > 1);
    m_protocolRow->setHint(protocolText(protocol()));
    show(chosen());
}

engine::ServerCandidate ServerChoice::chosen() const {
    if (m_found->currentIndex() >= 0)
        return m_candidates.value(m_found->currentData().toInt());
    engine::ServerCandidate none; // to be filled in by hand
    none.protocol = protocol();
    none.providerId = QStringLiteral("other");
    return none;
}

void ServerChoice::setSignsIn(bool signsIn) {
    m_signsIn = signsIn;
    show(chosen());
}

void ServerChoice::show(const engine::ServerCandidate& candidate) {
    const bool isNone = m_found->currentIndex() < 0;
    const QString warning = isNone ? QString() : warningText(candidate);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_source->setText(isNone ? tr("No servers are known. Your provider says which they are.") : sourceText(candidate));
    const QString note = m_signsIn ? QString() : noteText(candidate.note);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    const bool hasHelp = !note.isEmpty() && !candidate.helpUrl.isEmpty();
    m_help->setText(hasHelp ? tr("The provider's page about it: %1").arg(candidate.helpUrl) : QString());
    m_help->setVisible(hasHelp);
}

} // namespace tributary::ui
