// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/conflictdialog.h"

#include "common/fitting.h"
#include "common/grid.h"
#include "common/theme.h"
#include "compare/diffside.h"
#include "compare/diffsteps.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QLabel *conflictLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// Whole, as a difference may stand anywhere; what cannot be seen in them is shown, so that it can differ.
QStringList conflictLines(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    if (text.endsWith(u'\n'))
        text.chop(1);
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = wording::printable(line, line.size());
    return lines;
}

} // namespace

ConflictDialog::ConflictDialog(const Theme &theme, const QString &file, const std::optional<QByteArray> &mine,
                               const std::optional<QByteArray> &theirs, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_mine(new DiffSide(theme, DiffSide::Which::Left, this))
    , m_theirs(new DiffSide(theme, DiffSide::Which::Right, this))
    , m_steps(new DiffSteps(*m_mine, *m_theirs, this))
{
    setObjectName(u"conflict"_s);
    setWindowTitle(tr("Two versions of a file"));
    auto *title = conflictLabel(wording::printable(file, 120), this);
    title->setFont(theme.font(TextStyle::Title));
    auto *why = conflictLabel(tr("This file was changed here and by another program. Which version is to stay?"), this);
    why->setProperty("rank", u"muted"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    column->addWidget(title);
    column->addWidget(why);
    column->addLayout(makeVersions(), 1);
    column->addWidget(m_steps);
    column->addSpacing(grid::gap);
    column->addLayout(makeButtons());
    showVersions(mine, theirs);
    resize(fittedOver(*this, {960, 620}));
}

QHBoxLayout *ConflictDialog::makeVersions()
{
    auto *versions = new QHBoxLayout;
    versions->setSpacing(grid::page);
    const auto add = [&](const QString &head, const QString &name, DiffSide *text) {
        auto *label = conflictLabel(head, this);
        label->setFont(m_theme.font(TextStyle::Strong));
        text->setObjectName(name);
        text->setTabChangesFocus(true);
        text->setAccessibleName(head);
        text->setPlaceholderText(tr("The file was deleted."));
        label->setBuddy(text);
        auto *side = new QVBoxLayout;
        side->setSpacing(grid::unit);
        side->addWidget(label);
        side->addWidget(text, 1);
        versions->addLayout(side, 1);
    };
    add(tr("Here"), u"mine"_s, m_mine);
    add(tr("On the disk"), u"theirs"_s, m_theirs);
    return versions;
}

void ConflictDialog::showVersions(const std::optional<QByteArray> &mine, const std::optional<QByteArray> &theirs)
{
    if (mine && theirs)
        m_steps->compare(conflictLines(*mine), conflictLines(*theirs));
    else if (mine)
        m_steps->showOnly(*m_mine, conflictLines(*mine));
    else if (theirs)
        m_steps->showOnly(*m_theirs, conflictLines(*theirs));
}

QHBoxLayout *ConflictDialog::makeButtons()
{
    auto *later = new QPushButton(tr("Decide later"), this);
    auto *takeTheirs = new QPushButton(tr("Take the one on the &disk"), this);
    auto *keepMine = new QPushButton(tr("&Keep the one here"), this);
    takeTheirs->setObjectName(u"takeTheirs"_s);
    keepMine->setObjectName(u"keepMine"_s);
    for (QPushButton *button : {takeTheirs, keepMine})
        button->setAutoDefault(false);
    later->setDefault(true); // neither version goes by a slip of the fingers
    connect(later, &QPushButton::clicked, this, &QDialog::reject);
    connect(takeTheirs, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT theirsChosen();
    });
    connect(keepMine, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT mineChosen();
    });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(later);
    buttons->addStretch();
    buttons->addWidget(takeTheirs);
    buttons->addWidget(keepMine);
    return buttons;
}

} // namespace fuseboard
