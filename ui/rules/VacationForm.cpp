// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/VacationForm.h"

#include "ui/models/VacationText.h"
#include "ui/rules/VacationWhen.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

using engine::VacationFault;
using engine::VacationProblem;
using model::VacationAudience;

namespace {

constexpr int kTextLines = 9;

model::VacationText textOf(const RichTextField& field) { return {field.text(), field.html()}; }

/// Between commas, semicolons or blanks, each once.
QStringList exceptionsOf(const QString& typed) {
    static const QRegularExpression kBetween(QStringLiteral("[\\s,;、，；]+"));
    QStringList all = typed.split(kBetween, Qt::SkipEmptyParts);
    all.removeDuplicates();
    return all;
}

} // namespace

VacationForm::VacationForm(const MakeRichText& makeText, QWidget* parent)
    : QWidget(parent), m_subject(new QLineEdit(this)), m_hasInside(new QCheckBox(this)), m_when(new VacationWhen(this)), m_audience(new QComboBox(this)),
      m_exceptions(new QLineEdit(this)), m_interval(new QSpinBox(this)), m_other(new RoleLabel({}, ColorRole::Danger, TextSize::Normal, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::kSpaceM);
    m_other->setObjectName(QStringLiteral("vacationOtherError"));
    m_other->setWordWrap(true);
    m_other->hide();
    column->addWidget(m_other);
    makeTexts(*column, makeText);
    column->addWidget(new RoleLabel(tr("When"), ColorRole::Text, TextSize::Strong, this));
    column->addWidget(m_when);
    column->addWidget(new RoleLabel(tr("To whom"), ColorRole::Text, TextSize::Strong, this));
    makeAudience(*column);
    connect(m_subject, &QLineEdit::textEdited, this, &VacationForm::edited);
    connect(m_text, &RichTextField::changed, this, &VacationForm::edited);
    connect(m_inside, &RichTextField::changed, this, &VacationForm::edited);
    connect(m_hasInside, &QCheckBox::toggled, this, [this](bool on) {
        m_inside->setVisible(on);
        edited();
    });
    connect(m_when, &VacationWhen::changed, this, &VacationForm::edited);
    connect(m_audience, &QComboBox::currentIndexChanged, this, &VacationForm::edited);
    connect(m_exceptions, &QLineEdit::textEdited, this, &VacationForm::edited);
    connect(m_interval, &QSpinBox::valueChanged, this, &VacationForm::edited);
}

void VacationForm::makeTexts(QVBoxLayout& column, const MakeRichText& makeText) {
    m_subject->setObjectName(QStringLiteral("vacationSubject"));
    m_subject->setPlaceholderText(tr("“Auto:” and the subject that is answered"));
    m_subjectRow = new FormRow(tr("Sub&ject"), m_subject, this);
    column.addWidget(m_subjectRow);
    m_text = makeText(this);
    m_text->setObjectName(QStringLiteral("vacationText"));
    const int height = fontMetrics().lineSpacing() * kTextLines + Tokens::current().controlHeight;
    m_text->setMinimumHeight(height);
    m_textRow = new FormRow(tr("&Text of the reply"), m_text, this);
    column.addWidget(m_textRow);
    m_hasInside->setObjectName(QStringLiteral("vacationHasInside"));
    column.addWidget(m_hasInside);
    m_inside = makeText(this);
    m_inside->setObjectName(QStringLiteral("vacationInside"));
    m_inside->setAccessibleName(tr("Text for people of your own domain"));
    m_inside->setMinimumHeight(height);
    m_inside->hide();
    column.addWidget(m_inside);
}

void VacationForm::makeAudience(QVBoxLayout& column) {
    m_audience->setObjectName(QStringLiteral("vacationAudience"));
    m_audience->addItem(tr("Everybody who writes to me"), static_cast<int>(VacationAudience::Everybody));
    m_audience->addItem(tr("Only people that I have written to before"), static_cast<int>(VacationAudience::Known));
    m_audience->addItem(tr("Only people that I have not written to before"), static_cast<int>(VacationAudience::Others));
    auto* audience = new FormRow(tr("&Who gets a reply"), m_audience, this);
    audience->setHint(tr("Mailing lists, programs, bounces, junk, and mail that is not addressed to you are never answered."));
    column.addWidget(audience);
    m_exceptions->setObjectName(QStringLiteral("vacationExceptions"));
    m_exceptions->setPlaceholderText(tr("name@example.com, @example.org"));
    m_exceptionsRow = new FormRow(tr("&Never to these"), m_exceptions, this);
    m_exceptionsRow->setHint(tr("Addresses, or whole domains such as @example.org, with commas between."));
    column.addWidget(m_exceptionsRow);
    m_interval->setObjectName(QStringLiteral("vacationInterval"));
    m_interval->setRange(1, 365);
    const auto count = [this](int days) { m_interval->setSuffix(tr(" day(s)", "behind a number", days)); };
    connect(m_interval, &QSpinBox::valueChanged, this, count);
    count(m_interval->value());
    m_intervalRow = new FormRow(tr("Each sender gets it again only after at &least"), m_interval, this);
    column.addWidget(m_intervalRow);
}

void VacationForm::edited() {
    if (!m_showing)
        Q_EMIT changed();
}

void VacationForm::setVacation(const model::Vacation& vacation, const QString& domain) {
    m_showing = true;
    m_vacation = vacation;
    m_subject->setText(vacation.subject);
    m_text->setContent(vacation.reply.html, vacation.reply.text);
    m_hasInside->setText(domain.isEmpty() ? tr("&Another text for people of my own domain") : tr("&Another text for people at %1").arg(domain));
    m_hasInside->setChecked(vacation.insideReply.has_value());
    const model::VacationText inside = vacation.insideReply.value_or(model::VacationText());
    m_inside->setContent(inside.html, inside.text);
    m_inside->setVisible(vacation.insideReply.has_value());
    m_when->setVacation(vacation);
    m_audience->setCurrentIndex(std::max(0, m_audience->findData(static_cast<int>(vacation.audience))));
    m_exceptions->setText(vacation.exceptions.join(QStringLiteral(", ")));
    m_interval->setValue(vacation.intervalDays);
    m_showing = false;
    clearProblems();
}

model::Vacation VacationForm::vacation() const {
    model::Vacation vacation = m_vacation;
    vacation.subject = m_subject->text().trimmed();
    vacation.reply = textOf(*m_text);
    vacation.insideReply = m_hasInside->isChecked() ? std::optional(textOf(*m_inside)) : std::nullopt;
    m_when->fill(vacation);
    vacation.audience = static_cast<VacationAudience>(m_audience->currentData().toInt());
    vacation.exceptions = exceptionsOf(m_exceptions->text());
    vacation.intervalDays = m_interval->value();
    return vacation;
}

void VacationForm::clearProblems() {
    for (FormRow* row : {m_subjectRow, m_textRow, m_exceptionsRow, m_intervalRow})
        row->setError({});
    m_when->setError({});
    m_other->hide();
}

void VacationForm::showProblems(const QList<VacationProblem>& problems) {
    clearProblems();
    for (const VacationProblem& problem : problems) {
        const QString text = vacationFaultText(problem);
        switch (problem.fault) {
        case VacationFault::NoText:
        case VacationFault::TextTooLong: m_textRow->setError(text); break;
        case VacationFault::SubjectTooLong:
        case VacationFault::ControlCharacter: m_subjectRow->setError(text); break;
        case VacationFault::EndsBeforeItBegins:
        case VacationFault::BadTimeZone:
        case VacationFault::BadWeekday:
        case VacationFault::OnlyOneHour: m_when->setError(text); break;
        case VacationFault::BadInterval: m_intervalRow->setError(text); break;
        case VacationFault::BadException: m_exceptionsRow->setError(text); break;
        case VacationFault::NoOutgoing:
            m_other->setText(text);
            m_other->show();
            break;
        }
    }
}

} // namespace tributary::ui
