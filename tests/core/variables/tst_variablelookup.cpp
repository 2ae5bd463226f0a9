// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/variablelookup.h"

#include "auth/memorysecretstore.h"
#include "auth/secretkey.h"

#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

/// Answers when it is told to, as a keychain whose user thinks.
class SlowSecretStore final : public SecretStore
{
public:
    void read(const QString &key, ReadCallback done) override { waiting.emplace_back(key, std::move(done)); }
    void write(const QString &, const QString &, DoneCallback done) override { done({}); }
    void remove(const QString &, DoneCallback done) override { done({}); }

    std::vector<std::pair<QString, ReadCallback>> waiting;
};

VariableScope scopeWithSecrets()
{
    EnvironmentConfig config;
    config.name = u"Staging"_s;
    config.variables = {{u"text"_s, Variable::Source::Text, u"x"_s},
                        {u"token"_s, Variable::Source::Keychain, {}},
                        {u"other"_s, Variable::Source::Keychain, {}},
                        {u"home"_s, Variable::Source::Environment, u"FUSEBOARD_TEST_VARIABLE"_s},
                        {u"gone"_s, Variable::Source::Environment, u"FUSEBOARD_TEST_GONE"_s}};
    return {{{u"staging"_s, config}}, u"staging"_s};
}

} // namespace

class TestVariableLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atOnce();
    void later();
    void nothingToLookUp();
    void destroyedMeanwhile();
};

void TestVariableLookup::atOnce()
{
    qputenv("FUSEBOARD_TEST_VARIABLE", "from the process");
    MemorySecretStore store;
    store.write(SecretKey::ofEnvironment(u"w"_s, u"staging"_s, u"token"_s).text(), u"secret"_s,
                [](const Result<void> &) {});
    VariableLookup lookup(scopeWithSecrets(), u"w"_s, store);
    QSignalSpy finished(&lookup, &VariableLookup::finished);
    lookup.start();
    QCOMPARE(finished.size(), 1);
    QVERIFY(lookup.isFinished());
    const VariableScope &scope = lookup.scope();
    QCOMPARE(scope.find(u"token"_s)->secret->value(), u"secret"_s);
    QCOMPARE(scope.find(u"home"_s)->secret->value(), u"from the process"_s);
    QCOMPARE(scope.find(u"other"_s)->secret->error().detail, ErrorDetail::SecretMissing);
    QCOMPARE(scope.find(u"gone"_s)->secret->error().subject, u"FUSEBOARD_TEST_GONE"_s);
    QVERIFY(!scope.find(u"text"_s)->secret);
}

void TestVariableLookup::later()
{
    SlowSecretStore store;
    VariableLookup lookup(scopeWithSecrets(), u"w"_s, store);
    QSignalSpy finished(&lookup, &VariableLookup::finished);
    lookup.start();
    QCOMPARE(store.waiting.size(), 2u);
    QCOMPARE(store.waiting.at(0).first, SecretKey::ofEnvironment(u"w"_s, u"staging"_s, u"other"_s).text());
    store.waiting.at(1).second(u"late"_s);
    QVERIFY(finished.isEmpty());
    store.waiting.at(0).second(Error(ErrorKind::Storage));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(lookup.scope().find(u"token"_s)->secret->value(), u"late"_s);
    QCOMPARE(lookup.scope().find(u"other"_s)->secret->error().kind, ErrorKind::Storage);
}

void TestVariableLookup::nothingToLookUp()
{
    MemorySecretStore store;
    VariableLookup lookup(VariableScope(), u"w"_s, store);
    QSignalSpy finished(&lookup, &VariableLookup::finished);
    lookup.start();
    QCOMPARE(finished.size(), 1);
}

void TestVariableLookup::destroyedMeanwhile()
{
    SlowSecretStore store;
    auto lookup = std::make_unique<VariableLookup>(scopeWithSecrets(), u"w"_s, store);
    QSignalSpy finished(lookup.get(), &VariableLookup::finished);
    lookup->start();
    lookup.reset();
    for (const auto &[key, done] : store.waiting)
        done(u"too late"_s);
    QVERIFY(finished.isEmpty());
}

QTEST_GUILESS_MAIN(TestVariableLookup)
#include "tst_variablelookup.moc"
