// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "models/cookies/cookietablemodel.h"
#include "models/cookies/cookiewording.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Model = CookieTableModel;

WallTime localMoment(int hour)
{
    return WallTime(std::chrono::milliseconds(QDateTime(QDate(2027, 6, 1), QTime(hour, 30)).toMSecsSinceEpoch()));
}

} // namespace

class TestCookieTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsEachCookie();
    void S05_valuesAreHiddenAtFirst();
    void followsItsJar();
    void editsAreTold_data();
    void editsAreTold();
    void flawedEditsAreRefused_data();
    void flawedEditsAreRefused();
    void anEditMayTakeAPlace_data();
    void anEditMayTakeAPlace();
    void domainsAreTakenAsTheyAreCopied_data();
    void domainsAreTakenAsTheyAreCopied();
    void rowsGoWhenTheyEnd();
    void untickingSecureCountsForTlsToo();
    void onlyPlacesAndNamesAreSearched();
    void everyFlawHasASentence();
    void endsAreReadBack();

private:
    [[nodiscard]] QModelIndex cell(int row, int column) const { return m_model->index(row, column); }
    [[nodiscard]] QString text(int row, int column) const { return cell(row, column).data().toString(); }

    VirtualScheduler m_time;
    std::shared_ptr<CookieJar> m_jar;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestCookieTableModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_jar = std::make_shared<CookieJar>(m_time);
    m_jar->store({{"sid", "canary", u".example.com"_s, u"/v1"_s, localMoment(9), true, true},
                  {"theme", "dark", u"api.example.com"_s}});
    m_model = std::make_unique<Model>(m_jar, m_time);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    // As the dialog does.
    connect(m_model.get(), &Model::edited, m_model.get(),
            [this](const QList<Cookie> &before, const QList<Cookie> &after) { m_jar->replace(before, after); });
}

void TestCookieTableModel::showsEachCookie()
{
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(text(0, Model::DomainColumn), u".example.com"_s);
    QCOMPARE(text(0, Model::PathColumn), u"/v1"_s);
    QCOMPARE(text(0, Model::NameColumn), u"sid"_s);
    QCOMPARE(text(1, Model::ExpiresColumn), u"when you quit"_s);
    QVERIFY(text(0, Model::ExpiresColumn).contains(u"30"_s));
    QCOMPARE(cell(0, Model::SecureColumn).data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Checked);
    QCOMPARE(cell(1, Model::SecureColumn).data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
    QVERIFY(cell(0, Model::DomainColumn).data(Qt::ToolTipRole).toString().contains(u"all hosts below"_s));
    QVERIFY(cell(1, Model::DomainColumn).data(Qt::ToolTipRole).toString().contains(u"alone"_s));
    QVERIFY(cell(0, Model::ExpiresColumn).data(Model::SortRole).toLongLong()
            < cell(1, Model::ExpiresColumn).data(Model::SortRole).toLongLong());
}

void TestCookieTableModel::S05_valuesAreHiddenAtFirst()
{
    const auto told = [this] {
        QStringList all;
        for (int role = 0; role <= Model::FilterRole; ++role)
            all.append(cell(0, Model::ValueColumn).data(role).toString());
        return all.join(u' ').contains(u"canary"_s);
    };
    QVERIFY(!told());
    // An editor that is opened and left says nothing; what is written into it takes the place.
    QVERIFY(m_model->setData(cell(0, Model::ValueColumn), QString(), Qt::EditRole));
    QCOMPARE(m_jar->cookies().first().value, QByteArray("canary"));
    m_model->setValuesShown(true);
    QVERIFY(told());
    QVERIFY(m_model->setData(cell(0, Model::ValueColumn), QString(), Qt::EditRole));
    QCOMPARE(m_jar->cookies().first().value, QByteArray());
}

void TestCookieTableModel::followsItsJar()
{
    const QPersistentModelIndex theme = cell(1, Model::NameColumn);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_jar->replace({{"sid", "", u".example.com"_s, u"/v1"_s}}, {{"new", "1", u"example.com"_s}});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(text(1, Model::NameColumn), u"new"_s);
    QVERIFY(theme.isValid());
    QCOMPARE(theme.row(), 0);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_jar->store({{"theme", "light", u"api.example.com"_s}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(theme.row(), 0);
    QCOMPARE(m_model->cookies().first().value, QByteArray("light"));
    m_jar->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(reset.size(), 0);
}

void TestCookieTableModel::editsAreTold_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("domain") << int(Model::DomainColumn) << QVariant(u" .Shop.Example.com "_s)
                            << QByteArray("theme=dark; domain=.shop.example.com; path=/");
    QTest::newRow("path") << int(Model::PathColumn) << QVariant(u"/v2"_s)
                          << QByteArray("theme=dark; domain=api.example.com; path=/v2");
    QTest::newRow("name") << int(Model::NameColumn) << QVariant(u"user[theme]"_s)
                          << QByteArray("user[theme]=dark; domain=api.example.com; path=/");
    QTest::newRow("value") << int(Model::ValueColumn) << QVariant(u"süß"_s)
                           << QByteArray("theme=süß; domain=api.example.com; path=/");
    QTest::newRow("end") << int(Model::ExpiresColumn) << QVariant(u"2027-06-01 09:30"_s)
                         << QByteArray("theme=dark; domain=api.example.com; path=/; ends");
    QTest::newRow("secure") << int(Model::SecureColumn) << QVariant(Qt::Checked)
                            << QByteArray("theme=dark; domain=api.example.com; path=/; secure");
    QTest::newRow("http only") << int(Model::HttpOnlyColumn) << QVariant(Qt::Checked)
                               << QByteArray("theme=dark; domain=api.example.com; path=/; httponly");
}

void TestCookieTableModel::editsAreTold()
{
    QFETCH(int, column);
    QFETCH(QVariant, value);
    QFETCH(QByteArray, expected);
    QSignalSpy edited(m_model.get(), &Model::edited);
    const QPersistentModelIndex row = cell(1, column);
    const int role = column >= Model::SecureColumn ? Qt::CheckStateRole : Qt::EditRole;
    QVERIFY(m_model->setData(cell(1, column), cell(1, column).data(role), role)); // the same again
    QCOMPARE(edited.size(), 0);
    QVERIFY(m_model->setData(cell(1, column), value, role));
    QCOMPARE(edited.size(), 1);
    QVERIFY(row.isValid()); // an editor stays open
    QCOMPARE(m_jar->cookies().size(), 2);
    const Cookie kept = m_jar->cookies().last();
    QCOMPARE(kept.name + '=' + kept.value + "; domain=" + kept.domain.toUtf8() + "; path=" + kept.path.toUtf8()
                 + (kept.expires ? "; ends" : "") + (kept.isSecure ? "; secure" : "")
                 + (kept.isHttpOnly ? "; httponly" : ""),
             expected);
    if (kept.expires)
        QVERIFY(*kept.expires == localMoment(9));
}

void TestCookieTableModel::flawedEditsAreRefused_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::newRow("no name") << int(Model::NameColumn) << u" "_s;
    QTest::newRow("two cookies") << int(Model::ValueColumn) << u"a; b=2"_s;
    QTest::newRow("a URL") << int(Model::DomainColumn) << u"https://example.com"_s;
    QTest::newRow("all of com") << int(Model::DomainColumn) << u".com"_s;
    QTest::newRow("no path") << int(Model::PathColumn) << u"v1"_s;
    QTest::newRow("no moment") << int(Model::ExpiresColumn) << u"tomorrow"_s;
    QTest::newRow("a moment that is over") << int(Model::ExpiresColumn) << u"2020-01-01"_s;
    QTest::newRow("no day") << int(Model::ExpiresColumn) << u"2027-02-30"_s;
}

void TestCookieTableModel::flawedEditsAreRefused()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QSignalSpy refused(m_model.get(), &Model::refused);
    QSignalSpy edited(m_model.get(), &Model::edited);
    QVERIFY(!m_model->setData(cell(1, column), text, Qt::EditRole));
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.first().first().toString().endsWith(u'.'));
    QCOMPARE(edited.size(), 0);
}

void TestCookieTableModel::anEditMayTakeAPlace_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("of a later row") << 1 << u"other"_s << QByteArray("dark");
    QTest::newRow("of an earlier row") << 2 << u"theme"_s << QByteArray("1");
}

void TestCookieTableModel::anEditMayTakeAPlace()
{
    QFETCH(const int, row);
    QFETCH(const QString, name);
    QFETCH(const QByteArray, value);
    m_jar->store({{"other", "1", u"api.example.com"_s}});
    QSignalSpy edited(m_model.get(), &Model::edited);
    const QPersistentModelIndex written = cell(row, Model::NameColumn);
    QVERIFY(m_model->setData(written, name, Qt::EditRole));
    QCOMPARE(m_model->rowCount(), 2);
    QVERIFY2(written.isValid(), "the row that is edited stays, and its editor");
    QCOMPARE(written.data().toString(), name);
    QCOMPARE(m_model->cookies().at(written.row()).value, value);
    QCOMPARE(edited.first().first().value<QList<Cookie>>().size(), 2); // what undo brings back
    QCOMPARE(m_jar->cookies().size(), 2);
}

void TestCookieTableModel::domainsAreTakenAsTheyAreCopied_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("domain");
    QTest::newRow("blanks and capitals") << u"  Shop.Example.com "_s << u"shop.example.com"_s;
    QTest::newRow("for all below") << u" .Shop.Example.com"_s << u".shop.example.com"_s;
    QTest::newRow("unicode") << u"b\u00fccher.de"_s << u"b\u00fccher.de"_s;
    QTest::newRow("punycode") << u"xn--bcher-kva.de"_s << u"b\u00fccher.de"_s;
    QTest::newRow("punycode for all below") << u".xn--bcher-kva.de"_s << u".b\u00fccher.de"_s;
    QTest::newRow("an address in brackets") << u"[2001:DB8::1]"_s << u"2001:db8::1"_s;
    QTest::newRow("an address of a network") << u"fe80::1%eth0"_s << u"fe80::1%eth0"_s;
    QTest::newRow("no host") << u"https://Example.com"_s << u"https://example.com"_s;
}

void TestCookieTableModel::domainsAreTakenAsTheyAreCopied()
{
    QFETCH(const QString, text);
    QTEST(wording::readDomain(text), "domain");
}

void TestCookieTableModel::rowsGoWhenTheyEnd()
{
    m_jar->store({{"short", "1", u"api.example.com"_s, u"/"_s, m_time.wallNow() + 90s},
                  {"shorter", "1", u"api.example.com"_s, u"/"_s, m_time.wallNow() + 500ms}});
    QCOMPARE(m_model->rowCount(), 4);
    m_time.advance(499ms);
    QCOMPARE(m_model->rowCount(), 4);
    m_time.advance(1ms);
    QCOMPARE(m_model->rowCount(), 3);
    m_time.jumpWall(1h); // by its user, and noticed soon
    m_time.advance(1min);
    QCOMPARE(m_model->rowCount(), 2);
    m_jar->clear();
    QCOMPARE(m_time.pending(), qsizetype(0));
    m_jar->store({{"last", "1", u"api.example.com"_s, u"/"_s, m_time.wallNow() + 90s}});
    m_tester.reset();
    m_model.reset();
    QCOMPARE(m_time.pending(), qsizetype(0));
}

void TestCookieTableModel::untickingSecureCountsForTlsToo()
{
    Cookie set{"set", "1", u"api.example.com"_s};
    set.isFromTls = true;
    m_jar->store({set});
    const QModelIndex secure = cell(2, Model::SecureColumn);
    QVERIFY(secure.data(Qt::ToolTipRole).toString().contains(u"https only"_s));
    QVERIFY(m_model->setData(secure, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(m_model->cookies().last().isFromTls);
    QVERIFY(m_model->setData(secure, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!m_jar->cookies().last().isFromTls);
    QVERIFY(secure.data(Qt::ToolTipRole).toString().contains(u"http too"_s));
}

void TestCookieTableModel::onlyPlacesAndNamesAreSearched()
{
    m_model->setValuesShown(true);
    QCOMPARE(cell(0, Model::DomainColumn).data(Model::FilterRole).toString(), u".example.com\n/v1\nsid"_s);
    for (int column = Model::PathColumn; column <= Model::HttpOnlyColumn; ++column)
        QVERIFY(!cell(0, column).data(Model::FilterRole).isValid());
}

void TestCookieTableModel::everyFlawHasASentence()
{
    QStringList sentences;
    for (int flaw = int(CookieFlaw::Name); flaw <= int(CookieFlaw::TooLong); ++flaw)
        sentences.append(wording::sentence(CookieFlaw(flaw)));
    QCOMPARE(sentences.removeDuplicates(), 0);
    for (const QString &sentence : std::as_const(sentences))
        QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
}

void TestCookieTableModel::endsAreReadBack()
{
    std::optional<WallTime> at = localMoment(9);
    QVERIFY(!wording::readExpiry(u"never"_s, at));
    QVERIFY(at == localMoment(9));
    QVERIFY(wording::readExpiry(wording::writtenExpiry(localMoment(11)), at));
    QVERIFY(at == localMoment(11));
    QVERIFY(wording::readExpiry(u" "_s, at));
    QVERIFY(!at);
    QCOMPARE(wording::writtenExpiry({}), QString());
}

QTEST_GUILESS_MAIN(TestCookieTableModel)
#include "tst_cookietablemodel.moc"
