// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/clientfiltermodel.h"
#include "models/clienttreemodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QList<ClientNode> exampleClients()
{
    return {
        {u"orders"_s,
         u"orders-api"_s,
         u"https://orders.example"_s,
         {{u"list"_s, u"List orders"_s, "GET", u"/orders"_s}, {u"create"_s, u"Create order"_s, "POST", u"/orders"_s}}},
        {u"weather"_s, u"weather"_s, u"https://weather.example"_s, {{u"now"_s, u"Now"_s, "GET", u"/now"_s}}}};
}

/// "orders" with a folder "auth", in it "login" and a folder "tokens" with "list", and after it "create"; and
/// "weather".
QList<ClientNode> clientsWithFolders()
{
    return {{u"orders"_s,
             u"Orders"_s,
             {},
             {{u"auth"_s, u"Sign-in"_s, {}, {}, true},
              {u"auth/login"_s, u"Log in"_s, "POST", u"/login"_s},
              {u"auth/tokens"_s, u"Tokens"_s, {}, {}, true},
              {u"auth/tokens/list"_s, u"List tokens"_s, "GET", u"/tokens"_s},
              {u"create"_s, u"Create order"_s, "POST", u"/orders"_s}}},
            {u"weather"_s, u"Weather"_s, {}, {}}};
}

ClientSnapshot openSnapshot()
{
    ClientSnapshot snapshot;
    snapshot.breaker = BreakerSnapshot();
    snapshot.breaker->state = BreakerState::Open;
    snapshot.breaker->retryIn = 41500ms;
    snapshot.breaker->consecutiveFailures = 12;
    return snapshot;
}

/// The visible tree as text: one line for each row.
QStringList printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, const QString &indent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines << indent + index.data().toString();
        lines << printed(model, index, indent + u'-');
    }
    return lines;
}

/// Clients in any order, some of them missing, with some of their folders and requests.
QList<ClientNode> randomClients(QRandomGenerator &random)
{
    QList<ClientNode> clients;
    for (int i = 0; i < 6; ++i) {
        if (random.bounded(3) == 0)
            continue;
        const QString id = u"c%1"_s.arg(i);
        ClientNode client{id, id + QString::number(random.bounded(2)), u"https://h"_s, {}};
        for (int folder = 0; folder < 3; ++folder) {
            const QString path = u"f%1"_s.arg(folder);
            if (random.bounded(2) == 0)
                continue;
            client.requests.append({path, path, {}, {}, true});
            for (int request = random.bounded(4); request > 0; --request)
                client.requests.append({path + u"/r%1"_s.arg(request), u"r"_s, "GET", u"/"_s});
        }
        for (int request = random.bounded(4); request > 0; --request)
            client.requests.append({u"r%1"_s.arg(request), QString::number(random.bounded(2)), "GET", u"/"_s});
        clients.insert(random.bounded(int(clients.size()) + 1), client);
    }
    return clients;
}

} // namespace

class TestClientTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale::c()); }
    void showsClientsAndRequests();
    void tellsOnlyWhatChanged();
    void B28_pillFollowsTheBreaker();
    void waitingCallsShowWithoutFigures();
    void K13_badFilesAreRows();
    void anUnreadableClientStandsAmongTheOthers();
    void clientsTellOfTheirFiles();
    void M13_hostileNamesAreNoHtml();
    void foldersHoldTheirRequests();
    void newNamesKeepTheRows();
    void asksForNames();
    void dragsAskForMoves_data();
    void dragsAskForMoves();
    void severalAreDraggedInTheOrderOfTheTree();
    void filters_data();
    void filters();
    void ADV_O12_randomChanges();
};

void TestClientTreeModel::showsClientsAndRequests()
{
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setClients(exampleClients());
    QCOMPARE(printed(model),
             QStringList({u"orders-api"_s, u"-List orders"_s, u"-Create order"_s, u"weather"_s, u"-Now"_s}));
    const QModelIndex create = model.indexOf(u"orders"_s, u"create"_s);
    QCOMPARE(create.data(ClientTreeModel::MethodRole).toByteArray(), QByteArray("POST"));
    QCOMPARE(create.data(ClientTreeModel::ClientIdRole).toString(), u"orders"_s);
    QCOMPARE(create.data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>(), ClientTreeModel::Kind::Request);
    QVERIFY(!model.indexOf(u"orders"_s, u"nothing"_s).isValid());
    QCOMPARE(model.indexOf(u"orders"_s).data(ClientTreeModel::HealthRole).toInt(), int(ClientHealth::Unwatched));

    QSignalSpy reset(&model, &ClientTreeModel::modelReset);
    model.setClients(exampleClients());
    QCOMPARE(reset.count(), 0);
    model.setClients({});
    QCOMPARE(model.rowCount(), 0);
}

void TestClientTreeModel::tellsOnlyWhatChanged()
{
    ClientTreeModel model;
    model.setClients(exampleClients());
    QSignalSpy changed(&model, &ClientTreeModel::dataChanged);
    ClientSnapshot snapshot = openSnapshot();
    model.setSnapshot(u"orders"_s, snapshot);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toModelIndex(), model.indexOf(u"orders"_s));
    // Within the same second the countdown reads the same.
    snapshot.breaker->retryIn = 41100ms;
    snapshot.calls = 4711;
    model.setSnapshot(u"orders"_s, snapshot);
    QCOMPARE(changed.count(), 1);
    snapshot.breaker->retryIn = 40900ms;
    model.setSnapshot(u"orders"_s, snapshot);
    QCOMPARE(changed.count(), 2);
    QVERIFY(!changed.last().at(2).value<QList<int>>().contains(ClientTreeModel::HealthRole));
    model.setSnapshot(u"unknown"_s, snapshot);
    QCOMPARE(changed.count(), 2);
}

void TestClientTreeModel::B28_pillFollowsTheBreaker()
{
    ClientTreeModel model;
    model.setClients(exampleClients());
    const QModelIndex orders = model.indexOf(u"orders"_s);
    model.setSnapshot(u"orders"_s, openSnapshot());
    QCOMPARE(orders.data(ClientTreeModel::PillTextRole).toString(), u"open 0:42"_s);
    QCOMPARE(orders.data(ClientTreeModel::HealthRole).toInt(), int(ClientHealth::Stopped));
    QCOMPARE(orders.data(Qt::AccessibleTextRole).toString(), u"orders-api, circuit open"_s);
    ClientSnapshot halfOpen = openSnapshot();
    halfOpen.breaker->state = BreakerState::HalfOpen;
    model.setSnapshot(u"orders"_s, halfOpen);
    QCOMPARE(orders.data(ClientTreeModel::PillTextRole).toString(), u"half-open"_s);
    QVERIFY(orders.data(Qt::ToolTipRole).toString().contains(u"waiting for a probe"));
    ClientSnapshot closed = openSnapshot();
    closed.breaker->state = BreakerState::Closed;
    model.setSnapshot(u"orders"_s, closed);
    QCOMPARE(orders.data(ClientTreeModel::PillTextRole).toString(), QString());
    QCOMPARE(orders.data(ClientTreeModel::StateWordRole).toString(), u"closed"_s);
}

void TestClientTreeModel::waitingCallsShowWithoutFigures()
{
    ClientTreeModel model;
    model.setClients(exampleClients());
    ClientSnapshot snapshot;
    snapshot.limiter = LimiterSnapshot();
    snapshot.limiter->burst = 60;
    snapshot.limiter->tokens = 2;
    model.setSnapshot(u"weather"_s, snapshot);
    const QModelIndex weather = model.indexOf(u"weather"_s);
    QCOMPARE(weather.data(ClientTreeModel::PillTextRole).toString(), QString());
    snapshot.limiter->waiting = 3;
    model.setSnapshot(u"weather"_s, snapshot);
    QCOMPARE(weather.data(ClientTreeModel::PillTextRole).toString(), u"calls wait"_s);
    QVERIFY(weather.data(Qt::ToolTipRole).toString().contains(u"Calls wait for tokens of the rate limiter."_s));
    QSignalSpy changed(&model, &ClientTreeModel::dataChanged);
    snapshot.limiter->waiting = 4;
    model.setSnapshot(u"weather"_s, snapshot);
    QCOMPARE(changed.count(), 0);
    snapshot.limiter->pausedFor = 3s;
    model.setSnapshot(u"weather"_s, snapshot);
    QCOMPARE(weather.data(ClientTreeModel::PillTextRole).toString(), u"paused 0:03"_s);
}

void TestClientTreeModel::K13_badFilesAreRows()
{
    Error syntax(ErrorKind::ConfigInvalid);
    syntax.faults = {{ErrorDetail::Missing, u"name"_s, {}, {AllowedKind::Text}, 1, 1},
                     {ErrorDetail::Missing, u"base_url"_s, {}, {AllowedKind::Text}, 1, 1}};
    const WorkspaceWarning stray{u"clients/orders.json"_s,
                                 {ErrorDetail::UnknownName,
                                  {},
                                  u"orders.json"_s,
                                  AllowedValues::ofWords(AllowedKind::Meant, {u"orders/client.json"_s}),
                                  0,
                                  0}};
    const QList<FileNotice> notices = fileNotices({{u"clients/billing/client.json"_s, syntax}}, {stray});
    QCOMPARE(notices.size(), 2);
    QCOMPARE(notices.first().text.split(u'\n').size(), 2);
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setNotices(notices);
    QCOMPARE(model.rowCount(), 2); // also where no client could be read
    model.setClients(exampleClients());
    const QModelIndex fault = model.index(0, 0); // in its place in the alphabet
    QCOMPARE(fault.data().toString(), u"billing"_s);
    QCOMPARE(fault.data(ClientTreeModel::PillTextRole).toString(), u"unreadable"_s);
    QCOMPARE(fault.data(ClientTreeModel::NoticeFileRole).toString(), u"clients/billing/client.json"_s);
    QCOMPARE(fault.data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>(), ClientTreeModel::Kind::Notice);
    QVERIFY(fault.data(ClientTreeModel::FaultRole).toBool());
    QVERIFY(fault.data(Qt::ToolTipRole).toString().contains(u"base_url is missing"));
    QVERIFY(!fault.data(ClientTreeModel::ClientIdRole).isValid());
    QCOMPARE(model.rowCount(fault), 0);
    const QModelIndex warning = model.index(3, 0);
    QVERIFY(!warning.data(ClientTreeModel::FaultRole).toBool());
    QVERIFY(warning.data(ClientTreeModel::NoticeTextRole).toString().contains(u"orders/client.json"));
}

void TestClientTreeModel::anUnreadableClientStandsAmongTheOthers()
{
    using Kind = WorkspacePlace::Kind;
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setClients(exampleClients());
    model.setNotices({{u"clients/people/client.json"_s, u"Broken."_s, true},
                      {u"clients/apples/requests/a.json"_s, u"Broken too."_s, true},
                      {u"clients/books/client.json"_s, u"Broken as well."_s, true}});
    QStringList files;
    for (int row = 0; row < model.rowCount(); ++row)
        files << model.index(row, 0).data(ClientTreeModel::ClientIdRole).toString()
                + model.index(row, 0).data(ClientTreeModel::NoticeFileRole).toString();
    QCOMPARE(files,
             QStringList({u"clients/books/client.json"_s, u"orders"_s, u"clients/people/client.json"_s, u"weather"_s,
                          u"clients/apples/requests/a.json"_s}));
    QCOMPARE(model.indexOf(u"weather"_s).row(), 3);
    QCOMPARE(model.parent(model.indexOf(u"orders"_s, u"list"_s)), model.indexOf(u"orders"_s));
    // Among the clients alone the last of the two is the second.
    QSignalSpy wanted(&model, &ClientTreeModel::moveRequested);
    const std::unique_ptr<QMimeData> data(model.mimeData({model.indexOf(u"orders"_s)}));
    QVERIFY(!model.dropMimeData(data.get(), Qt::MoveAction, 3, 0, {})); // behind what cannot be read it is already
    QVERIFY(model.dropMimeData(data.get(), Qt::MoveAction, 4, 0, {}));
    QCOMPARE(wanted.first().at(0).value<QList<WorkspacePlace>>(), (QList<WorkspacePlace>{{Kind::Client, u"orders"_s}}));
    QCOMPARE(wanted.first().at(2).value<qsizetype>(), 1);
}

void TestClientTreeModel::clientsTellOfTheirFiles()
{
    ClientTreeModel model;
    model.setClients(exampleClients());
    const QModelIndex orders = model.indexOf(u"orders"_s);
    QVERIFY(orders.data(ClientTreeModel::NoticeTextRole).toString().isEmpty());
    QVERIFY(!orders.data(ClientTreeModel::FaultRole).toBool());
    model.setNotices({{u"clients/orders/client.json"_s, u"later is unknown."_s, false},
                      {u"clients/orders-2/requests/x.json"_s, u"Of another."_s, true}});
    QCOMPARE(model.indexOf(u"orders"_s).data(ClientTreeModel::NoticeTextRole).toString(),
             u"clients/orders/client.json\nlater is unknown."_s);
    QVERIFY(!model.indexOf(u"orders"_s).data(ClientTreeModel::FaultRole).toBool());
    model.setNotices({{u"clients/orders/requests/pay.json"_s, u"method is missing."_s, true}});
    const QModelIndex faulty = model.indexOf(u"orders"_s);
    QVERIFY(faulty.data(ClientTreeModel::FaultRole).toBool());
    QVERIFY(faulty.data(Qt::ToolTipRole).toString().contains(u"method is missing."));
    QCOMPARE(faulty.data(ClientTreeModel::NoticeFileRole).toString(), u"clients/orders/requests/pay.json"_s);
    QVERIFY(model.indexOf(u"weather"_s).data(ClientTreeModel::NoticeTextRole).toString().isEmpty());
}

void TestClientTreeModel::M13_hostileNamesAreNoHtml()
{
    ClientTreeModel model;
    model.setClients({{u"x"_s, u"<img src='file:///etc/passwd'>\u202e"_s, {}, {}}});
    const QModelIndex client = model.indexOf(u"x"_s);
    QVERIFY(!client.data().toString().contains(QChar(0x202e)));
    QVERIFY(!client.data(Qt::ToolTipRole).toString().contains(u"<img"));
}

void TestClientTreeModel::foldersHoldTheirRequests()
{
    ClientTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setClients(clientsWithFolders());
    QCOMPARE(printed(model),
             (QStringList{u"Orders"_s, u"-Sign-in"_s, u"--Log in"_s, u"--Tokens"_s, u"---List tokens"_s,
                          u"-Create order"_s, u"Weather"_s}));
    const WorkspacePlace list{WorkspacePlace::Kind::Request, u"orders"_s, u"auth/tokens/list"_s};
    QCOMPARE(model.placeAt(model.indexOf(list)), list);
    const WorkspacePlace tokens{WorkspacePlace::Kind::Folder, u"orders"_s, u"auth/tokens"_s};
    QCOMPARE(model.indexOf(list).parent(), model.indexOf(tokens));
    QCOMPARE(model.indexOf(tokens).data(ClientTreeModel::KindRole).value<ClientTreeModel::Kind>(),
             ClientTreeModel::Kind::Folder);
    QVERIFY(!model.indexOf(u"orders"_s, u"auth"_s).isValid()); // no request
    ClientFilterModel filter;
    filter.setSourceModel(&model);
    filter.setFilterText(u"sign-in list"_s);
    QCOMPARE(printed(filter), (QStringList{u"Orders"_s, u"-Sign-in"_s, u"--Tokens"_s, u"---List tokens"_s}));
}

void TestClientTreeModel::newNamesKeepTheRows()
{
    ClientTreeModel model;
    model.setClients(clientsWithFolders());
    QSignalSpy reset(&model, &ClientTreeModel::modelReset);
    QSignalSpy changed(&model, &ClientTreeModel::dataChanged);
    QList<ClientNode> renamed = clientsWithFolders();
    renamed[0].requests[3].name = u"All tokens"_s;
    model.setClients(renamed);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().data().toString(), u"All tokens"_s);
    renamed[0].requests.removeLast();
    model.setClients(renamed);
    QCOMPARE(reset.size(), 1);
}

void TestClientTreeModel::asksForNames()
{
    ClientTreeModel model;
    model.setClients(clientsWithFolders());
    model.setNotices({{u"clients/x/client.json"_s, u"Broken."_s, true}});
    QSignalSpy wanted(&model, &ClientTreeModel::renameRequested);
    const WorkspacePlace login{WorkspacePlace::Kind::Request, u"orders"_s, u"auth/login"_s};
    const QModelIndex index = model.indexOf(login);
    QVERIFY(index.flags() & Qt::ItemIsEditable);
    QVERIFY(!model.setData(index, u"Log in"_s, Qt::EditRole)); // as it is
    QVERIFY(!model.setData(index, u"  "_s, Qt::EditRole));
    QVERIFY(model.setData(index, u" Sign in "_s, Qt::EditRole));
    QCOMPARE(wanted, (QList<QVariantList>{{QVariant::fromValue(login), u"Sign in"_s}}));
    QCOMPARE(index.data().toString(), u"Log in"_s);
    QVERIFY(!(model.index(2, 0).flags() & Qt::ItemIsEditable)); // a file
}

void TestClientTreeModel::dragsAskForMoves_data()
{
    using Kind = WorkspacePlace::Kind;
    QTest::addColumn<WorkspacePlace>("what");
    QTest::addColumn<WorkspacePlace>("onto");
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("index"); // -1: refused
    const WorkspacePlace create{Kind::Request, u"orders"_s, u"create"_s};
    const WorkspacePlace auth{Kind::Folder, u"orders"_s, u"auth"_s};
    const WorkspacePlace tokens{Kind::Folder, u"orders"_s, u"auth/tokens"_s};
    const WorkspacePlace orders{Kind::Client, u"orders"_s};
    const WorkspacePlace weather{Kind::Client, u"weather"_s};
    QTest::newRow("request into a folder") << create << auth << -1 << 2;
    QTest::newRow("request between two") << create << auth << 1 << 1;
    QTest::newRow("request before its folder") << create << orders << 0 << 0;
    QTest::newRow("request where it is") << create << orders << 1 << -1;
    QTest::newRow("request behind itself") << create << orders << 2 << -1;
    QTest::newRow("request to another client") << create << weather << -1 << 0;
    QTest::newRow("folder to the end") << auth << orders << 2 << 1;
    QTest::newRow("folder into itself") << auth << auth << -1 << -1;
    QTest::newRow("folder into one within it") << auth << tokens << 0 << -1;
    QTest::newRow("request onto a request") << auth << create << -1 << -1;
    QTest::newRow("client behind the other") << orders << WorkspacePlace{Kind::Workspace} << 2 << 1;
    QTest::newRow("client into a client") << orders << weather << -1 << -1;
    QTest::newRow("request out of all clients") << create << WorkspacePlace{Kind::Workspace} << 0 << -1;
}

void TestClientTreeModel::dragsAskForMoves()
{
    QFETCH(WorkspacePlace, what);
    QFETCH(WorkspacePlace, onto);
    QFETCH(int, row);
    QFETCH(int, index);
    ClientTreeModel model;
    model.setClients(clientsWithFolders());
    QSignalSpy wanted(&model, &ClientTreeModel::moveRequested);
    const std::unique_ptr<QMimeData> data(model.mimeData({model.indexOf(what)}));
    QVERIFY(data);
    const QModelIndex parent = model.indexOf(onto);
    QCOMPARE(model.dropMimeData(data.get(), Qt::MoveAction, row, 0, parent), index >= 0);
    QCOMPARE(wanted.size(), index >= 0 ? 1 : 0);
    if (index < 0)
        return;
    QCOMPARE(wanted.first().at(0).value<QList<WorkspacePlace>>(), QList<WorkspacePlace>{what});
    QCOMPARE(wanted.first().at(2).value<qsizetype>(), qsizetype(index));
    const WorkspacePlace target = wanted.first().at(1).value<WorkspacePlace>();
    const bool isClient = onto.kind == WorkspacePlace::Kind::Client;
    QCOMPARE(target.kind, isClient ? WorkspacePlace::Kind::Folder : onto.kind);
    QCOMPARE(target.client, onto.client);
}

void TestClientTreeModel::severalAreDraggedInTheOrderOfTheTree()
{
    using Kind = WorkspacePlace::Kind;
    ClientTreeModel model;
    model.setClients(clientsWithFolders());
    model.setNotices({{u"clients/x/client.json"_s, u"Broken."_s, true}});
    QSignalSpy wanted(&model, &ClientTreeModel::moveRequested);
    const WorkspacePlace create{Kind::Request, u"orders"_s, u"create"_s};
    const WorkspacePlace login{Kind::Request, u"orders"_s, u"auth/login"_s};
    const WorkspacePlace tokens{Kind::Folder, u"orders"_s, u"auth/tokens"_s};
    const WorkspacePlace list{Kind::Request, u"orders"_s, u"auth/tokens/list"_s};
    const auto drag = [&model](const QList<WorkspacePlace> &places) {
        QModelIndexList rows{model.index(2, 0)}; // a file, which stays
        for (const WorkspacePlace &place : places)
            rows.append(model.indexOf(place));
        return std::unique_ptr<QMimeData>(model.mimeData(rows));
    };
    const QModelIndex auth = model.indexOf(WorkspacePlace{Kind::Folder, u"orders"_s, u"auth"_s});
    // Behind both that are there already, with one from elsewhere; what lies in a folder comes with it.
    QVERIFY(model.dropMimeData(drag({create, list, tokens, login}).get(), Qt::MoveAction, 2, 0, auth));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).value<QList<WorkspacePlace>>(), (QList<WorkspacePlace>{login, tokens, create}));
    QCOMPARE(wanted.first().at(2).value<qsizetype>(), qsizetype(0));
    QVERIFY(!model.dropMimeData(drag({login, tokens}).get(), Qt::MoveAction, 0, 0, auth)); // where they are
    QVERIFY(!model.dropMimeData(drag({login, tokens}).get(), Qt::MoveAction, 0, 0, model.indexOf(tokens)));
    QVERIFY(!model.dropMimeData(drag({create, {Kind::Client, u"weather"_s}}).get(), Qt::MoveAction, 0, 0, auth));
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!drag({})); // nothing but a file
}

void TestClientTreeModel::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");
    const QStringList all{u"orders-api"_s, u"-List orders"_s, u"-Create order"_s, u"weather"_s, u"-Now"_s};
    QTest::newRow("nothing") << QString() << all;
    QTest::newRow("spaces") << u"   "_s << all;
    QTest::newRow("a client keeps its requests") << u"ORDERS-"_s << all.first(3);
    QTest::newRow("a request keeps its client") << u"create"_s << QStringList{u"orders-api"_s, u"-Create order"_s};
    QTest::newRow("method") << u"post"_s << QStringList{u"orders-api"_s, u"-Create order"_s};
    QTest::newRow("words of several places") << u"get weather"_s << QStringList{u"weather"_s, u"-Now"_s};
    QTest::newRow("no match") << u"zebra"_s << QStringList();
    QTest::newRow("no pattern") << u".*"_s << QStringList();
}

void TestClientTreeModel::filters()
{
    ClientTreeModel model;
    model.setClients(exampleClients());
    ClientFilterModel filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter);
    QFETCH(QString, text);
    filter.setFilterText(text);
    QTEST(printed(filter), "rows");
    filter.setFilterText({});
    QCOMPARE(printed(filter).size(), 5);
}

// The model's promises to its views, and those of the filter over it, whatever comes.
void TestClientTreeModel::ADV_O12_randomChanges()
{
    QRandomGenerator random(42);
    ClientTreeModel model;
    ClientFilterModel filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&model);
    const QAbstractItemModelTester filterTester(&filter);
    const QList<FileNotice> notices = fileNotices({{u"clients/bad/client.json"_s, Error(ErrorKind::ConfigInvalid)}},
                                                  {});
    for (int round = 0; round < 2'000; ++round) {
        const QString client = u"c%1"_s.arg(random.bounded(7));
        switch (random.bounded(5)) {
        case 0:
        case 1:
            model.setClients(randomClients(random));
            break;
        case 2:
            model.setNotices(random.bounded(2) == 0 ? notices : QList<FileNotice>());
            break;
        case 3:
            model.setSnapshot(client, random.bounded(2) == 0 ? openSnapshot() : ClientSnapshot());
            break;
        default:
            filter.setFilterText(random.bounded(2) == 0 ? u"r1"_s : QString());
        }
        QCOMPARE(model.rowCount(), model.clients().size() + model.notices().size());
        const QPersistentModelIndex kept = model.indexOf(client);
        model.setClients(model.clients());
        QCOMPARE(kept.isValid(), model.indexOf(client).isValid());
    }
}

QTEST_GUILESS_MAIN(TestClientTreeModel)
#include "tst_clienttreemodel.moc"
