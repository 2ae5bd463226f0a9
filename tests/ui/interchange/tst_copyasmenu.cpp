// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/copyasmenu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_CopyAsMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesEachKind();
    void leavesTheClipboardWithoutARequest();
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

void tst_CopyAsMenu::leavesTheClipboardWithoutARequest()
{
    QGuiApplication::clipboard()->setText(u"mine"_s);
    CopyAsMenu menu([] { return std::optional<SnippetRequest>(); });
    QSignalSpy noticed(&menu, &CopyAsMenu::noticed);
    menu.actions().first()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
    QCOMPARE(noticed.size(), 0);
}

QTEST_MAIN(tst_CopyAsMenu)
#include "tst_copyasmenu.moc"
