# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text with a plural is in translations/, finished, and nothing is there that the sources no longer say.

usage: translations.py ROOT [LUPDATE]   without one it says SKIP-ALL"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

FOLDERS = ("app", "ui")


def texts(path):
    """(context, source, is finished) of each message."""
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text for form in translation.iter("numerusform")]
            finished = translation.get("type") != "unfinished" and all(forms)
            yield context.findtext("name"), message.findtext("source"), finished


def missing(lupdate):
    return None if lupdate else "no lupdate"


def check(root, lupdate):
    said = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fuseboard_en.ts"
        sources = [str(root / name) for name in FOLDERS if (root / name).is_dir()]
        subprocess.run([lupdate, "-silent", "-no-obsolete", "-locations", "none", "-pluralonly", *sources, "-ts", str(fresh)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wanted = {(context, source) for context, source, _ in texts(fresh)}
    for path in sorted((root / "translations").glob("*.ts")):
        there = {(context, source): finished for context, source, finished in texts(path)}
        said += [f"{path.name}: missing: {text[1]}" for text in sorted(wanted - there.keys())]
        if path.name == "fuseboard_en.ts":
            said += [f"{path.name}: no source says: {text[1]}" for text in sorted(there.keys() - wanted)]
        said += [f"{path.name}: unfinished: {text[1]}" for text, finished in sorted(there.items()) if not finished]
    return said


def main():
    lupdate = sys.argv[2] if len(sys.argv) > 2 else None
    reason = missing(lupdate)
    if reason:
        print(f"SKIP-ALL: {reason}")
        return 0
    said = check(Path(sys.argv[1]), lupdate)
    if said:
        print("\n".join(said) + "\nBuild the target update_translations and fill in what is unfinished.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
