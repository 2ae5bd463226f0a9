// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/draft/fieldfacts.h"

#include "config/fields/configfields.h"

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

template<class Section>
FieldFacts factsOf(const QString &section, const Field<Section> &field)
{
    FieldFacts facts;
    facts.path = section.isEmpty() ? field.name : section + u'.' + field.name;
    facts.allowed = field.allowed();
    if (!field.isRequired)
        facts.standard = field.write(Section());
    facts.isRequired = field.isRequired;
    facts.isSecret = field.privacy == FaultScope::Privacy::Secret;
    return facts;
}

template<class Section>
QList<FieldFacts> factsOfAll(const QString &section, const SectionFields<Section> &declared)
{
    QList<FieldFacts> all;
    for (const Field<Section> &field : declared.fields)
        all.append(factsOf(section, field));
    return all;
}

/// Empty where the field is no section.
QList<FieldFacts> factsOfSection(const QString &name)
{
    if (name == "auth"_L1)
        return factsOfAll(name, authFields());
    if (name == "rate_limit"_L1)
        return factsOfAll(name, rateLimitFields());
    if (name == "circuit_breaker"_L1)
        return factsOfAll(name, circuitBreakerFields());
    if (name == "retry"_L1)
        return factsOfAll(name, retryFields());
    if (name == "tls"_L1)
        return factsOfAll(name, tlsFields());
    if (name == "proxy"_L1)
        return factsOfAll(name, proxyFields());
    return {};
}

} // namespace

QString FieldFacts::section() const
{
    return path.contains(u'.') ? path.section(u'.', 0, 0) : QString();
}

QString FieldFacts::name() const
{
    return path.section(u'.', -1);
}

QList<FieldFacts> clientFieldFacts()
{
    QList<FieldFacts> all;
    for (const Field<ClientConfig> &field : clientFields().fields) {
        const QList<FieldFacts> within = factsOfSection(field.name);
        if (!within.isEmpty())
            all += within;
        else if (field.name != "format"_L1)
            all.append(factsOf(QString(), field));
    }
    return all;
}

} // namespace fuseboard
