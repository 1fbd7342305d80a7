// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsDialog.h"

#include "ui/settings/AccountsPage.h"
#include "ui/settings/ManagedPage.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/ReadingPage.h"
#include "ui/settings/StorageFeed.h"
#include "ui/settings/StoragePage.h"
#include "ui/settings/WritingPage.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

QVBoxLayout* pageColumn(QWidget* page, const QString& title) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceL);
    column->addWidget(new RoleLabel(title, ColorRole::Text, TextSize::Title, page));
    return column;
}

RoleLabel* paragraph(const QString& text, QWidget* parent) {
    auto* label = new RoleLabel(text, ColorRole::Secondary, TextSize::Normal, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(engine::Engine& engine, Preferences& preferences, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_preferences(preferences) {
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 560);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_titles = new QListWidget(this);
    m_titles->setObjectName(QStringLiteral("pages"));
    m_titles->setFixedWidth(fontMetrics().averageCharWidth() * 34);
    m_titles->setFrameShape(QFrame::NoFrame);
    m_titles->setAccessibleName(tr("Settings pages"));
    setSurface(m_titles, Surface::Sidebar);
    m_pages = new QStackedWidget(this);
    row->addWidget(m_titles);
    row->addWidget(m_pages, 1);

    connect(m_titles, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    addPage(SettingsPlace::Accounts, QStringLiteral("account"), tr("Mail accounts"), makeAccounts());
    addPage(SettingsPlace::Reading, QStringLiteral("mail-open"), tr("Reading"), makeReading());
    addPage(SettingsPlace::Writing, QStringLiteral("compose"), tr("Writing"), makeWriting());
    auto* storage = new StorageFeed(engine, this);
    m_accounts->followStorage(*storage);
    addPage(SettingsPlace::Storage, QStringLiteral("storage"), tr("Storage"), new StoragePage(engine, *storage, this));
    addPage(SettingsPlace::Advanced, QStringLiteral("settings"), tr("Advanced"), makeAdvanced());
    if (engine.policy().isManaged())
        addPage(SettingsPlace::Managed, QStringLiteral("lock"), ManagedMark::words(), new ManagedPage(engine.policy(), this));
    m_titles->setCurrentRow(0);
}

void SettingsDialog::follow(SyncStatus& status) { m_accounts->follow(status); }

void SettingsDialog::addPage(SettingsPlace place, const QString& iconName, const QString& title, QWidget* page) {
    int row = m_titles->count();
    while (row > 0 && m_titles->item(row - 1)->data(Qt::UserRole).toInt() > static_cast<int>(place))
        --row;
    auto* item = new QListWidgetItem(icon(iconName), title);
    item->setSizeHint({0, Tokens::current().rowHeight + Tokens::kSpaceS});
    item->setToolTip(title);
    item->setData(Qt::UserRole, static_cast<int>(place));
    m_pages->insertWidget(row, page); // first: the row may become the current one
    m_titles->insertItem(row, item);
}

void SettingsDialog::showPage(SettingsPlace place) {
    for (int row = 0; row < m_titles->count(); ++row) {
        if (m_titles->item(row)->data(Qt::UserRole).toInt() == static_cast<int>(place))
            m_titles->setCurrentRow(row);
    }
}

QWidget* SettingsDialog::makeAccounts() {
    auto* accounts = new AccountsPage(m_engine, this);
    connect(accounts, &AccountsPage::addRequested, this, &SettingsDialog::addAccountRequested);
    connect(accounts, &AccountsPage::importRequested, this, &SettingsDialog::importRequested);
    connect(accounts, &AccountsPage::exportRequested, this, &SettingsDialog::exportRequested);
    connect(accounts, &AccountsPage::switchRequested, this, [this](AccountId account) {
        Q_EMIT switchRequested(account);
        accept();
    });
    m_accounts = accounts;
    connect(accounts, &AccountsPage::editRequested, this, &SettingsDialog::editRequested);
    connect(accounts, &AccountsPage::passwordRequested, this, &SettingsDialog::passwordRequested);
    connect(accounts, &AccountsPage::testRequested, this, &SettingsDialog::testRequested);
    return accounts;
}

QWidget* SettingsDialog::makeReading() {
    auto* reading = new ReadingPage(m_preferences.reading(), this);
    connect(reading, &ReadingPage::changed, this, [this](const ReadingOptions& options) {
        m_preferences.setReading(options);
        Q_EMIT readingChanged();
    });
    return reading;
}

QWidget* SettingsDialog::makeWriting() {
    auto* writing = new WritingPage(m_preferences.writing(), this);
    connect(writing, &WritingPage::changed, this, [this](ComposerOptions options) {
        options.spelling = m_preferences.writing().spelling; // a window of writing may have changed it meanwhile
        m_preferences.setWriting(options);
        Q_EMIT writingChanged();
    });
    return writing;
}

QWidget* SettingsDialog::makeAdvanced() {
    auto* page = new QWidget(this);
    QVBoxLayout* column = pageColumn(page, tr("Advanced"));
    auto* scheme = new QComboBox(page);
    scheme->setObjectName(QStringLiteral("scheme"));
    scheme->addItem(tr("As the desktop"), QStringLiteral("desktop"));
    scheme->addItem(tr("Light"), QStringLiteral("light"));
    scheme->addItem(tr("Dark"), QStringLiteral("dark"));
    scheme->addItem(tr("High contrast"), QStringLiteral("contrast"));
    scheme->setCurrentIndex(std::max(0, scheme->findData(m_preferences.scheme())));
    connect(scheme, &QComboBox::activated, this, [this, scheme] {
        m_preferences.setScheme(scheme->currentData().toString());
        Q_EMIT schemeChosen(m_preferences.scheme());
    });
    column->addWidget(new FormRow(tr("&Colours"), scheme, page));
    auto* ports = new Switch(tr("Allow non-standard ports for new accounts"), page);
    ports->setObjectName(QStringLiteral("allowNonStandardPorts"));
    const std::optional<bool> managed = m_engine.policy().allowNonStandardPorts;
    ports->setChecked(managed.value_or(m_preferences.allowNonStandardPorts()));
    connect(ports, &Switch::toggled, this, [this](bool on) { m_preferences.setAllowNonStandardPorts(on); });
    column->addWidget(managed ? ManagedMark::locked(ports, page) : ports);
    if (!managed)
        column->addWidget(paragraph(tr("Mail servers use 993 or 143 for IMAP and 465, 587 or 25 for sending. Another port is often a typing mistake."), page));
    column->addStretch();
    return page;
}

} // namespace tributary::ui
