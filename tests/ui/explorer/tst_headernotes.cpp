// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Headers of a request that do not go out as they are written, and what is said of them.

#include "explorefixture.h"

#include "common/tabstrip.h"
#include "explorer/fieldtable.h"
#include "models/fieldtablemodel.h"
#include "models/replacedheader.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace fuseboard;
using namespace Qt::StringLiterals;

class TestHeaderNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void theSentenceSaysWho();
    void S03_aNameThatIsNoneIsMarked_data();
    void S03_aNameThatIsNoneIsMarked();
    void theRowIsMarked();
    void whatIsSaidIsSent();
    void theToolTipTellsIt();
    void theMarkIsSeen();
    void aNameThatIsTypedStays();

private:
    static AuthConfig bearer()
    {
        AuthConfig auth;
        auth.type = AuthType::Bearer;
        auth.token = Secret::plain(u"canary"_s);
        return auth;
    }
    static RequestDraft draft()
    {
        RequestDraft draft = ExploreFixture::draft();
        draft.headers = {{u"authorization"_s, u"mine"_s}, {u"X-A"_s, u"1"_s}, {u"Authorization"_s, u"off"_s, false}};
        return draft;
    }
    static void sign(ExploreFixture &x)
    {
        ClientConfig config = ExploreFixture::config();
        config.auth = bearer();
        QVERIFY(x.client.reconfigure(config).ok());
        x.page.setClient(u"orders"_s, &x.client);
    }
    static QStringList notes(const ExploreFixture &x)
    {
        const QAbstractItemModel *model = x.named<FieldTable>(u"Headers"_s)->model();
        QStringList notes;
        for (int row = 0; row < model->rowCount(); ++row)
            notes << model->index(row, FieldTableModel::NameColumn).data(Qt::AccessibleDescriptionRole).toString();
        return notes;
    }

    Theme m_theme{Theme::Mode::Light};
};

void TestHeaderNotes::theSentenceSaysWho()
{
    ClientConfig client = ExploreFixture::config();
    const QString name = u"Authorization"_s;
    QCOMPARE(wording::replacedHeader(name, {}, BodyKind::Text, client), QString());
    client.auth = bearer();
    QCOMPARE(wording::replacedHeader(name, {}, BodyKind::Text, client),
             u"Replaced by the credentials of the client orders-api: Bearer token. Choose others in “Auth”, or remove "
             "this line."_s);
    QCOMPARE(wording::replacedHeader(name, AuthConfig(), BodyKind::Text, client), QString());
    AuthConfig own;
    own.type = AuthType::Custom;
    own.customHeaders = {{u"X-Sign"_s, Secret::environment(u"S"_s)}};
    QCOMPARE(wording::replacedHeader(name, own, BodyKind::Text, client), QString());
    const QString said = wording::replacedHeader(u"x-sign"_s, own, BodyKind::Text, client);
    QVERIFY2(said.startsWith(u"Replaced by the credentials of this request: Custom"), qPrintable(said));
    QVERIFY(wording::replacedHeader(u"content-type"_s, {}, BodyKind::Multipart, client).contains(u"parts"));
    QCOMPARE(wording::replacedHeader(u"content-type"_s, {}, BodyKind::Json, client), QString());
}

void TestHeaderNotes::S03_aNameThatIsNoneIsMarked_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("a name") << u"X-Trace_1"_s << true;
    QTest::newRow("a blank") << u"X Trace"_s << false;
    QTest::newRow("a colon") << u"X-Trace:"_s << false;
    QTest::newRow("an umlaut") << u"X-Größe"_s << false;
    QTest::newRow("of the connection") << u"content-length"_s << false;
    QTest::newRow("a variable") << u"X-{{name}}"_s << true;
}

/// What is marked is what is not sent, and nothing else.
void TestHeaderNotes::S03_aNameThatIsNoneIsMarked()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isSent);
    RequestDraft draft = ExploreFixture::draft();
    draft.headers = {{name, u"1"_s}};
    ExploreFixture x(m_theme, draft);
    x.page.setEnvironment(ExploreFixture::environment({{u"name"_s, Variable::Source::Text, u"A"_s}}));
    QCOMPARE(notes(x).first().isEmpty(), isSent);
    x.transport.succeedWith(200, {}, "ok");
    x.sendAndWait();
    QCOMPARE(x.transport.requestCount(), isSent ? 1 : 0);
}

void TestHeaderNotes::theRowIsMarked()
{
    ExploreFixture x(m_theme, draft());
    QCOMPARE(notes(x), (QStringList{{}, {}, {}, {}}));
    const QSignalSpy changed(x.named<FieldTable>(u"Headers"_s)->model(), &QAbstractItemModel::dataChanged);
    sign(x);
    QVERIFY(changed.count() > 0);
    QVERIFY(notes(x).at(0).contains(u"orders-api"));
    QCOMPARE(notes(x).mid(1), (QStringList{{}, {}, {}})); // one that is off is not replaced, and is not sent
    auto *credentials = x.named<QComboBox>(u"Credentials"_s);
    credentials->setCurrentIndex(credentials->findData(int(AuthType::None)));
    QCOMPARE(notes(x).at(0), QString());
    credentials->setCurrentIndex(credentials->findData(int(AuthType::Basic)));
    QVERIFY(notes(x).at(0).contains(u"this request"));
    QVERIFY(!x.page.currentDraft().headers.isEmpty());
}

void TestHeaderNotes::whatIsSaidIsSent()
{
    ExploreFixture x(m_theme, draft());
    x.sendAndWait();
    sign(x);
    x.sendAndWait();
    QCOMPARE(x.transport.requests().at(0).headers.values("Authorization"), QByteArrayList{"mine"});
    QCOMPARE(x.transport.requests().at(1).headers.values("Authorization"), QByteArrayList{"Bearer canary"});
}

void TestHeaderNotes::theToolTipTellsIt()
{
    ExploreFixture x(m_theme, draft());
    sign(x);
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    const QPoint place = table->visualRect(table->model()->index(0, FieldTableModel::ValueColumn)).center();
    QHelpEvent help(QEvent::ToolTip, place, table->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(table->viewport(), &help);
    QVERIFY2(QToolTip::text().contains(u"credentials of the client"), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

void TestHeaderNotes::theMarkIsSeen()
{
    ExploreFixture x(m_theme, draft());
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    const QRect name = table->visualRect(table->model()->index(0, FieldTableModel::NameColumn)).adjusted(2, 2, -2, -2);
    const QImage before = table->viewport()->grab(name).toImage();
    sign(x);
    QVERIFY(table->viewport()->grab(name).toImage() != before);
}

/// Whatever becomes known of its row meanwhile.
void TestHeaderNotes::aNameThatIsTypedStays()
{
    ExploreFixture x(m_theme, draft());
    x.named<TabStrip>(u"Parts of the request"_s)->setCurrentIndex(1);
    auto *table = x.named<FieldTable>(u"Headers"_s);
    const QModelIndex name = table->model()->index(0, FieldTableModel::NameColumn);
    table->setCurrentIndex(name);
    auto *editor = qobject_cast<QLineEdit *>(table->indexWidget(name));
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"zz"_s);
    sign(x);
    QCOMPARE(editor->text(), u"zz"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(x.page.currentDraft().headers.first().name, u"zz"_s);
}

QTEST_MAIN(TestHeaderNotes)
#include "tst_headernotes.moc"
