// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AttachmentDanger.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::AttachmentDanger;

namespace {

QSet<QString> words(const char* list) {
    const QStringList all = QString::fromLatin1(list).split(u' ');
    return {all.begin(), all.end()};
}

/// Extensions that the systems people have run, install, mount or follow when they are opened.
const QSet<QString>& programs() {
    static const QSet<QString> set = words("exe com scr pif cpl msi msp msix msixbundle appx appxbundle appref-ms application gadget dll ocx sys drv lnk scf url "
                                           "website xll jar desktop appimage run bin out deb rpm flatpakref snap dmg pkg mpkg app apk xpi crx iso img vhd vhdx "
                                           "chm hlp settingcontent-ms library-ms search-ms searchconnector-ms theme themepack diagcab cab rdp");
    return set;
}

const QSet<QString>& scripts() {
    static const QSet<QString> set = words("bat cmd ps1 psm1 psd1 ps1xml pssc cdxml vbs vbe vb js jse mjs ws wsf wsh wsc sct hta msc reg inf sh bash zsh csh ksh "
                                           "fish py pyw pyz pyc pl rb php lua tcl scpt applescript workflow action command terminal ahk au3 jnlp");
    return set;
}

const QSet<QString>& macroDocuments() {
    static const QSet<QString> set = words("docm dotm xlsm xltm xlsb xlam pptm potm ppsm ppam sldm accdb accde mdb mde iqy oqy rqy slk wll wiz");
    return set;
}

/// What an attachment is usually named as, and what a program likes to be taken for.
const QSet<QString>& documents() {
    static const QSet<QString> set = words("pdf doc docx xls xlsx ppt pptx odt ods odp txt rtf csv html htm xml jpg jpeg png gif bmp tif tiff webp heic svg mp3 mp4 "
                                           "avi mov wav zip rar 7z eml ics vcf");
    return set;
}

AttachmentDanger dangerOfExtension(const QString& extension) {
    if (programs().contains(extension))
        return AttachmentDanger::Executable;
    if (scripts().contains(extension))
        return AttachmentDanger::Script;
    return macroDocuments().contains(extension) ? AttachmentDanger::Macro : AttachmentDanger::None;
}

/// "a.PDF .exe" has the extensions "pdf" and "exe": blanks and dots at an end count for nothing on some systems.
QStringList extensionsOf(const QString& name) {
    QStringList parts = name.toLower().split(u'.');
    for (QString& part : parts)
        part = part.trimmed();
    parts.removeFirst();
    parts.removeAll(QString());
    return parts;
}

AttachmentDanger dangerOfName(const QString& name) {
    const QStringList extensions = extensionsOf(name);
    const AttachmentDanger danger = dangerOfExtension(extensions.value(extensions.size() - 1));
    const bool runs = danger == AttachmentDanger::Executable || danger == AttachmentDanger::Script;
    const bool pretends = extensions.size() > 1 && documents().contains(extensions.at(extensions.size() - 2));
    return runs && pretends ? AttachmentDanger::DoubleExtension : danger;
}

AttachmentDanger dangerOfType(const QString& mediaType) {
    static const QSet<QString> runs = words("application/x-msdownload application/x-msdos-program application/x-dosexec application/x-executable "
                                            "application/x-elf application/x-sharedlib application/vnd.microsoft.portable-executable application/x-ms-shortcut "
                                            "application/java-archive application/x-java-archive application/x-msi application/vnd.android.package-archive "
                                            "application/x-mach-binary application/x-desktop application/exe application/x-exe application/x-winexe");
    static const QSet<QString> interpreted = words("application/x-sh application/x-shellscript text/x-shellscript application/hta application/javascript "
                                                   "text/javascript application/x-javascript text/vbscript application/x-powershell application/x-bat "
                                                   "text/x-python application/x-perl application/x-vbs application/x-csh");
    if (runs.contains(mediaType.toLower()))
        return AttachmentDanger::Executable;
    if (interpreted.contains(mediaType.toLower()))
        return AttachmentDanger::Script;
    return mediaType.contains("macroenabled"_L1, Qt::CaseInsensitive) ? AttachmentDanger::Macro : AttachmentDanger::None;
}

constexpr QByteArrayView kZip("PK\x03\x04");
constexpr QByteArrayView kEmptyZip("PK\x05\x06");
constexpr QByteArrayView kOle("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");

AttachmentDanger dangerOfFirstBytes(QByteArrayView first) {
    static const std::array<QByteArray, 11> programStarts{QByteArray("MZ"), QByteArray("\x7F" "ELF"), QByteArray("\xFE\xED\xFA\xCE"), QByteArray("\xFE\xED\xFA\xCF"),
                                                          QByteArray("\xCE\xFA\xED\xFE"), QByteArray("\xCF\xFA\xED\xFE"), QByteArray("\xCA\xFE\xBA\xBE"),
                                                          QByteArray("dex\n"), QByteArray("L\0\0\0\x01\x14\x02\0", 8), QByteArray("ITSF"), QByteArray("MSCF")};
    if (std::any_of(programStarts.begin(), programStarts.end(), [&](const QByteArray& start) { return first.startsWith(start); }))
        return AttachmentDanger::Executable;
    if (first.startsWith("\xEF\xBB\xBF"))
        first = first.sliced(3);
    const bool isScript = first.startsWith("#!") || first.startsWith("[Desktop Entry]");
    return isScript ? AttachmentDanger::Script : AttachmentDanger::None;
}

AttachmentDanger dangerOfContents(const FileEnds& file) {
    bool holdsMacro = false;
    for (const QString& inside : zipNames(file)) {
        const QString name = inside.toLower();
        if (name.endsWith("vbaproject.bin"_L1)) {
            holdsMacro = true;
            continue;
        }
        const AttachmentDanger danger = dangerOfName(name.mid(name.lastIndexOf(u'/') + 1));
        // An office document is a ZIP that holds "printerSettings1.bin" and the like.
        if (danger != AttachmentDanger::None && !name.endsWith(".bin"_L1))
            return AttachmentDanger::HoldsExecutable;
    }
    return holdsMacro ? AttachmentDanger::Macro : AttachmentDanger::None;
}

/// The old office formats: the project's name stands in the file's own directory, in UTF-16.
bool hasOldMacros(const FileEnds& file) {
    constexpr QByteArrayView kProject("_\0V\0B\0A\0_\0P\0R\0O\0J\0", 18);
    return file.first.contains(kProject) || file.last.contains(kProject);
}

} // namespace

bool hasContents(QByteArrayView firstBytes) { return firstBytes.startsWith(kZip) || firstBytes.startsWith(kEmptyZip) || firstBytes.startsWith(kOle); }

AttachmentDanger attachmentDanger(const QString& name, const QString& mediaType, const FileEnds& file) {
    for (const AttachmentDanger danger : {dangerOfName(name), dangerOfType(mediaType), dangerOfFirstBytes(file.first)}) {
        if (danger != AttachmentDanger::None)
            return danger;
    }
    if (file.first.startsWith(kOle))
        return hasOldMacros(file) ? AttachmentDanger::Macro : AttachmentDanger::None;
    // Self-extracting and polyglot files have their ZIP behind something else.
    return dangerOfContents(file);
}

} // namespace tributary::engine
