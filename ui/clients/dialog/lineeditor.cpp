// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/lineeditor.h"

#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "common/theme.h"
#include "explorer/linevariables.h"
#include "models/config/configdraft.h"
#include "models/config/typedvalue.h"
#include "variables/clientsubstitution.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace fuseboard {

namespace {

constexpr int numberWidth = 120;

bool isNumeric(FieldKind kind)
{
    return kind == FieldKind::Number || kind == FieldKind::Codes;
}

} // namespace

LineEditor::LineEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : FieldEditor(draft, info, parent)
    , m_line(new QLineEdit(this))
    , m_unit(new QLabel(info.unit, m_line))
    , m_variables(takesVariables(info.path) ? new LineVariables(theme, *m_line, LineVariables::Line::Described)
                                            : nullptr)
{
    m_line->setAccessibleName(info.unit.isEmpty() ? info.label : tr("%1 in %2").arg(info.label, info.unit));
    m_line->setFont(theme.font(isNumeric(info.kind) ? TextStyle::Mono : TextStyle::Body));
    m_unit->setProperty("rank", QStringLiteral("muted"));
    m_unit->setFont(theme.font(TextStyle::Body));
    m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_line->setTextMargins(0, 0, m_unit->sizeHint().width(), 0);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line);
    if (info.kind == FieldKind::Number)
        setFixedWidth(numberWidth);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &LineEditor::take);
    // Undo and redo of the line itself are no edits to Qt.
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_line->hasFocus())
            take(text);
    });
}

QWidget *LineEditor::input() const
{
    return m_line;
}

bool LineEditor::isWide() const
{
    return m_info.kind != FieldKind::Number;
}

void LineEditor::setFaulty(bool faulty)
{
    setInvalid(m_line, faulty);
}

void LineEditor::setScope(const VariableScope &scope)
{
    if (m_variables)
        m_variables->setScope(scope);
}

QStringList LineEditor::missingVariables() const
{
    return m_variables ? m_variables->missing() : QStringList();
}

void LineEditor::enter(const QString &text)
{
    const bool isTold = m_line->hasFocus() && m_line->text() != text; // by textChanged
    m_line->setText(text);
    if (!isTold)
        take(text);
}

QString LineEditor::text() const
{
    return m_line->text();
}

void LineEditor::take(const QString &text)
{
    const JsonValue value = typedValue(m_info.kind, text);
    write([this, &value] {
        // A list that is emptied is an empty list where its default is none.
        const FieldFacts *facts = ConfigDraft::factsOf(m_info.path);
        if (!value.isNull())
            m_draft.setValue(m_info.path, value);
        else if (m_info.kind == FieldKind::Codes && facts && !facts->standard.items.empty())
            m_draft.setValue(m_info.path, JsonValue::list());
        else
            m_draft.clear(m_info.path);
    });
}

void LineEditor::showValue()
{
    m_line->setPlaceholderText(m_info.kind == FieldKind::Codes ? tr("none")
                                                               : wording::standardText(m_info, m_draft.config()));
    const bool showsAll = m_info.kind == FieldKind::Codes || m_draft.isWritten(m_info.path);
    const QString text = showsAll ? typedText(m_info.kind, m_draft.value(m_info.path)) : QString();
    if (m_line->text() != text)
        m_line->setText(text);
}

void LineEditor::resizeEvent(QResizeEvent *event)
{
    FieldEditor::resizeEvent(event);
    const QSize size = m_unit->sizeHint();
    m_unit->setGeometry(m_line->width() - size.width() - grid::gap, 0, size.width(), m_line->height());
}

} // namespace fuseboard
