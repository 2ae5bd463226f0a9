// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "common/theme.h"
#include "interchange/exportdialog.h"
#include "support/everyfield.h"
#include "workspace/environmentfiles.h"
#include "workspace/workspacecontent.h"
#include "workspace/workspaceloader.h"
#include "workspace/workspacewriter.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// A client of one workspace, exported in the window and on the command line: to the same bytes.
class TestCliExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameAsTheDialog_data();
    void sameAsTheDialog();

private:
    Theme m_theme{Theme::Mode::Light};
    QTemporaryDir m_folder;
    ExportDialog::Content m_content;
};

namespace {

/// With its settings as they are, and with variables in some of them.
QList<WorkspaceClient> bothClients()
{
    ClientConfig variable = everyFieldChanged();
    variable.defaultHeaders = {{u"X-Team"_s, u"{{team}}"_s}, {u"X-Key"_s, u"{{key}}"_s}, {u"X-Text"_s, u"\\{{a}}"_s}};
    return {{u"plain"_s, everyFieldChanged(), {}}, {u"variable"_s, variable, {}}};
}

QList<Environment> someEnvironments()
{
    Environment staging{u"staging"_s, {}};
    staging.config.name = u"Staging"_s;
    staging.config.variables = {{u"team"_s, Variable::Source::Text, u"blue & \"green\""_s},
                                {u"key"_s, Variable::Source::Keychain, {}}};
    return {staging};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestCliExport::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_theme.applyTo(*qApp);
    Workspace workspace;
    workspace.name = u"Export"_s;
    workspace.id = u"an-id"_s;
    workspace.clients = bothClients();
    QVERIFY(saveWorkspace(workspace, m_folder.path()));
    QVERIFY(saveEnvironments(someEnvironments(), m_folder.path()));
}

void TestCliExport::sameAsTheDialog_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("environment"); // empty for none
    for (const auto &format : clientExporters()) {
        for (const QString &client : {u"plain"_s, u"variable"_s}) {
            for (const QString &environment : {QString(), u"staging"_s}) {
                const QStringList name{format->id(), client, environment};
                QTest::newRow(qPrintable(name.join(u' '))) << format->id() << client << environment;
            }
        }
    }
}

void TestCliExport::sameAsTheDialog()
{
    QFETCH(const QString, format);
    QFETCH(const QString, client);
    QFETCH(const QString, environment);
    const auto loaded = loadWorkspace(m_folder.path());
    QVERIFY(loaded && loaded->faults.isEmpty());
    const LoadedEnvironments environments = loadEnvironments(m_folder.path());
    QCOMPARE(environments.environments.size(), 1);
    const WorkspaceClient *found = clientAt(loaded->workspace, client);
    QVERIFY(found);

    ExportDialog dialog(m_theme, {found->config, environments.environments});
    dialog.open();
    dialog.setFormat(format);
    dialog.setEnvironment(environment);
    const QString saved = m_folder.filePath(u"of-the-dialog"_s);
    QFile::remove(saved);
    const QList<QPushButton *> buttons = dialog.findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"&Save…")
            button->click();
    }
    QVERIFY(dialog.findChild<QFileDialog *>());
    Q_EMIT dialog.findChild<QFileDialog *>()->fileSelected(saved);
    const QByteArray ofDialog = contentOf(saved);
    QVERIFY(!ofDialog.isEmpty());

    const QStringList choice = environment.isEmpty() ? QStringList{} : QStringList{u"--env"_s, environment};
    const QString file = m_folder.filePath(u"clients/%1/client.json"_s.arg(client));
    CliProcess printed(QStringList{u"export"_s} + choice + QStringList{format, file});
    printed.waitForEnd();
    QCOMPARE(printed.exitCode(), 0);
    QCOMPARE(printed.out(), ofDialog);
    const QString written = m_folder.filePath(u"of-the-command-line"_s);
    CliProcess kept(QStringList{u"export"_s, u"-o"_s, written} + choice + QStringList{format, file});
    kept.waitForEnd();
    QCOMPARE(kept.exitCode(), 0);
    QCOMPARE(contentOf(written), ofDialog);
}

QTEST_MAIN(TestCliExport)
#include "tst_cliexport.moc"
