# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dependencies point down: checked on the include lines, because <QtWidgets/…> resolves with Qt Core's include path.

usage: layers.py ROOT QT_INCLUDE_DIR"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from sourcetree import Finding, SourceTree, line_of, report, without_comments

INCLUDE = re.compile(r"^[ \t]*#[ \t]*(?:include|import)[ \t]*([<\"])([^>\"\n]+)[>\"]", re.MULTILINE)


@dataclass(frozen=True)
class Layer:
    folder: str
    uses: tuple  # project folders, or single headers, as written in an include line
    qt: tuple  # Qt modules, or single headers of one


CORE_QT = ("QtCore",)
NET_QT = ("QtCore", "QtNetwork")
UI_QT = ("QtCore", "QtGui", "QtWidgets", "QtCharts", "QtSvg", "QtSvgWidgets", "QtConcurrent")
ENGINE = ("base/", "config/", "http/", "resilience/", "auth/", "variables/", "cookies/", "client/")
# The one seam to the network, and the values that pass through it.
SEAM = ("http/body.h", "http/cookiefield.h", "http/headers.h", "http/httpdate.h", "http/networkoptions.h", "http/request.h", "http/response.h",
        "http/retryafter.h", "http/spoolplace.h", "http/transport.h")
# The widgets read values and snapshots; how bytes travel is not their business.
SEEN_BY_UI = ("base/", "config/", "resilience/", "auth/", "variables/", "cookies/", "client/", "workspace/", "requests/", "json/", "checks/",
              "interchange/",
              "http/body.h", "http/headers.h", "http/request.h", "http/response.h")
# Values of the history, which the models have words for; who asks the store is a page.
HISTORY_VALUES = ("history/historyentry.h", "history/historyfilter.h", "history/historystate.h", "history/historyusage.h")

# The order is the architecture; the longest folder that fits a file counts.
LAYERS = (
    Layer("core/base/", ("base/",), CORE_QT),
    Layer("core/config/", ("base/", "config/"), CORE_QT),
    Layer("core/http/", ("base/", "http/", "config/connectionconfig.h", "config/secret.h"), NET_QT),
    # What a header says, not how it came: policies know no network.
    Layer("core/resilience/", ("base/", "config/", "http/headers.h", "http/httpdate.h", "http/retryafter.h", "resilience/"),
          CORE_QT),
    Layer("core/auth/", ("base/", "config/", "http/", "auth/"), NET_QT),
    Layer("core/variables/", ("base/", "config/", "auth/secretstore.h", "auth/secretkey.h", "variables/"), CORE_QT),
    Layer("core/cookies/", ("base/", "http/headers.h", "cookies/"), NET_QT),
    Layer("core/client/", ("base/", "config/", "resilience/", "auth/", "variables/", "cookies/", "client/") + SEAM, CORE_QT + ("QHostAddress",)),  # a value; bytes move in http/ alone
    Layer("core/workspace/", ENGINE + ("workspace/",), CORE_QT),
    Layer("core/requests/", ENGINE + ("workspace/", "requests/"), CORE_QT),
    Layer("core/json/", ("base/", "json/"), CORE_QT),
    Layer("core/checks/", ENGINE + ("workspace/", "json/", "checks/"), CORE_QT),
    Layer("core/history/", ENGINE + ("workspace/", "history/"), CORE_QT + ("QtSql",)),
    Layer("core/interchange/", ENGINE + ("workspace/", "interchange/"), CORE_QT),
    Layer("core/upstream/", ENGINE + ("workspace/", "upstream/"), NET_QT),
    Layer("ui/models/", SEEN_BY_UI + HISTORY_VALUES + ("models/",), CORE_QT),
    Layer("ui/", SEEN_BY_UI + ("models/", "shell/", "clients/", "compare/", "explorer/", "dashboard/", "history/", "secrets/",
                               "viewer/", "common/", "environments/"), UI_QT),
    Layer("examples/", ENGINE + ("workspace/", "upstream/"), NET_QT),
)
# Where each folder has a layer. What app/ ties together and what tests include is free.
LAYERED = ("core/", "ui/", "examples/")


class QtModules:
    """Which Qt module a header belongs to, read from the installed headers."""

    def __init__(self, include_dir):
        self.of = {}
        folders = {p.name: p for p in Path(include_dir).glob("Qt*") if p.is_dir()}
        for framework in Path(include_dir).glob("../lib/Qt*.framework/Headers"):  # macOS
            folders[framework.parent.stem] = framework
        for module, folder in folders.items():
            for header in folder.iterdir():
                self.of.setdefault(header.name, module)

    def module(self, header):
        """None for what is not Qt's; an unknown Q… header counts as a module of its own name."""
        first, _, rest = header.partition("/")
        if rest and re.match(r"Qt[A-Z]", first):
            return first
        if header in self.of:
            return self.of[header]
        return header if re.match(r"Q[A-Z]", header) else None


def layer_of(path):
    fitting = [layer for layer in LAYERS if path.startswith(layer.folder)]
    return max(fitting, key=lambda layer: len(layer.folder)) if fitting else None


def _fault(layer, quote, name, siblings, modules):
    module = modules.module(name)
    if module is not None:
        return None if module in layer.qt or name in layer.qt else f"{layer.folder} may not use {module}"
    if quote == "<":
        if name.startswith("qt6keychain"):
            return f"{layer.folder} may not use the keychain, only app/ may"
        return None
    if name.startswith(layer.uses) or name.startswith("fuseboard/"):
        return None
    if "/" not in name and (name in siblings or name.startswith(("ui_", "moc_")) or name.endswith(".moc")):
        return None
    return f"{layer.folder} may not use \"{name}\""


def check(tree, modules):
    findings = []
    for path in tree.code():
        layer = layer_of(path)
        if layer is None:
            if path.startswith(LAYERED):
                findings.append(Finding(path, 1, "layer", "a folder without a layer: name it in tests/lint/layers.py"))
            continue
        folder = path.rpartition("/")[0] + "/"
        siblings = {p[len(folder):] for p in tree.paths if p.startswith(folder)}
        text = without_comments(tree.text(path))
        for match in INCLUDE.finditer(text):
            fault = _fault(layer, match[1], match[2], siblings, modules)
            line = line_of(text, match.start())
            if fault and not tree.allowed(path, line, "layer"):
                findings.append(Finding(path, line, "layer", fault))
        for path_less in re.finditer(r"^[ \t]*#[ \t]*include[ \t]+[A-Za-z_]", text, re.MULTILINE):
            findings.append(Finding(path, line_of(text, path_less.start()), "layer", "an include by macro hides its layer"))
    return findings


def main():
    tree = SourceTree(sys.argv[1])
    modules = QtModules(sys.argv[2])
    if "QObject" not in modules.of:
        print(f"No Qt headers in {sys.argv[2]}")
        return 1
    return report(check(tree, modules), len(tree.code()))


if __name__ == "__main__":
    sys.exit(main())
