// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Some of the pictures that scripts/screenshots takes, with what must be in each of them.
class tst_screenshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areWrittenAndNotBlank_data();
    void areWrittenAndNotBlank();
    void anUnknownNameIsTold();

private:
    struct Run
    {
        int code = -1;
        QString err;
    };
    static Run run(const QStringList &arguments, const QString &scale);
};

tst_screenshots::Run tst_screenshots::run(const QStringList &arguments, const QString &scale)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, scale);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(FUSEBOARD_SCREENSHOTS), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardError())};
}

void tst_screenshots::areWrittenAndNotBlank_data()
{
    QTest::addColumn<QStringList>("theme");
    QTest::addColumn<QString>("scale");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("light") << QStringList() << u"1"_s << u".png"_s;
    QTest::newRow("dark and large") << QStringList{u"--dark"_s} << u"2"_s << u"@2x.png"_s;
}

void tst_screenshots::areWrittenAndNotBlank()
{
    QFETCH(QStringList, theme);
    QFETCH(QString, scale);
    QFETCH(QString, suffix);
    const QTemporaryDir folder;
    const QStringList names{u"empty-explore"_s, u"client-retry"_s, u"environments"_s};
    const Run ended = run(theme + QStringList{folder.path()} + names, scale);
    QVERIFY2(ended.code == 0, qPrintable(ended.err));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), names.size());
    for (const QString &name : names) {
        const QImage image(folder.filePath(name + suffix));
        QVERIFY2(image.width() > 400 * scale.toInt() && image.height() > 300 * scale.toInt(), qPrintable(name));
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2)
                colors.insert(image.pixel(x, y));
        }
        QVERIFY2(colors.size() > 20, qPrintable(name)); // texts alone have more shades
        QVERIFY2((qGray(image.pixel(2, image.height() / 2)) < 128) == theme.contains(u"--dark"_s), qPrintable(name));
    }
}

void tst_screenshots::anUnknownNameIsTold()
{
    const QTemporaryDir folder;
    const Run ended = run({folder.path(), u"no-such-page"_s}, u"1"_s);
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains(u"There is no picture no-such-page."_s), qPrintable(ended.err));
}

QTEST_APPLESS_MAIN(tst_screenshots)
#include "tst_screenshots.moc"
