// SPDX-License-Identifier: GPL-3.0-or-later
// Work in stages, shown as it goes: each waits, runs, is done (with its time) or failed (with what went wrong).
// GUI thread only.
#pragma once

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace tributary::ui {

class RoleLabel;
class Spinner;
class StageMark;

enum class StageState { Pending, Running, Ok, Failed, Skipped };

class StageList : public QWidget {
    Q_OBJECT
  public:
    explicit StageList(QWidget* parent = nullptr);
    // Starts anew: all pending.
    void setStages(const QStringList& titles);
    // ms below zero: no time shown. note: a second line in quieter text (an address, a reason), or empty. An index
    // out of range is ignored.
    void setStage(int index, StageState state, int ms = -1, const QString& note = QString());
    StageState state(int index) const;
    int count() const { return static_cast<int>(m_rows.size()); }
    // The stages as lines of plain text, for "Copy details".
    QString toPlainText() const;

  private:
    struct Row {
        QWidget* widget;
        StageMark* mark;
        Spinner* spinner;
        RoleLabel* title;
        RoleLabel* time;
        RoleLabel* note;
        StageState state;
    };
    Row makeRow(const QString& title);
    static void describe(const Row& row);

    QVBoxLayout* m_column;
    std::vector<Row> m_rows;
};

} // namespace tributary::ui
