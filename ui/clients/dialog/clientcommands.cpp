// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/clientcommands.h"

#include "clients/clienteditor.h"
#include "clients/dialog/clientdialog.h"
#include "interchange/exportdialog.h"
#include "models/wording.h"

#include <QAction>

namespace fuseboard {

ClientCommands::ClientCommands(const Theme &theme, ClientEditor &editor, std::function<void(const QUrl &)> openPage,
                               QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_editor(editor)
    , m_openPage(std::move(openPage))
    , m_window(window)
    , m_new(addAction(tr("&New client…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, [this] { createClient(); }))
    , m_edit(addAction(tr("&Edit client…"), Qt::Key_F4, [this] { editClient(m_current); }))
    , m_duplicate(addAction(tr("D&uplicate client"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, [this] { duplicate(); }))
    , m_export(addAction(tr("E&xport client…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E, [this] { exportClient(); }))
    , m_remove(addAction(tr("&Delete client"), {}, [this] { remove(); }))
{
    connect(&editor, &ClientEditor::failed, this,
            [this](const Error &error) { Q_EMIT failed(wording::sentence(error)); });
    setCurrent({});
}

QAction *ClientCommands::addAction(const QString &text, const QKeySequence &keys, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    return action;
}

QList<QAction *> ClientCommands::actions() const
{
    return {m_new, m_edit, m_duplicate, m_export, m_remove};
}

ClientDialog *ClientCommands::dialog() const
{
    return m_dialog;
}

void ClientCommands::setCurrent(const QString &clientId)
{
    m_current = clientId;
    for (QAction *action : {m_edit, m_duplicate, m_export, m_remove})
        action->setEnabled(!clientId.isEmpty());
}

void ClientCommands::createClient()
{
    openDialog({});
}

void ClientCommands::editClient(const QString &clientId)
{
    if (m_editor.config(clientId))
        openDialog(clientId);
}

void ClientCommands::openDialog(const QString &clientId)
{
    if (m_dialog)
        return;
    const DialogMeans means{
        [this, clientId](const ClientConfig &config) { return m_editor.makeTrial(clientId, config); }, m_openPage};
    const auto purpose = clientId.isEmpty() ? ClientDialog::Purpose::Create : ClientDialog::Purpose::Edit;
    auto *dialog = new ClientDialog(m_theme, means, m_editor.config(clientId).value_or(ClientConfig()), purpose,
                                    m_window);
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ClientDialog::submitted, this,
            [this, dialog, clientId](const ClientEdit &edit) { save(*dialog, clientId, edit); });
    dialog->open();
}

void ClientCommands::save(ClientDialog &dialog, const QString &clientId, const ClientEdit &edit)
{
    if (clientId.isEmpty()) {
        const Result<QString> created = m_editor.create(edit);
        if (!created)
            return dialog.refuse(wording::sentence(created.error()));
        dialog.finishSaved();
        Q_EMIT clientShown(*created);
        return;
    }
    const Result<void> updated = m_editor.update(clientId, edit);
    if (updated)
        dialog.finishSaved();
    else
        dialog.refuse(wording::sentence(updated.error()));
}

void ClientCommands::duplicate()
{
    const Result<QString> copy = m_editor.duplicate(m_current);
    if (copy)
        Q_EMIT clientShown(*copy);
    else
        Q_EMIT failed(wording::sentence(copy.error()));
}

void ClientCommands::exportClient()
{
    const auto config = m_editor.config(m_current);
    if (!config)
        return;
    auto *dialog = new ExportDialog(m_theme, *config, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::noticed, this, &ClientCommands::noticed);
    dialog->open();
}

void ClientCommands::remove()
{
    const auto config = m_editor.config(m_current);
    if (!config)
        return;
    const Result<void> removed = m_editor.remove(m_current);
    if (removed)
        Q_EMIT noticed(tr("“%1” was deleted. %2 brings it back.")
                           .arg(wording::printable(config->name),
                                QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText)));
    else
        Q_EMIT failed(wording::sentence(removed.error()));
}

} // namespace fuseboard
