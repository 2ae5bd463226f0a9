// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/bodyview.h"

#include "common/grid.h"
#include "common/segmentedcontrol.h"
#include "common/theme.h"
#include "explorer/jsonhighlighter.h"
#include "models/bodytext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// Colouring goes over the whole text at once; beyond this it would be felt.
constexpr qsizetype colouredCharacters = 200'000;

} // namespace

BodyView::BodyView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(tr("Body"), this))
    , m_style(new SegmentedControl(tr("How the body is shown"), {tr("Pretty"), tr("Raw"), tr("Hex")}, this))
    , m_note(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_highlighter(new JsonHighlighter(theme, m_text->document()))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    auto *head = new QHBoxLayout;
    m_heading->setProperty("rank", u"strong"_s);
    head->addWidget(m_heading);
    head->addStretch();
    head->addWidget(m_style);
    column->addLayout(head);
    column->addWidget(m_note);
    column->addWidget(m_text, 1);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setProperty("rank", u"muted"_s);
    m_note->hide();
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_text->setFont(theme.font(TextStyle::Mono));
    m_text->setProperty("kind", u"code"_s);
    m_text->setAccessibleName(tr("Body of the answer"));
    connect(m_style, &SegmentedControl::currentChanged, this, &BodyView::show);
}

void BodyView::setBody(const QByteArray &body, const QByteArray &contentType)
{
    m_body = body;
    m_contentType = contentType;
    m_text->setPlaceholderText(tr("The answer has no body."));
    show();
}

void BodyView::clear(const QString &reason)
{
    setBody({}, {});
    m_text->setPlaceholderText(reason);
}

void BodyView::setHeadingVisible(bool visible)
{
    m_heading->setVisible(visible);
}

void BodyView::show()
{
    const BodyText shown = bodyText(m_body, m_contentType, static_cast<BodyStyle>(m_style->current()));
    m_highlighter->setActive(shown.isJson && shown.text.size() <= colouredCharacters);
    m_text->setPlainText(shown.text);
    m_note->setText(shown.note);
    m_note->setVisible(!shown.note.isEmpty());
}

} // namespace fuseboard
