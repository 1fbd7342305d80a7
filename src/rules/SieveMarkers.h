// SPDX-License-Identifier: GPL-3.0-or-later
// The comments by which a script of ours is known again, and by which a change that somebody made elsewhere is seen. Pure.
//
//     # tributary-script 1 sha256=HEX      of all lines behind this one
//     # tributary-filter 12 sha256=HEX NAME
//     ...
//     # tributary-end 12
//
// Line ends and blanks at the ends of lines do not count: servers change them.
#pragma once

#include "base/Ids.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tributary::rules {

enum class ScriptState { NotOurs, Unchanged, Edited };

struct MarkedFilter {
    FilterId id;
    QString name;
    bool isEdited = false; ///< the lines between its markers are not those that were written

    bool operator==(const MarkedFilter&) const = default;
};

struct ExportedScript {
    ScriptState state = ScriptState::NotOurs;
    QList<MarkedFilter> filters; ///< those whose markers are still there
};

/// Whatever the script holds; beyond limits::kScriptBytes it is not ours.
[[nodiscard]] ExportedScript readExported(QByteArrayView script);

/// text: whole lines, CR LF.
[[nodiscard]] QByteArray markedScript(QByteArrayView text);
[[nodiscard]] QByteArray markedFilter(FilterId id, const QString& name, QByteArrayView text);

} // namespace tributary::rules
