// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/variablewording.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

VariableScope wordingScope()
{
    EnvironmentConfig config;
    config.name = u"Staging"_s;
    config.variables = {
        {u"city"_s, Variable::Source::Text, u"Lisbon"_s},   {u"token"_s, Variable::Source::Keychain, {}},
        {u"later"_s, Variable::Source::Keychain, {}},       {u"auth"_s, Variable::Source::Text, u"Bearer {{token}}"_s},
        {u"half"_s, Variable::Source::Text, u"{{gone}}"_s}, {u"circle"_s, Variable::Source::Text, u"{{circle}}"_s}};
    VariableScope scope({{u"staging"_s, config}}, u"staging"_s);
    scope.setSecret(u"token"_s, u"CANARY-1"_s);
    return scope;
}

} // namespace

class TestVariableWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tips_data();
    void tips();
    void missingOnesAreSoughtElsewhere_data();
    void missingOnesAreSoughtElsewhere();
    void coloursHaveDistinctWords();
};

void TestVariableWording::tips_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("resolved");
    QTest::addColumn<QString>("part");
    QTest::newRow("text") << u"city"_s << true << u"city = Lisbon\nFrom Staging"_s;
    QTest::newRow("secret") << u"token"_s << true << u"token is a secret, and hidden.\nFrom Staging"_s;
    QTest::newRow("no secret") << u"later"_s << false << u"The secret of the variable later"_s;
    QTest::newRow("S05 secret within") << u"auth"_s << true << u"auth = Bearer •••"_s;
    QTest::newRow("unknown") << u"gone"_s << false << u"gone has no value in this environment."_s;
    QTest::newRow("unknown within") << u"half"_s << false << u"The variable gone in {{half}} has no value."_s;
    QTest::newRow("circle") << u"circle"_s << false << u"circle → circle"_s;
}

void TestVariableWording::tips()
{
    QFETCH(const QString, name);
    QFETCH(const QString, part);
    const VariableScope scope = wordingScope();
    QTEST(isResolved(name, scope), "resolved");
    const QString tip = wording::variableTip(name, scope);
    QVERIFY2(tip.contains(part), qPrintable(tip));
    QVERIFY(!tip.contains(u"CANARY"_s));
}

void TestVariableWording::missingOnesAreSoughtElsewhere_data()
{
    QTest::addColumn<QStringList>("missing");
    QTest::addColumn<QString>("advice");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("in one") << QStringList{u"zone"_s}
                            << u"The environment Production has it: choose it in the status line."_s;
    // A parent's are its children's too.
    QTest::newRow("in two") << QStringList{u"host"_s, u"host"_s}
                            << u"The environments Staging, Production have it: choose one in the status line."_s;
    QTest::newRow("both in one") << QStringList{u"host"_s, u"zone"_s}
                                 << u"The environment Production has them: choose it in the status line."_s;
    QTest::newRow("nowhere") << QStringList{u"gone"_s}
                             << u"No environment has it: Ctrl+E opens the environments, where it can get one. What a "
                                u"request captures is there once "
                                "that was sent."_s;
    QTest::newRow("not together")
        << QStringList{u"zone"_s, u"gone"_s}
        << u"No environment has them all: Ctrl+E opens the environments, where they can get one. What a "
           "request captures is there once that was sent."_s;
}

void TestVariableWording::missingOnesAreSoughtElsewhere()
{
    QFETCH(QStringList, missing);
    EnvironmentConfig staging;
    staging.name = u"Staging"_s;
    staging.variables = {{u"host"_s, Variable::Source::Text, u"a"_s}};
    EnvironmentConfig production;
    production.name = u"Production"_s;
    production.parent = u"staging"_s;
    production.variables = {{u"zone"_s, Variable::Source::Text, u"b"_s}};
    EnvironmentConfig local;
    local.name = u"Local"_s;
    Error error(ErrorKind::ConfigInvalid);
    for (const QString &name : std::as_const(missing))
        error.faults.append({ErrorDetail::VariableMissing, u"url"_s, name, {}, 0, 0});
    const QList<Environment> environments{{u"local"_s, local}, {u"staging"_s, staging}, {u"production"_s, production}};
    QTEST(wording::missingVariablesAdvice(error, environments), "advice");
}

void TestVariableWording::coloursHaveDistinctWords()
{
    QStringList words;
    for (int color = 0; color <= static_cast<int>(EnvironmentColor::Purple); ++color)
        words << wording::word(static_cast<EnvironmentColor>(color));
    QCOMPARE(words.removeDuplicates(), 0);
    QVERIFY(!words.contains(QString()));
}

QTEST_GUILESS_MAIN(TestVariableWording)
#include "tst_variablewording.moc"
