// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every number of a configuration against every number that it should not be: the fields come from the lists
// themselves, so that a new one is tried as soon as it is there.

#include "config/configreader.h"
#include "config/configwriter.h"
#include "config/fields/configfields.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

QByteArray withField(const QString &section, const QString &name, const QByteArray &literal)
{
    QByteArray member = '"' + name.toUtf8() + "\": " + literal;
    if (!section.isEmpty())
        member = '"' + section.toUtf8() + "\": {" + member + '}';
    return R"({"format": 1, "name": "api", "base_url": "https://api.example.com", )" + member + '}';
}

bool takesNumbers(const QString &section, const QString &name)
{
    const QByteArrayList numbers{"1", "0.5", "60"};
    return std::any_of(numbers.cbegin(), numbers.cend(), [&](const QByteArray &number) {
        return readClientConfig(withField(section, name, number)).ok();
    });
}

template<class Section>
void addRows(const QString &section, const SectionFields<Section> &declared)
{
    for (const Field<Section> &field : declared.fields) {
        if (!takesNumbers(section, field.name) || field.name == u"format"_s)
            continue;
        const QString path = section.isEmpty() ? field.name : section + u'.' + field.name;
        QTest::addRow("E1 %s", qPrintable(path)) << section << field.name << path << field.allowed();
    }
}

} // namespace

class TestEveryField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void E1_numbersThatAreNone_data();
    void E1_numbersThatAreNone();
    void E1_whatIsTakenIsTakenEverywhere_data() { E1_numbersThatAreNone_data(); }
    void E1_whatIsTakenIsTakenEverywhere();
    void E1_noNumberIsForgotten();
};

void TestEveryField::E1_numbersThatAreNone_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::addColumn<AllowedValues>("allowed");
    addRows(QString(), clientFields());
    addRows(u"rate_limit"_s, rateLimitFields());
    addRows(u"circuit_breaker"_s, circuitBreakerFields());
    addRows(u"retry"_s, retryFields());
    addRows(u"proxy"_s, proxyFields());
}

void TestEveryField::E1_numbersThatAreNone()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    QFETCH(QString, path);
    QFETCH(AllowedValues, allowed);
    for (const char *literal : {"-1", "-1e-9", "9223372036854775808", "-9223372036854775808", "1e308", "1e999",
                                "-1e999", "\"10\"", "\"\"", "true", "[]", "[1]", "{}"}) {
        const auto read = readClientConfig(withField(section, name, literal));
        QVERIFY2(!read, literal);
        QCOMPARE(read.error().kind, ErrorKind::ConfigInvalid);
        const ConfigFault &fault = read.error().faults.constFirst();
        QCOMPARE(fault.path, path);
        QVERIFY2(fault.allowed == allowed && allowed.isRange(), literal);
    }
    for (const char *literal : {"NaN", "Infinity", "-Infinity", "0x10", "010", "+1", "1.", ".5", "1_000", "1,5"}) {
        const auto read = readClientConfig(withField(section, name, literal));
        QVERIFY2(!read, literal);
        QCOMPARE(read.error().faults.constFirst().line, 1);
    }
}

// Reader, validation, writer, and the reader again.
void TestEveryField::E1_whatIsTakenIsTakenEverywhere()
{
    QFETCH(QString, section);
    QFETCH(QString, name);
    int taken = 0;
    for (const char *literal :
         {"0", "-0", "-0.0", "1e-300", "1e-9", "0.001", "0.5", "1", "1.0", "10e-1", "60", "100", "1000", "86400",
          "31536000", "2147483647", "2147483648", "4294967296", "9007199254740992"}) {
        const auto read = readClientConfig(withField(section, name, literal));
        if (!read)
            continue;
        ++taken;
        QVERIFY2(validate(read->config).isEmpty(), literal);
        const auto again = readClientConfig(writeClientConfig(read->config));
        QVERIFY2(again && again->config == read->config, literal);
    }
    QVERIFY(taken > 0);
}

void TestEveryField::E1_noNumberIsForgotten()
{
    QVERIFY(takesNumbers(QString(), u"timeout"_s));
    QVERIFY(takesNumbers(QString(), u"total_timeout"_s));
    QVERIFY(takesNumbers(u"rate_limit"_s, u"burst_size"_s));
    QVERIFY(takesNumbers(u"retry"_s, u"retry_budget"_s));
    QVERIFY(!takesNumbers(QString(), u"log_requests"_s));
    QVERIFY(!takesNumbers(u"retry"_s, u"strategy"_s));
}

QTEST_GUILESS_MAIN(TestEveryField)
#include "tst_everyfield.moc"
