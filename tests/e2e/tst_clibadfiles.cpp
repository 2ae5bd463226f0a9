// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

const QString badFolder = QStringLiteral(FUSEBOARD_TEST_DATA "/config/bad");

QStringList badFiles()
{
    QStringList files;
    for (const QString &name : QDir(badFolder).entryList({u"*.json"_s}, QDir::Files, QDir::Name))
        files.append(badFolder + u'/' + name);
    return files;
}

/// Every entry of a folder, with what changes when somebody writes there.
QStringList stateOf(const QString &folder)
{
    QStringList entries;
    QDirIterator all(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QFileInfo entry(all.next());
        entries.append(entry.filePath() + u' ' + QString::number(entry.size()) + u' '
                       + entry.lastModified().toString(Qt::ISODateWithMs));
    }
    entries.sort();
    return entries;
}

/// Where no value is told: it is not there, the path is its name, or it may be a secret. Of what is no JSON the line
/// and the column lead to it.
bool mayLackItsValue(const QString &detail, const QString &path)
{
    if (QStringList{u"syntax"_s, u"not_utf8"_s, u"missing"_s, u"duplicate"_s, u"bad_header_name"_s}.contains(detail))
        return true;
    const QStringList secretive{u"auth"_s,
                                u"auth.token"_s,
                                u"auth.username"_s,
                                u"auth.token_prefix"_s,
                                u"default_headers"_s,
                                u"default_headers.Authorization"_s};
    return path.isEmpty() || secretive.contains(path) || path.startsWith("auth.custom_headers."_L1)
        || path.startsWith("auth.extra_params."_L1);
}

/// What a fault does not tell of itself, or its sentence does not say; empty where all is well.
QString lackOf(const QJsonObject &fault)
{
    const QString detail = fault.value("detail"_L1).toString();
    const QString path = fault.value("path"_L1).toString();
    const QString value = fault.value("value"_L1).toString();
    const QString allowed = fault.value("allowed"_L1).toString();
    const QString text = fault.value("text"_L1).toString();
    const int line = fault.value("line"_L1).toInt();
    const int column = fault.value("column"_L1).toInt();
    const bool isOfTheText = detail == "syntax"_L1 || detail == "not_utf8"_L1;
    const bool isOfTheRoot = detail == "wrong_type"_L1 && line == 1 && column == 1;
    if (path.isEmpty() ? !isOfTheText && !isOfTheRoot : !text.contains(path))
        return u"the field"_s;
    if (line < 1 || column < 1)
        return u"the place"_s;
    if (!text.contains(u"(line %1, column %2)"_s.arg(line).arg(column)) && !text.contains("is empty"_L1))
        return u"the place in the sentence"_s;
    if (value.isEmpty() ? !mayLackItsValue(detail, path) : value != ","_L1 && !text.contains(value))
        return u"the value"_s;
    // A comma too few or too many has a sentence of its own.
    if (allowed.isEmpty() || (!text.contains(allowed) && !text.contains("comma"_L1)))
        return u"what is allowed"_s;
    return {};
}

} // namespace

/// What the program makes of every file of tests/data/config/bad: which faults it finds, tst_badconfigs knows; here
/// each is told in full, to machines and to people.
class tst_CliBadFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void K1_machinesAreToldInFull();
    void K1_peopleAreToldInFull();

private:
    QStringList m_files;
    QJsonArray m_reports;
};

void tst_CliBadFiles::initTestCase()
{
    m_files = badFiles();
    QVERIFY(m_files.size() >= 140);
    CliProcess cli(QStringList{u"validate"_s, u"--json"_s} + m_files);
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().isEmpty(), cli.err().constData());
    QVERIFY(!cli.out().contains("canary"));
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QCOMPARE(report.value("valid"_L1), QJsonValue(false));
    m_reports = report.value("files"_L1).toArray();
    QCOMPARE(m_reports.size(), m_files.size());
}

void tst_CliBadFiles::K1_machinesAreToldInFull()
{
    for (qsizetype i = 0; i < m_reports.size(); ++i) {
        const QJsonObject report = m_reports.at(i).toObject();
        QCOMPARE(report.value("file"_L1).toString(), m_files.at(i));
        QVERIFY2(report.value("valid"_L1) == QJsonValue(false), qPrintable(m_files.at(i)));
        const QJsonObject error = report.value("error"_L1).toObject();
        QCOMPARE(error.value("kind"_L1).toString(), u"config_invalid"_s);
        const QJsonArray faults = error.value("faults"_L1).toArray();
        QVERIFY2(!faults.isEmpty(), qPrintable(m_files.at(i)));
        for (const auto &fault : faults) {
            const QString lack = lackOf(fault.toObject());
            QVERIFY2(lack.isEmpty(), qPrintable(m_files.at(i) + u" lacks "_s + lack));
        }
    }
}

void tst_CliBadFiles::K1_peopleAreToldInFull()
{
    const QTemporaryDir home;
    const QStringList before = stateOf(badFolder);
    QStringList environment{u"HOME="_s + home.path()};
    for (const QString &kind : {u"CONFIG"_s, u"DATA"_s, u"STATE"_s, u"CACHE"_s})
        environment.append(u"XDG_"_s + kind + u"_HOME="_s + home.path() + u'/' + kind);
    CliProcess cli(QStringList{u"validate"_s} + m_files, environment);
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.out().isEmpty(), cli.out().constData());
    QVERIFY(!cli.err().contains("canary"));
    const QStringList lines = QString::fromUtf8(cli.err()).split(u'\n');
    for (qsizetype i = 0; i < m_reports.size(); ++i) {
        const QJsonArray faults = m_reports.at(i)[u"error"_s][u"faults"_s].toArray();
        for (const auto &fault : faults) {
            const QString line = m_files.at(i) + u": "_s + fault[u"text"_s].toString();
            QVERIFY2(lines.contains(line), qPrintable(line));
        }
    }
    QCOMPARE(stateOf(home.path()), QStringList());
    QCOMPARE(stateOf(badFolder), before);
}

QTEST_GUILESS_MAIN(tst_CliBadFiles)
#include "tst_clibadfiles.moc"
