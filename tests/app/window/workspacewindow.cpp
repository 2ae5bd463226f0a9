// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacewindow.h"

#include "application.h"
#include "common/pill.h"
#include "common/tabstrip.h"
#include "shell/navigationrail.h"
#include "support/shownwindow.h"
#include "viewer/documentview.h"
#include "workspace/missingworkspacedialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTest>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int keychainLimit = 30'000; // ms

/// With the arrow keys; what cannot be reached ends the test instead of going on for ever.
void walkTo(QComboBox *box, const QString &entry)
{
    const int target = box->findText(entry);
    for (int step = 0; box->currentIndex() != target; ++step) {
        if (step == box->count())
            qFatal("%s stays at %s", qPrintable(box->accessibleName()), qPrintable(box->currentText()));
        QTest::keyClick(box, box->currentIndex() < target ? Qt::Key_Down : Qt::Key_Up);
    }
}

} // namespace

WorkspaceWindow::WorkspaceWindow()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    if (!m_upstream.listen())
        qFatal("The upstream does not listen");
}

WorkspaceWindow::~WorkspaceWindow()
{
    close();
}

void WorkspaceWindow::toFront(QWidget *window)
{
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window))
        qFatal("%s does not become active", window->metaObject()->className());
}

void WorkspaceWindow::typeOver(QWidget *line, const QString &text)
{
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
}

void WorkspaceWindow::open()
{
    close();
    m_folder = std::make_unique<QTemporaryDir>();
    Options options;
    options.workspace = folder();
    options.size = QSize(1280, 800);
    m_application = std::make_unique<Application>(options, m_upstream, *qApp);
    if (m_application->start() != 0
        || !QTest::qWaitFor([] { return shownWindow<MissingWorkspaceDialog>() != nullptr; }))
        qFatal("No workspace is offered");
    toFront(shownWindow<MissingWorkspaceDialog>());
    QTest::keyClick(shownWindow<MissingWorkspaceDialog>(), Qt::Key_Return);
    if (!QTest::qWaitFor([] { return shownWindow<MainWindow>() != nullptr; }))
        qFatal("The window does not open");
    m_window = shownWindow<MainWindow>();
    toFront(m_window);
}

void WorkspaceWindow::close()
{
    m_window = nullptr;
    m_application.reset();
    QApplication::setQuitOnLastWindowClosed(false); // the test goes on
}

QString WorkspaceWindow::workspaceId() const
{
    QFile file(folder() + u"/workspace.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value("id"_L1).toString();
}

ClientDialog *WorkspaceWindow::openNewClient()
{
    toFront(m_window); // where a dialog has just closed, it comes there by and by
    QTest::keyClick(m_window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    auto *opened = dialog<ClientDialog>();
    if (!opened)
        qFatal("The dialog of a new client does not open");
    toFront(opened);
    return opened;
}

void WorkspaceWindow::makeClient(const std::function<void(DialogHands &)> &fillIn)
{
    DialogHands hands(*openNewClient());
    fillIn(hands);
    hands.press(u"Save"_s);
    const bool isSaved = QTest::qWaitFor([this] { return !dialog<ClientDialog>(); }, keychainLimit);
    QVERIFY2(isSaved, "The client is not saved");
    toFront(m_window);
}

void WorkspaceWindow::go(const QString &page)
{
    const QList<QAbstractButton *> buttons = m_window->findChild<NavigationRail *>()->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->text() == page)
            return QTest::mouseClick(button, Qt::LeftButton);
    }
    QFAIL(qPrintable(page));
}

void WorkspaceWindow::send(const QString &method, const QString &url, const QString &json)
{
    typeOver(named<QComboBox>(u"Method"_s), method);
    if (!json.isEmpty()) {
        auto *parts = named<TabStrip>(u"Parts of the request"_s);
        for (int tab = 0; parts->tabText(parts->currentIndex()) != "Body"_L1 && tab < 2 * parts->count(); ++tab)
            QTest::keyClick(parts, tab < parts->count() ? Qt::Key_Left : Qt::Key_Right);
        walkTo(named<QComboBox>(u"Kind of body"_s), u"JSON"_s);
        typeOver(named<QPlainTextEdit>(u"Body of the request"_s), json);
    }
    auto *line = named<QLineEdit>(u"URL"_s);
    typeOver(line, url);
    QTest::keyClick(line, Qt::Key_Return);
}

QStringList WorkspaceWindow::pills() const
{
    QStringList texts;
    const QList<Pill *> all = m_window->findChildren<Pill *>();
    for (const Pill *pill : all) {
        if (pill->isVisible())
            texts.append(pill->badge().text);
    }
    return texts;
}

QString WorkspaceWindow::shownBody() const
{
    const auto *view = named<DocumentView>(u"Body of the answer"_s);
    return view ? view->toPlainText() : QString();
}

} // namespace fuseboard
