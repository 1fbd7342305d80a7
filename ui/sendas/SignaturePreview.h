// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Card.h"

class QLabel;
class QVBoxLayout;

namespace tributary::ui {

class RoleLabel;

/// An answer with the signature where it will stand: above the quotation or at the end.
class SignaturePreview : public Card {
    Q_OBJECT

  public:
    explicit SignaturePreview(QWidget* parent = nullptr);
    /// html: of signatureHtml(); empty: there is none.
    void show(const QString& html, bool aboveQuote);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void leaveRoomForBar();

    QVBoxLayout* m_column;
    RoleLabel* m_answer;
    QWidget* m_quote;
    QWidget* m_signature;
    QLabel* m_words;
};

} // namespace tributary::ui
