// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "album.h"
#include "explorer/explorepage.h"
#include "scenes.h"
#include "stage.h"

#include <QTableView>
#include <QTest>
#include <QTimer>

namespace fuseboard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The demo's breaker has opened and closed by then.
constexpr auto demoTime = 50s;
constexpr auto demoLimit = 60s;

void playAnswers(Stage &stage, Album &album)
{
    stage.open(u"orders-api"_s, u"list-orders"_s);
    album.take(u"explore-before"_s, stage.window());
    stage.send();
    stage.chooseTab(u"Body"_s);
    album.take(u"explore-json"_s, stage.window());
    stage.chooseTab(u"Headers"_s);
    album.take(u"explore-headers"_s, stage.window());
    stage.open(u"orders-api"_s, u"create-order"_s);
    stage.send();
    stage.chooseTab(u"Body"_s);
    album.take(u"explore-post"_s, stage.window());
    for (const QString &part : {u"Headers"_s, u"Auth"_s, u"Body"_s, u"Tests"_s, u"Settings"_s}) {
        stage.chooseRequestTab(part);
        album.take(u"explore-request-"_s + part.toLower(), stage.window());
    }
    stage.chooseRequestTab(u"Params"_s);
    stage.open(u"media"_s, u"cover"_s);
    stage.send();
    stage.chooseTab(u"Body"_s);
    stage.setPreview(true);
    album.take(u"explore-image"_s, stage.window());
    stage.setPreview(false);
    stage.open(u"crm"_s, u"half"_s);
    stage.send();
    stage.chooseTab(u"Timeline"_s);
    album.take(u"explore-error"_s, stage.window());
}

void playTimelines(Stage &stage, Album &album)
{
    stage.open(u"payments"_s, u"list"_s);
    stage.send();
    stage.begin();
    stage.chooseTab(u"Timeline"_s);
    album.take(u"explore-waiting"_s, stage.window());
    stage.answered();
    album.take(u"explore-wait-and-retry"_s, stage.window());
    playDialogsOfCalls(stage, album);
    stage.open(u"search"_s, u"repositories"_s);
    for (int call = 0; call < 3; ++call)
        stage.send();
    stage.chooseTab(u"Timeline"_s);
    album.take(u"explore-refused"_s, stage.window());
}

} // namespace

void playCalls(Stage &stage, Album &album)
{
    if (!album.wantsSome(u"explore-"_s) && !album.wants(u"history"_s))
        return;
    playAnswers(stage, album);
    playTimelines(stage, album);
    stage.explore().closeTab(0);
    album.take(u"explore-no-request"_s, stage.window());
    stage.window().showPage(u"history"_s);
    auto *table = stage.window().page(u"history"_s)->findChild<QTableView *>(u"history-list"_s);
    if (!QTest::qWaitFor([table] { return table->model()->rowCount() > 0; }))
        qFatal("The history stays empty");
    table->selectRow(0);
    album.take(u"history"_s, stage.window());
}

void playEmptyPages(Stage &stage, Album &album)
{
    for (const auto &page : {u"explore"_s, u"dashboard"_s, u"history"_s}) {
        stage.window().showPage(page);
        album.take(u"empty-"_s + page, stage.window());
    }
}

void playDashboard(Stage &stage, Album &album)
{
    if (!album.wants(u"dashboard"_s))
        return;
    stage.window().showPage(u"dashboard"_s);
    bool isOver = false;
    QTimer::singleShot(demoTime, &stage.window(), [&isOver] { isOver = true; });
    if (!QTest::qWaitFor([&isOver] { return isOver; }, int(std::chrono::milliseconds(demoLimit).count())))
        qFatal("The demo does not go on");
    album.take(u"dashboard"_s, stage.window());
}

} // namespace fuseboard
