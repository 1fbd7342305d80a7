// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace tributary::ui {

class Banner;
class EmptyState;
class IdentityList;
class SignaturePreview;
class Switch;

/// Settings > Signatures (S3): how the mail of each address is signed. What is typed is saved by itself: when typing stops, when
/// another address is chosen, when the page is left.
class SignaturesPage : public QWidget {
    Q_OBJECT

  public:
    explicit SignaturesPage(engine::Engine& engine, QWidget* parent = nullptr);
    [[nodiscard]] static QString title();

  protected:
    void hideEvent(QHideEvent* event) override;

  private:
    void makeEditor(QVBoxLayout& column);
    void makePreview(QVBoxLayout& column);
    void connectParts();
    void follow();
    void fillChoice();
    void choose(IdentityId id);
    void showChosen();
    [[nodiscard]] std::optional<model::Identity> typed() const;
    void edited();
    void save();
    void useForAll();
    void offerUndo(const QList<model::Identity>& before);
    void write(const QList<model::Identity>& identities);
    void tell(const Error& error);

    QPointer<engine::Engine> m_engine; ///< the page may be hidden when the engine is gone
    IdentityList* m_identities;
    QTimer m_pause; ///< of typing
    bool m_isDirty = false;
    int m_writes = 0; ///< that the store has not answered
    IdentityId m_chosen;
    bool m_showing = false; ///< the editor follows the identity, it does not change it
    Banner* m_banner;
    QComboBox* m_choice;
    QPlainTextEdit* m_editor = nullptr;
    Switch* m_above = nullptr;
    SignaturePreview* m_preview = nullptr;
    QPushButton* m_all = nullptr;
    bool m_isLocked = false; ///< by the organisation (S6)
    QWidget* m_parts;
    EmptyState* m_empty;
};

} // namespace tributary::ui
