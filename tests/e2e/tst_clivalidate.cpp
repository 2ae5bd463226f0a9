// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// "fuseboard-cli validate": each bad file gives exit 3 and a sentence that names file and field.
class tst_CliValidate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsGoodFiles();
    void tellsTheKindOfAFile_data();
    void tellsTheKindOfAFile();
    void sendTakesClientsOnly();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void refusesWhatIsNoFile();
    void sendRefusesWhatIsNoFile_data();
    void sendRefusesWhatIsNoFile();
    void checksWholeWorkspaces();
    void tellsMachinesOfWorkspaces();
    void foldersThatAreNoWorkspaces();
    void warnsBesideFaults();
    void tellsMachines();
    void tellsMachinesWhatIsAllowed();
    void sendRefusesThemToo();

private:
    QString write(const QString &name, const QByteArray &bytes);
    void writeWorkspace(bool isFaulty);

    QTemporaryDir m_folder;
};

QString tst_CliValidate::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder.filePath(name));
    return QDir().mkpath(QFileInfo(file).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        ? file.fileName()
        : QString();
}

void tst_CliValidate::acceptsGoodFiles()
{
    const QString plain = write(u"plain.json"_s, R"({"name": "a", "base_url": "https://api.example.com"})");
    const QString bom = write(u"bom.json"_s,
                              "\xef\xbb\xbf"
                              R"({"name": "b", "base_url": "https://api.example.com"})");
    const QString newer = write(u"newer.json"_s, R"({"name": "c", "base_url": "http://h", "colour": "red"})");
    CliProcess cli({u"validate"_s, plain, bom, newer});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains("plain.json: valid, client a\n"), cli.out().constData());
    QVERIFY2(cli.out().contains("bom.json: valid, client b\n"), cli.out().constData());
    QVERIFY2(cli.err().contains("warning: ") && cli.err().contains("colour"), cli.err().constData());
}

void tst_CliValidate::tellsTheKindOfAFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *name, const char *text, const QString &kind, const char *said, bool valid = true) {
        QTest::newRow(name) << QByteArray(text) << kind << QByteArray(said) << valid;
    };
    row("client", R"({"name": "a", "base_url": "http://h"})", u"client"_s, "valid, client a");
    row("request", R"({"name": "List", "method": "GET", "path": "/x"})", u"request"_s, "valid, request List");
    row("request of headers", R"({"format": 1, "name": "List", "headers": []})", u"request"_s, "valid, request List");
    row("workspace", R"({"format": 1, "name": "Demo"})", u"workspace"_s, "valid, workspace Demo");
    row("faulty request", R"({"name": "List", "method": "CONNECT", "path": "/x"})", u"request"_s,
        "was read as a file of this kind: request", false);
    row("faulty workspace", R"({"format": 1})", u"workspace"_s, "was read as a file of this kind: workspace", false);
    row("client without base_url", R"({"name": "a", "timeout": 5, "retry": {}})", u"client"_s, "base_url is missing",
        false);
    row("nothing known", R"({"colour": "red"})", u"client"_s, "base_url is missing", false);
    row("no JSON", "name: x", u"client"_s, "a value is expected (line 1, column 1)", false);
}

void tst_CliValidate::tellsTheKindOfAFile()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, kind);
    QFETCH(const QByteArray, said);
    QFETCH(const bool, valid);
    const QString file = write(u"some.json"_s, text);
    CliProcess cli({u"validate"_s, file});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), valid ? 0 : 3);
    QVERIFY2((cli.out() + cli.err()).contains(said), (cli.out() + cli.err()).constData());
    CliProcess machine({u"validate"_s, u"--json"_s, file});
    machine.waitForEnd();
    const QJsonObject told =
        QJsonDocument::fromJson(machine.out()).object().value("files"_L1).toArray().at(0).toObject();
    QCOMPARE(told.value("kind"_L1).toString(), kind);
    QCOMPARE(told.value("valid"_L1).toBool(), valid);
    QCOMPARE(told.contains("name"_L1), valid);
}

void tst_CliValidate::sendTakesClientsOnly()
{
    const QString file = write(u"request.json"_s, R"({"name": "List", "method": "GET", "path": "/x"})");
    CliProcess cli({u"send"_s, u"--client"_s, file, u"GET"_s, u"/"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().contains("looks like the file of a request; --client takes that of a client."),
             cli.err().constData());
}

void tst_CliValidate::refusesBadFiles_data() // NOLINT(readability-function-size): a table
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("said");
    const auto raw = [](const char *name, const QByteArray &text, const QByteArray &said) {
        QTest::newRow(name) << text << said;
    };
    const auto address = [&raw](const char *name, const QByteArray &url, const QByteArray &shown) {
        raw(name, R"({"name": "a", "base_url": ")" + url + "\"}",
            "base_url is " + shown
                + ", which is not a usable address (line 1, column 27). Write a whole http or https address. Allowed "
                  "is "
                  "http:// or https:// with a host, port 1 … 65535, no user info, no #.");
    };
    const auto field = [&raw](const char *name, const char *more, const char *said) {
        raw(name, QByteArray(R"({"name": "a", "base_url": "https://h", )") + more + "}", said);
    };
    raw("empty", "", "The file is empty; expected: { … }.");
    raw("blank", "  \n", "The file is empty; expected: { … }.");
    raw("K truncated", R"({"name": "a", "base_url": "https:)",
        "base_url is not valid JSON: \" is expected (line 1, column 34).");
    raw("K no JSON", "name: a", "The file is not valid JSON: a value is expected (line 1, column 1).");
    raw("K a list", "[]", "The file is […], which has the wrong type; expected: object (line 1, column 1).");
    raw("K two roots", R"({"name": "a", "base_url": "https://h"} {})",
        "The file is not valid JSON: there is { where nothing more is expected (line 1, column 40).");
    raw("K trailing comma", R"({"name": "a", "base_url": "https://h",})",
        "a comma stands before the closing } (line 1, column 38). Remove it.");
    raw("K missing comma", "{\"name\": \"a\"\n \"base_url\": \"https://h\"}",
        "a comma is missing between two fields (line 1, column 13).");
    raw("K not UTF-8", QByteArray("{\"name\": \"\xff\xfe\", \"base_url\": \"https://h\"}"),
        "The file is not UTF-8 text: it holds 0xFF (line 1, column 11). Save it as UTF-8.");
    raw("K2 a sequence cut short by what is right", QByteArray("J\xe9J", 3),
        "The file is not UTF-8 text: it holds 0xE9 (line 1, column 2). Save it as UTF-8.");
    raw("K2 a sequence cut short by the end", QByteArray("{\"name\": \"\xc3", 11),
        "The file is not UTF-8 text: it holds 0xC3 (line 1, column 11). Save it as UTF-8.");
    raw("K1 comment behind a field", "{\n \"name\": \"a\"  // whose\n}",
        "The file is not valid JSON: there is a comment, //, where , or } is expected (line 2, column 15). JSON has "
        "none: remove it.");
    raw("K1 comment before a value", "{\n \"name\": /* whose */ \"a\"}",
        "The file is not valid JSON: there is a comment, /*, where a value is expected (line 2, column 10).");
    raw("K1 comment behind a comma", "{\n \"name\": \"a\", # whose\n}",
        "The file is not valid JSON: there is a comment, #, where a name in double quotes is expected (line 2, column "
        "15).");
    raw("K1 comment in a section", "{\"retry\": {\n \"max\": [1, 2] // whose\n}}",
        "The file is not valid JSON: there is a comment, //, where , or } is expected (line 2, column 16).");
    raw("K1 no comment but a sign in a text", R"({"name": "\#"})", "name is not valid JSON: there is # where ");
    raw("K1 no comment", R"({"name": /orders})", "name is not valid JSON: there is / where a value is expected");
    raw("K4 a newer layout", R"({"format": 2, "name": "a"})",
        "format is 2 (line 1, column 12): a newer version of Fuseboard wrote the file, and this one reads 1. Use that "
        "version.");
    raw("K4 no layout", R"({"format": 0, "name": "a"})", "format is 0; allowed is 1 (line 1, column 12).");
    raw("K NUL byte", QByteArray("{\"name\": \"a\0b\"}", 16),
        "there is \\u0000 where JSON text without NUL is expected (line 1, column 12).");
    raw("K nested 100 levels",
        R"({"name": "a", "base_url": "https://h", "x": )" + QByteArray(100, '[') + QByteArray(100, ']') + "}",
        "is nested too deeply; allowed is 64 levels (line 1, column 108).");
    raw("K no name", R"({"base_url": "https://h"})",
        "name is missing; expected: 1 … 200 characters without line breaks, not only blanks (");
    raw("K no base_url", R"({"name": "a"})",
        "base_url is missing; expected: http:// or https:// with a host, port 1 … 65535, no user info");
    raw("K empty name", R"({"name": "", "base_url": "https://h"})",
        "name is \"\"; allowed is 1 … 200 characters without line breaks, not only blanks (");
    raw("K5 blank name", R"({"name": "   ", "base_url": "https://h"})",
        "name is \"   \"; allowed is 1 … 200 characters without line breaks, not only blanks (");
    address("A1 file URL", "file:///etc/passwd", "file://…");
    address("A1 ftp URL", "ftp://h", "ftp://h");
    address("A2 user info", "https://user:pw@h/", "https://•••@h…");
    address("A5 no host", "http:///x", "http://…");
    address("A9 port", "http://h:65536", "http://h:65536");
    field("K duplicate key", R"("timeout": 1, "timeout": 2)",
          "timeout occurs more than once; allowed is each name once (line 1, column 54).");
    field("E1 timeout 0", R"("timeout": 0)", "timeout is 0; allowed is 0.001 … 86400");
    field("E1 timeout negative", R"("timeout": -5)", "timeout is -5; allowed is 0.001 … 86400");
    field("E1 timeout text", R"("timeout": "30")",
          "timeout is \"30\", which has the wrong type; expected: number, 0.001 … 86400");
    field("E1 timeout null", R"("timeout": null)",
          "timeout is null, which has the wrong type; expected: number, 0.001 … 86400");
    field("E1 timeout true", R"("timeout": true)",
          "timeout is true, which has the wrong type; expected: number, 0.001 … 86400");
    field("E1 timeout 1e308", R"("timeout": 1e308)", "timeout is 1e308; allowed is 0.001 … 86400");
    field("E1 timeout 1e999", R"("timeout": 1e999)", "timeout is 1e999; allowed is 0.001 … 86400");
    field("E1 NaN", R"("timeout": NaN)", "timeout is NaN; allowed is 0.001 … 86400 (line 1, column 51).");
    field("E19 connect above attempt", R"("timeout": 1, "connect_timeout": 5)",
          "connect_timeout is 5, which contradicts another field; allowed is at most timeout (");
    field("D5 total below attempt", R"("timeout": 10, "total_timeout": 5)",
          "timeout is 10, which contradicts another field; allowed is at most total_timeout (");
    field("E20 connections 0", R"("max_connections": 0)", "max_connections is 0; allowed is 1 … 1000 (");
    field("E20 connections half", R"("max_connections": 1.5)",
          "max_connections is 1.5, which has the wrong type; expected: whole number, 1 … 1000 (");
    field("E1 2^63", R"("max_response_bytes": 9223372036854775808)",
          "max_response_bytes is 9223372036854775808; allowed is 1 … 9007199254740992");
    field("L18 max_requests 0", R"("rate_limit": {"max_requests": 0})",
          "rate_limit.max_requests is 0; allowed is 1 … 1000000");
    field("L18 window negative", R"("rate_limit": {"window_seconds": -1})",
          "rate_limit.window_seconds is -1; allowed is 0.001 … 31536000");
    field("L18 burst 0", R"("rate_limit": {"burst_size": 0})", "rate_limit.burst_size is 0; allowed is 1 … 1000000");
    field("E1 backoff_factor 0.5", R"("rate_limit": {"backoff_factor": 0.5})",
          "rate_limit.backoff_factor is 0.5; allowed is 1 … 100 (");
    field("K section is a list", R"("rate_limit": [])",
          "rate_limit is […], which has the wrong type; expected: object (");
    field("E8 threshold 0", R"("circuit_breaker": {"failure_threshold": 0})",
          "circuit_breaker.failure_threshold is 0; allowed is 1 … 1000000");
    field("E12 status 999", R"("circuit_breaker": {"failure_status_codes": [999]})",
          "circuit_breaker.failure_status_codes[0] is 999; allowed is 100 … 599");
    field("E12 status text", R"("circuit_breaker": {"failure_status_codes": ["503"]})",
          "circuit_breaker.failure_status_codes[0] is \"503\", which has the wrong type; expected: whole number, 100 … "
          "599");
    field("E1 rate 101", R"("circuit_breaker": {"failure_rate": 101})",
          "circuit_breaker.failure_rate is 101; allowed is above 0 … 100 (");
    field("E15 retries -1", R"("retry": {"max_retries": -1})", "retry.max_retries is -1; allowed is 0 … 1000 (");
    field("E15 retries 1e9", R"("retry": {"max_retries": 1000000000})",
          "retry.max_retries is 1000000000; allowed is 0 … 1000 (");
    field("K unknown strategy", R"("retry": {"strategy": "fibonacci"})",
          "retry.strategy is \"fibonacci\", which is not a known name; allowed is exponential | linear | fixed");
    field("E15 multiplier 0", R"("retry": {"backoff_multiplier": 0})",
          "retry.backoff_multiplier is 0; allowed is 1 … 100 (");
    field("K jitter text", R"("retry": {"jitter": "yes"})",
          "retry.jitter is \"yes\", which has the wrong type; expected: true | false");
    field("K unknown auth", R"("auth": {"type": "kerberos"})",
          "auth.type is \"kerberos\", which is not a known name; allowed is none | api_key | bearer");
    field("O15 colon in the user", R"("auth": {"type": "basic", "username": "a:b", "password": "${env:P}"})",
          "auth.username has a value that is not allowed; allowed is text without ':'");
    field("A11 header name", R"("default_headers": {"a b": "c"})",
          "default_headers.a… is not a header name that may be set (line 1, column 60). Remove the header. Allowed is "
          "letters");
    field("A10 header value", R"("default_headers": {"a": "b\r\nc: d"})",
          "default_headers.a has characters in its value \"b\\r\\nc: d\" that must not be sent (line 1, column 65). "
          "Allowed is no line breaks");
    field("K pipeline", R"("pipeline": "per_galaxy")",
          "pipeline is \"per_galaxy\", which is not a known name; allowed is per_call | per_attempt");
    field("K proxy port", R"("proxy": {"type": "http", "host": "p", "port": 70000})",
          "proxy.port is 70000; allowed is 0 … 65535");
}

void tst_CliValidate::refusesBadFiles()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, said);
    const QString file = write(u"bad.json"_s, text);
    const QStringList before = QDir(m_folder.path()).entryList();
    CliProcess cli({u"validate"_s, file});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().contains("bad.json"), cli.err().constData());
    QVERIFY2(cli.err().contains(said), cli.err().constData());
    QVERIFY2(cli.out().isEmpty(), cli.out().constData());
    QCOMPARE(QDir(m_folder.path()).entryList(), before);
}

void tst_CliValidate::refusesWhatIsNoFile()
{
    CliProcess missing({u"validate"_s, m_folder.filePath(u"none.json"_s)});
    missing.waitForEnd();
    QCOMPARE(missing.exitCode(), 3);
    QVERIFY2(missing.err().contains("none.json does not exist"), missing.err().constData());
#ifdef Q_OS_UNIX
    CliProcess device({u"validate"_s, u"/dev/zero"_s});
    device.waitForEnd();
    QCOMPARE(device.exitCode(), 3);
    QCOMPARE(device.err(), QByteArray("/dev/zero is not a regular file. Give the path of a file.\n"));
    const QString locked = write(u"locked.json"_s, "{}");
    QVERIFY(QFile::setPermissions(locked, {}));
    CliProcess forbidden({u"validate"_s, locked});
    forbidden.waitForEnd();
    QCOMPARE(forbidden.exitCode(), 3);
    QVERIFY2(forbidden.err().contains("locked.json may not be opened"), forbidden.err().constData());
#endif
}

void tst_CliValidate::sendRefusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("none") << u"none.json"_s << QByteArray(" does not exist. Check the path.\n");
    QTest::newRow("folder") << u"folder.json"_s << QByteArray(" is not a regular file. Give the path of a file.\n");
#ifdef Q_OS_UNIX
    QTest::newRow("locked") << u"closed.json"_s << QByteArray(" may not be opened. Check its permissions.\n");
#endif
}

void tst_CliValidate::sendRefusesWhatIsNoFile()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, said);
    QVERIFY(QDir(m_folder.path()).mkpath(u"folder.json"_s));
    const QString locked = write(u"closed.json"_s, R"({"name": "a", "base_url": "https://h"})");
    QVERIFY(QFile::setPermissions(locked, {}));
    const QString file = m_folder.filePath(name);
    CliProcess cli({u"send"_s, u"--client"_s, file, u"GET"_s, u"/"_s});
    cli.waitForEnd();
    QVERIFY(QFile::setPermissions(locked, QFile::ReadOwner | QFile::WriteOwner)); // for the next row
    QCOMPARE(cli.exitCode(), 3);
    QCOMPARE(cli.err(), file.toUtf8() + said);
    QVERIFY2(cli.out().isEmpty(), cli.out().constData());
}

void tst_CliValidate::writeWorkspace(bool isFaulty)
{
    QDir(m_folder.filePath(u"demo"_s)).removeRecursively();
    write(u"demo/workspace.json"_s, R"({"format": 1, "name": "Demo"})");
    write(u"demo/clients/orders/client.json"_s, R"({"name": "orders", "base_url": "https://h", "colour": "red"})");
    write(u"demo/clients/orders/requests/list.json"_s, R"({"name": "List", "path": "/orders"})");
    write(u"demo/clients/orders/requests/reports/day.json"_s, R"({"name": "Day", "path": "/day"})");
    write(u"demo/environments/staging.json"_s, R"({"name": "Staging", "variables": {"host": "h"}})");
    if (!isFaulty)
        return;
    write(u"demo/clients/broken/client.json"_s, "{\"name\": \"b\",\n \"base_url\": \"https://h\",\n \"timeout\": 0}");
    write(u"demo/clients/broken/requests/ask.json"_s, "{\"name\": \"Ask\",\n \"path\": 5}");
    write(u"demo/clients/orders/requests/no good.json"_s, R"({"name": "x"})");
    write(u"demo/clients/stray.json"_s, R"({"name": "stray", "base_url": "https://h"})");
    write(u"demo/environments/lost.json"_s, R"({"name": "Lost", "parent": "nobody"})");
    write(u"demo/environments/torn.json"_s, "{\"name\": \"Torn\",}");
}

void tst_CliValidate::checksWholeWorkspaces()
{
    writeWorkspace(false);
    const QString folder = m_folder.filePath(u"demo"_s);
    CliProcess good({u"validate"_s, folder + u'/'});
    good.waitForEnd();
    QCOMPARE(good.exitCode(), 0);
    QCOMPARE(good.out(), folder.toUtf8() + ": valid, workspace Demo (clients: 1, requests: 2, environments: 1)\n");
    QCOMPARE(good.err().count('\n'), 1);
    QVERIFY2(good.err().startsWith("warning: " + folder.toUtf8() + "/clients/orders/client.json: colour"),
             good.err().constData());

    writeWorkspace(true);
    CliProcess bad({u"validate"_s, folder});
    bad.waitForEnd();
    QCOMPARE(bad.exitCode(), 3);
    QVERIFY(bad.out().isEmpty());
    for (const char *said : {"/clients/broken/client.json: timeout is 0; allowed is 0.001 … 86400 (line 3, column 13).",
                             "/clients/broken/requests/ask.json: path is 5, which has the wrong type; expected: text",
                             "(line 2, column 10).", "/clients/orders/requests/no good.json: ", "warning: ",
                             "/clients/stray.json: ", "/environments/lost.json: parent is nobody",
                             "/environments/torn.json: The file is not valid JSON: a comma stands before the closing } "
                             "(line 1, column 16). Remove it.",
                             "demo: not valid, files with faults: 5 of 11\n"})
        QVERIFY2(bad.err().contains(said), bad.err().constData());
}

void tst_CliValidate::tellsMachinesOfWorkspaces()
{
    writeWorkspace(true);
    CliProcess cli({u"validate"_s, u"--json"_s, m_folder.filePath(u"demo"_s)});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QVERIFY(!report.value("valid"_L1).toBool(true));
    QHash<QString, QJsonObject> files;
    for (const auto &file : report.value("files"_L1).toArray())
        files.insert(file.toObject().value("file"_L1).toString().section(u"/demo/"_s, 1), file.toObject());
    QCOMPARE(files.size(), 11);
    const auto kind = [&files](const QString &file) { return files.value(file).value("kind"_L1).toString(); };
    QCOMPARE(kind(u"workspace.json"_s), u"workspace"_s);
    QCOMPARE(kind(u"clients/orders/requests/reports/day.json"_s), u"request"_s);
    QCOMPARE(kind(u"clients/orders/requests/no good.json"_s), u"request"_s);
    QCOMPARE(kind(u"environments/lost.json"_s), u"environment"_s);
    const QJsonObject orders = files.value(u"clients/orders/client.json"_s);
    QVERIFY(orders.value("valid"_L1).toBool());
    QCOMPARE(orders.value("warnings"_L1).toArray().size(), 1);
    const QJsonObject stray = files.value(u"clients/stray.json"_s);
    QVERIFY(stray.value("valid"_L1).toBool());
    QCOMPARE(stray.value("warnings"_L1).toArray().size(), 1);
}

void tst_CliValidate::foldersThatAreNoWorkspaces()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"hollow"_s));
    CliProcess empty({u"validate"_s, m_folder.filePath(u"hollow"_s)});
    empty.waitForEnd();
    QCOMPARE(empty.exitCode(), 3);
    QVERIFY2(empty.err().contains("hollow is empty. Give the folder of a workspace"), empty.err().constData());

    write(u"loose/some.json"_s, R"({"name": "a", "base_url": "https://h"})");
    CliProcess other({u"validate"_s, m_folder.filePath(u"loose"_s)});
    other.waitForEnd();
    QCOMPARE(other.exitCode(), 3);
    QVERIFY2(other.err().contains("loose is no workspace: it has no workspace.json."), other.err().constData());

    CliProcess machine({u"validate"_s, u"--json"_s, m_folder.filePath(u"loose"_s)});
    machine.waitForEnd();
    QCOMPARE(machine.exitCode(), 3);
    const QJsonObject told = QJsonDocument::fromJson(machine.out()).object()[u"files"_s].toArray()[0].toObject();
    QCOMPARE(told.value("error"_L1).toObject().value("detail"_L1).toString(), u"not_found"_s);

    // What is meant to be one has its faults.
    write(u"headless/clients/orders/client.json"_s, R"({"name": "a", "base_url": "https://h"})");
    CliProcess headless({u"validate"_s, m_folder.filePath(u"headless"_s)});
    headless.waitForEnd();
    QCOMPARE(headless.exitCode(), 3);
    QVERIFY2(headless.err().contains("headless/workspace.json does not exist."), headless.err().constData());
}

void tst_CliValidate::warnsBesideFaults()
{
    const QString bad = write(u"both.json"_s, R"({"name": "a", "base_url": "https://h", "colour": "red",
 "auth": {"type": "bearer", "token": "hush"}, "timeout": 0})");
    CliProcess cli({u"validate"_s, bad});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    const QByteArray said = cli.err();
    QVERIFY2(said.contains("timeout is 0"), said.constData());
    QVERIFY2(said.contains("warning: ") && said.contains("colour") && said.contains("auth.token"), said.constData());
    QVERIFY(!said.contains("hush"));

    CliProcess machine({u"validate"_s, u"--json"_s, bad});
    machine.waitForEnd();
    const QJsonObject file = QJsonDocument::fromJson(machine.out()).object().value("files"_L1).toArray()[0].toObject();
    QCOMPARE(file.value("warnings"_L1).toArray().size(), 2);
    QCOMPARE(file.value("error"_L1).toObject().value("faults"_L1).toArray().size(), 1);

    CliProcess send({u"send"_s, u"--client"_s, bad, u"GET"_s, u"/"_s});
    send.waitForEnd();
    QCOMPARE(send.exitCode(), 3);
    QVERIFY2(send.err().contains("colour"), send.err().constData());
}

void tst_CliValidate::tellsMachines()
{
    const QString good = write(u"good.json"_s, R"({"name": "a", "base_url": "https://h"})");
    const QString bad = write(u"worse.json"_s, R"({"name": "a", "base_url": "https://h",
 "timeout": 0, "retry": {"max_retries": -1}})");
    CliProcess cli({u"validate"_s, u"--json"_s, good, bad});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    const QJsonObject report = QJsonDocument::fromJson(cli.out()).object();
    QVERIFY(!report.value("valid"_L1).toBool(true));
    const QJsonArray files = report.value("files"_L1).toArray();
    QVERIFY(files.at(0).toObject().value("valid"_L1).toBool());
    const QJsonArray faults = files.at(1).toObject().value("error"_L1).toObject().value("faults"_L1).toArray();
    QCOMPARE(faults.size(), 2);
    QCOMPARE(faults.at(0).toObject().value("path"_L1).toString(), u"timeout"_s);
    QCOMPARE(faults.at(0).toObject().value("line"_L1).toInt(), 2);
    QCOMPARE(faults.at(1).toObject().value("value"_L1).toString(), u"-1"_s);
}

// As text that people can read, which scripts may have come to rely on.
void tst_CliValidate::tellsMachinesWhatIsAllowed()
{
    const QString file = write(u"allowed.json"_s, R"({"name": "a", "base_url": "ftp://h", "timeout": "5",
 "retry": {"max_retries": 1.5, "jitter": 1, "strategy": "x", "retry_status_codes": {}},
 "auth": {"type": "bearer", "token": 5}})");
    CliProcess cli({u"validate"_s, u"--json"_s, file});
    cli.waitForEnd();
    const QJsonValue report = QJsonDocument::fromJson(cli.out())[u"files"_s][0];
    QStringList allowed;
    for (const auto &fault : report[u"error"_s][u"faults"_s].toArray())
        allowed.append(fault[u"allowed"_s].toString());
    QCOMPARE(allowed,
             (QStringList{u"http:// or https:// with a host, port 1 … 65535, no user info, no #"_s,
                          u"number, 0.001 … 86400"_s, u"whole number, 0 … 1000"_s, u"true | false"_s,
                          u"exponential | linear | fixed"_s, u"list of codes 100 … 599"_s,
                          u"\"${env:NAME}\" | {\"secret\": \"keychain\"}"_s}));
}

void tst_CliValidate::sendRefusesThemToo()
{
    const QString bad = write(u"bad.json"_s, R"({"name": "a", "base_url": "https://h", "timeout": 0})");
    CliProcess cli({u"send"_s, u"--json"_s, u"--client"_s, bad, u"GET"_s, u"/"_s});
    cli.waitForEnd();
    QCOMPARE(cli.exitCode(), 3);
    QVERIFY2(cli.err().contains("timeout is 0"), cli.err().constData());
    const QJsonObject error = QJsonDocument::fromJson(cli.out()).object().value("error"_L1).toObject();
    QCOMPARE(error.value("kind"_L1).toString(), u"config_invalid"_s);
}

QTEST_GUILESS_MAIN(tst_CliValidate)
#include "tst_clivalidate.moc"
