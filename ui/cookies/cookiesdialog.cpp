// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiesdialog.h"

#include "common/openeditor.h"
#include "cookies/cookiestep.h"
#include "models/cookies/cookietablemodel.h"
#include "models/figures.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyle>
#include <QTableView>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

enum CookiePage { EmptyPage, UnmatchedPage, TablePage };

} // namespace

CookiesDialog::CookiesDialog(const Theme &theme, CookieSource source, QWidget *parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_model(new CookieTableModel(m_source.jar, this))
{
    setWindowTitle(tr("Cookies of %1").arg(wording::printable(m_source.client, 60)));
    m_filtered.setSourceModel(m_model);
    m_filtered.setSortRole(CookieTableModel::SortRole);
    m_filtered.setFilterKeyColumn(-1);
    m_filtered.setFilterCaseSensitivity(Qt::CaseInsensitive);
    build(theme);
    addKeys();
    connect(m_model, &CookieTableModel::edited, this, &CookiesDialog::change);
    connect(m_model, &CookieTableModel::refused, m_notice, [this](const QString &sentence) { tell(sentence, true); });
    connect(&m_steps, &QUndoStack::indexChanged, this, &CookiesDialog::refresh);
    // The filter takes a row away before the model has done so.
    for (const QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(&m_filtered), static_cast<QAbstractItemModel *>(m_model)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &CookiesDialog::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &CookiesDialog::refresh);
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CookiesDialog::refresh);
    refresh();
}

void CookiesDialog::addKeys()
{
    const auto add = [this](QKeySequence::StandardKey keys, auto run) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, run);
    };
    add(QKeySequence::Undo, [this] { undo(); });
    add(QKeySequence::Redo, [this] { m_steps.redo(); });
    add(QKeySequence::Find, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

void CookiesDialog::tell(const QString &sentence, bool isProblem)
{
    m_notice->setText(sentence);
    m_notice->setProperty("rank", isProblem ? u"error"_s : u"muted"_s);
    m_notice->style()->polish(m_notice);
}

void CookiesDialog::done(int result)
{
    commitOpenEditor(*this);
    QDialog::done(result);
}

bool CookiesDialog::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDelete = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete;
    if (!isDelete)
        return QDialog::eventFilter(watched, event);
    remove(selected());
    return true;
}

void CookiesDialog::change(const QList<Cookie> &before, const QList<Cookie> &after)
{
    tell({});
    m_steps.push(new CookieStep(m_source.jar, before, after));
}

QString CookiesDialog::freeName() const
{
    const QList<Cookie> &cookies = m_model->cookies();
    for (int number = 1;; ++number) {
        const QString name = number == 1 ? u"name"_s : u"name%1"_s.arg(number);
        const auto isTaken = [&name](const Cookie &cookie) { return cookie.name == name.toUtf8(); };
        if (std::none_of(cookies.begin(), cookies.end(), isTaken))
            return name;
    }
}

void CookiesDialog::add()
{
    commitOpenEditor(*this);
    m_filter->clear();
    const Cookie fresh{freeName().toUtf8(), {}, m_source.host.isEmpty() ? u"localhost"_s : m_source.host};
    change({}, {fresh});
    const QModelIndex name = m_model->index(m_model->rowCount() - 1, CookieTableModel::NameColumn);
    const QModelIndex shown = m_filtered.mapFromSource(name);
    m_table->setCurrentIndex(shown);
    m_table->setFocus();
    m_table->edit(shown);
}

QList<Cookie> CookiesDialog::selected() const
{
    QList<Cookie> cookies;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        cookies.append(m_model->cookies().at(m_filtered.mapToSource(row).row()));
    return cookies;
}

QList<Cookie> CookiesDialog::shown() const
{
    QList<Cookie> cookies;
    for (int row = 0; row < m_filtered.rowCount(); ++row)
        cookies.append(m_model->cookies().at(m_filtered.mapToSource(m_filtered.index(row, 0)).row()));
    return cookies;
}

void CookiesDialog::remove(const QList<Cookie> &cookies)
{
    if (cookies.isEmpty())
        return;
    const QString undoKeys = QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText);
    change(cookies, {});
    if (cookies.size() == 1)
        tell(tr("“%1” was removed. %2 brings it back.")
                 .arg(wording::printable(QString::fromUtf8(cookies.first().name), 60), undoKeys));
    else
        tell(tr("%1 cookies were removed. %2 brings them back.").arg(wording::count(cookies.size()), undoKeys));
}

void CookiesDialog::undo()
{
    tell({});
    m_steps.undo();
}

void CookiesDialog::refresh()
{
    const bool isFiltered = !m_filter->text().isEmpty();
    const bool hasAny = m_model->rowCount() > 0;
    const bool showsAny = m_filtered.rowCount() > 0;
    m_pages->setCurrentIndex(!hasAny ? EmptyPage : showsAny ? TablePage : UnmatchedPage);
    m_filter->setEnabled(hasAny || isFiltered);
    m_show->setEnabled(hasAny);
    m_show->setText(m_model->areValuesShown() ? tr("Hide &values") : tr("Show &values"));
    m_remove->setEnabled(showsAny && m_table->selectionModel()->hasSelection());
    m_removeAll->setText(isFiltered ? tr("Remove a&ll shown") : tr("Remove a&ll"));
    m_removeAll->setEnabled(showsAny);
    m_undo->setEnabled(m_steps.canUndo());
}

} // namespace fuseboard
