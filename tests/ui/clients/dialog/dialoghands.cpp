// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialoghands.h"

#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/pagelist.h"
#include "clients/dialog/secretinput.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

namespace fuseboard {

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

void DialogHands::go(ClientDialog::Page page)
{
    auto *list = m_dialog.findChild<PageList *>();
    list->setFocus();
    while (list->currentRow() != int(page))
        QTest::keyClick(list, list->currentRow() < int(page) ? Qt::Key_Down : Qt::Key_Up);
}

void DialogHands::type(const QString &path, const QString &text)
{
    typeOver(m_dialog.row(path)->editor()->input(), text);
}

void DialogHands::choose(const QString &path, const QString &label)
{
    walkTo(qobject_cast<QComboBox *>(m_dialog.row(path)->editor()->input()), label);
}

void DialogHands::toggle(const QString &path)
{
    QTest::keyClick(m_dialog.row(path)->editor()->input(), Qt::Key_Space);
}

void DialogHands::typeSecret(const QString &path, const QString &source, const QString &text)
{
    const auto *secret = m_dialog.row(path)->findChild<SecretInput *>();
    walkTo(secret->source(), source);
    typeOver(secret->line(), text);
}

void DialogHands::typePair(const QString &path, int number, const QString &name, const QString &value)
{
    const FieldRow *row = m_dialog.row(path);
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

QAbstractButton *DialogHands::button(const QString &name) const
{
    const QList<QAbstractButton *> all = m_dialog.findChildren<QAbstractButton *>();
    for (QAbstractButton *candidate : all) {
        if (candidate->accessibleName() == name)
            return candidate;
    }
    return nullptr;
}

void DialogHands::press(const QString &name)
{
    QAbstractButton *found = button(name);
    if (!found)
        qFatal("There is no button %s", qPrintable(name));
    QTest::keyClick(found, Qt::Key_Space);
}

QString DialogHands::note(const QString &path) const
{
    return m_dialog.row(path)->noteText();
}

} // namespace fuseboard
