// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/MailboxGlobs.h"

#include <QRegularExpression>

#include <algorithm>

namespace tributary::model {

using namespace Qt::Literals::StringLiterals;

bool matchesGlobs(const QString& name, const QStringList& globs) {
    return globs.isEmpty() || std::any_of(globs.begin(), globs.end(), [&](const QString& glob) {
               const QString pattern = QRegularExpression::escape(glob).replace("\\*"_L1, ".*"_L1).replace("\\?"_L1, "."_L1);
               return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                                         QRegularExpression::CaseInsensitiveOption)
                   .match(name)
                   .hasMatch();
           });
}

} // namespace tributary::model
