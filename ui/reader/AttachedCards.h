// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reader/CardFacts.h"

#include <QDialog>

namespace tributary::ui {

/// A calendar entry or a visiting card that came with a message, to be read and not more: nothing is answered, fetched or
/// entered anywhere.
class AttachedCards : public QDialog {
    Q_OBJECT

  public:
    AttachedCards(const QString& fileName, const QList<AttachedFacts>& facts, QWidget* parent);

  private:
    QWidget* makeCard(const AttachedFacts& facts);
};

} // namespace tributary::ui
