# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lint that cannot fail is worthless: every rule is shown a fault it must find and a neighbour it must leave alone.

usage: selftest.py rules QT_INCLUDE_DIR | format [CLANG_FORMAT] | translations [LUPDATE]"""

import re
import sys
import tempfile
import unittest
from pathlib import Path

import adversarial
import conformance
import files
import format as formatting
import house
import layers
import snippets
import translations
from sourcetree import SourceTree

TOOL = None  # what the part needs: Qt's headers or a program
HEAD = "// SPDX-FileCopyrightText: The Fuseboard authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n\n"

# rule, file, what it must find, what it must not
HOUSE = (
    ("nested-loop", "ui/a.cpp", "QEventLoop loop;", "class QEventLoop;"),
    ("nested-loop", "core/a.cpp", "qApp->processEvents();", "// processEvents() is not for us"),
    ("dialog-exec", "ui/a.cpp", "dialog.exec();", "return app.exec();"),
    ("dialog-exec", "ui/a.cpp", "menu->exec(point);", "menu->popup(point);"),
    ("dialog-exec", "app/a.cpp", "QMenu::exec(actions, point);", "return QCoreApplication::exec();"),
    ("dialog-exec", "ui/a.cpp", "QMessageBox::question(this, a, b);", "QMessageBox::StandardButton b;"),
    ("dialog-exec", "ui/a.cpp", "QFileDialog::getOpenFileName(this);", "dialog->open();"),
    ("wait-for", "core/a.cpp", "socket.waitForConnected(100);", "waitForToken(100);"),
    ("wait-for", "core/a.cpp", "pool.waitForDone(); // lint-allow(wait-for)",
     "pool.waitForDone(); // lint-allow(wait-for): it is idle here"),
    ("sleep", "tests/a.cpp", "QTest::qWait(100);", "QVERIFY(QTest::qWaitFor(ready));"),
    ("sleep", "tests/a.cpp", "QThread::msleep(5);", "QVERIFY(spy.wait(500));"),
    ("sleep", "tests/a.cpp", "std::this_thread::sleep_for(1s);", "const auto s = u\"sleep(5)\"_s;"),
    ("string-connect", "ui/a.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));", "Q_SIGNALS:"),
    ("sender", "ui/a.cpp", "auto *b = sender();", "const auto &b = message.sender;"),
    ("singleton", "core/a.h", "static Registry &instance();", "auto *a = QCoreApplication::instance();"),
    ("singleton", "ui/a.cpp", "Pool &pool()\n{\n    static QThreadPool pool;\n}", "static const QString name = f();"),
    ("singleton", "core/a.cpp", "static int g_count = 0;", "static QString nameOf(int count);"),
    ("sleep", "tests/a.cpp", "    spy.wait(600);", "QVERIFY(spy.wait(600));"),
    ("sleep", "tests/a.cpp", "QVERIFY(!spy.wait(600));", "QVERIFY(!page.isTicking() && spy.wait(600));"),
    ("sleep", "tests/a.cpp", "QVERIFY2(!QSignalSpy(&a, &A::b).wait(5), \"b\");", "QVERIFY(!readToken(answer).error().wait);"),
    ("sleep", "tests/a.cpp", "QVERIFY(a && !QTest::qWaitFor([&b] { return b > 0; }, 50));",
     "if (!QTest::qWaitFor([&b] { return b > 0; }, 50))\n    return false;"),
    ("sleep", "tests/a.cpp", "QCOMPARE(spy.wait(600), false);", "QVERIFY(!line.isWaiting());"),
    ("sleep", "tests/a.cpp", "QVERIFY(!spy.wait(50)); // lint-allow(sleep)",
     "QVERIFY(!spy.wait(50)); // lint-allow(sleep): real sockets do not tell what they leave undone"),
    ("never-run", "tests/tst_a.cpp", "class A : public QObject\n{\nprivate Q_SLOTS:\n    void b();\nprivate:\n    void c();\n};\n"
     "void A::b() {}\nvoid A::c() {}\n",
     "class A : public QObject\n{\nprivate Q_SLOTS:\n    void b();\nprivate:\n    void c();\n};\nvoid A::b() { c(); }\n"
     "void A::c() {}\n"),
    ("never-run", "tests/tst_a.cpp", "private Q_SLOTS:\n    void b() {}\nprivate:\n    void c()\n    {\n    }\n",
     "private Q_SLOTS:\n    void b()\n    {\n        c();\n    }\nprivate:\n    void c()\n    {\n    }\n"),
    ("clock", "core/http/a.cpp", "QTimer timer;", "auto handle = scheduler.after(1s, task);"),
    ("clock", "core/client/a.cpp", "auto t = QDateTime::currentDateTimeUtc();", "auto t = scheduler.wallNow();"),
    ("clock", "core/client/a.cpp", "auto t = std::chrono::steady_clock::now();", "std::chrono::steady_clock::time_point t;"),
    ("chance", "core/client/a.cpp", "QRandomGenerator::global()->generate();", "random.uniform();"),
    ("display-text", "core/a.cpp", "return tr(\"Open\");", "return str(\"Open\");"),
    ("settings", "ui/a.cpp", "QSettings settings;", "Settings settings;"),
    ("using-namespace-std", "ui/a.cpp", "using namespace std;", "using namespace std::chrono_literals;"),
    ("using-namespace", "ui/a.h", "using namespace Qt::StringLiterals;", "// using namespace in a header"),
    ("throw", "core/a.cpp", "throw Error();", "// we never throw"),
    ("contextless-connect", "ui/a.cpp", "connect(a, &A::b, [this] { c(1, 2); });", "connect(a, &A::b, this, [this] { c(1, 2); });"),
    ("contextless-connect", "tests/a.cpp", "QObject::connect(\n    &a,\n    &A::b,\n    [] { f(); });", "connect(&a, &A::b, &c, &C::d);"),
    ("contextless-connect", "ui/a.cpp", "QTimer::singleShot(5, [] { f(); });", "QTimer::singleShot(5, this, [] { f(); });"),
    ("core-sentence", "core/a.cpp", "at.fault(u\"each name once\"_s);", "at.fault(u\"each name\"_s); // each name once"),
    ("core-sentence", "core/a.cpp", "page = \"You are signed in.\";", "qCWarning(log)\n    << \"nobody is signed in\";"),
    ("core-sentence", "core/a.cpp", "return QStringLiteral(\"list of objects\");", "return u\"SELECT id FROM calls WHERE id\"_s;"),
    ("core-sentence", "core/a.cpp", "f(\"what is it\"); // lint-allow(core-sentence)",
     "f(\"what is it\"); // lint-allow(core-sentence): a message of the parser"),
)
LAYERS = (
    ("core/base/a.cpp", '#include "http/request.h"', '#include "base/time.h"'),
    ("core/config/a.cpp", '#include "http/request.h"', '#include "base/error.h"'),
    ("core/http/a.cpp", '#include "config/retryconfig.h"', '#include "config/connectionconfig.h"'),
    ("core/http/a.cpp", '#include "resilience/backoff.h"', "#include <QNetworkAccessManager>"),
    ("core/resilience/a.cpp", '#include "client/call.h"', '#include "config/retryconfig.h"'),
    ("core/resilience/a.cpp", "#include <QNetworkReply>", "#include <QObject>"),
    ("core/resilience/a.cpp", '#include "auth/secretstore.h"', '#include "http/headers.h"'),
    ("core/resilience/a.cpp", '#include "http/networktransport.h"', '#include "http/retryafter.h"'),
    ("core/client/a.cpp", '#include "http/networktransport.h"', '#include "http/transport.h"'),
    ("core/auth/a.cpp", '#include "resilience/verdict.h"', '#include "http/request.h"'),
    ("core/client/a.cpp", '#include "workspace/workspace.h"', '#include "auth/secretstore.h"'),
    ("core/client/a.cpp", "#include <QTcpSocket>", "#include <QHostAddress>"),
    ("core/client/a.cpp", "#include <QPushButton>", "#include <QJsonValue>"),
    ("core/client/a.cpp", "#include <QtWidgets/QPushButton>", "#include <QtCore/QObject>"),
    ("core/client/a.cpp", "#  include <QtGui>", "// #include <QtGui>"),
    ("core/client/a.cpp", "#include <QColor>", "#include <QHash>"),
    ("core/client/a.cpp", "#include <QSqlDatabase>", "#include <nlohmann/json.hpp>"),
    ("core/client/a.cpp", "#include <qpushbutton.h>", "#include <qobject.h>"),
    ("core/client/a.cpp", "#include HEADER", "#define HEADER 1"),
    ("core/upstream/a.cpp", '#include "interchange/exporter.h"', "#include <QTcpServer>"),
    ("core/base/a.cpp", "#include <qt6keychain/keychain.h>", "#include <memory>"),
    ("ui/models/a.cpp", "#include <QWidget>", "#include <QAbstractTableModel>"),
    ("ui/models/a.cpp", '#include "dashboard/tile.h"', '#include "client/clientsnapshot.h"'),
    ("ui/shell/a.cpp", "#include <QNetworkReply>", "#include <QMainWindow>"),
    ("ui/shell/a.cpp", '#include "http/networktransport.h"', '#include "dashboard/tile.h"'),
    ("ui/shell/a.cpp", '#include "upstream/demoupstream.h"', '#include "ui_shell.h"'),
    ("examples/a.cpp", "#include <QWidget>", '#include "upstream/demoupstream.h"'),
)
# Where an id in a literal names a row, and where it is but said.
NAMES = (
    'QTest::newRow("B01 opens") << 1;',
    'QTest::addRow("D1 B01 opens %d", i) << 1;',
    'row("B01 opens", 1);',
    'row<int>(\n    u"B01 opens"_s, 1);',
    'row(qPrintable(QStringLiteral("B01 %1").arg(text)), 1);',
    'const Row rows[] = {{"B01 opens", 1}, {"others", 2}};',
)
NO_NAMES = (
    'QVERIFY2(opens(), "B01: it opens");',
    'QVERIFY2(opens(), qPrintable("B01: it opens, %1"_L1.arg(n)));',
    'QVERIFY2(opens(), QByteArray{"B01: "} + told);',
    'QFAIL("B01: it opens");',
    'QSKIP("B01 is not for this system");',
    'qWarning("B01 opens");',
    'expect(opens(), "B01: it opens");',
    'row("opens", "B01 is elsewhere");',
    'QVERIFY(told.contains("B01 opens"));',
    'const char *id = "B01";',
    'QSKIP("void B01_opens()");',
)
FILES = (
    ("spdx", "core/a.cpp", "int a;\n", HEAD + "int a;\n"),
    ("spdx", "scripts/a", "#!/bin/sh\n", "#!/bin/sh\n" + HEAD.replace("//", "#")),
    ("file-size", "core/a.cpp", HEAD + "\n" * 298, HEAD + "\n" * 297),
    ("file-size", "core/a.h", HEAD + "#pragma once\n" * 148, HEAD + "#pragma once\n" * 147),
    ("one-class", "ui/a.h", HEAD + "class A\n{\n};\nclass B final : public C\n{\n};\n",
     HEAD + "class B;\nclass A\n{\n    class Private;\n};\nstruct C {};\nenum class D { E };\n"),
    ("file-name", "ui/b.h", HEAD + "class A\n{\n};\n", HEAD + "class B\n{\n};\n"),
    ("pragma-once", "ui/a.h", HEAD, HEAD + "#pragma once\n"),
    ("left-over", "docs/a.md", "TO" + "DO: more\n", "To do this, press the button.\n"),
    ("left-over", "core/a.cpp", "// FIX" + "ME\n", "// PREFIXME_NOT\n"),
    ("conflict", "README.md", "<" * 7 + " HEAD\n", "<<< three\n"),
    ("machine-path", "docs/a.md", "see /" + "home/ann/project\n", "see https://example.com/home/ann\n"),
    ("last-newline", "docs/a.md", "no end", "an end\n"),
    ("line-ends", "docs/a.md", "a\r\n", "a\n"),
)


class Planted(unittest.TestCase):
    """What they have in common."""

    def rules_found(self, path, text, check):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            return [(f.rule, f.path) for f in check(SourceTree(folder))]

    def check_rows(self, rows, check):
        for rule, path, bad, good in rows:
            with self.subTest(rule=rule, bad=bad):
                self.assertIn((rule, path), self.rules_found(path, bad, check))
            with self.subTest(rule=rule, good=good):
                self.assertNotIn(rule, [r for r, _ in self.rules_found(path, good, check)])


class Rules(Planted):
    def test_house(self):
        self.check_rows(HOUSE, house.check)
        self.assertEqual({r.name for r in house.RULES} - {row[0] for row in HOUSE}, set(), "rules without a plant")

    def test_the_rules_know_their_places(self):
        for path in ("core/base/systemscheduler.cpp", "ui/shell/a.cpp", "tests/a.cpp"):
            self.assertEqual([], self.rules_found(path, "QTimer timer;", house.check))
        self.assertEqual([], self.rules_found("tests/a.cpp", "process.waitForFinished(); loop.exec();", house.check))

    def test_contents_may_hold_sentences(self):
        for path in ("core/upstream/a.cpp", "core/interchange/a.cpp", "ui/models/a.cpp"):
            self.assertEqual([], self.rules_found(path, "f(u\"each name once\"_s);", house.check))

    def test_files(self):
        self.check_rows(FILES, files.check)
        self.assertEqual([], self.rules_found("tests/data/a.md", "TO" + "DO", files.check))

    def test_layers(self):
        modules = layers.QtModules(TOOL)
        rows = [("layer", path, bad, good) for path, bad, good in LAYERS]
        self.check_rows(rows, lambda tree: layers.check(tree, modules))
        for path, expected in (("core/new/a.cpp", [("layer", "core/new/a.cpp")]), ("app/new/a.cpp", [])):
            self.assertEqual(expected, self.rules_found(path, "int a;", lambda tree: layers.check(tree, modules)))

    def test_broken_project_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(SourceTree(folder).code(), [])
        self.assertEqual(house.report([], 0), 1)

    def test_conformance(self):
        listed = "| B01 | it opens | `core/tst_a.cpp` |\n"
        test = "void Test::B01_opens()\n{\n}\n"
        for page, code, told in (
            (listed, test, None),
            (listed, "// void B01_opens()", "no test carries B01"),
            ("", test, "B01 is missing"),
            ("- B01: later.\n", "", "B01 is missing"),
            (listed.replace("tst_a", "tst_b"), test, "the tests of B01 are"),
            (listed + "| B05 | no such thing | none |\n", test, "there is no statement B05"),
            (listed, test + "void Test::B18_isOfAnotherList()", "there is no statement B18"),
            (listed, test + "void Test::ADV_B18_isOfAnotherList()", None),
        ) + tuple((listed, code, "no test carries B01") for code in NO_NAMES) + tuple((listed, code, None) for code in NAMES):
            with self.subTest(told=told, code=code), tempfile.TemporaryDirectory() as folder:
                for path, text in ((conformance.PAGE, page), ("tests/core/tst_a.cpp", code)):
                    Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
                    Path(folder, path).write_text(text, encoding="utf-8")
                found = [f.message for f in conformance.check(SourceTree(folder))]
                about = [m for m in found if told and told in m or re.search(r"\bB(01|05|18)\b", m)]
                self.assertEqual([m for m in about if told is None or told not in m], [])
                self.assertEqual(bool(about), told is not None, found)

    def test_snippets(self):
        block = "<!-- snippet: a -->\n```cpp\nf();\n```\n"
        region = "void g()\n{\n    // [a]\n    f();\n    // [/a]\n}\n"
        for page, code, told in (
            (block, region, None),
            (block, region.replace("f()", "h()"), "a differs"),
            (block.replace(": a", ": b"), region, "there is no region b"),
            (block, region.replace("// [/a]", ""), "never ends"),
            (block, region + region, "a second region"),
            ("```cpp\nf();\n```\n" + block, region, "nobody compiles"),
            ("", region, "is in no page"),
            (block + "```sh\nls\n```\n", region, None),
        ):
            with self.subTest(told=told), tempfile.TemporaryDirectory() as folder:
                for path, text in (("docs/adr/any.md", page), ("tests/docs/tst_a.cpp", code)):
                    Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
                    Path(folder, path).write_text(text, encoding="utf-8")
                found = [f.message for f in snippets.check(SourceTree(folder))]
                self.assertEqual([m for m in found if told is None], [])
                self.assertTrue(told is None or any(told in m for m in found), found)

    def test_adversarial(self):
        listed = "| A1 | refused | `core/tst_a.cpp` |\n"
        test = "void Test::ADV_A1_refused()\n{\n}\n"
        limit = "known limit: Qt does not tell"
        for page, code, told in (
            (listed, test, None),
            (listed, test.replace("ADV_A1", "A01"), None),
            (listed, 'row("ADV-A1 file");', None),
            (listed, "// void ADV_A1_refused()", "no test of the core carries A1"),
            (listed, test.replace("ADV_A1", "ADV_A2"), "no test of the core carries A1"),
            ("", test, "A1 is missing"),
            (listed + listed, test, "A1 stands twice"),
            (listed.replace("tst_a", "tst_b"), test, "the tests of A1 are"),
            (listed.replace("`core", f"{limit} · `core"), test, None),
            (f"| A1 | refused | {limit} |\n", "", "no test of the core carries A1"),
            ("| A1 | refused | not core: it is only shown |\n", "", None),
            ("| A1 | refused | not core: it is only shown |\n", test, "A1 has tests of the core now"),
            (listed + "| A99 | no such thing | none |\n", test, "there is no case A99"),
            (listed, test + "void Test::ADV_A99_isNowhere()", "there is no case A99"),
            (listed, test + "void Test::ADV_A1_A99_isNowhere()", "there is no case A99"),
            (listed, 'QVERIFY2(refused, "ADV-A1: it is refused");', "no test of the core carries A1"),
        ):
            with self.subTest(told=told), tempfile.TemporaryDirectory() as folder:
                for path, text in ((adversarial.PAGE, page), ("tests/core/tst_a.cpp", code)):
                    Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
                    Path(folder, path).write_text(text, encoding="utf-8")
                found = [f.message for f in adversarial.check(SourceTree(folder))]
                about = [m for m in found if re.search(r"\bA(1|99)\b", m)]
                self.assertEqual([m for m in about if told is None or told not in m], [])
                self.assertEqual(bool(about), told is not None, found)

    def test_adversarial_of_storage_and_display(self):
        listed = "| K1 | kept | `ui/tst_a.cpp` |\n"
        test = "void Test::K1_kept()\n{\n}\n"
        for page, code, told in (
            (listed, test, None),
            (listed, 'row("k1-file");', "no test carries K1"),  # only the rows of bad files are named so
            ("| K1 | kept | known limit: nobody can tell |\n", "", "no test carries K1"),
            ("| K1 | kept | unproven: nobody can tell |\n", "", None),
            ("| K1 | kept | unproven: nobody can tell |\n", test, "K1 has tests now"),
            (listed.replace("`ui", "known limit: nobody can tell · `ui"), test, None),
        ):
            with self.subTest(told=told), tempfile.TemporaryDirectory() as folder:
                for path, text in ((adversarial.PAGE, page), ("tests/ui/tst_a.cpp", code)):
                    Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
                    Path(folder, path).write_text(text, encoding="utf-8")
                found = [f.message for f in adversarial.check(SourceTree(folder)) if re.search(r"\bK1\b", f.message)]
                self.assertEqual([m for m in found if told is None or told not in m], [])
                self.assertEqual(bool(found), told is not None, found)

    def test_clang_format_of_another_version(self):
        for told, reason in (
            ("Debian clang-format version 14.0.6\n", None),
            ("Ubuntu clang-format version 14.0.0-1ubuntu1.1\n", None),
            ("clang-format version 15.0.7\n", "15.0.7"),
            ("clang-format version 140.0\n", "140.0"),
            ("", "unknown"),
        ):
            with self.subTest(told=told):
                self.assertIn(reason or "None", str(formatting.misfit(told)))


class Format(Planted):
    def test_format(self):
        rows = [("format", "core/a.cpp", "int  a ;\n", "int a;\n")]
        self.check_rows(rows, lambda tree: formatting.check(tree, TOOL))


class Translations(Planted):
    def test_translations(self):
        source = 'QString f(int n) { return QCoreApplication::translate("A", "%n calls", nullptr, n); }\n'
        forms = "<numerusform>%n call</numerusform><numerusform>%n calls</numerusform>"
        message = f"<source>%n calls</source><translation>{forms}</translation>"
        for text, told in (
            (message, None),
            (message.replace("%n call<", "<"), "unfinished: %n calls"),
            (message.replace("<translation>", '<translation type="unfinished">'), "unfinished: %n calls"),
            (message.replace("<source>%n", "<source>%n old"), "missing: %n calls"),
            (message.replace("<source>%n", "<source>%n old"), "no source says: %n old calls"),
        ):
            with self.subTest(told=told), tempfile.TemporaryDirectory() as folder:
                ts = f'<TS><context><name>A</name><message numerus="yes">{text}</message></context></TS>'
                for path, content in (("translations/fuseboard_en.ts", ts), ("ui/a.cpp", source)):
                    Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
                    Path(folder, path).write_text(content, encoding="utf-8")
                found = translations.check(Path(folder), TOOL)
                self.assertEqual([m for m in found if told is None], [])
                self.assertTrue(told is None or any(told in m for m in found), found)


if __name__ == "__main__":
    PART, TOOL = (sys.argv[1:] + [None])[:2]
    MISSING = {"format": formatting.missing, "translations": translations.missing}.get(PART, lambda tool: None)(TOOL)
    if MISSING:
        print(f"SKIP-ALL: {MISSING}")
    else:
        unittest.main(argv=[sys.argv[0], PART.capitalize()])
