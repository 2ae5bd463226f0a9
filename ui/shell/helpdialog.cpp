// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/helpdialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "fuseboard/version.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QLabel *helpLabel(const QString &text, const QFont &font, const QString &rank = {})
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    if (!rank.isEmpty())
        label->setProperty("rank", rank);
    return label;
}

QString withoutMnemonic(const QString &text)
{
    QString plain = text;
    return plain.remove(u'&');
}

} // namespace

HelpDialog::HelpDialog(const Theme &theme, const QList<Group> &groups, QWidget *parent)
    : QDialog(parent)
    , m_list(new QScrollArea(this))
{
    setWindowTitle(tr("Help"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid::page, 0, grid::page);
    column->setSpacing(grid::gap);
    const auto add = [column](QWidget *widget) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(grid::page, 0, grid::page, 0);
        row->addWidget(widget);
        column->addLayout(row);
    };
    add(helpLabel(tr("Shortcuts"), theme.font(TextStyle::Title)));
    makeList(theme, groups);
    column->addWidget(m_list, 1);
    column->addSpacing(grid::gap);
    add(helpLabel(tr("About"), theme.font(TextStyle::Title)));
    QLabel *about = helpLabel(tr("Fuseboard %1, on Qt %2").arg(QLatin1String(versionText), QLatin1String(qVersion())),
                              theme.font(TextStyle::Body));
    about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    add(about);
    QLabel *licence = helpLabel(tr("Free software under the GNU General Public License, version 3 or later."),
                                theme.font(TextStyle::Body), u"muted"_s);
    add(licence);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(grid::gap);
    add(buttons);
    m_list->setFocus(); // the keys of the arrows scroll it
}

HelpDialog::Group HelpDialog::groupOf(const QString &place, const QList<QAction *> &actions)
{
    Group group{place, {}};
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            group.shortcuts.append({action->text(), action->shortcuts()});
        if (action->menu())
            group.shortcuts += groupOf(place, action->menu()->actions()).shortcuts;
    }
    return group;
}

void HelpDialog::makeList(const Theme &theme, const QList<Group> &groups)
{
    auto *content = new QWidget(m_list);
    auto *rows = new QGridLayout(content);
    rows->setContentsMargins(grid::page, 0, grid::page, 0);
    rows->setHorizontalSpacing(grid::page);
    rows->setVerticalSpacing(grid::unit);
    rows->setColumnMinimumWidth(1, 60);
    rows->setColumnStretch(1, 1);
    for (const Group &group : groups) {
        if (!group.shortcuts.isEmpty())
            addGroup(theme, group, *rows);
    }
    rows->setRowStretch(rows->rowCount(), 1);
    m_list->setWidget(content);
    m_list->setWidgetResizable(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Shortcuts"));
}

void HelpDialog::addGroup(const Theme &theme, const Group &group, QGridLayout &rows)
{
    int row = rows.rowCount();
    if (row > 1)
        rows.setRowMinimumHeight(row++, grid::gap);
    rows.addWidget(helpLabel(group.place, theme.font(TextStyle::Strong)), row++, 0, 1, 3);
    for (const Shortcut &shortcut : group.shortcuts) {
        QStringList keys;
        for (const QKeySequence &sequence : shortcut.keys)
            keys.append(sequence.toString(QKeySequence::NativeText));
        rows.addWidget(helpLabel(withoutMnemonic(shortcut.command), theme.font(TextStyle::Body)), row, 0);
        rows.addWidget(helpLabel(keys.join(u" · "_s), theme.font(TextStyle::Mono), u"muted"_s), row++, 2);
    }
}

void HelpDialog::fit()
{
    const QSize list = m_list->widget()->sizeHint();
    const int width = list.width() + m_list->verticalScrollBar()->sizeHint().width();
    m_list->setMinimumWidth(width);
    const int others = layout()->sizeHint().height() - m_list->sizeHint().height();
    const QWidget *below = parentWidget() ? parentWidget()->window() : nullptr;
    const int most = below ? below->height() - 2 * grid::page : QWIDGETSIZE_MAX;
    resize(layout()->sizeHint().width(), std::min(others + list.height(), most));
}

void HelpDialog::showEvent(QShowEvent *event)
{
    // The style has its say on fonts and margins only now; and the dialog finds its place by its size.
    if (!event->spontaneous())
        fit();
    QDialog::showEvent(event);
}

} // namespace fuseboard
