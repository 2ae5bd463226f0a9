// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/authmanager.h"
#include "base/redactor.h"
#include "client/call.h"
#include "client/calloptions.h"
#include "client/clientevent.h"
#include "client/clientsnapshot.h"
#include "client/policystate.h"
#include "client/services.h"
#include "client/session.h"
#include "client/timeseries.h"
#include "config/clientconfig.h"
#include "http/request.h"

#include <QObject>

#include <memory>

namespace fuseboard {

class CookieJar;

/// One integration: sends requests through limiter, breaker and retry as its configuration says. (SPEC BaseAPIClient)
class ApiClient : public QObject
{
    Q_OBJECT

public:
    ApiClient(ClientConfig config, Services services, QObject *parent = nullptr);
    ~ApiClient() override;

    /// request.url may be relative to base_url: "/orders?limit=5". While the client is being destroyed, what comes back
    /// is finished already and stays silent.
    Call *send(Request request, const CallOptions &options = {});
    Call *get(const QString &path);
    Call *post(const QString &path, const Body &body = {}, const QByteArray &contentType = "application/json");
    Call *put(const QString &path, const Body &body = {}, const QByteArray &contentType = "application/json");
    Call *patch(const QString &path, const Body &body = {}, const QByteArray &contentType = "application/json");
    Call *del(const QString &path);

    /// Whether the service can be used: it can where the call succeeds, with a status below 400. Here a GET of
    /// base_url; a subclass asks for what its service offers ("/health").
    ///
    /// It is a call like others and never more: it takes a token, and as a Monitor it stands behind whoever waits for
    /// one; it waits out a pause that the server asked for; and while the circuit is open it is refused, which tells
    /// when to ask again, and sends nothing. In HALF_OPEN it may be the probe.
    virtual Call *healthCheck();

    /// The use of this client for a scope. (SPEC "Always Use Context Manager")
    Session<ApiClient> session();
    /// Cancels the calls under way: each ends with Cancelled, and so do later ones, until a session begins. The
    /// destructor does it too.
    void close();

    [[nodiscard]] const ClientConfig &config() const;
    /// Hides what this client keeps secret, and what that request brings along in headers, query and body. Whatever of
    /// its calls is shown, kept or exported goes through it.
    [[nodiscard]] Redactor redactorFor(const Request &request) const;
    /// Live: keeps the state of breaker and bucket (X02). Refused whole when invalid.
    Result<void> reconfigure(ClientConfig config);

    [[nodiscard]] ClientSnapshot snapshot() const;
    [[nodiscard]] const TimeSeries &series() const;
    /// Events with an id above afterId, oldest first; the last 500 are kept.
    [[nodiscard]] QList<ClientEvent> events(quint64 afterId = 0) const;
    [[nodiscard]] const ClientMetrics &metrics() const;
    /// The same as a value that stays as it is. (SPEC)
    [[nodiscard]] ClientMetrics getMetrics() const { return metrics(); }
    /// From zero; calls under way are counted as begun.
    void resetMetrics();

    /// Null where the configuration has no such section.
    [[nodiscard]] CircuitBreaker *breaker() const;
    [[nodiscard]] RateLimiter *limiter() const;
    /// For AuthManager::getInitialToken(). Another one takes its place when reconfigure() changes the credentials.
    [[nodiscard]] AuthManager &authManager() const;

    /// After a secret of its configuration was changed in the store: they are looked up anew, once a call needs them,
    /// and calls that wait for the present ones wait for these.
    void reloadSecrets();

    /// Where the cookies of its answers are kept, and where those come from that go with its requests, retries and
    /// redirects by their URLs: from the next call on, while one that has begun keeps the jar that it began with.
    /// Another jar is another environment: who signs with the client's credentials, or stands under its pin or
    /// certificate, ends with ClientMoved instead of going on as somebody else. Without one, as at first, and with
    /// cookies = false in the configuration, none are. Requests for tokens and calls with credentials of their own have
    /// none in any case.
    void setCookieJar(std::shared_ptr<CookieJar> jar);
    /// May be null.
    [[nodiscard]] std::shared_ptr<CookieJar> cookieJar() const;

    /// Secrets that its configuration and its requests may carry by variables: hidden from now on as its own are.
    void hideSecrets(const QStringList &values);
    /// The same for those that come and go, as a token that an answer brought: as long as they are among the 250 seen
    /// last.
    void hidePassingSecrets(const QStringList &values);

    /// The pauses that hold, for a client of the same configuration that is made later, in another process perhaps.
    [[nodiscard]] PolicyState policyState() const;
    /// Obeys what is left of them, up to 6 h each, if respect_retry_after is on (L23).
    void restorePolicyState(const PolicyState &state);

Q_SIGNALS:
    // Listeners may do anything, destroy the client included. A call tells its end first, then its client, and then
    // the event that it may be worth.
    void callFinished(fuseboard::Call *call, const fuseboard::Result<fuseboard::ApiResponse> &result);
    void eventAdded(const fuseboard::ClientEvent &event);

protected:
    // SPEC's hooks, in the order of a call.
    virtual Result<QUrl> buildBaseUrl() const;
    virtual Result<Request> prepareRequest(Request request);
    /// Each answer that a call ends with. For a status from 400 on only an Error that it returns counts, in the place
    /// of HttpStatus; a response is not used.
    virtual Result<ApiResponse> handleResponse(ApiResponse response);

private:
    template<class Client>
    friend class Session;
    void enterSession();
    void leaveSession();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
