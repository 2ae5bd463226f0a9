// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/environmentstore.h"

#include "base/systemscheduler.h"
#include "support/workspacefolder.h"
#include "workspace/files/systemfilesystem.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QList<Environment> namedOnes(const QStringList &names)
{
    QList<Environment> environments;
    for (const QString &name : names) {
        EnvironmentConfig config;
        config.name = name;
        environments.append({name.toLower(), config});
    }
    return environments;
}

QStringList namesIn(const EnvironmentStore &store)
{
    QStringList names;
    for (const Environment &environment : store.loaded().environments)
        names << environment.config.name;
    return names;
}

} // namespace

class EnvironmentStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void K11_followsTheDisk_data();
    void K11_followsTheDisk();
    void K12_aWorkspaceThatHasGoneKeepsItsEnvironments_data();
    void K12_aWorkspaceThatHasGoneKeepsItsEnvironments();
    void saves();
    void savesBeforeItEnds();
    void withoutAFolder();

private:
    void open(EnvironmentStore &store) { store.open(m_folder->path(), loadEnvironments(m_folder->path())); }

    SystemFileSystem m_files;
    SystemScheduler m_scheduler;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void EnvironmentStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(writeBytes(m_folder->filePath(u"workspace.json"_s), R"({"format": 1, "name": "Shop"})"));
}

void EnvironmentStoreTest::K11_followsTheDisk_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::newRow("some") << QStringList{u"Prod"_s};
    QTest::newRow("none, and no folder") << QStringList();
}

void EnvironmentStoreTest::K11_followsTheDisk()
{
    QFETCH(QStringList, before);
    QVERIFY(saveEnvironments(namedOnes(before), m_folder->path()));
    EnvironmentStore store(m_files, m_scheduler);
    open(store);
    QSignalSpy changed(&store, &EnvironmentStore::changed);
    QVERIFY(saveEnvironments(namedOnes({u"Staging"_s}), m_folder->path()));
    QTRY_COMPARE(namesIn(store), before + QStringList{u"Staging"_s});
    QVERIFY(!changed.isEmpty());
    EnvironmentConfig renamed;
    renamed.name = u"Stage"_s;
    QVERIFY(saveEnvironments({{u"staging"_s, renamed}}, m_folder->path()));
    QTRY_COMPARE(namesIn(store), before + QStringList{u"Stage"_s});
    QVERIFY(removeEnvironment(m_folder->path(), u"staging"_s));
    QTRY_COMPARE(namesIn(store), before);
}

void EnvironmentStoreTest::K12_aWorkspaceThatHasGoneKeepsItsEnvironments_data()
{
    QTest::addColumn<bool>("saves"); // meanwhile
    QTest::newRow("looked at") << false;
    QTest::newRow("written") << true;
}

void EnvironmentStoreTest::K12_aWorkspaceThatHasGoneKeepsItsEnvironments()
{
    QFETCH(const bool, saves);
    QVERIFY(saveEnvironments(namedOnes({u"Prod"_s}), m_folder->path()));
    EnvironmentStore store(m_files, m_scheduler);
    open(store);
    const QString elsewhere = m_folder->path() + u"-renamed"_s;
    QVERIFY(QDir().rename(m_folder->path(), elsewhere));
    const auto look = [&store] {
        bool hasLooked = false;
        store.lookAgain([&hasLooked] { hasLooked = true; });
        [&] { QTRY_VERIFY(hasLooked); }();
    };
    look();
    QCOMPARE(namesIn(store), QStringList{u"Prod"_s});
    int answers = 0;
    if (saves) {
        store.save({{}, namedOnes({u"Staging"_s})}, [&](const EnvironmentsSaved &saved) {
            QVERIFY(!saved.isDone());
            ++answers;
        });
        QTRY_COMPARE(answers, 1);
        QCOMPARE(namesIn(store), QStringList{u"Prod"_s});
    }
    QVERIFY(QDir().rename(elsewhere, m_folder->path()));
    look();
    QCOMPARE(namesIn(store), QStringList{u"Prod"_s});
    QVERIFY(removeEnvironment(m_folder->path(), u"prod"_s));
    look();
    QVERIFY(namesIn(store).isEmpty());
}

void EnvironmentStoreTest::saves()
{
    EnvironmentStore store(m_files, m_scheduler);
    open(store);
    int answers = 0;
    store.save({{}, namedOnes({u"Prod"_s})}, [&](const EnvironmentsSaved &saved) {
        QVERIFY(saved.isDone());
        QCOMPARE(namesIn(store), QStringList{u"Prod"_s});
        ++answers;
    });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 1);
    bool hasLooked = false;
    store.lookAgain([&hasLooked] { hasLooked = true; });
    QTRY_VERIFY(hasLooked);
    QCOMPARE(namesIn(store), QStringList{u"Prod"_s});
}

void EnvironmentStoreTest::savesBeforeItEnds()
{
    {
        EnvironmentStore store(m_files, m_scheduler);
        open(store);
        store.save({{}, namedOnes({u"Prod"_s})}, [](const EnvironmentsSaved &) { QFAIL("nobody listens"); });
    }
    QVERIFY(bytesIn(m_folder->filePath(u"environments/prod.json"_s)).contains("\"Prod\""));
}

void EnvironmentStoreTest::withoutAFolder()
{
    EnvironmentStore store(m_files, m_scheduler);
    LoadedEnvironments loaded;
    loaded.environments = namedOnes({u"Prod"_s});
    store.open({}, loaded);
    QSignalSpy changed(&store, &EnvironmentStore::changed);
    bool isSaved = false;
    store.save({loaded.environments, namedOnes({u"Other"_s})},
               [&isSaved](const EnvironmentsSaved &saved) { isSaved = saved.isDone(); });
    QVERIFY(isSaved);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(namesIn(store), QStringList{u"Other"_s});
}

QTEST_GUILESS_MAIN(EnvironmentStoreTest)
#include "tst_environmentstore.moc"
