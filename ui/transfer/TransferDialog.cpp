// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/TransferDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/RoleLabel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

constexpr int kBarSteps = 1000;

RoleLabel* wrapped(const QString& text, ColorRole role, QWidget* parent) {
    auto* label = new RoleLabel(text, role, TextSize::Normal, parent);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout* columnIn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    return column;
}

} // namespace

TransferDialog::TransferDialog(const QString& title, const QString& explanation, QWidget* parent) : QDialog(parent) {
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 520);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    column->addWidget(new RoleLabel(title, ColorRole::Text, TextSize::Title, this));
    m_banner = new Banner(BannerKind::Error, {}, this);
    m_banner->setObjectName(QStringLiteral("transferError"));
    m_banner->hide();
    column->addWidget(m_banner);
    m_stack = new QStackedWidget(this);
    column->addWidget(m_stack, 1);

    makeForm(explanation);
    makeWork();
    makeResult();
    column->addLayout(makeButtons());
}

void TransferDialog::makeForm(const QString& explanation) {
    m_formWidget = new QWidget(m_stack);
    m_form = columnIn(m_formWidget);
    m_form->addWidget(wrapped(explanation, ColorRole::Secondary, m_formWidget));
    m_stack->addWidget(m_formWidget);
}

void TransferDialog::makeWork() {
    auto* work = new QWidget(m_stack);
    auto* column = columnIn(work);
    m_words = wrapped({}, ColorRole::Text, work);
    m_bar = new QProgressBar(work);
    m_bar->setTextVisible(false);
    m_bar->setObjectName(QStringLiteral("transferProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_what = new ElidedLabel({}, ColorRole::Secondary, TextSize::Small, work);
    column->addStretch();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_words, m_bar, m_what})
        column->addWidget(widget);
    column->addStretch();
    m_stack->addWidget(work);
}

void TransferDialog::makeResult() {
    auto* result = new QWidget(m_stack);
    auto* column = columnIn(result);
    m_summary = wrapped({}, ColorRole::Text, result);
    m_summary->setObjectName(QStringLiteral("transferResult"));
    m_leftOutTitle = wrapped(tr("Left out:"), ColorRole::Secondary, result);
    m_leftOut = new QListWidget(result);
    m_leftOut->setObjectName(QStringLiteral("transferLeftOut"));
    m_leftOut->setAccessibleName(tr("What was left out, and why"));
    m_leftOut->setWordWrap(true);
    column->addWidget(m_summary);
    column->addWidget(m_leftOutTitle);
    column->addWidget(m_leftOut, 1);
    column->addStretch();
    m_stack->addWidget(result);
}

QHBoxLayout* TransferDialog::makeButtons() {
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    m_close = new QPushButton(tr("Cancel"), this);
    m_close->setObjectName(QStringLiteral("transferClose"));
    m_close->setAutoDefault(false); // while nothing can be started it would look like what is meant
    m_start = new QPushButton(this);
    m_start->setObjectName(QStringLiteral("transferStart"));
    m_start->setProperty("kind", QStringLiteral("primary"));
    m_start->setDefault(true);
    buttons->addWidget(m_close);
    buttons->addWidget(m_start);
    connect(m_close, &QPushButton::clicked, this, &TransferDialog::reject);
    connect(m_start, &QPushButton::clicked, this, [this] {
        m_banner->hide();
        start();
    });
    return buttons;
}

void TransferDialog::setStartText(const QString& text) { m_start->setText(text); }

void TransferDialog::reject() {
    m_task.reset(); // stops it; what is not whole goes
    QDialog::reject();
}

void TransferDialog::working(const QString& words, std::shared_ptr<engine::Task> task) {
    m_words->setText(words);
    m_bar->setRange(0, 0); // until there is something to count
    m_what->setText({});
    m_start->hide();
    m_close->setText(tr("Stop"));
    m_close->setFocus();
    m_stack->setCurrentIndex(1);
    m_task = std::move(task);
}

void TransferDialog::tell(const engine::TransferProgress& progress) {
    m_what->setText(progress.what);
    if (progress.total <= 0)
        return;
    m_bar->setRange(0, kBarSteps);
    m_bar->setValue(static_cast<int>(progress.done * kBarSteps / progress.total));
}

void TransferDialog::showForm() {
    m_task.reset();
    m_start->show();
    m_close->setText(tr("Cancel"));
    m_stack->setCurrentIndex(0);
}

void TransferDialog::failed(const Error& error) {
    showForm();
    if (error.kind == ErrorKind::Cancelled)
        return;
    const ErrorText text = errorText(error);
    m_banner->setText(text.title);
    m_banner->setServerWords(text.explanation.isEmpty() ? error.detail : text.explanation);
    m_banner->show();
}

void TransferDialog::ended(const QString& summary, const QStringList& leftOut) {
    m_task.reset();
    m_summary->setText(summary);
    m_leftOut->clear();
    m_leftOut->addItems(leftOut);
    m_leftOut->setVisible(!leftOut.isEmpty());
    m_leftOutTitle->setVisible(!leftOut.isEmpty());
    m_start->hide();
    m_close->setText(tr("Close"));
    m_close->setDefault(true);
    m_close->setFocus();
    m_stack->setCurrentIndex(2);
}

QWidget* TransferDialog::makePathField(QLineEdit* field, Choose what, const QString& title, const QString& suggestion, QWidget* whole) {
    auto* row = new QWidget(m_formWidget);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Tokens::kSpaceS);
    field->setText(suggestion);
    field->setAccessibleName(title);
    auto* choose = new QPushButton(tr("Choose…"), row);
    choose->setAccessibleName(tr("Choose: %1").arg(title));
    choose->setAutoDefault(false);
    if (whole)
        whole->setAccessibleName(title);
    layout->addWidget(whole ? whole : field, 1);
    layout->addWidget(choose);
    row->setFocusProxy(field);
    row->setFocusPolicy(Qt::ClickFocus); // the label's key leads here
    connect(choose, &QPushButton::clicked, this, [this, field, what, title] {
        auto* dialog = new QFileDialog(this, title, field->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(what == Choose::Folder ? QFileDialog::Directory : what == Choose::File ? QFileDialog::ExistingFile : QFileDialog::AnyFile);
        dialog->setAcceptMode(what == Choose::NewFile ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
        dialog->setOption(QFileDialog::DontConfirmOverwrite, true); // nothing is ever written over
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->open();
    });
    return row;
}

} // namespace tributary::ui
