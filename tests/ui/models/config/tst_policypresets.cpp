// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/configreader.h"
#include "models/config/knownapis.h"
#include "models/config/policypresets.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_policypresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void presetsAreValidAndFoundAgain();
    void unknownFieldsMakeNoDifference();
    void knownApisNeedNothingButTheirToken();
};

void tst_policypresets::presetsAreValidAndFoundAgain()
{
    using enum PolicyPreset;
    for (const PolicyPreset preset : {Off, Gentle, Standard, Strict}) {
        ClientConfig config;
        config.name = u"orders"_s;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        config.rateLimit = limiterPreset(preset);
        config.circuitBreaker = breakerPreset(preset);
        config.retry = retryPreset(preset);
        QVERIFY(validate(config).isEmpty());
        QCOMPARE(presetOf(config.rateLimit), preset);
        QCOMPARE(presetOf(config.circuitBreaker), preset);
        QCOMPARE(presetOf(config.retry), preset);
    }
    RetryConfig own;
    own.maxRetries = 42;
    QCOMPARE(presetOf(std::optional(own)), Custom);
    QCOMPARE(wording::presetWords().size(), policyPresetCount);
}

void tst_policypresets::unknownFieldsMakeNoDifference()
{
    RetryConfig config;
    config.unknown.append({u"colour"_s, "1"});
    QCOMPARE(presetOf(std::optional(config)), PolicyPreset::Standard);
}

void tst_policypresets::knownApisNeedNothingButTheirToken()
{
    for (const KnownApi &api : knownApis()) {
        const QList<ConfigFault> faults = validate(api.config);
        QVERIFY2(faults.size() == 1 && faults.first().path == u"auth.token"_s, qPrintable(api.name));
        QVERIFY2(api.fact.endsWith(u'.'), qPrintable(api.name));
    }
}

QTEST_GUILESS_MAIN(tst_policypresets)
#include "tst_policypresets.moc"
