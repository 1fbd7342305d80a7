// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AttachmentBar.h"

#include "ui/composer/DraftChecks.h"

#include "content/Senders.h"
#include "ui/style/Tokens.h"
#include "ui/widgets/Chip.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/RoleLabel.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tributary::ui {

namespace {

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat); }

QString iconOf(const model::DraftFile& file) {
    if (file.message.isValid() && file.section.isEmpty())
        return QStringLiteral("mail");
    if (file.mediaType.startsWith("image/"))
        return QStringLiteral("image");
    if (file.mediaType.startsWith("text/") || file.mediaType == "application/pdf")
        return QStringLiteral("document");
    return QStringLiteral("attachment");
}

QList<QUrl> localFiles(const QMimeData& data) {
    QList<QUrl> files;
    const QList<QUrl> urls = data.urls();
    std::copy_if(urls.begin(), urls.end(), std::back_inserter(files), [](const QUrl& url) { return url.isLocalFile(); });
    return files;
}

} // namespace

AttachmentBar::AttachmentBar(QWidget* parent) : QWidget(parent), m_row(new FlowRow(this)), m_total(new RoleLabel({}, ColorRole::Secondary, TextSize::Small, this)) {
    setObjectName(QStringLiteral("attachments"));
    setAccessibleName(tr("Attached files"));
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Tokens::kSpaceM, Tokens::kSpaceS, Tokens::kSpaceM, Tokens::kSpaceS);
    column->setSpacing(Tokens::kSpaceXs);
    column->addWidget(m_row);
    column->addWidget(m_total);
    m_total->setWordWrap(true);
    setFiles({});
}

void AttachmentBar::setFiles(const QList<model::DraftFile>& files) {
    const auto focused = std::find_if(m_chips.begin(), m_chips.end(), [](const Chip* chip) { return chip->hasFocus(); });
    const qsizetype focusAt = focused == m_chips.end() ? -1 : focused - m_chips.begin();
    m_files = files;
    m_row->clear();
    m_chips.clear();
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (files[i].contentId.isEmpty())
            addChip(i);
    }
    if (focusAt >= 0 && !m_chips.isEmpty()) // the one that was removed had it
        m_chips[std::min(focusAt, m_chips.size() - 1)]->setFocus();
    m_row->setVisible(!m_chips.isEmpty());
    showTotal();
}

void AttachmentBar::addChip(qsizetype file) {
    const model::DraftFile& shown = m_files[file];
    auto* chip = new Chip(iconOf(shown), content::visibleText(shown.fileName), sizeText(shown.size), m_row);
    chip->setRemovable(true);
    chip->setAccessibleDescription(tr("Return opens, Delete removes it from the message"));
    chip->installEventFilter(this);
    chip->setProperty("file", file);
    connect(chip, &Chip::removeRequested, this, [this, file] { Q_EMIT removeRequested(file); });
    m_row->add(chip);
    m_chips.append(chip);
}

bool AttachmentBar::eventFilter(QObject* watched, QEvent* event) {
    const bool twice = event->type() == QEvent::MouseButtonDblClick;
    const auto isOpenKey = [](const QKeyEvent& key) { return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter || key.key() == Qt::Key_Space; };
    if (twice || (event->type() == QEvent::KeyPress && isOpenKey(*static_cast<QKeyEvent*>(event)) &&
                  static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier)) {
        Q_EMIT openRequested(watched->property("file").toLongLong());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AttachmentBar::setLimit(qint64 bytes) {
    m_limit = bytes;
    showTotal();
}

qint64 AttachmentBar::encodedSize() const {
    model::Draft draft;
    draft.files = m_files;
    return sizeOnTheWay(draft);
}

void AttachmentBar::showTotal() {
    qint64 bytes = 0;
    for (const model::DraftFile& file : std::as_const(m_files))
        bytes += file.size;
    const bool over = isOverLimit();
    m_total->setRole(over ? ColorRole::Warning : ColorRole::Secondary);
    if (over)
        m_total->setText(tr("The files need %1 on the way, more than the %2 that the server takes. It may refuse this message.")
                             .arg(sizeText(encodedSize()), sizeText(m_limit)));
    else
        m_total->setText(tr("%n file(s), %1", nullptr, static_cast<int>(m_chips.size())).arg(sizeText(bytes)));
    m_total->setVisible(over || m_chips.size() > 1);
    setVisible(over || !m_chips.isEmpty());
}

void AttachmentBar::dragEnterEvent(QDragEnterEvent* event) {
    if (localFiles(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_isTarget = true;
    update();
}

void AttachmentBar::dragLeaveEvent(QDragLeaveEvent* /*event*/) {
    m_isTarget = false;
    update();
}

void AttachmentBar::dropEvent(QDropEvent* event) {
    m_isTarget = false;
    update();
    const QList<QUrl> files = localFiles(*event->mimeData());
    if (files.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction); // a move would take the user's file away
    event->accept();
    Q_EMIT filesDropped(files);
}

void AttachmentBar::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& t = Tokens::current();
    QPainter painter(this);
    if (!m_isTarget) {
        painter.fillRect(QRect(0, 0, width(), 1), t.separator);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent, 2, Qt::DashLine));
    painter.setBrush(t.accentSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), Tokens::kRadius, Tokens::kRadius);
}

} // namespace tributary::ui
