// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/filenoticebox.h"

#include "common/grid.h"
#include "common/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {
constexpr int mostTextHeight = 240; // more is scrolled, so that the tree above keeps its room
}

FileNoticeBox::FileNoticeBox(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_text(new QLabel(m_scroll))
    , m_open(new QPushButton(tr("Open file"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setFont(theme.font(TextStyle::Small));
    m_text->setProperty("rank", u"error"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Faults in files"));
    m_scroll->setWidget(m_text);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(m_text->accessibleName());
    for (QWidget *ground : {m_scroll->viewport(), static_cast<QWidget *>(m_text)})
        ground->setAutoFillBackground(false);
    m_open->setObjectName(u"openFile"_s);
    m_open->setProperty("kind", u"link"_s);
    m_open->setToolTip(tr("Opens it in the program for such files. What is mended there shows here at once."));
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT fileChosen(m_file); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::unit);
    column->addWidget(m_scroll);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    hide();
}

void FileNoticeBox::setNotice(const QString &text, const QString &file)
{
    m_file = file;
    m_text->setText(text);
    m_open->setVisible(!file.isEmpty());
    setVisible(!text.isEmpty());
    fit();
}

void FileNoticeBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FileNoticeBox::fit()
{
    const int needed = std::max(m_text->heightForWidth(m_scroll->width()), 0); // without a text it knows none
    m_scroll->setFixedHeight(std::min(needed, mostTextHeight));
    m_scroll->setFocusPolicy(needed > mostTextHeight ? Qt::TabFocus : Qt::NoFocus);
}

} // namespace fuseboard
