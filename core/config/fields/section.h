// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/fields/field.h"
#include "config/unknownfields.h"

namespace fuseboard {

/// All fields of a section in the order in which they are written, and the rules between them.
template<class Section>
struct SectionFields
{
    std::vector<Field<Section>> fields;
    /// Tells what is wrong between fields that are each right. The scope is the section's.
    void (*rules)(const Section &, const FaultScope &) = nullptr;
};

/// Warns of a member that no field has, with the closest name there is.
void warnOfUnknown(const JsonMember &member, const QStringList &knownNames, const FaultScope &scope);

/// Keeps a member that no field has; nothing after telling the scope where it holds a number that JSON does not have.
void keepUnknown(const JsonMember &member, UnknownFields &unknown, const FaultScope &scope);

void writeUnknown(const UnknownFields &unknown, JsonValue &object);

template<class Section>
Section readSection(const JsonValue &object, const SectionFields<Section> &declared, const FaultScope &scope)
{
    Section section;
    QStringList names;
    for (const Field<Section> &field : declared.fields) {
        names.append(field.name);
        const FaultScope at = scope.child(field.name, field.privacy);
        if (const JsonValue *value = object.find(field.name))
            field.read(*value, section, at);
        else if (field.isRequired)
            at.fault(ErrorDetail::Missing, field.allowed());
    }
    for (const JsonMember &member : object.members) {
        if (member.repeated || names.contains(member.name))
            continue;
        warnOfUnknown(member, names, scope);
        keepUnknown(member, section.unknown, scope);
    }
    if (declared.rules)
        declared.rules(section, scope);
    return section;
}

/// What equals its default is left out, except where it is required.
template<class Section>
void writeSection(const Section &section, const SectionFields<Section> &declared, JsonValue &object)
{
    for (const Field<Section> &field : declared.fields) {
        if (field.isRequired || !field.isDefault(section))
            object.append(field.name, field.write(section));
    }
    writeUnknown(section.unknown, object);
}

} // namespace fuseboard
