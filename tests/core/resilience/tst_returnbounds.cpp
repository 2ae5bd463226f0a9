// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/returnbounds.h"

#include <QTest>

using namespace fuseboard;

/// How much of what was granted comes back, after all that the server has said.
class TestReturnBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void L20_eachBoundHoldsForAllBeforeIt()
    {
        ReturnBounds bounds;
        bounds.limitTo(20, 10);
        bounds.limitTo(40, 12);
        QCOMPARE(bounds.takeBack(41, 41, 5), 5); // of none
        QCOMPARE(bounds.takeBack(41, 30, 12), 12);
        QCOMPARE(bounds.takeBack(41, 10, 5), 0); // the younger bound has nothing left
    }

    void L20_manyBoundsAreNoLooserThanEach()
    {
        ReturnBounds bounds;
        bounds.limitTo(20, 10);
        bounds.limitTo(40, 12);
        QCOMPARE(bounds.takeBack(40, 30, 12), 12);
        for (quint32 i = 0; i < 7; ++i)
            bounds.limitTo(41 + i, 20 + i);
        qint64 back = 0;
        for (quint32 number = 1; number <= 20; ++number)
            back += bounds.takeBack(48, number, 1);
        QCOMPARE(back, 0);
    }

    void L21_nothingComesBackOfBeforeAPausesEnd()
    {
        ReturnBounds bounds;
        bounds.close(5);
        bounds.limitTo(6, 50);
        QCOMPARE(bounds.takeBack(6, 5, 1), 0);
        QCOMPARE(bounds.takeBack(6, 6, 1), 1);
    }

    void areValues()
    {
        ReturnBounds bounds;
        bounds.limitTo(20, 10);
        ReturnBounds same = bounds;
        QVERIFY(same == bounds);
        QCOMPARE(same.takeBack(20, 10, 1), 1);
        QVERIFY(!(same == bounds)); // less may come back
        bounds.limitTo(21, 10);
        QVERIFY(!(same == bounds));
    }
};

QTEST_GUILESS_MAIN(TestReturnBounds)
#include "tst_returnbounds.moc"
