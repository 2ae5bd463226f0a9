// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "translations.h"

#include <QTest>
#include <QTranslator>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_Translations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void oneIsNoPlural();
    void anUnknownLanguageIsEnglishThroughout();

private:
    std::unique_ptr<QCoreApplication> m_application;
};

namespace {

QString attempts(int number)
{
    return QCoreApplication::translate("fuseboard::ResponseHead", "%Ln attempts", nullptr, number);
}

} // namespace

void tst_Translations::init()
{
    static int argc = 1;
    static char name[] = "tst_translations";
    static char *argv[] = {name, nullptr};
    m_application = std::make_unique<QCoreApplication>(argc, argv);
}

void tst_Translations::cleanup()
{
    m_application.reset();
}

void tst_Translations::oneIsNoPlural()
{
    QCOMPARE(attempts(1), u"1 attempts"_s);
    QCOMPARE(installTranslations(*m_application, QLocale(QLocale::English)), QLocale::English);
    QCOMPARE(attempts(1), u"1 attempt"_s);
    QCOMPARE(attempts(2), u"2 attempts"_s);
}

void tst_Translations::anUnknownLanguageIsEnglishThroughout()
{
    QCOMPARE(installTranslations(*m_application, QLocale(QLocale::Georgian)), QLocale::English);
    QCOMPARE(attempts(1), u"1 attempt"_s);
    QCOMPARE(m_application->findChildren<QTranslator *>().size(), 1); // and none of Qt's
}

QTEST_APPLESS_MAIN(tst_Translations)
#include "tst_translations.moc"
