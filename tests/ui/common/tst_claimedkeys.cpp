// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/claimedkeys.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWindow>

using namespace fuseboard;

class TestClaimedKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCommandHasItsKeys_data();
    void theCommandHasItsKeys();
};

// Ctrl+Z is one that a line takes on every system.
void TestClaimedKeys::theCommandHasItsKeys_data()
{
    QTest::addColumn<bool>("isClaimed");
    QTest::newRow("claimed") << true;
    QTest::newRow("as it is without") << false;
}

void TestClaimedKeys::theCommandHasItsKeys()
{
    QFETCH(const bool, isClaimed);
    QWidget window;
    QLineEdit line(&window);
    QAction command;
    command.setShortcut(Qt::CTRL | Qt::Key_Z);
    window.addAction(&command);
    if (isClaimed)
        new ClaimedKeys(Qt::CTRL | Qt::Key_Z, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    line.setFocus();
    QSignalSpy triggered(&command, &QAction::triggered);
    QTest::keyClick(window.windowHandle(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(triggered.size(), isClaimed ? 1 : 0);
    QTest::keyClick(window.windowHandle(), Qt::Key_A);
    QCOMPARE(line.text(), QStringLiteral("a")); // all else is the line's
}

QTEST_MAIN(TestClaimedKeys)
#include "tst_claimedkeys.moc"
