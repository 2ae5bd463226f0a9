// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>

#include <memory>
#include <utility>

namespace fuseboard {

class ApiClient;

/// The use of a client for a scope: when the last session of a client ends, its calls under way are cancelled, and it
/// is closed until the next one begins. Move-only. (SPEC "Always Use Context Manager")
///
///     auto api = openSession<OrdersClient>(config, services); // owns the client
///     Session session(client);                                // uses one that lives elsewhere, and may die before it
///
/// Calls outlast the function that begins them, so a session is a member, or moved into what waits for the last call.
template<class Client = ApiClient>
class [[nodiscard]] Session
{
public:
    explicit Session(Client &client)
        : m_client(&client)
    {
        client.enterSession();
    }
    explicit Session(std::unique_ptr<Client> client)
        : Session(*client)
    {
        m_owned = std::move(client);
    }
    ~Session() { close(); }
    Session(Session &&other) noexcept
        : m_owned(std::move(other.m_owned))
        , m_client(std::exchange(other.m_client, {}))
    {
    }
    Session &operator=(Session &&other) noexcept
    {
        if (this != &other) {
            close();
            m_owned = std::move(other.m_owned);
            m_client = std::exchange(other.m_client, {});
        }
        return *this;
    }

    /// Null once the session is over, or where the client has been destroyed.
    [[nodiscard]] Client *client() const { return m_client.data(); }
    Client *operator->() const { return client(); }
    Client &operator*() const { return *client(); }

    /// Ends it early. A client of its own is destroyed.
    void close()
    {
        const auto owned = std::move(m_owned); // dies last
        if (const auto left = std::exchange(m_client, {}))
            left->leaveSession();
    }

private:
    std::unique_ptr<Client> m_owned;
    QPointer<Client> m_client;
};

/// A client of its own for the time of a session.
template<class Client, class... Args>
Session<Client> openSession(Args &&...args)
{
    return Session<Client>(std::make_unique<Client>(std::forward<Args>(args)...));
}

} // namespace fuseboard
