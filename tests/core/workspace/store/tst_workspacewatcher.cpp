// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/store/workspacewatcher.h"

#include "base/systemscheduler.h"
#include "support/workspacefolder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class WorkspaceWatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K11_moreWritesThanTheSystemKeeps();
};

/// As of a tool that goes through tens of thousands of files in their places while the event loop is busy.
void WorkspaceWatcherTest::K11_moreWritesThanTheSystemKeeps()
{
#ifdef Q_OS_LINUX
    const int most = bytesIn(u"/proc/sys/fs/inotify/max_queued_events"_s).trimmed().toInt();
    if (most <= 0 || most > 100'000)
        QSKIP("the system does not tell, or keeps too many");
    const QTemporaryDir folder(fastFolder());
    const QString requests = u"clients/orders/requests/"_s;
    FileContents contents;
    for (int i = 0; i < 1'500; ++i) // more than are watched one by one
        contents.insert(requests + u"r%1.json"_s.arg(i), {});
    // Two in turn: the same one again would be kept once.
    const QString one = folder.filePath(requests + u"r998.json"_s); // among the last by their names
    const QString other = folder.filePath(requests + u"r999.json"_s);
    QVERIFY(writeBytes(one, "{}") && writeBytes(other, "{}"));
    SystemScheduler scheduler;
    WorkspaceWatcher watcher(folder.path(), scheduler);
    bool isAll = false;
    connect(&watcher, &WorkspaceWatcher::noticed, this,
            [&isAll](const DiskScope &scope) { isAll = isAll || scope.workspace; });
    watcher.setFiles(contents);
    for (int i = 0; i <= most / 2; ++i)
        QVERIFY(writeBytes(one, "{}") && writeBytes(other, "{}"));
    QTRY_VERIFY(isAll);
#else
    QSKIP("only Linux tells of writes");
#endif
}

QTEST_GUILESS_MAIN(WorkspaceWatcherTest)
#include "tst_workspacewatcher.moc"
