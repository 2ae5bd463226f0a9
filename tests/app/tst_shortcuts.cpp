// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "common/tabstrip.h"
#include "explorer/explorepage.h"
#include "shell/mainwindow.h"
#include "upstream/demoupstream.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// A key, where it works, and what it does.
struct BoundKey
{
    QKeySequence keys;
    Qt::ShortcutContext context;
    QWidget *widget; ///< that it belongs to
    const QObject *command;
    QString name;
};

bool worksWithFocusAt(const BoundKey &key, const QWidget *focus)
{
    switch (key.context) {
    case Qt::WidgetShortcut:
        return key.widget == focus;
    case Qt::WidgetWithChildrenShortcut:
        return key.widget == focus || key.widget->isAncestorOf(focus);
    case Qt::WindowShortcut:
    case Qt::ApplicationShortcut:
        break;
    }
    return true;
}

/// Of everything in a window that can be seen. What cannot be done just now counts: it can be at another time.
QList<BoundKey> boundKeys(QWidget *window)
{
    QList<BoundKey> found;
    const QList<QWidget *> widgets = window->findChildren<QWidget *>() + QList<QWidget *>{window};
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || qobject_cast<QMenu *>(widget))
            continue;
        const QList<QAction *> actions = widget->actions();
        for (const QAction *action : actions) {
            for (const QKeySequence &keys : action->shortcuts())
                found.append({keys, action->shortcutContext(), widget, action, action->text()});
        }
        const auto shortcuts = widget->findChildren<QShortcut *>(Qt::FindDirectChildrenOnly);
        for (const QShortcut *shortcut : shortcuts) {
            for (const QKeySequence &keys : shortcut->keys())
                found.append({keys, shortcut->context(), widget, shortcut, u"a shortcut"_s});
        }
    }
    return found;
}

/// "Ctrl+D: Compare two calls, Duplicate" for each key that would do two things, wherever the focus is.
QStringList ambiguities(QWidget *window)
{
    QStringList found;
    const QList<BoundKey> keys = boundKeys(window);
    const QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (const QWidget *focus : widgets) {
        if (!focus->isVisible() || focus->focusPolicy() == Qt::NoFocus)
            continue;
        QMap<QString, BoundKey> working;
        for (const BoundKey &key : keys) {
            if (!worksWithFocusAt(key, focus))
                continue;
            const QString text = key.keys.toString();
            if (!working.contains(text))
                working.insert(text, key);
            else if (working.value(text).command != key.command)
                found.append(u"%1: %2, %3"_s.arg(text, working.value(text).name, key.name));
        }
    }
    found.removeDuplicates();
    return found;
}

} // namespace

class tst_shortcuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_application.reset(); }
    void findsWhatIsAmbiguous();
    void eachKeyDoesOneThing_data();
    void eachKeyDoesOneThing();

private:
    QTemporaryDir m_folder;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<Application> m_application;
    MainWindow *m_window = nullptr;
};

void tst_shortcuts::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    m_application = std::make_unique<Application>(Options(), m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<MainWindow *>(window))
            m_window = found;
    }
    QVERIFY(m_window);
    // A call, so that its answer and its line in the history can be seen.
    QVERIFY(m_window->showPage(u"explore"_s));
    static_cast<ExplorePage *>(m_window->page(u"explore"_s))->send();
    QVERIFY(m_window->showPage(u"history"_s));
    const auto *calls = m_window->page(u"history"_s)->findChild<QTableView *>(u"history-list"_s);
    QTRY_VERIFY(calls->isVisible() && calls->model()->rowCount() > 0);
}

void tst_shortcuts::findsWhatIsAmbiguous()
{
    QWidget window;
    auto *inner = new QWidget(&window);
    inner->setFocusPolicy(Qt::StrongFocus);
    auto *beside = new QWidget(&window);
    beside->setFocusPolicy(Qt::StrongFocus);
    const auto add = [](QWidget *widget, const QString &name, Qt::ShortcutContext context) {
        auto *action = new QAction(name, widget);
        action->setShortcut(Qt::CTRL | Qt::Key_D);
        action->setShortcutContext(context);
        widget->addAction(action);
        return action;
    };
    QAction *duplicate = add(inner, u"Duplicate"_s, Qt::WidgetShortcut);
    window.show();
    QCOMPARE(ambiguities(&window), QStringList());
    window.addAction(duplicate); // the same in two places is one thing
    QCOMPARE(ambiguities(&window), QStringList());
    add(beside, u"Compare"_s, Qt::WidgetWithChildrenShortcut);
    QCOMPARE(ambiguities(&window), QStringList());
    add(&window, u"Delete"_s, Qt::WindowShortcut);
    QCOMPARE(ambiguities(&window).size(), 2);
}

void tst_shortcuts::eachKeyDoesOneThing_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"explore", "dashboard", "history"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void tst_shortcuts::eachKeyDoesOneThing()
{
    QFETCH(QString, page);
    QVERIFY(m_window->showPage(page));
    QVERIFY(boundKeys(m_window).size() > 20);
    QCOMPARE(ambiguities(m_window).join(u'\n'), QString());
    // A tab hides what the others show, and their keys.
    const QList<TabStrip *> strips = m_window->page(page)->findChildren<TabStrip *>();
    for (TabStrip *strip : strips) {
        for (int tab = 0; strip->isVisible() && tab < strip->count(); ++tab) {
            strip->setCurrentIndex(tab);
            const QString found = ambiguities(m_window).join(u'\n');
            QVERIFY2(found.isEmpty(), qPrintable(strip->tabText(tab) + u": "_s + found));
        }
    }
}

QTEST_MAIN(tst_shortcuts)
#include "tst_shortcuts.moc"
