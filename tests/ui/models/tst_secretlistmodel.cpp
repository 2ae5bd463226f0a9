// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_secretlistmodel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyAndFilled();
    void presenceChangesItsRowsAlone();
    void J13_whatIsUsedByNothingGoesWithItsSecret();
    void INV2_plainTextsAreLeftOut();

private:
    const SecretKey m_first = SecretKey::ofClient(u"w"_s, u"orders"_s, u"auth.token"_s);
    const SecretKey m_second = SecretKey::ofClient(u"w"_s, u"shop"_s, u"auth.password"_s);
};

void tst_secretlistmodel::emptyAndFilled()
{
    SecretListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setStoreState(SecretStoreState::Unlocked);
    QCOMPARE(model.rowCount(), 0);
    model.setRows({{m_first, u"Orders"_s, Secret::keychain()}});
    QCOMPARE(model.index(0, SecretListModel::UserColumn).data().toString(), u"Orders"_s);
    QCOMPARE(model.index(0, SecretListModel::StateColumn).data().toString(), u"Being looked up"_s);
    for (int column = 0; column < model.columnCount(); ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
}

void tst_secretlistmodel::presenceChangesItsRowsAlone()
{
    SecretListModel model;
    model.setRows({{m_first, u"Orders"_s, Secret::keychain()}, {m_second, u"Shop"_s, Secret::keychain()}});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setPresence(m_second, SecretRow::Presence::Stored);
    model.setPresence(m_second, SecretRow::Presence::Stored);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(1, SecretListModel::StateColumn).data().toString(), u"Stored"_s);
    QCOMPARE(model.index(0, SecretListModel::StateColumn).data().toString(), u"Being looked up"_s);
    model.setPresence(m_first, SecretRow::Presence::Unreachable);
    QCOMPARE(model.index(0, SecretListModel::StateColumn).data().toString(), u"Cannot be looked up"_s);
}

void tst_secretlistmodel::J13_whatIsUsedByNothingGoesWithItsSecret()
{
    SecretListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows(
        {{m_first, u"Orders"_s, Secret::keychain()}, {m_second, u"shop"_s, Secret::keychain(), SecretRow::User::Gone}});
    model.setPresence(m_second, SecretRow::Presence::Stored);
    QCOMPARE(model.index(1, SecretListModel::UserColumn).data().toString(), u"Nothing: client shop is gone"_s);
    model.setPresence(m_first, SecretRow::Presence::Missing);
    model.setPresence(m_second, SecretRow::Presence::Missing);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.rows().first().key == m_first);
}

void tst_secretlistmodel::INV2_plainTextsAreLeftOut()
{
    SecretListModel model;
    model.setRows({{m_first, u"Orders"_s, Secret::plain(u"canary"_s)}});
    QVERIFY(model.rows().first().secret == Secret::plain({}));
    QCOMPARE(model.index(0, SecretListModel::StateColumn).data().toString(), u"In the file"_s);
    model.setRows({{m_first, u"Orders"_s, Secret::plain(u"{{token}}"_s)}});
    QVERIFY2(model.rows().first().secret == Secret::plain(u"{{token}}"_s), "a name is no secret");
    QCOMPARE(model.index(0, SecretListModel::StateColumn).data().toString(), u"By environment"_s);
}

QTEST_GUILESS_MAIN(tst_secretlistmodel)
#include "tst_secretlistmodel.moc"
