// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakeoutcome.h"

namespace fuseboard {

FakeOutcome FakeOutcome::success(int status, Headers headers, QByteArray body, Duration delay)
{
    Response response;
    response.status = status;
    response.headers = std::move(headers);
    response.wireBytes = body.size();
    response.body = std::move(body);
    response.protocol = Protocol::Http11;
    return {.result = Result<Response>(std::move(response)), .delay = delay};
}

FakeOutcome FakeOutcome::failure(Error error, Duration delay)
{
    return {.result = Result<Response>(std::move(error)), .delay = delay};
}

FakeOutcome FakeOutcome::silence()
{
    return {};
}

} // namespace fuseboard
