// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/secretwording.h"

#include "auth/secretkey.h"
#include "models/errorwording.h"

#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_secretwording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStateHasWordsOfItsOwn();
    void places_data();
    void places();
    void fieldNames_data();
    void fieldNames();
    void noSentenceTellsAKey_data();
    void noSentenceTellsAKey();
    void aTrialHasNoName_data();
    void aTrialHasNoName();
};

void tst_secretwording::eachStateHasWordsOfItsOwn()
{
    QSet<QString> texts;
    int states = 0;
    for (const SecretStoreState state :
         {SecretStoreState::Unknown, SecretStoreState::Unlocked, SecretStoreState::Locked, SecretStoreState::NotMade,
          SecretStoreState::WaitingForUser, SecretStoreState::Denied, SecretStoreState::Unusable,
          SecretStoreState::Absent}) {
        ++states;
        const QString advice = wording::secretStoreAdvice(state);
        QVERIFY2(advice.endsWith(u'.') && advice.size() > 30, qPrintable(advice));
        texts << wording::secretStoreState(state) << advice;
    }
    QCOMPARE(texts.size(), states * 2);
    QVERIFY(wording::secretStoreState(SecretStoreState::Absent).contains("until you quit"_L1));
    QVERIFY(wording::secretStoreAdvice(SecretStoreState::Absent).contains("never in a file"_L1));
    // What to do, not only what is.
    QVERIFY(wording::secretStoreAdvice(SecretStoreState::Locked).contains("unlock it"_L1));
    QVERIFY(wording::secretStoreAdvice(SecretStoreState::NotMade).contains("you store makes it"_L1));
    QVERIFY(wording::secretStoreAdvice(SecretStoreState::Denied).contains("Allow it"_L1));
    QVERIFY(wording::secretStoreAdvice(SecretStoreState::Unusable).contains("restart it"_L1));
#ifdef Q_OS_LINUX
    QVERIFY(wording::secretStoreAdvice(SecretStoreState::Absent).contains("GNOME Keyring"_L1));
#endif
}

void tst_secretwording::places_data()
{
    QTest::addColumn<Secret>("secret");
    QTest::addColumn<SecretStoreState>("state");
    QTest::addColumn<QString>("place");
    const auto unlocked = SecretStoreState::Unlocked;
    QTest::newRow("none") << Secret() << unlocked << u"not set"_s;
    QTest::newRow("keychain") << Secret::keychain() << unlocked << u"keychain"_s;
    QTest::newRow("locked") << Secret::keychain() << SecretStoreState::Locked << u"keychain"_s;
    QTest::newRow("memory") << Secret::keychain() << SecretStoreState::Absent << u"memory, until you quit"_s;
    QTest::newRow("variable") << Secret::environment(u"NAME"_s) << unlocked << u"environment variable NAME"_s;
    QTest::newRow("of an environment") << Secret::plain(u"{{token}}"_s) << unlocked << u"variable {{token}}"_s;
    QTest::newRow("with a plain part") << Secret::plain(u"canary{{token}}"_s) << unlocked
                                       << u"the file, as plain text"_s;
    QTest::newRow("escaped") << Secret::plain(uR"(\{{token}})"_s) << unlocked << u"the file, as plain text"_s;
    QTest::newRow("plain") << Secret::plain(u"canary"_s) << unlocked << u"the file, as plain text"_s;
}

void tst_secretwording::places()
{
    QFETCH(Secret, secret);
    QFETCH(SecretStoreState, state);
    QTEST(wording::secretPlace(secret, state), "place");
}

void tst_secretwording::fieldNames_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("token") << u"auth.token"_s << u"Token"_s;
    QTest::newRow("proxy") << u"proxy.password"_s << u"Password of the proxy"_s;
    QTest::newRow("header") << u"auth.custom_headers.X-Key"_s << u"Header X-Key"_s;
    QTest::newRow("parameter with a dot") << u"auth.custom_params.a.b"_s << u"Parameter a.b"_s;
    QTest::newRow("a variable of an environment") << u"api_token"_s << u"api_token"_s;
}

void tst_secretwording::fieldNames()
{
    QFETCH(QString, path);
    QTEST(wording::secretFieldName(path), "name");
}

void tst_secretwording::noSentenceTellsAKey_data()
{
    QTest::addColumn<ErrorDetail>("detail");
    QTest::addColumn<QString>("why");
    QTest::newRow("locked") << ErrorDetail::KeychainLocked << u"was not unlocked"_s;
    QTest::newRow("absent") << ErrorDetail::KeychainAbsent << u"has gone"_s;
    QTest::newRow("denied") << ErrorDetail::KeychainDenied << u"does not let"_s;
    QTest::newRow("silent") << ErrorDetail::KeychainSilent << u"in time"_s;
    QTest::newRow("failed") << ErrorDetail::KeychainFailed << u"failed"_s;
}

void tst_secretwording::noSentenceTellsAKey()
{
    QFETCH(const ErrorDetail, detail);
    QFETCH(const QString, why);
    const auto id = u"0816a7e1-3201-4366-ad72-7a24777ed7fa"_s;
    const Error error(ErrorKind::Storage, detail, SecretKey::ofClient(id, u"auth-demo"_s, u"auth.token"_s).text());
    const QString said = wording::sentence(error);
    QVERIFY2(!said.contains(id) && said.contains(u"the secret “Token” of “auth-demo”"_s), qPrintable(said));
    const QString unstored = wording::unstoredSecret(error, u"Auth demo"_s);
    QVERIFY2(unstored.startsWith(u"The secret “Token” of “Auth demo” was not stored, because the keychain "_s),
             qPrintable(unstored));
    QVERIFY2(unstored.contains(why) && unstored.contains(u"ave again"_s), qPrintable(unstored));
    const Error other(ErrorKind::Storage, ErrorDetail::DiskFull, u"client.json"_s);
    QCOMPARE(wording::unstoredSecret(other, u"Auth demo"_s), wording::sentence(other));
}

void tst_secretwording::aTrialHasNoName_data()
{
    QTest::addColumn<QString>("subject");
    const auto trial = u":new-4711.0816a7e1-3201-4366-ad72-7a24777ed7fa"_s;
    QTest::newRow("of a workspace") << SecretKey::ofClient(u"w"_s, trial, u"auth.refresh_token"_s).text();
    QTest::newRow("of none") << SecretKey::ofName(trial, u"auth.refresh_token"_s).text();
}

/// What it is called by is nobody's word.
void tst_secretwording::aTrialHasNoName()
{
    QFETCH(const QString, subject);
    const QString said = wording::sentence(Error(ErrorKind::Storage, ErrorDetail::KeychainLocked, subject));
    QVERIFY2(said.contains(u"the secret “Refresh token” could not be used"_s), qPrintable(said));
}

QTEST_GUILESS_MAIN(tst_secretwording)
#include "tst_secretwording.moc"
