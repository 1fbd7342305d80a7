// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ComposerOptions.h"
#include "ui/models/ReadingOptions.h"

#include <QSettings>

#include <algorithm>

namespace tributary::ui {

/// What the user set in the window; a small file in the profile (QSettings keeps it in memory and writes it later).
class Preferences {
  public:
    explicit Preferences(const QString& profileDirectory)
        : m_settings(profileDirectory + QStringLiteral("/window.ini"), QSettings::IniFormat) {}

    [[nodiscard]] bool allowNonStandardPorts() const { return m_settings.value(QStringLiteral("accounts/allowNonStandardPorts"), false).toBool(); }
    void setAllowNonStandardPorts(bool allow) { m_settings.setValue(QStringLiteral("accounts/allowNonStandardPorts"), allow); }
    /// Messages are fetched on metered lines too, not only those that are opened.
    [[nodiscard]] bool fetchOnMetered() const { return m_settings.value(QStringLiteral("sync/fetchOnMetered"), false).toBool(); }
    void setFetchOnMetered(bool fetch) { m_settings.setValue(QStringLiteral("sync/fetchOnMetered"), fetch); }
    /// "desktop" "light" "dark" "contrast"
    [[nodiscard]] QString scheme() const { return m_settings.value(QStringLiteral("look/scheme"), QStringLiteral("desktop")).toString(); }
    void setScheme(const QString& scheme) { m_settings.setValue(QStringLiteral("look/scheme"), scheme); }
    [[nodiscard]] ReadingOptions reading() const {
        ReadingOptions r;
        r.form = formAt(QStringLiteral("reading/form"), r.form);
        r.doubtfulForm = formAt(QStringLiteral("reading/doubtfulForm"), r.doubtfulForm);
        r.darkPaper = m_settings.value(QStringLiteral("reading/darkPaper"), r.darkPaper).toBool();
        r.foldQuotes = m_settings.value(QStringLiteral("reading/foldQuotes"), r.foldQuotes).toBool();
        r.conversations = m_settings.value(QStringLiteral("reading/conversations"), r.conversations).toBool();
        r.newestFirst = m_settings.value(QStringLiteral("reading/newestFirst"), r.newestFirst).toBool();
        r.zoom = m_settings.value(QStringLiteral("reading/zoom"), r.zoom).toInt();
        return r;
    }
    void setReading(const ReadingOptions& r) {
        m_settings.setValue(QStringLiteral("reading/form"), static_cast<int>(r.form));
        m_settings.setValue(QStringLiteral("reading/doubtfulForm"), static_cast<int>(r.doubtfulForm));
        m_settings.setValue(QStringLiteral("reading/darkPaper"), r.darkPaper);
        m_settings.setValue(QStringLiteral("reading/foldQuotes"), r.foldQuotes);
        m_settings.setValue(QStringLiteral("reading/conversations"), r.conversations);
        m_settings.setValue(QStringLiteral("reading/newestFirst"), r.newestFirst);
        m_settings.setValue(QStringLiteral("reading/zoom"), r.zoom);
    }
    [[nodiscard]] ComposerOptions writing() const {
        ComposerOptions w;
        w.html = m_settings.value(QStringLiteral("writing/html"), w.html).toBool();
        w.undoSeconds = std::clamp(m_settings.value(QStringLiteral("writing/undoSeconds"), w.undoSeconds).toInt(), 0, kMostUndoSeconds);
        w.spelling = m_settings.value(QStringLiteral("writing/spelling")).toStringList();
        w.checkAttachments = m_settings.value(QStringLiteral("writing/checkAttachments"), w.checkAttachments).toBool();
        w.checkSender = m_settings.value(QStringLiteral("writing/checkSender"), w.checkSender).toBool();
        w.checkSubject = m_settings.value(QStringLiteral("writing/checkSubject"), w.checkSubject).toBool();
        return w;
    }
    void setWriting(const ComposerOptions& w) {
        m_settings.setValue(QStringLiteral("writing/html"), w.html);
        m_settings.setValue(QStringLiteral("writing/undoSeconds"), w.undoSeconds);
        m_settings.setValue(QStringLiteral("writing/spelling"), w.spelling);
        m_settings.setValue(QStringLiteral("writing/checkAttachments"), w.checkAttachments);
        m_settings.setValue(QStringLiteral("writing/checkSender"), w.checkSender);
        m_settings.setValue(QStringLiteral("writing/checkSubject"), w.checkSubject);
    }
    [[nodiscard]] QByteArray state(const QString& name) const { return m_settings.value(QStringLiteral("window/") + name).toByteArray(); }
    void setState(const QString& name, const QByteArray& state) { m_settings.setValue(QStringLiteral("window/") + name, state); }

  private:
    [[nodiscard]] ReadingForm formAt(const QString& key, ReadingForm otherwise) const {
        return static_cast<ReadingForm>(std::clamp(m_settings.value(key, static_cast<int>(otherwise)).toInt(), 0, 2));
    }
    QSettings m_settings;
};

} // namespace tributary::ui
