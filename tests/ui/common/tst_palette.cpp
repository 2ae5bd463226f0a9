// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/palette.h"

#include <QTest>

using namespace fuseboard;

/// Every text of the program must be legible in both schemes: WCAG AA, 4.5:1.
class tst_palette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsLegible_data();
    void textIsLegible();
    void shapesAreVisible_data();
    void shapesAreVisible();
    void everyRoleHasOneName();
    void schemesDiffer();
    void contrastOfKnownPairs();
};

namespace {

using enum ColorRole;

struct Pair
{
    ColorRole ink;
    std::initializer_list<ColorRole> surfaces;
};

const char *nameOf(ColorRole role)
{
    return Palette::rows()[static_cast<std::size_t>(role)].name;
}

void addRows(std::initializer_list<Pair> pairs)
{
    QTest::addColumn<int>("ink");
    QTest::addColumn<int>("surface");
    for (const Pair &pair : pairs) {
        for (const ColorRole surface : pair.surfaces)
            QTest::addRow("%s on %s", nameOf(pair.ink), nameOf(surface))
                << static_cast<int>(pair.ink) << static_cast<int>(surface);
    }
}

double contrastIn(Scheme scheme, int ink, int surface)
{
    const Palette palette(scheme);
    return contrastRatio(palette.color(static_cast<ColorRole>(ink)), palette.color(static_cast<ColorRole>(surface)));
}

} // namespace

void tst_palette::textIsLegible_data()
{
    const auto series = {Card};
    addRows({
        {Text,
         {Window, Panel, Card, Code, Hover, Pressed, AccentSoft, DangerSoft, WarningSoft, SuccessSoft, NeutralSoft}},
        {Muted, {Window, Panel, Card, Code, Hover, AccentSoft, DangerSoft, WarningSoft, SuccessSoft}},
        {AccentText, {Window, Panel, Card, Code, Hover, AccentSoft}},
        {OnAccent, {Accent, AccentHover}},
        {SuccessText, {Window, Panel, Card, SuccessSoft, AccentSoft}},
        {WarningText, {Window, Panel, Card, WarningSoft, AccentSoft}},
        {DangerText, {Window, Panel, Card, DangerSoft, AccentSoft}},
        {NeutralText, {Window, Panel, Card, NeutralSoft, AccentSoft}},
        {SeriesP50, series},
        {SeriesP95, series},
        {SeriesP99, series},
        {SeriesTokens, series},
        {SeriesWaiting, series},
        {SeriesSucceeded, series},
        {SeriesRetried, series},
        {SeriesFailed, series},
        {SeriesRefused, series},
        {SyntaxKey, {Card, Code}},
        {SyntaxString, {Card, Code}},
        {SyntaxNumber, {Card, Code}},
        {SyntaxKeyword, {Card, Code}},
        {SyntaxVariable, {Card, Code}},
        {MethodGet, {Window, Card, AccentSoft, Hover}},
        {MethodPost, {Window, Card, AccentSoft, Hover}},
        {MethodPut, {Window, Card, AccentSoft, Hover}},
        {MethodPatch, {Window, Card, AccentSoft, Hover}},
        {MethodDelete, {Window, Card, AccentSoft, Hover}},
        {MethodOther, {Window, Card, AccentSoft, Hover}},
    });
}

void tst_palette::textIsLegible()
{
    QFETCH(int, ink);
    QFETCH(int, surface);
    QVERIFY2(contrastIn(Scheme::Light, ink, surface) >= 4.5,
             qPrintable(QStringLiteral("light %1").arg(contrastIn(Scheme::Light, ink, surface))));
    QVERIFY2(contrastIn(Scheme::Dark, ink, surface) >= 4.5,
             qPrintable(QStringLiteral("dark %1").arg(contrastIn(Scheme::Dark, ink, surface))));
}

void tst_palette::shapesAreVisible_data()
{
    addRows({
        {Accent, {Window, Panel, Card, Track, AccentSoft}},
        {FocusRing, {Window, Panel, Card, AccentSoft}},
        {Success, {Window, Card, AccentSoft}},
        {Warning, {Window, Card, AccentSoft}},
        {Danger, {Window, Card, AccentSoft, Track}},
        {TimelineWait, {Window, Card}},
        {TimelineFailed, {Window, Card}},
        {TimelineBackoff, {Window, Card}},
        {TimelineConnect, {Window, Card}},
        {TimelineServer, {Window, Card}},
        {TimelineDownload, {Window, Card}},
    });
}

void tst_palette::shapesAreVisible()
{
    QFETCH(int, ink);
    QFETCH(int, surface);
    QVERIFY2(contrastIn(Scheme::Light, ink, surface) >= 3.0,
             qPrintable(QStringLiteral("light %1").arg(contrastIn(Scheme::Light, ink, surface))));
    QVERIFY2(contrastIn(Scheme::Dark, ink, surface) >= 3.0,
             qPrintable(QStringLiteral("dark %1").arg(contrastIn(Scheme::Dark, ink, surface))));
}

void tst_palette::everyRoleHasOneName()
{
    QSet<QString> names;
    for (const Palette::Row &row : Palette::rows())
        names.insert(QString::fromLatin1(row.name));
    QCOMPARE(names.size(), static_cast<qsizetype>(Palette::rows().size()));
}

void tst_palette::schemesDiffer()
{
    for (const Palette::Row &row : Palette::rows())
        QVERIFY2(row.light != row.dark, row.name);
}

void tst_palette::contrastOfKnownPairs()
{
    QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

QTEST_GUILESS_MAIN(tst_palette)
#include "tst_palette.moc"
