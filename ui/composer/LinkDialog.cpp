// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/LinkDialog.h"

#include "ui/style/Tokens.h"
#include "ui/widgets/FormRow.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tributary::ui {

LinkDialog::LinkDialog(const BodyLink& link, QWidget* parent) : QDialog(parent), m_text(new QLineEdit(link.text)), m_url(new QLineEdit(link.url)), m_urlRow(nullptr) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(link.url.isEmpty() ? tr("Insert Link") : tr("Change Link"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    column->addWidget(new FormRow(tr("&Text"), m_text, this));
    m_urlRow = new FormRow(tr("&Address"), m_url, this);
    m_urlRow->setHint(tr("A web page or a mail address"));
    column->addWidget(m_urlRow);
    column->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* take = buttons->addButton(link.url.isEmpty() ? tr("Insert") : tr("Change"), QDialogButtonBox::AcceptRole);
    take->setDefault(true);
    take->setProperty("kind", QStringLiteral("primary"));
    if (!link.url.isEmpty()) {
        QPushButton* remove = buttons->addButton(tr("Remove Link"), QDialogButtonBox::ResetRole);
        connect(remove, &QPushButton::clicked, this, [this, link] {
            Q_EMIT chosen({link.text, {}});
            accept();
        });
    }
    column->addWidget(buttons);
    connect(take, &QPushButton::clicked, this, &LinkDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_url, &QLineEdit::textEdited, this, [this] { m_urlRow->setError({}); });
    setMinimumWidth(420);
    (link.text.isEmpty() ? m_text : m_url)->setFocus();
}

void LinkDialog::take() {
    const QString url = completedLink(m_url->text());
    if (url.isEmpty()) {
        m_urlRow->setError(tr("This is neither a web page nor a mail address."));
        m_url->setFocus();
        return;
    }
    Q_EMIT chosen({m_text->text().isEmpty() ? m_url->text().trimmed() : m_text->text(), url});
    accept();
}

} // namespace tributary::ui
