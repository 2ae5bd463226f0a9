// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requests/formencoding.h"

#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestFormEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data();
    void fields();
};

void TestFormEncoding::fields_data()
{
    using Fields = QList<QPair<QString, QString>>;
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("none") << Fields() << QByteArray();
    QTest::newRow("one") << Fields{{u"a"_s, u"1"_s}} << QByteArray("a=1");
    QTest::newRow("names repeat, in order")
        << Fields{{u"b"_s, u"2"_s}, {u"a"_s, u"1"_s}, {u"b"_s, u"3"_s}} << QByteArray("b=2&a=1&b=3");
    QTest::newRow("empty value") << Fields{{u"a"_s, {}}} << QByteArray("a=");
    QTest::newRow("left as they are") << Fields{{u"*-._"_s, u"azAZ09"_s}} << QByteArray("*-._=azAZ09");
    QTest::newRow("encoded") << Fields{{u"a b"_s, u"x+y&z=%~!'()/?#@:"_s}}
                             << QByteArray("a+b=x%2By%26z%3D%25%7E%21%27%28%29%2F%3F%23%40%3A");
    QTest::newRow("line breaks") << Fields{{u"a"_s, u"1\r\n2\n"_s}} << QByteArray("a=1%0D%0A2%0A");
    QTest::newRow("UTF-8") << Fields{{u"ü"_s, u"😀"_s}} << QByteArray("%C3%BC=%F0%9F%98%80");
    QTest::newRow("half a pair") << Fields{{u"a"_s, QString(QChar(0xd800))}} << QByteArray("a=%EF%BF%BD");
    QTest::newRow("NUL") << Fields{{u"a"_s, QString(QChar(0))}} << QByteArray("a=%00");
}

void TestFormEncoding::fields()
{
    using Fields = QList<QPair<QString, QString>>;
    QFETCH(const Fields, fields);
    QTEST(urlEncodedForm(fields), "encoded");
}

QTEST_GUILESS_MAIN(TestFormEncoding)
#include "tst_formencoding.moc"
