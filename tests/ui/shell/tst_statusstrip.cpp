// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/elidedlabel.h"
#include "common/theme.h"
#include "shell/statusstrip.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestStatusStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void longMessagesAreCutAndToldWhole();
    void messagesGoByThemselves();
    void longMessagesStayLonger();
    void problemsStay();
    void noticesStayAndAreNoProblems();
    void noticesGoWhenTheyAreNoNews();
    void aClickPutsThemAway();
    void aClickPutsAwayWhatIsSeenOnly();
    void picture_data();
    void picture();

private:
    [[nodiscard]] ElidedLabel *message() const { return m_strip->findChild<ElidedLabel *>(u"statusMessage"_s); }
    [[nodiscard]] QToolButton *secrets() const { return m_strip->findChild<QToolButton *>(u"secretStore"_s); }
    /// What ends a message, without waiting for it.
    [[nodiscard]] bool isTimed() const
    {
        const QList<QTimer *> timers = m_strip->findChildren<QTimer *>();
        return std::any_of(timers.begin(), timers.end(), [](const QTimer *timer) { return timer->isActive(); });
    }

    [[nodiscard]] int timeOfMessage() const
    {
        const QList<QTimer *> timers = m_strip->findChildren<QTimer *>();
        const auto active = std::find_if(timers.begin(), timers.end(),
                                         [](const QTimer *one) { return one->isActive(); });
        return active == timers.end() ? 0 : (*active)->interval();
    }

    Theme m_theme{Theme::Mode::Light};
    std::unique_ptr<StatusStrip> m_strip;
};

void TestStatusStrip::init()
{
    m_strip = std::make_unique<StatusStrip>(m_theme);
    m_strip->setWorkspace(u"Orders"_s);
    m_strip->setSecretStore(u"Keychain: unlocked"_s);
    m_strip->resize(760, m_strip->height());
    m_strip->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_strip.get()));
}

void TestStatusStrip::longMessagesAreCutAndToldWhole()
{
    const QString text = u"The file orders.json cannot be written: there is no room on the disk. "_s.repeated(5);
    m_strip->showMessage(text);
    QTRY_VERIFY(message()->isVisible());
    QCOMPARE(m_strip->width(), 760);
    QVERIFY(m_strip->minimumSizeHint().width() <= 760);
    QTRY_VERIFY2(message()->geometry().right() < 760, QByteArray::number(message()->geometry().right()).constData());
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(message());
    QCOMPARE(spoken->text(QAccessible::Name), text);
    QHelpEvent asked(QEvent::ToolTip, message()->rect().center(), message()->mapToGlobal(message()->rect().center()));
    QApplication::sendEvent(message(), &asked);
    QVERIFY(QToolTip::text().count(u"no room on the disk") == 5);
    QToolTip::hideText();
}

void TestStatusStrip::messagesGoByThemselves()
{
    m_strip->showProblem(u"Something is wrong."_s);
    m_strip->showMessage(u"Saved."_s);
    QVERIFY(message()->isVisible() && !secrets()->isVisible());
    QVERIFY(isTimed());
}

void TestStatusStrip::longMessagesStayLonger()
{
    m_strip->showMessage(u"Saved."_s);
    const int ofShort = timeOfMessage();
    QVERIFY2(ofShort < 6'000, QByteArray::number(ofShort).constData());
    m_strip->showMessage(u"“Orders” was deleted. Ctrl+Z brings it back."_s);
    QVERIFY(timeOfMessage() > ofShort);
    m_strip->showMessage(u"A sentence. "_s.repeated(200));
    QCOMPARE(timeOfMessage(), 20'000);
}

void TestStatusStrip::problemsStay()
{
    m_strip->showMessage(u"Saved."_s);
    m_strip->showProblem(u"There is no room on the disk."_s);
    QVERIFY(!isTimed());
    QVERIFY(message()->isVisible());
    QCOMPARE(message()->text(), u"There is no room on the disk."_s);
}

void TestStatusStrip::noticesStayAndAreNoProblems()
{
    m_strip->showNotice(u"The demo is kept."_s);
    QVERIFY(!isTimed());
    QVERIFY(message()->isVisible());
    QVERIFY2(message()->property("rank").toString().isEmpty(), "nothing is wrong");
    m_strip->showMessage(u"A request is open with changes."_s);
    QCOMPARE(message()->text(), u"A request is open with changes."_s); // whole, and nothing in front of it
    for (QTimer *timer : m_strip->findChildren<QTimer *>())
        Q_EMIT timer->timeout({});
    QCOMPARE(message()->text(), u"The demo is kept."_s);
    QVERIFY(!isTimed());
    m_strip->showNotice(u"A secret could not be taken along."_s, true);
    QCOMPARE(message()->text(), u"A secret could not be taken along. The demo is kept."_s);
    QCOMPARE(message()->property("rank").toString(), u"error"_s);
    m_strip->showProblem(u"There is no room on the disk."_s);
    m_strip->showMessage(u"Saved."_s);
    QCOMPARE(message()->text(), u"Saved."_s);
    QVERIFY(message()->property("rank").toString().isEmpty());
}

void TestStatusStrip::noticesGoWhenTheyAreNoNews()
{
    m_strip->showNotice(u"Edits of a client were not saved."_s);
    m_strip->showNotice(u"Edits of the environments were not saved."_s);
    m_strip->endNotice(u"Something else."_s);
    m_strip->endNotice(u"Edits of a client were not saved."_s);
    QCOMPARE(message()->text(), u"Edits of the environments were not saved."_s);
    m_strip->showMessage(u"Saved."_s);
    m_strip->endNotice(u"Edits of the environments were not saved."_s);
    QCOMPARE(message()->text(), u"Saved."_s);
    QVERIFY(isTimed());
    for (QTimer *timer : m_strip->findChildren<QTimer *>())
        Q_EMIT timer->timeout({});
    QVERIFY(!message()->isVisible());
    m_strip->showProblem(u"There is no room on the disk."_s);
    m_strip->endNotice(u"Edits of a client were not saved."_s);
    QCOMPARE(message()->text(), u"There is no room on the disk."_s);
}

void TestStatusStrip::aClickPutsThemAway()
{
    m_strip->showProblem(u"There is no room on the disk."_s);
    QCoreApplication::processEvents();
    QTest::mouseClick(message(), Qt::LeftButton);
    QVERIFY(!message()->isVisible());
    QVERIFY(secrets()->isVisible());
}

void TestStatusStrip::aClickPutsAwayWhatIsSeenOnly()
{
    const auto click = [this] {
        QCoreApplication::processEvents();
        QTest::mouseClick(message(), Qt::LeftButton);
    };
    m_strip->showMessage(u"Saved."_s);
    m_strip->showNotice(u"Edits of a client were not saved."_s);
    QCOMPARE(message()->text(), u"Saved."_s); // it has its time
    click();
    QCOMPARE(message()->text(), u"Edits of a client were not saved."_s);
    m_strip->showProblem(u"There is no room on the disk."_s);
    QCOMPARE(message()->text(), u"There is no room on the disk. Edits of a client were not saved."_s);
    m_strip->showNotice(u"Edits of the environments were not saved."_s);
    QVERIFY(message()->text().startsWith(u"There is no room on the disk. Edits of the environments"_s));
    QCOMPARE(message()->property("rank").toString(), u"error"_s);
    m_strip->showMessage(u"Saved."_s); // which is no problem any more
    click();
    QCOMPARE(message()->text(), u"Edits of the environments were not saved. Edits of a client were not saved."_s);
    QVERIFY(message()->property("rank").toString().isEmpty());
    click();
    QVERIFY(!message()->isVisible());
    m_strip->showMessage(u"Saved."_s);
    click();
    QVERIFY(!message()->isVisible());
}

void TestStatusStrip::picture_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void TestStatusStrip::picture()
{
    QFETCH(Theme::Mode, mode);
    m_theme.setMode(mode);
    m_strip->showProblem(u"The file orders.json cannot be written: there is no room on the disk. "_s.repeated(2));
    QCoreApplication::processEvents();
    const QImage image = m_strip->grab().toImage();
    QCOMPARE(image.pixelColor(4, 4), m_theme.color(ColorRole::Panel));
    // Where somebody wants to look at it.
    if (const QString shots = qEnvironmentVariable("FUSEBOARD_PICTURES"); !shots.isEmpty())
        QVERIFY(image.save(shots + u"/status-%1.png"_s.arg(QLatin1String(QTest::currentDataTag()))));
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(TestStatusStrip)
#include "tst_statusstrip.moc"
