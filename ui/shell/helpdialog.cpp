// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/helpdialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "fuseboard/version.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

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

HelpDialog::HelpDialog(const Theme &theme, const QList<Shortcut> &shortcuts, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    column->addWidget(helpLabel(tr("Shortcuts"), theme.font(TextStyle::Title)));
    column->addLayout(makeShortcuts(theme, shortcuts));
    column->addSpacing(grid::gap);
    column->addWidget(helpLabel(tr("About"), theme.font(TextStyle::Title)));
    QLabel *about = helpLabel(tr("Fuseboard %1, on Qt %2").arg(QLatin1String(versionText), QLatin1String(qVersion())),
                              theme.font(TextStyle::Body));
    about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(about);
    column->addWidget(helpLabel(tr("Free software under the GNU General Public License, version 3 or later."),
                                theme.font(TextStyle::Body), u"muted"_s));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(grid::gap);
    column->addWidget(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);
}

QGridLayout *HelpDialog::makeShortcuts(const Theme &theme, const QList<Shortcut> &shortcuts)
{
    auto *rows = new QGridLayout;
    rows->setHorizontalSpacing(grid::page);
    rows->setVerticalSpacing(grid::unit);
    rows->setColumnMinimumWidth(1, 60);
    for (int row = 0; row < shortcuts.size(); ++row) {
        const Shortcut &shortcut = shortcuts.at(row);
        QStringList keys;
        for (const QKeySequence &sequence : shortcut.keys)
            keys.append(sequence.toString(QKeySequence::NativeText));
        rows->addWidget(helpLabel(withoutMnemonic(shortcut.command), theme.font(TextStyle::Body)), row, 0);
        rows->addWidget(helpLabel(keys.join(u" · "_s), theme.font(TextStyle::Mono), u"muted"_s), row, 2);
    }
    rows->setColumnStretch(1, 1);
    return rows;
}

} // namespace fuseboard
