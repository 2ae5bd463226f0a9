// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/systemscheduler.h"
#include "dialoghands.h"
#include "shell/mainwindow.h"
#include "upstream/demoupstream.h"

#include <QTemporaryDir>
#include <QWidget>

#include <functional>
#include <memory>

namespace fuseboard {

class Application;

/// The program's own window on a workspace that was just made, and hands that work it.
class WorkspaceWindow final
{
public:
    WorkspaceWindow();
    ~WorkspaceWindow();

    /// Opens a folder in which nothing is, makes the workspace that is offered, and comes to the front.
    void open();
    void close();
    [[nodiscard]] MainWindow *window() const { return m_window; }
    [[nodiscard]] DemoUpstream &upstream() { return m_upstream; }
    [[nodiscard]] QString folder() const { return m_folder->filePath(QStringLiteral("work")); }
    [[nodiscard]] QString settingsFolder() const { return m_settings.path(); }
    /// As the workspace's file has it.
    [[nodiscard]] QString workspaceId() const;

    /// By its keys.
    [[nodiscard]] ClientDialog *openNewClient();
    /// Opens that dialog, fills it in and saves; its secrets are kept when this returns.
    void makeClient(const std::function<void(DialogHands &)> &fillIn);
    /// Presses the button of the page in the rail.
    void go(const QString &page);
    /// Writes method and URL into the request in front and presses Return; a body of JSON where there is one.
    void send(const QString &method, const QString &url, const QString &json = {});
    /// What pills of the window tell: the status of the answer, for example.
    [[nodiscard]] QStringList pills() const;
    /// What the response pane shows as body of the answer.
    [[nodiscard]] QString shownBody() const;

    template<class Widget>
    [[nodiscard]] Widget *named(const QString &accessibleName) const
    {
        const QList<Widget *> all = m_window->findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == accessibleName && widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    /// One that is open before the window.
    template<class Dialog>
    [[nodiscard]] Dialog *dialog() const
    {
        const QList<Dialog *> all = m_window->findChildren<Dialog *>();
        for (Dialog *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    static void typeOver(QWidget *line, const QString &text);
    static void toFront(QWidget *window);

private:
    QTemporaryDir m_settings;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
    MainWindow *m_window = nullptr;
};

} // namespace fuseboard
