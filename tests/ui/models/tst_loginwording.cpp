// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/loginwording.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestLoginWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothPagesSaySomething();
};

void TestLoginWording::bothPagesSaySomething()
{
    const LoginPages pages = wording::loginPages();
    QCOMPARE(pages.answered, u"You are signed in. You may close this page.\n"_s);
    QCOMPARE(pages.refused, u"This page is not for you.\n"_s);
}

QTEST_GUILESS_MAIN(TestLoginWording)
#include "tst_loginwording.moc"
