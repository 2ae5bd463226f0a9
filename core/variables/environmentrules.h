// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/environmentconfig.h"

#include <QList>
#include <QStringList>

namespace fuseboard {

/// Null for an unknown one.
const Environment *findEnvironment(const QList<Environment> &environments, const QString &slug);
/// It would go with the list.
const Environment *findEnvironment(const QList<Environment> &&environments, const QString &slug) = delete;

/// An environment and its parents, nearest first. Ends before a parent that is unknown or was there already.
QList<Environment> environmentChain(const QList<Environment> &environments, const QString &slug);

/// What is wrong with an environment among the others: UnknownName for a parent that there is not, Cycle for one that
/// leads back here.
QList<ConfigFault> environmentFaults(const QList<Environment> &environments, const Environment &environment);

} // namespace fuseboard
