// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/environmentsave.h"

#include "support/failingfilesystem.h"
#include "support/workspacefolder.h"
#include "variables/environmentrules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

Environment environmentOf(const QString &slug, const QString &name)
{
    EnvironmentConfig config;
    config.name = name;
    return {slug, config};
}

/// "prod=Production staging=Staging"
QList<Environment> environmentsOf(const QString &text)
{
    QList<Environment> environments;
    for (const QString &one : text.split(u' ', Qt::SkipEmptyParts))
        environments.append(environmentOf(one.section(u'=', 0, 0), one.section(u'=', 1)));
    return environments;
}

QString textOf(const QList<Environment> &environments)
{
    QStringList all;
    for (const Environment &environment : environments)
        all << environment.slug + u'=' + environment.config.name;
    return all.join(u' ');
}

} // namespace

/// An edit of environments whose files somebody else may have changed meanwhile.
class EnvironmentSaveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ADV_K10_K11_editsOnTopOfOthers_data();
    void ADV_K10_K11_editsOnTopOfOthers();
    void K11_aVersionThatWasSeenIsReplaced();
    void whatAnEditWouldBreakIsRefused();
    void K12_nothingIsMadeWhereTheWorkspaceHasGone();
    void K12_nothingIsRemovedWhereTheWorkspaceHasGone();
    void K8_whatHasFailedIsTriedAgain();

private:
    static void put(const QTemporaryDir &folder, const QString &text)
    {
        QVERIFY(saveEnvironments(environmentsOf(text), folder.path()));
    }
    static QString onDisk(const QTemporaryDir &folder) { return textOf(loadEnvironments(folder.path()).environments); }

    SystemFileSystem m_files;
};

void EnvironmentSaveTest::ADV_K10_K11_editsOnTopOfOthers_data()
{
    QTest::addColumn<QString>("theirs"); // what others write
    QTest::addColumn<QString>("gone"); // and what they remove
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("conflict");
    QTest::addColumn<QString>("after");
    QTest::newRow("nobody else") << ""
                                 << ""
                                 << "prod=P staging=New"
                                 << ""
                                 << "prod=P staging=New";
    QTest::newRow("another was changed") << "prod=Q"
                                         << ""
                                         << "prod=P staging=New"
                                         << ""
                                         << "prod=Q staging=New";
    QTest::newRow("another was removed") << ""
                                         << "prod"
                                         << "prod=P staging=New"
                                         << ""
                                         << "staging=New";
    QTest::newRow("another came") << "qa=QA"
                                  << ""
                                  << "prod=P staging=New"
                                  << ""
                                  << "prod=P qa=QA staging=New";
    QTest::newRow("the same was changed") << "staging=T"
                                          << ""
                                          << "prod=P staging=New"
                                          << "staging"
                                          << "prod=P staging=T";
    QTest::newRow("both alike") << "staging=New"
                                << ""
                                << "prod=P staging=New"
                                << ""
                                << "prod=P staging=New";
    QTest::newRow("the same was removed") << ""
                                          << "staging"
                                          << "prod=P staging=New"
                                          << "staging"
                                          << "prod=P";
    QTest::newRow("removed here") << "prod=Q"
                                  << ""
                                  << "prod=P"
                                  << ""
                                  << "prod=Q";
    QTest::newRow("removed by both") << ""
                                     << "staging"
                                     << "prod=P"
                                     << ""
                                     << "prod=P";
    QTest::newRow("removed here, changed there") << "staging=T"
                                                 << ""
                                                 << "prod=P"
                                                 << "staging"
                                                 << "prod=P staging=T";
    QTest::newRow("new") << ""
                         << ""
                         << "prod=P staging=S qa=Mine"
                         << ""
                         << "prod=P qa=Mine staging=S";
    QTest::newRow("new, by a name that others took") << "qa=QA"
                                                     << ""
                                                     << "prod=P staging=S qa=Mine"
                                                     << "taken"
                                                     << "prod=P qa=QA staging=S";
}

void EnvironmentSaveTest::ADV_K10_K11_editsOnTopOfOthers()
{
    QFETCH(QString, theirs);
    QFETCH(QString, gone);
    QFETCH(QString, mine);
    QFETCH(QString, conflict);
    QFETCH(QString, after);
    const QTemporaryDir folder;
    put(folder, u"prod=P staging=S"_s);
    put(folder, theirs);
    if (!gone.isEmpty())
        QVERIFY(removeEnvironment(folder.path(), gone));
    const auto saved = saveEnvironmentEdit({environmentsOf(u"prod=P staging=S"_s), environmentsOf(mine)}, folder.path(),
                                           m_files);
    QVERIFY(saved.outcome.ok());
    QCOMPARE(saved.isNameTaken, conflict == u"taken"_s);
    QCOMPARE(saved.conflicts.isEmpty() ? QString() : saved.conflicts.first().slug,
             saved.isNameTaken ? QString() : conflict);
    QCOMPARE(saved.isDone(), conflict.isEmpty());
    QCOMPARE(onDisk(folder), after);
    QCOMPARE(textOf(saved.present.environments), after);
}

void EnvironmentSaveTest::K11_aVersionThatWasSeenIsReplaced()
{
    const QTemporaryDir folder;
    put(folder, u"prod=P"_s);
    put(folder, u"prod=Q"_s);
    EnvironmentsSave save{environmentsOf(u"prod=P"_s), environmentsOf(u"prod=Mine"_s)};
    const auto conflicts = saveEnvironmentEdit(save, folder.path(), m_files).conflicts;
    QCOMPARE(conflicts.size(), 1);
    QVERIFY(conflicts.first().mine->contains("Mine") && conflicts.first().theirs->contains("\"Q\""));
    save.seen.insert(u"prod"_s, conflicts.first().theirs);
    put(folder, u"prod=R"_s);
    QCOMPARE(saveEnvironmentEdit(save, folder.path(), m_files).conflicts.size(), 1); // a third version
    QVERIFY(QFile::remove(folder.filePath(u"environments/prod.json"_s)));
    save.seen.insert(u"prod"_s, std::nullopt);
    QVERIFY(saveEnvironmentEdit(save, folder.path(), m_files).isDone());
    QCOMPARE(onDisk(folder), u"prod=Mine"_s);
}

void EnvironmentSaveTest::whatAnEditWouldBreakIsRefused()
{
    const QTemporaryDir folder;
    put(folder, u"prod=P shared=S"_s);
    EnvironmentsSave save{environmentsOf(u"prod=P shared=S"_s), environmentsOf(u"prod=P shared=S"_s)};
    save.edited.first().config.parent = u"shared"_s;
    QVERIFY(removeEnvironment(folder.path(), u"shared"_s)); // by somebody else
    const auto saved = saveEnvironmentEdit(save, folder.path(), m_files);
    QCOMPARE(saved.outcome.error().kind, ErrorKind::ConfigInvalid);
    QCOMPARE(onDisk(folder), u"prod=P"_s);
}

void EnvironmentSaveTest::K12_nothingIsMadeWhereTheWorkspaceHasGone()
{
    const QTemporaryDir folder;
    const EnvironmentsSave save{{}, environmentsOf(u"qa=New"_s)};
    const auto saved = saveEnvironmentEdit(save, folder.path(), m_files);
    QCOMPARE(saved.outcome.error().detail, ErrorDetail::NotFound);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void EnvironmentSaveTest::K12_nothingIsRemovedWhereTheWorkspaceHasGone()
{
    const QTemporaryDir folder;
    put(folder, u"prod=P staging=S"_s);
    const QString present = folder.filePath(u"environments"_s);
    const QString away = folder.filePath(u"away"_s);
    QVERIFY(QDir().rename(present, away));
    const EnvironmentsSave save{environmentsOf(u"prod=P staging=S"_s), environmentsOf(u"prod=P"_s)};
    const auto saved = saveEnvironmentEdit(save, folder.path(), m_files);
    QVERIFY(!saved.isDone());
    QCOMPARE(saved.outcome.error().detail, ErrorDetail::NotFound);
    // What changes none of them needs no workspace.
    QVERIFY(saveEnvironmentEdit({save.base, save.base}, folder.path(), m_files).isDone());
    QVERIFY(QDir().rename(away, present));
    QCOMPARE(onDisk(folder), u"prod=P staging=S"_s);
    QVERIFY(saveEnvironmentEdit(save, folder.path(), m_files).isDone());
    QCOMPARE(onDisk(folder), u"prod=P"_s);
}

void EnvironmentSaveTest::K8_whatHasFailedIsTriedAgain()
{
    const QTemporaryDir folder;
    put(folder, u"prod=P staging=S"_s);
    FailingFileSystem files(FailingFileSystem::Step::Create, 2, FailingFileSystem::Failing::Once);
    const EnvironmentsSave save{environmentsOf(u"prod=P staging=S"_s), environmentsOf(u"prod=Q qa=New staging=T"_s)};
    QVERIFY(!saveEnvironmentEdit(save, folder.path(), files).outcome);
    QVERIFY(saveEnvironmentEdit(save, folder.path(), files).isDone()); // what was written the first time is ours
    QCOMPARE(onDisk(folder), u"prod=Q qa=New staging=T"_s);
}

QTEST_GUILESS_MAIN(EnvironmentSaveTest)
#include "tst_environmentsave.moc"
