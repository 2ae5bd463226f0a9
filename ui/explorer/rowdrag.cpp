// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/rowdrag.h"

#include "models/fieldtablemodel.h"
#include "models/rowtablemodel.h"

#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTableView>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

RowDrag::RowDrag(QTableView &view, const RowTableModel &model)
    : QObject(&view)
    , m_view(view)
    , m_viewport(view.viewport())
    , m_model(model)
    , m_line(new QFrame(view.viewport()))
{
    m_line->setProperty("surface", u"drop"_s);
    m_line->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_line->hide();
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    // Whatever became another one meanwhile, it is not what was taken.
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, change, this, &RowDrag::end);
    connect(&model, &QAbstractItemModel::rowsMoved, this, &RowDrag::end);
    connect(&model, &QAbstractItemModel::modelReset, this, &RowDrag::end);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const auto &, const auto &, const auto &roles) {
        if (!roles.contains(FieldTableModel::NoteRole))
            end();
    });
}

bool RowDrag::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_viewport
        && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove
            || event->type() == QEvent::MouseButtonRelease))
        return mouse(*static_cast<QMouseEvent *>(event));
    // Else the window would give up a call with the key.
    const bool isKey = watched == &m_view
        && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride);
    if (!isKey || m_place < 0 || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QObject::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        end();
    return true;
}

bool RowDrag::mouse(const QMouseEvent &event)
{
    if (event.type() == QEvent::MouseButtonPress) {
        end();
        if (event.button() == Qt::LeftButton && !m_model.hasFixedRows())
            take(event.position().toPoint());
        return false;
    }
    if (m_row < 0)
        return false;
    if (event.type() == QEvent::MouseMove)
        return drag(event.position().toPoint());
    return event.button() == Qt::LeftButton && drop();
}

void RowDrag::take(QPoint at)
{
    const QModelIndex index = m_view.indexAt(at);
    if (index.column() != RowTableModel::EnabledColumn || index.row() >= m_model.count())
        return;
    m_row = index.row();
    m_pressed = at;
}

bool RowDrag::drag(QPoint at)
{
    if (m_place < 0 && std::abs(at.y() - m_pressed.y()) < QApplication::startDragDistance())
        return true; // the view would go to the row below the mouse
    m_view.viewport()->setCursor(Qt::ClosedHandCursor);
    m_place = placeAt(at.y());
    const int row = m_view.rowAt(at.y());
    const int last = m_model.count() - 1;
    m_view.scrollTo(m_model.index(row < 0 && at.y() >= 0 ? last : std::clamp(row, 0, last), 0));
    showPlace();
    return true;
}

/// True where the release was that of a row, and no click on its check mark.
bool RowDrag::drop()
{
    const int row = m_row;
    const int place = m_place;
    end();
    if (place < 0)
        return false;
    const bool moved = m_view.model()->moveRow({}, row, {}, place);
    const int now = !moved ? row : place > row ? place - 1 : place;
    m_view.setCurrentIndex(m_model.index(now, m_view.currentIndex().isValid() ? m_view.currentIndex().column() : 0));
    return true;
}

void RowDrag::end()
{
    m_row = -1;
    m_place = -1;
    m_line->hide();
    m_view.viewport()->unsetCursor();
}

int RowDrag::placeAt(int y) const
{
    int place = 0;
    while (place < m_model.count() && y > m_view.rowViewportPosition(place) + m_view.rowHeight(place) / 2)
        ++place;
    return place;
}

void RowDrag::showPlace()
{
    constexpr int thickness = 2;
    const int last = m_model.count() - 1;
    const int y = m_place > last ? m_view.rowViewportPosition(last) + m_view.rowHeight(last)
                                 : m_view.rowViewportPosition(m_place);
    m_line->setGeometry(0, std::max(y - thickness / 2, 0), m_view.viewport()->width(), thickness);
    m_line->show();
    m_line->raise();
}

} // namespace fuseboard
