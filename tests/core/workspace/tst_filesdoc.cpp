// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/fields/configfields.h"
#include "config/json/jsontext.h"
#include "models/allowedwording.h"
#include "workspace/requestfile.h"
#include "workspace/workspacelayout.h"

#include <QFile>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// docs/files.md tells each field of each file under a heading of its own, with what is allowed and its default as the
/// field lists have them, and no field that there is not.
class TestFilesDoc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K3_eachFieldIsTold_data();
    void K3_eachFieldIsTold();
    void K3_aPlantedFaultIsFound();
};

namespace {

/// A field as its row has to begin: name, what is allowed, default.
struct FieldRow
{
    QString name;
    QString begin;
};

QString pageOfFiles()
{
    QFile page(QStringLiteral(FUSEBOARD_SOURCE_DIR "/docs/files.md"));
    return page.open(QIODevice::ReadOnly) ? QString::fromUtf8(page.readAll()) : QString();
}

/// Between a heading and the next one.
QString partUnder(const QString &page, const QString &heading)
{
    const qsizetype begin = page.indexOf(u'\n' + heading + u'\n');
    if (begin < 0)
        return {};
    const qsizetype end = page.indexOf(u"\n#"_s, begin + 1 + heading.size());
    return page.mid(begin, end < 0 ? -1 : end - begin);
}

template<class Section>
QList<FieldRow> rowsOf(const SectionFields<Section> &declared)
{
    QList<FieldRow> rows;
    for (const Field<Section> &field : declared.fields) {
        const QString standard = QString::fromUtf8(compactJson(field.write(Section())));
        const bool none = field.isRequired || standard == u"null" || field.name == u"format";
        const QString shown = field.isRequired ? u"required"_s : none ? u"–"_s : u'`' + standard + u'`';
        QString allowed = wording::allowedText(field.allowed());
        rows.append({field.name,
                     u"| `%1` | %2 | %3 | "_s.arg(field.name,
                                                  allowed.replace(u" | "_s, u", "_s).replace(u'|', u"\\|"_s), shown)});
    }
    return rows;
}

/// What is missing or too much in a part of the page.
QStringList faultsOfPart(const QString &part, const QList<FieldRow> &rows)
{
    QStringList faults;
    QStringList known;
    for (const FieldRow &row : rows) {
        known.append(row.name);
        if (!part.contains(u'\n' + row.begin))
            faults.append(u"expected: "_s + row.begin);
    }
    for (const QString &line : part.split(u'\n')) {
        if (line.startsWith(u"| `"_s) && !known.contains(line.section(u'`', 1, 1)))
            faults.append(u"no such field: "_s + line);
    }
    return faults;
}

} // namespace

Q_DECLARE_METATYPE(QList<FieldRow>)

void TestFilesDoc::K3_eachFieldIsTold_data()
{
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QList<FieldRow>>("rows");
    QTest::newRow("workspace") << u"## workspace.json"_s << rowsOf(workspaceFields());
    QTest::newRow("client") << u"## client.json"_s << rowsOf(clientFields());
    QTest::newRow("auth") << u"### `auth`"_s << rowsOf(authFields());
    QTest::newRow("rate_limit") << u"### `rate_limit`"_s << rowsOf(rateLimitFields());
    QTest::newRow("circuit_breaker") << u"### `circuit_breaker`"_s << rowsOf(circuitBreakerFields());
    QTest::newRow("retry") << u"### `retry`"_s << rowsOf(retryFields());
    QTest::newRow("tls") << u"### `tls`"_s << rowsOf(tlsFields());
    QTest::newRow("proxy") << u"### `proxy`"_s << rowsOf(proxyFields());
    QTest::newRow("environment") << u"## environments/<slug>.json"_s << rowsOf(environmentFields());
    QTest::newRow("request") << u"## requests/<slug>.json"_s << rowsOf(requestFields());
    QTest::newRow("entry") << u"### `params`, `path_params`, `headers` and `form`"_s << rowsOf(parameterFields());
    QTest::newRow("part") << u"### `multipart`"_s << rowsOf(partFields());
    QTest::newRow("test") << u"### `tests`"_s << rowsOf(testFields());
    QTest::newRow("capture") << u"### `captures`"_s << rowsOf(captureFields());
    QTest::newRow("folder") << u"## folder.json"_s << rowsOf(folderFields());
}

void TestFilesDoc::K3_eachFieldIsTold()
{
    QFETCH(const QString, heading);
    QFETCH(const QList<FieldRow>, rows);
    const QString part = partUnder(pageOfFiles(), heading);
    QVERIFY2(!part.isEmpty(), qPrintable(heading));
    const QStringList faults = faultsOfPart(part, rows);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestFilesDoc::K3_aPlantedFaultIsFound()
{
    const QList<FieldRow> rows = rowsOf(retryFields());
    const QString part = partUnder(pageOfFiles(), u"### `retry`"_s);
    QVERIFY(faultsOfPart(part, rows).isEmpty());
    QCOMPARE(faultsOfPart(QString(part).replace(u"| `3` |"_s, u"| `4` |"_s), rows).size(), 1);
    QCOMPARE(faultsOfPart(QString(part).replace(u"0 … 1000 "_s, u"0 … 100 "_s), rows).size(), 1);
    QCOMPARE(faultsOfPart(part + u"\n| `max_tries` | 1 | `1` | |"_s, rows).size(), 1);
    QCOMPARE(faultsOfPart(QString(part).replace(u"`jitter`"_s, u"`jitters`"_s), rows).size(), 2);
}

QTEST_GUILESS_MAIN(TestFilesDoc)
#include "tst_filesdoc.moc"
