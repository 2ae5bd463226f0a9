// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "album.h"
#include "clients/dialog/clientdialog.h"
#include "clients/dialog/fieldrow.h"
#include "compare/comparedialog.h"
#include "cookies/cookiesdialog.h"
#include "dialoghands.h"
#include "environments/environmentsdialog.h"
#include "explorer/seriesdialog.h"
#include "interchange/exportdialog.h"
#include "scenes.h"
#include "secrets/secretsdialog.h"
#include "shell/helpdialog.h"
#include "stage.h"

#include <QPointer>
#include <QTest>

#include <functional>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

using Page = ClientDialog::Page;

struct Credentials
{
    QString name; ///< of the picture
    QString kind;
    std::function<void(DialogHands &)> fillIn;
};

void fillInOAuth(DialogHands &hands)
{
    hands.choose(u"auth.grant_type"_s, u"Client credentials"_s);
    hands.type(u"auth.token_url"_s, u"https://login.example.com/oauth/token"_s);
    hands.type(u"auth.client_id"_s, u"fuseboard-desktop"_s);
    hands.typeSecret(u"auth.client_secret"_s, u"Keychain"_s, u"not-a-secret"_s);
}

/// What is typed as a secret is nobody's, and dots in the picture.
QList<Credentials> allCredentials()
{
    return {
        {u"none"_s, u"No authentication"_s, {}},
        {u"key"_s, u"API key"_s,
         [](DialogHands &hands) {
             hands.typeSecret(u"auth.token"_s, u"Keychain"_s, u"not-a-secret"_s);
             hands.type(u"auth.token_key"_s, u"X-Api-Key"_s);
         }},
        {u"bearer"_s, u"Bearer token"_s,
         [](DialogHands &hands) { hands.typeSecret(u"auth.token"_s, u"Keychain"_s, u"not-a-secret"_s); }},
        {u"basic"_s, u"Basic authentication"_s,
         [](DialogHands &hands) {
             hands.type(u"auth.username"_s, u"ada"_s);
             hands.typeSecret(u"auth.password"_s, u"Keychain"_s, u"not-a-secret"_s);
         }},
        {u"oauth"_s, u"OAuth 2.0"_s, fillInOAuth},
        {u"custom"_s, u"Custom headers and parameters"_s,
         [](DialogHands &hands) {
             hands.typePair(u"auth.custom_headers"_s, 1, u"X-Tenant"_s, u"not-a-secret"_s);
             hands.typePair(u"auth.custom_params"_s, 1, u"signature"_s, u"not-a-secret"_s);
         }},
    };
}

/// Without the question what is to become of the edits.
void leave(QDialog &dialog)
{
    const QPointer<QDialog> left = &dialog;
    dialog.done(QDialog::Rejected);
    if (!QTest::qWaitFor([&left] { return left.isNull(); })) // until then there is no other one of its kind
        qFatal("A dialog stays");
}

void playCredentials(Stage &stage, Album &album)
{
    const QList<Credentials> all = allCredentials();
    for (const Credentials &each : all) {
        const QString name = u"client-auth-"_s + each.name;
        if (!album.wants(name))
            continue;
        stage.edit(u"payments"_s);
        auto &dialog = stage.dialog<ClientDialog>();
        DialogHands hands(dialog);
        hands.go(Page::Auth);
        hands.choose(u"auth.type"_s, each.kind);
        if (each.fillIn)
            each.fillIn(hands);
        album.take(name, dialog);
        leave(dialog);
    }
}

void playClientPages(Stage &stage, Album &album)
{
    const QList<std::pair<QString, Page>> pages{
        {u"general"_s, Page::General}, {u"rate-limit"_s, Page::Limiter},      {u"circuit-breaker"_s, Page::Breaker},
        {u"retry"_s, Page::Retry},     {u"timeouts"_s, Page::Timeouts},       {u"tls-and-proxy"_s, Page::Connection},
        {u"logging"_s, Page::Logging}, {u"configuration-file"_s, Page::File},
    };
    stage.edit(u"orders-api"_s);
    auto &dialog = stage.dialog<ClientDialog>();
    for (const auto &[name, page] : pages) {
        DialogHands(dialog).go(page);
        album.take(u"client-"_s + name, dialog);
    }
    // A value that is none, as on the sheet of the design.
    DialogHands hands(dialog);
    hands.go(Page::Limiter);
    hands.type(u"rate_limit.max_requests"_s, u"-5"_s);
    album.take(u"client-mistake"_s, dialog);
    leave(dialog);
}

template<class Dialog>
void playDialog(Stage &stage, Album &album, const QString &command, const QString &name)
{
    if (!album.wants(name))
        return;
    stage.run(command);
    auto &dialog = stage.dialog<Dialog>();
    album.take(name, dialog);
    leave(dialog);
}

} // namespace

void playDialogs(Stage &stage, Album &album)
{
    if (album.wantsSome(u"client-"_s)) {
        playClientPages(stage, album);
        playCredentials(stage, album);
    }
    playDialog<EnvironmentsDialog>(stage, album, u"Environments…"_s, u"environments"_s);
    playDialog<SecretsDialog>(stage, album, u"Secrets…"_s, u"secrets"_s);
    playDialog<CookiesDialog>(stage, album, u"Cookies…"_s, u"cookies"_s);
    playDialog<HelpDialog>(stage, album, u"Help"_s, u"keys"_s);
    playDialog<ExportDialog>(stage, album, u"Export client…"_s, u"export"_s);
}

void playDialogsOfCalls(Stage &stage, Album &album)
{
    playDialog<CompareDialog>(stage, album, u"Compare with an earlier answer…"_s, u"explore-compare"_s);
    playDialog<SeriesDialog>(stage, album, u"Run several times…"_s, u"explore-series"_s);
}

} // namespace fuseboard
