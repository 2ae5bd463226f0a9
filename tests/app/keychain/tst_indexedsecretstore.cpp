// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychain/indexedsecretstore.h"

#include "auth/memorysecretstore.h"
#include "keychain/secretindex.h"
#include "support/latestore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_indexedsecretstore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void J14_notesBeforeItStores();
    void J14_forgetsWhatIsGone();
    void J10_absenceSaysNothing();
    void tellsWhatWasStored();
    void findsWhatWasThereBefore();
    void INV2_noTextOfASecretInItsFile();

private:
    [[nodiscard]] QStringList known() const { return SecretIndex(m_folder->path()).keysOf(u"w"_s); }

    const QString m_key = u"w/orders/auth.token"_s;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LateStore> m_inner;
    std::unique_ptr<IndexedSecretStore> m_store;
    bool m_lasts = true;
};

void tst_indexedsecretstore::init()
{
    m_lasts = true;
    m_folder = std::make_unique<QTemporaryDir>();
    m_inner = std::make_unique<LateStore>();
    m_store = std::make_unique<IndexedSecretStore>(*m_inner, std::make_shared<SecretIndex>(m_folder->path()),
                                                   [this] { return m_lasts; });
}

void tst_indexedsecretstore::J14_notesBeforeItStores()
{
    m_store->write(m_key, u"s"_s, [](const Result<void> &) {});
    QCOMPARE(known(), QStringList{m_key});
    bool there = true;
    m_store->contains(m_key, [&there](const Result<bool> &found) { there = found && *found; });
    QVERIFY(!there && known().isEmpty());
    m_inner->answer(true);
    QCOMPARE(known(), QStringList{m_key});
}

void tst_indexedsecretstore::J14_forgetsWhatIsGone()
{
    m_store->write(m_key, u"s"_s, [](const Result<void> &) {});
    m_inner->answer(true);
    bool done = false;
    m_store->remove(m_key, [&done](const Result<void> &removed) { done = removed.ok(); });
    QVERIFY(done && known().isEmpty());
}

void tst_indexedsecretstore::J10_absenceSaysNothing()
{
    m_store->write(m_key, u"s"_s, [](const Result<void> &) {});
    m_lasts = false; // the keychain is not there, and may have it
    m_store->contains(m_key, [](const Result<bool> &) {});
    m_store->remove(m_key, [](const Result<void> &) {});
    QCOMPARE(known(), QStringList{m_key});
}

void tst_indexedsecretstore::tellsWhatWasStored()
{
    QStringList told;
    m_store->setWritten([&told](const QString &key, const QString &value) { told << key + u'=' + value; });
    m_store->write(m_key, u"no"_s, [](const Result<void> &) {});
    m_inner->answer(false);
    m_store->write(m_key, u"s"_s, [](const Result<void> &) {});
    QVERIFY(told.isEmpty()); // it has not answered yet
    m_inner->answer(true);
    QCOMPARE(told, QStringList{m_key + u"=s"_s});
}

void tst_indexedsecretstore::findsWhatWasThereBefore()
{
    m_inner->memory.write(m_key, u"s"_s, [](const Result<void> &) {});
    m_inner->memory.write(u"w/shop/auth.token"_s, u"s"_s, [](const Result<void> &) {});
    m_store->contains(m_key, [](const Result<bool> &) {});
    QString read;
    m_store->read(u"w/shop/auth.token"_s, [&read](const Result<QString> &value) { read = value ? *value : QString(); });
    QCOMPARE(read, u"s"_s);
    QCOMPARE(known(), QStringList({m_key, u"w/shop/auth.token"_s}));
}

void tst_indexedsecretstore::INV2_noTextOfASecretInItsFile()
{
    m_store->write(m_key, u"canary-4711"_s, [](const Result<void> &) {});
    m_inner->answer(true);
    const QDir folder(m_folder->path());
    const QStringList files = folder.entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("canary"));
    }
}

QTEST_GUILESS_MAIN(tst_indexedsecretstore)
#include "tst_indexedsecretstore.moc"
