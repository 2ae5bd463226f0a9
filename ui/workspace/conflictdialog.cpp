// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/conflictdialog.h"

#include "common/fitting.h"
#include "common/grid.h"
#include "common/theme.h"
#include "compare/diffside.h"
#include "compare/diffsteps.h"
#include "models/compare/comparedlines.h"
#include "models/compare/linediff.h"
#include "models/document/background.h"
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

} // namespace

/// Both texts, ready to be shown.
struct ConflictDialog::Versions
{
    std::optional<ComparedFile> mine;
    std::optional<ComparedFile> theirs;
    QList<DiffRow> rows; // where both are there
    bool areSame = false; // to the last byte
};

ConflictDialog::Versions ConflictDialog::versionsOf(const std::optional<QByteArray> &mine,
                                                    const std::optional<QByteArray> &theirs)
{
    Versions versions;
    if (mine)
        versions.mine = comparedFile(*mine);
    if (theirs)
        versions.theirs = comparedFile(*theirs);
    if (mine && theirs)
        versions.rows = diffLines(versions.mine->lines, versions.theirs->lines);
    versions.areSame = mine == theirs;
    return versions;
}

ConflictDialog::ConflictDialog(const Theme &theme, const QString &file, const std::optional<QByteArray> &mine,
                               const std::optional<QByteArray> &theirs, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_mine(new DiffSide(theme, DiffSide::Which::Left, this))
    , m_theirs(new DiffSide(theme, DiffSide::Which::Right, this))
    , m_steps(new DiffSteps(*m_mine, *m_theirs, this))
    , m_cut(conflictLabel({}, this))
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
    column->addWidget(m_cut);
    column->addWidget(m_steps);
    column->addSpacing(grid::gap);
    column->addLayout(makeButtons());
    m_cut->setProperty("rank", u"muted"_s);
    m_cut->hide();
    readVersions(mine, theirs);
    resize(fittedOver(*this, {960, 620}));
}

ConflictDialog::~ConflictDialog()
{
    if (m_reading)
        m_reading->cancel();
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

/// Where it takes time, elsewhere: a file may be of any size, and the window goes on.
void ConflictDialog::readVersions(const std::optional<QByteArray> &mine, const std::optional<QByteArray> &theirs)
{
    constexpr qsizetype atOnce = 64 * 1024; // bytes of both
    if (mine.value_or(QByteArray()).size() + theirs.value_or(QByteArray()).size() <= atOnce)
        return showVersions(versionsOf(mine, theirs));
    m_steps->showComparing();
    m_reading = new QFutureWatcher<Versions>(this);
    connect(m_reading, &QFutureWatcherBase::finished, this, [this] {
        if (m_reading->future().resultCount() > 0)
            showVersions(m_reading->result());
    });
    m_reading->setFuture(runInBackground<Versions>(
        [mine, theirs](QPromise<Versions> &promise) { promise.addResult(versionsOf(mine, theirs)); }));
}

void ConflictDialog::showVersions(const Versions &versions)
{
    const bool isWhole = (!versions.mine || versions.mine->isWhole) && (!versions.theirs || versions.theirs->isWhole);
    m_cut->setVisible(!isWhole);
    m_cut->setText(tr("The file is large. Only its beginning is shown and compared, and that of its longest lines."));
    for (DiffSide *side : {m_mine, m_theirs})
        side->setPlaceholderText((side == m_mine ? versions.mine : versions.theirs) ? QString()
                                                                                    : tr("The file was deleted."));
    if (versions.mine && versions.theirs)
        m_steps->showRows(versions.rows, versions.mine->lines, versions.theirs->lines,
                          versions.areSame ? tr("Both are the same.")
                              : isWhole    ? tr("All lines are the same. The files differ in what cannot be shown: in "
                                                   "the end of the last line, or in bytes that are no text.")
                                           : tr("What is shown is the same. The files differ in what is not shown."));
    else if (versions.mine)
        m_steps->showOnly(*m_mine, versions.mine->lines);
    else if (versions.theirs)
        m_steps->showOnly(*m_theirs, versions.theirs->lines);
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
