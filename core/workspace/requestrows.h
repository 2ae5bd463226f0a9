// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/unknownfields.h"

namespace fuseboard {

/// A parameter, header or field of a form as it is kept: one that is switched off stays in the list, and is not sent.
struct RequestEntry
{
    QString name; ///< required where enabled; a token for headers (S03)
    QString value;
    bool enabled = true;
    QString description{};
    UnknownFields unknown{};

    friend bool operator==(const RequestEntry &, const RequestEntry &) = default;
};

/// A part of a multipart body: text, or a file.
struct RequestPart
{
    QString name; ///< required where enabled
    QString value;
    QString file; ///< a path, relative to the workspace; excludes value
    QString contentType{}; ///< content_type: of this part; empty for what the file looks like, and for none of text
    bool enabled = true;
    QString description{};
    UnknownFields unknown{};

    friend bool operator==(const RequestPart &, const RequestPart &) = default;
};

/// What of an answer a test looks at.
enum class TestSubject {
    Status,
    Time, ///< seconds from the call's begin to its end
    Header,
    Json, ///< of the body
    Body, ///< its text
};

enum class TestComparison { Equals, NotEquals, Less, Greater, Contains, NotContains, Matches, Exists, Absent };

/// What an answer has to be like.
struct RequestTest
{
    TestSubject subject = TestSubject::Status;
    QString target{}; ///< the name of the header, or the path in the JSON, "$.items[0].id"; required for these
    TestComparison comparison = TestComparison::Equals;
    QString value{}; ///< a number for status and time, a regular expression for Matches; none for Exists and Absent
    bool enabled = true;
    QString description{};
    UnknownFields unknown{};

    friend bool operator==(const RequestTest &, const RequestTest &) = default;
};

enum class CaptureSource { Json, Header, Status };

/// A piece of an answer that becomes the value of a variable.
struct RequestCapture
{
    QString variable; ///< letters, digits, "_", "-" and "."; required where enabled
    CaptureSource source = CaptureSource::Json;
    QString target{}; ///< as that of a test
    bool enabled = true;
    QString description{};
    UnknownFields unknown{};

    friend bool operator==(const RequestCapture &, const RequestCapture &) = default;
};

} // namespace fuseboard
