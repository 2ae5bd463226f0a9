// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/virtualscheduler.h"
#include "common/emptystate.h"
#include "common/theme.h"
#include "cookies/cookiecommand.h"
#include "cookies/cookiesdialog.h"
#include "models/cookies/cookietablemodel.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Model = CookieTableModel;

class TestCookiesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void S05_valuesAreShownOnDemand();
    void addsInItsPlace();
    void editsCountAtOnce();
    void refusalsAreTold();
    void removesWhatIsSelected();
    void removesAllAndBringsThemBack();
    void filters();
    void removesNoMoreThanIsShown();
    void answersDoNotCloseAnEditor();
    void closingTakesWhatIsWritten();
    void escapeLeavesTheCellFirst();
    void emptyTeaches();
    void switchedOffIsTold();
    void saysThatNothingIsSaved();
    void theCommandOpensOne();
    void everyControlHasAName();
    void bothSchemesAreDrawn_data();
    void bothSchemesAreDrawn();

private:
    void open(CookieSource source)
    {
        m_dialog = std::make_unique<CookiesDialog>(m_theme, std::move(source));
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    [[nodiscard]] CookieSource source() const
    {
        return {m_jar, u"Orders API"_s, u"Production"_s, u"api.example.com"_s};
    }
    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void click(const QString &name) const { find<QPushButton>(name)->click(); }
    [[nodiscard]] QTableView *table() const { return find<QTableView>(u"cookies"_s); }
    [[nodiscard]] QModelIndex cell(int row, int column) const { return table()->model()->index(row, column); }
    [[nodiscard]] QString notice() const { return find<QLabel>(u"cookieNotice"_s)->text(); }
    [[nodiscard]] QLineEdit *editor() const { return table()->viewport()->findChild<QLineEdit *>(); }
    void edit(int row, int column) const
    {
        table()->setCurrentIndex(cell(row, column));
        table()->edit(cell(row, column));
    }
    [[nodiscard]] QByteArrayList names() const
    {
        QByteArrayList all;
        for (const Cookie &cookie : m_jar->cookies())
            all.append(cookie.name);
        std::sort(all.begin(), all.end());
        return all;
    }

    Theme m_theme{Theme::Mode::Light};
    VirtualScheduler m_time;
    std::shared_ptr<CookieJar> m_jar;
    std::unique_ptr<CookiesDialog> m_dialog;
};

void TestCookiesDialog::init()
{
    m_theme.setMode(Theme::Mode::Light);
    m_dialog.reset();
    m_jar = std::make_shared<CookieJar>(m_time);
    m_jar->store({{"session", "canary-7f3a", u"api.example.com"_s, u"/"_s, {}, true, true},
                  {"theme", "dark", u".example.com"_s, u"/"_s, m_time.wallNow() + 24h * 30},
                  {"cart", "canary-12", u"shop.example.com"_s, u"/cart"_s, m_time.wallNow() + 2h, false, true}});
    open(source());
}

void TestCookiesDialog::S05_valuesAreShownOnDemand()
{
    const auto tells = [this] {
        for (int row = 0; row < 3; ++row) {
            if (cell(row, Model::ValueColumn).data().toString().contains(u"canary"_s))
                return true;
        }
        return false;
    };
    QVERIFY(!tells());
    click(u"showCookieValues"_s);
    QVERIFY(tells());
    QVERIFY(find<QPushButton>(u"showCookieValues"_s)->text().contains(u"Hide"_s));
    click(u"showCookieValues"_s);
    QVERIFY(!tells());
}

void TestCookiesDialog::addsInItsPlace()
{
    click(u"addCookie"_s);
    QVERIFY(editor());
    QTest::keyClicks(editor(), u"csrf"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(m_jar->cookies().last().name, QByteArray("csrf"));
    const Cookie added = m_jar->cookies().last();
    QCOMPARE(added.domain, u"api.example.com"_s);
    QCOMPARE(added.path, u"/"_s);
    click(u"addCookie"_s);
    click(u"addCookie"_s); // the second is no replacement of the first
    QCOMPARE(m_jar->cookies().size(), 6);
}

void TestCookiesDialog::editsCountAtOnce()
{
    const int row = 1; // by domain: .example.com, api, shop
    edit(row, Model::ValueColumn);
    QCOMPARE(editor()->text(), QString());
    QTest::keyClicks(editor(), u"mine"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    const auto session = [this] {
        for (const Cookie &cookie : m_jar->cookies()) {
            if (cookie.name == "session")
                return cookie.value;
        }
        return QByteArray();
    };
    QTRY_COMPARE(session(), QByteArray("mine"));
    QTest::keyClick(m_dialog.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(session(), QByteArray("canary-7f3a"));
    QTest::keyClick(m_dialog.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(session(), QByteArray("mine"));
}

void TestCookiesDialog::refusalsAreTold()
{
    edit(1, Model::DomainColumn);
    editor()->selectAll();
    QTest::keyClicks(editor(), u".com"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_VERIFY(notice().contains(u"many owners"_s));
    QCOMPARE(cell(1, Model::DomainColumn).data().toString(), u"api.example.com"_s);
}

void TestCookiesDialog::removesWhatIsSelected()
{
    QVERIFY(!find<QPushButton>(u"removeCookie"_s)->isEnabled());
    table()->selectRow(1);
    QTest::keyClick(table(), Qt::Key_Delete);
    const QByteArrayList left{"cart", "theme"};
    QCOMPARE(names(), left);
    QVERIFY(notice().contains(u"session"_s));
    table()->selectRow(0);
    click(u"removeCookie"_s);
    QCOMPARE(names(), QByteArrayList{"cart"});
    click(u"undoCookies"_s);
    click(u"undoCookies"_s);
    QCOMPARE(names().size(), 3);
    QVERIFY(!find<QPushButton>(u"undoCookies"_s)->isEnabled());
}

void TestCookiesDialog::removesAllAndBringsThemBack()
{
    const QList<Cookie> before = m_jar->cookies();
    click(u"removeAllCookies"_s);
    QVERIFY(m_jar->cookies().isEmpty());
    QVERIFY(notice().contains(u"3 cookies"_s));
    QVERIFY(find<EmptyState>(u"noCookies"_s)->isVisible());
    QTest::keyClick(m_dialog.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_jar->cookies().size(), 3);
    for (const Cookie &cookie : before)
        QVERIFY(m_jar->cookies().contains(cookie));
}

void TestCookiesDialog::filters()
{
    QTest::keyClick(m_dialog.get(), Qt::Key_F, Qt::ControlModifier);
    auto *filter = find<QLineEdit>(u"cookieFilter"_s);
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"SHOP"_s);
    QCOMPARE(table()->model()->rowCount(), 1);
    QTest::keyClicks(filter, u"x"_s);
    QCOMPARE(table()->model()->rowCount(), 0);
    QVERIFY(!table()->isVisible());
    filter->clear();
    QVERIFY(table()->isVisible());
    QTest::keyClicks(filter, u"canary"_s); // what is hidden is not found by guessing either
    QCOMPARE(table()->model()->rowCount(), 0);
}

void TestCookiesDialog::removesNoMoreThanIsShown()
{
    QTest::keyClicks(find<QLineEdit>(u"cookieFilter"_s), u"shop"_s);
    QVERIFY(find<QPushButton>(u"removeAllCookies"_s)->text().contains(u"shown"_s));
    click(u"removeAllCookies"_s);
    const QByteArrayList left{"session", "theme"};
    QCOMPARE(names(), left);
}

void TestCookiesDialog::answersDoNotCloseAnEditor()
{
    edit(1, Model::NameColumn);
    editor()->selectAll();
    QTest::keyClicks(editor(), u"half"_s);
    m_jar->store({{"new", "1", u"api.example.com"_s}});
    m_jar->remove({{"theme", "", u".example.com"_s}});
    QVERIFY(editor() && editor()->isVisible());
    QCOMPARE(editor()->text(), u"half"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_VERIFY(names().contains("half") && !names().contains("session"));
}

void TestCookiesDialog::closingTakesWhatIsWritten()
{
    edit(1, Model::NameColumn);
    editor()->selectAll();
    QTest::keyClicks(editor(), u"written"_s);
    click(u"closeCookies"_s);
    QVERIFY(names().contains("written"));
}

void TestCookiesDialog::escapeLeavesTheCellFirst()
{
    edit(1, Model::NameColumn);
    QTest::keyClicks(editor(), u"x"_s);
    QTest::keyClick(editor(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(names().contains("session"));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void TestCookiesDialog::emptyTeaches()
{
    m_jar->clear();
    auto *empty = find<EmptyState>(u"noCookies"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!table()->isVisible());
    QVERIFY(!find<QPushButton>(u"removeAllCookies"_s)->isEnabled());
    Q_EMIT empty->actionTriggered();
    QCOMPARE(m_jar->cookies().size(), 1);
    QVERIFY(table()->isVisible() && editor());
}

void TestCookiesDialog::switchedOffIsTold()
{
    CookieSource off = source();
    off.isOn = false;
    open(off);
    QVERIFY(find<QLabel>(u"cookieNote"_s)->text().contains(u"switched off"_s));
}

void TestCookiesDialog::saysThatNothingIsSaved()
{
    const QString note = find<QLabel>(u"cookieNote"_s)->text();
    QVERIFY(note.contains(u"Production"_s) && note.contains(u"quit"_s) && note.contains(u"no file"_s));
    QCOMPARE(m_dialog->windowTitle(), u"Cookies of Orders API"_s);
}

void TestCookiesDialog::theCommandOpensOne()
{
    QWidget window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    CookieCommand command(
        m_theme, [this](const QString &id) { return id == u"orders"_s ? source() : CookieSource(); }, &window);
    window.addAction(command.action());
    QVERIFY(!command.action()->isEnabled());
    command.open(u"unknown"_s);
    QVERIFY(!command.dialog());
    command.setCurrent(u"orders"_s);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(command.dialog() && command.dialog()->isVisible());
    const CookiesDialog *first = command.dialog();
    command.open(u"orders"_s);
    QCOMPARE(command.dialog(), first);
    command.dialog()->accept();
    QTRY_VERIFY(!command.dialog());
}

void TestCookiesDialog::everyControlHasAName()
{
    int checked = 0;
    for (QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy())
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        const QString name = interface ? interface->text(QAccessible::Name) : QString();
        QVERIFY2(!name.isEmpty() || widget->objectName().startsWith(u"qt_"), widget->metaObject()->className());
        ++checked;
    }
    QVERIFY(checked >= 7);
}

void TestCookiesDialog::bothSchemesAreDrawn_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<bool>("isEmpty");
    QTest::newRow("light") << Theme::Mode::Light << false;
    QTest::newRow("dark") << Theme::Mode::Dark << false;
    QTest::newRow("light-empty") << Theme::Mode::Light << true;
    QTest::newRow("dark-empty") << Theme::Mode::Dark << true;
}

void TestCookiesDialog::bothSchemesAreDrawn()
{
    QFETCH(const Theme::Mode, mode);
    QFETCH(const bool, isEmpty);
    m_theme.setMode(mode);
    table()->selectRow(1);
    if (isEmpty)
        click(u"removeAllCookies"_s);
    const QImage image = m_dialog->grab().toImage();
    QVERIFY(!image.isNull());
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + u"/cookies-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
}

QTEST_MAIN(TestCookiesDialog)
#include "tst_cookiesdialog.moc"
