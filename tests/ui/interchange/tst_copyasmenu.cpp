// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/copyasmenu.h"

#include "base/virtualscheduler.h"
#include "common/theme.h"
#include "secrets/secretclipboard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

SnippetRequest bearerRequest(const QHash<QString, QString> &revealed)
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.auth = AuthConfig();
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::keychain();
    Request request;
    request.url = QUrl(u"https://api.example.com/orders"_s);
    return snippetRequest(config, request, Placeholders(config.name, revealed));
}

std::optional<SnippetRequest> placeholderRequest()
{
    return bearerRequest({});
}

SnippetRequest revealedRequest()
{
    return bearerRequest({{u"auth.token"_s, u"canary-4711"_s}});
}

} // namespace

class tst_CopyAsMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void copiesEachKind();
    void tellsWhatIsMissing();
    void cleanup() { QGuiApplication::clipboard()->clear(); }
    void leavesTheClipboardWithoutARequest();
    void secretsAreNotOfferedWithoutAClipboard();
    void INV2_secretsAreAskedAboutOnce_data();
    void INV2_secretsAreAskedAboutOnce();
    void J16_secretsLeaveTheClipboard();
    void aLateAnswerAfterItsEndIsNone();
    void looks_data();
    void looks();

private:
    Theme m_theme{Theme::Mode::Light};
};

void tst_CopyAsMenu::copiesEachKind()
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.auth = AuthConfig();
    config.auth->type = AuthType::Bearer;
    config.auth->token = Secret::plain(u"canary-4711"_s);
    Request request;
    request.url = QUrl(u"https://api.example.com/orders"_s);
    CopyAsMenu menu([&] { return snippetRequest(config, request, Placeholders(config.name)); });
    QSignalSpy noticed(&menu, &CopyAsMenu::noticed);
    QCOMPARE(menu.actions().size(), 7);
    QSet<QString> copied;
    for (QAction *action : menu.actions()) {
        action->trigger();
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.contains("https://api.example.com/orders"_L1), qPrintable(text));
        QVERIFY2(!text.contains("canary"_L1), qPrintable(text));
        copied.insert(text);
    }
    QCOMPARE(copied.size(), 7);
    QCOMPARE(noticed.size(), 7);
    QVERIFY(noticed.first().first().toString().contains("environment variables"_L1));
}

void tst_CopyAsMenu::tellsWhatIsMissing()
{
    SnippetRequest request = *placeholderRequest();
    request.source.parts = {{u"a"_s, u"1"_s, {}, {}, u"text/csv"_s}};
    CopyAsMenu menu([&request] { return request; });
    QSignalSpy noticed(&menu, &CopyAsMenu::noticed);
    menu.findChild<QAction *>(u"copyAs-httpie"_s)->trigger();
    QVERIFY(noticed.last().first().toString().endsWith(". Its first lines say what is missing from it"_L1));
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("# Not in HTTPie: the content type of part 1"_L1));
    menu.findChild<QAction *>(u"copyAs-curl"_s)->trigger();
    QVERIFY(!noticed.last().first().toString().contains("missing"_L1));
}

void tst_CopyAsMenu::leavesTheClipboardWithoutARequest()
{
    QGuiApplication::clipboard()->setText(u"mine"_s);
    CopyAsMenu menu([] { return std::optional<SnippetRequest>(); });
    QSignalSpy noticed(&menu, &CopyAsMenu::noticed);
    menu.actions().first()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
    QCOMPARE(noticed.size(), 0);
}

void tst_CopyAsMenu::secretsAreNotOfferedWithoutAClipboard()
{
    CopyAsMenu menu([] { return std::optional<SnippetRequest>(); });
    QVERIFY(!menu.findChild<QAction *>(u"copyWithSecrets-curl"_s));
}

void tst_CopyAsMenu::INV2_secretsAreAskedAboutOnce_data()
{
    QTest::addColumn<bool>("isAgreed");
    QTest::newRow("agreed") << true;
    QTest::newRow("not agreed") << false;
}

void tst_CopyAsMenu::INV2_secretsAreAskedAboutOnce()
{
    QFETCH(const bool, isAgreed);
    VirtualScheduler scheduler;
    SecretClipboard clipboard(scheduler);
    QWidget window;
    window.show();
    CopyAsMenu menu(&placeholderRequest, {}, &window);
    menu.offerSecrets([](const auto &use) { use(revealedRequest()); }, clipboard);
    QSignalSpy noticed(&menu, &CopyAsMenu::noticed);
    menu.findChild<QAction *>(u"copyWithSecrets-curl"_s)->trigger();
    auto *question = window.findChild<QMessageBox *>();
    QVERIFY(question && question->isVisible());
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    QCOMPARE(question->defaultButton()->text(), u"Cancel"_s);
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == (isAgreed ? QMessageBox::AcceptRole : QMessageBox::RejectRole))
            button->click();
    }
    QCOMPARE(QGuiApplication::clipboard()->text().contains("canary-4711"_L1), isAgreed);
    QCOMPARE(noticed.size(), isAgreed ? 1 : 0);
    QTRY_VERIFY(!window.findChild<QMessageBox *>());
    menu.findChild<QAction *>(u"copyWithSecrets-httpie"_s)->trigger();
    QCOMPARE(window.findChild<QMessageBox *>() != nullptr, !isAgreed);
    menu.findChild<QAction *>(u"copyAs-curl"_s)->trigger();
    QVERIFY2(!QGuiApplication::clipboard()->text().contains("canary"_L1), "the others go on with placeholders");
}

void tst_CopyAsMenu::J16_secretsLeaveTheClipboard()
{
    VirtualScheduler scheduler;
    SecretClipboard clipboard(scheduler);
    QWidget window;
    CopyAsMenu menu(&placeholderRequest, {}, &window);
    menu.offerSecrets([](const auto &use) { use(revealedRequest()); }, clipboard);
    QSignalSpy noticed(&menu, &CopyAsMenu::noticed);
    menu.findChild<QAction *>(u"copyWithSecrets-curl"_s)->trigger();
    for (QAbstractButton *button : window.findChild<QMessageBox *>()->buttons()) {
        if (window.findChild<QMessageBox *>()->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
    QVERIFY(noticed.first().first().toString().contains("30"_L1));
    scheduler.advance(std::chrono::seconds(29));
    QVERIFY(QGuiApplication::clipboard()->text().contains("canary"_L1));
    scheduler.advance(std::chrono::seconds(1));
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void tst_CopyAsMenu::aLateAnswerAfterItsEndIsNone()
{
    VirtualScheduler scheduler;
    SecretClipboard clipboard(scheduler);
    std::function<void(const SnippetRequest &)> answer;
    {
        QWidget window;
        CopyAsMenu menu(&placeholderRequest, {}, &window);
        menu.offerSecrets([&answer](const auto &use) { answer = use; }, clipboard);
        menu.findChild<QAction *>(u"copyWithSecrets-curl"_s)->trigger();
        auto *question = window.findChild<QMessageBox *>();
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        }
        QVERIFY(answer);
    }
    answer(revealedRequest());
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void tst_CopyAsMenu::looks_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_CopyAsMenu::looks()
{
    QFETCH(const bool, dark);
    m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    VirtualScheduler scheduler;
    SecretClipboard clipboard(scheduler);
    QWidget window;
    window.show();
    CopyAsMenu menu(&placeholderRequest, {}, &window);
    menu.offerSecrets([](const auto &use) { use(revealedRequest()); }, clipboard);
    menu.findChild<QAction *>(u"copyWithSecrets-curl"_s)->trigger();
    auto *question = window.findChild<QMessageBox *>();
    const QImage asked = question->grab().toImage();
    const QImage offered = menu.grab().toImage();
    QCOMPARE(asked.pixelColor(4, 4), m_theme.palette().toQPalette().color(QPalette::Window));
    if (const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES"); !folder.isEmpty()) {
        const QString scheme = dark ? u"-dark.png"_s : u"-light.png"_s;
        QVERIFY(asked.save(folder + u"/copywithsecrets"_s + scheme)
                && offered.save(folder + u"/copyasmenu"_s + scheme));
    }
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(tst_CopyAsMenu)
#include "tst_copyasmenu.moc"
