// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/secretindex.h"

#include "auth/secretkey.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_secretindex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void remembersOfEachWorkspace();
    void J11_twoProgramsShareIt();
    void J11_whatAnotherHasRemovedIsAddedAgain();
    void whatCouldNotBeWrittenIsWrittenLater();
    void whatCannotBeReadIsNotReplaced();
    void isOfItsUserAlone();
    void anythingMayStandInIt_data();
    void anythingMayStandInIt();
    void takesOverWhatLiesElsewhere();
    void withoutAFolderItKnowsWhatItWasTold();

private:
    static QString key(const QString &workspace, const QString &slug)
    {
        return SecretKey::ofClient(workspace, slug, u"auth.token"_s).text();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_secretindex::remembersOfEachWorkspace()
{
    const QString odd = u"../a:b ü"_s + QString(300, u'x');
    const QString path = m_folder->filePath(u"made/for/it"_s);
    SecretIndex index(path);
    for (const QString &workspace : {u"w"_s, odd, odd + u'y'}) {
        index.add(key(workspace, u"b"_s));
        index.add(key(workspace, u"a"_s));
        index.add(key(workspace, u"c"_s));
        index.remove(key(workspace, u"b"_s));
    }
    SecretIndex later(path);
    for (const QString &workspace : {u"w"_s, odd, odd + u'y'})
        QCOMPARE(later.keysOf(workspace), QStringList({key(workspace, u"a"_s), key(workspace, u"c"_s)}));
    QCOMPARE(later.keysOf(u"other"_s), QStringList());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries), QStringList{u"made"_s});
}

void tst_secretindex::J11_twoProgramsShareIt()
{
    SecretIndex one(m_folder->path());
    SecretIndex other(m_folder->path());
    one.add(key(u"w"_s, u"a"_s));
    other.add(key(u"w"_s, u"b"_s));
    one.add(key(u"w"_s, u"c"_s));
    other.remove(key(u"w"_s, u"a"_s));
    const QStringList both{key(u"w"_s, u"b"_s), key(u"w"_s, u"c"_s)};
    QCOMPARE(other.keysOf(u"w"_s), both);
    QCOMPARE(one.keysOf(u"w"_s), both);
}

void tst_secretindex::J11_whatAnotherHasRemovedIsAddedAgain()
{
    SecretIndex one(m_folder->path());
    SecretIndex other(m_folder->path());
    one.add(key(u"w"_s, u"a"_s));
    other.remove(key(u"w"_s, u"a"_s));
    one.add(key(u"w"_s, u"a"_s));
    QCOMPARE(SecretIndex(m_folder->path()).keysOf(u"w"_s), QStringList{key(u"w"_s, u"a"_s)});
}

void tst_secretindex::whatCouldNotBeWrittenIsWrittenLater()
{
    SecretIndex index(m_folder->path());
    {
        QLockFile another(m_folder->filePath(u"w.json.lock"_s));
        QVERIFY(another.lock());
        index.add(key(u"w"_s, u"a"_s));
        QCOMPARE(index.keysOf(u"w"_s), QStringList{key(u"w"_s, u"a"_s)});
    }
    index.add(key(u"w"_s, u"b"_s));
    QCOMPARE(SecretIndex(m_folder->path()).keysOf(u"w"_s), QStringList({key(u"w"_s, u"a"_s), key(u"w"_s, u"b"_s)}));
}

void tst_secretindex::whatCannotBeReadIsNotReplaced()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"w.json"_s));
    SecretIndex index(m_folder->path());
    index.add(key(u"w"_s, u"a"_s));
    QCOMPARE(index.keysOf(u"w"_s), QStringList{key(u"w"_s, u"a"_s)});
    QVERIFY(QDir(m_folder->filePath(u"w.json"_s)).exists());
}

void tst_secretindex::isOfItsUserAlone()
{
    SecretIndex index(m_folder->path());
    index.add(key(u"w"_s, u"a"_s));
    QCOMPARE(QFile::permissions(m_folder->filePath(u"w.json"_s))
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void tst_secretindex::anythingMayStandInIt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("[\"w/a/");
    QTest::newRow("an object") << QByteArray("{\"w/a/auth.token\": 1}");
    QTest::newRow("other things") << QByteArray("[1, null, [], \"no key\", \"v/a/auth.token\"]");
}

void tst_secretindex::anythingMayStandInIt()
{
    QFETCH(const QByteArray, bytes);
    QFile file(m_folder->filePath(u"w.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    SecretIndex index(m_folder->path());
    QCOMPARE(index.keysOf(u"w"_s), QStringList());
    index.add(key(u"w"_s, u"a"_s));
    QCOMPARE(SecretIndex(m_folder->path()).keysOf(u"w"_s), QStringList{key(u"w"_s, u"a"_s)});
}

void tst_secretindex::takesOverWhatLiesElsewhere()
{
    const QString former = m_folder->filePath(u"former"_s);
    const QString path = m_folder->filePath(u"present"_s);
    SecretIndex(former).add(key(u"w"_s, u"a"_s));
    SecretIndex(former).add(key(u"v"_s, u"c"_s));
    SecretIndex(path).add(key(u"w"_s, u"b"_s));
    QLockFile another(QDir(path).filePath(u"v.json.lock"_s));
    QVERIFY(another.lock());
    SecretIndex index(path);
    index.takeOver(former);
    QCOMPARE(index.keysOf(u"w"_s), QStringList({key(u"w"_s, u"a"_s), key(u"w"_s, u"b"_s)}));
    QCOMPARE(QDir(former).entryList(QDir::Files), QStringList{u"v.json"_s}); // which could not be written
    another.unlock();
    index.takeOver(former);
    QCOMPARE(SecretIndex(path).keysOf(u"v"_s), QStringList{key(u"v"_s, u"c"_s)});
    QVERIFY(!QDir(former).exists());
}

void tst_secretindex::withoutAFolderItKnowsWhatItWasTold()
{
    QFile file(m_folder->filePath(u"taken"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    SecretIndex index(file.fileName());
    index.add(key(u"w"_s, u"a"_s));
    QCOMPARE(index.keysOf(u"w"_s), QStringList{key(u"w"_s, u"a"_s)});
}

QTEST_GUILESS_MAIN(tst_secretindex)
#include "tst_secretindex.moc"
