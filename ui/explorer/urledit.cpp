// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/urledit.h"

#include "common/theme.h"
#include "config/variablesyntax.h"
#include "explorer/requestdraft.h"
#include "explorer/variablecompleter.h"
#include "models/figures.h"
#include "models/variablewording.h"

#include <QDragLeaveEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextCharFormat>
#include <QToolTip>

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
    , m_theme(theme)
    , m_completer(new VariableCompleter(*this))
{
    setFont(theme.font(TextStyle::Mono));
    setPlaceholderText(tr("Path, for example /orders?limit=50"));
    setAccessibleName(tr("URL"));
    setMaxLength(std::numeric_limits<int>::max()); // or it would cut what it is given
    connect(this, &QLineEdit::textChanged, this, &UrlEdit::colour);
    connect(&theme, &Theme::changed, this, &UrlEdit::colour);
}

void UrlEdit::setScope(const VariableScope &scope)
{
    m_scope = scope;
    m_completer->setNames(scope.names());
    colour();
}

void UrlEdit::colour()
{
    // The formats of an input method are the only ones that a QLineEdit draws.
    QList<QInputMethodEvent::Attribute> attributes;
    QStringList missing;
    for (const VariableRange &range : variableRanges(text())) {
        if (range.isEscaped)
            continue;
        QTextCharFormat format;
        const bool isBase = isBaseUrlVariable(range);
        const bool isKnown = isBase || isResolved(range.name, m_scope);
        format.setForeground(m_theme.color(!isKnown     ? ColorRole::DangerText
                                               : isBase ? ColorRole::Muted
                                                        : ColorRole::SyntaxVariable));
        if (!isKnown) {
            format.setFontUnderline(true);
            missing << range.name;
        }
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, int(range.at) - cursorPosition(),
                                                   int(range.length), format);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
    setAccessibleDescription(missing.isEmpty() ? QString() : tr("Without a value: %1").arg(missing.join(u", "_s)));
}

QString UrlEdit::tipAt(int character) const
{
    for (const VariableRange &range : variableRanges(text())) {
        const bool isThere = character >= range.at && character <= range.at + range.length;
        if (isThere && isBaseUrlVariable(range))
            return tr("The base URL of the client");
        if (isThere && !range.isEscaped)
            return wording::variableTip(range.name, m_scope);
    }
    return {};
}

bool UrlEdit::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLineEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString tip = tipAt(cursorPositionAt(help->pos()));
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), wording::toolTip(tip), this);
    return true;
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
