// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/checks/capturetablemodel.h"
#include "models/checks/testtablemodel.h"
#include "models/eventlistmodel.h"
#include "models/fieldtablemodel.h"
#include "models/headersmodel.h"
#include "models/parttablemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestTableModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void fieldsAreEdited();
    void rowsAreDescribed();
    void rowsAreMoved();
    void rowsAreInsertedAndDuplicated();
    void aCopyLacksNothing();
    void ADV_O3_headersAreReadable();
    void eventsOfSeveralClientsMerge();
    void ADV_O1_eventsAreBounded();
};

void TestTableModels::fieldsAreEdited()
{
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy edited(&model, &FieldTableModel::edited);
    model.setFields({{u"limit"_s, u"50"_s, true}});
    QCOMPARE(edited.count(), 0);
    QCOMPARE(model.rowCount(), 2);

    QVERIFY(model.setData(model.index(0, FieldTableModel::EnabledColumn), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.fields(), (Fields{{u"limit"_s, u"50"_s, false}}));
    QVERIFY(!model.setData(model.index(1, FieldTableModel::NameColumn), QString(), Qt::EditRole));
    QVERIFY(model.setData(model.index(1, FieldTableModel::NameColumn), u"cursor"_s, Qt::EditRole));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.enabledCount(), 1);
    QCOMPARE(edited.count(), 2);
    QVERIFY(model.setData(model.index(1, FieldTableModel::NameColumn), u"cursor"_s, Qt::EditRole));
    QCOMPARE(edited.count(), 2);
    QVERIFY(!model.index(2, FieldTableModel::EnabledColumn).flags().testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(model.removeRow(0));
    QVERIFY(!model.removeRow(7));
    QCOMPARE(model.fields(), (Fields{{u"cursor"_s, {}, true}}));
    QCOMPARE(edited.count(), 3);
}

void TestTableModels::rowsAreDescribed()
{
    FieldTableModel fields;
    const QAbstractItemModelTester tester(&fields);
    fields.setFields({{u"limit"_s, u"50"_s}});
    QVERIFY(!fields.hasDescriptions());
    QVERIFY(fields.setData(fields.index(0, fields.descriptionColumn()), u"at most 200"_s, Qt::EditRole));
    QCOMPARE(fields.fields(), (Fields{{u"limit"_s, u"50"_s, true, u"at most 200"_s}}));
    QVERIFY(fields.hasDescriptions());
    // A note alone makes no row: it would have no name.
    const QModelIndex ofNone = fields.index(1, fields.descriptionColumn());
    QVERIFY(!ofNone.flags().testFlag(Qt::ItemIsEditable));
    PartTableModel parts;
    const QAbstractItemModelTester partTester(&parts);
    parts.setRows({{u"photo"_s, {}, u"a.png"_s, {}, true, u"a cat"_s}});
    QCOMPARE(parts.index(0, parts.descriptionColumn()).data().toString(), u"a cat"_s);
    QVERIFY(parts.setData(parts.index(0, parts.descriptionColumn()), QString(), Qt::EditRole));
    QCOMPARE(parts.rows(), (QList<RequestPart>{{u"photo"_s, {}, u"a.png"_s}}));
    QVERIFY(!parts.hasDescriptions());
}

void TestTableModels::rowsAreMoved()
{
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy edited(&model, &RowTableModel::edited);
    model.setFields({{u"a"_s, {}}, {u"b"_s, {}}, {u"c"_s, {}}});
    const auto names = [&model] {
        QString all;
        for (const RequestEntry &field : model.fields())
            all += field.name;
        return all;
    };
    QVERIFY(model.moveRow({}, 0, {}, 2));
    QCOMPARE(names(), u"bac"_s);
    QVERIFY(model.moveRow({}, 2, {}, 0));
    QCOMPARE(names(), u"cba"_s);
    QVERIFY(model.moveRow({}, 0, {}, 3));
    QCOMPARE(names(), u"bac"_s);
    QCOMPARE(edited.count(), 3);
    QVERIFY(!model.moveRow({}, 0, {}, -1));
    QVERIFY(!model.moveRow({}, 2, {}, 4)); // behind the empty line
    QVERIFY(!model.moveRow({}, 3, {}, 0)); // the empty line
    QVERIFY(!model.moveRow({}, 1, {}, 1)); // where it is
    model.setNamesFixed(true);
    QVERIFY(!model.moveRow({}, 0, {}, 2));
    QCOMPARE(names(), u"bac"_s);
    QCOMPARE(edited.count(), 3);
}

void TestTableModels::rowsAreInsertedAndDuplicated()
{
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy edited(&model, &RowTableModel::edited);
    const RequestEntry a{u"a"_s, u"1"_s, false, u"a note"_s};
    const RequestEntry b{u"b"_s, u"2"_s};
    model.setFields({a, b});
    QVERIFY(model.duplicateRow(0));
    QCOMPARE(model.fields(), (Fields{a, a, b}));
    QVERIFY(model.insertRow(2));
    QCOMPARE(model.fields().at(2).name, QString());
    QCOMPARE(model.fields().last(), b);
    QCOMPARE(edited.count(), 2);
    QVERIFY2(!model.insertRow(4), "behind the last there is the empty line already");
    QVERIFY(!model.duplicateRow(4));
    model.setNamesFixed(true);
    QVERIFY(!model.insertRow(0) && !model.duplicateRow(0));
}

/// Nor what no column shows.
void TestTableModels::aCopyLacksNothing()
{
    const auto isWhole = [](auto &model, const auto &row) {
        const QAbstractItemModelTester tester(&model);
        model.setRows({row});
        return model.duplicateRow(0) && model.rows() == QList{row, row};
    };
    const UnknownFields later{{u"later"_s, "1"}};
    FieldTableModel fields;
    QVERIFY(isWhole(fields, RequestEntry{u"a"_s, u"1"_s, false, u"a note"_s, later}));
    PartTableModel parts;
    QVERIFY(isWhole(parts, RequestPart{u"photo"_s, {}, u"cat.png"_s, u"image/png"_s, false, u"a note"_s, later}));
    QVERIFY(isWhole(parts, RequestPart{u"title"_s, u"A cat"_s, {}, u"text/plain"_s}));
    TestTableModel tests;
    QVERIFY(
        isWhole(tests, RequestTest{TestSubject::Status, u"kept"_s, TestComparison::Exists, u"200"_s, true, {}, later}));
    CaptureTableModel captures;
    QVERIFY(isWhole(captures, RequestCapture{u"id"_s, CaptureSource::Status, u"kept"_s, false, {}, later}));
}

void TestTableModels::ADV_O3_headersAreReadable()
{
    HeadersModel model;
    const QAbstractItemModelTester tester(&model);
    model.setHeaders({{"Content-Type", "text/html"}, {"X-Evil", "<b>\x1b\xff" + QByteArray(5'000, 'x')}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, HeadersModel::ValueColumn).data().toString(), u"text/html"_s);
    const QString evil = model.index(1, HeadersModel::ValueColumn).data().toString();
    QVERIFY(evil.startsWith(u"<b>\\u{1b}\ufffd"));
    QVERIFY(evil.size() < 600);
    QVERIFY(!model.index(1, HeadersModel::ValueColumn).data(Qt::ToolTipRole).toString().contains(u"<b>"));
}

void TestTableModels::eventsOfSeveralClientsMerge()
{
    EventListModel model;
    const QAbstractItemModelTester tester(&model);
    const auto event = [](quint64 id, std::chrono::milliseconds at, EventKind kind) {
        ClientEvent result;
        result.id = id;
        result.at = WallTime(at);
        result.kind = kind;
        return result;
    };
    model.addEvents(1, u"a"_s, {event(1, 1s, EventKind::BreakerOpened), event(2, 3s, EventKind::BreakerHalfOpen)});
    model.addEvents(2, u"a"_s, {event(1, 2s, EventKind::QueueFull)});
    model.addEvents(1, u"a"_s, {event(2, 3s, EventKind::BreakerHalfOpen), event(3, 3s, EventKind::BreakerClosed)});
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles << model.index(row).data(EventListModel::ClientRole).toString() + u' '
                + model.index(row).data().toString();
    QCOMPARE(titles, QStringList({u"a Breaker closed"_s, u"a Half-open"_s, u"a Queue full"_s, u"a Breaker opened"_s}));
    QCOMPARE(model.lastId(1), 3u);
    QCOMPARE(model.index(0).data(EventListModel::TimeRole).toString(), u"00:00:03"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.lastId(1), 0u);
}

void TestTableModels::ADV_O1_eventsAreBounded()
{
    EventListModel model;
    QList<ClientEvent> events;
    for (int i = 1; i <= 700; ++i) {
        ClientEvent event;
        event.id = quint64(i);
        event.at = WallTime(std::chrono::seconds(i));
        event.count = i;
        event.kind = EventKind::RetriesUsedUp;
        events << event;
    }
    model.addEvents(1, u"a"_s, events);
    QCOMPARE(model.rowCount(), EventListModel::maxEvents);
    QCOMPARE(model.index(0).data().toString(), u"Retry 700 of 700"_s);
}

QTEST_GUILESS_MAIN(TestTableModels)
#include "tst_tablemodels.moc"
