// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "config/fields/section.h"
#include "config/json/jsonparser.h"
#include "config/json/jsontext.h"

namespace fuseboard {

/// What a file held, with its warnings.
template<class Section>
struct Document
{
    Section section;
    QList<ConfigFault> warnings;
};

/// Whether the root of a text can be read by this version; tells the log where not.
bool isReadableDocument(const JsonValue &root, FaultLog &log);

/// A ConfigInvalid of these faults, with the warnings found beside them.
Error invalidDocument(QList<ConfigFault> faults, QList<ConfigFault> warnings = {});

/// Reads a whole text as one section: what a client's and a request's file are.
template<class Section>
Result<Document<Section>> readDocument(const QByteArray &json, const SectionFields<Section> &declared)
{
    const JsonSource source(json);
    const ParsedJson parsed = parseJson(source);
    if (!parsed.complete)
        return invalidDocument(parsed.faults);
    FaultLog log(&source);
    Document<Section> document;
    if (isReadableDocument(parsed.root, log))
        document.section = readSection(parsed.root, declared, FaultScope(log, parsed.root));
    log.addAll(parsed.faults);
    if (!log.faults().isEmpty())
        return invalidDocument(log.faults(), log.warnings());
    document.warnings = log.warnings();
    return document;
}

template<class Section>
QByteArray writeDocument(const Section &section, const SectionFields<Section> &declared)
{
    JsonValue root = JsonValue::object();
    writeSection(section, declared, root);
    return indentedJson(root);
}

/// The faults of a value that came from elsewhere: those of the text that would be written of it. What equals a
/// default is not written, and right.
template<class Section>
QList<ConfigFault> faultsOf(const Section &section, const SectionFields<Section> &declared)
{
    JsonValue root = JsonValue::object();
    writeSection(section, declared, root);
    FaultLog log;
    [[maybe_unused]] const Section read = readSection(root, declared, FaultScope(log, root));
    return log.faults();
}

} // namespace fuseboard
