// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/environmentfile.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

EnvironmentConfig everyEnvironmentField()
{
    EnvironmentConfig environment;
    environment.name = u"Production"_s;
    environment.parent = u"shared"_s;
    environment.color = EnvironmentColor::Red;
    environment.confirmBeforeSending = true;
    environment.variables = {{u"host"_s, Variable::Source::Text, u"api.example.com"_s},
                             {u"token"_s, Variable::Source::Keychain, {}},
                             {u"key"_s, Variable::Source::Environment, u"API_KEY"_s},
                             {u"base"_s, Variable::Source::Text, u"https://{{host}}/v1"_s},
                             {u"empty"_s, Variable::Source::Text, {}}};
    environment.unknown = {{u"later"_s, "[1]"}};
    return environment;
}

} // namespace

class TestEnvironmentFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K16_everyFieldSurvives();
    void minimalEnvironment();
    void faults_data();
    void faults();
    void allFaultsAtOnce();
    void validatesWhatNoFileHolds();
    void K5_aNameIsNotOnlyBlanks();
};

void TestEnvironmentFile::K16_everyFieldSurvives()
{
    const EnvironmentConfig environment = everyEnvironmentField();
    QCOMPARE(validate(environment), QList<ConfigFault>());
    const QByteArray json = writeEnvironmentConfig(environment);
    const auto read = readEnvironmentConfig(json);
    QVERIFY(read.ok());
    QVERIFY(read->section == environment);
    QCOMPARE(writeEnvironmentConfig(read->section), json);
    QVERIFY(json.contains(R"("token": {)"));
    QVERIFY(json.contains(R"("key": "${env:API_KEY}")"));
    QVERIFY(json.indexOf("\"host\"") < json.indexOf("\"base\""));
}

void TestEnvironmentFile::minimalEnvironment()
{
    const auto read = readEnvironmentConfig(R"({"name": "Demo"})");
    QVERIFY(read.ok());
    QVERIFY(!read->section.confirmBeforeSending);
    QCOMPARE(writeEnvironmentConfig(read->section), "{\n  \"format\": 1,\n  \"name\": \"Demo\"\n}\n");
}

void TestEnvironmentFile::faults_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<ErrorDetail>("detail");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *id, const char *members, ErrorDetail detail, const char *path) {
        QTest::newRow(id) << QByteArray(members) << detail << QString::fromLatin1(path);
    };
    row("colour", R"("color": "pink")", ErrorDetail::UnknownName, "color");
    row("flag", R"("confirm_before_sending": "yes")", ErrorDetail::WrongType, "confirm_before_sending");
    row("parent", R"("parent": ["a"])", ErrorDetail::WrongType, "parent");
    row("no object", R"("variables": ["CANARY"])", ErrorDetail::WrongType, "variables");
    row("name of a variable", R"("variables": {"1st": "CANARY"})", ErrorDetail::OutOfRange, "variables.1st");
    row("number", R"("variables": {"port": 80})", ErrorDetail::WrongType, "variables.port");
    row("null", R"("variables": {"port": null})", ErrorDetail::WrongType, "variables.port");
    row("ADV-A23 reference", R"("variables": {"a": "${MISSING}"})", ErrorDetail::OutOfRange, "variables.a");
    row("ADV-A23 nested", R"("variables": {"a": "${env:${env:CANARY}}"})", ErrorDetail::OutOfRange, "variables.a");
    row("other store", R"("variables": {"a": {"secret": "CANARY"}})", ErrorDetail::OutOfRange, "variables.a");
    row("plain secret", R"("variables": {"a": {"secret": "keychain", "value": "CANARY"}})", ErrorDetail::OutOfRange,
        "variables.a");
    row("K3 twice", R"("variables": {"a": "1", "a": "2"})", ErrorDetail::Duplicate, "variables.a");
}

void TestEnvironmentFile::faults()
{
    QFETCH(const QByteArray, members);
    const auto read = readEnvironmentConfig("{\"name\": \"e\",\n" + members + '}');
    QVERIFY(!read.ok());
    QCOMPARE(read.error().faults.size(), 1);
    const ConfigFault &fault = read.error().faults.first();
    QTEST(fault.detail, "detail");
    QTEST(fault.path, "path");
    QCOMPARE(fault.line, 2);
    QVERIFY(!fault.value.contains(u"CANARY"_s));
}

void TestEnvironmentFile::allFaultsAtOnce()
{
    const auto read = readEnvironmentConfig(R"({"color": 1, "variables": {"a b": "x", "c": 1, "d": true}})");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().faults.size(), 5); // the name is missing, too
}

void TestEnvironmentFile::validatesWhatNoFileHolds()
{
    EnvironmentConfig environment = everyEnvironmentField();
    environment.variables.append({u"host"_s, Variable::Source::Text, u"other"_s});
    environment.variables.append({u"bad name"_s, Variable::Source::Text, {}});
    environment.variables.append({u"reference"_s, Variable::Source::Text, u"${A}"_s});
    environment.variables.append({u"env"_s, Variable::Source::Environment, u"no name"_s});
    const QList<ConfigFault> faults = validate(environment);
    QCOMPARE(faults.size(), 4);
    QCOMPARE(faults.first().detail, ErrorDetail::Duplicate);
}

void TestEnvironmentFile::K5_aNameIsNotOnlyBlanks()
{
    const auto read = readEnvironmentConfig(R"({"name": "   "})");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().faults.first().path, u"name"_s);
}

QTEST_GUILESS_MAIN(TestEnvironmentFile)
#include "tst_environmentfile.moc"
