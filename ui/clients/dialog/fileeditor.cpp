// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/fileeditor.h"

#include "common/grid.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

FileEditor::FileEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : LineEditor(theme, draft, info, parent)
{
    auto *button = new QPushButton(tr("Choose…"), this);
    //: %1 the name of a field
    button->setAccessibleName(tr("%1: choose a file").arg(info.label));
    button->setAutoDefault(false);
    layout()->setSpacing(grid::gap);
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, &FileEditor::choose);
}

void FileEditor::choose()
{
    const QString folder = text().isEmpty() ? QString() : QFileInfo(text()).absolutePath();
    //: %1 the name of a field
    auto *dialog = new QFileDialog(this, tr("Choose a file: %1").arg(info().label), folder,
                                   tr("Certificates and keys (*.pem *.crt *.cer *.key);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileEditor::enter);
    dialog->open();
}

} // namespace fuseboard
