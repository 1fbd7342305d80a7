// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/ScriptDialog.h"

#include "ui/style/Tokens.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTextBlock>
#include <QTimer>
#include <QVBoxLayout>

namespace tributary::ui {

namespace {

/// Behind it nothing is laid out: a script of somebody else's may be any length.
constexpr qsizetype kMostShown = 512 << 10;

/// That line has a ground of its own and is in sight.
void markLine(QPlainTextEdit& edit, int line) {
    const QTextBlock block = edit.document()->findBlockByNumber(line - 1);
    if (line < 1 || !block.isValid())
        return;
    QTextEdit::ExtraSelection mark;
    QColor ground = Tokens::current().danger;
    ground.setAlphaF(0.2F);
    mark.format.setBackground(ground);
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    mark.cursor = QTextCursor(block);
    edit.setExtraSelections({mark});
    edit.setTextCursor(mark.cursor);
    QTimer::singleShot(0, &edit, [&edit] { edit.centerCursor(); }); // it knows its height then
}

} // namespace

ScriptDialog::ScriptDialog(const engine::ScriptConflict& conflict, bool isLocked, QWidget* parent) : QDialog(parent) {
    begin(tr("Two Scripts"));
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(Tokens::kSpaceM);
    splitter->addWidget(new FormRow(tr("On the &server: %1").arg(conflict.script), makeText(conflict.theirs, QStringLiteral("theirScript")), this));
    splitter->addWidget(new FormRow(tr("Y&ours"), makeText(conflict.ours, QStringLiteral("ourScript")), this));
    layout()->addWidget(splitter);
    if (conflict.turnsReplyOff) {
        auto* note = new RoleLabel(replyText(), ColorRole::Text, TextSize::Normal, this);
        note->setObjectName(QStringLiteral("replyNote"));
        note->setWordWrap(true);
        layout()->addWidget(note);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* const theirs = buttons->addButton(tr("&Keep theirs"), QDialogButtonBox::ActionRole);
    theirs->setObjectName(QStringLiteral("keepTheirScript"));
    QPushButton* const ours = buttons->addButton(tr("&Use ours"), QDialogButtonBox::ActionRole);
    ours->setObjectName(QStringLiteral("useOurScript"));
    connect(theirs, &QPushButton::clicked, this, [this] { choose(engine::ScriptChoice::KeepTheirs); });
    connect(ours, &QPushButton::clicked, this, [this] { choose(engine::ScriptChoice::KeepOurs); });
    for (QPushButton* one : {theirs, ours}) {
        if (isLocked)
            ManagedMark::lock(one);
    }
    layout()->addWidget(makeButtons(buttons));
    resize(900, 560);
}

ScriptDialog::ScriptDialog(const engine::ScriptRefusal& refusal, QWidget* parent) : QDialog(parent) {
    begin(tr("Refused Script"));
    QPlainTextEdit* const text = makeText(refusal.script, QStringLiteral("refusedScript"));
    auto* row = new FormRow(refusal.line > 0 ? tr("What the server refused, line %1").arg(refusal.line) : tr("What the server refused"), text, this);
    if (!refusal.error.serverText.isEmpty())
        row->setError(QString::fromUtf8(refusal.error.serverText).left(2000));
    layout()->addWidget(row);
    layout()->addWidget(makeButtons(new QDialogButtonBox(QDialogButtonBox::Close, this)));
    markLine(*text, refusal.line);
    resize(680, 520);
}

QString ScriptDialog::replyText() { return tr("The script on the server answers mail: where it is kept, your vacation reply is turned off, so that nobody gets two."); }

void ScriptDialog::begin(const QString& title) {
    setWindowTitle(title);
    setObjectName(QStringLiteral("scriptDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceXl, Tokens::kSpaceL, Tokens::kSpaceXl, Tokens::kSpaceL);
    column->setSpacing(Tokens::kSpaceM);
}

QPlainTextEdit* ScriptDialog::makeText(const QString& text, const QString& name) {
    auto* edit = new QPlainTextEdit(this);
    edit->setObjectName(name);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setPlainText(text.left(kMostShown));
    return edit;
}

QDialogButtonBox* ScriptDialog::makeButtons(QDialogButtonBox* buttons) {
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void ScriptDialog::choose(engine::ScriptChoice choice) {
    Q_EMIT chosen(choice);
    accept();
}

} // namespace tributary::ui
