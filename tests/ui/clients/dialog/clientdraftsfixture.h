// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstorestatus.h"
#include "base/virtualscheduler.h"
#include "clients/dialog/clientcommands.h"
#include "clients/dialog/clientdialog.h"
#include "clients/dialog/clientdrafts.h"
#include "clients/dialog/dialogfooter.h"
#include "common/theme.h"
#include "plaineditor.h"
#include "secrets/secretclipboard.h"
#include "support/draftfolders.h"
#include "support/lockedstore.h"
#include "workspace/files/systemfilesystem.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

namespace fuseboard {

inline const QString ofOrders = QStringLiteral(
    "Edits of the client “orders-api” were not saved. “Edit client…” has them again.");

/// Runs of a program that has one client, and drafts.
class ClientDraftsFixture : public QObject
{
protected:
    /// A program with its commands for clients, up to its end.
    struct Run
    {
        Run(const Theme &theme, PlainEditor &editor, FileSystem &files, const QString &folder)
            : commands(new ClientCommands(theme, editor, {}, &window))
            , drafts(folder, files, scheduler, editor)
            , offered(&drafts, &ClientDrafts::offered)
            , settled(&drafts, &ClientDrafts::settled)
            , failed(&drafts, &ClientDrafts::failed)
            , means{theme, scheduler, store, status, clipboard}
        {
            status.setState(SecretStoreState::Unlocked);
            commands->setSecrets(
                means, [](const QString &clientId) { return SecretKey::ofClient(QStringLiteral("w"), clientId); });
            commands->setDrafts(drafts);
            window.show();
        }
        /// The dialog of a client, or of a new one.
        ClientDialog &open(const QString &clientId)
        {
            if (clientId.isEmpty())
                commands->createClient();
            else
                commands->editClient(clientId);
            return *commands->dialog();
        }
        /// What the dialog says in its last line.
        [[nodiscard]] QStringList messages() const
        {
            QStringList texts;
            for (const QLabel *label : commands->dialog()->footer()->findChildren<QLabel *>())
                texts.append(label->text());
            return texts;
        }

        VirtualScheduler scheduler;
        LockedStore store;
        SecretStoreStatus status;
        SecretClipboard clipboard{scheduler};
        QWidget window;
        ClientCommands *commands;
        ClientDrafts drafts;
        QSignalSpy offered;
        QSignalSpy settled;
        QSignalSpy failed;
        SecretMeans means;
    };

    void setUp()
    {
        m_folders = std::make_unique<DraftFolders>();
        ClientConfig config;
        config.name = QStringLiteral("orders-api");
        config.baseUrl = QUrl(QStringLiteral("https://api.example.com"));
        m_editor.clients = {{QStringLiteral("orders"), config}};
        m_editor.waiting.reset();
        m_editor.isDiskFull = false;
        m_editor.asksKeychain = false;
    }
    [[nodiscard]] std::unique_ptr<Run> start(const QString &folder)
    {
        return std::make_unique<Run>(m_theme, m_editor, m_files, folder);
    }
    [[nodiscard]] QString living() const { return m_folders->living(); }
    [[nodiscard]] QString killed(Run &run) { return m_folders->killed(run.scheduler); }
    /// The same when all is written, also over what was written before.
    [[nodiscard]] QString ended(std::unique_ptr<Run> &run)
    {
        run->scheduler.advance(std::chrono::seconds(1));
        run.reset();
        return m_folders->copied(living());
    }
    /// The next run, when it has looked.
    [[nodiscard]] std::unique_ptr<Run> next(const QString &left, const QString &text)
    {
        auto run = start(left);
        [&] { QTRY_COMPARE(run->offered.size(), 1); }();
        [&] { QCOMPARE(run->offered.value(0).value(0).toString(), text); }();
        return run;
    }

    Theme m_theme{Theme::Mode::Light};
    SystemFileSystem m_files;
    PlainEditor m_editor;
    std::unique_ptr<DraftFolders> m_folders;
};

} // namespace fuseboard
