// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorefixture.h"

#include "auth/secretkey.h"
#include "secrets/secretclipboard.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// What is copied when somebody asks for the secrets, and when nobody does.
class TestExploreCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void cleanup() { QApplication::clipboard()->clear(); }
    void INV2_secretsOfTheClient_data();
    void INV2_secretsOfTheClient();
    void INV2_secretsThatAreTyped();
    void bytesOfTheBodyStay();
    void credentialsOfTheRequestItself();
    void formsNameTheirFiles();
    void aMissingSecretIsTold();
    void noTokenIsGotForACopy();

private:
    struct Copying : ExploreFixture
    {
        explicit Copying(const Theme &theme, const RequestDraft &first = draft())
            : ExploreFixture(theme, first)
            , clipboard(scheduler)
        {
            page.setSecretClipboard(clipboard);
        }
        void setAuth(const AuthConfig &auth)
        {
            ClientConfig changed = config();
            changed.auth = auth;
            if (!client.reconfigure(changed))
                qFatal("The client does not take it");
        }
        void keep(const QString &field, const QString &secret)
        {
            secrets.write(SecretKey::ofName(u"orders-api"_s, field).text(), secret, [](const Result<void> &) {});
        }
        /// Agrees to the question.
        QString copied(const QString &action)
        {
            QApplication::clipboard()->clear();
            page.findChild<QAction *>(action)->trigger();
            const auto *question = page.findChild<QMessageBox *>(u"copyWithSecrets"_s);
            if (!question || !question->isVisible())
                return QApplication::clipboard()->text();
            for (QAbstractButton *button : question->buttons()) {
                if (question->buttonRole(button) == QMessageBox::AcceptRole)
                    button->click();
            }
            return QApplication::clipboard()->text();
        }

        SecretClipboard clipboard;
    };

    Theme m_theme{Theme::Mode::Light};
};

void TestExploreCopy::INV2_secretsOfTheClient_data()
{
    QTest::addColumn<AuthConfig>("auth");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("part");
    AuthConfig bearer;
    bearer.type = AuthType::Bearer;
    bearer.token = Secret::keychain();
    QTest::newRow("bearer") << bearer << u"auth.token"_s << u"Authorization: Bearer canary-4711"_s;
    AuthConfig key = bearer;
    key.type = AuthType::ApiKey;
    key.tokenLocation = AuthLocation::Query;
    key.tokenKey = u"key"_s;
    QTest::newRow("key in the query") << key << u"auth.token"_s << u"limit=50&key=canary-4711"_s;
    AuthConfig basic;
    basic.type = AuthType::Basic;
    basic.username = u"ada"_s;
    basic.password = Secret::keychain();
    QTest::newRow("basic") << basic << u"auth.password"_s
                           << u"Authorization: Basic "_s
            + QString::fromLatin1(QByteArray("ada:canary-4711").toBase64());
    AuthConfig custom;
    custom.type = AuthType::Custom;
    custom.customHeaders = {{u"X-Proof"_s, Secret::keychain()}};
    QTest::newRow("custom") << custom << u"auth.custom_headers.X-Proof"_s << u"X-Proof: canary-4711"_s;
}

void TestExploreCopy::INV2_secretsOfTheClient()
{
    QFETCH(const AuthConfig, auth);
    QFETCH(const QString, field);
    QFETCH(const QString, part);
    Copying x(m_theme);
    x.setAuth(auth);
    x.keep(field, u"canary-4711"_s);
    const QString revealed = x.copied(u"copyWithSecrets-curl"_s);
    QVERIFY2(revealed.contains(part), qPrintable(revealed));
    for (const QString &kind : {u"curl"_s, u"httpie"_s, u"python-requests"_s, u"go"_s}) {
        const QString text = x.copied(u"copyAs-"_s + kind);
        QVERIFY2(!text.isEmpty() && !text.contains("canary"_L1), qPrintable(text));
    }
    (void)x.copied(u"copyWithSecrets-curl"_s);
    x.scheduler.advance(SecretClipboard::lifetime);
    QVERIFY(QApplication::clipboard()->text().isEmpty());
}

void TestExploreCopy::INV2_secretsThatAreTyped()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.headers = {{u"Authorization"_s, u"Bearer canary-4711"_s, true}};
    Copying x(m_theme, draft);
    QVERIFY(!x.copied(u"copyAs-curl"_s).contains("canary"_L1));
    const QString revealed = x.copied(u"copyWithSecrets-curl"_s);
    QVERIFY2(revealed.contains("Authorization: Bearer canary-4711"_L1), qPrintable(revealed));
}

/// A byte order mark is sent, so it is copied.
void TestExploreCopy::bytesOfTheBodyStay()
{
    RequestDraft draft = ExploreFixture::draft();
    draft.method = u"POST"_s;
    draft.body = QChar(QChar::ByteOrderMark) + u"{\"a\": 1}"_s;
    Copying x(m_theme, draft);
    const QString copied = x.copied(u"copyAs-curl"_s);
    QVERIFY2(copied.contains("--data-raw $'\\357\\273\\277{"_L1), qPrintable(copied));
}

void TestExploreCopy::credentialsOfTheRequestItself()
{
    qputenv("FUSEBOARD_CANARY", "canary-4711");
    RequestDraft draft = ExploreFixture::draft();
    draft.more.auth = AuthConfig();
    draft.more.auth->type = AuthType::Bearer;
    draft.more.auth->token = Secret::environment(u"FUSEBOARD_CANARY"_s);
    Copying x(m_theme, draft);
    QVERIFY(!x.copied(u"copyAs-curl"_s).contains("canary"_L1));
    const QString revealed = x.copied(u"copyWithSecrets-curl"_s);
    QVERIFY2(revealed.contains("Bearer canary-4711"_L1), qPrintable(revealed));
    qunsetenv("FUSEBOARD_CANARY");
}

void TestExploreCopy::formsNameTheirFiles()
{
    const QTemporaryDir folder;
    QFile file(QFileInfo(folder.path()).canonicalFilePath() + u"/x y.png"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    RequestDraft draft = ExploreFixture::draft();
    draft.method = u"POST"_s;
    draft.more.bodyKind = BodyKind::Multipart;
    draft.more.multipart = {
        {u"title"_s, u"@one"_s, {}}, {u"password"_s, u"canary-4711"_s, {}}, {u"pic"_s, {}, file.fileName()}};
    Copying x(m_theme, draft);
    x.page.setFolder(folder.path());
    const QString text = x.copied(u"copyAs-curl"_s);
    QVERIFY2(text.contains("--form-string 'title=@one'"_L1), qPrintable(text));
    QVERIFY2(text.contains(u"--form 'pic=@\"%1\";type=image/png'"_s.arg(file.fileName())), qPrintable(text));
    QVERIFY2(!text.contains("boundary"_L1) && !text.contains("canary"_L1), qPrintable(text));
    const QString revealed = x.copied(u"copyWithSecrets-curl"_s);
    QVERIFY2(revealed.contains("--form-string 'password=canary-4711'"_L1), qPrintable(revealed));
    QVERIFY(revealed.contains(file.fileName()));
}

void TestExploreCopy::aMissingSecretIsTold()
{
    Copying x(m_theme);
    AuthConfig auth;
    auth.type = AuthType::Bearer;
    auth.token = Secret::keychain();
    x.setAuth(auth);
    QSignalSpy failed(&x.page, &ExplorePage::failed);
    QVERIFY(x.copied(u"copyWithSecrets-curl"_s).isEmpty());
    QCOMPARE(failed.size(), 1);
}

void TestExploreCopy::noTokenIsGotForACopy()
{
    Copying x(m_theme);
    AuthConfig auth;
    auth.type = AuthType::OAuth2;
    auth.clientId = u"shop"_s;
    auth.clientSecret = Secret::keychain();
    auth.tokenUrl = QUrl(u"https://auth.example/token"_s);
    x.setAuth(auth);
    x.keep(u"auth.client_secret"_s, u"canary-4711"_s);
    QSignalSpy failed(&x.page, &ExplorePage::failed);
    QVERIFY(x.copied(u"copyWithSecrets-curl"_s).isEmpty());
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed.first().first().toString().contains("no access token"_L1), "which sending would get");
    QCOMPARE(x.transport.requestCount(), 0);
}

QTEST_MAIN(TestExploreCopy)
#include "tst_explorecopy.moc"
