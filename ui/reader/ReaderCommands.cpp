// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReaderCommands.h"

#include "ui/style/Icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace tributary::ui {

namespace {

struct Charset {
    const char* name;
    const char* words;
};

/// The encodings that mail is found in when it names the wrong one.
constexpr Charset kCharsets[] = {
    {"utf-8", QT_TRANSLATE_NOOP("ReaderCommands", "Unicode (UTF-8)")},
    {"windows-1252", QT_TRANSLATE_NOOP("ReaderCommands", "Western (Windows-1252)")},
    {"iso-8859-2", QT_TRANSLATE_NOOP("ReaderCommands", "Central European (ISO-8859-2)")},
    {"windows-1251", QT_TRANSLATE_NOOP("ReaderCommands", "Cyrillic (Windows-1251)")},
    {"koi8-r", QT_TRANSLATE_NOOP("ReaderCommands", "Cyrillic (KOI8-R)")},
    {"iso-8859-7", QT_TRANSLATE_NOOP("ReaderCommands", "Greek (ISO-8859-7)")},
    {"windows-1255", QT_TRANSLATE_NOOP("ReaderCommands", "Hebrew (Windows-1255)")},
    {"windows-1256", QT_TRANSLATE_NOOP("ReaderCommands", "Arabic (Windows-1256)")},
    {"iso-2022-jp", QT_TRANSLATE_NOOP("ReaderCommands", "Japanese (ISO-2022-JP)")},
    {"shift_jis", QT_TRANSLATE_NOOP("ReaderCommands", "Japanese (Shift_JIS)")},
    {"euc-jp", QT_TRANSLATE_NOOP("ReaderCommands", "Japanese (EUC-JP)")},
    {"gb18030", QT_TRANSLATE_NOOP("ReaderCommands", "Chinese, simplified (GB18030)")},
    {"big5", QT_TRANSLATE_NOOP("ReaderCommands", "Chinese, traditional (Big5)")},
    {"euc-kr", QT_TRANSLATE_NOOP("ReaderCommands", "Korean (EUC-KR)")},
};

} // namespace

QString formName(ReadingForm form) {
    switch (form) {
    case ReadingForm::Original: return ReaderCommands::tr("Original");
    case ReadingForm::Simple: return ReaderCommands::tr("Simple");
    case ReadingForm::Plain: break;
    }
    return ReaderCommands::tr("Plain text");
}

ReaderCommands::ReaderCommands(QWidget* parent)
    : QObject(parent), m_host(parent), m_forms(new QActionGroup(this)), m_charsets(new QActionGroup(this)), m_formMenu(new QMenu(tr("Message &as"), parent)),
      m_charsetMenu(new QMenu(tr("Text &encoding"), parent)) {
    makeForms();
    makeCharsets();
    m_dark = add("darkPaper", QStringLiteral("moon"), tr("&Dark paper"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    m_dark->setCheckable(true);
    connect(m_dark, &QAction::triggered, this, &ReaderCommands::darkChosen);
    m_headers = add("allHeaders", {}, tr("All &headers"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H));
    m_headers->setCheckable(true);
    connect(m_headers, &QAction::triggered, this, &ReaderCommands::headersChosen);
    m_find = add("findInMessage", QStringLiteral("search"), tr("&Find in message"), QKeySequence(Qt::CTRL | Qt::Key_F));
    connect(m_find, &QAction::triggered, this, &ReaderCommands::findRequested);
    m_findNext = add("findAgain", {}, tr("Find ne&xt"), QKeySequence(Qt::Key_F3));
    connect(m_findNext, &QAction::triggered, this, [this] { Q_EMIT findNextRequested(false); });
    m_findPrevious = add("findBack", {}, tr("Find pre&vious"), QKeySequence(Qt::SHIFT | Qt::Key_F3));
    connect(m_findPrevious, &QAction::triggered, this, [this] { Q_EMIT findNextRequested(true); });
    m_print = add("print", QStringLiteral("printer"), tr("&Print…"), QKeySequence(Qt::CTRL | Qt::Key_P));
    connect(m_print, &QAction::triggered, this, &ReaderCommands::printRequested);
    m_pdf = add("savePdf", QStringLiteral("document"), tr("Save as P&DF…"), {});
    connect(m_pdf, &QAction::triggered, this, &ReaderCommands::pdfRequested);
    m_source = add("viewSource", {}, tr("View so&urce"), QKeySequence(Qt::CTRL | Qt::Key_U));
    connect(m_source, &QAction::triggered, this, &ReaderCommands::sourceRequested);
    m_copy = add("copyText", QStringLiteral("copy"), tr("&Copy"), {});
    connect(m_copy, &QAction::triggered, this, &ReaderCommands::copyRequested);
    m_selectAll = add("selectAllText", {}, tr("Select a&ll"), {});
    connect(m_selectAll, &QAction::triggered, this, &ReaderCommands::selectAllRequested);
    makeConversation();
    setState({});
    setAround({});
}

QAction* ReaderCommands::add(const char* name, const QString& iconName, const QString& text, const QKeySequence& keys) {
    auto* action = new QAction(iconName.isEmpty() ? QIcon() : icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    m_host->addAction(action);
    return action;
}

void ReaderCommands::makeForms() {
    m_formMenu->setObjectName(QStringLiteral("formMenu"));
    constexpr std::array keys{Qt::Key_O, Qt::Key_I, Qt::Key_P};
    const std::array texts{tr("&Original"), tr("&Simple"), tr("&Plain text")};
    const std::array<const char*, 3> names{"formOriginal", "formSimple", "formPlain"};
    for (std::size_t i = 0; i < m_form.size(); ++i) {
        QAction* action = add(names[i], {}, texts[i], QKeySequence(Qt::CTRL | Qt::SHIFT | keys[i]));
        action->setCheckable(true);
        m_forms->addAction(action);
        m_formMenu->addAction(action);
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT formChosen(static_cast<ReadingForm>(i)); });
        m_form[i] = action;
    }
}

void ReaderCommands::makeCharsets() {
    m_charsetMenu->setObjectName(QStringLiteral("charsetMenu"));
    const auto put = [this](const QString& text, const QByteArray& name) {
        QAction* action = m_charsetMenu->addAction(text);
        action->setCheckable(true);
        action->setData(name);
        action->setObjectName(QStringLiteral("charset-") + QString::fromLatin1(name));
        m_charsets->addAction(action);
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT charsetChosen(name); });
        return action;
    };
    m_automatic = put(tr("&Automatic"), {});
    m_charsetMenu->addSeparator();
    for (const Charset& one : kCharsets)
        put(tr(one.words), one.name);
}

void ReaderCommands::makeConversation() {
    m_conversations = add("conversations", {}, tr("Show con&versations"), {});
    m_newestFirst = add("newestFirst", {}, tr("Ne&west message first"), {});
    for (QAction* action : {m_conversations, m_newestFirst})
        action->setCheckable(true);
    connect(m_conversations, &QAction::triggered, this, &ReaderCommands::conversationsChosen);
    connect(m_newestFirst, &QAction::triggered, this, &ReaderCommands::newestFirstChosen);
    m_before = add("conversationUp", {}, tr("Message &above in this conversation"), QKeySequence(Qt::ALT | Qt::Key_PageUp));
    m_after = add("conversationDown", {}, tr("Message &below in this conversation"), QKeySequence(Qt::ALT | Qt::Key_PageDown));
    connect(m_before, &QAction::triggered, this, [this] { Q_EMIT neighbourRequested(-1); });
    connect(m_after, &QAction::triggered, this, [this] { Q_EMIT neighbourRequested(1); });
}

void ReaderCommands::setAround(const Around& around) {
    m_conversations->setEnabled(around.possible);
    m_conversations->setChecked(around.possible && around.on);
    m_newestFirst->setEnabled(around.possible && around.on);
    m_newestFirst->setChecked(around.newestFirst);
    m_before->setEnabled(around.before);
    m_after->setEnabled(around.after);
}

void ReaderCommands::setState(const State& state) {
    for (std::size_t i = 0; i < m_form.size(); ++i)
        m_form[i]->setChecked(state.hasMessage && static_cast<ReadingForm>(i) == state.form);
    m_form[0]->setEnabled(state.hasHtml && state.mayBeOriginal);
    m_form[0]->setText(state.mayBeOriginal ? tr("&Original") : tr("&Original (the web engine does not work here)"));
    m_form[1]->setEnabled(state.hasHtml);
    m_form[2]->setEnabled(state.hasMessage);
    m_formMenu->setEnabled(state.hasMessage);
    m_dark->setEnabled(state.hasHtml && state.form != ReadingForm::Plain);
    m_dark->setChecked(state.dark && state.form != ReadingForm::Plain);
    m_charsetMenu->setEnabled(state.hasMessage);
    m_automatic->setText(state.usedCharset.isEmpty() ? tr("&Automatic") : tr("&Automatic (%1)").arg(state.usedCharset));
    for (QAction* action : m_charsets->actions())
        action->setChecked(action->data().toByteArray() == state.charset);
    for (QAction* action : {m_headers, m_find, m_findNext, m_findPrevious, m_print, m_pdf, m_source, m_copy, m_selectAll})
        action->setEnabled(state.hasMessage);
    m_headers->setChecked(state.headers);
}

void ReaderCommands::fillFile(QMenu& menu) const { menu.addActions({m_pdf, m_print}); }

void ReaderCommands::fillEdit(QMenu& menu) const { menu.addActions({m_copy, m_selectAll, m_find, m_findNext, m_findPrevious}); }

void ReaderCommands::fillView(QMenu& menu) const {
    menu.addMenu(m_formMenu);
    menu.addAction(m_dark);
    menu.addMenu(m_charsetMenu);
    menu.addAction(m_headers);
    menu.addAction(m_source);
    menu.addSeparator();
    menu.addActions({m_conversations, m_newestFirst, m_before, m_after});
}

} // namespace tributary::ui
