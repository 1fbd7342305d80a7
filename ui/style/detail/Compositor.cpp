// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/detail/Compositor.h"

#include <QGuiApplication>

#ifdef TRIBUTARY_HAVE_XCB
#include <cstdlib>
#include <xcb/xcb.h>
#endif

namespace tributary::ui::detail {

namespace {

bool ask() {
    if (QGuiApplication::platformName() != QLatin1String("xcb")) {
        return true;
    }
#ifdef TRIBUTARY_HAVE_XCB
    auto* native = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (native == nullptr || native->connection() == nullptr) {
        return false;
    }
    xcb_connection_t* connection = native->connection();
    constexpr char kName[] = "_NET_WM_CM_S0";
    xcb_intern_atom_reply_t* atom =
        xcb_intern_atom_reply(connection, xcb_intern_atom(connection, 0, sizeof kName - 1, kName), nullptr);
    if (atom == nullptr) {
        return false;
    }
    xcb_get_selection_owner_reply_t* owner = xcb_get_selection_owner_reply(
        connection, xcb_get_selection_owner(connection, atom->atom), nullptr);
    const bool composed = owner != nullptr && owner->owner != XCB_WINDOW_NONE;
    std::free(owner); // xcb hands out memory of malloc
    std::free(atom);
    return composed;
#else
    return false;
#endif
}

} // namespace

bool hasCompositor() {
    static const bool answer = ask();
    return answer;
}

} // namespace tributary::ui::detail
