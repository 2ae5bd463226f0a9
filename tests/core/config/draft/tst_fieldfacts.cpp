// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/draft/fieldfacts.h"

#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_fieldfacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEachFieldOnce();
    void tellsRangesAndDefaults();

private:
    static FieldFacts of(const QString &path)
    {
        const QList<FieldFacts> all = clientFieldFacts();
        const auto found = std::find_if(all.begin(), all.end(), [&](const FieldFacts &f) { return f.path == path; });
        return found == all.end() ? FieldFacts() : *found;
    }
};

void tst_fieldfacts::tellsEachFieldOnce()
{
    QStringList paths;
    for (const FieldFacts &facts : clientFieldFacts())
        paths.append(facts.path);
    QCOMPARE(paths.removeDuplicates(), 0);
    // 24 of the client, of which one is the format and six are sections of 21, 8, 15, 12, 5 and 5 fields.
    QCOMPARE(paths.size(), 25 - 1 - 6 + 21 + 8 + 15 + 12 + 5 + 5);
    QVERIFY(!paths.contains(u"format"_s));
    QVERIFY(!paths.contains(u"retry"_s));
}

void tst_fieldfacts::tellsRangesAndDefaults()
{
    const FieldFacts retries = of(u"retry.max_retries"_s);
    QCOMPARE(retries.section(), u"retry"_s);
    QCOMPARE(retries.name(), u"max_retries"_s);
    QCOMPARE(retries.allowed, AllowedValues::wholeNumber(0, 1000));
    QCOMPARE(retries.standard.integer(), 3);
    QVERIFY(of(u"name"_s).isRequired);
    QVERIFY(of(u"name"_s).section().isEmpty());
    QVERIFY(of(u"auth.token"_s).isSecret);
    QVERIFY2(of(u"total_timeout"_s).standard.isNull(), "absent means something else than any value");
}

QTEST_GUILESS_MAIN(tst_fieldfacts)
#include "tst_fieldfacts.moc"
