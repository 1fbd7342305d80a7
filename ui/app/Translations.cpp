// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/app/Translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstring>

namespace tributary::ui {

namespace {

/// lupdate 6.4 does not see through `namespace a::b {` and files our words under the bare class names, while tr() asks for
/// the qualified ones.
class UnqualifyingTranslator final : public QTranslator {
  public:
    using QTranslator::QTranslator;
    QString translate(const char* context, const char* text, const char* disambiguation, int n) const override {
        constexpr char prefix[] = "tributary::ui::";
        if (context && std::strncmp(context, prefix, sizeof prefix - 1) == 0)
            context += sizeof prefix - 1;
        return QTranslator::translate(context, text, disambiguation, n);
    }
};

} // namespace

void installTranslations(QCoreApplication& application, const QString& language) {
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    const QLocale locale;
    const QString name = locale.language() == QLocale::Japanese ? QStringLiteral("tributary_ja") : QStringLiteral("tributary_en");
    auto* ours = new UnqualifyingTranslator(&application);
    if (ours->load(QStringLiteral(":/tributary/translations/") + name))
        QCoreApplication::installTranslator(ours);
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace tributary::ui
