// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakedashboardsource.h"

#include "common/segmentedcontrol.h"
#include "common/theme.h"
#include "dashboard/breakerstrip.h"
#include "dashboard/chartlegend.h"
#include "dashboard/clienttile.h"
#include "dashboard/dashboardpage.h"
#include "dashboard/serieschart.h"
#include "models/figures.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_dashboardpage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsEveryClient();
    void tellsStateInWords();
    void ADV_O9_doesNothingWhileHidden();
    void ADV_O9_O11_doesNothingWhileMinimised();
    void pauseFreezesAndResumes();
    void pauseTellsItsMoment();
    void othersShowTheSameMoment();
    void pausedClientSaysUntilWhen();
    void emptyPlacesNeedNoScrolling_data();
    void emptyPlacesNeedNoScrolling();
    void tilesStandInOneRow();
    void twoRowsOfTilesNeedNoScrolling();
    void rowsOfTilesLeaveNoHole_data();
    void rowsOfTilesLeaveNoHole();
    void youngDayShowsOnTheStrip();
    void chartsAreReadOnceASecondOnly();
    void choosingATileShowsItsCharts();
    void rangeIsReadAgain();
    void ordersAreTakenBackByTheSameButton();
    void cardsNameTheirClient();
    void resetIsOrderedForTheChosenClient();
    void emptyPlacesTeach();
    void eventsOfAllClientsNewestFirst();
    void eventsOutliveAnEdit();
    void aClientThatComesBackTellsItsEvents();
    void clientsOfOneNameTellAllTheirEvents();
    void quietIsSaidAfterAnotherSource();
    void editsLeaveAPausedPictureAlone();
    void theFirstLookShowsTheChosenClient();
    void theChosenClientStaysWhenAnotherGoesOrComes();
    void tilesMoveByArrowKeys();
    void narrowLegendKeepsItsFigures();
    void tilesStripAndChartsDraw_data();
    void tilesStripAndChartsDraw();
    void fitsEveryWindow_data();
    void fitsEveryWindow();
    void ADV_O10_hostileNamesAndFigures();
    void fewerClientsThanBefore();

private:
    void showPage(QSize size = {1024, 780})
    {
        m_page->resize(size);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *found : m_page->findChildren<QPushButton *>()) {
            if (found->text() == text && found->isVisibleTo(m_page.get()))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] int eventCount() const { return m_page->findChild<QListView *>()->model()->rowCount(); }
    /// Whether a text can be seen.
    [[nodiscard]] bool says(const QString &text) const
    {
        const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [this, &text](const QLabel *label) {
            return label->isVisibleTo(m_page.get()) && label->text() == text;
        });
    }
    QList<ClientTile *> tiles() const { return m_page->findChildren<ClientTile *>(); }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<FakeDashboardSource> m_source;
    std::unique_ptr<DashboardPage> m_page;
};

namespace {

/// How many different colours a widget draws: text alone makes few, an empty surface makes one.
qsizetype colorsOf(QWidget *widget)
{
    const QImage image = widget->grab().toImage();
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    }
    return colors.size();
}

bool holdsColor(QWidget *widget, const QColor &color)
{
    const QImage image = widget->grab().toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

void tst_dashboardpage::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    m_theme.applyTo(*qApp);
}

void tst_dashboardpage::init()
{
    m_page.reset();
    m_source = std::make_unique<FakeDashboardSource>();
    m_page = std::make_unique<DashboardPage>(m_theme);
    m_page->setSource(m_source.get());
}

void tst_dashboardpage::showsEveryClient()
{
    showPage();
    QCOMPARE(tiles().size(), 4);
    QCOMPARE(m_page->currentClient(), 0);
    QVERIFY(tiles().at(0)->isChecked());
}

void tst_dashboardpage::tellsStateInWords()
{
    showPage();
    QCOMPARE(tiles().at(0)->accessibleName(), u"orders-api, Open 0:42"_s);
    QVERIFY(tiles().at(0)->accessibleDescription().contains(u"probe in 42 s · 12 failures"_s));
    QVERIFY(tiles().at(0)->accessibleDescription().contains(u"412 ms"_s));
    QCOMPARE(tiles().at(1)->accessibleName(), u"payments, Half-open"_s);
    QCOMPARE(tiles().at(3)->accessibleName(), u"weather, Closed"_s);
}

void tst_dashboardpage::ADV_O9_O11_doesNothingWhileMinimised()
{
    showPage();
    QVERIFY(m_page->isTicking());
    m_page->setWindowState(Qt::WindowMinimized);
    QHideEvent hidden; // as a window system tells it, while the widget still counts as visible
    QCoreApplication::sendEvent(m_page.get(), &hidden);
    QVERIFY(!m_page->isTicking());
    m_page->setWindowState(Qt::WindowNoState);
    QShowEvent shown;
    QCoreApplication::sendEvent(m_page.get(), &shown);
    QVERIFY(m_page->isTicking());
}

void tst_dashboardpage::ADV_O9_doesNothingWhileHidden()
{
    QVERIFY(!m_page->isTicking());
    QCOMPARE(m_source->snapshotReads, 0);
    showPage();
    QVERIFY(m_page->isTicking());
    QTRY_VERIFY(m_source->snapshotReads >= 3);
    m_page->hide();
    QVERIFY(!m_page->isTicking());
    const int reads = m_source->snapshotReads;
    m_page->setRange(TimeRange::OneHour);
    QVERIFY(!m_page->isTicking());
    QCOMPARE(m_source->snapshotReads, reads);
    m_page->show();
    QVERIFY(m_page->isTicking());
}

void tst_dashboardpage::pauseFreezesAndResumes()
{
    showPage();
    m_page->setPaused(true);
    QVERIFY(!m_page->isTicking());
    QVERIFY(button(u"Resume"_s));
    m_page->hide();
    m_page->show();
    QVERIFY(!m_page->isTicking());
    QTest::mouseClick(button(u"Resume"_s), Qt::LeftButton);
    QVERIFY(m_page->isTicking());
}

void tst_dashboardpage::pauseTellsItsMoment()
{
    const WallTime moment{1'700'000'000'000ms};
    m_source->clients[0].wallAt = moment;
    showPage();
    const QString said = u"paused at "_s + wording::timeOfDay(moment);
    const auto isSaid = [&] {
        const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == said; });
    };
    QVERIFY(!isSaid());
    m_page->setPaused(true);
    m_source->clients[0].wallAt = moment + 5s;
    QVERIFY(isSaid());
    m_page->setPaused(false);
    QVERIFY(!isSaid());
}

void tst_dashboardpage::othersShowTheSameMoment()
{
    QSignalSpy shown(m_page.get(), &DashboardPage::snapshotsShown);
    showPage();
    QVERIFY(!shown.isEmpty());
    QCOMPARE(shown.first().first().value<QList<ClientSnapshot>>().size(), 4);
}

void tst_dashboardpage::pausedClientSaysUntilWhen()
{
    ClientSnapshot &github = m_source->clients[2];
    github.wallAt = WallTime{1'700'000'000'000ms};
    github.limiter->pausedFor = 9500ms;
    github.limiter->waiting = 3;
    m_source->clients[3].limiter->waiting = 2;
    showPage();
    QCOMPARE(tiles().at(2)->accessibleName(), u"github, Paused 0:10"_s);
    const QString end = wording::timeOfDay(WallTime{1'700'000'010'000ms});
    QVERIFY2(tiles().at(2)->accessibleDescription().startsWith(u"paused until "_s + end),
             qPrintable(tiles().at(2)->accessibleDescription()));
    QVERIFY(tiles().at(3)->accessibleDescription().startsWith(u"1 of 5 failures · 2 waiting"));
    QCOMPARE(tiles().at(0)->accessibleName(), u"orders-api, Open 0:42"_s); // calls wait there too
}

void tst_dashboardpage::emptyPlacesNeedNoScrolling_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("window of 1360x860") << QSize(1024, 832);
    QTest::newRow("window of 1280x800") << QSize(944, 772);
}

void tst_dashboardpage::emptyPlacesNeedNoScrolling()
{
    QFETCH(QSize, size);
    for (ClientSnapshot &client : m_source->clients) {
        client.breaker.reset();
        client.limiter.reset();
        client.calls = client.lastEventId = 0;
    }
    m_source->clients.append(m_source->clients.first()); // as many as the demo has
    m_source->happened.clear();
    showPage(size);
    const auto *scroll = m_page->findChild<QScrollArea *>();
    QCOMPARE(scroll->verticalScrollBar()->maximum(), 0);
}

void tst_dashboardpage::tilesStandInOneRow()
{
    m_source->clients.append(m_source->clients.first());
    showPage({944, 772});
    QCOMPARE(tiles().size(), 5);
    for (const ClientTile *tile : tiles())
        QCOMPARE(tile->y(), tiles().first()->y());
}

void tst_dashboardpage::twoRowsOfTilesNeedNoScrolling()
{
    for (int i = 0; i < 4; ++i)
        m_source->clients.append(m_source->clients.first());
    showPage({1024, 832});
    QVERIFY(tiles().last()->y() > tiles().first()->y());
    QCOMPARE(m_page->findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0);
}

void tst_dashboardpage::rowsOfTilesLeaveNoHole_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QList<int>>("rows"); // tiles in each
    QTest::newRow("one row") << 3 << QList<int>{3};
    QTest::newRow("five") << 5 << QList<int>{3, 2};
    QTest::newRow("seven") << 7 << QList<int>{3, 2, 2};
    QTest::newRow("nine") << 9 << QList<int>{3, 3, 3};
}

void tst_dashboardpage::rowsOfTilesLeaveNoHole()
{
    QFETCH(int, count);
    m_source->clients.resize(std::min<qsizetype>(m_source->clients.size(), count));
    while (m_source->clients.size() < count)
        m_source->clients.append(m_source->clients.first());
    showPage({688, 644}); // in a window of 1024 × 700
    QMap<int, QList<QRect>> rows; // by their tops
    for (const ClientTile *tile : tiles())
        rows[tile->y()].append(tile->geometry());
    QList<int> counts;
    for (const QList<QRect> &row : std::as_const(rows)) {
        counts.append(int(row.size()));
        QCOMPARE(row.first().left(), 0);
        QCOMPARE(row.last().right(), tiles().first()->parentWidget()->width() - 1);
        for (const QRect &tile : row)
            QVERIFY(std::abs(tile.width() - row.first().width()) <= 1);
    }
    QTEST(counts, "rows");
}

void tst_dashboardpage::youngDayShowsOnTheStrip()
{
    BreakerStrip strip(m_theme);
    strip.resize(346, 150);
    strip.setSpans({{0.999, 1.0, BreakerState::Open, true}}, {}, {});
    QVERIFY(holdsColor(&strip, m_theme.color(ColorRole::Danger)));
}

void tst_dashboardpage::chartsAreReadOnceASecondOnly()
{
    showPage();
    const int points = m_source->pointReads;
    const int snapshots = m_source->snapshotReads;
    QTRY_VERIFY(m_source->snapshotReads >= snapshots + 4);
    QCOMPARE(m_source->pointReads, points);
    ++m_source->clients[0].seriesRevision;
    QTRY_COMPARE(m_source->pointReads, points + 2); // its tile and the charts
}

void tst_dashboardpage::choosingATileShowsItsCharts()
{
    showPage();
    QSignalSpy changed(m_page.get(), &DashboardPage::currentClientChanged);
    QTest::mouseClick(tiles().at(2), Qt::LeftButton);
    QCOMPARE(changed, (QList<QVariantList>{{2}}));
    QCOMPARE(m_page->currentClient(), 2);
    QVERIFY(!tiles().at(0)->isChecked());
    m_page->setCurrentClient(99);
    QCOMPARE(m_page->currentClient(), 2);
}

void tst_dashboardpage::rangeIsReadAgain()
{
    showPage();
    QCOMPARE(m_page->range(), TimeRange::FiveMinutes);
    const int points = m_source->pointReads;
    m_page->setRange(TimeRange::OneMinute);
    QVERIFY(m_source->pointReads > points);
    QCOMPARE(m_page->findChild<SegmentedControl *>()->current(), 0);
}

void tst_dashboardpage::ordersAreTakenBackByTheSameButton()
{
    showPage();
    QTest::mouseClick(button(u"Force closed"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Release"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Isolate"_s), Qt::LeftButton);
    QVERIFY(!button(u"Force closed"_s)->isEnabled());
    QTest::mouseClick(button(u"End isolation"_s), Qt::LeftButton);
    const QList<std::pair<int, DashboardAction>> expected{{0, DashboardAction::ForceClosed},
                                                          {0, DashboardAction::Release},
                                                          {0, DashboardAction::Isolate},
                                                          {0, DashboardAction::EndIsolation}};
    QCOMPARE(m_source->ordered, expected);
}

void tst_dashboardpage::cardsNameTheirClient()
{
    showPage();
    int named = 0;
    for (const QLabel *label : m_page->findChildren<QLabel *>())
        named += label->isVisible() && label->text() == u"orders-api"_s ? 1 : 0;
    QCOMPARE(named, 4); // latency, throughput, limiter, breaker
}

void tst_dashboardpage::resetIsOrderedForTheChosenClient()
{
    showPage();
    m_page->setCurrentClient(3);
    QTest::mouseClick(button(u"Reset metrics"_s), Qt::LeftButton);
    QCOMPARE(m_source->ordered, (QList<std::pair<int, DashboardAction>>{{3, DashboardAction::ResetMetrics}}));
}

void tst_dashboardpage::emptyPlacesTeach()
{
    m_source->clients[0].breaker.reset();
    m_source->clients[0].limiter.reset();
    m_source->clients[0].calls = 0;
    showPage();
    QVERIFY(says(u"No circuit breaker"_s));
    QVERIFY(says(u"No rate limit"_s));
    QVERIFY(says(u"No calls yet"_s));
    QSignalSpy limits(m_page.get(), &DashboardPage::limitRequested);
    QSignalSpy breakers(m_page.get(), &DashboardPage::breakerRequested);
    button(u"Set a rate limit…"_s)->click();
    button(u"Set a breaker…"_s)->click();
    QCOMPARE(limits, (QList<QVariantList>{{0}}));
    QCOMPARE(breakers, (QList<QVariantList>{{0}}));
    m_source->clients.clear();
    QTRY_VERIFY(says(u"No clients in this workspace"_s));
    m_page->setSource(nullptr);
    QVERIFY(says(u"No clients in this workspace"_s));
    QSignalSpy wanted(m_page.get(), &DashboardPage::newClientRequested);
    button(u"New client…"_s)->click();
    QCOMPARE(wanted.size(), 1);
}

void tst_dashboardpage::eventsOfAllClientsNewestFirst()
{
    showPage();
    const QAbstractItemModel *model = m_page->findChild<QListView *>()->model();
    QCOMPARE(model->rowCount(), 7);
    QCOMPARE(model->index(0, 0).data(EventListModel::TitleRole).toString(), u"Breaker opened"_s);
    ClientEvent event = m_source->happened[0].last();
    event.id = 8;
    event.kind = EventKind::BreakerHalfOpen;
    m_source->happened[0].append(event);
    m_source->clients[0].lastEventId = 8;
    QTRY_COMPARE(model->rowCount(), 8);
    QCOMPARE(model->index(0, 0).data(EventListModel::TitleRole).toString(), u"Half-open"_s);
}

void tst_dashboardpage::eventsOutliveAnEdit()
{
    showPage();
    QCOMPARE(eventCount(), 7);
    m_page->setSource(m_source.get());
    QCOMPARE(eventCount(), 7);
}

void tst_dashboardpage::aClientThatComesBackTellsItsEvents()
{
    showPage();
    QCOMPARE(eventCount(), 7);
    ClientEvent event = m_source->happened[0].last();
    event.id = 1;
    m_source->happened[0] = {event};
    m_source->clients[0].lastEventId = 1;
    m_source->clientIds[0] = 99;
    m_page->setSource(m_source.get());
    QCOMPARE(eventCount(), 8);
}

void tst_dashboardpage::clientsOfOneNameTellAllTheirEvents()
{
    m_source->clients[1].name = m_source->clients[0].name;
    m_source->happened[1] = {m_source->happened[0].first()};
    m_source->clients[1].lastEventId = 1;
    showPage();
    QCOMPARE(eventCount(), 8);
}

void tst_dashboardpage::quietIsSaidAfterAnotherSource()
{
    showPage();
    QVERIFY(!says(u"Quiet so far"_s));
    FakeDashboardSource quiet;
    quiet.happened.clear();
    quiet.clients[0].lastEventId = 0;
    m_page->setSource(&quiet);
    QVERIFY(says(u"Quiet so far"_s));
    m_page->setSource(nullptr);
}

void tst_dashboardpage::editsLeaveAPausedPictureAlone()
{
    showPage();
    m_page->setPaused(true);
    const int reads = m_source->snapshotReads;
    m_page->setSource(m_source.get());
    QCOMPARE(m_source->snapshotReads, reads);
    QVERIFY(tiles().at(0)->isVisible());
    // One that has gone cannot stay in the picture: a click would choose its neighbour.
    m_source->clients.removeAt(1);
    m_source->clientIds.removeAt(1);
    m_page->setSource(m_source.get());
    QCOMPARE(tiles().size(), 3);
}

void tst_dashboardpage::theFirstLookShowsTheChosenClient()
{
    QSignalSpy changed(m_page.get(), &DashboardPage::currentClientChanged);
    m_page->setCurrentClient(2);
    showPage();
    QCOMPARE(m_page->currentClient(), 2);
    QVERIFY(tiles().at(2)->isChecked());
    QCOMPARE(changed.size(), 0);
}

void tst_dashboardpage::theChosenClientStaysWhenAnotherGoesOrComes()
{
    showPage();
    m_page->setCurrentClient(3);
    QSignalSpy changed(m_page.get(), &DashboardPage::currentClientChanged);
    const ClientSnapshot gone = m_source->clients.takeAt(1);
    m_source->clientIds.removeAt(1);
    m_page->setSource(m_source.get());
    QCOMPARE(m_page->currentClient(), 2);
    QVERIFY(tiles().at(2)->isChecked());
    m_source->clients.prepend(gone);
    m_source->clientIds.prepend(99);
    m_page->setSource(m_source.get());
    QCOMPARE(m_page->currentClient(), 3);
    QVERIFY(tiles().at(3)->isChecked());
    QCOMPARE(changed.size(), 0);
}

void tst_dashboardpage::tilesMoveByArrowKeys()
{
    showPage();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    tiles().at(0)->setFocus();
    QTest::keyClick(tiles().at(0), Qt::Key_Right);
    QVERIFY(tiles().at(1)->hasFocus());
    QCOMPARE(m_page->currentClient(), 1);
}

void tst_dashboardpage::narrowLegendKeepsItsFigures()
{
    ChartLegend legend(m_theme);
    legend.setEntries({{ColorRole::SeriesP50, false, u"p50"_s, u"1.24 s"_s},
                       {ColorRole::SeriesP95, false, u"p95"_s, u"12.9 s"_s},
                       {ColorRole::SeriesP99, false, u"p99"_s, u"113.4 s"_s}});
    const auto drawnAt = [&legend](int width) {
        legend.resize(width, 16);
        QImage image(legend.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        legend.render(&image, {}, {}, {});
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                drawn += image.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
        }
        return drawn;
    };
    int needed = 400;
    const int whole = drawnAt(needed);
    QVERIFY(whole > 200);
    while (drawnAt(needed - 1) == whole)
        --needed; // the last pixel of the last figure, with the usual gaps
    const int narrow = drawnAt(needed - 8);
    QVERIFY2(narrow > whole * 9 / 10, QByteArray::number(narrow).constData());
    QCOMPARE(legend.toolTip(), u"p50 1.24 s, p95 12.9 s, p99 113.4 s"_s);
}

void tst_dashboardpage::tilesStripAndChartsDraw_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void tst_dashboardpage::tilesStripAndChartsDraw()
{
    QFETCH(Theme::Mode, mode);
    m_theme.setMode(mode);
    showPage();
    for (ClientTile *tile : tiles())
        QVERIFY(colorsOf(tile) > 50);
    QVERIFY(holdsColor(tiles().at(0), m_theme.color(ColorRole::Danger)));
    auto *strip = m_page->findChild<BreakerStrip *>();
    QVERIFY(holdsColor(strip, m_theme.color(ColorRole::Danger)));
    QVERIFY(holdsColor(strip, m_theme.color(ColorRole::Warning)));
    QVERIFY(holdsColor(strip, m_theme.color(ColorRole::Success)));
    const auto charts = m_page->findChildren<SeriesChart *>();
    QCOMPARE(charts.size(), 3);
    for (SeriesChart *chart : charts) {
        QVERIFY(colorsOf(chart) > 50);
        QVERIFY2(holdsColor(chart, m_theme.color(ColorRole::DangerSoft)), "the opened band");
    }
    const QString shots = qEnvironmentVariable("FUSEBOARD_TEST_SHOTS");
    if (!shots.isEmpty())
        QVERIFY(
            m_page->grab().save(shots + u"/dashboard-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
    m_theme.setMode(Theme::Mode::Light);
}

void tst_dashboardpage::fitsEveryWindow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("narrow") << QSize(664, 580);
    QTest::newRow("small") << QSize(748, 600);
    QTest::newRow("design") << QSize(1024, 780);
    QTest::newRow("large") << QSize(2224, 1380);
}

void tst_dashboardpage::fitsEveryWindow()
{
    QFETCH(QSize, size);
    showPage(size);
    QVERIFY(QTest::qWaitFor([&] { return m_page->size() == size; }));
    QCOMPARE(m_page->size(), size);
    for (QWidget *child : m_page->findChildren<QWidget *>()) {
        if (!child->isVisible() || child->parentWidget() == nullptr)
            continue;
        const QRect inPage(child->mapTo(m_page.get(), QPoint()), child->size());
        QVERIFY2(inPage.left() >= 0 && inPage.right() < m_page->width(), child->metaObject()->className());
    }
    const QString shots = qEnvironmentVariable("FUSEBOARD_TEST_SHOTS");
    if (!shots.isEmpty())
        QVERIFY(m_page->grab().save(shots + u"/size-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
}

void tst_dashboardpage::ADV_O10_hostileNamesAndFigures()
{
    ClientSnapshot &client = m_source->clients[0];
    client.name = QString(5000, u'W');
    client.p95 = Duration::max();
    client.errorRate = std::numeric_limits<double>::quiet_NaN();
    client.limiter->tokens = -1e300;
    client.limiter->burst = 0;
    client.breaker->failureThreshold = 0;
    client.breaker->consecutiveFailures = std::numeric_limits<int>::max();
    showPage();
    QVERIFY(colorsOf(tiles().at(0)) > 20);
    client.limiter->tokens = std::numeric_limits<double>::quiet_NaN();
    const int reads = m_source->snapshotReads;
    QTRY_VERIFY(m_source->snapshotReads > reads);
    QVERIFY(colorsOf(tiles().at(0)) > 20);
}

void tst_dashboardpage::fewerClientsThanBefore()
{
    showPage();
    m_page->setCurrentClient(3);
    m_source->clients.resize(2);
    QTRY_COMPARE(tiles().size(), 2);
    QCOMPARE(m_page->currentClient(), 0);
}

QTEST_MAIN(tst_dashboardpage)
#include "tst_dashboardpage.moc"
