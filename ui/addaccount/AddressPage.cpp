// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/addaccount/AddressPage.h"

#include "model/Address.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QHBoxLayout>
#include <QButtonGroup>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tributary::ui {

AddressPage::AddressPage(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceL);
    m_tiles = new QButtonGroup(this);
    m_tileRow = new QWidget(this);
    m_tileRow->setLayout(new FlowLayout(nullptr));
    column->addWidget(m_tileRow);
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setPlaceholderText(tr("name@example.com"));
    m_address->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_row = new FormRow(tr("&E-mail address"), m_address, this);
    m_row->setHint(tr("The servers of many providers are known; those of others are looked for, or you enter them yourself."));
    column->addWidget(m_row);
    m_explanation = new RoleLabel(QString(), ColorRole::Secondary, TextSize::Normal, this);
    m_explanation->setWordWrap(true);
    column->addWidget(m_explanation);
    m_demo = new QVBoxLayout;
    m_demo->setSpacing(Tokens::kSpaceS);
    column->addLayout(m_demo);
    column->addStretch();
    connect(m_address, &QLineEdit::textEdited, this, [this] {
        m_row->setError({});
        Q_EMIT changed();
    });
    connect(m_address, &QLineEdit::editingFinished, this, [this] {
        if (!m_address->text().trimmed().isEmpty())
            validate();
    });
}

void AddressPage::offerProviders(const QList<engine::ServerCandidate>& providers, bool others) {
    static constexpr std::array kTiles{"office365", "outlook", "zoho", "gmail", "yahoo", "icloud", "fastmail"};
    const auto add = [this](const QString& id, const QString& name) {
        auto* tile = new QPushButton(name, m_tileRow);
        tile->setObjectName(QStringLiteral("provider:") + id);
        tile->setCheckable(true);
        tile->setAutoDefault(false);
        connect(tile, &QPushButton::toggled, tile, [tile](bool on) { tile->setIcon(on ? icon(QStringLiteral("check")) : QIcon()); });
        m_tiles->addButton(tile);
        m_tileRow->layout()->addWidget(tile);
        return tile;
    };
    for (const char* id : kTiles) {
        const auto at = std::find_if(providers.begin(), providers.end(), [id](const auto& p) { return p.providerId == QLatin1String(id); });
        if (at != providers.end())
            add(at->providerId, at->providerName);
    }
    // Where servers of no provider are refused, this one stands for those that the address tells.
    add(QStringLiteral("other"), others ? tr("Other") : tr("By address"))->setChecked(true);
    if (!others)
        m_row->setHint(tr("Only accounts of certain providers can be added: managed by your organisation."));
}

void AddressPage::explain(bool imap, bool pop3) {
    m_explanation->setText(imap && pop3 ? tr("With IMAP your mail stays on the server, and all your devices see the same. With POP3 the inbox is fetched to this computer. You choose on the next page.")
                           : imap ? tr("With IMAP your mail stays on the server, and all your devices see the same.")
                                  : tr("With POP3 the inbox is fetched to this computer."));
}

QString AddressPage::provider() const {
    const QAbstractButton* const chosen = m_tiles->checkedButton();
    const QString id = chosen ? chosen->objectName().section(u':', 1) : QString();
    return id == QLatin1String("other") ? QString() : id;
}

void AddressPage::chooseProvider(const QString& id) {
    const QString name = QStringLiteral("provider:") + (id.isEmpty() ? QStringLiteral("other") : id);
    if (auto* tile = m_tileRow->findChild<QPushButton*>(name))
        tile->setChecked(true);
}

void AddressPage::offerDemo(const QList<DemoAccount>& accounts) {
    if (accounts.isEmpty())
        return;
    m_demo->addWidget(new RoleLabel(tr("Demo accounts"), ColorRole::Text, TextSize::Strong, this));
    for (const DemoAccount& account : accounts) {
        auto* card = new Card(this);
        auto* row = new QHBoxLayout(card);
        row->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceS, Tokens::kSpaceS);
        auto* texts = new QVBoxLayout;
        texts->setSpacing(2);
        texts->addWidget(new RoleLabel(account.address, ColorRole::Text, TextSize::Normal, card));
        const QString how = account.provider.isEmpty() ? tr("Password: %1").arg(account.password) : tr("Signs in on a page in the browser. Password there: %1").arg(account.password);
        texts->addWidget(new RoleLabel(how, ColorRole::Secondary, TextSize::Small, card));
        row->addLayout(texts, 1);
        auto* use = new QPushButton(tr("Use this"), card);
        use->setAccessibleName(tr("Use %1").arg(account.address));
        use->setObjectName(QStringLiteral("demo:") + account.address);
        row->addWidget(use);
        connect(use, &QPushButton::clicked, this, [this, account] {
            m_address->setText(account.address);
            chooseProvider(account.provider);
            Q_EMIT demoChosen(account);
        });
        m_demo->addWidget(card);
    }
}

/// What the organisation has prepared comes first: only signing in is left to do (S6).
void AddressPage::offerPrepared(const QList<accounts::PresetAccount>& prepared) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    for (qsizetype i = 0; i < prepared.size(); ++i) {
        auto* use = new QPushButton(icon(QStringLiteral("account")), tr("%1 (prepared by your organisation)").arg(prepared[i].email), this);
        use->setObjectName(QStringLiteral("prepared:") + prepared[i].email);
        use->setAutoDefault(false);
        column->insertWidget(static_cast<int>(i), use);
        connect(use, &QPushButton::clicked, this, [this, email = prepared[i].email] {
            m_address->setText(email);
            chooseProvider({});
            Q_EMIT preparedChosen();
        });
    }
}

QString AddressPage::address() const { return m_address->text().trimmed(); }

bool AddressPage::validate() {
    const bool ok = model::looksLikeAddress(address());
    m_row->setError(ok ? QString() : address().isEmpty() ? tr("Enter an address.") : tr("This is not an e-mail address."));
    return ok;
}

void AddressPage::showError(const QString& text) { m_row->setError(text); }

void AddressPage::focusFirst() { m_address->setFocus(); }

} // namespace tributary::ui
