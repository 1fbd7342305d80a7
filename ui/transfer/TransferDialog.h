// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Transfer.h"

#include <QDialog>

class QHBoxLayout;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class RoleLabel;

/// What imports, exports and backups have in common: a form, a long work that can be stopped, and what came of it. Open with open().
class TransferDialog : public QDialog {
    Q_OBJECT

  public:
    void reject() override; ///< stops what runs

  protected:
    TransferDialog(const QString& title, const QString& explanation, QWidget* parent);

    [[nodiscard]] QWidget* formWidget() const { return m_formWidget; }
    [[nodiscard]] QVBoxLayout* form() const { return m_form; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    void setStartText(const QString& text);
    /// Pressed: the form is filled.
    virtual void start() = 0;

    /// task: let go of when the dialog closes or the user stops it.
    void working(const QString& words, std::shared_ptr<engine::Task> task);
    void tell(const engine::TransferProgress& progress);
    /// Back to the form, with what is wrong above it. Cancelled: silent.
    void failed(const Error& error);
    /// What came of it, and what was left out, a line each.
    void ended(const QString& summary, const QStringList& leftOut = {});
    void showForm();

    /// A line edit with a button that chooses: a file to be written or read, or a folder. whole: what the line edit is a part of.
    enum class Choose { NewFile, File, Folder };
    [[nodiscard]] QWidget* makePathField(QLineEdit* field, Choose what, const QString& title, const QString& suggestion = {}, QWidget* whole = nullptr);

  private:
    void makeForm(const QString& explanation);
    void makeWork();
    void makeResult();
    [[nodiscard]] QHBoxLayout* makeButtons();

    QStackedWidget* m_stack;
    QWidget* m_formWidget;
    QVBoxLayout* m_form;
    Banner* m_banner;
    RoleLabel* m_words;
    QProgressBar* m_bar;
    RoleLabel* m_what;
    RoleLabel *m_summary, *m_leftOutTitle;
    QListWidget* m_leftOut;
    QPushButton *m_start, *m_close;
    std::shared_ptr<engine::Task> m_task;
};

} // namespace tributary::ui
