// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the composer's widgets: composer_gallery FOLDER. Not installed.
#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/FormatBar.h"
#include "ui/composer/LinkDialog.h"
#include "ui/composer/RecipientField.h"
#include "ui/composer/SpellChecker.h"
#include "ui/composer/SpellHighlighter.h"
#include "ui/composer/SpellMenu.h"
#include "ui/composer/TextColors.h"
#include "ui/style/Theme.h"
#include "ui/widgets/RoleLabel.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace {

using namespace tributary::ui;
using tributary::model::DraftFile;

QString u(const char* text) { return QString::fromUtf8(text); }

struct Words {
    QString to, cc, body, plain, file;
};

Words english() {
    return {u("Alice Brown <alice@example.org>, \"Carter, Bob\" <bob@example.com>, someone, dave@example.net, a@аррle.com, Quality Assurance Department <qa@example.org>"), u("eve@example.org"),
            u("<p>Dear Alice,</p><p>here are <b>bold</b>, <i>italic</i>, <u>underlined</u> and <s>struck</s> words, a <a href=\"https://example.org\">link</a>, "
              "<span style=\"color:#1f497d\">navy ink</span> and a mispeled word.</p><ul><li>first item<ol><li>inner one</li><li>inner two</li></ol></li><li>second item</li></ul>"
              "<div><span style=\"font-size:x-large\">Larger</span> and <span style=\"font-size:small\">smaller</span></div><div style=\"text-align:center\">centred</div><hr>"
              "<pre>int main() {\n    return 0;\n}</pre><div><br></div><div>On Monday, Bob Carter wrote:</div>"
              "<blockquote><div>Would this work for you?</div><blockquote><div>An older question,<br>on two lines.</div></blockquote><div>Yes, see above.</div></blockquote>"),
            u("Hello,\n\nplain text with a mispeled word.\n\nOn Monday, Bob wrote:\n> quoted once\n>> quoted twice\n>>> thrice\n> once more\n\nmine\n"), u("Quarterly report of the whole department, final version.pdf")};
}

Words japanese() {
    return {u("山田 太郎 <yamada@example.jp>, 佐藤花子 <sato@例え.jp>, 鈴木"), u("総務部 <soumu@example.jp>"),
            u("<p>山田様</p><p>お世話になっております。<b>会議</b>の<i>資料</i>を<u>添付</u>いたします。<a href=\"https://example.jp\">こちら</a>もご覧ください。</p><ul><li>第一項目</li><li>第二項目</li></ul>"
              "<div><br></div><div>2026年11月26日 山田太郎 さんは書きました:</div><blockquote><div>よろしくお願いいたします。</div></blockquote>"),
            u("山田様\n\nお世話になっております。\n\n> 引用です。\n>> もっと古い引用です。\n"), u("四半期報告書(最終版).pdf")};
}

QWidget* composer(const Words& words, BodyMode mode, SpellChecker& checker, bool rtl) {
    auto* page = new QWidget;
    page->setLayoutDirection(rtl ? Qt::RightToLeft : Qt::LeftToRight);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* form = new QFormLayout;
    form->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceM, Tokens::kSpaceM, Tokens::kSpaceS);
    form->setHorizontalSpacing(Tokens::kSpaceM);
    form->setVerticalSpacing(Tokens::kSpaceXs);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const auto& [name, text] : {std::pair{u("To"), words.to}, std::pair{u("Cc"), words.cc}}) {
        auto* field = new RecipientField(name);
        field->setObjectName(name);
        field->setText(text);
        form->addRow(new RoleLabel(name, ColorRole::Secondary), field);
    }
    form->addRow(new RoleLabel(u("Subject"), ColorRole::Secondary), new QLineEdit(u("Subject line")));
    column->addLayout(form);
    auto* editor = new BodyEditor;
    column->addWidget(new FormatBar(editor, page));
    column->addWidget(editor, 1);
    mode == BodyMode::Rich ? editor->setBodyHtml(words.body) : editor->setBodyText(words.plain);
    editor->setSignature({u("<b>Alice Brown</b><br>Example Inc."), u("Alice Brown\nExample Inc.")}, SignaturePlace::AboveQuote);
    new SpellHighlighter(editor, editor->highlighter(), &checker);
    auto* bar = new AttachmentBar(page);
    bar->setLimit(20 * 1024 * 1024);
    bar->setFiles({DraftFile{words.file, "application/pdf", {}, 12'600'000}, DraftFile{u("photo.jpg"), "image/jpeg", {}, 4'200'000}, DraftFile{u("notes.txt"), "text/plain", {}, 1'200}});
    column->addWidget(bar);
    page->resize(820, 900);
    return page;
}

void settle(int milliseconds) {
    const QDeadlineTimer deadline(milliseconds);
    while (!deadline.hasExpired())
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool save(QWidget& widget, const QString& path) { return widget.grab().save(path); }

bool grabCompletion(QWidget& page, const QString& path) {
    auto* cc = page.findChild<RecipientField*>(u("Cc"));
    auto* edit = cc->findChild<QLineEdit*>();
    cc->setFocus();
    edit->setText(u("ali"));
    cc->setCompletions(u("ali"), {{u("Alice Brown"), u("alice@example.org")}, {{}, u("alibaba@example.org")}, {u("山田 太郎"), u("yamada@example.jp")}});
    settle(50);
    return save(page, path);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u("."));
    QDir().mkpath(folder);
    Theme theme(app, SchemeChoice::Light);
    SpellChecker checker;
    checker.setInstalled(installedDictionaries());
    checker.setLanguages({preferredDictionary(checker.installed(), {u("en-US")})});
    settle(2000); // the dictionary is read
    bool good = true;
    for (const auto& [scheme, name] : {std::pair{SchemeChoice::Light, "light"}, std::pair{SchemeChoice::Dark, "dark"}, std::pair{SchemeChoice::HighContrast, "contrast"}}) {
        theme.setChoice(scheme);
        for (const bool ja : {false, true}) {
            for (const BodyMode mode : {BodyMode::Rich, BodyMode::Plain}) {
                const std::unique_ptr<QWidget> page(composer(ja ? japanese() : english(), mode, checker, false));
                page->show();
                page->activateWindow();
                settle(600);
                const QString base = u("%1/%2-%3-%4").arg(folder, u(name), ja ? u("ja") : u("en"), mode == BodyMode::Rich ? u("rich") : u("plain"));
                good = save(*page, base + u(".png")) && good;
                if (!ja && mode == BodyMode::Rich)
                    good = grabCompletion(*page, base + u("-completion.png")) && good;
            }
        }
        const std::unique_ptr<QWidget> mirrored(composer(english(), BodyMode::Rich, checker, true));
        mirrored->show();
        settle(300);
        good = save(*mirrored, u("%1/%2-rtl.png").arg(folder, u(name))) && good;
        SpellMenu menu(&checker);
        menu.popup(QPoint(0, 0));
        settle(50);
        good = save(menu, u("%1/%2-languages.png").arg(folder, u(name))) && good;
        menu.close();
        auto* dialog = new LinkDialog({u("link"), u("https://example.org")}, nullptr);
        dialog->open();
        settle(50);
        good = save(*dialog, u("%1/%2-link.png").arg(folder, u(name))) && good;
        dialog->close();
    }
    return good ? 0 : 1;
}
