// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogfixture.h"

#include "clients/dialog/breakerdrawing.h"
#include "clients/dialog/pipelinestep.h"
#include "clients/dialog/pipelineview.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What the dialog draws is read whole at its smallest size too.
class tst_dialogdrawings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme.applyTo(*qApp);
    }
    void pipelineIsReadWhole_data();
    void pipelineIsReadWhole();
    void nothingJumpsWhileFiguresAreTyped();
    void breakerIsReadWhole_data();
    void breakerIsReadWhole();

private:
    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"orders"_s;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        config.rateLimit = RateLimitConfig();
        config.circuitBreaker = CircuitBreakerConfig();
        config.retry = RetryConfig();
        return config;
    }

    Theme m_theme{Theme::Mode::Light};
};

void tst_dialogdrawings::pipelineIsReadWhole_data()
{
    QTest::addColumn<bool>("isSmall");
    QTest::addColumn<Pipeline>("pipeline");
    QTest::newRow("usual") << false << Pipeline::PerCall;
    QTest::newRow("smallest") << true << Pipeline::PerCall;
    QTest::newRow("smallest, each attempt") << true << Pipeline::PerAttempt;
}

void tst_dialogdrawings::pipelineIsReadWhole()
{
    QFETCH(const bool, isSmall);
    QFETCH(const Pipeline, pipeline);
    ClientConfig client = config();
    client.pipeline = pipeline;
    client.rateLimit->maxRequests = 1200;
    client.rateLimit->window = 5min;
    client.rateLimit->burstSize = 1200;
    client.retry->maxRetries = 10;
    client.retry->initialDelay = 250ms;
    client.timeout = 150s;
    DialogFixture f(m_theme, client, ClientDialog::Purpose::Edit);
    if (isSmall)
        f.dialog.resize(f.dialog.minimumSize());
    for (const PipelineStage stage : pipelineStages(pipeline)) {
        const PipelineStep *step = f.dialog.pipeline()->step(stage);
        QTRY_VERIFY2(step->isReadWhole(), qPrintable(step->accessibleName()));
    }
    const QList<QLabel *> labels = f.dialog.pipeline()->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
}

void tst_dialogdrawings::nothingJumpsWhileFiguresAreTyped()
{
    DialogFixture f(m_theme, config(), ClientDialog::Purpose::Edit);
    f.dialog.resize(f.dialog.minimumSize());
    QTRY_COMPARE(f.dialog.size(), f.dialog.minimumSize());
    const PipelineStep *step = f.dialog.pipeline()->step(PipelineStage::Limiter);
    QTRY_COMPARE(step->height(), step->sizeHint().height());
    const int height = f.dialog.pipeline()->height();
    f.type(u"rate_limit.window_seconds"_s, u"12345.678"_s);
    f.type(u"retry.initial_delay"_s, u"0.25"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.dialog.pipeline()->height(), height);
}

void tst_dialogdrawings::breakerIsReadWhole_data()
{
    QTest::addColumn<CircuitBreakerConfig>("breaker");
    CircuitBreakerConfig breaker;
    breaker.failureThreshold = 12;
    breaker.recoveryTimeout = 15s;
    QTest::newRow("failures in a row") << breaker;
    breaker.recoveryTimeout = 90s;
    breaker.recoveryBackoff = 2;
    breaker.failureRate = 50;
    QTest::newRow("a rate in a time") << breaker;
    breaker.windowType = BreakerWindow::Count;
    breaker.minimumCalls = 1000;
    breaker.windowCalls = 10'000;
    QTest::newRow("a rate of the last calls") << breaker;
}

void tst_dialogdrawings::breakerIsReadWhole()
{
    QFETCH(const CircuitBreakerConfig, breaker);
    ClientConfig client = config();
    client.circuitBreaker = breaker;
    DialogFixture f(m_theme, client, ClientDialog::Purpose::Edit);
    f.dialog.showPage(ClientDialog::Page::Breaker);
    f.dialog.resize(f.dialog.minimumSize());
    QTRY_COMPARE(f.dialog.size(), f.dialog.minimumSize());
    QTRY_VERIFY(f.dialog.findChild<BreakerDrawing *>()->isReadWhole());
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        f.dialog.grab().save(u"%1/breaker-%2.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag())));
}

QTEST_MAIN(tst_dialogdrawings)
#include "tst_dialogdrawings.moc"
