// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "client/timeline.h"
#include "http/request.h"
#include "http/response.h"

#include <QObject>
#include <QVariant>

namespace fuseboard {

/// What a call brings home: the last answer, whatever its status, with its story.
struct ApiResponse
{
    Response response;
    QVariantMap metadata; ///< for handleResponse() of a subclass to fill

    /// JSON as maps, lists and values where the answer says that it is JSON, and it is; else text; invalid where empty,
    /// and where it is in a file.
    /// Integers are exact: qlonglong, else qulonglong, else text with all their digits, which QVariant converts. Of a
    /// name that stands twice in an object the last one counts. What is nested more than 1,000 levels deep, or holds
    /// numbers beyond a double, stays text. Text is decoded by its charset, or by its byte order mark, else as UTF-8,
    /// with U+FFFD for what is none. Parsed at each call: keep the result.
    [[nodiscard]] QVariant body() const;
    [[nodiscard]] bool isSuccess() const { return response.status >= 200 && response.status < 300; }
};

/// What a call is waiting for just now.
struct Wait
{
    TimelineKind kind = TimelineKind::TokenWait; ///< TokenWait, ServerPause or Backoff
    MonotonicTime until; ///< expected
    int place = 0; ///< in the limiter's queue
    int attempt = 0; ///< that follows the wait
};

/// One logical request with its attempts. Ends with exactly one finished(), always from the event loop and never from
/// inside ApiClient::send(). Owned by its client, deleted after finished() at the next turn of the loop; cancel it by
/// cancel(), or let the client's destruction do so (each call still finishes once, with Cancelled).
class Call : public QObject
{
    Q_OBJECT

public:
    ~Call() override;

    /// Of its client's calls, counted from 1 in the order of their begin; what its lines in the log carry.
    [[nodiscard]] virtual quint64 id() const = 0;
    /// As it was given, and from the first turn of the loop on as it is sent, but for the credentials.
    [[nodiscard]] virtual const Request &request() const = 0;
    /// Gives it up: finished(Cancelled) follows in the same turn of the loop, and no further request is made (R08).
    virtual void cancel() = 0;
    /// Ends the present wait, if it is a backoff or a token wait that the user does not want to sit out.
    virtual void sendNow() = 0;
    [[nodiscard]] virtual bool isFinished() const = 0;
    /// The story so far; complete in finished().
    [[nodiscard]] virtual const Timeline &timeline() const = 0;
    /// The last answer seen, even when the call ended with an error (R23). Null before the first.
    [[nodiscard]] virtual const Response *lastResponse() const = 0;
    [[nodiscard]] virtual Duration elapsed() const = 0; ///< until now, or until it ended
    /// Whether CallOptions changed for it what its client's configuration says.
    [[nodiscard]] virtual bool hasOwnSettings() const = 0;

Q_SIGNALS:
    void waiting(const fuseboard::Wait &wait);
    /// Again for the same one where it was turned back before anything of it was sent: it has waited for a connection.
    void attemptStarted(int attempt);
    /// A status from 400 on is an error once no retry is left, HttpStatus where nothing says more (AuthFailed,
    /// RateLimited); the answer is then in lastResponse().
    void finished(const fuseboard::Result<fuseboard::ApiResponse> &result);

protected:
    using QObject::QObject;
};

} // namespace fuseboard
