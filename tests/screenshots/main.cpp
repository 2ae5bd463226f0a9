// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "album.h"
#include "auth/secretkey.h"
#include "base/systemscheduler.h"
#include "keychainsecretstore.h"
#include "keyringsession.h"
#include "preferences.h"
#include "sampleworkspace.h"
#include "scenes.h"
#include "stage.h"
#include "support/loopbackserver.h"
#include "systemkeychain.h"
#include "translations.h"
#include "upstream/demoupstream.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr int keychainLimit = 20'000; // ms

/// A keyring of this process's own; where none is installed, no keychain. The user's is left alone.
void startKeyring(KeyringSession &keyring)
{
    if (keyring.start() && keyring.startKeyring())
        return;
    std::fprintf(stderr, "The pictures show no keychain: %s\n", qUtf8Printable(keyring.whyNot()));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

void keepSecret(const Workspace &workspace)
{
    SystemScheduler scheduler;
    KeychainSecretStore store(std::make_unique<SystemKeychain>(), scheduler);
    bool isDone = false;
    store.write(SecretKey::ofClient(workspace.id, u"crm"_s, u"auth.password"_s).text(), u"not-a-secret"_s,
                [&isDone](const Result<void> &) { isDone = true; });
    if (!QTest::qWaitFor([&isDone] { return isDone; }, keychainLimit))
        qFatal("The keychain does not answer");
}

/// The workspaces are written where the next run finds nothing of them.
void play(Theme::Mode theme, Album &album)
{
    SystemScheduler scheduler;
    DemoUpstream upstream(scheduler);
    LoopbackServer pictures;
    pictures.onRequest([](LoopbackConnection &connection, const ReceivedRequest &) {
        Headers headers;
        headers.append("Content-Type", "image/png");
        connection.answer(200, headers, samplePicture());
    });
    QTemporaryDir folder;
    if (!upstream.listen() || !folder.isValid())
        qFatal("There is no server");
    const Workspace shop = sampleWorkspace(upstream.url(), pictures.url({}));
    Workspace nothing;
    nothing.name = u"Nothing yet"_s;
    if (!saveWorkspace(shop, folder.filePath(u"shop"_s)) || !saveWorkspace(nothing, folder.filePath(u"nothing"_s)))
        qFatal("The workspaces cannot be written");
    keepSecret(shop);
    writeEnvironment(folder.filePath(u"shop"_s), u"staging"_s);
    if (album.wantsSome(u"empty-"_s)) {
        Stage stage(upstream, theme, folder.filePath(u"nothing"_s));
        playEmptyPages(stage, album);
    }
    {
        Stage stage(upstream, theme, folder.filePath(u"shop"_s));
        playDialogs(stage, album);
        playCalls(stage, album);
    }
    if (album.wants(u"dashboard"_s)) {
        Stage stage(upstream, theme, {});
        playDashboard(stage, album);
    }
}

} // namespace

/// screenshots [--dark] FOLDER [NAME…]: takes all pictures, or those named, offscreen where QT_QPA_PLATFORM says so.
int main(int argc, char *argv[])
{
    qputenv("MEDIA_TOKEN", "not-a-secret");
    const QTemporaryDir own; // for what the program keeps of its user
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(name, own.path().toLocal8Bit());
    KeyringSession keyring;
    QApplication application(argc, argv);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    installTranslations(application);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, own.path());
    QApplication::setCursorFlashTime(0);
    QStringList arguments = QCoreApplication::arguments().sliced(1);
    const auto theme = arguments.removeAll(u"--dark"_s) > 0 ? Theme::Mode::Dark : Theme::Mode::Light;
    if (arguments.isEmpty()) {
        std::fputs("screenshots [--dark] FOLDER [NAME…]\n", stderr);
        return 2;
    }
    QCoreApplication::setOrganizationName(u"fuseboard"_s); // as the program, for its settings
    QCoreApplication::setApplicationName(u"fuseboard"_s);
    startKeyring(keyring);
    Album album(arguments.takeFirst(), arguments);
    play(theme, album);
    const QStringList faults = album.faults();
    for (const QString &fault : faults)
        std::fprintf(stderr, "screenshots: %s\n", qUtf8Printable(fault));
    return faults.isEmpty() ? 0 : 1;
}
