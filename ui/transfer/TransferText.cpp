// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/TransferText.h"

#include <QCoreApplication>

namespace tributary::ui {

namespace {

struct TransferText {
    Q_DECLARE_TR_FUNCTIONS(TransferText)
  public:
    static QString why(const engine::SkippedAccount& one) {
        using engine::SkipReason;
        switch (one.reason) {
        case SkipReason::LocalFolders: return tr("these folders lie on this computer alone and are no account. Their mail can be imported as mbox files");
        case SkipReason::OtherKind: return tr("Tributary has no accounts of the kind “%1”").arg(one.detail);
        case SkipReason::Unreadable: return tr("it could not be read");
        case SkipReason::AlreadyHere: return tr("there is an account of this address already");
        case SkipReason::NotAllowed: return tr("your organisation does not allow it (%1)").arg(one.detail);
        case SkipReason::NotUsable: return tr("its settings cannot be used (%1)").arg(one.detail);
        case SkipReason::RelayMissing: return tr("it sends through %1, which was not imported").arg(one.detail);
        }
        return {};
    }
};

} // namespace

QString skippedText(const engine::SkippedAccount& one) { return QStringLiteral("%1: %2").arg(one.name, TransferText::why(one)); }

QStringList skippedTexts(const QList<engine::SkippedAccount>& all) {
    QStringList texts;
    for (const engine::SkippedAccount& one : all)
        texts.append(skippedText(one));
    return texts;
}

} // namespace tributary::ui
