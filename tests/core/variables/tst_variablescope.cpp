// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/variablescope.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QList<Environment> family()
{
    EnvironmentConfig shared;
    shared.name = u"Shared"_s;
    shared.variables = {{u"host"_s, Variable::Source::Text, u"shared.example"_s},
                        {u"page"_s, Variable::Source::Text, u"50"_s},
                        {u"token"_s, Variable::Source::Keychain, {}}};
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    staging.parent = u"shared"_s;
    staging.variables = {{u"host"_s, Variable::Source::Text, u"staging.example"_s},
                         {u"key"_s, Variable::Source::Environment, u"KEY"_s}};
    return {{u"shared"_s, shared}, {u"staging"_s, staging}};
}

} // namespace

class TestVariableScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNearestCounts();
    void withoutEnvironment();
    void A23_secretValues_data();
    void A23_secretValues();
    void S05_redactorKnowsThem();
};

void TestVariableScope::theNearestCounts()
{
    const VariableScope scope(family(), u"staging"_s);
    QCOMPARE(scope.names(), QStringList({u"host"_s, u"key"_s, u"page"_s, u"token"_s}));
    QCOMPARE(scope.find(u"host"_s)->variable.text, u"staging.example"_s);
    QCOMPARE(scope.find(u"host"_s)->environment, u"Staging"_s);
    QCOMPARE(scope.find(u"token"_s)->slug, u"shared"_s);
    QVERIFY(!scope.find(u"token"_s)->secret);
    QCOMPARE(VariableScope(family(), u"shared"_s).find(u"host"_s)->variable.text, u"shared.example"_s);
}

void TestVariableScope::withoutEnvironment()
{
    QVERIFY(VariableScope().names().isEmpty());
    QVERIFY(VariableScope(family(), {}).names().isEmpty());
    QVERIFY(VariableScope(family(), u"gone"_s).names().isEmpty());
    QVERIFY(!VariableScope().find(u"host"_s));
}

void TestVariableScope::A23_secretValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kept"); // "-" for unusable
    QTest::newRow("plain") << u"token"_s << u"abc def"_s << u"abc def"_s;
    QTest::newRow("trailing line break") << u"token"_s << u"abc\r\n"_s << u"abc"_s;
    QTest::newRow("line break within") << u"token"_s << u"a\r\nX-Evil: 1"_s << u"-"_s;
    QTest::newRow("NUL") << u"token"_s << QString::fromLatin1("a\0b", 3) << u"-"_s;
    QTest::newRow("reference in the keychain") << u"token"_s << u"a${b}"_s << u"a${b}"_s;
    QTest::newRow("reference in the process") << u"key"_s << u"a${env:B}"_s << u"-"_s;
    QTest::newRow("process") << u"key"_s << u"abc"_s << u"abc"_s;
}

void TestVariableScope::A23_secretValues()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    VariableScope scope(family(), u"staging"_s);
    scope.setSecret(name, value);
    const Result<QString> secret = *scope.find(name)->secret;
    QTEST(secret ? *secret : u"-"_s, "kept");
    if (!secret)
        QCOMPARE(secret.error().detail, ErrorDetail::SecretUnusable);
}

void TestVariableScope::S05_redactorKnowsThem()
{
    VariableScope scope(family(), u"staging"_s);
    scope.setSecret(u"token"_s, u"CANARY-1"_s);
    scope.setSecret(u"key"_s, Error(ErrorKind::AuthFailed, ErrorDetail::SecretMissing));
    scope.setSecret(u"host"_s, u"no secret"_s);
    QVERIFY(!scope.find(u"host"_s)->secret);
    QCOMPARE(scope.secretValues(), QStringList({u"CANARY-1"_s}));
    QVERIFY(!scope.redactor().text(u"x CANARY-1 y"_s).contains(u"CANARY"_s));
}

QTEST_GUILESS_MAIN(TestVariableScope)
#include "tst_variablescope.moc"
