// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"
#include "ui/widgets/UniformListView.h"

namespace tributary::ui {

class ConversationModel;

/// The folded messages on one side of the open one: as high as its rows, up to a bound, from where on it scrolls; less where the
/// window is low. A click, Return
/// or the space bar opens one.
class ConversationRows : public UniformListView {
    Q_OBJECT

  public:
    enum class Side { Above, Below }; ///< of the open message
    ConversationRows(Side side, QWidget* parent);
    void setMessages(const QList<model::MessageSummary>& messages);
    /// As many rows as there are, at most this many in sight. None: hidden.
    void fit(int most);
    /// The rows next to the open message come in sight.
    void showNearest();
    [[nodiscard]] int count() const;
    [[nodiscard]] int inSight() const { return m_inSight; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void openRequested(tributary::MessageId id);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void open(const QModelIndex& index);
    [[nodiscard]] int nearest() const { return m_side == Side::Above ? count() - 1 : 0; }
    const Side m_side;
    ConversationModel* m_model;
    int m_inSight = 0; ///< rows, where there is room
};

} // namespace tributary::ui
