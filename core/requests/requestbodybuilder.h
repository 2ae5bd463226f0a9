// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/bodysource.h"
#include "http/request.h"
#include "requests/requestmeans.h"
#include "variables/substitution.h"
#include "workspace/requestconfig.h"

#include <optional>

namespace fuseboard {

/// Makes the body of a kept request, in the form of its kind. Internal to buildRequest().
class RequestBodyBuilder
{
public:
    /// All must outlive it.
    RequestBodyBuilder(const RequestConfig &config, const RequestMeans &means, Substitution &substitution);

    /// Puts body and Content-Type onto a request that has its other headers.
    void putOn(Request &request);
    /// Of what putOn() has made.
    [[nodiscard]] const BodySource &source() const { return m_source; }
    /// What stands in the way, besides variables.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    void putText(Request &request, const QByteArray &standardType);
    void putGraphQl(Request &request);
    void putForm(Request &request);
    void putMultipart(Request &request);
    void putFile(Request &request);
    void setType(Request &request, const QByteArray &standard);
    [[nodiscard]] QByteArray typeOfPart(const RequestPart &part, const QString &place);
    /// Tells in path where the file really is.
    [[nodiscard]] Body fileAt(const QString &file, const QString &place, QString &path);
    [[nodiscard]] static QByteArray typeOfFile(const QString &file);
    template<class T>
    T take(const Result<T> &result);

    const RequestConfig &m_config;
    const RequestMeans &m_means;
    Substitution &m_substitution;
    BodySource m_source;
    std::optional<Error> m_error;
};

} // namespace fuseboard
