// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/emptystate.h"
#include "cookies/cookiecommand.h"
#include "cookiesdialogfixture.h"
#include "support/accessiblenames.h"

#include <QAction>
#include <QHeaderView>
#include <QPointer>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace fuseboard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Model = CookieTableModel;

class TestCookiesDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_x.begin(); }
    void S05_valuesAreShownOnDemand();
    void addsInItsPlace();
    void addsNoneThatIsRefused();
    void fullDomainsMakeRoom();
    void editsCountAtOnce();
    void refusalsAreTold();
    void removesWhatIsSelected();
    void removesAllAndBringsThemBack();
    void filters();
    void undoWorksFromTheFilter();
    void deleteIsTheFiltersThere();
    void enterCloses();
    void removesNoMoreThanIsShown();
    void emptyTeaches();
    void switchedOffIsTold();
    void saysThatNothingIsSaved();
    void theCommandOpensOne();
    void theCommandFollowsItsJar_data();
    void theCommandFollowsItsJar();
    void everyControlHasAName();
    void textsFit();
    void theCellWithTheKeyboardHasAFrame();
    void bothSchemesAreDrawn();

private:
    [[nodiscard]] QImage drawn(Theme::Mode mode, const QString &name);

    CookiesDialogFixture m_x;
};

void TestCookiesDialog::S05_valuesAreShownOnDemand()
{
    const auto tells = [this] {
        for (int row = 0; row < 3; ++row) {
            if (m_x.cell(row, Model::ValueColumn).data().toString().contains(u"canary"_s))
                return true;
        }
        return false;
    };
    QVERIFY(!tells());
    m_x.click(u"showCookieValues"_s);
    QVERIFY(tells());
    QVERIFY(m_x.find<QPushButton>(u"showCookieValues"_s)->text().contains(u"Hide"_s));
    m_x.click(u"showCookieValues"_s);
    QVERIFY(!tells());
}

void TestCookiesDialog::addsInItsPlace()
{
    m_x.click(u"addCookie"_s);
    QVERIFY(m_x.editor());
    QTest::keyClicks(m_x.editor(), u"csrf"_s);
    m_x.press(Qt::Key_Return);
    QTRY_COMPARE(m_x.jar->cookies().last().name, QByteArray("csrf"));
    const Cookie added = m_x.jar->cookies().last();
    QCOMPARE(added.domain, u"api.example.com"_s);
    QCOMPARE(added.path, u"/"_s);
    m_x.click(u"addCookie"_s);
    m_x.click(u"addCookie"_s); // the second is no replacement of the first
    QCOMPARE(m_x.jar->cookies().size(), 6);
}

void TestCookiesDialog::editsCountAtOnce()
{
    const int row = 1; // by domain: .example.com, api, shop
    m_x.edit(row, Model::ValueColumn);
    QCOMPARE(m_x.editor()->text(), QString());
    QTest::keyClicks(m_x.editor(), u"mine"_s);
    m_x.press(Qt::Key_Return);
    const auto session = [this] {
        for (const Cookie &cookie : m_x.jar->cookies()) {
            if (cookie.name == "session")
                return cookie.value;
        }
        return QByteArray();
    };
    QTRY_COMPARE(session(), QByteArray("mine"));
    m_x.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(session(), QByteArray("canary-7f3a"));
    m_x.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(session(), QByteArray("mine"));
}

void TestCookiesDialog::refusalsAreTold()
{
    m_x.edit(1, Model::DomainColumn);
    m_x.editor()->selectAll();
    QTest::keyClicks(m_x.editor(), u".com"_s);
    m_x.press(Qt::Key_Return);
    QTRY_VERIFY(m_x.notice().contains(u"many owners"_s));
    QCOMPARE(m_x.cell(1, Model::DomainColumn).data().toString(), u"api.example.com"_s);
}

void TestCookiesDialog::addsNoneThatIsRefused()
{
    CookieSource odd = m_x.source();
    odd.host = u"no host"_s;
    m_x.open(odd);
    m_x.click(u"addCookie"_s);
    QVERIFY2(!m_x.editor(), "it would be that of somebody else");
    QVERIFY(m_x.notice().contains(u"domain"_s));
    QCOMPARE(m_x.names().size(), 3);
    QVERIFY(!m_x.find<QPushButton>(u"undoCookies"_s)->isEnabled());
}

void TestCookiesDialog::fullDomainsMakeRoom()
{
    m_x.jar->clear();
    for (int i = 0; i < CookieJar::mostOfDomain; ++i)
        m_x.jar->store({{"kept" + QByteArray::number(i), "1", u"api.example.com"_s}});
    const QByteArrayList before = m_x.names();
    m_x.click(u"addCookie"_s);
    QCOMPARE(m_x.names().size(), CookieJar::mostOfDomain);
    QVERIFY(m_x.names().contains("name"));
    QVERIFY2(m_x.notice().contains(u"“kept0” had to make room"_s), qPrintable(m_x.notice()));
    QVERIFY(m_x.editor());
    m_x.press(Qt::Key_Escape);
    m_x.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_x.names(), before);
}

void TestCookiesDialog::undoWorksFromTheFilter()
{
    m_x.table()->selectRow(1);
    m_x.click(u"removeCookie"_s);
    m_x.filter()->setFocus();
    QTest::keyClicks(m_x.filter(), u"a"_s);
    m_x.press(Qt::Key_Z, Qt::ControlModifier); // its own comes first
    QCOMPARE(m_x.filter()->text(), QString());
    QCOMPARE(m_x.names().size(), 2);
    m_x.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_x.names().size(), 3);
    m_x.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_x.filter()->text(), u"a"_s);
    m_x.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_x.names().size(), 2);
}

void TestCookiesDialog::deleteIsTheFiltersThere()
{
    m_x.table()->selectRow(1);
    m_x.filter()->setFocus();
    QTest::keyClicks(m_x.filter(), u"ap"_s);
    m_x.press(Qt::Key_Home);
    m_x.press(Qt::Key_Delete);
    QCOMPARE(m_x.filter()->text(), u"p"_s);
    QCOMPARE(m_x.names().size(), 3);
}

void TestCookiesDialog::enterCloses()
{
    m_x.filter()->setFocus();
    m_x.press(Qt::Key_Return);
    m_x.table()->setFocus();
    m_x.press(Qt::Key_Return);
    QVERIFY(m_x.dialog->isVisible());
    m_x.jar->clear();
    m_x.find<QPushButton>(u"closeCookies"_s)->setFocus(Qt::TabFocusReason);
    m_x.press(Qt::Key_Return);
    QVERIFY(!m_x.dialog->isVisible());
    QVERIFY2(m_x.names().isEmpty(), "it adds none");
}

void TestCookiesDialog::theCommandFollowsItsJar_data()
{
    QTest::addColumn<bool>("isGone");
    QTest::addColumn<QString>("told");
    QTest::newRow("another environment") << false << u"environment"_s;
    QTest::newRow("no client") << true << u"gone"_s;
}

void TestCookiesDialog::theCommandFollowsItsJar()
{
    QFETCH(const bool, isGone);
    QFETCH(const QString, told);
    QWidget window;
    window.show();
    CookieSource present = m_x.source();
    CookieCommand command(
        m_x.theme, m_x.time, [&present](const QString &) { return present; }, &window);
    QSignalSpy noticed(&command, &CookieCommand::noticed);
    command.follow();
    command.open(u"orders"_s);
    const QPointer<CookiesDialog> dialog = command.dialog();
    command.follow();
    QVERIFY(dialog->isVisible());
    QCOMPARE(noticed.size(), 0);
    present.jar = isGone ? nullptr : std::make_shared<CookieJar>(m_x.time);
    command.follow();
    QVERIFY(!dialog->isVisible());
    QCOMPARE(noticed.size(), 1);
    QVERIFY(noticed.first().first().toString().contains(told));
    command.open(u"orders"_s);
    QCOMPARE(bool(command.dialog()), !isGone);
    QTRY_VERIFY(!dialog);
}

void TestCookiesDialog::removesWhatIsSelected()
{
    QVERIFY(!m_x.find<QPushButton>(u"removeCookie"_s)->isEnabled());
    m_x.table()->selectRow(1);
    m_x.table()->setFocus();
    m_x.press(Qt::Key_Delete);
    const QByteArrayList left{"cart", "theme"};
    QCOMPARE(m_x.names(), left);
    QVERIFY(m_x.notice().contains(u"session"_s));
    m_x.table()->selectRow(0);
    m_x.click(u"removeCookie"_s);
    QCOMPARE(m_x.names(), QByteArrayList{"cart"});
    m_x.click(u"undoCookies"_s);
    m_x.click(u"undoCookies"_s);
    QCOMPARE(m_x.names().size(), 3);
    QVERIFY(!m_x.find<QPushButton>(u"undoCookies"_s)->isEnabled());
}

void TestCookiesDialog::removesAllAndBringsThemBack()
{
    const QList<Cookie> before = m_x.jar->cookies();
    m_x.click(u"removeAllCookies"_s);
    QVERIFY(m_x.jar->cookies().isEmpty());
    QVERIFY(m_x.notice().contains(u"3 cookies"_s));
    QVERIFY(m_x.find<EmptyState>(u"noCookies"_s)->isVisible());
    m_x.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_x.jar->cookies().size(), 3);
    for (const Cookie &cookie : before)
        QVERIFY(m_x.jar->cookies().contains(cookie));
}

void TestCookiesDialog::filters()
{
    m_x.press(Qt::Key_F, Qt::ControlModifier);
    auto *filter = m_x.find<QLineEdit>(u"cookieFilter"_s);
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"SHOP"_s);
    QCOMPARE(m_x.table()->model()->rowCount(), 1);
    QTest::keyClicks(filter, u"x"_s);
    QCOMPARE(m_x.table()->model()->rowCount(), 0);
    QVERIFY(!m_x.table()->isVisible());
    filter->clear();
    QVERIFY(m_x.table()->isVisible());
    QTest::keyClicks(filter, u"canary"_s); // what is hidden is not found by guessing either
    QCOMPARE(m_x.table()->model()->rowCount(), 0);
    for (const QString &end : {u"when"_s, u"2027"_s}) {
        filter->setText(end);
        QVERIFY2(m_x.table()->model()->rowCount() == 0, "neither is what stands under Ends");
    }
    filter->setText(u"/CART"_s);
    QCOMPARE(m_x.table()->model()->rowCount(), 1);
}

void TestCookiesDialog::removesNoMoreThanIsShown()
{
    QTest::keyClicks(m_x.find<QLineEdit>(u"cookieFilter"_s), u"shop"_s);
    QVERIFY(m_x.find<QPushButton>(u"removeAllCookies"_s)->text().contains(u"shown"_s));
    m_x.click(u"removeAllCookies"_s);
    const QByteArrayList left{"session", "theme"};
    QCOMPARE(m_x.names(), left);
}

void TestCookiesDialog::emptyTeaches()
{
    m_x.jar->clear();
    auto *empty = m_x.find<EmptyState>(u"noCookies"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!m_x.table()->isVisible());
    QVERIFY(!m_x.find<QPushButton>(u"removeAllCookies"_s)->isEnabled());
    Q_EMIT empty->actionTriggered();
    QCOMPARE(m_x.jar->cookies().size(), 1);
    QVERIFY(m_x.table()->isVisible() && m_x.editor());
}

void TestCookiesDialog::switchedOffIsTold()
{
    CookieSource off = m_x.source();
    off.isOn = false;
    m_x.open(off);
    QVERIFY(m_x.find<QLabel>(u"cookieNote"_s)->text().contains(u"switched off"_s));
}

void TestCookiesDialog::saysThatNothingIsSaved()
{
    const QString note = m_x.find<QLabel>(u"cookieNote"_s)->text();
    QVERIFY(note.contains(u"Production"_s) && note.contains(u"quit"_s) && note.contains(u"no file"_s));
    QCOMPARE(m_x.dialog->windowTitle(), u"Cookies of Orders API"_s);
}

void TestCookiesDialog::theCommandOpensOne()
{
    QWidget window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    CookieCommand command(
        m_x.theme, m_x.time, [this](const QString &id) { return id == u"orders"_s ? m_x.source() : CookieSource(); },
        &window);
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
    const AccessibleNames names(*m_x.dialog);
    QVERIFY2(names.unnamed.isEmpty(), qPrintable(names.unnamed.join(u' ')));
    QVERIFY(names.checked >= 7);
}

void TestCookiesDialog::textsFit()
{
    const auto *header = qobject_cast<QHeaderView *>(m_x.table()->horizontalHeader());
    for (int column = 0; column < header->count(); ++column)
        QVERIFY2(header->sectionSizeHint(column) <= header->sectionSize(column),
                 qPrintable(header->model()->headerData(column, Qt::Horizontal).toString()));
    const QList<QPushButton *> buttons = m_x.dialog->findChildren<QPushButton *>();
    for (const QPushButton *button : buttons) {
        if (button->isVisible())
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
    const auto *note = m_x.find<QLabel>(u"cookieNote"_s);
    QVERIFY(note->height() >= note->heightForWidth(note->width()));
}

QImage TestCookiesDialog::drawn(Theme::Mode mode, const QString &name)
{
    m_x.theme.setMode(mode);
    const QImage image = m_x.dialog->grab().toImage();
    const QString folder = qEnvironmentVariable("FUSEBOARD_PICTURES");
    if (!folder.isEmpty())
        image.save(folder + u"/cookies-"_s + name + u".png"_s);
    return image;
}

void TestCookiesDialog::theCellWithTheKeyboardHasAFrame()
{
    m_x.table()->setFocus();
    for (const int column : {int(Model::DomainColumn), int(Model::SecureColumn)}) {
        m_x.table()->setCurrentIndex(m_x.cell(1, column));
        const QImage image = m_x.table()->viewport()->grab().toImage();
        const QPoint edge = m_x.table()->visualRect(m_x.cell(1, column)).topLeft() + QPoint(10, 0);
        QCOMPARE(image.pixelColor(edge), m_x.theme.color(ColorRole::FocusRing));
    }
}

void TestCookiesDialog::bothSchemesAreDrawn()
{
    // selectRow() heeds the modifiers of the last key of an earlier test.
    m_x.table()->selectionModel()->select(m_x.cell(1, 0),
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QVERIFY(m_x.find<QPushButton>(u"removeCookie"_s)->isEnabled());
    QVERIFY2(!m_x.table()->showGrid() && !m_x.table()->wordWrap(), "lines below the rows, which have one");
    const QImage light = drawn(Theme::Mode::Light, u"light"_s);
    const QImage dark = drawn(Theme::Mode::Dark, u"dark"_s);
    m_x.click(u"removeAllCookies"_s);
    const QImage emptyDark = drawn(Theme::Mode::Dark, u"dark-empty"_s);
    const QImage emptyLight = drawn(Theme::Mode::Light, u"light-empty"_s);
    QVERIFY(emptyLight != light && emptyDark != dark);
    // Between the rows and the buttons, at the edge, and in the middle of the foot: each has the ground of its scheme.
    const QPoint foot(light.width() / 2, light.height() - 3);
    for (const QPoint place : {QPoint(3, 3), QPoint(3, light.height() / 2), foot}) {
        QVERIFY(light.pixelColor(place).lightness() > 200 && emptyLight.pixelColor(place).lightness() > 200);
        QVERIFY(dark.pixelColor(place).lightness() < 80 && emptyDark.pixelColor(place).lightness() < 80);
    }
}

QTEST_MAIN(TestCookiesDialog)
#include "tst_cookiesdialog.moc"
