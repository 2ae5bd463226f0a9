// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"
#include "base/systemscheduler.h"
#include "keychain/secretindex.h"
#include "shell/mainwindow.h"
#include "upstream/demoupstream.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Where the program keeps what it knows in its next run, which begins before it has told its name.
class tst_programplaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_application.reset(); }
    void namesOfSecretsAreInOnePlace();
    void appearanceIsKept();

private:
    void start(std::optional<Theme::Mode> theme = {});
    /// In the menu: the appearance that is marked there.
    [[nodiscard]] QString marked() const;
    void choose(const QString &appearance) const;
    [[nodiscard]] static QList<QAction *> appearances();

    QTemporaryDir m_settings;
    SystemScheduler m_scheduler;
    DemoUpstream m_upstream{m_scheduler};
    std::unique_ptr<Application> m_application;
};

void tst_programplaces::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QApplication::setQuitOnLastWindowClosed(false); // the test goes on without one
}

void tst_programplaces::init()
{
    QCoreApplication::setOrganizationName({});
    QCoreApplication::setApplicationName({});
}

void tst_programplaces::start(std::optional<Theme::Mode> theme)
{
    m_application.reset();
    init();
    Options options;
    options.theme = theme;
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    QCOMPARE(m_application->start(), 0);
}

QList<QAction *> tst_programplaces::appearances()
{
    QList<QAction *> found;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (qobject_cast<MainWindow *>(window))
            found += window->findChildren<QAction *>();
    }
    const QStringList texts{u"&Light"_s, u"&Dark"_s, u"&As the desktop"_s};
    found.removeIf([&texts](const QAction *action) { return !texts.contains(action->text()); });
    return found;
}

QString tst_programplaces::marked() const
{
    for (const QAction *action : appearances()) {
        if (action->isChecked())
            return action->text();
    }
    return {};
}

void tst_programplaces::choose(const QString &appearance) const
{
    for (QAction *action : appearances()) {
        if (action->text() == appearance)
            action->trigger();
    }
}

void tst_programplaces::namesOfSecretsAreInOnePlace()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    const QString former = data + u"/fuseboard/secret-keys"_s;
    const QString present = data + u"/fuseboard/fuseboard/secret-keys"_s;
    const QString key = u"one-place/orders/auth.token"_s;
    SecretIndex(former).add(key);
    start();
    QVERIFY(!QFileInfo::exists(former + u"/one-place.json"_s));
    QCOMPARE(SecretIndex(present).keysOf(u"one-place"_s), QStringList{key});
    QVERIFY(QFile::remove(present + u"/one-place.json"_s));
}

void tst_programplaces::appearanceIsKept()
{
    start();
    QCOMPARE(marked(), u"&As the desktop"_s);
    choose(u"&Dark"_s);
    start();
    QCOMPARE(marked(), u"&Dark"_s);
    start(Theme::Mode::Light);
    QCOMPARE(marked(), u"&Light"_s);
    start(); // what the command line asked for was no choice for later
    QCOMPARE(marked(), u"&Dark"_s);
    choose(u"&As the desktop"_s);
    start();
    QCOMPARE(marked(), u"&As the desktop"_s);
}

QTEST_MAIN(tst_programplaces)
#include "tst_programplaces.moc"
