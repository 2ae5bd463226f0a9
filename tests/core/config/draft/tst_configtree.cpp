// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configwriter.h"
#include "config/draft/configtree.h"
#include "config/json/jsontext.h"

#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_configtree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeIsThatOfTheFile();
    void faultyFieldsTakeTheirDefaults();
    void membersComeAndGo();
    void unknownFieldsAreKept();
    void sameIsWhatSaysTheSame();

private:
    static ClientConfig config()
    {
        ClientConfig config;
        config.name = u"orders"_s;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        config.retry = RetryConfig();
        config.retry->maxRetries = 5;
        return config;
    }
};

void tst_configtree::treeIsThatOfTheFile()
{
    const JsonValue tree = configTree(config());
    QCOMPARE(indentedJson(tree), writeClientConfig(config()));
    const JudgedConfig judged = judgeConfigTree(tree);
    QCOMPARE(judged.config, config());
    QVERIFY(judged.faults.isEmpty());
    QCOMPARE(compactJson(sectionTree(*config().retry)), R"({"max_retries":5})");
}

void tst_configtree::faultyFieldsTakeTheirDefaults()
{
    JsonValue tree = configTree(config());
    putIntoTree(tree, u"retry.max_retries"_s, JsonValue::ofInteger(-1));
    putIntoTree(tree, u"timeout"_s, JsonValue::ofText(u"soon"_s));
    const JudgedConfig judged = judgeConfigTree(tree);
    QCOMPARE(judged.faults.size(), 2);
    QCOMPARE(judged.faults.at(0).path, u"retry.max_retries"_s);
    QCOMPARE(judged.faults.at(1).path, u"timeout"_s);
    QCOMPARE(judged.config.retry->maxRetries, 3);
    QCOMPARE(judged.config.timeout, Duration(30s));
}

void tst_configtree::membersComeAndGo()
{
    JsonValue tree = configTree(config());
    QVERIFY(!findInTree(tree, u"rate_limit.strict"_s));
    putIntoTree(tree, u"rate_limit.strict"_s, JsonValue::ofFlag(true));
    QVERIFY(findInTree(tree, u"rate_limit.strict"_s)->flag);
    QVERIFY(takeFromTree(tree, u"rate_limit.strict"_s).flag);
    QVERIFY2(findInTree(tree, u"rate_limit"_s), "the section itself stays");
    QVERIFY(takeFromTree(tree, u"rate_limit.strict"_s).isNull());
    QVERIFY(takeFromTree(tree, u"nothing.such"_s).isNull());
    QCOMPARE(takeFromTree(tree, u"retry"_s).members.size(), 1U);
    QVERIFY(!findInTree(tree, u"retry.max_retries"_s));
}

void tst_configtree::unknownFieldsAreKept()
{
    ClientConfig known = config();
    known.unknown.append({u"colour"_s, R"("blue")"});
    QCOMPARE(judgeConfigTree(configTree(known)).config, known);
}

void tst_configtree::sameIsWhatSaysTheSame()
{
    JsonValue written = JsonValue::ofDouble(1.5);
    written.text = u"1.50"_s;
    QVERIFY(isSameJson(written, JsonValue::ofDouble(1.5)));
    QVERIFY(!isSameJson(written, JsonValue::ofInteger(1)));
    QVERIFY(!isSameJson(JsonValue::ofText(u"1.5"_s), written));
    QVERIFY(isSameJson({}, {}));
}

QTEST_GUILESS_MAIN(tst_configtree)
#include "tst_configtree.moc"
