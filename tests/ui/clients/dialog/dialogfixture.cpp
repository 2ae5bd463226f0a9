// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogfixture.h"

#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/secretinput.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QTest>

namespace fuseboard {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

void typeOver(QWidget *line, const QString &text)
{
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
}

void walkTo(QComboBox *box, const QString &label)
{
    const int target = box->findText(label);
    if (target < 0)
        qFatal("There is no entry %s", qPrintable(label));
    box->setFocus();
    while (box->currentIndex() != target)
        QTest::keyClick(box, box->currentIndex() < target ? Qt::Key_Down : Qt::Key_Up);
}

} // namespace

DialogFixture::DialogFixture(const Theme &theme, const ClientConfig &config, ClientDialog::Purpose purpose,
                             EnvironmentState state)
    : environment(std::move(state))
    , dialog(theme,
             {[this](const ClientConfig &trial) {
                  trials.append(trial);
                  return std::make_shared<ApiClient>(trial, Services{scheduler, random, transport, secrets});
              },
              [this](const QUrl &page) { pages.append(page); }, [this] { return environment; }},
             config, purpose)
{
    QObject::connect(&dialog, &ClientDialog::submitted, &dialog,
                     [this](const ClientEdit &edit) { edits.append(edit); });
    dialog.show();
    dialog.activateWindow();
    if (!QTest::qWaitForWindowActive(&dialog))
        qFatal("The dialog does not become active");
}

void DialogFixture::type(const QString &path, const QString &text)
{
    typeOver(dialog.row(path)->editor()->input(), text);
}

void DialogFixture::choose(const QString &path, const QString &label)
{
    walkTo(qobject_cast<QComboBox *>(dialog.row(path)->editor()->input()), label);
}

void DialogFixture::toggle(const QString &path)
{
    QTest::keyClick(dialog.row(path)->editor()->input(), Qt::Key_Space);
}

void DialogFixture::typeSecret(const QString &path, const QString &source, const QString &text)
{
    const auto *secret = dialog.row(path)->findChild<SecretInput *>();
    walkTo(secret->source(), source);
    typeOver(secret->line(), text);
}

void DialogFixture::typePair(const QString &path, int number, const QString &name, const QString &value)
{
    const FieldRow *row = dialog.row(path);
    const QString label = row->editor()->info().label;
    const auto lines = row->findChildren<QLineEdit *>();
    const auto type = [&lines](const QString &accessible, const QString &text) {
        for (QLineEdit *line : lines) {
            if (line->accessibleName() == accessible)
                typeOver(line, text);
        }
    };
    for (SecretInput *secret : row->findChildren<SecretInput *>()) {
        if (secret->line()->accessibleName() == u"%1: value %2"_s.arg(label).arg(number))
            walkTo(secret->source(), u"Keychain"_s);
    }
    type(u"%1: name %2"_s.arg(label).arg(number), name);
    type(u"%1: value %2"_s.arg(label).arg(number), value);
}

QAbstractButton *DialogFixture::button(const QString &name) const
{
    const QList<QAbstractButton *> all = dialog.findChildren<QAbstractButton *>();
    for (QAbstractButton *candidate : all) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

void DialogFixture::press(const QString &name)
{
    QAbstractButton *found = button(name);
    if (!found)
        qFatal("There is no button %s", qPrintable(name));
    QTest::keyClick(found, Qt::Key_Space);
}

QString DialogFixture::note(const QString &path) const
{
    return dialog.row(path)->noteText();
}

void DialogFixture::runAll()
{
    scheduler.runUntilIdle(1h);
    QCoreApplication::processEvents();
}

} // namespace fuseboard
