// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SpellWorker.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>
#include <QStringEncoder>

#include <hunspell/hunspell.hxx>

#include <algorithm>
#include <optional>

namespace tributary::ui {

namespace {

constexpr qsizetype kMostSuggestions = 8;
constexpr qint64 kLargestPersonal = 4'000'000; // bytes

/// Hunspell's names of charsets are its own.
QByteArray charsetName(const char* hunspellName) {
    QByteArray name = QByteArray(hunspellName).toUpper();
    if (name.startsWith("ISO8859-"))
        name.replace("ISO8859-", "ISO-8859-");
    else if (name.startsWith("MICROSOFT-CP"))
        name.replace("MICROSOFT-CP", "windows-");
    return name;
}

} // namespace

class HunspellDictionary {
  public:
    explicit HunspellDictionary(const QString& path)
        : m_hunspell(QFile::encodeName(path + QStringLiteral(".aff")).constData(), QFile::encodeName(path + QStringLiteral(".dic")).constData()),
          m_encoder(charsetName(m_hunspell.get_dict_encoding().c_str()).constData()),
          m_decoder(charsetName(m_hunspell.get_dict_encoding().c_str()).constData()) {}

    [[nodiscard]] bool isUsable() const { return m_encoder.isValid() && m_decoder.isValid(); }

    [[nodiscard]] bool isRight(const QString& word) {
        const std::optional<std::string> bytes = encoded(word);
        return bytes && m_hunspell.spell(*bytes);
    }

    [[nodiscard]] QStringList suggest(const QString& word) {
        QStringList all;
        if (const std::optional<std::string> bytes = encoded(word)) {
            for (const std::string& one : m_hunspell.suggest(*bytes))
                all.append(QString(m_decoder.decode(QByteArrayView(one.data(), static_cast<qsizetype>(one.size())))));
        }
        return all;
    }

  private:
    /// None: the dictionary cannot even write it.
    std::optional<std::string> encoded(const QString& word) {
        m_encoder.resetState();
        const QByteArray bytes = m_encoder.encode(word);
        if (m_encoder.hasError())
            return std::nullopt;
        return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    }

    Hunspell m_hunspell;
    QStringEncoder m_encoder;
    QStringDecoder m_decoder;
};

SpellWorker::SpellWorker() = default;
SpellWorker::~SpellWorker() = default;

void SpellWorker::load(const QList<SpellDictionary>& dictionaries, int generation) {
    m_dictionaries.clear();
    for (const SpellDictionary& dictionary : dictionaries) {
        auto loaded = std::make_unique<HunspellDictionary>(dictionary.path);
        if (loaded->isUsable())
            m_dictionaries.push_back(std::move(loaded));
    }
    Q_EMIT loaded(generation, static_cast<int>(m_dictionaries.size()));
}

void SpellWorker::readPersonal(const QString& path) {
    m_personal = path;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QStringList words = QString::fromUtf8(file.read(kLargestPersonal)).split(u'\n', Qt::SkipEmptyParts);
        for (const QString& word : words)
            m_accepted.insert(word.trimmed().toLower());
    }
    Q_EMIT accepted();
}

bool SpellWorker::isRight(const QString& word) const {
    return m_dictionaries.empty() || m_accepted.contains(word.toLower()) ||
           std::any_of(m_dictionaries.begin(), m_dictionaries.end(), [&word](const auto& dictionary) { return dictionary->isRight(word); });
}

void SpellWorker::check(const QStringList& words, int generation) {
    QStringList right, wrong;
    for (const QString& word : words)
        (isRight(word) ? right : wrong).append(word);
    Q_EMIT checked(right, wrong, generation);
}

void SpellWorker::suggest(const QString& word) {
    QList<QStringList> lists;
    for (const auto& dictionary : m_dictionaries)
        lists.append(dictionary->suggest(word));
    QStringList suggestions; // the best of each first
    for (qsizetype i = 0; i < kMostSuggestions; ++i) {
        for (const QStringList& list : std::as_const(lists)) {
            if (i < list.size() && !suggestions.contains(list[i]))
                suggestions.append(list[i]);
        }
    }
    Q_EMIT suggested(word, suggestions.mid(0, kMostSuggestions));
}

void SpellWorker::accept(const QString& word, bool toFile) {
    m_accepted.insert(word.toLower());
    if (toFile && !m_personal.isEmpty()) {
        QDir().mkpath(QFileInfo(m_personal).absolutePath());
        QFile file(m_personal);
        const QByteArray line = word.toUtf8() + '\n';
        if (!file.open(QIODevice::Append) || file.write(line) != line.size() || !file.flush())
            Q_EMIT personalFailed(m_personal);
    }
    Q_EMIT accepted();
}

} // namespace tributary::ui
