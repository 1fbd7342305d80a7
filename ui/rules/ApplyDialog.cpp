// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ApplyDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/models/FilterText.h"
#include "ui/models/MailboxNames.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/RoleLabel.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kApplySteps = 1000;

int countOf(qint64 count) { return static_cast<int>(std::min<qint64>(count, 1'000'000'000)); }

} // namespace

ApplyDialog::ApplyDialog(engine::Engine& engine, AccountId account, const QList<FilterId>& filters, const QString& title, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_banner(new Banner(BannerKind::Error, {}, this)), m_list(new QListWidget(this)),
      m_state(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)), m_progress(new QProgressBar(this)) {
    m_order.account = account;
    m_order.filters = filters;
    setWindowTitle(tr("Apply Now"));
    setObjectName(QStringLiteral("applyDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    makeParts(title);
    m_engine.loadMailboxes(account, this, [this](const Result<QList<model::Mailbox>>& mailboxes) { mailboxes ? fill(*mailboxes) : tell(mailboxes.error()); });
}

ApplyDialog::~ApplyDialog() = default;

void ApplyDialog::makeParts(const QString& title) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    m_banner->hide();
    column->addWidget(m_banner);
    auto* head = new RoleLabel(tr("Apply “%1” to the mail that lies in these mailboxes already:").arg(title), ColorRole::Text, TextSize::Normal, this);
    head->setWordWrap(true);
    column->addWidget(head);
    m_list->setObjectName(QStringLiteral("applyMailboxes"));
    m_list->setAccessibleName(tr("Mailboxes"));
    column->addWidget(m_list, 1);
    m_state->setWordWrap(true);
    m_state->setText(tr("Nothing is forwarded by this. All of it can be undone."));
    column->addWidget(m_state);
    m_progress->setRange(0, kApplySteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    column->addWidget(m_progress);
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("applyFilters"));
    m_apply->setDefault(true);
    m_apply->setProperty("kind", QStringLiteral("primary"));
    m_apply->setEnabled(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ApplyDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &ApplyDialog::reject);
    connect(m_list, &QListWidget::itemChanged, this, &ApplyDialog::followChoice);
    resize(440, 480);
}

void ApplyDialog::fill(const QList<model::Mailbox>& mailboxes) {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QList<model::Mailbox> sorted = mailboxes;
    std::sort(sorted.begin(), sorted.end(), model::mailboxLess);
    for (const model::Mailbox& one : std::as_const(sorted)) {
        if (!one.selectable)
            continue;
        auto* item = new QListWidgetItem(icon(mailboxIcon(one.specialUse)), tr("%1 (%2)", "a mailbox and how many messages").arg(one.specialUse == model::SpecialUse::None ? one.name : mailboxTitle(one), QLocale().toString(one.total)), m_list);
        item->setData(Qt::UserRole, one.id.value);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(one.specialUse == model::SpecialUse::Inbox ? Qt::Checked : Qt::Unchecked);
    }
    followChoice();
}

void ApplyDialog::followChoice() {
    m_order.mailboxes.clear();
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            m_order.mailboxes.append(MailboxId(m_list->item(row)->data(Qt::UserRole).toLongLong()));
    }
    m_apply->setEnabled(!m_order.mailboxes.isEmpty() && !m_task);
}

void ApplyDialog::start() {
    m_banner->hide();
    m_apply->setEnabled(false);
    m_list->setEnabled(false);
    m_cancel->setText(tr("S&top"));
    m_progress->show();
    m_task = m_engine.filters().applyFilters(
        m_order, this,
        [this](const engine::TrialProgress& progress) {
            const QLocale locale;
            m_progress->setValue(progress.total > 0 ? static_cast<int>(progress.looked * kApplySteps / progress.total) : 0);
            m_state->setText(tr("%1 of %2 messages looked at, %3 taken").arg(locale.toString(progress.looked), locale.toString(progress.total), locale.toString(progress.taken)));
        },
        [this](const Result<engine::FilterApplied>& result) { finish(result); });
}

/// While it works, this is its stop: what was done until then stays, and is told.
void ApplyDialog::reject() {
    if (!m_task)
        return QDialog::reject();
    m_cancel->setEnabled(false);
    m_state->setText(tr("Stopping…"));
    m_task->cancel();
}

QString ApplyDialog::appliedText(const engine::FilterApplied& applied) {
    QStringList sentences{applied.changed > 0 ? tr("%Ln message(s) changed.", nullptr, countOf(applied.changed)) : tr("No message was changed.")};
    if (applied.unknown > 0)
        sentences.append(tr("%Ln could not be judged: their text is not on this computer.", nullptr, countOf(applied.unknown)));
    if (applied.notForwarded > 0)
        sentences.append(tr("%Ln would have been forwarded, and were not.", nullptr, countOf(applied.notForwarded)));
    if (applied.passedOver > 0)
        sentences.append(tr("%n filter(s) cannot work and were passed over.", nullptr, applied.passedOver));
    return sentences.join(u' ');
}

void ApplyDialog::finish(const Result<engine::FilterApplied>& result) {
    m_task.reset();
    if (result) {
        Q_EMIT applied(appliedText(*result), result->change);
        return accept();
    }
    m_list->setEnabled(true);
    m_progress->hide();
    m_cancel->setText(tr("Cancel"));
    m_cancel->setEnabled(true);
    followChoice();
    if (result.error().kind == ErrorKind::Cancelled)
        return QDialog::reject();
    tell(result.error());
}

void ApplyDialog::tell(const Error& error) {
    const ErrorText text = errorText(error);
    m_banner->setText(text.title);
    m_banner->setServerWords(text.explanation);
    m_banner->show();
}

} // namespace tributary::ui
