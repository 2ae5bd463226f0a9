// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/conflictdialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
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

ConflictDialog::ConflictDialog(const Theme &theme, const QString &file, const std::optional<QByteArray> &mine,
                               const std::optional<QByteArray> &theirs, QWidget *parent)
    : QDialog(parent)
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
    column->addLayout(makeVersions(theme, mine, theirs), 1);
    column->addSpacing(grid::gap);
    column->addLayout(makeButtons());
    resize(880, 560);
}

QHBoxLayout *ConflictDialog::makeVersions(const Theme &theme, const std::optional<QByteArray> &mine,
                                          const std::optional<QByteArray> &theirs)
{
    auto *versions = new QHBoxLayout;
    versions->setSpacing(grid::page);
    const auto add = [&](const QString &head, const QString &name, const std::optional<QByteArray> &bytes) {
        auto *label = conflictLabel(head, this);
        label->setFont(theme.font(TextStyle::Strong));
        auto *text = new QPlainTextEdit(this);
        text->setObjectName(name);
        text->setReadOnly(true);
        text->setProperty("kind", u"code"_s);
        text->setFont(theme.font(TextStyle::Mono));
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        text->setTabChangesFocus(true);
        text->setAccessibleName(head);
        text->setPlaceholderText(tr("The file was deleted."));
        if (bytes)
            text->setPlainText(QString::fromUtf8(*bytes));
        label->setBuddy(text);
        auto *side = new QVBoxLayout;
        side->setSpacing(grid::unit);
        side->addWidget(label);
        side->addWidget(text, 1);
        versions->addLayout(side, 1);
    };
    add(tr("Here"), u"mine"_s, mine);
    add(tr("On the disk"), u"theirs"_s, theirs);
    return versions;
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
