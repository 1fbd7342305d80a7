// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/original/OriginalPlugin.h"

#include "ui/reader/original/MailProfile.h"
#include "ui/reader/original/Sandbox.h"
#include "ui/reader/original/WebOriginalView.h"

#include <QCoreApplication>

#include <utility>

namespace tributary::ui {

OriginalView* OriginalPlugin::create(QWidget* parent, OriginalView::Events events) {
    if (!m_ready) {
        // Without it the first view would crash; it can only be set before the application is made.
        if (!QCoreApplication::testAttribute(Qt::AA_ShareOpenGLContexts))
            m_whyNot = QStringLiteral("AA_ShareOpenGLContexts is not set");
        else
            m_whyNot = whyNoSandbox();
        if (!m_whyNot.isEmpty())
            return nullptr;
        registerMailSchemes();
        cutOffNetwork();
        m_ready = true;
    }
    return new WebOriginalView(parent, std::move(events));
}

} // namespace tributary::ui
