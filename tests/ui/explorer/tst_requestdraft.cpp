// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestdraft.h"

#include "requests/querytext.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestRequestDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepingChangesNoQuery_data();
    void keepingChangesNoQuery();
    void filesAreShownAsTheyAreSent_data();
    void filesAreShownAsTheyAreSent();
    void rowsSwitchedOffAreKept();
    void notesOutweighTheOrder();
    void emptyLinesAreNotKept();

private:
    static VariableScope scope()
    {
        Environment environment;
        environment.slug = u"staging"_s;
        environment.config.variables = {{u"x"_s, Variable::Source::Text, u"name"_s}};
        return VariableScope({environment}, environment.slug);
    }
    /// Of the draft as Explore sends it.
    static QByteArray sent(const RequestDraft &draft)
    {
        const auto built = builtOf(draft, {scope()});
        return built ? built->request.url.toEncoded() : "not built";
    }
    /// Of the file as the command line sends it.
    static QByteArray sent(const RequestConfig &config)
    {
        const auto built = buildRequest(config, {scope()});
        return built ? built->request.url.toEncoded() : "not built";
    }
};

void TestRequestDraft::keepingChangesNoQuery_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("path"); // what is kept there; the rest becomes rows
    const auto row = [](const QByteArray &url, const QByteArray &wire, const QString &path) {
        QTest::newRow(url.constData()) << wire << path;
    };
    const auto same = [&row](const QByteArray &url, const QString &path) { row(url, url, path); };
    same("/w", u"/w"_s);
    same("/w?", u"/w?"_s);
    same("/w?wsdl", u"/w?wsdl"_s);
    same("/w?wsdl#top", u"/w?wsdl#top"_s);
    same("/w?q=", u"/w"_s);
    same("/w?q=1#top", u"/w#top"_s);
    same("/w?a&&b", u"/w?a&&b"_s);
    same("/w?a=1&&b=2", u"/w?a=1&&"_s);
    same("/w?&b=2", u"/w?&"_s);
    same("/w?&&b=2", u"/w?&&"_s);
    same("/w?b=2&", u"/w?b=2&"_s);
    same("/w?a=1&flag&b=2", u"/w?a=1&flag"_s);
    same("/w?=x", u"/w?=x"_s);
    same("/w?=&x=1", u"/w?="_s);
    same("/w?a=1&a=1", u"/w"_s);
    same("/w?a=b=c", u"/w"_s);
    same("/w?a=%26", u"/w"_s);
    row("/w?a=b c", "/w?a=b%20c", u"/w"_s);
    row("/w?{{x}}=1", "/w?name=1", u"/w"_s);
    row("/w?{{x}}", "/w?name", u"/w?{{x}}"_s);
}

void TestRequestDraft::keepingChangesNoQuery()
{
    QFETCH(const QByteArray, wire);
    RequestDraft typed;
    typed.url = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(sent(typed), wire);
    for (const QList<RequestEntry> &rows : {QList<RequestEntry>(), queryFields(typed.url)}) {
        typed.params = rows; // some have only a URL
        const RequestConfig kept = configOf(typed);
        QTEST(kept.path, "path");
        QCOMPARE(sent(kept), wire);
        const RequestDraft settled = draftOf({}, {}, kept);
        QCOMPARE(sent(settled), wire);
        QCOMPARE(settled.params.size(), queryFields(settled.url).size());
        QCOMPARE(configOf(settled), kept);
        for (const RequestEntry &row : kept.params)
            QVERIFY(!row.name.isEmpty());
    }
}

void TestRequestDraft::filesAreShownAsTheyAreSent_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    QTest::newRow("empty pieces") << u"/a?x=1&&y=2"_s << u"/a?x=1&&y=2&p=1%202"_s;
    QTest::newRow("ends open") << u"/a?x&"_s << u"/a?x&p=1%202"_s;
    QTest::newRow("empty query") << u"/a?#f"_s << u"/a?p=1%202#f"_s;
    QTest::newRow("the same as a row") << u"/a?p"_s << u"/a?p&p=1%202"_s;
}

void TestRequestDraft::filesAreShownAsTheyAreSent()
{
    QFETCH(const QString, path);
    RequestConfig file;
    file.path = path;
    QCOMPARE(draftOf({}, {}, file).url, path);
    file.params = {{u"off"_s, u"1"_s, false}, {u"p"_s, u"1 2"_s}};
    const RequestDraft draft = draftOf({}, {}, file);
    QTEST(draft.url, "url");
    QCOMPARE(sent(draft), sent(file));
    QCOMPARE(sent(configOf(draft)), sent(file));
}

void TestRequestDraft::rowsSwitchedOffAreKept()
{
    RequestDraft draft;
    draft.url = u"/a?x=1&flag&y=2"_s;
    const QList<RequestEntry> off{{u"off"_s, u"1"_s, false}, {u"flag"_s, {}, false}};
    draft.params = QList<RequestEntry>{{u"x"_s, u"1"_s}, off[0], {u"flag"_s, {}}, off[1], {u"y"_s, u"2"_s}};
    const RequestConfig kept = configOf(draft);
    QCOMPARE(kept.path, u"/a?x=1&flag"_s);
    QCOMPARE(kept.params, (QList<RequestEntry>{off[0], off[1], {u"y"_s, u"2"_s}}));
}

void TestRequestDraft::notesOutweighTheOrder()
{
    RequestDraft draft;
    draft.url = u"/a?x=1&y=2&flag"_s;
    const RequestEntry noted{u"y"_s, u"2"_s, true, u"what it is for"_s};
    draft.params = {{u"x"_s, u"1"_s}, noted, {u"flag"_s, {}}};
    const RequestConfig kept = configOf(draft);
    QCOMPARE(kept.path, u"/a?x=1&flag"_s);
    QCOMPARE(kept.params, QList<RequestEntry>{noted});
}

/// As where a line was inserted and nothing written.
void TestRequestDraft::emptyLinesAreNotKept()
{
    RequestDraft draft;
    draft.url = u"/orders"_s;
    draft.headers = {{}, {u"A"_s, u"1"_s}};
    draft.more.form = {{u"f"_s, u"1"_s}, {}};
    draft.more.multipart = {{}, {{}, {}, u"cat.png"_s}};
    draft.more.captures = {{}, {u"id"_s}};
    draft.params = {{}, {{}, {}, true, u"a note"_s}};
    const RequestConfig config = configOf(draft);
    QCOMPARE(config.headers, (Fields{{u"A"_s, u"1"_s}}));
    QCOMPARE(config.form, (Fields{{u"f"_s, u"1"_s}}));
    QCOMPARE(config.multipart, (QList<RequestPart>{{{}, {}, u"cat.png"_s}}));
    QCOMPARE(config.captures, (QList<RequestCapture>{{u"id"_s}}));
    QVERIFY(!config.params.contains(RequestEntry()));
    QVERIFY(requestOf(draft, scope()).ok());
    draft.url = u"/orders/:id"_s; // of a file that says nothing of it
    draft.more.pathParams.clear();
    QCOMPARE(requestOf(draft, scope()).error().faults.value(0).path, u"path_params.id"_s);
    draft.more.pathParams = {{u"id"_s, {}, false}};
    QVERIFY2(requestOf(draft, scope()).ok(), "one that is switched off is sent as it stands");
}

QTEST_GUILESS_MAIN(TestRequestDraft)
#include "tst_requestdraft.moc"
