// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include "application.h"
#include "client/call.h"
#include "clients/clientpanel.h"
#include "common/segmentedcontrol.h"
#include "common/tabstrip.h"
#include "explorer/bodyview.h"
#include "explorer/explorepage.h"
#include "explorer/requestpane.h"
#include "explorer/responsepane.h"
#include "support/shownwindow.h"

#include <QAction>
#include <QApplication>
#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize windowSize(1360, 860);
constexpr int previewChoice = 3; // of BodyView: pretty, raw, hex, preview
constexpr int openLimit = 10'000; // ms
constexpr int callLimit = 30'000; // ms

void choose(TabStrip &tabs, const QString &text)
{
    for (int tab = 0; tab < tabs.count(); ++tab) {
        if (tabs.tabText(tab) == text)
            return tabs.setCurrentIndex(tab);
    }
    qFatal("There is no tab %s", qPrintable(text));
}

} // namespace

Stage::Stage(DemoUpstream &upstream, Theme::Mode theme, const QString &folder)
{
    QApplication::setQuitOnLastWindowClosed(false);
    Options options;
    options.workspace = folder;
    options.theme = theme;
    options.size = windowSize;
    m_application = std::make_unique<Application>(options, upstream, *qApp);
    if (m_application->start() != 0 || !QTest::qWaitFor([] { return shownWindow<MainWindow>() != nullptr; }, openLimit))
        qFatal("The window does not open");
    m_window = shownWindow<MainWindow>();
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window))
        qFatal("The window does not become active");
}

Stage::~Stage() = default;

ExplorePage &Stage::explore()
{
    m_window->showPage(u"explore"_s);
    auto *page = m_window->findChild<ExplorePage *>();
    if (!std::exchange(m_isFollowed, true)) {
        QObject::connect(page, &ExplorePage::callSent, page, [this, page](const QString &, ApiClient *, Call *call) {
            ++m_underWay;
            QObject::connect(call, &Call::finished, page, [this] { --m_underWay; });
        });
    }
    return *page;
}

void Stage::open(const QString &client, const QString &request)
{
    ExplorePage &page = explore();
    Q_EMIT m_window->clientPanel()->requestOpened(client, request);
    while (page.openCount() > 1)
        page.closeTab(0);
}

void Stage::begin()
{
    explore().send();
}

void Stage::answered()
{
    if (!QTest::qWaitFor([this] { return m_underWay == 0; }, callLimit))
        qFatal("A call does not end");
}

void Stage::send()
{
    begin();
    answered();
}

void Stage::chooseTab(const QString &text) const
{
    choose(*m_window->findChild<ResponsePane *>()->findChild<TabStrip *>(), text);
}

void Stage::chooseRequestTab(const QString &text) const
{
    choose(*m_window->findChild<RequestPane *>()->findChild<TabStrip *>(), text);
}

void Stage::setPreview(bool preview) const
{
    auto *ways = m_window->findChild<ResponsePane *>()->findChild<BodyView *>()->findChild<SegmentedControl *>();
    ways->setCurrent(preview ? previewChoice : 0);
}

void Stage::run(const QString &command) const
{
    const QList<QAction *> actions = m_window->findChildren<QAction *>();
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == command && action->isEnabled())
            return action->trigger();
    }
    qFatal("There is no command %s", qPrintable(command));
}

void Stage::edit(const QString &client) const
{
    m_window->clientPanel()->setCurrent(client);
    run(u"Edit client…"_s);
}

} // namespace fuseboard
