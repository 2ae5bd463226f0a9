// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interchange/requestsnippet.h"
#include "interpreter.h"
#include "requests/multipartbody.h"
#include "support/loopbackserver.h"

#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fuseboard;
using namespace Qt::StringLiterals;

/// "Copy as", run: what a server gets from each snippet must be what it gets from us. Programs and libraries that are
/// not installed are left out.
class tst_SnippetsRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void M2_sendsTheSame_data();
    void M2_sendsTheSame();
    void M2_sendsTheSameFiles_data();
    void M2_sendsTheSameFiles();
};

namespace {

const QByteArray json = "application/json";

struct Sent
{
    const char *name;
    Request request;
    AuthType auth = AuthType::None;
    QStringList notBy{}; ///< what these cannot send at all
};

Request sent(const QByteArray &method, const QByteArray &target, const Headers &headers = {},
             const QByteArray &body = {})
{
    Request request;
    request.method = method;
    request.url = QUrl::fromEncoded("http://127.0.0.1" + target);
    request.headers = headers;
    request.body = Body(body);
    return request;
}

QList<Sent> targets()
{
    return {
        {"lists", sent("GET", "/orders[1-3]?ids[]=1&by[name]=x&set=[a-c]")},
        {"quotes", sent("GET", "/it's?q=it's&d=%22&p=100%25&a=%26&s=$HOME&b=a+b%20c&u=%C3%A9!")},
        {"dots", sent("GET", "/a/%2E%2E%2Fb/c;v=1?x=/../y")},
    };
}

QList<Sent> headers()
{
    return {
        {"hostile values",
         sent("GET", "/",
              {{"X-Quotes", "it's \"$HOME\" `id` !! \\ \\\\n"},
               {"X-At", "@/etc/hostname"},
               {"X-Equal", "=1"},
               {"X-Colon", ":=[1]"},
               {"X-Semicolon", ";"},
               {"X-Stars", "* ~ # % {a,b} [1-2]"},
               {"X-Empty", ""},
               {"X-Name", "Größe 日本"},
               {"X-Twice", "one"},
               {"X-Twice", "two"},
               {"--output", "no-file"}})},
        {"host", sent("GET", "/", {{"Host", "orders.example.com"}}), AuthType::None, {u"javascript-fetch"_s}},
    };
}

QList<Sent> bodies()
{
    const auto text = [](const QByteArray &body) { return sent("POST", "/", {{"Content-Type", "text/plain"}}, body); };
    return {
        {"JSON", sent("POST", "/", {{"Content-Type", json}}, "{\"it's\": \"$(rm) `x` $HOME !! \\\\\n\"}")},
        {"no type", sent("POST", "/", {}, "{\"a\": 1}")},
        {"at", text("@/etc/hostname")},
        {"option", text("--abc")},
        {"lines", text("one\ntwo\r\nthree\rfour\n\n")},
        {"controls", text("\x1b[31m\x01\x7f\x1b[201~\t")},
        {"direction", text("a\u202Eb\u2028c")},
        {"mark", text("\xef\xbb\xbf{}")},
        {"NUL", text(QByteArray("a\0b\0", 4))},
        {"bytes", text("\xff\xfe\x00")},
        {"long", text(QByteArray(300'000, 'x'))},
        {"with GET", sent("GET", "/", {{"Content-Type", json}}, "{}"), AuthType::None, {u"javascript-fetch"_s}},
    };
}

QList<Sent> others()
{
    return {
        {"HEAD", sent("HEAD", "/")},
        {"POST without a body", sent("POST", "/")},
        {"own method", sent("M-SEARCH", "/"), AuthType::None, {u"httpie"_s}},
        {"in small letters",
         sent("report", "/"),
         AuthType::None,
         {u"httpie"_s, u"python-requests"_s, u"python-httpx"_s}},
        {"basic", sent("GET", "/"), AuthType::Basic},
        {"basic and headers", sent("POST", "/", {{"X-One", "1"}, {"X-Two", "2"}}, "{}"), AuthType::Basic},
        {"bearer", sent("GET", "/"), AuthType::Bearer},
        {"custom", sent("GET", "/?a=1"), AuthType::Custom},
    };
}

const QString password = u"pä'$w \"!!\" 日"_s;
const QString token = u"t0k'en$(id)!!"_s;

ClientConfig configOf(AuthType type)
{
    ClientConfig config;
    config.name = u"orders"_s;
    config.auth = AuthConfig();
    config.auth->type = type;
    config.auth->token = Secret::keychain();
    config.auth->username = u"Ädä \"x"_s;
    config.auth->password = Secret::keychain();
    config.auth->customParams = {{u"k:e=y;@"_s, Secret::keychain()}};
    return config;
}

struct SentFiles
{
    const char *name;
    BodySource source;
    QStringList notBy{}; ///< what has no way to say this, and so says that
};

const QString hostileText = u"@x <y \"it's\"; type=a/b, $(id) `x` $HOME !! \\ \\\\n %22 Größe 日本"_s;
const QString hostileName = u"it's \"a\"; b,c@d<e:f $(id) !! Größe 日本"_s;
const QString filesFolder = u"FOLDER/"_s; ///< stands for the one of the test

BodySource::Part filePart(const QString &name, const QString &file, const QString &type, const QString &fileName = {})
{
    return {name, {}, filesFolder + file, fileName.isEmpty() ? file : fileName, type};
}

QList<SentFiles> sources()
{
    const QString bytes = u"bytes.bin"_s;
    const QString hostileFile = u"it's \"a\"; b,c@d=e <f $(id) !! Größe 日本.png"_s;
    return {
        {"a file", {{}, filesFolder + bytes}},
        {"a file with a hostile name", {{}, filesFolder + hostileFile}},
        {"text and a file", {{{u"title"_s, u"one"_s, {}, {}, {}}, filePart(u"pic"_s, u"x.png"_s, u"image/png"_s)}, {}}},
        {"text alone", {{{u"a"_s, u"1"_s, {}, {}, {}}, {u"a"_s, u"2"_s, {}, {}, {}}, {u"b"_s, {}, {}, {}, {}}}, {}}},
        {"hostile text", {{{u"a"_s, hostileText, {}, {}, {}}, {u"b"_s, u"=1"_s, {}, {}, {}}}, {}}},
        {"signs at the begin",
         {{{u"at"_s, u"@/etc/hostname"_s, {}, {}, {}},
           {u"less"_s, u"</etc/hostname"_s, {}, {}, {}},
           {u"equal"_s, u"==@/etc/hostname"_s, {}, {}, {}},
           {u"colon"_s, u":=[1]"_s, {}, {}, {}}},
          {}}},
        {"lines", {{{u"a"_s, u"one\r\ntwo\r\n\tthree"_s, {}, {}, {}}}, {}}},
        {"other lines", {{{u"a"_s, u"one\ntwo\rthree"_s, {}, {}, {}}}, {}}, {u"javascript-fetch"_s}},
        {"hostile names",
         {{{hostileName, u"1"_s, {}, {}, {}}, filePart(hostileName, hostileFile, u"image/png"_s)}, {}}},
        {"a name with a sign of equality",
         {{{u"a=b\"c\""_s, hostileText, {}, {}, {}}, filePart(u"=d=;"_s, u"x.png"_s, u"image/png"_s)}, {}}},
        {"typed text",
         {{{u"a"_s, hostileText, {}, {}, u"text/plain; charset=utf-8"_s},
           {u"b"_s, u"{}"_s, {}, {}, u"application/json; x=\"a;b,c\""_s}},
          {}},
         {u"httpie"_s, u"javascript-fetch"_s}},
        {"another name of a file",
         {{filePart(u"f"_s, bytes, u"application/octet-stream"_s, u"it's \"b\"; ü.csv"_s)}, {}},
         {u"httpie"_s}},
        {"a type with parameters", {{filePart(u"f"_s, bytes, u"text/csv; header=\"a;b,c\""_s)}, {}}},
        {"slashes before signs", {{{u"a"_s, u"\\:\\\\=\\@x"_s, {}, {}, {}}}, {}}, {u"httpie"_s}},
        {"NUL", {{{u"a"_s, u"a%1b"_s.arg(QChar(QChar::Null)), {}, {}, {}}}, {}}, {u"curl"_s, u"httpie"_s}},
        {"long", {{{u"a"_s, QString(300'000, u'x'), {}, {}, {}}}, {}}, {u"curl"_s, u"httpie"_s}},
    };
}

/// The source with its files there, and other bytes in each.
BodySource written(BodySource source, const QString &folder)
{
    const auto put = [&folder](QString &path) {
        if (path.isEmpty())
            return;
        path.replace(filesFolder, folder + u'/');
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray("\0\xff\r\n--", 6) + path.toUtf8());
    };
    put(source.file);
    for (BodySource::Part &part : source.parts)
        put(part.file);
    return source;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

/// Each part with the lines of its head sorted, for their order means nothing.
QByteArrayList partsOf(const QByteArray &body, const QByteArray &boundary)
{
    QByteArrayList parts;
    const QByteArray mark = "\r\n--" + boundary;
    const QByteArray whole = "\r\n" + body;
    qsizetype at = whole.indexOf(mark);
    for (qsizetype next = whole.indexOf(mark, at + 1); at >= 0 && next >= 0; next = whole.indexOf(mark, at + 1)) {
        const QByteArray part = whole.sliced(at + mark.size(), next - at - mark.size()).mid(2);
        const qsizetype head = part.indexOf("\r\n\r\n");
        QByteArrayList lines = part.left(head).replace("\r\n", "\n").split('\n');
        std::sort(lines.begin(), lines.end());
        parts.append(lines.join('\n') + "\n\n" + part.mid(head + 4));
        at = next;
    }
    return parts;
}

Body formOf(const BodySource &source)
{
    QList<MultipartPart> parts;
    for (const BodySource::Part &part : source.parts) {
        MultipartPart made{part.name};
        made.content = part.isFile() ? contentOf(part.file) : part.value.toUtf8();
        made.fileName = part.fileName;
        made.contentType = part.contentType.toUtf8();
        parts.append(made);
    }
    return multipartBody(parts, "B");
}

/// What a snippet is handed to.
std::optional<Interpreter> findRunner(const QString &id)
{
    const QStringList environment{u"ORDERS_AUTH_TOKEN="_s + token, u"ORDERS_AUTH_PASSWORD="_s + password,
                                  u"ORDERS_AUTH_CUSTOM_PARAMS_K_E_Y="_s + token, u"no_proxy=*"_s, u"LC_ALL=C.UTF-8"_s};
    const auto usable = [](const Interpreter &runner) { return runner.exists() && runner.run().ended; };
    if (id == "curl"_L1 || id == "httpie"_L1) {
        const bool exists = Interpreter{id == "curl"_L1 ? u"curl"_s : u"http"_s, {}, {}}.exists();
        const Interpreter shell{u"bash"_s, {u"snippet"_s}, environment};
        return exists && shell.exists() ? std::optional(shell) : std::nullopt;
    }
    if (id == "javascript-fetch"_L1) {
        const Interpreter node{u"node"_s, {u"--input-type=module"_s}, environment};
        return node.exists() ? std::optional(node) : std::nullopt;
    }
    for (const QString &python : {u"python3"_s, u"/usr/bin/python3"_s}) {
        const QString library = id.section(u'-', 1);
        if (id.startsWith("python"_L1) && usable({python, {u"-c"_s, u"import "_s + library}, {}}))
            return Interpreter{python, {u"-"_s}, environment};
    }
    return std::nullopt;
}

std::optional<Interpreter> runnerOf(const QString &id)
{
    static QHash<QString, std::optional<Interpreter>> known;
    if (!known.contains(id))
        known.insert(id, findRunner(id));
    return known.value(id);
}

QString written(const QString &id, const SnippetRequest &request)
{
    const auto snippets = requestSnippets();
    const auto found = std::find_if(snippets.begin(), snippets.end(), [&](const auto &s) { return s->id() == id; });
    return (*found)->write(request);
}

/// Libraries write some signs of a URL as they like, which mean the same. curl leaves it alone.
QByteArray targetOf(const QByteArray &target, const QString &id)
{
    return id == "curl"_L1 ? target : QByteArray::fromPercentEncoding(target);
}

/// All values of a name in one, as the name may be there several times or once with a list.
QByteArray together(const Headers &headers, const QByteArray &name)
{
    return headers.values(name).join(", ");
}

} // namespace

void tst_SnippetsRun::M2_sendsTheSame_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Request>("request");
    QTest::addColumn<AuthType>("auth");
    for (const auto &snippet : requestSnippets()) {
        if (!runnerOf(snippet->id()))
            continue;
        for (const QList<Sent> &group : {targets(), headers(), bodies(), others()}) {
            for (const Sent &row : group) {
                if (!row.notBy.contains(snippet->id()))
                    QTest::addRow("%s: %s", qPrintable(snippet->id()), row.name)
                        << snippet->id() << row.request << row.auth;
            }
        }
    }
}

void tst_SnippetsRun::M2_sendsTheSame()
{
    QFETCH(const QString, id);
    QFETCH(Request, request);
    QFETCH(const AuthType, auth);
    LoopbackServer server;
    const QByteArray target = request.url.toEncoded().mid(int(qstrlen("http://127.0.0.1")));
    request.url.setPort(server.port());
    const ClientConfig config = configOf(auth);
    const QString text = written(id, snippetRequest(config, request, Placeholders(config.name)));

    // Where a body stands beside the snippet, it is there.
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"body.bin"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(request.body.bytes());
    file.close();
    Interpreter runner = *runnerOf(id);
    runner.folder = folder.path();
    QFile snippet(folder.filePath(u"snippet"_s));
    QVERIFY(snippet.open(QIODevice::WriteOnly));
    snippet.write(text.toUtf8());
    snippet.close();
    const auto outcome = runner.run(runner.program == "bash"_L1 ? QByteArray() : text.toUtf8());
    QVERIFY2(outcome.ended, (outcome.errors + text.toUtf8()).constData());

    QCOMPARE(server.requestCount(), 1);
    const ReceivedRequest got = server.requests().first();
    QCOMPARE(got.method, request.method);
    QByteArray expectedTarget = target;
    if (auth == AuthType::Custom) {
        QVERIFY(got.target.startsWith(expectedTarget + '&'));
        const QByteArray sentSecret = QByteArray::fromPercentEncoding(got.target.mid(expectedTarget.size() + 1));
        QCOMPARE(sentSecret.toLower(), ("k:e=y;@=" + token.toUtf8()).toLower());
    } else {
        QCOMPARE(targetOf(got.target, id), targetOf(target, id));
    }
    QCOMPARE(got.body, request.body.bytes());
    if (auth == AuthType::Basic)
        QCOMPARE(got.headers.value("Authorization").value_or("none"),
                 "Basic " + (u"Ädä \"x:"_s + password).toUtf8().toBase64());
    if (auth == AuthType::Bearer)
        QCOMPARE(got.headers.value("Authorization").value_or("none"), "Bearer " + token.toUtf8());
    for (const auto &[name, value] : request.headers.fields())
        QCOMPARE(together(got.headers, name), together(request.headers, name));
    if (!request.headers.contains("Content-Type"))
        QVERIFY2(!got.headers.contains("Content-Type"), got.head.constData());
}

void tst_SnippetsRun::M2_sendsTheSameFiles_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<BodySource>("source");
    QTest::addColumn<bool>("isWhole");
    for (const auto &snippet : requestSnippets()) {
        if (!runnerOf(snippet->id()))
            continue;
        for (const SentFiles &row : sources())
            QTest::addRow("%s: %s", qPrintable(snippet->id()), row.name)
                << snippet->id() << row.source << !row.notBy.contains(snippet->id());
    }
}

void tst_SnippetsRun::M2_sendsTheSameFiles()
{
    QFETCH(const QString, id);
    QFETCH(BodySource, source);
    QFETCH(const bool, isWhole);
    const QTemporaryDir folder;
    source = written(source, folder.path());
    LoopbackServer server;
    Request request = sent("POST", "/",
                           {{"Content-Type", source.parts.isEmpty() ? "a/b" : "multipart/form-data; boundary=B"}});
    request.url.setPort(server.port());
    request.body = source.parts.isEmpty() ? Body(contentOf(source.file)) : formOf(source);
    const ClientConfig config = configOf(AuthType::Bearer);
    const QString text = written(id, snippetRequest(config, request, Placeholders(config.name), source));
    QCOMPARE(text.startsWith("# "_L1) || text.startsWith("// "_L1), !isWhole);
    QVERIFY2(!text.contains("boundary=B"_L1), qPrintable(text));
    if (!isWhole)
        return;
    Interpreter runner = *runnerOf(id);
    runner.folder = folder.path();
    QFile snippet(folder.filePath(u"snippet"_s));
    QVERIFY(snippet.open(QIODevice::WriteOnly) && snippet.write(text.toUtf8()) > 0);
    snippet.close();
    const auto outcome = runner.run(runner.program == "bash"_L1 ? QByteArray() : text.toUtf8());
    QVERIFY2(outcome.ended, (outcome.errors + text.toUtf8()).constData());

    QCOMPARE(server.requestCount(), 1);
    const ReceivedRequest got = server.requests().first();
    QCOMPARE(got.method, "POST");
    const QByteArray type = together(got.headers, "Content-Type");
    if (source.parts.isEmpty()) {
        QCOMPARE(got.body, request.body.bytes());
        QCOMPARE(type, "a/b");
        return;
    }
    QVERIFY2(type.startsWith("multipart/form-data; boundary="), type.constData());
    const QByteArray boundary = type.mid(type.indexOf('=') + 1);
    QCOMPARE(partsOf(got.body, boundary), partsOf(request.body.bytes(), "B"));
    QCOMPARE(partsOf(got.body, boundary).size(), source.parts.size());
}

QTEST_GUILESS_MAIN(tst_SnippetsRun)
#include "tst_snippetsrun.moc"
