// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sendas/SignaturesPage.h"

#include "ui/models/ErrorText.h"
#include "ui/sendas/IdentityList.h"
#include "ui/sendas/IdentityText.h"
#include "ui/sendas/SignaturePreview.h"
#include "ui/sendas/SignatureText.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {
constexpr int kPauseMs = 700;
constexpr int kEditorLines = 7;
} // namespace

SignaturesPage::SignaturesPage(engine::Engine& engine, QWidget* parent)
    : QWidget(parent), m_engine(&engine), m_identities(new IdentityList(engine, this)), m_banner(new Banner(BannerKind::Success, {}, this)),
      m_choice(new QComboBox(this)), m_parts(new QWidget(this)), m_empty(new EmptyState(this)) {
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    page->setSpacing(Tokens::kSpaceM);
    page->addWidget(new RoleLabel(title(), ColorRole::Text, TextSize::Title, this));
    m_banner->setObjectName(QStringLiteral("signatureBanner"));
    m_banner->setClosable(true);
    m_banner->hide();
    page->addWidget(m_banner);
    m_isLocked = engine.policy().locks(engine::Lock::Signatures);
    if (m_isLocked)
        page->addWidget(new ManagedMark({}, this));
    auto* column = new QVBoxLayout(m_parts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_choice->setObjectName(QStringLiteral("signatureIdentity"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    column->addWidget(new FormRow(tr("Mail &from"), m_choice, m_parts));
    makeEditor(*column);
    makePreview(*column);
    page->addWidget(m_parts, 1);
    m_empty->setContent(QStringLiteral("signature"), tr("No account yet"), tr("The signatures of your addresses stand here."));
    m_empty->hide();
    page->addWidget(m_empty, 1);
    if (m_isLocked) {
        m_editor->setReadOnly(true);
        ManagedMark::lock(m_above);
        ManagedMark::lock(m_all);
    }
    connectParts();
}

QString SignaturesPage::title() { return tr("Signatures"); }

void SignaturesPage::makeEditor(QVBoxLayout& column) {
    m_editor = new QPlainTextEdit(m_parts);
    m_editor->setObjectName(QStringLiteral("signatureText"));
    m_editor->setTabChangesFocus(true);
    m_editor->setPlaceholderText(tr("No signature"));
    m_editor->setFixedHeight(m_editor->fontMetrics().lineSpacing() * kEditorLines); // the rest is the preview's
    auto* row = new FormRow(tr("&Signature"), m_editor, m_parts);
    row->setHint(tr("Addresses of web pages and mail addresses become links. It is saved by itself."));
    column.addWidget(row);
    auto* last = new QHBoxLayout;
    m_above = new Switch(tr("In answers, &above the quotation"), m_parts);
    m_above->setObjectName(QStringLiteral("signatureAbove"));
    m_all = new QPushButton(tr("&Use for all addresses of this account"), m_parts);
    m_all->setObjectName(QStringLiteral("signatureForAll"));
    last->addWidget(m_above, 1);
    last->addWidget(m_all);
    column.addLayout(last);
}

void SignaturesPage::makePreview(QVBoxLayout& column) {
    auto* area = new QScrollArea(m_parts);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    m_preview = new SignaturePreview(area);
    area->setWidget(m_preview);
    auto* label = new RoleLabel(tr("In an answer"), ColorRole::Secondary, TextSize::Small, m_parts);
    area->setAccessibleName(label->text());
    column.addWidget(label);
    column.addWidget(area, 1);
}

void SignaturesPage::connectParts() {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SignaturesPage::save);
    connect(m_choice, &QComboBox::activated, this, [this] { choose(IdentityId(m_choice->currentData().toLongLong())); });
    connect(m_editor, &QPlainTextEdit::textChanged, this, &SignaturesPage::edited);
    connect(m_above, &Switch::toggled, this, &SignaturesPage::edited);
    connect(m_all, &QPushButton::clicked, this, &SignaturesPage::useForAll);
    connect(m_identities, &IdentityList::loaded, this, &SignaturesPage::follow);
    connect(m_identities, &IdentityList::failed, this, &SignaturesPage::tell);
    if (const Theme* theme = Theme::instance())
        connect(theme, &Theme::schemeChanged, this, &SignaturesPage::fillChoice);
}

void SignaturesPage::follow() {
    const QList<model::Identity>& all = m_identities->all();
    m_parts->setVisible(!all.isEmpty());
    m_empty->setVisible(all.isEmpty());
    if (!m_identities->find(m_chosen)) {
        m_isDirty = false; // of one that is gone
        m_pause.stop();
        m_chosen = all.isEmpty() ? IdentityId() : all.constFirst().id;
    }
    fillChoice();
    if (m_writes == 0) // else this is from before them
        showChosen();
}

void SignaturesPage::fillChoice() {
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    const int side = Tokens::current().iconSize;
    for (const model::Identity& identity : m_identities->all()) {
        const model::Account account = m_identities->account(identity.account);
        QString text = identity.displayName.isEmpty() ? identity.address : tr("%1 <%2>").arg(identity.displayName, identity.address);
        if (accountTitle(account) != identity.address)
            text += QStringLiteral("  ·  ") + accountTitle(account);
        m_choice->addItem(QIcon(iconPixmap(QStringLiteral("unread-dot"), side, devicePixelRatioF(), Tokens::current().accountColor(account.colour))), text, identity.id.value);
    }
    m_choice->setCurrentIndex(m_choice->findData(m_chosen.value));
}

void SignaturesPage::choose(IdentityId id) {
    if (id == m_chosen)
        return;
    save();
    m_banner->hide();
    m_chosen = id;
    showChosen();
}

/// What is being typed is never overwritten by what was saved a moment ago.
void SignaturesPage::showChosen() {
    const auto identity = m_identities->find(m_chosen);
    if (!identity || m_isDirty)
        return;
    m_showing = true;
    if (signatureText(m_editor->toPlainText()) != identity->signatureText || identity->signatureText.isEmpty())
        m_editor->setPlainText(identity->signatureText);
    m_above->setChecked(identity->signatureAboveQuote);
    m_showing = false;
    m_preview->show(signatureHtml(identity->signatureText), identity->signatureAboveQuote);
    const model::Account account = m_identities->account(identity->account);
    m_all->setEnabled(!m_isLocked && m_identities->of(identity->account).size() > 1);
    m_all->setToolTip(m_all->isEnabled() ? tr("Gives each address of %1 this signature").arg(accountTitle(account)) : tr("%1 has no other address").arg(accountTitle(account)));
}

void SignaturesPage::edited() {
    if (m_showing)
        return;
    m_banner->hide();
    m_preview->show(signatureHtml(signatureText(m_editor->toPlainText())), m_above->isChecked());
    m_isDirty = true;
    m_pause.start();
}

std::optional<model::Identity> SignaturesPage::typed() const {
    const auto identity = m_identities->find(m_chosen);
    return identity ? std::optional(withSignature(*identity, m_editor->toPlainText(), m_above->isChecked())) : std::nullopt;
}

void SignaturesPage::save() {
    if (!m_isDirty)
        return;
    m_isDirty = false;
    m_pause.stop();
    if (const auto identity = typed())
        write({*identity});
}

void SignaturesPage::useForAll() {
    const auto identity = typed();
    if (!identity)
        return;
    save();
    QList<model::Identity> before, after;
    for (const model::Identity& one : m_identities->of(identity->account)) {
        if (one.id == identity->id)
            continue;
        before.append(one);
        after.append(withSignatureOf(one, *identity));
    }
    write(after);
    const QString account = accountTitle(m_identities->account(identity->account));
    m_banner->setKind(BannerKind::Success);
    m_banner->setText(tr("All %n address(es) of %1 have this signature now.", nullptr, static_cast<int>(after.size() + 1)).arg(account));
    m_banner->setServerWords({});
    offerUndo(before);
    m_banner->show();
}

void SignaturesPage::offerUndo(const QList<model::Identity>& before) {
    m_banner->clearActions();
    QPushButton* undo = m_banner->addAction(tr("Undo"));
    undo->setObjectName(QStringLiteral("undoForAll"));
    connect(undo, &QPushButton::clicked, this, [this, before] {
        m_banner->hide();
        QList<model::Identity> restored;
        for (const model::Identity& one : before) {
            if (const auto now = m_identities->find(one.id)) // its address may have been edited since
                restored.append(withSignatureOf(*now, one));
        }
        write(restored);
    });
}

void SignaturesPage::write(const QList<model::Identity>& identities) {
    for (const model::Identity& identity : identities) {
        if (!m_engine)
            return;
        ++m_writes;
        m_engine->updateIdentity(identity, this, [this, id = identity.id](const Result<std::monostate>& saved) {
            --m_writes;
            if (saved)
                return;
            m_isDirty = m_isDirty || id == m_chosen; // tried again on leaving
            tell(saved.error());
        });
    }
}

void SignaturesPage::hideEvent(QHideEvent* event) {
    save();
    QWidget::hideEvent(event);
}

void SignaturesPage::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_banner->clearActions();
    m_banner->setKind(BannerKind::Error);
    m_banner->setText(text.title);
    m_banner->setServerWords(text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
