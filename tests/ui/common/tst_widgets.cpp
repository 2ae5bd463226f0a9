// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/card.h"
#include "common/emptystate.h"
#include "common/figurelabel.h"
#include "common/figures.h"
#include "common/pill.h"
#include "common/presentation.h"
#include "common/segmentedcontrol.h"
#include "common/sparkline.h"
#include "common/tabstrip.h"
#include "common/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class tst_widgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void cleanup() { m_theme.setMode(Theme::Mode::Light); }
    void pillShowsToneGlyphAndWord_data();
    void pillShowsToneGlyphAndWord();
    void pillElidesWhatDoesNotFit();
    void ownRefusalsAreNoFailures();
    void figuresKeepTheirWidth();
    void figureLabelNeverShrinks();
    void sparkLineDrawsItsValues();
    void sparkLineLeavesGaps();
    void sparkLineStaysInItsPlace();
    void ADV_O10_sparkLineOfHostileValues();
    void segmentsChooseOne();
    void segmentsMoveByArrowKeys();
    void segmentsKeepTheirWidth();
    void tabsUnderlineTheChosenOne();
    void tabCountWidensTheTab();
    void tabsFitTheirText();
    void aDotCutsNoTabThatHasRoom();
    void tabsTakeTextsAsTheyAre();
    void textsOfNarrowTabsEndBeforeTheirButtons_data();
    void textsOfNarrowTabsEndBeforeTheirButtons();
    void emptyStateOffersItsAction();
    void emptyStateKeepsItsLinesShort();
    void hintsAreMuted_data();
    void hintsAreMuted();
    void ADV_O11_themeChangesRepaint();

private:
    int pixelsOf(QWidget &widget, const QColor &color)
    {
        const QImage image = widget.grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == color;
        }
        return count;
    }

    /// Around all that is drawn within the area on the colour of the first pixel.
    static QRect inkOf(const QImage &image, const QRect &area)
    {
        QRect ink;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                if (image.pixel(x, y) != image.pixel(0, 0))
                    ink |= QRect(x, y, 1, 1);
            }
        }
        return ink;
    }
    static void addNarrowTabs(TabStrip &strip, const QString &text)
    {
        for (int i = 0; i < 6; ++i) {
            strip.addTab(text);
            auto *button = new QWidget(&strip);
            button->setFixedSize(18, 18);
            strip.setTabButton(i, QTabBar::RightSide, button);
        }
        strip.resize(480, strip.sizeHint().height());
        strip.show();
    }

    Theme m_theme{Theme::Mode::Light};
};

void tst_widgets::pillShowsToneGlyphAndWord_data()
{
    QTest::addColumn<BreakerState>("state");
    QTest::addColumn<ColorRole>("soft");
    QTest::newRow("closed") << BreakerState::Closed << ColorRole::SuccessSoft;
    QTest::newRow("open") << BreakerState::Open << ColorRole::DangerSoft;
    QTest::newRow("half-open") << BreakerState::HalfOpen << ColorRole::WarningSoft;
}

void tst_widgets::pillShowsToneGlyphAndWord()
{
    QFETCH(BreakerState, state);
    QFETCH(ColorRole, soft);
    Pill pill(m_theme);
    pill.setBadge({toneOf(state), u"Some state"_s, glyphOf(state)});
    pill.resize(pill.sizeHint());
    QVERIFY(pixelsOf(pill, m_theme.color(soft)) > 300);
    QVERIFY(pixelsOf(pill, m_theme.color(textRole(toneOf(state)))) > 20);
    QCOMPARE(pill.accessibleName(), u"Some state"_s);
}

void tst_widgets::pillElidesWhatDoesNotFit()
{
    Pill pill(m_theme);
    pill.setBadge({Tone::Danger, QString(4000, u'W'), IconId::Close});
    pill.resize(80, 20);
    QVERIFY(pixelsOf(pill, m_theme.color(ColorRole::DangerText)) > 20);
}

void tst_widgets::ownRefusalsAreNoFailures()
{
    QCOMPARE(toneOf(ErrorKind::CircuitOpen), Tone::Warning);
    QCOMPARE(toneOf(ErrorKind::RateLimited), Tone::Warning);
    QCOMPARE(toneOf(ErrorKind::Cancelled), Tone::Neutral);
    QCOMPARE(toneOf(ErrorKind::AttemptTimeout), Tone::Danger);
}

void tst_widgets::figuresKeepTheirWidth()
{
    const QFont font = m_theme.font(TextStyle::Figure);
    QCOMPARE(figuresWidth(font, u"111 ms"_s), figuresWidth(font, u"888 ms"_s));
    QVERIFY(figuresWidth(font, u"1111 ms"_s) > figuresWidth(font, u"888 ms"_s));
    QCOMPARE(figuresWidth(font, {}), 0.0);
}

void tst_widgets::figureLabelNeverShrinks()
{
    FigureLabel label(m_theme);
    label.setText(u"1 000 requests/s"_s);
    const int width = label.sizeHint().width();
    label.setText(u"1 request/s"_s);
    QCOMPARE(label.sizeHint().width(), width);
    QCOMPARE(label.accessibleName(), u"1 request/s"_s);
}

void tst_widgets::sparkLineDrawsItsValues()
{
    SparkLine line(m_theme);
    line.resize(120, 28);
    const int background = pixelsOf(line, m_theme.color(ColorRole::Window));
    line.setValues({1.0, 5.0, 2.0, 8.0, 3.0});
    QVERIFY(pixelsOf(line, m_theme.color(ColorRole::Window)) < background - 100);
}

void tst_widgets::sparkLineLeavesGaps()
{
    SparkLine line(m_theme);
    line.resize(120, 28);
    line.setValues({1.0, 2.0, std::nullopt, std::nullopt, std::nullopt, std::nullopt, 2.0, 1.0});
    const QImage image = line.grab().toImage();
    for (int y = 0; y < image.height(); ++y)
        QCOMPARE(image.pixelColor(60, y), m_theme.color(ColorRole::Window));
}

void tst_widgets::sparkLineStaysInItsPlace()
{
    QImage image(200, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    // A single value has no neighbour to be joined with.
    paintSparkLine(painter, QRectF(50, 5, 100, 30), {std::nullopt, std::nullopt, 3.0}, Qt::black);
    painter.end();
    QVERIFY(image.pixelColor(140, 33) != QColor(Qt::white));
    for (int y = 0; y < image.height(); ++y)
        QCOMPARE(image.pixelColor(152, y), QColor(Qt::white));
}

void tst_widgets::ADV_O10_sparkLineOfHostileValues()
{
    SparkLine line(m_theme);
    line.resize(120, 28);
    using Values = std::vector<std::optional<double>>;
    const auto drawn = [&line](const Values &values) {
        line.setValues(values);
        return line.grab().toImage();
    };
    const QImage nothing = drawn({});
    for (const Values &values : std::vector<Values>{{1.0}, {std::nullopt, std::nullopt}})
        QCOMPARE(drawn(values), nothing);
    for (const Values &values : std::vector<Values>{{0.0, 0.0, 0.0}, {1e300, -1e300, 1e-300}, {-5.0, -5.0}})
        QVERIFY(drawn(values) != nothing);
}

void tst_widgets::segmentsChooseOne()
{
    SegmentedControl control(u"Range"_s, {u"1 min"_s, u"5 min"_s, u"1 h"_s});
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    QCOMPARE(control.current(), 0);
    control.setCurrent(2);
    control.setCurrent(17);
    QCOMPARE(control.current(), 2);
    QCOMPARE(changed, (QList<QVariantList>{{2}}));
    QTest::mouseClick(control.findChildren<QPushButton *>().at(1), Qt::LeftButton);
    QCOMPARE(control.current(), 1);
}

void tst_widgets::segmentsMoveByArrowKeys()
{
    SegmentedControl control(u"Range"_s, {u"1 min"_s, u"5 min"_s, u"1 h"_s});
    control.show();
    QVERIFY(QTest::qWaitForWindowActive(&control));
    QPushButton *first = control.findChildren<QPushButton *>().first();
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Right);
    QCOMPARE(control.current(), 1);
    QVERIFY(control.findChildren<QPushButton *>().at(1)->hasFocus());
}

void tst_widgets::segmentsKeepTheirWidth()
{
    SegmentedControl control(u"Range"_s, {u"1 min"_s, u"5 min"_s, u"15 min"_s});
    const QSize before = control.sizeHint();
    control.setCurrent(2);
    QCOMPARE(control.sizeHint(), before);
}

void tst_widgets::tabsUnderlineTheChosenOne()
{
    TabStrip tabs(m_theme, u"Parts"_s);
    tabs.addTab(u"Body"_s);
    tabs.addTab(u"Headers"_s);
    tabs.resize(tabs.sizeHint());
    tabs.setCurrentIndex(1);
    const QImage image = tabs.grab().toImage();
    const QColor accent = m_theme.color(ColorRole::Accent);
    const int row = tabs.height() - 1;
    QCOMPARE(image.pixelColor(tabs.tabRect(1).center().x(), row), accent);
    QVERIFY(image.pixelColor(tabs.tabRect(0).center().x(), row) != accent);
}

void tst_widgets::tabCountWidensTheTab()
{
    TabStrip tabs(m_theme, u"Parts"_s);
    tabs.addTab(u"Headers"_s);
    const int width = tabs.tabRect(0).width();
    tabs.setTabCount(0, u"14"_s);
    QVERIFY(tabs.tabRect(0).width() > width);
    QCOMPARE(tabs.tabText(0), u"Headers"_s);
}

void tst_widgets::tabsFitTheirText()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *tabs = new TabStrip(m_theme, u"Open"_s, &window);
    row->addWidget(tabs);
    row->addWidget(new QPushButton(u"+"_s, &window));
    row->addStretch(1);
    window.resize(900, 80);
    tabs->addTab(QString());
    tabs->setTabText(0, u"GET List orders"_s);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const int needed = QFontMetrics(m_theme.font(TextStyle::Strong)).horizontalAdvance(u"GET List orders"_s);
    QCOMPARE_GE(tabs->tabRect(0).width(), needed + 18);
    QCOMPARE(tabs->width(), tabs->tabRect(0).width());
    tabs->addTab(u"A second one"_s);
    QTRY_COMPARE(tabs->width(), tabs->tabRect(1).right() + 1);
}

/// The text and its dot, each rounded up, were wider than both together.
void tst_widgets::aDotCutsNoTabThatHasRoom()
{
    TabStrip tabs(m_theme, u"Open"_s);
    for (const QString &name :
         {u"GET New request"_s, u"GET matches"_s, u"POST Order by id"_s, u"GET l"_s, u"GET ill"_s})
        tabs.insertTab(0, name);
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setTabText(i, tabs.tabText(i) + u" •"_s);
        tabs.setCurrentIndex(i); // the one in front is set in bold
        tabs.resize(tabs.sizeHint());
        QVERIFY2(!tabs.shownText(i).contains(u'…'), qPrintable(tabs.shownText(i)));
    }
}

void tst_widgets::tabsTakeTextsAsTheyAre()
{
    const QString text = u"GET /o?limit=5&status=open"_s;
    TabStrip strip(m_theme, u"Requests"_s);
    strip.addTab(u"first"_s);
    strip.addTab(text);
    strip.resize(600, strip.sizeHint().height());
    strip.show();
    strip.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&strip));
    QTest::keyClick(&strip, Qt::Key_S, Qt::AltModifier);
    QCOMPARE(strip.currentIndex(), 0);
    QCOMPARE(strip.tabText(1), text);
    strip.setTabText(1, u"B&B"_s);
    QTest::keyClick(&strip, Qt::Key_B, Qt::AltModifier);
    QCOMPARE(strip.currentIndex(), 0);
    QCOMPARE(strip.tabText(1), u"B&B"_s);
    strip.setTabCount(1, u"3"_s);
    QCOMPARE(strip.tabText(1), u"B&B"_s);
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&strip);
    QVERIFY(spoken && spoken->child(1));
    QCOMPARE(spoken->child(1)->text(QAccessible::Name), u"B&B"_s);
}

void tst_widgets::textsOfNarrowTabsEndBeforeTheirButtons_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<QString>("end");
    QTest::newRow("short") << u"GET Rate limit"_s << true << QString();
    QTest::newRow("short, with a dot") << u"GET Rate •"_s << true << u"•"_s;
    QTest::newRow("long") << u"GET All the repositories of everybody"_s << false << u"…"_s;
    QTest::newRow("long, with a dot") << u"GET All the repositories of everybody •"_s << false << u"•"_s;
}

void tst_widgets::textsOfNarrowTabsEndBeforeTheirButtons()
{
    QFETCH(QString, text);
    QFETCH(bool, isWhole);
    QFETCH(QString, end);
    TabStrip strip(m_theme, u"Requests"_s);
    addNarrowTabs(strip, text);
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    const QImage image = strip.grab().toImage();
    const QRect button = strip.tabButton(1, QTabBar::RightSide)->geometry();
    const QRect tab = strip.tabRect(1); // not the one in front, which is set in bold
    QVERIFY(tab.contains(button));
    QVERIFY2(inkOf(image, {button.left() - 4, 8, 4, 22}).isEmpty(), "a gap before the button");
    const QRect ink = inkOf(image, {tab.left(), 8, button.left() - tab.left(), 22});
    const QFontMetrics metrics(m_theme.font(TextStyle::Body));
    QCOMPARE(ink.width() >= metrics.horizontalAdvance(text) - 4, isWhole);
    if (end.isEmpty())
        return;
    // What the text ends with is drawn whole: as wide as it is alone. The letter before it may come near.
    const QSize alone = metrics.tightBoundingRect(end).size();
    const QRect last = inkOf(image, {ink.right() - alone.width() + 3, 8, alone.width() - 2, 22});
    QVERIFY2(2 * last.height() >= alone.height(), QByteArray::number(last.height()).constData());
    QVERIFY2(last.width() >= alone.width() - 3, QByteArray::number(last.width()).constData());
}

void tst_widgets::emptyStateKeepsItsLinesShort()
{
    EmptyState state(m_theme, IconId::Explore, u"No answer yet"_s,
                     u"Press Send or Ctrl+Enter. The answer shows here, and all that was done for it."_s.repeated(3));
    const auto texts = [&state] { return state.findChildren<QLabel *>(); };
    state.resize(1000, 400);
    state.show();
    QVERIFY(QTest::qWaitForWindowExposed(&state));
    for (const QLabel *label : texts()) {
        QVERIFY2(label->width() <= 480, QByteArray::number(label->width()).constData());
        const QRect place(label->mapTo(&state, QPoint()), label->size());
        QVERIFY(std::abs(place.center().x() - state.rect().center().x()) <= 1);
        QVERIFY(label->height() >= label->heightForWidth(label->width()));
    }
    state.resize(300, 400);
    QTRY_COMPARE(state.width(), 300);
    for (const QLabel *label : texts()) {
        const QRect place(label->mapTo(&state, QPoint()), label->size());
        QVERIFY2(place.left() >= 24 && place.right() < 276, QByteArray::number(place.left()).constData());
    }
}

void tst_widgets::emptyStateOffersItsAction()
{
    EmptyState empty(m_theme, IconId::Inbox, u"Nothing here"_s, u"Send a request."_s, u"Send"_s);
    QSignalSpy triggered(&empty, &EmptyState::actionTriggered);
    QTest::mouseClick(empty.findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
}

void tst_widgets::hintsAreMuted_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::newRow("light") << Theme::Mode::Light;
    QTest::newRow("dark") << Theme::Mode::Dark;
}

/// They tell what holds while nothing is written, and have to be read.
void tst_widgets::hintsAreMuted()
{
    QFETCH(const Theme::Mode, mode);
    m_theme.setMode(mode);
    QLineEdit line;
    QPlainTextEdit text;
    QComboBox box;
    box.setEditable(true);
    for (QWidget *widget : QList<QWidget *>{&line, &text, box.lineEdit()}) {
        widget->ensurePolished();
        QCOMPARE(widget->palette().color(QPalette::PlaceholderText), m_theme.color(ColorRole::Muted));
        QCOMPARE(widget->palette().color(QPalette::Text), m_theme.color(ColorRole::Text));
    }
}

void tst_widgets::ADV_O11_themeChangesRepaint()
{
    Card card(m_theme, u"Latency"_s);
    card.resize(200, 100);
    const auto middle = [&] { return card.grab().toImage().pixelColor(100, 80); };
    QCOMPARE(middle(), Palette(Scheme::Light).color(ColorRole::Card));
    QSignalSpy changed(&m_theme, &Theme::changed);
    m_theme.setMode(Theme::Mode::Dark);
    QCOMPARE(middle(), Palette(Scheme::Dark).color(ColorRole::Card));
    m_theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.size(), 1);
    m_theme.setMode(Theme::Mode::Light);
}

QTEST_MAIN(tst_widgets)
#include "tst_widgets.moc"
