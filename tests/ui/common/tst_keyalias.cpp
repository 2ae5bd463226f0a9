// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/keyalias.h"
#include "common/redokeys.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QWindow>

using namespace fuseboard;

namespace {

/// Counts the keys that reach it.
class KeyCounter final : public QWidget
{
public:
    using QWidget::QWidget;
    QList<QKeyCombination> keys;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() != Qt::Key_Control)
            keys.append(event->keyCombination());
        event->ignore();
    }
};

} // namespace

class TestKeyAlias : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextTakesThem_data();
    void aTextTakesThem();
    void elsewhereTheCommandHasThem();
    void whatNobodyTakesComesByOnce();
    void redoHasBothKeys();
};

// Ctrl+J is nothing to a line, and Ctrl+Z is undo on every system.
void TestKeyAlias::aTextTakesThem_data()
{
    QTest::addColumn<bool>("hasAlias");
    QTest::newRow("alias") << true;
    QTest::newRow("as it is without") << false;
}

void TestKeyAlias::aTextTakesThem()
{
    QFETCH(const bool, hasAlias);
    QWidget window;
    QLineEdit line(&window);
    QAction command;
    command.setShortcut(Qt::CTRL | Qt::Key_J);
    window.addAction(&command);
    if (hasAlias)
        new KeyAlias(Qt::CTRL | Qt::Key_J, Qt::CTRL | Qt::Key_Z, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    line.setFocus();
    QTest::keyClick(window.windowHandle(), Qt::Key_A);
    const QSignalSpy triggered(&command, &QAction::triggered);
    QTest::keyClick(window.windowHandle(), Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(line.text(), hasAlias ? QString() : QStringLiteral("a"));
    QCOMPARE(triggered.size(), hasAlias ? 0 : 1);
}

void TestKeyAlias::elsewhereTheCommandHasThem()
{
    KeyCounter window;
    QAction command;
    command.setShortcut(Qt::CTRL | Qt::Key_J);
    window.addAction(&command);
    new KeyAlias(Qt::CTRL | Qt::Key_J, Qt::CTRL | Qt::Key_Z, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const QSignalSpy triggered(&command, &QAction::triggered);
    QTest::keyClick(window.windowHandle(), Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(triggered.size(), 1);
    QVERIFY(window.keys.isEmpty());
}

void TestKeyAlias::whatNobodyTakesComesByOnce()
{
    KeyCounter window;
    auto *inner = new KeyCounter(&window);
    inner->setFocusPolicy(Qt::StrongFocus);
    new KeyAlias(Qt::CTRL | Qt::Key_J, Qt::CTRL | Qt::Key_Z, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    inner->setFocus();
    QTest::keyClick(window.windowHandle(), Qt::Key_J, Qt::ControlModifier);
    const QList<QKeyCombination> once{Qt::CTRL | Qt::Key_Z};
    QCOMPARE(inner->keys, once);
    QCOMPARE(window.keys, once);
}

void TestKeyAlias::redoHasBothKeys()
{
    const QList<QKeySequence> keys = redoKeys();
    QCOMPARE(keys.count(QKeySequence(Qt::CTRL | Qt::Key_Y)), 1);
    QCOMPARE(keys.count(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)), 1);
    QCOMPARE(keys.first(), QKeySequence(QKeySequence::Redo)); // which is told in menus
}

QTEST_MAIN(TestKeyAlias)
#include "tst_keyalias.moc"
