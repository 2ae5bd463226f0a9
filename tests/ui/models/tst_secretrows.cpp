// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretrows.h"

#include "models/secretuserwording.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_secretrows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsClientsAndEnvironments();
    void J13_listsWhatNothingUses();
    void whatCannotBeReadIsNotUnused();
    void asksBeforeItIsRemoved_data();
    void asksBeforeItIsRemoved();

private:
    static WorkspaceClient clientOf(const QString &slug, const Secret &token)
    {
        WorkspaceClient client;
        client.slug = slug;
        client.config.name = slug.toUpper();
        client.config.auth = AuthConfig();
        client.config.auth->type = AuthType::Bearer;
        client.config.auth->token = token;
        return client;
    }
    static SecretOwners owners()
    {
        Environment prod{u"prod"_s, {}};
        prod.config.name = u"Production"_s;
        prod.config.variables = {{u"host"_s, Variable::Source::Text, u"example.com"_s},
                                 {u"token"_s, Variable::Source::Keychain, {}},
                                 {u"other"_s, Variable::Source::Environment, u"OTHER"_s}};
        return {{clientOf(u"orders"_s, Secret::keychain()), clientOf(u"shop"_s, Secret::environment(u"SHOP"_s))},
                {prod},
                {},
                {},
                u"w"_s};
    }
    static QStringList told(const QList<SecretRow> &rows)
    {
        QStringList lines;
        for (const SecretRow &row : rows)
            lines.append(wording::secretUser(row) + u" | "_s + wording::secretName(row.key));
        return lines;
    }
};

void tst_secretrows::listsClientsAndEnvironments()
{
    const QList<SecretRow> rows = secretRows(owners(), {});
    QCOMPARE(told(rows),
             QStringList({u"ORDERS | Token"_s, u"SHOP | Token"_s, u"Production (environment) | Variable token"_s,
                          u"Production (environment) | Variable other"_s}));
    QCOMPARE(rows.at(2).key.text(), u"w/environment:prod/token"_s);
    QVERIFY(rows.at(2).secret == Secret::keychain());
    QVERIFY(rows.at(3).secret == Secret::environment(u"OTHER"_s));
}

void tst_secretrows::J13_listsWhatNothingUses()
{
    SecretOwners all = owners();
    const QStringList known{u"other/orders/auth.token"_s,
                            u"w/:new/auth.refresh_token"_s,
                            u"w/environment:prod/former"_s,
                            u"w/environment:prod/token"_s,
                            u"w/environment:test/token"_s,
                            u"w/gone/auth.password"_s,
                            u"w/orders/:request 1f/auth.refresh_token"_s,
                            u"w/orders/auth.token"_s,
                            u"w/shop/auth.token"_s};
    const QStringList unused{u"Nothing: left by a client that was tried | Refresh token"_s,
                             u"Nothing: Production once did | Variable former"_s,
                             u"Nothing: environment test is gone | Variable token"_s,
                             u"Nothing: client gone is gone | Password"_s,
                             u"Nothing: ORDERS once did | Refresh token"_s,
                             u"Nothing: SHOP once did | Token"_s};
    QCOMPARE(told(secretRows(all, known)).mid(4), unused);
    WorkspaceRequest request{u"list"_s, {}};
    request.config.auth = AuthConfig();
    all.clients[0].requests = {request};
    QCOMPARE(told(secretRows(all, known)).value(4), u"ORDERS (a request that signs in by itself) | Refresh token"_s);
}

void tst_secretrows::whatCannotBeReadIsNotUnused()
{
    SecretOwners all = owners();
    all.unreadClients = {u"torn"_s};
    all.unreadEnvironments = {u"test"_s};
    const QStringList known{u"w/torn/auth.token"_s, u"w/environment:test/token"_s, u"w/environment:torn/token"_s};
    QCOMPARE(told(secretRows(all, known)).mid(4), QStringList{u"Nothing: environment torn is gone | Variable token"_s});
}

void tst_secretrows::asksBeforeItIsRemoved_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("part");
    QTest::newRow("client") << u"w/orders/auth.token"_s << u"Requests of this client fail"_s;
    QTest::newRow("environment") << u"w/environment:prod/token"_s << u"of the environment “Production”"_s;
    QTest::newRow("unused") << u"w/shop/auth.token"_s << u"Nothing uses it. It has to be given again"_s;
    QTest::newRow("gone") << u"w/gone/auth.token"_s << u"Where “gone” comes back"_s;
    QTest::newRow("trial") << u"w/:new/auth.token"_s << u"“Token”? Nothing uses it."_s;
}

void tst_secretrows::asksBeforeItIsRemoved()
{
    QFETCH(const QString, key);
    QFETCH(const QString, part);
    const QList<SecretRow> rows = secretRows(owners(), {key});
    const auto isIt = [&key](const SecretRow &row) { return row.key.text() == key; };
    const auto row = std::find_if(rows.rbegin(), rows.rend(), isIt);
    QVERIFY(row != rows.rend());
    const QString question = wording::secretRemovalQuestion(*row);
    QVERIFY2(question.contains(part), qPrintable(question));
}

QTEST_GUILESS_MAIN(tst_secretrows)
#include "tst_secretrows.moc"
