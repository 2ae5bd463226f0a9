// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/exportdialog.h"

#include "common/theme.h"
#include "config/configreader.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_ExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void showsEachFormat();
    void copies();
    void saves();
    void M14_tellsWhyItCannotSave();
    void M1_tellsNoSecret();
    void offersEnvironmentsWhereTheyMatter();
    void takesTheValuesOfAnEnvironment();
    void tellsWhatOthersDoNotKnow();
    void whatHasNoValueIsTold();
    void INV2_secretsStayVariables();
    void tellsThatItIsEdited();
    void everyControlHasAName();
    void escCloses();
    void looks_data();
    void looks();

private:
    QPushButton *button(const QString &text) const;
    QFileDialog *chooser();
    [[nodiscard]] QComboBox *environments() const { return m_dialog->findChild<QComboBox *>(u"exportEnvironment"_s); }
    [[nodiscard]] QString note(const QString &name) const
    {
        const auto *label = m_dialog->findChild<QLabel *>(name);
        return label->isVisible() ? label->text() : QString();
    }
    /// A client whose URL and header are of variables, and two environments.
    static ExportDialog::Content withVariables();

    Theme m_theme{Theme::Mode::Light};
    QTemporaryDir m_folder;
    std::unique_ptr<ExportDialog> m_dialog;
};

void tst_ExportDialog::init()
{
    const auto read = readClientConfig(R"({"name": "orders / α", "base_url": "https://api.example.com",
        "auth": {"type": "bearer", "token": "canary-4711"}, "retry": {}})");
    m_dialog = std::make_unique<ExportDialog>(m_theme, ExportDialog::Content{read->config});
    m_dialog->open();
}

QPushButton *tst_ExportDialog::button(const QString &text) const
{
    for (QPushButton *candidate : m_dialog->findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == text)
            return candidate;
    }
    return nullptr;
}

QFileDialog *tst_ExportDialog::chooser()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    button(u"Save…"_s)->click();
    return m_dialog->findChild<QFileDialog *>();
}

ExportDialog::Content tst_ExportDialog::withVariables()
{
    ExportDialog::Content content;
    content.config = readClientConfig(R"({"name": "orders", "base_url": "{{host}}/v1",
        "default_headers": {"X-Team": "{{team}}", "X-Proof": "{{proof}}"},
        "auth": {"type": "bearer", "token": "{{token}}"}})")
                         ->config;
    Environment production{u"production"_s, {}};
    production.config.name = u"Production"_s;
    production.config.color = EnvironmentColor::Red;
    production.config.variables = {{u"host"_s, Variable::Source::Text, u"https://api.example.com"_s},
                                   {u"team"_s, Variable::Source::Text, u"blue"_s},
                                   {u"proof"_s, Variable::Source::Keychain, {}},
                                   {u"token"_s, Variable::Source::Environment, u"FUSEBOARD_CANARY"_s}};
    Environment staging{u"staging"_s, {}};
    staging.config.name = u"Staging"_s;
    staging.config.variables = {{u"host"_s, Variable::Source::Text, u"https://staging.example.com"_s}};
    content.environments = {production, staging};
    return content;
}

void tst_ExportDialog::offersEnvironmentsWhereTheyMatter()
{
    QVERIFY(!environments()->isVisible());
    ExportDialog::Content content = withVariables();
    m_dialog = std::make_unique<ExportDialog>(m_theme, content);
    m_dialog->open();
    QVERIFY(environments()->isVisible());
    QCOMPARE(environments()->count(), 3);
    QVERIFY2(m_dialog->text().contains("{{host}}/v1"_L1), "they stay until an environment is chosen");
    content.environments.clear();
    m_dialog = std::make_unique<ExportDialog>(m_theme, content);
    m_dialog->open();
    QVERIFY(!environments()->isVisible());
}

void tst_ExportDialog::takesTheValuesOfAnEnvironment()
{
    m_dialog = std::make_unique<ExportDialog>(m_theme, withVariables());
    m_dialog->open();
    m_dialog->setEnvironment(u"production"_s);
    for (const QString &format : {u"fuseboard"_s, u"python"_s, u"curl"_s}) {
        m_dialog->setFormat(format);
        QVERIFY2(m_dialog->text().contains("https://api.example.com/v1"_L1), qPrintable(m_dialog->text()));
        QVERIFY(m_dialog->text().contains("blue"_L1) && !m_dialog->text().contains("{{host}}"_L1));
    }
    button(u"Copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_dialog->text());
    m_dialog->setEnvironment({});
    QVERIFY(m_dialog->text().contains("{{host}}/v1"_L1));
    QVERIFY(note(u"exportStaying"_s).contains(u"no environment"_s));
    m_dialog->setFormat(u"fuseboard"_s);
    QVERIFY(m_dialog->text().contains("{{host}}/v1"_L1));
    QVERIFY(note(u"exportStaying"_s).isEmpty());
}

void tst_ExportDialog::tellsWhatOthersDoNotKnow()
{
    ExportDialog::Content content = withVariables();
    content.environments.clear();
    content.config.defaultHeaders.append({u"X-Braces"_s, u"\\{{no}}"_s});
    m_dialog = std::make_unique<ExportDialog>(m_theme, content);
    m_dialog->open();
    QVERIFY2(note(u"exportStaying"_s).isEmpty(), "our own file knows variables");
    m_dialog->setFormat(u"curl"_s);
    QVERIFY2(note(u"exportStaying"_s).endsWith(u": {{host}}, {{team}}, {{proof}}"_s),
             qPrintable(note(u"exportStaying"_s)));
    content.config.baseUrl = QUrl(u"https://api.example.com"_s);
    content.config.defaultHeaders = {{u"X-Braces"_s, u"\\{{no}}"_s}};
    m_dialog = std::make_unique<ExportDialog>(m_theme, content);
    m_dialog->open();
    QVERIFY(m_dialog->text().contains("\\\\{{no}}"_L1));
    m_dialog->setFormat(u"curl"_s);
    QVERIFY2(m_dialog->text().contains("'X-Braces: {{no}}'"_L1), "as the command line has it");
}

void tst_ExportDialog::whatHasNoValueIsTold()
{
    m_dialog = std::make_unique<ExportDialog>(m_theme, withVariables());
    m_dialog->open();
    m_dialog->setEnvironment(u"staging"_s);
    QVERIFY2(note(u"exportMissing"_s).contains("team"_L1), qPrintable(note(u"exportMissing"_s)));
    QVERIFY2(m_dialog->text().contains("{{host}}/v1"_L1), "all or none");
    m_dialog->setEnvironment(u"production"_s);
    QVERIFY(note(u"exportMissing"_s).isEmpty());
}

void tst_ExportDialog::INV2_secretsStayVariables()
{
    qputenv("FUSEBOARD_CANARY", "canary-4711");
    m_dialog = std::make_unique<ExportDialog>(m_theme, withVariables());
    m_dialog->open();
    m_dialog->setEnvironment(u"production"_s);
    for (const QString &format : {u"fuseboard"_s, u"python"_s, u"curl"_s}) {
        m_dialog->setFormat(format);
        QVERIFY2(!m_dialog->text().contains("canary"_L1), qPrintable(m_dialog->text()));
    }
    QVERIFY2(note(u"exportStaying"_s).contains("{{proof}}"_L1), qPrintable(note(u"exportStaying"_s)));
    qunsetenv("FUSEBOARD_CANARY");
}

void tst_ExportDialog::tellsThatItIsEdited()
{
    QVERIFY(!m_dialog->windowTitle().contains("edited"_L1));
    ExportDialog::Content content = withVariables();
    content.isEdited = true;
    m_dialog = std::make_unique<ExportDialog>(m_theme, content);
    QCOMPARE(m_dialog->windowTitle(), u"Export orders as edited"_s);
    m_dialog->open();
    bool told = false;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        told = told || (label->isVisible() && label->text().startsWith("As edited here; not all of it is saved."_L1));
    QVERIFY(told);
}

void tst_ExportDialog::showsEachFormat()
{
    auto *formats = m_dialog->findChild<QComboBox *>();
    QCOMPARE(formats->count(), 3);
    m_dialog->setFormat(u"python"_s);
    QVERIFY2(m_dialog->text().contains("config = APIClientConfig("_L1), qPrintable(m_dialog->text()));
    m_dialog->setFormat(u"curl"_s);
    QVERIFY(m_dialog->text().startsWith("#!/bin/sh"_L1));
    m_dialog->setFormat(u"unknown"_s);
    QVERIFY(m_dialog->text().startsWith("#!/bin/sh"_L1));
    m_dialog->setFormat(u"fuseboard"_s);
    QVERIFY(readClientConfig(m_dialog->text().toUtf8()).ok());
}

void tst_ExportDialog::copies()
{
    QSignalSpy noticed(m_dialog.get(), &ExportDialog::noticed);
    m_dialog->setFormat(u"python"_s);
    button(u"Copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_dialog->text());
    QCOMPARE(noticed.size(), 1);
}

void tst_ExportDialog::saves()
{
    m_dialog->setFormat(u"python"_s);
    QFileDialog *files = chooser();
    QVERIFY(files);
    QVERIFY2(files->selectedFiles().value(0).endsWith(u"/orders-α.py"_s), qPrintable(files->selectedFiles().value(0)));
    Q_EMIT files->fileSelected(m_folder.filePath(u"out.py"_s));
    QFile written(m_folder.filePath(u"out.py"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("APIClientConfig("));
    QVERIFY(!m_dialog->isVisible());
}

void tst_ExportDialog::M14_tellsWhyItCannotSave()
{
    QFileDialog *files = chooser();
    Q_EMIT files->fileSelected(m_folder.filePath(u"missing/out.json"_s));
    QVERIFY(m_dialog->isVisible());
    bool told = false;
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        told = told || (label->isVisible() && label->text().contains("out.json could not be written: "_L1));
    QVERIFY(told);
}

void tst_ExportDialog::M1_tellsNoSecret()
{
    for (const QString &format : {u"fuseboard"_s, u"python"_s, u"curl"_s}) {
        m_dialog->setFormat(format);
        const QString text = m_dialog->text();
        QVERIFY2(!text.contains("canary"_L1), qPrintable(format));
        // A place that somebody fills in, and not nothing at all.
        QVERIFY2(text.contains("_TOKEN"_L1) || text.contains("\"keychain\""_L1), qPrintable(text));
    }
}

void tst_ExportDialog::everyControlHasAName()
{
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void tst_ExportDialog::escCloses()
{
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void tst_ExportDialog::looks_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_ExportDialog::looks()
{
    QFETCH(const bool, dark);
    m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    ExportDialog::Content content = withVariables();
    content.isEdited = true;
    m_dialog = std::make_unique<ExportDialog>(m_theme, content);
    m_dialog->open();
    m_dialog->setFormat(u"curl"_s);
    m_dialog->setEnvironment(dark ? u"staging"_s : u"production"_s);
    const QImage picture = m_dialog->grab().toImage();
    QCOMPARE(picture.pixelColor(4, 4), m_theme.palette().toQPalette().color(QPalette::Window));
    if (const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES"); !folder.isEmpty())
        QVERIFY(picture.save(folder + (dark ? u"/exportdialog-dark.png"_s : u"/exportdialog-light.png"_s)));
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
