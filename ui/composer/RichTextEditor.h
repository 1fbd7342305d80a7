// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/RichTextField.h"

namespace tributary::ui {

class BodyEditor;
class FormatBar;

/// The composer's editor as a field of a form: the formats that are wanted most, without pictures and files.
class RichTextEditor : public RichTextField {
    Q_OBJECT

  public:
    explicit RichTextEditor(QWidget* parent = nullptr);
    void setContent(const QString& html, const QString& text) override;
    [[nodiscard]] QString html() const override;
    [[nodiscard]] QString text() const override;

  private:
    void keepSmall(FormatBar& bar);

    BodyEditor* m_editor;
};

} // namespace tributary::ui
