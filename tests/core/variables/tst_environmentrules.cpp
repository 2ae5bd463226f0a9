// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/environmentrules.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

Environment childOf(const QString &slug, const QString &parent)
{
    EnvironmentConfig config;
    config.name = slug.toUpper();
    config.parent = parent;
    return {slug, config};
}

QStringList slugsOf(const QList<Environment> &environments)
{
    QStringList slugs;
    for (const Environment &environment : environments)
        slugs << environment.slug;
    return slugs;
}

template<class List>
concept Searched = requires(List &&list)
{
    findEnvironment(std::forward<List>(list), QString());
};
static_assert(Searched<QList<Environment> &> && Searched<const QList<Environment> &>);
static_assert(!Searched<QList<Environment>> && !Searched<const QList<Environment>>, "nobody keeps what is gone");

} // namespace

class TestEnvironmentRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chains();
    void faults();
    void A23_circlesOfParents();
};

void TestEnvironmentRules::chains()
{
    const QList<Environment> all{childOf(u"a"_s, {}), childOf(u"b"_s, u"a"_s), childOf(u"c"_s, u"b"_s)};
    QCOMPARE(slugsOf(environmentChain(all, u"c"_s)), QStringList({u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(slugsOf(environmentChain(all, u"a"_s)), QStringList({u"a"_s}));
    QVERIFY(environmentChain(all, u"x"_s).isEmpty());
    QCOMPARE(findEnvironment(all, u"b"_s)->config.name, u"B"_s);
    QVERIFY(!findEnvironment(all, {}));
}

void TestEnvironmentRules::faults()
{
    const QList<Environment> all{childOf(u"a"_s, {}), childOf(u"b"_s, u"gone"_s)};
    QVERIFY(environmentFaults(all, all.at(0)).isEmpty());
    const auto faults = environmentFaults(all, all.at(1));
    QCOMPARE(faults.size(), 1);
    QCOMPARE(faults.first().detail, ErrorDetail::UnknownName);
    QCOMPARE(faults.first().path, u"parent"_s);
    QCOMPARE(faults.first().value, u"gone"_s);
    QCOMPARE(faults.first().allowed, AllowedValues{AllowedKind::EnvironmentFile});
}

void TestEnvironmentRules::A23_circlesOfParents()
{
    const QList<Environment> all{childOf(u"a"_s, u"b"_s), childOf(u"b"_s, u"c"_s), childOf(u"c"_s, u"a"_s),
                                 childOf(u"own"_s, u"own"_s), childOf(u"child"_s, u"a"_s)};
    for (int i = 0; i < 4; ++i)
        QCOMPARE(environmentFaults(all, all.at(i)).value(0).detail, ErrorDetail::Cycle);
    QCOMPARE(environmentFaults(all, all.at(0)).first().allowed,
             AllowedValues::ofWords(AllowedKind::Circle, {u"a"_s, u"b"_s, u"c"_s, u"a"_s}));
    QCOMPARE(environmentFaults(all, all.at(3)).first().allowed,
             AllowedValues::ofWords(AllowedKind::Circle, {u"own"_s, u"own"_s}));
    // Its own parents lead nowhere, but not back to it.
    QVERIFY(environmentFaults(all, all.at(4)).isEmpty());
    QCOMPARE(environmentChain(all, u"child"_s).size(), 4);
}

QTEST_GUILESS_MAIN(TestEnvironmentRules)
#include "tst_environmentrules.moc"
