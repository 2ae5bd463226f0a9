// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/slug.h"

#include <QSet>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class SlugTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void K5_namesBecomeSafe_data();
    void K5_namesBecomeSafe();
    void K5_twinsAreKeptApart();
    void K5_safeOnEveryFileSystem_data();
    void K5_safeOnEveryFileSystem();
    void K5_workspacesAreNamedAfterTheirFolder_data();
    void K5_workspacesAreNamedAfterTheirFolder();
};

void SlugTest::K5_namesBecomeSafe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("slug");
    QTest::newRow("plain") << u"Orders API"_s << u"orders-api"_s;
    QTest::newRow("accents") << u"Müller & Söhne"_s << u"muller-sohne"_s;
    QTest::newRow("accents as marks") << u"Mu\u0308ller & So\u0308hne"_s << u"muller-sohne"_s;
    QTest::newRow("parent") << u"../x"_s << u"x"_s;
    QTest::newRow("path") << u"a/b\\c"_s << u"a-b-c"_s;
    QTest::newRow("root") << u"/etc/passwd"_s << u"etc-passwd"_s;
    QTest::newRow("drive") << u"C:\\Windows"_s << u"c-windows"_s;
    QTest::newRow("reserved") << u"CON"_s << u"client-con"_s;
    QTest::newRow("reserved port") << u"LPT1"_s << u"client-lpt1"_s;
    QTest::newRow("reserved with extension") << u"nul.txt"_s << u"nul-txt"_s;
    QTest::newRow("dot") << u"."_s << u"client"_s;
    QTest::newRow("dots") << u".."_s << u"client"_s;
    QTest::newRow("empty") << QString() << u"client"_s;
    QTest::newRow("trailing dot") << u"api."_s << u"api"_s;
    QTest::newRow("trailing blanks") << u" api  "_s << u"api"_s;
    QTest::newRow("300 letters") << QString(300, u'x') << QString(60, u'x');
    QTest::newRow("cut at a hyphen") << QString(59, u'x') + u"-y"_s << QString(59, u'x');
    QTest::newRow("emoji") << u"🚀"_s << u"client"_s;
    QTest::newRow("emoji and text") << u"🚀 launch"_s << u"launch"_s;
    QTest::newRow("right to left mark") << u"a\u202Etxt.exe"_s << u"a-txt-exe"_s;
    QTest::newRow("line break and NUL") << u"a\nb"_s + QChar(u'\0') << u"a-b"_s;
    QTest::newRow("other script") << u"заказы"_s << u"client"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << u"client"_s;
    QTest::newRow("Kelvin sign") << u"300 \u212A"_s << u"300-k"_s;
    QTest::newRow("option") << u"-rf"_s << u"rf"_s;
}

void SlugTest::K5_namesBecomeSafe()
{
    QFETCH(QString, name);
    QFETCH(QString, slug);
    const QString made = makeSlug(name, {}, u"client"_s);
    QCOMPARE(made, slug);
    QVERIFY(isSafeSlug(made));
}

void SlugTest::K5_twinsAreKeptApart()
{
    QStringList taken{u"API"_s};
    for (const QString &name : {u"api"_s, u"Api"_s, u"äpi"_s, u"a\u0308pi"_s}) {
        const QString slug = makeSlug(name, taken, u"client"_s);
        QVERIFY(!taken.contains(slug, Qt::CaseInsensitive));
        taken.append(slug);
    }
    QCOMPARE(taken, (QStringList{u"API"_s, u"api-2"_s, u"api-3"_s, u"api-4"_s, u"api-5"_s}));
}

void SlugTest::K5_safeOnEveryFileSystem_data()
{
    QTest::addColumn<QString>("slug");
    QTest::addColumn<bool>("safe");
    QTest::newRow("by hand") << u"Orders_v1.2"_s << true;
    QTest::newRow("100 letters") << QString(100, u'x') << true;
    QTest::newRow("101 letters") << QString(101, u'x') << false;
    QTest::newRow("com10") << u"com10"_s << true;
    QTest::newRow("console") << u"console"_s << true;
    for (const char *bad : {"",    ".",        "..",   "../x",   "a/b", "a\\b", ".hidden", "-x", "a.", "a b", "con",
                            "NUL", "aux.json", "Com1", "lpt9.x", "a:b", "a*",   "a\n",     "ä",  "~",  "%2e"})
        QTest::addRow("'%s'", bad) << QString::fromUtf8(bad) << false;
}

void SlugTest::K5_safeOnEveryFileSystem()
{
    QFETCH(QString, slug);
    QFETCH(bool, safe);
    QCOMPARE(isSafeSlug(slug), safe);
}

void SlugTest::K5_workspacesAreNamedAfterTheirFolder_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("name");
    const QString rocket = u"\U0001f680"_s;
    QTest::newRow("as it is") << u"/x/My shop"_s << u"My shop"_s;
    QTest::newRow("two lines") << u"/x/My\nshop"_s << u"Myshop"_s;
    QTest::newRow("long") << u"/x/"_s + QString(220, u'x') << QString(200, u'x');
    QTest::newRow("cut within a letter") << u"/x/"_s + QString(199, u'x') + rocket << QString(199, u'x');
    QTest::newRow("blanks") << u"/x/ "_s << u"Workspace"_s;
    QTest::newRow("blank as far as it is used") << u"/x/"_s + QString(200, u' ') + u'x' << u"Workspace"_s;
    QTest::newRow("nothing to see") << u"/x/\u200b"_s << u"Workspace"_s;
    QTest::newRow("root") << u"/"_s << u"Workspace"_s;
}

void SlugTest::K5_workspacesAreNamedAfterTheirFolder()
{
    QFETCH(QString, folder);
    QTEST(nameAfterFolder(folder, u"Workspace"_s), "name");
}

QTEST_GUILESS_MAIN(SlugTest)
#include "tst_slug.moc"
