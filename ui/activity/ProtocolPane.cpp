// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/ProtocolPane.h"

#include "ui/style/Icons.h"
#include "ui/widgets/Switch.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kTickMs = 500;

/// How many lines of now are new; all when the two have nothing in common.
qsizetype freshLines(const QStringList& before, const QStringList& now) {
    constexpr qsizetype kEnough = 4; // so many equal lines in a row are the same place
    const qsizetype probe = std::min(kEnough, before.size());
    if (probe == 0)
        return now.size();
    for (qsizetype end = now.size(); end >= probe; --end) {
        if (std::equal(before.end() - probe, before.end(), now.begin() + end - probe))
            return now.size() - end;
    }
    return now.size();
}

} // namespace

ProtocolPane::ProtocolPane(engine::Engine& engine, QWidget* parent)
    : QWidget(parent), m_engine(engine), m_account(new QComboBox(this)), m_record(new Switch(tr("Record the protocol"), this)),
      m_copy(new QPushButton(icon(QStringLiteral("copy")), tr("Copy"), this)), m_save(new QPushButton(icon(QStringLiteral("download")), tr("Save as…"), this)),
      m_text(new QPlainTextEdit(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Tokens::kSpaceS, 0, 0);
    auto* row = new QHBoxLayout;
    m_account->setAccessibleName(tr("Protocol of"));
    m_record->setObjectName(QStringLiteral("recordProtocol"));
    for (QPushButton* button : {m_copy, m_save})
        button->setAutoDefault(false);
    row->addWidget(m_account);
    row->addWidget(m_record);
    row->addStretch(1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    column->addLayout(row);
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(2000);
    m_text->setUndoRedoEnabled(false);
    m_text->setAccessibleName(tr("Protocol"));
    m_text->setObjectName(QStringLiteral("protocolText"));
    m_text->setPlaceholderText(tr("Switch the recording on to see what Tributary and the server say to each other. Passwords are never shown."));
    column->addWidget(m_text, 1);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &ProtocolPane::refresh);
    connect(m_account, &QComboBox::currentIndexChanged, this, &ProtocolPane::chooseAccount);
    connect(m_record, &Switch::clicked, this, &ProtocolPane::record);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_save, &QPushButton::clicked, this, &ProtocolPane::save);
    connect(&m_engine, &engine::Engine::accountsChanged, this, &ProtocolPane::followAccounts);
    followAccounts();
}

void ProtocolPane::followAccounts() {
    const QList<model::AccountSnapshot> accounts = m_engine.accounts();
    bool same = accounts.size() == m_account->count();
    for (int i = 0; same && i < m_account->count(); ++i)
        same = m_account->itemData(i).toLongLong() == accounts[i].account.id.value;
    if (same)
        return;
    const qint64 chosen = m_account->currentData().toLongLong();
    m_account->clear();
    for (const model::AccountSnapshot& snapshot : accounts)
        m_account->addItem(snapshot.account.name.isEmpty() ? snapshot.account.email : snapshot.account.name, snapshot.account.id.value);
    m_account->setCurrentIndex(std::max(0, m_account->findData(chosen)));
}

void ProtocolPane::chooseAccount() {
    m_lines.clear();
    m_text->clear();
    m_record->setEnabled(m_account->count() > 0);
    m_record->setChecked(m_recording.contains(m_account->currentData().toLongLong()));
    refresh();
}

void ProtocolPane::record(bool on) {
    const qint64 account = m_account->currentData().toLongLong();
    on ? (void)m_recording.insert(account) : (void)m_recording.remove(account);
    m_engine.setProtocolLog(AccountId(account), on);
    refresh();
}

void ProtocolPane::refresh() {
    const AccountId account(m_account->currentData().toLongLong());
    const QStringList now = account.isValid() ? m_engine.protocolLog(account) : QStringList();
    const qsizetype fresh = freshLines(m_lines, now);
    if (fresh > 0) {
        QScrollBar* bar = m_text->verticalScrollBar();
        const bool atEnd = bar->value() == bar->maximum();
        m_text->appendPlainText(now.mid(now.size() - fresh).join(QLatin1Char('\n')));
        if (atEnd)
            bar->setValue(bar->maximum());
    }
    m_lines = now;
    m_copy->setEnabled(!now.isEmpty());
    m_save->setEnabled(!now.isEmpty());
}

void ProtocolPane::tellNotSaved(const QString& path) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Save the protocol"), tr("The file could not be written: %1").arg(path), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void ProtocolPane::save() {
    auto* dialog = new QFileDialog(this, tr("Save the protocol"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("tributary-protocol.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(m_text->toPlainText().toUtf8() + '\n') < 0 || !file.commit())
            tellNotSaved(path);
    });
    dialog->open();
}

void ProtocolPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_tick.start();
    refresh();
}

void ProtocolPane::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace tributary::ui
