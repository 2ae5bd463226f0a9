// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/typedkeys.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;

namespace {

/// As Windows tells of AltGr.
constexpr Qt::KeyboardModifiers altGr = Qt::ControlModifier | Qt::AltModifier;

} // namespace

class TestTypedKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsNoCommand_data();
    void whatIsWrittenIsNoCommand();
};

void TestTypedKeys::whatIsWrittenIsNoCommand_data()
{
    QTest::addColumn<QString>("character");
    QTest::addColumn<bool>("isGuarded");
    QTest::addColumn<bool>("isReadOnly");
    QTest::addColumn<QString>("written");
    const QString n(QChar(0x144));
    QTest::newRow("a letter of the layout") << n << true << false << n;
    QTest::newRow("without the guard") << n << false << false << QString();
    QTest::newRow("no letter of the layout") << QString(QChar(14)) << true << false << QString();
    QTest::newRow("nothing at all") << QString() << true << false << QString();
    QTest::newRow("a text to be read") << n << true << true << QString();
}

void TestTypedKeys::whatIsWrittenIsNoCommand()
{
    QFETCH(QString, character);
    QFETCH(const bool, isGuarded);
    QFETCH(const bool, isReadOnly);
    QFETCH(QString, written);
    QWidget window;
    QLineEdit line(&window);
    line.setReadOnly(isReadOnly);
    QAction command;
    command.setShortcut(Qt::CTRL | Qt::ALT | Qt::Key_N);
    window.addAction(&command);
    if (isGuarded)
        new TypedKeys(&window); // a child
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    line.setFocus();
    const QSignalSpy triggered(&command, &QAction::triggered);
    QTest::sendKeyEvent(QTest::Click, &line, Qt::Key_N, character, altGr);
    QCOMPARE(line.text(), written);
    QCOMPARE(triggered.size(), written.isEmpty() ? 1 : 0);
}

QTEST_MAIN(TestTypedKeys)
#include "tst_typedkeys.moc"
