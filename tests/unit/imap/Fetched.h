// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "EventText.h"
#include "imap/response/Parser.h"

#include <gtest/gtest.h>

namespace tributary::imap::tests {

/// What "* 12 FETCH " and the texts, with the literals between them, say; the error's code otherwise.
inline QByteArray fetched(const QByteArrayList& texts, const QByteArrayList& literals = {}) {
    Fragment fragment{texts, literals};
    fragment.texts.first().prepend("* 12 FETCH ");
    const auto event = parseUntagged(fragment);
    return event ? textOf(**event) : QByteArray(codeName(event.error().code).latin1());
}

} // namespace tributary::imap::tests
