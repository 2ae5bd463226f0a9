// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/sqliteinterrupt.h"

#include <QFile>
#include <QLibrary>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QVariant>

#include <cstring>

#ifdef Q_OS_LINUX
#include <dlfcn.h>
#endif

namespace fuseboard {

namespace {

/// The file of the plug-in that the driver is of: where its virtual functions are.
QString fileOf([[maybe_unused]] const QSqlDriver &driver)
{
#ifdef Q_OS_LINUX
    const void *functions = nullptr;
    std::memcpy(&functions, &driver, sizeof functions);
    Dl_info found = {};
    if (dladdr(functions, &found) != 0 && found.dli_fname)
        return QFile::decodeName(found.dli_fname);
#endif
    return {};
}

} // namespace

std::function<void()> sqliteInterrupt(const QSqlDatabase &database)
{
    const QSqlDriver *driver = database.driver();
    const QVariant handle = driver ? driver->handle() : QVariant();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return {};
    void *connection = *static_cast<void *const *>(handle.constData());
    const QString plugin = fileOf(*driver);
    using Interrupt = void (*)(void *);
    // It looks in what the plug-in is linked with as well: never in an SQLite that is not the one of the connection.
    const auto interrupt = plugin.isEmpty()
        ? nullptr
        : reinterpret_cast<Interrupt>(QLibrary::resolve(plugin, "sqlite3_interrupt"));
    if (!interrupt || !connection)
        return {};
    return [interrupt, connection] { interrupt(connection); };
}

} // namespace fuseboard
