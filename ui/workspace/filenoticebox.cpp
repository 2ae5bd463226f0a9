// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/filenoticebox.h"

#include "common/grid.h"
#include "common/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

FileNoticeBox::FileNoticeBox(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_open(new QPushButton(tr("Open file"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setFont(theme.font(TextStyle::Small));
    m_text->setProperty("rank", u"error"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setAccessibleName(tr("Faults in files"));
    m_open->setObjectName(u"openFile"_s);
    m_open->setProperty("kind", u"link"_s);
    m_open->setToolTip(tr("Opens it in the program for such files. What is mended there shows here at once."));
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT fileChosen(m_file); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::unit);
    column->addWidget(m_text);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    hide();
}

void FileNoticeBox::setNotice(const QString &text, const QString &file)
{
    m_file = file;
    m_text->setText(text);
    m_open->setVisible(!file.isEmpty());
    setVisible(!text.isEmpty());
}

} // namespace fuseboard
