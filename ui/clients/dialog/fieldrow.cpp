// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/fieldrow.h"

#include "clients/dialog/choiceeditor.h"
#include "clients/dialog/fileeditor.h"
#include "clients/dialog/flageditor.h"
#include "clients/dialog/lineeditor.h"
#include "clients/dialog/pairseditor.h"
#include "clients/dialog/restyle.h"
#include "clients/dialog/secreteditor.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/config/configdraft.h"
#include "models/variablewording.h"

#include <QApplication>
#include <QEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int labelWidth = 148;
constexpr int markWidth = 12;

} // namespace

FieldEditor *makeFieldEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
{
    switch (info.kind) {
    case FieldKind::Number:
    case FieldKind::Text:
    case FieldKind::Codes:
    case FieldKind::Words:
        return new LineEditor(theme, draft, info, parent);
    case FieldKind::File:
        return new FileEditor(theme, draft, info, parent);
    case FieldKind::Choice:
        return new ChoiceEditor(draft, info, parent);
    case FieldKind::Flag:
        return new FlagEditor(draft, info, parent);
    case FieldKind::Secret:
        return new SecretEditor(theme, draft, info, parent);
    case FieldKind::Headers:
    case FieldKind::Params:
    case FieldKind::SecretHeaders:
    case FieldKind::SecretParams:
        return new PairsEditor(theme, draft, info, parent);
    }
    Q_UNREACHABLE();
}

FieldRow::FieldRow(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_editor(makeFieldEditor(theme, draft, info, this))
    , m_mark(new QLabel(this))
    , m_label(new QLabel(this))
    , m_note(makeNote(theme))
{
    m_mark->setFixedWidth(markWidth);
    m_mark->setFont(theme.font(TextStyle::Caption));
    m_mark->setToolTip(tr("Differs from the default"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setFixedWidth(labelWidth - markWidth);
    m_label->setText(m_editor->showsLabel() ? QString() : info.label);
    m_label->setBuddy(m_editor->input());
    m_editor->input()->installEventFilter(this);
    connect(m_editor, &FieldEditor::noted, this, &FieldRow::showNote);
    if (m_editor->isWide())
        layOutBelow();
    else
        layOutBeside();
}

QLabel *FieldRow::makeNote(const Theme &theme)
{
    auto *note = new QLabel(this);
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setFont(theme.font(TextStyle::Small));
    return note;
}

void FieldRow::layOutBeside()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_mark);
    row->addWidget(m_label);
    row->addSpacing(grid::unit);
    row->addWidget(m_editor);
    row->addSpacing(grid::cardGap);
    row->addWidget(m_note, 1);
}

void FieldRow::layOutBelow()
{
    auto *field = new QVBoxLayout;
    field->setSpacing(grid::unit / 2);
    const bool isNarrow = m_editor->maximumWidth() < QWIDGETSIZE_MAX;
    field->addWidget(m_editor, 0, isNarrow ? Qt::AlignLeft : Qt::Alignment());
    field->addWidget(m_note);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    if (m_editor->showsLabel()) {
        m_label->hide();
        m_note->setIndent(26); // below the words of the switch
        m_mark->setMinimumHeight(m_editor->sizeHint().height());
        row->addWidget(m_mark, 0, Qt::AlignTop);
    } else {
        m_label->setMinimumHeight(grid::controlHeight);
        row->addWidget(m_mark, 0, Qt::AlignTop);
        row->addWidget(m_label, 0, Qt::AlignTop);
        row->addSpacing(grid::unit);
        m_mark->setMinimumHeight(grid::controlHeight);
    }
    row->addLayout(field, 1);
}

QString FieldRow::noteText() const
{
    return m_note->text();
}

bool FieldRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && watched == m_editor->input()) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        // The list of a box takes the focus for whatever reason: who opens it is about to choose.
        const bool isLeft = reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason
            && !QApplication::activePopupWidget();
        if (isLeft && !m_visited) {
            m_visited = true;
            // Later: it may be the end of the dialog, whose draft is no more.
            QMetaObject::invokeMethod(this, &FieldRow::visited, Qt::QueuedConnection);
        }
    }
    return QWidget::eventFilter(watched, event);
}

bool FieldRow::isStillEmpty() const
{
    const QString &path = m_editor->info().path;
    const ConfigFault *fault = m_visited ? nullptr : m_draft.faultOf(path);
    return fault && fault->detail == ErrorDetail::Missing && fault->path == path;
}

void FieldRow::refresh()
{
    m_editor->refresh();
    m_visited = m_visited || m_draft.isWritten(m_editor->info().path);
    showNote();
    m_editor->setFaulty(m_draft.faultOf(m_editor->info().path) && !isStillEmpty());
    m_mark->setText(m_draft.isChanged(m_editor->info().path) ? u"●"_s : QString());
    setRank(m_mark, u"accent"_s);
}

void FieldRow::showNote()
{
    const FieldInfo &info = m_editor->info();
    const ConfigFault *fault = m_draft.faultOf(info.path);
    QString text = fault ? wording::shortFault(info, *fault) : wording::note(info, m_draft.config());
    if (isStillEmpty()) {
        text = wording::neededNote(info, m_draft.config());
        fault = nullptr;
    }
    if (const QString missing = wording::withoutValue(m_editor->missingVariables()); !fault && !missing.isEmpty())
        text = missing;
    const SecretNote secret = m_editor->secretNote();
    if (!fault && !secret.sentence.isEmpty())
        text = secret.sentence;
    m_note->setText(text);
    setRank(m_note, fault || secret.isTrouble ? u"error"_s : u"muted"_s);
    m_editor->input()->setAccessibleDescription(
        m_draft.isChanged(info.path) ? tr("%1. Differs from the default.").arg(text) : text);
}

} // namespace fuseboard
