// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/unsaveddialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFilesNamed = 6;
constexpr int unsavedWidth = 520;

/// What the button says that loses nothing.
QString safeWay(UnsavedDialog::Obstacle obstacle)
{
    switch (obstacle) {
    case UnsavedDialog::Obstacle::Saving:
    case UnsavedDialog::Obstacle::Keychain:
        return UnsavedDialog::tr("Saving…");
    case UnsavedDialog::Obstacle::Conflict:
        return UnsavedDialog::tr("Compare…");
    case UnsavedDialog::Obstacle::Nowhere:
        return UnsavedDialog::tr("&Keep as workspace…");
    case UnsavedDialog::Obstacle::Failed:
    case UnsavedDialog::Obstacle::Tabs:
        break;
    }
    return UnsavedDialog::tr("&Save again");
}

} // namespace

UnsavedDialog::UnsavedDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_reason(new QLabel(this))
    , m_files(new QLabel(this))
{
    setObjectName(u"unsaved"_s);
    setWindowTitle(tr("Not everything is saved"));
    auto *title = new QLabel(windowTitle(), this);
    title->setFont(theme.font(TextStyle::Title));
    m_files->setFont(theme.font(TextStyle::Mono));
    m_files->setAccessibleName(tr("What is not saved"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    for (QLabel *label : {title, m_reason, m_files}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addSpacing(grid::gap);
    column->addLayout(makeButtons());
    setFixedWidth(unsavedWidth);
}

QHBoxLayout *UnsavedDialog::makeButtons()
{
    m_cancel = new QPushButton(tr("Cancel"), this);
    auto *discard = new QPushButton(tr("&Discard changes"), this);
    m_save = new QPushButton(this);
    m_cancel->setObjectName(u"cancel"_s);
    discard->setObjectName(u"discard"_s);
    m_save->setObjectName(u"save"_s);
    discard->setProperty("kind", u"danger"_s);
    m_save->setProperty("kind", u"primary"_s);
    for (QPushButton *button : {m_cancel, discard})
        button->setAutoDefault(false);
    m_save->setDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(discard, &QPushButton::clicked, this, &UnsavedDialog::discardChosen);
    discard->installEventFilter(this);
    connect(m_save, &QPushButton::clicked, this, &UnsavedDialog::choose);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(discard); // away from the others, which lose nothing
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    return buttons;
}

/// A double click is one answer: what it would discard besides was not read.
bool UnsavedDialog::eventFilter(QObject *watched, QEvent *event)
{
    return event->type() == QEvent::MouseButtonDblClick || QDialog::eventFilter(watched, event);
}

void UnsavedDialog::choose()
{
    if (m_obstacle == Obstacle::Conflict)
        Q_EMIT compareChosen();
    else if (m_obstacle == Obstacle::Nowhere)
        Q_EMIT keepChosen();
    else
        Q_EMIT saveChosen();
}

void UnsavedDialog::show(Obstacle obstacle, const QString &reason, const QStringList &files)
{
    const bool isAnother = std::exchange(m_obstacle, obstacle) != obstacle;
    m_reason->setText(reason);
    QStringList lines;
    for (const QString &file : files.first(std::min(files.size(), mostFilesNamed)))
        lines.append(wording::printable(file, 60));
    if (const auto more = int(files.size() - lines.size()); more > 0)
        lines.append(tr("and %Ln more", nullptr, more));
    m_files->setText(lines.join(u'\n'));
    const bool isUnderWay = obstacle == Obstacle::Saving || obstacle == Obstacle::Keychain;
    m_save->setText(safeWay(obstacle));
    m_save->setEnabled(!isUnderWay);
    m_save->setVisible(obstacle != Obstacle::Tabs);
    if (isVisible() && isAnother) // the key that answered the last question is not to answer this one
        (m_save->isVisible() && m_save->isEnabled() ? m_save : m_cancel)->setFocus(Qt::OtherFocusReason);
    if (isVisible())
        resize(width(), heightForWidth(width()));
    else
        open();
}

void UnsavedDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    resize(width(), heightForWidth(width())); // the style has its say on fonts and margins only now
}

} // namespace fuseboard
