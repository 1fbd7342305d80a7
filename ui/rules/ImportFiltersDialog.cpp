// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ImportFiltersDialog.h"

#include "ui/models/ErrorText.h"
#include "ui/models/FilterText.h"
#include "ui/widgets/RoleLabel.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr qsizetype kShownComplaints = 200;
} // namespace

ImportFiltersDialog::ImportFiltersDialog(engine::Engine& engine, AccountId account, QWidget* parent)
    : QDialog(parent), m_engine(engine), m_account(account), m_state(new RoleLabel(tr("Reading…"), ColorRole::Text, TextSize::Normal, this)),
      m_list(new QListWidget(this)), m_complaints(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)) {
    setWindowTitle(tr("Import Filters"));
    setObjectName(QStringLiteral("importFiltersDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
    m_state->setWordWrap(true);
    m_state->setObjectName(QStringLiteral("importState"));
    column->addWidget(m_state);
    m_list->setObjectName(QStringLiteral("importedFilters"));
    m_list->setAccessibleName(tr("Filters in the file"));
    m_list->setWordWrap(true);
    column->addWidget(m_list, 4);
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("What cannot be taken over"));
    m_complaints->setWordWrap(true);
    m_complaints->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_complaints->setObjectName(QStringLiteral("importComplaints"));
    area->setWidget(m_complaints);
    column->addWidget(area, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_import = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(QStringLiteral("importFilters"));
    m_import->setDefault(true);
    m_import->setProperty("kind", QStringLiteral("primary"));
    m_import->setEnabled(false);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportFiltersDialog::import);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemChanged, this, &ImportFiltersDialog::followChoice);
    resize(560, 520);
}

ImportFiltersDialog::~ImportFiltersDialog() = default;

void ImportFiltersDialog::openFile(engine::Engine& engine, AccountId account, QWidget* parent, const std::function<void(int count)>& imported) {
    auto* files = new QFileDialog(parent, tr("Import Filters from Thunderbird"));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setFileMode(QFileDialog::ExistingFile);
    files->setNameFilters({tr("Thunderbird's filters (msgFilterRules.dat)"), tr("All files (*)")});
    connect(files, &QFileDialog::fileSelected, parent, [&engine, account, parent, imported](const QString& file) {
        auto* dialog = new ImportFiltersDialog(engine, account, parent);
        connect(dialog, &ImportFiltersDialog::imported, parent, imported);
        dialog->read(file);
        dialog->open();
    });
    files->open();
}

void ImportFiltersDialog::read(const QString& file) {
    m_reading = m_engine.filters().readFilterFile(m_account, file, this, [this](const Result<engine::ImportedFilters>& result) { show(result); });
}

void ImportFiltersDialog::show(const Result<engine::ImportedFilters>& result) {
    m_reading.reset();
    if (!result) {
        if (result.error().kind != ErrorKind::Cancelled)
            tell(result.error().code == ErrorCode::BadValue ? tr("The file is too long to be one of filters.") : errorText(result.error()).title);
        return;
    }
    m_found = *result;
    const QSignalBlocker quiet(m_list);
    for (qsizetype i = 0; i < m_found.filters.size(); ++i) {
        const model::Filter& filter = m_found.filters[i];
        QString text = tr("%1: %2", "name of a filter, what it does").arg(filter.name, filterLine(filter));
        const QList<engine::FilterProblem> problems = m_found.problems.value(i);
        if (!filter.enabled || !engine::canRun(problems))
            text += u'\n' + (problems.isEmpty() ? tr("It comes turned off.") : tr("It comes turned off. %1").arg(problemText(problems.constFirst(), filter)));
        auto* item = new QListWidgetItem(text, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Checked);
    }
    QStringList complaints;
    for (const engine::RulesComplaint& one : m_found.complaints.first(std::min(m_found.complaints.size(), kShownComplaints)))
        complaints.append(complaintText(one));
    m_complaints->setText(complaints.join(u'\n'));
    m_state->setText(m_found.filters.isEmpty() ? tr("There is no filter in this file that can be taken over.")
                                               : tr("%n filter(s) found. They are put behind those that you have.", nullptr, static_cast<int>(m_found.filters.size())));
    followChoice();
}

void ImportFiltersDialog::followChoice() {
    bool any = false;
    for (int row = 0; row < m_list->count(); ++row)
        any = any || m_list->item(row)->checkState() == Qt::Checked;
    m_import->setEnabled(any);
}

void ImportFiltersDialog::import() {
    QList<model::Filter> chosen;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            chosen.append(m_found.filters[row]);
    }
    m_import->setEnabled(false);
    m_engine.filters().addFilters(m_account, chosen, this, [this](const Result<QList<FilterId>>& added) {
        if (added) {
            Q_EMIT imported(static_cast<int>(added->size()));
            return accept();
        }
        followChoice();
        tell(added.error().detail == QLatin1StringView("too-many-filters") ? tr("These would be more than the thousand filters that an account can have.") : errorText(added.error()).title);
    });
}

void ImportFiltersDialog::tell(const QString& text) {
    m_state->setText(text);
    m_state->setRole(ColorRole::Danger);
}

} // namespace tributary::ui
