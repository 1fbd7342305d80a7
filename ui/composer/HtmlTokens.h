// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of sanitised HTML: tags that match, attributes in quotation marks, five named entities. Nothing else may be given.
#pragma once

#include <QHash>
#include <QString>

namespace tributary::ui {

struct HtmlToken {
    enum class Kind { Text, Start, End, Done };
    Kind kind = Kind::Done;
    QString text; ///< of Text, decoded; else the element's name
    QHash<QString, QString> attributes;
};

class HtmlTokens {
  public:
    explicit HtmlTokens(QString html) : m_html(std::move(html)) {}
    [[nodiscard]] HtmlToken next();

  private:
    HtmlToken tag();
    QString m_html;
    qsizetype m_at = 0;
};

} // namespace tributary::ui
