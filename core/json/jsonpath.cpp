// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/jsonpath.h"

#include "json/jsonpathparser.h"

#include <algorithm>

namespace fuseboard {

bool JsonPath::isSingular() const
{
    return std::all_of(segments.begin(), segments.end(), [](const JsonPathSegment &segment) {
        return !segment.descendants && segment.selectors.size() == 1
            && (segment.selectors.first().kind == JsonPathSelector::Kind::Name
                || segment.selectors.first().kind == JsonPathSelector::Kind::Index);
    });
}

Result<JsonPath> JsonPath::parse(const QString &text)
{
    return JsonPathParser(text).run();
}

} // namespace fuseboard
