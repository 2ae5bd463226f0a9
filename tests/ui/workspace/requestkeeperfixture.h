// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/requestkeeper.h"

#include "auth/memorysecretstore.h"
#include "base/virtualscheduler.h"
#include "client/apiclient.h"
#include "common/theme.h"
#include "explorer/explorepage.h"
#include "support/faketransport.h"
#include "support/workspacefolder.h"
#include "workspace/files/systemfilesystem.h"
#include "workspace/store/draftstore.h"
#include "workspace/store/workspacestore.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

namespace fuseboard {

inline const WorkspacePlace loginPlace{WorkspacePlace::Kind::Request, QStringLiteral("orders"),
                                       QStringLiteral("auth/login")};

/// Explore over a workspace in memory, with a request of it in a tab.
class RequestKeeperFixture : public QObject
{
protected:
    void setUp();
    void tearDown();
    [[nodiscard]] RequestConfig login() const { return requestAt(orders(), loginPlace.path)->config; }
    [[nodiscard]] const WorkspaceClient &orders() const { return m_store->workspace().clients.last(); }
    [[nodiscard]] QLineEdit *url() const
    {
        for (QLineEdit *edit : m_page->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == QStringLiteral("URL"))
                return edit;
        }
        return nullptr;
    }
    void edit(const QString &text) const
    {
        url()->selectAll();
        QTest::keyClicks(url(), text);
    }
    void pressSave() const { QTest::keyClick(url(), Qt::Key_S, Qt::ControlModifier); }
    void changeElsewhere(const QString &path, const QString &name = QStringLiteral("Log in")) const
    {
        RequestConfig config = login();
        config.path = path;
        config.name = name;
        QVERIFY(m_store->change(loginPlace, config));
    }
    void makePage(DraftStore *drafts = nullptr)
    {
        m_keeper = nullptr;
        m_page = std::make_unique<ExplorePage>(m_theme, m_scheduler);
        m_keeper = new RequestKeeper(m_theme, *m_store, drafts, *m_page);
        m_page->resize(1000, 700);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    Theme m_theme{Theme::Mode::Light};
    SystemFileSystem m_files;
    VirtualScheduler m_scheduler;
    SeededRandom m_random{1};
    MemorySecretStore m_secrets;
    FakeTransport m_transport{m_scheduler};
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<WorkspaceStore> m_store;
    std::unique_ptr<ExplorePage> m_page;
    RequestKeeper *m_keeper = nullptr;
};

inline void RequestKeeperFixture::setUp()
{
    m_theme.applyTo(*qApp);
    m_store = std::make_unique<WorkspaceStore>(m_files, m_scheduler);
    QVERIFY(m_store->openInMemory(workspaceWithFolders()));
    ClientConfig config = namedClient(QStringLiteral("Orders"));
    config.baseUrl = QUrl(QStringLiteral("http://api.example"));
    m_client = std::make_unique<ApiClient>(config, Services{m_scheduler, m_random, m_transport, m_secrets});
    makePage();
    m_page->openRequest(draftOf(loginPlace.client, loginPlace.path, login()));
}

inline void RequestKeeperFixture::tearDown()
{
    m_page.reset();
    m_client.reset();
    m_store.reset();
}

} // namespace fuseboard
