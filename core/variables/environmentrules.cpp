// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/environmentrules.h"

#include "config/fields/faultscope.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

const Environment *findEnvironment(const QList<Environment> &environments, const QString &slug)
{
    const auto found = std::find_if(environments.cbegin(), environments.cend(),
                                    [&slug](const Environment &each) { return each.slug == slug; });
    return found == environments.cend() ? nullptr : &*found;
}

QList<Environment> environmentChain(const QList<Environment> &environments, const QString &slug)
{
    QList<Environment> chain;
    const Environment *next = findEnvironment(environments, slug);
    while (next && !findEnvironment(chain, next->slug)) {
        chain.append(*next);
        next = next->config.parent.isEmpty() ? nullptr : findEnvironment(environments, next->config.parent);
    }
    return chain;
}

QList<ConfigFault> environmentFaults(const QList<Environment> &environments, const Environment &environment)
{
    const QString &parent = environment.config.parent;
    if (parent.isEmpty())
        return {};
    ConfigFault fault{ErrorDetail::UnknownName, u"parent"_s, shortened(parent), {}, 0, 0};
    if (!findEnvironment(environments, parent)) {
        fault.allowed = {AllowedKind::EnvironmentFile};
        return {fault};
    }
    QStringList way{shortened(environment.slug)};
    const QList<Environment> chain = environmentChain(environments, parent);
    for (const Environment &each : chain) {
        way.append(shortened(each.slug));
        if (each.slug == environment.slug) {
            fault.detail = ErrorDetail::Cycle;
            fault.allowed = AllowedValues::ofWords(AllowedKind::Circle, way);
            return {fault};
        }
    }
    return {};
}

} // namespace fuseboard
