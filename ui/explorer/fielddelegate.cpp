// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/fielddelegate.h"

#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "config/variablesyntax.h"
#include "explorer/linevariables.h"
#include "explorer/variablecompleter.h"
#include "models/fieldtablemodel.h"
#include "models/figures.h"
#include "models/rowtablemodel.h"
#include "models/variablewording.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>

namespace fuseboard {

namespace {

/// Why the row does not count as it is written; empty where it does.
QString noteOn(const QModelIndex &index)
{
    return index.siblingAtColumn(FieldTableModel::NameColumn).data(FieldTableModel::NoteRole).toString();
}

/// What the cell lacks; empty where nothing.
QString lackOf(const QModelIndex &index)
{
    return index.column() == FieldTableModel::ValueColumn ? index.data(FieldTableModel::NoteRole).toString()
                                                          : QString();
}

bool isDescription(const QModelIndex &index)
{
    const auto *rows = qobject_cast<const RowTableModel *>(index.model());
    return rows && index.column() == rows->descriptionColumn();
}

} // namespace

FieldDelegate::FieldDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.color(ColorRole::AccentSoft));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.color(ColorRole::Border));
    const QModelIndex check = index.siblingAtColumn(FieldTableModel::EnabledColumn);
    const QVariant state = check.data(Qt::CheckStateRole);
    const bool enabled = state.toInt() == Qt::Checked;
    if (index.column() == FieldTableModel::EnabledColumn) {
        if (enabled)
            paintIcon(*painter, QRectF(option.rect.left() + grid::gap, option.rect.center().y() - 6, 14, 14),
                      IconId::Check, m_theme.color(ColorRole::Text));
        else if (state.isValid())
            paintIcon(*painter, QRectF(option.rect.left() + grid::gap, option.rect.center().y() - 6, 14, 14),
                      IconId::Close, m_theme.color(ColorRole::Faint));
    } else if (isDescription(index)) {
        paintDescription(*painter, option.rect.adjusted(grid::gap, 0, -grid::gap, 0), index.data().toString());
    } else {
        const bool isNew = !state.isValid();
        const bool isName = index.column() == FieldTableModel::NameColumn;
        const bool isReplaced = enabled && !noteOn(index).isEmpty();
        const QRect rect = option.rect.adjusted(grid::gap, 0, -grid::gap, 0);
        if (isReplaced && isName)
            paintReplaced(*painter, rect, index.data().toString());
        else if (!lackOf(index).isEmpty())
            paintReplaced(*painter, rect, tr("no value"));
        else
            paintText(*painter, rect, isNew && isName ? tr("Add…") : index.data().toString(), enabled && !isReplaced);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(m_theme.color(ColorRole::FocusRing));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void FieldDelegate::paintText(QPainter &painter, const QRect &rect, const QString &text, bool enabled) const
{
    painter.setFont(m_theme.font(TextStyle::Mono));
    const QString shown = painter.fontMetrics().elidedText(wording::printable(text, 1'000), Qt::ElideRight,
                                                           rect.width());
    int x = rect.left();
    const auto piece = [&](const QString &part, ColorRole role) {
        painter.setPen(m_theme.color(role));
        painter.drawText(QRect(x, rect.top(), rect.right() - x + 1, rect.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         part);
        x += painter.fontMetrics().horizontalAdvance(part);
    };
    const ColorRole plain = enabled ? ColorRole::Text : ColorRole::Muted;
    qsizetype from = 0;
    for (const VariableRange &range : variableRanges(shown)) {
        if (range.isEscaped)
            continue;
        piece(shown.sliced(from, range.at - from), plain);
        const bool isKnown = isResolved(range.name, m_scope);
        QFont font = painter.font();
        font.setUnderline(!isKnown);
        painter.setFont(font);
        const ColorRole role = isKnown ? ColorRole::SyntaxVariable : ColorRole::DangerText;
        piece(shown.sliced(range.at, range.length), enabled ? role : plain);
        font.setUnderline(false);
        painter.setFont(font);
        from = range.at + range.length;
    }
    piece(shown.sliced(from), plain);
}

/// As a variable without a value is, for it means as little.
void FieldDelegate::paintReplaced(QPainter &painter, const QRect &rect, const QString &text) const
{
    QFont font = m_theme.font(TextStyle::Mono);
    font.setUnderline(true);
    painter.setFont(font);
    painter.setPen(m_theme.color(ColorRole::WarningText));
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(wording::printable(text, 1'000), Qt::ElideRight, rect.width()));
}

void FieldDelegate::paintDescription(QPainter &painter, const QRect &rect, const QString &text) const
{
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(ColorRole::Muted));
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(wording::printable(text, 1'000), Qt::ElideRight, rect.width()));
}

QWidget *FieldDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    if (index.data(RowTableModel::ChoicesRole).isValid())
        return createChoice(parent, index);
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (isDescription(index)) {
        editor->setFont(m_theme.font(TextStyle::Small));
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        auto *variables = new LineVariables(m_theme, *line);
        variables->setScope(m_scope);
        variables->completer().setWords(m_words ? m_words(index) : QStringList());
    }
    return editor;
}

QWidget *FieldDelegate::createChoice(QWidget *parent, const QModelIndex &index) const
{
    auto *box = new QComboBox(parent);
    box->addItems(index.data(RowTableModel::ChoicesRole).toStringList());
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    auto *self = const_cast<FieldDelegate *>(this); // as QAbstractItemDelegate's signals are not const
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void FieldDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentIndex(index.data(Qt::EditRole).toInt());
    else if (!line || line->text() != index.data(Qt::EditRole).toString()) // or the cursor would jump to the end
        QStyledItemDelegate::setEditorData(editor, index);
}

void FieldDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor))
        model->setData(index, box->currentIndex(), Qt::EditRole);
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

bool FieldDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    QStringList tips;
    for (const QString &note : {noteOn(index), lackOf(index)}) {
        if (!note.isEmpty())
            tips << note;
    }
    const QString text = index.data().toString();
    for (const VariableRange &range : isDescription(index) ? QList<VariableRange>() : variableRanges(text)) {
        if (!range.isEscaped)
            tips << wording::variableTip(range.name, m_scope);
    }
    if (isDescription(index) && !text.isEmpty())
        tips << wording::printable(text, 1'000);
    if (event->type() != QEvent::ToolTip || tips.isEmpty())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    tips.removeDuplicates();
    QToolTip::showText(event->globalPos(), wording::toolTip(tips.join(u'\n')), view->viewport());
    return true;
}

bool FieldDelegate::eventFilter(QObject *watched, QEvent *event)
{
    const auto *line = qobject_cast<QLineEdit *>(watched);
    if (!line || event->type() != QEvent::KeyPress)
        return QStyledItemDelegate::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isForRows = (key->matches(QKeySequence::Undo) && !line->isUndoAvailable())
        || (key->matches(QKeySequence::Redo) && !line->isRedoAvailable());
    if (!isForRows)
        return QStyledItemDelegate::eventFilter(watched, event);
    event->ignore(); // so that it goes on to who holds the line
    return true;
}

bool FieldDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (index.column() != FieldTableModel::EnabledColumn)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const bool pressed = event->type() == QEvent::KeyPress
        && (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space
            || static_cast<QKeyEvent *>(event)->key() == Qt::Key_Select);
    if (!pressed && event->type() != QEvent::MouseButtonRelease)
        return false;
    const bool enabled = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, enabled ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace fuseboard
