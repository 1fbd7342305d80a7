// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;

namespace tributary::ui {

class ElidedLabel;

/// A thin bar, how much of something is used, and beside it the same in words.
class StorageBar : public QWidget {
    Q_OBJECT

  public:
    explicit StorageBar(QWidget* parent = nullptr);
    /// of 0: there is no limit, and no bar.
    void setAmounts(const QString& words, qint64 used, qint64 of);
    [[nodiscard]] QString words() const;
    [[nodiscard]] int permille() const; ///< -1: no bar

  private:
    QProgressBar* m_bar;
    ElidedLabel* m_words;
};

} // namespace tributary::ui
