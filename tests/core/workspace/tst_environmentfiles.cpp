// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/anyfile.h"
#include "workspace/environmentfiles.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

Workspace withEnvironments()
{
    EnvironmentConfig shared;
    shared.name = u"Shared"_s;
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    staging.parent = u"shared"_s;
    staging.variables = {{u"host"_s, Variable::Source::Text, u"h"_s}, {u"token"_s, Variable::Source::Keychain, {}}};
    Workspace workspace;
    workspace.name = u"Shop"_s;
    workspace.environments = {{u"shared"_s, shared}, {u"staging"_s, staging}};
    return workspace;
}

bool writeText(const QString &path, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

class TestEnvironmentFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theySurvive();
    void savedAloneTheyTouchNothingElse();
    void K13_aBadFileCostsItself();
    void K6_linksAreNotFollowed();
    void A23_circlesAreNotSaved();
    void filesAreRecognized();
};

void TestEnvironmentFiles::theySurvive()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(withEnvironments(), folder.path()).ok());
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QVERIFY(loaded->faults.isEmpty());
    QVERIFY(loaded->workspace == withEnvironments());
    QCOMPARE(loaded->takenEnvironments, QStringList({u"shared"_s, u"staging"_s}));
}

void TestEnvironmentFiles::savedAloneTheyTouchNothingElse()
{
    const QTemporaryDir folder;
    const QByteArray handmade = "{\"name\":   \"Shop\"}";
    QVERIFY(writeText(folder.filePath(u"workspace.json"_s), handmade));
    QVERIFY(saveEnvironments(withEnvironments().environments, folder.path()).ok());
    QFile file(folder.filePath(u"workspace.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), handmade);
    QVERIFY(removeEnvironment(folder.path(), u"staging"_s).ok());
    QCOMPARE(loadWorkspace(folder.path())->workspace.environments.size(), 1);
    QVERIFY(removeEnvironment(folder.path(), u"staging"_s).ok()); // gone already
    QVERIFY(!removeEnvironment(folder.path(), u"../workspace"_s).ok());
}

void TestEnvironmentFiles::K13_aBadFileCostsItself()
{
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(withEnvironments(), folder.path()).ok());
    const auto write = [&folder](const QString &slug, const QByteArray &json) {
        return writeText(folder.filePath(u"environments/%1.json"_s.arg(slug)), json);
    };
    QVERIFY(write(u"broken"_s, "{"));
    QVERIFY(write(u"orphan"_s, R"({"name": "o", "parent": "broken"})"));
    QVERIFY(write(u"grandchild"_s, R"({"name": "g", "parent": "orphan"})"));
    QVERIFY(write(u"one"_s, R"({"name": "1", "parent": "two"})"));
    QVERIFY(write(u"two"_s, R"({"name": "2", "parent": "one"})"));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded.ok());
    QVERIFY(loaded->workspace.environments == withEnvironments().environments);
    QStringList faulty;
    for (const WorkspaceFault &fault : loaded->faults)
        faulty << fault.file.section(u'/', 1);
    faulty.sort();
    QCOMPARE(faulty,
             QStringList({u"broken.json"_s, u"grandchild.json"_s, u"one.json"_s, u"orphan.json"_s, u"two.json"_s}));
    QVERIFY(loaded->takenEnvironments.contains(u"broken"_s));
    QVERIFY(write(u"readme"_s, R"({"name": "r"})"));
    QVERIFY(writeText(folder.filePath(u"environments/gone.json~"_s), "{"));
    QCOMPARE(loadEnvironments(folder.path()).unread(),
             QStringList({u"broken"_s, u"grandchild"_s, u"one"_s, u"orphan"_s, u"two"_s}));
    QVERIFY(removeEnvironment(folder.path(), u"readme"_s).ok());
    // What could not be read is not lost by saving.
    QVERIFY(saveWorkspace(loaded->workspace, folder.path()).ok());
    QCOMPARE(loadWorkspace(folder.path())->faults.size(), 5);
}

void TestEnvironmentFiles::K6_linksAreNotFollowed()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir outside;
    const QTemporaryDir folder;
    QVERIFY(saveWorkspace(withEnvironments(), outside.path()).ok());
    Workspace plain;
    plain.name = u"Shop"_s;
    QVERIFY(saveWorkspace(plain, folder.path()).ok());
    QVERIFY(QFile::link(outside.filePath(u"environments"_s), folder.filePath(u"environments"_s)));
    const auto loaded = loadWorkspace(folder.path());
    QVERIFY(loaded->workspace.environments.isEmpty());
    QCOMPARE(loaded->faults.size(), 1);
    QVERIFY(!saveEnvironments(withEnvironments().environments, folder.path()).ok());
    QVERIFY(!removeEnvironment(folder.path(), u"staging"_s).ok());
    QVERIFY(QFile::exists(outside.filePath(u"environments/staging.json"_s)));
#else
    QSKIP("links of Unix");
#endif
}

void TestEnvironmentFiles::A23_circlesAreNotSaved()
{
    const QTemporaryDir folder;
    Workspace workspace = withEnvironments();
    workspace.environments[0].config.parent = u"staging"_s;
    const auto saved = saveWorkspace(workspace, folder.path());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().faults.first().detail, ErrorDetail::Cycle);
    QCOMPARE(saved.error().subject, u"environments/shared.json"_s);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestEnvironmentFiles::filesAreRecognized()
{
    QCOMPARE(looksLike("{\"name\": \"x\", \"variables\": {}}"), FileKind::Environment);
    QCOMPARE(looksLike("{\"format\": 1, \"name\": \"x\", \"color\": \"red\"}"), FileKind::Environment);
    QCOMPARE(looksLike("{\"format\": 1, \"name\": \"x\"}"), FileKind::Workspace);
    QCOMPARE(looksLike("{\"name\": \"x\", \"base_url\": \"https://h\"}"), FileKind::Client);
    const QTemporaryDir folder;
    QVERIFY(writeText(folder.filePath(u"e.json"_s), "{\"name\": \"Live\", \"color\": \"red\"}"));
    const AnyFile file = readAnyFile(folder.filePath(u"e.json"_s));
    QCOMPARE(file.kind, FileKind::Environment);
    QCOMPARE(*file.name, u"Live"_s);
}

QTEST_GUILESS_MAIN(TestEnvironmentFiles)
#include "tst_environmentfiles.moc"
