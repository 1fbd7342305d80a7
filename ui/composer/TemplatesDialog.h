// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace tributary::ui {

class Banner;
class EmptyState;

/// Messages to begin others with (S3): chosen, written on, thrown away. GUI thread only.
class TemplatesDialog : public QDialog {
    Q_OBJECT

  public:
    explicit TemplatesDialog(engine::Engine& engine, QWidget* parent);

  Q_SIGNALS:
    void chosen(tributary::DraftId draftTemplate);
    void editRequested(tributary::DraftId draftTemplate);
    void newRequested();

  private:
    void load();
    void list(const QList<model::DraftSummary>& templates);
    void follow();
    void choose();
    void edit();
    void remove();
    [[nodiscard]] DraftId current() const;

    engine::Engine& m_engine;
    QListWidget* m_list;
    EmptyState* m_empty;
    Banner* m_banner;
    QPushButton *m_use = nullptr, *m_edit = nullptr, *m_remove = nullptr;
};

} // namespace tributary::ui
