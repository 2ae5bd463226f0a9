// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/keptrequest.h"

#include "requests/querytext.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// With all that the page does not show.
RequestConfig richRequest()
{
    RequestConfig config;
    config.name = u"List"_s;
    config.path = u"/orders?state=open"_s;
    config.pathParams = {{u"id"_s, u"7"_s}};
    config.params = {{u"page"_s, u"1"_s, true, u"from 1 on"_s, {{u"later"_s, "1"}}}};
    config.headers = {{u"X-Trace"_s, u"a"_s, true, u"for support"_s}, {u"X-Trace"_s, u"b"_s, false, u"the other"_s}};
    config.bodyKind = BodyKind::Json;
    config.body = u"{}"_s;
    config.timeout = 3s;
    config.tests = {{TestSubject::Status, {}, TestComparison::Equals, u"200"_s}};
    config.description = u"All of them."_s;
    config.unknown = {{u"later"_s, "true"}};
    return config;
}

} // namespace

class tst_keptrequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAnEditNothingChanges_data();
    void withoutAnEditNothingChanges();
    void anEditChangesItsFieldAlone();
    void rowsKeepTheirNotes();
    void aBodyThatIsNotSentStays();
};

void tst_keptrequest::withoutAnEditNothingChanges_data()
{
    QTest::addColumn<RequestConfig>("config");
    QTest::newRow("all fields") << richRequest();
    RequestConfig least;
    least.name = u"Least"_s;
    QTest::newRow("the least") << least;
    RequestConfig none = richRequest();
    none.bodyKind = BodyKind::None;
    QTest::newRow("a body that is not sent") << none;
}

void tst_keptrequest::withoutAnEditNothingChanges()
{
    QFETCH(RequestConfig, config);
    QCOMPARE(editedRequest(draftOf(u"orders"_s, u"list"_s, config), config), config);
}

void tst_keptrequest::anEditChangesItsFieldAlone()
{
    RequestDraft draft = draftOf(u"orders"_s, u"list"_s, richRequest());
    draft.method = u"POST"_s;
    draft.body = u"{\"a\": 1}"_s;
    RequestConfig expected = richRequest();
    expected.method = u"POST"_s;
    expected.body = u"{\"a\": 1}"_s;
    QCOMPARE(editedRequest(draft, richRequest()), expected);
}

void tst_keptrequest::rowsKeepTheirNotes()
{
    RequestDraft draft = draftOf(u"orders"_s, u"list"_s, richRequest());
    draft.headers = {{u"Accept"_s, u"*/*"_s}, {u"X-Trace"_s, u"b"_s, true}};
    for (RequestEntry &field : draft.params)
        field.value += u'0';
    draft.url = withQueryFields(draft.url, draft.params); // as the editor does with each edit of a row
    const RequestConfig edited = editedRequest(draft, richRequest());
    QCOMPARE(edited.headers.size(), 2);
    QCOMPARE(edited.headers.first().description, QString());
    QCOMPARE(edited.headers.last().description, u"the other"_s);
    const RequestEntry &page = edited.params.last();
    QCOMPARE(page.value, u"10"_s);
    QCOMPARE(page.description, u"from 1 on"_s);
    QCOMPARE(page.unknown, richRequest().params.first().unknown);
}

void tst_keptrequest::aBodyThatIsNotSentStays()
{
    RequestConfig none = richRequest();
    none.bodyKind = BodyKind::None;
    RequestDraft draft = draftOf(u"orders"_s, u"list"_s, none);
    draft.body = u"new"_s;
    const RequestConfig edited = editedRequest(draft, none);
    QCOMPARE(edited.bodyKind, BodyKind::None);
    QCOMPARE(edited.body, u"new"_s);
}

QTEST_GUILESS_MAIN(tst_keptrequest)
#include "tst_keptrequest.moc"
