// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewer/accessibledocument.h"

#include "viewer/documentview.h"

namespace fuseboard {

namespace {

QAccessibleInterface *accessibleDocumentFor(const QString &, QObject *object)
{
    auto *view = qobject_cast<DocumentView *>(object);
    return view ? new AccessibleDocument(view) : nullptr;
}

} // namespace

AccessibleDocument::AccessibleDocument(DocumentView *view)
    : QAccessibleWidget(view, QAccessible::EditableText)
{
}

QString AccessibleDocument::text(QAccessible::Text kind) const
{
    const auto *view = qobject_cast<const DocumentView *>(object());
    return kind == QAccessible::Value && view ? view->visibleText() : QAccessibleWidget::text(kind);
}

QAccessible::State AccessibleDocument::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    return state;
}

void installAccessibleDocument()
{
    QAccessible::installFactory(accessibleDocumentFor); // Qt takes each function once
}

} // namespace fuseboard
