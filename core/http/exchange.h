// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/response.h"

#include <QObject>

#include <optional>

namespace fuseboard {

/// One HTTP exchange under way. Ends with exactly one finished(), always from the event loop, unless it is destroyed
/// or cancelled first: then it ends silently and the connection is closed. Owned by whoever called Transport::send().
class Exchange : public QObject
{
    Q_OBJECT

public:
    ~Exchange() override;

    /// Gives it up; no signal follows. Harmless when it is finished.
    virtual void cancel() = 0;

    /// How often the request has gone to the wire so far: 0 before the connection, more than 1 when Qt sent it again.
    [[nodiscard]] virtual int sendings() const = 0;
    /// What is known so far; a wait for a connection that is not over, as long as it has taken.
    [[nodiscard]] virtual Phases phases() const = 0;

    /// Status and header fields of an answer whose body failed: what the server said of its quota holds all the same.
    /// Empty before the end, after a success, and where no head came.
    [[nodiscard]] virtual std::optional<Response> partialAnswer() const = 0;

Q_SIGNALS:
    /// A stage begins. Not each exchange shows every stage.
    void progressed(fuseboard::Phase phase, fuseboard::MonotonicTime at);
    void finished(const fuseboard::Result<fuseboard::Response> &result);

protected:
    using QObject::QObject;
};

} // namespace fuseboard
