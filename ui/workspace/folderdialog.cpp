// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/folderdialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

FolderDialog::FolderDialog(QWidget *parent, const QString &title, const QString &startingIn)
    : QFileDialog(parent, title, startingIn)
{
    setFileMode(QFileDialog::Directory);
    setOption(QFileDialog::ShowDirsOnly);
}

void FolderDialog::accept()
{
    const QString folder = newFolder();
    if (folder.isEmpty())
        return QFileDialog::accept();
    Q_EMIT fileSelected(folder);
    QDialog::accept(); // NOLINT(bugprone-parent-virtual-call): QFileDialog's would say that it is not there
}

void FolderDialog::showEvent(QShowEvent *event)
{
    QFileDialog::showEvent(event);
    // After Qt's own, which closes the button to such a name. The system's dialog has neither.
    if (const auto *name = findChild<QLineEdit *>(u"fileNameEdit"_s))
        connect(name, &QLineEdit::textChanged, this, &FolderDialog::offerNew, Qt::UniqueConnection);
}

/// As it was typed; empty where that is there, or cannot be made.
QString FolderDialog::newFolder() const
{
    const QStringList chosen = selectedFiles();
    const QFileInfo folder(chosen.size() == 1 ? QDir::cleanPath(chosen.first()) : QString());
    // "$HOME" is what it stands for.
    const bool isName = !folder.fileName().isEmpty() && !folder.fileName().startsWith(u'$');
    return isName && !folder.exists() && QFileInfo(folder.path()).isDir() ? folder.filePath() : QString();
}

void FolderDialog::offerNew()
{
    const auto *buttons = findChild<QDialogButtonBox *>();
    QPushButton *choose = buttons ? buttons->button(QDialogButtonBox::Open) : nullptr;
    if (choose && !newFolder().isEmpty())
        choose->setEnabled(true);
}

} // namespace fuseboard
