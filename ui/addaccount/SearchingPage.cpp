// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/SearchingPage.h"

#include "model/Address.h"
#include "ui/addaccount/CandidateText.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Spinner.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kSearchSpinner = 24;
} // namespace

SearchingPage::SearchingPage(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    auto* head = new QHBoxLayout;
    head->setSpacing(Tokens::kSpaceM);
    auto* spinner = new Spinner(this);
    spinner->setSide(kSearchSpinner);
    m_title = new RoleLabel({}, ColorRole::Text, TextSize::Strong, this);
    m_title->setWordWrap(true);
    m_title->setObjectName(QStringLiteral("searchTitle"));
    head->addWidget(spinner, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    column->addLayout(head);
    auto* hint = new RoleLabel(tr("The provider's own web server, a directory of mail providers and the domain's name records are asked. They learn the part after "
                                  "the @ and nothing else. This takes ten seconds at most."),
                               ColorRole::Secondary, TextSize::Normal, this);
    hint->setWordWrap(true);
    column->addWidget(hint);
    m_found = new RoleLabel({}, ColorRole::Text, TextSize::Normal, this);
    m_found->setWordWrap(true);
    m_found->setObjectName(QStringLiteral("foundSoFar"));
    column->addWidget(m_found);
    m_stop = new QPushButton(tr("Stop and fill in by hand"), this);
    m_stop->setObjectName(QStringLiteral("stopSearch"));
    m_stop->setAutoDefault(false);
    column->addWidget(m_stop, 0, Qt::AlignLeft);
    column->addStretch();
    connect(m_stop, &QPushButton::clicked, this, &SearchingPage::stopped);
}

void SearchingPage::begin(const QString& address) {
    m_title->setText(tr("Looking for the servers of %1…").arg(model::domainOf(address)));
    take({});
}

void SearchingPage::take(const QList<engine::ServerCandidate>& soFar) {
    m_found->setText(soFar.isEmpty() ? QString() : tr("Found so far: %1 (%2)").arg(soFar.first().incoming.host, sourceWords(soFar.first())));
    m_found->setVisible(!soFar.isEmpty());
    m_stop->setText(soFar.isEmpty() ? tr("Stop and fill in by hand") : tr("Stop and use what was found"));
}

void SearchingPage::focusFirst() { m_stop->setFocus(); }

} // namespace tributary::ui
