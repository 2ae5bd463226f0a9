// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace fuseboard {

enum class BodyStyle { Pretty, Raw, Hex };

/// A body made ready for a plain text view. What is shown is bounded in size and in the length of its lines, control
/// and direction characters are visible signs, and nothing in it is markup. (G15–G19)
struct BodyText
{
    QString text;
    bool isJson = false; ///< laid out as JSON, worth colouring
    QString note; ///< what is not shown as it came, as a sentence; empty where nothing is to be said

    friend bool operator==(const BodyText &, const BodyText &) = default;
};

/// The most that is shown of a body; of a hex view, the most bytes.
constexpr qsizetype shownBodyBytes = 1'000'000;
constexpr qsizetype shownHexBytes = 64'000;
/// Longer lines are broken.
constexpr qsizetype shownLineLength = 2'000;

/// More lines than this are not shown: a text view pays for each.
constexpr int shownBodyLines = 20'000;

/// contentType is the header's value: it chooses the character set and whether the body is JSON. Binary data is shown
/// in hex whatever the style.
BodyText bodyText(const QByteArray &body, const QByteArray &contentType, BodyStyle style);

} // namespace fuseboard
