// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/urledit.h"

#include "common/theme.h"
#include "explorer/linevariables.h"
#include "models/figures.h"

#include <QDragLeaveEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>
#include <limits>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestEntry = 65'536; // as long as a request's file may hold

bool belongsInNoUrl(QChar letter)
{
    return letter.category() == QChar::Other_Control || letter == QChar::LineSeparator
        || letter == QChar::ParagraphSeparator;
}

} // namespace

UrlEdit::UrlEdit(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_variables(new LineVariables(theme, *this, LineVariables::Line::Url))
{
    setFont(theme.font(TextStyle::Mono));
    setPlaceholderText(tr("Path, for example /orders?limit=50"));
    setAccessibleName(tr("URL"));
    setMaxLength(std::numeric_limits<int>::max()); // or it would cut what it is given
}

void UrlEdit::setScope(const VariableScope &scope)
{
    m_variables->setScope(scope);
}

void UrlEdit::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Paste)) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    const bool isOfSelection = event->key() == Qt::Key_Insert
        && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    pasteFrom(isOfSelection ? QClipboard::Selection : QClipboard::Clipboard);
}

void UrlEdit::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::MiddleButton || !QGuiApplication::clipboard()->supportsSelection()) {
        QLineEdit::mouseReleaseEvent(event);
        return;
    }
    deselect();
    pasteFrom(QClipboard::Selection);
}

void UrlEdit::dropEvent(QDropEvent *event)
{
    const QString text = event->mimeData()->text();
    if (event->source() == this || text.isEmpty()) // what is moved within the line is in it already
        return QLineEdit::dropEvent(event);
    const auto entered = enterable(text, 0);
    if (!entered || entered->isEmpty()) {
        event->ignore();
        QDragLeaveEvent leave; // or the mark of the place would stay
        return QLineEdit::dragLeaveEvent(&leave);
    }
    QMimeData clean;
    clean.setText(*entered);
    QDropEvent drop(event->position(), event->possibleActions(), &clean, event->buttons(), event->modifiers());
    QLineEdit::dropEvent(&drop);
    event->acceptProposedAction();
}

void UrlEdit::paste()
{
    pasteFrom(QClipboard::Clipboard);
}

void UrlEdit::pasteFrom(QClipboard::Mode mode)
{
    const auto entered = enterable(QGuiApplication::clipboard()->text(mode), selectedText().size());
    if (!entered || (entered->isEmpty() && !hasSelectedText()))
        return;
    endUndoStep();
    insert(*entered);
    endUndoStep();
}

std::optional<QString> UrlEdit::enterable(QString text, qsizetype replaced)
{
    const qsizetype kept = this->text().size() - replaced;
    text.removeIf(belongsInNoUrl);
    if (kept == 0)
        text = text.trimmed();
    if (kept + text.size() <= std::max(longestEntry, this->text().size()))
        return text;
    //: %1 and %2 are numbers
    Q_EMIT entryRefused(tr("The address would have %1 characters; at most %2 can be edited here. It stays as it was.")
                            .arg(wording::count(kept + text.size()), wording::count(longestEntry)));
    return std::nullopt;
}

/// Any step of the cursor ends what is undone together; a selection does so by itself.
void UrlEdit::endUndoStep()
{
    const int cursor = cursorPosition();
    if (hasSelectedText())
        return;
    setCursorPosition(cursor > 0 ? 0 : int(text().size()));
    setCursorPosition(cursor);
}

} // namespace fuseboard
