// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/fitting.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Whatever opens has to be seen.
class tst_fitting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesGetIntoTheArea_data();
    void placesGetIntoTheArea();
    void ADV_O11_windowsGetOntoTheirScreen_data();
    void ADV_O11_windowsGetOntoTheirScreen();
    void maximizedOnesStay();
    void dialogsGetOverTheirWindow();

private:
    static QRect screen() { return QGuiApplication::primaryScreen()->availableGeometry(); }
};

void tst_fitting::placesGetIntoTheArea_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QRect>("fitted");
    QTest::newRow("fits") << QRect(50, 60, 900, 600) << QRect(50, 60, 900, 600);
    QTest::newRow("too large") << QRect(0, 0, 1360, 860) << QRect(0, 40, 1024, 728);
    QTest::newRow("too far to the right and down") << QRect(500, 700, 1000, 640) << QRect(24, 128, 1000, 640);
    QTest::newRow("too far to the left and up") << QRect(-300, -20, 1000, 640) << QRect(0, 40, 1000, 640);
    QTest::newRow("on a screen that is gone") << QRect(4000, 100, 1360, 700) << QRect(0, 68, 1024, 700);
}

void tst_fitting::placesGetIntoTheArea()
{
    QFETCH(QRect, wanted);
    QTEST(fittedInto(wanted, QRect(0, 40, 1024, 728)), "fitted");
}

void tst_fitting::ADV_O11_windowsGetOntoTheirScreen_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<bool>("isPlaced");
    const QSize free = screen().size();
    QTest::newRow("fresh") << QRect({}, free + QSize(200, 200)) << false;
    QTest::newRow("left on a larger screen") << QRect(QPoint(30, 50), free + QSize(200, 200)) << true;
    QTest::newRow("left beyond this one") << QRect(QPoint(free.width() - 100, free.height() - 100), free / 2) << true;
}

void tst_fitting::ADV_O11_windowsGetOntoTheirScreen()
{
    QFETCH(QRect, wanted);
    QFETCH(bool, isPlaced);
    QWidget window;
    if (isPlaced)
        window.setGeometry(wanted);
    else
        window.resize(wanted.size());
    fitToScreen(window);
    QVERIFY(screen().contains(QRect(isPlaced ? window.geometry().topLeft() : screen().topLeft(), window.size())));
    QVERIFY2(window.height() < screen().height() || window.y() > screen().y(), "the title bar has room");
    QCOMPARE(window.testAttribute(Qt::WA_Moved), isPlaced); // else the desktop finds it a place
    // What has fitted stays where it is.
    const QRect before = window.geometry();
    fitToScreen(window);
    QCOMPARE(window.geometry(), before);
    window.setMinimumSize(screen().size() + QSize(10, 10));
    fitToScreen(window);
    QCOMPARE(window.size(), window.minimumSize());
}

void tst_fitting::maximizedOnesStay()
{
    QWidget window;
    const QRect before(QPoint(), screen().size() + QSize(200, 200));
    window.setGeometry(before);
    window.setWindowState(Qt::WindowMaximized);
    fitToScreen(window);
    QCOMPARE(window.geometry(), before);
}

void tst_fitting::dialogsGetOverTheirWindow()
{
    QWidget window;
    window.resize(1000, 640);
    QWidget page(&window);
    const QWidget dialog(&page, Qt::Dialog);
    QCOMPARE(fittedOver(dialog, QSize(1080, 720)), QSize(968, 608));
    QCOMPARE(fittedOver(dialog, QSize(720, 480)), QSize(720, 480));
    QCOMPARE(fittedOver(window, QSize(1080, 720)), QSize(1080, 720));
}

QTEST_MAIN(tst_fitting)
#include "tst_fitting.moc"
