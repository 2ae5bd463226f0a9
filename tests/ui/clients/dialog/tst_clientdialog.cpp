// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogfixture.h"

#include "clients/dialog/choiceeditor.h"
#include "clients/dialog/consequencecard.h"
#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/jsonpage.h"
#include "clients/dialog/limiterdrawing.h"
#include "clients/dialog/pagelist.h"
#include "clients/dialog/pipelinestep.h"
#include "clients/dialog/pipelineview.h"
#include "common/emptystate.h"
#include "config/authfactories.h"
#include "config/configwriter.h"
#include "config/draft/fieldfacts.h"
#include "config/json/jsontext.h"

#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_clientdialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme.applyTo(*qApp);
    }
    void everyFieldHasAnEditor();
    void specsClientsAreMadeByHand_data();
    void specsClientsAreMadeByHand();
    void eachTypeOfCredentials_data();
    void eachTypeOfCredentials();
    void secretsGoBesideTheFile();
    void everyChoiceIsReadWhole();
    void everyControlHasAName();
    void tabsWalkThroughTheFieldsInOrder();
    void faultsPreventSaving();
    void eachValueOfAListIsCounted();
    void filePageTellsWhatCanBeWritten();
    void whatIsStillEmptyIsNoFaultYet();
    void openingAListIsNotLeavingIt();
    void nothingChangedIsNothingToSave();
    void presetsSetAndAreUndone();
    void resetIsUndone();
    void whatWasEditedSinceStays();
    void pipelineLeadsToThePagesAndCounts();
    void consequencesFollowTheFigures();
    void wrongValuesHaveNoConsequences();
    void escAsksBeforeChangesAreLost();
    void refusalKeepsTheDialogOpen();
    void looksRightInLightAndDark_data();
    void looksRightInLightAndDark();

private:
    static const ConsequenceCard *cardOf(const DialogFixture &f, const QString &title)
    {
        const QList<ConsequenceCard *> cards = f.dialog.findChildren<ConsequenceCard *>();
        const auto found = std::find_if(cards.begin(), cards.end(), [&title](const ConsequenceCard *card) {
            return card->accessibleName() == title;
        });
        return found == cards.end() ? nullptr : *found;
    }
    static const QLabel *obstacle(const DialogFixture &f)
    {
        const QList<QLabel *> labels = f.dialog.footer()->findChildren<QLabel *>();
        return *std::find_if(labels.begin(), labels.end(),
                             [](const QLabel *label) { return label->accessibleName() == u"What prevents saving"_s; });
    }
    static ClientConfig simple()
    {
        ClientConfig config;
        config.name = u"my_api"_s;
        config.baseUrl = QUrl(u"https://api.example.com"_s);
        return config;
    }
    static ClientConfig production();
    static void typeSimple(DialogFixture &f, const ClientConfig &config);
    static void typeProduction(DialogFixture &f);

    Theme m_theme{Theme::Mode::Light};
};

using Hands = std::function<void(DialogFixture &)>;
Q_DECLARE_METATYPE(ClientConfig)
Q_DECLARE_METATYPE(Hands)

ClientConfig tst_clientdialog::production()
{
    ClientConfig config;
    config.name = u"production_api"_s;
    config.baseUrl = QUrl(u"https://api.production.com"_s);
    config.auth = createOauth2Auth(u"client-123"_s, Secret::environment(u"API_CLIENT_SECRET"_s),
                                   QUrl(u"https://auth.production.com/token"_s), {u"orders:read"_s, u"orders:write"_s});
    config.rateLimit = RateLimitConfig();
    config.rateLimit->maxRequests = 1000;
    config.rateLimit->window = 1h;
    config.rateLimit->burstSize = 1100;
    config.circuitBreaker = CircuitBreakerConfig();
    config.circuitBreaker->failureThreshold = 10;
    config.circuitBreaker->successThreshold = 3;
    config.retry = RetryConfig();
    config.retry->maxDelay = 30s;
    config.defaultHeaders = {{u"User-Agent"_s, u"BRAiN/1.0"_s}, {u"Accept"_s, u"application/json"_s}};
    return config;
}

void tst_clientdialog::typeSimple(DialogFixture &f, const ClientConfig &config)
{
    f.type(u"name"_s, config.name);
    f.type(u"base_url"_s, config.baseUrl.toString());
}

void tst_clientdialog::typeProduction(DialogFixture &f)
{
    typeSimple(f, production());
    f.typePair(u"default_headers"_s, 1, u"User-Agent"_s, u"BRAiN/1.0"_s);
    f.typePair(u"default_headers"_s, 2, u"Accept"_s, u"application/json"_s);
    f.choose(u"auth.type"_s, u"OAuth 2.0"_s);
    f.choose(u"auth.grant_type"_s, u"Client credentials"_s);
    f.type(u"auth.client_id"_s, u"client-123"_s);
    f.typeSecret(u"auth.client_secret"_s, u"Environment variable"_s, u"API_CLIENT_SECRET"_s);
    f.type(u"auth.token_url"_s, u"https://auth.production.com/token"_s);
    f.type(u"auth.scopes"_s, u"orders:read orders:write"_s);
    f.press(u"Rate limit: Custom"_s);
    f.type(u"rate_limit.max_requests"_s, u"1000"_s);
    f.type(u"rate_limit.window_seconds"_s, u"3600"_s);
    f.type(u"rate_limit.burst_size"_s, u"1100"_s);
    f.press(u"Circuit breaker: Standard"_s);
    f.type(u"circuit_breaker.failure_threshold"_s, u"10"_s);
    f.type(u"circuit_breaker.recovery_timeout"_s, u"60"_s);
    f.type(u"circuit_breaker.success_threshold"_s, u"3"_s);
    f.press(u"Retry: Standard"_s);
    f.type(u"retry.max_retries"_s, u"3"_s);
    f.type(u"retry.initial_delay"_s, u"1.0"_s);
    f.type(u"retry.max_delay"_s, u"30.0"_s);
    f.type(u"timeout"_s, u"30.0"_s);
    f.type(u"connect_timeout"_s, u"10.0"_s);
    f.type(u"max_connections"_s, u"100"_s);
    f.type(u"max_keepalive_connections"_s, u"20"_s);
}

void tst_clientdialog::everyFieldHasAnEditor()
{
    const DialogFixture f(m_theme);
    for (const FieldFacts &facts : clientFieldFacts()) {
        const FieldRow *row = f.dialog.row(facts.path);
        QVERIFY2(row, qPrintable(facts.path));
        QVERIFY2(row->editor()->input(), qPrintable(facts.path));
        QVERIFY2(!row->noteText().isEmpty(), qPrintable(facts.path));
    }
}

void tst_clientdialog::specsClientsAreMadeByHand_data()
{
    QTest::addColumn<ClientConfig>("config");
    QTest::addColumn<Hands>("hands");
    QTest::newRow("simple") << simple() << Hands([](DialogFixture &f) { typeSimple(f, simple()); });
    ClientConfig apiKey = simple();
    apiKey.auth = createApiKeyAuth(Secret::keychain());
    QTest::newRow("API key") << apiKey << Hands([](DialogFixture &f) {
        typeSimple(f, simple());
        f.choose(u"auth.type"_s, u"API key"_s);
        f.typeSecret(u"auth.token"_s, u"Keychain"_s, u"sk-your-api-key"_s);
        f.type(u"auth.token_key"_s, u"X-API-Key"_s);
    });
    ClientConfig oauth = simple();
    oauth.auth = createOauth2Auth(u"client-123"_s, Secret::keychain(), QUrl(u"https://auth.example.com/token"_s),
                                  {u"read"_s, u"write"_s});
    QTest::newRow("OAuth 2.0") << oauth << Hands([](DialogFixture &f) {
        typeSimple(f, simple());
        f.choose(u"auth.type"_s, u"OAuth 2.0"_s);
        f.choose(u"auth.grant_type"_s, u"Client credentials"_s);
        f.type(u"auth.token_url"_s, u"https://auth.example.com/token"_s);
        f.type(u"auth.client_id"_s, u"client-123"_s);
        f.typeSecret(u"auth.client_secret"_s, u"Keychain"_s, u"secret-456"_s);
        f.type(u"auth.scopes"_s, u"read, write"_s);
    });
    QTest::newRow("Production") << production() << Hands(typeProduction);
}

void tst_clientdialog::specsClientsAreMadeByHand()
{
    QFETCH(const ClientConfig, config);
    QFETCH(const Hands, hands);
    DialogFixture f(m_theme);
    hands(f);
    QVERIFY2(f.dialog.draft().faults().isEmpty(), qPrintable(f.dialog.draft().faults().value(0).path));
    const QByteArray file = writeClientConfig(config);
    QCOMPARE(f.dialog.file()->text(), QString::fromUtf8(file));
    f.press(u"Save"_s);
    QCOMPARE(f.edits.size(), 1);
    QCOMPARE(writeClientConfig(f.edits.first().config), file);
    QCOMPARE(f.edits.first().config, config);
}

void tst_clientdialog::eachTypeOfCredentials_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<Hands>("hands");
    QTest::addColumn<QByteArray>("auth");
    const auto row = [](const char *name, const QString &type, const Hands &hands, const QByteArray &auth) {
        QTest::newRow(name) << type << hands << auth;
    };
    row(
        "bearer", u"Bearer token"_s,
        [](DialogFixture &f) { f.typeSecret(u"auth.token"_s, u"Environment variable"_s, u"TOKEN"_s); },
        R"({"type":"bearer","token":"${env:TOKEN}"})");
    row(
        "basic", u"Basic authentication"_s,
        [](DialogFixture &f) {
            f.type(u"auth.username"_s, u"ada"_s);
            f.typeSecret(u"auth.password"_s, u"Keychain"_s, u"enchantress"_s);
        },
        R"({"type":"basic","username":"ada","password":{"secret":"keychain"}})");
    row(
        "custom", u"Custom headers and parameters"_s,
        [](DialogFixture &f) {
            f.typePair(u"auth.custom_headers"_s, 1, u"X-Tenant-ID"_s, u"tenant-123"_s);
            f.typePair(u"auth.custom_params"_s, 1, u"api_key"_s, u"key-value"_s);
        },
        R"({"type":"custom","custom_headers":{"X-Tenant-ID":{"secret":"keychain"}},)"
        R"("custom_params":{"api_key":{"secret":"keychain"}}})");
    row(
        "query", u"API key"_s,
        [](DialogFixture &f) {
            f.typeSecret(u"auth.token"_s, u"Environment variable"_s, u"KEY"_s);
            f.choose(u"auth.token_location"_s, u"Query"_s);
            f.type(u"auth.token_key"_s, u"key"_s);
        },
        R"({"type":"api_key","token":"${env:KEY}","token_location":"query","token_key":"key"})");
}

void tst_clientdialog::eachTypeOfCredentials()
{
    QFETCH(const QString, type);
    QFETCH(const Hands, hands);
    QFETCH(const QByteArray, auth);
    DialogFixture f(m_theme);
    typeSimple(f, simple());
    f.choose(u"auth.type"_s, type);
    hands(f);
    QVERIFY2(f.dialog.draft().faults().isEmpty(), qPrintable(f.dialog.draft().faults().value(0).path));
    QCOMPARE(compactJson(sectionTree(*f.dialog.draft().config().auth)), auth);
    // Another type, and back: what was typed is still there.
    f.choose(u"auth.type"_s, u"No authentication"_s);
    QCOMPARE(f.dialog.file()->text().toUtf8(), writeClientConfig(simple()));
    f.choose(u"auth.type"_s, type);
    QCOMPARE(compactJson(sectionTree(*f.dialog.draft().config().auth)), auth);
}

void tst_clientdialog::secretsGoBesideTheFile()
{
    DialogFixture f(m_theme);
    typeSimple(f, simple());
    f.choose(u"auth.type"_s, u"Custom headers and parameters"_s);
    f.typePair(u"auth.custom_headers"_s, 1, u"X-Sign"_s, u"sk-typed"_s);
    f.press(u"Save"_s);
    QCOMPARE(f.edits.first().secrets, (QHash<QString, QString>{{u"auth.custom_headers.X-Sign"_s, u"sk-typed"_s}}));
    QVERIFY(!f.dialog.file()->text().contains(u"sk-typed"_s));
    const QList<QLabel *> labels = f.dialog.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY(!label->text().contains(u"sk-typed"_s));
    const auto *list = f.dialog.findChild<PageList *>();
    QCOMPARE(list->badge(int(ClientDialog::Page::Auth)).text, u"keychain"_s);
}

void tst_clientdialog::everyChoiceIsReadWhole()
{
    const DialogFixture f(m_theme);
    const QList<QComboBox *> boxes = f.dialog.findChildren<QComboBox *>();
    QVERIFY(boxes.size() > 5);
    for (const QComboBox *box : boxes) {
        if (qobject_cast<const ChoiceEditor *>(box->parentWidget()))
            QVERIFY2(box->sizeHint().width() <= box->parentWidget()->width(), qPrintable(box->accessibleName()));
    }
}

void tst_clientdialog::everyControlHasAName()
{
    const DialogFixture f(m_theme);
    const QList<QWidget *> widgets = f.dialog.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isInner = widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QScrollBar *>(widget)
            || widget->window() != &f.dialog;
        if (isInner || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        const QString place = QString::fromLatin1(widget->metaObject()->className()) + u" in "_s
            + QString::fromLatin1(widget->parentWidget()->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(place));
    }
}

void tst_clientdialog::tabsWalkThroughTheFieldsInOrder()
{
    const DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    QWidgetList chain;
    QWidget *widget = f.dialog.nextInFocusChain();
    for (; widget != &f.dialog; widget = widget->nextInFocusChain())
        chain.append(widget);
    QHash<QWidget *, qsizetype> last; // by page
    for (const FieldInfo &info : clientFieldInfos()) {
        const FieldRow *row = f.dialog.row(info.path);
        const qsizetype place = chain.indexOf(row->editor()->input());
        QVERIFY2(place >= 0, qPrintable(info.path));
        if (info.path.startsWith(u"auth."_s))
            continue; // stand in an order of their own
        QWidget *page = row->parentWidget();
        QVERIFY2(place > last.value(page, -1), qPrintable(info.path));
        last.insert(page, place);
    }
    QVERIFY(chain.contains(f.dialog.footer()->saveButton()));
    const auto place = [&](const QString &name) { return chain.indexOf(f.button(name)); };
    for (const auto &[page, field] :
         {std::pair(u"General"_s, u"name"_s), {u"Rate limit"_s, u"rate_limit.burst_size"_s}}) {
        const qsizetype reset = place(page + u": reset page to defaults"_s);
        QVERIFY(place(page + u": settings of a known API"_s) < reset);
        QVERIFY(reset < chain.indexOf(f.dialog.row(field)->editor()->input()));
    }
    QVERIFY(place(u"Export the client as edited"_s) < place(u"Copy the file"_s));
    QVERIFY(place(u"Copy the file"_s) < chain.indexOf(f.dialog.findChild<QPlainTextEdit *>()));
}

void tst_clientdialog::faultsPreventSaving()
{
    DialogFixture f(m_theme);
    QVERIFY(!f.dialog.footer()->saveButton()->isEnabled());
    typeSimple(f, simple());
    QVERIFY(f.dialog.footer()->saveButton()->isEnabled());
    f.press(u"Rate limit: Standard"_s);
    f.type(u"rate_limit.max_wait"_s, u"-5"_s);
    QCOMPARE(f.note(u"rate_limit.max_wait"_s), u"Must be 0 s or more; empty: wait as long as it takes"_s);
    QVERIFY(f.dialog.row(u"rate_limit.max_wait"_s)->editor()->input()->property("invalid").toBool());
    QVERIFY(!f.dialog.footer()->saveButton()->isEnabled());
    const auto *list = f.dialog.findChild<PageList *>();
    QCOMPARE(list->badge(int(ClientDialog::Page::Limiter)).text, u"1 to correct"_s);
    QTest::keyClick(f.dialog.footer()->saveButton(), Qt::Key_Space);
    QTest::keyClick(&f.dialog, Qt::Key_Return);
    QVERIFY(f.edits.isEmpty());
    f.type(u"rate_limit.max_wait"_s, u"5"_s);
    QVERIFY(f.dialog.footer()->saveButton()->isEnabled());
    QVERIFY(list->badge(int(ClientDialog::Page::Limiter)).text.isEmpty());
}

void tst_clientdialog::eachValueOfAListIsCounted()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    f.type(u"circuit_breaker.failure_status_codes"_s, u"999, abc, -1"_s);
    f.type(u"timeout"_s, u"soon"_s);
    const auto *list = f.dialog.findChild<PageList *>();
    QCOMPARE(list->badge(int(ClientDialog::Page::Breaker)).text, u"3 to correct"_s);
    QCOMPARE(list->badge(int(ClientDialog::Page::Timeouts)).text, u"1 to correct"_s);
    QCOMPARE(obstacle(f)->text(), u"4 values to correct"_s);
    QVERIFY2(f.note(u"circuit_breaker.failure_status_codes"_s).startsWith(u"“999”: "_s),
             qPrintable(f.note(u"circuit_breaker.failure_status_codes"_s)));
}

void tst_clientdialog::filePageTellsWhatCanBeWritten()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    const auto tells = [&f](const QString &begin) {
        const QList<QLabel *> labels = f.dialog.findChild<JsonPage *>()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&begin](const QLabel *label) { return label->text().startsWith(begin); });
    };
    QVERIFY(tells(u"What Save writes"_s));
    f.type(u"timeout"_s, u"soon"_s);
    QVERIFY(!tells(u"What Save writes"_s));
    QVERIFY(tells(u"What can be written so far."_s));
    f.type(u"timeout"_s, u"7"_s);
    QVERIFY(tells(u"What Save writes"_s));
}

void tst_clientdialog::openingAListIsNotLeavingIt()
{
    ClientConfig config = simple();
    config.auth = createBearerAuth({});
    DialogFixture f(m_theme, config, ClientDialog::Purpose::Edit);
    f.dialog.showPage(ClientDialog::Page::Auth);
    auto *source = qobject_cast<QComboBox *>(f.dialog.row(u"auth.token"_s)->editor()->input());
    QVERIFY(source);
    source->setFocus();
    source->showPopup();
    QTRY_VERIFY(QApplication::activePopupWidget());
    QCoreApplication::sendPostedEvents();
    QVERIFY(!source->property("invalid").toBool());
    source->hidePopup();
    QFocusEvent left(QEvent::FocusOut, Qt::TabFocusReason);
    QTRY_VERIFY(!QApplication::activePopupWidget());
    QCoreApplication::sendEvent(source, &left);
    QCoreApplication::sendPostedEvents();
    QVERIFY(source->property("invalid").toBool());
}

void tst_clientdialog::whatIsStillEmptyIsNoFaultYet()
{
    DialogFixture f(m_theme);
    const auto isRed = [&f](const QString &path) {
        return f.dialog.row(path)->editor()->input()->property("invalid").toBool();
    };
    for (const QString &path : {u"name"_s, u"base_url"_s}) {
        QVERIFY(!isRed(path));
        QVERIFY(f.note(path).endsWith(u" · needed"_s));
    }
    QVERIFY(!f.dialog.footer()->saveButton()->isEnabled());
    const auto *list = f.dialog.findChild<PageList *>();
    QCOMPARE(list->badge(int(ClientDialog::Page::General)).text, u"2 to fill in"_s);
    const QLabel *footer = obstacle(f);
    QCOMPARE(footer->text(), u"2 values to fill in"_s);
    QCOMPARE(footer->property("rank").toString(), u"muted"_s);
    QFocusEvent windowLeft(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
    QCoreApplication::sendEvent(f.dialog.row(u"name"_s)->editor()->input(), &windowLeft);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!isRed(u"name"_s));
    QFocusEvent left(QEvent::FocusOut, Qt::TabFocusReason);
    QCoreApplication::sendEvent(f.dialog.row(u"name"_s)->editor()->input(), &left);
    QCoreApplication::sendPostedEvents();
    QVERIFY(isRed(u"name"_s));
    QCOMPARE(f.note(u"name"_s), u"Is needed here"_s);
    QVERIFY(!isRed(u"base_url"_s));
    QCOMPARE(list->badge(int(ClientDialog::Page::General)).text, u"1 to correct"_s);
    QCOMPARE(footer->text(), u"1 value to correct"_s);
    QCOMPARE(footer->property("rank").toString(), u"error"_s);
    f.type(u"base_url"_s, u"http://x"_s);
    f.type(u"base_url"_s, {});
    QVERIFY(isRed(u"base_url"_s));
}

void tst_clientdialog::nothingChangedIsNothingToSave()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    QVERIFY(!f.dialog.footer()->saveButton()->isEnabled());
    QCOMPARE(f.dialog.file()->text().toUtf8(), writeClientConfig(production()));
    f.type(u"timeout"_s, u"31"_s);
    QVERIFY(f.dialog.footer()->saveButton()->isEnabled());
    f.type(u"timeout"_s, u"30"_s);
    QVERIFY(!f.dialog.footer()->saveButton()->isEnabled());
}

void tst_clientdialog::presetsSetAndAreUndone()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    const auto isTold = [&f](const QString &message) {
        const QList<QLabel *> labels = f.dialog.footer()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *l) { return l->text() == message; });
    };
    QVERIFY(f.button(u"Retry: Custom"_s)->isChecked());
    f.press(u"Retry: Off"_s);
    QVERIFY(!f.dialog.draft().config().retry);
    QVERIFY(!f.dialog.row(u"retry.max_retries"_s)->isEnabled());
    f.press(u"Retry: Gentle"_s);
    QVERIFY(isTold(u"“Retry” is set to “Gentle” now."_s));
    QCOMPARE(f.dialog.draft().config().retry->maxRetries, 1);
    QVERIFY(f.button(u"Retry: Gentle"_s)->isChecked());
    f.press(u"Undo"_s);
    f.press(u"Undo"_s);
    QCOMPARE(f.dialog.draft().config(), production());
    QVERIFY(f.button(u"Retry: Custom"_s)->isChecked());
}

void tst_clientdialog::whatWasEditedSinceStays()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    f.press(u"Retry: Off"_s);
    QCoreApplication::sendPostedEvents();
    f.press(u"Rate limit: Off"_s);
    QCoreApplication::sendPostedEvents();
    f.type(u"base_url"_s, u"https://api.production.com/v2"_s);
    f.press(u"Undo"_s);
    f.press(u"Undo"_s);
    ClientConfig expected = production();
    expected.baseUrl = QUrl(u"https://api.production.com/v2"_s);
    QCOMPARE(writeClientConfig(f.dialog.draft().config()), writeClientConfig(expected));
}

void tst_clientdialog::resetIsUndone()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    f.press(u"Rate limit: reset page to defaults"_s);
    QCOMPARE(f.dialog.draft().config().rateLimit, std::optional(RateLimitConfig()));
    f.press(u"General: reset page to defaults"_s);
    QVERIFY(f.dialog.draft().config().defaultHeaders.isEmpty());
    QCOMPARE(f.dialog.draft().config().name, u"production_api"_s);
    f.dialog.footer()->saveButton()->setFocus();
    QTest::keyClick(&f.dialog, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(&f.dialog, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.dialog.draft().config(), production());
}

void tst_clientdialog::pipelineLeadsToThePagesAndCounts()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    QTest::keyClick(f.dialog.pipeline()->step(PipelineStage::Breaker), Qt::Key_Space);
    QCOMPARE(f.dialog.currentPage(), ClientDialog::Page::Breaker);
    QVERIFY(f.dialog.pipeline()->step(PipelineStage::Breaker)->isChecked());
    QVERIFY(!f.dialog.pipeline()->step(PipelineStage::Prepare)->isChecked());
    QCOMPARE(f.dialog.pipeline()->step(PipelineStage::Limiter)->accessibleName(),
             u"Rate limiter: 1,000/h, burst 1,100"_s);
    f.press(u"Count every attempt instead…"_s);
    QCOMPARE(f.dialog.draft().config().pipeline, Pipeline::PerAttempt);
    const auto left = [&f](PipelineStage stage) { return f.dialog.pipeline()->step(stage)->x(); };
    QTRY_VERIFY(left(PipelineStage::Retry) < left(PipelineStage::Limiter));
    f.press(u"Count only calls instead…"_s);
    QCOMPARE(f.dialog.draft().config(), production());
}

void tst_clientdialog::consequencesFollowTheFigures()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    const auto sentence = [&f](const QString &title) { return cardOf(f, title)->sentence(); };
    f.type(u"rate_limit.max_requests"_s, u"100"_s);
    f.type(u"rate_limit.window_seconds"_s, u"60"_s);
    f.type(u"rate_limit.burst_size"_s, u"120"_s);
    QCOMPARE(sentence(u"What this allows"_s), u"100 requests/min on average, at most 220 in any 1 min."_s);
    f.toggle(u"rate_limit.strict"_s);
    QCOMPARE(sentence(u"What this allows"_s), u"100 requests/min on average, at most 100 in any 1 min."_s);
    f.toggle(u"retry.jitter"_s);
    f.type(u"timeout"_s, u"5"_s);
    QVERIFY(sentence(u"What this comes to"_s).contains(u"worst case 27 s for one call."_s));
    f.type(u"circuit_breaker.failure_threshold"_s, u"4"_s);
    QVERIFY(sentence(u"What it does"_s).startsWith(u"Opens by 4 failures in a row"_s));
}

void tst_clientdialog::wrongValuesHaveNoConsequences()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    const auto step = [&f](PipelineStage stage) { return f.dialog.pipeline()->step(stage); };
    QTest::keyClick(step(PipelineStage::Limiter), Qt::Key_Space);
    const ConsequenceCard *card = cardOf(f, u"What this allows"_s);
    const auto *nothing = card->findChild<EmptyState *>();
    const auto *drawing = card->findChild<LimiterDrawing *>();
    QTRY_VERIFY(drawing->isVisible());
    const int height = card->height();
    const QString sentence = card->sentence();
    for (const QString &wrong : {u"0"_s, u"abc"_s}) {
        f.type(u"rate_limit.max_requests"_s, wrong);
        QVERIFY(nothing->isVisible());
        QVERIFY(!drawing->isVisible());
        QCOMPARE(card->sentence(), QString());
        QCoreApplication::processEvents();
        QCOMPARE(card->height(), height);
        QCOMPARE(step(PipelineStage::Limiter)->accessibleName(), u"Rate limiter: to correct"_s);
    }
    f.type(u"rate_limit.max_requests"_s, u"1000"_s);
    QVERIFY(!nothing->isVisible());
    QVERIFY(drawing->isVisible());
    QCOMPARE(card->sentence(), sentence);
    QCOMPARE(step(PipelineStage::Limiter)->accessibleName(), u"Rate limiter: 1,000/h, burst 1,100"_s);
    // How long a call may take follows from its timeout, on another page.
    f.type(u"timeout"_s, u"soon"_s);
    QCOMPARE(cardOf(f, u"What this comes to"_s)->sentence(), QString());
    QCOMPARE(step(PipelineStage::Http)->accessibleName(), u"HTTP: to correct"_s);
    QVERIFY(!step(PipelineStage::Retry)->accessibleName().contains(u"to correct"));
}

void tst_clientdialog::escAsksBeforeChangesAreLost()
{
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    f.type(u"timeout"_s, u"31"_s);
    QFocusEvent left(QEvent::FocusOut, Qt::OtherFocusReason); // the question takes the focus of a field not yet visited
    QTest::keyClick(&f.dialog, Qt::Key_Escape);
    QCoreApplication::sendEvent(f.dialog.row(u"max_redirects"_s)->editor()->input(), &left);
    QCoreApplication::sendPostedEvents();
    QVERIFY(f.dialog.isVisible());
    QVERIFY(f.dialog.footer()->isAsking());
    QVERIFY(f.button(u"Keep editing"_s)->hasFocus());
    QTest::keyClick(f.button(u"Keep editing"_s), Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY2(f.button(u"Discard"_s)->hasFocus(), "it stands before");
    QVERIFY2(f.button(u"Keep editing"_s)->geometry().contains(f.button(u"Save"_s)->geometry().center()),
             "a click that was meant for Save");
    QTest::keyClick(&f.dialog, Qt::Key_Escape);
    QVERIFY2(f.dialog.isVisible() && !f.dialog.footer()->isAsking(), "the question is taken back");
    QTest::keyClick(&f.dialog, Qt::Key_Escape);
    f.press(u"Discard"_s);
    QVERIFY(!f.dialog.isVisible());
    DialogFixture untouched(m_theme, production(), ClientDialog::Purpose::Edit);
    QTest::keyClick(&untouched.dialog, Qt::Key_Escape);
    QVERIFY(!untouched.dialog.isVisible());
}

void tst_clientdialog::refusalKeepsTheDialogOpen()
{
    DialogFixture f(m_theme);
    typeSimple(f, simple());
    f.press(u"Save"_s);
    f.dialog.refuse(u"The disk is full."_s);
    QVERIFY(f.dialog.isVisible());
    bool told = false;
    const QList<QLabel *> labels = f.dialog.footer()->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        told |= label->isVisible() && label->text() == u"The disk is full."_s;
    QVERIFY(told);
    f.press(u"Save"_s);
    QCOMPARE(f.edits.size(), 2);
    f.dialog.finishSaved();
    QVERIFY(!f.dialog.isVisible());
    QCOMPARE(f.dialog.result(), int(QDialog::Accepted));
}

void tst_clientdialog::looksRightInLightAndDark_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

void tst_clientdialog::looksRightInLightAndDark()
{
    QFETCH(const Theme::Mode, mode);
    m_theme.setMode(mode);
    DialogFixture f(m_theme, production(), ClientDialog::Purpose::Edit);
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    for (int page = 0; page <= int(ClientDialog::Page::File); ++page) {
        f.dialog.showPage(ClientDialog::Page(page));
        const QImage picture = f.dialog.grab().toImage();
        QCOMPARE(picture.pixelColor(3, picture.height() / 2), m_theme.color(ColorRole::Panel));
        if (!folder.isEmpty())
            picture.save(u"%1/dialog-%2-%3.png"_s.arg(folder, QString::fromLatin1(QTest::currentDataTag())).arg(page));
    }
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(tst_clientdialog)
#include "tst_clientdialog.moc"
