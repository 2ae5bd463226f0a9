// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspacedisk.h"

#include "support/workspacefolder.h"
#include "workspace/files/systemfilesystem.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class WorkspaceDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K10_windowsThatOpenItFirstAgreeOnItsId_data();
    void K10_windowsThatOpenItFirstAgreeOnItsId();
};

void WorkspaceDiskTest::K10_windowsThatOpenItFirstAgreeOnItsId_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("cloned without an id") << QByteArray(R"({"format": 1, "name": "Shop"})");
    QTest::newRow("made by both") << QByteArray();
}

void WorkspaceDiskTest::K10_windowsThatOpenItFirstAgreeOnItsId()
{
    QFETCH(QByteArray, text);
    for (int round = 0; round < 40; ++round) {
        const QTemporaryDir folder;
        if (!text.isEmpty())
            QVERIFY(writeBytes(folder.filePath(u"workspace.json"_s), text));
        std::atomic<int> ready{0};
        QString ids[2];
        const auto open = [&](int window) {
            SystemFileSystem files;
            WorkspaceDisk disk(files, folder.path());
            for (++ready; ready < 2;)
                std::this_thread::yield();
            const auto loaded = disk.open(u"id-%1"_s.arg(window), text.isEmpty() ? u"Shop"_s : QString());
            ids[window] = loaded ? loaded->workspace.id : u"not opened"_s;
        };
        std::thread other(open, 1);
        open(0);
        other.join();
        QCOMPARE(ids[0], ids[1]);
        QVERIFY(bytesIn(folder.filePath(u"workspace.json"_s)).contains(ids[0].toUtf8()));
    }
}

QTEST_GUILESS_MAIN(WorkspaceDiskTest)
#include "tst_workspacedisk.moc"
