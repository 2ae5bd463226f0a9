// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "options.h"
#include "shell/mainwindow.h"

#include <QTest>

#include <memory>

class QDialog;

namespace fuseboard {

class Application;
class DemoUpstream;
class ExplorePage;

/// The program's own window on a workspace, and what is played in it.
class Stage final
{
public:
    /// folder: of a workspace; empty for the demo.
    Stage(DemoUpstream &upstream, Theme::Mode theme, const QString &folder);
    ~Stage();

    [[nodiscard]] MainWindow &window() const { return *m_window; }
    /// Its page comes to the front.
    [[nodiscard]] ExplorePage &explore();
    /// Opens a kept request in a tab, in the place of all others.
    void open(const QString &client, const QString &request);
    /// Sends it; see answered().
    void begin();
    /// Waits for the end of what was sent. Nothing that is played here takes longer than half a minute.
    void answered();
    void send();
    /// Chooses a tab of the answer by its text.
    void chooseTab(const QString &text) const;
    /// Chooses a tab of the request.
    void chooseRequestTab(const QString &text) const;
    /// Shows its body as what it looks like, or laid out.
    void setPreview(bool preview) const;
    /// Runs a command of the window, by its text in the menu.
    void run(const QString &command) const;
    void edit(const QString &client) const;

    /// That opens before the window, by and by.
    template<class Dialog>
    [[nodiscard]] Dialog &dialog() const
    {
        Dialog *found = nullptr;
        const auto isThere = [this, &found] {
            found = m_window->findChild<Dialog *>();
            return found && found->isVisible();
        };
        if (!QTest::qWaitFor(isThere))
            qFatal("There is no %s", Dialog::staticMetaObject.className());
        return *found;
    }

private:
    std::unique_ptr<Application> m_application;
    MainWindow *m_window = nullptr;
    bool m_isFollowed = false;
    int m_underWay = 0; ///< calls
};

} // namespace fuseboard
