// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tabstrip.h"
#include "environments/confirmsenddialog.h"
#include "explorer/explorepage.h"
#include "keyringsession.h"
#include "support/accessiblenames.h"
#include "support/sharedmnemonics.h"
#include "support/tabwalk.h"
#include "workspace/conflictdialog.h"
#include "workspacewindow.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// Every page and dialog of the program can be worked without a mouse and without eyes: each control has a name, and
/// Tab comes by all of them.
class tst_keyboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_window.reset(); }
    void pages_data();
    void pages();
    void partsOfExplore();
    void clientDialog();
    void dialogs_data();
    void dialogs();
    void confirmation();
    void conflict();

private:
    static void check(QWidget &window, int atLeast);

    KeyringSession m_keyring;
    std::unique_ptr<WorkspaceWindow> m_window;
};

void tst_keyboard::initTestCase()
{
    if (!m_keyring.start())
        QSKIP(qPrintable(m_keyring.whyNot()));
    QVERIFY(m_keyring.startKeyring());
    m_window = std::make_unique<WorkspaceWindow>();
    m_window->open();
    m_window->makeClient([this](DialogHands &hands) {
        hands.type(u"name"_s, u"Orders"_s);
        hands.type(u"base_url"_s, m_window->upstream().url().toString());
        hands.go(ClientDialog::Page::Breaker);
        hands.press(u"Circuit breaker: Standard"_s);
        hands.go(ClientDialog::Page::Auth);
        hands.choose(u"auth.type"_s, u"Bearer token"_s);
        hands.typeSecret(u"auth.token"_s, u"Keychain"_s, u"t0k3n"_s);
    });
    m_window->send(u"GET"_s, u"/orders"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->shownBody().isEmpty(), 20'000);
}

void tst_keyboard::check(QWidget &window, int atLeast)
{
    // Qt calls a dialog active as soon as its parent is; the keys go where the application is.
    const auto hasKeys = [&window] {
        window.activateWindow();
        return QApplication::activeWindow() == &window;
    };
    QTRY_VERIFY(hasKeys());
    const AccessibleNames names(window);
    QCOMPARE(names.unnamed, QStringList());
    const SharedMnemonics keys(window);
    QVERIFY2(keys.shared.isEmpty(), qPrintable(keys.shared.join(u'\n')));
    QVERIFY2(names.checked >= atLeast, QByteArray::number(names.checked).constData());
    const TabWalk walk(window);
    QVERIFY2(walk.missed.isEmpty(), qPrintable(walk.missed.join(u'\n')));
    QVERIFY2(walk.reached >= atLeast, QByteArray::number(walk.reached).constData());
}

void tst_keyboard::pages_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"Dashboard", "History", "Explore"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void tst_keyboard::pages()
{
    QFETCH(QString, page);
    m_window->go(page);
    check(*m_window->window(), 10);
}

void tst_keyboard::partsOfExplore()
{
    m_window->go(u"Explore"_s);
    const QList<TabStrip *> strips = m_window->window()->findChild<ExplorePage *>()->findChildren<TabStrip *>();
    QVERIFY(strips.size() > 2);
    for (TabStrip *strip : strips) {
        for (int tab = 0; strip->isVisible() && tab < strip->count(); ++tab) {
            strip->setCurrentIndex(tab);
            check(*m_window->window(), 10);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(strip->tabText(tab)));
        }
    }
}

void tst_keyboard::clientDialog()
{
    ClientDialog *dialog = m_window->openNewClient();
    for (int page = 0; page <= int(ClientDialog::Page::File); ++page) {
        DialogHands(*dialog).go(ClientDialog::Page(page));
        check(*dialog, 4);
        if (QTest::currentTestFailed())
            QFAIL(QByteArray::number(page).constData());
    }
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->dialog<ClientDialog>());
}

void tst_keyboard::dialogs_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"Environments…", "Secrets…", "Cookies…", "Export client…", "Edit client…", "Limits…",
                                "Delete all history…", "Help"})
        QTest::newRow(command) << QString::fromUtf8(command);
}

void tst_keyboard::dialogs()
{
    QFETCH(QString, command);
    WorkspaceWindow::toFront(m_window->window());
    const QList<QAction *> actions = m_window->window()->findChildren<QAction *>();
    for (QAction *action : actions) {
        if (action->text().remove(u'&') == command && action->isEnabled()) {
            action->trigger();
            break;
        }
    }
    QTRY_VERIFY(m_window->dialog<QDialog>());
    auto *dialog = m_window->dialog<QDialog>();
    check(*dialog, 2);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->dialog<QDialog>());
}

void tst_keyboard::confirmation()
{
    Theme theme(Theme::Mode::Light);
    EnvironmentConfig production;
    production.name = u"Production"_s;
    ConfirmSendDialog dialog(theme, production, u"GET /orders"_s);
    dialog.show();
    check(dialog, 2);
}

void tst_keyboard::conflict()
{
    Theme theme(Theme::Mode::Light);
    ConflictDialog dialog(theme, u"clients/orders/client.json"_s, "mine\nsame\n1\n", "theirs\nsame\n2\n");
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_F7);
    check(dialog, 5);
}

QTEST_MAIN(tst_keyboard)
#include "tst_keyboard.moc"
