// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretclipboard.h"

#include "base/virtualscheduler.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_secretclipboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void J16_managersAreToldNotToKeepIt();
    void J16_clearsAfterHalfAMinute();
    void J16_keepsWhatSomebodyElseCopied();
    void anotherSecretHasItsOwnTime();
    void J16_nothingStaysBehind();

private:
    QClipboard *const m_clipboard = QGuiApplication::clipboard();
    VirtualScheduler m_scheduler;
};

void tst_secretclipboard::J16_managersAreToldNotToKeepIt()
{
    SecretClipboard secrets(m_scheduler);
    secrets.copy(u"canary"_s);
    QCOMPARE(m_clipboard->text(), u"canary"_s);
    QCOMPARE(m_clipboard->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
}

void tst_secretclipboard::J16_clearsAfterHalfAMinute()
{
    SecretClipboard secrets(m_scheduler);
    QSignalSpy ended(&secrets, &SecretClipboard::ended);
    secrets.copy(u"canary"_s);
    m_scheduler.advance(29s);
    QCOMPARE(m_clipboard->text(), u"canary"_s);
    m_scheduler.advance(1s);
    QCOMPARE(m_clipboard->text(), QString());
    QCOMPARE(ended.size(), 1);
}

void tst_secretclipboard::J16_keepsWhatSomebodyElseCopied()
{
    SecretClipboard secrets(m_scheduler);
    QSignalSpy ended(&secrets, &SecretClipboard::ended);
    secrets.copy(u"canary"_s);
    m_clipboard->setText(u"a recipe"_s);
    m_scheduler.advance(1min);
    QCOMPARE(m_clipboard->text(), u"a recipe"_s);
    QCOMPARE(ended.size(), 1);
}

void tst_secretclipboard::anotherSecretHasItsOwnTime()
{
    SecretClipboard secrets(m_scheduler);
    secrets.copy(u"one"_s);
    m_scheduler.advance(20s);
    secrets.copy(u"two"_s);
    m_scheduler.advance(20s);
    QCOMPARE(m_clipboard->text(), u"two"_s);
    m_scheduler.advance(10s);
    QCOMPARE(m_clipboard->text(), QString());
}

void tst_secretclipboard::J16_nothingStaysBehind()
{
    {
        SecretClipboard secrets(m_scheduler);
        secrets.copy(u"canary"_s);
    }
    QCOMPARE(m_clipboard->text(), QString());
    QCOMPARE(m_scheduler.pending(), 0);
}

QTEST_MAIN(tst_secretclipboard)
#include "tst_secretclipboard.moc"
