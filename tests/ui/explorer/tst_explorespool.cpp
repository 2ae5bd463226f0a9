// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/memorysecretstore.h"
#include "base/systemscheduler.h"
#include "client/apiclient.h"
#include "common/theme.h"
#include "compare/comparedialog.h"
#include "explorer/bodyview.h"
#include "explorer/explorepage.h"
#include "http/networktransport.h"
#include "models/checks/checkresultsmodel.h"
#include "support/loopbackserver.h"
#include "support/workspacefolder.h"
#include "viewer/documentpane.h"
#include "viewer/documentview.h"
#include "viewer/filterbar.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostInMemory = 100'000;

QByteArray orders(int count)
{
    QByteArray json = "[";
    for (int i = 0; i < count; ++i)
        json += "{\"id\":" + QByteArray::number(i) + ",\"note\":\"an order that is one of many\"},";
    return json + "{\"id\":\"last\"}]";
}

} // namespace

/// Answers that are too large for memory, shown from the disk.
class TestExploreSpool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }
    void init();
    void cleanup();
    void showsWhatIsOnTheDisk();
    void testsAndCapturesReadIt();
    void savesIt();
    void comparesIt();
    void ADV_M11_goesWithItsTab();
    void ADV_M11_goesWhileItIsRead_data();
    void ADV_M11_goesWhileItIsRead();
    void aLimitThatIsSetIsTold();

private:
    void open(const RequestDraft &draft);
    static RequestDraft draft();
    void send(const QByteArray &body);
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"answers"_s); }
    /// How many answers are there: files that are open, as on Unix they have no names.
    [[nodiscard]] int spools() const;
    [[nodiscard]] BodyView *body() const { return m_page->findChild<BodyView *>(); }
    [[nodiscard]] DocumentView *text() const { return body()->documentPane()->view(); }
    [[nodiscard]] bool isShown(const QByteArray &body) const
    {
        const auto &loader = this->body()->documentPane()->loader();
        return loader.document() && loader.isFinished() && loader.document()->bytes()->view() == body;
    }

    Theme m_theme{Theme::Mode::Light};
    SystemScheduler m_scheduler;
    SeededRandom m_random{1};
    MemorySecretStore m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
    std::unique_ptr<NetworkTransport> m_transport;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ExplorePage> m_page;
    QByteArray m_body;
};

void TestExploreSpool::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<LoopbackServer>();
    m_server->onRequest([this](LoopbackConnection &connection, const ReceivedRequest &) {
        connection.answer(200, {{"Content-Type", "application/json"}}, m_body);
    });
    m_transport = std::make_unique<NetworkTransport>(NetworkOptions(), m_scheduler);
}

void TestExploreSpool::cleanup()
{
    m_page.reset();
    m_client.reset();
    m_transport.reset();
    m_server.reset();
}

RequestDraft TestExploreSpool::draft()
{
    RequestDraft draft;
    draft.clientId = u"orders"_s;
    draft.requestId = u"list"_s;
    draft.name = u"List orders"_s;
    draft.url = u"/orders"_s;
    return draft;
}

void TestExploreSpool::open(const RequestDraft &draft)
{
    if (!m_client) {
        ClientConfig config;
        config.name = u"orders-api"_s;
        config.baseUrl = m_server->url();
        m_client = std::make_unique<ApiClient>(config, Services{m_scheduler, m_random, *m_transport, m_secrets});
    }
    m_page = std::make_unique<ExplorePage>(m_theme, m_scheduler);
    m_page->resize(1024, 780);
    m_page->setSpool({folder(), mostInMemory});
    m_page->setClient(u"orders"_s, m_client.get());
    m_page->show();
    m_page->openRequest(draft);
}

void TestExploreSpool::send(const QByteArray &body)
{
    m_body = body;
    m_page->send();
    QTRY_VERIFY(isShown(body));
}

int TestExploreSpool::spools() const
{
#ifdef Q_OS_LINUX
    const auto links = QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    return int(std::count_if(links.begin(), links.end(),
                             [this](const QFileInfo &link) { return link.symLinkTarget().startsWith(folder()); }));
#else
    return int(QDir(folder()).entryList(QDir::Files | QDir::Hidden).size());
#endif
}

void TestExploreSpool::showsWhatIsOnTheDisk()
{
    open(draft());
    send(orders(20));
    QCOMPARE(spools(), 0);
    const QByteArray large = orders(20'000);
    send(large);
    QVERIFY(text()->visibleText().contains(u"an order that is one of many"_s));
    QCOMPARE(body()->documentPane()->loader().document()->lineCount(), 20'003);
#ifdef Q_OS_LINUX
    QCOMPARE(spools(), 1);
#endif
    send(orders(21)); // the large one stays to be compared with
    QVERIFY(text()->visibleText().contains(u"an order that is one of many"_s));
}

void TestExploreSpool::testsAndCapturesReadIt()
{
    RequestDraft checked = draft();
    checked.more.tests = {{TestSubject::Json, u"$[20000].id"_s, TestComparison::Equals, u"last"_s}};
    checked.more.captures = {{u"last_id"_s, CaptureSource::Json, u"$[19999].id"_s}};
    open(checked);
    send(orders(20'000));
    const auto *table = m_page->findChild<CheckResultsModel *>();
    QTRY_COMPARE(table->rowCount(), 2);
    QStringList told;
    for (int row = 0; row < table->rowCount(); ++row) {
        for (int column = 0; column < table->columnCount(); ++column)
            told << table->index(row, column).data().toString();
    }
    QVERIFY2(told.contains(u"Passed"_s), qPrintable(told.join(u'|')));
    QVERIFY2(told.join(u'|').contains(u"19999"_s), qPrintable(told.join(u'|')));
}

void TestExploreSpool::savesIt()
{
    open(draft());
    const QByteArray large = orders(20'000);
    send(large);
    const QString path = m_folder->filePath(u"saved.json"_s);
    body()->saveTo(path);
    QTRY_VERIFY(QFile::exists(path));
    QVERIFY(bytesIn(path) == large);
}

void TestExploreSpool::comparesIt()
{
    open(draft());
    send(orders(20'000));
    send(orders(20'001));
    const QList<QAction *> commands = m_page->actions();
    const auto compare = std::find_if(commands.begin(), commands.end(), [](const QAction *action) {
        return action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_D);
    });
    QVERIFY(compare != commands.end());
    (*compare)->trigger();
    const auto *dialog = m_page->findChild<CompareDialog *>();
    QVERIFY(dialog && dialog->isVisible());
}

void TestExploreSpool::ADV_M11_goesWithItsTab()
{
    open(draft());
    send(orders(20'000));
    RequestDraft other = draft();
    other.requestId = u"other"_s;
    m_page->openRequest(other);
    m_page->closeTab(0);
    QTRY_COMPARE(spools(), 0); // a worker that reads it ends first
    send(orders(20'001));
    m_page->closeTab(0);
    QCOMPARE(m_page->openCount(), 0);
    QTRY_COMPARE(spools(), 0);
    QCOMPARE(QDir(folder()).entryList(QDir::Files | QDir::Hidden), QStringList());
}

void TestExploreSpool::ADV_M11_goesWhileItIsRead_data()
{
    QTest::addColumn<QString>("work");
    QTest::addColumn<bool>("closes");
    for (const char *work : {"save", "search", "filter"}) {
        QTest::addRow("%s, and the tab is closed", work) << QString::fromLatin1(work) << true;
        QTest::addRow("%s, and the next answer comes", work) << QString::fromLatin1(work) << false;
    }
}

/// What works on a body that is mapped keeps it, whatever is shown meanwhile.
void TestExploreSpool::ADV_M11_goesWhileItIsRead()
{
    QFETCH(QString, work);
    QFETCH(bool, closes);
    const QByteArray first = orders(100'000);
    const QString saved = m_folder->filePath(u"saved.json"_s);
    open(draft());
    send(first);
    if (work == u"save") {
        body()->saveTo(saved);
    } else if (work == u"search") {
        body()->documentPane()->openSearch();
        body()->documentPane()->findChild<QLineEdit *>()->setText(u"last"_s);
    } else {
        auto *filter = body()->findChild<FilterBar *>();
        filter->open();
        filter->findChild<QLineEdit *>()->setText(u"$[*].id"_s);
        filter->run();
    }
    if (!closes) {
        send(orders(20'001));
        QVERIFY(isShown(orders(20'001)));
    }
    RequestDraft other = draft();
    other.requestId = u"other"_s;
    m_page->openRequest(other);
    m_page->closeTab(0);
    QTRY_COMPARE_WITH_TIMEOUT(spools(), 0, 30'000);
    QFile file(saved);
    QVERIFY2(!file.exists() || (file.open(QIODevice::ReadOnly) && file.readAll() == first), "whole, or not at all");
}

void TestExploreSpool::aLimitThatIsSetIsTold()
{
    ClientConfig config;
    config.name = u"orders-api"_s;
    config.baseUrl = m_server->url();
    config.maxResponseBytes = 200'000;
    m_client = std::make_unique<ApiClient>(config, Services{m_scheduler, m_random, *m_transport, m_secrets});
    open(draft());
    m_body = orders(20'000);
    m_page->send();
    const auto says = [this] {
        QStringList texts;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u'\n');
    };
    QTRY_VERIFY(says().contains(u"max_response_bytes"_s));
    QCOMPARE(spools(), 0);
}

QTEST_MAIN(TestExploreSpool)
#include "tst_explorespool.moc"
