// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/missingworkspacedialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "models/figures.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int missingWidth = 520;
constexpr int longestWorkspaceName = 200;

QString whatIsThere(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists())
        return MissingWorkspaceDialog::tr("This folder does not exist yet:");
    return dir.isEmpty()
        ? MissingWorkspaceDialog::tr("This folder is empty:")
        : MissingWorkspaceDialog::tr("This folder has no workspace.json. What is in it stays as it is:");
}

} // namespace

MissingWorkspaceDialog::MissingWorkspaceDialog(const Theme &theme, const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_folder(QFileInfo(folder).absoluteFilePath())
    , m_name(new QLineEdit(QDir(m_folder).dirName(), this))
    , m_problem(new QLabel(this))
{
    setObjectName(u"missingWorkspace"_s);
    setWindowTitle(tr("There is no workspace here yet"));
    auto *title = new QLabel(windowTitle(), this);
    auto *there = new QLabel(whatIsThere(m_folder), this);
    auto *path = new QLabel(wording::printable(QDir::toNativeSeparators(m_folder), 200), this);
    auto *what = new QLabel(tr("A workspace is a folder of plain files for clients, requests and environments. It can "
                               "be kept in git: secrets are never in it."),
                            this);
    auto *nameLabel = new QLabel(tr("&Name of the new workspace"), this);
    title->setFont(theme.font(TextStyle::Title));
    path->setFont(theme.font(TextStyle::Mono));
    what->setProperty("rank", u"muted"_s);
    m_problem->setProperty("rank", u"error"_s);
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(longestWorkspaceName);
    m_name->selectAll();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::gap);
    for (QLabel *label : {title, there, path, what, nameLabel}) {
        label->setTextFormat(label == nameLabel ? Qt::AutoText : Qt::PlainText);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    nameLabel->setBuddy(m_name);
    column->addWidget(m_name);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addSpacing(grid::gap);
    column->addLayout(makeButtons());
    setFixedWidth(missingWidth);
}

QHBoxLayout *MissingWorkspaceDialog::makeButtons()
{
    auto *other = new QPushButton(tr("Choose &another folder…"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_create = new QPushButton(tr("&Create"), this);
    other->setObjectName(u"other"_s);
    cancel->setObjectName(u"cancel"_s);
    m_create->setObjectName(u"create"_s);
    m_create->setProperty("kind", u"primary"_s);
    for (QPushButton *button : {other, cancel})
        button->setAutoDefault(false);
    m_create->setDefault(true);
    connect(other, &QPushButton::clicked, this, &MissingWorkspaceDialog::askForFolder);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &MissingWorkspaceDialog::submit);
    connect(m_name, &QLineEdit::textChanged, this, &MissingWorkspaceDialog::showWhetherPossible);
    showWhetherPossible();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(other);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    return buttons;
}

void MissingWorkspaceDialog::showWhetherPossible()
{
    m_create->setEnabled(!m_isMaking && !m_name->text().trimmed().isEmpty());
}

void MissingWorkspaceDialog::submit()
{
    m_problem->hide();
    m_isMaking = true;
    showWhetherPossible();
    Q_EMIT createChosen(m_name->text().trimmed());
}

void MissingWorkspaceDialog::refuse(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->show();
    m_isMaking = false;
    showWhetherPossible();
    resize(width(), heightForWidth(width()));
}

void MissingWorkspaceDialog::askForFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder of the workspace"), QFileInfo(m_folder).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MissingWorkspaceDialog::folderChosen);
    dialog->open();
}

void MissingWorkspaceDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    resize(width(), heightForWidth(width())); // the style has its say on fonts and margins only now
}

} // namespace fuseboard
