// SPDX-License-Identifier: GPL-3.0-or-later
#include "Reading.h"

#include "mime/Message.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <gtest/gtest.h>

#include <algorithm>

namespace tributary::test {

namespace {

using namespace mime;

QStringList shown(const ParsedAddresses& addresses) {
    QStringList all;
    for (const ParsedAddress& address : addresses) {
        if (!address.addrSpec.isEmpty()) // the name of an empty group is no address elsewhere
            all.append(squeezed(address.name + u" <" + address.addrSpec + u'>'));
    }
    return all;
}

QString treeOf(const ParsedMessage& message, int index) {
    // Parts come in pre-order and no deeper than limits::kDepth.
    const Part& part = message.parts[index];
    QStringList inside;
    for (const int child : part.children)
        inside.append(treeOf(message, child));
    const QString type = QString::fromLatin1(part.type + '/' + part.subtype);
    return inside.isEmpty() ? type : QString(type + u'(' + inside.join(u' ') + u')');
}

QByteArray fileContents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString written(const Reading& reading, const QString& field) {
    if (field == u"subject")
        return reading.subject;
    if (field == u"from")
        return reading.from.join(u", ");
    if (field == u"to")
        return reading.to.join(u", ");
    if (field == u"date")
        return reading.date ? QString::number(*reading.date) : QStringLiteral("none");
    return field == u"tree" ? reading.tree : reading.text;
}

/// Long texts from a little before where they part.
QString around(const QString& text, const QString& other) {
    const auto parting = std::mismatch(text.cbegin(), text.cend(), other.cbegin(), other.cend()).first;
    return text.mid(std::max<qsizetype>(0, parting - text.cbegin() - 30), 110);
}

} // namespace

QString squeezed(const QString& text) { return text.simplified(); }

Reading readByOurs(const QByteArray& raw) {
    const ParsedMessage message = parseMessage(raw);
    Reading reading;
    reading.subject = squeezed(message.subject);
    reading.from = shown(message.from);
    reading.to = shown(message.to) + shown(message.cc);
    if (message.date.isValid())
        reading.date = message.date.toSecsSinceEpoch();
    reading.tree = treeOf(message, 0);
    QString text;
    for (Part part : message.parts) {
        if (part.type != "text")
            continue;
        part.typeParameters.removeIf([](const Parameter& p) { return p.name == "format"; }); // the others do not unflow
        text += decodedText(raw, part) + u' ';
    }
    reading.text = squeezed(text);
    return reading;
}

QStringList differences(const Reading& ours, const Reading& theirs) {
    QStringList fields;
    for (const char* field : {"subject", "from", "to", "date", "tree", "text"}) {
        const QString name = QString::fromLatin1(field);
        if (written(ours, name) != written(theirs, name))
            fields.append(name);
    }
    return fields;
}

QString corpusFolder() {
    const QString folder = QDir::cleanPath(QStringLiteral(TRIBUTARY_SOURCE_DIR "/../shared/corpus/mime"));
    return QFile::exists(folder) ? folder : QString();
}

QStringList corpusFiles() {
    QStringList files;
    const QDir root(corpusFolder());
    for (QDirIterator it(root.path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        files.append(root.relativeFilePath(it.next()));
    files.sort();
    return files;
}

QByteArray corpusFile(const QString& name) { return fileContents(corpusFolder() + u'/' + name); }

DifferenceList::DifferenceList(QByteArray oracle) : m_oracle(std::move(oracle)) {
    const QByteArray lines = fileContents(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/mime/differences.tsv"));
    for (const QByteArray& line : lines.split('\n')) {
        const QByteArrayList columns = line.split('\t');
        if (columns.size() == 4 && columns[0] == m_oracle)
            m_expected.insert(QString::fromUtf8(columns[1] + '\t' + columns[3]), QString::fromUtf8(columns[2]));
    }
}

void DifferenceList::add(const QString& file, const Reading& ours, const Reading& theirs) {
    QFile report(qEnvironmentVariable("TRIBUTARY_WRITE_DIFFERENCES"));
    const bool writing = !report.fileName().isEmpty() && report.open(QIODevice::Append);
    for (const QString& field : differences(ours, theirs)) {
        m_found.append(field + u'\t' + file);
        const QString a = written(ours, field), b = written(theirs, field);
        if (writing)
            report.write((QString::fromLatin1(m_oracle) + u'\t' + field + u'\t' + file + u'\t' + around(a, b) + u'\t' + around(b, a) + u'\n').toUtf8());
    }
}

void DifferenceList::check() const {
    const QByteArray docs = fileContents(QStringLiteral(TRIBUTARY_SOURCE_DIR "/docs/mime.md"));
    for (const QString& difference : m_found)
        EXPECT_TRUE(m_expected.contains(difference)) << m_oracle.constData() << " and ours differ anew: " << difference.toStdString();
    for (auto it = m_expected.cbegin(); it != m_expected.cend(); ++it) {
        EXPECT_TRUE(m_found.contains(it.key())) << m_oracle.constData() << " and ours agree now: " << it.key().toStdString();
        EXPECT_TRUE(docs.contains(QByteArray("| `" + it.value().toUtf8() + "` |"))) << "unexplained group " << it.value().toStdString();
    }
}

} // namespace tributary::test
