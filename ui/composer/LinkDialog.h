// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/BodyCommands.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace tributary::ui {

class FormRow;

/// A link's words and where it leads. Opened with open(); chosen() with a complete URL, or with none: the link goes, the words stay.
class LinkDialog : public QDialog {
    Q_OBJECT

  public:
    LinkDialog(const BodyLink& link, QWidget* parent);

  Q_SIGNALS:
    void chosen(const tributary::ui::BodyLink& link);

  private:
    void take();

    QLineEdit* m_text;
    QLineEdit* m_url;
    FormRow* m_urlRow;
};

} // namespace tributary::ui
