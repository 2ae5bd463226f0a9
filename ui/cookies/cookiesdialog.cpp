// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cookies/cookiesdialog.h"

#include "common/openeditor.h"
#include "common/redokeys.h"
#include "cookies/cookierules.h"
#include "cookies/cookiestep.h"
#include "cookies/cookietable.h"
#include "models/cookies/cookietablemodel.h"
#include "models/cookies/cookiewording.h"
#include "models/figures.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyle>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

enum CookiePage { EmptyPage, UnmatchedPage, TablePage };

QString undoKeys()
{
    return QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText);
}

} // namespace

CookiesDialog::CookiesDialog(const Theme &theme, Scheduler &scheduler, CookieSource source, QWidget *parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_model(new CookieTableModel(m_source.jar, scheduler, this))
    , m_filtered(new QSortFilterProxyModel(this))
{
    setWindowTitle(tr("Cookies of %1").arg(wording::printable(m_source.client, 60)));
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(CookieTableModel::SortRole);
    m_filtered->setFilterRole(CookieTableModel::FilterRole);
    m_filtered->setFilterKeyColumn(0);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    build(theme);
    addKeys();
    connect(m_model, &CookieTableModel::edited, this, &CookiesDialog::change);
    connect(m_model, &CookieTableModel::refused, m_notice, [this](const QString &sentence) {
        m_isRefused = true;
        tell(sentence, true);
    });
    connect(&m_steps, &QUndoStack::indexChanged, this, &CookiesDialog::refresh);
    // The filter takes a row away before the model has done so.
    for (const QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(m_filtered), static_cast<QAbstractItemModel *>(m_model)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &CookiesDialog::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &CookiesDialog::refresh);
    }
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CookiesDialog::refresh);
    refresh();
}

CookiesDialog::~CookiesDialog()
{
    // Neither an editor nor a step shall tell half a dialog of its end.
    m_table->giveUpEditor();
    m_steps.disconnect(this);
}

void CookiesDialog::addKeys()
{
    const auto add = [this](const QList<QKeySequence> &keys, auto run) {
        auto *shortcut = new QShortcut(this);
        shortcut->setKeys(keys);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(QKeySequence::keyBindings(QKeySequence::Undo), [this] { undo(); });
    add(redoKeys(), [this] { m_steps.redo(); });
    add(QKeySequence::keyBindings(QKeySequence::Find), [this] {
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
    if (commit())
        QDialog::done(result);
}

void CookiesDialog::leave()
{
    m_table->giveUpEditor();
    QDialog::done(Rejected);
}

bool CookiesDialog::commit()
{
    m_isRefused = false;
    commitOpenEditor(*this);
    return !m_isRefused;
}

bool CookiesDialog::isForSteps(const QKeyEvent &key) const
{
    return (key.matches(QKeySequence::Undo) && !m_filter->isUndoAvailable())
        || (key.matches(QKeySequence::Redo) && !m_filter->isRedoAvailable());
}

bool CookiesDialog::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress;
    if (watched == m_table && isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        remove(selected());
        return true;
    }
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (watched == m_filter && isOverride && isForSteps(*static_cast<QKeyEvent *>(event))) {
        event->ignore(); // a line takes these keys even where it has nothing to undo
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void CookiesDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QWidget *focus = focusWidget();
    // The line that is written in leaves the key to others, and it has done its work there.
    if (!isEnter || (focus != m_filter && focus != m_table && !m_table->isAncestorOf(focus)))
        QDialog::keyPressEvent(event);
}

void CookiesDialog::change(const QList<Cookie> &before, const QList<Cookie> &after)
{
    tell({});
    auto *step = new CookieStep(m_source.jar, before, after);
    m_steps.push(step);
    if (step->dropped().isEmpty())
        return;
    tell(tr("“%1” had to make room: at most %2 cookies of a domain are kept, and %3 in all. %4 brings it back.")
             .arg(wording::printable(QString::fromUtf8(step->dropped().first().name), 60),
                  wording::count(CookieJar::mostOfDomain), wording::count(CookieJar::mostInAll), undoKeys()));
}

QString CookiesDialog::freeName() const
{
    const QList<Cookie> &cookies = m_model->cookies();
    for (int number = 1;; ++number) {
        QString name = number == 1 ? u"name"_s : u"name%1"_s.arg(number);
        const auto isTaken = [&name](const Cookie &cookie) { return cookie.name == name.toUtf8(); };
        if (std::none_of(cookies.begin(), cookies.end(), isTaken))
            return name;
    }
}

void CookiesDialog::add()
{
    if (!commit())
        return;
    m_filter->clear();
    const Cookie fresh{freeName().toUtf8(), {}, m_source.host.isEmpty() ? u"localhost"_s : m_source.host};
    if (const auto flaw = flawOf(fresh))
        return tell(wording::sentence(*flaw), true);
    change({}, {fresh});
    const int row = m_model->rowOf(fresh);
    if (row < 0)
        return tell(tr("The cookie could not be kept."), true);
    const QModelIndex shown = m_filtered->mapFromSource(m_model->index(row, CookieTableModel::NameColumn));
    m_table->setCurrentIndex(shown);
    m_table->setFocus();
    m_table->edit(shown);
    // From the loop, when the view has let go of its editor.
    connect(
        m_table->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
        [this, fresh](const QWidget *, QAbstractItemDelegate::EndEditHint hint) {
            if (hint == QAbstractItemDelegate::RevertModelCache && m_model->rowOf(fresh) >= 0)
                undo(); // Esc in its very first cell takes it back
        },
        Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
}

QList<Cookie> CookiesDialog::selected() const
{
    QList<Cookie> cookies;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        cookies.append(m_model->cookies().at(m_filtered->mapToSource(row).row()));
    return cookies;
}

QList<Cookie> CookiesDialog::shown() const
{
    QList<Cookie> cookies;
    for (int row = 0; row < m_filtered->rowCount(); ++row)
        cookies.append(m_model->cookies().at(m_filtered->mapToSource(m_filtered->index(row, 0)).row()));
    return cookies;
}

void CookiesDialog::remove(const QList<Cookie> &cookies)
{
    if (cookies.isEmpty())
        return;
    change(cookies, {});
    if (cookies.size() == 1)
        tell(tr("“%1” was removed. %2 brings it back.")
                 .arg(wording::printable(QString::fromUtf8(cookies.first().name), 60), undoKeys()));
    else
        tell(tr("%n cookies were removed. %1 brings them back.", nullptr, int(cookies.size())).arg(undoKeys()));
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
    const bool showsAny = m_filtered->rowCount() > 0;
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
