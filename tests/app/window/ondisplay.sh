#!/bin/sh
# SPDX-FileCopyrightText: The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ondisplay.sh PROGRAM [argument…]: runs it on a display of its own with a window manager, who decides which window is active.

for tool in xvfb-run openbox; do
    if ! command -v "$tool" >/dev/null; then
        echo "SKIP-ALL: there is no $tool; scripts/setup --for test installs it"
        exit 0
    fi
done
export QT_QPA_PLATFORM=xcb
# libxkbcommon copies keymaps that have no end of text, as it may, since it says how long they are.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}strict_string_checks=0"
# The window manager ends with its display.
exec xvfb-run -a -s '-screen 0 1440x900x24' sh -c 'openbox 2>/dev/null & exec "$@"' sh "$@"
